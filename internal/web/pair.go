package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// pairPage is what two sides do and say toward each other.
type pairPage struct {
	A, B      who
	From, To  string
	Weeks     []weekLine // the newest first
	Chart     *chart
	Sum       store.Week
	Contacts  []contact
	Open      []standing
	Settled   []standing
	Recent    []card
	More      string // address of all happenings
	Agenda    string
	Narrowed  bool
	Self      string
	Truncated bool
}

// A weekLine is a week with the list behind it.
type weekLine struct {
	store.Week
	Sunday string
	Href   string
	Score  string
	Sign   int
}

// A contact is a meeting or call that was held, with both readouts.
type contact struct {
	standing
	Day   string
	Both  [][2]line
	Sides []readout
}

// A readout is what one side alone says of a contact.
type readout struct {
	Side who
	Only []line
}

// pairWeeks is how many weeks are shown when none are asked for.
const pairWeeks = 104

// pairStandings is how many conditions, and how many demands, are looked through.
const pairStandings = 40

func (s *site) choosePair(r *http.Request) (*reply, error) {
	a, b := strings.TrimSpace(r.URL.Query().Get("a")), strings.TrimSpace(r.URL.Query().Get("b"))
	if a == "" || b == "" {
		edges, err := s.edges(r.Context(), store.Filter{}, sumReports)
		if err != nil {
			return nil, err
		}
		return &reply{page: "pairs", title: "Pairs", nav: "/pair", data: pairsOf(edges)}, nil
	}
	var ids []string
	for _, name := range []string{a, b} {
		known, err := s.Store.ActorsNamed(r.Context(), name, 1)
		if err != nil {
			return nil, err
		}
		if len(known) == 0 {
			return nil, missing("The ledger names no actor like “%s”.", name)
		}
		ids = append(ids, known[0].ID)
	}
	return &reply{goTo: pairHref(ids[0], ids[1])}, nil
}

// A pairLine is two sides and how much is between them.
type pairLine struct {
	A, B        who
	Href        string
	Happenings  int
	Cooperation int
	Conflict    int
	Last        string
}

// pairsOf sums up edges both ways, the busiest first.
func pairsOf(edges []store.Edge) []pairLine {
	at := map[[2]string]*pairLine{}
	for _, e := range edges {
		a, b := who{e.From, e.FromName, actorHref(e.From)}, who{e.To, e.ToName, actorHref(e.To)}
		if a.ID > b.ID {
			a, b = b, a
		}
		l := at[[2]string{a.ID, b.ID}]
		if l == nil {
			l = &pairLine{A: a, B: b, Href: pairHref(a.ID, b.ID)}
			at[[2]string{a.ID, b.ID}] = l
		}
		l.Happenings, l.Cooperation, l.Conflict, l.Last = l.Happenings+e.Happenings, l.Cooperation+e.Cooperation, l.Conflict+e.Conflict, max(l.Last, e.Last)
	}
	var out []pairLine
	for _, l := range at {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b pairLine) int {
		return cmp.Or(cmp.Compare(b.Happenings, a.Happenings), cmp.Compare(a.Href, b.Href))
	})
	return out[:min(len(out), perPage)]
}

// side is an actor or country by its id, which must be known.
func (s *site) side(ctx context.Context, id string) (who, error) {
	k, err := s.Store.Actor(ctx, id)
	if err == nil && k == nil {
		err = missing("The ledger names no actor with the id %s.", id)
	}
	if err != nil {
		return who{}, err
	}
	return who{id, k.Name, actorHref(id)}, nil
}

func (s *site) pair(r *http.Request) (*reply, error) {
	ctx := r.Context()
	p := &pairPage{From: r.URL.Query().Get("from"), To: r.URL.Query().Get("to")}
	for name, day := range map[string]string{"from": p.From, "to": p.To} {
		if day != "" && !answer.Day.MatchString(day) {
			return nil, wrong("%s: %q, want 2022, 2022-01 or 2022-01-10.", name, day)
		}
	}
	var err error
	if p.A, err = s.side(ctx, r.PathValue("a")); err != nil {
		return nil, err
	}
	if p.B, err = s.side(ctx, r.PathValue("b")); err != nil {
		return nil, err
	}
	if p.A.ID == p.B.ID {
		return nil, wrong("A pair has two sides; this is %s twice.", p.A.Name)
	}
	p.Narrowed, p.Self = p.From != "" || p.To != "", pairHref(p.A.ID, p.B.ID)
	m, err := s.mark(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.timeline(ctx, p); err != nil {
		return nil, err
	}
	both := store.Filter{Actors: []string{p.A.ID, p.B.ID}, From: p.From, To: p.To}
	if err := s.between(ctx, p, both, m.Day); err != nil {
		return nil, err
	}
	v := url.Values{"actor": {p.A.ID, p.B.ID}}
	for name, day := range map[string]string{"from": p.From, "to": p.To} {
		if day != "" {
			v.Set(name, day)
		}
	}
	p.More, p.Agenda = "/events?"+v.Encode(), "/agenda?view=list&"+v.Encode()
	return &reply{page: "pair", title: p.A.Name + " and " + p.B.Name, nav: "/pair", data: p, feed: "/events.atom?" + v.Encode(), more: []string{"uplot.js", "pair.js"}}, nil
}

// timeline sums up the weeks of a pair and draws them.
func (s *site) timeline(ctx context.Context, p *pairPage) error {
	weeks, err := cached(s.cache, "pair:"+p.Self+":"+p.From+":"+p.To, func() ([]store.Week, error) {
		return s.Store.Pair(context.WithoutCancel(ctx), p.A.ID, p.B.ID, p.From, p.To)
	})
	if err != nil {
		return err
	}
	if p.Truncated = len(weeks) > pairWeeks && !p.Narrowed; p.Truncated {
		weeks = weeks[len(weeks)-pairWeeks:]
	}
	total := 0.0
	for _, w := range weeks {
		sunday := addDays(w.Monday, 6)
		v := url.Values{"actor": {p.A.ID, p.B.ID}, "from": {w.Monday}, "to": {sunday}, "status": {"actual"}}
		p.Weeks = append(p.Weeks, weekLine{w, sunday, "/events?" + v.Encode(), score(w.Intensity), sign(w.Intensity)})
		p.Sum.Happenings, p.Sum.Reports = p.Sum.Happenings+w.Happenings, p.Sum.Reports+w.Reports
		p.Sum.There, p.Sum.Back = p.Sum.There+w.There, p.Sum.Back+w.Back
		p.Sum.Cooperation, p.Sum.Conflict = p.Sum.Cooperation+w.Cooperation, p.Sum.Conflict+w.Conflict
		total += w.Intensity * float64(w.Happenings)
	}
	if p.Sum.Happenings > 0 {
		p.Sum.Intensity = total / float64(p.Sum.Happenings)
	}
	p.Chart = newChart(weeks)
	slices.Reverse(p.Weeks)
	return nil
}

// Mean is the mean score of all weeks in words.
func (p *pairPage) Mean() string { return score(p.Sum.Intensity) }

// between finds what is open between two sides, their contacts, and what happened
// last.
func (s *site) between(ctx context.Context, p *pairPage, both store.Filter, today string) error {
	for _, section := range []store.Section{store.Conditions, store.Demands} {
		f := both
		f.Section, f.Limit = section, pairStandings
		list, err := s.standings(ctx, f, today)
		if err != nil {
			return err
		}
		for _, st := range list {
			if k := st.Status.Key; k == store.StandsOpen || k == store.StandsTriggered {
				p.Open = append(p.Open, st)
			} else {
				p.Settled = append(p.Settled, st)
			}
		}
	}
	newest(p.Open)
	newest(p.Settled)
	p.Settled = p.Settled[:min(len(p.Settled), 12)]
	talks := both
	talks.Limit, talks.Newest = 10, true
	contacts, err := cached(s.cache, "contacts:"+p.Self+":"+p.From+":"+p.To, func() ([]*store.Contact, error) {
		return s.Store.Contacts(context.WithoutCancel(ctx), talks)
	})
	if err != nil {
		return err
	}
	for _, c := range contacts {
		p.Contacts = append(p.Contacts, s.contactOf(ctx, c, today))
	}
	both.Section, both.Limit = store.Events, 15
	found, err := s.Store.HappeningPage(ctx, both, "")
	p.Recent = cardsOf(found)
	return err
}

// contactOf puts what both say beside each other, and what only one says.
func (s *site) contactOf(ctx context.Context, c *store.Contact, today string) contact {
	out := contact{standing: standingOf(c.Standing, today), Day: c.Deadline}
	said := make([]map[int]bool, len(c.Sides))
	for i := range said {
		said[i] = map[int]bool{}
	}
	for _, b := range c.Both {
		out.Both = append(out.Both, [2]line{lineOf(c.Sides[0].Statements[b[0]]), lineOf(c.Sides[1].Statements[b[1]])})
		said[0][b[0]], said[1][b[1]] = true, true
	}
	for i, side := range c.Sides {
		ro := readout{Side: who{side.Side, s.nameOf(ctx, side.Side), actorHref(side.Side)}}
		for j, x := range side.Statements {
			if !said[i][j] {
				ro.Only = append(ro.Only, lineOf(x))
			}
		}
		out.Sides = append(out.Sides, ro)
	}
	return out
}
