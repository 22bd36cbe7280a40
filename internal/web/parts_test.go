package web

import (
	"math"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/store"
)

// No address makes a filter that fails later, and each is its own permalink.
func FuzzAsk(f *testing.F) {
	f.Add("events", "actor=RUS&type=threaten&from=2031")
	f.Add("agenda", "month=2031-04&status=held")
	f.Add("search", "q=%22a+b%22&min-sources=2")
	f.Fuzz(func(t *testing.T, kind, query string) {
		if store.ParseSection(kind) == 0 && kind != "search" {
			return
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.URL = &url.URL{Path: "/" + kind, RawQuery: query}
		q, err := ask(r, kind)
		if err != nil {
			return
		}
		u, err := url.Parse(q.Permalink())
		if err != nil {
			t.Fatalf("%q: %v", q.Permalink(), err)
		}
		r.URL = u
		again, err := ask(r, kind)
		if err != nil || again.Permalink() != q.Permalink() || again.Query() != q.Query() {
			t.Errorf("%q is not its own permalink: %v", q.Permalink(), err)
		}
	})
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "0 events", 1: "1 event", 1000: "1,000 events", 1234567: "1,234,567 events"} {
		if got := counted(n, "event"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for one, want := range map[string]string{"story": "2 stories", "day": "2 days", "try": "2 tries"} {
		if got := counted(2, one); got != want {
			t.Errorf("%q: %q", one, got)
		}
	}
	for in, want := range map[[2]string]string{
		{"2031-04-09", "2031-04-09"}: "9 Apr 2031",
		{"2031-04-09", "2031-04-11"}: "9–11 Apr 2031",
		{"2031-04-29", "2031-05-02"}: "29 Apr 2031 – 2 May 2031",
		{"2031-04", "2031-04"}:       "Apr 2031",
		{"2031", ""}:                 "2031",
		{"", ""}:                     "no day",
	} {
		if got := spanOf(in[0], in[1]); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[float64]string{-7: "−7.0", 8.25: "+8.2", 0: "0"} {
		if got := score(in); got != want {
			t.Errorf("%v: %q, want %q", in, got, want)
		}
	}
}

// Every value that a row can have reads as a word with a shape of its own.
func TestEveryValueHasAWord(t *testing.T) {
	for _, s := range []store.Section{store.Events, store.Conditions, store.Demands, store.Agenda} {
		shapes := map[string]string{}
		for _, key := range statusesOf(s) {
			w := statusWord(key)
			if w.Long == "" || w.Shape == "" {
				t.Errorf("%v: %q has no word", s, key)
			}
			if other := shapes[w.Shape]; other != "" && !(key == store.StandsMoved && other == string(chancery.MeetingPostponed)) {
				t.Errorf("%v: %q and %q have one shape", s, key, other)
			}
			shapes[w.Shape] = key
		}
	}
	if n := len(typesOf(store.Events)); n != 16 {
		t.Errorf("%d types of event", n)
	}
	for _, v := range eventVerbs {
		if v.Noun == "" || v.Long == "" || v.Friendly == 0 {
			t.Errorf("%s has no words", v.Key)
		}
	}
}

func TestSegments(t *testing.T) {
	e := &chancery.Entry{Article: chancery.Article{Text: "Äb cd ef.\nGh ij."}}
	outer, inner := &mark{N: 1, Start: 0, End: 8}, &mark{N: 2, Start: 3, End: 8}
	over := &mark{N: 3, Start: 10, End: 99} // a span that runs over the end
	got := paragraphs(e, []*mark{outer, inner, over})
	var b strings.Builder
	for _, p := range got {
		for _, s := range p {
			if s.In != nil {
				b.WriteByte(byte('0' + s.In.N))
			}
			b.WriteString("[")
			for _, x := range s.Pieces {
				b.WriteString(x.Text)
			}
			b.WriteString("]")
			for _, m := range s.Ends {
				b.WriteByte(byte('0' + m.N))
			}
		}
		b.WriteString("|")
	}
	if want := "1[Äb ]2[cd ef]12[.]|3[Gh ij.]|"; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}

// The network is drawn inside its paper, the same way each time, and no two nodes
// lie on each other.
func TestLayout(t *testing.T) {
	make := func() []node {
		nodes := []node{}
		for i := range 12 {
			nodes = append(nodes, node{who: who{ID: string(rune('a' + i))}, R: 8})
		}
		layout(nodes, [][3]float64{{0, 1, 1}, {0, 2, .5}, {3, 4, .5}, {5, 0, .7}}, 900, 500)
		return nodes
	}
	a, b := make(), make()
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("node %d at %v, then at %v", i, a[i], b[i])
		}
		if a[i].X < 0 || a[i].X > 900 || a[i].Y < 0 || a[i].Y > 500 || math.IsNaN(a[i].X) {
			t.Errorf("node %d at %v, %v", i, a[i].X, a[i].Y)
		}
		for j := range i {
			if math.Hypot(a[i].X-a[j].X, a[i].Y-a[j].Y) < 12 {
				t.Errorf("nodes %d and %d lie on each other", i, j)
			}
		}
	}
	layout(nil, nil, 10, 10)
	one := []node{{}}
	if layout(one, nil, 10, 10); one[0].X != 5 {
		t.Errorf("one node at %v", one[0].X)
	}
}

func TestChart(t *testing.T) {
	weeks := []store.Week{{Monday: "2031-03-31", Happenings: 3, Cooperation: 1, Conflict: 2, Intensity: -3}, {Monday: "2031-04-21", Happenings: 1, Cooperation: 1, Intensity: 8}}
	c := newChart(weeks)
	if len(c.Bars) != 2 || c.Bars[0].UpHeight <= 0 || c.Bars[0].DownHeight <= c.Bars[0].UpHeight || c.Bars[1].DownHeight != 0 {
		t.Errorf("%+v", c.Bars)
	}
	if c.Bars[0].MeanY <= c.Zero || c.Bars[1].MeanY >= c.Zero {
		t.Error("the mean of conflict is not below the line, or that of cooperation not above")
	}
	if newChart(nil) != nil {
		t.Error("a chart of nothing")
	}
	for _, b := range c.Bars {
		if b.X < 0 || b.X+b.Width > c.Width || b.UpY < 0 || b.DownY+b.DownHeight > c.Height {
			t.Errorf("%+v outside", b)
		}
	}
}

func TestCache(t *testing.T) {
	at := time.Unix(0, 0)
	c := newCache(func() time.Time { return at })
	made := 0
	ask := func(key string) int {
		n, err := cached(c, key, func() (int, error) { made++; return made, nil })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for i, want := range []int{1, 1} {
		if got := ask("a"); got != want {
			t.Errorf("asked %d times within the moment: %d", i+1, got)
		}
	}
	if ask("b") != 2 {
		t.Error("one answer for two questions")
	}
	if at = at.Add(keep + 1); ask("a") != 3 {
		t.Error("kept beyond the moment")
	}
	if c.forget(); ask("a") != 4 {
		t.Error("kept although forgotten")
	}
	fails := 0
	for range 2 {
		if _, err := cached(c, "f", func() (int, error) { fails++; return 0, store.ErrCorrupt }); err == nil {
			t.Error("no error")
		}
	}
	if fails != 2 {
		t.Error("a failure was kept")
	}
}

func TestMoment(t *testing.T) {
	s := &site{Options: Options{Now: func() time.Time { return now }}}
	for in, want := range map[string]time.Time{"6h": now.Add(-6 * time.Hour), "7d": now.AddDate(0, 0, -7), "2031-04-01": time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC), "2031-04-01T08:00:00Z": time.Date(2031, 4, 1, 8, 0, 0, 0, time.UTC)} {
		if got, _, ok := s.moment(in); !ok || !got.Equal(want) {
			t.Errorf("%s: %v %v", in, got, ok)
		}
	}
	for _, in := range []string{"h", "-3d", "0h", "12", "7dd", "soon", "99999999999d"} {
		if got, _, ok := s.moment(in); ok {
			t.Errorf("%s: %v", in, got)
		}
	}
}
