package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/store"
)

// A Record is what is exported as one row: a report, or a happening with all its
// reports.
type Record struct {
	*store.Found // the report, or the best of the happening
	Reports      []*store.Found
	Merged       *store.Happening // nil for a report
}

// Records are the rows of a ledger that a filter asks for, as reports or merged
// into happenings.
func Records(ctx context.Context, s *store.Store, f store.Filter, merged bool) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if !merged {
			for x, err := range s.Find(ctx, f) {
				r := &Record{Found: x, Reports: []*store.Found{x}}
				if !yield(r, err) || err != nil {
					return
				}
			}
			return
		}
		for h, err := range s.Happenings(ctx, f) {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(h.Reports) > 0 && !yield(&Record{best(h), h.Reports, h}, nil) {
				return
			}
		}
	}
}

// best is the report that stands for a happening: one of its status, with a day,
// a place and both sides, the surest of those, the first of as sure ones.
func best(h *store.Happening) *store.Found {
	full := func(x *store.Found) (n int) {
		for _, ok := range []bool{x.Status == h.Status, x.Status == h.Status, x.Dated, x.Place != "", len(x.By) > 0, len(x.Toward) > 0} {
			if ok {
				n++
			}
		}
		return n
	}
	return slices.MinFunc(h.Reports, func(a, b *store.Found) int {
		return cmp.Or(cmp.Compare(full(b), full(a)), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Article.Published.String(), b.Article.Published.String()), cmp.Compare(a.ID, b.ID))
	})
}

// ID is that of the report or of the happening.
func (r *Record) ID() string {
	if r.Merged != nil {
		return r.Merged.ID
	}
	return r.Found.ID
}

// State is the status of the report, or that of the happening by its last report.
func (r *Record) State() string {
	if r.Merged != nil {
		return r.Merged.Status
	}
	return r.Status
}

// Days are the first and last day of the thing.
func (r *Record) Days() (first, last string) {
	if r.Merged != nil {
		return r.Merged.First, r.Merged.Last
	}
	return r.First, r.Last
}

// sources are the independent ones, and articles those that tell.
func (r *Record) sources() (independent, articles int) {
	seen := map[string]bool{}
	for _, x := range r.Reports {
		seen[x.Article.ID] = true
	}
	return store.Independent(r.Reports), len(seen)
}

// number is a positive number for an id: 62 bits of its hash.
func number(parts ...string) int64 {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return int64(binary.BigEndian.Uint64(h[:8]) >> 2)
}

// whole is a day, the first one of a month or a year; empty where it is neither.
func whole(day string) string {
	const form = "0000-01-01"
	if len(day) < 4 {
		return ""
	}
	return (day + form[min(len(day), len(form)):])[:len(form)]
}

// place is the place of the row, nil without one.
func (r *Record) place() *chancery.Place {
	for i := range r.Entry.Places {
		if p := &r.Entry.Places[i]; p.ID == r.Place && p.ID != "" {
			return p
		}
	}
	return nil
}

// A side is one actor of a row with its code in it.
type side struct {
	*chancery.Actor
	code string
}

// sides are the actors of one side of an event, each with its first code.
func (r *Record) sides(ids []string) (out []side) {
	for _, id := range ids {
		if a := r.Actor(id); a != nil {
			s := side{Actor: a, code: a.Country}
			if len(a.Codes) > 0 {
				s.code = a.Codes[0]
			}
			out = append(out, s)
		}
	}
	return out
}

// dyads are the pairs of who acts and who is acted on; a side without anybody is
// an empty one.
func (r *Record) dyads() (out [][2]side) {
	none := side{Actor: &chancery.Actor{}}
	by, toward := r.sides(r.By), r.sides(r.Toward)
	if len(by) == 0 {
		by = []side{none}
	}
	if len(toward) == 0 {
		toward = []side{none}
	}
	for _, a := range by {
		for _, b := range toward {
			out = append(out, [2]side{a, b})
		}
	}
	return out
}
