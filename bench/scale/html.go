package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"chancery"
	"chancery/coder"
	"chancery/data"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/source"
	"chancery/internal/store"
)

// rounds is how often the pages are read, each time as other pages.
const rounds = 20

// pages reads pages of a folder, as often as makes a measurement, and keeps what
// they say: from HTML to the ledger.
func pages(ctx context.Context, l *store.Store, dir string) error {
	c, err := coder.New()
	if err != nil {
		return err
	}
	desk, err := intake.New(data.FS)
	if err != nil {
		return err
	}
	var files []string
	for _, pattern := range []string{"*.html", "*.html.gz"} {
		more, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		files = append(files, more...)
	}
	t := newStopwatch()
	t.start()
	n, round := 0, 0
	work := func(ctx context.Context, it source.Item) *store.Item {
		a, err := desk.Prepare(it, intake.Options{Published: chancery.Stamp{Time: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), DayOnly: true}})
		if err != nil {
			return nil
		}
		a.URL = fmt.Sprintf("https://page.example/%d/%s", round, it.Name)
		a.Title = fmt.Sprint(a.Title, " ", round)
		d, err := c.Read(ctx, a.Article, a.Defects...)
		if err != nil {
			return nil
		}
		e := d.Entry()
		x, err := store.NewItem(&e, time.Now(), "scale")
		if err != nil {
			return nil
		}
		return x
	}
	for ; round < rounds; round++ {
		var items []*store.Item
		err := pipeline.Each(ctx, 0, source.Read(ctx, files, source.Options{MaxBytes: source.DefaultMaxBytes}), work, func(x *store.Item) error {
			if x != nil {
				items = append(items, x)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if _, err := l.Put(ctx, items...); err != nil {
			return err
		}
		n += len(items)
	}
	t.stop(n)
	fmt.Printf("\nHTML to ledger: %d pages, %.0f articles/s, %.1f ms of processor time each\n", n, t.rate(), t.busy())
	return nil
}
