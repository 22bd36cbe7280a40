package term

import (
	"slices"
	"strings"

	"chancery"
)

// context is how many characters of a long sentence are shown before and behind
// the words that count.
const context = 90

// evidence shows the sentence of a row with the words that count between
// brackets and the word for the act between asterisks. Where the words run over
// several sentences, all of them are shown.
func (s *sheet) evidence(r chancery.Row, span, act chancery.Span) {
	if span.None() {
		span = r.Span
	}
	whole := s.e.Sentences[r.Sentence].Span.Cover(span).Cover(act)
	shown := s.around(whole, span.Cover(act))
	type mark struct {
		at   int
		sign string
		rank int // of marks at one place, closing ones first
	}
	var marks []mark
	if !s.fills(span, whole) {
		marks = append(marks, mark{span.Start, "[", 1}, mark{span.End, "]", 0})
	}
	if !act.None() {
		marks = append(marks, mark{act.Start, "*", 2}, mark{act.End, "*", -1})
	}
	slices.SortStableFunc(marks, func(a, b mark) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.rank - b.rank
	})
	var b strings.Builder
	b.WriteString("“")
	if shown.Start > whole.Start {
		b.WriteString("… ")
	}
	at := shown.Start
	for _, m := range marks {
		b.WriteString(string(s.text[at:m.at]) + m.sign)
		at = m.at
	}
	b.WriteString(string(s.text[at:shown.End]))
	if shown.End < whole.End {
		b.WriteString(" …")
	}
	b.WriteString("”")
	for _, l := range wrap(clean(b.String()), s.width-6, s.width-6) {
		s.line("      " + s.marked(l))
	}
}

// marked dims the quotation and leaves what is marked in it to stand out.
func (s *sheet) marked(line string) string {
	if !s.color {
		return line
	}
	parts := strings.Split(line, "*")
	if len(parts) != 3 {
		return s.style(dim, line)
	}
	return s.style(dim, parts[0]) + s.style(bold, "*"+parts[1]+"*") + s.style(dim, parts[2])
}

// around is the part of a long sentence that is shown: what counts, and some
// words on both sides.
func (s *sheet) around(whole, core chancery.Span) chancery.Span {
	out := whole
	if core.Start-whole.Start > context*3/2 {
		out.Start = core.Start - context
		for out.Start < core.Start && s.text[out.Start-1] != ' ' {
			out.Start++
		}
	}
	if whole.End-core.End > context*3/2 {
		out.End = core.End + context
		for out.End > core.End && s.text[out.End] != ' ' {
			out.End--
		}
	}
	return out
}

// fills reports whether nothing but punctuation stands around span.
func (s *sheet) fills(span, whole chancery.Span) bool {
	rest := string(s.text[whole.Start:max(whole.Start, span.Start)]) + string(s.text[min(whole.End, span.End):whole.End])
	return strings.Trim(rest, " .,;:!?\"'“”‘’«»()–—-\n") == ""
}
