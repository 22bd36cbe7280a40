package quote_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/parse"
	"chancery/internal/prop"
	"chancery/internal/quote"
	"chancery/internal/rules"
	"chancery/internal/text"
	"chancery/internal/when"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type step func(context.Context, *chancery.Doc) error

// pipe is loaded once; the stages are safe for concurrent use.
var pipe = sync.OnceValues(func() ([]step, *rules.Set) {
	q := must(quote.New(data.FS))
	return []step{
		must(text.New(data.FS)).Split, must(parse.New(data.FS)).Run, must(when.New(data.FS)).Run,
		must(actor.New(data.FS)).Find, must(prop.New(data.FS)).Run, q.Run,
	}, q.Rules()
})

// read is the article of that text and date with all its layers.
func read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	d := &chancery.Doc{Article: chancery.Article{Text: text, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	steps, _ := pipe()
	for _, s := range steps {
		if err := s(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// TestRules reads every sentence that a rule must, or must not, read. The parser
// errs now and then: one sentence in twenty may fail.
func TestRules(t *testing.T) {
	_, set := pipe()
	sentences, failed := 0, 0
	check := func(r *rules.Rule, ex rules.Example, yes bool) {
		sentences++
		if why := rules.Check(read(t, ex.Sentence, ex.Date), r, ex, yes); why != "" {
			failed++
			t.Logf("%s:%d: %s: %q: %s", r.File, ex.Line, r.Name, ex.Sentence, why)
		}
	}
	for _, r := range set.Rules {
		for _, ex := range r.Yes {
			check(r, ex, true)
		}
		for _, ex := range r.No {
			check(r, ex, false)
		}
	}
	t.Logf("%d rules, %d sentences, %d failed", len(set.Rules), sentences, failed)
	if 20*failed > sentences {
		t.Errorf("%d of %d sentences failed", failed, sentences)
	}
}

// BenchmarkRun reads all cases as one article; ns/word is what matters.
func BenchmarkRun(bench *testing.B) {
	var b strings.Builder
	for _, c := range cases {
		b.WriteString(strings.ReplaceAll(c.text, " / ", "\n") + "\n")
	}
	d := read(bench, b.String(), "2022-01-15")
	steps, _ := pipe()
	run := steps[len(steps)-1]
	for bench.Loop() {
		if err := run(bench.Context(), d); err != nil {
			bench.Fatal(err)
		}
	}
	bench.ReportMetric(float64(bench.Elapsed().Nanoseconds())/float64(bench.N*len(d.Toks)), "ns/word")
}

// TestBrokenTrees reads trees that are wrong in every way: nothing may break, and
// every span must lie in the text.
func TestBrokenTrees(t *testing.T) {
	var b strings.Builder
	for _, c := range cases {
		b.WriteString(strings.ReplaceAll(c.text, " / ", "\n") + "\n")
	}
	whole := read(t, b.String(), "2022-01-15")
	steps, _ := pipe()
	run := steps[len(steps)-1]
	rels := []chancery.Rel{"nsubj", "obj", "obl", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "nmod", "mark", "case", "punct", "root", "parataxis", "aux", "cop", "cc", "det", "appos", "compound", "nmod:poss"}
	for seed := range uint64(30) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		d := *whole
		d.Toks = slices.Clone(whole.Toks)
		for range len(d.Toks) / 3 {
			k := &d.Toks[rnd.IntN(len(d.Toks))]
			k.Head = rnd.IntN(len(d.Toks)+20) - 10
			k.Rel = rels[rnd.IntN(len(rels))]
		}
		if err := run(t.Context(), &d); err != nil {
			t.Fatal(err)
		}
		entry := d.Entry()
		if err := entry.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, s := range spans(&d) {
			if s.Start < 0 || s.End > len(d.Text) || s.Len() < 0 {
				t.Fatalf("seed %d: span %v of %d bytes", seed, s, len(d.Text))
			}
		}
	}
}

func spans(d *chancery.Doc) (out []chancery.Span) {
	for _, s := range d.Statements {
		out = append(append(out, s.Span, s.Cue, s.Content), s.Quoted...)
	}
	return out
}
