// Reads docs.jsonl with wink-nlp and its light English model; writes CoNLL-U and
// the processor time.
import fs from 'node:fs';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

const work = process.argv[2];
const nlp = winkNLP(model, ['sbd', 'pos']);
const its = nlp.its;
const texts = fs.readFileSync(`${work}/docs.jsonl`, 'utf8').trim().split('\n').map((l) => JSON.parse(l).text);
texts.slice(0, 20).forEach((t) => nlp.readDoc(t));

const start = process.cpuUsage();
const docs = texts.map((t) => nlp.readDoc(t));
const used = process.cpuUsage(start);
let words = 0;
let out = '';
docs.forEach((doc, k) => {
  out += `# newdoc id = ${k}\n`;
  doc.sentences().each((s) => {
    let n = 0;
    s.tokens().each((t) => {
      const form = t.out();
      if (form.trim() === '') return;
      n += 1;
      out += [n, form, t.out(its.lemma) || '_', t.out(its.pos), '_', '_', 0, 'dep', '_', '_'].join('\t') + '\n';
    });
    words += n;
    if (n) out += '\n';
  });
});
fs.writeFileSync(`${work}/wink-nlp.conllu`, out);
fs.writeFileSync(`${work}/wink-nlp.json`, JSON.stringify({ words, seconds: (used.user + used.system) / 1e6 }));
