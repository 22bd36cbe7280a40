package follow

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/store"
)

// A source is looked at about as often as it brings something, within bounds.
func TestPace(t *testing.T) {
	f := &Follower{Options: Options{Fastest: 2 * time.Minute, Slowest: 2 * time.Hour}}
	for _, c := range []struct {
		name     string
		gap      time.Duration // between two articles
		min, max time.Duration
	}{
		{"one a minute", time.Minute, 2 * time.Minute, 121 * time.Second},
		{"one in half an hour", 30 * time.Minute, 10 * time.Minute, 50 * time.Minute},
		{"one a week", 7 * 24 * time.Hour, 100 * time.Minute, 2 * time.Hour},
	} {
		s := &store.Source{Looks: 1}
		s.Every = f.pace(s, 20)
		at, published, looks := time.Duration(0), 0, 0
		for at < 14*24*time.Hour {
			at += s.Every
			looks++
			s.Looks++
			n := int(at/c.gap) - published
			published += n
			s.Every = f.pace(s, n)
		}
		if mean := at / time.Duration(looks); mean < c.min || mean > c.max {
			t.Errorf("%s: looked at every %s, want %s to %s", c.name, mean, c.min, c.max)
		}
	}
}

func TestFaultPause(t *testing.T) {
	f := &Follower{Options: Options{Fastest: 2 * time.Minute, Slowest: 2 * time.Hour}}
	for faults, want := range map[int]time.Duration{1: 10 * time.Minute, 2: 20 * time.Minute, 4: 80 * time.Minute, 20: 24 * time.Hour, 1000: 24 * time.Hour} {
		if got := f.faultPause(&store.Source{Every: 10 * time.Minute, Faults: faults}); got != want {
			t.Errorf("after %d faults %s, want %s", faults, got, want)
		}
	}
}

func TestAgain(t *testing.T) {
	f := &Follower{Options: Options{Revisit: []time.Duration{24 * time.Hour, 7 * 24 * time.Hour}}}
	first := time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after, want time.Duration // since the first visit; want 0 for never
	}{{0, 24 * time.Hour}, {25 * time.Hour, 7 * 24 * time.Hour}, {8 * 24 * time.Hour, 0}} {
		got := f.again(&store.Address{Fetched: first, Again: first.Add(c.after)})
		if c.want == 0 && !got.IsZero() || c.want > 0 && !got.Equal(first.Add(c.want)) {
			t.Errorf("visited after %s: again at %s", c.after, got)
		}
	}
}

func TestMessages(t *testing.T) {
	p := &Page{URL: "https://a.example/", Visit: 2, Seen: time.UnixMilli(5).UTC(), Body: []byte("<p>\x00\xff\n{}")}
	b, err := p.encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodePage(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range [][]byte{nil, []byte("x"), b[:len(b)-3]} {
		if _, err := decodePage(bad); err == nil {
			t.Errorf("%q is a page", bad)
		}
	}
}

// Messages come from a server that others may write to.
func FuzzMessage(f *testing.F) {
	b, err := (&Page{URL: "https://a.example/", Body: []byte("x")}).encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := decodePage(b); err == nil {
			if _, err := p.encode(); err != nil {
				t.Fatal(err)
			}
		}
		decodeReading(b)
	})
}
