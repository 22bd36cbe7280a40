// Package explain shows how the rows of a ledger entry came about: the sentence
// and its tree, the rule that fired, the chain of cues that gave the status, and
// the line of knowledge behind each actor.
package explain

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"chancery"
)

// An Article is what is explained: a Doc with all its layers, the entry that it
// gave, and what is known of rules by their name.
type Article struct {
	Doc   *chancery.Doc
	Entry *chancery.Entry
	Rule  func(name string) string // where the rule stands and how it reads; empty where unknown
}

// A row is one row of any section, in bytes of the text.
type row struct {
	chancery.Row
	section string
	head    string   // what kind of row: "THREATEN actual"
	parts   []string // "by: Russia", in the order in which they are shown
	ids     []string // actors of the row
	anchor  chancery.Span
	prop    int // index into Doc.Props, -1 where unknown
}

// Write explains the rows whose id begins with id, all of them where it is
// empty. It returns how many there were.
func (a *Article) Write(w io.Writer, id string) (int, error) {
	x := &explainer{Article: a, w: w, bytes: byteOffsets(a.Entry.Article.Text), names: map[string]string{}}
	for _, c := range a.Entry.Actors {
		x.names[c.ID] = c.Name
	}
	for _, p := range a.Entry.Places {
		x.names[p.ID] = p.Name
	}
	n := 0
	for _, r := range x.rows() {
		if strings.HasPrefix(r.ID, id) {
			x.row(r)
			n++
		}
	}
	return n, x.err
}

type explainer struct {
	*Article
	w     io.Writer
	bytes []int // byte offset of each code point; nil where they are the same
	names map[string]string
	err   error
}

func (x *explainer) printf(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}

// byteOffsets leads from code points to bytes.
func byteOffsets(text string) []int {
	if utf8.RuneCountInString(text) == len(text) {
		return nil
	}
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func (x *explainer) span(s chancery.Span) chancery.Span {
	if x.bytes == nil || s.None() {
		return s
	}
	return chancery.Span{Start: x.bytes[s.Start], End: x.bytes[s.End]}
}

func (x *explainer) cut(s chancery.Span) string { return x.Doc.Text[s.Start:s.End] }

// row writes one row with everything behind it.
func (x *explainer) row(r row) {
	x.printf("%s %s  %s  [%s, confidence %.2f]\n", r.section, r.ID, r.head, r.Rule, r.Confidence)
	for _, p := range r.parts {
		x.printf("  %s\n", p)
	}
	sent := x.Doc.Sentences[r.Sentence]
	x.printf("  evidence: %q\n  sentence %d: %s\n", x.cut(r.Span), r.Sentence, x.cut(sent.Span))
	if rule := x.Rule(r.Rule); rule != "" {
		x.block("rule", rule)
	}
	x.chain(r)
	x.actors(r)
	x.block("tree", Tree(x.Doc, sent.Lo, sent.Hi))
	x.printf("\n")
}

func (x *explainer) block(name, text string) {
	x.printf("  %s:\n", name)
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		x.printf("    %s\n", line)
	}
}

// chain shows the proposition behind the row and what it hangs on.
func (x *explainer) chain(r row) {
	if r.prop < 0 {
		r.prop = x.propAt(r)
	}
	if r.prop < 0 {
		return
	}
	p := &x.Doc.Props[r.prop]
	x.printf("  proposition %d: %s %s, status %s\n", r.prop, p.Kind, p.Lemma, p.Status)
	for i := range p.Args {
		x.printf("    %s\n", x.arg(&p.Args[i]))
	}
	for _, l := range p.Chain {
		x.printf("    hangs on %s\n", x.link(l))
	}
}

func (x *explainer) arg(a *chancery.Arg) string {
	role := string(a.Role)
	if a.Prep != "" {
		role += "(" + a.Prep + ")"
	}
	s := fmt.Sprintf("%s %q", role, x.cut(a.Span))
	if ids := a.ActorIDs(x.Doc); len(ids) > 0 {
		s += " = " + strings.Join(ids, ", ")
	}
	if a.From != "" {
		s += " (by " + a.From + ")"
	}
	return s
}

func (x *explainer) link(l chancery.Link) string {
	s := fmt.Sprintf("%s: %q", l.Kind, l.Lemma)
	if l.Class != "" {
		s += ", a word of class " + l.Class
	}
	var who []string
	for _, m := range l.Speakers {
		who = append(who, fmt.Sprintf("%q", x.cut(x.Doc.Mentions[m].Span)))
	}
	if who != nil {
		s += ", of " + strings.Join(who, ", ")
	}
	return s
}

// propAt is the proposition whose head lies in what names the row, or the
// first one inside the row's evidence.
func (x *explainer) propAt(r row) int {
	for _, in := range []chancery.Span{r.anchor, r.Span} {
		for i := range x.Doc.Props {
			p := &x.Doc.Props[i]
			if p.Sent == r.Sentence && !in.None() && in.Contains(x.Doc.Toks[p.Head].Span) {
				return i
			}
		}
	}
	return -1
}

// actors shows for each actor of the row the mentions in its sentence, or else
// the first one, and why they mean that actor.
func (x *explainer) actors(r row) {
	var seen []string
	for _, id := range r.ids {
		if slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		here := x.Doc.Sentences[r.Sentence].Span
		found := x.mentions(id, here)
		if found == nil {
			found = x.mentions(id, chancery.Span{End: len(x.Doc.Text)})
			found = found[:min(1, len(found))]
		}
		x.printf("  actor %s (%s)%s\n", id, x.names[id], x.codes(id))
		for _, m := range found {
			x.printf("    %q, a %s: %s\n", x.cut(m.Span), m.Form, m.Why)
		}
	}
}

func (x *explainer) mentions(id string, in chancery.Span) []*chancery.Mention {
	var out []*chancery.Mention
	for i := range x.Doc.Mentions {
		m := &x.Doc.Mentions[i]
		if in.Contains(m.Span) && slices.Contains(m.Refs, id) {
			out = append(out, m)
		}
	}
	return out
}

func (x *explainer) codes(id string) string {
	for _, a := range x.Doc.Actors {
		if a.ID == id && len(a.Codes) > 0 {
			return " " + strings.Join(a.Codes, " ")
		}
	}
	return ""
}
