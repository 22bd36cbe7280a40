package prop

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/data"
)

// conllu reads sentences in CoNLL-U into an article with trees.
func conllu(text string) *chancery.Doc {
	d := &chancery.Doc{}
	var b strings.Builder
	for block := range strings.SplitSeq(text, "\n\n") {
		lo := len(d.Toks)
		for line := range strings.Lines(block) {
			f := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if len(f) < 8 || strings.ContainsAny(f[0], "-.") || line[0] == '#' {
				continue
			}
			head, _ := strconv.Atoi(f[6])
			addTok(d, &b, chancery.Tok{Form: f[1], Lemma: f[2], UPOS: chancery.UPOS(f[3]), XPOS: f[4], Feats: f[5], Head: lo + head - 1, Rel: chancery.Rel(f[7])}, head)
		}
		closeSentence(d, lo)
	}
	d.Text = b.String()
	return d
}

func addTok(d *chancery.Doc, b *strings.Builder, t chancery.Tok, head int) {
	if head == 0 {
		t.Head = -1
	}
	t.Span = chancery.Span{Start: b.Len(), End: b.Len() + len(t.Form)}
	b.WriteString(t.Form + " ")
	d.Toks = append(d.Toks, t)
}

func closeSentence(d *chancery.Doc, lo int) {
	if hi := len(d.Toks); hi > lo {
		d.Sentences = append(d.Sentences, chancery.Sentence{Lo: lo, Hi: hi, Span: d.Toks[lo].Span.Cover(d.Toks[hi-1].Span)})
	}
}

// coarse gives the universal tag of a Penn tag.
var coarse = map[string]chancery.UPOS{
	"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "RB": "ADV", "IN": "ADP",
	"TO": "PART", "DT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "MD": "AUX", "CC": "CCONJ",
	"RP": "ADP", "CD": "NUM", "POS": "PART", "EX": "PRON", ".": "PUNCT", ",": "PUNCT", "``": "PUNCT",
	"VB": "VERB", "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB", "VBN": "VERB", "VBG": "VERB",
}

// tree reads one sentence written as "form[/lemma]_TAG_head_rel" words; the
// names A, B and C and their genitives are actors a, b and c.
func tree(t testing.TB, s string) *chancery.Doc {
	d := &chancery.Doc{Article: chancery.Article{Published: chancery.Stamp{Time: time.Date(2022, 1, 15, 0, 0, 0, 0, time.UTC)}}}
	var b strings.Builder
	for w := range strings.FieldsSeq(s) {
		f := strings.Split(w, "_")
		if len(f) != 4 {
			t.Fatalf("%s: want form_TAG_head_rel", w)
		}
		form, lemma, ok := strings.Cut(f[0], "/")
		if !ok {
			lemma = form
		}
		head, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		tok := chancery.Tok{Form: form, Lemma: lemma, UPOS: coarse[f[1]], XPOS: f[1], Head: head - 1, Rel: chancery.Rel(f[3])}
		if b := tok.Rel.Base(); b == "aux" || b == "cop" {
			tok.UPOS = "AUX"
		}
		if n := len(d.Toks); len(form) == 1 && strings.Contains("ABCD", form) {
			d.Mentions = append(d.Mentions, chancery.Mention{Kind: chancery.ActorMention, Refs: []string{strings.ToLower(form)}, Head: n, Lo: n, Hi: n + 1})
		}
		addTok(d, &b, tok, head)
	}
	d.Text = b.String()
	closeSentence(d, 0)
	return d
}

var loaded *Stage

func stage(t testing.TB) *Stage {
	if loaded == nil {
		s, err := New(data.FS)
		if err != nil {
			t.Fatal(err)
		}
		loaded = s
	}
	return loaded
}
