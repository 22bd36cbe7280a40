package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

// A step is one stage.
type step = func(context.Context, *chancery.Doc) error

// A reader runs the stages on single sentences; between the actors and the
// propositions a measure may put what its set gives.
type reader struct {
	before, after []step
}

func newReader(overlays ...actor.Overlay) (*reader, error) {
	r := &reader{}
	var err error
	add := func(list *[]step, s step, e error) {
		*list = append(*list, s)
		if err == nil {
			err = e
		}
	}
	t, e := text.New(data.FS)
	add(&r.before, t.Split, e)
	p, e := parse.New(data.FS)
	add(&r.before, p.Run, e)
	w, e := when.New(data.FS)
	add(&r.before, w.Run, e)
	a, e := actor.New(data.FS, overlays...)
	add(&r.before, a.Find, e)
	pl, e := place.New(data.FS)
	add(&r.before, pl.Run, e)
	pr, e := prop.New(data.FS)
	add(&r.after, pr.Run, e)
	q, e := quote.New(data.FS)
	add(&r.after, q.Run, e)
	ev, e := event.New(data.FS)
	add(&r.after, ev.Run, e)
	return r, err
}

func (r *reader) read(ctx context.Context, words string, day time.Time, given func(*chancery.Doc)) (*chancery.Doc, error) {
	d := &chancery.Doc{Article: chancery.Article{Text: words, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	for _, s := range r.before {
		if err := s(ctx, d); err != nil {
			return nil, err
		}
	}
	if given != nil {
		given(d)
	}
	for _, s := range r.after {
		if err := s(ctx, d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// A record is a sentence with the events that its set gives; an empty field is
// one that the set does not say.
type record struct {
	ID          string
	Date        string
	Text        string
	Unannotated bool
	Reciprocal  bool
	Events      []struct {
		Source, Target string
		SourceText     string `json:"source_text"`
		TargetText     string `json:"target_text"`
		CAMEO, PLOVER  string
		Any            []string `json:"plover_any"`
		Reciprocal     bool
	}
}

// records reads events/NAME.jsonl.
func (b *bench) records(name string) ([]record, error) {
	f, err := os.Open(filepath.Join(b.data, "events", name+".jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []record
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		var r record
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, len(out)+1, err)
		}
		out = append(out, r)
	}
	return out, s.Err()
}

// day is the date of a record; sets of single sentences have placeholders, for
// which the day given stands.
func (r *record) day(otherwise string) time.Time {
	for _, s := range []string{r.Date, otherwise} {
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// country is the first part of an actor code, by which sets name states.
func country(d *chancery.Doc, id string) string {
	for _, a := range d.Actors {
		if a.ID != id {
			continue
		}
		if a.Country != "" && (len(a.Codes) == 0 || strings.HasPrefix(a.Codes[0], a.Country)) {
			return a.Country
		}
		if len(a.Codes) > 0 {
			return a.Codes[0][:min(3, len(a.Codes[0]))]
		}
	}
	return ""
}
