package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"chancery"
)

// A Filter says which rows are wanted; an empty field asks for nothing.
type Filter struct {
	Section   Section
	From, To  string   // days (2022, 2022-01 or 2022-01-10) of the thing, or of the report where it has none
	Actors    []string // each on either side: actor ids or country codes
	By        string   // actor id or country code of who acts
	Toward    string
	Types     []string
	Statuses  []string
	Place     string
	Source    string // outlet
	Words     string // full text of the evidence sentence
	Article   string // id
	ID        string // of a row
	Sources   int    // at least so many independent ones tell of its happening
	Happening string // id
	Rejected  bool   // rows that were rejected too
	Old       bool   // earlier versions of pages too
	Limit     int    // 0: no limit
	After     int64  // cursor: rows behind the one with this number, in the order of the ledger
	Newest    bool   // latest first
	Since     int64  // only rows with a number above this: what came after it
	Until     int64  // and up to this
	Deadline  string // of conditions in a register: their last day
	Published string // day, month or year of publication

	beside     bool   // parties are looked up beside each report, as others are rarer
	numbers    string // a query for the numbers of reports
	numberArgs []any
}

// A Found is a row with the article that it stands in.
type Found struct {
	N int64 // its number in the ledger, for Filter.After
	Row
	First, Last string
	Dated       bool
	Evidence    string // the sentence
	Article     *chancery.Article
	Entry       *chancery.Entry
	Outlet      string
	Happening   string // id, empty where the row is of none
	Story       int64  // the group of reprints that its article belongs to
	Version     int    // of the page
	Added       string // when the article came, RFC 3339
	Coder       string // version of rules and model that read it
	Correction  string // what was last decided of it: accept, reject, edit; empty where nothing was
}

// Find yields the rows that the filter asks for, by day, then in the order in
// which they came.
func (s *Store) Find(ctx context.Context, f Filter) iter.Seq2[*Found, error] {
	return func(yield func(*Found, error) bool) {
		p, err := s.plan(ctx, &f)
		if err != nil {
			yield(nil, s.explain(err))
			return
		}
		rows, err := s.db.QueryContext(ctx, p.query, p.args...)
		if err != nil {
			yield(nil, s.explain(err))
			return
		}
		defer rows.Close()
		var r finder
		for n := 0; f.Limit == 0 || n < f.Limit; {
			if !rows.Next() {
				break
			}
			ok, err := r.scan(rows)
			if err == nil && ok && p.only != nil {
				ok, err = p.only(&r)
			}
			if err != nil {
				yield(nil, s.explain(err))
				return
			}
			if !ok {
				continue
			}
			n++
			x, err := r.found(ctx, s)
			if !yield(x, s.explain(err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, s.explain(err))
		}
	}
}

// A finder reads rows. The entry of the article before is kept, as rows of one
// article often stand together.
type finder struct {
	x       Found
	article int64
	section Section
	index   int
	edited  Row
	text    int // sentence
	packed  sql.RawBytes
	of      int64 // article of the entry
	entry   *chancery.Entry
	texts   []string
}

// scan reads the columns of a row; it reports false for one that was read just
// before, as happens where it is found by several of its parties.
func (r *finder) scan(rows *sql.Rows) (bool, error) {
	last := r.x.N
	r.x, r.edited = Found{}, Row{}
	x := &r.x
	err := rows.Scan(&x.N, &r.article, &r.section, &r.index, &r.text, &x.First, &x.Last, &x.Dated, &x.Outlet, &x.Happening, &x.Story, &x.Version, &x.Added, &x.Coder, &x.Correction,
		&r.edited.Type, &r.edited.Status, &r.edited.CAMEO, &r.packed)
	return x.N != last, err
}

// found is the row that was read, out of its entry.
func (r *finder) found(ctx context.Context, s *Store) (*Found, error) {
	if r.entry == nil || r.of != r.article {
		e, err := s.entry(ctx, r.article, r.packed)
		if err != nil {
			return nil, err
		}
		r.entry, r.of, r.texts = e, r.article, sentences(e)
	}
	x := r.x
	x.Entry, x.Article = r.entry, &r.entry.Article
	for _, row := range Rows(x.Entry) {
		if row.Section == r.section && row.Index == r.index {
			x.Row = row
			if x.Correction == "edit" {
				x.Row.edit(&r.edited, x.First, x.Last, x.Dated)
			}
			if row.Sentence >= 0 && row.Sentence < len(r.texts) {
				x.Evidence = r.texts[row.Sentence]
			}
			return &x, nil
		}
	}
	return nil, fmt.Errorf("row %d of %v in article %s: %w", r.index, r.section, x.Article.ID, ErrCorrupt)
}

// conditions are what must hold of a report r of an article a.
func (f *Filter) conditions() ([]string, []any) {
	var where []string
	var args []any
	add := func(cond string, a ...any) {
		where = append(where, cond)
		args = append(args, a...)
	}
	if f.Section != 0 {
		column := "r.section"
		if f.Article != "" || f.ID != "" || f.Happening != "" {
			column = "+r.section" // what names an article or a row is found by that, not by going through the section
		}
		add(column+" = ?", f.Section)
	}
	if f.From != "" {
		add("r.last >= ?", f.From)
	}
	if f.To != "" {
		add("r.first <= ?", f.To+"~") // "2022-01~" stands behind every day of that month
	}
	party := func(who, side string) {
		if f.beside {
			add("EXISTS (SELECT 1 FROM party p WHERE p.report = r.n AND (p.actor = ? OR p.country = ?)"+side+")", who, who)
			return
		}
		add("r.n IN (SELECT report FROM party WHERE actor = ? AND actor <> country"+side+" UNION ALL SELECT report FROM party WHERE country = ?"+side+")", who, who)
	}
	for _, a := range f.Actors {
		party(a, "")
	}
	if f.By != "" {
		party(f.By, " AND side = 0")
	}
	if f.Toward != "" {
		party(f.Toward, " AND side = 1")
	}
	for _, in := range []struct {
		column string
		values []string
	}{{"r.type", f.Types}, {"r.status", f.Statuses}} {
		if len(in.values) > 0 {
			add(in.column+" IN (?"+strings.Repeat(", ?", len(in.values)-1)+")", anys(in.values)...)
		}
	}
	for _, is := range []struct{ column, value string }{{"r.place", f.Place}, {"a.source", f.Source}, {"a.id", f.Article}, {"r.id", f.ID}, {"r.happening", f.Happening}} {
		if is.value != "" {
			add(is.column+" = ?", is.value)
		}
	}
	switch {
	case f.Words != "" && f.fresh():
		add("EXISTS (SELECT 1 FROM sentence_words WHERE sentence_words MATCH ? AND rowid = r.article << 24 | r.sentence)", match(f.Words))
	case f.Words != "":
		add("(r.article, r.sentence) IN (SELECT rowid >> 24, rowid & 16777215 FROM sentence_words WHERE sentence_words MATCH ?)", match(f.Words))
	}
	if f.Published != "" {
		add("a.day >= ? AND a.day <= ?", f.Published, f.Published+"~")
	}
	if f.numbers != "" {
		add("r.n IN ("+f.numbers+")", f.numberArgs...)
	}
	switch {
	case f.Sources > 0 && f.fresh():
		add("EXISTS (SELECT 1 FROM happening h WHERE h.id = r.happening AND h.sources >= ?)", f.Sources)
	case f.Sources > 0:
		add("r.happening IN (SELECT id FROM happening WHERE sources >= ?)", f.Sources)
	}
	if !f.Old {
		add("a.latest = 1")
	}
	if !f.Rejected {
		add("r.correction <> 'reject'")
	}
	if f.Since > 0 {
		add("r.n > ?", f.Since)
	}
	if f.Until > 0 {
		add("r.n <= ?", f.Until)
	}
	if f.After > 0 {
		sign := ">"
		if f.Newest {
			sign = "<"
		}
		add("(r.first, r.n) "+sign+" (SELECT first, n FROM report WHERE n = ?)", f.After)
	}
	return where, args
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// match is a full-text query of words that must all stand in the sentence; words
// between quotation marks must stand side by side. Nothing in it is an operator.
func match(words string) string {
	var out []string
	for i, part := range strings.Split(words, `"`) {
		if i%2 == 1 {
			if p := strings.TrimSpace(part); p != "" {
				out = append(out, `"`+p+`"`)
			}
			continue
		}
		for _, w := range strings.Fields(part) {
			out = append(out, `"`+w+`"`)
		}
	}
	return strings.Join(out, " ")
}

// Actor is the actor of the article with that id, nil where there is none.
func (x *Found) Actor(id string) *chancery.Actor {
	for i := range x.Entry.Actors {
		if x.Entry.Actors[i].ID == id {
			return &x.Entry.Actors[i]
		}
	}
	return nil
}

// Names are the names of actors, with commas and "and" between; "someone" where
// there are none.
func (x *Found) Names(ids []string) string {
	var names []string
	for _, id := range ids {
		if a := x.Actor(id); a != nil {
			names = append(names, a.Name)
		}
	}
	switch len(names) {
	case 0:
		return "someone"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
