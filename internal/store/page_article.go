package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"chancery"
)

// A Text is an article as the ledger keeps it, without what was read in it.
type Text struct {
	N         int64
	ID        string
	Version   int // of its page
	Latest    bool
	URL       string
	Outlet    string
	Title     string
	Published string // RFC 3339 or a day
	Added     string // when it came, RFC 3339
	Coder     string
	Story     int64 // number of the first article of its group of reprints
	page      string
}

const textColumns = "a.n, a.id, a.version, a.latest, a.url, a.source, a.title, a.published, a.added, a.coder, a.story, a.page"

func scanText(rows interface{ Scan(...any) error }, more ...any) (*Text, error) {
	var t Text
	err := rows.Scan(append([]any{&t.N, &t.ID, &t.Version, &t.Latest, &t.URL, &t.Outlet, &t.Title, &t.Published, &t.Added, &t.Coder, &t.Story, &t.page}, more...)...)
	return &t, err
}

func (s *Store) texts(ctx context.Context, tail string, args ...any) ([]*Text, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT "+textColumns+" FROM article a "+tail, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []*Text
	for rows.Next() {
		t, err := scanText(rows)
		if err != nil {
			return nil, s.explain(err)
		}
		out = append(out, t)
	}
	return out, s.explain(rows.Err())
}

// Text is the article with that id and its entry: the version of its page that is
// asked for, the latest where that is 0. It is nil where there is none.
func (s *Store) Text(ctx context.Context, id string, version int) (*Text, *chancery.Entry, error) {
	var packed []byte
	t, err := scanText(s.db.QueryRowContext(ctx, "SELECT "+textColumns+", a.entry FROM article a WHERE a.id = ? AND (? = 0 OR a.version = ?) ORDER BY a.n DESC LIMIT 1", id, version, version), &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, s.explain(err)
	}
	e, err := s.entry(ctx, t.N, packed)
	return t, e, s.explain(err)
}

// Versions are all versions of the page of an article, the first one first.
func (s *Store) Versions(ctx context.Context, t *Text) ([]*Text, error) {
	return s.texts(ctx, "WHERE a.page = ? ORDER BY a.version", t.page)
}

// Told are the articles of a group of reprints, as they were published.
func (s *Store) Told(ctx context.Context, story int64) ([]*Text, error) {
	return s.texts(ctx, "WHERE a.story = ? AND a.latest = 1 ORDER BY a.published, a.n", story)
}

// StoryOf is the group of reprints that an article belongs to now, 0 where there
// is no article of that number.
func (s *Store) StoryOf(ctx context.Context, article int64) (n int64, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT story FROM article WHERE n = ?", article).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, s.explain(err)
}

// Firsts are the first articles of groups of reprints, those that came last first,
// before the article with a number where that is not 0.
func (s *Store) Firsts(ctx context.Context, before int64, limit int) ([]*Text, error) {
	return s.texts(ctx, "WHERE a.story = a.n AND (? = 0 OR a.n < ?) ORDER BY a.n DESC LIMIT ?", before, before, limit)
}

// Recent are the articles that came last, one of each page.
func (s *Store) Recent(ctx context.Context, limit int) ([]*Text, error) {
	return s.texts(ctx, "WHERE a.latest = 1 ORDER BY a.n DESC LIMIT ?", limit)
}

// HappeningsIn are the ids of the happenings that the articles of a group of
// reprints tell of.
func (s *Store) HappeningsIn(ctx context.Context, story int64, limit int) ([]string, error) {
	return s.ids(ctx, "SELECT DISTINCT r.happening FROM article a JOIN report r ON r.article = a.n WHERE a.story = ? AND r.happening <> '' ORDER BY r.happening LIMIT ?", story, limit)
}

// Related are the groups of reprints that tell of a happening of this one too.
func (s *Store) Related(ctx context.Context, story int64, limit int) ([]*Text, error) {
	return s.texts(ctx, `WHERE a.n IN (SELECT DISTINCT b.story FROM article b JOIN report q ON q.article = b.n
		WHERE q.happening IN (SELECT r.happening FROM article x JOIN report r ON r.article = x.n WHERE x.story = ? AND r.happening <> '') AND b.story <> ?) ORDER BY a.published, a.n LIMIT ?`, story, story, limit)
}

func (s *Store) ids(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, id)
	}
	return out, s.explain(rows.Err())
}

// Outlets are those who published the articles that came last, with how many of
// them each published, when its last one came, and which it was.
type OutletCount struct {
	Outlet   string
	Articles int
	Last     string // when the last one came, RFC 3339
}

// Outlets counts who published the last so many articles, the busiest first.
func (s *Store) Outlets(ctx context.Context, last int) ([]OutletCount, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT source, count(*), max(added) FROM (SELECT source, added FROM article ORDER BY n DESC LIMIT ?) GROUP BY source ORDER BY 2 DESC, 1", last)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []OutletCount
	for rows.Next() {
		var o OutletCount
		if err := rows.Scan(&o.Outlet, &o.Articles, &o.Last); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, o)
	}
	return out, s.explain(rows.Err())
}

// placeholders are n question marks with commas.
func placeholders(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
