package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// The states of an address.
const (
	PageDue     = "due"     // to be fetched for the first time
	PageQueued  = "queued"  // fetched; waits to be read
	PageKept    = "kept"    // its article is in the ledger
	PageRefused = "refused" // it holds no article that can be read
	PageGone    = "gone"    // it cannot be fetched, or not any more
)

// An Address is a page that a source has brought, and what became of it.
type Address struct {
	N                    int64
	URL                  string
	Source               int64 // 0 where nothing brought it, or what brought it is followed no more
	Title, Published     string
	Seen                 time.Time
	State                string
	Next                 time.Time // when to fetch it again; zero for never
	Fetched, Again       time.Time // first and last time
	Visits, Faults       int       // times fetched; faults in a row
	Fault                string
	ETag, Modified, Hash string
	Content              string // hash of the article as kept, see Content
}

const addressColumns = "n, url, coalesce(source, 0), title, published, seen, state, coalesce(next, 0), fetched, again, visits, faults, fault, etag, modified, hash, content"

func scanAddress(rows *sql.Rows) (x Address, err error) {
	var seen, next, fetched, again int64
	err = rows.Scan(&x.N, &x.URL, &x.Source, &x.Title, &x.Published, &seen, &x.State, &next, &fetched, &again, &x.Visits, &x.Faults, &x.Fault, &x.ETag, &x.Modified, &x.Hash, &x.Content)
	x.Seen, x.Next, x.Fetched, x.Again = fromMilli(seen), fromMilli(next), fromMilli(fetched), fromMilli(again)
	return x, err
}

func addAddresses(ctx context.Context, tx *sql.Tx, found []Address) (int, error) {
	added := 0
	for _, a := range found {
		source := sql.NullInt64{Int64: a.Source, Valid: a.Source != 0}
		res, err := tx.ExecContext(ctx, "INSERT INTO address(url, source, title, published, seen, state, next) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(url) DO NOTHING",
			a.URL, source, a.Title, a.Published, milli(a.Seen), PageDue, milli(a.Next))
		if err != nil {
			return 0, err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return 0, err
		}
		added += int(n)
	}
	return added, nil
}

// AddAddresses adds pages to fetch that no source brought, and returns how many
// of them are new.
func (s *Store) AddAddresses(ctx context.Context, found []Address) (int, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, s.explain(err)
	}
	added, err := addAddresses(ctx, tx, found)
	if err != nil {
		return 0, s.explain(errors.Join(err, tx.Rollback()))
	}
	return added, s.explain(tx.Commit())
}

// DueAddresses are the pages to fetch now, those first that have waited longest,
// at most limit of them, without those of the sites in except, see Site.
func (s *Store) DueAddresses(ctx context.Context, now time.Time, limit int, except ...string) ([]Address, error) {
	var out []Address
	err := s.each(ctx, "SELECT "+addressColumns+" FROM address WHERE next <= ? AND "+siteColumn+" NOT IN (SELECT value FROM json_each(?)) ORDER BY next, n LIMIT ?", func(rows *sql.Rows) error {
		x, err := scanAddress(rows)
		out = append(out, x)
		return err
	}, milli(now), jsonList(except), limit)
	return out, err
}

// Site is an address up to the end of its host.
func Site(url string) string {
	const scheme = len("https://")
	if len(url) <= scheme {
		return url + "/"
	}
	if i := strings.IndexByte(url[scheme:], '/'); i >= 0 {
		return url[:scheme+i+1]
	}
	return url + "/"
}

// siteColumn is Site of the column url.
const siteColumn = "substr(url || '/', 1, 8 + instr(substr(url || '/', 9), '/'))"

func jsonList(list []string) string {
	b, err := json.Marshal(list)
	if err != nil || list == nil {
		return "[]"
	}
	return string(b)
}

// AddressOf is what is known of a page, and false where that is nothing.
func (s *Store) AddressOf(ctx context.Context, url string) (Address, bool, error) {
	var out Address
	found := false
	err := s.each(ctx, "SELECT "+addressColumns+" FROM address WHERE url = ?", func(rows *sql.Rows) (err error) {
		out, err = scanAddress(rows)
		found = err == nil
		return err
	}, url)
	return out, found, err
}

// Fetched keeps what fetching changed in addresses: everything but Title,
// Published, Seen and Content. An address that is queued and has been read
// meanwhile stays as reading left it.
func (s *Store) Fetched(ctx context.Context, pages ...Address) error {
	const query = `UPDATE address SET state = iif(? = 'queued' AND read >= ?, state, ?), next = iif(? = 'queued' AND read >= ? AND state = 'refused', NULL, ?),
		fetched = ?, again = ?, visits = ?, faults = ?, fault = ?, etag = ?, modified = ?, hash = ? WHERE n = ?`
	return s.addresses(ctx, query, pages, func(a *Address) []any {
		return []any{a.State, a.Visits, a.State, a.State, a.Visits, nullMilli(a.Next), milli(a.Fetched), milli(a.Again), a.Visits, a.Faults, a.Fault, a.ETag, a.Modified, a.Hash, a.N}
	})
}

// Read keeps what reading a visit said of addresses: State, Fault and Content. An
// address once kept stays so, and one that is refused is not fetched again.
func (s *Store) Read(ctx context.Context, pages ...Address) error {
	const query = `UPDATE address SET state = iif(state = 'gone', state, iif(content <> '', 'kept', ?)), next = iif(content = '' AND ? = 'refused', NULL, next),
		fault = ?, content = iif(? = '', content, ?), read = ? WHERE url = ? AND read <= ?`
	return s.addresses(ctx, query, pages, func(a *Address) []any {
		return []any{a.State, a.State, a.Fault, a.Content, a.Content, a.Visits, a.URL, a.Visits}
	})
}

// Requeue makes the addresses due that were queued, for when the queue is known
// to hold nothing, and returns how many.
func (s *Store) Requeue(ctx context.Context, now time.Time) (int, error) {
	res, err := s.write.ExecContext(ctx, "UPDATE address SET state = 'due', next = ?, hash = '', etag = '', modified = '' WHERE state = 'queued'", milli(now))
	if err != nil {
		return 0, s.explain(err)
	}
	n, err := res.RowsAffected()
	return int(n), s.explain(err)
}

func nullMilli(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: milli(t), Valid: !t.IsZero()}
}

func (s *Store) addresses(ctx context.Context, query string, pages []Address, args func(*Address) []any) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	for i := range pages {
		if _, err := tx.ExecContext(ctx, query, args(&pages[i])...); err != nil {
			return s.explain(errors.Join(err, tx.Rollback()))
		}
	}
	return s.explain(tx.Commit())
}

// AddressStates counts the addresses in each state.
func (s *Store) AddressStates(ctx context.Context) (map[string]int, error) {
	out := map[string]int{}
	return out, s.each(ctx, "SELECT state, count(*) FROM address GROUP BY state", func(rows *sql.Rows) error {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		out[state] = n
		return err
	})
}

// Postpone changes nothing of addresses but when they are due.
func (s *Store) Postpone(ctx context.Context, pages ...Address) error {
	return s.addresses(ctx, "UPDATE address SET next = ? WHERE n = ? AND next IS NOT NULL", pages, func(a *Address) []any {
		return []any{nullMilli(a.Next), a.N}
	})
}

// FetchAgain makes a page due that has been fetched and does not wait to be read.
func (s *Store) FetchAgain(ctx context.Context, url string, now time.Time) error {
	_, err := s.write.ExecContext(ctx, "UPDATE address SET next = ? WHERE url = ? AND state IN ('kept', 'gone')", milli(now), url)
	return s.explain(err)
}

// NextDue is when, after now, the next source or page is due; zero where none is.
func (s *Store) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	var next int64
	err := s.db.QueryRowContext(ctx, `SELECT coalesce(min(t), 0) FROM (
		SELECT min(next) AS t FROM source WHERE paused = 0 AND next > ?1 UNION ALL
		SELECT min(next) FROM address WHERE next IS NOT NULL AND next > ?1)`, milli(now)).Scan(&next)
	return fromMilli(next), s.explain(err)
}
