// Package term lays a ledger entry out for a person at a terminal: a header,
// then contacts and agenda, events by what became of them, conditions, demands
// with their answers, statements, and what is wrong with the text. Every row is
// followed by the sentence that proves it.
//
// Nothing depends on colour: what it shows, a sign or a word shows too.
package term

import (
	"bufio"
	"cmp"
	"io"
	"strings"

	"chancery"
)

// Options are what the terminal can do.
type Options struct {
	Width int  // columns; 80 where 0
	Color bool // ANSI colours
}

// minWidth is the least width that lines are folded to.
const minWidth = 40

// Write lays e out on w.
func Write(w io.Writer, e *chancery.Entry, opts Options) error {
	b := bufio.NewWriter(w)
	s := &sheet{w: b, e: e, text: []rune(e.Article.Text), width: max(minWidth, cmp.Or(opts.Width, 80)), color: opts.Color, names: namesOf(e)}
	s.header()
	s.agenda()
	s.events()
	s.conditions()
	s.demands()
	s.statements()
	s.defects()
	s.line("")
	return b.Flush()
}

// A sheet is an entry on its way to the terminal.
type sheet struct {
	w     *bufio.Writer
	e     *chancery.Entry
	text  []rune
	width int
	color bool
	names map[string]string
}

func namesOf(e *chancery.Entry) map[string]string {
	m := map[string]string{}
	for _, a := range e.Actors {
		m[a.ID] = cmp.Or(a.Name, a.ID)
	}
	for _, p := range e.Places {
		m[p.ID] = cmp.Or(p.Name, p.ID)
	}
	return m
}

func (s *sheet) line(text string) { s.w.WriteString(text + "\n") }

// fold writes text in lines of the sheet's width: first before the first line,
// the same number of spaces before the others.
func (s *sheet) fold(first, text string) {
	s.foldTo(first, strings.Repeat(" ", width(first)), text)
}

func (s *sheet) foldTo(first, rest, text string) {
	for i, l := range wrap(text, s.width-width(first), s.width-width(rest)) {
		if i == 0 {
			s.line(strings.TrimRight(first+l, " "))
		} else {
			s.line(rest + l)
		}
	}
}

// section begins a section with its name and what it shows.
func (s *sheet) section(name, what string) {
	s.line("")
	s.foldTo(s.style(bold, name)+"  ", "  ", what)
}

// who is the names of actors, or other where there are none.
func (s *sheet) who(ids []string, other string) string {
	if len(ids) == 0 {
		return other
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = clean(cmp.Or(s.names[id], id))
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return names[0]
}

// verb is the third person of a verb, put into the plural where several do it.
func verb(v string, doers int) string {
	switch {
	case doers < 2:
		return v
	case strings.HasSuffix(v, "ies"):
		return strings.TrimSuffix(v, "ies") + "y"
	case strings.HasSuffix(v, "sses"):
		return strings.TrimSuffix(v, "es")
	}
	return strings.TrimSuffix(v, "s")
}

func (s *sheet) cut(x chancery.Span) string {
	if x.Start < 0 || x.End > len(s.text) || x.Start >= x.End {
		return ""
	}
	return clean(string(s.text[x.Start:x.End]))
}
