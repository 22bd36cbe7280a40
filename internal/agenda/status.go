package agenda

import (
	"time"

	"chancery"
)

// settle gives a meeting its status, and notes where the clause leaves open
// whether it takes place.
func (r *reader) settle(g *meeting) {
	p := r.prop(g.tok)
	if p == nil && g.verb >= 0 {
		p = r.prop(g.verb)
	}
	g.status = chancery.MeetingHeld
	if p == nil {
		if r.ahead(g.date) {
			g.status = chancery.MeetingPlanned
		} else {
			g.open = g.date.From == ""
		}
		return
	}
	if g.rule == "meeting.invite" {
		g.status = chancery.MeetingPlanned
		return
	}
	moved, off := r.called(g, p)
	if q := r.prop(g.verb); g.verb >= 0 && q != nil && happens[q.Lemma] && q.Neg && q.Tense != chancery.PastTense {
		g.status, g.open = r.forNow(q), false
		return
	}
	if q := r.prop(g.verb); g.verb >= 0 && q != nil && q != p && q.Neg && q.Kind != chancery.NounPred && r.isPart(q, g.tok) && !off {
		g.open = true // "is not on the table"
		return
	}
	switch {
	case moved:
		g.status = chancery.MeetingPostponed
		r.newDate(g, p)
		if r.ahead(g.date) {
			g.status = chancery.MeetingPlanned
		} else {
			g.date = chancery.DateSpan{}
		}
	case off:
		g.status = chancery.MeetingCancelled
		if !r.ahead(g.date) {
			g.date = chancery.DateSpan{}
		}
	case p.Status == chancery.Planned && r.done(p) && g.date.From != "" && !r.ahead(g.date):
	case p.Status == chancery.Planned:
		g.status = chancery.MeetingPlanned
	case p.Status == chancery.Negated || p.Status == chancery.Denied:
		g.open = true
	case p.Status == chancery.Actual && p.Kind == chancery.NounPred && g.date.From == "" && r.clauseAhead(g):
		g.status = chancery.MeetingPlanned
		g.open = len(g.ids) < 2 && g.place == ""
	case p.Status == chancery.Actual && p.Kind == chancery.VerbPred && p.Tense == chancery.PresentTense && r.today(g.date):
		g.status = chancery.MeetingPlanned // "meets on Thursday", told on Thursday
	case p.Status == chancery.Actual && !r.ahead(g.date):
		g.open = p.Kind == chancery.NounPred && g.date.From == "" && g.place == "" && len(g.ids) < 2
	case p.Status == chancery.Actual:
		g.status = chancery.MeetingPlanned
	case r.ahead(g.date) && p.Status == chancery.Conditional:
		g.status = chancery.MeetingPlanned // "schedules permitting, they would meet on Monday"
	case r.ahead(g.date):
		// "may attend the conference this weekend": the conference takes place.
		g.status = chancery.MeetingPlanned
		g.open = g.rule != "meeting.noun" || !g.definite
	default:
		g.status = chancery.MeetingPlanned
		g.open = true
	}
}

// happens are the verbs whose subject takes place.
var happens = map[string]bool{"take_place": true, "happen": true, "go_ahead": true, "occur": true, "materialise": true, "materialize": true, "proceed": true}

// forNow is the status of a meeting that will not take place: put off where it is
// so only for now.
func (r *reader) forNow(q *chancery.Prop) chancery.MeetingStatus {
	for t := r.t.Left(q.Head); t <= r.t.Right(q.Head); t++ {
		switch r.low(t) {
		case "now", "yet", "time", "moment":
			return chancery.MeetingPostponed
		}
	}
	return chancery.MeetingCancelled
}

// dropped reads "It will not take place", said of the meeting before.
func (r *reader) dropped() {
	for i := range r.d.Props {
		q := &r.d.Props[i]
		if !happens[q.Lemma] || !q.Neg || q.Tense == chancery.PastTense {
			continue
		}
		s := r.t.Child(q.Head, "nsubj")
		if s < 0 || r.low(s) != "it" && r.low(s) != "this" && r.low(s) != "that" {
			continue
		}
		last := -1
		for j := range r.meetings {
			if g := &r.meetings[j]; g.tok < q.Head && g.sent >= q.Sent-1 && (last < 0 || g.tok > r.meetings[last].tok) {
				last = j
			}
		}
		if last >= 0 {
			r.meetings[last].status, r.meetings[last].open = r.forNow(q), false
		}
	}
}

// movedTo reads "They will take place in Vienna instead", said of the meeting before:
// where it is, and when, if the words say so.
func (r *reader) movedTo() {
	for i := range r.d.Props {
		q := &r.d.Props[i]
		v := q.Head
		if q.Light >= 0 {
			v = q.Light
		}
		if !happens[q.Lemma] && q.Lemma != "take" && q.Lemma != "hold" && q.Lemma != "begin" && q.Lemma != "start" || q.Neg || q.Modal != "will" && q.Tense != chancery.FutureTense && q.Status != chancery.Planned {
			continue
		}
		s := r.t.Child(v, "nsubj")
		if s < 0 || s > v || r.low(s) != "it" && r.low(s) != "they" {
			continue
		}
		last := -1
		for j := range r.meetings {
			if g := &r.meetings[j]; g.tok < s && g.sent >= q.Sent-1 && (last < 0 || g.tok > r.meetings[last].tok) {
				last = j
			}
		}
		if last < 0 || r.meetings[last].status == chancery.MeetingHeld {
			continue
		}
		there := meeting{tok: v, verb: v, prop: i, sent: q.Sent, when: r.ownTime(v)}
		r.where(&there)
		if there.place != "" {
			r.meetings[last].place = there.place
		}
		if there.when >= 0 && r.ahead(span(&r.d.Mentions[there.when])) {
			r.meetings[last].date, r.meetings[last].status, r.meetings[last].open = span(&r.d.Mentions[there.when]), chancery.MeetingPlanned, false
		}
	}
}

// newDate finds the day to which a meeting is moved: "postponed until Monday".
func (r *reader) newDate(g *meeting, p *chancery.Prop) {
	v := g.verb
	if p.Kind == chancery.VerbPred {
		v = p.Head
	}
	for _, i := range r.times[g.sent] {
		m := &r.d.Mentions[i]
		if !r.dated(i) || v < 0 || !r.t.Below(m.Head, v) {
			continue
		}
		for t := max(m.Lo-2, 0); t < m.Lo; t++ {
			if w := r.low(t); w == "until" || w == "till" || w == "to" {
				g.when, g.date = i, span(m)
				return
			}
		}
	}
	if g.when >= 0 {
		g.date = chancery.DateSpan{}
	}
}

// done reports whether the verb of a clause stands in the simple past.
func (r *reader) done(p *chancery.Prop) bool {
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	return r.d.Toks[v].XPOS == "VBD" && r.t.Head(v) < 0
}

// clauseAhead reports whether the clause of a noun, or one that modifies it, is
// still to come: "the talks, which X will attend".
func (r *reader) clauseAhead(g *meeting) bool {
	if p := r.prop(g.verb); g.verb >= 0 && p != nil && (p.Status == chancery.Planned || p.Lemma == "expect" || p.Lemma == "await") {
		return true
	}
	for _, k := range r.t.Kids(g.tok) {
		if p := r.prop(int(k)); p != nil && r.d.Toks[k].Rel.Base() == "acl" && p.Status == chancery.Planned {
			return true
		}
	}
	return false
}

// called reports whether a meeting is moved or called off. One that might be, or
// will be if something happens, is not: whether it takes place is open.
func (r *reader) called(g *meeting, p *chancery.Prop) (moved, off bool) {
	for _, l := range p.Chain {
		if l.Prop >= 0 && l.Prop < len(r.d.Props) {
			switch r.d.Props[l.Prop].Status {
			case chancery.Actual, chancery.Planned:
			default:
				continue
			}
		}
		switch l.Class {
		case "postpone", "suspend":
			moved = true
		case "cancel":
			off = true
		default:
			continue
		}
		if l.Prop >= 0 && l.Prop < len(r.d.Props) && !r.d.Props[l.Prop].Passive {
			// Who calls it off was to be there.
			g.ids = add(g.ids, r.d.Props[l.Prop].ActorIDs(r.d, chancery.Subj)...)
		}
	}
	if g.verb >= 0 && g.verb != g.tok {
		if q := r.prop(g.verb); q != nil && q != p && r.isPart(q, g.tok) && (q.Status == chancery.Actual || shifts[q.Lemma] && q.Status == chancery.Planned) {
			switch r.s.lex.Class(q.Lemma) {
			case "postpone", "suspend":
				moved = true
			case "cancel":
				off = true
			}
			moved = moved || shifts[q.Lemma]
		}
	}
	return moved, off && !moved
}

// today reports whether a date is the day of publication.
func (r *reader) today(d chancery.DateSpan) bool {
	return !r.d.Published.Time.IsZero() && d.From == r.d.Published.Time.Format(time.DateOnly) && d.To == d.From
}

// ahead reports whether a date lies behind the day of publication.
func (r *reader) ahead(d chancery.DateSpan) bool {
	if d.From == "" || r.d.Published.Time.IsZero() {
		return false
	}
	day := r.d.Published.Time.Format(time.DateOnly)
	n := min(len(d.From), len(day))
	return d.From[:n] > day[:n]
}
