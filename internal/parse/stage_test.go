package parse

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"chancery"
	"chancery/data"
)

// article makes tokens of words that spaces part; a line is a sentence.
func article(text string) *chancery.Doc {
	d := &chancery.Doc{Article: chancery.Article{Text: text}, Have: chancery.Toks}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		lo := len(d.Toks)
		pos := at
		for w := range strings.SplitSeq(line, " ") {
			if w != "" {
				d.Toks = append(d.Toks, chancery.Tok{Span: chancery.Span{Start: pos, End: pos + len(w)}, Form: w, Head: -1})
			}
			pos += len(w) + 1
		}
		at += len(line) + 1
		if len(d.Toks) > lo {
			d.Sentences = append(d.Sentences, chancery.Sentence{Lo: lo, Hi: len(d.Toks), Span: d.Toks[lo].Cover(d.Toks[len(d.Toks)-1].Span)})
		}
	}
	return d
}

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t testing.TB, s *Stage, text string) *chancery.Doc {
	t.Helper()
	d := article(text)
	if err := s.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	checkTrees(t, d)
	return d
}

// checkTrees fails unless every sentence has one root, called root, that every
// word hangs from, and every word has a tag and a lemma.
func checkTrees(t testing.TB, d *chancery.Doc) {
	t.Helper()
	for i, s := range d.Sentences {
		roots := 0
		for k := s.Lo; k < s.Hi; k++ {
			tok := d.Toks[k]
			if tok.Head < 0 {
				roots++
			}
			if (tok.Head < 0) != (tok.Rel == "root") || tok.UPOS == "" || tok.Lemma == "" || tok.Rel == "" {
				t.Fatalf("sentence %d: word %+v", i, tok)
			}
			steps := 0
			for h := tok.Head; h >= 0; h = d.Toks[h].Head {
				if steps++; h < s.Lo || h >= s.Hi || steps > s.Hi-s.Lo {
					t.Fatalf("sentence %d: word %d does not hang from the root", i, k)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", i, roots)
		}
	}
}

func TestClause(t *testing.T) {
	d := parsed(t, stage(t), "The minister told reporters in Geneva on Monday that her country would not sign the treaty .")
	want := []struct {
		form, lemma string
		upos        chancery.UPOS
		head        string
		rel         chancery.Rel
	}{
		{"minister", "minister", "NOUN", "told", "nsubj"},
		{"told", "tell", "VERB", "", "root"},
		{"reporters", "reporter", "NOUN", "told", "iobj"},
		{"sign", "sign", "VERB", "told", "ccomp"},
		{"not", "not", "PART", "sign", "advmod"},
		{"treaty", "treaty", "NOUN", "sign", "obj"},
		{"country", "country", "NOUN", "sign", "nsubj"},
	}
	for _, w := range want {
		for _, k := range d.Toks {
			if k.Form != w.form {
				continue
			}
			head := ""
			if k.Head >= 0 {
				head = d.Toks[k.Head].Form
			}
			if k.Lemma != w.lemma || k.UPOS != w.upos || head != w.head || k.Rel.Base() != w.rel {
				t.Errorf("%s: got %s %s < %s %s, want %+v", k.Form, k.Lemma, k.UPOS, head, k.Rel, w)
			}
		}
	}
}

func TestNoSentences(t *testing.T) {
	d := article("")
	if err := stage(t).Run(context.Background(), d); err != nil || d.Have&chancery.Trees == 0 || d.Have&chancery.Names == 0 {
		t.Errorf("empty article: %v, layers %v", err, d.Have)
	}
}

func TestLongSentence(t *testing.T) {
	text := strings.Repeat("The ministers of the six states met again , and ", 2000)
	d := parsed(t, stage(t), text)
	if n := len(d.Toks); n != 20000 {
		t.Fatalf("%d words", n)
	}
}

func TestBadSentence(t *testing.T) {
	d := article("Talks went on .")
	d.Sentences[0].Hi = 9
	if err := stage(t).Run(context.Background(), d); err == nil {
		t.Error("a sentence beyond the tokens was taken")
	}
}

func TestCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := stage(t).Run(ctx, article(strings.Repeat("Talks went on .\n", 200))); err != context.Canceled {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// TestSideBySide reads one article in several goroutines; all get the same.
func TestSideBySide(t *testing.T) {
	s := stage(t)
	want := parsed(t, s, news(t))
	var g sync.WaitGroup
	for range 8 {
		g.Go(func() {
			d := article(news(t))
			if err := s.Run(context.Background(), d); err != nil || !slices.Equal(d.Toks, want.Toks) {
				t.Errorf("another reading, or %v", err)
			}
		})
	}
	g.Wait()
}
