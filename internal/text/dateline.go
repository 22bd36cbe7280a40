package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateline is the most tokens before the dash of a dateline.
const maxDateline = 14

// dateline reports whether Toks[lo:i+1], which open a paragraph, are a dateline or
// the stamp of a live blog with its dash: "MANILA, Oct 30 (Wire) -", "14:32 GMT -".
// It stands apart from the sentence behind it, which no parser would read right with it. A place that is not in
// capitals needs an agency in brackets or a day.
func (p *splitter) dateline(lo, i int) bool {
	switch p.toks[i].Form {
	case "-", "–", "—", "--":
	default:
		return false
	}
	if i == lo || i-lo > maxDateline || p.toks[i].Glued || p.toks[i-1].Glued || lowerStart(p.toks[i+1].Form) {
		return false
	}
	bracket, sure := false, capitals(p.toks[lo].Form)
	for _, t := range p.toks[lo:i] {
		switch f := t.Form; {
		case f == "(":
			bracket, sure = true, true
		case f == ")":
			bracket = false
		case bracket, f == ",", f == "/", f == ".", f == "and":
		case isDigit(f[0]):
			sure = true
		case !capital(f) || markFirst(f):
			return false
		}
	}
	if clock(p.toks[lo].Form) {
		return i-lo < 4 && !bracket
	}
	// What begins with another number is an item of a list.
	return sure && !bracket && !isDigit(p.toks[lo].Form[0])
}

func lowerStart(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return unicode.IsLower(r)
}

// clock reports whether a word is a time of day: "14:32".
func clock(s string) bool {
	h, m, ok := strings.Cut(s, ":")
	return ok && len(m) == 2 && len(h) > 0 && len(h) < 3 && strings.Trim(h+m, "0123456789") == ""
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
