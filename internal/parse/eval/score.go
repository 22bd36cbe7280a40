package eval

import (
	"fmt"
	"io"
	"strings"

	"chancery/internal/parse/conllu"
)

// F1 counts what is right among what is there and what was found.
type F1 struct{ Right, Gold, Found int }

// Percent is the balanced F-measure, in percent.
func (f F1) Percent() float64 {
	if f.Gold+f.Found == 0 {
		return 0
	}
	return 200 * float64(f.Right) / float64(f.Gold+f.Found)
}

// Scores are the measures of the shared task, and names.
type Scores struct {
	Words, Gold               int
	Tokens, Sentences, WordsF F1
	UPOS, XPOS, Feats, Lemma  F1
	UAS, LAS                  F1
	Names                     F1
	NamesBy                   map[string]F1 // by type
}

// Compare scores sys, which reads the same characters as gold.
func Compare(gold, sys []*conllu.Text) (Scores, error) {
	g, s := read(gold), read(sys)
	if err := same(g, s); err != nil {
		return Scores{}, err
	}
	r := Scores{Words: len(s.words), Gold: len(g.words), Tokens: spans(g.tokens, s.tokens), Sentences: spans(g.sentences, s.sentences)}
	pair := align(g.words, s.words)
	count := func(ok func(gw, sw *word) bool) F1 {
		f := F1{Gold: len(g.words), Found: len(s.words)}
		for i, k := range pair {
			if k >= 0 && ok(&g.words[k], &s.words[i]) {
				f.Right++
			}
		}
		return f
	}
	head := func(gw, sw *word) bool {
		if gw.head < 0 || sw.head < 0 {
			return gw.head < 0 && sw.head < 0
		}
		return pair[sw.head] == gw.head
	}
	r.WordsF = count(func(_, _ *word) bool { return true })
	r.UPOS = count(func(a, b *word) bool { return a.tok.UPOS == b.tok.UPOS })
	r.XPOS = count(func(a, b *word) bool { return a.tok.XPOS == b.tok.XPOS })
	r.Feats = count(func(a, b *word) bool { return feats(a.tok.Feats) == feats(b.tok.Feats) })
	r.Lemma = count(func(a, b *word) bool { return a.tok.Lemma == b.tok.Lemma || a.tok.Lemma == "" })
	r.UAS = count(head)
	r.LAS = count(func(a, b *word) bool { return head(a, b) && a.tok.Rel.Base() == b.tok.Rel.Base() })
	r.NamesBy = map[string]F1{}
	gn, sn := names(g.words), names(s.words)
	for n := range gn {
		f := r.NamesBy[n.kind]
		f.Gold++
		if sn[n] {
			f.Right++
		}
		r.NamesBy[n.kind] = f
	}
	for n := range sn {
		f := r.NamesBy[n.kind]
		f.Found++
		r.NamesBy[n.kind] = f
	}
	for _, f := range r.NamesBy {
		r.Names.Right += f.Right
		r.Names.Gold += f.Gold
		r.Names.Found += f.Found
	}
	return r, nil
}

// universal are the features that the shared task scored.
var universal = map[string]bool{"PronType": true, "NumType": true, "Poss": true, "Reflex": true, "Foreign": true, "Abbr": true, "Gender": true,
	"Animacy": true, "Number": true, "Case": true, "Definite": true, "Degree": true, "VerbForm": true, "Mood": true, "Tense": true, "Aspect": true,
	"Voice": true, "Evident": true, "Polarity": true, "Person": true, "Polite": true}

func feats(col string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(col, "|") {
		if k, _, _ := strings.Cut(part, "="); universal[k] {
			b.WriteString(part + "|")
		}
	}
	return b.String()
}

func spans(gold, sys []span) F1 {
	f := F1{Gold: len(gold), Found: len(sys)}
	for g, s := 0, 0; g < len(gold) && s < len(sys); {
		switch {
		case gold[g] == sys[s]:
			f.Right++
			g, s = g+1, s+1
		case gold[g].end < sys[s].end || gold[g].end == sys[s].end && gold[g].start < sys[s].start:
			g++
		default:
			s++
		}
	}
	return f
}

type name struct {
	span
	kind string
}

// names are the spans of IOB2 tags; an I that continues nothing starts a name.
func names(words []word) map[name]bool {
	out := map[name]bool{}
	var cur name
	for _, w := range words {
		tag, kind, _ := strings.Cut(string(w.tok.Name), "-")
		if tag == "I" && kind == cur.kind {
			cur.end = w.end
			continue
		}
		if cur.kind != "" {
			out[cur] = true
		}
		cur = name{w.span, kind}
	}
	if cur.kind != "" {
		out[cur] = true
	}
	return out
}

// Print writes the scores as a table of two columns.
func (r Scores) Print(w io.Writer) {
	row := func(name string, f F1) {
		if f.Gold > 0 {
			fmt.Fprintf(w, "%-10s %6.2f\n", name, f.Percent())
		}
	}
	fmt.Fprintf(w, "%-10s %6d\n", "words", r.Gold)
	row("tokens", r.Tokens)
	row("sentences", r.Sentences)
	row("UPOS", r.UPOS)
	row("XPOS", r.XPOS)
	row("feats", r.Feats)
	row("lemma", r.Lemma)
	row("UAS", r.UAS)
	row("LAS", r.LAS)
	row("names", r.Names)
	for _, k := range []string{"PER", "LOC", "ORG"} {
		row("  "+k, r.NamesBy[k])
	}
}
