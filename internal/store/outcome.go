package store

import (
	"cmp"
	"context"
	"slices"

	"chancery"
	"chancery/internal/story"
)

// agenda is the register of meetings: their happenings, those that were moved with
// the day that they were moved to, and those of which nothing was heard.
func (s *Store) agenda(ctx context.Context, f Filter, behind string) ([]*Standing, error) {
	today, err := s.lastDay(ctx)
	if err != nil {
		return nil, err
	}
	want, limit := f.Statuses, f.Limit
	f.Statuses, f.Limit = nil, cmp.Or(limit, everyMeeting)
	if len(want) > 0 {
		f.Statuses = reportStatuses(want)
	}
	var out []*Standing
	for {
		page, err := s.happeningPage(ctx, f, behind, 0)
		if err != nil || len(page) == 0 {
			return out, err
		}
		for _, h := range page {
			behind = h.ID
			st, err := s.meeting(ctx, h, today)
			if err != nil {
				return nil, err
			}
			if len(want) == 0 || slices.Contains(want, st.Status) {
				out = append(out, st)
			}
			if limit > 0 && len(out) == limit {
				return out, nil
			}
		}
	}
}

// everyMeeting is how many meetings are read at a time where all are asked for.
const everyMeeting = 500

// reportStatuses are the statuses that reports give meetings that stand so in the
// register; none where any can.
func reportStatuses(want []string) (out []string) {
	for _, s := range want {
		switch s {
		case StandsMoved:
			out = append(out, string(chancery.MeetingPlanned), string(chancery.MeetingPostponed))
		case StandsUnreported:
			out = append(out, string(chancery.MeetingPlanned))
		default:
			out = append(out, s)
		}
	}
	return out
}

// meeting is a happening as a line of the register.
func (s *Store) meeting(ctx context.Context, h *Happening, today string) (*Standing, error) {
	st := standingOf(h.Reports)
	st.ID, st.Kind, st.Deadline, st.Steps = h.ID, h.Type, h.First, nil
	if v, ok := h.Reports[0].Value.(chancery.Meeting); ok {
		st.Text = v.Title
	}
	for _, c := range h.History {
		i := slices.IndexFunc(h.Reports, func(x *Found) bool { return x.ID == c.Report })
		st.Steps = append(st.Steps, Step{Day: c.Day, Status: c.Status, Report: h.Reports[max(0, i)]})
	}
	if h.Status != string(chancery.MeetingPlanned) && h.Status != string(chancery.MeetingPostponed) {
		return st.settle(), nil
	}
	by, err := s.movedBy(ctx, st)
	switch {
	case err != nil:
		return nil, err
	case by != nil:
		st.step(told(by), StandsMoved, by)
	case h.Status == string(chancery.MeetingPlanned) && h.Last < today:
		st.Steps = append(st.Steps, Step{Day: today, Status: StandsUnreported, virtual: true})
	}
	return st.settle(), nil
}

// movedBy is the report that tells of a meeting of the same parties on another day,
// told later, before its own day had passed, as having been put to that day; nil
// where there is none.
func (s *Store) movedBy(ctx context.Context, st *Standing) (*Found, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT o.id, r.n, a.day, r.status, r.words FROM happening h JOIN happening o ON o.block = h.block AND o.id <> h.id AND o.first <> h.first AND o.first BETWEEN ? AND ?
		CROSS JOIN report r ON r.happening = o.id CROSS JOIN article a ON a.n = r.article WHERE h.id = ?`+counted+" ORDER BY o.first, o.id, a.day, r.id",
		daysAfter(st.Deadline, -horizon), daysAfter(st.Deadline, horizon), st.ID)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var other string // meeting
	var first int64  // report of it
	var early bool   // told in time
	for rows.Next() {
		var id, day, status string
		var n int64
		var words []byte
		if err := rows.Scan(&id, &n, &day, &status, &words); err != nil {
			return nil, s.explain(err)
		}
		if id != other {
			other, first, early = id, n, day >= st.Since && day <= st.Deadline
		}
		if !early || status != string(chancery.MeetingPostponed) && !putOff(unpackWords(words)) {
			continue
		}
		found, err := s.numbered(ctx, "SELECT ?", first)
		if err != nil || len(found) == 0 {
			return nil, err
		}
		return found[0], nil
	}
	return nil, s.explain(rows.Err())
}

// movers are words that say that a meeting has another day than before.
var movers = story.Words("postponed moved rescheduled delayed deferred put off brought forward pushed back")

func putOff(words []uint32) bool {
	return slices.ContainsFunc(words, func(w uint32) bool { return slices.Contains(movers, w) })
}

// A Contact is a meeting that was held, with what each side said of it.
type Contact struct {
	*Standing
	Sides []Readout `json:"sides"`
	Both  [][2]int  `json:"both"` // pairs of statements, of the first and the second side, that say alike
}

// A Readout is what one side said of a contact.
type Readout struct {
	Side       string   `json:"side"`
	Statements []*Found `json:"-"`
}

// likeReadout is how alike two statements are that say the same.
const likeReadout = 0.25

// readoutDays are the days after a contact in which readouts of it are looked for.
const readoutDays = 2

// Contacts are the meetings and calls that were held, each with the statements of
// each side in the articles that report it: what both say, what only one says.
func (s *Store) Contacts(ctx context.Context, f Filter) ([]*Contact, error) {
	f.Section, f.Statuses = Agenda, []string{string(chancery.MeetingHeld)}
	held, err := s.Register(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []*Contact
	for _, st := range held {
		c := &Contact{Standing: st}
		sides := map[string][]*Found{}
		seen := map[string]bool{}
		for _, x := range st.Reports {
			if seen[x.Article.ID] || told(x) < st.Deadline || told(x) > daysAfter(st.Deadline, readoutDays) {
				continue
			}
			seen[x.Article.ID] = true
			parties := x.sides(x.By)
			for said, err := range s.Find(ctx, Filter{Section: Statements, Article: x.Article.ID}) {
				if err != nil {
					return nil, err
				}
				for _, side := range said.sides(append(said.By, said.Value.(chancery.Statement).OnBehalfOf...)) {
					if slices.Contains(parties, side) {
						sides[side] = append(sides[side], said)
						break
					}
				}
			}
		}
		for side, list := range sides {
			slices.SortStableFunc(list, func(a, b *Found) int {
				return cmp.Or(cmp.Compare(told(a), told(b)), cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Index, b.Index))
			})
			c.Sides = append(c.Sides, Readout{side, list})
		}
		slices.SortFunc(c.Sides, func(a, b Readout) int { return cmp.Compare(a.Side, b.Side) })
		c.compare()
		out = append(out, c)
	}
	return out, nil
}

// compare finds what both of two sides say.
func (c *Contact) compare() {
	c.Both = [][2]int{}
	if len(c.Sides) != 2 {
		return
	}
	words := func(x *Found) []uint32 { return story.Words(x.text(x.Value.(chancery.Statement).Content)) }
	var texts [][]uint32
	for _, side := range c.Sides {
		for _, x := range side.Statements {
			texts = append(texts, words(x))
		}
	}
	scale := story.NewScale(texts)
	for i, a := range c.Sides[0].Statements {
		for j, b := range c.Sides[1].Statements {
			if scale.Like(words(a), words(b)) >= likeReadout {
				c.Both = append(c.Both, [2]int{i, j})
			}
		}
	}
}
