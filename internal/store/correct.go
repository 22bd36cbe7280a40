package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/story"
)

// A Correction is a decision of a person on a row or a happening. Corrections are
// only ever added; the last on a thing holds, and none is silent: it says who, when
// and why.
type Correction struct {
	N      int64     `json:"n"`
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	What   string    `json:"what"`   // accept, reject, edit, merge, split, undo
	Target string    `json:"target"` // id of a row; for merge, of a happening
	Detail Detail    `json:"detail"`
	Why    string    `json:"why"`
}

// A Detail is what a correction changes.
type Detail struct {
	Fields map[string]string `json:"fields,omitempty"` // of an edit, see Editable
	Other  string            `json:"other,omitempty"`  // the other happening of a merge; of an undo, the number of what is taken back
	Pairs  [][2]string       `json:"pairs,omitempty"`  // of rows that are of one happening, or of two
	Key    string            `json:"key,omitempty"`    // what the rows of a merge have in common, see package story
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
	var back []*Found
	if c.What == "undo" {
		var err error
		if back, err = s.undoing(ctx, c); err != nil {
			return err
		}
	}
	return s.inTx(ctx, func(b *batch) error {
		m := newMerger(b)
		if err := m.correct(c, back); err != nil {
			return fmt.Errorf("%s %s: %w", c.What, c.Target, err)
		}
		return m.merge()
	})
}

// correct checks a correction, notes it, and carries it out; back are the rows of
// one that is taken back.
func (m *merger) correct(c *Correction, back []*Found) error {
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
	case "undo":
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
	if _, err := m.exec("INSERT INTO correction(at, who, what, target, detail, why) VALUES (?, ?, ?, ?, ?, ?)",
		c.At.UTC().Format(time.RFC3339), c.Who, c.What, c.Target, string(detail), c.Why); err != nil {
		return err
	}
	m.decided, m.keys = nil, nil
	switch c.What {
	case "merge", "split":
		return nil
	case "undo":
		return m.undo(back)
	}
	return m.again(c.Target, "")
}

func (m *merger) exists(table, id string) error {
	var n int
	if _, err := m.one("SELECT count(*) FROM "+table+" WHERE id = ?", []any{id}, &n); err != nil {
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

// mergeTwo links the rows of two happenings, which then belong to one key.
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
	c.Detail.Pairs, c.Detail.Key = nil, a.block
	for _, x := range a.ids {
		for _, y := range b.ids {
			c.Detail.Pairs = append(c.Detail.Pairs, [2]string{min(x, y), max(x, y)})
		}
	}
	for _, id := range slices.Concat(a.ids, b.ids) {
		if err := m.again(id, a.block); err != nil {
			return err
		}
	}
	return nil
}

// splitOff parts a row from all others of its happening.
func (m *merger) splitOff(c *Correction) error {
	var h string
	if ok, err := m.one("SELECT happening FROM report WHERE id = ? AND happening <> ''", []any{c.Target}, &h); err != nil || !ok {
		return cmp.Or(err, ErrNoTarget)
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
	for _, id := range all.ids {
		if err := m.again(id, ""); err != nil {
			return err
		}
	}
	return nil
}

// again carries out what was decided of a row, whose reports may stand elsewhere
// now; a key that is not empty is their new one.
func (m *merger) again(id, key string) error {
	var all []int64
	err := m.each(func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		all = append(all, n)
		return err
	}, "SELECT n FROM report WHERE id = ?", id)
	if err != nil {
		return err
	}
	for _, n := range all {
		if err := m.leave(n); err != nil {
			return err
		}
	}
	if key != "" {
		if _, err := m.exec("UPDATE report SET block = ? WHERE id = ?", key, id); err != nil {
			return err
		}
	}
	if err := inherit(m.batch, id); err != nil {
		return err
	}
	for _, n := range all {
		m.comes(n)
	}
	return nil
}

// members are the rows of a happening, and its key.
type members struct {
	section Section
	block   string
	ids     []string
}

func (m *merger) members(happening string) (out members, err error) {
	err = m.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id, &out.block, &out.section)
		out.ids = append(out.ids, id)
		return err
	}, "SELECT r.id, h.block, h.section FROM report r JOIN article a ON a.n = r.article JOIN happening h ON h.id = r.happening WHERE r.happening = ?"+counted+" ORDER BY r.id", happening)
	if err == nil && len(out.ids) == 0 {
		err = ErrNoTarget
	}
	return out, err
}

// inherit puts what was decided of a row into the columns of its reports, also of
// those that came with a later version of the page. An edit holds until another;
// acceptance of an edited row keeps it.
func inherit(b *batch, id string) error {
	if key, err := b.moved(id); err != nil || key != "" {
		if _, e := b.exec("UPDATE report SET block = ? WHERE id = ? AND block <> ''", key, id); cmp.Or(err, e) != nil {
			return cmp.Or(err, e)
		}
	}
	var edit, last string
	err := b.each(func(scan func(...any) error) error {
		var what, detail string
		err := scan(&what, &detail)
		if what == "edit" {
			edit = detail
		}
		last = what
		return err
	}, "SELECT what, detail FROM correction WHERE target = ? AND what IN ('accept', 'reject', 'edit')"+notUndone+" ORDER BY n", id)
	if err != nil || last == "" {
		return err
	}
	if edit != "" && last != "reject" {
		if err := setFields(b, id, edit); err != nil {
			return err
		}
		last = "edit"
	}
	if last == "reject" {
		_, err = b.exec("UPDATE report SET correction = 'reject', happening = '' WHERE id = ?", id)
	} else {
		_, err = b.exec("UPDATE report SET correction = ? WHERE id = ?", last, id)
	}
	return err
}

// setFields puts the fields of an edit into the columns of a row.
func setFields(b *batch, id, detail string) error {
	var d Detail
	if err := json.Unmarshal([]byte(detail), &d); err != nil {
		return fmt.Errorf("correction: %w", ErrCorrupt)
	}
	f := d.Fields
	if _, err := b.exec(`UPDATE report SET type = coalesce(nullif(?, ''), type), status = coalesce(nullif(?, ''), status), cameo = coalesce(nullif(?, ''), cameo) WHERE id = ?`,
		f["type"], f["status"], f["cameo"], id); err != nil {
		return err
	}
	from := cmp.Or(f["from"], f["to"])
	if from == "" {
		return nil
	}
	x := story.Report{First: from, Last: cmp.Or(f["to"], from)}
	if _, err := b.exec("UPDATE report SET first = ?, last = ?, dated = 1, cell = ? WHERE id = ?", x.First, x.Last, x.Window(), id); err != nil {
		return err
	}
	_, err := b.exec("UPDATE party SET first = ? WHERE report IN (SELECT n FROM report WHERE id = ?)", x.First, id)
	return err
}

// moved is the key that a merge has given a row, empty where it has its own.
func (b *batch) moved(id string) (string, error) {
	if b.keys == nil {
		keys := map[string]string{}
		err := b.each(func(scan func(...any) error) error {
			var detail string
			if err := scan(&detail); err != nil {
				return err
			}
			var d Detail
			if err := json.Unmarshal([]byte(detail), &d); err != nil {
				return fmt.Errorf("correction: %w", ErrCorrupt)
			}
			for _, p := range d.Pairs {
				keys[p[0]], keys[p[1]] = d.Key, d.Key
			}
			return nil
		}, "SELECT detail FROM correction WHERE what = 'merge'"+notUndone+" ORDER BY n")
		if err != nil {
			return "", err
		}
		b.keys = keys
	}
	return b.keys[id], nil
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
