package web

import (
	"cmp"
	"fmt"
	"strings"

	"chancery"
	"chancery/internal/store"
)

// margin is how many characters around the words that prove a row are shown.
const margin = 280

// around is the text of an article about the words that prove a row.
func around(x *store.Found) (before, words, after string) {
	text := []rune(x.Article.Text)
	s := x.Row.Span
	if s.None() || s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return "", x.Evidence, ""
	}
	from, to := max(0, s.Start-margin), min(len(text), s.End+margin)
	for from > 0 && text[from-1] != ' ' && text[from-1] != '\n' && from < s.Start {
		from++
	}
	for to < len(text) && text[to] != ' ' && text[to] != '\n' && to > s.End {
		to--
	}
	before, words, after = string(text[from:s.Start]), string(text[s.Start:s.End]), string(text[s.End:to])
	if from > 0 {
		before = "… " + before
	}
	if to < len(text) {
		after += " …"
	}
	return before, words, after
}

// fieldsOf are the fields of a row in words, empty ones left out.
func fieldsOf(x *store.Found) []field {
	f := &fields{x: x}
	switch v := x.Value.(type) {
	case chancery.Event:
		f.who("source", v.Sources)
		f.who("target", v.Targets)
		f.text("type", string(v.Type))
		f.text("mode", v.Mode)
		f.text("about", strings.Join(v.Contexts, ", "))
		f.text("CAMEO code", v.CAMEO)
		f.text("Goldstein score of the code", score(float64(v.Intensity)))
		f.text("status", string(v.Status)+": "+statusWord(string(v.Status)).Long)
		f.quote("trigger", v.Trigger)
		f.date(v.Date)
		f.place(v.Place)
		for _, a := range v.Attribution {
			f.who(string(cmp.Or(a.Stance, "said"))+" by", a.Speakers)
			f.quote("in the words", a.Cue)
		}
	case chancery.Statement:
		f.who("speaker", v.Speakers)
		f.who("on behalf of", v.OnBehalfOf)
		if v.Via != nil {
			f.who("through", []string{*v.Via})
		}
		f.who("to", v.Addressees)
		f.text("stance", string(v.Stance))
		f.text("form", string(v.Form))
		f.quote("cue", v.Cue)
		f.quote("content", v.Content)
	case chancery.Condition:
		f.text("kind", string(v.Kind))
		f.who("by", v.By)
		f.who("toward", v.Toward)
		f.quote("condition", v.Condition)
		f.quote("consequence", v.Consequence)
	case chancery.Demand:
		f.text("stance", string(v.Stance))
		f.who("by", v.By)
		f.who("of", v.Of)
		f.quote("content", v.Content)
	case chancery.Meeting:
		f.text("title", v.Title)
		f.text("format", string(v.Format))
		f.text("status", string(v.Status)+": "+statusWord(string(v.Status)).Long)
		f.date(v.Date)
		if v.Duration != nil {
			f.text("length", fmt.Sprintf("%d minutes", *v.Duration))
		}
		f.place(v.Place)
		f.who("parties", v.Parties)
		f.who("attendees", v.Attendees)
	}
	return f.list
}

type fields struct {
	x    *store.Found
	list []field
}

func (f *fields) text(name, s string) {
	if s != "" {
		f.list = append(f.list, field{Name: name, Text: s})
	}
}

func (f *fields) who(name string, ids []string) {
	if len(ids) > 0 {
		f.list = append(f.list, field{Name: name, Who: people(f.x, ids)})
	}
}

func (f *fields) quote(name string, s chancery.Span) {
	if t := cut(f.x, s); t != "" {
		f.list = append(f.list, field{Name: name, Text: t, Quote: true})
	}
}

func (f *fields) date(d *chancery.DateSpan) {
	if d != nil && d.From != "" {
		f.text("date", spanOf(d.From, d.To))
	}
}

func (f *fields) place(id *string) {
	if id == nil {
		return
	}
	for _, p := range f.x.Entry.Places {
		if p.ID == *id {
			f.list = append(f.list, field{Name: "place", Who: []who{{p.ID, p.Name, placeHref(p.ID)}}})
		}
	}
}
