package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

// sourceTables are what is followed and which addresses that has brought. Times
// are milliseconds since 1970, 0 for never.
const sourceTables = `
CREATE TABLE source (
	n        INTEGER PRIMARY KEY,
	url      TEXT NOT NULL UNIQUE,
	kind     TEXT NOT NULL,             -- see package follow
	title    TEXT NOT NULL DEFAULT '',
	folder   TEXT NOT NULL DEFAULT '',  -- of the user's list
	added    INTEGER NOT NULL,
	paused   INTEGER NOT NULL DEFAULT 0,
	next     INTEGER NOT NULL,          -- when to look again
	every    INTEGER NOT NULL DEFAULT 0, -- time between looks, as the source's rate has made it
	looked   INTEGER NOT NULL DEFAULT 0,
	ok       INTEGER NOT NULL DEFAULT 0, -- last look without a fault
	looks    INTEGER NOT NULL DEFAULT 0,
	faults   INTEGER NOT NULL DEFAULT 0, -- in a row
	fault    TEXT NOT NULL DEFAULT '',
	etag     TEXT NOT NULL DEFAULT '',
	modified TEXT NOT NULL DEFAULT '',
	hash     TEXT NOT NULL DEFAULT '',  -- of the last answer
	cursor   TEXT NOT NULL DEFAULT ''   -- how far lists that only grow have been read
);
CREATE INDEX source_next ON source(next) WHERE paused = 0;

CREATE TABLE address (
	n         INTEGER PRIMARY KEY,
	url       TEXT NOT NULL UNIQUE,
	source    INTEGER REFERENCES source ON DELETE SET NULL,
	title     TEXT NOT NULL,             -- as the source gives it
	published TEXT NOT NULL,
	seen      INTEGER NOT NULL,
	state     TEXT NOT NULL,             -- due, queued, kept, refused, gone
	next      INTEGER,                   -- when to fetch it again; null where never
	fetched   INTEGER NOT NULL DEFAULT 0, -- first time
	again     INTEGER NOT NULL DEFAULT 0, -- last time
	visits    INTEGER NOT NULL DEFAULT 0,
	read      INTEGER NOT NULL DEFAULT 0, -- the last visit that was read
	faults    INTEGER NOT NULL DEFAULT 0, -- in a row
	fault     TEXT NOT NULL DEFAULT '',
	etag      TEXT NOT NULL DEFAULT '',
	modified  TEXT NOT NULL DEFAULT '',
	hash      TEXT NOT NULL DEFAULT '',  -- of the page, SHA-256
	content   TEXT NOT NULL DEFAULT ''   -- of the article that was read out of it
);
CREATE INDEX address_next ON address(next) WHERE next IS NOT NULL;
CREATE INDEX address_seen ON address(seen, source);
CREATE INDEX address_source ON address(source, state);
`

// A Source is what is followed, with its health.
type Source struct {
	N                            int64
	URL, Kind, Title, Folder     string
	Added                        time.Time
	Paused                       bool
	Next                         time.Time     // when it is looked at again
	Every                        time.Duration // between two looks
	Looked, OK                   time.Time     // last look, and last without a fault; zero for never
	Looks, Faults                int           // all looks; faults in a row
	Fault                        string        // of the last look
	ETag, Modified, Hash, Cursor string        // what the last answer said of itself

	// What it has brought; only Sources counts it.
	Seen, Kept int     // addresses; articles kept
	PerDay     float64 // addresses a day over the last week
	Waiting    int     // addresses not yet read
	Refused    int     // addresses that could not be read
}

const sourceColumns = "n, url, kind, title, folder, added, paused, next, every, looked, ok, looks, faults, fault, etag, modified, hash, cursor"

func scanSource(rows *sql.Rows) (x Source, err error) {
	var added, next, every, looked, ok int64
	err = rows.Scan(&x.N, &x.URL, &x.Kind, &x.Title, &x.Folder, &added, &x.Paused, &next, &every, &looked, &ok, &x.Looks, &x.Faults, &x.Fault, &x.ETag, &x.Modified, &x.Hash, &x.Cursor)
	x.Added, x.Next, x.Looked, x.OK = fromMilli(added), fromMilli(next), fromMilli(looked), fromMilli(ok)
	x.Every = time.Duration(every) * time.Millisecond
	return x, err
}

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMilli(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}

// ErrNoSource says that nothing of that address is followed.
var ErrNoSource = errors.New("no such source")

// AddSource begins to follow x at the time x.Next. It reports false where its
// address is followed already; title and folder then become those of x, unless
// these are empty.
func (s *Store) AddSource(ctx context.Context, x Source) (bool, error) {
	res, err := s.write.ExecContext(ctx, "INSERT INTO source(url, kind, title, folder, added, next) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(url) DO NOTHING",
		x.URL, x.Kind, x.Title, x.Folder, milli(x.Added), milli(x.Next))
	if err != nil {
		return false, s.explain(err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return n > 0, s.explain(err)
	}
	_, err = s.write.ExecContext(ctx, "UPDATE source SET title = iif(? = '', title, ?), folder = iif(? = '', folder, ?) WHERE url = ?", x.Title, x.Title, x.Folder, x.Folder, x.URL)
	return false, s.explain(err)
}

// RemoveSource ends following an address. What it has brought stays.
func (s *Store) RemoveSource(ctx context.Context, url string) error {
	return s.oneSource(ctx, "DELETE FROM source WHERE url = ?", url)
}

// PauseSource ends following an address for a while, or takes it up again.
func (s *Store) PauseSource(ctx context.Context, url string, paused bool) error {
	return s.oneSource(ctx, "UPDATE source SET paused = ? WHERE url = ?", paused, url)
}

// LookNow makes a source due.
func (s *Store) LookNow(ctx context.Context, url string, now time.Time) error {
	return s.oneSource(ctx, "UPDATE source SET next = ? WHERE url = ?", milli(now), url)
}

func (s *Store) oneSource(ctx context.Context, query string, args ...any) error {
	res, err := s.write.ExecContext(ctx, query, args...)
	if err != nil {
		return s.explain(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(s.explain(err), ErrNoSource)
	}
	return nil
}

// Sources are all sources with what they have brought, by folder and title. now
// is the end of the week over which their rate is reckoned.
func (s *Store) Sources(ctx context.Context, now time.Time) ([]Source, error) {
	out, err := s.sources(ctx, "SELECT "+sourceColumns+" FROM source ORDER BY folder, lower(iif(title = '', url, title)), url")
	if err != nil {
		return nil, err
	}
	at := map[int64]int{}
	for i, x := range out {
		at[x.N] = i
	}
	err = s.each(ctx, "SELECT source, state, count(*) FROM address WHERE source IS NOT NULL GROUP BY source, state", func(rows *sql.Rows) error {
		var n int64
		var state string
		var count int
		if err := rows.Scan(&n, &state, &count); err != nil {
			return err
		}
		x := &out[at[n]]
		x.Seen += count
		switch state {
		case PageKept:
			x.Kept = count
		case PageDue, PageQueued:
			x.Waiting += count
		default:
			x.Refused += count
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	const week = 7
	return out, s.each(ctx, "SELECT source, count(*) FROM address WHERE seen > ? AND source IS NOT NULL GROUP BY source", func(rows *sql.Rows) error {
		var n int64
		var count int
		if err := rows.Scan(&n, &count); err != nil {
			return err
		}
		x := &out[at[n]]
		days := min(week, max(1, now.Sub(x.Added).Hours()/24))
		x.PerDay = float64(count) / days
		return nil
	}, milli(now.AddDate(0, 0, -week)))
}

func (s *Store) sources(ctx context.Context, query string, args ...any) ([]Source, error) {
	var out []Source
	err := s.each(ctx, query, func(rows *sql.Rows) error {
		x, err := scanSource(rows)
		out = append(out, x)
		return err
	}, args...)
	return out, err
}

// each calls f with every row of a query.
func (s *Store) each(ctx context.Context, query string, f func(*sql.Rows) error, args ...any) error {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return s.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return s.explain(err)
		}
	}
	return s.explain(rows.Err())
}

// DueSources are the sources to look at now, those first that have waited
// longest, at most limit of them, without those of the sites in except.
func (s *Store) DueSources(ctx context.Context, now time.Time, limit int, except ...string) ([]Source, error) {
	return s.sources(ctx, "SELECT "+sourceColumns+" FROM source WHERE paused = 0 AND next <= ? AND "+siteColumn+" NOT IN (SELECT value FROM json_each(?)) ORDER BY next, n LIMIT ?",
		milli(now), jsonList(except), limit)
}

// Looked keeps what a look at a source changed in it, and the addresses that it
// brought, in one transaction. It returns how many of them are new.
func (s *Store) Looked(ctx context.Context, x *Source, found []Address) (int, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, s.explain(err)
	}
	added, err := addAddresses(ctx, tx, found)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE source SET title = iif(title = '', ?, title), next = ?, every = ?, looked = ?, ok = ?, looks = ?, faults = ?, fault = ?, etag = ?, modified = ?, hash = ?, cursor = ? WHERE n = ?`,
			x.Title, milli(x.Next), x.Every.Milliseconds(), milli(x.Looked), milli(x.OK), x.Looks, x.Faults, x.Fault, x.ETag, x.Modified, x.Hash, x.Cursor, x.N)
	}
	if err != nil {
		return 0, s.explain(errors.Join(err, tx.Rollback()))
	}
	return added, s.explain(tx.Commit())
}

// Unseen are those of the addresses that no source has brought yet.
func (s *Store) Unseen(ctx context.Context, urls []string) ([]string, error) {
	known := map[string]bool{}
	const batch = 200
	for at := 0; at < len(urls); at += batch {
		part := urls[at:min(at+batch, len(urls))]
		args := make([]any, len(part))
		for i, u := range part {
			args[i] = u
		}
		err := s.each(ctx, "SELECT url FROM address WHERE url IN (?"+strings.Repeat(", ?", len(part)-1)+")", func(rows *sql.Rows) error {
			var u string
			err := rows.Scan(&u)
			known[u] = true
			return err
		}, args...)
		if err != nil {
			return nil, err
		}
	}
	var out []string
	for _, u := range urls {
		if !known[u] {
			out = append(out, u)
		}
	}
	return out, nil
}
