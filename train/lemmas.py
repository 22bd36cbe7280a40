"""Writes data/models/lemma.tsv: lemmas of word forms that rules learned from endings get wrong.

Sources: forms of the training treebanks whose lemma is the same nine times in ten, and the regular
inflections of the verbs in data/lexicon/verb.tsv, which also gives irregular forms.

    python3 train/lemmas.py data TREEBANK.conllu.gz...
"""
import collections, glob, gzip, re, sys

VOWELS = "aeiou"


def syllables(w):
    return len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", w)))


def regular(w):
    """Forms of a regular verb: third person, past, present participle."""
    if re.search(r"(s|x|z|ch|sh|o)$", w):
        yield w + "es"
    elif re.search(r"[^aeiou]y$", w):
        yield w[:-1] + "ies"
    yield w + "s"
    if w.endswith("ie"):
        yield from (w + "d", w[:-2] + "ying")
    elif w.endswith("ee") or w.endswith("oe") or w.endswith("ye"):
        yield from (w + "d", w + "ing")
    elif w.endswith("e"):
        yield from (w + "d", w[:-1] + "ing")
    elif re.search(r"[^aeiou]y$", w):
        yield from (w[:-1] + "ied", w + "ing")
    elif w.endswith("c"):
        yield from (w + "ked", w + "king")
    elif re.search(r"[^aeiou][aeiou][^aeiouwxy]$", w) or re.search(r"^[aeiou][^aeiouwxy]$|qui[^aeiouwxy]$", w):
        yield from (w + w[-1] + "ed", w + w[-1] + "ing")
        if syllables(w) > 1:
            yield from (w + "ed", w + "ing")
    else:
        yield from (w + "ed", w + "ing")


def main():
    data, banks = sys.argv[1], sys.argv[2:]
    seen = collections.defaultdict(collections.Counter)
    for name in banks:
        for line in gzip.open(name, "rt"):
            f = line.rstrip("\n").split("\t")
            if len(f) == 10 and f[0].isdigit() and f[3] in ("VERB", "NOUN", "ADJ", "ADV", "AUX") and f[2] not in ("_", ""):
                if re.fullmatch(r"[a-z][a-z'-]*", f[1].lower()) and re.fullmatch(r"[a-z'-]+", f[2]):
                    seen[f[3], f[1].lower()][f[2]] += 1
    table, bases, fixed = {}, {}, set()
    for line in open(data + "/lexicon/verb.tsv").read().split("\n")[1:]:
        if line:
            f = line.split("\t")
            bases[f[0]] = [x for c in f[1:] for x in c.split()]
            fixed.update(bases[f[0]])
    for (upos, form), c in seen.items():
        lemma, n = c.most_common(1)[0]
        if upos == "VERB" and n > 2 and lemma == form and form not in bases and not form.endswith(("ed", "ing")):
            bases[form] = []
    for w, irregular in sorted(bases.items()):
        forms = list(regular(w))
        if irregular:
            forms = [x for x in forms if not x.endswith("ed")] + irregular
        for x in [w] + forms:
            if x == w or ("VERB", x) not in table or x in irregular:
                table["VERB", x] = w
    for (upos, form), c in seen.items():
        lemma, n = c.most_common(1)[0]
        if n >= 2 and n >= 0.9 * sum(c.values()) and not (upos == "VERB" and form in fixed and ("VERB", form) in table):
            table[upos, form] = lemma
    with open(data + "/models/lemma.tsv", "w") as out:
        out.write("form\ttag\tlemma\n")
        for (upos, form), lemma in sorted(table.items(), key=lambda x: (x[0][1], x[0][0])):
            out.write(f"{form}\t{upos}\t{lemma}\n")
    print(len(table), "forms")


main()
