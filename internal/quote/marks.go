package quote

import (
	"slices"
	"strings"

	"chancery"
)

// quotations gives every quotation that no statement holds yet its speaker: by
// a cue that frames it, a colon, or the sentence beside it.
func (r *reader) quotations() {
	used := map[int]int{} // cue token to statement
	for i := range r.d.Quotes {
		q := &r.d.Quotes[i]
		if q.Scare || r.held(q) {
			continue
		}
		lo, hi := r.t.Tokens(q.Outer)
		if lo >= hi || hi-lo < 2 {
			continue
		}
		if c := r.frame(lo, hi); c != nil {
			if at, again := used[c.cueTok]; again {
				r.join(&r.said[at], q)
				continue
			}
			used[c.cueTok] = len(r.said)
			r.quotation(*c, q, c.rule, 0.9)
			continue
		}
		if at := r.cutOff(q, lo); at >= 0 {
			r.join(&r.said[at], q)
			continue
		}
		r.unframed(q, lo, hi)
	}
	for i := range r.cues {
		if _, done := used[r.cues[i].cueTok]; !done {
			r.tail(&r.cues[i])
		}
	}
}

func (r *reader) held(q *chancery.Quote) bool {
	lo, hi := r.t.Tokens(q.Span)
	if lo >= hi {
		return false
	}
	for _, i := range slices.Concat(r.saidIn[r.t.Sent(lo)], r.saidIn[r.t.Sent(hi-1)]) {
		if s := &r.said[i]; !s.drop && s.content.Start <= q.Span.End && s.content.Overlaps(q.Span) && 2*overlap(s.content, q.Span) >= q.Span.Len() {
			return true
		}
	}
	return false
}

func overlap(a, b chancery.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// quotation adds the statement that q is, with cue and speaker of c.
func (r *reader) quotation(c said, q *chancery.Quote, rule string, sure float32) {
	c.rule, c.sure, c.bare = rule, sure, false
	c.content = r.trim(q.Span)
	c.quoted = nil
	if !c.content.None() {
		c.quoted = []chancery.Span{c.content}
	}
	lo, hi := r.t.Tokens(q.Span)
	c.head = r.topOf(lo, hi)
	if c.sent < 0 && lo < len(r.d.Toks) {
		c.sent = r.t.Sent(lo)
	}
	r.stance(&c)
	r.push(c)
}

// join adds a second part to a quotation that its frame interrupts.
func (r *reader) join(s *said, q *chancery.Quote) {
	s.content = r.trim(s.content.Cover(q.Span))
	if in := r.trim(q.Span); !in.None() {
		s.quoted = append(s.quoted, in)
	}
}

// topOf is the token of Toks[lo:hi] that hangs on nothing inside, the last of
// them that is a verb; -1 without one.
func (r *reader) topOf(lo, hi int) int {
	best := -1
	for t := lo; t < hi; t++ {
		h := r.t.Head(t)
		if h >= lo && h < hi || r.d.Toks[t].UPOS == "PUNCT" {
			continue
		}
		if best < 0 || r.propAt(t) != nil {
			best = t
		}
	}
	return best
}

// frame is the cue without content that stands nearest behind the quotation
// Toks[lo:hi] in the sentence where it ends, or before it where it begins.
func (r *reader) frame(lo, hi int) *said {
	var after, before *said
	sent := r.t.Sent(hi - 1)
	near := slices.Concat(r.cuesIn[r.t.Sent(lo)], r.cuesIn[sent])
	if sent+1 < len(r.cuesIn) {
		near = append(near, r.cuesIn[sent+1]...)
	}
	for _, i := range near {
		c := &r.cues[i]
		switch {
		case c.cueTok >= hi && (r.t.Sent(c.cueTok) == r.t.Sent(hi-1) || r.nextFrame(c, hi)) && r.close(hi, c.cueTok):
			if after == nil || c.cueTok < after.cueTok {
				after = c
			}
		case c.cueTok < lo && r.t.Sent(c.cueTok) == r.t.Sent(lo):
			if before == nil || c.cueTok > before.cueTok {
				before = c
			}
		}
	}
	if after != nil {
		return after
	}
	return before
}

// nextFrame reports whether the sentence after a quotation is nothing but its
// frame: "Who will pay?” he asked.
func (r *reader) nextFrame(c *said, hi int) bool {
	sent := r.t.Sent(hi - 1)
	if r.t.Sent(c.cueTok) != sent+1 || r.hasWords(hi, r.d.Sentences[sent].Hi) || r.t.Head(c.cueTok) >= 0 {
		return false
	}
	next := &r.d.Sentences[sent+1]
	return next.Hi-next.Lo < 16 && !strings.Contains(r.d.Text[r.d.Toks[hi-1].End:next.Span.Start], "\n")
}

// close reports whether a cue follows a quotation with nothing but its subject
// between them.
func (r *reader) close(hi, cue int) bool {
	for t := hi; t < cue; t++ {
		if u := r.d.Toks[t].UPOS; u == "VERB" && r.d.Toks[t].Rel.Base() != "acl" && r.d.Toks[t].Rel.Base() != "amod" {
			return false
		}
	}
	return cue-hi < 24
}

// cutOff is the statement whose frame q follows in the same sentence.
func (r *reader) cutOff(q *chancery.Quote, lo int) int {
	for _, i := range r.saidIn[r.t.Sent(lo)] {
		s := &r.said[i]
		if s.cueTok < 0 || len(s.quoted) == 0 || r.t.Sent(s.cueTok) != r.t.Sent(lo) || s.cueTok >= lo || s.content.End > q.Start {
			continue
		}
		if s.content.End < s.cue.Start {
			return i
		}
	}
	return -1
}

// unframed looks for the speaker of a quotation in the text before it.
func (r *reader) unframed(q *chancery.Quote, lo, hi int) {
	if who, ok := r.beforeColon(lo); ok {
		r.quotation(said{prop: -1, cueTok: lo - 1, cue: r.d.Toks[lo-1].Span, who: who, mode: sayMode, stance: chancery.Asserts, sent: r.t.Sent(lo)}, q, "quote.colon", 0.8)
		return
	}
	if !r.standsAlone(lo, hi) {
		return
	}
	sent := r.t.Sent(lo)
	if strings.Contains(r.d.Text[r.d.Sentences[sent].Span.Start:q.Outer.Start], "\n") || sent == 0 {
		return
	}
	prev := sent - 1
	if strings.Contains(r.d.Text[r.d.Sentences[prev].Span.End:max(q.Outer.Start, r.d.Sentences[prev].Span.End)], "\n") {
		return
	}
	if s := r.lastIn(prev); s != nil && len(s.who.ids) > 0 {
		r.quotation(said{prop: -1, cueTok: -1, who: party{ids: s.who.ids, behalf: s.who.behalf, tok: -1}, via: s.via, to: s.to, mode: sayMode, stance: chancery.Asserts, sent: sent}, q, "quote.adjacent", 0.75)
		return
	}
	if who, ok := r.subjectOf(prev); ok {
		r.quotation(said{prop: -1, cueTok: -1, who: who, mode: sayMode, stance: chancery.Asserts, sent: sent}, q, "quote.adjacent", 0.65)
	}
}

// standsAlone reports whether the sentences of a quotation hold nothing else.
func (r *reader) standsAlone(lo, hi int) bool {
	first, last := &r.d.Sentences[r.t.Sent(lo)], &r.d.Sentences[r.t.Sent(hi-1)]
	return !r.hasWords(first.Lo, lo) && !r.hasWords(hi, last.Hi)
}

// lastIn is the statement of the last cue in a sentence, one inside another's
// words left aside.
func (r *reader) lastIn(sent int) *said {
	var best *said
	for _, i := range r.saidIn[sent] {
		s := &r.said[i]
		if s.drop || s.sent != sent && !(s.cueTok >= 0 && r.t.Sent(s.cueTok) == sent) || r.inside(s) {
			continue
		}
		if best == nil || s.content.Start > best.content.Start {
			best = s
		}
	}
	return best
}

// inside reports whether the cue of s stands in the words of another statement.
func (r *reader) inside(s *said) bool {
	if s.cue.None() {
		return false
	}
	for _, i := range r.saidIn[s.sent] {
		if o := &r.said[i]; o != s && !o.drop && o.content.Contains(s.cue) && !s.content.Contains(o.cue) {
			return true
		}
	}
	return false
}

// subjectOf is the person or body that is the subject of a sentence.
func (r *reader) subjectOf(sent int) (party, bool) {
	s := &r.d.Sentences[sent]
	for t := s.Lo; t < s.Hi; t++ {
		if r.t.Head(t) >= 0 || r.d.Toks[t].UPOS == "PUNCT" {
			continue
		}
		k := r.t.Child(t, "nsubj")
		if k < 0 {
			continue
		}
		who := r.at(k)
		if len(who.ids) == 1 && r.kind[who.ids[0]] == chancery.Person {
			return who, true
		}
	}
	return party{}, false
}

// beforeColon is the actor before a colon that precedes a quotation.
func (r *reader) beforeColon(lo int) (party, bool) {
	if lo < 2 || r.d.Toks[lo-1].Form != ":" || r.t.Sent(lo-1) != r.t.Sent(lo) {
		return party{}, false
	}
	sent := &r.d.Sentences[r.t.Sent(lo)]
	if who, ok := r.label(sent.Lo, lo-1); ok {
		return who, true
	}
	// "The minister was brief: “…”"
	return r.subjectOf(r.t.Sent(lo))
}

// closesFrame reports whether a comma or the end of the sentence follows a cue, a
// few words of time or place aside.
func (r *reader) closesFrame(verb int) bool {
	sent := &r.d.Sentences[r.t.Sent(verb)]
	for t := verb + 1; t < sent.Hi && t < verb+7; t++ {
		switch u := r.d.Toks[t].UPOS; {
		case u == "PUNCT":
			return true
		case u == "VERB" || u == "AUX" || u == "SCONJ" || u == "CCONJ":
			return false
		}
	}
	return verb+1 >= sent.Hi
}

// tail reads "X will go, he said" where the tree does not hang the clause on
// the verb: what stands before the frame is said.
func (r *reader) tail(c *said) {
	verb := c.cueTok
	switch r.d.Toks[verb].Rel.Base() {
	case "acl", "advcl", "xcomp":
		if !r.closesFrame(verb) {
			return
		}
	}
	sent := &r.d.Sentences[c.sent]
	start := r.frameStart(verb, -1)
	if start <= sent.Lo+1 || start < verb-16 {
		return
	}
	before := r.d.Toks[start-1]
	if before.Form != "," && !opensQuote(before.Form) {
		return
	}
	lo := r.dateline(sent.Lo, start)
	for lo < start && r.d.Toks[lo].UPOS == "PUNCT" {
		lo++
	}
	verbs := 0
	for t := lo; t < start-1; t++ {
		if p := r.propAt(t); p != nil && (p.Tense != chancery.NoTense || p.Modal != "") {
			verbs++
		}
	}
	if verbs == 0 || start-1-lo < 3 {
		return
	}
	s := *c
	s.rule, s.sure, s.bare = "quote.tail", 0.7, false
	s.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[start-2].Span))
	s.head = r.topOf(lo, start-1)
	if s.content.None() {
		return
	}
	r.extend(&s)
	r.stance(&s)
	r.push(s)
}
