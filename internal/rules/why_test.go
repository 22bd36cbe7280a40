package rules

import (
	"testing"

	"chancery"
)

func TestWhyNot(t *testing.T) {
	const text = `
rule one.talk
kind CONSULT
match pred(talk) subj=A prep(with)=B
match pred(talk) passive
yes S.
no S.

rule two.talk
kind CONSULT
match light(hold; talk) prep(with)=B
unless class(reject)
yes S.
no S.

rule three.talk
kind AGREE
match pred(talk) prep(with)=B
yes S.
no S.

rule four.other
kind AGREE
match verb(meet) subj=A
yes S.
no S.
`
	set, err := Parse("t", text, testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	got := set.WhyNot(delegation(), 0)
	if len(got) != 2 {
		t.Fatalf("got %+v, want two rules", got)
	}
	if got[0].Rule.Name != "two.talk" || !got[0].Blocked || got[0].Term != "class(reject)" {
		t.Errorf("got %s %+v", got[0].Rule.Name, got[0])
	}
	if got[1].Rule.Name != "one.talk" || got[1].Blocked || got[1].Term != "subj=A" && got[1].Term != "passive" {
		t.Errorf("got %s %+v", got[1].Rule.Name, got[1])
	}
	if n := set.WhyNot(delegation(), 7); n != nil {
		t.Errorf("no proposition, got %+v", n)
	}
}

func TestCheck(t *testing.T) {
	d := &chancery.Doc{Actors: []chancery.Actor{{ID: "c:TUR", Name: "Turkey", Codes: []string{"TUR", "TURGOV"}, Country: "TUR"},
		{ID: "c:RUS", Name: "Russia", Codes: []string{"RUS"}, Country: "RUS"}}}
	d.Events = []chancery.Event{{Row: chancery.Row{Rule: "a.b"}, Sources: []string{"c:RUS"}, Targets: []string{"c:TUR"}, Status: chancery.Actual}}
	r := &Rule{Name: "a.b", Kind: "CONSULT"}
	for _, c := range []struct {
		rule   *Rule
		expect string
		yes    bool
		want   string
	}{
		{r, "RUS > TUR | actual", true, ""},
		{r, "RUS > TURGOV", true, ""},
		{r, "", true, ""},
		{r, "TUR > RUS", true, "want TUR > RUS, got  RUS > TUR actual"},
		{r, "RUS > TUR | planned", true, "want RUS > TUR planned, got  RUS > TUR actual"},
		{&Rule{Name: "c.d", Kind: "CONSULT"}, "", true, "does not fire"},
		{r, "", false, "fires:  RUS > TUR actual"},
		{&Rule{Name: "c.d", Kind: "CONSULT"}, "", false, ""},
	} {
		e, err := parseExpect(c.expect, c.rule.Kind)
		if err != nil {
			t.Fatal(err)
		}
		if got := Check(d, c.rule, Example{Expect: e}, c.yes); got != c.want {
			t.Errorf("%s %q %v: got %q, want %q", c.rule.Name, c.expect, c.yes, got, c.want)
		}
	}
}
