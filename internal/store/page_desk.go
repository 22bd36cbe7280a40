package store

import (
	"context"
	"encoding/json"
	"time"
)

// Undecided are rows of a section, of one happening where one is named, of which
// nothing has been decided; those that came last first, before the row with a
// number where that is not 0.
func (s *Store) Undecided(ctx context.Context, section Section, happening string, before int64, limit int) ([]*Found, error) {
	ids, err := s.numbers(ctx, `SELECT r.n FROM report r JOIN article a ON a.n = r.article
		WHERE r.section = ? AND r.correction = '' AND a.latest = 1 AND (? = '' OR r.happening = ?) AND (? = 0 OR r.n < ?) ORDER BY r.n DESC LIMIT ?`, section, happening, happening, before, before, limit)
	if err != nil {
		return nil, err
	}
	var out []*Found
	for _, n := range ids {
		for x, err := range s.Find(ctx, Filter{Since: n - 1, Until: n}) {
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	return out, nil
}

func (s *Store) numbers(ctx context.Context, query string, args ...any) ([]int64, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, n)
	}
	return out, s.explain(rows.Err())
}

// Decisions are corrections, the last first, before the one with a number where
// that is not 0.
func (s *Store) Decisions(ctx context.Context, before int64, limit int) ([]*Correction, error) {
	return s.decided(ctx, "WHERE ? = 0 OR n < ? ORDER BY n DESC LIMIT ?", before, before, limit)
}

// DecisionsOn are the corrections of a row, the last first.
func (s *Store) DecisionsOn(ctx context.Context, id string) ([]*Correction, error) {
	return s.decided(ctx, "WHERE target = ? ORDER BY n DESC LIMIT 50", id)
}

func (s *Store) decided(ctx context.Context, tail string, args ...any) ([]*Correction, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT n, at, who, what, target, detail, why FROM correction "+tail, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []*Correction
	for rows.Next() {
		var c Correction
		var at, detail string
		if err := rows.Scan(&c.N, &at, &c.Who, &c.What, &c.Target, &detail, &c.Why); err != nil {
			return nil, s.explain(err)
		}
		if c.At, err = time.Parse(time.RFC3339, at); err != nil {
			return nil, s.explain(err)
		}
		if err := json.Unmarshal([]byte(detail), &c.Detail); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, &c)
	}
	return out, s.explain(rows.Err())
}
