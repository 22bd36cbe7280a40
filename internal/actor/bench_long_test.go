package actor_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
)

// BenchmarkLong reads one sentence of 50,000 words: nanoseconds a word must be
// about those of an article.
func BenchmarkLong(b *testing.B) {
	s, err := actor.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	d := longDoc(50_000)
	for b.Loop() {
		x := *d
		if err := s.Find(context.Background(), &x); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Toks)), "ns/word")
}

// longDoc is one sentence of many words.
func longDoc(n int) *chancery.Doc {
	words := strings.Fields(`the minister and Russia said he " they in Kyiv troops of the president " , Ivan Petrov`)
	d := &chancery.Doc{Article: chancery.Article{Published: chancery.Stamp{Time: time.Date(2022, 1, 15, 0, 0, 0, 0, time.UTC)}}}
	var b strings.Builder
	open := -1
	for i := range n {
		w := words[i%len(words)]
		start := b.Len()
		b.WriteString(w + " ")
		t := chancery.Tok{Span: chancery.Span{Start: start, End: start + len(w)}, Form: w, Lemma: strings.ToLower(w), Head: i - 1, Rel: "nsubj", UPOS: "NOUN"}
		switch w {
		case "he", "they":
			t.UPOS = "PRON"
		case `"`:
			if open < 0 {
				open = start + 1
				break
			}
			d.Quotes = append(d.Quotes, chancery.Quote{Span: chancery.Span{Start: open, End: start}, Outer: chancery.Span{Start: open - 1, End: start + 1}})
			open = -1
		}
		d.Toks = append(d.Toks, t)
	}
	d.Text = b.String()
	d.Sentences = []chancery.Sentence{{Lo: 0, Hi: n, Span: chancery.Span{Start: 0, End: len(d.Text) - 1}}}
	return d
}
