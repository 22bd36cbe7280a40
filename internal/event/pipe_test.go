package event_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/event"
	"chancery/internal/parse"
	"chancery/internal/place"
	"chancery/internal/prop"
	"chancery/internal/quote"
	"chancery/internal/text"
	"chancery/internal/when"
)

// A reader runs the stages up to the events on a text.
type reader struct {
	steps  []func(context.Context, *chancery.Doc) error
	events *event.Stage
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// pipe is loaded once; the stages are safe for concurrent use.
var pipe = sync.OnceValue(func() *reader {
	e := must(event.New(data.FS))
	return &reader{events: e, steps: []func(context.Context, *chancery.Doc) error{
		must(text.New(data.FS)).Split, must(parse.New(data.FS)).Run, must(when.New(data.FS)).Run,
		must(actor.New(data.FS)).Find, must(place.New(data.FS)).Run, must(prop.New(data.FS)).Run, must(quote.New(data.FS)).Run, e.Run,
	}}
})

// read is the article of that text and date with all its layers.
func read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	d := &chancery.Doc{Article: chancery.Article{Text: text, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	for _, step := range pipe().steps {
		if err := step(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// line is a row for a reader.
func line(d *chancery.Doc, e *chancery.Event) string {
	return fmt.Sprintf("%s %s %s %v > %v %s %q", e.Rule, e.Type, e.CAMEO, e.Sources, e.Targets, e.Status, d.Text[e.Trigger.Start:e.Trigger.End])
}
