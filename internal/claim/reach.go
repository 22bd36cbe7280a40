package claim

import "chancery"

// clause adds a condition whose text is Toks[lo:hi], with what depends on it.
func (r *reader) clause(c condition, lo, hi int) {
	if lo < 0 || lo >= hi {
		return
	}
	c.sent = r.t.Sent(c.head)
	c.clausal = true
	if hi = r.limit(c.sent, lo, hi, c.head); lo >= hi {
		return
	}
	if c.main > c.head {
		hi = r.atComma(c.head, c.main, hi)
	}
	c.cond = r.words(lo, hi)
	c.main = r.inWords(&c, lo, hi)
	if c.then.None() {
		c.then = r.consequence(&c, lo, hi)
	}
	if c.cond.Len() < 3 || c.then.Len() < 3 {
		return
	}
	r.hold(c)
}

// limit ends a condition where the words of the statement that it stands in end,
// or where the frame of a cue behind it begins.
func (r *reader) limit(sent, lo, hi, head int) int {
	for _, i := range r.bySent[sent] {
		st := &r.d.Statements[i]
		a, b := r.t.Tokens(st.Content)
		if a <= lo && b > head && b < hi {
			hi = b
		}
		if c, end := r.t.Tokens(st.Cue); c < end && c > head && c < hi {
			for k := c; k > head; k-- {
				if r.d.Toks[k].Form == "," {
					hi = k
					break
				}
			}
		}
	}
	return hi
}

// atComma ends a condition before its main clause at the first comma behind its
// verb, if one stands there and no "and" follows it.
func (r *reader) atComma(head, main, hi int) int {
	for k := head + 1; k < main; k++ {
		if k >= hi && r.d.Toks[k].UPOS == "VERB" {
			break
		}
		if r.d.Toks[k].Form == "," && r.d.Toks[k+1].UPOS != "CCONJ" && r.d.Toks[k+1].Rel.Base() != "acl" && r.low(k+1) != "which" && r.low(k+1) != "who" {
			return k
		}
	}
	return hi
}

// inWords is the main verb of a condition; where the tree hangs the condition on
// something outside the words that it stands in, the first finite verb of those
// beside it.
func (r *reader) inWords(c *condition, lo, hi int) int {
	st := r.within(c.sent, c.cond)
	if st == nil || !st.Content.Contains(c.cond) {
		return c.main
	}
	a, b := r.t.Tokens(st.Content)
	if c.main >= a && c.main < b || a >= lo && b <= hi {
		return c.main
	}
	if _, cue := r.cueAt[c.main]; cue {
		return c.main
	}
	for t := a; t < b; t++ {
		if t >= lo && t < hi {
			continue
		}
		if p := r.prop(t); p != nil && p.Head == t && p.Kind != chancery.NounPred && (p.Modal != "" || p.Tense != chancery.NoTense) {
			return t
		}
	}
	return c.main
}
