package metric

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chancery/internal/store"
)

// Metrics are what is counted.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	messages *prometheus.CounterVec
}

// New counts for a server of a ledger; version is that of the program.
func New(s *store.Store, version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chancery_http_requests_total", Help: "Requests that were answered."}, []string{"route", "code"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "chancery_http_request_seconds", Help: "How long answers took; streams are left out.", Buckets: []float64{.005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 5, 10}}, []string{"route"}),
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chancery_messages_tried_total", Help: "Tries to send a message of an alert, by what came of them."}, []string{"channel", "state"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "chancery_build_info", Help: "Always 1; its label is the version.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), m.requests, m.seconds, m.messages, build, &ledger{store: s})
	return m
}

// Handler answers with all that was counted.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// Message counts a try to send a message.
func (m *Metrics) Message(channel, state string) { m.messages.WithLabelValues(channel, state).Inc() }

// A record is what is learnt of a request on its way.
type record struct {
	http.ResponseWriter
	status int
	route  string
}

func (r *record) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *record) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (r *record) Unwrap() http.ResponseWriter { return r.ResponseWriter }

type key struct{}

// Watch counts and logs each request. It stands in front of everything else.
func (m *Metrics) Watch(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &record{ResponseWriter: w}
		start := time.Now()
		next.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), key{}, rec)))
		took := time.Since(start)
		status, route := cmp.Or(rec.status, http.StatusOK), cmp.Or(rec.route, "none")
		m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
		if w.Header().Get("Content-Type") != "text/event-stream" {
			m.seconds.WithLabelValues(route).Observe(took.Seconds())
		}
		level := slog.LevelDebug
		if status >= 500 {
			level = slog.LevelWarn
		}
		log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", status, "took", took.Round(time.Microsecond), "client", r.RemoteAddr)
	})
}

// Route notes which pattern of the mux that it wraps a request came to: a few
// names, however many addresses are asked for.
func (m *Metrics) Route(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		if rec, ok := r.Context().Value(key{}).(*record); ok {
			rec.route = r.Pattern
		}
	})
}

// A ledger is read when somebody asks for metrics.
type ledger struct{ store *store.Store }

var (
	articles = prometheus.NewDesc("chancery_ledger_articles", "Articles that have come, all versions.", nil, nil)
	reports  = prometheus.NewDesc("chancery_ledger_reports", "Rows that have come.", nil, nil)
	newest   = prometheus.NewDesc("chancery_ledger_last_article_timestamp_seconds", "When the last article came.", nil, nil)
	messages = prometheus.NewDesc("chancery_messages", "Messages of alerts by state.", []string{"state"}, nil)
	sources  = prometheus.NewDesc("chancery_sources", "Sources that are followed, by how they are.", []string{"state"}, nil)
	pages    = prometheus.NewDesc("chancery_addresses", "Addresses that sources have brought, by what became of them.", []string{"state"}, nil)
)

// Describe is for prometheus.Collector.
func (*ledger) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{articles, reports, newest, messages, sources, pages} {
		c <- d
	}
}

// patience is how long the ledger may take to be counted.
const patience = 5 * time.Second

// Collect is for prometheus.Collector.
func (l *ledger) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	if mark, err := l.store.Mark(ctx); err == nil {
		gauge(articles, float64(mark.Article))
		if at, err := time.Parse(time.RFC3339, mark.Added); err == nil {
			gauge(newest, float64(at.Unix()))
		}
	} else {
		c <- prometheus.NewInvalidMetric(articles, err)
	}
	if n, err := l.store.LastReport(ctx); err == nil {
		gauge(reports, float64(n))
	}
	if counts, err := l.store.DeliveryCounts(ctx); err == nil {
		for _, state := range []string{store.SendQueued, store.SendDelivered, store.SendFailed, store.SendDead} {
			gauge(messages, float64(counts[state]), state)
		}
	}
	if counts, err := l.store.AddressStates(ctx); err == nil {
		for state, n := range counts {
			gauge(pages, float64(n), state)
		}
	}
	if counts, err := l.store.SourceStates(ctx); err == nil {
		for state, n := range counts {
			gauge(sources, float64(n), state)
		}
	}
}

// Count adds a number that only grows, read when somebody asks.
func (m *Metrics) Count(name, help string, read func() float64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, read))
}

// Gauge adds a number that rises and falls, read when somebody asks.
func (m *Metrics) Gauge(name, help string, labels map[string]string, read func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, read))
}
