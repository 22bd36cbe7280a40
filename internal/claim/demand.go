package claim

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/rules"
)

// A demand on its way.
type demand struct {
	rule    string
	stance  chancery.DemandStance
	sure    float32
	sent    int
	at      int // token of the predicate
	head    int // head of the content
	by, of  []string
	content chancery.Span
	anaphor bool // the content is only a noun or a pronoun that takes up a demand
	bare    bool // the answer has no content of its own: "Berlin refused"
	again   bool // the content is "to do so"
	cue     chancery.Span
	drop    bool
}

// asks reads the demands and answers that rules about predicates find.
func (r *reader) asks() {
	m := r.s.demands.On(r.d)
	for i := range r.d.Props {
		for _, found := range m.Match(i, "DEMAND") {
			if r.ask(&r.d.Props[i], &found) {
				break
			}
		}
	}
	for i := range r.d.Props {
		r.given(&r.d.Props[i])
	}
	for t := range r.d.Toks {
		r.noun(t)
		r.unacceptable(t)
		r.saidNo(t)
	}
}

// saidNo reads "Brussels said no" and "would not hear of it": an answer in a word to
// what was demanded before.
func (r *reader) saidNo(t int) {
	p := r.prop(t)
	if p == nil || p.Head != t || p.Kind != chancery.VerbPred || p.Passive {
		return
	}
	stance := chancery.DemandRefused
	switch p.Lemma {
	case "say", "answer", "reply":
		if p.Neg || p.Modal != "" || t+1 >= len(r.d.Toks) || t+2 < len(r.d.Toks) && r.d.Toks[t+2].UPOS != "PUNCT" && r.d.Toks[t+2].UPOS != "ADP" {
			return
		}
		switch r.low(t + 1) {
		case "no":
		case "yes":
			stance = chancery.DemandAccepted
		default:
			return
		}
	case "hear_of", "hear":
		if !p.Neg || p.Modal != "will" && p.Modal != "would" {
			return
		}
	default:
		return
	}
	d := demand{rule: "answer.word", stance: stance, sure: 0.6, sent: p.Sent, at: t, head: -1, by: r.agents(p), cue: r.d.Toks[t].Span, anaphor: true, bare: true}
	if len(d.by) > 0 {
		r.put(d)
	}
}

// unacceptable reads "called the demands unacceptable" and "the plan is
// unacceptable, X said": what is called so is refused.
func (r *reader) unacceptable(t int) {
	switch r.t.Lemma(t) {
	case "unacceptable", "non-starter", "unrealistic", "baseless", "excessive", "unjustified", "absurd", "unreasonable", "impossible":
	default:
		return
	}
	d := demand{rule: "refuse.called", stance: chancery.DemandRefused, sure: 0.75, sent: r.t.Sent(t), at: t, head: -1, cue: r.d.Toks[t].Span}
	if s := r.t.Child(t, "nsubj"); s >= 0 && r.t.Child(t, "cop") >= 0 {
		if p := r.prop(t); p != nil && p.Neg {
			return
		}
		d.head = s
		d.content = r.phrase(s)
		if st := r.within(d.sent, r.d.Toks[t].Span); st != nil {
			d.by = slices.Clone(st.Speakers)
		}
	} else {
		v := r.t.Head(t)
		for range 4 {
			if v < 0 || r.prop(v) != nil && r.prop(v).Kind == chancery.VerbPred {
				break
			}
			v = r.t.Head(v)
		}
		if v < 0 || r.prop(v) == nil {
			return
		}
		switch p := r.prop(v); r.t.Lemma(v) {
		case "call", "label", "term", "deem", "consider", "find", "describe":
			d.by = r.agents(p)
			if o := r.t.Child(v, "obj"); o >= 0 && o < t && !p.Neg && r.asksFor(o) {
				d.head = o
				d.content = r.words(r.t.Left(o), min(r.t.Right(o)+1, t))
				d.anaphor = r.d.Toks[o].UPOS == "PRON"
			}
		}
	}
	if d.head >= 0 && len(d.by) > 0 && !r.asksAlready(&d) {
		r.put(d)
	}
}

// asksFor reports whether an object is a demand or a plan, or a pronoun or a part that
// may stand for one: "some of Moscow's claims".
func (r *reader) asksFor(o int) bool {
	if r.s.lex.Has("demandnoun", r.t.Lemma(o)) {
		return true
	}
	if of := r.t.Child(o, "nmod"); of >= 0 && r.t.Marker(of, "case") == "of" {
		return r.s.lex.Has("demandnoun", r.t.Lemma(of))
	}
	return r.d.Toks[o].UPOS == "PRON"
}

func (r *reader) ask(p *chancery.Prop, m *rules.Match) bool {
	stance, ok := stanceOf(p, chancery.DemandStance(m.Rule.Stance))
	if !ok && !p.Neg && len(p.ActorIDs(r.d, chancery.Subj)) == 0 && len(r.sharedSubject(p)) > 0 {
		// The tree joins the verb to somebody's words, and with it their modal.
		stance, ok = chancery.DemandStance(m.Rule.Stance), true
	}
	if m.Rule.Name == "demand.ultimatum" && len(m.Said) == 0 {
		m.Said = r.term(p)
	}
	if m.Rule.Name == "demand.urge" && len(m.Said) == 0 {
		m.Said = r.toDo(p)
	}
	if !ok || len(m.Said) == 0 && m.Rule.Mode != "bare" {
		return false
	}
	d := demand{rule: m.Rule.Name, stance: stance, sure: 0.85, sent: p.Sent, at: p.Head, head: -1, by: slices.Clone(m.A), of: slices.Clone(m.B), cue: r.d.Toks[p.Head].Span}
	if p.Light >= 0 {
		d.cue = d.cue.Cover(r.d.Toks[p.Light].Span)
	}
	if len(d.by) == 0 || r.t.OwnSubject(p.Head) >= 0 {
		d.by = r.agents(p)
	}
	if len(m.Said) == 0 {
		d.anaphor, d.bare = true, true
	}
	for n := range m.Said {
		a := &m.Said[n]
		if a.Tok == p.Head || a.Tok == p.Light || !r.askable(m.Rule.Name, p.Lemma, a) {
			return false
		}
		if a.Role == chancery.PrepArg && (r.timed(a.Tok) || r.t.Lemma(a.Tok) == "much" || r.t.Lemma(a.Tok) == "year") {
			return false // "had called for over many years", "asked for too much"
		}
		r.contentAt(&d, a)
		d.again = d.again || r.doSo(a.Tok)
	}
	if d.content.Len() < 2 && !d.anaphor {
		return false
	}
	if len(d.by) == 0 && len(d.of) == 0 && stance == chancery.DemandMade {
		return false
	}
	if stance == chancery.DemandMade && p.Passive && len(d.by) == 0 {
		return false // "tourists were urged to leave"
	}
	if stance == chancery.DemandMade && p.Kind == chancery.VerbPred && r.t.Child(p.Head, "nsubj") < 0 && r.d.Toks[p.Head].XPOS == "VBN" && !r.hasWords(r.d.Sentences[p.Sent].Lo, p.Head) {
		return false // "Asked to leave, he declined"
	}
	if stance == chancery.DemandRefused && len(d.by) == 0 {
		return false // "Rosatom is excluded": by nobody
	}
	if stance == chancery.DemandAccepted && (len(d.by) == 0 || r.wished(p)) {
		return false
	}
	if stance == chancery.DemandRefused && r.conditional(p) {
		return false // "ruled out talks as long as": a condition
	}
	r.put(d)
	r.again(&d)
	return true
}

// again adds what is asked for by a second preposition: "called for a truce and
// for the release of the crew".
func (r *reader) again(d *demand) {
	if d.head < 0 || d.stance != chancery.DemandMade {
		return
	}
	first := r.t.Marker(d.head, "case")
	if first == "" {
		return
	}
	for _, k := range r.t.Kids(d.head) {
		if r.d.Toks[k].Rel.Base() == "conj" && r.t.Marker(int(k), "case") == first {
			o := *d
			o.head, o.at, o.content = int(k), int(k), r.phrase(int(k))
			r.put(o)
		}
	}
}

// term is what has to be done within a term: the infinitive that hangs on "ten
// days" in "gave them ten days to leave".
func (r *reader) term(p *chancery.Prop) []chancery.Arg {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Obj && a.Role != chancery.IObj {
			continue
		}
		if c := r.t.Child(a.Tok, "acl", "xcomp"); c >= 0 && r.infinitive(c) {
			return []chancery.Arg{{Role: chancery.Comp, Tok: c, Span: r.d.Toks[c].Span, Prop: -1}}
		}
		if c := r.t.Child(p.Head, "advcl"); c > a.Tok && a.Role == chancery.Obj && r.infinitive(c) && c < a.Tok+3 {
			return []chancery.Arg{{Role: chancery.Comp, Tok: c, Span: r.d.Toks[c].Span, Prop: -1}}
		}
	}
	return nil
}

// toDo is what somebody is asked to do where the tree hangs it on another word:
// "asked X in two calls to help", "appealed to those who had fled to return".
func (r *reader) toDo(p *chancery.Prop) []chancery.Arg {
	if p.Passive || p.Kind != chancery.VerbPred {
		return nil
	}
	whom := -1
	for i := range p.Args {
		a := &p.Args[i]
		if a.Tok > p.Head && (a.Role == chancery.Obj || a.Role == chancery.IObj || a.Role == chancery.PrepArg && (a.Prep == "on" || a.Prep == "upon" || a.Prep == "to")) {
			whom = max(whom, a.Tok)
		}
	}
	if whom < 0 {
		return nil
	}
	for t := whom + 1; t < min(whom+16, r.d.Sentences[p.Sent].Hi); t++ {
		if !r.infinitive(t) || !r.t.Below(t, p.Head) {
			continue
		}
		h := r.t.Head(t)
		switch r.d.Toks[t].Rel.Base() {
		case "acl":
			if h <= whom || r.d.Toks[h].Rel.Base() != "obl" || r.t.Head(h) != p.Head || r.t.Marker(h, "case") != "in" && r.t.Marker(h, "case") != "during" && r.t.Marker(h, "case") != "at" {
				return nil // "asked X for permission to leave"
			}
		case "advcl":
			if h != p.Head && r.d.Toks[h].Rel != "acl:relcl" {
				return nil
			}
		default:
			return nil
		}
		return []chancery.Arg{{Role: chancery.Comp, Tok: t, Span: r.d.Toks[t].Span, Prop: -1}}
	}
	return nil
}

// wished reports whether a predicate is itself demanded or hoped for: "demanded
// that its terms be met".
func (r *reader) wished(p *chancery.Prop) bool {
	return slices.ContainsFunc(p.Chain, func(l chancery.Link) bool { return l.Kind == chancery.WantLink || l.Kind == chancery.IfLink }) || r.bareBe(p.Head)
}

// conditional reports whether a predicate is what a condition holds back.
func (r *reader) conditional(p *chancery.Prop) bool {
	return slices.ContainsFunc(r.condsIn[p.Sent], func(i int) bool { return r.conds[i].main == p.Head && r.conds[i].kind == "strict" })
}

// doSo reports whether a verb only takes up another: "refused to do so".
func (r *reader) doSo(t int) bool {
	if r.t.Lemma(t) != "do" || t+1 >= len(r.d.Toks) {
		return false
	}
	w := r.low(t + 1)
	return w == "so" || w == "that" || w == "this" || w == "it"
}

// askable reports whether a clause is of the kind that a rule asks for: an
// infinitive, or after "that" what should be and not what is.
func (r *reader) askable(rule, verb string, a *chancery.Arg) bool {
	if a.Role != chancery.Comp && rule != "demand.ask-that" || rule == "demand.that" && verb != "insist" && r.t.Child(a.Tok, "nsubj") >= 0 {
		return true
	}
	if rule == "demand.ask-that" {
		return !r.infinitive(a.Tok) && r.t.Marker(a.Tok, "mark") == "that"
	}
	if rule != "demand.that" {
		if rule == "demand.want-to" || verb == "warn" {
			return r.infinitive(a.Tok)
		}
		return r.infinitive(a.Tok) || !r.t.Finite(a.Tok) && r.t.Child(a.Tok, "nsubj") < 0
	}
	if p := r.prop(a.Tok); p != nil {
		switch p.Modal {
		case "should", "must", "ought", "shall":
			return true
		case "":
		default:
			return false
		}
	}
	x := r.d.Toks[a.Tok].XPOS
	return x == "VB" || r.bareBe(a.Tok) || x == "VBP" && r.oneOnly(r.t.Child(a.Tok, "nsubj"))
}

// oneOnly reports whether a subject is one thing or person, so that a verb without
// "-s" behind it is a subjunctive: "insisted that Armenia change its law".
func (r *reader) oneOnly(s int) bool {
	return s >= 0 && (r.d.Toks[s].XPOS == "NNP" || r.d.Toks[s].XPOS == "NN") && r.t.Child(s, "conj") < 0
}

// given reads "gave the generals 48 hours to leave": what has to be done within a time.
func (r *reader) given(p *chancery.Prop) {
	if p.Lemma != "give" && p.Lemma != "have" && p.Lemma != "grant" || p.Kind != chancery.VerbPred || p.Neg || p.Modal != "" {
		return
	}
	for t := p.Head + 1; t < min(p.Head+14, len(r.d.Toks)) && r.t.Sent(t) == p.Sent; t++ {
		if r.low(t) != "to" || r.d.Toks[t+1].XPOS != "VB" {
			continue
		}
		inTerm := slices.ContainsFunc(r.d.Mentions, func(m chancery.Mention) bool {
			return m.Kind == chancery.TimeMention && m.Lo > p.Head && m.Hi <= t && (m.Type == chancery.DurationType || p.Lemma == "have" && m.Lo > 0 && r.low(m.Lo-1) == "until")
		})
		if !inTerm {
			return
		}
		d := demand{rule: "demand.term", stance: chancery.DemandMade, sure: 0.75, sent: p.Sent, at: p.Head, head: t + 1, cue: r.d.Toks[p.Head].Span, content: r.whole(t + 1)}
		switch {
		case p.Lemma == "have":
			d.of = r.agents(p)
			if st := r.within(p.Sent, r.d.Toks[p.Head].Span); st != nil {
				d.by = r.less(st.Speakers, d.of)
			}
		case p.Passive:
			d.of = p.ActorIDs(r.d, chancery.Obj)
		default:
			d.by = r.agents(p)
			d.of = r.less(p.ActorIDs(r.d, chancery.Obj, chancery.IObj), d.by)
		}
		if len(d.by) > 0 && d.content.Len() > 2 && !r.asksAlready(&d) {
			r.put(d)
		}
		return
	}
}

// bareBe reports the subjunctive of a passive or a copula: "that the crew be
// freed".
func (r *reader) bareBe(t int) bool {
	for _, k := range r.t.Kids(t) {
		if b := r.d.Toks[k].Rel.Base(); (b == "aux" || b == "cop") && r.low(int(k)) == "be" {
			return r.t.Marker(t, "mark") != "to"
		}
	}
	return false
}

// stanceOf is what a demand or an answer amounts to under negation and other
// cues: what is not accepted is refused; what may be is nothing.
func stanceOf(p *chancery.Prop, s chancery.DemandStance) (chancery.DemandStance, bool) {
	switch p.Modal {
	case "may", "might", "could", "should", "must", "can":
		return s, p.Neg && s == chancery.DemandAccepted
	}
	switch p.Status {
	case chancery.Negated:
		if s == chancery.DemandAccepted {
			return chancery.DemandRefused, true
		}
		return s, false
	case chancery.Conditional, chancery.Denied:
		return s, false
	case chancery.Possible:
		return s, s == chancery.DemandMade && p.Modal == "" || s == chancery.DemandRefused && p.Modal == ""
	}
	if p.Neg {
		return s, false
	}
	return s, true
}

// noun reads "its demands for guarantees", "Kyiv's request that …".
func (r *reader) noun(t int) {
	row := r.s.lex.Row("demandnoun", r.t.Lemma(t))
	if row == nil || r.d.Toks[t].UPOS != "NOUN" {
		return
	}
	if p := r.prop(t); p != nil && p.Status == chancery.Negated {
		return // "dropped its demand for guarantees"
	}
	inner := r.askedBy(t)
	if row[1] != "demand" && (inner < 0 || r.t.Marker(inner, "mark") != "that" || r.t.Child(inner, "nsubj") < 0) {
		return // "a proposal that both stop their tests" asks, "a plan" does not
	}
	if inner < 0 || r.t.Lemma(t) == "claim" || r.t.Lemma(t) == "condition" || r.t.Lemma(t) == "deadline" || r.t.Lemma(t) == "bid" {
		return
	}
	d := demand{rule: "demand.noun", stance: chancery.DemandMade, sure: 0.7, sent: r.t.Sent(t), at: t, head: inner, cue: r.d.Toks[t].Span}
	for _, k := range r.t.Kids(t) {
		b := r.d.Toks[k].Rel
		if b == "nmod:poss" || b.Base() == "nmod" && (r.t.Marker(int(k), "case") == "by" || r.t.Marker(int(k), "case") == "from") {
			d.by = add(d.by, r.actorsAt(int(k))...)
		}
	}
	if i := r.t.Prop(t); i >= 0 && len(d.by) == 0 {
		d.by = r.d.Props[i].ActorIDs(r.d, chancery.Subj)
	}
	if len(d.by) == 0 {
		return
	}
	d.content = r.whole(inner)
	if r.t.Child(inner, "case") >= 0 {
		d.content = r.phrase(inner)
	}
	for k := r.t.Right(inner) + 1; k < len(r.d.Toks) && k < inner+4; k++ {
		// "demands for security “guarantees”", of which the tree makes two phrases
		if r.d.Toks[k].UPOS == "PUNCT" && isOpening(r.d.Toks[k].Form) {
			continue
		}
		if r.t.Noun(k) && r.t.Head(k) == t && r.t.Child(k, "case") < 0 {
			d.content = chancery.TrimWords(r.d.Text, d.content.Cover(r.d.Toks[k].Span))
		}
		break
	}
	d.anaphor = r.d.Toks[inner].UPOS == "PRON"
	// Who turns it down is who was asked.
	if h := r.t.Head(t); h >= 0 {
		if p := r.prop(h); p != nil && (r.d.Toks[t].Rel.Base() == "obj" || r.d.Toks[t].Rel == "nsubj:pass") {
			d.of = r.foreign(p.ActorIDs(r.d, chancery.Subj), d.by)
		}
	}
	r.put(d)
}

func (r *reader) infinitive(t int) bool { return r.t.Marker(t, "mark") == "to" }

func (r *reader) asksAlready(d *demand) bool {
	return slices.ContainsFunc(r.askedIn[d.sent], func(i int) bool {
		o := &r.asked[i]
		return o.stance == d.stance && o.sent == d.sent && 2*shared(o.content, d.content) > min(o.content.Len(), d.content.Len())
	})
}

// finishDemands puts the demands in the order of the text, without doubles.
func (r *reader) finishDemands() []chancery.Demand {
	slices.SortStableFunc(r.asked, func(a, b demand) int {
		return cmp.Or(bySpan(a.content, b.content), cmp.Compare(order(a.stance), order(b.stance)), cmp.Compare(b.sure, a.sure))
	})
	var out []chancery.Demand
	for i := range r.asked {
		d := &r.asked[i]
		if d.drop || d.content.Len() < 2 || r.doubled(i) {
			continue
		}
		out = append(out, chancery.Demand{
			Row:     chancery.Row{Sentence: max(d.sent, 0), Span: d.content.Cover(d.cue), Rule: d.rule, Confidence: d.sure},
			By:      r.sides.Known(d.by),
			Of:      r.sides.Known(d.of),
			Content: d.content,
			Stance:  d.stance,
		})
	}
	return out
}

// order puts a demand before the answers to it.
func order(s chancery.DemandStance) int {
	if s == chancery.DemandMade {
		return 0
	}
	return 1
}

func (r *reader) doubled(i int) bool {
	d := &r.asked[i]
	from := r.d.Sentences[max(d.sent, 0)].Span.Start
	for j := i - 1; j >= 0; j-- {
		o := &r.asked[j]
		if o.content.Start < from && o.content.Start != d.content.Start {
			break // sorted by content: those before lie in other sentences
		}
		if o.drop || o.stance != d.stance || o.content != d.content && !(o.sent == d.sent && o.content.Contains(d.content)) {
			continue
		}
		if slices.Equal(o.by, d.by) || len(d.by) == 0 || r.sides.Same(d.by[0], o.by...) {
			return true
		}
	}
	return false
}
