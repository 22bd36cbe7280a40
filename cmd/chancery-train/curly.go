package main

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// curly is c with typographic quotation marks and apostrophes in place of
// straight ones: the treebanks have mostly straight ones, newspapers do not.
func (c *corpus) curly() *corpus {
	var b strings.Builder
	from := []int{0} // offsets in c.text after each replaced mark …
	by := []int{0}   // … and how far what follows has moved
	prev := ' '
	for i, r := range c.text {
		to := r
		switch r {
		case '"':
			to = '”'
			if opens(prev) {
				to = '“'
			}
		case '\'':
			to = '’'
			if next, _ := utf8.DecodeRuneInString(c.text[i+1:]); opens(prev) && unicode.IsUpper(next) {
				to = '‘'
			}
		}
		b.WriteRune(to)
		if to != r {
			from = append(from, i+1)
			by = append(by, by[len(by)-1]+utf8.RuneLen(to)-1)
		}
		prev = r
	}
	move := func(at int) int {
		k := sort.SearchInts(from, at+1) - 1
		return at + by[k]
	}
	out := &corpus{text: b.String(), ids: c.ids, tags: c.tags}
	for _, at := range c.docs {
		out.docs = append(out.docs, move(at))
	}
	for _, l := range []struct {
		from []chancery.Span
		to   *[]chancery.Span
	}{{c.tokens, &out.tokens}, {c.words, &out.words}, {c.sentences, &out.sentences}} {
		for _, s := range l.from {
			*l.to = append(*l.to, chancery.Span{Start: move(s.Start), End: move(s.End)})
		}
	}
	return out
}

// opens reports whether a quotation mark after r opens a quotation.
func opens(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("([{-–—", r)
}
