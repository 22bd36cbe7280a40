package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// rows are the rows of all sections in the order of the text.
func (x *explainer) rows() []row {
	var out []row
	e := x.Entry
	for i := range e.Events {
		out = append(out, x.event(&e.Events[i]))
	}
	for i := range e.Statements {
		out = append(out, x.statement(&e.Statements[i]))
	}
	for _, c := range e.Conditions {
		out = append(out, row{Row: c.Row, section: "condition", head: string(c.Kind), ids: join(c.By, c.Toward), prop: -1, anchor: x.span(c.Consequence),
			parts: []string{x.who("by", c.By), x.who("toward", c.Toward), x.words("if", c.Condition), x.words("then", c.Consequence)}})
	}
	for _, d := range e.Demands {
		out = append(out, row{Row: d.Row, section: "demand", head: string(d.Stance), ids: join(d.By, d.Of), prop: -1,
			parts: []string{x.who("by", d.By), x.who("of", d.Of), x.words("what", d.Content)}})
	}
	for _, m := range e.Agenda {
		out = append(out, row{Row: m.Row, section: "meeting", head: fmt.Sprintf("%s %s %q", m.Format, m.Status, m.Title), ids: join(m.Parties, m.Attendees), prop: -1,
			parts: []string{x.who("parties", m.Parties), x.who("attendees", m.Attendees), when(m.Date), x.where(m.Place)}})
	}
	for i := range out {
		out[i].Span = x.span(out[i].Span)
		out[i].parts = slices.DeleteFunc(out[i].parts, func(s string) bool { return s == "" })
	}
	slices.SortStableFunc(out, func(a, b row) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

func (x *explainer) event(e *chancery.Event) row {
	r := row{Row: e.Row, section: "event", head: fmt.Sprintf("%s %s", e.Type, e.Status), ids: join(e.Sources, e.Targets), prop: e.Prop, anchor: x.span(e.Trigger)}
	if r.prop >= len(x.Doc.Props) {
		r.prop = -1
	}
	code := "cameo: " + e.CAMEO
	if e.Mode != "" {
		code += ", mode " + e.Mode
	}
	if len(e.Contexts) > 0 {
		code += ", about " + strings.Join(e.Contexts, ", ")
	}
	r.parts = []string{x.who("source", e.Sources), x.who("target", e.Targets), code, x.words("trigger", e.Trigger), when(e.Date), x.where(e.Place)}
	for _, a := range e.Attribution {
		r.ids = append(r.ids, a.Speakers...)
		r.parts = append(r.parts, strings.TrimSpace(x.who("said by", a.Speakers)+fmt.Sprintf(" (%s, %q)", a.Stance, x.cut(x.span(a.Cue)))))
	}
	return r
}

func (x *explainer) statement(s *chancery.Statement) row {
	r := row{Row: s.Row, section: "statement", head: fmt.Sprintf("%s %s", s.Form, s.Stance), ids: join(s.Speakers, s.OnBehalfOf, s.Addressees), prop: -1, anchor: x.span(s.Cue)}
	r.parts = []string{x.who("speaker", s.Speakers), x.who("on behalf of", s.OnBehalfOf), x.who("to", s.Addressees), x.words("cue", s.Cue), x.words("content", s.Content)}
	if s.Via != nil {
		r.ids = append(r.ids, *s.Via)
		r.parts = append(r.parts, x.who("via", []string{*s.Via}))
	}
	return r
}

func join(lists ...[]string) []string { return slices.Concat(lists...) }

func (x *explainer) who(what string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = cmp.Or(x.names[id], id)
	}
	return what + ": " + strings.Join(names, ", ")
}

func (x *explainer) words(what string, s chancery.Span) string {
	if s.None() {
		return ""
	}
	return fmt.Sprintf("%s: %q", what, x.cut(x.span(s)))
}

func (x *explainer) where(id *string) string {
	if id == nil {
		return ""
	}
	return "place: " + cmp.Or(x.names[*id], *id)
}

func when(d *chancery.DateSpan) string {
	switch {
	case d == nil || d.From == "" && d.To == "":
		return ""
	case d.From == d.To || d.To == "":
		return "date: " + d.From
	}
	return "date: " + d.From + " to " + d.To
}
