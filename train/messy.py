"""Makes training sentences look like the news that comes in: datelines, stamps of
live blogs, list marks, tickers, doubled words, garbled dates, other names.

Every change keeps a gold tree: what is put in hangs from the tree in the way in
which the treebanks have it.
"""

import csv
import gzip
import os
import random
import re

from common import Sent

MONTHS = {m: m[:3] + "." for m in ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                                    "November", "December")}
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "DPA", "TASS", "Bloomberg", "VOA", "ANSA", "UPI")
ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
NUM = ("NUM", "CD", "NumForm=Digit|NumType=Card")
NAME = ("PROPN", "NNP", "Number=Sing")


class Row:
    """A word whose head is another Row, None at the root."""

    def __init__(self, form, lemma, tag, rel, head=None, name="O"):
        self.form, self.lemma, self.tag, self.rel, self.head, self.name = form, lemma, tag, rel, head, name


def to_rows(s):
    names = s.names or ["O"] * len(s.forms)
    rows = [Row(f, l, (u, x, ft), r, None, n) for f, l, u, x, ft, r, n in zip(s.forms, s.lemmas, s.upos, s.xpos, s.feats, s.rels, names)]
    for r, h in zip(rows, s.heads):
        r.head = rows[h] if h >= 0 else None
    return rows


def to_sent(s, rows):
    at = {id(r): i for i, r in enumerate(rows)}
    return Sent(s.id, [r.form for r in rows], [r.lemma for r in rows], [r.tag[0] for r in rows], [r.tag[1] for r in rows],
                [r.tag[2] for r in rows], [at[id(r.head)] if r.head else -1 for r in rows], [r.rel for r in rows],
                [r.name for r in rows] if s.names else [], True)


def punct(form, head, xpos=None):
    return Row(form, form, ("PUNCT", xpos or form, "_"), "punct", head)


class Messy:
    """Changes sentences at random. Names come from the folder knowledge of the data."""

    def __init__(self, data, seed=5):
        self.rng = random.Random(seed)
        k = os.path.join(data, "knowledge")
        plain = lambda w: w and w.isascii() and " " not in w and w[0].isupper()
        with open(os.path.join(k, "country_names.tsv"), encoding="utf-8") as f:
            rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
        self.capitals = sorted({r["ascii"] for r in rows if r["kind"] == "capital" and plain(r["ascii"])})
        self.countries = sorted({r["ascii"] for r in rows if r["kind"] == "name" and plain(r["ascii"])})
        with gzip.open(os.path.join(k, "places_15k.tsv.gz"), "rt", encoding="utf-8") as f:
            self.cities = [r["name"] for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if plain(r["name"])][:6000]
        with gzip.open(os.path.join(k, "officials.tsv.gz"), "rt", encoding="utf-8") as f:
            people = sorted({r["name"] for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)})
        self.people = [p.split(" ") for p in people if p.count(" ") == 1]
        with open(os.path.join(k, "organisations.tsv"), encoding="utf-8") as f:
            self.bodies = sorted({a for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
                                  for a in [r["name"]] + (r["aliases"] or "").split(";") if plain(a) and len(a) > 1})

    def change(self, s):
        """A changed copy of s, which has a tree."""
        rng, rows = self.rng, to_rows(s)
        if s.names and rng.random() < 0.6:
            self.rename(rows)
        r = rng.random()
        if r < 0.12 and len(rows) > 5:
            self.dateline(rows)
        elif r < 0.17 and len(rows) > 3:
            self.stamp(rows)
        elif r < 0.24:
            self.mark(rows)
        if rng.random() < 0.12:
            self.double(rows)
        if rng.random() < 0.7:
            self.date(rows)
        if s.names and rng.random() < 0.15:
            self.ticker(rows)
        return to_sent(s, rows)

    def root(self, rows):
        return next(r for r in rows if r.head is None)

    def rename(self, rows):
        """Puts other names in the place of names of one word, and of persons of two."""
        rng, i = self.rng, 0
        while i < len(rows):
            n = 1
            if rows[i].name.startswith("B-"):
                while i + n < len(rows) and rows[i + n].name.startswith("I-"):
                    n += 1
                kind = rows[i].name[2:]
                if all(r.tag[0] == "PROPN" and r.tag[1] == "NNP" for r in rows[i:i + n]) and rng.random() < 0.5:
                    new = None
                    if kind == "PER" and n <= 2:
                        new = rng.choice(self.people)[-n:]
                    elif kind == "LOC" and n == 1:
                        new = [rng.choice(rng.choice((self.countries, self.capitals, self.cities)))]
                    elif kind == "ORG" and n == 1:
                        new = [rng.choice(self.bodies)]
                    for r, w in zip(rows[i:i + n], new or []):
                        r.form = r.lemma = w
            i += n

    def dateline(self, rows):
        """GENEVA, Jan. 10 (Reuters) - """
        rng, root = self.rng, self.root(rows)
        city = rng.choice(self.capitals)
        if rng.random() < 0.7:
            city = city.upper()
        place = Row(city, city, NAME, "parataxis", root, "B-LOC")
        new = [place]
        if rng.random() < 0.5:
            month = rng.choice(list(MONTHS))
            month = rng.choice((month, MONTHS[month]))
            m = Row(month, month, NAME, "nmod:unmarked", place)
            day = str(rng.randint(1, 31))
            new += [punct(",", place), m, Row(day, day, NUM, "nummod", m)]
        if rng.random() < 0.5:
            a = Row(rng.choice(AGENCIES), "", NAME, "parataxis", place, "B-ORG")
            a.lemma = a.form
            new += [punct("(", a, "-LRB-"), a, punct(")", a, "-RRB-")]
        if len(new) > 1 or rng.random() < 0.9:
            dash = rng.choice(("-", "—", "–", "--", ":"))
            new.append(punct(dash, place, ":" if dash == ":" else ","))
        rows[:0] = new

    def stamp(self, rows):
        """14:32 GMT, [09.15am]"""
        rng, root = self.rng, self.root(rows)
        clock = f"{rng.randint(0, 23):02d}{rng.choice(':::.')}{rng.randint(0, 59):02d}"
        t = Row(clock, clock, NUM, "parataxis", root)
        new = [t]
        zone = rng.choice(("GMT", "BST", "EST", "CET", "EDT", "", "", "am", "pm"))
        if zone in ("am", "pm"):
            new.append(Row(zone, zone, ("NOUN", "NN", "Number=Sing"), "nmod:unmarked", t))
        elif zone:
            new.append(Row(zone, zone, NAME, "nmod:unmarked", t))
        if rng.random() < 0.3:
            new = [punct("[", t, "-LRB-")] + new + [punct("]", t, "-RRB-")]
        elif rng.random() < 0.3:
            new.append(punct(rng.choice(("-", ":", "|")), t, ","))
        rows[:0] = new

    def mark(self, rows):
        """The bullet or number of an item of a list."""
        rng, root = self.rng, self.root(rows)
        if rows[0].tag[0] in ("PUNCT", "NUM", "SYM"):
            return
        if rng.random() < 0.6:
            rows[:0] = [punct(rng.choice(("-", "•", "*", "–", "·", "—")), root, "NFP")]
            return
        n = str(rng.randint(1, 12))
        k = Row(n, n, ("NUM", "LS", "NumForm=Digit|NumType=Card"), "discourse", root)
        rows[:0] = rng.choice(([k, punct(".", k)], [k, punct(")", k, "-RRB-")], [punct("(", k, "-LRB-"), k, punct(")", k, "-RRB-")]))

    def double(self, rows):
        """Writes a small word twice."""
        heads = {id(r.head) for r in rows if r.head}
        small = [i for i, r in enumerate(rows) if id(r) not in heads and r.head and r.tag[0] in ("DET", "ADP", "PRON", "AUX", "SCONJ", "CCONJ", "PART")
                 and r.form.isalpha()]
        if small:
            i = self.rng.choice(small)
            r = rows[i]
            rows.insert(i + 1, Row(r.form.lower() if r.form != "I" else "I", r.lemma, r.tag, "reparandum", r))

    def date(self, rows):
        """January 10 as 10th. January."""
        rng = self.rng
        for i in range(len(rows) - 1):
            m, d = rows[i], rows[i + 1]
            if m.form not in MONTHS:
                continue
            if not (d.head is m and re.fullmatch(r"[1-9]|[12]\d|3[01]", d.form) and d.tag[0] == "NUM"):
                continue
            n = int(d.form)
            d.form = d.lemma = f"{n}{ORDINAL.get(n, 'th')}"
            d.tag, d.rel = ("ADJ", "JJ", "Degree=Pos|NumForm=Combi|NumType=Ord"), "amod"
            rows[i:i + 2] = [d, m]
            r = rng.random()
            if r < 0.4:
                d.form += "."
            elif r < 0.7:
                rows.insert(i + 1, punct(".", d))

    def ticker(self, rows):
        """A share's code behind the name of a firm."""
        for i, r in enumerate(rows):
            if r.name[2:] == "ORG" and (i + 1 == len(rows) or not rows[i + 1].name.startswith("I-")):
                head = r
                while head.head and head.head.name[2:] == "ORG":
                    head = head.head
                code = "".join(self.rng.choice("ABCDEFGHIKLMNOPRST") for _ in range(self.rng.randint(2, 4))) + self.rng.choice((".N", ".O", ".L", ""))
                c = Row(code, code, NAME, "appos", head)
                rows[i + 1:i + 1] = [punct("(", c, "-LRB-"), c, punct(")", c, "-RRB-")]
                return
