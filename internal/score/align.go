package score

import (
	"strings"
	"unicode/utf8"

	"chancery"
)

// An alignment leads from the gold body to the text of an entry, paragraph by
// paragraph, so that a paragraph too many or too few shifts nothing else.
type alignment struct {
	body, text string
	paras      []para
}

// A para is a paragraph of the body, body[lo:hi], that stands in the text at.
type para struct{ lo, hi, at int }

func align(body, text string) *alignment {
	a := &alignment{body: body, text: text}
	lo, from := 0, 0
	for line := range strings.SplitSeq(body, "\n") {
		trimmed := strings.TrimSpace(line)
		start := lo + strings.Index(line, trimmed)
		lo += len(line) + 1
		if trimmed == "" {
			continue
		}
		if i := strings.Index(text[from:], trimmed); i >= 0 {
			a.paras = append(a.paras, para{start, start + len(trimmed), from + i})
			from += i + len(trimmed)
		}
	}
	return a
}

// place sets q.At. A quotation whose paragraph is not in the text as a whole is
// looked for by itself.
func (a *alignment) place(q *Quote) {
	q.At = chancery.Span{}
	at := occurrence(a.body, q.Text, q.Nth)
	if at < 0 {
		return
	}
	for _, p := range a.paras {
		if p.lo <= at && at+len(q.Text) <= p.hi {
			q.At = a.runes(p.at+at-p.lo, len(q.Text))
			return
		}
	}
	if at = occurrence(a.text, q.Text, q.Nth); at >= 0 {
		q.At = a.runes(at, len(q.Text))
	}
}

func (a *alignment) runes(at, n int) chancery.Span {
	start := utf8.RuneCountInString(a.text[:at])
	return chancery.Span{Start: start, End: start + utf8.RuneCountInString(a.text[at:at+n])}
}

// occurrence is the byte at which s stands in text for the nth time, -1 if it
// does not; occurrences may overlap.
func occurrence(text, s string, nth int) int {
	at := -1
	for range nth {
		i := strings.Index(text[at+1:], s)
		if i < 0 {
			return -1
		}
		at += 1 + i
	}
	return at
}
