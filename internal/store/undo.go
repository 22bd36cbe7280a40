package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// notUndone is the condition of a correction that nobody has taken back.
const notUndone = " AND n NOT IN (SELECT CAST(json_extract(detail, '$.other') AS INTEGER) FROM correction WHERE what = 'undo')"

// undoing finds the rows that a decision was on which is to be taken back. It sets
// the target of c to that of the decision, whose number stands in c.Detail.Other.
func (s *Store) undoing(ctx context.Context, c *Correction) ([]*Found, error) {
	n, err := strconv.ParseInt(c.Detail.Other, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("undo of %q, want the number of a decision: %w", c.Detail.Other, ErrCannot)
	}
	list, err := s.decided(ctx, "WHERE n = ?", n)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("undo of decision %d: %w", n, ErrNoTarget)
	}
	was := list[0]
	if was.What == "undo" {
		return nil, fmt.Errorf("undo of an undo: decide anew: %w", ErrCannot)
	}
	if standing, err := s.decided(ctx, "WHERE n = ?"+notUndone, n); err != nil || len(standing) == 0 {
		if err == nil {
			err = fmt.Errorf("decision %d has been undone: %w", n, ErrCannot)
		}
		return nil, err
	}
	c.Target = was.Target
	ids := []string{was.Target}
	if was.What == "merge" {
		ids = nil
	}
	for _, p := range was.Detail.Pairs {
		ids = append(ids, p[0], p[1])
	}
	slices.Sort(ids)
	var out []*Found
	for _, id := range slices.Compact(ids) {
		for x, err := range s.Find(ctx, Filter{ID: id, Old: true, Rejected: true}) {
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// undo puts the columns of rows back to what was read, then to what decisions that
// still stand say.
func (m *merger) undo(rows []*Found) error {
	for _, x := range rows {
		if err := m.leave(x.N); err != nil {
			return err
		}
		if err := m.restore(x); err != nil {
			return err
		}
	}
	for _, x := range rows {
		if err := inherit(m.batch, x.ID); err != nil {
			return err
		}
		m.comes(x.N)
	}
	return nil
}

// restore sets the columns that a decision can change to what the entry says.
func (m *merger) restore(x *Found) error {
	rows := Rows(x.Entry)
	i := slices.IndexFunc(rows, func(r Row) bool { return r.Section == x.Section && r.Index == x.Index })
	if i < 0 {
		return fmt.Errorf("row %s: %w", x.ID, ErrCorrupt)
	}
	r := &rows[i]
	country := map[string]string{}
	for _, a := range x.Entry.Actors {
		country[a.ID] = a.Country
	}
	l := layOut(x.Entry, r, told(x), country)
	if _, err := m.exec("UPDATE report SET type = ?, status = ?, cameo = ?, first = ?, last = ?, dated = ?, block = ?, cell = ?, correction = '', happening = '' WHERE n = ?",
		r.Type, r.Status, r.CAMEO, l.first, l.last, l.dated, l.block, l.cell, x.N); err != nil {
		return err
	}
	_, err := m.exec("UPDATE party SET first = ? WHERE report = ?", l.first, x.N)
	return err
}
