package claim

import (
	"slices"
	"strings"

	"chancery"
)

// nominals finds conditions that are noun phrases or gerunds.
func (r *reader) nominals() {
	for i := range r.d.Props {
		p := &r.d.Props[i]
		if p.Modal == "" || p.Kind == chancery.NounPred && r.t.Child(p.Head, "cop") < 0 {
			continue
		}
		switch p.Modal {
		case "will", "would", "could", "can", "may", "might", "shall":
			r.nominal(p)
		}
	}
	for i := range r.d.Statements {
		r.gerunds(&r.d.Statements[i])
	}
}

// gerunds reads somebody's words that begin with an act: "warned that imposing
// sanctions would be a mistake", where the tree may not show the subject.
func (r *reader) gerunds(st *chancery.Statement) {
	lo, hi := r.t.Tokens(st.Content)
	if hi-lo < 4 {
		return
	}
	rule := "condition.act"
	switch w := r.low(lo); {
	case w == "anyone" || w == "anybody" || w == "whoever" || (w == "those" || w == "everyone" || w == "everybody") && r.low(lo+1) == "who":
		rule = "condition.any"
	case r.d.Toks[lo].XPOS != "VBG":
		return
	}
	for t := lo + 1; t < hi; t++ {
		if r.d.Toks[t].XPOS != "MD" {
			continue
		}
		switch r.low(t) {
		case "would", "could", "will", "might", "may", "can":
		default:
			return
		}
		v := max(r.t.Head(t), t)
		if r.conditioned(v) || t-lo < 2 || r.contrary(v, v) || r.commas(lo, t) && rule == "condition.act" {
			return // "Speaking in Lima, he would …"
		}
		c := condition{rule: rule, kind: "open", sure: 0.75, sent: r.t.Sent(lo), head: lo, main: v, st: st, cond: r.words(lo, t), then: r.words(t, hi)}
		if c.cond.Len() > 2 && c.then.Len() > 2 {
			r.hold(c)
		}
		return
	}
}

// nominal reads "any further attack would …", "imposing sanctions would …",
// "the response to any attack would …".
func (r *reader) nominal(p *chancery.Prop) {
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	if r.answered(p) {
		return
	}
	s := r.t.Child(v, "csubj", "nsubj")
	if s < 0 || r.t.Sent(s) >= 0 && s+1 == r.t.Child(v, "aux") {
		if o := r.opener(v); o >= 0 {
			s = o
		}
	}
	if s < 0 || s > v || r.contrary(v, v) || r.conditioned(v) {
		return
	}
	lo, hi := r.t.Left(s), r.t.Right(s)+1
	for lo < s && (r.d.Toks[lo].Rel.Base() == "mark" || r.d.Toks[lo].UPOS == "PUNCT") {
		lo++
	}
	c := condition{kind: "open", sure: 0.75, head: s, main: v}
	switch {
	case r.d.Toks[s].Rel.Base() == "csubj" || r.gerund(s):
		c.rule = "condition.act"
		if p.Modal == "will" && !r.quoted(v) {
			return
		}
	case r.whoever(s):
		c.rule = "condition.any"
	case r.eventualNoun(s, p):
		c.rule = "condition.any"
		if p.Neg && !r.quoted(v) {
			return // "a failure would not be the end of the world"
		}
	default:
		r.response(p, v, s)
		return
	}
	c.sent = r.t.Sent(v)
	// All that stands before the modal is the subject, wherever the tree hangs it.
	if x := r.t.Child(v, "aux"); x > s && r.d.Toks[x].XPOS == "MD" && !r.commas(hi, x) {
		hi = x
		for hi > s+1 && r.d.Toks[hi-1].UPOS == "ADV" {
			hi--
		}
	}
	c.cond = r.words(lo, hi)
	from, to := r.reach(v, lo, hi)
	c.then = r.words(max(from, hi), to)
	if c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
}

// opener is the noun at the beginning of the sentence that is the subject of v
// although the tree hangs it on the cue behind: "Failure to agree would …, he
// said"; -1 without one.
func (r *reader) opener(v int) int {
	cue := r.t.Head(v)
	if cue < v || r.d.Toks[v].Rel.Base() != "ccomp" {
		return -1
	}
	s := r.t.Child(cue, "nsubj")
	if s < 0 || s >= v || r.hasWords(r.d.Sentences[r.t.Sent(v)].Lo, r.t.Left(s)) {
		return -1
	}
	return s
}

// commas reports whether a comma stands in Toks[lo:hi].
func (r *reader) commas(lo, hi int) bool {
	for t := lo; t < hi; t++ {
		if r.d.Toks[t].Form == "," {
			return true
		}
	}
	return false
}

// conditioned reports whether a clause has a condition already.
func (r *reader) conditioned(v int) bool {
	return slices.ContainsFunc(r.condsIn[r.t.Sent(v)], func(i int) bool { return r.conds[i].main == v })
}

// quoted reports whether a token stands in somebody's words.
func (r *reader) quoted(t int) bool { return r.within(r.t.Sent(t), r.d.Toks[t].Span) != nil }

func (r *reader) gerund(s int) bool {
	return r.d.Toks[s].XPOS == "VBG" && r.t.Child(s, "obj", "obl", "xcomp") >= 0 && r.t.Child(s, "det") < 0
}

// whoever reads "anyone who …", "those who …", "any country that …".
func (r *reader) whoever(s int) bool {
	switch r.t.Lemma(s) {
	case "whoever", "whichever":
		return true
	case "anyone", "anybody", "everyone", "he", "they", "those", "all", "whoso":
		return r.t.Child(s, "acl:relcl") >= 0
	}
	d := r.t.Child(s, "det")
	return d >= 0 && (r.low(d) == "any" || r.low(d) == "every" || r.low(d) == "each") && r.t.Child(s, "acl:relcl") >= 0
}

// eventualNoun reports whether a subject stands for something that has not
// happened: "any attack", "a further incursion", in somebody's words also "new
// sanctions could lead to …".
func (r *reader) eventualNoun(s int, p *chancery.Prop) bool {
	det := ""
	if d := r.t.Child(s, "det"); d >= 0 {
		det = r.low(d)
	}
	if det == "any" {
		return true
	}
	again := false
	for _, k := range r.t.Kids(s) {
		if b := r.d.Toks[k].Rel.Base(); b != "amod" && b != "det" {
			continue
		}
		switch r.t.Lemma(int(k)) {
		case "further", "new", "another", "second", "renewed", "additional", "fresh", "more":
			again = true
		}
	}
	event := r.s.lex.Has("eventnoun", r.t.Lemma(s))
	switch r.t.Lemma(s) {
	case "failure", "refusal", "collapse", "breach", "violation", "breakdown", "delay", "non-compliance":
		// "failure to agree would …"
		return p.Modal != "may" && p.Modal != "might" && det != "the" && det != "this"
	}
	if event && (det == "a" || det == "an" || det == "") && r.t.Child(s, "nmod:poss") < 0 && (p.Modal == "would" || p.Modal == "could") {
		if st := r.within(p.Sent, r.d.Toks[s].Span); st != nil && strings.HasPrefix(st.Rule, "warn.") {
			return true
		}
	}
	switch {
	case det == "the" || det == "this" || det == "that" || det == "these" || det == "no":
		return false
	case r.t.Child(s, "nmod:poss") >= 0:
		return false
	case again && event && p.Modal != "will":
		return true
	}
	return event && again && r.quoted(p.Head)
}

// response reads "the response to any attack would be harsh": the condition
// lies inside the subject.
func (r *reader) response(p *chancery.Prop, v, s int) {
	for t := r.t.Left(s); t <= r.t.Right(s); t++ {
		if t == s || r.d.Toks[t].Rel.Base() != "nmod" {
			continue
		}
		d := r.t.Child(t, "det")
		if d < 0 || r.low(d) != "any" && r.low(d) != "a" && r.low(d) != "an" {
			continue
		}
		if r.low(d) != "any" && !r.s.lex.Has("eventnoun", r.t.Lemma(t)) {
			continue
		}
		if r.low(d) != "any" && !r.s.lex.Hurtful(r.t, s, s+1) && r.t.Lemma(s) != "response" && r.t.Lemma(s) != "reaction" {
			continue
		}
		lo, hi := d, r.t.Right(t)+1
		from, to := r.reach(v, r.t.Left(s), r.t.Right(s)+1)
		c := condition{rule: "condition.response", kind: "open", sure: 0.8, head: t, main: v, sent: r.t.Sent(v), cond: r.words(lo, hi), then: r.words(from, to)}
		if c.cond.Len() > 2 && c.then.Len() > 2 {
			r.hold(c)
		}
		return
	}
}

// alternative reads "leave or we fire": a demand, "or", and what follows
// otherwise.
func (r *reader) alternative(t int) {
	c2 := r.t.Head(t)
	if c2 < t {
		return
	}
	if r.d.Toks[c2].Rel.Base() == "nsubj" && r.t.Head(c2) > c2 {
		c2 = r.t.Head(c2) // "or" hung on the subject of its clause
	}
	c1 := r.t.Head(c2)
	if c1 < 0 || r.d.Toks[c2].Rel.Base() != "conj" && r.d.Toks[c2].Rel.Base() != "parataxis" {
		return
	}
	if i, cue := r.cueAt[c1]; cue {
		// "warned that nobody may pass, or …" hung on the cue
		lo, hi := r.t.Tokens(r.d.Statements[i].Content)
		for k := lo; k < min(hi, t); k++ {
			if x := r.prop(k); x != nil && x.Head == k && x.Kind != chancery.NounPred && (x.Modal != "" || x.Tense != chancery.NoTense) {
				c1 = k
				break
			}
		}
	}
	p, q := r.prop(c1), r.prop(c2)
	if p == nil || q == nil {
		return
	}
	if r.ultimatum(t, c1, c2) {
		return
	}
	els := t+1 < len(r.d.Toks) && r.low(t+1) == "else"
	if r.isQuestion(t) && !els {
		return // "Should we go, or should we stay?"
	}
	subject := r.t.Child(c2, "nsubj", "expl") >= 0
	if !els && (!subject || !r.binding(p, c1) || q.Modal != "will" && q.Modal != "would" && q.Modal != "could" && q.Modal != "may" && q.Modal != "might" && q.Tense != chancery.PresentTense && q.Modal != "must") {
		return
	}
	if q.Kind == chancery.NounPred && q.Light != c2 && !els {
		return
	}
	from, to := r.clauseTokens(c1, t)
	start := t + 1
	if els {
		start++
	}
	a, b := r.reach(c2, t, start)
	c := condition{rule: "condition.else", kind: "else", sure: 0.8, head: c1, main: c2, sent: r.t.Sent(t), cond: r.words(from, to), then: r.words(max(a, start), max(b, r.t.Right(c2)+1))}
	if c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
}

// ultimatum reads "gave them ten days to leave or face sanctions".
func (r *reader) ultimatum(t, c1, c2 int) bool {
	switch r.t.Lemma(c2) {
	case "face", "suffer", "risk", "lose", "pay", "incur":
	default:
		return false
	}
	if r.t.Child(c2, "nsubj") >= 0 || !r.infinitive(c1) || r.prop(c1) == nil {
		return false
	}
	v := r.t.Head(c1)
	for v >= 0 && (r.prop(v) == nil || r.prop(v).Kind != chancery.VerbPred) {
		v = r.t.Head(v)
	}
	c := condition{rule: "condition.else", kind: "else", sure: 0.8, head: c1, main: c2, sent: r.t.Sent(t), cond: r.words(c1, t), then: r.words(t+1, r.t.Right(c2)+1)}
	if v >= 0 {
		c.by = r.agents(r.prop(v))
	}
	if c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
	return true
}

// binding reports whether a clause tells somebody what to do or not to do.
func (r *reader) binding(p *chancery.Prop, v int) bool {
	switch p.Modal {
	case "must", "should", "ought", "need", "shall":
		return true
	case "will", "would", "can":
		return p.Neg && (p.Lemma == "allow" || p.Lemma == "permit" || p.Lemma == "tolerate")
	}
	if p.Lemma == "have" || p.Lemma == "need" {
		return p.Arg(chancery.Comp) != nil
	}
	return r.d.Toks[v].XPOS == "VB" && r.t.Child(v, "nsubj", "aux", "mark") < 0
}

// clauseTokens are the tokens of clause v as far as token end.
func (r *reader) clauseTokens(v, end int) (int, int) {
	from := v
	for _, k := range r.t.Kids(v) {
		if b := r.d.Toks[k].Rel.Base(); b == "punct" || b == "cc" || b == "parataxis" || b == "mark" || r.t.Left(int(k)) > end {
			continue
		}
		from = min(from, r.t.Left(int(k)))
	}
	return from, end
}

// otherwise reads "Leave; otherwise we fire", also over two sentences.
func (r *reader) otherwise(t int) {
	c2 := r.t.Head(t)
	if c2 >= 0 && r.prop(c2) == nil {
		c2 = r.t.Head(c2)
	}
	if c2 < 0 || r.low(t) != "otherwise" && !(r.low(t) == "then" && t > 0 && r.low(t-1) == "only") {
		return
	}
	q := r.prop(c2)
	if q == nil || q.Modal != "will" && q.Modal != "would" && q.Modal != "could" && q.Modal != "may" {
		return
	}
	s := &r.d.Sentences[r.t.Sent(t)]
	c := condition{rule: "condition.else", kind: "else", sure: 0.7, main: c2, sent: r.t.Sent(t), head: -1}
	if r.low(t) == "then" {
		c.rule, c.kind = "condition.only-then", "strict"
	}
	from, to := r.reach(c2, t, t+1)
	c.then = r.words(max(from, t+1), to)
	for k := t - 1; k >= s.Lo; k-- {
		if p := r.prop(k); p != nil && p.Head == k && p.Kind != chancery.NounPred && r.binding(p, k) {
			a, b := r.clauseTokens(k, t)
			c.head, c.cond = k, r.words(a, b)
			break
		}
	}
	if c.head < 0 && !r.hasWords(s.Lo, t) && r.t.Sent(t) > 0 {
		prev := &r.d.Sentences[r.t.Sent(t)-1]
		c.head = r.root(prev)
		if p := r.prop(c.head); p == nil || !r.binding(p, c.head) {
			return
		}
		c.cond = r.words(prev.Lo, prev.Hi)
	}
	if c.head >= 0 && c.cond.Len() > 2 && c.then.Len() > 2 {
		r.hold(c)
	}
}

// root is the first root of a sentence, its first token without one.
func (r *reader) root(s *chancery.Sentence) int {
	for t := s.Lo; t < s.Hi; t++ {
		if r.t.Head(t) < 0 && r.d.Toks[t].UPOS != "PUNCT" {
			return t
		}
	}
	return s.Lo
}
