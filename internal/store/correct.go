package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"chancery"
)

// A Correction is a decision of a person on a row or a happening. Corrections are
// only ever added; the last on a thing holds, and none is silent: it says who, when
// and why.
type Correction struct {
	N      int64     `json:"n"`
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	What   string    `json:"what"`   // accept, reject, edit, merge, split
	Target string    `json:"target"` // id of a row; for merge, of a happening
	Detail Detail    `json:"detail"`
	Why    string    `json:"why"`
}

// A Detail is what a correction changes.
type Detail struct {
	Fields map[string]string `json:"fields,omitempty"` // of an edit, see Editable
	Other  string            `json:"other,omitempty"`  // the other happening of a merge
	Pairs  [][2]string       `json:"pairs,omitempty"`  // of rows that are of one happening, or of two
}

// Editable are the fields that an edit may set.
var Editable = []string{"type", "status", "cameo", "from", "to"}

// The reasons why a correction is refused.
var (
	ErrNoTarget = errors.New("no such row or happening in the ledger")
	ErrCannot   = errors.New("cannot be done")
)

// Correct adds a correction and carries it out, at once for all that follows from
// it.
func (s *Store) Correct(ctx context.Context, c *Correction) error {
	if c.Who == "" || c.Why == "" {
		return fmt.Errorf("a correction without who or why: %w", ErrCannot)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	m := newMerger(ctx, tx)
	if err := m.correct(c); err != nil {
		return errors.Join(fmt.Errorf("%s %s: %w", c.What, c.Target, err), tx.Rollback())
	}
	if err := m.merge(); err != nil {
		return s.explain(errors.Join(err, tx.Rollback()))
	}
	return s.explain(tx.Commit())
}

func (m *merger) correct(c *Correction) error {
	var err error
	switch c.What {
	case "accept", "reject":
		err = m.exists("report", c.Target)
	case "edit":
		err = cmp.Or(m.exists("report", c.Target), checkFields(c.Detail.Fields))
	case "merge":
		err = m.mergeTwo(c)
	case "split":
		err = m.splitOff(c)
	default:
		err = ErrCannot
	}
	if err != nil {
		return err
	}
	detail, err := json.Marshal(c.Detail)
	if err != nil {
		return err
	}
	if _, err := m.tx.ExecContext(m.ctx, "INSERT INTO correction(at, who, what, target, detail, why) VALUES (?, ?, ?, ?, ?, ?)",
		c.At.UTC().Format(time.RFC3339), c.Who, c.What, c.Target, string(detail), c.Why); err != nil {
		return err
	}
	if c.What == "merge" || c.What == "split" {
		return nil
	}
	if err := inherit(m.ctx, m.tx, c.Target); err != nil {
		return err
	}
	return m.touch("SELECT block FROM report WHERE id = ?", c.Target)
}

func (m *merger) exists(table, id string) error {
	var n int
	if err := m.tx.QueryRowContext(m.ctx, "SELECT count(*) FROM "+table+" WHERE id = ?", id).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		return ErrNoTarget
	}
	return nil
}

func checkFields(fields map[string]string) error {
	if len(fields) == 0 {
		return fmt.Errorf("nothing to edit: %w", ErrCannot)
	}
	for name, v := range fields {
		if !slices.Contains(Editable, name) {
			return fmt.Errorf("field %q is not one of %s: %w", name, strings.Join(Editable, ", "), ErrCannot)
		}
		if v == "" {
			return fmt.Errorf("field %q would be empty: %w", name, ErrCannot)
		}
		if name == "from" || name == "to" {
			if _, ok := lastOf(v); !ok {
				return fmt.Errorf("field %q: %q, want 2022, 2022-01 or 2022-01-10: %w", name, v, ErrCannot)
			}
		}
	}
	return nil
}

func lastOf(day string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// mergeTwo links the first rows of two happenings, whose reports then belong to
// one key.
func (m *merger) mergeTwo(c *Correction) error {
	a, err := m.members(c.Target)
	if err != nil {
		return err
	}
	b, err := m.members(c.Detail.Other)
	if err != nil {
		return err
	}
	if c.Target == c.Detail.Other || a.section != b.section {
		return fmt.Errorf("a happening and itself, or an event and a meeting: %w", ErrCannot)
	}
	c.Detail.Pairs = nil
	for _, x := range a.ids {
		for _, y := range b.ids {
			c.Detail.Pairs = append(c.Detail.Pairs, [2]string{min(x, y), max(x, y)})
		}
	}
	m.blocks[a.block], m.blocks[b.block] = true, true
	for _, id := range b.ids {
		if _, err := m.tx.ExecContext(m.ctx, "UPDATE report SET block = ? WHERE id = ?", a.block, id); err != nil {
			return err
		}
	}
	return nil
}

// splitOff parts a row from all others of its happening.
func (m *merger) splitOff(c *Correction) error {
	var h string
	err := m.tx.QueryRowContext(m.ctx, "SELECT happening FROM report WHERE id = ? AND happening <> ''", c.Target).Scan(&h)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoTarget
	}
	if err != nil {
		return err
	}
	all, err := m.members(h)
	if err != nil {
		return err
	}
	c.Detail.Pairs = nil
	for _, id := range all.ids {
		if id != c.Target {
			c.Detail.Pairs = append(c.Detail.Pairs, [2]string{min(id, c.Target), max(id, c.Target)})
		}
	}
	if len(c.Detail.Pairs) == 0 {
		return fmt.Errorf("the row is alone in its happening: %w", ErrCannot)
	}
	m.blocks[all.block] = true
	return nil
}

// members are the rows of a happening.
type members struct {
	section Section
	block   string
	ids     []string
}

func (m *merger) members(happening string) (out members, err error) {
	rows, err := m.tx.QueryContext(m.ctx, "SELECT r.id, r.block, r.section FROM report r JOIN article a ON a.n = r.article WHERE r.happening = ? AND a.latest = 1 AND r.correction <> 'reject' ORDER BY r.id", happening)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id, &out.block, &out.section); err != nil {
			return out, err
		}
		out.ids = append(out.ids, id)
	}
	if len(out.ids) == 0 && happening != "" {
		return out, cmp.Or(rows.Err(), ErrNoTarget)
	}
	return out, rows.Err()
}

// inherit puts what was decided of a row into the columns of its reports, also of
// those that came with a later version of the page. An edit holds until another;
// acceptance of an edited row keeps it.
func inherit(ctx context.Context, tx *sql.Tx, id string) error {
	var what, detail string
	err := tx.QueryRowContext(ctx, "SELECT what, detail FROM correction WHERE target = ? AND what IN ('accept', 'reject', 'edit') ORDER BY n DESC LIMIT 1", id).Scan(&what, &detail)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	var d Detail
	if err := json.Unmarshal([]byte(detail), &d); err != nil {
		return err
	}
	if what == "edit" {
		f := d.Fields
		if _, err := tx.ExecContext(ctx, `UPDATE report SET type = coalesce(nullif(?, ''), type), status = coalesce(nullif(?, ''), status), cameo = coalesce(nullif(?, ''), cameo) WHERE id = ?`,
			f["type"], f["status"], f["cameo"], id); err != nil {
			return err
		}
		if from := cmp.Or(f["from"], f["to"]); from != "" {
			if _, err := tx.ExecContext(ctx, "UPDATE report SET first = ?, last = ?, dated = 1 WHERE id = ?", from, cmp.Or(f["to"], from), id); err != nil {
				return err
			}
		}
	}
	if what == "accept" {
		what = "CASE correction WHEN 'edit' THEN 'edit' ELSE 'accept' END"
	} else {
		what = "'" + what + "'"
	}
	q := "UPDATE report SET correction = " + what
	if what == "'reject'" {
		q += ", happening = ''"
	}
	_, err = tx.ExecContext(ctx, q+" WHERE id = ?", id)
	return err
}

// edit puts what a person has set over what was read.
func (r *Row) edit(to *Row, first, last string, dated bool) {
	r.Type, r.Status, r.CAMEO = to.Type, to.Status, to.CAMEO
	if dated {
		r.Date = &chancery.DateSpan{From: first, To: last}
	}
	switch v := r.Value.(type) {
	case chancery.Event:
		v.Type, v.Status, v.CAMEO, v.Date = chancery.EventType(r.Type), chancery.Status(r.Status), r.CAMEO, r.Date
		r.Value = v
	case chancery.Statement:
		v.Stance = chancery.Stance(r.Type)
		r.Value = v
	case chancery.Condition:
		v.Kind = chancery.ConditionKind(r.Type)
		r.Value = v
	case chancery.Demand:
		v.Stance = chancery.DemandStance(r.Type)
		r.Value = v
	case chancery.Meeting:
		v.Format, v.Status, v.Date = chancery.MeetingFormat(r.Type), chancery.MeetingStatus(r.Status), r.Date
		r.Value = v
	}
}

// Corrections yields all corrections in the order in which they were made.
func (s *Store) Corrections(ctx context.Context) iter.Seq2[*Correction, error] {
	return func(yield func(*Correction, error) bool) {
		rows, err := s.db.QueryContext(ctx, "SELECT n, at, who, what, target, detail, why FROM correction ORDER BY n")
		if err != nil {
			yield(nil, s.explain(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var c Correction
			var at, detail string
			err := rows.Scan(&c.N, &at, &c.Who, &c.What, &c.Target, &detail, &c.Why)
			if err == nil {
				c.At, err = time.Parse(time.RFC3339, at)
			}
			if err == nil {
				err = json.Unmarshal([]byte(detail), &c.Detail)
			}
			if !yield(&c, s.explain(err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, s.explain(err))
		}
	}
}
