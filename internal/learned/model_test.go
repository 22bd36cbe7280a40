package learned_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
	"chancery/internal/learned"
)

// The classifier that is shipped was learnt with the word vectors that are.
func TestShipped(t *testing.T) {
	m, err := learned.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if m == nil {
		t.Fatal("models/types.json is missing or was learnt with other word vectors: run chancery-train types again")
	}
	if !slices.IsSorted(m.Classes) || !slices.Contains(m.Classes, learned.None) || m.At <= 0.5 {
		t.Errorf("classes %v, threshold %g", m.Classes, m.At)
	}
	d := clause()
	class, p := m.Guess(d, 0)
	if !slices.Contains(m.Classes, class) || p <= 0 || p > 1 {
		t.Errorf("%s %g", class, p)
	}
	if again, q := m.Guess(d, 0); again != class || q != p {
		t.Errorf("%s %g, then %s %g", class, p, again, q)
	}
}

func TestLoad(t *testing.T) {
	if m, err := learned.Load(fstest.MapFS{}); m != nil || err != nil {
		t.Errorf("no file: %v, %v", m, err)
	}
	if _, err := learned.Load(fstest.MapFS{learned.File: {Data: []byte("{")}}); err == nil {
		t.Error("half a file was taken")
	}
}

func TestFeatures(t *testing.T) {
	got := learned.Features(clause(), 0)
	want := []string{"kind=verb", "obj", "particle=down", "passive", "prep=in", "subj+actor", "under=report"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// clause is "X, they said, was voted down a plan in court", as far as it matters.
func clause() *chancery.Doc {
	return &chancery.Doc{
		Toks:     []chancery.Tok{{Lemma: "X", UPOS: "PROPN"}, {Lemma: "plan", UPOS: "NOUN"}, {Lemma: "court", UPOS: "NOUN"}},
		Mentions: []chancery.Mention{{Kind: chancery.ActorMention, Refs: []string{"x"}}},
		Props: []chancery.Prop{{Lemma: "vote_down", Kind: chancery.VerbPred, Passive: true, Chain: []chancery.Link{{Class: "report"}},
			Args: []chancery.Arg{{Role: chancery.Subj, Tok: 0, Actors: []int{0}}, {Role: chancery.Obj, Tok: 1}, {Role: chancery.PrepArg, Prep: "in", Tok: 2}}}},
	}
}
