package rules

import (
	"cmp"
	"slices"

	"chancery"
)

// A Near is a rule that names the predicate of a proposition and yet does not
// hold of it.
type Near struct {
	Rule *Rule
	// Term is the first term that does not hold, as the rule has it; where all
	// hold, the term of an unless that holds too.
	Term    string
	Blocked bool // Term is of an unless
	Held    int  // terms that hold before it
}

// WhyNot returns the rules of the kinds (all, where none is given) that name
// the predicate of the proposition but do not fire, those that came nearest
// first. Of a rule with several alternatives the nearest counts.
func (s *Set) WhyNot(d *chancery.Doc, prop int, kinds ...string) []Near {
	if prop < 0 || prop >= len(d.Props) {
		return nil
	}
	m := s.On(d)
	p := &d.Props[prop]
	fired := map[*Rule]bool{}
	for _, f := range m.Match(prop, kinds...) {
		fired[f.Rule] = true
	}
	at := map[*Rule]int{}
	var out []Near
	for _, e := range slices.Concat(s.byWord[p.Lemma], s.byLight[m.light(p)]) {
		if fired[e.rule] || len(kinds) > 0 && !slices.Contains(kinds, e.rule.Kind) {
			continue
		}
		n, ok := m.near(e, p)
		if !ok {
			continue
		}
		if i, seen := at[e.rule]; !seen {
			at[e.rule] = len(out)
			out = append(out, n)
		} else if n.Blocked || n.Held > out[i].Held && !out[i].Blocked {
			out[i] = n
		}
	}
	slices.SortStableFunc(out, Near.Compare)
	return out
}

// Compare puts the nearer rule first: one that only an unless keeps off, then
// that of which more terms hold.
func (n Near) Compare(o Near) int {
	if n.Blocked != o.Blocked {
		if n.Blocked {
			return -1
		}
		return 1
	}
	return cmp.Compare(o.Held, n.Held)
}

func (m *Matcher) light(p *chancery.Prop) string {
	if p.Light < 0 {
		return ""
	}
	return lemma(m.doc, p.Light)
}

// near finds what keeps an alternative from holding; false where that is the
// predicate itself.
func (m *Matcher) near(e entry, p *chancery.Prop) (Near, bool) {
	n := Near{Rule: e.rule}
	m.bound = binding{}
	a := &e.rule.match[e.alt]
	for i := range a.terms {
		t := &a.terms[i]
		if m.term(t, p) {
			n.Held++
			continue
		}
		n.Term = t.text
		return n, !(t.kind == predTerm || t.kind == lightTerm)
	}
	if !m.bound.settle() {
		n.Term = "actors on both sides"
		return n, true
	}
	for i := range e.rule.unless {
		m.bound = binding{}
		if m.term(&e.rule.unless[i], p) {
			n.Term, n.Blocked = e.rule.unless[i].text, true
			return n, true
		}
	}
	return n, false
}
