package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"
)

// Undecided are rows of a section, of one happening where one is named, of which
// nothing has been decided; those that came last first, before the row with a
// number where that is not 0.
func (s *Store) Undecided(ctx context.Context, section Section, happening string, before int64, limit int) ([]*Found, error) {
	q, args := "SELECT r.n FROM report r CROSS JOIN article a ON a.n = r.article WHERE +r.section = ? AND r.correction = '' AND a.latest = 1", []any{section}
	if happening != "" {
		q, args = q+" AND r.happening = ?", append(args, happening)
	}
	if before > 0 {
		q, args = q+" AND r.n < ?", append(args, before)
	}
	out, err := s.numbered(ctx, q+" ORDER BY r.n DESC LIMIT ?", append(args, limit)...)
	slices.SortFunc(out, func(a, b *Found) int { return cmp.Compare(b.N, a.N) })
	return out, err
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
