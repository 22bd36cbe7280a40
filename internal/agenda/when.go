package agenda

import (
	"strconv"
	"strings"
	"time"

	"chancery"
)

// attach gives every meeting its date, place, length and status; a meeting with
// several dates becomes several.
func (r *reader) attach() {
	for i := range r.meetings {
		g := &r.meetings[i]
		r.date(g)
		g.minutes = r.minutesAt(g.tok)
		if p := r.prop(g.verb); g.minutes == 0 && g.verb >= 0 && (g.rule != "meeting.noun" || p != nil && (p.Lemma == "last" || p.Lemma == "take" || p.Lemma == "run" || p.Light >= 0)) {
			g.minutes = r.minutesAt(g.verb)
		}
		r.where(g)
		r.settle(g)
		r.daysOf(g)
		r.deadline(g)
		g.there = g.place == "" && r.there(g)
	}
	for i := range r.meetings {
		r.split(i)
	}
	r.dropped()
	r.movedTo()
	r.goOn()
	for i := range r.meetings {
		r.length(&r.meetings[i])
	}
}

// there reports whether a clause only says "there".
func (r *reader) there(g *meeting) bool {
	for _, t := range []int{g.tok, g.verb} {
		if t < 0 {
			continue
		}
		for _, k := range r.t.Kids(t) {
			if r.low(int(k)) == "there" && r.d.Toks[k].Rel.Base() == "advmod" {
				return true
			}
		}
	}
	return false
}

// dated reports whether a mention is a day, a month or the like.
func (r *reader) dated(i int) bool {
	m := &r.d.Mentions[i]
	return (m.Type == chancery.DateType || m.Type == chancery.ClockType) && m.Dates.From != ""
}

// ownTime is the time that hangs on a noun itself, -1 without one.
func (r *reader) ownTime(t int) int {
	best, deep := -1, 99
	for _, i := range r.times[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if !r.dated(i) {
			continue
		}
		n := r.steps(m.Head, t)
		if n > 1 && len(m.Value) == 4 && r.d.Toks[t].UPOS == "VERB" {
			continue // "are negotiating over the deal of 2015"
		}
		if n > 0 && n < deep {
			best, deep = i, n
		}
	}
	return best
}

// steps is how many tokens lie between k and t above it, 0 where t is not above
// k or another meeting or clause comes first.
func (r *reader) steps(k, t int) int {
	for n := 1; n < 8; n++ {
		h := r.t.Head(k)
		switch {
		case h < 0:
			return 0
		case h == t:
			return n
		}
		if _, other := r.byTok[h]; other {
			return 0
		}
		if p := r.prop(h); p != nil && p.Kind == chancery.VerbPred && h != t {
			// "a meeting that was planned for Sunday"
			if r.d.Toks[h].Rel.Base() != "acl" || !r.tells(p.Lemma) {
				return 0
			}
		}
		k = h
	}
	return 0
}

// tells reports whether a verb only says when a meeting is.
func (r *reader) tells(lemma string) bool {
	c := r.s.lex.Class(lemma)
	return c == "schedule" || c == "plan" || happens[lemma] || lemma == "take" || lemma == "begin" || lemma == "start" || lemma == "open" || lemma == "run" || lemma == "hold" || lemma == "resume" || lemma == "continue"
}

func (r *reader) date(g *meeting) {
	g.when = r.ownTime(g.tok)
	if g.when < 0 && g.verb >= 0 {
		g.when = r.ownTime(g.verb)
		if g.when >= 0 && r.d.Mentions[g.when].Head < g.tok && g.rule == "meeting.noun" && r.nearer(g) {
			g.when = -1
		}
	}
	if g.when < 0 && g.prop >= 0 {
		if w := r.d.Props[g.prop].When; w >= 0 && r.dated(w) {
			g.when = w
		}
	}
	if w := r.instead(g); w >= 0 {
		g.when, g.moved = w, true
	}
	if g.when < 0 {
		g.when = r.dueOn(g)
	}
	if g.when >= 0 && r.anothers(g) {
		g.when = -1
	}
	if g.when < 0 {
		g.when = r.toldOn(g)
	}
	if g.when >= 0 {
		g.date = span(&r.d.Mentions[g.when])
	}
}

// instead is the time of the clause where that of the noun only says when the
// meeting had first been planned: "the talks, planned for Sunday, will now be held
// on Monday"; -1 otherwise.
func (r *reader) instead(g *meeting) int {
	if g.when < 0 || g.verb < 0 || g.rule != "meeting.noun" {
		return -1
	}
	k := r.d.Mentions[g.when].Head
	for range 6 {
		if k < 0 || k == g.tok || k == g.verb {
			return -1
		}
		if r.d.Toks[k].Rel.Base() == "acl" {
			break
		}
		k = r.t.Head(k)
	}
	p := r.prop(g.verb)
	if k < 0 || p == nil {
		return -1
	}
	if v := r.t.Lemma(g.verb); !happens[p.Lemma] && v != "hold" && v != "begin" && !shifts[p.Lemma] && r.s.lex.Class(p.Lemma) != "postpone" {
		return -1
	}
	return r.ownTime(g.verb)
}

// shifts are the verbs that give a meeting another day.
var shifts = map[string]bool{"move": true, "shift": true, "push": true, "bring": true, "move_up": true, "move_back": true, "move_forward": true}

// dueOn is the time behind a noun of when it was to begin: "the visit, due to begin on
// Monday"; -1 without one.
func (r *reader) dueOn(g *meeting) int {
	if g.rule != "meeting.noun" {
		return -1
	}
	for t := g.tok + 1; t+2 < len(r.d.Toks) && r.t.Sent(t) == g.sent; t++ {
		switch r.low(t) {
		case "due", "scheduled", "planned", "set", "slated":
		default:
			if _, other := r.byTok[t]; other || r.d.Toks[t].UPOS == "VERB" || r.d.Toks[t].UPOS == "AUX" {
				return -1
			}
			continue
		}
		for _, i := range r.times[g.sent] {
			if m := &r.d.Mentions[i]; r.dated(i) && m.Lo > t && m.Lo <= t+4 {
				return i
			}
		}
		return -1
	}
	return -1
}

// toldOn is the day on which somebody speaks after a meeting: "said on Thursday after
// meeting X"; -1 without one.
func (r *reader) toldOn(g *meeting) int {
	if g.format == chancery.CallFormat && g.rule != "meeting.noun" && r.t.Head(g.verb) >= 0 && r.d.Toks[g.verb].XPOS == "VBD" {
		// "They spoke by phone, the Kremlin said on Monday": a call is told of the same day.
		if p := r.prop(r.t.Head(g.verb)); p != nil && p.Tense == chancery.PastTense && r.s.lex.Class(p.Lemma) == "report" && r.t.Child(p.Head, "ccomp") == g.verb {
			return r.ownTime(p.Head)
		}
	}
	if r.t.Marker(g.tok, "mark") != "after" && r.t.Marker(g.tok, "case") != "after" && r.t.Marker(g.tok, "mark") != "following" {
		return -1
	}
	h := r.t.Head(g.tok)
	p := r.prop(max(h, 0))
	if h < 0 || p == nil || p.Tense != chancery.PastTense {
		return -1
	}
	switch r.s.lex.Class(p.Lemma) {
	case "report", "claim", "announce", "confirm", "warn", "deny":
		return r.ownTime(h)
	}
	return -1
}

// sameDay dates a call or talks that a clause in the past tells of without a day:
// by the last day that was told of before, where that is one of the last week.
func (r *reader) sameDay(g *meeting) {
	if g.date.From != "" || g.status != chancery.MeetingHeld || g.format != chancery.CallFormat && g.format != chancery.TalksFormat || r.d.Published.Time.IsZero() {
		return
	}
	p := r.prop(g.verb)
	if p == nil {
		if p = r.prop(g.tok); p == nil {
			return
		}
	}
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	if r.d.Toks[v].XPOS != "VBD" {
		return
	}
	now := r.d.Published.Time.Format(time.DateOnly)
	week := r.d.Published.Time.AddDate(0, 0, -7).Format(time.DateOnly)
	for s := g.sent - 1; s >= max(0, g.sent-4); s-- {
		for k := len(r.times[s]) - 1; k >= 0; k-- {
			m := &r.d.Mentions[r.times[s][k]]
			if d := m.Dates; r.dated(r.times[s][k]) && len(d.From) == len(now) && d.From == d.To && d.From <= now && d.From >= week {
				g.date = d
				return
			}
		}
	}
}

// anothers reports whether a second meeting stands nearer to the time, so that the
// time is not that of g: "the talks will be followed by a council on Monday".
func (r *reader) anothers(g *meeting) bool {
	at := r.d.Mentions[g.when].Head
	if r.t.Below(at, g.tok) && r.d.Toks[g.tok].UPOS != "VERB" {
		return false
	}
	for t := min(g.tok, at) + 1; t < max(g.tok, at); t++ {
		if i, ok := r.byTok[t]; ok && t != g.verb && r.meetings[i].tok == t && r.meetings[i].rule == "meeting.noun" {
			return true
		}
	}
	return false
}

// nearer reports whether the time of the clause stands with a verb of saying
// and not with the meeting: "said on Monday that talks …".
func (r *reader) nearer(g *meeting) bool {
	p := r.prop(g.verb)
	if p == nil {
		return false
	}
	switch r.s.lex.Class(p.Lemma) {
	case "report", "claim", "announce", "confirm", "deny", "warn", "demand":
		return true
	}
	return false
}

// span is the days of a time, at the grain of the text.
func span(m *chancery.Mention) chancery.DateSpan {
	v := m.Value
	if i := strings.IndexByte(v, '/'); i < 0 && (len(v) == 4 || len(v) == 7 && v[4] == '-') && digits(v) {
		return chancery.DateSpan{From: v, To: v}
	}
	return m.Dates
}

func digits(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// minutesAt is the length that hangs on a token, in minutes: "the 50-minute
// call", "spoke for two hours"; 0 without one.
func (r *reader) minutesAt(t int) int {
	if t < 0 {
		return 0
	}
	for _, i := range r.times[r.t.Sent(t)] {
		m := &r.d.Mentions[i]
		if m.Type != chancery.DurationType || m.Lo < r.t.Left(t) || m.Hi > r.t.Right(t)+1 {
			continue
		}
		if n := minutes(m.Value); n > 0 && !r.ago(m) {
			return n
		}
	}
	return 0
}

// ago reports that a length is counted from now or is a rest: "in two hours".
func (r *reader) ago(m *chancery.Mention) bool {
	if m.Lo > 0 {
		switch r.low(m.Lo - 1) {
		case "in", "within", "after", "every", "until", "before":
			return true
		}
	}
	return m.Hi < len(r.d.Toks) && (r.low(m.Hi) == "ago" || r.low(m.Hi) == "before" || r.low(m.Hi) == "after" || r.low(m.Hi) == "later")
}

// minutes reads PT50M, PT2H, PT1H30M; other durations are no call's length.
func minutes(v string) int {
	rest, ok := strings.CutPrefix(v, "PT")
	if !ok {
		return 0
	}
	n := 0
	for rest != "" {
		i := strings.IndexAny(rest, "HM")
		if i < 0 {
			return n
		}
		f, err := strconv.ParseFloat(rest[:i], 64)
		if err != nil {
			return 0
		}
		if rest[i] == 'H' {
			f *= 60
		}
		n += int(f + 0.5)
		rest = rest[i+1:]
	}
	return n
}

// where finds the place: of the noun, then of the clause, then in the name.
func (r *reader) where(g *meeting) {
	best, deep := -1, 99
	for _, t := range []int{g.tok, g.verb} {
		if t < 0 || best >= 0 || g.moved && t == g.tok {
			continue
		}
		for _, i := range r.spots[g.sent] {
			m := &r.d.Mentions[i]
			n := r.steps(m.Head, t)
			if n > 0 && n < deep && len(m.Refs) > 0 && !strings.HasPrefix(m.Refs[0], "region:") && r.seat(g, m, t) {
				best, deep = i, n
			}
		}
	}
	if best < 0 && g.prop >= 0 {
		best = r.d.Props[g.prop].Where
	}
	if best < 0 && g.verb >= 0 {
		best = r.bound(g)
	}
	if best >= 0 && len(r.d.Mentions[best].Refs) > 0 && !strings.HasPrefix(r.d.Mentions[best].Refs[0], "region:") {
		g.place = r.d.Mentions[best].Refs[0]
	}
}

// bound is the place that somebody travels to for a meeting: "leaves for Cairo to attend
// the summit"; -1 without one.
func (r *reader) bound(g *meeting) int {
	v := r.t.Head(g.verb)
	if b := r.d.Toks[g.verb].Rel.Base(); v < 0 || b != "advcl" && b != "xcomp" || !r.visits(v) || r.toMeeting(v) != g.tok {
		return -1
	}
	for _, i := range r.spots[g.sent] {
		m := &r.d.Mentions[i]
		if h := r.t.Head(m.Head); h == v && len(m.Refs) > 0 {
			switch r.t.Marker(m.Head, "case") {
			case "in", "to", "for", "at":
				return i
			}
		}
	}
	return -1
}

// seat reports whether a place is where something is held: behind "in", "at" or
// "to", or part of the name ("the Geneva talks").
func (r *reader) seat(g *meeting, m *chancery.Mention, t int) bool {
	top := m.Head
	for range 4 {
		h := r.t.Head(top)
		if h < 0 || h == t {
			break
		}
		top = h
	}
	switch rel := r.d.Toks[top].Rel.Base(); rel {
	case "compound", "amod":
		return top < t
	}
	for _, k := range []int{m.Head, top} {
		c := r.t.Marker(k, "case")
		switch c[strings.LastIndexByte(c, '_')+1:] {
		case "in", "at", "near", "outside":
			return true
		case "from":
			return g.format == chancery.CallFormat
		case "to", "for":
			return r.visits(t)
		}
	}
	return r.d.Toks[top].Rel.Base() == "obj" && r.visits(t)
}

func (r *reader) visits(t int) bool {
	switch r.t.Lemma(t) {
	case "visit", "travel", "trip", "fly", "go", "tour", "head", "come", "return", "arrive", "journey", "mission", "invite", "leave", "depart":
		return true
	}
	return false
}
