package chancery

import (
	"slices"
	"testing"
)

// tokens builds a Doc of one sentence from heads, -1 at a root.
func treeOf(heads ...int) *Doc {
	d := &Doc{}
	for i, h := range heads {
		d.Toks = append(d.Toks, Tok{Span: Span{2 * i, 2*i + 1}, Form: "x", Head: h, Rel: "dep"})
	}
	d.Sentences = []Sentence{{Span: Span{0, 2 * len(heads)}, Lo: 0, Hi: len(heads)}}
	return d
}

func TestTree(t *testing.T) {
	tr := NewTree(treeOf(1, 4, 3, 1, -1, 6, 4))
	if got := tr.Kids(4); !slices.Equal(got, []int32{1, 6}) {
		t.Errorf("dependents of 4: %v", got)
	}
	for tok, want := range map[int][2]int{1: {0, 3}, 4: {0, 6}, 6: {5, 6}, 0: {0, 0}} {
		if got := [2]int{tr.Left(tok), tr.Right(tok)}; got != want {
			t.Errorf("reach of %d: %v, want %v", tok, got, want)
		}
	}
	if !tr.Below(2, 4) || tr.Below(4, 2) {
		t.Error("below is wrong")
	}
	if lo, hi := tr.Tokens(Span{2, 7}); lo != 1 || hi != 4 {
		t.Errorf("tokens: %d to %d", lo, hi)
	}
}

// A tree that is none must not hang anything.
func TestTreeWithCycles(t *testing.T) {
	tr := NewTree(treeOf(1, 0, 9, 3, -5))
	for i := range 5 {
		if tr.Left(i) > i || tr.Right(i) < i {
			t.Errorf("reach of %d: %d to %d", i, tr.Left(i), tr.Right(i))
		}
		tr.Below(i, 4)
	}
}
