package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"chancery/internal/store"
)

// perPage is how many rows a page of a list has.
const perPage = 50

// countMost is up to how many rows a list is counted.
const countMost = 1000

// listPage is a list of rows or of happenings.
type listPage struct {
	Q       *question
	Title   string
	Intro   string
	Days    []day[card] // happenings
	Rows    []day[line] // or rows
	Chips   []chip
	Total   string // how many there are, in words
	Next    string // address of the next page
	Types   []choice
	Status  []choice
	Alert   bool
	Views   []view // how else the list is shown
	Suggest []who  // actors that fit the words that were searched for
}

// A choice is an option of a form.
type choice struct {
	Value, Word string
	Chosen      bool
}

// A view is another way to show the same list.
type view struct {
	Word, Href string
	Here       bool
}

func (q *question) choices() (types, statuses []choice) {
	for _, t := range typesOf(q.Filter.Section) {
		w := t
		if v := verbOf(eventVerbs, t); v.Noun != "" {
			w = v.Noun
		}
		types = append(types, choice{t, w, q.Is("type", t)})
	}
	for _, s := range statusesOf(q.Filter.Section) {
		statuses = append(statuses, choice{s, statusWord(s).Word, q.Is("status", s)})
	}
	return types, statuses
}

// list is what all lists have.
func (s *site) list(r *http.Request, q *question, title, intro string) *listPage {
	p := &listPage{Q: q, Title: title, Intro: intro, Alert: s.Alerts, Chips: q.Chips(func(id string) string { return s.nameOf(r.Context(), id) })}
	p.Types, p.Status = q.choices()
	return p
}

// nameOf is the name of an actor or a place, its id where it is not known.
func (s *site) nameOf(ctx context.Context, id string) string {
	name, err := cached(s.cache, "name:"+id, func() (string, error) {
		ctx := context.WithoutCancel(ctx)
		if a, err := s.Store.Actor(ctx, id); err != nil || a != nil {
			if a == nil {
				return "", err
			}
			return a.Name, nil
		}
		p, err := s.Store.PlaceOf(ctx, id)
		if p == nil {
			return id, err
		}
		return p.Name, nil
	})
	if err != nil {
		return id
	}
	return name
}

// events lists happenings, each once, or with view=reports the reports of them.
func (s *site) events(r *http.Request) (*reply, error) {
	q, err := ask(r, "events")
	if err != nil {
		return nil, err
	}
	p := s.list(r, q, "Events", "Who did what to whom. Each happening stands here once, however many tell of it.")
	reports := q.View() == "reports"
	p.Views = []view{{"Happenings", q.Toggle(""), !reports}, {"Reports", q.Toggle("reports"), reports}}
	switch {
	case q.View() != "" && !reports:
		return nil, wrong("There is no view %q; there are happenings and reports.", q.View())
	case reports:
		p.Intro = "Who did what to whom, as each article has it. One happening may stand here many times."
		err = s.rows(r, q, p)
	default:
		err = s.cards(r, q, p)
	}
	return &reply{page: "list", title: "Events", nav: "/events", data: p, feed: q.Atom()}, err
}

// cards fills a list with happenings.
func (s *site) cards(r *http.Request, q *question, p *listPage) error {
	found, next, err := s.happeningsOf(r.Context(), q)
	if err != nil {
		return err
	}
	p.Next = next
	p.Days = byDay(cardsOf(found), func(c card) string { return c.First })
	return nil
}

// happeningsOf is the page of happenings that a question asks for, and the address
// of the next one.
func (s *site) happeningsOf(ctx context.Context, q *question) ([]*store.Happening, string, error) {
	f := q.Filter
	limit := q.limit()
	f.Limit = limit + 1
	found, err := s.Store.HappeningPage(ctx, f, q.rest.Get("after"))
	if err != nil || len(found) <= limit {
		return found, "", err
	}
	found = found[:limit]
	return found, q.Next(found[limit-1].ID), nil
}

// limit is how many rows a page has.
func (q *question) limit() int {
	if n := q.Filter.Limit; n > 0 && n < 10*perPage {
		return n
	}
	return perPage
}

// rows fills a list with rows, latest first.
func (s *site) rows(r *http.Request, q *question, p *listPage) error {
	found, next, err := s.found(r.Context(), q)
	if err != nil {
		return err
	}
	p.Next = next
	var lines []line
	for _, x := range found {
		lines = append(lines, lineOf(x))
	}
	p.Rows = byDay(lines, func(l line) string { return l.First })
	n, err := s.Store.Count(r.Context(), q.Filter, countMost)
	p.Total = counted(n, "row")
	if n == countMost {
		p.Total = "more than " + counted(n, "row")
	}
	return err
}

// found is the page of rows that a question asks for.
func (s *site) found(ctx context.Context, q *question) (out []*store.Found, next string, err error) {
	f, limit := q.Filter, q.limit()
	f.Limit, f.Newest = limit+1, true
	if after := q.rest.Get("after"); after != "" {
		if f.After, err = strconv.ParseInt(after, 10, 64); err != nil || f.After <= 0 {
			return nil, "", wrong("after: %q is no place in the list.", after)
		}
	}
	sections := []store.Section{f.Section}
	if f.Section == 0 { // an index gives the rows of one section in their order
		sections = []store.Section{store.Events, store.Statements, store.Conditions, store.Demands, store.Agenda}
	}
	for _, f.Section = range sections {
		for x, err := range s.Store.Find(ctx, f) {
			if err != nil {
				return nil, "", err
			}
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b *store.Found) int { return cmp.Or(cmp.Compare(b.First, a.First), cmp.Compare(b.N, a.N)) })
	if len(out) > limit {
		out = out[:limit]
		next = q.Next(out[limit-1].N)
	}
	return out, next, nil
}

func (s *site) statements(r *http.Request) (*reply, error) {
	q, err := ask(r, "statements")
	if err != nil {
		return nil, err
	}
	p := s.list(r, q, "Statements", "Who said what, through whom, in which words.")
	return &reply{page: "list", title: "Statements", nav: "/statements", data: p, feed: q.Atom()}, s.rows(r, q, p)
}

// search finds rows of every kind by the words of their sentence.
func (s *site) search(r *http.Request) (*reply, error) {
	q, err := ask(r, "search")
	if err != nil {
		return nil, err
	}
	p := s.list(r, q, "Search", "Rows of every kind whose sentence has all the words, in any form. Words between double quotation marks stand side by side.")
	a := &reply{page: "list", title: "Search", nav: "/search", data: p, feed: q.Atom()}
	if len(q.Asked) == 0 {
		return a, nil
	}
	if words := q.Filter.Words; words != "" {
		a.title = "Search: " + words
		known, err := s.Store.ActorsNamed(r.Context(), words, 6)
		if err != nil {
			return nil, err
		}
		for _, k := range known {
			p.Suggest = append(p.Suggest, who{k.ID, k.Name, actorHref(k.ID)})
		}
	}
	return a, s.rows(r, q, p)
}
