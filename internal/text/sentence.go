package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// sentences cuts the tokens from first on, which are one paragraph, into
// sentences.
func (p *splitter) sentences(first int) {
	lo := first
	for i := first; i < len(p.toks); i++ {
		if i+1 == len(p.toks) || p.ends(lo, i) {
			p.sents = append(p.sents, chancery.Sentence{
				Span: chancery.Span{Start: p.toks[lo].Start, End: p.toks[i].End}, Lo: lo, Hi: i + 1,
			})
			lo = i + 1
		}
	}
}

// ends reports whether a sentence that began at token lo ends after token i.
func (p *splitter) ends(lo, i int) bool {
	stop := i
	for stop > lo && closer(p.toks[stop].Form) {
		stop--
	}
	if stop == i && p.broken(lo, i) {
		return false
	}
	next := p.toks[i+1].Form
	if closer(next) && p.toks[i].Glued || !starter(next) {
		return false
	}
	f := p.toks[stop].Form
	if p.toks[i].Glued && !terminal(f) {
		return false
	}
	if terminal(f) {
		return true
	}
	if len(f) < 2 || f[len(f)-1] != '.' {
		return false
	}
	if k, _ := folded(p.words.dotted, f[:len(f)-1]); k == titleAbbrev || k == numberAbbrev || k == noAbbrev && len(f) == 2 {
		return false
	}
	op, _ := folded(p.words.opener, next)
	return op
}

// terminal reports whether f is a mark that ends a sentence.
func terminal(f string) bool {
	switch f {
	case ".", "!", "?", "…", "...", "....", "?!", "!?", "。":
		return true
	}
	return len(f) > 1 && strings.Trim(f, ".!?…") == ""
}

// closer reports whether f may close a quotation or bracket.
func closer(f string) bool {
	switch f {
	case "\"", "”", "’", "'", "''", ")", "]", "»", "’’":
		return true
	}
	return false
}

// starter reports whether a sentence may begin with f.
func starter(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:.!?%)]}”»…", r)
}
