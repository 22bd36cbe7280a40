package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// alertTables hold the saved filters, what they fired on and what became of each
// message.
const alertTables = `
CREATE TABLE alert (
	n     INTEGER PRIMARY KEY AUTOINCREMENT,
	name  TEXT NOT NULL UNIQUE,
	asks  TEXT NOT NULL,    -- the filter, as an address has it: demands?source=ISL
	terms TEXT NOT NULL,    -- JSON: how and when to tell
	seen  INTEGER NOT NULL, -- number of the last report that was looked at
	day   TEXT NOT NULL,    -- last day whose dues were told
	added TEXT NOT NULL
);

CREATE TABLE firing (
	n        INTEGER PRIMARY KEY AUTOINCREMENT,
	alert    INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
	kind     TEXT NOT NULL, -- new, changed, due, test
	row      TEXT NOT NULL, -- id of the report
	status   TEXT NOT NULL, -- of its happening or of itself; for what is due the day
	evidence TEXT NOT NULL, -- the sentence
	why      TEXT NOT NULL,
	body     TEXT NOT NULL, -- JSON: the rows with their evidence, as they were
	at       TEXT NOT NULL
);
CREATE INDEX firing_alert ON firing(alert, row);

CREATE TABLE delivery (
	n       INTEGER PRIMARY KEY AUTOINCREMENT,
	firing  INTEGER NOT NULL REFERENCES firing ON DELETE CASCADE,
	channel TEXT NOT NULL,    -- JSON: where to, and how
	state   TEXT NOT NULL,    -- queued, delivered, failed, dead
	tries   INTEGER NOT NULL,
	due     TEXT NOT NULL,    -- not before
	fault   TEXT NOT NULL,    -- of the last try
	settled TEXT NOT NULL     -- when it was delivered or given up
);
CREATE INDEX delivery_due ON delivery(state, due);
CREATE INDEX delivery_firing ON delivery(firing);
`

// An Alert is a saved filter and how what it finds is told.
type Alert struct {
	N     int64     `json:"-"`
	Name  string    `json:"name"`
	Asks  string    `json:"asks"` // the filter, as an address has it: demands?source=ISL
	Terms Terms     `json:"terms"`
	Seen  int64     `json:"-"` // number of the last report that was looked at
	Day   string    `json:"-"` // last day whose dues were told
	Added time.Time `json:"added"`
}

// Terms are how and when an alert tells.
type Terms struct {
	Channels []Channel `json:"channels" required:"false"` // required is for the description of the API
	Sources  int       `json:"min_sources,omitempty"`     // tell only what so many independent sources tell
	Due      bool      `json:"due,omitempty"`             // tell on the day too when a deadline or a meeting has come
	Quiet    string    `json:"quiet,omitempty"`           // hours in which nothing is sent: 22:00-07:00
	Zone     string    `json:"zone,omitempty"`            // of Quiet, of digests and of days: Europe/Oslo; empty is UTC
}

// A Channel is one way out.
type Channel struct {
	Kind   string `json:"kind"`                  // webhook or mail
	To     string `json:"to"`                    // address of the web or of mail
	Secret string `json:"secret_file,omitempty"` // file with the key that signs a webhook
	Digest string `json:"digest,omitempty"`      // time of day of one mail for all; empty: at once
}

// A Firing is one thing that an alert has found.
type Firing struct {
	N        int64           `json:"n"`
	Alert    string          `json:"alert"`
	Kind     string          `json:"kind"` // new, changed, due, test
	Row      string          `json:"row"`
	Status   string          `json:"status,omitempty"`
	Evidence string          `json:"evidence"`
	Why      string          `json:"why"`
	Body     json.RawMessage `json:"told"` // a line, and the rows with their evidence
	At       time.Time       `json:"at"`

	Happening string  `json:"-"` // of the row: none of its reports is told twice
	Story     int64   `json:"-"` // group of reprints: the same sentence is not told twice
	Section   Section `json:"-"`
	Send      []Send  `json:"-"`
}

// A Send is a message to be sent, not before Due.
type Send struct {
	Channel Channel
	Due     time.Time
}

// AddAlert adds an alert, which from then on looks at what is stored; ErrExists
// where the name is taken.
func (s *Store) AddAlert(ctx context.Context, a *Alert) error {
	terms, err := json.Marshal(a.Terms)
	if err != nil {
		return err
	}
	return s.change(ctx, ErrExists, "INSERT INTO alert(name, asks, terms, seen, day, added) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		a.Name, a.Asks, string(terms), a.Seen, a.Day, written(a.Added))
}

// RemoveAlert removes an alert with all that it fired.
func (s *Store) RemoveAlert(ctx context.Context, name string) error {
	return s.change(ctx, ErrNotFound, "DELETE FROM alert WHERE name = ?", name)
}

// Alerts are all alerts by name.
func (s *Store) Alerts(ctx context.Context) ([]*Alert, error) {
	return s.alerts(ctx, "ORDER BY name")
}

// Alert is the alert of that name.
func (s *Store) Alert(ctx context.Context, name string) (*Alert, error) {
	list, err := s.alerts(ctx, "WHERE name = ?", name)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

func (s *Store) alerts(ctx context.Context, rest string, args ...any) ([]*Alert, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT n, name, asks, terms, seen, day, added FROM alert "+rest, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	out := []*Alert{}
	for rows.Next() {
		var a Alert
		var terms, added string
		err := rows.Scan(&a.N, &a.Name, &a.Asks, &terms, &a.Seen, &a.Day, &added)
		if err == nil {
			err = json.Unmarshal([]byte(terms), &a.Terms)
		}
		if err != nil {
			return nil, s.explain(err)
		}
		a.Added = readTime(added)
		out = append(out, &a)
	}
	return out, s.explain(rows.Err())
}

// LastReport is the number of the last report, 0 in an empty ledger.
func (s *Store) LastReport(ctx context.Context) (n int64, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) FROM report").Scan(&n)
	return n, s.explain(err)
}

// Fire keeps what an alert has found, with the messages to be sent, and that it
// has looked at all reports up to seen and told the dues of day (empty: as
// before). All of it is one transaction, so that a crash neither loses a firing
// nor repeats one. What was told already is left out; the rest is returned with
// its numbers.
func (s *Store) Fire(ctx context.Context, a *Alert, found []Firing, seen int64, day string) ([]Firing, error) {
	if s.write == nil {
		return nil, s.explain(ErrReadOnly)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.explain(err)
	}
	out, err := fire(ctx, tx, a, found)
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE alert SET seen = ?, day = coalesce(nullif(?, ''), day) WHERE n = ?", seen, day, a.N)
	}
	if err != nil {
		return nil, s.explain(errors.Join(err, tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return nil, s.explain(err)
	}
	a.Seen, a.Day = seen, cmp.Or(day, a.Day)
	return out, nil
}

func fire(ctx context.Context, tx *sql.Tx, a *Alert, found []Firing) ([]Firing, error) {
	var out []Firing
	for _, f := range found {
		told, err := toldOnce(ctx, tx, a, &f)
		if err != nil {
			return nil, err
		}
		if told {
			continue
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO firing(alert, kind, row, status, evidence, why, body, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			a.N, f.Kind, f.Row, f.Status, f.Evidence, f.Why, string(f.Body), written(f.At))
		if err != nil {
			return nil, err
		}
		if f.N, err = res.LastInsertId(); err != nil {
			return nil, err
		}
		for _, send := range f.Send {
			channel, err := json.Marshal(send.Channel)
			if err != nil {
				return nil, err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO delivery(firing, channel, state, tries, due, fault, settled) VALUES (?, ?, ?, 0, ?, '', '')", f.N, string(channel), SendQueued, written(send.Due)); err != nil {
				return nil, err
			}
		}
		f.Alert = a.Name
		out = append(out, f)
	}
	return out, nil
}

// toldOnce reports whether the alert has told the thing already, with the same
// status: by that row, by another report of the same happening, or by the same
// sentence in a reprint or another version of the page. A happening that the
// alert knows with another status has changed.
func toldOnce(ctx context.Context, tx *sql.Tx, a *Alert, f *Firing) (bool, error) {
	if f.Kind == "test" {
		return false, nil
	}
	if f.Kind == "due" {
		var n int
		err := tx.QueryRowContext(ctx, "SELECT count(*) FROM firing WHERE alert = ? AND kind = 'due' AND row = ? AND status = ?", a.N, f.Row, f.Status).Scan(&n)
		return n > 0, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT f.status FROM firing f WHERE f.alert = ?1 AND f.kind IN ('new', 'changed') AND (f.row = ?2
		OR ?3 <> '' AND f.row IN (SELECT id FROM report WHERE happening = ?3 AND happening <> '')
		OR f.evidence = ?4 AND f.row IN (SELECT r.id FROM article a CROSS JOIN report r ON r.article = a.n WHERE a.story = ?5 AND +r.section = ?6))`,
		a.N, f.Row, f.Happening, f.Evidence, f.Story, f.Section)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	for rows.Next() {
		var status string
		if err := rows.Scan(&status); err != nil {
			return false, err
		}
		if status == f.Status {
			return true, nil
		}
		f.Kind = "changed"
	}
	return false, rows.Err()
}

// Firings are what an alert has fired, or all alerts where alert is empty, behind
// the number after, the oldest first; with newest, before it and the latest first.
func (s *Store) Firings(ctx context.Context, alert string, after int64, newest bool, limit int) ([]Firing, error) {
	q := "SELECT f.n, a.name, f.kind, f.row, f.status, f.evidence, f.why, f.body, f.at FROM firing f JOIN alert a ON a.n = f.alert WHERE (?1 = '' OR a.name = ?1) AND "
	if newest {
		q += "(?2 = 0 OR f.n < ?2) ORDER BY f.n DESC LIMIT ?3"
	} else {
		q += "f.n > ?2 ORDER BY f.n LIMIT ?3"
	}
	rows, err := s.db.QueryContext(ctx, q, alert, after, limit)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	out := []Firing{}
	for rows.Next() {
		f, _, err := scanFiring(rows)
		if err != nil {
			return nil, s.explain(err)
		}
		out = append(out, *f)
	}
	return out, s.explain(rows.Err())
}

// scanFiring reads a firing and what stands behind it in the row.
func scanFiring(rows *sql.Rows, rest ...any) (*Firing, []any, error) {
	var f Firing
	var body, at string
	if err := rows.Scan(append([]any{&f.N, &f.Alert, &f.Kind, &f.Row, &f.Status, &f.Evidence, &f.Why, &body, &at}, rest...)...); err != nil {
		return nil, nil, err
	}
	f.Body, f.At = json.RawMessage(body), readTime(at)
	return &f, rest, nil
}
