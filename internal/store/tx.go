package store

import (
	"context"
	"database/sql"
	"errors"
)

// A batch is a transaction with the statements that it has used so far, each
// compiled once.
type batch struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	keys       map[string]string // that merges have given to rows
}

func newBatch(ctx context.Context, tx *sql.Tx) *batch {
	return &batch{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
}

func (b *batch) statement(query string) (*sql.Stmt, error) {
	if st := b.statements[query]; st != nil {
		return st, nil
	}
	st, err := b.tx.PrepareContext(b.ctx, query)
	if err == nil {
		b.statements[query] = st
	}
	return st, err
}

// exec runs a statement.
func (b *batch) exec(query string, args ...any) (sql.Result, error) {
	st, err := b.statement(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(b.ctx, args...)
}

// each calls row for each row of the answer.
func (b *batch) each(row func(scan func(...any) error) error, query string, args ...any) error {
	st, err := b.statement(query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(b.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads the first row of the answer and reports whether there is one.
func (b *batch) one(query string, args []any, to ...any) (bool, error) {
	st, err := b.statement(query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(b.ctx, args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// inTx runs f in a transaction of the writer.
func (s *Store) inTx(ctx context.Context, f func(*batch) error) error {
	if s.write == nil {
		return s.explain(ErrReadOnly)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	if err := f(newBatch(ctx, tx)); err != nil {
		return s.explain(errors.Join(err, tx.Rollback()))
	}
	return s.explain(tx.Commit())
}
