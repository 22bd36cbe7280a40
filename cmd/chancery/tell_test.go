package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/internal/config"
	"chancery/internal/notify"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// An outlet publishes articles in a feed, one after the other, and notes when the
// feed first told of each.
type outlet struct {
	*httptest.Server
	mu       sync.Mutex
	articles []string // their sentences
	told     []time.Time
}

func newOutlet(t testing.TB) *outlet {
	o := &outlet{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feed.xml", func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		defer o.mu.Unlock()
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>`)
		for i := range o.articles {
			if i == len(o.told) {
				o.told = append(o.told, time.Now())
			}
			fmt.Fprintf(w, `<item><title>Quarrel %d</title><link>http://%s/a/%d</link><guid>%d</guid><pubDate>%s</pubDate></item>`, i, r.Host, i, i, time.Now().UTC().Format(time.RFC1123Z))
		}
		fmt.Fprint(w, `</channel></rss>`)
	})
	mux.HandleFunc("GET /a/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscan(r.PathValue("n"), &n)
		o.mu.Lock()
		defer o.mu.Unlock()
		if n >= len(o.articles) {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Quarrel %d</title><meta property="article:published_time" content="%s"></head><body><nav>Home</nav><article><h1>Quarrel %d</h1>%s</article></body></html>`,
			n, time.Now().UTC().Format(time.RFC3339), n, o.articles[n])
	})
	o.Server = httptest.NewServer(mux)
	t.Cleanup(o.Close)
	return o
}

func (o *outlet) publish(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.articles = append(o.articles, text)
}

// quarrels are texts of several paragraphs, each with one threat of its own.
func quarrel(n int) string {
	sides := []string{"Norway", "Denmark", "Sweden", "Finland", "Estonia", "Latvia", "Poland", "Portugal", "Spain", "Greece", "Malta", "Cyprus", "Peru", "Chile", "Kenya", "Ghana"}
	a, b := sides[n%len(sides)], sides[(n+1+n/len(sides))%len(sides)]
	return fmt.Sprintf(`<p>%s threatened %s with sanctions on Monday over the seizure of trawler number %d in disputed waters.</p>
<p>The foreign minister of %s said the crew of %d had been treated badly and demanded that they be released at once.</p>
<p>Envoys of both countries will meet for talks in Oslo next week, a spokeswoman said, and neither side expects much of them.</p>
<p>Fishermen in the harbour said that they had heard of the quarrel only from the radio, and that the season would be over before it was settled.</p>`, a, b, 100+n*n, a, 10+n)
}

// A telling is a server that follows an outlet and tells of threats to a webhook.
type telling struct {
	*outlet
	path string
	mu   sync.Mutex
	got  map[string]time.Time // sentence to when it was told
	came chan string
	dup  []string
}

const hookKey = "key of the desk"

// startTelling runs everything over loopback, as serve does.
func startTelling(t testing.TB) *telling {
	t.Helper()
	tell := &telling{outlet: newOutlet(t), got: map[string]time.Time{}, came: make(chan string, 1000), path: filepath.Join(t.TempDir(), "l.db")}
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := time.Now()
		body, err := io.ReadAll(r.Body)
		var m notify.Message
		if err != nil || json.Unmarshal(body, &m) != nil || len(m.Rows) == 0 || !notify.Verify(hookKey, r.Header.Get("Chancery-Signature"), body, at, time.Minute) {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		tell.mu.Lock()
		defer tell.mu.Unlock()
		s := m.Rows[0].Evidence
		if _, twice := tell.got[s]; twice {
			tell.dup = append(tell.dup, s)
		}
		tell.got[s] = at
		tell.came <- s
	}))
	t.Cleanup(hook.Close)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(hookKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Create(context.Background(), tell.path)
	if err != nil {
		t.Fatal(err)
	}
	a := &store.Alert{Name: "threats", Asks: "events?type=THREATEN", Terms: store.Terms{Channels: []store.Channel{{Kind: watch.Webhook, To: hook.URL}}}}
	if err := s.AddAlert(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddSource(t.Context(), store.Source{URL: tell.URL + "/feed.xml", Kind: "feed", Added: time.Now(), Next: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	conf, err := config.Load(config.Origins{Flags: map[string]string{
		"ledger": tell.path, "listen": "127.0.0.1:0", "fetch.allow": "127.0.0.0/8", "notify.allow": "127.0.0.0/8", "notify.secret_file": secret,
		"follow.fastest": "1s", "follow.slowest": "1s",
	}})
	if err != nil {
		t.Fatal(err)
	}
	tell.run(t, conf)
	return tell
}

// run serves until the test ends.
func (tell *telling) run(t testing.TB, conf *config.Config) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	srv := &server{program: &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}, conf: conf, mux: http.NewServeMux(), log: slog.New(slog.DiscardHandler), ready: func(url string) { ready <- url }}
	go func() { ended <- srv.run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case <-ready:
	case err := <-ended:
		ended <- err
		t.Fatal(err)
	}
}

// wait waits until so many things have been told.
func (tell *telling) wait(t testing.TB, n int) {
	t.Helper()
	late := time.After(60 * time.Second)
	for {
		tell.mu.Lock()
		k := len(tell.got)
		tell.mu.Unlock()
		if k >= n {
			return
		}
		select {
		case <-tell.came:
		case <-late:
			t.Fatalf("%d told, want %d", k, n)
		}
	}
}

// TestTold: what an outlet publishes is followed, read, kept, and told to a webhook
// once, signed, with its evidence; a second run over the same ledger tells nothing
// again.
func TestTold(t *testing.T) {
	if testing.Short() {
		t.Skip("runs everything for some seconds")
	}
	tell := startTelling(t)
	const n = 3
	for i := range n {
		tell.publish(quarrel(i))
	}
	tell.wait(t, n)
	for i := range n {
		want, _, _ := strings.Cut(strings.TrimPrefix(quarrel(i), "<p>"), "</p>")
		if _, ok := tell.got[want]; !ok {
			t.Errorf("not told: %s", want)
		}
	}
	if len(tell.dup) > 0 {
		t.Errorf("told twice: %q", tell.dup)
	}
	s, err := store.Open(t.Context(), tell.path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Deliveries(t.Context(), "", 0, 100)
	if err != nil || len(list) != n {
		t.Errorf("%d messages, %v, want %d", len(list), err, n)
	}
}

// BenchmarkTold measures how long it takes from the look at a feed that first tells
// of an article until its alert is delivered: the page is fetched a second after
// the feed, as both are of one host, read, kept, held against the alerts, and sent.
func BenchmarkTold(b *testing.B) {
	tell := startTelling(b)
	n := 0
	tell.publish(quarrel(n)) // the first one loads what is loaded once
	tell.wait(b, 1)
	for b.Loop() {
		n++
		tell.publish(quarrel(n))
		tell.wait(b, n+1)
	}
	var took []time.Duration
	for i := 1; i <= n; i++ {
		s, _, _ := strings.Cut(strings.TrimPrefix(quarrel(i), "<p>"), "</p>")
		took = append(took, tell.got[s].Sub(tell.told[i]))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds(), "s/p50")
	b.ReportMetric(took[min(len(took)-1, len(took)*95/100)].Seconds(), "s/p95")
	b.ReportMetric(took[len(took)-1].Seconds(), "s/max")
	b.ReportMetric(0, "ns/op")
}

// TestServe asks a running server over HTTP, as each of several people.
func TestServe(t *testing.T) {
	if testing.Short() {
		t.Skip("runs everything for some seconds")
	}
	path := filepath.Join(t.TempDir(), "l.db")
	for _, args := range [][]string{{"user", "add", "jd", "--role", "correct"}} {
		p := &program{stdin: strings.NewReader("correct horse battery\n"), stdout: io.Discard, stderr: io.Discard}
		if code := p.run(t.Context(), append(args, "--ledger", path)); code != 0 {
			t.Fatalf("%v: %d", args, code)
		}
	}
	var token strings.Builder
	p := &program{stdin: strings.NewReader(""), stdout: &token, stderr: io.Discard}
	if code := p.run(t.Context(), []string{"token", "add", "--ledger", path, "notebook"}); code != 0 {
		t.Fatal(code)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	conf, err := config.Load(config.Origins{Flags: map[string]string{"ledger": path, "listen": at}})
	if err != nil {
		t.Fatal(err)
	}
	(&telling{}).run(t, conf)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, tt := range []struct {
		name, path string
		headers    map[string]string
		status     int
	}{
		{"health", "/healthz", nil, 200},
		{"metrics, from this machine", "/metrics", nil, 200},
		{"metrics, through a proxy", "/metrics", map[string]string{"X-Forwarded-For": "192.0.2.1"}, 404},
		{"a reader is asked to sign in", "/", map[string]string{"Accept": "text/html"}, 303},
		{"a program is told to", "/api/v1/events", nil, 401},
		{"a token reads", "/api/v1/events", map[string]string{"Authorization": "Bearer " + strings.TrimSpace(token.String())}, 200},
		{"the page for signing in", "/login", map[string]string{"Accept": "text/html"}, 200},
		{"its style", "/static/style.css", nil, 200},
		{"a calendar with a token", "/agenda.ics?token=" + strings.TrimSpace(token.String()), nil, 200},
		{"a feed without", "/events.atom", nil, 401},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+at+tt.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range tt.headers {
				r.Header.Set(k, v)
			}
			res, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != tt.status {
				b, _ := io.ReadAll(io.LimitReader(res.Body, 500))
				t.Errorf("%d, want %d: %s", res.StatusCode, tt.status, b)
			}
		})
	}
}
