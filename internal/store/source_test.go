package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)

func TestSources(t *testing.T) {
	ctx, s := t.Context(), ledger(t)
	add := func(url, title string) bool {
		ok, err := s.AddSource(ctx, Source{URL: url, Kind: "feed", Title: title, Added: noon, Next: noon})
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if !add("https://a.example/feed", "A") || !add("https://b.example/feed", "") || add("https://b.example/feed", "B") {
		t.Error("what is new and what is not")
	}
	due, err := s.DueSources(ctx, noon, 10)
	if err != nil || len(due) != 2 {
		t.Fatalf("due %v, %v", due, err)
	}
	x := due[0]
	x.Looked, x.OK, x.Looks, x.Next, x.Every, x.ETag = noon, noon, 1, noon.Add(time.Hour), time.Hour, `"1"`
	found := []Address{{URL: "https://a.example/1", Source: x.N, Seen: noon, Next: noon}, {URL: "https://a.example/2", Source: x.N, Seen: noon, Next: noon}}
	for _, want := range []int{2, 0} {
		if n, err := s.Looked(ctx, &x, found); err != nil || n != want {
			t.Errorf("%d new addresses, want %d; %v", n, want, err)
		}
	}
	if new, err := s.Unseen(ctx, []string{"https://a.example/3", "https://a.example/1"}); err != nil || len(new) != 1 || new[0] != "https://a.example/3" {
		t.Errorf("unseen %q, %v", new, err)
	}
	if err := s.PauseSource(ctx, "https://b.example/feed", true); err != nil {
		t.Fatal(err)
	}
	if due, err := s.DueSources(ctx, noon.Add(time.Minute), 10); err != nil || len(due) != 0 {
		t.Errorf("due %v, %v", due, err)
	}
	all, err := s.Sources(ctx, noon)
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	if got := all[0]; got.Title != "A" || got.Seen != 2 || got.Waiting != 2 || got.PerDay != 2 || got.Every != time.Hour || !got.OK.Equal(noon) {
		t.Errorf("source %+v", got)
	}
	if all[1].Title != "B" || !all[1].Paused {
		t.Errorf("source %+v", all[1])
	}
	if err := s.RemoveSource(ctx, "https://a.example/feed"); err != nil {
		t.Error(err)
	}
	if err := s.RemoveSource(ctx, "https://a.example/feed"); err == nil {
		t.Error("removed twice")
	}
	if a, ok, err := s.AddressOf(ctx, "https://a.example/1"); err != nil || !ok || a.Source != 0 || a.State != PageDue {
		t.Errorf("what a source brought is %+v, %v without it", a, err)
	}
}

// An address goes its way whichever of fetching and reading is told first.
func TestAddressStates(t *testing.T) {
	type step func(a *Address, s *Store) error
	fetched := func(visit int) step {
		return func(a *Address, s *Store) error {
			x := *a
			x.State, x.Visits, x.Next = PageQueued, visit, noon.Add(24*time.Hour)
			return s.Fetched(t.Context(), x)
		}
	}
	read := func(visit int, state, content, fault string) step {
		return func(a *Address, s *Store) error {
			return s.Read(t.Context(), Address{URL: a.URL, Visits: visit, State: state, Content: content, Fault: fault})
		}
	}
	gone := func(a *Address, s *Store) error {
		x := *a
		x.State, x.Visits, x.Next, x.Fault = PageGone, 2, time.Time{}, "404"
		return s.Fetched(t.Context(), x)
	}
	for _, c := range []struct {
		name           string
		steps          []step
		state, content string
		again          bool
	}{
		{"fetched", []step{fetched(1)}, PageQueued, "", true},
		{"fetched, then kept", []step{fetched(1), read(1, PageKept, "c", "")}, PageKept, "c", true},
		{"kept before it is told that it was fetched", []step{read(1, PageKept, "c", ""), fetched(1)}, PageKept, "c", true},
		{"refused", []step{fetched(1), read(1, PageRefused, "", "French")}, PageRefused, "", false},
		{"refused before it is told that it was fetched", []step{read(1, PageRefused, "", "French"), fetched(1)}, PageRefused, "", false},
		{"a second visit that waits", []step{fetched(1), read(1, PageKept, "c", ""), fetched(2)}, PageQueued, "c", true},
		{"a second version", []step{fetched(1), read(1, PageKept, "c", ""), fetched(2), read(2, PageKept, "d", "")}, PageKept, "d", true},
		{"a second visit without an article", []step{fetched(1), read(1, PageKept, "c", ""), fetched(2), read(2, PageRefused, "", "no text")}, PageKept, "c", true},
		{"an old reading comes late", []step{fetched(2), read(2, PageKept, "d", ""), read(1, PageKept, "c", "")}, PageKept, "d", true},
		{"gone", []step{fetched(1), read(1, PageKept, "c", ""), gone}, PageGone, "c", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := ledger(t)
			if n, err := s.AddAddresses(t.Context(), []Address{{URL: "https://a.example/1", Seen: noon, Next: noon}}); n != 1 || err != nil {
				t.Fatal(n, err)
			}
			due, err := s.DueAddresses(t.Context(), noon, 5)
			if err != nil || len(due) != 1 {
				t.Fatal(due, err)
			}
			for _, f := range c.steps {
				if err := f(&due[0], s); err != nil {
					t.Fatal(err)
				}
			}
			a, _, err := s.AddressOf(t.Context(), due[0].URL)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]any{c.state, c.content, c.again}, []any{a.State, a.Content, !a.Next.IsZero()}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRequeue(t *testing.T) {
	ctx, s := t.Context(), ledger(t)
	if _, err := s.AddAddresses(ctx, []Address{{URL: "https://a.example/1", Seen: noon, Next: noon}, {URL: "https://a.example/2", Seen: noon, Next: noon}}); err != nil {
		t.Fatal(err)
	}
	due, _ := s.DueAddresses(ctx, noon, 5)
	due[0].State, due[0].Visits, due[0].Next = PageQueued, 1, noon.Add(time.Hour)
	if err := s.Fetched(ctx, due[0]); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Requeue(ctx, noon); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if states, err := s.AddressStates(ctx); err != nil || states[PageDue] != 2 {
		t.Errorf("%v, %v", states, err)
	}
}

// What is due of sites that are being asked is passed over, in Go and in SQL alike.
func TestSites(t *testing.T) {
	ctx, s := t.Context(), ledger(t)
	urls := []string{"https://a.example/1", "https://a.example", "http://a.example/2", "http://b.example:8080/?x=/", "https://a.example.org/", "x"}
	var pages []Address
	for _, u := range urls {
		pages = append(pages, Address{URL: u, Seen: noon, Next: noon})
		if _, err := s.AddSource(ctx, Source{URL: u, Kind: "feed", Added: noon, Next: noon}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.AddAddresses(ctx, pages); err != nil {
		t.Fatal(err)
	}
	for _, except := range urls {
		var want, got, sources []string
		for _, u := range urls {
			if Site(u) != Site(except) {
				want = append(want, u)
			}
		}
		due, err := s.DueAddresses(ctx, noon, 10, Site(except))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range due {
			got = append(got, a.URL)
		}
		list, err := s.DueSources(ctx, noon, 10, Site(except))
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range list {
			sources = append(sources, x.URL)
		}
		if diff := cmp.Diff([][]string{want, want}, [][]string{got, sources}); diff != "" {
			t.Errorf("without %s (-want +got):\n%s", except, diff)
		}
	}
}
