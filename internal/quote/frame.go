package quote

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// The modes of a statement rule say what may be its content.
const (
	sayMode   = "say"   // a finite clause or a quotation; the verb may frame one
	willMode  = "will"  // as say, or an infinitive
	labelMode = "label" // a noun phrase, a gerund or any clause
)

// propositions reads every proposition that a rule takes for a statement; the
// first rule whose content is there counts.
func (r *reader) propositions() {
	m := r.s.set.On(r.d)
	for i := range r.d.Props {
		r.proposition(i, m.Match(i, "STATEMENT"))
	}
}

func (r *reader) proposition(i int, found []rules.Match) {
	p := &r.d.Props[i]
	if r.answer(i) {
		return
	}
	var bare *said
	for n := range found {
		m := &found[n]
		if r.unsaid(p, m.Rule) {
			continue
		}
		s := r.start(i, m)
		if s.mode != labelMode && (r.thatClause(&s) || r.rightClause(&s) || r.wrapped(&s)) {
			r.keep(s)
			return
		}
		r.content(&s, p, m)
		if strings.HasSuffix(s.rule, ".quoted") && s.mode == labelMode && s.rule != "say.quoted" && len(s.quoted) == 0 && !(strings.HasPrefix(s.rule, "demand.") && r.atLength(s.content)) {
			continue // a thing demanded or refused in a word or two is no statement unless it is quoted
		}
		if s.head >= 0 && s.mode == labelMode && s.stance == chancery.Demands && r.question(s.head) {
			continue // "asked whether it would sail" demands nothing
		}
		if s.head >= 0 && s.stance == chancery.Asserts && s.mode == sayMode && r.wh(s.content) {
			return // "said how many would go": the answer is not given
		}
		if s.head >= 0 {
			r.keep(s)
			r.second(&s)
			return
		}
		if s.rule == "ask.whether" && p.Arg(chancery.Comp) != nil {
			continue
		}
		if bare == nil && s.mode != labelMode && s.rule != "say.make-clear" {
			bare = &s
		}
	}
	if bare != nil && !r.toDo(bare) {
		r.wait(*bare)
	}
}

// toDo takes "to fire missiles" behind a threat or a promise for its words where the
// parser sees no verb in it.
func (r *reader) toDo(s *said) bool {
	t := s.cueTok + 1
	if s.stance != chancery.Threatens && s.stance != chancery.Promises || t+2 >= len(r.d.Toks) || r.t.Sent(t+2) != s.sent || r.low(t) != "to" || r.d.Toks[t+1].UPOS == "DET" || r.d.Toks[t+1].UPOS == "PROPN" || r.d.Toks[t+1].UPOS == "PRON" {
		return false
	}
	s.head, s.content = t+1, r.trim(r.d.Toks[t].Span.Cover(r.d.Toks[r.toPause(t+1)].Span))
	r.extend(s)
	r.keep(*s)
	return true
}

// answer reads "a charge that X rejects" and "…, which X denies": a relative
// clause or participle that turns down what it modifies.
func (r *reader) answer(i int) bool {
	p := &r.d.Props[i]
	rel := r.d.Toks[p.Head].Rel
	class := r.s.lex.Class(p.Lemma)
	noun := r.t.Head(p.Head)
	if rel.Base() != "acl" {
		if class != "deny" && class != "reject" {
			return false
		}
		noun = r.s.lex.AnswerNoun(r.d, r.t, p.Head)
	}
	if noun < 0 || p.Neg || p.Kind != chancery.VerbPred || class != "deny" && class != "reject" || r.t.Child(p.Head, "ccomp", "xcomp") >= 0 {
		return false
	}
	s := said{rule: "quote.answer", mode: labelMode, sure: 0.75, prop: i, cueTok: p.Head, cue: r.cueSpan(p), sent: p.Sent, head: -1, stance: chancery.Denies}
	s.who = r.speaker(p, nil)
	if class == "reject" {
		if row := r.s.lex.Row("nouncue", r.t.Lemma(noun)); row != nil && row[1] == "demand" {
			return true // what is demanded is refused, and nothing said
		}
	}
	switch {
	case len(s.who.ids) == 0 || slices.Contains(r.actorsAt(noun), s.who.ids[0]):
		return false
	case r.takenUp(&s, noun):
	case class == "deny" && r.whichClause(&s, noun):
	case class == "deny" && rel == "acl:relcl" && p.Arg(chancery.Obj) == nil:
		r.relative(&s)
	}
	if s.content.None() {
		return false
	}
	r.extend(&s)
	r.keep(s)
	return true
}

// whichClause gives ", which X denies" the words of the statement that it stands
// beside.
func (r *reader) whichClause(s *said, noun int) bool {
	w := r.t.Left(s.cueTok)
	if w < 1 || r.d.Toks[w].Form != "which" || r.d.Toks[w-1].Form != "," {
		return false
	}
	for i := len(r.said) - 1; i >= 0 && r.said[i].sent == s.sent; i-- {
		o := &r.said[i]
		if o.content.End >= r.d.Toks[noun].End && o.cueTok < noun && o.cueTok >= 0 {
			o.content.End = min(o.content.End, r.d.Toks[w-1].Start)
			s.head, s.content = o.head, o.content
			return true
		}
	}
	return false
}

func (r *reader) actorsAt(t int) []string {
	if m := r.t.HeadMention(t); m >= 0 {
		return r.d.Mentions[m].Refs
	}
	return nil
}

// question reports whether the clause of a verb opens with "whether" or "if".
func (r *reader) question(v int) bool {
	switch r.t.Marker(v, "mark") {
	case "whether", "if":
		return true
	}
	return false
}

// wh reports whether words begin as an indirect question does.
func (r *reader) wh(s chancery.Span) bool {
	lo, hi := r.t.Tokens(s)
	if lo >= hi {
		return false
	}
	switch strings.ToLower(r.d.Toks[lo].Form) {
	case "how", "when", "where", "whether", "who", "why":
		return r.d.Toks[lo+min(1, hi-lo-1)].UPOS != "PUNCT" && !r.quotedAt(lo)
	}
	return false
}

// keep adds a statement whose content is known. One without any subject is
// nobody's.
func (r *reader) keep(s said) {
	if len(s.who.ids) == 0 && (s.who.tok < 0 || s.mode == labelMode) {
		return
	}
	if lengthy[s.rule] && len(s.quoted) == 0 && !(len(r.body.ids) > 0 && slices.Equal(r.body.ids, s.who.ids)) {
		if !r.atLength(s.content) {
			return // "welcomed the ruling" is an act more than words
		}
	}
	if s.cueTok >= 0 {
		at := r.d.Toks[s.cueTok].Span
		if lo, hi := r.quotesAt(at); hi == lo+1 && r.d.Quotes[lo].Start <= at.Start && r.d.Quotes[lo].Start < s.content.End && s.content.Start < r.d.Quotes[lo].End && s.content.End > r.d.Quotes[lo].End {
			return // a cue among quoted words is not about what stands around them
		}
	}
	r.stance(&s)
	r.push(s)
}

// lengthy are the rules whose content, if not quoted, is words only where it is
// told at length: "welcomed the ruling" is an act.
var lengthy = map[string]bool{"praise.thing": true, "say.confirm.thing": true, "express.thing": true, "accuse.condemn": true, "demand.warn-against": true, "say.of": true}

// minThing is how many words a thing that is praised, confirmed or demanded must
// be told in to count as somebody's words.
const minThing = 4

func (r *reader) atLength(s chancery.Span) bool {
	lo, hi := r.t.Tokens(s)
	return hi-lo >= minThing
}

// start is a statement of proposition i with everything but its content.
func (r *reader) start(i int, m *rules.Match) said {
	p := &r.d.Props[i]
	verb := p.Head
	if p.Light >= 0 {
		verb = p.Light
	}
	s := said{rule: m.Rule.Name, mode: m.Rule.Mode, sure: 0.9, prop: i, cueTok: verb, cue: r.cueSpan(p), sent: p.Sent, head: -1, stance: chancery.Stance(m.Rule.Stance)}
	s.who = r.speaker(p, m)
	s.to = r.addressees(p, s.who.ids)
	return s
}

// unsaid reports whether the cue stands for words that were not said: "did not
// say", "if he says", "to say".
func (r *reader) unsaid(p *chancery.Prop, rule *rules.Rule) bool {
	if p.Neg && rule.Stance != string(chancery.Denies) && rule.Stance != string(chancery.Believes) {
		return true
	}
	if p.Neg && rule.Stance == string(chancery.Denies) {
		return true
	}
	switch p.Modal {
	case "should", "must", "could", "may", "might", "can":
		return true
	}
	if rule.Name == "promise.do" || rule.Name == "threaten.do" {
		if r.background(p.Head) || r.asked(p.Head) {
			return true
		}
	}
	if r.d.Toks[p.Head].XPOS == "VBN" && p.Arg(chancery.Subj) == nil && r.t.Child(p.Head, "aux") < 0 {
		return true // "Asked how …"
	}
	for _, l := range p.Chain {
		if l.Kind == chancery.IfLink || l.Kind == chancery.ContraryLink {
			return true
		}
	}
	// "refused to say", "is expected to announce"
	return p.Up >= 0 && p.UpRel.Base() == "xcomp" && p.Status != chancery.Actual && p.Tense == chancery.NoTense
}

// background reports whether a verb stands in a clause that only recalls: "East Timor,
// which the bloc had promised to admit", "after it had promised to pay".
func (r *reader) background(v int) bool {
	switch rel := r.d.Toks[v].Rel; {
	case rel == "acl:relcl":
		return r.d.Toks[v].XPOS != "VBZ" && r.d.Toks[v].XPOS != "VBP"
	case rel.Base() == "advcl":
		switch r.t.Marker(v, "mark") {
		case "after", "when", "since", "before", "because", "although", "though":
			return true
		}
	}
	return false
}

// asked reports whether a verb is what a question asks: "Has he promised you help?"
func (r *reader) asked(v int) bool {
	s := &r.d.Sentences[r.t.Sent(v)]
	return s.Hi > s.Lo && r.d.Toks[s.Hi-1].Form == "?" && r.t.Head(v) < 0
}

// cueSpan covers the verb with its particle and preposition, or the light verb
// and its noun.
func (r *reader) cueSpan(p *chancery.Prop) chancery.Span {
	span := r.d.Toks[p.Head].Span
	if p.Light >= 0 {
		span = span.Cover(r.d.Toks[p.Light].Span)
	}
	_, rest, ok := strings.Cut(p.Lemma, "_")
	if !ok {
		return span
	}
	for part := range strings.SplitSeq(rest, "_") {
		for t := p.Head + 1; t < min(p.Head+6, len(r.d.Toks)); t++ {
			if r.t.Lemma(t) == part {
				span = span.Cover(r.d.Toks[t].Span)
				break
			}
		}
	}
	return span
}

// content fills in what is said, as far as the parts of the proposition show it.
func (r *reader) content(s *said, p *chancery.Prop, m *rules.Match) {
	for n := range m.Said {
		a := &m.Said[n]
		if a.Tok == p.Head || a.Tok == p.Light || n == 0 && len(m.Said) == 1 && !r.allowed(s.rule, s.mode, a) {
			return
		}
		if n == 0 && r.takenUp(s, a.Tok) {
			return
		}
		if w := strings.ToLower(r.d.Toks[a.Tok].Form); s.rule == "label.call" && (w == "home" || w == "back") {
			s.head, s.content = -1, chancery.Span{}
			return // "called its ambassador home"
		}
		head := r.claimed(a.Tok)
		if r.questioned(s.cueTok, head) {
			return
		}
		if a.Role == chancery.Comp && r.detached(s.cueTok, head) {
			return // "…, he warned, adding that …"
		}
		if s.head < 0 {
			s.head = head
		}
		if n == 0 && a.From == "relative" && len(m.Said) > 1 {
			continue // "which it sees as a threat": only what it is seen as
		}
		s.content = s.content.Cover(r.clause(head, s.cueTok))
	}
	if s.content.None() && s.stance == chancery.Denies {
		r.relative(s)
	}
	if s.rule == "label.call" && len(m.Said) == 1 && !r.labelled(s, p, m.Said[0].Tok) {
		s.content = chancery.Span{}
	}
	if s.content.None() {
		s.head = -1
		return
	}
	if strings.HasPrefix(s.rule, "label.") && s.content.Start > s.cue.End && r.d.Toks[s.cueTok].Rel == "acl:relcl" {
		r.toComma(s)
	}
	if strings.HasPrefix(s.rule, "accuse.") && s.head > s.cueTok {
		r.beforeAct(s)
		r.toMark(s)
	}
	r.conditional(s)
	r.extend(s)
}

// toComma ends a label in a relative clause before ", and", where the main clause goes
// on: "a ban, which it sees as a threat, | and the end of the flights".
func (r *reader) toComma(s *said) {
	lo, hi := r.t.Tokens(s.content)
	for t := lo + 1; t+1 < hi; t++ {
		if r.d.Toks[t].Form == "," && r.d.Toks[t+1].UPOS == "CCONJ" {
			s.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[t-1].Span))
			return
		}
	}
}

// beforeAct ends what somebody is accused of before a second verb of the same
// subject: "accused the army of a bombing | and imposed visas".
func (r *reader) beforeAct(s *said) {
	if r.d.Toks[s.cueTok].XPOS != "VBD" {
		return
	}
	lo, hi := r.t.Tokens(s.content)
	for t := lo + 1; t+1 < hi; t++ {
		if x := r.d.Toks[t+1].XPOS; r.d.Toks[t].UPOS == "CCONJ" && (x == "VBD" || x == "VBN" && r.t.Child(t+1, "obj") >= 0) && r.t.Child(t+1, "nsubj") < 0 && !r.quotedAt(t) {
			s.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[t-1].Span))
			return
		}
	}
}

// toMark stretches what somebody is accused of to the next mark or clause, as the
// tree often hangs its end elsewhere: "of | shelling a port in the night".
func (r *reader) toMark(s *said) {
	_, hi := r.t.Tokens(s.content)
	for t := hi; t < r.d.Sentences[s.sent].Hi; t++ {
		tok := &r.d.Toks[t]
		if tok.UPOS == "CCONJ" && t+2 < len(r.d.Toks) && (r.low(t+1) == "of" || r.low(t+1) == "for") && (r.low(t+1) == r.t.Marker(s.head, "case") || r.low(t+1) == r.t.Marker(s.head, "mark")) {
			s.content = s.content.Cover(r.d.Toks[t+2].Span) // "for the fires and for spying"
			t += 2
			continue
		}
		if tok.UPOS == "PUNCT" || tok.UPOS == "SCONJ" || tok.UPOS == "CCONJ" && t+1 < len(r.d.Toks) && (r.t.Finite(t+1) || r.d.Toks[t+1].XPOS == "VBD" || r.d.Toks[t+1].UPOS == "AUX" || r.d.Toks[t+1].UPOS == "ADV" || r.t.Noun(t+1) || r.d.Toks[t+1].UPOS == "PRON") {
			return
		}
		s.content = s.content.Cover(tok.Span)
	}
}

// labelled reports whether something is called something where the tree shows one
// object only, or two: "called the claims unacceptable", "called the embargo a
// crime". It takes a second object into the content.
func (r *reader) labelled(s *said, p *chancery.Prop, noun int) bool {
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.Obj && a.Tok > noun && r.t.Head(a.Tok) == s.cueTok && r.d.Toks[a.Tok].Rel.Base() == "obj" {
			s.content = s.content.Cover(r.clause(a.Tok, s.cueTok))
			return true
		}
	}
	last := r.t.Right(noun)
	return last > noun && r.d.Toks[last].UPOS == "ADJ" && (r.d.Toks[last].Rel.Base() == "amod" || r.d.Toks[last].Rel.Base() == "acl") && r.t.Head(last) < last
}

// questioned reports whether a clause before a cue is only what the speaker was
// asked: "Asked whether they would leave, he said: …".
func (r *reader) questioned(cue, h int) bool {
	if h > cue || r.t.Child(h, "nsubj", "aux") >= 0 {
		return false
	}
	switch r.t.Lemma(h) {
	case "ask", "question", "press", "speak", "quiz":
		return !r.hasWords(r.d.Sentences[r.t.Sent(h)].Lo, h)
	}
	return false
}

// detached reports whether a participle or a conjunction behind a comma stands
// between a cue and a clause, so that the clause is not what is said.
func (r *reader) detached(cue, h int) bool {
	for t := cue + 1; t+1 < h; t++ {
		if r.d.Toks[t].Form != "," {
			continue
		}
		if r.d.Toks[t+1].XPOS == "VBG" && t+1 < r.t.Left(h) || r.d.Toks[t+1].UPOS == "CCONJ" && !r.quotedAt(h) {
			return true
		}
	}
	return false
}

// conditional takes the condition right behind the content into it, where the
// tree hangs it on the cue: "warned of consequences for X if …".
func (r *reader) conditional(s *said) {
	for _, k := range r.t.Kids(s.cueTok) {
		k := int(k)
		if k < s.head {
			continue
		}
		if c := r.t.Marker(k, "case"); s.rule == "warn.of" && r.d.Toks[k].Rel.Base() == "obl" && (c == "for" || c == "against") {
			if gap := r.d.Toks[r.t.Left(k)].Start - s.content.End; gap >= 0 && gap <= 2 {
				s.content = s.content.Cover(r.d.Toks[r.t.Right(k)].Span)
			}
		}
		if b := r.d.Toks[k].Rel.Base(); b != "advcl" && b != "ccomp" && b != "parataxis" {
			continue
		}
		l := r.t.Left(k)
		if w := strings.ToLower(r.d.Toks[l].Form); w != "if" && w != "unless" && w != "should" && w != "until" {
			continue
		}
		if gap := r.d.Toks[l].Start - s.content.End; gap >= 0 && gap <= 2 {
			s.content = s.content.Cover(r.trim(r.d.Toks[l].Span.Cover(r.d.Toks[r.t.Right(k)].Span)))
		}
	}
}

// takenUp gives the content of the statement before to an answer that takes it
// up by a noun: "a charge that X rejects", "an accusation denied by X".
func (r *reader) takenUp(s *said, noun int) bool {
	if r.d.Toks[noun].UPOS != "NOUN" || !r.s.lex.Has("nouncue", r.t.Lemma(noun)) || r.claimed(noun) != noun || r.t.Head(s.cueTok) < 0 {
		return false
	}
	d := r.t.Child(noun, "det")
	if d < 0 || !strings.HasPrefix(strings.ToLower(r.d.Toks[d].Form), "a") || d == 0 || r.d.Toks[d-1].Form != "," {
		return false
	}
	for i := len(r.said) - 1; i >= 0; i-- {
		o := &r.said[i]
		if o.sent != s.sent {
			break
		}
		if o.content.End <= r.d.Toks[noun].Start {
			s.head, s.content, s.quoted = o.head, o.content, o.quoted
			s.stance = chancery.Denies
			return true
		}
	}
	h := r.t.Head(noun)
	for h >= 0 && r.propAt(h) == nil {
		h = r.t.Head(h)
	}
	if h >= 0 && h < noun {
		s.head, s.content = h, r.trim(r.d.Toks[r.t.Left(h)].Span.Cover(r.d.Toks[d-1].Span))
	}
	return true
}

// relative takes what a relative clause modifies for the content where the tree
// leaves the clause without an object: "…, which X denies".
func (r *reader) relative(s *said) {
	if r.d.Toks[s.cueTok].Rel != "acl:relcl" {
		return
	}
	noun := r.t.Head(s.cueTok)
	for range 4 {
		h := r.t.Head(noun)
		if h < 0 || r.d.Toks[noun].Rel.Base() != "nmod" || r.propAt(h) == nil && r.d.Toks[h].UPOS != "NOUN" {
			break
		}
		if c := r.t.Marker(noun, "case"); c == "as" {
			break
		}
		noun = h
	}
	lo, hi := r.t.Left(noun), min(r.t.Right(noun), r.t.Left(s.cueTok)-1)
	for lo < noun && (r.d.Toks[lo].Rel.Base() == "case" || r.d.Toks[lo].UPOS == "PUNCT") {
		lo++
	}
	if lo <= hi {
		s.head, s.content = noun, r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[hi].Span))
	}
}

// allowed reports whether a part may be the content under the mode of the rule.
func (r *reader) allowed(rule, mode string, a *chancery.Arg) bool {
	if a.Role == chancery.Subj || a.Role == chancery.IObj {
		return false
	}
	clausal := a.Role == chancery.Comp
	switch mode {
	case sayMode:
		return clausal && (!r.infinitive(a.Tok) && (r.t.Finite(a.Tok) || r.quotedAt(a.Tok)))
	case willMode:
		return clausal || a.Role == chancery.PrepArg || a.Role == chancery.Advcl && a.Prep == "to"
	}
	asks := strings.HasPrefix(rule, "demand.")
	if rule == "demand.do" && !r.infinitive(a.Tok) && a.Prep != "to" {
		return false // "warned them that", "asked them whether"
	}
	if clausal && r.infinitive(a.Tok) && !asks {
		return false
	}
	if a.Role == chancery.Advcl && asks {
		return true
	}
	if a.Role == chancery.Advcl && a.Prep == "" {
		return r.d.Toks[a.Tok].XPOS == "VBG" && r.t.Left(a.Tok) > 0 && r.d.Toks[r.t.Left(a.Tok)-1].Form != ","
	}
	return !r.person(a.Tok)
}

// person reports whether the noun phrase at a token is nothing but an actor.
func (r *reader) person(t int) bool {
	if r.d.Toks[t].UPOS == "PRON" {
		return true
	}
	m := r.t.HeadMention(t)
	if m < 0 {
		return false
	}
	return r.d.Mentions[m].Head == t && len(r.d.Mentions[m].Refs) > 0
}

func (r *reader) quotedAt(t int) bool {
	lo, hi := r.quotesAt(r.d.Toks[t].Span)
	return lo < hi
}

// claimed is the clause that a noun of claiming brings with it, "the suggestion
// that …", or else the token itself.
func (r *reader) claimed(noun int) int {
	if r.d.Toks[noun].UPOS != "NOUN" || !r.s.lex.Has("nouncue", r.t.Lemma(noun)) {
		return noun
	}
	c := r.t.Child(noun, "acl", "ccomp")
	if c < 0 {
		return noun
	}
	if r.d.Toks[c].Rel != "acl:relcl" {
		if r.t.Marker(c, "mark") == "that" {
			return c
		}
		return noun
	}
	// The parser takes "the report that X fell" for a relative clause.
	class := r.s.lex.Class(r.t.Lemma(c))
	if noun+2 < len(r.d.Toks) && r.d.Toks[noun+1].Form == "that" && r.t.Child(c, "nsubj") > noun+1 && class != "deny" && class != "reject" && class != "agree" {
		return c
	}
	return noun
}

// extend widens the content to the whole of a quotation that it begins or ends
// in, and notes what is quoted.
func (r *reader) extend(s *said) {
	s.quoted = nil
	for pass := range 2 {
		lo, hi := r.quotesAt(s.content)
		for i := lo; i < hi; i++ {
			q := &r.d.Quotes[i]
			if !q.Span.Overlaps(s.content) || s.cueTok >= 0 && q.Span.Contains(s.cue) {
				continue
			}
			if pass == 0 {
				if !s.content.Contains(q.Span) && !q.Scare {
					s.content = s.content.Cover(r.trim(q.Span))
				}
				continue
			}
			if in := chancery.TrimPunct(r.d.Text, q.Span); in.Len() > 0 {
				s.quoted = append(s.quoted, in)
			}
		}
	}
	s.content = r.trim(s.content)
}
