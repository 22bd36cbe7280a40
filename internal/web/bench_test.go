package web

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"testing"

	"chancery/internal/store"
)

// BenchmarkPages tells how long each page takes to make, over the ledger that
// CHANCERY_BENCH_LEDGER names, or else over the small one of the tests. No page is
// served from what was made a moment ago.
func BenchmarkPages(b *testing.B) {
	s := shared
	if path := os.Getenv("CHANCERY_BENCH_LEDGER"); path != "" {
		var err error
		if s, err = store.Open(context.Background(), path); err != nil {
			b.Fatal(err)
		}
		defer s.Close()
	}
	pages, err := newSite(Options{Store: s})
	if err != nil {
		b.Fatal(err)
	}
	h := pages.guarded(pages.routes())
	for _, address := range benchAddresses(b, s) {
		b.Run(address, func(b *testing.B) {
			for b.Loop() {
				pages.cache.forget()
				if w := get(h, address); w.Code != http.StatusOK {
					b.Fatalf("status %d: %.200s", w.Code, w.Body)
				}
			}
		})
	}
}

// benchAddresses are one of each page, of the busiest pair of the ledger.
func benchAddresses(b *testing.B, s *store.Store) []string {
	ctx := context.Background()
	edges, err := s.Edges(ctx, store.Filter{}, sumReports)
	if err != nil || len(edges) == 0 {
		b.Fatalf("%d edges, %v", len(edges), err)
	}
	one, other := url.PathEscape(edges[0].From), url.PathEscape(edges[0].To)
	out := []string{"/", "/events", "/events?view=reports", "/events?source=" + one + "&target=" + other, "/events?type=THREATEN&min-sources=2", "/statements?source=" + one, "/conditions", "/conditions?status=open&source=" + one, "/demands",
		"/agenda", "/agenda?view=list", "/search?q=talks", "/stories", "/actors", "/actor/" + one, "/pair/" + one + "/" + other, "/map", "/network", "/sources", "/brief", "/corrections"}
	found, err := s.HappeningPage(ctx, store.Filter{Section: store.Events, Limit: 1}, "")
	if err != nil || len(found) == 0 {
		b.Fatalf("no happening: %v", err)
	}
	x := found[0].Reports[0]
	return append(out, "/happening/"+url.PathEscape(found[0].ID), "/article/"+url.PathEscape(x.Article.ID), "/row/"+url.PathEscape(x.ID))
}
