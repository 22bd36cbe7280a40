package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/store"
)

func post(h http.Handler, address string, form url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestCorrections(t *testing.T) {
	s := ledger(t)
	h := pagesOf(t, s)
	if w := post(h, "/corrections", url.Values{"what": {"reject"}, "target": {"e6"}, "who": {"jd"}, "back": {"/corrections?section=events"}}); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/corrections?done=1&section=events") {
		t.Fatalf("reject: status %d to %s: %.200s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if body := get(h, "/events?view=reports").Body.String(); strings.Contains(body, "/row/e6") {
		t.Error("a rejected row is shown")
	}
	if body := get(h, "/corrections?view=log").Body.String(); !strings.Contains(body, "jd") || !strings.Contains(body, "read and found wrong") {
		t.Error("the log does not say who and why")
	}
	if w := post(h, "/corrections", url.Values{"what": {"edit"}, "target": {"e5"}, "status": {"planned"}, "was-status": {"actual"}, "type": {"THREATEN"}, "was-type": {"THREATEN"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("edit: status %d", w.Code)
	}
	if body := get(h, "/row/e5").Body.String(); !strings.Contains(body, "edited") || !strings.Contains(body, "status = planned") {
		t.Error("the row does not show its edit")
	}
	for name, c := range map[string]struct {
		form   url.Values
		status int
	}{
		"no such row":       {url.Values{"what": {"accept"}, "target": {"none"}}, http.StatusNotFound},
		"no such decision":  {url.Values{"what": {"burn"}, "target": {"e1"}}, http.StatusBadRequest},
		"nothing edited":    {url.Values{"what": {"edit"}, "target": {"e1"}}, http.StatusConflict},
		"merge with itself": {url.Values{"what": {"merge"}, "target": {happeningOf(t, s, "e1")}, "other": {happeningOf(t, s, "e1")}}, http.StatusConflict},
	} {
		if w := post(h, "/corrections", c.form); w.Code != c.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.status)
		}
	}
}

// A change that another site asks for, or somebody who may only read, is refused.
func TestNobodyElseChanges(t *testing.T) {
	s := ledger(t)
	form := url.Values{"what": {"reject"}, "target": {"e1"}}
	open, closed := pagesOf(t, s), pagesOf(t, s, func(o *Options) { o.User = func(*http.Request) User { return User{Name: "reader"} } })
	cases := map[string]struct {
		h      http.Handler
		change func(*http.Request)
	}{
		"cross-site":     {open, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }},
		"another origin": {open, func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "https://evil.example") }},
		"a reader":       {closed, func(*http.Request) {}},
	}
	for name, c := range cases {
		for _, address := range []string{"/corrections", "/alerts"} {
			if w := post(c.h, address, form, c.change); w.Code != http.StatusForbidden {
				t.Errorf("%s, %s: status %d", name, address, w.Code)
			}
		}
	}
	n := 0
	for range s.Corrections(context.Background()) {
		n++
	}
	if n != 0 {
		t.Errorf("%d corrections", n)
	}
	if body := get(closed, "/corrections").Body.String(); strings.Contains(body, "Accept") {
		t.Error("a reader is offered to correct")
	}
}

// After a decision one goes back to a page of ours only.
func TestBackTo(t *testing.T) {
	s := ledger(t)
	h := pagesOf(t, s)
	for back, want := range map[string]string{"": "/corrections", "https://evil.example/": "/corrections", "//evil.example/": "/corrections", "/row/e1": "/row/e1", `/\evil.example`: ""} {
		w := post(h, "/corrections", url.Values{"what": {"accept"}, "target": {"e1"}, "back": {back}})
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Host != "" || strings.HasPrefix(w.Header().Get("Location"), "//") || strings.HasPrefix(w.Header().Get("Location"), `/\`) || want != "" && to.Path != want {
			t.Errorf("back %q: to %q", back, w.Header().Get("Location"))
		}
	}
}

func cookies(w *httptest.ResponseRecorder) func(*http.Request) {
	return func(r *http.Request) {
		for _, c := range w.Result().Cookies() {
			r.AddCookie(c)
		}
	}
}

// Who comes back is shown what came since; who reloads, the same again.
func TestSinceLastLook(t *testing.T) {
	s := ledger(t)
	clock := now
	h := pagesOf(t, s, func(o *Options) { o.Now = func() time.Time { return clock } })
	first := get(h, "/")
	if !strings.Contains(first.Body.String(), "The latest") {
		t.Error("a first visit is not told as one")
	}
	clock = clock.Add(visit * 2)
	d := write("late", "River Post", "2031-04-10", "Bridge closed", "Graustark closed the bridge on Thursday.").
		event("e9", "Graustark closed the bridge on Thursday", "closed", chancery.Sanction, "163", -8, chancery.Actual, "GRA", "RUR", "2031-04-10")
	it, err := store.NewItem(&d.e, clock, "test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(context.Background(), it); err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(visit)
	second := get(h, "/", cookies(first))
	if body := second.Body.String(); !strings.Contains(body, "closed the bridge on Thursday") || strings.Contains(body, "seized the barge") || !strings.Contains(body, "1 new happening") {
		t.Error("not what came since")
	}
	if body := get(h, "/", cookies(second)).Body.String(); !strings.Contains(body, "closed the bridge on Thursday") {
		t.Error("a reload forgets")
	}
	seen := post(h, "/seen", nil)
	if body := get(h, "/", cookies(seen)).Body.String(); strings.Contains(body, "closed the bridge on Thursday") || !strings.Contains(body, "Nothing new") {
		t.Error("what was marked as seen is shown")
	}
	if body := get(h, "/?since=2h").Body.String(); !strings.Contains(body, "1 new happening") || !strings.Contains(body, "in the last 2 hours") {
		t.Error("since two hours")
	}
}
