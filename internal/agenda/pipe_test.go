package agenda_test

import (
	"strings"
	"sync"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/agenda"
	"chancery/internal/piped"
	"chancery/internal/place"
	"chancery/internal/prop"
)

// A tested is the stage and the pipe that ends with it.
type tested struct {
	*agenda.Stage
	*piped.Pipe
}

// pipe is loaded once.
var pipe = sync.OnceValue(func() tested {
	s := piped.Must(agenda.New(data.FS))
	return tested{s, piped.New(piped.Must(place.New(data.FS)).Run, piped.Must(prop.New(data.FS)).Run, s.Run)}
})

// read is the article of that text and date with all its layers.
func read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	return pipe().Read(t, text, date)
}

func TestRules(t *testing.T) { pipe().Pipe.Rules(t, pipe().Stage.Rules().Rules) }

// whole is every case in one article.
func whole() string {
	var b strings.Builder
	for _, c := range cases {
		b.WriteString(c.text + "\n")
	}
	return b.String()
}

func BenchmarkRun(b *testing.B) { pipe().Bench(b, whole()) }

func TestBrokenTrees(t *testing.T) { pipe().Broken(t, whole(), spans) }

func spans(d *chancery.Doc) (out []chancery.Span) {
	for _, m := range d.Agenda {
		out = append(out, m.Span)
	}
	return out
}
