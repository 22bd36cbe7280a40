"""Treebanks, label sets, lemma rules and word features shared by teacher and student.

Offsets are token indexes into a sentence; head -1 is the root.
"""

import gzip
import os
import random
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Sent:
    id: str
    forms: list
    lemmas: list
    upos: list
    xpos: list
    feats: list
    heads: list
    rels: list
    names: list = field(default_factory=list)  # IOB2 over PER LOC ORG MISC; empty: not annotated
    tree: bool = True


def read_conllu(path):
    """Yields a Sent for each tree; ranges and empty nodes are left out."""
    rows, sid = [], ""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                sid = line.split("=", 1)[1].strip()
            elif not line:
                if rows:
                    yield to_sent(sid, rows)
                rows = []
            elif not line.startswith("#"):
                c = line.split("\t")
                if c[0].isdigit():
                    rows.append(c)
    if rows:
        yield to_sent(sid, rows)


def to_sent(sid, rows):
    return Sent(sid, [r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows], [r[4] for r in rows],
                [r[5] for r in rows], [int(r[6]) - 1 for r in rows], [r[7] for r in rows])


NAMES = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
# The types of CrossNER that are persons, places and organisations.
NAMES_POLITICS = {"politician": "PER", "person": "PER", "country": "LOC", "location": "LOC", "politicalparty": "ORG", "organisation": "ORG"}


def read_names(path, kinds=NAMES):
    """Yields (sent_id, words, IOB2 tags); kinds maps the types of the file to ours, others are O."""
    words, tags, sid = [], [], ""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                sid = line.split("=", 1)[1].strip()
            elif not line:
                if words:
                    yield sid, words, tags
                words, tags = [], []
            elif "\t" in line:
                w, t = line.split("\t")[:2]
                pos, _, kind = t.partition("-")
                words.append(w)
                tags.append(pos + "-" + kinds[kind] if kind in kinds else "O")
    if words:
        yield sid, words, tags


def attach_names(sents, path):
    """Gives each sentence its name tags where the words agree; returns how many did."""
    by_words = {}
    for _, words, tags in read_names(path):
        by_words["\x00".join(words)] = tags
    n = 0
    for s in sents:
        t = by_words.get("\x00".join(s.forms))
        if t is not None:
            s.names = t
            n += 1
    return n


def load(data, split):
    """EWT and GUM of one split, with their name tags."""
    out = []
    for ud, ner in (("en_ewt", "uner_ewt"), ("en_gumfree", "gumfree")):
        ss = list(read_conllu(os.path.join(data, "ud", f"{ud}-{split}.conllu.gz")))
        attach_names(ss, os.path.join(data, "ner", f"{ner}-{split}.tsv.gz"))
        out.append(ss)
    return out


def bare(words, names):
    """A sentence that has no tree."""
    n = len(words)
    return Sent("", words, ["_"] * n, ["_"] * n, ["_"] * n, ["_"] * n, [-1] * n, ["_"] * n, names, False)


def load_names_only(data):
    """Sentences with name tags and no tree: WikiGold."""
    return [bare(words, tags) for _, words, tags in read_names(os.path.join(data, "ner", "wikigold-all.tsv.gz"))]


def load_free(data):
    """More text that has no trees: encyclopaedia on politics, and posts by news makers and others, with names.

    Names of accounts and tags ("@un", "#UN") are no names as we mean them: the
    sentences that have such are taken to be without annotation.
    """
    out = load_names_only(data)
    for name, kinds in (("crossner_politics-train", NAMES_POLITICS), ("crossner_politics-dev", NAMES_POLITICS), ("broadtwitter-a", NAMES),
                        ("broadtwitter-b", NAMES), ("broadtwitter-e", NAMES), ("broadtwitter-g", NAMES)):
        for _, words, tags in read_names(os.path.join(data, "ner", "extra", name + ".tsv.gz"), kinds):
            if 3 <= len(words) <= 80:
                account = any(w[0] in "@#" and t != "O" for w, t in zip(words, tags))
                out.append(bare(words, [] if account else tags))
    return out


# A lemma rule turns a form into its lemma: case, characters cut at the end, text added.
def lemma_rule(form, lemma):
    case = "k"
    f = form
    if not lemma.startswith(form[:1]) and lemma.startswith(form[:1].lower()):
        case, f = "l", form.lower()
    elif lemma.islower() and not form.islower():
        case, f = "l", form.lower()
    i = 0
    while i < len(f) and i < len(lemma) and f[i] == lemma[i]:
        i += 1
    if i == 0 and lemma:
        return "=" + lemma
    return f"{case}{len(f) - i}+{lemma[i:]}"


def apply_rule(form, rule):
    if rule.startswith("="):
        return rule[1:]
    f = form.lower() if rule[0] == "l" else form
    n, add = rule[1:].split("+", 1)
    n = int(n)
    if n > len(f):
        return f
    return f[: len(f) - n] + add


class Labels:
    """The closed sets that the heads choose from. Index 0 is the commonest."""

    def __init__(self, sents, min_rule=2, min_tag=1):
        def top(c, least=1):
            return [k for k, n in sorted(c.items(), key=lambda kv: (-kv[1], kv[0])) if n >= least]

        self.tags = top(Counter("|".join((u, x, f)) for s in sents for u, x, f in zip(s.upos, s.xpos, s.feats)), min_tag)
        self.rules = top(Counter(lemma_rule(f, l) for s in sents for f, l in zip(s.forms, s.lemmas)), min_rule)
        self.rels = top(Counter(r for s in sents for r in s.rels))
        self.names = ["O"] + [p + "-" + t for t in ("PER", "LOC", "ORG") for p in "BI"]
        self.index()

    def index(self):
        self.tag_id = {t: i for i, t in enumerate(self.tags)}
        self.rule_id = {t: i for i, t in enumerate(self.rules)}
        self.rel_id = {t: i for i, t in enumerate(self.rels)}
        self.name_id = {t: i for i, t in enumerate(self.names)}

    def encode(self, s):
        """(tags, rules, heads, rels, names); -100 where there is nothing to learn."""
        if s.tree:
            tags = [self.tag_id.get("|".join(t), -100) for t in zip(s.upos, s.xpos, s.feats)]
            rules = [self.rule_id.get(lemma_rule(f, l), -100) for f, l in zip(s.forms, s.lemmas)]
            rels = [self.rel_id.get(r, -100) for r in s.rels]
            heads = [h + 1 for h in s.heads]  # 0 is the root
        else:
            tags = rules = rels = heads = [-100] * len(s.forms)
        names = [self.name_id[t] for t in s.names] if s.names else [-100] * len(s.forms)
        return tags, rules, heads, rels, names


OPEN_QUOTE, CLOSE_QUOTE = {'"', "``", "“"}, {'"', "''", "”"}


def augment(s, rng: random.Random):
    """A copy of s as messy or typeset news would have it."""
    forms, keep = list(s.forms), [True] * len(s.forms)
    leaf = [True] * len(forms)
    for h in s.heads:
        if h >= 0:
            leaf[h] = False
    r = rng.random()
    if r < 0.12 and len(forms) < 30:
        forms = [f.upper() for f in forms]
    elif r < 0.20:
        forms = [f[:1].upper() + f[1:] if len(f) > 3 or i == 0 else f for i, f in enumerate(forms)]
    elif r < 0.26:
        forms = [f.lower() for f in forms]
    if rng.random() < 0.5:
        left = True
        for i, f in enumerate(forms):
            if f == '"':
                forms[i] = "“" if left else "”"
                left = not left
            elif f == "'":
                forms[i] = "’"
            else:
                forms[i] = f.replace("'", "’")
    drop = rng.random()
    for i, f in enumerate(forms):
        if not leaf[i] or s.heads[i] < 0:
            continue
        if f in ('"', "“", "”") and drop < 0.25 and rng.random() < 0.6:
            keep[i] = False
        elif i == len(forms) - 1 and s.upos[i] == "PUNCT" and rng.random() < 0.3:
            keep[i] = False
        elif s.upos[i] == "DET" and s.lemmas[i] in ("the", "a") and drop > 0.85 and rng.random() < 0.5:
            keep[i] = False
        elif s.upos[i] == "PUNCT" and f == "," and drop > 0.7 and rng.random() < 0.3:
            keep[i] = False
    idx = [i for i, k in enumerate(keep) if k]
    if not idx:
        return s
    new = {o: n for n, o in enumerate(idx)}
    names = []
    if s.names:
        names = [s.names[i] for i in idx]
        prev = "O"
        for i, t in enumerate(names):
            if t.startswith("I-") and (prev == "O" or prev[2:] != t[2:]):
                names[i] = "B-" + t[2:]
            prev = names[i]
    take = lambda xs: [xs[i] for i in idx]
    return Sent(s.id, take(forms), take(s.lemmas), take(s.upos), take(s.xpos), take(s.feats),
                [new[s.heads[i]] if s.heads[i] >= 0 else -1 for i in idx], take(s.rels), names, s.tree)


def batches(items, words, rng):
    """Groups indexes of items of like length, about so many words each, in random order."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i]), rng.random()))
    out, cur, longest = [], [], 0
    for i in order:
        longest = max(longest, len(items[i]))
        if cur and longest * (len(cur) + 1) > words:
            out.append(cur)
            cur, longest = [], len(items[i])
        cur.append(i)
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return out


def name_spans(tags):
    """Set of (start, end, type) of an IOB2 sequence."""
    out, start, typ = set(), None, None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and (t == "O" or t.startswith("B-") or t[2:] != typ):
            out.add((start, i, typ))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start, typ = i, t[2:]
    return out


def mst(scores):
    """Chu-Liu/Edmonds: scores[d][h], index 0 the root; returns heads[1..n], one child of the root."""
    import numpy as np

    n = scores.shape[0]
    s = scores.copy()
    np.fill_diagonal(s, -1e9)
    heads = s.argmax(1)
    heads[0] = 0
    roots = [i for i in range(1, n) if heads[i] == 0]
    if len(roots) == 1 and not cycle(heads):
        return heads
    best, best_score = None, None
    cand = roots if roots else range(1, n)
    for r in sorted(cand, key=lambda i: -s[i][0])[:4]:
        t = s.copy()
        t[1:, 0] = -1e9
        t[r, :] = -1e9
        t[r, 0] = 0
        h = edmonds(t)
        sc = sum(s[i][h[i]] for i in range(1, n))
        if best is None or sc > best_score:
            best, best_score = h, sc
    return best


def cycle(heads):
    n = len(heads)
    state = [0] * n
    for i in range(1, n):
        path, j = [], i
        while j and state[j] == 0:
            state[j] = 1
            path.append(j)
            j = heads[j]
        if j and state[j] == 1:
            return path[path.index(j):]
        for k in path:
            state[k] = 2
    return []


def edmonds(s):
    import numpy as np

    n = s.shape[0]
    s = s.copy()
    np.fill_diagonal(s, -1e18)
    heads = s.argmax(1)
    heads[0] = 0
    c = cycle(heads)
    if not c:
        return heads
    inside = set(c)
    rest = [i for i in range(n) if i not in inside]
    m = len(rest)
    t = np.full((m + 1, m + 1), -1e18)
    enter, leave = {}, {}
    total = sum(s[i][heads[i]] for i in c)
    for a, i in enumerate(rest):
        for b, j in enumerate(rest):
            t[a][b] = s[i][j]
        k = max(c, key=lambda k: s[i][k])
        t[a][m], leave[a] = s[i][k], k
        k = max(c, key=lambda k: s[k][i] - s[k][heads[k]])
        t[m][a], enter[a] = total + s[k][i] - s[k][heads[k]], k
    sub = edmonds(t)
    out = heads.copy()
    for a, i in enumerate(rest):
        if i:
            out[i] = leave[a] if sub[a] == m else rest[sub[a]]
    k = enter[sub[m]]
    out[k] = rest[sub[m]]
    return out
