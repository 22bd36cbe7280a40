package demo_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chancery/examples"
	"chancery/internal/demo"
	"chancery/internal/extract"
	"chancery/internal/feed"
)

func site(t *testing.T) *demo.Site {
	t.Helper()
	s, err := demo.New(examples.FS, 8000)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks for an address of the site as a client would that knows its host.
func get(t *testing.T, s *demo.Site, addr string) string {
	t.Helper()
	u, err := url.Parse(addr)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, u.RequestURI(), nil)
	r.Host = u.Host
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d", addr, w.Code)
	}
	return w.Body.String()
}

// told are the articles of all feeds.
func told(t *testing.T, s *demo.Site) (items []feed.Item) {
	t.Helper()
	for _, f := range s.Feeds() {
		l, err := feed.Parse([]byte(get(t, s, f.URL)), "", f.URL)
		if err != nil {
			t.Fatalf("%s: %v", f.URL, err)
		}
		if string(l.Kind) != f.Kind || l.Mended {
			t.Errorf("%s is of kind %s, mended %v", f.URL, l.Kind, l.Mended)
		}
		items = append(items, l.Items...)
	}
	return items
}

// Every article of the crisis is told of by a feed, in time, and its page reads as
// the article was written.
func TestSite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := site(t)
		first := told(t, s)
		time.Sleep(time.Minute)
		all := told(t, s)
		if len(all) != 120 || len(first) >= len(all) || len(first) < 60 {
			t.Errorf("%d articles at first, %d in the end", len(first), len(all))
		}
		for _, it := range all {
			p, err := extract.Page([]byte(get(t, s, it.URL)), it.URL)
			if err != nil {
				t.Fatalf("%s: %v", it.URL, err)
			}
			if p.Title != it.Title || p.Published.IsZero() || p.Source == "" || strings.Contains(p.Text, "Invented news") {
				t.Errorf("%s: %+v", it.URL, p)
			}
		}
	})
}

// One page is changed some time after it was published.
func TestRevision(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := site(t)
		before := map[string]string{}
		for _, it := range told(t, s) {
			before[it.URL] = get(t, s, it.URL)
		}
		time.Sleep(demo.Revisit)
		changed := 0
		for addr, page := range before {
			if get(t, s, addr) != page {
				changed++
			}
		}
		if changed != 1 {
			t.Errorf("%d pages changed, want 1", changed)
		}
	})
}

func TestServe(t *testing.T) {
	s := site(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Serve(ctx, l) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/")
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if resp.StatusCode != http.StatusNotFound { // no outlet has that name
		t.Errorf("status %d", resp.StatusCode)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
