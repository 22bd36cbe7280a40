package actor_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/parse"
	"chancery/internal/text"
)

// loaded are the stages that the actors stand on.
var loaded = sync.OnceValues(func() (*reader, error) {
	t, err := text.New(data.FS)
	if err != nil {
		return nil, err
	}
	p, err := parse.New(data.FS)
	if err != nil {
		return nil, err
	}
	a, err := actor.New(data.FS)
	return &reader{t, p, a}, err
})

type reader struct {
	text  *text.Stage
	parse *parse.Stage
	actor *actor.Stage
}

// read finds the actors of a text that was published on a day.
func read(t testing.TB, body, day string) *chancery.Doc {
	t.Helper()
	r, err := loaded()
	if err != nil {
		t.Skip("no parser:", err)
	}
	return r.read(t, body, day, r.actor)
}

func (r *reader) read(t testing.TB, body, day string, a *actor.Stage) *chancery.Doc {
	t.Helper()
	d := &chancery.Doc{Article: chancery.Article{Text: body}}
	if day != "" {
		at, err := time.Parse("2006-01-02", day)
		if err != nil {
			t.Fatal(err)
		}
		d.Published = chancery.Stamp{Time: at, DayOnly: true}
	}
	for _, run := range []func(context.Context, *chancery.Doc) error{r.text.Split, r.parse.Run, a.Find} {
		if err := run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// dataDir is the folder of development data; the test is skipped without it.
func dataDir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: no development data to read")
	}
	return dir
}

// TestDump shows the mentions of the articles that the variable DUMP names.
func TestDump(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip("DUMP names no article")
	}
	for name := range strings.SplitSeq(os.Getenv("DUMP"), ",") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		body, day := string(b), "2021-12-31"
		if g, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".gold.json"); err == nil {
			var gold struct{ Published string }
			if err := json.Unmarshal(g, &gold); err != nil {
				t.Fatal(err)
			}
			day = gold.Published
			_, body, _ = strings.Cut(body, "\n\n")
		}
		if d := os.Getenv("DAY"); d != "" {
			day = d
		}
		d := read(t, body, day)
		for i := range d.Sentences {
			s := d.Sentences[i]
			t.Logf("%s", strings.Join(strings.Fields(d.Text[s.Span.Start:s.Span.End]), " "))
			if os.Getenv("TREE") != "" {
				for k := s.Lo; k < s.Hi; k++ {
					x := d.Toks[k]
					t.Logf("\t%d %s %s %s %s %d %s %s", k, x.Form, x.Lemma, x.UPOS, x.XPOS, x.Head, x.Rel, x.Name)
				}
			}
			for _, m := range d.Mentions {
				if m.Span.Start >= s.Span.Start && m.Span.Start < s.Span.End {
					t.Logf("      %-8s %-40q %s %.2f %s", m.Form, d.Text[m.Span.Start:m.Span.End], strings.Join(m.Refs, "|"), m.Sure, m.Why)
				}
			}
		}
		for _, a := range d.Actors {
			t.Logf("%+v", a)
		}
	}
}
