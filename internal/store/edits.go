package store

import (
	"context"

	"chancery"
	"chancery/internal/diff"
)

// An Edition is a later version of a page and what has changed in it.
type Edition struct {
	Article   string      `json:"article"` // id
	URL       string      `json:"url,omitempty"`
	Outlet    string      `json:"outlet"`
	Title     string      `json:"title"`
	TitleWas  string      `json:"title_was,omitempty"` // where it was another
	Version   int         `json:"version"`
	Published string      `json:"published"`
	Added     string      `json:"added"` // when it came, RFC 3339
	AddedWas  string      `json:"added_was"`
	Text      []diff.Edit `json:"text"` // both texts in one, piece by piece
}

// Editions are the later versions of pages, those that came last first, at most so
// many where limit is not 0; with an id only those of the page of that article, the
// first one first.
func (s *Store) Editions(ctx context.Context, id string, limit int) ([]*Edition, error) {
	tail, args := "WHERE a.version > 1 ORDER BY a.n DESC", []any{}
	if id != "" {
		tail, args = "WHERE a.version > 1 AND a.page IN (SELECT page FROM article WHERE id = ?) ORDER BY a.version", []any{id}
	}
	if limit > 0 {
		tail += " LIMIT ?"
		args = append(args, limit)
	}
	later, err := s.texts(ctx, tail, args...)
	if err != nil {
		return nil, err
	}
	var out []*Edition
	for _, t := range later {
		was, err := s.texts(ctx, "WHERE a.page = ? AND a.version = ?", t.page, t.Version-1)
		if err != nil {
			return nil, err
		}
		if len(was) == 0 {
			continue
		}
		before, err := s.entryOf(ctx, was[0].N)
		if err != nil {
			return nil, err
		}
		after, err := s.entryOf(ctx, t.N)
		if err != nil {
			return nil, err
		}
		e := &Edition{Article: t.ID, URL: t.URL, Outlet: t.Outlet, Title: t.Title, Version: t.Version, Published: t.Published, Added: t.Added, AddedWas: was[0].Added,
			Text: diff.Words(before.Article.Text, after.Article.Text)}
		if was[0].Title != t.Title {
			e.TitleWas = was[0].Title
		}
		out = append(out, e)
	}
	return out, nil
}

// entryOf is the entry of an article by its number.
func (s *Store) entryOf(ctx context.Context, n int64) (*chancery.Entry, error) {
	var packed []byte
	if err := s.db.QueryRowContext(ctx, "SELECT entry FROM article WHERE n = ?", n).Scan(&packed); err != nil {
		return nil, s.explain(err)
	}
	e, err := s.entry(ctx, n, packed)
	return e, s.explain(err)
}
