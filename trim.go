package chancery

import (
	"strings"
	"unicode/utf8"
)

// closing are the characters that a span of somebody's words leaves out at its
// ends, beside white space.
const closing = " \t\n\u00a0,.;:!?–—-…"

// marks are quotation marks that stand in pairs.
const marks = "\"“”„«»"

// TrimWords takes white space, closing punctuation and the outer quotation
// marks off a span of the text. Marks inside stay, and so does the point of an
// abbreviation. It returns the zero Span where nothing is left.
func TrimWords(text string, s Span) Span {
	for {
		was := s
		s = trimMarks(text, TrimPunct(text, s))
		if s == was || s.Len() <= 0 {
			break
		}
	}
	if s.Len() <= 0 {
		return Span{}
	}
	return closeMarks(text, s)
}

// closeMarks takes in the closing mark right behind a span that a quotation
// begins inside.
func closeMarks(text string, s Span) Span {
	c, n := utf8.DecodeRuneInString(text[s.End:])
	if (c == '”' || c == '"' || c == '»') && countMarks(text[s.Start:s.End])%2 == 1 {
		s.End += n
	}
	return s
}

// TrimPunct takes white space and punctuation, save quotation marks, off the
// ends of a span.
func TrimPunct(text string, s Span) Span {
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(closing, c) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		c, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(closing, c) || c == '.' && abbreviated(text[s.Start:s.End]) {
			break
		}
		s.End -= n
	}
	return s
}

// abbreviated reports whether the point at the end of s belongs to a word, as in
// "U.S.".
func abbreviated(s string) bool {
	word := s[strings.LastIndexAny(s, " \n")+1:]
	return strings.Count(word, ".") > 1 && !strings.HasSuffix(word, "..")
}

// trimMarks takes off a pair of marks around the whole, or one whose other half
// stands outside.
func trimMarks(text string, s Span) Span {
	if s.Len() <= 0 {
		return s
	}
	first, n := utf8.DecodeRuneInString(text[s.Start:s.End])
	last, m := utf8.DecodeLastRuneInString(text[s.Start:s.End])
	open, shut := IsMark(first), IsMark(last)
	if s.Len() < n+m {
		return s
	}
	odd := countMarks(text[s.Start:s.End])%2 == 1
	switch {
	case open && shut && !odd && matched(text[s.Start+n:s.End-m]):
		s.Start, s.End = s.Start+n, s.End-m
	case open && odd:
		s.Start += n
	case shut && odd:
		s.End -= m
	}
	return s
}

// matched reports whether the marks inside a span that is quoted as a whole are
// pairs of their own: not so in “A,” he said, “B”.
func matched(s string) bool {
	for _, c := range s {
		switch c {
		case '”', '»':
			return false
		case '“', '«', '„', '"':
			return c != '"' && countMarks(s)%2 == 0
		}
	}
	return true
}

// IsMark reports whether c is a double quotation mark.
func IsMark(c rune) bool { return strings.ContainsRune(marks, c) }

func countMarks(s string) int {
	n := 0
	for _, c := range s {
		if IsMark(c) {
			n++
		}
	}
	return n
}
