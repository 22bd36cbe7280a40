package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

// What is taken back leaves the ledger as it was before, and only the decisions
// that still stand hold.
func TestUndo(t *testing.T) {
	one := entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo.")
	two := entry("https://b.example/2", "RUS", "UKR", "2022-01-10", "A gas embargo was threatened.")
	three := entry("https://c.example/3", "RUS", "UKR", "2022-01-10", "Moscow threatened to close its airspace.")
	s := ledger(t, one, two, three)
	at := time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)
	correct := func(what, target string, d Detail) error {
		return s.Correct(t.Context(), &Correction{At: at, Who: "editor", What: what, Target: target, Detail: d, Why: "checked"})
	}
	state := func() string {
		t.Helper()
		if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil {
			t.Fatalf("%v %q", err, h.Faults)
		}
		got, _ := parts(t, s)
		slices.Sort(got)
		var rows []string
		for x, err := range s.Find(t.Context(), Filter{Rejected: true}) {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, fmt.Sprint(x.ID, x.Type, x.Status, x.CAMEO, x.First, x.Last, x.Dated, x.Correction))
		}
		return fmt.Sprint(got, rows)
	}
	_, ids := parts(t, s)
	id := two.Events[0].ID
	number := 0
	for _, c := range []struct {
		name, what, target string
		d                  Detail
	}{
		{"reject", "reject", id, Detail{}},
		{"accept", "accept", id, Detail{}},
		{"edit", "edit", id, Detail{Fields: map[string]string{"type": "ACCUSE", "status": "denied", "from": "2022-01-02"}}},
		{"split", "split", id, Detail{}},
		{"merge", "merge", ids[0], Detail{Other: ids[1]}},
	} {
		before := state()
		if err := correct(c.what, c.target, c.d); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		number++
		after := state()
		if after == before {
			t.Errorf("%s changes nothing", c.name)
		}
		if err := correct("undo", "", Detail{Other: fmt.Sprint(number)}); err != nil {
			t.Fatalf("undo of %s: %v", c.name, err)
		}
		if got := state(); got != before {
			t.Errorf("undo of %s: %s, want %s", c.name, got, before)
		}
		if err := correct("undo", "", Detail{Other: fmt.Sprint(number)}); !errors.Is(err, ErrCannot) {
			t.Errorf("undo of %s twice: %v", c.name, err)
		}
		if err := correct("undo", "", Detail{Other: fmt.Sprint(number + 1)}); !errors.Is(err, ErrCannot) {
			t.Errorf("undo of the undo of %s: %v", c.name, err)
		}
		number++
	}
	if err := correct("undo", "", Detail{Other: "77"}); !errors.Is(err, ErrNoTarget) {
		t.Errorf("undo of nothing: %v", err)
	}

	// Of two decisions the first holds again.
	if err := errors.Join(correct("edit", id, Detail{Fields: map[string]string{"status": "denied"}}), correct("reject", id, Detail{})); err != nil {
		t.Fatal(err)
	}
	if err := correct("undo", "", Detail{Other: fmt.Sprint(number + 2)}); err != nil {
		t.Fatal(err)
	}
	for x, err := range s.Find(t.Context(), Filter{ID: id}) {
		if err != nil || x.Status != "denied" || x.Correction != "edit" {
			t.Errorf("%s %s, %v", x.Status, x.Correction, err)
		}
	}
}
