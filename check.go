package chancery

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Check reports every way in which e breaks its own promises: a span outside
// the text, an id that names no actor or place, a sentence that is not there.
// It returns nil for a sound entry.
func (e *Entry) Check() error {
	c := checker{runes: utf8.RuneCountInString(e.Article.Text), known: map[string]bool{}, ids: map[string]bool{}, sentences: len(e.Sentences)}
	for _, a := range e.Actors {
		c.define("actor", a.ID)
	}
	for _, p := range e.Places {
		c.define("place", p.ID)
	}
	for i, d := range e.Defects {
		c.spans(fmt.Sprintf("defect %d", i), d.Span)
	}
	end := 0
	for i, s := range e.Sentences {
		c.must(fmt.Sprintf("sentence %d", i), s.Span)
		if s.Span.Start < end {
			c.fault("sentence %d: begins inside the one before", i)
		}
		end = s.Span.End
	}
	for i, m := range e.Mentions {
		what := fmt.Sprintf("mention %d", i)
		c.must(what, m.Span)
		c.refs(what, m.Refs...)
	}
	c.events(e.Events)
	for _, s := range e.Statements {
		what := c.row("statement", s.Row)
		c.spans(what, s.Cue, s.Content)
		c.spans(what, s.Quoted...)
		c.refs(what, s.Speakers...)
		c.refs(what, s.OnBehalfOf...)
		c.refs(what, s.Addressees...)
		c.ref(what, s.Via)
	}
	for _, x := range e.Conditions {
		what := c.row("condition", x.Row)
		c.must(what, x.Condition)
		c.must(what, x.Consequence)
		c.refs(what, x.By...)
		c.refs(what, x.Toward...)
	}
	for _, x := range e.Demands {
		what := c.row("demand", x.Row)
		c.must(what, x.Content)
		c.refs(what, x.By...)
		c.refs(what, x.Of...)
	}
	for _, x := range e.Agenda {
		what := c.row("meeting", x.Row)
		c.ref(what, x.Place)
		c.refs(what, x.Parties...)
		c.refs(what, x.Attendees...)
	}
	return errors.Join(c.faults...)
}

type checker struct {
	runes     int
	sentences int
	known     map[string]bool // actors and places
	ids       map[string]bool // rows
	faults    []error
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < 100 {
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	}
}

func (c *checker) define(kind, id string) {
	if id == "" || c.known[id] {
		c.fault("%s id %q: empty or twice", kind, id)
	}
	c.known[id] = true
}

func (c *checker) events(list []Event) {
	for _, x := range list {
		what := c.row("event", x.Row)
		c.must(what, x.Trigger)
		c.refs(what, x.Sources...)
		c.refs(what, x.Targets...)
		c.ref(what, x.Place)
		for _, a := range x.Attribution {
			c.spans(what, a.Cue)
			c.refs(what, a.Speakers...)
		}
	}
}

func (c *checker) row(section string, r Row) string {
	what := section + " " + r.Rule + " " + r.ID
	if r.ID == "" || c.ids[r.ID] {
		c.fault("%s: id empty or twice", what)
	}
	c.ids[r.ID] = true
	c.must(what, r.Span)
	if r.Sentence < 0 || r.Sentence >= c.sentences {
		c.fault("%s: sentence %d of %d", what, r.Sentence, c.sentences)
	}
	if r.Confidence < 0 || r.Confidence > 1 {
		c.fault("%s: confidence %v", what, r.Confidence)
	}
	return what
}

// must is spans for a span that may not be absent.
func (c *checker) must(what string, s Span) {
	if s.Len() <= 0 {
		c.fault("%s: empty span %v", what, s)
	}
	c.spans(what, s)
}

func (c *checker) spans(what string, spans ...Span) {
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > c.runes {
			c.fault("%s: span %v of %d code points", what, s, c.runes)
		}
	}
}

func (c *checker) refs(what string, ids ...string) {
	for _, id := range ids {
		if !c.known[id] {
			c.fault("%s: unknown id %q", what, id)
		}
	}
}

func (c *checker) ref(what string, id *string) {
	if id != nil {
		c.refs(what, *id)
	}
}
