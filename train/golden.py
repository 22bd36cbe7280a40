"""Writes the hashed rows of some words, by which internal/nn proves that it reads words as the training does.

    python golden.py > ../internal/nn/testdata/features.tsv
"""

from student import ROWS, features, fnv

WORDS = ["the", "The", "NATO", "U.S.", "don’t", "``", "''", "“", "2,300", "10th", "co-operation", "Århus", "ÉLYSÉE", "naïve", "x", "—", "$", "B-52s",
         "www.example.org/a?b=1", "’s", "İzmir"[1:], "Привет", "日本", "e-mail@example.org", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]

print("word\tclasses\trows")
for i, w in enumerate(WORDS):
    classes = i * 37 % 256
    low = features(w)[1]
    print(w, classes, " ".join(str(fnv(f) & (ROWS - 1)) for f in features(w, {low: classes})[0]), sep="\t")
