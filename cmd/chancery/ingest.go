package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/pipeline"
	"chancery/internal/source"
	"chancery/internal/store"
)

func (p *program) ingestCommand() *cobra.Command {
	var in input
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "ingest [flags] INPUT...",
		Short: "Read articles into a ledger",
		Long: `Ingest reads articles as read does and keeps them, with all that they say, in a
ledger: one file that query, search and export work on. An article that is
there already is not read again, so an ingest that was cut off is taken up by
running it once more; another text of the same page becomes its next version.

A folder stands for all articles in it and below it. An input may also be an address of the web: a page, an archive, or a feed or a sitemap,
of which the articles are read that it tells of now (chancery serve follows it).`,
		Example: "  chancery ingest news/*.html\n  chancery ingest --ledger crisis.db wire.jsonl.gz\n  chancery ingest https://example.org/feed.xml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			path, err := at.file()
			if err != nil {
				return err
			}
			r, err := p.reader(&in)
			if err != nil {
				return err
			}
			s, err := store.Create(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			n, err := r.ingest(cmd.Context(), s, args)
			fmt.Fprintf(p.stdout, "%s: %s new, %d there already, %d failed\n", path, count(n.added, "article"), n.known, n.failed)
			return err
		},
	}
	at.flags(cmd)
	in.flags(cmd)
	return cmd
}

// tally counts what became of the articles of an ingest.
type tally struct{ added, known, failed int }

// A kept is an article on its way into the ledger.
type kept struct {
	*reading
	item  *store.Item
	known bool
}

// batchSize is the most articles in one transaction, and batchTime the longest
// that one waits for more.
const (
	batchSize = 64
	batchTime = time.Second
)

// ingest reads the articles of the inputs side by side and keeps them in
// batches, in their order.
func (r *reader) ingest(ctx context.Context, s *store.Store, inputs []string) (n tally, err error) {
	items, err := r.items(ctx, inputs)
	if err != nil {
		return n, err
	}
	work := func(ctx context.Context, it source.Item) *kept { return r.prepare(ctx, s, it) }
	m := startMeter(r.stderr)
	defer m.end()
	var batch []*store.Item
	since := time.Now()
	flush := func() error {
		added, err := s.Put(ctx, batch...)
		n.added += added
		n.known += len(batch) - added
		batch, since = batch[:0], time.Now()
		return err
	}
	err = pipeline.Each(ctx, 0, items, work, func(x *kept) error {
		m.step(x.err != nil)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case x.err != nil:
			if r.fail(x.name, x.err) {
				n.failed++
			}
			return nil
		case x.known:
			n.known++
			return nil
		}
		if batch = append(batch, x.item); len(batch) < batchSize && time.Since(since) < batchTime {
			return nil
		}
		return flush()
	})
	if err == nil && len(batch) > 0 {
		err = flush()
	}
	return n, err
}

// prepare reads one article, unless the ledger has it.
func (r *reader) prepare(ctx context.Context, s *store.Store, it source.Item) *kept {
	k := &kept{reading: &reading{name: it.Name}}
	a, err := r.desk.Prepare(it, r.opts)
	if err != nil {
		k.err = err
		return k
	}
	clean := a.Article
	r.Clean(&clean)
	if k.known, k.err = s.Has(ctx, &clean); k.known || k.err != nil {
		return k
	}
	if k.reading = r.readArticle(ctx, it.Name, a); k.err == nil {
		k.item, k.err = store.NewItem(k.entry, time.Now(), readVersion())
	}
	return k
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
