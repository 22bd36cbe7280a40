package agenda

import (
	"cmp"
	"slices"

	"chancery"
)

// finish merges what is said of one meeting, drops what nobody announced, and
// puts the rest in the order of the text.
func (r *reader) finish() []chancery.Meeting {
	slices.SortStableFunc(r.meetings, func(a, b meeting) int { return cmp.Compare(a.tok, b.tok) })
	for i := range r.meetings {
		if r.meetings[i].vague && len(r.meetings[i].ids) == 0 {
			r.inherit(i)
		}
		r.agreed(&r.meetings[i])
		r.resumed(i)
		if g := &r.meetings[i]; g.there && i > 0 && r.meetings[i-1].sent >= g.sent-1 {
			if g.place = r.meetings[i-1].place; g.date.From == "" {
				g.date = r.meetings[i-1].date
			}
		}
		r.merge(i)
	}
	var out []chancery.Meeting
	for i := range r.meetings {
		g := &r.meetings[i]
		if g.drop {
			continue
		}
		r.context(g)
		r.sameDay(g)
		if r.announced(g) {
			out = append(out, r.row(g))
		}
	}
	return out
}

// context gives a summit or council that names nobody the body that was spoken of
// last, and a visit the state where it goes.
func (r *reader) context(g *meeting) {
	if g.format == chancery.VisitFormat && g.place != "" {
		for i := range r.d.Places {
			if p := &r.d.Places[i]; p.ID == g.place && r.sides.Has(p.Country) && !r.sides.Same(p.Country, g.ids...) {
				g.ids = add(g.ids, p.Country)
			}
		}
	}
	switch g.format {
	case chancery.SummitFormat, chancery.CouncilFormat, chancery.ConferenceFormat:
	default:
		return
	}
	if len(g.ids) > 0 || g.date.From == "" {
		return
	}
	if !r.spoke {
		r.spoke, r.own = true, chancery.OwnVoice(r.d)
	}
	if len(r.own) == 1 {
		g.ids = slices.Clone(r.own) // "the next summit", in a communiqué
		return
	}
	for sent := g.sent; sent >= max(0, g.sent-4); sent-- {
		for n := len(r.actors[sent]) - 1; n >= 0; n-- {
			m := &r.d.Mentions[r.actors[sent][n]]
			for _, id := range m.Refs {
				if m.Lo < g.tok && r.bodies[id] {
					g.ids = []string{id}
					return
				}
			}
		}
	}
	if !r.led {
		r.led, r.leader = true, r.leading()
	}
	g.ids = slices.Clone(r.leader)
}

// leading is the body that an article names most, if three times at least.
func (r *reader) leading() []string {
	count := map[string]int{}
	best := ""
	for i := range r.d.Mentions {
		for _, id := range r.d.Mentions[i].Refs {
			if r.bodies[id] {
				if count[id]++; count[id] >= 3 && (best == "" || count[id] > count[best]) {
					best = id
				}
			}
		}
	}
	if best == "" {
		return nil
	}
	return []string{best}
}

// inherit gives a meeting of "the two leaders" those of the meeting before.
func (r *reader) inherit(i int) {
	for j := i - 1; j >= 0 && r.meetings[j].sent >= r.meetings[i].sent-12; j-- {
		if o := &r.meetings[j]; len(o.ids) == 2 {
			r.meetings[i].ids = slices.Clone(o.ids)
			if r.meetings[i].format == chancery.ConferenceFormat {
				r.meetings[i].format = chancery.TalksFormat
			}
			return
		}
	}
	r.meetings[i].ids = r.pair()
	if len(r.meetings[i].ids) == 2 && r.meetings[i].format == chancery.ConferenceFormat {
		r.meetings[i].format = chancery.TalksFormat
	}
}

// pair are the two states that an article names most, each three times at least:
// those whose envoys meet where it only says "the negotiators".
func (r *reader) pair() []string {
	if !r.paired {
		r.paired, r.two = true, r.mostNamed()
	}
	return slices.Clone(r.two)
}

func (r *reader) mostNamed() []string {
	count := map[string]int{}
	var order []string
	for i := range r.d.Mentions {
		for _, id := range r.d.Mentions[i].Refs {
			if r.kind[id] != chancery.Country {
				continue
			}
			if count[id] == 0 {
				order = append(order, id)
			}
			count[id]++
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	if len(order) < 2 || count[order[1]] < 3 || len(order) > 2 && count[order[2]] == count[order[1]] {
		return nil
	}
	return order[:2]
}

// announced reports whether enough is known of a meeting to put it down.
func (r *reader) announced(g *meeting) bool {
	if g.open {
		return false
	}
	known := 0
	if g.date.From != "" {
		known++
	}
	if g.place != "" {
		known++
	}
	known += min(len(g.ids), 2)
	if g.format == chancery.VoteFormat {
		return g.date.From != "" && len(g.ids) > 0
	}
	if g.status == chancery.MeetingHeld && g.date.From == "" && g.format != chancery.CallFormat && g.minutes == 0 {
		return known >= 3 // told in passing
	}
	return known >= 2
}

// maxBack is how many meetings before one it may be the same as.
const maxBack = 400

// merge puts meeting i into an earlier one that it is the same as.
func (r *reader) merge(i int) {
	g := &r.meetings[i]
	if g.open && !g.definite {
		return // "did not want a wasted meeting" is said of none
	}
	for j := i - 1; j >= max(0, i-maxBack); j-- {
		o := &r.meetings[j]
		if o.drop || o.open && !o.definite || !r.same(o, g) {
			continue
		}
		o.ids = add(o.ids, g.ids...)
		if o.date.From == "" || len(g.date.From) > len(o.date.From) {
			o.date = g.date
		}
		if o.place == "" {
			o.place = g.place
		}
		if o.minutes == 0 {
			o.minutes = g.minutes
		}
		if o.open || weight(g.status) > weight(o.status) && !g.open && !(g.status == chancery.MeetingPlanned && r.past(o, g)) {
			o.status = g.status
		}
		o.open = o.open && g.open
		if o.rule != "meeting.noun" && g.rule == "meeting.noun" || len(o.title) < len(g.title) && g.rule == o.rule {
			o.title = g.title
		}
		if rank(g.format) > rank(o.format) {
			o.format = g.format
		}
		g.drop = true
		return
	}
}

// past reports whether a meeting that one row says was held has no date ahead.
func (r *reader) past(o, g *meeting) bool {
	return o.status == chancery.MeetingHeld && !r.ahead(o.date) && !r.ahead(g.date) && o.date.From != ""
}

// weight says which of two statuses of one meeting is the later word.
func weight(s chancery.MeetingStatus) int {
	switch s {
	case chancery.MeetingCancelled:
		return 3
	case chancery.MeetingPostponed:
		return 2
	case chancery.MeetingPlanned:
		return 1
	}
	return 0
}

// rank says which of two formats says more.
func rank(f chancery.MeetingFormat) int {
	switch f {
	case chancery.TalksFormat, chancery.OtherFormat:
		return 0
	}
	return 1
}

// same reports whether two rows may be one meeting: formats, dates, places and
// parties do not speak against it, and something speaks for it.
func (r *reader) same(a, b *meeting) bool {
	if !formatsAgree(a, b) || !datesAgree(a.date, b.date) || a.place != "" && b.place != "" && a.place != b.place {
		return false
	}
	if (a.status == chancery.MeetingHeld) != (b.status == chancery.MeetingHeld) && !a.open && !b.open && !(b.definite && b.date.From == "") {
		return false
	}
	shared, apart := r.share(a.ids, b.ids)
	dated := a.date.From != "" && b.date.From != ""
	switch {
	case len(b.ids) == 0 && (b.definite || dated):
		return b.sent-a.sent < 12 || dated
	case b.definite && b.date.From == "" && b.place == "":
		return shared > 0
	case len(a.ids) == 0 && dated:
		return true
	case a.place != "" && a.place == b.place && min(len(a.ids), len(b.ids)) == 0:
		return true
	case a.rule != "meeting.noun" && b.rule != "meeting.noun" && apart > 0 && len(r.persons(a.ids)) > 1 && len(r.persons(b.ids)) > 1:
		return false // met one, and then another
	case dated || a.place != "" && a.place == b.place:
		return shared > 0
	}
	return shared > 0 && apart == 0 && (shared > 1 || min(len(a.ids), len(b.ids)) == 1 || a.definite || b.definite)
}

func formatsAgree(a, b *meeting) bool {
	if a.format == b.format {
		return true
	}
	loose := func(f chancery.MeetingFormat) bool {
		return f == chancery.TalksFormat || f == chancery.OtherFormat
	}
	wire := a.format == chancery.CallFormat || b.format == chancery.CallFormat
	if wire {
		// "the discussion" after a call is the call.
		o := a
		if a.format == chancery.CallFormat {
			o = b
		}
		return loose(o.format) && o.date.From == "" && o.place == "" && a.status == b.status
	}
	if a.format == chancery.SigningFormat || b.format == chancery.SigningFormat || a.format == chancery.VoteFormat || b.format == chancery.VoteFormat {
		return false
	}
	return loose(a.format) || loose(b.format) || a.format != chancery.VisitFormat && b.format != chancery.VisitFormat
}

func datesAgree(a, b chancery.DateSpan) bool {
	if a.From == "" || b.From == "" {
		return true
	}
	n := min(len(a.From), len(b.From))
	if a.From[:n] == b.From[:n] {
		return true
	}
	return a.From <= b.To && b.From <= a.To
}

// share counts the members of the shorter list that the other has or stands for,
// and those that it has not.
func (r *reader) share(a, b []string) (shared, apart int) {
	if x, y := r.persons(a), r.persons(b); len(x) > 0 && len(y) > 0 {
		a, b = x, y
		if len(a) > len(b) {
			a, b = b, a
		}
		for _, id := range a {
			if slices.Contains(b, id) {
				shared++
			} else {
				apart++
			}
		}
		return shared, apart
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, id := range a {
		if r.sides.Same(id, b...) {
			shared++
		} else {
			apart++
		}
	}
	return shared, apart
}

func (r *reader) persons(ids []string) []string {
	var out []string
	for _, id := range ids {
		if r.kind[id] == chancery.Person {
			out = append(out, id)
		}
	}
	return out
}

// row is the meeting as the agenda has it: persons attend, and the states and
// bodies that they stand for are the parties.
func (r *reader) row(g *meeting) chancery.Meeting {
	m := chancery.Meeting{
		Row:    chancery.Row{Sentence: g.sent, Span: g.span, Rule: g.rule, Confidence: g.sure},
		Title:  g.title,
		Format: g.format,
		Status: g.status,
	}
	if g.date.From != "" {
		d := g.date
		m.Date = &d
	}
	if g.place != "" {
		p := g.place
		m.Place = &p
	}
	if g.minutes > 0 {
		n := g.minutes
		m.Duration = &n
	}
	for _, id := range r.sides.Known(g.ids) {
		if r.kind[id] != chancery.Person {
			m.Parties = add(m.Parties, id)
			continue
		}
		m.Attendees = add(m.Attendees, id)
		if c := r.sides.Country(id); c != "" && r.sides.Has(c) {
			m.Parties = add(m.Parties, c)
		} else if b := r.bodyOf(id); c == "" && b != "" {
			m.Parties = add(m.Parties, b)
		}
	}
	if len(m.Parties) == 0 {
		m.Parties = slices.Clone(m.Attendees)
	}
	return m
}

// bodyOf is the international body of the article that a person of no state acts for,
// by its code; "" without one.
func (r *reader) bodyOf(id string) string {
	i := slices.IndexFunc(r.d.Actors, func(a chancery.Actor) bool { return a.ID == id })
	if i < 0 || len(r.d.Actors[i].Codes) == 0 {
		return ""
	}
	for k := range r.d.Actors {
		if a := &r.d.Actors[k]; r.bodies[a.ID] && slices.Contains(a.Codes, r.d.Actors[i].Codes[0]) {
			return a.ID
		}
	}
	return ""
}
