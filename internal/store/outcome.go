package store

import (
	"cmp"
	"context"
	"slices"

	"chancery"
	"chancery/internal/story"
)

// condition tells what became of a condition. It is triggered when what it asks
// for has happened, or has not by its deadline; carried out when the side that
// set it did what it said; withdrawn when that side says that it will not; lapsed
// when what was to be averted was averted, or long after its deadline.
func (r *register) condition(rows []*Found) *Standing {
	st := standing(rows)
	x := rows[0]
	c := x.Value.(chancery.Condition)
	st.If, st.Text = x.text(c.Condition), x.text(c.Consequence)
	for _, x := range rows {
		st.Deadline = max(st.Deadline, deadline(x))
	}
	then, cond := r.spanWords(x, c.Consequence), r.spanWords(x, c.Condition)
	asksNot := negative(st.If)
	for _, d := range r.deeds {
		day := when(d)
		if day < st.Since || own(rows, d) {
			continue
		}
		by := meet(d.sides(d.By), x.sides(x.By))
		switch actual := d.Status == string(chancery.Actual); {
		case by && actual && r.tells(then, d, inOutcome):
			st.step(day, StandsCarriedOut, d)
		case by && !actual && r.tells(then, d, inOutcome):
			st.step(day, StandsWithdrawn, d)
		case !by && actual && !asksNot && r.tells(cond, d, inTrigger):
			st.step(day, StandsTriggered, d)
		case !by && actual && asksNot && r.tells(cond, d, inTrigger):
			st.step(day, StandsLapsed, d)
		}
	}
	st.passed(asksNot, r.today)
	return st.settle()
}

// lapseDays are how long after its deadline a condition counts as lapsed when
// nothing was heard of it.
const lapseDays = 14

// passed notes what follows from a deadline that has passed.
func (st *Standing) passed(asksNot bool, today string) {
	if st.Deadline == "" || st.Deadline >= today {
		return
	}
	for _, s := range st.Steps {
		if s.Status != StandsOpen && s.Day <= st.Deadline {
			return
		}
	}
	if asksNot {
		st.step(st.Deadline, StandsTriggered, nil)
	}
	if late := daysAfter(st.Deadline, lapseDays); late < today && !slices.ContainsFunc(st.Steps, func(s Step) bool { return s.Status == StandsCarriedOut || s.Status == StandsWithdrawn }) {
		st.step(late, StandsLapsed, nil)
	}
}

// tells reports whether a deed has at least that share of the words.
func (r *register) tells(words []uint32, d *Found, least float64) bool {
	return len(words) > 0 && r.scale.Within(words, r.words[d]) >= least
}

// own reports whether a row stands in a sentence that tells of the thing itself.
func own(rows []*Found, d *Found) bool {
	return slices.ContainsFunc(rows, func(x *Found) bool { return x.Article.ID == d.Article.ID && x.Sentence == d.Sentence })
}

// deadline is the last day that the sentence of a condition names behind the day
// on which it was told; empty where there is none.
func deadline(x *Found) string {
	last := ""
	s := x.Entry.Sentences[x.Sentence].Span
	for _, m := range x.Entry.Mentions {
		if m.Kind == chancery.TimeMention && m.Span.Start >= s.Start && m.Span.End <= s.End && len(m.Value) == len("2006-01-02") && m.Value > told(x) {
			last = max(last, m.Value)
		}
	}
	return last
}

// demand tells how a demand was answered; nil where the rows are answers.
func (r *register) demand(rows, all []*Found) *Standing {
	x := rows[0]
	if x.Type != string(chancery.DemandMade) {
		return nil
	}
	st := standing(rows)
	st.Text = x.text(x.Value.(chancery.Demand).Content)
	words := r.words[x]
	addressee := x.sides(x.Toward)
	for _, a := range all {
		status := map[string]string{string(chancery.DemandRefused): StandsRefused, string(chancery.DemandAccepted): StandsAccepted}[a.Type]
		if status == "" || told(a) < st.Since || len(addressee) > 0 && !meet(addressee, a.sides(a.By)) {
			continue
		}
		if max(r.scale.Within(words, r.words[a]), r.scale.Within(r.words[a], words)) >= inAnswer {
			st.step(when(a), status, a)
		}
	}
	for _, d := range r.deeds {
		if when(d) > st.Since && d.Status == string(chancery.Actual) && !own(rows, d) && meet(addressee, d.sides(d.By)) && r.tells(words, d, inTrigger) {
			st.step(when(d), StandsMet, d)
		}
	}
	return st.settle()
}

// agenda is the register of meetings: their happenings, those that were moved
// with the day that they were moved to, and those of which nothing was heard.
func (r *register) agenda(ctx context.Context, s *Store, f Filter) ([]*Standing, error) {
	today, err := s.lastDay(ctx)
	if err != nil {
		return nil, err
	}
	want := f.Statuses
	f.Statuses = nil
	var out []*Standing
	for h, err := range s.Happenings(ctx, f) {
		if err != nil {
			return nil, err
		}
		if len(h.Reports) == 0 {
			continue
		}
		st := standing(h.Reports)
		st.ID, st.Kind, st.Deadline, st.Steps = h.ID, h.Type, h.First, nil
		st.Text = h.Reports[0].Value.(chancery.Meeting).Title
		for _, c := range h.History {
			i := slices.IndexFunc(h.Reports, func(x *Found) bool { return x.ID == c.Report })
			st.Steps = append(st.Steps, Step{c.Day, c.Status, h.Reports[max(0, i)]})
		}
		if h.Status == string(chancery.MeetingPlanned) && h.Last < today {
			st.Steps = append(st.Steps, Step{today, StandsUnreported, nil})
		}
		out = append(out, st.settle())
	}
	moved(out)
	if len(want) > 0 {
		out = slices.DeleteFunc(out, func(x *Standing) bool { return !slices.Contains(want, x.Status) })
	}
	return out, nil
}

// movers are words that say that a meeting has another day than before.
var movers = story.Words("postponed moved rescheduled delayed deferred put off brought forward pushed back")

// moved marks a meeting as moved to another of the same parties that was told
// later, before its own day had passed, as having been put to another day.
func moved(list []*Standing) {
	for _, a := range list {
		if a.Status != StandsUnreported && a.Status != string(chancery.MeetingPlanned) && a.Status != string(chancery.MeetingPostponed) {
			continue
		}
		for _, b := range list {
			x := b.Reports[0]
			if a == b || b.Since < a.Since || b.Since > a.Deadline || b.Deadline == a.Deadline || !movedBy(b) || !slices.Equal(a.Reports[0].sides(a.Reports[0].By), x.sides(x.By)) {
				continue
			}
			a.Steps = slices.DeleteFunc(a.Steps, func(s Step) bool { return s.Status == StandsUnreported })
			a.step(b.Since, StandsMoved, x)
			a.settle()
			break
		}
	}
}

func movedBy(st *Standing) bool {
	return slices.ContainsFunc(st.Reports, func(x *Found) bool {
		return x.Status == string(chancery.MeetingPostponed) || slices.ContainsFunc(story.Words(x.Evidence), func(w uint32) bool { return slices.Contains(movers, w) })
	})
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
