package explain_test

import (
	"bytes"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/explain"
	"chancery/internal/golden"
)

// article is "Über: Moscow denied shelling Kyiv." with what the stages would
// leave behind. The Ü makes bytes and code points differ.
func article() explain.Article {
	const text = "Über: Moscow denied shelling Kyiv."
	at := func(word string) chancery.Span {
		i := strings.Index(text, word)
		return chancery.Span{Start: i, End: i + len(word)}
	}
	d := &chancery.Doc{Article: chancery.Article{ID: "a", Text: text}, Sentences: []chancery.Sentence{{Span: chancery.Span{End: len(text)}, Hi: 7}}}
	for _, t := range []struct {
		form, lemma string
		upos        chancery.UPOS
		head        int
		rel         chancery.Rel
	}{{"Über", "über", "X", 3, "dep"}, {":", ":", "PUNCT", 3, "punct"}, {"Moscow", "Moscow", "PROPN", 3, "nsubj"}, {"denied", "deny", "VERB", -1, "root"}, {"shelling", "shell", "VERB", 3, "xcomp"}, {"Kyiv", "Kyiv", "PROPN", 4, "obj"}, {".", ".", "PUNCT", 3, "punct"}} {
		d.Toks = append(d.Toks, chancery.Tok{Span: at(t.form), Form: t.form, Lemma: t.lemma, UPOS: t.upos, Head: t.head, Rel: t.rel})
	}
	d.Actors = []chancery.Actor{{ID: "RUS", Name: "Russia", Codes: []string{"RUS", "RUSGOV"}}, {ID: "UKR", Name: "Ukraine", Codes: []string{"UKR"}}}
	d.Mentions = []chancery.Mention{
		{Span: at("Moscow"), Kind: chancery.ActorMention, Form: chancery.MetonymForm, Refs: []string{"RUS"}, Why: "names.tsv:7: capital of RUS"},
		{Span: at("Kyiv"), Kind: chancery.ActorMention, Form: chancery.MetonymForm, Refs: []string{"UKR"}, Why: "names.tsv:9: capital of UKR"},
	}
	whole := chancery.Span{Start: 6, End: len(text)}
	d.Props = []chancery.Prop{
		{Head: 3, Light: -1, Lemma: "deny", Kind: chancery.VerbPred, Span: whole, Status: chancery.Actual, Up: -1, Args: []chancery.Arg{{Role: chancery.Subj, Tok: 2, Span: at("Moscow"), Prop: -1, Actors: []int{0}}}},
		{Head: 4, Light: -1, Lemma: "shell", Kind: chancery.VerbPred, Span: at("shelling Kyiv"), Status: chancery.Denied, Up: 0,
			Args:  []chancery.Arg{{Role: chancery.Subj, Tok: 2, Span: at("Moscow"), Prop: -1, Actors: []int{0}, From: "control"}, {Role: chancery.PrepArg, Prep: "of", Tok: 5, Span: at("Kyiv"), Prop: -1, Actors: []int{1}}},
			Chain: []chancery.Link{{Kind: chancery.DenyLink, Cue: 3, Lemma: "deny", Class: "deny", Prop: 0, Speakers: []int{0}}}},
	}
	place := "geonames:703448"
	d.Places = []chancery.Place{{ID: place, Name: "Kyiv"}}
	row := func(id string, s chancery.Span, rule string) chancery.Row {
		return chancery.Row{ID: id, Span: s, Rule: rule, Confidence: 0.9}
	}
	d.Events = []chancery.Event{{Row: row("e1", at("shelling Kyiv"), "assault.shell"), Type: chancery.Assault, Mode: "heavy-weapons", CAMEO: "194", Trigger: at("shelling"), Sources: []string{"RUS"}, Targets: []string{"UKR"}, Status: chancery.Denied, Place: &place, Prop: 1,
		Date: &chancery.DateSpan{From: "2022-01-10", To: "2022-01-10"}, Attribution: []chancery.Attribution{{Speakers: []string{"RUS"}, Cue: at("denied"), Stance: chancery.Denies}}}}
	d.Statements = []chancery.Statement{{Row: row("s1", whole, "say.deny"), Speakers: []string{"RUS"}, Cue: at("denied"), Content: at("shelling Kyiv"), Form: chancery.Indirect, Stance: chancery.Denies}}
	d.Conditions = []chancery.Condition{{Row: row("c1", whole, "condition.if"), Kind: chancery.Threat, By: []string{"RUS"}, Condition: at("Kyiv"), Consequence: at("shelling")}}
	d.Demands = []chancery.Demand{{Row: row("d1", whole, "demand.stop"), By: []string{"UKR"}, Of: []string{"RUS"}, Content: at("shelling Kyiv"), Stance: chancery.DemandMade}}
	d.Agenda = []chancery.Meeting{{Row: row("m1", whole, "meeting.noun"), Title: "Talks", Format: chancery.TalksFormat, Status: chancery.MeetingPlanned, Parties: []string{"RUS", "UKR"}}}
	e := d.Entry()
	return explain.Article{Doc: d, Entry: &e, Rule: func(name string) string {
		if name == "assault.shell" {
			return "data/rules/event-assault.rules:4\nrule assault.shell\nmatch verb(shell) subj=A obj=B"
		}
		return ""
	}}
}

func TestWrite(t *testing.T) {
	a := article()
	if err := a.Entry.Check(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	n, err := a.Write(&b, "")
	if err != nil || n != 5 {
		t.Fatalf("%d rows, %v", n, err)
	}
	golden.Check(t, "all.txt", b.Bytes())
}

func TestOneRow(t *testing.T) {
	a := article()
	for id, want := range map[string]int{"e": 1, "e1": 1, "x": 0} {
		var b bytes.Buffer
		if n, err := a.Write(&b, id); n != want || err != nil {
			t.Errorf("%s: %d rows, %v; want %d", id, n, err, want)
		}
	}
}

// A tree that is none is drawn all the same.
func TestTreeWithCycle(t *testing.T) {
	d := &chancery.Doc{Toks: []chancery.Tok{{Form: "a", Head: 1}, {Form: "b", Head: 0}, {Form: "c", Head: 2}}}
	if got := explain.Tree(d, 0, 3); strings.Count(got, "\n") != 3 {
		t.Errorf("tree:\n%s", got)
	}
}
