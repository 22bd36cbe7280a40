package store

import (
	"context"
	"database/sql"
	"errors"

	"chancery"
)

// Actor is the actor with that id, nil where the ledger names none. Counts are
// not filled in.
func (s *Store) Actor(ctx context.Context, id string) (*Known, error) {
	var k Known
	err := s.db.QueryRowContext(ctx, "SELECT id, name, kind, country, wikidata FROM actor WHERE id = ?", id).Scan(&k.ID, &k.Name, &k.Kind, &k.Country, &k.Wikidata)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &k, s.explain(err)
}

// ActorsNamed are actors whose name begins with, or has in it, what is asked for.
func (s *Store) ActorsNamed(ctx context.Context, part string, limit int) ([]Known, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, name, kind, country, wikidata FROM actor WHERE instr(lower(name), lower(?)) > 0 OR id = ? ORDER BY id <> ?, length(name), name LIMIT ?", part, part, part, limit)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Known
	for rows.Next() {
		var k Known
		if err := rows.Scan(&k.ID, &k.Name, &k.Kind, &k.Country, &k.Wikidata); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, k)
	}
	return out, s.explain(rows.Err())
}

// Of are the actors of a country, those named most first.
func (s *Store) Of(ctx context.Context, country string, limit int) ([]Known, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, name, kind, country, wikidata FROM actor WHERE country = ? AND country <> '' ORDER BY kind <> 'country', name LIMIT ?", country, limit)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Known
	for rows.Next() {
		var k Known
		if err := rows.Scan(&k.ID, &k.Name, &k.Kind, &k.Country, &k.Wikidata); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, k)
	}
	return out, s.explain(rows.Err())
}

// PlaceOf is the place with that id, nil where the ledger names none.
func (s *Store) PlaceOf(ctx context.Context, id string) (*chancery.Place, error) {
	var p chancery.Place
	err := s.db.QueryRowContext(ctx, "SELECT id, name, country, lat, lon FROM place WHERE id = ?", id).Scan(&p.ID, &p.Name, &p.Country, &p.Lat, &p.Lon)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &p, s.explain(err)
}

// A PlaceCount is a place with how many happenings were there.
type PlaceCount struct {
	chancery.Place
	Happenings int
	Last       string // day of the last one
}

// Places counts the places of the last so many happenings, the busiest first.
func (s *Store) Places(ctx context.Context, from, to string, last int) ([]PlaceCount, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT p.id, p.name, p.country, p.lat, p.lon, count(*), max(h.first) FROM
			(SELECT place, first FROM happening WHERE section = ? AND (? = '' OR first >= ?) AND (? = '' OR first <= ? || '~') ORDER BY first DESC LIMIT ?) h
		JOIN place p ON p.id = h.place GROUP BY p.id ORDER BY 6 DESC, p.id`, Events, from, from, to, to, last)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []PlaceCount
	for rows.Next() {
		var p PlaceCount
		if err := rows.Scan(&p.ID, &p.Name, &p.Country, &p.Lat, &p.Lon, &p.Happenings, &p.Last); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, p)
	}
	return out, s.explain(rows.Err())
}

// An Edge between two actors sums up what one did toward the other.
type Edge struct {
	From, To               string // actor ids
	FromName, ToName       string
	FromCountry, ToCountry string
	Happenings             int
	Cooperation            int // of positive intensity
	Conflict               int // of negative intensity
	First, Last            string
	FromKind, ToKind       string
}

// Edges sums up who did what toward whom in the last so many reports of what took
// place between two days, the busiest first. With an actor, only his are counted.
func (s *Store) Edges(ctx context.Context, f Filter, last int) ([]Edge, error) {
	f.Section, f.Statuses, f.Newest, f.Limit = Events, []string{string(chancery.Actual)}, true, last
	where, args := f.where()
	q := `SELECT p.actor, q.actor, x.name, y.name, x.country, y.country, x.kind, y.kind, count(DISTINCT CASE r.happening WHEN '' THEN r.id ELSE r.happening END),
			count(DISTINCT CASE WHEN r.intensity > 0 THEN r.happening END), count(DISTINCT CASE WHEN r.intensity < 0 THEN r.happening END), min(r.first), max(r.last)
		FROM (SELECT r.n, r.id, r.happening, r.intensity, r.first, r.last FROM report r JOIN article a ON a.n = r.article` + where + ` ORDER BY r.first DESC, r.n DESC LIMIT ?) r
		JOIN party p ON p.report = r.n AND p.side = 0 JOIN party q ON q.report = r.n AND q.side = 1
		JOIN actor x ON x.id = p.actor JOIN actor y ON y.id = q.actor
		WHERE p.actor <> q.actor GROUP BY 1, 2 ORDER BY 9 DESC, 1, 2`
	rows, err := s.db.QueryContext(ctx, q, append(args, last)...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Edge
	for rows.Next() {
		var e Edge
		if err := rows.Scan(&e.From, &e.To, &e.FromName, &e.ToName, &e.FromCountry, &e.ToCountry, &e.FromKind, &e.ToKind, &e.Happenings, &e.Cooperation, &e.Conflict, &e.First, &e.Last); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, e)
	}
	return out, s.explain(rows.Err())
}

// Busiest are the actors of the last so many reports, those that most of them name
// first, with what they did in these.
func (s *Store) Busiest(ctx context.Context, last, limit int) ([]Known, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT c.id, c.name, c.kind, c.country, c.wikidata,
			sum(r.section = 1 AND p.side = 0), sum(r.section = 1 AND p.side = 1), sum(r.section = 2 AND p.side = 0), min(r.first), max(r.last)
		FROM (SELECT n, section, first, last FROM report WHERE correction <> 'reject' ORDER BY n DESC LIMIT ?) r
		JOIN party p ON p.report = r.n JOIN actor c ON c.id = p.actor GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT ?`, last, limit)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Known
	for rows.Next() {
		var k Known
		if err := rows.Scan(&k.ID, &k.Name, &k.Kind, &k.Country, &k.Wikidata, &k.Acts, &k.Meets, &k.Says, &k.First, &k.Last); err != nil {
			return nil, s.explain(err)
		}
		out = append(out, k)
	}
	return out, s.explain(rows.Err())
}
