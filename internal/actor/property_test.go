package actor_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
)

// check proves what every reading promises: spans inside the text and at
// tokens, mentions in order, refs that exist and that somebody refers to.
func check(t testing.TB, d *chancery.Doc) {
	t.Helper()
	ids := map[string]bool{}
	for _, a := range d.Actors {
		if a.ID == "" || a.Name == "" || ids[a.ID] {
			t.Fatalf("actor %+v: no id, no name or twice", a)
		}
		ids[a.ID] = true
		for _, c := range a.Codes {
			if len(c) < 3 || strings.ToUpper(c) != c {
				t.Fatalf("actor %+v: code %q", a, c)
			}
		}
	}
	at := 0
	for i, m := range d.Mentions {
		if m.Kind != chancery.ActorMention {
			continue
		}
		if m.Span.Start < at || m.Span.End > len(d.Text) || m.Span.Len() <= 0 {
			t.Fatalf("mention %d %v: out of order or out of the text", i, m.Span)
		}
		at = m.Span.Start
		if m.Lo >= m.Hi || m.Head < m.Lo || m.Head >= m.Hi || d.Toks[m.Lo].Start != m.Span.Start || d.Toks[m.Hi-1].End != m.Span.End {
			t.Fatalf("mention %d %+v: not its tokens", i, m)
		}
		if m.Sure < 0 || m.Sure > 1 || m.Form == "" {
			t.Fatalf("mention %d %+v", i, m)
		}
		for _, r := range m.Refs {
			if !ids[r] {
				t.Fatalf("mention %d refers to %s, which is no actor", i, r)
			}
		}
	}
}

// pieces are words of which random articles are made.
var pieces = strings.Fields(`Russian Russia Moscow the The President Vladimir Putin Mr. and , . said of 's his he it they "We "I us" will US UK the latter former
	both leaders counterpart two presidents foreign minister Ivan Petrov troops police rebels Kyiv Georgia North Congo EU NATO alliance bloc country neighbour whose
	which who , ( ) - – White House Kremlin spokesman for General Kim Jong Un al-Assad United Nations Security Council General Assembly company University of London
	Paris Hilton Washington in at to with against between sides parties government authorities their allies Western Boko Haram gunmen ' ’s 2022 10th January`)

// TestRandomWords reads nonsense with random trees and names: nothing breaks,
// and every promise holds.
func TestRandomWords(t *testing.T) {
	s, err := actor.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(400) {
		d := randomDoc(rand.New(rand.NewPCG(seed, 1)))
		if err := s.Find(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		check(t, d)
	}
}

// randomDoc is an article of random words, sentences, trees, tags and
// quotations.
func randomDoc(r *rand.Rand) *chancery.Doc {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	d := &chancery.Doc{}
	var b strings.Builder
	for range 1 + r.IntN(6) {
		lo := len(d.Toks)
		n := 1 + r.IntN(25)
		for range n {
			w := pick(pieces...)
			start := b.Len()
			b.WriteString(w + " ")
			head := lo + r.IntN(n)
			if head == len(d.Toks) || r.IntN(8) == 0 {
				head = -1
			}
			d.Toks = append(d.Toks, chancery.Tok{
				Span: chancery.Span{Start: start, End: start + len(w)}, Form: w, Lemma: strings.ToLower(w), Head: head,
				UPOS: chancery.UPOS(pick("NOUN", "PROPN", "VERB", "PRON", "DET", "ADJ", "ADP", "PUNCT", "AUX", "NUM", "ADV", "")),
				XPOS: pick("NN", "NNS", "VBP", "VBD", ""),
				Rel:  chancery.Rel(pick("nsubj", "obj", "obl", "nmod", "nmod:poss", "compound", "amod", "appos", "conj", "acl:relcl", "root", "case", "det", "flat", "nsubj:pass", "")),
				Name: chancery.Name(pick("B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "", "", "")),
			})
		}
		d.Sentences = append(d.Sentences, chancery.Sentence{Lo: lo, Hi: lo + n, Span: d.Toks[lo].Span.Cover(d.Toks[lo+n-1].Span)})
	}
	d.Text = b.String()
	if r.IntN(2) == 0 {
		lo := r.IntN(len(d.Toks))
		hi := lo + r.IntN(len(d.Toks)-lo)
		sp := d.Toks[lo].Span.Cover(d.Toks[hi].Span)
		d.Quotes = append(d.Quotes, chancery.Quote{Span: sp, Outer: sp})
	}
	return d
}

// FuzzWho asks for any name: it answers or knows nobody, and never breaks.
func FuzzWho(f *testing.F) {
	s, err := actor.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range []string{"Lavrov", "the Russian president's wife's", "al-", "'s", "-", "two men of the", "U.S.A.", "Łódź–", "both"} {
		f.Add(p, "2022-03-01")
	}
	f.Fuzz(func(t *testing.T, name, day string) {
		for _, a := range s.Who(name, day) {
			if a.Why == "" && a.Actor.ID != "" {
				t.Fatalf("%q: %+v has no line of knowledge", name, a)
			}
		}
		for _, w := range actor.Fold(name) {
			if strings.IndexFunc(w, unicode.IsSpace) >= 0 || w == "" {
				t.Fatalf("Fold(%q) has %q", name, w)
			}
		}
	})
}
