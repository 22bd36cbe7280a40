package event_test

import (
	"fmt"
	"sync"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/agenda"
	"chancery/internal/claim"
	"chancery/internal/event"
	"chancery/internal/piped"
	"chancery/internal/place"
	"chancery/internal/prop"
	"chancery/internal/quote"
)

// A tested is the stage and the pipe that ends with it.
type tested struct {
	*piped.Pipe
	events *event.Stage
}

// pipe is loaded once.
var pipe = sync.OnceValue(func() tested {
	e := piped.Must(event.New(data.FS))
	return tested{piped.New(piped.Must(place.New(data.FS)).Run, piped.Must(prop.New(data.FS)).Run, piped.Must(quote.New(data.FS)).Run,
		piped.Must(claim.New(data.FS)).Run, piped.Must(agenda.New(data.FS)).Run, e.Run), e}
})

// read is the article of that text and date with all its layers.
func read(t testing.TB, text, date string) *chancery.Doc {
	t.Helper()
	return pipe().Read(t, text, date)
}

// line is a row for a reader.
func line(d *chancery.Doc, e *chancery.Event) string {
	return fmt.Sprintf("%s %s %s %v > %v %s %q", e.Rule, e.Type, e.CAMEO, e.Sources, e.Targets, e.Status, d.Text[e.Trigger.Start:e.Trigger.End])
}
