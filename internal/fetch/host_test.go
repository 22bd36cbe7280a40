package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"
)

func address(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// A host is asked once at a time and after the delay, another meanwhile.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &hosts{delay: time.Second, byName: map[string]*host{}}
		begun := time.Now()
		var at []time.Duration
		for _, s := range []string{"http://a.example/1", "http://a.example/2", "http://b.example/", "http://A.example/3"} {
			h, err := x.enter(t.Context(), address(t, s))
			if err != nil {
				t.Fatal(err)
			}
			at = append(at, time.Since(begun))
			time.Sleep(100 * time.Millisecond)
			h.leave()
		}
		want := []time.Duration{0, 1100 * time.Millisecond, 1200 * time.Millisecond, 2200 * time.Millisecond}
		for i, w := range want {
			if at[i] != w {
				t.Errorf("request %d after %s, want %s", i, at[i], w)
			}
		}
	})
}

func TestBusyHosts(t *testing.T) {
	answer := func(code int, after string) *http.Response {
		return &http.Response{StatusCode: code, Header: http.Header{"Retry-After": {after}}}
	}
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			name    string
			answers []*http.Response
			want    time.Duration
		}{
			{"in seconds", []*http.Response{answer(429, "120")}, 2 * time.Minute},
			{"at a time", []*http.Response{answer(503, time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))}, time.Hour},
			{"not said", []*http.Response{answer(503, "")}, time.Minute},
			{"again and again", []*http.Response{answer(503, ""), answer(429, ""), answer(503, "")}, 4 * time.Minute},
			{"nonsense", []*http.Response{answer(503, "soon")}, time.Minute},
			{"too long", []*http.Response{answer(503, "99999999999")}, 24 * time.Hour},
			{"no trouble", []*http.Response{answer(200, "120"), answer(404, "120")}, 0},
		} {
			h := &host{}
			for _, a := range c.answers {
				h.answered(time.Now(), a)
			}
			if got := max(0, time.Until(h.free()).Round(time.Second)); c.want == 0 && got != 0 || c.want > 0 && got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		}
		x := &hosts{byName: map[string]*host{}}
		u := address(t, "http://a.example/")
		h, err := x.enter(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		h.answered(time.Now(), answer(429, "3600"))
		h.leave()
		var busy *BusyError
		if _, err := x.enter(t.Context(), u); !errors.As(err, &busy) || time.Until(busy.Until) != time.Hour {
			t.Errorf("%v", err)
		}
		time.Sleep(time.Hour)
		if _, err := x.enter(t.Context(), u); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestManyHosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &hosts{byName: map[string]*host{}}
		for i := range tooMany {
			x.of(&url.URL{Host: time.Duration(i).String()})
		}
		time.Sleep(2 * time.Hour)
		x.of(&url.URL{Host: "one.example"})
		if n := len(x.byName); n != 1 {
			t.Errorf("%d hosts remembered, want 1", n)
		}
	})
}
