package store

import (
	"context"
	"encoding/json"
	"strings"
)

// few is up to how many reports of an actor a page of happenings is found by going
// through them; those of an actor with more, by going back day by day.
const few = 4000

// HappeningPage is a page of the happenings of a section that a filter asks for,
// latest first, each with its first report only: those behind the happening with
// the id After names, so many as Limit says. What the filter says of type and
// status holds of the happening, all else of a report of it.
func (s *Store) HappeningPage(ctx context.Context, f Filter, behind string) ([]*Happening, error) {
	f.Newest = true
	return s.happeningPage(ctx, f, behind, 1)
}

// happeningPage is a page of happenings in either order, each with so many of its
// reports, all where that is 0.
func (s *Store) happeningPage(ctx context.Context, f Filter, behind string, reports int) ([]*Happening, error) {
	var where []string
	var args []any
	add := func(cond string, a ...any) {
		where = append(where, cond)
		args = append(args, a...)
	}
	add("h.section = ?", f.Section)
	for _, in := range []struct {
		column string
		values []string
	}{{"h.type", f.Types}, {"h.status", f.Statuses}} {
		if len(in.values) > 0 {
			add(in.column+" IN ("+placeholders(len(in.values))+")", anys(in.values)...)
		}
	}
	if f.From != "" {
		add("h.last >= ?", f.From)
	}
	if f.To != "" {
		add("h.first <= ?", f.To+"~")
	}
	if f.Sources > 0 {
		add("h.sources >= ?", f.Sources)
	}
	if f.Happening != "" {
		add("h.id = ?", f.Happening)
	}
	from, first, id := "happening h", "h.first", "h.id"
	sides, others, err := s.leadsOf(ctx, f.Actors, f.Section)
	if err != nil {
		return nil, err
	}
	for i, side := range sides {
		if i == 0 {
			from, first, id = "partner k CROSS JOIN happening h ON h.id = k.happening", "k.first", "k.happening"
			add("k.state = ? AND k.section = ?", side, f.Section)
			continue
		}
		add("EXISTS (SELECT 1 FROM partner o WHERE o.state = ? AND o.section = k.section AND o.first = k.first AND o.happening = k.happening)", side)
	}
	if g := f; len(sides) > 0 {
		// All reports of a happening are of its sides, but not all of one source or one
		// person name each.
		if g.Actors = others; g.plain() {
			f = g
		}
	}
	if behind != "" {
		add("("+first+", "+id+") "+map[bool]string{true: "<", false: ">"}[f.Newest]+" (SELECT first, id FROM happening WHERE id = ?)", behind)
	}
	rare, err := s.rare(ctx, f)
	if err != nil {
		return nil, err
	}
	limit, order := f.Limit, " ORDER BY "+first+", "+id+" LIMIT ?"
	if f.Newest {
		order = " ORDER BY " + first + " DESC, " + id + " DESC LIMIT ?"
	}
	f.beside = !rare
	f.Section, f.Types, f.Statuses, f.Sources, f.From, f.To, f.Happening, f.Limit = 0, nil, nil, 0, "", "", "", 0
	if conds, more := f.conditions(); !f.plain() {
		reports := " FROM report r JOIN article a ON a.n = r.article WHERE " + strings.Join(conds, " AND ")
		if rare {
			add("h.id IN (SELECT r.happening"+reports+")", more...)
		} else {
			add("EXISTS (SELECT 1"+reports+" AND r.happening = h.id)", more...)
		}
	}
	q := "SELECT h.id FROM " + from + " WHERE " + strings.Join(where, " AND ") + order
	ids, err := s.ids(ctx, q, append(args, limit)...)
	if err != nil {
		return nil, err
	}
	return s.HappeningsByID(ctx, ids, reports)
}

// plain reports whether a filter asks for nothing of reports.
func (f *Filter) plain() bool {
	return len(f.Actors) == 0 && f.By == "" && f.Toward == "" && f.Place == "" && f.Source == "" && f.Words == "" && f.Article == "" && f.ID == ""
}

// rare reports whether a filter names something of which there are few reports.
func (s *Store) rare(ctx context.Context, f Filter) (bool, error) {
	if f.Article != "" || f.ID != "" || f.Words != "" {
		return true, nil
	}
	who := f.Actors
	for _, x := range []string{f.By, f.Toward} {
		if x != "" {
			who = append(who[:len(who):len(who)], x)
		}
	}
	for _, x := range who {
		var n int
		err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM party WHERE actor = ? AND actor <> country UNION ALL SELECT 1 FROM party WHERE country = ? LIMIT ?)", x, x, few).Scan(&n)
		if err != nil {
			return false, s.explain(err)
		}
		if n < few {
			return true, nil
		}
	}
	return false, nil
}

// HappeningsByID are the happenings with those ids, in their order, each with at
// most so many of its reports, all where that is 0. Ids of none are left out.
func (s *Store) HappeningsByID(ctx context.Context, ids []string, reports int) ([]*Happening, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := s.happeningRows(ctx, "WHERE h.id IN ("+placeholders(len(ids))+")", anys(ids)...)
	if err != nil {
		return nil, s.explain(err)
	}
	by := map[string]*Happening{}
	for _, h := range found {
		by[h.ID] = h
	}
	told, err := s.reportsOf(ctx, ids, reports)
	if err != nil {
		return nil, err
	}
	for _, x := range told {
		if h := by[x.Happening]; h != nil {
			h.Reports = append(h.Reports, x)
		}
	}
	var out []*Happening
	for _, id := range ids {
		if h := by[id]; h != nil && len(h.Reports) > 0 {
			out = append(out, h)
		}
	}
	return out, nil
}

// reportsOf are the reports of happenings as they were published: all where most
// is 0, else at most so many of each, those that say what holds now first.
func (s *Store) reportsOf(ctx context.Context, happenings []string, most int) ([]*Found, error) {
	list, err := json.Marshal(happenings)
	if err != nil {
		return nil, err
	}
	if most == 0 {
		return s.numbered(ctx, "SELECT r.n FROM report r WHERE r.happening IN (SELECT value FROM json_each(?)) AND r.happening <> ''", string(list))
	}
	return s.numbered(ctx, `SELECT n FROM (SELECT r.n, row_number() OVER (PARTITION BY r.happening ORDER BY r.status <> h.status, r.first, r.n) AS k
		FROM happening h JOIN report r ON r.happening = h.id JOIN article a ON a.n = r.article WHERE h.id IN (SELECT value FROM json_each(?)) AND r.happening <> ''`+counted+") WHERE k <= ?", string(list), most)
}
