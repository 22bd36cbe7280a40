package claim

import "chancery"

// loose reads the "if" and "unless" that no tree explains, off the words alone: a
// clause that opens with one ends at the first comma behind its verb; one that
// closes with one begins at the last boundary before it.
func (r *reader) loose() {
	for t := range r.d.Toks {
		w := r.low(t)
		if r.t.Sent(t) < 0 {
			continue
		}
		if first[w] != "" && r.firstWord(t) && !r.known(t) && !r.isQuestion(t) {
			r.fronted(t, first[w])
			continue
		}
		if w != "if" && w != "unless" || r.known(t) {
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
	r.looseTail()
}

// looseTail reads what closes a clause and no tree explains: "…, provided Egypt drops
// it", "… as long as it fires", "… while the talks last", "… were it to vote".
func (r *reader) looseTail() {
	for t := range r.d.Toks {
		if r.t.Sent(t) < 0 || t < 3 {
			continue
		}
		word, kind, verb := "", "", t+1
		switch w := r.low(t); {
		case (w == "provided" || w == "providing") && t+1 < len(r.d.Toks) && (r.low(t+1) == "that" || r.d.Toks[t-1].Form == ","):
			word, kind = "provided", "given"
		case w == "as" && (r.low(t-1) == "long" || r.low(t-1) == "soon") && (r.low(t-2) == "as" || r.low(t-2) == "so"):
			word, kind = "as-"+r.low(t-1)+"-as", "strict"
		case w == "while" && r.lasts(t):
			word, kind = "while", "strict"
		case w == "were" && r.upside(t):
			word, kind = "inverted", "open"
		}
		if word == "" || r.known(t) || r.isQuestion(t) {
			continue
		}
		lo, hi := r.bounds(t)
		from := t
		if word == "as-long-as" || word == "as-soon-as" {
			from = t - 2
		}
		for k := verb; k < hi; k++ {
			if r.d.Toks[k].Form == "," {
				hi = k
				break
			}
		}
		if r.hasWords(lo, from) {
			r.partedAs("condition."+word, kind, from, hi, lo, from)
		}
	}
}

// lasts reports whether "while" at token t is said of what goes on: "while the talks
// last", and not of what is set against something else.
func (r *reader) lasts(t int) bool {
	for k := t + 2; k < min(t+8, len(r.d.Toks)) && r.t.Sent(k) == r.t.Sent(t); k++ {
		switch r.t.Lemma(k) {
		case "last", "hold", "persist", "endure":
			next := k + 1
			return next >= len(r.d.Toks) || r.t.Sent(next) != r.t.Sent(t) || r.d.Toks[next].UPOS == "PUNCT"
		}
	}
	return false
}

// upside reports whether "were" at token t stands before its subject and an
// infinitive, in the middle of a sentence: "could be eased were they to vote".
func (r *reader) upside(t int) bool {
	switch r.d.Toks[t-1].UPOS {
	case "VERB", "ADJ", "ADV", "PUNCT":
	default:
		return false
	}
	for k := t + 2; k+1 < min(t+8, len(r.d.Toks)); k++ {
		if r.low(k) == "to" && r.d.Toks[k+1].XPOS == "VB" {
			return true
		}
		if r.d.Toks[k].UPOS == "VERB" || r.d.Toks[k].UPOS == "PUNCT" {
			return false
		}
	}
	return false
}

// first are the words that open a condition only at the beginning of a sentence or
// quotation, and the kind of it.
var first = map[string]string{"should": "open", "were": "open", "until": "until", "once": "timed"}

// fronted reads "Should the truce break down, X warned, nobody will …" and "Until
// they are freed there will be no fuel": what comes before the first comma, or
// before "there" where none stands, is the condition.
func (r *reader) fronted(t int, kind string) {
	_, hi := r.bounds(t)
	verb, cut := false, -1
	for k := t + 1; k < hi && cut < 0; k++ {
		u := r.d.Toks[k].UPOS
		switch {
		case r.d.Toks[k].Form == "," && (verb || kind == "open" && k > t+3):
			cut = k
		case verb && r.low(k) == "there" && k+1 < hi && r.d.Toks[k+1].UPOS == "AUX":
			cut = k - 1
		case u == "VERB" || u == "AUX" || kind == "open" && r.d.Toks[k].XPOS == "VB":
			verb = true
		}
	}
	if cut < 0 || r.perfect(max(r.t.Head(t), 0), "should", "were") {
		return
	}
	end := hi
	for end > cut && r.d.Toks[end-1].UPOS == "PUNCT" {
		end--
	}
	from, end := r.unframed(cut+1, end)
	main, head := -1, -1
	for k := from; k < end; k++ {
		p := r.prop(k)
		if p == nil || p.Head != k || p.Kind == chancery.NounPred || p.Modal == "" && p.Tense == chancery.NoTense {
			continue
		}
		if main < 0 || r.prop(main).Modal == "" && p.Modal != "" {
			main = k
		}
	}
	for k := t + 1; k <= cut && head < 0; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred {
			head = k
		}
	}
	if main < 0 || r.contrary(main, main) || kind != "open" && r.prop(main).Modal == "" || kind == "open" && r.prop(main).Tense == chancery.PastTense && r.prop(main).Modal == "" {
		return
	}
	stop := cut
	if r.d.Toks[cut].Form != "," {
		stop = cut + 1
	}
	c := condition{rule: "condition.fronted", kind: kind, sure: 0.65, head: max(head, t+1), main: main, clausal: true, sent: r.t.Sent(t), cond: r.words(t, stop), then: r.words(from, end)}
	if c.cond.Len() > 4 && c.then.Len() > 4 {
		r.hold(c)
	}
}

// unframed leaves the frame of a cue that opens or closes Toks[from:end] out:
// "X warned, nobody will pick up the pieces", "nobody will, X said".
func (r *reader) unframed(from, end int) (int, int) {
	for c := from; c < end; c++ {
		i, cue := r.cueAt[c]
		if !cue {
			continue
		}
		comma := -1
		for k := c + 1; k < end && k < c+9; k++ {
			if r.d.Toks[k].Form == "," {
				comma = k
				break
			}
		}
		if c < from+7 && comma >= 0 {
			return comma + 1, end
		}
		if st := &r.d.Statements[i]; st.Content.End <= r.d.Toks[c].Start {
			for k := c - 1; k > from && k > c-10; k-- {
				if r.d.Toks[k].Form == "," {
					return from, k
				}
			}
		}
	}
	return from, end
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
	kind := "open"
	if r.low(t) == "unless" {
		kind = "unless"
	}
	r.partedAs("condition."+r.low(t), kind, a, b, x, y)
}

func (r *reader) partedAs(rule, kind string, a, b, x, y int) {
	main, head := -1, -1
	for k := x; k < y; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && (main < 0 || r.prop(main).Modal == "" && p.Modal != "") {
			main = k
		}
	}
	for k := a; k < b; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && (head < 0 || r.prop(head).Arg(chancery.Subj) == nil && p.Arg(chancery.Subj) != nil) {
			head = k
		}
	}
	if rule == "condition.while" || rule == "condition.inverted" {
		head = max(head, a) // its verb may be taken for something else
	}
	if main < 0 || head < 0 || r.prop(main).Modal == "" && r.prop(main).Tense != chancery.FutureTense || r.perfect(main, "would", "could", "might") {
		return
	}
	c := condition{rule: rule, kind: kind, sure: 0.6, head: head, main: main, clausal: true, sent: r.t.Sent(a), cond: r.words(a, b), then: r.words(x, y)}
	if c.cond.Len() > 4 && c.then.Len() > 4 {
		r.hold(c)
	}
}
