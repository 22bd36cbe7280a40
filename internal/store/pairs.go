package store

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// A Week sums up what one side did toward another, and back, in a week. Only what
// took place counts, each happening once.
type Week struct {
	Monday      string  `json:"week"` // its first day
	Happenings  int     `json:"happenings"`
	Reports     int     `json:"reports"`
	There       int     `json:"there"`       // happenings of the first side toward the second
	Back        int     `json:"back"`        // and back
	Cooperation int     `json:"cooperation"` // happenings of positive intensity
	Conflict    int     `json:"conflict"`    // of negative intensity
	Intensity   float64 `json:"intensity"`   // mean Goldstein score of the happenings, -10 to 10
}

// Pair is the timeline of two sides, by week; weeks in which nothing happened are
// left out. The sides are actor ids or country codes.
func (s *Store) Pair(ctx context.Context, a, b, from, to string) ([]Week, error) {
	weeks := map[string]*Week{}
	sums := map[string]float64{}
	seen := map[string]bool{}
	for _, back := range []bool{false, true} {
		f := Filter{Section: Events, From: from, To: to, By: a, Toward: b, Statuses: []string{"actual"}}
		if back {
			f.By, f.Toward = b, a
		}
		where, args := f.where()
		rows, err := s.db.QueryContext(ctx, "SELECT r.first, r.intensity, r.happening FROM report r JOIN article a ON a.n = r.article"+where+" ORDER BY r.first, r.id", args...)
		if err != nil {
			return nil, s.explain(err)
		}
		defer rows.Close()
		for rows.Next() {
			var first, happening string
			var intensity float64
			if err := rows.Scan(&first, &intensity, &happening); err != nil {
				return nil, s.explain(err)
			}
			m := monday(first)
			if m == "" {
				continue
			}
			w := weeks[m]
			if w == nil {
				w = &Week{Monday: m}
				weeks[m] = w
			}
			w.Reports++
			if happening != "" && seen[happening] {
				continue
			}
			seen[happening] = true
			w.count(intensity, back)
			sums[m] += intensity
		}
		if err := rows.Err(); err != nil {
			return nil, s.explain(err)
		}
	}
	var out []Week
	for m, w := range weeks {
		if w.Happenings > 0 {
			w.Intensity = sums[m] / float64(w.Happenings)
		}
		out = append(out, *w)
	}
	slices.SortFunc(out, func(a, b Week) int { return cmp.Compare(a.Monday, b.Monday) })
	return out, nil
}

func (w *Week) count(intensity float64, back bool) {
	w.Happenings++
	if back {
		w.Back++
	} else {
		w.There++
	}
	switch {
	case intensity > 0:
		w.Cooperation++
	case intensity < 0:
		w.Conflict++
	}
}

// monday is the first day of the week of a day, empty for a month or a year.
func monday(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format(time.DateOnly)
}

// A Known is an actor of the ledger with the rows that name it.
type Known struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Country  string `json:"country,omitempty"`
	Wikidata string `json:"wikidata,omitempty"`
	Acts     int    `json:"acts"`  // events of which it is a source
	Meets    int    `json:"meets"` // events of which it is a target
	Says     int    `json:"says"`  // statements
	First    string `json:"first"` // days of its first and last row
	Last     string `json:"last"`
}

// Actors are the actors of the rows that a filter asks for, the busiest first.
func (s *Store) Actors(ctx context.Context, f Filter) ([]Known, error) {
	where, args := f.where()
	q := `SELECT c.id, c.name, c.kind, c.country, c.wikidata,
		sum(r.section = 1 AND p.side = 0), sum(r.section = 1 AND p.side = 1), sum(r.section = 2 AND p.side = 0), min(r.first), max(r.last)
		FROM report r JOIN article a ON a.n = r.article JOIN party p ON p.report = r.n JOIN actor c ON c.id = p.actor` + where +
		` GROUP BY c.id ORDER BY count(*) DESC, c.id`
	if f.Limit > 0 {
		q += " LIMIT ?"
		args = append(args, f.Limit)
	}
	rows, err := s.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Known
	for rows.Next() {
		var k Known
		if err := rows.Scan(&k.ID, &k.Name, &k.Kind, &k.Country, &k.Wikidata, &k.Acts, &k.Meets, &k.Says, &k.First, &k.Last); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, k)
	}
	return out, s.explain(rows.Err())
}
