// Package rules reads rule files and matches their rules against propositions.
// The format is described in docs/formats/rules.md.
package rules

import (
	"slices"
	"strings"

	"chancery"
)

// A Rule reads a proposition as an event, a statement, a condition, a demand
// or a meeting.
type Rule struct {
	Name     string
	Kind     string // PLOVER type, or STATEMENT, CONDITION, DEMAND, MEETING
	Mode     string
	Contexts []string
	CAMEO    string
	Stance   string
	Format   string
	Status   chancery.Status // empty where the proposition decides
	File     string
	Line     int
	frame    bool              // of a group
	frames   map[string]string // of the whole set: name to kind
	Own      bool              // of an operator's folder: goes before built-in rules
	Untested bool              // imported, without sentences
	Yes, No  []Example

	match   []alternative
	unless  []term
	content [][]step // what is said or asked: alternatives of parts taken together
}

// Lines are the match lines that name the predicate, term by term, the cheaper
// terms first.
func (r *Rule) Lines(word string) []string {
	var out []string
	for i := range r.match {
		a := &r.match[i]
		if !slices.ContainsFunc(a.terms, func(t term) bool {
			return !t.not && (t.kind == predTerm || t.kind == lightTerm) && t.words != nil && has(t.words, word)
		}) {
			continue
		}
		terms := make([]string, len(a.terms))
		for k := range a.terms {
			terms[k] = a.terms[k].text
		}
		out = append(out, "match "+strings.Join(terms, " "))
	}
	return out
}

// An alternative is one match line: terms that must all hold.
type alternative struct {
	terms  []term
	weight int  // specificity
	words  int  // lemmas of the predicate; fewer are more specific
	object bool // asks for an object by its head
}

// An Example is a sentence that a rule must read, or must leave alone.
type Example struct {
	Sentence string
	Expect   Expect
	Date     string // ISO date of publication
	Line     int
}

// DefaultDate is the date of an example that states none.
const DefaultDate = "2022-01-15"

// An Expect is what an example must give. The fields of the kind that the rule
// has are filled; Any says that nothing is expected but that the rule fires.
//
//	event      A sources, B targets, Status
//	CONDITION  Label kind, A by, B toward
//	DEMAND     Label stance, A by, B of
//	MEETING    Label format, A parties, Status
//	STATEMENT  A speakers, Label stance
type Expect struct {
	Any    bool
	A, B   []string
	Label  string
	Status string
}

// A Set is the rules of all files, indexed. It is safe for concurrent use.
type Set struct {
	Rules []*Rule
	// byWord leads from a predicate lemma to the alternatives that ask for it,
	// byLight from a light verb, rest are those that name no predicate.
	byWord, byLight map[string][]entry
	rest            []entry
	// partitive are nouns that stand before what is meant: "part of its aid".
	partitive []string
}

type entry struct {
	rule *Rule
	n    int // order of the rule
	alt  int
}

// Names reports whether some rule names the predicate.
func (s *Set) Names(lemma string) bool { return len(s.byWord[lemma]) > 0 || len(s.byLight[lemma]) > 0 }

// A Match is a rule that holds of a proposition, with what it bound.
type Match struct {
	Rule       *Rule
	A, B       []string // actor ids, in order, each once and never on both sides
	ATok, BTok []int    // head tokens of the parts bound
	Bound      []chancery.Span
	Said       []chancery.Arg // the parts that the content directive chose
	Content    []int          // their places in Prop.Args; nil where one of them hangs on the object
	Weight     int            // specificity
}

var kinds = map[string]bool{
	"AGREE": true, "CONSULT": true, "SUPPORT": true, "CONCEDE": true,
	"COOPERATE": true, "AID": true, "RETREAT": true, "REQUEST": true,
	"ACCUSE": true, "REJECT": true, "THREATEN": true, "PROTEST": true,
	"SANCTION": true, "MOBILIZE": true, "COERCE": true, "ASSAULT": true,
	"STATEMENT": true, "CONDITION": true, "DEMAND": true, "MEETING": true,
}
