package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
