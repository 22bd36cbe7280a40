package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"chancery/internal/story"
)

// A Happening is what all reports of one act or meeting add up to.
type Happening struct {
	ID      string         `json:"id"`
	Section Section        `json:"-"`
	Type    string         `json:"type"`
	Status  string         `json:"status"`
	First   string         `json:"first"` // day, month or year
	Last    string         `json:"last"`
	Place   string         `json:"place,omitempty"`
	Sources int            `json:"sources"` // independent ones, see package story
	History []story.Change `json:"history"` // since when which status
	Facts   *Facts         `json:"facts,omitempty"`
	Reports []*Found       `json:"-"`
}

// Happenings yields the happenings of which a report is asked for by the filter,
// by day, each with all its reports in the order in which they were published.
func (s *Store) Happenings(ctx context.Context, f Filter) iter.Seq2[*Happening, error] {
	return func(yield func(*Happening, error) bool) {
		found, err := s.happenings(ctx, f)
		if err != nil {
			yield(nil, s.explain(err))
			return
		}
		for _, h := range found {
			if err := s.tell(ctx, h, 0); err != nil {
				yield(nil, err)
				return
			}
			if !yield(h, nil) {
				return
			}
		}
	}
}

// tell finds the reports of a happening, the first so many by their day where that
// is not 0, in the order in which they were published.
func (s *Store) tell(ctx context.Context, h *Happening, most int) error {
	for x, err := range s.Find(ctx, Filter{Happening: h.ID, Limit: most}) {
		if err != nil {
			return err
		}
		h.Reports = append(h.Reports, x)
	}
	slices.SortStableFunc(h.Reports, func(a, b *Found) int { return cmp.Or(cmp.Compare(told(a), told(b)), cmp.Compare(a.ID, b.ID)) })
	return nil
}

func (s *Store) happenings(ctx context.Context, f Filter) ([]*Happening, error) {
	where, args := f.where()
	order := " ORDER BY h.first, h.id"
	if f.Newest {
		order = " ORDER BY h.first DESC, h.id DESC"
	}
	if f.Limit > 0 {
		order += fmt.Sprint(" LIMIT ", f.Limit)
	}
	return s.happeningRows(ctx, "WHERE h.id IN (SELECT r.happening FROM report r JOIN article a ON a.n = r.article"+where+")"+order, args...)
}

// happeningRows are happenings without their reports.
func (s *Store) happeningRows(ctx context.Context, tail string, args ...any) ([]*Happening, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT h.id, h.section, h.type, h.status, h.first, h.last, h.place, h.sources, h.history, h.facts FROM happening h "+tail, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*Happening
	for rows.Next() {
		var h Happening
		var history, facts string
		if err := rows.Scan(&h.ID, &h.Section, &h.Type, &h.Status, &h.First, &h.Last, &h.Place, &h.Sources, &history, &facts); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(history), &h.History); err != nil {
			return nil, fmt.Errorf("happening %s: %w", h.ID, ErrCorrupt)
		}
		if facts != "" {
			h.Facts = &Facts{}
			if err := json.Unmarshal([]byte(facts), h.Facts); err != nil {
				return nil, fmt.Errorf("happening %s: %w", h.ID, ErrCorrupt)
			}
		}
		out = append(out, &h)
	}
	return out, rows.Err()
}

// where is the condition of a filter, from " WHERE" on, with its arguments.
func (f *Filter) where() (string, []any) {
	conds, args := f.conditions()
	if len(conds) == 0 {
		return "", args
	}
	return " WHERE " + strings.Join(conds, " AND "), args
}
