package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"chancery/internal/store"
)

// A ledgerFlag says which ledger a command works on.
type ledgerFlag struct{ path string }

func (l *ledgerFlag) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&l.path, "ledger", "", "the ledger `file` (default $XDG_DATA_HOME/chancery/ledger.db)")
}

// file is the ledger that was named, or the one in the user's data directory.
func (l *ledgerFlag) file() (string, error) {
	if l.path != "" {
		return l.path, nil
	}
	if path := os.Getenv("CHANCERY_LEDGER"); path != "" {
		return path, nil
	}
	dir := os.Getenv("XDG_DATA_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usageError{errors.New("no --ledger, and no home directory to keep one in")}
		}
		dir = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(dir, "chancery", "ledger.db"), nil
}

// change opens the ledger, which must be there, for writing.
func (l *ledgerFlag) change(ctx context.Context) (*store.Store, error) {
	s, err := l.open(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return store.Create(ctx, s.Path())
}

// open opens the ledger for reading.
func (l *ledgerFlag) open(ctx context.Context) (*store.Store, error) {
	path, err := l.file()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, path)
	if errors.Is(err, store.ErrMissing) {
		err = fmt.Errorf("%w (chancery ingest makes it)", err)
	}
	return s, err
}
