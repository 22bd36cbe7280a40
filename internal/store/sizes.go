package store

import (
	"context"
	"os"
)

// Counts are how much a ledger holds.
type Counts struct {
	Articles   int
	Rows       int
	Events     int
	Happenings int
	Bytes      int64 // of the file, with what waits to be written into it
}

// Sizes counts what the ledger holds.
func (s *Store) Sizes(ctx context.Context) (Counts, error) {
	var c Counts
	err := s.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM report), (SELECT count(*) FROM report WHERE section = 1), (SELECT count(*) FROM happening)").
		Scan(&c.Articles, &c.Rows, &c.Events, &c.Happenings)
	for _, name := range []string{s.path, s.path + "-wal"} {
		if info, e := os.Stat(name); e == nil {
			c.Bytes += info.Size()
		}
	}
	return c, s.explain(err)
}
