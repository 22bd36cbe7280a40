package claim

import (
	"slices"

	"chancery"
)

// obligations reads demands in somebody's words: "Moscow must leave".
func (r *reader) obligations() {
	for i := range r.d.Props {
		p := &r.d.Props[i]
		must := p.Modal == "must" || p.Modal == "should" || p.Modal == "ought" || (p.Lemma == "have" || p.Lemma == "need") && p.Arg(chancery.Comp) != nil && p.Arg(chancery.Obj) == nil && p.Modal == ""
		if !must || p.Neg && p.Modal == "" || p.Status == chancery.Conditional && p.Modal != "must" {
			continue
		}
		st := r.within(p.Sent, r.d.Toks[p.Head].Span)
		if st == nil || len(st.Speakers) == 0 || st.Stance == chancery.Believes || st.Stance == chancery.Denies || st.Stance == chancery.Asks || r.inCondition(p) {
			continue
		}
		r.obligation(p, st)
	}
}

// wordsOf reads demands that are words without a subject, framed by a verb of
// demanding: “Give us our land back,” X demanded.
func (r *reader) wordsOf() {
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Stance != chancery.Demands || len(st.Speakers) == 0 || len(st.Quoted) == 0 {
			continue
		}
		lo, hi := r.t.Tokens(st.Content)
		if lo >= hi || r.d.Toks[lo].XPOS != "VB" || r.t.Child(lo, "nsubj", "aux", "mark") >= 0 {
			continue
		}
		d := demand{rule: "demand.words", stance: chancery.DemandMade, sure: 0.7, sent: r.t.Sent(lo), at: lo, head: lo, by: slices.Clone(st.Speakers), of: r.foreign(slices.Clone(st.Addressees), st.Speakers), cue: st.Cue, content: st.Content}
		if d.cue.None() {
			d.cue = r.d.Toks[lo].Span
		}
		d.of = slices.DeleteFunc(d.of, r.audience)
		if !r.asksAlready(&d) {
			r.put(d)
		}
	}
}

func (r *reader) inCondition(p *chancery.Prop) bool {
	at := r.d.Toks[p.Head].Span
	return slices.ContainsFunc(r.condsIn[p.Sent], func(i int) bool { return r.conds[i].cond.Overlaps(at) && r.conds[i].kind != "else" })
}

func (r *reader) obligation(p *chancery.Prop, st *chancery.Statement) {
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	if p.Lemma == "have" || p.Lemma == "need" {
		if c := p.Arg(chancery.Comp); c == nil || !r.infinitive(c.Tok) {
			return
		}
		for t := v + 1; t < min(v+4, len(r.d.Toks)); t++ {
			if w := r.t.Lemma(t); w == "choice" || w == "option" || w == "alternative" {
				return // "has no choice but to"
			}
		}
	}
	d := demand{rule: "demand.must", stance: chancery.DemandMade, sure: 0.7, sent: p.Sent, at: v, head: v, by: slices.Clone(st.Speakers), cue: r.d.Toks[v].Span}
	subj := p.ActorIDs(r.d, chancery.Subj)
	other := r.foreign(slices.Clone(subj), st.Speakers)
	other = r.foreign(other, st.OnBehalfOf)
	s := r.t.Child(v, "nsubj")
	if s >= 0 {
		switch r.t.Lemma(s) {
		case "we", "i":
			return
		case "you":
			other = slices.Clone(st.Addressees)
		}
	}
	switch {
	case len(subj) > 0 && len(other) == 0:
		return
	case len(other) == 0 && p.Modal != "must" && !p.Passive:
		return
	}
	d.of = other
	from, to := r.reach(v, -1, -1)
	if len(other) > 0 && s >= 0 && s < v && !p.Passive {
		from = max(from, r.t.Right(s)+1)
		for from < v && (r.d.Toks[from].Rel.Base() == "aux" && r.t.Head(from) == v || r.d.Toks[from].UPOS == "PUNCT") {
			from++
		}
	}
	d.content = r.words(from, max(to, r.conjEnd(v)))
	if d.content.Len() > 2 && !r.asksAlready(&d) {
		r.put(d)
	}
}

// conjEnd is the end of what is coordinated with v and has no subject of its
// own.
func (r *reader) conjEnd(v int) int {
	end := v + 1
	for _, k := range r.t.Kids(v) {
		if r.d.Toks[k].Rel.Base() == "conj" && r.t.Child(int(k), "nsubj") < 0 {
			end = max(end, r.t.Right(int(k))+1)
		}
	}
	return end
}

// required adds what somebody makes a condition of: that it be met is his
// demand.
func (r *reader) required() {
	for i := range r.conds {
		c := &r.conds[i]
		if c.drop || len(c.by) == 0 {
			continue
		}
		switch c.kind {
		case "strict", "until", "unless", "given":
		case "else":
			if p := r.prop(c.head); p == nil || p.Neg {
				continue
			}
		default:
			continue
		}
		if c.rule == "condition.event" || c.rule == "condition.only-way" || c.rule == "condition.permitting" || c.rule == "condition.as-long-as" || c.rule == "condition.as-soon-as" {
			continue
		}
		d := demand{rule: "demand.condition", stance: chancery.DemandMade, sure: 0.6, sent: c.sent, at: c.head, head: c.head, by: slices.Clone(c.by), of: r.toward(c), content: r.unmarked(c)}
		if r.takesUpIn(c.cond) {
			continue
		}
		if s := r.t.Child(c.head, "nsubj"); s >= 0 && (r.t.Lemma(s) == "one" || r.t.Lemma(s) == "we") {
			continue
		}
		if d.content.Len() > 2 && !r.asksAlready(&d) {
			r.put(d)
		}
	}
}

// takesUpIn reports whether words only take up demands: "meeting these demands".
func (r *reader) takesUpIn(s chancery.Span) bool {
	lo, hi := r.t.Tokens(s)
	for t := lo; t < hi; t++ {
		if r.s.lex.Has("demandnoun", r.t.Lemma(t)) {
			if d := r.t.Child(t, "det", "nmod:poss"); d >= 0 && r.low(d) != "a" && r.low(d) != "an" && r.low(d) != "any" {
				return true
			}
		}
	}
	return false
}

// marks reports whether a token is a word of the complementisers of conditions.
func (r *reader) marks(t int) bool {
	switch r.low(t) {
	case "only", "if", "when", "once", "until", "till", "unless", "provided", "providing", "that", "on", "condition", "assuming", "as", "long", "soon":
		return true
	}
	return false
}

// unmarked is the text of a condition without its marker.
func (r *reader) unmarked(c *condition) chancery.Span {
	lo, hi := r.t.Tokens(c.cond)
	for lo+1 < hi && lo < c.head && (r.marks(lo) || r.low(lo) == "the" && r.low(lo+1) == "condition") {
		lo++
	}
	return r.words(lo, hi)
}
