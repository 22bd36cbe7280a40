package claim_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/claim"
	"chancery/internal/piped"
	"chancery/internal/prop"
	"chancery/internal/quote"
)

// A tested is the stage and the pipe that ends with it.
type tested struct {
	*claim.Stage
	*piped.Pipe
}

// pipe is loaded once.
var pipe = sync.OnceValue(func() tested {
	s := piped.Must(claim.New(data.FS))
	return tested{s, piped.New(piped.Must(prop.New(data.FS)).Run, piped.Must(quote.New(data.FS)).Run, s.Run)}
})

// read is the article of that text and date with all its layers.
func read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	return pipe().Read(t, text, date)
}

func TestRules(t *testing.T) { pipe().Pipe.Rules(t, pipe().Stage.Rules()) }

// whole is every case in one article.
func whole() string {
	var b strings.Builder
	for _, c := range slices.Concat(conditions, demands) {
		b.WriteString(c.text + "\n")
	}
	return b.String()
}

func BenchmarkRun(b *testing.B) { pipe().Bench(b, whole()) }

func TestBrokenTrees(t *testing.T) { pipe().Broken(t, whole(), spans) }

func spans(d *chancery.Doc) (out []chancery.Span) {
	for _, c := range d.Conditions {
		out = append(out, c.Span, c.Condition, c.Consequence)
	}
	for _, x := range d.Demands {
		out = append(out, x.Span, x.Content)
	}
	return out
}
