package rules

import (
	"strings"
	"testing"

	"chancery"
)

// TestMoved reads parts where the parser may as well have put them.
func TestMoved(t *testing.T) {
	accuse := delegation() // "X accuse Y of attack", with "of" on the object
	for i, w := range []string{"X", "accuse", "Y", "of", "attack"} {
		accuse.Toks[i] = chancery.Tok{Lemma: w, Head: []int{1, -1, 1, 4, 2}[i],
			Rel: chancery.Rel([]string{"nsubj", "root", "obj", "case", "nmod"}[i])}
	}
	accuse.Toks = accuse.Toks[:5]
	accuse.Mentions[0].Head, accuse.Mentions[1].Head = 0, 2
	accuse.Props = []chancery.Prop{{Head: 1, Light: -1, Lemma: "accuse", Kind: chancery.VerbPred,
		Chain: []chancery.Link{{Kind: chancery.SayLink, Lemma: "say", Speakers: []int{1}}, {Kind: chancery.NegLink}},
		Args: []chancery.Arg{
			{Role: chancery.Subj, Tok: 0, Prop: -1, Actors: []int{0}},
			{Role: chancery.Obj, Tok: 2, Prop: -1, Actors: []int{1}},
		}}}
	urge := *accuse // "X urge Y to leave", with Y as indirect object
	urge.Props = []chancery.Prop{accuse.Props[0]}
	urge.Props[0].Args = []chancery.Arg{
		{Role: chancery.IObj, Tok: 2, Prop: -1, Actors: []int{1}},
		{Role: chancery.Advcl, Prep: "to", Tok: 4, Prop: -1},
	}
	for _, c := range []struct {
		doc   *chancery.Doc
		match string
		holds bool
		a, b  string
	}{
		{accuse, "subj=A obj=B prep(of){attack}", true, "x", "y"},
		{accuse, "!prep(of)", true, "", ""},
		{accuse, "prep(with)", false, "", ""},
		{accuse, "speaker=A", true, "y", ""},
		{accuse, "comp", false, "", ""},
		{&urge, "obj=B comp", true, "", "y"},
		{&urge, "comp(attack)", true, "", ""},
		{&urge, "comp(leave)", false, "", ""},
		{&urge, "!obj !comp", true, "", ""},
	} {
		set, err := Parse("t", "rule a.b\nkind ACCUSE\nmatch pred(accuse) "+c.match+"\nyes S.\nno S.\n", testLexicon(t))
		if err != nil {
			t.Fatal(err)
		}
		got := set.Match(c.doc, 0)
		if len(got) == 1 != c.holds {
			t.Errorf("%s: %d matches, want holds=%v", c.match, len(got), c.holds)
			continue
		}
		if c.holds && (strings.Join(got[0].A, ",") != c.a || strings.Join(got[0].B, ",") != c.b) {
			t.Errorf("%s: %v > %v, want %s > %s", c.match, got[0].A, got[0].B, c.a, c.b)
		}
	}
}

// TestLightAsVerb reads a light verb with its noun as a verb with an object.
func TestLightAsVerb(t *testing.T) {
	for _, c := range []struct {
		match string
		holds bool
	}{
		{"verb(hold) obj(talk)", true},
		{"verb(hold) obj(talk):prep(with)=B", true},
		{"verb(hold) obj(talk) prep(with)=B", true},
		{"verb(hold) obj(sword)", false},
		{"verb(host) obj(talk)", false},
		{"verb(hold)", false}, // without its noun it says nothing
		{"verb(hold) obj", false},
	} {
		set, err := Parse("t", "rule a.b\nkind CONSULT\nmatch "+c.match+"\nyes S.\nno S.\n", testLexicon(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Match(delegation(), 0); len(got) == 1 != c.holds {
			t.Errorf("%s: %d matches, want holds=%v", c.match, len(got), c.holds)
		}
	}
}
