package text

import (
	"strings"
	"unicode"
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
	if k != noAbbrev && ambiguousAbbrev[w] {
		return noAbbrev
	}
	return k
}

// ambiguousAbbrev are words that are abbreviations only in another case.
var ambiguousAbbrev = map[string]bool{
	"no": true, "art": true, "sat": true, "sun": true, "mass": true, "miss": true, "ill": true, "ind": true,
	"wash": true, "ore": true, "del": true, "mar": true, "may": true, "fig": true, "mon": true, "co": true,
	"min": true, "sec": true, "wed": true, "fri": false, "la": true, "pa": true, "va": true, "mo": true,
	"min.": true, "est": true, "mi": true, "ark": true, "mont": true, "tel": true, "fr": true, "v": false,
}

// clitics adds text[i:j] with its clitics as tokens of their own and returns j.
func (c *chunk) clitics(i, j int) int {
	w := c.text[i:j]
	if k := cliticStart(w); k > 0 {
		if h := cliticStart(w[:k]); h > 0 { // "he'd've"
			c.addPart(i, i+h)
			c.addPart(i+h, i+k)
		} else {
			c.addPart(i, i+k)
		}
		c.add(i+k, j)
		return j
	}
	if j < c.hi && c.possessive(w, j) {
		_, n := classAt(c.text, j)
		c.addPart(i, j)
		c.add(j, j+n)
		return j + n
	}
	if k := unitStart(w, c.words.unit); k > 0 {
		c.add(i, i+k)
		i += k
	}
	c.addWord(i, j)
	return j
}

// unitStart is where the unit at the end of a number begins ("5.2bn", "375mm",
// "3pm"), 0 where w is no number with a unit.
func unitStart(w string, units map[string]bool) int {
	if !isDigit(w[0]) {
		return 0
	}
	k := strings.IndexFunc(w, unicode.IsLetter)
	if k <= 0 || !units[w[k:]] || strings.Trim(w[:k], "0123456789.,:/") != "" {
		return 0
	}
	return k
}

// possessive reports whether the apostrophe at j, after w, is that of a plural
// possessive: "workers'". A word that a quotation ends on looks the same; an
// opening mark earlier in the text of the chunk or just before tells it apart.
func (c *chunk) possessive(w string, j int) bool {
	k, n := classAt(c.text, j)
	if k != apos || len(w) < 3 || w[len(w)-1] != 's' || c.text[j] == '`' || j+n < c.hi && c.text[j+n] == c.text[j] {
		return false
	}
	if next, _ := c.peek(j + n); j+n < c.hi && next != other {
		return false
	}
	for k := len(c.toks) - 1; k >= 0 && k > len(c.toks)-40; k-- {
		switch f := c.toks[k].Form; f {
		case "'", "‘":
			return c.toks[k].Part || k > 0 && c.toks[k-1].Part
		}
	}
	return true
}

// cliticStart is where the clitic at the end of w begins, 0 without one.
func cliticStart(w string) int {
	for n := 1; n <= 2 && n < len(w); n++ {
		k := len(w) - n
		a := aposBefore(w, k)
		if a == 0 || a == k {
			continue
		}
		switch k -= a; strings.ToLower(w[k+a:]) {
		case "t":
			if w[k-1]|0x20 == 'n' && k > 1 {
				return k - 1
			}
		case "s":
			if digits(w[:k]) && k%2 == 0 && w[k-1] == '0' {
				return 0 // decades: "1990's"
			}
			return k
		case "m", "re", "ve", "ll", "d":
			return k
		}
	}
	return 0
}

// aposBefore is the length in bytes of the apostrophe that ends at w[:k], 0
// where there is none.
func aposBefore(w string, k int) int {
	switch c := w[k-1]; {
	case c == '\'' || c == '`':
		return 1
	case c < utf8.RuneSelf:
		return 0
	}
	_, n := utf8.DecodeLastRuneInString(w[:k])
	if c, _ := classAt(w, k-n); c == apos {
		return n
	}
	return 0
}
