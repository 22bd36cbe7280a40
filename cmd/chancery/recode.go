package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/data"
	"chancery/internal/store"
)

// readVersion is the version of rules and model that an article is read with: the
// release and the first digits of a hash of everything that is embedded to read
// with. It stands on every row.
var readVersion = sync.OnceValue(func() string {
	h := sha256.New()
	for _, dir := range []string{"rules", "lexicon", "ontology", "knowledge", "models"} {
		err := fs.WalkDir(data.FS, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(data.FS, name)
			if err != nil {
				return err
			}
			fmt.Fprintf(h, "%s %d\n", name, len(b))
			h.Write(b)
			return nil
		})
		if err != nil {
			return release + revision()
		}
	}
	return release + "/" + hex.EncodeToString(h.Sum(nil))[:12]
})

func (p *program) recodeCommand() *cobra.Command {
	var in input
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "recode [flags]",
		Short: "Read the texts of a ledger again with the present rules and model",
		Long: `Recode reads the texts that the ledger keeps again, after an upgrade, where another
version of rules and model has read them. Rows that are read again as they were
keep their ids, numbers and corrections; happenings and registers are made anew.
An interrupted recode is taken up by running it once more. Sealed months stay as
they are.`,
		Args: cobra.NoArgs,
	}
	at.flags(cmd)
	in.actorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		r, err := p.reader(&in)
		if err != nil {
			return err
		}
		s, err := at.change(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		n, err := s.Recode(cmd.Context(), readVersion(), r.again)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s: %s read again\n", s.Path(), count(n, "article"))
		return nil
	}
	return cmd
}

// again reads the article of an entry again. What was left out of the page when it
// came is still told.
func (r *reader) again(ctx context.Context, e *chancery.Entry) (*store.Item, error) {
	left := slices.DeleteFunc(slices.Clone(e.Defects), func(d chancery.Defect) bool { return d.Kind != chancery.Boilerplate })
	d, err := r.Read(ctx, e.Article, left...)
	if err != nil {
		return nil, err
	}
	entry := d.Entry()
	return store.NewItem(&entry, time.Time{}, readVersion())
}
