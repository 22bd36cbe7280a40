package web

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"chancery"
	"chancery/internal/store"
)

// The bounds of a brief: a page or two on paper.
const (
	briefCards = 24
	briefSaid  = 10
	briefAhead = 7 // days
)

// briefPage is the brief of a day.
type briefPage struct {
	Day, Previous, Following string
	Deeds                    []card // what happened, by how many independent sources tell of it
	Words                    []card // threats, demands, accusations, refusals
	Said                     []line
	News                     []standing // conditions and demands that were set, met, refused … on the day
	Due                      []standing // open with a day within the next days
	Meetings                 []card     // of the day
	Ahead                    []day[card]
	Empty                    bool
}

// saying reports whether an event type is done by words.
func saying(kind string) bool {
	return slices.Contains([]string{string(chancery.Threaten), string(chancery.Request), string(chancery.Accuse), string(chancery.Reject), string(chancery.Agree), string(chancery.Support)}, kind)
}

func (s *site) brief(r *http.Request) (*reply, error) {
	ctx := r.Context()
	m, err := s.mark(ctx)
	if err != nil {
		return nil, err
	}
	d := cmp.Or(r.URL.Query().Get("day"), m.Day, s.Now().Format(time.DateOnly))
	if _, err := time.Parse(time.DateOnly, d); err != nil {
		return nil, wrong("day: %q, want a day such as 2031-04-15.", d)
	}
	p := &briefPage{Day: d, Previous: "/brief?day=" + addDays(d, -1), Following: "/brief?day=" + addDays(d, 1)}
	ids, err := s.Store.HappenedIn(ctx, store.Events, d, 2*briefCards)
	if err != nil {
		return nil, err
	}
	found, err := s.Store.HappeningsByID(ctx, ids, 1)
	if err != nil {
		return nil, err
	}
	for _, h := range found {
		c := cardOf(h)
		switch {
		case saying(h.Type) && len(p.Words) < briefCards:
			p.Words = append(p.Words, c)
		case !saying(h.Type) && len(p.Deeds) < briefCards:
			p.Deeds = append(p.Deeds, c)
		}
	}
	if p.Said, err = s.lines(ctx, store.Filter{Section: store.Statements, From: d, To: d, Limit: briefSaid, Newest: true}); err != nil {
		return nil, err
	}
	if err := s.briefStandings(r, p); err != nil {
		return nil, err
	}
	if err := s.briefMeetings(r, p); err != nil {
		return nil, err
	}
	p.Empty = len(p.Deeds)+len(p.Words)+len(p.Said)+len(p.News)+len(p.Meetings) == 0
	return &reply{page: "brief", title: "Brief of " + shortDay(d), nav: "/brief", data: p}, nil
}

// briefStandings finds what became of conditions and demands on the day, and which
// are due.
func (s *site) briefStandings(r *http.Request, p *briefPage) error {
	news, err := s.Store.NewsOf(r.Context(), p.Day, briefCards/2)
	if err != nil {
		return err
	}
	for _, st := range standingsOf(news, p.Day) {
		if on := slices.IndexFunc(st.Steps, func(x step) bool { return x.Day == p.Day }); on >= 0 {
			st.Status = st.Steps[on].Status
			p.News = append(p.News, st)
		}
	}
	due, err := s.Store.Due(r.Context(), p.Day, addDays(p.Day, briefAhead), briefCards)
	if err != nil {
		return err
	}
	p.Due = slices.DeleteFunc(standingsOf(due, p.Day), func(x standing) bool { return x.Since > p.Day })
	return nil
}

func (s *site) briefMeetings(r *http.Request, p *briefPage) error {
	ids, err := s.Store.MeetingsIn(r.Context(), p.Day, briefCards)
	if err != nil {
		return err
	}
	found, err := s.Store.HappeningsByID(r.Context(), ids, 1)
	if err != nil {
		return err
	}
	p.Meetings = cardsOf(found)
	ahead, err := s.ahead(r.Context(), addDays(p.Day, 1), briefCards)
	if err != nil {
		return err
	}
	ahead = slices.DeleteFunc(ahead, func(c card) bool { return c.First > addDays(p.Day, briefAhead) })
	p.Ahead = byDay(ahead, func(c card) string { return c.First })
	return nil
}

// about tells how to read the pages.
func (s *site) about(*http.Request) (*reply, error) {
	return &reply{page: "about", title: "How to read this", nav: "/about", data: map[string]any{"Verbs": eventVerbs, "Events": statusList(statusesOf(store.Events)), "Meetings": statusList(statusesOf(store.Agenda)),
		"Conditions": statusList(statusesOf(store.Conditions)), "Demands": statusList(statusesOf(store.Demands))}}, nil
}

func statusList(keys []string) []word {
	var out []word
	for _, k := range keys {
		out = append(out, statusWord(k))
	}
	return out
}
