package main

import (
	"context"
	"fmt"
	"io"
	"sort"
	"strings"

	"chancery"
	"chancery/internal/text"
)

// An f1 compares spans found with spans given.
type f1 struct{ right, found, given int }

// value is the harmonic mean of precision and recall, in per cent.
func (f f1) value() float64 {
	if f.found+f.given == 0 {
		return 0
	}
	return 200 * float64(f.right) / float64(f.found+f.given)
}

// overlap counts the spans that two sorted lists share.
func overlap(found, given []chancery.Span) f1 {
	f := f1{found: len(found), given: len(given)}
	for i, j := 0, 0; i < len(found) && j < len(given); {
		a, b := found[i], given[j]
		switch {
		case a == b:
			f.right++
			i, j = i+1, j+1
		case a.Start < b.Start || a.Start == b.Start && a.End < b.End:
			i++
		default:
			j++
		}
	}
	return f
}

// scores are the figures of the CoNLL 2018 shared task for segmentation.
type scores struct{ tokens, words, sentences f1 }

// segmentation scores the tokens of s on the raw text of c.
func segmentation(s *text.Stage, c *corpus) (scores, error) {
	d := &chancery.Doc{Article: chancery.Article{Text: c.text}}
	if err := s.Tokenize(context.Background(), d); err != nil {
		return scores{}, err
	}
	var toks, words, sents []chancery.Span
	for i, t := range d.Toks {
		words = append(words, t.Span)
		if i > 0 && d.Toks[i-1].Part {
			toks[len(toks)-1].End = t.End
		} else {
			toks = append(toks, t.Span)
		}
	}
	for _, t := range d.Sentences {
		sents = append(sents, t.Span)
	}
	return scores{overlap(toks, c.tokens), overlap(words, c.words), overlap(sents, c.sentences)}, nil
}

// part is the documents of c whose id begins with prefix, as a corpus of its
// own.
func (c *corpus) part(prefix string) *corpus {
	return c.choose(func(id string) bool { return strings.HasPrefix(id, prefix) })
}

// without is c without the documents whose id begins with prefix.
func (c *corpus) without(prefix string) *corpus {
	return c.choose(func(id string) bool { return !strings.HasPrefix(id, prefix) })
}

func (c *corpus) choose(take func(id string) bool) *corpus {
	out := &corpus{}
	var b strings.Builder
	for i, id := range c.ids {
		if !take(id) {
			continue
		}
		end := len(c.text)
		if i+1 < len(c.docs) {
			end = c.docs[i+1]
		}
		whole := chancery.Span{Start: c.docs[i], End: end}
		shift := b.Len() - whole.Start
		b.WriteString(c.text[whole.Start:whole.End])
		out.docs, out.ids = append(out.docs, whole.Start+shift), append(out.ids, id)
		out.tokens = moved(out.tokens, c.tokens, whole, shift)
		lo := sort.Search(len(c.words), func(i int) bool { return c.words[i].Start >= whole.Start })
		hi := sort.Search(len(c.words), func(i int) bool { return c.words[i].Start >= whole.End })
		out.tags = append(out.tags, c.tags[lo:hi]...)
		out.words = moved(out.words, c.words, whole, shift)
		out.sentences = moved(out.sentences, c.sentences, whole, shift)
	}
	out.text = b.String()
	return out
}

// moved adds to the spans those of from that lie in whole, moved by shift.
func moved(to, from []chancery.Span, whole chancery.Span, shift int) []chancery.Span {
	lo := sort.Search(len(from), func(i int) bool { return from[i].Start >= whole.Start })
	for _, s := range from[lo:] {
		if s.Start >= whole.End {
			break
		}
		to = append(to, chancery.Span{Start: s.Start + shift, End: s.End + shift})
	}
	return to
}

func (s scores) print(w io.Writer, name string) {
	fmt.Fprintf(w, "%-22s tokens %6.2f  words %6.2f  sentences %6.2f\n",
		name, s.tokens.value(), s.words.value(), s.sentences.value())
}
