package text

import (
	"strings"
	"unicode/utf8"
)

// longest is how far, in bytes, a rule looks for the end of a web address or
// another token that holds punctuation. It keeps the work linear.
const longest = 2048

// A chunk is a run of text without white space.
type chunk struct {
	*splitter
	lo, hi int
	at     int // offset of the next "@" from lo, negative where there is none
}

func (c *chunk) run() {
	first := len(c.toks)
	for i := c.lo; i < c.hi; {
		if len(c.toks)-first > mostTokens {
			c.rest(i)
			return
		}
		if n := c.special(i); n > 0 {
			c.add(i, i+n)
			i += n
			continue
		}
		k, n := classAt(c.text, i)
		switch k {
		case letter, digit, mark:
			i = c.word(i)
		case apos:
			i = c.apostrophe(i)
		default:
			i += c.symbol(i, n)
		}
	}
}

// mostTokens is the number of tokens in a chunk from which on it is no language
// and is cut into pieces of pieceLen bytes instead.
const (
	mostTokens = 1000
	pieceLen   = 1024
)

// rest adds what follows i in pieces.
func (c *chunk) rest(i int) {
	for i < c.hi {
		j := min(i+pieceLen, c.hi)
		for j < c.hi && !utf8.RuneStart(c.text[j]) {
			j++
		}
		c.add(i, j)
		i = j
	}
}

// peek is the class of the rune at i, other past the end of the chunk.
func (c *chunk) peek(i int) (class, int) {
	if i >= c.hi {
		return other, 0
	}
	return classAt(c.text, i)
}

// special is the length of a web address, mail address or emoticon at i, 0
// where there is none.
func (c *chunk) special(i int) int {
	s := c.text[i:min(c.hi, i+longest)]
	if n := urlLen(s); n > 0 {
		return n
	}
	if c.repair && (isDigit(s[0]) || digitLike(s[0])) {
		if n := garbledDateLen(s); n > 0 {
			return n
		}
	}
	if c.at >= 0 && c.lo+c.at < i {
		if c.at = strings.IndexByte(c.text[i:c.hi], '@'); c.at >= 0 {
			c.at += i - c.lo
		}
	}
	if c.at >= 0 && c.lo+c.at-i < 128 {
		if n := mailLen(s); n > 0 {
			return n
		}
	}
	if s[0] < utf8.RuneSelf && asciiClass[s[0]] == other || (i == c.lo && len(s) <= 4) {
		// An emoticon stands alone, save for what follows it.
		for n := min(4, len(s)); n >= 2; n-- {
			if c.words.emoticon[s[:n]] && (n == len(s) || !isWordByte(s[n])) && (i == c.lo || s[0] == ':' || s[0] == ';') {
				return n
			}
		}
	}
	return 0
}

// garbledDateLen is the length of a date with letters for digits that s begins
// with, 0 where there is none.
func garbledDateLen(s string) int {
	n := 0
	for n < len(s) && n < 12 && (isDigit(s[n]) || digitLike(s[n]) || strings.IndexByte("./-", s[n]) >= 0) {
		n++
	}
	if n < len(s) && isWordByte(s[n]) {
		return 0
	}
	n = len(strings.TrimRight(s[:n], "./-"))
	if _, ok := numericDate(s[:n]); !ok {
		return 0
	}
	return n
}

func isWordByte(b byte) bool {
	return b >= utf8.RuneSelf || asciiClass[b] == letter || asciiClass[b] == digit
}

// urlLen is the length of the web address that s begins with.
func urlLen(s string) int {
	if len(s) < 8 {
		return 0
	}
	switch s[0] | 0x20 {
	case 'h', 'f', 'w', 'm':
	default:
		return 0
	}
	head := strings.ToLower(s[:8])
	if !strings.HasPrefix(head, "http://") && head != "https://" && !strings.HasPrefix(head, "ftp://") &&
		!strings.HasPrefix(head, "www.") && !strings.HasPrefix(head, "mailto:") {
		return 0
	}
	n := len(s)
	if k := strings.IndexAny(s, "<>\"“”«»"); k >= 0 {
		n = k
	}
	n = trimURL(s[:n])
	for n > 8 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// trimURL is the length of the web address s without the punctuation that
// follows it; a closing bracket belongs to it if it opens one.
func trimURL(s string) int {
	n := len(s)
	open := strings.Count(s, "(") - strings.Count(s, ")")
	for ; n > 8; n-- {
		c := s[n-1]
		if c == ')' && open < 0 {
			open++
		} else if strings.IndexByte(".,;:!?']*", c) < 0 {
			break
		}
	}
	return n
}

// mailLen is the length of the mail address that s begins with.
func mailLen(s string) int {
	n := 0
	for n < len(s) && (isWordByte(s[n]) || strings.IndexByte("._%+-", s[n]) >= 0) {
		n++
	}
	if n == 0 || n >= len(s) || s[n] != '@' || asciiClass[s[0]&0x7f] == other {
		return 0
	}
	host := n + 1
	for n = host; n < len(s) && (isWordByte(s[n]) || s[n] == '.' || s[n] == '-' || s[n] == '_'); {
		n++
	}
	for n > host && (s[n-1] == '.' || s[n-1] == '-') {
		n--
	}
	if n == host {
		return 0
	}
	return n
}

// runOf is the end of the run of bytes of set at i.
func (c *chunk) runOf(i int, set string) int {
	for i < c.hi && strings.IndexByte(set, c.text[i]) >= 0 {
		i++
	}
	return i
}

// symbol adds the token of punctuation at i, whose first rune has n bytes, and
// returns its length.
func (c *chunk) symbol(i, n int) int {
	j := i + n
	next, _ := c.peek(j)
	switch b := c.text[i]; b {
	case '[':
		for _, gap := range [...]string{"[...]", "[…]"} {
			if strings.HasPrefix(c.text[i:c.hi], gap) {
				j = i + len(gap)
			}
		}
	case '.', '!', '?':
		j = c.runOf(i, ".!?")
	case '-', '=':
		j = c.runOf(i, "-=")
	case '*', '_', '~', '+', '<', '>', '$', '\\', '/':
		j = c.runOf(i, c.text[i:i+1])
	case '#', '@':
		if e := c.solid(j); next == letter && e > j+1 {
			j = e // a tag or an account
		}
	}
	c.add(i, j)
	return j - i
}

// apostrophe adds the token that begins with an apostrophe at i and returns
// its end: an elided word ("'em", "'90s"), a doubled quotation mark or the mark
// itself. Clitics were taken with the word before them.
func (c *chunk) apostrophe(i int) int {
	_, n := classAt(c.text, i)
	j := i + n
	if strings.HasPrefix(c.text[j:c.hi], c.text[i:j]) { // '' and ``
		c.add(i, j+n)
		return j + n
	}
	e := j
	for e < c.hi {
		k, m := classAt(c.text, e)
		if k != letter && k != digit {
			break
		}
		e += m
	}
	w := c.text[j:e]
	switch {
	case len(w) == 3 && digits(w[:2]) && w[2] == 's', len(w) == 2 && digits(w) && i == c.lo:
		c.add(i, e)
		return e
	case len(w) > 0 && len(w) < 8 && c.words.elision["'"+strings.ToLower(w)]:
		c.add(i, e)
		return e
	}
	c.add(i, j)
	return j
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
