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
	if m.Rule.Name == "meeting.discuss" && p.Status == chancery.Actual && (r.ownTime(v) < 0 || p.Lemma != "discuss" && p.Lemma != "debate") {
		return // what a body has taken up without a day is its business
	}
	if m.Rule.Name == "meeting.invite" && !r.toPlace(p) {
		return
	}
	if r.listeners(p) || m.Rule.Name == "meeting.visit" && !r.traveller(p) {
		return
	}
	if m.Rule.Name == "meeting.visit" && p.Lemma != "visit" && r.toMeeting(v) >= 0 {
		return // "leaves for Cairo to attend the summit": the summit has a row
	}
	g := meeting{rule: m.Rule.Name, sure: 0.8, tok: p.Head, verb: v, prop: i, sent: p.Sent, format: chancery.MeetingFormat(m.Rule.Format), when: -1, span: p.Span}
	for _, id := range slices.Concat(m.A, m.B) {
		g.ids = add(g.ids, id)
	}
	if a := p.Arg(chancery.Subj); len(g.ids) == 0 && a != nil {
		g.ids = r.inside(a.Tok)
	} else if a != nil && r.headsOf(a.Tok) {
		g.ids = slices.DeleteFunc(g.ids, func(id string) bool { return slices.Contains(r.actorsAt(a.Tok), id) })
		g.ids = add(g.ids, r.inside(a.Tok)...)
	} else if a != nil && r.couple(a.Tok) {
		for _, k := range r.t.Kids(a.Tok) {
			if c := r.t.Marker(int(k), "case"); r.d.Toks[k].Rel.Base() == "nmod" && (c == "from" || c == "of") {
				g.ids = r.withConj(g.ids, int(k)) // "diplomats from Norway, Sudan and Ethiopia"
			}
		}
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
	if m.Rule.Name == "meeting.polls" {
		if r.ownTime(v) < 0 {
			return
		}
		if state := r.foremost(p.Sent); state != "" {
			g.ids = []string{state}
		}
	}
	r.title(&g)
	r.push(g)
}

// headsOf reports whether a noun phrase stands for a body that it names, whoever
// it refers back to: "the heads of state and government of the European Union".
func (r *reader) headsOf(t int) bool {
	m := r.t.HeadMention(t)
	return m >= 0 && r.d.Mentions[m].Form == chancery.NominalForm && r.couple(t) && len(r.inside(t)) > 0
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
			if p.Lemma == "negotiate" {
				return chancery.TalksFormat
			}
			return chancery.SummitFormat
		case "minister", "chief", "envoy", "ambassador":
			return chancery.CouncilFormat
		}
	}
	if len(ids) > 1 || p.Lemma == "negotiate" {
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
		if a.Role != chancery.Subj && !(p.Passive && a.Role == chancery.Obj) {
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

// toPlace reports whether somebody is invited to a place, and not to a meeting that
// has a row of its own.
func (r *reader) toPlace(p *chancery.Prop) bool {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role == chancery.PrepArg && a.Prep == "to" && r.d.Toks[a.Tok].UPOS == "PROPN" && r.s.lex.Row("meeting", r.t.Lemma(a.Tok)) == nil {
			return true
		}
	}
	return false
}

// toMeeting is the noun of the meeting that a journey is for, -1 without one.
func (r *reader) toMeeting(v int) int {
	for _, k := range r.t.Kids(v) {
		k := int(k)
		if b := r.d.Toks[k].Rel.Base(); k < v || b != "advcl" && b != "xcomp" && !(b == "obl" && r.t.Marker(k, "case") == "for") {
			continue
		}
		for t := r.t.Left(k); t <= r.t.Right(k); t++ {
			if row := r.s.lex.Row("meeting", r.t.Lemma(t)); row != nil && row[1] != "visit" && row[1] != "call" && r.t.Noun(t) && !r.body(t) {
				return t
			}
		}
	}
	return -1
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
