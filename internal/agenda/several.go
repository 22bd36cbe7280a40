package agenda

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery"
)

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

// daysOf dates talks by how long they took until something: "the deal was reached
// after ten days of talks" on the day that is told of.
func (r *reader) daysOf(g *meeting) {
	if g.date.From != "" || g.status != chancery.MeetingHeld || g.rule != "meeting.noun" {
		return
	}
	for _, i := range r.times[g.sent] {
		m := &r.d.Mentions[i]
		if m.Type != chancery.DurationType || m.Lo == 0 || r.low(m.Lo-1) != "after" && r.low(m.Lo-1) != "following" || r.t.Head(g.tok) != m.Head {
			continue
		}
		rest, ok := strings.CutPrefix(m.Value, "P")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, "D"))
		if !ok || err != nil || !strings.HasSuffix(rest, "D") || n < 2 || n > 30 {
			continue
		}
		if last, ok := r.dayBefore(g, m.Lo); ok {
			g.date = chancery.DateSpan{From: last.AddDate(0, 0, 1-n).Format(time.DateOnly), To: last.Format(time.DateOnly)}
			g.open = false
		}
		return
	}
}

// dayBefore is the last day of the past that stands before a token, in its
// sentence or one of the two before.
func (r *reader) dayBefore(g *meeting, t int) (time.Time, bool) {
	for s := g.sent; s >= max(0, g.sent-2); s-- {
		for k := len(r.times[s]) - 1; k >= 0; k-- {
			m := &r.d.Mentions[r.times[s][k]]
			if m.Hi > t || !r.dated(r.times[s][k]) || m.Dates.From != m.Dates.To || r.ahead(m.Dates) {
				continue
			}
			if day, err := time.Parse(time.DateOnly, m.Dates.From); err == nil {
				return day, true
			}
		}
	}
	return time.Time{}, false
}

// deadline stretches the date of a meeting that is to be held "by Monday" to the
// days from publication on.
func (r *reader) deadline(g *meeting) {
	if g.when < 0 || g.status != chancery.MeetingPlanned || !r.ahead(g.date) || len(g.date.From) != len(time.DateOnly) || g.date.From != g.date.To {
		return
	}
	if m := &r.d.Mentions[g.when]; m.Lo > 0 && r.low(m.Lo-1) == "by" || r.low(m.Lo) == "by" {
		g.date.From = r.d.Published.Time.Format(time.DateOnly)
	}
}

// agreed gives talks that name fewer than two parties those who agreed or signed
// something in their sentence or the one before.
func (r *reader) agreed(g *meeting) {
	if g.format != chancery.TalksFormat || g.status != chancery.MeetingHeld || g.rule != "meeting.noun" || len(g.ids) > 1 || g.date.From == "" {
		return
	}
	for i := len(r.d.Props) - 1; i >= 0; i-- {
		p := &r.d.Props[i]
		if p.Sent > g.sent || p.Sent < g.sent-1 || p.Neg || !strings.HasPrefix(p.Lemma, "agree") && p.Lemma != "sign" && (p.Light < 0 || r.t.Lemma(p.Light) != "sign") {
			continue
		}
		if ids := p.ActorIDs(r.d, chancery.Subj); len(ids) > 1 {
			g.ids = add(g.ids, ids...)
			return
		}
	}
}

// resumed gives talks that are known and yet to go on, of whom nobody is named,
// the parties and the place of the talks before: "the talks, which are to resume
// on Friday".
func (r *reader) resumed(i int) {
	g := &r.meetings[i]
	if g.format != chancery.TalksFormat || !g.definite || len(g.ids) > 0 || !r.ahead(g.date) {
		return
	}
	for j := i - 1; j >= 0 && r.meetings[j].sent >= g.sent-4; j-- {
		if o := &r.meetings[j]; o.format == chancery.TalksFormat && len(o.ids) > 0 {
			if g.ids = slices.Clone(o.ids); g.place == "" {
				g.place = o.place
			}
			return
		}
	}
}
