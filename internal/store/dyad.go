package store

import (
	"cmp"
	"math"
	"slices"
	"time"

	"chancery"
	"chancery/internal/story"
)

// A dyadKey is a row of the table dyad.
type dyadKey struct{ a, b, day string }

// A dyadSum is what it sums up.
type dyadSum struct{ happenings, mutual, reports, cooperation, conflict, intensity int }

// count adds a happening to the days of the pairs that it is between, or takes it
// out. Only events of a known day that took place count.
func (m *merger) count(h *happeningRow, sign int) {
	if h.section != Events || h.status != string(chancery.Actual) || len(h.first) != len(time.DateOnly) {
		return
	}
	var r story.Report
	r.SetKey(h.block)
	for _, pair := range pairsOf(&r) {
		k := dyadKey{pair[0], pair[1], h.first}
		d := m.dyads[k]
		if d == nil {
			d = &dyadSum{}
			m.dyads[k] = d
		}
		d.happenings += sign
		d.reports += sign * h.reports
		d.intensity += sign * int(math.Round(h.intensity*10))
		switch {
		case h.intensity > 0:
			d.cooperation += sign
		case h.intensity < 0:
			d.conflict += sign
		}
		if r.Symmetric {
			d.mutual += sign
		}
	}
}

// pairsOf are the pairs of sides that a report is between: who acts and toward
// whom, or each two of those who do the same.
func pairsOf(r *story.Report) (out [][2]string) {
	if r.Symmetric {
		for i, a := range r.By {
			for _, b := range r.By[i+1:] {
				out = append(out, [2]string{min(a, b), max(a, b)})
			}
		}
		return out
	}
	for _, a := range r.By {
		for _, b := range r.Toward {
			if a != b {
				out = append(out, [2]string{a, b})
			}
		}
	}
	return out
}

// sumUp writes by how much the sums have changed.
func (m *merger) sumUp() error {
	keys := make([]dyadKey, 0, len(m.dyads))
	for k, d := range m.dyads {
		if *d != (dyadSum{}) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(x, y dyadKey) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.day, y.day))
	})
	for _, k := range keys {
		d := m.dyads[k]
		if _, err := m.exec(`INSERT INTO dyad VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET happenings = happenings + excluded.happenings, mutual = mutual + excluded.mutual,
			reports = reports + excluded.reports, cooperation = cooperation + excluded.cooperation, conflict = conflict + excluded.conflict, intensity = intensity + excluded.intensity`,
			k.a, k.b, k.day, d.happenings, d.mutual, d.reports, d.cooperation, d.conflict, d.intensity); err != nil {
			return err
		}
		if d.happenings < 0 {
			if _, err := m.exec("DELETE FROM dyad WHERE a = ? AND b = ? AND day = ? AND happenings = 0", k.a, k.b, k.day); err != nil {
				return err
			}
		}
	}
	return nil
}
