"""Classes of words that stand in lists of names: a feature of the student.

A class is a bit: 1 given name, 2 family name, 4 place of one word, 8 word of a
longer place name, 16 country or region, 32 demonym, 64 word of the name of a
body, 128 abbreviation of a body.
"""

import csv
import gzip
import os
import re
from collections import Counter

GIVEN, FAMILY, PLACE, PART, COUNTRY, DEMONYM, BODY, SHORT = (1 << i for i in range(8))
BITS = 8
SMALL = {"the", "of", "and", "for", "de", "la", "al", "el", "in", "on", "a", "an", "to", "&", "et", "du", "des", "or", "by", "at", "with", "as"}


def rows(path):
    o = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with o as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def words(name):
    return [w.lower() for w in re.split(r"[\s,()/]+", name or "") if len(w) > 1 and w[0].isupper() and w.lower() not in SMALL]


def load(data):
    """Lower-case word to its classes."""
    k = os.path.join(data, "knowledge")
    out = {}

    def add(ws, bit):
        for w in ws:
            out[w] = out.get(w, 0) | bit

    for r in rows(os.path.join(k, "officials.tsv.gz")):
        ws = words(r["name"])
        if len(ws) > 1:
            add(ws[:1], GIVEN)
            add(ws[1:], FAMILY)
    for r in rows(os.path.join(k, "places_15k.tsv.gz")):
        for n in (r["name"], r["ascii"]):
            ws = words(n)
            add(ws, PLACE if len(ws) == 1 else PART)
    for r in rows(os.path.join(k, "country_names.tsv")):
        for n in (r["name"], r["ascii"]):
            if r["kind"] == "demonym":
                add(words(n), DEMONYM)
            elif r["kind"] in ("name", "former_name", "local_name", "name_other"):
                add(words(n), COUNTRY)
            elif r["kind"] == "capital":
                add(words(n), PLACE)
    for r in rows(os.path.join(k, "regions.tsv")):
        add(words(r["name"]), COUNTRY)
    parts = Counter()
    for f in ("organisations.tsv", "armed_groups.tsv"):
        for r in rows(os.path.join(k, f)):
            for n in [r["name"]] + (r["aliases"] or "").split(";"):
                ws = words(n)
                if len(ws) == 1 and ws[0].upper() == n and len(n) < 7:
                    add(ws, SHORT)
                parts.update(set(ws))
    add([w for w, n in parts.items() if n > 2], BODY)
    return out
