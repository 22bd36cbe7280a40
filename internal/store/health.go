package store

import "context"

// Ping reports whether the ledger can be read.
func (s *Store) Ping(ctx context.Context) error {
	var n int
	return s.explain(s.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n))
}
