package prop

import (
	"context"
	"math/rand/v2"
	"testing"

	"chancery"
)

// TestGarbled reads trees whose heads, relations and tags are random, circles
// among them: whatever comes in, what holds of every article must hold.
func TestGarbled(t *testing.T) {
	rels := []chancery.Rel{"root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "acl", "acl:relcl",
		"advcl", "ccomp", "xcomp", "csubj", "conj", "cc", "mark", "case", "aux", "aux:pass", "cop", "det", "amod", "compound",
		"compound:prt", "advmod", "parataxis", "appos", "flat", "punct", "fixed", "dep", ""}
	words := []struct{ form, lemma, upos, xpos string }{
		{"attack", "attack", "NOUN", "NN"}, {"attacked", "attack", "VERB", "VBD"}, {"attacked", "attack", "VERB", "VBN"},
		{"hold", "hold", "VERB", "VB"}, {"talks", "talk", "NOUN", "NNS"}, {"to", "to", "PART", "TO"}, {"if", "if", "SCONJ", "IN"},
		{"would", "would", "AUX", "MD"}, {"not", "not", "PART", "RB"}, {"is", "be", "AUX", "VBZ"}, {"due", "due", "ADJ", "JJ"},
		{"of", "of", "ADP", "IN"}, {"plans", "plan", "NOUN", "NNS"}, {"denied", "deny", "VERB", "VBD"}, {"who", "who", "PRON", "WP"},
		{"A", "A", "PROPN", "NNP"}, {"B", "B", "PROPN", "NNP"}, {"citing", "cite", "VERB", "VBG"}, {",", ",", "PUNCT", ","}, {"", "", "", ""},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 4000 {
		d := &chancery.Doc{}
		text := ""
		size := 1 + rng.IntN(24)
		for i := range size {
			w := words[rng.IntN(len(words))]
			form := w.form
			if form == "" {
				form = "?"
			}
			d.Toks = append(d.Toks, chancery.Tok{Span: chancery.Span{Start: len(text), End: len(text) + len(form)}, Form: form, Lemma: w.lemma,
				UPOS: chancery.UPOS(w.upos), XPOS: w.xpos, Head: rng.IntN(size+3) - 2, Rel: rels[rng.IntN(len(rels))]})
			text += form + " "
			if w.upos == "PROPN" {
				d.Mentions = append(d.Mentions, chancery.Mention{Kind: chancery.ActorMention, Refs: []string{w.lemma}, Head: i, Lo: i, Hi: i + 1})
			}
		}
		d.Text = text
		d.Sentences = []chancery.Sentence{{Lo: 0, Hi: size, Span: chancery.Span{Start: 0, End: len(text)}}}
		if err := stage(t).Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := sound(d); err != nil {
			t.Fatalf("tree %d: %v\n%+v\n%s", n, err, d.Toks, Dump(d))
		}
	}
}
