package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word adds the tokens of the word at i and returns its end.
func (c *chunk) word(i int) int {
	j := c.solid(i)
	for j < c.hi && c.holds(i, j) {
		_, n := classAt(c.text, j)
		j = c.solid(j + n)
	}
	if c.dotBelongs(i, j) {
		j++
	}
	return c.clitics(i, j)
}

// solid is the end of the letters, digits and marks at i.
func (c *chunk) solid(i int) int {
	for i < c.hi {
		k, n := classAt(c.text, i)
		if k != letter && k != digit && k != mark {
			break
		}
		i += n
	}
	return i
}

// holds reports whether the punctuation at j, which ends text[i:j], is inside a
// word that goes on.
func (c *chunk) holds(i, j int) bool {
	_, n := classAt(c.text, j)
	next, _ := c.peek(j + n)
	if next != letter && next != digit {
		return false
	}
	prev := c.text[j-1]
	before := c.text[i:j]
	switch c.text[j] {
	case '.':
		return c.innerDot(i, j, next)
	case ',':
		return isDigit(prev) && next == digit
	case ':':
		return isDigit(prev) && next == digit && len(before) <= 12
	case '/':
		return hasDigit(before) && next == digit || len(before) == 1 && c.single(j+1)
	case '-':
		return c.innerHyphen(i, j, next)
	case '_':
		return true
	case '&':
		return unicode.IsUpper(rune(prev)) && c.text[j+1] >= 'A' && c.text[j+1] <= 'Z'
	case '@':
		return true
	}
	k, _ := classAt(c.text, j)
	return k == apos && next == letter
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// single reports whether one letter alone stands at i.
func (c *chunk) single(i int) bool {
	k, n := c.peek(i)
	next, _ := c.peek(i + n)
	return k == letter && next != letter && next != digit
}

// innerDot reports whether the full stop at j belongs between what stands
// around it: in numbers, initials, host and file names.
func (c *chunk) innerDot(i, j int, next class) bool {
	if isDigit(c.text[j-1]) || next == digit {
		return isDigit(c.text[j-1]) && next == digit || hasDigit(c.text[i:j]) || j-i <= 3
	}
	e := c.solid(j + 1)
	before, after := c.text[i:j], c.text[j+1:e]
	seg := before[strings.LastIndexByte(before, '.')+1:]
	if utf8.RuneCountInString(seg) == 1 && utf8.RuneCountInString(after) <= 2 {
		return true // U.S, a.m
	}
	if strings.EqualFold(before, "ph") && strings.EqualFold(after, "d") {
		return true
	}
	if _, ok := folded(c.words.domain, after); ok && (isLower(after[0]) || isUpper(c.text[i])) {
		return true
	}
	// Parts of a host or group name: "mail.example", "talk.politics.misc".
	dotted := len(seg) < len(before) || e+1 < c.hi && c.text[e] == '.' && isLower(c.text[e+1])
	return dotted && isLower(after[0])
}

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

// innerHyphen reports whether the hyphen at j stays inside its word: after a
// prefix, and in numbers of telephones and days.
func (c *chunk) innerHyphen(i, j int, next class) bool {
	before := c.text[i:j]
	if next == digit && isDigit(before[len(before)-1]) {
		return strings.IndexByte(before, '-') > 0 || c.phone(i, j)
	}
	if strings.IndexByte(before, '-') >= 0 || next != letter {
		return false
	}
	_, ok := folded(c.words.prefix, before)
	return ok
}

// phone reports whether the digits before and after the hyphen at j are groups
// of one number rather than the ends of a range.
func (c *chunk) phone(i, j int) bool {
	e := c.solid(j + 1)
	head, tail := j-i, e-j-1
	if !digits(c.text[i:j]) || !digits(c.text[j+1:e]) {
		return false
	}
	if e+1 < c.hi && c.text[e] == '-' && isDigit(c.text[e+1]) {
		return true
	}
	return tail == 4 && (head == 1 || head == 3) || head == 5 && tail == 4
}

// dotBelongs reports whether the full stop at j belongs to the word text[i:j].
func (c *chunk) dotBelongs(i, j int) bool {
	if j >= c.hi || c.text[j] != '.' || j+1 < c.hi && c.text[j+1] == '.' && j+2 != c.hi {
		return false
	}
	w := c.text[i:j]
	if j+1 < c.hi && isWordByte(c.text[j+1]) {
		return len(w) <= 5 && c.abbrev(w) == titleAbbrev // "Mr.Smith"
	}
	if strings.IndexByte(w, '.') > 0 && utf8.RuneCountInString(w[strings.LastIndexByte(w, '.')+1:]) == 1 {
		return !hasDigit(w) // U.S., a.m.
	}
	if len(w) == 1 && 'A' <= w[0] && w[0] <= 'Z' && w != "I" {
		return true
	}
	if digits(w) && len(w) <= 2 && i == c.lo && j+1 == c.hi {
		return c.listNumber(i)
	}
	switch k := c.abbrev(w); k {
	case numberAbbrev:
		return c.numberAfter(j + 1)
	default:
		return k != noAbbrev
	}
}

// numberAfter reports whether a number stands after the white space at i.
func (c *chunk) numberAfter(i int) bool {
	for n := 0; i < len(c.text) && n < 4; n++ {
		k, m := classAt(c.text, i)
		if k != space {
			return k == digit
		}
		i += m
	}
	return false
}

// listNumber reports whether the number at i begins its line or sentence, as
// that of a list item does.
func (c *chunk) listNumber(i int) bool {
	n := len(c.toks)
	return n == 0 || strings.IndexByte(c.text[c.toks[n-1].End:i], '\n') >= 0
}

// abbrev is the class of the abbreviation w, given without its full stop.
func (c *chunk) abbrev(w string) dotClass {
	k, _ := folded(c.words.dotted, w)
	if k != noAbbrev && c.words.written[w] {
		return noAbbrev // "sat.", "no."
	}
	return k
}
