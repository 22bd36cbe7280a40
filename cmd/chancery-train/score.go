package main

import (
	"context"
	"fmt"
	"io"

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

func (s scores) print(w io.Writer, name string) {
	fmt.Fprintf(w, "%-22s tokens %6.2f  words %6.2f  sentences %6.2f\n",
		name, s.tokens.value(), s.words.value(), s.sentences.value())
}
