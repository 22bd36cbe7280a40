package actor_test

import (
	"context"
	"os"
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
