package main

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"sync/atomic"
	"time"
	_ "time/tzdata" // alerts have time zones of their own, also where the machine has no table of them

	"chancery/internal/api"
	"chancery/internal/auth"
	"chancery/internal/config"
	"chancery/internal/metric"
	"chancery/internal/notify"
	"chancery/internal/queue"
	"chancery/internal/store"
	"chancery/internal/watch"
	"chancery/internal/web"
)

// A teller is what tells of a ledger and who is told: sign-in, alerts and their
// messages, the API, metrics.
type teller struct {
	log      *slog.Logger
	conf     *config.Config
	door     *auth.Guard
	watch    *watch.Watch
	notifier *notify.Notifier
	metrics  *metric.Metrics
	api      *api.API
}

func newTeller(conf *config.Config, s *store.Store, log *slog.Logger) (*teller, error) {
	t := &teller{log: log, conf: conf, watch: watch.New(s, log), metrics: metric.New(s, release+revision())}
	proxies, err := config.Prefixes(conf.Auth.Proxies)
	if err != nil {
		return nil, usageError{err}
	}
	role, err := auth.ParseRole(conf.Auth.Role)
	if err != nil {
		return nil, usageError{err}
	}
	t.door = auth.New(s, auth.Options{Public: conf.Public, Closed: conf.Auth.Closed, Session: conf.Auth.Session, Proxies: proxies, Header: conf.Auth.Header, Role: role}, log)
	opts, err := notifyOptions(conf)
	if err != nil {
		return nil, err
	}
	t.notifier = notify.New(s, opts, log)
	t.notifier.OnTry(t.metrics.Message)
	t.api, err = api.New(api.Options{Store: s, Watch: t.watch, Log: log, Version: release + revision(), Client: t.door.Client, Rate: conf.API.Rate, Burst: conf.API.Burst})
	return t, err
}

// tell adds what tells of the ledger.
func (s *server) tell(ctx context.Context) (err error) {
	if s.teller, err = newTeller(s.conf, s.store, s.log); err != nil {
		return err
	}
	t := s.teller
	t.door.Routes(s.mux)
	s.mux.Handle("/api/", t.api)
	s.add("watch", t.watch.Run)
	s.add("notify", t.notifier.Run)
	s.add("messages", t.pass)
	s.count(t.metrics)
	return nil
}

// count has what follows the news counted too.
func (s *server) count(m *metric.Metrics) {
	c := &s.follower.Counts
	for _, x := range []struct {
		name, help string
		n          *atomic.Int64
	}{
		{"chancery_looks_total", "Looks at sources.", &c.Looks},
		{"chancery_look_faults_total", "Looks at sources that failed.", &c.LookFaults},
		{"chancery_pages_total", "Pages that were fetched.", &c.Pages},
		{"chancery_page_faults_total", "Pages that could not be fetched.", &c.PageFaults},
		{"chancery_pages_unchanged_total", "Pages that were fetched again and had not changed.", &c.Unchanged},
		{"chancery_found_total", "New addresses that sources told of.", &c.Found},
		{"chancery_fetched_bytes_total", "Bytes that were fetched.", &c.Bytes},
	} {
		m.Count(x.name, x.help, func() float64 { return float64(x.n.Load()) })
	}
	for name, stream := range map[string]queue.Stream{"pages": queue.Pages, "readings": queue.Readings} {
		m.Gauge("chancery_queue_messages", "Messages that wait in the queue.", map[string]string{"queue": name}, func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), queuePatience)
			defer cancel()
			n, err := s.queue.Len(ctx, stream)
			if err != nil {
				return math.NaN()
			}
			return float64(n)
		})
	}
}

// queuePatience is how long the queue may take to be counted.
const queuePatience = 2 * time.Second

// pass wakes what sends messages whenever alerts may have fired.
func (t *teller) pass(ctx context.Context) error {
	came, stop := t.watch.Listen()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-came:
			t.notifier.Poke()
		}
	}
}

// front is what stands in front of every request: counting, metrics, sign-in.
func (t *teller) front(next http.Handler) http.Handler {
	door := t.door.Handler(t.metrics.Route(next))
	metrics := t.metrics.Handler()
	return t.metrics.Watch(t.log, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/metrics" {
			door.ServeHTTP(w, r)
			return
		}
		switch who := t.conf.Metrics.For; {
		case who == "all", who == "local" && auth.Local(r):
			metrics.ServeHTTP(w, r)
		case who == "signed-in":
			t.door.Handler(auth.Need(auth.Read, metrics)).ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
}

// signInPage has the page for signing in drawn within the pages.
func (t *teller) signInPage(pages http.Handler) {
	t.door.SetPage(func(w http.ResponseWriter, r *http.Request, p auth.Page) {
		in := web.SignIn{Status: p.Status, Next: p.Next, Name: p.Name, Fault: p.Fault, Is: p.Who.Name}
		if p.Who.How == "" || p.Who.How == "open" {
			in.Is = ""
		}
		if in.Is != "" {
			in.Role = p.Who.Role.String()
		}
		pages.ServeHTTP(w, r.WithContext(web.WithSignIn(r.Context(), in)))
	})
}
