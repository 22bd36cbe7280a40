// Package piped helps the tests of stages that stand on others: it reads a text
// through the stages up to the one that is tested, runs the sentences of its
// rules, and feeds it trees that are wrong.
package piped

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/parse"
	"chancery/internal/prop"
	"chancery/internal/rules"
	"chancery/internal/text"
	"chancery/internal/when"
)

// A Step is the method by which a stage reads an article.
type Step func(context.Context, *chancery.Doc) error

// A Pipe runs stages one after the other, of which the last is tested. It is
// safe for concurrent use.
type Pipe struct{ steps []Step }

// New makes a pipe of words, mended trees, dates, actors and then the steps given. It
// panics where a table of a stage does not load.
func New(steps ...Step) *Pipe {
	return &Pipe{append([]Step{
		Must(text.New(data.FS)).Split, Must(parse.New(data.FS)).Run, Must(prop.New(data.FS)).Mend,
		Must(when.New(data.FS)).Run, Must(actor.New(data.FS)).Find,
	}, steps...)}
}

// Must is v where err is nil, and panics where it is not.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Read is the article of that text and date (2006-01-02) with all its layers.
func (p *Pipe) Read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	d := &chancery.Doc{Article: chancery.Article{Text: text, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	for _, step := range p.steps {
		if err := step(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func (p *Pipe) last() Step { return p.steps[len(p.steps)-1] }

// Rules reads every sentence that a rule must, or must not, read. The parser errs
// now and then: one sentence in twenty may fail.
func (p *Pipe) Rules(t *testing.T, list []*rules.Rule) {
	t.Helper()
	sentences, failed := 0, 0
	check := func(r *rules.Rule, ex rules.Example, yes bool) {
		sentences++
		if why := rules.Check(p.Read(t, ex.Sentence, ex.Date), r, ex, yes); why != "" {
			failed++
			t.Logf("%s:%d: %s: %q: %s", r.File, ex.Line, r.Name, ex.Sentence, why)
		}
	}
	for _, r := range list {
		for _, ex := range r.Yes {
			check(r, ex, true)
		}
		for _, ex := range r.No {
			check(r, ex, false)
		}
	}
	t.Logf("%d rules, %d sentences, %d failed", len(list), sentences, failed)
	if sentences == 0 || 20*failed > sentences {
		t.Errorf("%d of %d sentences failed", failed, sentences)
	}
}

// day is the date of texts that bring none.
const day = "2022-01-15"

// Bench measures the last step on a text; ns/word is what matters.
func (p *Pipe) Bench(b *testing.B, text string) {
	d := p.Read(b, text, day)
	for b.Loop() {
		if err := p.last()(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Toks)), "ns/word")
}

// Broken gives the last step trees that are wrong in every way: nothing may
// break, the entry must pass its check, and every one of the spans must lie in
// the text.
func (p *Pipe) Broken(t *testing.T, text string, spans func(*chancery.Doc) []chancery.Span) {
	t.Helper()
	whole := p.Read(t, text, day)
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
		if err := p.last()(t.Context(), &d); err != nil {
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
