package rules

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
)

func testLexicon(t testing.TB) *Lexicon {
	lex, err := LoadLexicon(fstest.MapFS{
		"lexicon/cues.tsv": {Data: []byte("word\tclass\nrefuse\treject\nsay\treport\n")},
		"lexicon/talk.tsv": {Data: []byte("word\nmeeting\ntalk\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// delegation is "Envoys of X hold talks with Y" read into a proposition.
func delegation() *chancery.Doc {
	d := &chancery.Doc{}
	for i, w := range []string{"envoy", "of", "X", "hold", "talk", "with", "Y"} {
		d.Toks = append(d.Toks, chancery.Tok{Lemma: w, Head: []int{3, 2, 0, -1, 3, 6, 4}[i],
			Rel: chancery.Rel([]string{"nsubj", "case", "nmod", "root", "obj", "case", "nmod"}[i])})
	}
	d.Mentions = []chancery.Mention{
		{Kind: chancery.ActorMention, Refs: []string{"x"}, Head: 2},
		{Kind: chancery.ActorMention, Refs: []string{"y"}, Head: 6},
	}
	d.Props = []chancery.Prop{{Head: 4, Light: 3, Lemma: "talk", Kind: chancery.LightPred,
		Status: chancery.Planned, Tense: chancery.FutureTense,
		Chain: []chancery.Link{{Lemma: "refuse", Class: "reject"}},
		Args: []chancery.Arg{
			{Role: chancery.Subj, Tok: 0, Prop: -1},
			{Role: chancery.PrepArg, Prep: "with", Tok: 6, Prop: -1, Actors: []int{1}},
		}}}
	return d
}

func TestTerms(t *testing.T) {
	lex := testLexicon(t)
	for _, c := range []struct {
		match string
		holds bool
		a, b  string
	}{
		{"light(hold; talk)", true, "", ""},
		{"light(*; @talk) prep(with)=B", true, "", "y"},
		{"light(host; talk)", false, "", ""},
		{"verb(talk)", false, "", ""},
		{"pred(talk) subj(envoy)", true, "", ""},
		{"pred(talk) subj:prep(of)=A prep(with)=B", true, "x", "y"},
		{"pred(talk) subj=A", false, "", ""},
		{"pred(talk) subj=A? prep(with)=B", true, "", "y"},
		{"pred(talk) prep(between)=B", false, "", ""},
		{"pred(talk) !obj class(reject) under(refuse)", true, "", ""},
		{"pred(talk) class(report)", false, "", ""},
		{"pred(talk) tense(future) status(planned)", true, "", ""},
		{"pred(talk) neg", false, "", ""},
		{"pred(talk) modal", false, "", ""},
		{"pred(talk) prep(with)=A prep(with)=B", false, "", ""},
		{"any=AB pred(talk)", false, "", ""},
	} {
		set, err := Parse("t", "rule a.b\nkind CONSULT\nmatch "+c.match+"\nyes S.\nno S.\n", lex)
		if err != nil {
			t.Fatal(err)
		}
		got := set.Match(delegation(), 0)
		if len(got) == 1 != c.holds {
			t.Errorf("%s: %d matches, want holds=%v", c.match, len(got), c.holds)
			continue
		}
		if c.holds && (strings.Join(got[0].A, ",") != c.a || strings.Join(got[0].B, ",") != c.b) {
			t.Errorf("%s: %v > %v, want %s > %s", c.match, got[0].A, got[0].B, c.a, c.b)
		}
	}
}

func TestReciprocal(t *testing.T) {
	d := delegation()
	d.Props[0].Args[0].Actors = []int{0, 1}
	d.Props[0].Args = d.Props[0].Args[:1]
	set, err := Parse("t", "rule a.b\nkind CONSULT\nmatch pred(talk) any=AB\nyes S.\nno S.\n", testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	got := set.Match(d, 0)
	if len(got) != 1 || !slices.Equal(got[0].A, []string{"x"}) || !slices.Equal(got[0].B, []string{"y"}) {
		t.Fatalf("%+v", got)
	}
}

func TestContent(t *testing.T) {
	for _, c := range []struct {
		content string
		want    []int
	}{
		{"comp prep(with)", []int{1}},
		{"subj(envoy)+prep(with)", []int{0, 1}},
		{"subj+obj", nil},
		{"obj", nil},
	} {
		set, err := Parse("t", "rule a.b\nkind DEMAND\ncontent "+c.content+"\nmatch pred(talk)\nyes S.\nno S.\n", testLexicon(t))
		if err != nil {
			t.Fatal(err)
		}
		d := delegation()
		got := set.Match(d, 0)
		if len(got) != 1 || len(got[0].Said) != len(c.want) {
			t.Fatalf("%s: %+v, want %v", c.content, got, c.want)
		}
		for i, at := range c.want {
			if got[0].Said[i].Tok != d.Props[0].Args[at].Tok {
				t.Errorf("%s: %+v, want %v", c.content, got, c.want)
			}
		}
	}
	if _, err := Parse("t", "rule a.b\ncontent verb(x)", testLexicon(t)); err == nil {
		t.Error("a content that is no part was taken")
	}
}

func TestSpecificFirstAndUnless(t *testing.T) {
	const text = `
rule wide.talk
kind CONSULT
match pred(@talk)
yes S.
no S.

rule narrow.talk
kind CONSULT
match pred(talk) prep(with)=B
yes S.
no S.

rule never.talk
kind AGREE
match pred(talk)
unless class(reject)
yes S.
no S.
`
	set, err := Parse("t", text, testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range set.Match(delegation(), 0) {
		names = append(names, m.Rule.Name)
	}
	if strings.Join(names, " ") != "narrow.talk wide.talk" {
		t.Errorf("got %v", names)
	}
	if got := set.Match(delegation(), 0, "AGREE"); len(got) != 0 {
		t.Errorf("unless ignored: %v", got[0].Rule.Name)
	}
}

func TestFaults(t *testing.T) {
	lex := testLexicon(t)
	for _, c := range []struct{ text, want string }{
		{"rule a.b\nkind CONSULT\nmatch verb(x)\nyes S.\n", "t:1: rule a.b has no no example"},
		{"rule a.b\nkind NONE\nmatch verb(x)", `t:2: unknown kind "NONE"`},
		{"rule a.b\nmood x", `t:2: unknown directive "mood"`},
		{"rule a.b\nmatch werb(x)", "t:2: term \"werb(x)\": unknown term"},
		{"rule a.b\nmatch verb(@nolist)", "unknown list @nolist"},
		{"rule a.b\nmatch class(nothing)", `unknown class "nothing"`},
		{"rule a.b\nmatch verb(x", "brackets do not match"},
		{"rule a.b\nmatch !subj=A", "cannot be bound"},
		{"rule a.b\nmatch verb(x) noun(y)", "more than one predicate"},
		{"rule a.b\nkind AGREE\n\nrule a.b\nkind AGREE", "stands at t:1 already"},
		{"kind AGREE", "outside a rule"},
		{"rule a.b\nkind AGREE\nyes S. | A B", "want SOURCES > TARGETS"},
		{"rule a.b\nkind AGREE\nyes S. | A > B | gone", `unknown status "gone"`},
		{"rule a.b\nyes S.", "kind must stand before"},
	} {
		_, err := Parse("t", c.text, lex)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

func TestAllFaultsTogetherAndOverlay(t *testing.T) {
	lex := testLexicon(t)
	ok := "rule %.x\nkind AGREE\nmatch verb(x)\n  subj=A\nyes S. | A > - | actual @ 2014-03-01\nno S.\n"
	base := fstest.MapFS{"rules/a.rules": {Data: []byte(strings.ReplaceAll(ok, "%", "a"))}}
	over := fstest.MapFS{"rules/b.rules": {Data: []byte(strings.ReplaceAll(ok, "%", "b"))}}
	set, err := Load(base, "rules/*.rules", lex, over)
	if err != nil || len(set.Rules) != 2 {
		t.Fatalf("%v, %v", set, err)
	}
	ex := set.Rules[0].Yes[0]
	if ex.Date != "2014-03-01" || ex.Sentence != "S." || ex.Expect.Status != "actual" || len(ex.Expect.B) != 0 || ex.Expect.A[0] != "A" {
		t.Errorf("%+v", ex)
	}
	_, err = Load(base, "rules/*.rules", lex, fstest.MapFS{"c.rules": {Data: []byte("kind X\n\nmood Y")}})
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two faults, got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("rule a.b\nkind AGREE\nmatch verb(x) prep(with){y}=A?\n obj:prep(of)=B\nyes S. | A > B\nno S.")
	f.Add("rule a.b\nmatch light(a; b) any=AB !neg\n")
	lex := testLexicon(f)
	f.Fuzz(func(t *testing.T, s string) {
		set, err := Parse("f", s, lex)
		if (set == nil) == (err == nil) {
			t.Fatal("neither rules nor faults")
		}
		if set != nil {
			set.Match(delegation(), 0)
		}
	})
}
