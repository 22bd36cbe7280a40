package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// parts are the happenings of events, each as the days of its reports' articles.
func parts(t *testing.T, s *Store) (out []string, ids []string) {
	t.Helper()
	for h, err := range s.Happenings(t.Context(), Filter{Section: Events}) {
		if err != nil {
			t.Fatal(err)
		}
		var days []string
		for _, x := range h.Reports {
			days = append(days, x.Article.URL[len(x.Article.URL)-1:])
		}
		slices.Sort(days)
		out, ids = append(out, h.Status+" "+strings.Join(days, "")), append(ids, h.ID)
	}
	return out, ids
}

func TestCorrections(t *testing.T) {
	one := entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo.")
	two := entry("https://b.example/2", "RUS", "UKR", "2022-01-10", "A gas embargo was threatened.")
	three := entry("https://c.example/3", "RUS", "UKR", "2022-01-10", "Moscow threatened to close its airspace.")
	id := func(n int) string { return []string{one.Events[0].ID, two.Events[0].ID, three.Events[0].ID}[n-1] }
	s := ledger(t, one, two, three)
	at := time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)
	correct := func(what, target string, d Detail) error {
		return s.Correct(t.Context(), &Correction{At: at, Who: "editor", What: what, Target: target, Detail: d, Why: "checked"})
	}
	step := func(name string, err error, want ...string) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, _ := parts(t, s)
		slices.Sort(got)
		slices.Sort(want)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s: %q, want %q", name, got, want)
		}
		if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil {
			t.Fatalf("%s: %v %q", name, err, h.Faults)
		}
	}
	step("as read", nil, "actual 12", "actual 3")
	_, ids := parts(t, s)
	step("merge", correct("merge", ids[0], Detail{Other: ids[1]}), "actual 123")
	step("split", correct("split", id(3), Detail{}), "actual 12", "actual 3")
	step("reject", correct("reject", id(2), Detail{}), "actual 1", "actual 3")
	step("accept after all", correct("accept", id(2), Detail{}), "actual 12", "actual 3")
	step("edit", correct("edit", id(3), Detail{Fields: map[string]string{"status": "denied", "from": "2022-01-09"}}), "actual 12", "denied 3")

	// The next version of a page has the row of the same id: what was decided holds.
	next := entry("https://c.example/3", "RUS", "UKR", "2022-01-10", "Moscow threatened to close its airspace, it is said.")
	next.Events[0].ID = id(3)
	put(t, s, next)
	step("another version", nil, "actual 12", "denied 3")

	for _, bad := range []struct {
		what, target string
		d            Detail
		want         error
	}{
		{"reject", "none", Detail{}, ErrNoTarget},
		{"merge", ids[0], Detail{Other: "none"}, ErrNoTarget},
		{"edit", id(1), Detail{Fields: map[string]string{"url": "x"}}, ErrCannot},
		{"edit", id(1), Detail{Fields: map[string]string{"from": "soon"}}, ErrCannot},
		{"praise", id(1), Detail{}, ErrCannot},
	} {
		if err := correct(bad.what, bad.target, bad.d); !errors.Is(err, bad.want) {
			t.Errorf("%s %s: got %v, want %v", bad.what, bad.target, err, bad.want)
		}
	}
	var log []string
	for c, err := range s.Corrections(t.Context()) {
		if err != nil || c.Who != "editor" || c.Why != "checked" || !c.At.Equal(at) {
			t.Fatalf("%+v, %v", c, err)
		}
		log = append(log, c.What)
	}
	if got := strings.Join(log, " "); got != "merge split reject accept edit" {
		t.Errorf("log %q", got)
	}
}
