package store

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery"
	"chancery/internal/story"
)

// rebuildBatch is how many articles are laid out anew in one transaction.
const rebuildBatch = 200

// rebuild lays out anew, from the entries, everything that stands beside them,
// where a migration has noted that it must be. What dies meanwhile is begun again.
func (s *Store) rebuild(ctx context.Context) error {
	var n int
	if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM note WHERE key = 'renew'").Scan(&n); err != nil || n == 0 {
		return err
	}
	if err := s.renew(ctx, "1 = 1", nil, nil); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, "DELETE FROM note WHERE key = 'renew'")
	return err
}

// renew lays out anew the articles that a condition on article a asks for. Where
// read is not nil it gives each the entry that is read of it now; it is called
// several times side by side.
func (s *Store) renew(ctx context.Context, cond string, args []any, read func(context.Context, *chancery.Entry) (*Item, error)) error {
	var last int64
	for {
		list, err := s.oldArticles(ctx, last, cond, args)
		if err != nil || len(list) == 0 {
			return err
		}
		last = list[len(list)-1].n
		if err := s.readAgain(ctx, list, read); err != nil {
			return err
		}
		err = s.inTx(ctx, func(b *batch) error {
			s.forget()
			m := newMerger(b)
			for _, a := range list {
				if err := m.renew(a); err != nil {
					return fmt.Errorf("article %d: %w", a.n, err)
				}
			}
			return m.merge()
		})
		if err != nil {
			return err
		}
	}
}

// An oldArticle is an article as it stands, and as it will.
type oldArticle struct {
	n      int64
	coder  string
	added  string
	packed []byte
	item   *Item
}

func (s *Store) oldArticles(ctx context.Context, last int64, cond string, args []any) ([]*oldArticle, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT a.n, a.coder, a.added, a.entry FROM article a WHERE a.n > ? AND "+cond+fmt.Sprint(" ORDER BY a.n LIMIT ", rebuildBatch), append([]any{last}, args...)...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []*oldArticle
	for rows.Next() {
		var a oldArticle
		if err := rows.Scan(&a.n, &a.coder, &a.added, &a.packed); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, &a)
	}
	return out, s.explain(rows.Err())
}

// readAgain makes the items of articles, side by side.
func (s *Store) readAgain(ctx context.Context, list []*oldArticle, read func(context.Context, *chancery.Entry) (*Item, error)) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, a := range list {
		g.Go(func() error {
			e, err := s.entry(gctx, a.n, a.packed)
			if err != nil {
				return err
			}
			added, err := time.Parse(time.RFC3339, a.added)
			if err != nil {
				return err
			}
			if read == nil {
				a.item, err = NewItem(e, added, a.coder)
				return err
			}
			if a.item, err = read(gctx, e); err != nil {
				return fmt.Errorf("article %s: %w", e.Article.ID, err)
			}
			return nil
		})
	}
	return g.Wait()
}

// renew takes out all that stands of an article beside its entry and puts it in
// anew. Reports that have the same id keep their numbers.
func (m *merger) renew(a *oldArticle) error {
	it := a.item
	var latest bool
	if _, err := m.one("SELECT latest FROM article WHERE n = ?", []any{a.n}, &latest); err != nil {
		return err
	}
	numbers, err := m.clear(a.n)
	if err != nil {
		return err
	}
	if _, err := m.exec("UPDATE article SET coder = ?, page = ?, sketch = ?, entry = ?, sealed = 0 WHERE n = ?", it.Coder, Page(&it.Entry.Article), it.sketch.Bytes(), it.packed, a.n); err != nil {
		return err
	}
	day := day(it.Entry.Article.Published.String())
	p := putter{batch: m.batch, article: a.n, e: it.Entry, day: day, country: map[string]string{}, numbers: numbers}
	if err := p.all(); err != nil {
		return err
	}
	if err := m.keyed(a.n, story.Article{N: a.n, Day: day, Sketch: it.sketch}, it.keys); err != nil {
		return err
	}
	if !latest {
		return nil
	}
	return m.each(func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		m.comes(n)
		return err
	}, "SELECT n FROM report WHERE article = ?", a.n)
}

// Recode gives the entries that were read by another version, or all where coder is
// empty, what read makes of them now, and returns how many there were. Corrections
// hold as long as the rows that they are of are read again. Sealed months stay as
// they are.
func (s *Store) Recode(ctx context.Context, coder string, read func(context.Context, *chancery.Entry) (*Item, error)) (n int, err error) {
	if s.write == nil {
		return 0, s.explain(ErrReadOnly)
	}
	done := func(ctx context.Context, e *chancery.Entry) (*Item, error) {
		it, err := read(ctx, e)
		if err == nil && Content(&it.Entry.Article) != Content(&e.Article) {
			it.Entry.Article.Text, it.Entry.Article.Title = e.Article.Text, e.Article.Title
			err = it.Entry.Check() // what is read must fit the text that is kept
		}
		return it, err
	}
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM article WHERE coder <> ? AND sealed = 0", coder).Scan(&n); err != nil {
		return 0, s.explain(err)
	}
	return n, s.renew(ctx, "a.coder <> ? AND a.sealed = 0", []any{coder}, done)
}

// clear takes out the rows and sentences of an article and gives the numbers of
// its reports by id.
func (m *merger) clear(article int64) (map[string]int64, error) {
	numbers := map[string]int64{}
	err := m.each(func(scan func(...any) error) error {
		var id string
		var n int64
		err := scan(&id, &n)
		numbers[id] = n
		return err
	}, "SELECT id, n FROM report WHERE article = ?", article)
	if err != nil {
		return nil, err
	}
	for _, n := range numbers {
		if err := m.leave(n); err != nil {
			return nil, err
		}
	}
	if _, err := m.exec("DELETE FROM report WHERE article = ?", article); err != nil {
		return nil, err
	}
	if err := unword(m.batch, article); err != nil {
		return nil, err
	}
	return numbers, nil
}

// keyed puts an article that has its group under the keys of its text, and finds
// the groups that it joins.
func (m *merger) keyed(article int64, a story.Article, keys []uint32) error {
	var group int64
	if _, err := m.one("SELECT story FROM article WHERE n = ?", []any{article}, &group); err != nil {
		return err
	}
	return m.group(article, group, a, keys)
}
