package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A view is a repaired reading of a piece of text: from[i] is the offset in the
// piece of byte i of the reading, from[len(to)] the length of the piece.
type view struct {
	to   string
	from []int
}

// garbled reports whether a piece of text may be wrongly decoded: it holds what
// UTF-8 read as Windows-1252 begins with, or characters that were lost.
func garbled(s string) bool {
	return strings.Contains(s, "â€") || strings.Contains(s, "Ã") || strings.Contains(s, "Â") ||
		strings.Contains(s, "â‚") || strings.Contains(s, "â„") || strings.Contains(s, "\uFFFD") || strings.Contains(s, "\u0092") ||
		strings.Contains(s, "\u0093") || strings.Contains(s, "\u0094") || strings.Contains(s, "Ä") || strings.Contains(s, "Å") || !utf8.ValidString(s)
}

// repairEncoding reads s, which holds no white space, as it was meant; ok is
// false where nothing is to be repaired.
func repairEncoding(s string) (v view, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		out, used := r, n
		switch {
		case r == utf8.RuneError:
			out = lostRune(s, i, n)
		case 0x80 <= r && r <= 0x9f && cp1252[r-0x80] != 0:
			out = cp1252[r-0x80] // Windows-1252 read as Latin-1
		default:
			if m, k := mojibake(s[i:]); k > 0 {
				out, used = m, k
			}
		}
		if out != r || used != n {
			ok = true
		}
		if out == utf8.RuneError { // unknown: the bytes as they are
			b.WriteString(s[i : i+used])
		} else {
			b.WriteRune(out)
		}
		for len(v.from) < b.Len() {
			v.from = append(v.from, i)
		}
		i += used
	}
	v.to, v.from = b.String(), append(v.from, len(s))
	return v, ok
}

// lostRune guesses what the replacement character or stray byte at s[i:], n
// bytes long, has been: a quotation mark or an apostrophe, by its place. It is
// utf8.RuneError where nothing can be said.
func lostRune(s string, i, n int) rune {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	switch {
	case after == utf8.RuneError && i+n < len(s), before == utf8.RuneError && i > 0:
		return utf8.RuneError
	case i == 0 && unicode.IsLetter(after):
		return '“'
	case i > 0 && unicode.IsLetter(before) && unicode.IsLetter(after):
		if w := s[i+n:]; isClitic(w) {
			return '’'
		}
	case i > 0 && !unicode.IsDigit(before) && (i+n == len(s) || unicode.IsPunct(after)):
		return '”'
	}
	return utf8.RuneError
}

func isClitic(w string) bool {
	w = strings.ToLower(strings.TrimRight(w, ".,;:!?”\""))
	switch w {
	case "s", "t", "re", "ve", "ll", "d", "m":
		return true
	}
	return false
}

// mojibake decodes the rune that s begins with where UTF-8 was read as
// Windows-1252; n is the number of bytes of s that it takes, 0 for none.
func mojibake(s string) (r rune, n int) {
	lead, n := utf8.DecodeRuneInString(s)
	var need int
	switch lead {
	case 'Â', 'Ã', 'Ä', 'Å':
		need = 1
	case 'â':
		need = 2
	default:
		return 0, 0
	}
	buf := [4]byte{byte(lead)}
	for k := 1; k <= need; k++ {
		c, m := utf8.DecodeRuneInString(s[n:])
		b, ok := windowsByte(c)
		if !ok || b < 0x80 || b > 0xbf {
			if k == 2 && buf[1] == 0x80 { // the last byte of a closing mark is often lost
				return '”', n
			}
			return 0, 0
		}
		buf[k] = b
		n += m
	}
	r, m := utf8.DecodeRune(buf[:need+1])
	if r == utf8.RuneError || m != need+1 || !unicode.IsPrint(r) && r != '\u00a0' {
		return 0, 0
	}
	if lead == 'â' && (r < 0x2010 || r > 0x2122) {
		return 0, 0
	}
	return r, n
}

// cp1252 holds what Windows-1252 has at 0x80 to 0x9F.
var cp1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// windowsByte is the byte that Windows-1252, or Latin-1, writes r as.
func windowsByte(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	for i, c := range cp1252 {
		if c == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}
