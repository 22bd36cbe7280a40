package text_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
	"chancery/data"
	"chancery/internal/text"
)

func stage(t testing.TB) *text.Stage {
	t.Helper()
	s, err := text.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func split(t testing.TB, s *text.Stage, body string) *chancery.Doc {
	t.Helper()
	d := &chancery.Doc{Article: chancery.Article{Text: body}}
	if err := s.Split(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"Mr. Fidan met U.S. envoys on Tues. at 3 p.m.",
		"don't can't cannot 'tis workers' ''quoted'' :-) http://example.org/a(b).",
		"must must speak speak. and so on the 10th. January.\n“Open\n“still open”",
		"\x00\xff\xfe a\u00adb e\u0301 … \u2028 12.01.",
		strings.Repeat("a-", 3000) + strings.Repeat("x.", 3000),
	} {
		f.Add(s)
	}
	s := stage(f)
	f.Fuzz(func(t *testing.T, body string) { check(t, body, split(t, s, body)) })
}

// check holds d to what Split promises for any text.
func check(t *testing.T, body string, d *chancery.Doc) {
	t.Helper()
	if d.Text != body {
		t.Fatal("text changed")
	}
	at, valid := 0, utf8.ValidString(body)
	for i, k := range d.Toks { // in order, no overlap, nothing lost
		if k.Start < at || strings.TrimSpace(body[at:k.Start]) != "" || k.End <= k.Start {
			t.Fatalf("token %v after %d of %q", k, at, body)
		}
		if valid && !utf8.ValidString(body[k.Start:k.End]) {
			t.Fatalf("token %v of %q cuts a character", k, body)
		}
		if k.Glued != (i+1 < len(d.Toks) && d.Toks[i+1].Start == k.End) {
			t.Fatalf("token %v of %q: glued is wrong", k, body)
		}
		if k.Form == "" || k.Part && !k.Glued {
			t.Fatalf("token %+v of %q", k, body)
		}
		at = k.End
	}
	if strings.TrimSpace(body[at:]) != "" {
		t.Fatalf("end of %q lost", body)
	}
	tok := 0
	for _, s := range d.Sentences {
		if s.Lo != tok || s.Hi <= s.Lo || s.Span.Start != d.Toks[s.Lo].Start || s.Span.End != d.Toks[s.Hi-1].End {
			t.Fatalf("sentence %+v of %q", s, body)
		}
		tok = s.Hi
	}
	if tok != len(d.Toks) {
		t.Fatalf("sentences end at token %d of %d of %q", tok, len(d.Toks), body)
	}
}

// A sentence without an end is cut into pieces that later stages can hold, which
// is noted; nothing is lost, and a treebank's sentence is left whole.
func TestOverlong(t *testing.T) {
	s := stage(t)
	const longestSentence = 1600
	word := strings.Repeat("and the troops of the ministry met rebels ", 500)
	for _, c := range []struct {
		name   string
		text   string
		pieces int
	}{
		{"short", "The minister met the rebels.", 1},
		{"as long as may be", strings.Repeat("so on ", longestSentence/2), 1},
		{"4000 words", word, 3},
		{"4000 words, two paragraphs", word + "\n\n" + word, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &chancery.Doc{Article: chancery.Article{Text: c.text}}
			if err := s.Split(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			paras, cuts := 1+strings.Count(c.text, "\n\n"), 0
			for _, f := range d.Defects {
				if f.Kind == chancery.BrokenSentence {
					cuts++
				}
			}
			if len(d.Sentences) != c.pieces || cuts != c.pieces-paras {
				t.Errorf("%d sentences and %d cuts, want %d and %d: %v", len(d.Sentences), cuts, c.pieces, c.pieces-paras, d.Defects)
			}
			next := 0
			for _, x := range d.Sentences {
				if x.Lo != next || x.Hi-x.Lo > longestSentence {
					t.Errorf("sentence of tokens %d to %d, want it from %d on and no longer than %d", x.Lo, x.Hi, next, longestSentence)
				}
				next = x.Hi
			}
			if next != len(d.Toks) {
				t.Errorf("sentences have %d of %d tokens", next, len(d.Toks))
			}
			whole := &chancery.Doc{Article: chancery.Article{Text: c.text}}
			if err := s.Tokenize(t.Context(), whole); err != nil || len(whole.Sentences) != paras {
				t.Errorf("Tokenize: %d sentences, %v, want %d", len(whole.Sentences), err, paras)
			}
		})
	}
}
