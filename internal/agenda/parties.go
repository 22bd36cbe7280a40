package agenda

import (
	"slices"

	"chancery"
)

// crowd reports whether none but groups of people are named.
func (r *reader) crowd(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return r.kind[id] != chancery.Group })
}

// unnamed reports whether those who meet are only called the two, the leaders or
// the sides, so that they are those of the meeting before.
func (r *reader) unnamed(p *chancery.Prop) bool {
	a := p.Arg(chancery.Subj)
	return a != nil && (r.couple(a.Tok) || r.t.Lemma(a.Tok) == "commission" || r.t.Lemma(a.Tok) == "committee")
}

func (r *reader) couple(t int) bool {
	switch r.t.Lemma(t) {
	case "interlocutor", "leader", "head", "side", "party", "president", "minister", "delegation", "negotiator", "counterpart", "two", "they", "both", "team", "envoy", "man", "commission", "committee", "commander", "official", "diplomat", "group", "general":
		return r.d.Toks[t].XPOS != "NN"
	}
	return false
}

// inside are the bodies that a noun phrase names on its way: "leaders of the
// Union".
func (r *reader) inside(t int) []string {
	var ids []string
	for _, k := range r.t.Kids(t) {
		// "EU foreign ministers", whoever the phrase is taken to refer back to
		if b := r.d.Toks[k].Rel.Base(); (b == "compound" || b == "amod") && r.couple(t) {
			ids = add(ids, r.named[r.d.Toks[k].Form]...)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo < r.t.Left(t) || m.Hi > r.t.Right(t)+1 {
			continue
		}
		for _, id := range m.Refs {
			if r.kind[id] == chancery.Organisation {
				ids = add(ids, id)
			}
		}
	}
	for _, k := range r.t.Kids(t) {
		// "EU foreign ministers", where the name has no mention of its own
		if b := r.d.Toks[k].Rel.Base(); (b == "compound" || b == "amod" || b == "nmod") && len(ids) == 0 {
			ids = add(ids, r.named[r.d.Toks[k].Form]...)
		}
	}
	return ids
}

// partiesOf are those who meet as the noun phrase names them: possessor,
// modifiers, and what stands behind "of", "with", "between" or "among".
func (r *reader) partiesOf(t int) []string {
	var ids []string
	for _, k := range r.t.Kids(t) {
		k := int(k)
		rel := r.d.Toks[k].Rel
		switch {
		case rel == "nmod:poss", rel.Base() == "compound", rel.Base() == "amod":
			ids = r.withConj(ids, k)
		case rel.Base() == "nmod" || rel.Base() == "obl":
			switch r.t.Marker(k, "case") {
			case "of", "with", "between", "among", "by", "involving", "and":
				ids = r.withConj(ids, k)
			case "to":
				if l := r.t.Lemma(t); l == "visit" || l == "trip" || l == "mission" || l == "tour" || l == "call" {
					ids = r.withConj(ids, k)
				}
			case "from":
				if r.t.Lemma(t) == "call" || r.t.Lemma(t) == "visit" {
					ids = r.withConj(ids, k)
				}
			}
		}
	}
	// "the NATO-Russia Council", a name of its own
	if m := r.t.Mention(t); m >= 0 && r.d.Mentions[m].Lo <= t && t < r.d.Mentions[m].Hi {
		ids = add(ids, r.d.Mentions[m].Refs...)
	}
	if pair := r.hyphened(t); len(pair) > 0 {
		ids = pair
	}
	if seat := r.renamed(t); len(seat) > 0 {
		ids = slices.DeleteFunc(ids, func(id string) bool { return r.kind[id] == chancery.Organisation })
		ids = add(ids, seat...)
		return ids
	}
	if i := r.t.Prop(t); i >= 0 {
		p := &r.d.Props[i]
		for a := range p.Args {
			arg := &p.Args[a]
			switch {
			case arg.Role == chancery.Mod && r.d.Toks[arg.Tok].Rel.Base() == "compound" && len(ids) > 1:
				continue
			case arg.Role == chancery.Subj || arg.Role == chancery.Obj || arg.Role == chancery.Mod:
			case arg.Role == chancery.PrepArg && (arg.Prep == "with" || arg.Prep == "between" || arg.Prep == "among" || arg.Prep == "of"):
			default:
				continue
			}
			ids = add(ids, arg.ActorIDs(r.d)...)
		}
	}
	return ids
}

// hyphened are the two parties of a name like "the NATO-Russia Council".
func (r *reader) hyphened(t int) []string {
	var ids []string
	for k := max(r.t.Left(t), t-8); k+2 < len(r.d.Toks) && k < t; k++ {
		if f := r.d.Toks[k+1].Form; f != "-" && f != "–" && f != "/" {
			continue
		}
		a, b := r.t.Mention(k), r.t.Mention(k+2)
		if a >= 0 && b >= 0 && a != b && r.d.Mentions[a].Hi == k+1 && r.d.Mentions[b].Lo == k+2 {
			ids = add(ids, r.d.Mentions[a].Refs...)
			ids = add(ids, r.d.Mentions[b].Refs...)
		}
	}
	return ids
}

// renamed is the body in brackets behind a meeting: "a council meeting (OSCE)".
// It may hang anywhere, as the name before it is often torn; but no verb and no
// other meeting of the kind stands between.
func (r *reader) renamed(t int) []string {
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo > t && m.Lo < t+14 && r.d.Toks[m.Lo-1].Form == "(" && len(m.Refs) == 1 && r.kind[m.Refs[0]] == chancery.Organisation && r.phrase(t, m.Lo) {
			return m.Refs
		}
	}
	return nil
}

// phrase reports whether the tokens behind t up to end have no verb and not the
// word at t again.
func (r *reader) phrase(t, end int) bool {
	for k := t + 1; k < end; k++ {
		if x := &r.d.Toks[k]; x.UPOS == "VERB" || x.UPOS == "AUX" || x.Lemma == r.d.Toks[t].Lemma {
			return false
		}
	}
	return true
}

func (r *reader) withConj(ids []string, t int) []string {
	ids = add(ids, r.actorsAt(t)...)
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo >= r.t.Left(t) && m.Hi <= r.t.Right(t)+1 && m.Head != t && r.linked(m.Head, t) && !r.sits(m.Head) {
			ids = add(ids, m.Refs...)
		}
	}
	return ids
}

// linked reports whether a token is coordinated with t, or qualifies a plural
// head ("leaders of Russia and China").
func (r *reader) linked(k, t int) bool {
	for range 6 {
		h := r.t.Head(k)
		if h < 0 {
			return false
		}
		b := r.d.Toks[k].Rel.Base()
		if b != "conj" && b != "nmod" && b != "compound" && b != "flat" && b != "amod" && b != "appos" {
			return false
		}
		if by := r.t.Marker(k, "case"); b == "nmod" && by != "of" && by != "" && r.d.Toks[k].Rel != "nmod:poss" {
			return false
		}
		if h == t {
			return true
		}
		k = h
	}
	return false
}

// fromClause adds those who take part by the verb: who holds, attends, hosts or
// addresses the meeting, or whom it is between.
func (r *reader) fromClause(g *meeting, t int) {
	if g.verb < 0 {
		return
	}
	p := r.prop(g.verb)
	if p == nil {
		return
	}
	obj := r.isPart(p, t)
	goes := g.format == chancery.VisitFormat && travels[p.Lemma] // "arrived for a visit"
	switch {
	case goes && obj:
	case takesPart[p.Lemma] || p.Light >= 0 && p.Head == t:
	case r.s.lex.Class(p.Lemma) == "cancel" || r.s.lex.Class(p.Lemma) == "postpone" || r.s.lex.Class(p.Lemma) == "plan" || r.s.lex.Class(p.Lemma) == "schedule":
	default:
		return
	}
	if !obj && !takesPart[p.Lemma] {
		return
	}
	if p.Arg(chancery.Subj) == nil && !p.Passive {
		for _, m := range r.t.SubjectsBefore(g.verb) {
			g.ids = add(g.ids, r.d.Mentions[m].Refs...)
		}
	}
	g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role == chancery.PrepArg && (a.Prep == "with" || a.Prep == "along_with" || a.Prep == "alongside" || a.Prep == "between") {
			g.ids = add(g.ids, a.ActorIDs(r.d)...)
		}
	}
}

// attended adds those who take part by a clause that modifies the noun: "the
// talks, which will be attended by X", "a meeting hosted by Y".
func (r *reader) attended(g *meeting, t int) {
	for _, k := range r.t.Kids(t) {
		if r.d.Toks[k].Rel.Base() != "acl" {
			continue
		}
		if p := r.prop(int(k)); p != nil && (takesPart[p.Lemma] || p.Lemma == "organise" || p.Lemma == "organize" || p.Lemma == "involve") {
			g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
			for i := range p.Args {
				if a := &p.Args[i]; a.Role == chancery.Subj {
					g.ids = r.withConj(g.ids, a.Tok)
				}
			}
		}
	}
}

// opposite adds the subject of the clause to a meeting "with" one: "is satisfied
// after the talks with X".
func (r *reader) opposite(g *meeting, t int) {
	with := false
	for _, k := range r.t.Kids(t) {
		with = with || r.t.Marker(int(k), "case") == "with"
	}
	if p := r.prop(g.verb); with && p != nil {
		g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
	}
}

// travels are the verbs whose subject goes on the visit that they are for.
var travels = map[string]bool{"arrive": true, "arrive_in": true, "travel": true, "travel_to": true, "fly": true, "fly_to": true, "land": true, "land_in": true, "come": true, "go": true, "head": true, "set_off": true, "depart": true, "leave": true}

// takesPart are the verbs whose subject is at the meeting that is their object.
var takesPart = map[string]bool{
	"attend": true, "join": true, "host": true, "chair": true, "hold": true, "have": true, "address": true, "convene": true, "open": true, "lead": true,
	"participate": true, "take_part": true, "participate_in": true, "gather": true, "meet": true, "come": true, "travel": true, "fly": true, "conduct": true,
	"pay": true, "make": true, "begin": true, "start": true, "resume": true, "continue": true, "end": true, "cancel": true, "call_off": true, "postpone": true, "skip": true, "boycott": true, "mediate": true, "broker": true, "speak": true, "head": true, "undertake": true,
}

func (r *reader) isPart(p *chancery.Prop, t int) bool {
	return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool { return a.Tok == t }) || p.Head == t
}
