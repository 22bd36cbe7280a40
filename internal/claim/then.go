package claim

import "chancery"

// consequence is the text that depends on the condition Toks[lo:hi]: the clause
// of c.main without the condition and without a cue at its edge. Where the main
// verb is itself a cue whose words came before ("threatened to strike if …"),
// those words are the consequence.
func (r *reader) consequence(c *condition, lo, hi int) chancery.Span {
	m := c.main
	if i, ok := r.cueAt[m]; ok {
		if s, mine := r.cueWords(i, lo, hi); mine {
			c.st = &r.d.Statements[i]
			return s
		}
	}
	if x := r.t.Child(m, "xcomp"); x > m && x < lo && binds[r.t.Lemma(m)] && r.infinitive(x) {
		m = x // "the law obliges the government to end the inspections unless …"
		c.main = x
	}
	from, to := r.reach(m, lo, hi)
	if p := r.prop(m); p != nil && r.s.refuses(p) && m < lo {
		from = m // "ruled out talks as long as …"
	}
	return r.words(from, to)
}

// binds are the verbs whose infinitive, and not they themselves, depends on a
// condition.
var binds = map[string]bool{"oblige": true, "require": true, "force": true, "compel": true, "allow": true, "authorise": true, "authorize": true, "order": true, "instruct": true, "entitle": true, "permit": true, "plan": true, "decide": true}

// cueWords are the words of statement i that stand beside the condition
// Toks[lo:hi]; false where they have nothing to do with it.
func (r *reader) cueWords(i, lo, hi int) (chancery.Span, bool) {
	st := &r.d.Statements[i]
	a, b := r.t.Tokens(st.Content)
	switch {
	case a >= b:
		return chancery.Span{}, false
	case b <= lo:
	case a <= lo && hi <= b:
		if lo-a >= b-hi {
			b = r.beforeFrame(st, a, lo)
		} else {
			a = r.pastFrame(st, hi, b)
		}
	case a >= hi:
	default:
		b = min(b, lo)
	}
	if st.Stance == chancery.Rejects && b <= lo {
		// "ruled out talks as long as": the refusal is what depends.
		if t, end := r.t.Tokens(st.Cue); t < end && t < a {
			a = t
		}
	}
	return r.words(a, b), a < b
}

// beforeFrame is the end of the words Toks[a:b] without the frame of a statement's
// cue that closes them: "They will only return, said their leader, if …".
func (r *reader) beforeFrame(st *chancery.Statement, a, b int) int {
	c, end := r.t.Tokens(st.Cue)
	if c >= end || c <= a+1 || c >= b {
		return b
	}
	for k := end; k < b; k++ {
		if r.d.Toks[k].UPOS == "VERB" {
			return b
		}
	}
	for k := c - 1; k > a && k > c-7; k-- {
		if r.d.Toks[k].Form == "," {
			return k
		}
	}
	return b
}

// pastFrame is the first token behind the frame of a statement's cue that stands
// in Toks[hi:b]: "If they come, he said, we will …".
func (r *reader) pastFrame(st *chancery.Statement, hi, b int) int {
	c, end := r.t.Tokens(st.Cue)
	if c >= end || c < hi || c >= b {
		return hi
	}
	for k := c + 1; k < b; k++ {
		if r.d.Toks[k].Form == "," {
			return k + 1
		}
	}
	return hi
}

// reach is the clause of m without the condition Toks[lo:hi], without what
// frames it and without clauses coordinated behind the condition.
func (r *reader) reach(m, lo, hi int) (int, int) {
	from, to := m, m+1
	for _, k := range r.t.Kids(m) {
		k := int(k)
		if r.apart(k, m, lo, hi) {
			continue
		}
		from, to = min(from, r.t.Left(k)), max(to, r.t.Right(k)+1)
	}
	switch {
	case from < lo && hi < to:
		// The condition stands inside: keep the side of the verb, or all where the
		// subject stands on the other.
		s := r.t.Child(m, "nsubj", "expl")
		if m < lo {
			to = lo
		} else if s < 0 || s >= hi {
			from = hi
		}
	case from >= lo && from < hi:
		from = hi
	case to > lo && to <= hi:
		to = lo
	}
	if lo < m && from >= hi {
		from = r.behindFrame(from, hi, m)
	}
	for from < to && (r.d.Toks[from].UPOS == "PUNCT" && !isOpening(r.d.Toks[from].Form) || r.d.Toks[from].Rel.Base() == "cc" || r.low(from) == "then" && from > hi-1 || r.d.Toks[from].XPOS == "WRB") {
		from++
	}
	return from, to
}

// behindFrame moves the beginning of a consequence past the frame of a cue that
// stands between it and the condition: "If …, he told them on Monday, X will".
func (r *reader) behindFrame(from, hi, m int) int {
	cue := -1
	for _, i := range r.bySent[r.t.Sent(m)] {
		if c, end := r.t.Tokens(r.d.Statements[i].Cue); c < end && c >= hi && c < m {
			cue = max(cue, c)
		}
	}
	if cue < 0 {
		for k := m - 1; k > from+1; k-- {
			// "…, officials in Taipei fear, Beijing would read it as a retreat"
			if r.d.Toks[k].Form == "," && r.s.lex.Class(r.t.Lemma(k-1)) != "" && r.d.Toks[k-1].UPOS != "ADV" && r.t.Child(m, "nsubj") >= 0 {
				return k + 1
			}
		}
		return from
	}
	for k := m - 1; k > cue; k-- {
		if r.d.Toks[k].Form == "," {
			return max(from, k+1)
		}
	}
	return from
}

// apart reports whether a dependent of m is no part of the consequence.
func (r *reader) apart(k, m, lo, hi int) bool {
	t := &r.d.Toks[k]
	if k >= lo && k < hi {
		return true
	}
	switch t.Rel.Base() {
	case "punct", "cc", "mark", "discourse":
		return true
	case "parataxis":
		return true
	case "conj":
		// A second consequence without a subject of its own belongs.
		return r.t.Child(k, "nsubj") >= 0 || k > lo && m < lo
	case "advcl", "acl":
		return r.t.Left(k) <= lo && r.t.Right(k) >= hi-1
	}
	return false
}
