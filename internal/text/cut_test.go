package text

import (
	"strings"
	"testing"

	"chancery"
	"chancery/data"
)

// What an article has beyond the most words is left out by whole sentences, and
// a defect says from where on.
func TestCut(t *testing.T) {
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	body := strings.Repeat("The ministers of both states met in Vienna. ", 10) // nine words each
	for _, c := range []struct {
		name        string
		most, sents int
	}{
		{"all", 90, 10},
		{"all but the last word", 89, 9},
		{"three sentences and some", 30, 3},
		{"not even one", 5, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &splitter{Stage: s, text: body, repair: true}
			p.run()
			p.cut(c.most)
			if len(p.sents) != c.sents || len(p.toks) != 9*c.sents {
				t.Fatalf("%d sentences of %d words, want %d of %d", len(p.sents), len(p.toks), c.sents, 9*c.sents)
			}
			if c.sents == 10 {
				if len(p.defects) != 0 {
					t.Errorf("defects %v, want none", p.defects)
				}
				return
			}
			f := p.defects[len(p.defects)-1]
			want := chancery.Span{Start: c.sents * len(body) / 10, End: len(body) - 1}
			if f.Kind != chancery.BrokenSentence || f.Span != want {
				t.Errorf("%s at %v, want it at %v", f.Kind, f.Span, want)
			}
		})
	}
}
