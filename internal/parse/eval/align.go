// Package eval scores a parse against a treebank as the CoNLL 2018 shared task
// did (Zeman et al. 2018, https://universaldependencies.org/conll18/evaluation.html):
// F1 over words that are aligned by their characters, so that a system may
// split raw text in its own way. Names are scored by exact span and type.
package eval

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/parse/conllu"
)

// span counts characters that are no space, from the start of the text.
type span struct{ start, end int }

// word is one syntactic word; those of a range share its span.
type word struct {
	span
	multi bool
	tok   *chancery.Tok
	head  int // index into side.words, -1 at a root
}

// side is one reading of the text.
type side struct {
	sentences, tokens []span
	words             []word
	chars             []rune
}

// read lays out one or several texts that follow each other.
func read(texts []*conllu.Text) *side {
	s := &side{}
	for _, t := range texts {
		ranges := t.Ranges
		base := len(s.words)
		for _, sent := range t.Sentences {
			start := len(s.chars)
			for k := sent.Lo; k < sent.Hi; {
				for len(ranges) > 0 && ranges[0].Hi <= k {
					ranges = ranges[1:]
				}
				form, end, multi := t.Surface(k), k+1, false
				if len(ranges) > 0 && ranges[0].Lo == k {
					form, end, multi = ranges[0].Form, ranges[0].Hi, true
				}
				at := s.put(form)
				s.tokens = append(s.tokens, at)
				for ; k < end; k++ {
					w := word{span: at, multi: multi, tok: &t.Toks[k], head: t.Toks[k].Head}
					if w.head >= 0 {
						w.head += base - t.Sentences[0].Lo
					}
					s.words = append(s.words, w)
				}
			}
			s.sentences = append(s.sentences, span{start, len(s.chars)})
		}
	}
	return s
}

func (s *side) put(form string) span {
	at := span{start: len(s.chars)}
	for _, c := range form {
		if !unicode.IsSpace(c) {
			s.chars = append(s.chars, c)
		}
	}
	at.end = len(s.chars)
	return at
}

// same refuses readings of different texts.
func same(gold, sys *side) error {
	for i, c := range gold.chars {
		if i >= len(sys.chars) || sys.chars[i] != c {
			return fmt.Errorf("the texts part after %q", string(gold.chars[max(0, i-20):i]))
		}
	}
	if len(sys.chars) > len(gold.chars) {
		return errors.New("the text read is longer than that of the treebank")
	}
	return nil
}

// align gives for each word of sys the index of its word of gold, or -1.
func align(gold, sys []word) []int {
	out := make([]int, len(sys))
	for i := range out {
		out[i] = -1
	}
	g, s := 0, 0
	for g < len(gold) && s < len(sys) {
		switch {
		case gold[g].multi || sys[s].multi:
			var g0, s0 int
			g0, s0, g, s = multiSpan(gold, sys, g, s)
			if s > s0 && g > g0 {
				common(gold, sys, g0, g, s0, s, out)
			}
		case gold[g].span == sys[s].span:
			out[s] = g
			g, s = g+1, s+1
		case gold[g].start <= sys[s].start:
			g++
		default:
			s++
		}
	}
	return out
}

// multiSpan finds the stretch of words that ranges of either side hold together.
func multiSpan(gold, sys []word, g, s int) (g0, s0, g1, s1 int) {
	var end int
	if gold[g].multi {
		end = gold[g].end
		if !sys[s].multi && sys[s].start < gold[g].start {
			s++
		}
	} else {
		end = sys[s].end
		if !gold[g].multi && gold[g].start < sys[s].start {
			g++
		}
	}
	g0, s0 = g, s
	beyond := func(ws []word, i int) bool {
		if i >= len(ws) {
			return true
		}
		if ws[i].multi {
			return ws[i].start >= end
		}
		return ws[i].end > end
	}
	for !beyond(gold, g) || !beyond(sys, s) {
		var w word
		if g < len(gold) && (s >= len(sys) || gold[g].start <= sys[s].start) {
			w, g = gold[g], g+1
		} else {
			w, s = sys[s], s+1
		}
		if w.multi {
			end = max(end, w.end)
		}
	}
	return g0, s0, g, s
}

// common aligns the longest common run of forms of two stretches.
func common(gold, sys []word, g0, g1, s0, s1 int, out []int) {
	equal := func(g, s int) bool { return strings.EqualFold(gold[g].tok.Form, sys[s].tok.Form) }
	w := s1 - s0 + 1
	lcs := make([]int, (g1-g0+1)*w)
	at := func(g, s int) *int { return &lcs[(g-g0)*w+s-s0] }
	for g := g1 - 1; g >= g0; g-- {
		for s := s1 - 1; s >= s0; s-- {
			if equal(g, s) {
				*at(g, s) = 1 + *at(g+1, s+1)
			}
			*at(g, s) = max(*at(g, s), *at(g+1, s), *at(g, s+1))
		}
	}
	for g, s := g0, s0; g < g1 && s < s1; {
		switch {
		case equal(g, s):
			out[s] = g
			g, s = g+1, s+1
		case *at(g, s) == *at(g+1, s):
			g++
		default:
			s++
		}
	}
}
