package store

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// The article before a moment is found by halves as it would be one by one.
func TestBefore(t *testing.T) {
	s := ledger(t)
	begin := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	var came []time.Time
	for i := range 9 {
		at := begin.Add(time.Duration(i/2*3) * time.Hour) // two at a time
		it, err := NewItem(entry(fmt.Sprint("https://a.example/", i), "RUS", "UKR", "2022-01-01", fmt.Sprint("Report number ", i, ".")), at, "test")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), it); err != nil {
			t.Fatal(err)
		}
		came = append(came, at)
	}
	for h := -1; h < 16; h++ {
		at := begin.Add(time.Duration(h) * time.Hour)
		want := int64(0)
		for i, c := range came {
			if c.Before(at) {
				want = int64(i + 1)
			}
		}
		if got, err := s.Before(t.Context(), at); err != nil || got != want {
			t.Errorf("before hour %d: %d, %v; want %d", h, got, err, want)
		}
	}
}

// A happening is new to who has seen none of its reports, else changed.
func TestChanges(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo."))
	before, err := s.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, entry("https://b.example/2", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv with a gas embargo, it said."), entry("https://c.example/3", "RUS", "UKR", "2022-01-12", "Moscow threatened to close its airspace."))
	after, err := s.Mark(t.Context())
	if err != nil || after.Article != before.Article+2 || after.Day != "2022-01-12" {
		t.Fatalf("%+v, %v", after, err)
	}
	list, err := s.Changes(t.Context(), Events, before.Article, after.Article, 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, fmt.Sprint(c.New, " ", c.Reports))
	}
	if slices.Sort(got); !slices.Equal(got, []string{"false 1", "true 1"}) {
		t.Errorf("%v", got)
	}
	if list, err := s.Changes(t.Context(), Events, after.Article, after.Article, 10); err != nil || list != nil {
		t.Errorf("nothing came: %v, %v", list, err)
	}
}

// Pages of happenings add up to all of them, whatever the filter, each once.
func TestHappeningPages(t *testing.T) {
	s := ledger(t)
	for i := range 7 {
		put(t, s, entry(fmt.Sprint("https://a.example/", i), "RUS", []string{"UKR", "POL", "FIN", "EST", "LVA", "LTU", "GEO"}[i], fmt.Sprint("2022-01-1", i%5), fmt.Sprint("Moscow threatened number ", i, " with an embargo on ", []string{"gas", "wheat", "steel", "fish", "coal", "timber", "oil"}[i], ".")))
	}
	for _, f := range []Filter{{}, {By: "RUS"}, {Toward: "POL"}, {Types: []string{"THREATEN"}, Statuses: []string{"actual"}}, {From: "2022-01-11", To: "2022-01-13"}, {Words: "wheat"}} {
		f.Section, f.Limit = Events, 100
		all, err := s.HappeningPage(t.Context(), f, "")
		if err != nil {
			t.Fatal(err)
		}
		f.Limit = 2
		var pages []string
		for behind := ""; ; {
			page, err := s.HappeningPage(t.Context(), f, behind)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range page {
				pages, behind = append(pages, h.ID), h.ID
			}
			if len(page) == 0 {
				break
			}
		}
		var want []string
		for _, h := range all {
			if len(h.Reports) != 1 {
				t.Errorf("%+v: %d reports", f, len(h.Reports))
			}
			want = append(want, h.ID)
		}
		if f.From == "" && f.By == "RUS" && len(want) != 7 {
			t.Errorf("%d happenings", len(want))
		}
		if len(want) == 0 || !slices.Equal(pages, want) {
			t.Errorf("%+v: %v, want %v", f, pages, want)
		}
	}
}
