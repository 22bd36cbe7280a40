package agenda

import (
	"slices"
	"strings"
	"time"

	"chancery"
)

// nouns finds the meetings that a noun names.
func (r *reader) nouns() {
	for t := range r.d.Toks {
		tok := &r.d.Toks[t]
		if tok.UPOS != "NOUN" && tok.UPOS != "PROPN" && !r.mistaken(t) {
			continue
		}
		row := r.s.lex.Row("meeting", r.t.Lemma(t))
		if row == nil || tok.Rel.Base() == "compound" && r.compound(t) || tok.Rel.Base() == "flat" {
			continue
		}
		if _, done := r.byTok[t]; done {
			continue
		}
		r.noun(t, row)
	}
}

// mistaken reports whether a plural passes for a verb: "the January 10 talks",
// "at the US-Russia talks".
func (r *reader) mistaken(t int) bool {
	if r.d.Toks[t].XPOS != "VBZ" || t < 3 || r.t.Child(t, "obj", "ccomp", "aux") >= 0 {
		return false
	}
	if r.d.Toks[t-1].UPOS == "NUM" {
		return true
	}
	h := r.d.Toks[t-2].Form
	return r.d.Toks[t-1].UPOS == "PROPN" && (h == "-" || h == "–" || h == "/")
}

// compound reports whether a noun only qualifies another one that is a meeting
// or anything else: "summit venue", "council meeting".
func (r *reader) compound(t int) bool { return r.t.Head(t) > t }

func (r *reader) noun(t int, row []string) {
	g := meeting{rule: "meeting.noun", sure: 0.7, tok: t, verb: -1, prop: r.t.Prop(t), sent: r.t.Sent(t), format: chancery.MeetingFormat(row[1]), when: -1, definite: r.isDefinite(t)}
	named := r.d.Toks[t].UPOS == "PROPN" || r.body(t)
	if row[2] == "weak" && (row[1] == "council" && named || r.body(t)) && !r.sits(t) {
		// The body, not its meeting.
		return
	}
	if !r.refines(&g, t) {
		return
	}
	g.verb = r.clauseVerb(t)
	g.ids = r.partiesOf(t)
	for _, k := range r.t.Kids(t) {
		if c := r.t.Marker(int(k), "case"); (c == "between" || c == "of") && len(g.ids) == 0 && r.couple(int(k)) {
			g.vague = true
		}
	}
	r.attended(&g, t)
	r.fromClause(&g, t)
	if len(g.ids) == 1 && g.verb >= 0 {
		r.opposite(&g, t)
	}
	if r.t.Lemma(t) == "election" {
		g.ids = slices.DeleteFunc(g.ids, func(id string) bool { return r.kind[id] != chancery.Country })
		if len(g.ids) == 0 {
			if state := r.foremost(g.sent); state != "" {
				g.ids = []string{state}
			}
		}
	}
	if row[2] == "weak" && len(g.ids) < 2 && !named && r.ownTime(t) < 0 && r.minutesAt(t) == 0 {
		return
	}
	g.span = r.words(r.t.Left(t), r.t.Right(t)+1)
	if g.verb >= 0 {
		if p := r.prop(g.verb); p != nil {
			g.span = g.span.Cover(p.Span)
		}
	}
	r.title(&g)
	r.push(g)
}

// refines settles the format by the words before the noun, and drops what is no
// meeting: a phone call, a council meeting, a press conference.
func (r *reader) refines(g *meeting, t int) bool {
	words := ""
	for k := max(r.t.Left(t), t-5); k <= min(r.t.Right(t), t+3); k++ {
		words += r.t.Lemma(k) + " "
	}
	has := func(list ...string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(words, w) })
	}
	l := r.t.Lemma(t)
	switch {
	case has("press ", "news ") && (l == "conference" || l == "briefing"):
		return false
	case l == "call" && has("phone", "telephone", "video", "conference"):
	case l == "call":
		p := r.prop(t)
		return p != nil && (p.Light >= 0 && (r.t.Lemma(p.Light) == "hold" || r.t.Lemma(p.Light) == "have") || r.minutesAt(t) > 0) || p == nil && r.minutesAt(t) > 0 || r.lengthIn(t) || r.takesCall(t)
	case l == "consultation" && r.t.Marker(t, "case") == "in" && r.t.Child(t, "det") < 0:
		return false // "in close consultation with"
	case l == "conference" && has("telephone", "phone", "video"):
		g.format = chancery.CallFormat
	case l == "conversation" && !has("phone", "telephone", "video"):
		if p := r.prop(t); p != nil && p.Neg {
			return false
		}
	case l == "talk" && r.d.Toks[t].XPOS == "NN" && !r.lengthIn(t):
		return false
	case l == "round" && !has("talk", "negotiation", "consultation", "dialogue"):
		if !r.roundOf(t) {
			return false
		}
		g.vague = true
	case l == "meeting" && (has("council", "committee") || r.ofBody(t)):
		g.format = chancery.CouncilFormat
	case l == "talk" && has("phone", "telephone"):
		g.format = chancery.CallFormat
	case l == "session" && has("court", "training", "trading", "photo"):
		return false
	case l == "election":
		return r.polling(t)
	case l == "vote" && has("confidence") && r.d.Toks[t].Rel.Base() == "obl":
		return false
	}
	return true
}

// roundOf reports whether a bare "round" is one of talks: "the next round is scheduled
// for May", "the round will take place in Bern".
func (r *reader) roundOf(t int) bool {
	v := r.clauseVerb(t)
	if v < 0 || !r.isDefinite(t) && r.t.Child(t, "amod") < 0 {
		return false
	}
	p := r.prop(v)
	return p != nil && r.isPart(p, t) && (r.tells(p.Lemma) || r.s.lex.Class(p.Lemma) == "postpone" || r.s.lex.Class(p.Lemma) == "cancel") && r.ownTime(v) >= 0
}

// polling reports whether an election has a day of its own; where nobody is named
// it is that of the state which is spoken of (foremost).
func (r *reader) polling(t int) bool {
	w := r.ownTime(t)
	if w < 0 && r.clauseVerb(t) >= 0 && r.d.Toks[t].Rel.Base() == "nsubj" || w < 0 && r.d.Toks[t].Rel == "nsubj:pass" {
		w = r.ownTime(r.clauseVerb(t))
	}
	return w >= 0 && len(r.d.Mentions[w].Dates.From) == len(time.DateOnly) && r.d.Mentions[w].Dates.From == r.d.Mentions[w].Dates.To
}

// ofBody reports whether a meeting is that "of the military committee".
func (r *reader) ofBody(t int) bool {
	for _, k := range r.t.Kids(t) {
		if l := r.t.Lemma(int(k)); (l == "council" || l == "committee" || l == "assembly") && r.t.Marker(int(k), "case") == "of" {
			return true
		}
	}
	return false
}

// sits reports whether a body has a day of its own, so that its meeting is meant:
// "a European Council on January 28".
func (r *reader) sits(t int) bool {
	for _, i := range r.times[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if r.dated(i) && m.Lo == t+2 && r.low(t+1) == "on" && r.t.Lemma(t) == "council" {
			return true
		}
	}
	return false
}

// takesCall reports "take a call from".
func (r *reader) takesCall(t int) bool {
	h := r.t.Head(t)
	return h >= 0 && r.t.Lemma(h) == "take" && r.d.Toks[t].Rel.Base() == "obj"
}

func (r *reader) lengthIn(t int) bool {
	for _, i := range r.times[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Type == chancery.DurationType && m.Lo >= r.t.Left(t) && m.Hi <= r.t.Right(t)+1 {
			return true
		}
	}
	return false
}

// isDefinite reports whether the article takes a meeting for known: "the talks".
func (r *reader) isDefinite(t int) bool {
	for _, k := range r.t.Kids(t) {
		switch r.d.Toks[k].Rel.Base() {
		case "det":
			switch r.low(int(k)) {
			case "the", "this", "that", "these", "those":
				return true
			}
		case "nmod":
			if r.d.Toks[k].Rel == "nmod:poss" {
				return true
			}
		}
	}
	return false
}

// clauseVerb is the verb of the clause that a noun is part of, -1 without one.
func (r *reader) clauseVerb(t int) int {
	for range 6 {
		h := r.t.Head(t)
		if h < 0 {
			return -1
		}
		if p := r.prop(h); p != nil && p.Kind != chancery.NounPred {
			if p.Light >= 0 {
				return p.Light
			}
			return h
		}
		t = h
	}
	return -1
}

// title is the noun phrase of a meeting as the text has it, without determiner
// and without what follows the noun.
func (r *reader) title(g *meeting) {
	t := g.tok
	if u := r.d.Toks[t].UPOS; u != "NOUN" && u != "PROPN" {
		g.title = string(g.format)
		if g.format == chancery.OtherFormat {
			g.title = "meeting"
		}
		return
	}
	lo := t
	for _, k := range r.t.Kids(t) {
		switch r.d.Toks[k].Rel.Base() {
		case "compound", "amod", "flat", "nummod":
			lo = min(lo, r.t.Left(int(k)))
		case "nmod":
			if r.d.Toks[k].Rel == "nmod:desc" {
				lo = min(lo, r.t.Left(int(k)))
			}
		}
	}
	s := r.words(lo, t+1)
	g.title = strings.Map(func(c rune) rune {
		if chancery.IsMark(c) {
			return -1
		}
		return c
	}, r.d.Text[s.Start:s.End])
}

// foremost is the state that the sentences around one name most, its people and
// bodies counted in; "" where two are named alike.
func (r *reader) foremost(sent int) string {
	if state := r.mostIn(sent, sent); state != "" {
		return state
	}
	return r.mostIn(max(0, sent-2), sent)
}

// mostIn is the state that the sentences from lo to hi name most.
func (r *reader) mostIn(lo, hi int) string {
	count := map[string]int{}
	for n := lo; n <= hi; n++ {
		for _, i := range r.actors[n] {
			for _, id := range r.d.Mentions[i].Refs {
				if c := r.sides.Country(id); c != "" {
					count[c]++
				} else if r.kind[id] == chancery.Country {
					count[id]++
				}
			}
		}
	}
	best, most, twice := "", 0, false
	for i := range r.d.Actors {
		id := r.d.Actors[i].ID
		switch n := count[id]; {
		case n > most:
			best, most, twice = id, n, false
		case n == most:
			twice = true
		}
	}
	if twice {
		return ""
	}
	return best
}
