package quote

import (
	"slices"
	"strings"

	"chancery"
)

// fill gives a speaker without an actor the one that his noun phrase stands for.
func (r *reader) fill(who *party) {
	if len(who.ids) > 0 || who.tok < 0 {
		return
	}
	if who.ids = r.nominal(who.tok); len(who.ids) == 0 && r.official(who.tok) {
		who.ids = r.principalOf(who.tok, maxDeep)
	}
}

// maxDeep is how many nouns may stand between an unnamed speaker and the actor
// that he speaks for: "a spokesman for the command of the army".
const maxDeep = 3

// official reports whether a noun is of those whose word is that of whom they
// belong to: officials, spokesmen, offices, documents. "Critics of X" are not.
func (r *reader) official(t int) bool {
	w := r.t.Lemma(t)
	for _, list := range []string{"spokesman", "officialnoun", "officetitle", "relay"} {
		if r.s.lex.Has(list, w) {
			return true
		}
	}
	return false
}

// principalOf is the actor that the noun at t belongs to: "of", "for" or "in"
// whom, or whose. An army or a ministry that no actor was found for gives way to
// whose it is.
func (r *reader) principalOf(t, deep int) []string {
	if deep == 0 {
		return nil
	}
	for _, k := range r.t.Kids(t) {
		k := int(k)
		switch rel := r.d.Toks[k].Rel; {
		case rel == "nmod:poss":
		case rel.Base() == "nmod":
			switch r.t.Marker(k, "case") {
			case "of", "for", "from", "at", "by", "with":
			case "in":
				if r.placed(k) {
					continue // "a spokesman in Geneva" is where he speaks
				}
			default:
				continue
			}
		case rel.Base() == "compound" && r.d.Toks[k].UPOS != "NUM":
		default:
			continue
		}
		ids := slices.Clone(r.actorsAt(k))
		if len(ids) == 0 {
			ids = r.principalOf(k, deep-1)
		}
		for _, c := range r.t.Kids(k) {
			if r.d.Toks[c].Rel.Base() == "conj" {
				ids = append(ids, r.actorsAt(int(c))...)
			}
		}
		if len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// voiceOf rights a spokesman whom another's name was found for although his noun
// phrase says whose he is: "a spokesman for its army".
func (r *reader) voiceOf(who *party) {
	if len(who.ids) == 0 || who.tok < 0 || r.d.Toks[who.tok].UPOS != "NOUN" || !r.s.lex.Has("spokesman", r.t.Lemma(who.tok)) {
		return
	}
	if d := r.t.Child(who.tok, "det"); d < 0 || r.low(d) == "the" {
		return
	}
	if whose := r.principalOf(who.tok, maxDeep); len(whose) > 0 && r.sides.Country(whose[0]) != "" && !r.sides.Same(whose[0], who.ids...) {
		who.ids, who.behalf = whose, nil
	}
}

// placed reports whether the noun at t names a place and no actor.
func (r *reader) placed(t int) bool {
	return slices.ContainsFunc(r.d.Mentions, func(m chancery.Mention) bool {
		return m.Kind == chancery.PlaceMention && m.Lo <= t && t < m.Hi
	}) && len(r.actorsAt(t)) == 0
}

// sources are those who give no actor unless a name qualifies them.
var sources = map[string]bool{"source": true, "people": true, "person": true, "expert": true, "analyst": true, "observer": true, "critic": true, "commentator": true, "insider": true, "historian": true}

// anonymous reports whether a noun phrase names only a sort of source: "people
// familiar with the matter", whom no actor is to be guessed for.
func (r *reader) anonymous(t int) bool {
	if !sources[r.t.Lemma(t)] || r.d.Toks[t].UPOS != "NOUN" {
		return false
	}
	for _, k := range r.t.Kids(t) {
		k := int(k)
		switch r.d.Toks[k].Rel.Base() {
		case "amod", "compound", "nmod":
			if c := r.d.Toks[k].Form; c != "" && c[0] >= 'A' && c[0] <= 'Z' || r.d.Toks[k].Rel == "nmod:poss" {
				return false
			}
		}
	}
	return true
}

// toldOf reads "it was said in Vienna that …" and "Soldiers, it was said, had …":
// words that nobody in particular has said.
func (r *reader) toldOf() {
	for t := range r.d.Toks {
		if r.d.Toks[t].XPOS != "VBN" || !r.s.lex.Has("toldof", r.t.Lemma(t)) || r.t.Sent(t) < 0 {
			continue
		}
		sent := &r.d.Sentences[r.t.Sent(t)]
		lo := t - 1
		for lo > sent.Lo && (r.d.Toks[lo].UPOS == "AUX" || r.d.Toks[lo].UPOS == "ADV") {
			lo--
		}
		if lo < sent.Lo || lo == t-1 || r.low(lo) != "it" && r.low(lo) != "there" {
			continue
		}
		neg := slices.ContainsFunc(r.d.Toks[lo:t], func(k chancery.Tok) bool { return k.Form == "not" || k.Form == "never" || k.Form == "n't" })
		if neg || lo > sent.Lo && r.d.Toks[lo-1].UPOS != "PUNCT" && r.d.Toks[lo-1].UPOS != "CCONJ" {
			continue
		}
		s := said{rule: "quote.told", mode: sayMode, sure: 0.7, prop: -1, cueTok: t, cue: r.d.Toks[lo].Span.Cover(r.d.Toks[t].Span), who: party{tok: lo}, stance: chancery.Asserts, sent: r.t.Sent(t), head: -1}
		if !r.thatClause(&s) && !r.parted(&s, lo, r.frameEnd(t)) {
			continue
		}
		r.stance(&s)
		r.push(s)
	}
}

// frameEnd is the first mark behind a cue that only time and place follow, -1
// where a verb stands before it.
func (r *reader) frameEnd(cue int) int {
	sent := &r.d.Sentences[r.t.Sent(cue)]
	for t := cue + 1; t < sent.Hi && t < cue+10; t++ {
		switch u := r.d.Toks[t].UPOS; {
		case r.d.Toks[t].Form == "," || t == sent.Hi-1 && u == "PUNCT":
			return t
		case u == "VERB" || u == "AUX" || u == "SCONJ":
			return -1
		}
	}
	return -1
}

// parted takes the sentence around a frame Toks[lo:end] between commas for what is
// said, where its verb stands on the other side of its subject: "The border, he
// said, was quiet."; and all before the frame, where that closes the sentence.
func (r *reader) parted(s *said, lo, end int) bool {
	sent := &r.d.Sentences[r.t.Sent(s.cueTok)]
	if end < 0 || lo < sent.Lo+2 || r.d.Toks[lo-1].Form != "," || r.quotedAt(lo) {
		return false
	}
	from := r.dateline(r.opening(r.clauseStart(sent.Lo, lo), lo), lo)
	before := r.finiteIn(from, lo-1)
	if end+2 >= sent.Hi {
		if before < 0 {
			return false
		}
		s.head, s.content = before, r.trim(r.d.Toks[from].Span.Cover(r.d.Toks[lo-2].Span))
		r.extend(s)
		return true
	}
	if before >= 0 || r.cueIn(from, lo) {
		return false
	}
	next := end + 1
	for next < sent.Hi && r.d.Toks[next].UPOS == "ADV" {
		next++
	}
	if next >= sent.Hi || r.d.Toks[next].UPOS != "AUX" && !(r.d.Toks[next].UPOS == "VERB" && r.t.Finite(next)) {
		return false
	}
	head := r.finiteIn(next, sent.Hi)
	if head < 0 {
		return false
	}
	hi := sent.Hi - 1
	if h := r.cutCues(head, hi); h < hi && h > head {
		hi = h
	}
	s.head, s.content = head, r.trim(r.d.Toks[from].Span.Cover(r.d.Toks[hi].Span))
	r.extend(s)
	return true
}

// semicolons parts what somebody says in two clauses with a semicolon between them
// into two statements, if neither is quoted.
func (r *reader) semicolons() {
	for i := range r.said {
		s := &r.said[i]
		if s.drop || s.mode == labelMode || len(s.quoted) > 0 || len(s.who.ids) == 0 || s.rule == "quote.turn" {
			continue
		}
		lo, hi := r.t.Tokens(s.content)
		for t := lo + 2; t+2 < hi; t++ {
			if r.d.Toks[t].Form != ";" {
				continue
			}
			a, b := r.finiteIn(lo, t), r.finiteIn(t+1, hi)
			if a < 0 || b < 0 || s.cueTok > t && s.cueTok < hi {
				break
			}
			o := *s
			s.head, s.content = a, r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[t-1].Span))
			o.rule, o.sure, o.head, o.content = "quote.go-on", 0.65, b, r.trim(r.d.Toks[t+1].Span.Cover(r.d.Toks[hi-1].Span))
			s.stance, o.stance = chancery.Asserts, chancery.Asserts
			r.stance(s)
			r.stance(&o)
			r.push(o)
			break
		}
	}
}

// besides takes up what stands before a frame whose words go on behind a colon:
// "Spain will not run short, X assured them: Algeria has promised more."
func (r *reader) besides(s *said) {
	if s.cueTok < 0 || s.mode != sayMode || s.content.Start < s.cue.End {
		return
	}
	start := r.frameStart(s.cueTok, -1)
	sent := &r.d.Sentences[s.sent]
	first, _ := r.t.Tokens(s.content)
	if start < sent.Lo+3 || r.d.Toks[start-1].Form != "," || first < 1 || r.d.Toks[first-1].Form != ":" {
		return
	}
	lo := r.dateline(r.opening(sent.Lo, start), start)
	head := r.finiteIn(lo, start-1)
	if head < 0 || r.subordinate(lo, start-1) {
		return
	}
	o := *s
	o.rule, o.sure, o.head, o.stance = "quote.tail", 0.7, head, chancery.Asserts
	o.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[start-2].Span))
	r.extend(&o)
	r.stance(&o)
	r.push(o)
}

// finiteIn is the first head of a clause with a finite verb in Toks[lo:hi], -1
// without one.
func (r *reader) finiteIn(lo, hi int) int {
	for t := lo; t < hi; t++ {
		if p := r.propAt(t); p != nil && p.Kind != chancery.NounPred && r.t.Finite(t) && r.d.Toks[t].Rel != "acl:relcl" {
			return t
		}
	}
	return -1
}

// positions reads "X's position is that …": what a noun of holding an opinion is
// said to be.
func (r *reader) positions() {
	for t := range r.d.Toks {
		if r.d.Toks[t].UPOS != "NOUN" || !r.s.lex.Has("positionnoun", r.t.Lemma(t)) {
			continue
		}
		v := t + 1
		for v < len(r.d.Toks) && r.d.Toks[v].UPOS == "ADV" {
			v++
		}
		if v+2 >= len(r.d.Toks) || r.t.Sent(v+2) != r.t.Sent(t) || r.t.Lemma(v) != "be" && r.t.Lemma(v) != "remain" || r.low(v+1) != "that" {
			continue
		}
		who := r.holder(t)
		if len(who.ids) == 0 {
			continue
		}
		s := said{rule: "quote.position", mode: sayMode, sure: 0.75, prop: -1, cueTok: t, cue: r.d.Toks[t].Span, who: who, stance: chancery.Believes, sent: r.t.Sent(t), head: -1}
		if r.thatAt(&s, v+1) {
			r.push(s)
		}
	}
}

// so reads what translations make of "…, so the minister": a name behind "so" that
// no verb follows.
func (r *reader) so() {
	for i := range r.d.Sentences {
		sent := &r.d.Sentences[i]
		for t := sent.Lo + 2; t+1 < sent.Hi; t++ {
			if r.low(t) != "so" || r.d.Toks[t-1].Form != "," && !opensQuote(r.d.Toks[t-1].Form) {
				continue
			}
			m, ok := r.named(t+1, sent.Hi)
			if !ok {
				continue
			}
			end := r.d.Mentions[m].Hi
			last := end >= sent.Hi || end == sent.Hi-1 && r.d.Toks[end].UPOS == "PUNCT"
			if !last && r.d.Toks[end].Form != "," {
				continue
			}
			lo, hi := sent.Lo, t-1
			if !last {
				hi = sent.Hi - 1
			}
			lo = r.dateline(r.opening(lo, hi), hi)
			s := said{rule: "quote.so", mode: sayMode, sure: 0.6, prop: -1, cueTok: t, cue: r.d.Toks[t].Span, who: r.at(r.d.Mentions[m].Head), stance: chancery.Asserts, sent: i, head: r.finiteIn(lo, hi)}
			if lo >= hi || r.taken(i, r.d.Toks[lo].Span.Cover(r.d.Toks[hi-1].Span)) {
				continue
			}
			s.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[hi].Span))
			r.extend(&s)
			r.stance(&s)
			r.push(s)
		}
	}
}

// named is the mention of an actor that begins at token t, an article aside.
func (r *reader) named(t, hi int) (int, bool) {
	for k := t; k < min(t+4, hi); k++ {
		m := r.t.HeadMention(k)
		if m < 0 {
			continue
		}
		if x := &r.d.Mentions[m]; len(x.Refs) > 0 && (x.Lo == t || x.Lo == t+1 && r.d.Toks[t].UPOS == "DET") {
			return m, true
		}
	}
	return -1, false
}

// roleOf is who speaks under a label that only names a part in a conversation:
// "SPOKESPERSON:", "A:". It is the one person of the article whose office it is to
// speak, or whom the article presents first; a question is nobody's.
func (r *reader) roleOf(label string) (party, bool) {
	words := strings.Fields(strings.ToLower(label))
	if len(words) == 0 {
		return party{}, false
	}
	last := words[len(words)-1]
	switch {
	case r.s.lex.Has("spokesman", last):
		return r.spokesParty()
	case last == "a" || last == "answer":
		return r.guest()
	}
	return party{}, false
}

// spokesParty is the one spokesman of the article, or the state whose minister or
// office the words are about first.
func (r *reader) spokesParty() (party, bool) {
	if len(r.voices) == 1 {
		for id := range r.voices {
			return party{ids: []string{id}, behalf: r.countryOf([]string{id}), tok: -1}, true
		}
	}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention || len(m.Refs) != 1 {
			continue
		}
		if c := r.sides.Country(m.Refs[0]); c != "" && r.sides.Has(c) {
			return party{ids: []string{c}, tok: -1}, true
		}
		return party{}, false
	}
	return party{}, false
}

// guest is the first person whom the article names.
func (r *reader) guest() (party, bool) {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind == chancery.ActorMention && m.Form == chancery.NameForm && len(m.Refs) == 1 && r.kind[m.Refs[0]] == chancery.Person {
			return party{ids: []string{m.Refs[0]}, tok: -1}, true
		}
	}
	return party{}, false
}
