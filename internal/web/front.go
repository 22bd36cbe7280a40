package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"chancery"
	"chancery/internal/store"
	"chancery/internal/story"
)

// The bounds of the front page.
const (
	frontCards   = 40               // happenings shown
	frontMeets   = 8                // meetings
	frontDue     = 10               // conditions and demands
	firstVisit   = 60               // articles that a first visitor is shown
	changeWindow = 3000             // articles that are looked through at most
	visit        = 30 * time.Minute // after such a pause a visit is a new one
	dueDays      = 14               // how far ahead something is due
)

// mark is how far the ledger has come, a moment ago at most.
func (s *site) mark(ctx context.Context) (store.Mark, error) {
	return cached(s.cache, "mark", func() (store.Mark, error) { return s.Store.Mark(context.WithoutCancel(ctx)) })
}

// A look is since when changes are shown, as a cookie keeps it.
type look struct {
	Base int64     // article up to which everything has been seen
	Last int64     // last article at the last visit
	At   time.Time // of the last visit
}

func readLook(r *http.Request) (l look, ok bool) {
	c, err := r.Cookie("seen")
	if err != nil {
		return l, false
	}
	var at int64
	if _, err := fmt.Sscanf(c.Value, "%d.%d.%d", &l.Base, &l.Last, &at); err != nil || l.Base < 0 || l.Last < l.Base {
		return look{}, false
	}
	l.At = time.Unix(at, 0)
	return l, true
}

func (l look) cookie() *http.Cookie {
	return &http.Cookie{Name: "seen", Value: fmt.Sprintf("%d.%d.%d", l.Base, l.Last, l.At.Unix()), Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// since is the article behind which changes are shown, and in words when that was.
func (s *site) since(r *http.Request, m store.Mark) (after int64, words string, set []*http.Cookie, err error) {
	if asked := r.URL.Query().Get("since"); asked != "" {
		at, words, ok := s.moment(asked)
		if !ok {
			return 0, "", nil, wrong("since: %q, want a day (2031-04-01), a moment (2031-04-01T08:00:00Z), or how long ago (6h, 7d).", asked)
		}
		after, err := s.Store.Before(r.Context(), at)
		return after, words, nil, err
	}
	now := s.Now()
	l, ok := readLook(r)
	if !ok || l.Last > m.Article { // of another ledger
		after := max(0, m.Article-firstVisit)
		return after, "", []*http.Cookie{look{after, m.Article, now}.cookie()}, nil
	}
	if now.Sub(l.At) > visit {
		l.Base = l.Last
	}
	words = "since you last looked"
	l.Last, l.At = m.Article, now
	return l.Base, words, []*http.Cookie{l.cookie()}, nil
}

// moment reads a day, a moment, or how long ago it was.
func (s *site) moment(asked string) (time.Time, string, bool) {
	if count, unit := asked[:len(asked)-1], asked[len(asked)-1]; unit == 'h' || unit == 'd' {
		n, err := strconv.Atoi(count)
		if err != nil || n < 1 || n > 100_000 {
			return time.Time{}, "", false
		}
		if unit == 'd' {
			return s.Now().AddDate(0, 0, -n), "in the last " + counted(n, "day"), true
		}
		return s.Now().Add(-time.Duration(n) * time.Hour), "in the last " + counted(n, "hour"), true
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, asked); err == nil {
			return t, "since " + shortDay(asked), true
		}
	}
	return time.Time{}, "", false
}

// frontPage is what has changed and what is due.
type frontPage struct {
	Since     string // in words; empty for a first visitor
	New       []card
	Changed   []card
	More      bool
	Due       []standing
	Meetings  []card
	Troubled  []store.Source
	Today     string
	Articles  int64 // that came since
	Empty     bool  // the ledger has nothing yet
	Latest    int64
	Corrected int
}

func (s *site) front(r *http.Request) (*reply, error) {
	ctx := r.Context()
	m, err := s.mark(ctx)
	if err != nil {
		return nil, err
	}
	after, words, set, err := s.since(r, m)
	if err != nil {
		return nil, err
	}
	p := &frontPage{Since: words, Today: m.Day, Articles: m.Article - after, Empty: m.Article == 0, Latest: m.Article}
	if err := s.changes(ctx, p, max(after, m.Article-changeWindow), m.Article); err != nil {
		return nil, err
	}
	if p.Due, err = s.due(ctx, m.Day); err != nil {
		return nil, err
	}
	if p.Meetings, err = s.ahead(ctx, m.Day, frontMeets); err != nil {
		return nil, err
	}
	if p.Troubled, err = s.troubled(ctx); err != nil {
		return nil, err
	}
	return &reply{page: "front", title: "What changed", nav: "/", data: p, set: set, feed: "/events.atom"}, nil
}

// changes finds the new and the changed happenings of articles (after, upto].
func (s *site) changes(ctx context.Context, p *frontPage, after, upto int64) error {
	list, err := s.Store.Changes(ctx, store.Events, after, upto, frontCards+1)
	if err != nil {
		return err
	}
	if p.More = len(list) > frontCards; p.More {
		list = list[:frontCards]
	}
	var ids []string
	change := map[string]store.Change{}
	for _, c := range list {
		ids = append(ids, c.Happening)
		change[c.Happening] = c
	}
	found, err := s.Store.HappeningsByID(ctx, ids, 1)
	if err != nil {
		return err
	}
	for _, h := range found {
		c := cardOf(h)
		c.New = change[h.ID].New
		if c.New {
			p.New = append(p.New, c)
			continue
		}
		if n := len(h.History); n > 1 {
			c.Was = statusWord(h.History[n-2].Status)
		}
		p.Changed = append(p.Changed, c)
	}
	return nil
}

// due are the conditions with a day that is near, those due first at the top, then
// the newest open demands.
func (s *site) due(ctx context.Context, today string) ([]standing, error) {
	list, err := cached(s.cache, "due", func() ([]*store.Standing, error) {
		return s.Store.Due(context.WithoutCancel(ctx), addDays(today, -dueDays), addDays(today, dueDays), frontDue)
	})
	if err != nil {
		return nil, err
	}
	out := standingsOf(list, today)
	shown := map[string]bool{}
	for _, x := range out {
		shown[x.ID] = true
	}
	for _, section := range []store.Section{store.Conditions, store.Demands} {
		more, err := s.standings(ctx, store.Filter{Section: section, Statuses: []string{store.StandsOpen}, Limit: frontDue}, today)
		if err != nil {
			return nil, err
		}
		for _, x := range more {
			if !shown[x.ID] && x.Since >= addDays(today, -dueDays) {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b standing) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Deadline, "~"), cmp.Or(b.Deadline, "~")), cmp.Compare(b.Since, a.Since), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), frontDue)], nil
}

// ahead are the next meetings from a day on.
func (s *site) ahead(ctx context.Context, today string, limit int) ([]card, error) {
	ids, err := s.Store.MeetingsFrom(ctx, today, limit)
	if err != nil {
		return nil, err
	}
	found, err := s.Store.HappeningsByID(ctx, ids, 1)
	return cardsOf(found), err
}

// troubled are the sources that somebody should look after.
func (s *site) troubled(ctx context.Context) ([]store.Source, error) {
	all, err := s.followed(ctx)
	return slices.DeleteFunc(slices.Clone(all), func(x store.Source) bool { return x.Faults == 0 }), err
}

// seen marks everything as seen.
func (s *site) seen(r *http.Request) (*reply, error) {
	m, err := s.Store.Mark(r.Context())
	if err != nil {
		return nil, err
	}
	return &reply{goTo: "/", set: []*http.Cookie{look{m.Article, m.Article, s.Now()}.cookie()}}, nil
}

// disputed reports whether some reports say that a thing took place and others
// that it did not.
func disputed(history []story.Change) bool {
	yes, no := false, false
	for _, c := range history {
		switch c.Status {
		case string(chancery.Actual):
			yes = true
		case string(chancery.Denied):
			no = true
		}
	}
	return yes && no
}
