"""Writes the lemmas of words that the training treebanks use in one way, for the look-up that goes before the lemma rules.

    python lemma.py --data DIR --out ../data/models/lemma.tsv
"""

import argparse
from collections import Counter, defaultdict

import common
from student import FOLD

EXTRA = {("euros", "NOUN"): "euro"}  # too rare in the treebanks, common in news
LEAST, PURE = 2, 0.8  # how often a form must stand, and which share its commonest lemma must have


def settled(counts):
    """The lemma of each form and tag that has one lemma nearly always."""
    out = {}
    for key, c in counts.items():
        (lemma, n), total = c.most_common(1)[0], sum(c.values())
        if total >= LEAST and n >= PURE * total:
            out[key] = lemma
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    ewt, gum = common.load(a.data, "train")
    exact, lower = defaultdict(Counter), defaultdict(Counter)
    for s in ewt + gum:
        for f, u, l in zip(s.forms, s.upos, s.lemmas):
            if l == "_" or "\t" in f + l:
                continue
            f = f.translate(FOLD)
            exact[f, u][l] += 1
            lower[f.lower(), u][l] += 1
    lex = settled(lower)
    for (f, u), l in settled(exact).items():
        if f == f.lower() or lex.get((f.lower(), u)) != l:
            lex[f, u] = l
    lex.update(EXTRA)
    # A form that is its own lemma needs no line, unless the line without capitals says otherwise.
    lines = sorted((f, u, l) for (f, u), l in lex.items() if l != f or lex.get((f.lower(), u), l) != l)
    with open(a.out, "w", encoding="utf-8") as o:
        o.write("form\tupos\tlemma\n")
        o.writelines("\t".join(x) + "\n" for x in lines)
    print(len(lines), "lines")


if __name__ == "__main__":
    main()
