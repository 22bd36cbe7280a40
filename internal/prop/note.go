package prop

import (
	"slices"

	"chancery"
)

// sources adds a link for each "according to" that stands in the clause.
func (r *reader) sources(p *chancery.Prop) {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role == chancery.PrepArg && r.markerEffect(a.Prep) == "say" {
			p.Chain = append(p.Chain, chancery.Link{Kind: chancery.SayLink, Cue: r.caseOf(a.Tok), Lemma: a.Prep,
				Class: "report", Prop: -1, Speakers: slices.Clone(a.Actors)})
		}
	}
}

func (r *reader) caseOf(t int) int {
	if k := r.child(t, "case"); k >= 0 {
		return k
	}
	return t
}

// adverbs is what the sentence adverbs of a clause make of its status:
// "reportedly", "perhaps", "nearly".
func (r *reader) adverbs(p *chancery.Prop, v int, s chancery.Status) chancery.Status {
	for _, k := range r.children(v) {
		if r.kind(k) != "advmod" && r.kind(k) != "discourse" {
			continue
		}
		row := r.s.lex.Row("adverb", r.form(k))
		if row == nil || row[1] == "negate" && k+1 < r.hi && k+1 != v && r.upos(k+1) == "ADV" {
			continue // "almost certainly"
		}
		if row[2] != "" {
			p.Chain = append(p.Chain, chancery.Link{Kind: linkKind(row[2]), Cue: k, Lemma: row[0], Class: row[2], Prop: -1})
		}
		s = effectStatus(s, row[1])
	}
	return s
}

// noted is what the participles and relative clauses after an event noun make
// of it: "the talks scheduled for May", "a visit that was called off", "the
// vote due on Monday". What the governing clause says happened stands.
func (r *reader) noted(p *chancery.Prop, g *governor, s chancery.Status) chancery.Status {
	if p.Kind != chancery.NounPred && p.Kind != chancery.LightPred || s != chancery.Actual || g.class == "impl" || g.class == "aspect" || g.class == "cease" {
		return s
	}
	for _, k := range r.children(p.Head) {
		rel := r.rel(k)
		i := r.at[k-r.lo]
		if rel.Base() != "acl" && !(rel == "amod" && k > p.Head) || k == p.Light {
			continue
		}
		if i < 0 {
			if r.s.lex.Class(r.lemma(k)) != "schedule" {
				continue
			}
			s = chancery.Planned
			p.Chain = append(p.Chain, chancery.Link{Kind: chancery.PlanLink, Cue: k, Lemma: r.lemma(k), Class: "schedule", Prop: -1})
			continue
		}
		q := &r.props[i]
		if rel == "acl:relcl" && r.toCome(p, q) {
			s = chancery.Planned
			p.Chain = append(p.Chain, chancery.Link{Kind: chancery.PlanLink, Cue: k, Lemma: q.Lemma, Class: "schedule", Prop: r.base + i})
			continue
		}
		if rel == "acl:relcl" && !slices.ContainsFunc(q.Args, func(a chancery.Arg) bool {
			return a.Tok == p.Head && (a.Role == chancery.Obj && q.Passive || a.Role == chancery.Subj && q.Kind == chancery.AdjPred)
		}) || rel == "acl" && !q.Passive {
			continue
		}
		row := r.s.lex.Row("cues", q.Lemma+":pass")
		if row == nil {
			row = r.s.lex.Row("cues", q.Lemma)
		}
		if row == nil {
			continue
		}
		switch row[1] {
		case "schedule", "plan", "set", "cancel", "suspend", "postpone", "reject", "negimpl", "weakplan", "possible", "unlikely":
		case "offer", "demand":
		default:
			continue
		}
		effect := row[2]
		if q.Neg {
			effect = row[3]
		}
		s = effectStatus(s, effect)
		p.Chain = append(p.Chain, chancery.Link{Kind: linkKind(row[1]), Cue: k, Lemma: q.Lemma, Class: row[1], Prop: r.base + i})
	}
	return s
}

// toCome reports whether a relative clause says that the event p is ahead: "a
// rally that is to mark the day", "talks that will be attended by both".
func (r *reader) toCome(p, q *chancery.Prop) bool {
	if q.Neg || !slices.ContainsFunc(q.Args, func(a chancery.Arg) bool {
		return a.Tok == p.Head && (a.Role == chancery.Subj || a.Role == chancery.Obj && q.Passive)
	}) {
		return false
	}
	switch r.s.lex.Class(q.Lemma) {
	case "aspect", "cease":
		return false // what will go on is there already
	}
	return q.Modal == "will" || r.isTo(r.verbOf(q))
}
