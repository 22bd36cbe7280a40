package web

import (
	"context"
	"net/http"
	"os"
	"testing"

	"chancery/internal/store"
)

// TestServeByHand serves a ledger for looking at, where CHANCERY_SERVE names one.
func TestServeByHand(t *testing.T) {
	path := os.Getenv("CHANCERY_SERVE")
	if path == "" {
		t.Skip("CHANCERY_SERVE names no ledger")
	}
	s, err := store.Create(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := New(Options{Store: s, Alerts: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Fatal(http.ListenAndServe("127.0.0.1:7979", h))
}
