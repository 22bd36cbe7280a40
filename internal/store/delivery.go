package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// The states of a delivery.
const (
	SendQueued    = "queued"
	SendDelivered = "delivered"
	SendFailed    = "failed" // is tried again
	SendDead      = "dead"   // is not
)

// A Delivery is one message on its way.
type Delivery struct {
	N       int64     `json:"n"`
	Channel Channel   `json:"channel"`
	State   string    `json:"state"`
	Tries   int       `json:"tries"`
	Due     time.Time `json:"due"` // not before
	Fault   string    `json:"fault,omitempty"`
	Settled time.Time `json:"settled,omitzero"`
	Firing  *Firing   `json:"firing"`
}

const deliveryColumns = `SELECT f.n, a.name, f.kind, f.row, f.status, f.evidence, f.why, f.body, f.at, d.n, d.channel, d.state, d.tries, d.due, d.fault, d.settled
	FROM delivery d JOIN firing f ON f.n = d.firing JOIN alert a ON a.n = f.alert `

// DueDeliveries are the messages that are to be sent now, the oldest first.
func (s *Store) DueDeliveries(ctx context.Context, now time.Time, limit int) ([]*Delivery, error) {
	return s.deliveries(ctx, "WHERE d.state IN ('queued', 'failed') AND d.due <= ? ORDER BY d.due, d.n LIMIT ?", written(now), limit)
}

// NextDelivery is when the next message is to be sent; the zero time where none
// waits.
func (s *Store) NextDelivery(ctx context.Context) (time.Time, error) {
	var due string
	err := s.db.QueryRowContext(ctx, "SELECT coalesce(min(due), '') FROM delivery WHERE state IN ('queued', 'failed')").Scan(&due)
	return readTime(due), s.explain(err)
}

// Deliveries are the messages of a state (empty: of all), the latest first, before
// the number before (0: from the last on).
func (s *Store) Deliveries(ctx context.Context, state string, before int64, limit int) ([]*Delivery, error) {
	return s.deliveries(ctx, "WHERE (?1 = '' OR d.state = ?1) AND (?2 = 0 OR d.n < ?2) ORDER BY d.n DESC LIMIT ?3", state, before, limit)
}

func (s *Store) deliveries(ctx context.Context, rest string, args ...any) ([]*Delivery, error) {
	rows, err := s.db.QueryContext(ctx, deliveryColumns+rest, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	out := []*Delivery{}
	for rows.Next() {
		var d Delivery
		var channel, due, settled string
		f, _, err := scanFiring(rows, &d.N, &channel, &d.State, &d.Tries, &due, &d.Fault, &settled)
		if err == nil {
			err = json.Unmarshal([]byte(channel), &d.Channel)
		}
		if err != nil {
			return nil, s.explain(err)
		}
		d.Firing, d.Due, d.Settled = f, readTime(due), readTime(settled)
		out = append(out, &d)
	}
	return out, s.explain(rows.Err())
}

// Claim puts a message off until then, so that nobody else sends it meanwhile; it
// reports whether it was still there to be claimed. Whoever dies while he sends
// leaves it to be sent after that time.
func (s *Store) Claim(ctx context.Context, d *Delivery, until time.Time) (bool, error) {
	err := s.change(ctx, ErrNotFound, "UPDATE delivery SET due = ?, tries = tries + 1 WHERE n = ? AND due = ? AND state IN ('queued', 'failed')", written(until), d.N, written(d.Due))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	d.Due = until
	d.Tries++
	return true, nil
}

// Settle notes what became of a message: its state, its fault, and when it is
// tried again where it failed.
func (s *Store) Settle(ctx context.Context, d *Delivery, now time.Time) error {
	if d.State == SendDelivered || d.State == SendDead {
		d.Settled = now
	}
	return s.change(ctx, ErrNotFound, "UPDATE delivery SET state = ?, due = ?, fault = ?, settled = ? WHERE n = ?", d.State, written(d.Due), d.Fault, written(d.Settled), d.N)
}

// Revive queues dead messages once more: the one of that number, or all where it
// is 0. It returns how many there were.
func (s *Store) Revive(ctx context.Context, n int64, now time.Time) (int64, error) {
	if s.write == nil {
		return 0, s.explain(ErrReadOnly)
	}
	res, err := s.write.ExecContext(ctx, "UPDATE delivery SET state = 'queued', tries = 0, due = ?, settled = '' WHERE state = 'dead' AND (?2 = 0 OR n = ?2)", written(now), n)
	if err != nil {
		return 0, s.explain(err)
	}
	return res.RowsAffected()
}

// ForgetDelivered removes messages that were delivered before a time. What was told
// stays, so that it is not told again.
func (s *Store) ForgetDelivered(ctx context.Context, before time.Time) error {
	return s.change(ctx, nil, "DELETE FROM delivery WHERE state = 'delivered' AND settled < ?", written(before))
}

// DeliveryCounts are how many messages are in each state.
func (s *Store) DeliveryCounts(ctx context.Context) (map[string]int, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT state, count(*) FROM delivery GROUP BY state")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, s.explain(err)
		}
		out[state] = n
	}
	return out, s.explain(rows.Err())
}

// SourceStates are how many sources are well, failing, paused, or were not looked
// at yet.
func (s *Store) SourceStates(ctx context.Context) (map[string]int, error) {
	out := map[string]int{"ok": 0, "failing": 0, "paused": 0, "new": 0}
	rows, err := s.db.QueryContext(ctx, "SELECT CASE WHEN paused THEN 'paused' WHEN faults > 0 THEN 'failing' WHEN looked = 0 THEN 'new' ELSE 'ok' END, count(*) FROM source GROUP BY 1")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, s.explain(err)
		}
		out[state] = n
	}
	return out, s.explain(rows.Err())
}
