package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Mark is how far a ledger has come: what a reader who comes back has not seen
// lies behind the mark of his last visit.
type Mark struct {
	Article    int64  // number of the last article that came, 0 for an empty ledger
	Correction int64  // number of the last correction
	Day        string // last day of publication, the ledger's today
	Added      string // when the last article came, RFC 3339
}

// Mark tells how far the ledger has come.
func (s *Store) Mark(ctx context.Context) (Mark, error) {
	var m Mark
	err := s.db.QueryRowContext(ctx, `SELECT coalesce((SELECT max(n) FROM article), 0), coalesce((SELECT max(n) FROM correction), 0),
		coalesce((SELECT max(day) FROM article), ''), coalesce((SELECT added FROM article ORDER BY n DESC LIMIT 1), '')`).
		Scan(&m.Article, &m.Correction, &m.Day, &m.Added)
	return m, s.explain(err)
}

// Before is the number of the last article that came before a moment, 0 where
// there is none. Articles are numbered as they come, so it is found by halves.
func (s *Store) Before(ctx context.Context, at time.Time) (int64, error) {
	m, err := s.Mark(ctx)
	if err != nil {
		return 0, err
	}
	want := at.UTC().Format(time.RFC3339)
	lo, hi := int64(0), m.Article // the answer lies in [lo, hi]
	for lo < hi {
		mid := (lo + hi + 1) / 2
		var n int64
		var added string
		err := s.db.QueryRowContext(ctx, "SELECT n, added FROM article WHERE n <= ? ORDER BY n DESC LIMIT 1", mid).Scan(&n, &added)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			lo = mid
		case err != nil:
			return 0, s.explain(err)
		case added < want:
			lo = mid
		default:
			hi = min(n, mid) - 1
		}
	}
	return lo, nil
}

// A Change is a happening of which articles told that came behind a mark.
type Change struct {
	Happening string // id
	New       bool   // no report of it is older
	Reports   int    // new ones
	Was       string // status before, empty for a new one
	Is        string // status now
}

// Changes are the happenings of a section of which the articles with numbers in
// (after, upto] tell, that told of last first.
func (s *Store) Changes(ctx context.Context, section Section, after, upto int64, limit int) ([]Change, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT x.happening, x.reports, h.status,
			NOT EXISTS (SELECT 1 FROM report r JOIN article a ON a.n = r.article WHERE r.happening = x.happening AND r.article <= ? AND a.latest = 1)
		FROM (SELECT r.happening, count(*) AS reports, max(r.article) AS at FROM report r CROSS JOIN article a ON a.n = r.article
			WHERE r.article > ? AND r.article <= ? AND +r.section = ? AND r.happening <> '' AND a.latest = 1 GROUP BY r.happening) x
		JOIN happening h ON h.id = x.happening ORDER BY x.at DESC, x.happening LIMIT ?`, after, after, upto, section, limit)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Change
	for rows.Next() {
		var c Change
		if err := rows.Scan(&c.Happening, &c.Reports, &c.Is, &c.New); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, c)
	}
	return out, s.explain(rows.Err())
}

// Count counts the rows that a filter asks for, up to a most.
func (s *Store) Count(ctx context.Context, f Filter, most int) (int, error) {
	f.Limit, f.After = 0, 0
	where, args := f.where()
	var n int
	q := fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM report r JOIN article a ON a.n = r.article%s LIMIT %d)", where, most)
	err := s.db.QueryRowContext(ctx, q, args...).Scan(&n)
	return n, s.explain(err)
}
