package store

import (
	"context"
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
	Mutual      int     `json:"mutual"`      // in which both did the same: talks, agreements
	Cooperation int     `json:"cooperation"` // happenings of positive intensity
	Conflict    int     `json:"conflict"`    // of negative intensity
	Intensity   float64 `json:"intensity"`   // mean Goldstein score of the happenings, -10 to 10
	sum         int     // of intensities, in tenths
}

// Pair is the timeline of two sides, by week; weeks in which nothing happened are
// left out. The sides are country codes, each of which stands for all who act for
// it, or ids of actors that have no country; a person or body of a country is
// asked for with Find.
func (s *Store) Pair(ctx context.Context, a, b, from, to string) ([]Week, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT a = ?1, day, happenings, mutual, reports, cooperation, conflict, intensity FROM dyad
		WHERE (a = ?1 AND b = ?2 OR a = ?2 AND b = ?1) AND day >= ?3 AND (?4 = '' OR day <= ?4 || '~') ORDER BY day, a`, a, b, from, to)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Week
	for rows.Next() {
		var there bool
		var day string
		var d dyadSum
		if err := rows.Scan(&there, &day, &d.happenings, &d.mutual, &d.reports, &d.cooperation, &d.conflict, &d.intensity); err != nil {
			return nil, s.explain(err)
		}
		m := monday(day)
		if n := len(out); n == 0 || out[n-1].Monday != m {
			out = append(out, Week{Monday: m})
		}
		out[len(out)-1].add(&d, there)
	}
	for i := range out {
		if w := &out[i]; w.Happenings > 0 {
			w.Intensity = float64(w.sum) / 10 / float64(w.Happenings)
		}
	}
	return out, s.explain(rows.Err())
}

func (w *Week) add(d *dyadSum, there bool) {
	w.Happenings += d.happenings
	w.Reports += d.reports
	w.Mutual += d.mutual
	w.Cooperation += d.cooperation
	w.Conflict += d.conflict
	w.sum += d.intensity
	if there {
		w.There += d.happenings - d.mutual
	} else {
		w.Back += d.happenings - d.mutual
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
	First    string `json:"first"` // days on which its first and its last row begin
	Last     string `json:"last"`
}

// Actors are the actors of the rows that a filter asks for, the busiest first.
func (s *Store) Actors(ctx context.Context, f Filter) ([]Known, error) {
	where, args := f.where()
	q := `SELECT c.id, c.name, c.kind, c.country, c.wikidata,
		sum(r.section = 1 AND p.side = 0), sum(r.section = 1 AND p.side = 1), sum(r.section = 2 AND p.side = 0), min(r.first), max(r.first)
		FROM report r JOIN article a ON a.n = r.article JOIN party p ON p.report = r.n JOIN actor c ON c.id = p.actor` + where +
		` GROUP BY c.id ORDER BY count(*) DESC, c.id`
	if f.all() {
		q, args = knownQuery, nil
	}
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

// knownQuery is for the actors of all rows, whose counts are kept.
const knownQuery = `SELECT c.id, c.name, c.kind, c.country, c.wikidata, c.acts, c.meets, c.says,
	coalesce((SELECT p.first FROM party p CROSS JOIN report r ON r.n = p.report CROSS JOIN article a ON a.n = r.article WHERE p.actor = c.id AND p.actor <> p.country` + counted + ` ORDER BY p.first LIMIT 1),
		(SELECT p.first FROM party p CROSS JOIN report r ON r.n = p.report CROSS JOIN article a ON a.n = r.article WHERE p.actor = c.id AND p.country = c.id` + counted + ` ORDER BY p.first LIMIT 1)),
	coalesce((SELECT p.first FROM party p CROSS JOIN report r ON r.n = p.report CROSS JOIN article a ON a.n = r.article WHERE p.actor = c.id AND p.actor <> p.country` + counted + ` ORDER BY p.first DESC LIMIT 1),
		(SELECT p.first FROM party p CROSS JOIN report r ON r.n = p.report CROSS JOIN article a ON a.n = r.article WHERE p.actor = c.id AND p.country = c.id` + counted + ` ORDER BY p.first DESC LIMIT 1))
	FROM actor c WHERE c.named > 0 ORDER BY c.named DESC, c.id`

// all reports whether a filter asks for every row that counts.
func (f *Filter) all() bool {
	return f.everything() && f.Section == 0 && len(f.Statuses) == 0 && f.Sources == 0 && f.Happening == "" && f.Published == "" && f.After == 0 && !f.Rejected && !f.Old && f.numbers == ""
}
