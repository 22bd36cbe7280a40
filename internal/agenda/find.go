package agenda

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// verbs finds the meetings that a verb tells of: "will meet", "spoke by phone",
// "is to visit", "signed a treaty".
func (r *reader) verbs() {
	m := r.s.set.On(r.d)
	for i := range r.d.Props {
		if found := m.Match(i, "MEETING"); len(found) > 0 {
			r.verb(i, &found[0])
		}
	}
}

func (r *reader) verb(i int, m *rules.Match) {
	p := &r.d.Props[i]
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	if m.Rule.Name == "meeting.discuss" && !r.assembly(m.A) && !r.ministers(p) {
		return
	}
	if r.listeners(p) || m.Rule.Name == "meeting.visit" && !r.traveller(p) {
		return
	}
	g := meeting{rule: m.Rule.Name, sure: 0.8, tok: p.Head, verb: v, prop: i, sent: p.Sent, format: chancery.MeetingFormat(m.Rule.Format), when: -1, span: p.Span}
	for _, id := range slices.Concat(m.A, m.B) {
		g.ids = add(g.ids, id)
	}
	if a := p.Arg(chancery.Subj); len(g.ids) == 0 && a != nil {
		g.ids = r.inside(a.Tok)
	}
	if g.format == chancery.CallFormat && !r.byWire(p) && r.here(p) {
		g.format = chancery.TalksFormat
	}
	if len(g.ids) < 2 && (g.format == chancery.CallFormat || g.format == chancery.TalksFormat) {
		r.partner(&g, p, v)
	}
	g.vague = len(g.ids) == 0 && r.unnamed(p)
	if m.Rule.Name == "meeting.gather" {
		if r.crowd(g.ids) {
			return // demonstrators gather, too
		}
		g.format = r.gathering(p, g.ids)
	}
	r.title(&g)
	r.push(g)
}

// crowd reports whether none but groups of people are named.
func (r *reader) crowd(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return r.kind[id] != chancery.Group })
}

// gathering is the format of a meeting of many: by who gathers.
func (r *reader) gathering(p *chancery.Prop, ids []string) chancery.MeetingFormat {
	for _, id := range ids {
		for i := range r.d.Actors {
			if a := &r.d.Actors[i]; a.ID == id && (strings.Contains(a.Name, "Council") || strings.Contains(a.Name, "Assembly") || strings.Contains(a.Name, "Committee")) {
				return chancery.CouncilFormat
			}
		}
	}
	if a := p.Arg(chancery.Subj); a != nil {
		switch r.t.Lemma(a.Tok) {
		case "leader", "head", "president":
			return chancery.SummitFormat
		case "minister", "chief", "envoy", "ambassador":
			return chancery.CouncilFormat
		}
	}
	if len(ids) > 1 {
		return chancery.TalksFormat
	}
	return chancery.ConferenceFormat
}

// partner adds who stands before a verb without a subject, and whom "with" names
// wherever the tree hangs it: "spoke by telephone with X".
func (r *reader) partner(g *meeting, p *chancery.Prop, v int) {
	if p.Arg(chancery.Subj) == nil && !p.Passive {
		for _, m := range r.t.SubjectsBefore(v) {
			g.ids = add(g.ids, r.d.Mentions[m].Refs...)
		}
	}
	if len(g.ids) == 0 {
		return
	}
	for t := v + 1; t < min(v+14, len(r.d.Toks)) && r.t.Sent(t) == g.sent && r.d.Toks[t].UPOS != "VERB"; t++ {
		if r.low(t) != "with" {
			continue
		}
		for k := t + 1; k < min(t+4, len(r.d.Toks)); k++ {
			if m := r.t.Mention(k); m >= 0 && r.d.Mentions[m].Lo <= t+2 {
				g.ids = add(g.ids, r.d.Mentions[m].Refs...)
				return
			}
		}
	}
}

// unnamed reports whether those who meet are only called the two, the leaders or
// the sides, so that they are those of the meeting before.
func (r *reader) unnamed(p *chancery.Prop) bool {
	a := p.Arg(chancery.Subj)
	return a != nil && (r.couple(a.Tok) || r.t.Lemma(a.Tok) == "commission" || r.t.Lemma(a.Tok) == "committee")
}

func (r *reader) couple(t int) bool {
	switch r.t.Lemma(t) {
	case "interlocutor", "leader", "side", "party", "president", "minister", "delegation", "negotiator", "counterpart", "two", "they", "both", "team", "envoy", "man", "commission", "committee", "commander", "official", "diplomat", "group", "general":
		return r.d.Toks[t].XPOS != "NN"
	}
	return false
}

// inside are the bodies that a noun phrase names on its way: "leaders of the
// Union".
func (r *reader) inside(t int) []string {
	var ids []string
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo < r.t.Left(t) || m.Hi > r.t.Right(t)+1 {
			continue
		}
		for _, id := range m.Refs {
			if r.kind[id] == chancery.Organisation {
				ids = add(ids, id)
			}
		}
	}
	for _, k := range r.t.Kids(t) {
		// "EU foreign ministers", where the name has no mention of its own
		if b := r.d.Toks[k].Rel.Base(); (b == "compound" || b == "amod" || b == "nmod") && len(ids) == 0 {
			ids = add(ids, r.named[r.d.Toks[k].Form]...)
		}
	}
	return ids
}

// ministers reports whether several ministers or leaders are the subject.
func (r *reader) ministers(p *chancery.Prop) bool {
	a := p.Arg(chancery.Subj)
	if a == nil || r.d.Toks[a.Tok].XPOS != "NNS" {
		return false
	}
	switch r.t.Lemma(a.Tok) {
	case "minister", "leader", "ambassador", "chief", "envoy":
		return true
	}
	return false
}

// assembly reports whether a body is among those who discuss something.
func (r *reader) assembly(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return r.kind[id] == chancery.Organisation })
}

// traveller reports whether it is a person or a delegation that goes somewhere,
// and not goods or balloons.
func (r *reader) traveller(p *chancery.Prop) bool {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Subj {
			continue
		}
		for _, id := range a.ActorIDs(r.d) {
			if r.kind[id] == chancery.Person {
				return true
			}
		}
		switch r.t.Lemma(a.Tok) {
		case "delegation", "envoy", "minister", "president", "team", "negotiator", "leader", "king", "pope", "premier", "chancellor", "secretary", "diplomat", "official", "mission":
			return true
		}
	}
	return false
}

// listeners reports whether somebody speaks to an audience and meets nobody.
func (r *reader) listeners(p *chancery.Prop) bool {
	for i := range p.Args {
		switch r.t.Lemma(p.Args[i].Tok) {
		case "reporter", "journalist", "press", "media", "nation", "crowd", "lawmaker", "deputy", "parliament", "audience", "agency", "television", "radio", "briefing", "supporter", "newspaper", "voter", "resident", "student", "bundestag", "congress":
			return p.Args[i].Role != chancery.Subj
		}
	}
	return false
}

// byWire reports whether a clause says that they spoke from afar.
func (r *reader) byWire(p *chancery.Prop) bool {
	for t := r.t.Left(p.Head); t <= r.t.Right(p.Head); t++ {
		switch r.t.Lemma(t) {
		case "phone", "telephone", "video", "call", "videoconference", "link", "hotline", "telephonically":
			return true
		}
	}
	return false
}

// here reports whether a clause says that they were in one place.
func (r *reader) here(p *chancery.Prop) bool {
	for t := r.t.Left(p.Head); t <= r.t.Right(p.Head); t++ {
		switch r.t.Lemma(t) {
		case "person", "sideline", "margin", "face-to-face":
			return true
		}
	}
	return false
}

// nouns finds the meetings that a noun names.
func (r *reader) nouns() {
	for t := range r.d.Toks {
		tok := &r.d.Toks[t]
		if tok.UPOS != "NOUN" && tok.UPOS != "PROPN" {
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

// compound reports whether a noun only qualifies another one that is a meeting
// or anything else: "summit venue", "council meeting".
func (r *reader) compound(t int) bool { return r.t.Head(t) > t }

func (r *reader) noun(t int, row []string) {
	g := meeting{rule: "meeting.noun", sure: 0.7, tok: t, verb: -1, prop: r.t.Prop(t), sent: r.t.Sent(t), format: chancery.MeetingFormat(row[1]), when: -1, definite: r.isDefinite(t)}
	named := r.d.Toks[t].UPOS == "PROPN" || r.body(t)
	if row[2] == "weak" && (row[1] == "council" && named || r.body(t)) {
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
	case l == "talk" && r.d.Toks[t].XPOS == "NN":
		return false
	case l == "round" && !has("talk", "negotiation", "consultation", "dialogue"):
		return false
	case l == "meeting" && has("council"):
		g.format = chancery.CouncilFormat
	case l == "talk" && has("phone", "telephone"):
		g.format = chancery.CallFormat
	case l == "session" && has("court", "training", "trading", "photo"):
		return false
	case l == "vote" && has("confidence") && r.d.Toks[t].Rel.Base() == "obl":
		return false
	}
	return true
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

// partiesOf are those who meet as the noun phrase names them: possessor,
// modifiers, and what stands behind "of", "with", "between" or "among".
func (r *reader) partiesOf(t int) []string {
	var ids []string
	for _, k := range r.t.Kids(t) {
		k := int(k)
		rel := r.d.Toks[k].Rel
		switch {
		case rel == "nmod:poss", rel.Base() == "compound", rel.Base() == "amod":
			ids = r.withConj(ids, k)
		case rel.Base() == "nmod" || rel.Base() == "obl":
			switch r.t.Marker(k, "case") {
			case "of", "with", "between", "among", "by", "involving", "and":
				ids = r.withConj(ids, k)
			case "to":
				if l := r.t.Lemma(t); l == "visit" || l == "trip" || l == "mission" || l == "tour" || l == "call" {
					ids = r.withConj(ids, k)
				}
			case "from":
				if r.t.Lemma(t) == "call" || r.t.Lemma(t) == "visit" {
					ids = r.withConj(ids, k)
				}
			}
		}
	}
	// "the NATO-Russia Council", a name of its own
	if m := r.t.Mention(t); m >= 0 && r.d.Mentions[m].Lo <= t && t < r.d.Mentions[m].Hi {
		ids = add(ids, r.d.Mentions[m].Refs...)
	}
	if pair := r.hyphened(t); len(pair) > 0 {
		ids = pair
	}
	if seat := r.renamed(t); len(seat) > 0 {
		ids = slices.DeleteFunc(ids, func(id string) bool { return r.kind[id] == chancery.Organisation })
		ids = add(ids, seat...)
		return ids
	}
	if i := r.t.Prop(t); i >= 0 {
		p := &r.d.Props[i]
		for a := range p.Args {
			arg := &p.Args[a]
			switch {
			case arg.Role == chancery.Mod && r.d.Toks[arg.Tok].Rel.Base() == "compound" && len(ids) > 1:
				continue
			case arg.Role == chancery.Subj || arg.Role == chancery.Obj || arg.Role == chancery.Mod:
			case arg.Role == chancery.PrepArg && (arg.Prep == "with" || arg.Prep == "between" || arg.Prep == "among" || arg.Prep == "of"):
			default:
				continue
			}
			ids = add(ids, arg.ActorIDs(r.d)...)
		}
	}
	return ids
}

// hyphened are the two parties of a name like "the NATO-Russia Council".
func (r *reader) hyphened(t int) []string {
	var ids []string
	for k := max(r.t.Left(t), t-8); k+2 < len(r.d.Toks) && k < t; k++ {
		if f := r.d.Toks[k+1].Form; f != "-" && f != "–" && f != "/" {
			continue
		}
		a, b := r.t.Mention(k), r.t.Mention(k+2)
		if a >= 0 && b >= 0 && a != b && r.d.Mentions[a].Hi == k+1 && r.d.Mentions[b].Lo == k+2 {
			ids = add(ids, r.d.Mentions[a].Refs...)
			ids = add(ids, r.d.Mentions[b].Refs...)
		}
	}
	return ids
}

// renamed is the body in brackets behind a meeting: "a council meeting (OSCE)".
func (r *reader) renamed(t int) []string {
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo > t && m.Lo < t+14 && r.d.Toks[m.Lo-1].Form == "(" && r.d.Toks[m.Head].Head >= 0 && r.t.Below(m.Head, t) && len(m.Refs) == 1 && r.kind[m.Refs[0]] == chancery.Organisation {
			return m.Refs
		}
	}
	return nil
}

func (r *reader) withConj(ids []string, t int) []string {
	ids = add(ids, r.actorsAt(t)...)
	for _, i := range r.actors[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Lo >= r.t.Left(t) && m.Hi <= r.t.Right(t)+1 && m.Head != t && r.linked(m.Head, t) {
			ids = add(ids, m.Refs...)
		}
	}
	return ids
}

// linked reports whether a token is coordinated with t, or qualifies a plural
// head ("leaders of Russia and China").
func (r *reader) linked(k, t int) bool {
	for range 6 {
		h := r.t.Head(k)
		if h < 0 {
			return false
		}
		b := r.d.Toks[k].Rel.Base()
		if b != "conj" && b != "nmod" && b != "compound" && b != "flat" && b != "amod" && b != "appos" {
			return false
		}
		if b == "nmod" && r.t.Marker(k, "case") != "of" && r.d.Toks[k].Rel != "nmod:poss" {
			return false
		}
		if h == t {
			return true
		}
		k = h
	}
	return false
}

// fromClause adds those who take part by the verb: who holds, attends, hosts or
// addresses the meeting, or whom it is between.
func (r *reader) fromClause(g *meeting, t int) {
	if g.verb < 0 {
		return
	}
	p := r.prop(g.verb)
	if p == nil {
		return
	}
	obj := r.isPart(p, t)
	switch {
	case takesPart[p.Lemma] || p.Light >= 0 && p.Head == t:
	case r.s.lex.Class(p.Lemma) == "cancel" || r.s.lex.Class(p.Lemma) == "postpone" || r.s.lex.Class(p.Lemma) == "plan" || r.s.lex.Class(p.Lemma) == "schedule":
	default:
		return
	}
	if !obj && !takesPart[p.Lemma] {
		return
	}
	if p.Arg(chancery.Subj) == nil && !p.Passive {
		for _, m := range r.t.SubjectsBefore(g.verb) {
			g.ids = add(g.ids, r.d.Mentions[m].Refs...)
		}
	}
	g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role == chancery.PrepArg && (a.Prep == "with" || a.Prep == "along_with" || a.Prep == "alongside" || a.Prep == "between") {
			g.ids = add(g.ids, a.ActorIDs(r.d)...)
		}
	}
}

// attended adds those who take part by a clause that modifies the noun: "the
// talks, which will be attended by X", "a meeting hosted by Y".
func (r *reader) attended(g *meeting, t int) {
	for _, k := range r.t.Kids(t) {
		if r.d.Toks[k].Rel.Base() != "acl" {
			continue
		}
		if p := r.prop(int(k)); p != nil && (takesPart[p.Lemma] || p.Lemma == "organise" || p.Lemma == "organize" || p.Lemma == "involve") {
			g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
			for i := range p.Args {
				if a := &p.Args[i]; a.Role == chancery.Subj {
					g.ids = r.withConj(g.ids, a.Tok)
				}
			}
		}
	}
}

// opposite adds the subject of the clause to a meeting "with" one: "is satisfied
// after the talks with X".
func (r *reader) opposite(g *meeting, t int) {
	with := false
	for _, k := range r.t.Kids(t) {
		with = with || r.t.Marker(int(k), "case") == "with"
	}
	if p := r.prop(g.verb); with && p != nil {
		g.ids = add(g.ids, p.ActorIDs(r.d, chancery.Subj)...)
	}
}

// takesPart are the verbs whose subject is at the meeting that is their object.
var takesPart = map[string]bool{
	"attend": true, "join": true, "host": true, "chair": true, "hold": true, "have": true, "address": true, "convene": true, "open": true, "lead": true,
	"participate": true, "take_part": true, "participate_in": true, "gather": true, "meet": true, "come": true, "travel": true, "fly": true, "conduct": true,
	"pay": true, "make": true, "begin": true, "start": true, "resume": true, "continue": true, "end": true, "cancel": true, "call_off": true, "postpone": true, "skip": true, "boycott": true, "mediate": true, "broker": true, "speak": true, "head": true, "undertake": true,
}

func (r *reader) isPart(p *chancery.Prop, t int) bool {
	return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool { return a.Tok == t }) || p.Head == t
}

func (r *reader) push(g meeting) {
	if at, ok := r.byTok[g.tok]; ok {
		r.meetings[at].ids = add(r.meetings[at].ids, g.ids...)
		return
	}
	r.byTok[g.tok] = len(r.meetings)
	if g.verb >= 0 && g.rule != "meeting.noun" {
		r.byTok[g.verb] = len(r.meetings)
	}
	r.meetings = append(r.meetings, g)
}

func add(list []string, ids ...string) []string {
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

func (r *reader) words(lo, hi int) chancery.Span {
	if lo < 0 || lo >= hi || hi > len(r.d.Toks) {
		return chancery.Span{}
	}
	return chancery.TrimWords(r.d.Text, r.d.Toks[lo].Span.Cover(r.d.Toks[hi-1].Span))
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
