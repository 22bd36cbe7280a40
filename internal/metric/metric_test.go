package metric

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"chancery/internal/store"
)

func TestMetrics(t *testing.T) {
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m := New(s, "v1")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /row/{id}", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.PathValue("id")) })
	mux.Handle("GET /metrics", m.Handler())
	h := m.Watch(slog.New(slog.DiscardHandler), m.Route(mux))
	ask := func(path string) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Body.String()
	}
	ask("/row/1")
	ask("/row/2")
	ask("/nothing")
	m.Message("webhook", "delivered")
	got := ask("/metrics")
	for _, want := range []string{
		`chancery_http_requests_total{code="200",route="GET /row/{id}"} 2`,
		`chancery_http_requests_total{code="404",route="none"} 1`,
		`chancery_http_request_seconds_count{route="GET /row/{id}"} 2`,
		`chancery_messages_tried_total{channel="webhook",state="delivered"} 1`,
		`chancery_messages{state="dead"} 0`,
		`chancery_sources{state="failing"} 0`,
		`chancery_ledger_articles 0`,
		`chancery_build_info{version="v1"} 1`,
		"go_goroutines ",
	} {
		if !strings.Contains(got, want+"\n") && !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
