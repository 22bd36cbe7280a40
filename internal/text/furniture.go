package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// A furnisher sorts the furniture of a site out of the paragraphs of a body. A
// paragraph goes only if each of its sentences is furniture, so that no
// sentence of news is lost; credits in brackets go from the end of one.
type furnisher struct {
	words *wordlists
	paras []string
	kept  []string
	out   []chancery.Defect
	fresh bool // the paragraph before was furniture
	list  int  // links that may still follow the heading of a list
}

// maxLinks is how many lines a list of links has at most.
const maxLinks = 12

func (f *furnisher) run() ([]string, []chancery.Defect) {
	for _, p := range f.paras {
		switch {
		case f.fresh && f.goesOn(p):
			f.goOn(p)
		case f.furniture(p), f.list > 0 && linkLine(p):
			f.drop(p)
			f.list--
			if f.words.furniture.heads(p) {
				f.list = maxLinks
			}
		default:
			f.keep(p)
		}
	}
	return f.kept, f.out
}

func (f *furnisher) drop(p string) {
	f.fresh = true
	f.out = append(f.out, chancery.Defect{Kind: chancery.Boilerplate, Note: p})
}

// goOn drops p with the furniture before it.
func (f *furnisher) goOn(p string) {
	last := &f.out[len(f.out)-1]
	if len(last.Note) > 500 {
		f.drop(p)
		return
	}
	last.Note += " " + p
}

// keep keeps p, without a credit in brackets at its end.
func (f *furnisher) keep(p string) {
	f.fresh, f.list = false, 0
	if k := f.creditStart(p); k > 0 {
		rest := strings.TrimSpace(p[:k])
		f.kept = append(f.kept, rest)
		f.drop(strings.TrimSpace(p[k:]))
		return
	}
	f.kept = append(f.kept, p)
}

// goesOn reports whether p, after furniture, is the rest of it: a short line
// that begins in lower case, or no word at all.
func (f *furnisher) goesOn(p string) bool {
	if strings.IndexFunc(p, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p)
	return unicode.IsLower(r) && len(p) < 100
}

// linkLine reports whether p may be a headline that links elsewhere: short, and
// without the end of a sentence.
func linkLine(p string) bool {
	return len(p) < 140 && strings.IndexByte(".?!”\";,", p[len(p)-1]) < 0
}

// creditStart is where a credit in brackets at the end of p begins, 0 where
// there is none or nothing stands before it.
func (f *furnisher) creditStart(p string) int {
	end := strings.TrimRight(p, " .")
	if !strings.HasSuffix(end, ")") {
		return 0
	}
	k := strings.LastIndexByte(end, '(')
	if k <= 0 || p[k-1] != ' ' || !f.words.furniture.credit(end[k+1:len(end)-1]) {
		return 0
	}
	return k
}

// furniture reports whether every sentence of p is furniture.
func (f *furnisher) furniture(p string) bool {
	if len(p) > 600 {
		return false
	}
	if q := strings.Trim(p, "()[]*.- "); f.words.furniture.credit(q) {
		return true
	}
	if head, _, ok := strings.Cut(p, "|"); ok && f.words.furniture.labels(head) {
		return true // "ALSO READ | …"
	}
	n := 0
	for seg := range segments(p) {
		if !f.words.furniture.matches(seg) {
			return false
		}
		n++
	}
	return n > 0
}

// segments yields the sentences of p and what bars, dots and arrows set apart
// in it.
func segments(p string) func(func(string) bool) {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range p {
			end := false
			switch r {
			case '|', '•', '·', '›', '→', '▶', '■', '▪', '●':
				end = true
			case '.', '!', '?':
				end = i+1 < len(p) && p[i+1] == ' ' && !initial(p[from:i])
			}
			if end {
				if s := strings.TrimSpace(p[from:i]); s != "" && !yield(s) {
					return
				}
				from = i + len(string(r))
			}
		}
		if s := strings.TrimSpace(p[from:]); s != "" {
			yield(s)
		}
	}
}

// initial reports whether s ends in a letter or two that stand alone, as
// initials and titles do.
func initial(s string) bool {
	w := s[strings.LastIndexByte(s, ' ')+1:]
	return w != "" && len(w) <= 2 && wordy(w)
}

// A furniture table holds the patterns of lexicon/furniture.tsv by kind. A
// pattern is words in lower case; "0" is a number, "*" one to four words.
type furnitureTable struct {
	begin  [][]string // a short sentence begins so
	label  [][]string // before a colon, or the whole sentence
	whole  [][]string // nothing else
	inside [][]string // anywhere in a sentence of at most 14 words
	by     [][]string // a credit begins so
	list   [][]string // the heading of a list of links
	dated  [][]string // a short line with a number begins so
}

func (t *furnitureTable) add(pattern, kind string) error {
	words := strings.Fields(pattern)
	m := map[string]*[][]string{
		"begin": &t.begin, "label": &t.label, "whole": &t.whole, "inside": &t.inside, "credit": &t.by, "list": &t.list, "dated": &t.dated,
	}[kind]
	if m == nil || len(words) == 0 {
		return fmt.Errorf("lexicon/furniture.tsv: %s: no kind %q", pattern, kind)
	}
	*m = append(*m, words)
	return nil
}

// plainWords are the words of s in lower case, without the punctuation around
// them; colon is the number of words before the first colon, -1 without one.
func plainWords(s string) (words []string, colon int) {
	colon = -1
	for w := range strings.FieldsSeq(s) {
		bare := strings.TrimFunc(w, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' && r != '@' && r != '#'
		})
		if bare != "" {
			words = append(words, strings.ToLower(bare))
		}
		if colon < 0 && strings.HasSuffix(w, ":") {
			colon = len(words)
		}
	}
	return words, colon
}

// matches reports whether the sentence s is furniture.
func (t *furnitureTable) matches(s string) bool {
	words, colon := plainWords(s)
	if len(words) == 0 {
		return true // rules and ornaments
	}
	first, _ := utf8.DecodeRuneInString(s)
	if first == '"' || first == '“' || first == '‘' || first == '\'' {
		return false // somebody's words
	}
	if t.alone(words) || t.stamp(s, words) {
		return true
	}
	for _, list := range [...][][]string{t.label, t.list} {
		for _, p := range list {
			if n := prefixLen(words, p); n > 0 && (n == len(words) || n == colon) && len(words) <= 40 {
				return true
			}
		}
	}
	if len(words) <= 25 {
		for _, p := range t.begin {
			if prefixLen(words, p) > 0 {
				return true
			}
		}
	}
	return len(words) <= 14 && t.holds(words)
}

// alone reports whether nothing but furniture is in words: one pattern, or
// words of which each is one ("Facebook Twitter Email").
func (t *furnitureTable) alone(words []string) bool {
	if len(words) > 12 {
		return false
	}
	each := true
	for i := range words {
		found := false
		for _, p := range t.whole {
			if i == 0 && prefixLen(words, p) == len(words) {
				return true
			}
			found = found || len(p) == 1 && p[0] == words[i]
		}
		each = each && (found || words[i][0] == '#')
	}
	return each
}

// stamp reports whether s says when the article was published.
func (t *furnitureTable) stamp(s string, words []string) bool {
	if len(words) > 12 || !hasDigit(s) || strings.HasSuffix(s, ".") {
		return false
	}
	for _, p := range t.dated {
		if prefixLen(words, p) > 0 {
			return true
		}
	}
	return false
}

func (t *furnitureTable) holds(words []string) bool {
	for _, p := range t.inside {
		for i := range words {
			if prefixLen(words[i:], p) > 0 {
				return true
			}
		}
	}
	return false
}

// heads reports whether p is the heading of a list of links.
func (t *furnitureTable) heads(p string) bool {
	words, _ := plainWords(p)
	for _, l := range t.list {
		if prefixLen(words, l) == len(words) && len(words) > 0 {
			return true
		}
	}
	return false
}

// labels reports whether s is a label and nothing else.
func (t *furnitureTable) labels(s string) bool {
	words, _ := plainWords(s)
	for _, list := range [...][][]string{t.label, t.begin, t.list} {
		for _, p := range list {
			if len(words) > 0 && prefixLen(words, p) == len(words) {
				return true
			}
		}
	}
	return false
}

// credit reports whether s says who reported and edited.
func (t *furnitureTable) credit(s string) bool {
	words, _ := plainWords(s)
	if len(words) > 60 {
		return false
	}
	for _, p := range t.by {
		if n := prefixLen(words, p); n > 0 && n < len(words) {
			return true
		}
	}
	return false
}

// number reports whether w is a number, as counters write it: "1.2k".
func number(w string) bool {
	w = strings.TrimRight(w, "km+")
	return w != "" && isDigit(w[0]) && strings.Trim(w, "0123456789.,") == ""
}

// prefixLen is the number of words that the pattern covers at the beginning of
// words, 0 where it does not match.
func prefixLen(words, pattern []string) int {
	if len(pattern) == 0 {
		return 0
	}
	i := 0
	for k, p := range pattern {
		switch {
		case p == "*":
			for n := 1; n <= 4 && i+n <= len(words); n++ {
				if k+1 == len(pattern) {
					return i + n
				}
				if m := prefixLen(words[i+n:], pattern[k+1:]); m > 0 {
					return i + n + m
				}
			}
			return 0
		case i >= len(words):
			return 0
		case p == "0" && number(words[i]), p == words[i]:
			i++
		default:
			return 0
		}
	}
	return i
}
