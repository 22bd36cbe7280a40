package claim

import (
	"slices"

	"chancery"
)

// every reads "for every missile, ten targets will be struck".
func (r *reader) every(t int) {
	n := r.t.Head(t)
	if r.low(t) != "for" || n < t {
		return
	}
	if d := r.t.Child(n, "det"); d < 0 || r.low(d) != "every" && r.low(d) != "each" {
		return
	}
	m := r.t.Head(n)
	for m >= 0 && r.prop(m) == nil {
		m = r.t.Head(m)
	}
	if m < 0 || r.prop(m).Modal != "will" && r.prop(m).Modal != "would" || r.timed(n) {
		return
	}
	r.clause(condition{rule: "condition.every", kind: "open", sure: 0.75, head: n, main: m}, t, r.endOf(n))
}

// bargain reads "lift the siege and we will talk".
func (r *reader) bargain(t int) {
	c2 := r.t.Head(t)
	if c2 < t {
		return
	}
	q := r.prop(c2)
	if q == nil || q.Modal != "will" || r.t.Child(c2, "nsubj") < 0 {
		return
	}
	// The tree may hang both clauses on a cue behind them.
	sent := &r.d.Sentences[r.t.Sent(t)]
	c1 := -1
	for k := t - 1; k >= sent.Lo; k-- {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred {
			c1 = k
		}
	}
	if c1 < 0 || r.d.Toks[c1].XPOS != "VB" || r.t.Child(c1, "nsubj", "aux", "mark") >= 0 || r.hasWords(sent.Lo, c1) {
		return
	}
	c := condition{rule: "condition.and", kind: "open", sure: 0.7, head: c1, main: c2, sent: r.t.Sent(t), cond: r.words(c1, t), then: r.words(t+1, max(r.t.Right(c2)+1, t+2))}
	if c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
}

// conditionalOn reads "made its consent conditional on X"; with a copula it is a
// rule's business.
func (r *reader) conditionalOn(t int) {
	h := r.t.Head(t)
	if h < 0 || r.t.Child(t, "cop") >= 0 {
		return
	}
	on := -1
	for _, top := range []int{t, h} {
		for _, k := range r.t.Kids(top) {
			if c := r.t.Marker(int(k), "case"); on < 0 && int(k) > t && (c == "on" || c == "upon") {
				on = int(k)
			}
		}
	}
	v := h
	for v >= 0 && r.t.Lemma(v) != "make" {
		v = r.t.Head(v)
	}
	if on < 0 || v < 0 || r.prop(v) == nil {
		return
	}
	obj := r.t.Child(v, "obj", "iobj")
	if obj < 0 || obj > t {
		return
	}
	c := condition{rule: "condition.conditional-on", kind: "strict", sure: 0.8, head: on, main: obj, sent: r.t.Sent(t), cond: r.words(r.t.Left(on), r.endOf(on)), then: r.words(r.t.Left(obj), t), by: r.agents(r.prop(v))}
	if c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
}

// answered reads "will respond to any attack", "would shoot down any drone that …"
// and "would consider any attack an act of war": what will be answered is the
// condition of the answer.
func (r *reader) answered(p *chancery.Prop) bool {
	if p.Kind != chancery.VerbPred || p.Passive || p.Neg || p.Modal != "will" && p.Modal != "would" || r.conditioned(p.Head) {
		return false
	}
	deems := p.Lemma == "consider" || p.Lemma == "regard" || p.Lemma == "treat" || p.Lemma == "view" || p.Lemma == "see" || p.Lemma == "deem"
	if !deems && !r.s.lex.Harms(r.t, p) && !r.s.lex.Reacts(p) {
		return false
	}
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Obj && (a.Role != chancery.PrepArg || a.Prep != "to" && a.Prep != "against") || a.Tok < p.Head || !r.t.Noun(a.Tok) {
			continue
		}
		d := r.t.Child(a.Tok, "det")
		if d < 0 || r.low(d) != "any" && r.low(d) != "every" && r.low(d) != "each" || r.timed(a.Tok) {
			continue
		}
		lo, hi := d, r.t.Right(a.Tok)+1
		for k := a.Tok + 1; k < hi; k++ {
			if w := r.low(k); w == "with" || w == "as" && deems || r.d.Toks[k].Form == "," {
				hi = k // how it is answered
			}
		}
		c := condition{rule: "condition.answered", kind: "open", sure: 0.7, head: a.Tok, main: p.Head, sent: p.Sent, cond: r.words(lo, hi)}
		from, to := r.reach(p.Head, lo, hi)
		if deems {
			c.then = r.words(hi, max(to, r.t.Right(p.Head)+1))
			if st := r.within(p.Sent, r.d.Toks[p.Head].Span); st != nil {
				_, end := r.t.Tokens(st.Content)
				c.then = r.words(hi, end)
			}
		} else {
			c.then = r.words(from, min(to, lo))
		}
		if c.cond.Len() > 4 && c.then.Len() > 4 {
			r.hold(c)
			return true
		}
	}
	return false
}

// exchange reads "would suspend its tests in exchange for a halt to the drills".
func (r *reader) exchange(t, n int) {
	what := -1
	for _, k := range r.t.Kids(n) {
		if r.t.Marker(int(k), "case") == "for" {
			what = int(k)
		}
	}
	m := r.t.Head(n)
	for m >= 0 && (r.prop(m) == nil || r.prop(m).Kind == chancery.NounPred) {
		m = r.t.Head(m)
	}
	if what < 0 {
		// "suspend its tests in exchange for a halt", where the tree hangs both on the verb
		for _, k := range r.t.Kids(max(m, 0)) {
			if k := int(k); k > n && k < n+8 && r.t.Left(k) == n+1 && r.t.Marker(k, "case") == "for" {
				what = k
			}
		}
	}
	if what < 0 || m < 0 {
		return
	}
	p := r.prop(m)
	by, proposed := r.proposed(m)
	if (p.Status == chancery.Actual && p.Modal == "" || p.Status == chancery.Negated) && !proposed {
		return // what was exchanged is done
	}
	r.clause(condition{rule: "condition.exchange", kind: "given", sure: 0.7, head: what, main: m, by: by}, t, max(r.endOf(n), r.endOf(what)))
}

// proposed reports whether a clause is what a proposal is about, and whose it is:
// "its proposal that Pyongyang suspend its tests".
func (r *reader) proposed(m int) ([]string, bool) {
	h := r.t.Head(m)
	if h < 0 || r.t.Child(m, "mark") < 0 || r.d.Toks[m].XPOS == "VBD" {
		return nil, false
	}
	if o := r.t.Child(h, "obj"); o >= 0 && o < m && r.d.Toks[m].Rel.Base() == "ccomp" {
		h = o // "renewed its proposal that", hung on the verb
	}
	switch r.t.Lemma(h) {
	case "proposal", "offer", "suggestion", "proposition":
		for _, k := range r.t.Kids(h) {
			if r.d.Toks[k].Rel == "nmod:poss" {
				return slices.Clone(r.actorsAt(int(k))), true
			}
		}
		return nil, true
	case "propose", "suggest":
		if p := r.prop(h); p != nil {
			return r.agents(p), true
		}
		return nil, true
	}
	return nil, false
}
