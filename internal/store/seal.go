package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/parquet-go/parquet-go"

	"chancery"
)

// sealTables say which months are sealed: their entries stand in files beside the
// ledger, and no more in it.
const sealTables = `
ALTER TABLE article ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0; -- row of its entry in the file of its month, counted from 1; 0 where entry has it

CREATE TABLE sealed (
	month    TEXT PRIMARY KEY, -- 2022-01
	file     TEXT NOT NULL,    -- name of the file of entries in the folder of the month
	sum      TEXT NOT NULL,    -- SHA-256 of it
	articles INTEGER NOT NULL,
	bytes    INTEGER NOT NULL,
	at       TEXT NOT NULL     -- when, RFC 3339
) WITHOUT ROWID;
CREATE INDEX concern_report ON concern(report);
`

// A SealedMonth is a month whose entries stand in a file beside the ledger.
type SealedMonth struct {
	Month    string `json:"month"`
	File     string `json:"file"` // path
	Articles int    `json:"articles"`
	Bytes    int64  `json:"bytes"`
	sum      string
}

// SealedDir is the folder beside the ledger in which sealed months stand.
func (s *Store) SealedDir() string { return s.path + ".sealed" }

// monthDir is the folder of a month.
func (s *Store) monthDir(month string) string { return filepath.Join(s.SealedDir(), "month="+month) }

// A sealedArticle is a row of the file of a month.
type sealedArticle struct {
	N         int64  `parquet:"n"`
	ID        string `parquet:"id"`
	URL       string `parquet:"url"`
	Source    string `parquet:"source,dict"`
	Title     string `parquet:"title"`
	Published string `parquet:"published"`
	Added     string `parquet:"added"`
	Coder     string `parquet:"coder,dict"`
	Entry     string `parquet:"entry"` // JSON
}

// Open months are those that have articles that are not sealed, before a month, the
// oldest first.
func (s *Store) OpenMonths(ctx context.Context, before string) ([]string, error) {
	return s.ids(ctx, "SELECT DISTINCT substr(day, 1, 7) AS m FROM article WHERE sealed = 0 AND length(day) = 10 AND day < ? ORDER BY m", before)
}

// Sealed are the sealed months, the oldest first.
func (s *Store) Sealed(ctx context.Context) ([]SealedMonth, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT month, file, sum, articles, bytes FROM sealed ORDER BY month")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []SealedMonth
	for rows.Next() {
		var m SealedMonth
		if err := rows.Scan(&m.Month, &m.File, &m.sum, &m.Articles, &m.Bytes); err != nil {
			return nil, s.explain(err)
		}
		m.File = filepath.Join(s.monthDir(m.Month), m.File)
		out = append(out, m)
	}
	return out, s.explain(rows.Err())
}

// Seal writes the entries of the articles that were published in a month into a
// Parquet file beside the ledger and takes them out of it, with their sentences
// and what finds their reprints. Rows, happenings and registers stay, and what is
// shown of them is read from the file. What comes for the month later stays in the
// ledger until the month is sealed again.
//
// The file is whole before anything is taken out: whoever dies between leaves a
// file that nothing names, and the ledger as it was.
func (s *Store) Seal(ctx context.Context, month string) (*SealedMonth, error) {
	if s.write == nil {
		return nil, s.explain(ErrReadOnly)
	}
	dir := s.monthDir(month)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, ".articles-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	numbers, err := s.writeMonth(ctx, f, month)
	if err = errors.Join(err, f.Sync(), f.Close(), os.Chmod(f.Name(), 0o644)); err != nil {
		return nil, err
	}
	sum, size, err := checksum(f.Name())
	if err != nil {
		return nil, err
	}
	m := &SealedMonth{Month: month, File: filepath.Join(dir, "articles-"+sum[:12]+".parquet"), Articles: len(numbers), Bytes: size, sum: sum}
	if err := os.Rename(f.Name(), m.File); err != nil {
		return nil, err
	}
	var before string
	err = s.inTx(ctx, func(b *batch) error {
		if _, err := b.one("SELECT file FROM sealed WHERE month = ?", []any{month}, &before); err != nil {
			return err
		}
		for i, n := range numbers {
			if err := unword(b, n); err != nil {
				return err
			}
			if _, err := b.exec("UPDATE article SET entry = x'', sealed = ? WHERE n = ?", i+1, n); err != nil {
				return err
			}
		}
		if _, err := b.exec("DELETE FROM shingle WHERE article IN (SELECT n FROM article WHERE day >= ? AND day < ?)", month, month+"~"); err != nil {
			return err
		}
		_, err := b.exec("INSERT OR REPLACE INTO sealed VALUES (?, ?, ?, ?, ?, ?)", month, filepath.Base(m.File), sum, m.Articles, size, time.Now().UTC().Format(time.RFC3339))
		return err
	})
	if err != nil {
		return nil, err
	}
	if before != "" && before != filepath.Base(m.File) {
		os.Remove(filepath.Join(dir, before))
	}
	return m, nil
}

// writeMonth writes the entries of a month, also those that were sealed before, and
// gives the numbers of its articles in their order.
func (s *Store) writeMonth(ctx context.Context, f *os.File, month string) (numbers []int64, err error) {
	rows, err := s.db.QueryContext(ctx, "SELECT n, id, url, source, title, published, added, coder, day, sealed, entry FROM article WHERE day >= ? AND day < ? ORDER BY n", month, month+"~")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	w := parquet.NewGenericWriter[sealedArticle](f, parquet.Compression(&parquet.Zstd), parquet.PageBufferSize(128<<10), parquet.MaxRowsPerRowGroup(2000))
	for rows.Next() {
		var a sealedArticle
		var day string
		var row int64
		var packed []byte
		if err := rows.Scan(&a.N, &a.ID, &a.URL, &a.Source, &a.Title, &a.Published, &a.Added, &a.Coder, &day, &row, &packed); err != nil {
			return nil, s.explain(err)
		}
		e, err := s.entry(ctx, a.N, packed)
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		a.Entry = string(b)
		if _, err := w.Write([]sealedArticle{a}); err != nil {
			return nil, err
		}
		numbers = append(numbers, a.N)
	}
	return numbers, errors.Join(s.explain(rows.Err()), w.Close())
}

func checksum(path string) (string, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), n, err
}

// Vacuum gives the space of what was taken out back to the disk. It needs about as
// much space as the ledger has while it works.
func (s *Store) Vacuum(ctx context.Context) error {
	if _, err := s.write.ExecContext(ctx, "VACUUM"); err != nil {
		return s.explain(err)
	}
	_, err := s.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return s.explain(err)
}

// entry is the entry of an article: what is packed, or what the file of its month
// has where nothing is.
func (s *Store) entry(ctx context.Context, article int64, packed []byte) (*chancery.Entry, error) {
	if len(packed) > 0 {
		return unpack(packed)
	}
	var month, file string
	var row int64
	err := s.db.QueryRowContext(ctx, "SELECT m.month, m.file, a.sealed FROM article a JOIN sealed m ON m.month = substr(a.day, 1, 7) WHERE a.n = ?", article).Scan(&month, &file, &row)
	if err != nil {
		return nil, fmt.Errorf("entry of article %d: %w", article, errors.Join(ErrCorrupt, err))
	}
	a, err := s.months.read(filepath.Join(s.monthDir(month), file), row-1)
	if err != nil {
		return nil, err
	}
	if a.N != article {
		return nil, fmt.Errorf("%s: row %d is of another article: %w", file, row, ErrCorrupt)
	}
	e := &chancery.Entry{}
	if err := json.Unmarshal([]byte(a.Entry), e); err != nil {
		return nil, fmt.Errorf("%s: row %d: %w", file, row, errors.Join(ErrCorrupt, err))
	}
	return e, nil
}
