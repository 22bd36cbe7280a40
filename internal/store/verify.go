package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// maxFaults is how many faults Verify tells before it gives up.
const maxFaults = 100

// A Health is what Verify has looked at.
type Health struct {
	Articles, Rows, Happenings int
	Sealed                     int      // months
	Faults                     []string // each a line; nil for a sound ledger
}

func (h *Health) fault(format string, args ...any) {
	if len(h.Faults) < maxFaults {
		h.Faults = append(h.Faults, fmt.Sprintf(format, args...))
	}
}

// Verify reads the whole ledger and looks for what must not be: damage to the
// file, an entry that cannot be read or breaks its own promises, rows that are
// missing or too many, an article that is there twice, a happening that does not
// fit its reports. An error means that it could not look.
//
// All is read in one transaction, and so as it was at one moment, whoever writes
// meanwhile; and on a connection that nothing else was asked of, as the check of
// the full-text index goes by the list of its parts that the connection read
// first, and takes parts that were merged since for lost.
func (s *Store) Verify(ctx context.Context) (*Health, error) {
	h := &Health{}
	db, err := connect(s.path, "rw")
	if err != nil {
		return h, s.explain(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return h, s.explain(err)
	}
	defer conn.Close()
	for _, q := range []string{"PRAGMA query_only = 1", "BEGIN DEFERRED"} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return h, s.explain(err)
		}
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	for _, q := range []struct{ query, what string }{
		{"SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "the file: %s"},
		{"SELECT \"table\" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check", "what %s belongs to is missing"},
		{"SELECT page FROM article GROUP BY page HAVING sum(latest) <> 1", "page %s has no latest version or several"},
		{"SELECT id FROM report WHERE block <> '' AND happening = '' AND correction <> 'reject' AND article IN (SELECT n FROM article WHERE latest = 1)", "row %s is of no happening"},
		{"SELECT h.id FROM happening h WHERE h.reports <> (SELECT count(*) FROM report r JOIN article a ON a.n = r.article WHERE r.happening = h.id AND a.latest = 1 AND r.correction <> 'reject')", "happening %s counts other reports than it has"},
		{"SELECT DISTINCT r.id FROM report r JOIN article a ON a.n = r.article LEFT JOIN happening h ON h.id = r.happening WHERE r.happening <> '' AND a.latest = 1 AND r.correction <> 'reject' AND h.id IS NULL", "row %s is of a happening that is missing"},
		{`SELECT DISTINCT h.id FROM report r JOIN article a ON a.n = r.article JOIN party p ON p.report = r.n JOIN happening h ON h.id = r.happening WHERE a.latest = 1 AND r.correction <> 'reject'
			AND NOT EXISTS (SELECT 1 FROM partner k WHERE k.state = CASE p.country WHEN '' THEN p.actor ELSE p.country END AND k.section = h.section AND k.first = h.first AND k.happening = h.id)`, "happening %s is not found by all its sides"},
		{"SELECT k.happening FROM partner k LEFT JOIN happening h ON h.id = k.happening WHERE h.id IS NULL OR h.first <> k.first OR h.section <> k.section", "happening %s is found where it is not"},
		{`SELECT c.id FROM actor c LEFT JOIN (SELECT p.actor, count(*) AS named, sum(r.section = 1 AND p.side = 0) AS acts, sum(r.section = 1 AND p.side = 1) AS meets, sum(r.section = 2 AND p.side = 0) AS says
			FROM party p JOIN report r ON r.n = p.report JOIN article a ON a.n = r.article WHERE a.latest = 1 AND r.correction <> 'reject' GROUP BY p.actor) x ON x.actor = c.id
			WHERE (c.named, c.acts, c.meets, c.says) <> (coalesce(x.named, 0), coalesce(x.acts, 0), coalesce(x.meets, 0), coalesce(x.says, 0))`, "actor %s is named more or less often than is noted"},
	} {
		if err := faults(ctx, conn, h, q.query, q.what); err != nil {
			return h, s.explain(err)
		}
	}
	if err := s.sealedFaults(ctx, h); err != nil {
		return h, err
	}
	if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM happening").Scan(&h.Happenings); err != nil {
		return h, s.explain(err)
	}
	return h, s.explain(s.entries(ctx, conn, h))
}

// sealedFaults compares the files of sealed months with what is noted of them.
func (s *Store) sealedFaults(ctx context.Context, h *Health) error {
	list, err := s.Sealed(ctx)
	if err != nil {
		return err
	}
	for _, m := range list {
		h.Sealed++
		sum, _, err := checksum(m.File)
		switch {
		case err != nil:
			h.fault("sealed month %s: %v", m.Month, err)
		case sum != m.sum:
			h.fault("sealed month %s: %s is not the file that was written", m.Month, m.File)
		}
	}
	return nil
}

func faults(ctx context.Context, conn *sql.Conn, h *Health, query, what string) error {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return err
		}
		h.fault(what, v)
	}
	return rows.Err()
}

// entries reads every entry and compares it with the columns beside it.
func (s *Store) entries(ctx context.Context, conn *sql.Conn, h *Health) error {
	rows, err := conn.QueryContext(ctx, `SELECT a.n, a.sealed, a.id, a.content, a.entry,
		(SELECT count(*) FROM report r WHERE r.article = a.n), (SELECT count(*) FROM sentence_words_docsize d WHERE d.id BETWEEN a.n << 24 AND ((a.n + 1) << 24) - 1) FROM article a ORDER BY a.n`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, content string
		var packed []byte
		var n, sealed int64
		var reports, texts int
		if err := rows.Scan(&n, &sealed, &id, &content, &packed, &reports, &texts); err != nil {
			return err
		}
		h.Articles++
		h.Rows += reports
		e, err := s.entry(ctx, n, packed)
		if err != nil {
			h.fault("article %s: %v", id, err)
			continue
		}
		if err := e.Check(); err != nil {
			h.fault("article %s: %v", id, err)
		}
		if n := len(Rows(e)); n != reports {
			h.fault("article %s: %d rows, want %d", id, reports, n)
		}
		if n := len(e.Sentences); n != texts && sealed == 0 {
			h.fault("article %s: %d sentences, want %d", id, texts, n)
		}
		if Content(&e.Article) != content {
			h.fault("article %s: its text is not the one that was kept", id)
		}
	}
	return rows.Err()
}

// Backup writes a copy of the ledger, as it is at this moment, to a file that must
// not be there yet. Others may write meanwhile.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: is there already", path)
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	conn, err := connect(s.path, "rw")
	if err != nil {
		return s.explain(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		os.Remove(part)
		return fmt.Errorf("%s: %w", path, (&Store{path: s.path}).explain(err))
	}
	if err := s.copySealed(ctx, path+".sealed"); err != nil {
		os.Remove(part)
		return err
	}
	if err := os.Chmod(part, 0o600); err != nil { // it holds what the ledger does
		os.Remove(part)
		return err
	}
	return os.Rename(part, path)
}

// copySealed copies the files of sealed months beside a copy of the ledger.
func (s *Store) copySealed(ctx context.Context, dir string) error {
	list, err := s.Sealed(ctx)
	if err != nil {
		return err
	}
	for _, m := range list {
		to := filepath.Join(dir, "month="+m.Month)
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		if err := copyFile(m.File, filepath.Join(to, filepath.Base(m.File))); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
