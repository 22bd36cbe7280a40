package coder_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"chancery"
	"chancery/coder"
	"chancery/internal/pipeline"
)

var shared = sync.OnceValues(func() (*coder.Coder, error) { return coder.New() })

func newCoder(t testing.TB) *coder.Coder {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func article(t testing.TB, text string) chancery.Article {
	t.Helper()
	day, err := chancery.ParseStamp("2022-01-10")
	if err != nil {
		t.Fatal(err)
	}
	return chancery.Article{Text: text, Published: day}
}

const talks = "Ministers meet in Antalya\n\nThe foreign ministers of Russia and Turkey met in Antalya on Monday. " +
	"Sergey Lavrov threatened to end the talks if Ankara sent troops. Turkey denied it.\n\nFollow us on Facebook"

func TestCode(t *testing.T) {
	e, err := newCoder(t).Code(context.Background(), article(t, talks))
	if err != nil {
		t.Fatal(err)
	}
	if e.Article.Title != "Ministers meet in Antalya" || strings.Contains(e.Article.Text, "Facebook") {
		t.Errorf("article %+v", e.Article)
	}
	if err := e.Check(); err != nil {
		t.Error(err)
	}
	for name, n := range map[string]int{"sentences": len(e.Sentences), "actors": len(e.Actors), "mentions": len(e.Mentions), "events": len(e.Events), "statements": len(e.Statements)} {
		if n == 0 {
			t.Errorf("no %s", name)
		}
	}
}

// One Coder reads many articles at once, each as if it stood alone.
func TestSideBySide(t *testing.T) {
	c := newCoder(t)
	texts := []string{talks, "The president of Kenya met the president of Uganda in Nairobi on Friday.", "Guyana condemned the order. Venezuela rejected the claim on Sunday."}
	want := make([]string, len(texts))
	for i, text := range texts {
		want[i] = code(t, c, text)
	}
	var wg sync.WaitGroup
	for range 4 {
		for i, text := range texts {
			wg.Go(func() {
				if got := code(t, c, text); got != want[i] {
					t.Errorf("article %d: another entry beside others:\n%s\n%s", i, got, want[i])
				}
			})
		}
	}
	wg.Wait()
}

func code(t *testing.T, c *coder.Coder, text string) string {
	e, err := c.Code(context.Background(), article(t, text))
	if err != nil {
		t.Error(err)
		return ""
	}
	b, err := json.Marshal(e)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

func TestFaultOfAStage(t *testing.T) {
	c, err := coder.New(coder.WithStage(pipeline.Stage{Name: "brittle", Run: func(_ context.Context, d *chancery.Doc) error {
		if strings.Contains(d.Text, "Kenya") {
			panic("no map of Kenya")
		}
		return nil
	}}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Code(context.Background(), article(t, "The president of Kenya left."))
	var stage *pipeline.StageError
	if !errors.As(err, &stage) || stage.Stage != "brittle" || stage.Stack == nil {
		t.Errorf("error %v, want one of stage brittle with its stack", err)
	}
	if _, err := c.Code(context.Background(), article(t, "The president of Uganda left.")); err != nil {
		t.Errorf("the next article: %v", err)
	}
}

func TestRefused(t *testing.T) {
	c := newCoder(t)
	if _, err := c.Code(context.Background(), article(t, " \n ")); !errors.Is(err, coder.ErrNoText) {
		t.Errorf("no text: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Code(ctx, article(t, talks)); !errors.Is(err, context.Canceled) {
		t.Errorf("at the end: %v", err)
	}
	if _, err := coder.New(coder.WithActors("own.tsv", []byte("Ruritania\tx\n"))); err == nil || !strings.HasPrefix(err.Error(), "own.tsv:1: ") {
		t.Errorf("a bad dictionary: %v", err)
	}
}

func TestParse(t *testing.T) {
	d, err := newCoder(t).Parse(context.Background(), article(t, "The the ministers met."))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Toks) != 5 || d.Toks[3].UPOS != "VERB" || d.Have&chancery.Mentions != 0 {
		t.Errorf("tokens %+v", d.Toks)
	}
}

func TestRule(t *testing.T) {
	c := newCoder(t)
	e, err := c.Code(context.Background(), article(t, talks))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, x := range e.Events {
		if r := c.Rule(x.Rule); strings.HasPrefix(r, "data/rules/") && strings.Contains(r, "rule "+x.Rule) && !strings.Contains(r, "\nyes") {
			found++
		}
	}
	if found == 0 {
		t.Errorf("no rule of %d events is found in its file", len(e.Events))
	}
	if r := c.Rule("no.such.rule"); r != "" {
		t.Errorf("no.such.rule: %q", r)
	}
}

func BenchmarkCode(b *testing.B) {
	c := newCoder(b)
	a := article(b, strings.Repeat(talks+"\n\n", 10))
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		if _, err := c.Code(context.Background(), a); err != nil {
			b.Fatal(err)
		}
	}
}
