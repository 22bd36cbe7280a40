package web

import (
	"context"
	"encoding/xml"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// An alert is saved with the form beside a list, shows what it told with the
// evidence, can be read by programs, and is removed.
func TestAlerts(t *testing.T) {
	s := ledger(t)
	h := pagesOf(t, s)
	if w := post(h, "/alerts", url.Values{"name": {"all"}, "asks": {"search"}, "to": {"https://desk.example/hook"}}); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/alerts/all" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, form := range []url.Values{
		{"name": {"all"}, "asks": {"events"}},             // taken
		{"name": {"x"}, "asks": {"wishes"}},               // nothing to ask for
		{"name": {"../x"}, "asks": {"events"}},            // no name
		{"name": {"x"}, "asks": {"events"}, "to": {"me"}}, // no address
	} {
		if w := post(h, "/alerts", form); w.Code != http.StatusBadRequest && w.Code != http.StatusConflict {
			t.Errorf("%v: %d", form, w.Code)
		}
	}
	a, err := s.Alert(context.Background(), "all")
	if err != nil || len(a.Terms.Channels) != 1 || a.Terms.Channels[0].Kind != watch.Webhook {
		t.Fatal(a, err)
	}
	// As if the alert had been there before the reports.
	if _, err := s.Fire(context.Background(), a, nil, 0, ""); err != nil {
		t.Fatal(err)
	}
	if err := watch.New(s, slog.New(slog.DiscardHandler)).Look(context.Background()); err != nil {
		t.Fatal(err)
	}
	told, err := s.Firings(context.Background(), "all", 0, true, 100)
	if err != nil || len(told) == 0 {
		t.Fatal(told, err)
	}
	page := get(h, "/alerts/all")
	harmlessPage(t, page.Body.Bytes())
	feed := get(h, "/alerts/all.atom")
	for _, f := range told {
		if row := "/row/" + url.PathEscape(f.Row); !strings.Contains(page.Body.String(), row) || !strings.Contains(feed.Body.String(), row) {
			t.Errorf("%s is not told", row)
		}
	}
	var atom struct {
		Entries []struct {
			ID      string `xml:"id"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(feed.Body.Bytes(), &atom); err != nil || len(atom.Entries) != min(len(told), feedMost) || !strings.Contains(atom.Entries[0].Content, "The alert asks for") {
		t.Errorf("%v, %d entries, want %d", err, len(atom.Entries), len(told))
	}
	if w := get(h, "/alerts/all.ics"); !strings.HasPrefix(w.Body.String(), "BEGIN:VCALENDAR") || !strings.Contains(w.Body.String(), "BEGIN:VEVENT") {
		t.Errorf("%s", w.Body)
	}
	if w := post(h, "/alerts", url.Values{"what": {"remove"}, "name": {"all"}}); w.Code != http.StatusSeeOther {
		t.Errorf("%d", w.Code)
	}
	if w := get(h, "/alerts/all"); w.Code != http.StatusNotFound {
		t.Errorf("after it was removed: %d", w.Code)
	}
}

// A deadline is a whole day of a calendar; one of no certain day is none.
func TestDeadline(t *testing.T) {
	x := &store.Found{Row: store.Row{Row: chancery.Row{ID: "c1"}}, Evidence: "Close it, or pay.", Outlet: "River Post", Added: "2031-04-05T10:00:00Z", Article: &chancery.Article{}}
	st := &store.Standing{ID: "c1", Kind: "threat", Status: store.StandsOpen, Deadline: "2031-04-15", Text: "close the bridge", If: "if the barge is not released", Sources: 1, Reports: []*store.Found{x}}
	lines := map[string]string{}
	deadlineEvent(func(name, value string) { lines[name] = value }, "https://desk.example", st)
	for name, want := range map[string]string{"UID": "c1-deadline@chancery", "DTSTART;VALUE=DATE": "20310415", "DTEND;VALUE=DATE": "20310416", "DTSTAMP": "20310405T100000Z", "STATUS": "TENTATIVE",
		"SUMMARY": "Deadline (threat): close the bridge if the barge is not released", "URL": "https://desk.example/row/c1"} {
		if lines[name] != want {
			t.Errorf("%s: %q, want %q", name, lines[name], want)
		}
	}
	st.Deadline = "2031-04"
	deadlineEvent(func(name, value string) { t.Errorf("a month is no day: %s:%s", name, value) }, "", st)
}

// Messages that did not arrive are on the page, and can be sent again.
func TestTroubles(t *testing.T) {
	s := ledger(t)
	h := pagesOf(t, s)
	ctx := context.Background()
	if err := s.AddAlert(ctx, &store.Alert{Name: "x", Asks: "events"}); err != nil {
		t.Fatal(err)
	}
	a, err := s.Alert(ctx, "x")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fire(ctx, a, []store.Firing{{Kind: "new", Row: "e1", Body: []byte(`{"title":"A threat","rows":[]}`), Send: []store.Send{{Channel: store.Channel{Kind: watch.Mail, To: "desk@example.org"}}}}}, 0, ""); err != nil {
		t.Fatal(err)
	}
	list, err := s.Deliveries(ctx, "", 0, 1)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	list[0].State, list[0].Fault = store.SendDead, "no such <box>"
	if err := s.Settle(ctx, list[0], list[0].Due); err != nil {
		t.Fatal(err)
	}
	if body := get(h, "/alerts").Body.String(); !strings.Contains(body, "no such &lt;box&gt;") || !strings.Contains(body, "given up") {
		t.Error("the page does not say what went wrong")
	}
	if w := post(h, "/alerts", url.Values{"what": {"retry"}}); w.Code != http.StatusSeeOther {
		t.Errorf("%d", w.Code)
	}
	if c, err := s.DeliveryCounts(ctx); err != nil || c[store.SendQueued] != 1 {
		t.Errorf("%v, %v", c, err)
	}
}

// The page for signing in is there only where there is something to sign in to.
func TestSignIn(t *testing.T) {
	h := pagesOf(t, ledger(t))
	if w := get(h, "/login"); w.Code != http.StatusNotFound {
		t.Errorf("where nobody signs in: %d", w.Code)
	}
	r, err := http.NewRequestWithContext(WithSignIn(context.Background(), SignIn{Status: 401, Next: "/agenda", Name: `a"b`, Fault: "wrong"}), "POST", "/login", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "127.0.0.1"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 401 || !strings.Contains(w.Body.String(), `value="/agenda"`) || !strings.Contains(w.Body.String(), "a&#34;b") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	harmlessPage(t, w.Body.Bytes())
}
