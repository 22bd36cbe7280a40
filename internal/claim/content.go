package claim

import (
	"chancery"
)

// contentAt adds a part to the content of a demand; a noun of demanding gives
// way to what it asks for.
func (r *reader) contentAt(d *demand, a *chancery.Arg) {
	t := a.Tok
	if inner := r.askedBy(t); inner >= 0 {
		t = inner
	} else if d.stance != chancery.DemandMade && r.takesUp(t, a) {
		d.anaphor = true
	}
	if r.d.Toks[t].UPOS == "PRON" && r.d.Toks[t].Rel.Base() != "nsubj" && r.prop(t) == nil {
		d.anaphor = true
	}
	if d.head < 0 {
		d.head = t
	}
	s := r.extended(t, d.at)
	if a.Role == chancery.Comp || a.Role == chancery.Advcl {
		s = r.whole(t)
	}
	d.content = chancery.TrimWords(r.d.Text, d.content.Cover(s))
}

// extended is a noun phrase with the prepositional phrases right behind it that
// the tree hangs on the verb: "a treaty on the dam", but not "on Monday".
func (r *reader) extended(t, verb int) chancery.Span {
	s := r.phrase(t)
	end := r.t.Right(t) + 1
	for _, k := range r.t.Kids(verb) {
		k := int(k)
		if end < len(r.d.Toks) && isClosing(r.d.Toks[end].Form) && r.t.Left(k) == end+1 {
			end++ // "the “withdrawal” of the ships"
		}
		if b := r.d.Toks[k].Rel.Base(); b != "obl" && b != "nmod" || r.t.Left(k) != end || k == t {
			continue
		}
		switch r.t.Marker(k, "case") {
		case "on", "of", "for", "with", "between", "against", "in", "over":
		case "to":
			if !leadsTo[r.t.Lemma(t)] {
				continue
			}
		default:
			continue
		}
		if r.timed(k) {
			continue
		}
		end = r.t.Right(k) + 1
		s = s.Cover(r.words(r.t.Left(k), end))
	}
	return s
}

func isClosing(form string) bool {
	return form == "”" || form == "\"" || form == "''" || form == "»"
}

// leadsTo are the nouns whose object stands behind "to": "an end to the blockade".
var leadsTo = map[string]bool{"end": true, "halt": true, "stop": true, "return": true, "answer": true, "solution": true, "limit": true, "change": true, "access": true, "commitment": true, "withdrawal": true, "right": true, "contribution": true, "alternative": true}

// timed reports whether a token is in a mention of a time.
func (r *reader) timed(t int) bool {
	if r.inTime == nil {
		r.inTime = make([]bool, len(r.d.Toks))
		for i := range r.d.Mentions {
			m := &r.d.Mentions[i]
			for k := max(m.Lo, 0); m.Kind == chancery.TimeMention && k < min(m.Hi, len(r.inTime)); k++ {
				r.inTime[k] = true
			}
		}
	}
	return r.inTime[t]
}

// whole is a complement with all that is coordinated in it, without its
// complementiser.
func (r *reader) whole(t int) chancery.Span {
	lo, hi := r.t.Left(t), r.t.Right(t)+1
	for lo < t && (r.d.Toks[lo].UPOS == "PUNCT" && !isOpening(r.d.Toks[lo].Form) || r.d.Toks[lo].Rel.Base() == "mark" && r.t.Head(lo) == t || r.d.Toks[lo].Rel.Base() == "cc" && r.t.Head(lo) == t) {
		lo++
	}
	for _, k := range r.t.Kids(t) {
		b := r.d.Toks[k].Rel.Base()
		if int(k) > t && (b == "parataxis" || b == "conj" && r.d.Toks[t].XPOS == "VB" && (r.d.Toks[k].XPOS != "VB" || r.t.Child(int(k), "nsubj") >= 0)) {
			hi = min(hi, r.t.Left(int(k)))
		}
	}
	for k := t + 1; k < hi; k++ {
		if f := r.d.Toks[k].Form; f == ";" || f == ":" {
			hi = k
		}
	}
	return r.words(lo, r.s.lex.CutAnswer(r.d, r.t, lo, hi-1)+1)
}

// askedBy is what a noun of demanding asks for: "a request for X", "the demand
// that X be freed"; -1 where it does not say.
func (r *reader) askedBy(t int) int {
	if r.s.lex.Row("demandnoun", r.t.Lemma(t)) == nil || r.d.Toks[t].UPOS != "NOUN" {
		return -1
	}
	if c := r.t.Child(t, "acl", "ccomp"); c >= 0 && r.d.Toks[c].Rel != "acl:relcl" {
		if m := r.t.Marker(c, "mark"); m == "that" || m == "to" || m == "for" {
			return c
		}
	}
	for _, k := range r.t.Kids(t) {
		if r.d.Toks[k].Rel.Base() == "nmod" && r.t.Marker(int(k), "case") == "for" {
			return int(k)
		}
	}
	// "turned down Warsaw's request for damages", where the tree hangs "for" on the verb
	if h := r.t.Head(t); h >= 0 && r.d.Toks[t].Rel.Base() == "obj" {
		for _, k := range r.t.Kids(h) {
			if r.d.Toks[k].Rel.Base() == "obl" && r.t.Left(int(k)) == t+1 && r.t.Marker(int(k), "case") == "for" {
				return int(k)
			}
		}
	}
	return -1
}

// takesUp reports whether a part names a demand without saying what it is.
func (r *reader) takesUp(t int, a *chancery.Arg) bool {
	if a.From == "relative" && r.s.lex.Has("demandnoun", r.t.Lemma(t)) {
		return true
	}
	switch r.d.Toks[t].UPOS {
	case "PRON", "DET":
		return true
	case "NOUN":
		if !r.s.lex.Has("demandnoun", r.t.Lemma(t)) {
			return false
		}
		// "the peace plan" says more than "the plan".
		for _, k := range r.t.Kids(t) {
			switch b := r.d.Toks[k].Rel.Base(); b {
			case "compound", "nmod":
				if r.d.Toks[k].Rel != "nmod:poss" {
					return false
				}
			}
		}
		return true
	}
	return false
}
