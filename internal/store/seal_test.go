package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
)

// TestSeal seals a month: what is asked of rows, happenings and registers stays the
// same, and verify tells when the file is missing or another one.
func TestSeal(t *testing.T) {
	var entries []*chancery.Entry
	for i := range 60 {
		entries = append(entries, entry(fmt.Sprint("https://a.example/", i), []string{"RUS", "USA"}[i%2], "UKR", fmt.Sprintf("2022-%02d-%02d", 1+i%3, 1+i%20), fmt.Sprint("Moscow threatened Kyiv over matter number ", i)))
	}
	s := ledger(t, entries...)
	want := find(t, s, Filter{})
	before, err := s.Register(t.Context(), Filter{Section: Demands})
	if err != nil {
		t.Fatal(err)
	}
	months, err := s.OpenMonths(t.Context(), "2022-03")
	if err != nil || fmt.Sprint(months) != "[2022-01 2022-02]" {
		t.Fatalf("%v %v", months, err)
	}
	var files []string
	for _, m := range months {
		sealed, err := s.Seal(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		if sealed.Articles != 20 {
			t.Errorf("%s: %d articles, want 20", m, sealed.Articles)
		}
		files = append(files, sealed.File)
	}
	if err := s.Vacuum(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := find(t, s, Filter{}); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
	after, err := s.Register(t.Context(), Filter{Section: Demands})
	if err != nil || len(after) != len(before) || len(after) == 0 {
		t.Errorf("%d lines of the register, %d before: %v", len(after), len(before), err)
	}
	if n := len(find(t, s, Filter{Words: "threatened"})); n != 40 {
		t.Errorf("search finds %d rows, want the 40 of the open month", n)
	}
	if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil || h.Sealed != 2 {
		t.Errorf("%v %+v", err, h)
	}
	// A month takes what comes later, and is sealed again.
	put(t, s, entry("https://a.example/late", "RUS", "UKR", "2022-01-05", "Moscow threatened Kyiv late."))
	if m, err := s.Seal(t.Context(), "2022-01"); err != nil || m.Articles != 21 {
		t.Fatalf("%+v %v", m, err)
	}
	if got := find(t, s, Filter{Section: Events}); len(got) != 61 {
		t.Errorf("%d events, want 61", len(got))
	}
	if err := os.WriteFile(files[1], []byte("PAR1 no more"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.months.close()
	h, err := s.Verify(t.Context())
	if err != nil || !strings.Contains(strings.Join(h.Faults, "\n"), "is not the file that was written") {
		t.Errorf("%v %q", err, h.Faults)
	}
}

// TestRecode reads again: ids and numbers of rows that are read as they were stay,
// with their corrections; the others go.
func TestRecode(t *testing.T) {
	first := entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv.")
	s := ledger(t, first, entry("https://b.example/2", "RUS", "UKR", "2022-01-10", "Moscow has threatened Kyiv."))
	numbers := func() (out []string) {
		for x, err := range s.Find(t.Context(), Filter{Rejected: true}) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprint(x.N, x.ID, x.Type, x.Status, x.Correction))
		}
		return out
	}
	if err := s.Correct(t.Context(), &Correction{At: time.Unix(0, 0), Who: "a", What: "edit", Target: first.Events[0].ID, Detail: Detail{Fields: map[string]string{"status": "denied"}}, Why: "b"}); err != nil {
		t.Fatal(err)
	}
	want := numbers()
	same := func(_ context.Context, e *chancery.Entry) (*Item, error) { return NewItem(e, time.Unix(0, 0), "new") }
	if n, err := s.Recode(t.Context(), "new", same); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	if got := numbers(); fmt.Sprint(got) != fmt.Sprint(want) || !strings.Contains(fmt.Sprint(got), "denied") {
		t.Errorf("got %q, want %q", got, want)
	}
	if n, err := s.Recode(t.Context(), "new", same); err != nil || n != 0 {
		t.Errorf("a second time: %d, %v", n, err)
	}
	without := func(_ context.Context, e *chancery.Entry) (*Item, error) {
		e.Demands = []chancery.Demand{}
		return NewItem(e, time.Unix(0, 0), "newer")
	}
	if _, err := s.Recode(t.Context(), "newer", without); err != nil {
		t.Fatal(err)
	}
	if got := numbers(); len(got) != 2 {
		t.Errorf("rows %q", got)
	}
	if st, err := s.Register(t.Context(), Filter{Section: Demands}); err != nil || len(st) != 0 {
		t.Errorf("%d demands stand that no row tells of: %v", len(st), err)
	}
	if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil {
		t.Errorf("%v %q", err, h.Faults)
	}
}

// TestOlderLedger brings a ledger of the first version up to date where it is only
// read, or says that it must be.
func TestOlderLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	all := migrations
	migrations = all[:3]
	db, err := connect(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	err = migrate(t.Context(), db)
	migrations = all
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := find(t, s, Filter{}); len(got) != 0 {
		t.Errorf("rows %q", got)
	}
	if _, err := s.Sealed(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestPairSums compares the sums by day with the happenings that they are of, while
// reports come, change and go.
func TestPairSums(t *testing.T) {
	s := ledger(t)
	for i := range 40 {
		e := entry(fmt.Sprint("https://a.example/", i%25), []string{"RUS", "USA"}[i%2], "UKR", fmt.Sprintf("2022-01-%02d", 1+i%9), fmt.Sprint("Moscow threatened Kyiv over matter ", i%11, " and ", i))
		e.Events[0].Date = &chancery.DateSpan{From: fmt.Sprintf("2022-01-%02d", 1+i%9)}
		put(t, s, e)
		if i%7 == 3 {
			if err := s.Correct(t.Context(), &Correction{At: time.Unix(0, 0), Who: "a", What: "reject", Target: e.Events[0].ID, Why: "b"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	var wrong int
	err := s.db.QueryRow(`SELECT count(*) FROM (
		SELECT 'RUS' AS a, first AS day, count(*) AS n, sum(reports) AS r FROM happening WHERE block LIKE 'THREATEN' || char(31) || 'RUS%' AND status = 'actual' GROUP BY first
		EXCEPT SELECT a, day, happenings, reports FROM dyad WHERE a = 'RUS' AND b = 'UKR')`).Scan(&wrong)
	weeks, e := s.Pair(t.Context(), "RUS", "UKR", "", "")
	if err = errors.Join(err, e); err != nil || wrong != 0 || len(weeks) == 0 || weeks[0].Conflict != weeks[0].Happenings {
		t.Errorf("%d days differ: %v %+v", wrong, err, weeks)
	}
	if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil {
		t.Errorf("%v %q", err, h.Faults)
	}
}
