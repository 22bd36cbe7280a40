package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The reasons why a file cannot serve as a ledger.
var (
	ErrNewer     = errors.New("written by a newer version of the program")
	ErrNotLedger = errors.New("no ledger of this program")
	ErrCorrupt   = errors.New("the file is damaged")
	ErrLocked    = errors.New("locked by another process")
	ErrFull      = errors.New("the disk is full")
	ErrReadOnly  = errors.New("the file cannot be written")
	ErrMissing   = errors.New("no such ledger")
	ErrEmpty     = errors.New("the file is empty: nothing has been kept in it yet")
)

// applicationID marks a SQLite file as a ledger: "CHNC".
const applicationID = 0x43484e43

// A Store is an open ledger. It is safe for concurrent use.
type Store struct {
	path  string
	db    *sql.DB // for reading
	write *sql.DB // one connection; nil where the ledger is open for reading only

	months months

	watch        map[string]*watch // what the writer has at hand, see remember; used in its transactions only
	watchVersion int64
}

// Create opens the ledger at path for writing and makes it, and its folder,
// where there is none; they are for their owner alone, as the ledger holds what
// users sign in with.
func Create(ctx context.Context, path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	// SQLite gives its journals the mode of the file.
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err == nil {
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	return open(ctx, path, true)
}

// Open opens the ledger at path for reading.
func Open(ctx context.Context, path string) (*Store, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", path, ErrMissing)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a directory", path)
	case info.Size() == 0:
		return nil, (&Store{path: path}).explain(ErrEmpty)
	}
	return open(ctx, path, false)
}

func open(ctx context.Context, path string, writable bool) (*Store, error) {
	s := &Store{path: path}
	var err error
	if writable {
		if s.write, err = connect(path, "rwc"); err != nil {
			return nil, s.explain(err)
		}
		s.write.SetMaxOpenConns(1)
		if err := migrate(ctx, s.write); err != nil {
			return nil, errors.Join(s.explain(err), s.Close())
		}
	}
	if s.db, err = connect(path, "rw"); err != nil {
		return nil, errors.Join(s.explain(err), s.Close())
	}
	if _, err := s.db.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
		return nil, errors.Join(s.explain(err), s.Close())
	}
	version, err := check(ctx, s.db)
	if err == nil && version == 0 && !writable {
		err = ErrEmpty // what an ingest leaves that found no room; another one goes on from it
	}
	if err == nil && version < len(migrations) && !writable {
		return upgraded(ctx, s)
	}
	if err != nil {
		return nil, errors.Join(s.explain(err), s.Close())
	}
	if writable {
		err := s.rebuild(ctx)
		if err == nil {
			err = s.recount(ctx)
		}
		if err != nil {
			return nil, errors.Join(s.explain(err), s.Close())
		}
	}
	return s, nil
}

// upgraded brings a ledger of an older version up to date and opens it for reading.
func upgraded(ctx context.Context, s *Store) (*Store, error) {
	if err := s.Close(); err != nil {
		return nil, err
	}
	w, err := open(ctx, s.path, true)
	if err != nil {
		return nil, fmt.Errorf("%w (it is of an older version and must be brought up to date first)", err)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return open(ctx, s.path, false)
}

// patience is how long a connection waits for another process that writes.
var patience = 10 * time.Second

// connect opens the file with the pragmas that every connection needs.
func connect(path, mode string) (*sql.DB, error) {
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}}
	for _, p := range []string{fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-32000)", "trusted_schema(0)"} {
		q.Add("_pragma", p)
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	if !filepath.IsAbs(path) {
		u = url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	}
	return sql.Open("sqlite", u.String())
}

// Close closes the ledger.
func (s *Store) Close() error {
	err := s.months.close()
	for _, db := range []*sql.DB{s.db, s.write} {
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return err
}

// Path is the file of the ledger.
func (s *Store) Path() string { return s.path }

// check reports the version of the ledger's tables, 0 for an empty file.
func check(ctx context.Context, db *sql.DB) (int, error) {
	var id, version, tables int
	for pragma, to := range map[string]*int{"application_id": &id, "user_version": &version} {
		if err := db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(to); err != nil {
			return 0, err
		}
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	switch {
	case id != applicationID && (tables > 0 || version > 0):
		return 0, ErrNotLedger
	case version > len(migrations):
		return 0, ErrNewer
	}
	return version, nil
}

// migrate brings the tables up to date, each step in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	version, err := check(ctx, db)
	if err != nil {
		return err
	}
	for ; version < len(migrations); version++ {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		steps := []string{migrations[version], fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", version+1)}
		for _, q := range steps {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return errors.Join(fmt.Errorf("migration %d: %w", version+1, err), tx.Rollback())
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// explain names the file and says in a word of our own what SQLite means.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	var known error
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_NOTADB:
			known = ErrNotLedger
		case sqlite3.SQLITE_CORRUPT:
			known = ErrCorrupt
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			known = ErrLocked
		case sqlite3.SQLITE_FULL:
			known = ErrFull
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
			known = ErrReadOnly
		case sqlite3.SQLITE_IOERR:
			known = fmt.Errorf("reading or writing failed: %s", strings.TrimSpace(se.Error()))
		}
	}
	if known != nil {
		err = known
	}
	return fmt.Errorf("ledger %s: %w", s.path, err)
}
