package store

import (
	"context"
	"encoding/json"
)

// sinceDays is how many days back a condition may have been set that is due now.
const sinceDays = 150

// Due are the conditions with a deadline between two days that have neither been
// carried out nor withdrawn, the next ones first.
func (s *Store) Due(ctx context.Context, from, to string, limit int) ([]*Standing, error) {
	today, err := s.lastDay(ctx)
	if err != nil {
		return nil, err
	}
	ids, err := s.ids(ctx, `SELECT id FROM standing WHERE section = ? AND since >= ? AND deadline >= ? AND deadline <= ? AND status IN (?, ?) ORDER BY deadline, id LIMIT ?`,
		Conditions, daysAfter(from, -sinceDays), from, to, StandsOpen, StandsTriggered, limit)
	if err != nil {
		return nil, err
	}
	return s.standingsOf(ctx, ids, today)
}

// NewsOf are the conditions and demands that were told of first on a day, and those
// of which something became on it, by what was done then.
func (s *Store) NewsOf(ctx context.Context, day string, limit int) ([]*Standing, error) {
	ids, err := s.ids(ctx, `SELECT id FROM standing WHERE section IN (?1, ?2) AND since = ?3
		UNION SELECT r.standing FROM report d JOIN outcome o ON o.deed = d.n JOIN report r ON r.n = o.report WHERE d.section IN (?4, ?2) AND d.first = ?3 AND r.standing <> '' ORDER BY 1 LIMIT ?5`,
		Conditions, Demands, day, Events, limit)
	if err != nil {
		return nil, err
	}
	return s.standingsOf(ctx, ids, day)
}

func (s *Store) standingsOf(ctx context.Context, ids []string, today string) ([]*Standing, error) {
	var out []*Standing
	for _, id := range ids {
		st, err := s.standing(ctx, id, today)
		if err != nil {
			return nil, err
		}
		if st != nil {
			out = append(out, st)
		}
	}
	return out, nil
}

// Lately are the conditions or demands that are open or triggered and that the
// latest rows of a filter tell of, latest first, at most so many; f.Limit says how
// many rows are looked at.
func (s *Store) Lately(ctx context.Context, f Filter, limit int) ([]*Standing, error) {
	today, err := s.lastDay(ctx)
	if err != nil {
		return nil, err
	}
	f.Newest = true
	var numbers []int64
	for x, err := range s.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, x.N)
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	ids, err := s.ids(ctx, `SELECT t.id FROM standing t WHERE t.id IN (SELECT r.standing FROM report r WHERE r.n IN (SELECT value FROM json_each(?)) AND r.standing <> '')
		AND t.status IN (?, ?) AND NOT (t.lapse <> '' AND t.lapse < ?) ORDER BY t.since DESC, t.id DESC LIMIT ?`, string(list), StandsOpen, StandsTriggered, today, limit)
	if err != nil {
		return nil, err
	}
	return s.standingsOf(ctx, ids, today)
}
