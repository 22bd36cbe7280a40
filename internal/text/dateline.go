package text

import (
	"strings"
	"unicode"
)

// maxDateline is the most tokens before the dash of a dateline.
const maxDateline = 14

// dateline reports whether Toks[lo:i+1], which open a paragraph, are a dateline
// with its dash: "MANILA, Oct 30 (Wire) -". It stands apart from the sentence
// behind it, which no parser would read right with it.
func (p *splitter) dateline(lo, i int) bool {
	switch p.toks[i].Form {
	case "-", "–", "—", "--":
	default:
		return false
	}
	if i == lo || i-lo > maxDateline || p.toks[i].Glued || p.toks[i-1].Glued || !capitals(p.toks[lo].Form) {
		return false
	}
	bracket := false
	for _, t := range p.toks[lo:i] {
		switch f := t.Form; {
		case f == "(":
			bracket = true
		case f == ")":
			bracket = false
		case bracket, f == ",", f == "/", f == ".", f == "and":
		case !unicode.IsUpper([]rune(f)[0]) && !unicode.IsDigit([]rune(f)[0]):
			return false
		}
	}
	return !bracket
}

// capitals reports whether a word of at least three letters is all in capitals.
func capitals(s string) bool {
	s = strings.ReplaceAll(s, "/", "")
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '-' && r != '.' && r != '\'' {
			return false
		}
		if unicode.IsLower(r) {
			return false
		}
		n++
	}
	return n >= 3
}
