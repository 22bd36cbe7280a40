package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// demo runs the server over a ledger that is thrown away at the end.
func (s *server) demo(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "chancery-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s.conf.Ledger = filepath.Join(dir, "ledger.db")
	s.ready = func(url string) { fmt.Fprintf(s.stdout, "Open %s in a browser. End with Ctrl-C.\n", url) }
	return s.run(ctx)
}
