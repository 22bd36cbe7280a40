package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// How often actors are named is kept through versions and corrections as if it were
// counted anew.
func TestActorsAreCounted(t *testing.T) {
	one := entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo.")
	s := ledger(t, one, entry("https://b.example/2", "RUS", "POL", "2022-01-12", "Moscow threatened Warsaw with an embargo on coal."))
	is := func(want ...string) {
		t.Helper()
		var got [2][]string
		for i, f := range []Filter{{}, {From: "0001"}} { // the second is counted anew
			list, err := s.Actors(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range list {
				got[i] = append(got[i], fmt.Sprint(k.ID, k.Acts, k.Meets, k.Says, " ", k.First, " ", k.Last))
			}
		}
		if !slices.Equal(got[0], want) || !slices.Equal(got[1], want) {
			t.Errorf("kept %q, counted %q, want %q", got[0], got[1], want)
		}
		if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil {
			t.Errorf("%v %q", err, h.Faults)
		}
	}
	correct := func(what string) {
		t.Helper()
		c := &Correction{At: time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC), Who: "editor", What: what, Target: one.Events[0].ID, Why: "checked"}
		if err := s.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	is("RUS2 0 0 2022-01-10 2022-01-12", "POL0 1 0 2022-01-12 2022-01-12", "UKR0 1 0 2022-01-10 2022-01-10")
	correct("reject") // the demand of that article stays
	is("RUS1 0 0 2022-01-10 2022-01-12", "POL0 1 0 2022-01-12 2022-01-12", "UKR0 0 0 2022-01-10 2022-01-10")
	correct("accept")
	is("RUS2 0 0 2022-01-10 2022-01-12", "POL0 1 0 2022-01-12 2022-01-12", "UKR0 1 0 2022-01-10 2022-01-10")
	put(t, s, entry("https://a.example/1", "RUS", "GEO", "2022-01-11", "Moscow threatened Tbilisi with a gas embargo."))
	is("RUS2 0 0 2022-01-11 2022-01-12", "GEO0 1 0 2022-01-11 2022-01-11", "POL0 1 0 2022-01-12 2022-01-12")
}

// Happenings of actors are the same whether they are found by their sides or by
// their reports.
func TestHappeningsOfSides(t *testing.T) {
	s := ledger(t)
	sides := []string{"RUS", "UKR", "POL", "FIN"}
	for i := range 12 {
		put(t, s, entry(fmt.Sprint("https://a.example/", i), sides[i%4], sides[(i+1+i/4)%4], fmt.Sprint("2022-01-", 10+i), fmt.Sprint("One threatened the other with embargo number ", i, ".")))
	}
	for _, who := range [][]string{{"RUS"}, {"RUS", "UKR"}, {"POL", "UKR"}, {"FIN", "RUS"}, {"RUS", "GEO"}, {"RUS", "UKR", "POL"}} {
		page, err := s.HappeningPage(t.Context(), Filter{Section: Events, Actors: who, Limit: 100}, "")
		if err != nil {
			t.Fatal(err)
		}
		all, err := s.happenings(t.Context(), Filter{Section: Events, Actors: who, Newest: true})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(page, all, func(a, b *Happening) bool { return a.ID == b.ID }) {
			t.Errorf("%v: %d by sides, %d by reports", who, len(page), len(all))
		}
	}
}

// A ledger of an older version is laid out anew, from the tables that it has.
func TestOlderLedgerIsLaidOutAnew(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo."), entry("https://b.example/2", "RUS", "POL", "2022-01-12", "Moscow threatened Warsaw with an embargo on coal."))
	for _, q := range []string{"DROP TRIGGER named_in", "DROP TRIGGER named_out", "DROP TRIGGER named_rejected", "DROP TRIGGER named_latest", "DROP VIEW naming", "DROP TABLE partner", "DROP INDEX report_day",
		"ALTER TABLE actor DROP COLUMN named", "ALTER TABLE actor DROP COLUMN acts", "ALTER TABLE actor DROP COLUMN meets", "ALTER TABLE actor DROP COLUMN says",
		"DROP TABLE sentence_words", "CREATE TABLE sentence (n INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, i INTEGER NOT NULL, words TEXT NOT NULL)",
		"CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='sentence', content_rowid='n')",
		"CREATE TRIGGER sentence_in AFTER INSERT ON sentence BEGIN SELECT 1; END", "CREATE TRIGGER sentence_out AFTER DELETE ON sentence BEGIN SELECT 1; END",
		"UPDATE happening SET sources = 7", "INSERT INTO note VALUES ('renew', '')", fmt.Sprint("PRAGMA user_version = ", slices.Index(migrations, quickTables))} {
		if _, err := s.write.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil || h.Happenings != 2 {
		t.Errorf("%v %+v", err, h)
	}
	for h, err := range s.Happenings(t.Context(), Filter{}) {
		if err != nil || h.Sources != 1 {
			t.Errorf("%v: %d sources, want 1", err, h.Sources)
		}
	}
}

// The ledger, its journals, its folder and a copy of it are for their owner alone.
func TestModes(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."))
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{s.Path(): 0o600, s.Path() + "-wal": 0o600, filepath.Dir(s.Path()): 0o700, to: 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
	}
}
