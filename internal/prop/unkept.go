package prop

import (
	"strings"

	"chancery"
)

// unkept negates what was planned and, as a bare clause right after it says, did
// not come about: "The rebels were to leave first. They did not." · "…, but it
// never did" · "That did not happen." The clause reaches back to the last planned
// act of its own sentence, or else of the one before.
func unkept(d *chancery.Doc) {
	for i := range d.Sentences {
		s := d.Sentences[i]
		for t := s.Lo; t+2 < s.Hi; t++ {
			if !bareDenial(d, t, s.Hi) {
				continue
			}
			if p := lastPlan(d, i, t); p != nil {
				p.Status = chancery.Negated
				p.Chain = append(p.Chain, chancery.Link{Kind: chancery.NegLink, Cue: t + 2, Lemma: "not", Prop: -1})
			}
		}
	}
}

// bareDenial reports whether a pronoun, an auxiliary of the past and a negation
// begin at token t and are, with "happen" or the like at most, the whole clause.
func bareDenial(d *chancery.Doc, t, hi int) bool {
	form := func(k int) string { return strings.ToLower(d.Toks[k].Form) }
	switch form(t) {
	case "they", "it", "he", "she", "that", "this":
	default:
		return false
	}
	neg, aux := form(t+2), form(t+1)
	if aux == "never" {
		neg, aux = aux, neg
	}
	switch aux {
	case "did", "has", "have", "had", "was", "were":
	case "happened", "materialised", "materialized", "came":
		return neg == "never" && closes(d, t+3, hi) // "That never happened."
	default:
		return false
	}
	if neg != "not" && neg != "never" && neg != "n't" && neg != "n’t" {
		return false
	}
	k := t + 3
	if k < hi {
		switch form(k) {
		case "happen", "happened", "materialise", "materialize", "occur", "occurred":
			k++
		}
	}
	return closes(d, k, hi)
}

// closes reports whether a clause ends before token k.
func closes(d *chancery.Doc, k, hi int) bool {
	return k >= hi || d.Toks[k].UPOS == "PUNCT" && d.Toks[k].Form != "-"
}

// lastPlan is the last proposition before token t that was planned and, as no
// "will" or "may" shows, is over; it stands in sentence i or the one before.
func lastPlan(d *chancery.Doc, i, t int) *chancery.Prop {
	for k := len(d.Props) - 1; k >= 0; k-- {
		p := &d.Props[k]
		if p.Sent > i || p.Head >= t {
			continue
		}
		if p.Sent < i-1 {
			return nil
		}
		if p.Status == chancery.Planned && p.Kind != chancery.NounPred && p.Modal != "will" && p.Modal != "shall" {
			return p
		}
	}
	return nil
}
