package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
)

// entry is an article of one sentence in which a threatens b on a day.
func entry(url, a, b, day, text string) *chancery.Entry {
	at, err := chancery.ParseStamp(day)
	if err != nil {
		panic(err)
	}
	end := len([]rune(text))
	id := chancery.ArticleID(url, text)
	span := chancery.Span{Start: 0, End: end}
	return &chancery.Entry{
		Article:   chancery.Article{ID: id, URL: url, Title: "News of " + a, Published: at, Language: "en", Text: text},
		Sentences: []chancery.Sentence{{Span: span}},
		Actors: []chancery.Actor{
			{ID: a, Name: a, Kind: chancery.Country, Codes: []string{a + "GOV"}, Country: a},
			{ID: b, Name: b, Kind: chancery.Country, Codes: []string{b + "GOV"}, Country: b},
		},
		Events: []chancery.Event{{
			Row:  chancery.Row{ID: "e" + id, Span: span, Rule: "threaten.threaten", Confidence: 0.9},
			Type: chancery.Threaten, CAMEO: "130", Intensity: -4.4, Trigger: span, Sources: []string{a}, Targets: []string{b}, Status: chancery.Actual,
		}},
		Demands: []chancery.Demand{{
			Row: chancery.Row{ID: "d" + id, Span: span, Rule: "demand.must", Confidence: 0.7},
			By:  []string{a}, Of: []string{b}, Content: span, Stance: chancery.DemandMade,
		}},
	}
}

func ledger(t *testing.T, entries ...*chancery.Entry) *Store {
	t.Helper()
	s, err := Create(t.Context(), filepath.Join(t.TempDir(), "new", "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	put(t, s, entries...)
	return s
}

func put(t *testing.T, s *Store, entries ...*chancery.Entry) (added int) {
	t.Helper()
	var items []*Item
	for _, e := range entries {
		it, err := NewItem(e, time.Date(2022, 1, 20, 12, 0, 0, 0, time.UTC), "test")
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	added, err := s.Put(t.Context(), items...)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func find(t *testing.T, s *Store, f Filter) (out []string) {
	t.Helper()
	for x, err := range s.Find(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(x.Section, " ", x.Type, " ", x.By, x.Toward, " ", x.First, ": ", x.Evidence))
	}
	return out
}

func TestFilters(t *testing.T) {
	s := ledger(t,
		entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."),
		entry("https://a.example/2", "USA", "RUS", "2022-01-12", "Washington threatened Moscow with “sanctions”."),
		entry("https://b.example/3", "USA", "IRN", "2022-02-01", "Washington threatened Tehran."),
	)
	for _, tt := range []struct {
		name string
		f    Filter
		want int
	}{
		{"all", Filter{}, 6},
		{"one section", Filter{Section: Events}, 3},
		{"actor on either side", Filter{Section: Events, Actors: []string{"RUS"}}, 2},
		{"two actors", Filter{Section: Events, Actors: []string{"RUS", "USA"}}, 1},
		{"who acts", Filter{Section: Events, By: "RUS"}, 1},
		{"toward whom", Filter{Section: Events, Toward: "RUS"}, 1},
		{"from a day", Filter{Section: Events, From: "2022-01-12"}, 2},
		{"to a month, the whole of it", Filter{Section: Events, To: "2022-01"}, 2},
		{"type", Filter{Types: []string{"demands"}}, 3},
		{"status that none has", Filter{Statuses: []string{"denied"}}, 0},
		{"outlet", Filter{Section: Events, Source: "b.example"}, 1},
		{"words", Filter{Section: Events, Words: "sanction"}, 1},
		{"words that are operators elsewhere", Filter{Section: Events, Words: `NOT ( "threatened Tehran" * - ^`}, 0},
		{"phrase", Filter{Section: Events, Words: `"threatened Tehran"`}, 1},
		{"limit", Filter{Limit: 4}, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := find(t, s, tt.f); len(got) != tt.want {
				t.Errorf("got %d rows, want %d: %q", len(got), tt.want, got)
			}
		})
	}
}

func TestFindGivesEvidence(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Łódź: “Moscow” threatened Kyiv."))
	got := find(t, s, Filter{Section: Events})
	want := "events THREATEN [RUS] [UKR] 2022-01-10: Łódź: “Moscow” threatened Kyiv."
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCursorSeesEachRowOnce(t *testing.T) {
	var entries []*chancery.Entry
	for i := range 25 {
		entries = append(entries, entry(fmt.Sprint("https://a.example/", i), "RUS", "UKR", fmt.Sprintf("2022-01-%02d", 1+i%7), fmt.Sprint("Moscow threatened Kyiv again: ", i)))
	}
	s := ledger(t, entries...)
	for _, newest := range []bool{false, true} {
		seen := map[int64]bool{}
		f := Filter{Section: Events, Limit: 4, Newest: newest}
		for {
			n := 0
			for x, err := range s.Find(t.Context(), f) {
				if err != nil {
					t.Fatal(err)
				}
				if seen[x.N] {
					t.Fatalf("row %d twice", x.N)
				}
				seen[x.N] = true
				f.After = x.N
				n++
			}
			if n == 0 {
				break
			}
		}
		if len(seen) != 25 {
			t.Errorf("newest %v: saw %d rows, want 25", newest, len(seen))
		}
	}
}

func TestSecondDeliveryAndVersions(t *testing.T) {
	first := entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv.")
	s := ledger(t, first)
	if n := put(t, s, first); n != 0 {
		t.Errorf("a second delivery added %d articles", n)
	}
	if n := put(t, s, entry("https://a.example/1#top", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv, a correction says.")); n != 1 {
		t.Errorf("a changed page added %d articles, want 1", n)
	}
	if got := find(t, s, Filter{Section: Events}); len(got) != 1 || !strings.Contains(got[0], "correction") {
		t.Errorf("latest version: %q", got)
	}
	if got := find(t, s, Filter{Section: Events, Old: true}); len(got) != 2 {
		t.Errorf("all versions: %q", got)
	}
}

func TestReaderSeesWhatWriterCommits(t *testing.T) {
	s := ledger(t)
	r, err := Open(t.Context(), s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	put(t, s, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."))
	if got := find(t, r, Filter{Section: Events}); len(got) != 1 {
		t.Errorf("second process sees %q", got)
	}
}

func TestBadLedgers(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, b []byte) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, b, 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	newer := filepath.Join(dir, "newer.db")
	s, err := Create(t.Context(), newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA user_version = 9999"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, tt := range []struct {
		name, path string
		want       error
	}{
		{"none", filepath.Join(dir, "none.db"), ErrMissing},
		{"text", file("text.db", []byte(strings.Repeat("no database at all\n", 500))), ErrNotLedger},
		{"newer", newer, ErrNewer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, _ := os.ReadFile(tt.path)
			if s, err := Open(context.Background(), tt.path); !errors.Is(err, tt.want) {
				if s != nil {
					s.Close()
				}
				t.Errorf("Open: got %v, want %v", err, tt.want)
			}
			if tt.want == ErrMissing {
				return
			}
			if s, err := Create(context.Background(), tt.path); !errors.Is(err, tt.want) {
				if s != nil {
					s.Close()
				}
				t.Errorf("Create: got %v, want %v", err, tt.want)
			}
			if after, _ := os.ReadFile(tt.path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

// TestOrderOfArrival keeps the same articles in other orders and batches: the
// happenings are the same.
func TestOrderOfArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var entries []*chancery.Entry
	for i := range 60 {
		day := fmt.Sprintf("2022-01-%02d", 1+rng.IntN(9))
		who := []string{"RUS", "USA", "IRN"}[rng.IntN(3)]
		text := fmt.Sprintf("On the morning of that day number %d the government threatened Kyiv once more, officials there told an outlet called %d.", rng.IntN(40), i%7)
		e := entry(fmt.Sprint("https://a", i%5, ".example/", i), who, "UKR", day, text)
		if i%2 == 0 {
			e.Events[0].Date = &chancery.DateSpan{From: day, To: day}
		}
		entries = append(entries, e)
	}
	var want string
	for round := range 4 {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		s := ledger(t)
		for at := 0; at < len(entries); {
			n := min(1+rng.IntN(20), len(entries)-at)
			put(t, s, entries[at:at+n]...)
			at += n
		}
		var lines []string
		for h, err := range s.Happenings(t.Context(), Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, x := range h.Reports {
				ids = append(ids, x.ID)
			}
			slices.Sort(ids)
			lines = append(lines, fmt.Sprint(h.ID, h.First, h.Status, h.Sources, ids))
		}
		got := strings.Join(lines, "\n")
		if round == 0 {
			want = got
		}
		if got != want {
			t.Fatalf("another order of arrival gives\n%s\nand not\n%s", got, want)
		}
	}
	if strings.Count(want, "\n") < 5 {
		t.Errorf("too few happenings to tell: %s", want)
	}
}
