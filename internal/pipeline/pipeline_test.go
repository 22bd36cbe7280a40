package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery"
)

func ok(context.Context, *chancery.Doc) error { return nil }

func TestNewRefusesUnmetNeeds(t *testing.T) {
	tests := map[string]struct {
		stages []Stage
		want   string
	}{
		"good":    {[]Stage{{"a", 0, chancery.Toks, ok}, {"b", chancery.Toks, chancery.Trees, ok}}, ""},
		"unmet":   {[]Stage{{"b", chancery.Toks, chancery.Trees, ok}, {"a", 0, chancery.Toks, ok}}, "stage b: needs"},
		"twice":   {[]Stage{{"a", 0, chancery.Toks, ok}, {"a", 0, chancery.Trees, ok}}, "stage a: twice"},
		"no run":  {[]Stage{{Name: "a"}}, "stage 0: no name or nothing to run"},
		"regiven": {[]Stage{{"a", 0, chancery.Toks, ok}, {"b", 0, chancery.Toks, ok}}, "stage b: gives"},
	}
	for name, x := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := New(x.stages)
			if got := fmt.Sprint(err); x.want == "" && err != nil || !strings.Contains(got, x.want) {
				t.Errorf("got %v, want %q", err, x.want)
			}
		})
	}
}

func TestFailuresNameStageAndArticle(t *testing.T) {
	boom := errors.New("boom")
	p, err := New([]Stage{{"split", 0, chancery.Toks, ok}, {"parse", 0, chancery.Trees, func(_ context.Context, d *chancery.Doc) error {
		if d.Text == "panic" {
			var none []int
			_ = none[len(d.Text)]
		}
		return boom
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"panic", "error"} {
		d := &chancery.Doc{Article: chancery.Article{ID: "a1", Text: text}}
		err := p.Code(t.Context(), d, nil)
		var se *StageError
		if !errors.As(err, &se) || se.Stage != "parse" || se.Article != "a1" {
			t.Errorf("%s: got %v", text, err)
		}
		if text == "panic" && (!strings.Contains(err.Error(), "index out of range") || len(se.Stack) == 0) {
			t.Errorf("panic: got %v", err)
		}
		if text == "error" && !errors.Is(err, boom) {
			t.Errorf("error: got %v", err)
		}
		if d.Have != chancery.Toks {
			t.Errorf("%s: have %v", text, d.Have)
		}
	}
	if _, n := p.Timings(); n != 2 {
		t.Errorf("counted %d articles, want 2", n)
	}
}

func TestEachKeepsOrder(t *testing.T) {
	const n = 500
	items := func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
	var got []int
	err := Each(t.Context(), 4, items, func(_ context.Context, i int) int {
		s := 0
		for j := range (n - i) * 100 { // the first take longest
			s += j
		}
		return i + s*0
	}, func(i int) error { got = append(got, i); return nil })
	if err != nil || len(got) != n || !slices.IsSorted(got) {
		t.Errorf("%v, %d results, sorted %v", err, len(got), slices.IsSorted(got))
	}
}

func TestEachStops(t *testing.T) {
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	stop := errors.New("stop")
	same := func(_ context.Context, i int) int { return i }
	err := Each(t.Context(), 2, endless, same, func(i int) error {
		if i == 10 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) {
		t.Errorf("got %v, want stop", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = Each(ctx, 2, endless, same, func(i int) error {
		if i == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}
