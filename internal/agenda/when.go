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
		g.there = g.date.From == "" && g.place == "" && r.there(g)
	}
	for i := range r.meetings {
		r.split(i)
	}
	r.dropped()
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
		if n := r.steps(m.Head, t); n > 0 && n < deep {
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
	return c == "schedule" || c == "plan" || happens[lemma] || lemma == "take" || lemma == "begin" || lemma == "start" || lemma == "open" || lemma == "run" || lemma == "hold"
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
	if g.when >= 0 && r.anothers(g) {
		g.when = -1
	}
	if g.when >= 0 {
		g.date = span(&r.d.Mentions[g.when])
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
		if t < 0 || best >= 0 {
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
	if best >= 0 && len(r.d.Mentions[best].Refs) > 0 && !strings.HasPrefix(r.d.Mentions[best].Refs[0], "region:") {
		g.place = r.d.Mentions[best].Refs[0]
	}
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
	case "visit", "travel", "trip", "fly", "go", "tour", "head", "come", "return", "arrive", "journey", "mission", "invite":
		return true
	}
	return false
}

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

// called reports whether a meeting is moved or called off.
func (r *reader) called(g *meeting, p *chancery.Prop) (moved, off bool) {
	for _, l := range p.Chain {
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
		if q := r.prop(g.verb); q != nil && q != p && r.isPart(q, g.tok) && q.Status == chancery.Actual {
			switch r.s.lex.Class(q.Lemma) {
			case "postpone", "suspend":
				moved = true
			case "cancel":
				off = true
			}
		}
	}
	return moved, off && !moved
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

// split makes a meeting of every further date that is coordinated with the
// first: "in Brussels on Monday and in Vienna a day later".
func (r *reader) split(i int) {
	g := r.meetings[i]
	if g.when < 0 {
		return
	}
	first := r.d.Mentions[g.when]
	for _, k := range r.times[g.sent] {
		m := &r.d.Mentions[k]
		if k == g.when || !r.dated(k) || m.Lo < first.Hi || m.Dates == first.Dates || !r.coordinated(m.Head, &g) {
			continue
		}
		if r.claimedBy(k, i) {
			continue
		}
		if r.next(g.date.To, m.Dates.From) && !r.placeBetween(first.Hi, m.Lo, g.sent) {
			r.meetings[i].date.To = m.Dates.To // "on the 9th and 10th"
			return
		}
		n := g
		n.when, n.date, n.place = k, span(m), ""
		for _, s := range r.spots[g.sent] {
			if sp := &r.d.Mentions[s]; sp.Lo > first.Hi-1 && len(sp.Refs) > 0 && abs(sp.Head-m.Head) < 6 {
				n.place = sp.Refs[0]
			}
		}
		if n.place == g.place && g.place != "" && n.place != "" {
			n.place = g.place
		}
		r.settle(&n)
		r.meetings = append(r.meetings, n)
		return
	}
}

// next reports whether one day follows another.
func (r *reader) next(a, b string) bool {
	x, err := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	return err == nil && err2 == nil && y.Sub(x) == 24*time.Hour
}

// placeBetween reports whether a place stands in Toks[lo:hi].
func (r *reader) placeBetween(lo, hi, sent int) bool {
	for _, s := range r.spots[sent] {
		if h := r.d.Mentions[s].Head; h >= lo && h < hi {
			return true
		}
	}
	return false
}

// goOn reads a second verb of a meeting with a time of its own: "talks were resumed
// in Manila and are due to continue in Beijing in October".
func (r *reader) goOn() {
	for i := range r.d.Props {
		p := &r.d.Props[i]
		switch p.Lemma {
		case "continue", "resume", "restart", "reconvene", "go_on":
		default:
			continue
		}
		w := r.ownTime(p.Head)
		if w < 0 {
			continue
		}
		for k := range p.Args {
			a := &p.Args[k]
			at, ok := r.byTok[a.Tok]
			if a.Role != chancery.Subj && a.Role != chancery.Obj || !ok || r.meetings[at].when == w || r.meetings[at].when < 0 {
				continue
			}
			n := r.meetings[at]
			n.when, n.date, n.place, n.prop, n.verb = w, span(&r.d.Mentions[w]), "", i, p.Head
			r.where(&n)
			n.status, n.open = chancery.MeetingHeld, false
			if p.Status == chancery.Planned || r.ahead(n.date) {
				n.status = chancery.MeetingPlanned
			}
			n.tok = p.Head
			r.meetings = append(r.meetings, n)
			break
		}
	}
}

func abs(n int) int { return max(n, -n) }

// claimedBy reports whether another meeting has the time.
func (r *reader) claimedBy(k, not int) bool {
	for i := range r.meetings {
		if i != not && r.meetings[i].when == k {
			return true
		}
	}
	return false
}

// coordinated reports whether a time hangs on the meeting or its verb behind an
// "and".
func (r *reader) coordinated(t int, g *meeting) bool {
	and := false
	for range 6 {
		if r.d.Toks[t].Rel.Base() == "conj" || r.t.Child(t, "cc") >= 0 {
			and = true
		}
		h := r.t.Head(t)
		if h < 0 {
			return false
		}
		if h == g.tok || h == g.verb {
			return and
		}
		if p := r.prop(h); p != nil && p.Kind != chancery.NounPred && !(r.d.Toks[h].Rel.Base() == "acl" && r.tells(p.Lemma)) {
			return false
		}
		t = h
	}
	return false
}

// length stretches a date by the days that the meeting lasts: "two days of
// talks from October 31".
func (r *reader) length(g *meeting) {
	if g.when < 0 || len(g.date.From) != len(time.DateOnly) || g.date.To != g.date.From {
		return
	}
	for _, i := range r.times[g.sent] {
		m := &r.d.Mentions[i]
		if m.Type != chancery.DurationType || m.Lo < r.t.Left(g.tok)-4 || m.Hi > r.t.Right(g.tok)+1 || r.ago(m) {
			continue
		}
		rest, ok := strings.CutPrefix(m.Value, "P")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, "D"))
		if !ok || err != nil || !strings.HasSuffix(rest, "D") || n < 2 || n > 14 {
			continue
		}
		from, err := time.Parse(time.DateOnly, g.date.From)
		if err == nil {
			g.date.To = from.AddDate(0, 0, n-1).Format(time.DateOnly)
		}
		return
	}
}
