package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// mend makes the repaired view of the tokens of a paragraph, which are those
// from first on. It comes before the paragraph is cut into sentences.
func (p *splitter) mend(first int) {
	if p.mendSuffixes(first) {
		p.compact(first)
	}
	if p.mendDates(first) {
		p.compact(first)
	}
	p.mendRepeats(first)
}

// join makes the tokens [i:j) one token that covers all of their text; those
// after the first stay, without a form, until compact.
func (p *splitter) join(i, j int, form string) {
	last := p.toks[j-1]
	t := &p.toks[i]
	t.End, t.Glued, t.Part, t.Form = last.End, last.Glued, last.Part, form
	for k := i + 1; k < j; k++ {
		p.toks[k].Form = ""
	}
}

// compact drops the tokens from first on that were joined to others.
func (p *splitter) compact(first int) {
	kept := slices.DeleteFunc(p.toks[first:], func(t token) bool { return t.Form == "" })
	p.toks = p.toks[:first+len(kept)]
}

// mendRepeats collapses words, and runs of two or three, that stand twice.
func (p *splitter) mendRepeats(first int) {
	out := first
	for i := first; i < len(p.toks); {
		n := p.repeated(i)
		if n == 0 {
			p.toks[out] = p.toks[i]
			out, i = out+1, i+1
			continue
		}
		p.defect(chancery.RepeatedWord, p.toks[i].Start, p.toks[i+2*n-1].End, "")
		last := p.toks[i+2*n-1]
		for k := range n {
			p.toks[out+k] = p.toks[i+k]
		}
		out += n
		t := &p.toks[out-1]
		t.End, t.Glued, t.Part = last.End, last.Glued, last.Part
		i += 2 * n
	}
	p.toks = p.toks[:out]
}

// repeated is the number of tokens from i on that stand a second time right
// after, 0 for none.
func (p *splitter) repeated(i int) int {
	for n := 1; n <= 3 && i+2*n <= len(p.toks); n++ {
		if p.sameWords(i, i+n, n) {
			return n
		}
	}
	return 0
}

// sameWords reports whether the n tokens from i on and from j on are the same
// words by an accident of writing.
func (p *splitter) sameWords(i, j, n int) bool {
	for k := range n {
		a, b := &p.toks[i+k], &p.toks[j+k]
		if len(a.Form) != len(b.Form) || a.Glued || !strings.EqualFold(a.Form, b.Form) || b.Part || !wordy(a.Form) {
			return false
		}
		ra, _ := utf8.DecodeRuneInString(a.Form)
		rb, _ := utf8.DecodeRuneInString(b.Form)
		if unicode.IsUpper(rb) || unicode.IsUpper(ra) && k > 0 { // names: "Sirhan Sirhan"
			return false
		}
	}
	if j+n < len(p.toks) && strings.EqualFold(p.toks[j+n].Form, p.toks[i].Form) ||
		n == 1 && i > 0 && strings.EqualFold(p.toks[i-1].Form, p.toks[i].Form) {
		return false // three in a row is emphasis
	}
	if n > 1 {
		return true
	}
	_, twice := folded(p.words.doubled, p.toks[i].Form)
	return !twice
}

// wordy reports whether f is letters only, an inner hyphen or apostrophe
// apart.
func wordy(f string) bool {
	for _, r := range f {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(f)
	return unicode.IsLetter(r)
}

// broken reports whether the full stop at token i, the last of a sentence from
// lo on but for closing marks, cuts a sentence in two, and makes it a comma.
func (p *splitter) broken(lo, i int) bool {
	if !p.repair || p.lower || p.toks[i].Form != "." || p.toks[i].Glued || i-lo < 4 || !capital(p.toks[lo].Form) {
		return false
	}
	next := p.toks[i+1].Form
	r, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsLower(r) && wordy(next):
		if _, begins := folded(p.words.lowered, next); begins || strings.IndexFunc(next, unicode.IsUpper) > 0 {
			return false
		}
	case !p.splinter(i + 1):
		return false
	}
	p.toks[i].Form = ","
	p.defect(chancery.BrokenSentence, p.toks[i-1].Start, p.toks[i+1].End, "")
	return true
}

func capital(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || markFirst(f)
}

func markFirst(f string) bool { m, _ := markOf(f); return m != noMark }

// splinter reports whether token i is a word with a full stop that broke off
// the sentence before: "in the east. Department."
func (p *splitter) splinter(i int) bool {
	f := p.toks[i].Form
	if i+1 >= len(p.toks) || p.toks[i+1].Form != "." || !wordy(f) || len(f) < 3 {
		return false
	}
	if _, whole := folded(p.words.answer, f); whole || verbal(f) || strings.HasSuffix(f, "ly") || strings.HasSuffix(f, "ing") {
		return false
	}
	return capital(f) && strings.ToUpper(f) != f
}

// lowerCase reports whether a text goes on in lower case after full stops as a
// habit, as some mail and comments do.
func lowerCase(text string) bool {
	low, up := 0, 0
	for i := 0; ; {
		k := strings.Index(text[i:], ". ")
		if k < 0 || low+up > 400 {
			break
		}
		i += k + 2
		if i < len(text) && isLower(text[i]) {
			low++
		} else {
			up++
		}
	}
	return low >= 4 && low*4 > up
}
