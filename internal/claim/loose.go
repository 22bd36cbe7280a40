package claim

import "chancery"

// loose reads the "if" and "unless" that no tree explains, off the words alone: a
// clause that opens with one ends at the first comma behind its verb; one that
// closes with one begins at the last boundary before it.
func (r *reader) loose() {
	for t := range r.d.Toks {
		w := r.low(t)
		if w != "if" && w != "unless" || r.t.Sent(t) < 0 || r.known(t) {
			continue
		}
		if word, from := r.marker(t, t); word == "" || from != t || r.concessive(t) || r.asksIf(t) || r.isQuestion(t) && !r.quoted(t) {
			continue
		}
		if h := r.t.Head(t); h > t && r.d.Toks[t].Rel.Base() == "mark" {
			if m := r.mainOf(h); m >= 0 && r.unreal(h, m) {
				continue
			}
		}
		lo, hi := r.bounds(t)
		if r.hasWords(lo, t) {
			r.closing(t, lo, hi)
		} else {
			r.opening(t, hi)
		}
	}
}

// known reports whether a condition has been found at a token.
func (r *reader) known(t int) bool {
	at := r.d.Toks[t].Span
	for _, i := range r.condsIn[r.t.Sent(t)] {
		if c := &r.conds[i]; c.cond.Overlaps(at) || c.then.Overlaps(at) && c.cond.Start > at.End {
			return true
		}
	}
	return false
}

// asksIf reports whether a verb of asking or knowing stands right before "if".
func (r *reader) asksIf(t int) bool {
	for k := t - 1; k >= 0 && k > t-4; k-- {
		switch r.t.Lemma(k) {
		case "ask", "wonder", "know", "see", "say", "unclear", "doubt", "question", "decide", "check", "inquire", "tell", "or":
			return true
		}
	}
	return false
}

// bounds are the ends of the stretch of words around a token: of its sentence,
// quotation, statement, or the semicolons and colons in it.
func (r *reader) bounds(t int) (lo, hi int) {
	s := &r.d.Sentences[r.t.Sent(t)]
	lo, hi = s.Lo, s.Hi
	if st := r.within(r.t.Sent(t), r.d.Toks[t].Span); st != nil {
		a, b := r.t.Tokens(st.Content)
		lo, hi = max(lo, a), min(hi, b)
	}
	for k := t - 1; k >= lo; k-- {
		if f := r.d.Toks[k].Form; f == ";" || f == ":" || isOpening(f) {
			lo = k + 1
			break
		}
	}
	for k := t + 1; k < hi; k++ {
		if f := r.d.Toks[k].Form; f == ";" || f == ":" || f == "”" || f == "\"" {
			hi = k
			break
		}
	}
	return lo, hi
}

// opening reads "if they are not, it will erase them".
func (r *reader) opening(t, hi int) {
	verb, cut := false, -1
	for k := t + 1; k < hi; k++ {
		if u := r.d.Toks[k].UPOS; u == "VERB" || u == "AUX" {
			verb = true
		} else if verb && r.d.Toks[k].Form == "," {
			cut = k
			break
		}
	}
	if cut > 0 {
		r.parted(t, t, cut, cut+1, hi)
	}
}

// closing reads "it will hand them over if the sanctions are lifted".
func (r *reader) closing(t, lo, hi int) {
	for k := t + 1; k < hi; k++ {
		if r.d.Toks[k].Form == "," && k+1 < hi && r.d.Toks[k+1].UPOS != "ADJ" {
			hi = k
			break
		}
	}
	r.parted(t, t, hi, lo, t)
}

// parted adds the condition Toks[a:b] of marker t with the consequence Toks[x:y],
// if that speaks of what is to come.
func (r *reader) parted(t, a, b, x, y int) {
	main, head := -1, -1
	for k := x; k < y; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && (main < 0 || r.prop(main).Modal == "" && p.Modal != "") {
			main = k
		}
	}
	for k := a; k < b; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && head < 0 {
			head = k
		}
	}
	if main < 0 || head < 0 || r.prop(main).Modal == "" && r.prop(main).Tense != chancery.FutureTense || r.perfect(main, "would", "could", "might") {
		return
	}
	kind := "open"
	if r.low(t) == "unless" {
		kind = "unless"
	}
	c := condition{rule: "condition." + r.low(t), kind: kind, sure: 0.6, head: head, main: main, clausal: true, sent: r.t.Sent(t), cond: r.words(a, b), then: r.words(x, y)}
	if c.cond.Len() > 4 && c.then.Len() > 4 {
		r.hold(c)
	}
}
