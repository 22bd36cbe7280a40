package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery/internal/store"
)

// sumReports is over how many of the latest reports sums are made.
const sumReports = 3000

// actorsPage is who did and said something in the last reports.
type actorsPage struct {
	Words  string
	Actors []store.Known
	Capped bool
}

func (s *site) actors(r *http.Request) (*reply, error) {
	p := &actorsPage{Words: strings.TrimSpace(r.URL.Query().Get("name"))}
	var err error
	if p.Words != "" {
		p.Actors, err = s.Store.ActorsNamed(r.Context(), p.Words, perPage)
	} else {
		p.Actors, err = cached(s.cache, "actors", func() ([]store.Known, error) {
			return s.Store.Busiest(context.WithoutCancel(r.Context()), sumReports, 2*perPage)
		})
	}
	return &reply{page: "actors", title: "Actors", nav: "/actors", data: p}, err
}

// A stat is a number with the list behind it.
type stat struct {
	N    string
	What string
	Href string
}

// actorPage is what the ledger knows of an actor.
type actorPage struct {
	*store.Known
	Stats    []stat
	Recent   []card
	Said     []line
	Sets     []standing // conditions and demands that it set, open
	Faces    []standing // and that it faces
	Meetings []card
	Others   []edgeLine
	People   []store.Known // who acts for a state
	Turned   []position    // where its position has turned
	Today    string
}

// A position is what an actor wants, refuses or accepts on one issue, by turns.
type position struct {
	*store.Position
	Turns []turn
}

type turn struct {
	Day    string
	Stance string
	Report line
}

// positionDays is over how many days positions are compared, positionRows of how
// many demands and answers at most.
const (
	positionDays = 120
	positionRows = 300
)

// An edgeLine is what an actor and another did toward each other.
type edgeLine struct {
	Other       who
	There, Back int // happenings toward the other, and from it
	Cooperation int
	Conflict    int
	Last        string
}

func (s *site) actor(r *http.Request) (*reply, error) {
	ctx, id := r.Context(), r.PathValue("id")
	k, err := s.Store.Actor(ctx, id)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return nil, missing("The ledger names no actor with the id %s.", id)
	}
	m, err := s.mark(ctx)
	if err != nil {
		return nil, err
	}
	p := &actorPage{Known: k, Today: m.Day}
	for _, f := range []func() error{
		func() error { return s.actorStats(ctx, p) },
		func() (err error) {
			found, err := s.Store.HappeningPage(ctx, store.Filter{Section: store.Events, Actors: []string{id}, Limit: 12}, "")
			p.Recent = cardsOf(found)
			return err
		},
		func() (err error) {
			found, err := s.Store.HappeningPage(ctx, store.Filter{Section: store.Agenda, Actors: []string{id}, Limit: 8}, "")
			p.Meetings = cardsOf(found)
			return err
		},
		func() (err error) {
			p.Said, err = s.lines(ctx, store.Filter{Section: store.Statements, By: id, Limit: 8, Newest: true})
			return err
		},
		func() (err error) { p.Sets, err = s.openOf(ctx, store.Filter{By: id}, m.Day); return err },
		func() (err error) { p.Faces, err = s.openOf(ctx, store.Filter{Toward: id}, m.Day); return err },
		func() (err error) { p.Others, err = s.others(ctx, id); return err },
		func() (err error) { p.Turned, err = s.turned(ctx, id, m.Day); return err },
		func() (err error) {
			if k.Kind == "country" {
				p.People, err = s.Store.Of(ctx, k.Country, 40)
				p.People = slices.DeleteFunc(p.People, func(o store.Known) bool { return o.ID == id })
			}
			return err
		},
	} {
		if err := f(); err != nil {
			return nil, err
		}
	}
	return &reply{page: "actor", title: k.Name, nav: "/actors", data: p, feed: "/events.atom?actor=" + url.QueryEscape(id)}, nil
}

// actorStats counts rows of an actor, each number with its list.
func (s *site) actorStats(ctx context.Context, p *actorPage) error {
	id := p.ID
	for _, c := range []struct {
		what string
		f    store.Filter
		href string
	}{
		{"acts", store.Filter{Section: store.Events, By: id}, "/events?view=reports&source="},
		{"acted on", store.Filter{Section: store.Events, Toward: id}, "/events?view=reports&target="},
		{"statements", store.Filter{Section: store.Statements, By: id}, "/statements?source="},
		{"demands made", store.Filter{Section: store.Demands, By: id, Types: []string{"demands"}}, "/demands?view=reports&type=demands&source="},
		{"conditions set", store.Filter{Section: store.Conditions, By: id}, "/conditions?view=reports&source="},
		{"in meetings", store.Filter{Section: store.Agenda, By: id}, "/agenda?view=list&source="},
	} {
		n, err := cached(s.cache, "count:"+c.href+id, func() (int, error) { return s.Store.Count(context.WithoutCancel(ctx), c.f, countMost) })
		if err != nil {
			return err
		}
		shown := thousands(n)
		if n == countMost {
			shown += "+"
		}
		p.Stats = append(p.Stats, stat{shown, c.what, c.href + url.QueryEscape(id)})
	}
	return nil
}

func (s *site) lines(ctx context.Context, f store.Filter) ([]line, error) {
	var out []line
	for x, err := range s.Store.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, lineOf(x))
	}
	return out, nil
}

// openRows is how many of the latest conditions, and demands, of an actor are
// looked through for those that are open.
const openRows = 60

// openOf are the conditions and demands of a filter that are not settled, the
// newest first.
func (s *site) openOf(ctx context.Context, f store.Filter, today string) ([]standing, error) {
	var out []standing
	for _, section := range []store.Section{store.Conditions, store.Demands} {
		f.Section, f.Limit = section, openRows
		key := fmt.Sprint("open:", section, f.By, ":", f.Toward)
		list, err := cached(s.cache, key, func() ([]*store.Standing, error) {
			return s.Store.Lately(context.WithoutCancel(ctx), f, 6)
		})
		if err != nil {
			return nil, err
		}
		out = append(out, standingsOf(list, today)...)
	}
	newest(out)
	return out[:min(len(out), 12)], nil
}

// turned are the positions of an actor on which it has not always said the same;
// nil where there is too much to compare.
func (s *site) turned(ctx context.Context, id, today string) ([]position, error) {
	f := store.Filter{Section: store.Demands, By: id, From: addDays(today, -positionDays)}
	if n, err := s.Store.Count(ctx, f, positionRows); err != nil || n == positionRows {
		return nil, err
	}
	list, err := cached(s.cache, "positions:"+id, func() ([]*store.Position, error) {
		return s.Store.Positions(context.WithoutCancel(ctx), id, store.Filter{From: f.From})
	})
	var out []position
	for _, x := range list {
		if len(x.Turns) < 2 {
			continue
		}
		o := position{Position: x}
		for _, t := range x.Turns {
			o.Turns = append(o.Turns, turn{t.Day, t.Stance, lineOf(t.Report)})
		}
		out = append(out, o)
	}
	return out[:min(len(out), 8)], err
}

// others are who an actor deals with, both ways together.
func (s *site) others(ctx context.Context, id string) ([]edgeLine, error) {
	edges, err := cached(s.cache, "edges:"+id, func() ([]store.Edge, error) {
		return s.Store.Edges(context.WithoutCancel(ctx), store.Filter{Actors: []string{id}}, sumReports/3)
	})
	if err != nil {
		return nil, err
	}
	at := map[string]*edgeLine{}
	for _, e := range edges {
		other, name, back := e.To, e.ToName, false
		if e.To == id {
			other, name, back = e.From, e.FromName, true
		} else if e.From != id {
			continue // somebody who acts for the actor
		}
		l := at[other]
		if l == nil {
			l = &edgeLine{Other: who{other, name, actorHref(other)}}
			at[other] = l
		}
		if back {
			l.Back += e.Happenings
		} else {
			l.There += e.Happenings
		}
		l.Cooperation, l.Conflict, l.Last = l.Cooperation+e.Cooperation, l.Conflict+e.Conflict, max(l.Last, e.Last)
	}
	var out []edgeLine
	for _, l := range at {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b edgeLine) int {
		return cmp.Or(cmp.Compare(b.There+b.Back, a.There+a.Back), cmp.Compare(a.Other.ID, b.Other.ID))
	})
	return out[:min(len(out), 15)], nil
}
