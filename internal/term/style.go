package term

import (
	"strings"
	"unicode"
)

// A style is an ANSI attribute.
type style string

const (
	bold    style = "1"
	dim     style = "2"
	green   style = "32"
	yellow  style = "33"
	red     style = "31"
	cyan    style = "36"
	magenta style = "35"
)

func (s *sheet) style(st style, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m"
}

// clean makes text safe to print: what steers a terminal, or the direction of
// writing, becomes a space.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// width is the number of columns that text takes, without its ANSI attributes.
func width(text string) int {
	n, escape := 0, false
	for _, r := range text {
		switch {
		case escape:
			escape = r != 'm'
		case r == '\x1b':
			escape = true
		default:
			n += runeWidth(r)
		}
	}
	return n
}

// runeWidth is 0 for marks that stand on the letter before, 2 for the wide
// characters of East Asia and for pictographs, otherwise 1.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}

// wrap breaks text between words into lines of at most first, then rest,
// columns. A word that is longer than a line is broken.
func wrap(text string, first, rest int) []string {
	first, rest = max(first, 8), max(rest, 8)
	lines := []string{""}
	at, room := 0, first
	next := func() {
		lines, at, room = append(lines, ""), 0, rest
	}
	for word := range strings.FieldsSeq(text) {
		w := width(word)
		if at > 0 && at+1+w > room {
			next()
		}
		if at > 0 {
			lines[len(lines)-1] += " "
			at++
		}
		for w > room-at && !strings.ContainsRune(word, '\x1b') {
			head := fit(word, room-at)
			lines[len(lines)-1] += word[:head]
			word = word[head:]
			w = width(word)
			next()
		}
		lines[len(lines)-1] += word
		at += w
	}
	return lines
}

// fit is the number of bytes of word that fit into n columns, at least one
// character.
func fit(word string, n int) int {
	for i, r := range word {
		if n -= runeWidth(r); n < 0 && i > 0 {
			return i
		}
	}
	return len(word)
}
