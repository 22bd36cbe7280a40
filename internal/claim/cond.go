package claim

import (
	"strings"

	"chancery"
)

// A condition on its way.
type condition struct {
	rule string
	kind string // of the marker: open, strict, unless, until, timed, else
	sure float32
	sent int
	head int // head of the condition: a verb or a noun
	main int // head of the consequence, -1 without one
	cond chancery.Span
	then chancery.Span
	st   *chancery.Statement // whose words it is in
	by   []string
	drop bool

	clausal bool // head is the verb of a clause, or what the tree takes for one
}

// clauses finds the conditions that are clauses or prepositional phrases.
func (r *reader) clauses() {
	for t := range r.d.Toks {
		tok := &r.d.Toks[t]
		switch tok.Rel.Base() {
		case "mark":
			r.marked(t)
		case "advmod":
			if w := r.low(t); w == "once" || w == "when" || w == "whenever" {
				r.marked(t)
			} else if w == "otherwise" || w == "else" || w == "then" {
				r.otherwise(t)
			}
		case "case":
			r.eventual(t)
			r.every(t)
		case "aux", "cop":
			r.inverted(t)
		case "conj", "parataxis", "advcl", "xcomp", "acl":
			r.provided(t)
		case "cc":
			switch r.low(t) {
			case "or":
				r.alternative(t)
			case "and":
				r.bargain(t)
			}
		}
		switch tok.Form {
		case "permitting":
			r.permitting(t)
		case "conditional", "contingent", "dependent":
			r.conditionalOn(t)
		}
	}
}

// marked reads a clause with a complementiser that sets a condition.
func (r *reader) marked(t int) {
	c := r.t.Head(t)
	if c < 0 || r.d.Toks[t].Rel.Base() == "mark" && r.firstMark(c) != t {
		return
	}
	word, from := r.marker(t, c)
	row := r.s.lex.Row("ifmarker", word)
	if row == nil {
		return
	}
	kind := row[1]
	m := r.mainOf(c)
	if m < 0 || r.whether(c, m, word) || r.concessive(from) {
		return
	}
	if word == "as_long_as" && r.d.Toks[c].Lemma == "take" || r.d.Toks[m].UPOS == "PROPN" && r.prop(m) == nil {
		return // "for as long as it takes"; a fragment behind a name
	}
	if word == "before" && !r.withheld(m) {
		return // "will land before the rain begins"
	}
	if kind == "timed" && !r.future(m, c, true) || kind == "until" && !r.future(m, c, false) || word == "as_long_as" && !r.openEnded(m) {
		return
	}
	if r.contrary(c, m) || r.unreal(c, m) || r.isQuestion(t) && r.within(r.t.Sent(t), r.d.Toks[m].Span) == nil {
		return // "What would they do if …?"
	}
	if kind == "open" && (r.only(m) || r.onlySaid(m)) {
		kind = "strict" // "they will only return if"
	}
	if r.t.Right(c) < t {
		return
	}
	r.clause(condition{rule: "condition." + strings.ReplaceAll(word, "_", "-"), kind: kind, sure: 0.85, head: c, main: m}, from, r.endOf(c))
}

// withheld reports whether a clause denies that something will be, so that "before"
// or "only after" behind it says what it waits for.
func (r *reader) withheld(m int) bool {
	p := r.prop(m)
	if p == nil {
		return false
	}
	if p.Neg || r.s.refuses(p) {
		return true
	}
	for _, k := range r.t.Kids(m) {
		if d := r.t.Child(int(k), "det"); r.low(int(k)) == "no" || d >= 0 && r.low(d) == "no" && r.d.Toks[k].Rel.Base() != "obl" {
			return true
		}
	}
	return false
}

// provided reads "…, provided that they leave" where the parser takes "provided"
// for a verb.
func (r *reader) provided(t int) {
	if w := r.low(t); w != "provided" && w != "providing" || t == 0 || t+1 >= len(r.d.Toks) || r.low(t+1) != "that" && r.d.Toks[t-1].Form != "," || r.t.Child(t, "aux", "nsubj") >= 0 {
		return
	}
	c := r.t.Child(t, "ccomp", "xcomp")
	for k := t + 1; (c < 0 || !r.t.Finite(c)) && k < r.d.Sentences[r.t.Sent(t)].Hi && r.low(t+1) == "that"; k++ {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && r.t.Finite(k) {
			c = k
		}
	}
	if c < 0 || !r.t.Finite(c) {
		return
	}
	if m, _ := r.stray(t, c, false); m >= 0 {
		r.clause(condition{rule: "condition.provided", kind: "given", sure: 0.8, head: c, main: m}, t, r.endOf(c))
	}
}

// only reports whether "only" stands with a verb.
func (r *reader) only(m int) bool {
	for _, k := range r.t.Kids(m) {
		if r.low(int(k)) == "only" && r.d.Toks[k].Rel.Base() == "advmod" {
			return true
		}
	}
	return false
}

// onlySaid reports whether "only" stands in the words of a cue that the tree hangs
// a condition on: "They will only return, their leader said, if …".
func (r *reader) onlySaid(m int) bool {
	if _, cue := r.cueAt[m]; !cue {
		return false
	}
	c := r.t.Child(m, "ccomp", "parataxis")
	return c >= 0 && r.only(c)
}

// firstMark is the first dependent of c that marks it.
func (r *reader) firstMark(c int) int { return r.t.Child(c, "mark") }

// marker is the whole complementiser that token t begins, and its first token:
// "only if", "as long as", "on condition that", "provided that".
func (r *reader) marker(t, c int) (string, int) {
	from, word := t, r.low(t)
	for _, k := range r.t.Kids(t) {
		if r.d.Toks[k].Rel.Base() == "fixed" {
			word += "_" + r.low(int(k))
		}
	}
	if word == "as" {
		// "as long as": the adverb may be the head of the mark
		switch {
		case t > 1 && r.low(t-2) == "as" && (r.low(t-1) == "long" || r.low(t-1) == "soon"):
			return "as_" + r.low(t-1) + "_as", t - 2
		case t > 1 && r.low(t-2) == "so" && r.low(t-1) == "long":
			return "so_long_as", t - 2
		case t+2 < len(r.d.Toks) && (r.low(t+1) == "long" || r.low(t+1) == "soon") && r.low(t+2) == "as":
			return "as_" + r.low(t+1) + "_as", t
		}
	}
	if word == "that" && t > 0 {
		switch r.low(t - 1) {
		case "provided", "providing", "assuming":
			return r.low(t - 1), t - 1
		case "condition":
			if t > 1 && r.low(t-2) == "the" {
				return "on_condition", t - 3
			}
			return "on_condition", t - 2
		}
	}
	if t > 0 && r.low(t-1) == "only" && (word == "if" || word == "once" || word == "when" || word == "after") {
		return "only_" + word, t - 1
	}
	if t > 0 && (r.low(t-1) == "even" || r.low(t-1) == "as" || r.low(t-1) == "what" || r.low(t-1) == "except" && word == "when") && word == "if" {
		return "", t
	}
	if word == "if" && t+1 < len(r.d.Toks) && (r.low(t+1) == "only" || r.low(t+1) == "any" && t+2 < len(r.d.Toks) && r.d.Toks[t+2].UPOS == "PUNCT" || r.low(t+1) == "not" || r.low(t+1) == "so" || r.low(t+1) == "possible" || r.low(t+1) == "necessary") {
		return "", t
	}
	return word, from
}

// mainOf is the head of the clause that depends on clause c.
func (r *reader) mainOf(c int) int {
	if o := r.besideIf(c); o >= 0 {
		return o
	}
	switch r.d.Toks[c].Rel.Base() {
	case "advcl", "acl", "parataxis", "dep", "ccomp", "obl", "nmod":
		m := r.t.Head(c)
		// "oppose the plan unless …" hung on the noun, or on an adverb
		for m >= 0 && (r.d.Toks[m].UPOS == "NOUN" && r.t.Child(m, "cop") < 0 || r.prop(m) == nil) && r.t.Head(m) >= 0 {
			m = r.t.Head(m)
		}
		return r.aspect(m)
	case "conj":
		h := r.t.Head(c)
		if h >= 0 && r.d.Toks[h].Rel.Base() == "advcl" {
			return r.t.Head(h)
		}
	}
	return -1
}

// aspect climbs from "support" to "continue" in "will continue to support".
func (r *reader) aspect(m int) int {
	for range 3 {
		h := -1
		if m >= 0 && r.d.Toks[m].Rel.Base() == "xcomp" {
			h = r.t.Head(m)
		}
		if h < 0 {
			break
		}
		if _, cue := r.cueAt[h]; cue {
			break
		}
		p := r.prop(h)
		if p == nil || p.Modal == "" && !r.s.refuses(p) && r.s.lex.Class(p.Lemma) != "impl" && p.Lemma != "continue" && r.s.lex.Class(p.Lemma) != "able" && p.Lemma != "have" && r.s.lex.Class(p.Lemma) != "ready" && p.Lemma != "ready" && p.Lemma != "stand" {
			break
		}
		m = h
	}
	return m
}

// besideIf is the clause with a modal verb that a condition depends on where the
// tree hangs both on a cue: "talks could resume if they agree, he said".
func (r *reader) besideIf(c int) int {
	if r.d.Toks[c].Rel.Base() != "ccomp" {
		return -1
	}
	for _, k := range r.t.Kids(max(r.t.Head(c), 0)) {
		if p := r.prop(int(k)); int(k) != c && r.d.Toks[k].Rel.Base() == "ccomp" && p != nil && p.Modal != "" {
			return int(k)
		}
	}
	return -1
}

// whether reports that "if" asks: "asked if", "it is unclear if".
func (r *reader) whether(c, m int, word string) bool {
	if word != "if" {
		return false
	}
	if b := r.d.Toks[c].Rel.Base(); (b == "ccomp" || b == "csubj") && m == r.t.Head(c) {
		return true
	}
	switch r.t.Lemma(m) {
	case "ask", "wonder", "know", "inquire", "unclear", "unsure", "check", "decide", "clarify", "uncertain", "determine", "doubt", "question":
		return c > m
	case "see", "say", "tell", "sure", "clear":
		p := r.prop(m)
		return c > m && p != nil && (p.Neg || r.t.Child(m, "mark") >= 0) && p.Arg(chancery.Comp) == nil
	}
	return false
}

func (r *reader) concessive(from int) bool { return from > 0 && r.low(from-1) == "even" }

// future reports whether the main clause speaks of what is still to come, or
// rules it out.
func (r *reader) future(m, c int, timed bool) bool {
	p := r.prop(m)
	if p == nil {
		return false
	}
	switch {
	case p.Modal == "will" || p.Modal == "would" || p.Modal == "shall" || p.Modal == "can" || p.Modal == "could" || p.Modal == "must" || p.Modal == "may":
	case p.Tense == chancery.FutureTense:
	case p.Status == chancery.Planned || p.Status == chancery.Conditional:
	case r.s.refuses(p) && !timed || p.Lemma == "vow" || p.Lemma == "promise" || p.Lemma == "pledge" || p.Lemma == "threaten":
	default:
		return false
	}
	// "until the war ended in 1995"
	q := r.prop(c)
	reported := p.Modal == "would" && r.within(r.t.Sent(m), r.d.Toks[m].Span) != nil
	return q == nil || q.Tense != chancery.PastTense || reported || p.Modal == "could" || r.s.refuses(p)
}

// openEnded reports whether "as long as" sets a condition and no duration.
func (r *reader) openEnded(m int) bool {
	p := r.prop(m)
	return p != nil && (p.Modal != "" || p.Tense != chancery.PastTense || r.s.refuses(p) || r.within(r.t.Sent(m), r.d.Toks[m].Span) != nil)
}

// refuses reports whether a predicate turns something down.
func (s *Stage) refuses(p *chancery.Prop) bool {
	switch p.Lemma {
	case "rule_out", "refuse", "reject", "exclude", "decline", "oppose":
		return true
	}
	return false
}

// contrary reports what did not happen: "had it …, it would have …".
func (r *reader) contrary(c, m int) bool {
	return r.perfect(m, "would", "could", "might", "should") || r.perfect(c, "had") && r.modal(m, "would")
}

// unreal reports what is only imagined: "if talking were a reward, nobody could …".
func (r *reader) unreal(c, m int) bool {
	cop, s := r.t.Child(c, "cop"), r.t.Child(c, "nsubj", "csubj")
	if cop < 0 || s < 0 || r.low(cop) != "were" || r.d.Toks[c].UPOS != "NOUN" || !r.modal(m, "would") && !r.modal(m, "could") {
		return false
	}
	x := r.d.Toks[s].XPOS
	return x == "NN" || x == "NNP" || x == "VBG"
}

// perfect reports whether the verb at t stands in the perfect of one of the
// auxiliaries: "would have gone", "had gone".
func (r *reader) perfect(t int, aux ...string) bool {
	have, with := false, false
	for _, k := range r.t.Kids(t) {
		if b := r.d.Toks[k].Rel.Base(); b != "aux" && b != "cop" {
			continue
		}
		w := r.low(int(k))
		have = have || w == "have" || w == "had" && aux[0] == "had"
		for _, a := range aux {
			with = with || w == a
		}
	}
	return have && with
}

func (r *reader) modal(t int, want string) bool {
	p := r.prop(t)
	return p != nil && p.Modal == want
}

// endOf is the end of clause c, Toks[:end], without closing punctuation.
func (r *reader) endOf(c int) int {
	end := r.t.Right(c) + 1
	for k := c + 1; k < end; k++ {
		if r.d.Toks[k].Form == ";" {
			end = k // the clause behind it is one for itself
		}
	}
	for end > 0 && r.d.Toks[end-1].UPOS == "PUNCT" {
		end--
	}
	return end
}

// inverted reads "Should it refuse, …" and "… were it to refuse": an auxiliary
// before its subject where nothing is asked.
func (r *reader) inverted(t int) {
	w := r.low(t)
	if w != "should" && w != "were" || r.isQuestion(t) {
		return
	}
	c := r.t.Head(t)
	if c < t {
		return
	}
	s := r.t.Child(c, "nsubj", "expl")
	first := r.firstWord(t)
	if v, end := r.ahead(t, c); first && v >= 0 {
		r.clause(condition{rule: "condition.inverted", kind: "open", sure: 0.75, head: v, main: c}, t, end)
		return
	}
	noun := s < 0 && r.d.Toks[c].UPOS == "NOUN" && first // "Were the visit to be dropped"
	if s < t && !noun {
		return
	}
	if k := r.t.Child(c, "mark"); k >= 0 && k < t || t > 0 && (r.low(t-1) == "nor" || r.low(t-1) == "so" || r.low(t-1) == "neither" || r.low(t-1) == "only") {
		return
	}
	if m := r.t.Head(c); r.d.Toks[c].Rel.Base() == "advcl" && m >= 0 && r.prop(m) != nil && !r.contrary(c, m) {
		r.clause(condition{rule: "condition.inverted", kind: "open", sure: 0.85, head: c, main: m}, t, r.endOf(c))
		return
	}
	m, end := r.stray(t, c, first)
	if m >= 0 && !r.contrary(c, m) {
		r.clause(condition{rule: "condition.inverted", kind: "open", sure: 0.75, head: c, main: m}, t, end)
	}
}

// ahead finds the verb of an inverted condition whose auxiliary t hangs on the
// main verb c instead, and the comma behind it: "Should he go, China will act".
func (r *reader) ahead(t, c int) (verb, end int) {
	s := r.t.Child(c, "nsubj", "expl")
	if s < t || r.prop(c) == nil {
		return -1, 0
	}
	verb = -1
	for k := t + 1; k < s; k++ {
		if verb < 0 && r.d.Toks[k].UPOS == "VERB" {
			if n := r.t.Child(k, "nsubj"); n > t && n < k {
				verb = k
			}
		}
		if verb >= 0 && r.d.Toks[k].Form == "," {
			return verb, k
		}
	}
	return -1, 0
}

// stray finds the main clause of a condition that the tree does not hang on it,
// and the end of the condition: behind it to the first comma and on, or before
// it.
func (r *reader) stray(t, c int, first bool) (main, end int) {
	sent := &r.d.Sentences[r.t.Sent(t)]
	if !first {
		for k := t - 1; k >= sent.Lo; k-- {
			if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && (p.Modal != "" || p.Tense != chancery.NoTense) {
				return k, r.endOf(c)
			}
		}
		return -1, 0
	}
	end = -1
	for k := c + 1; k < sent.Hi; k++ {
		if end < 0 {
			if r.d.Toks[k].Form == "," {
				end = k
			}
			continue
		}
		if p := r.prop(k); p != nil && p.Modal != "" && p.Kind != chancery.NounPred {
			return k, end
		}
	}
	return -1, 0
}

// firstWord reports whether no word of the sentence or quotation stands before
// t.
func (r *reader) firstWord(t int) bool {
	lo := r.d.Sentences[r.t.Sent(t)].Lo
	return !r.hasWords(lo, t) || t > lo && isOpening(r.d.Toks[t-1].Form)
}

func isOpening(form string) bool {
	return form == "“" || form == "\"" || form == "``" || form == "«"
}

func (r *reader) hasWords(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if r.d.Toks[i].UPOS != "PUNCT" {
			return true
		}
	}
	return false
}

// isQuestion reports whether the sentence of t is a question.
func (r *reader) isQuestion(t int) bool {
	s := &r.d.Sentences[r.t.Sent(t)]
	return s.Hi > 0 && r.d.Toks[s.Hi-1].Form == "?"
}

// eventual reads "in the event of an attack", "in case of", "without them".
func (r *reader) eventual(t int) {
	n := r.t.Head(t)
	if n < t {
		return
	}
	from := t
	switch w := r.low(t); w {
	case "in":
		if l := r.t.Lemma(n); l == "exchange" || l == "return" {
			r.exchange(t, n)
			return
		}
		if l := r.t.Lemma(n); l != "event" && l != "case" {
			// "in case of rain" may be one preposition.
			if m := r.t.Marker(n, "case"); m != "in_case_of" && m != "in_the_event_of" && m != "in_event_of" {
				return
			}
		} else if of := r.t.Child(n, "nmod", "acl"); of < 0 || l == "case" && r.t.Child(n, "det") >= 0 {
			return
		}
	case "without", "barring", "absent":
	case "before", "until", "pending", "after":
		if r.timed(n) || !r.waits(t, n) {
			return
		}
		if t > 0 && r.low(t-1) == "only" {
			from = t - 1
		}
	default:
		return
	}
	m := r.t.Head(n)
	for m >= 0 && (r.prop(m) == nil || m < n && r.prop(m).Kind == chancery.NounPred && r.prop(m).Light < 0 && r.t.Child(m, "cop") < 0 && r.t.Head(m) >= 0) {
		m = r.t.Head(m)
	}
	if m = r.said(m, n); m < 0 {
		return
	}
	p := r.prop(m)
	kind := "open"
	switch r.low(t) {
	case "in":
	case "before", "until", "pending", "after":
		kind = "strict"
		if p == nil || !r.future(m, m, true) || from == t && !r.withheld(m) {
			return
		}
	default:
		kind = "unless"
		if r.s.refuses(p) && p.Kind == chancery.VerbPred && r.d.Toks[n].UPOS == "NOUN" && r.t.Child(n, "det") >= 0 {
			break // "refused to talk without a guarantee"
		}
		if p.Modal != "would" && p.Modal != "will" && p.Modal != "can" && p.Modal != "could" || r.d.Toks[n].UPOS == "VERB" || r.low(n) == "delay" || r.low(n) == "precondition" {
			return
		}
	}
	if r.contrary(m, m) {
		return
	}
	r.clause(condition{rule: "condition.event", kind: kind, sure: 0.75, head: n, main: m}, from, r.endOf(n))
}

// waits reports whether a phrase names an act that something else waits for: "not
// before the withdrawal of the army", "only after a vote".
func (r *reader) waits(t, n int) bool {
	if r.low(t) == "after" && (t == 0 || r.low(t-1) != "only") || r.d.Toks[n].UPOS != "NOUN" {
		return false
	}
	return r.s.lex.Has("eventnoun", r.t.Lemma(n)) || r.s.lex.Has("nouncue", r.t.Lemma(n)) || r.t.Child(n, "acl") >= 0
}

// said leads from a cue to the verb of its words, where the tree hangs on the cue
// what belongs to those: "Without them, he warned, the front would break".
func (r *reader) said(m, n int) int {
	i, cue := r.cueAt[m]
	if !cue || m < n && r.d.Toks[m].UPOS == "NOUN" {
		return m
	}
	lo, hi := r.t.Tokens(r.d.Statements[i].Content)
	for t := max(lo, n+1); t < hi; t++ {
		if p := r.prop(t); p != nil && p.Modal != "" && p.Head == t {
			return t
		}
	}
	return m
}

// permitting reads "schedules permitting".
func (r *reader) permitting(t int) {
	s := r.t.Child(t, "nsubj")
	lo := t - 1
	if s >= 0 {
		lo = r.t.Left(s)
	}
	if lo < 0 || r.t.Sent(lo) != r.t.Sent(t) || r.d.Toks[lo].UPOS == "PUNCT" {
		return
	}
	m := r.t.Head(t)
	if m < 0 || r.prop(m) == nil {
		return
	}
	r.clause(condition{rule: "condition.permitting", kind: "strict", sure: 0.8, head: t, main: m}, lo, t+1)
}
