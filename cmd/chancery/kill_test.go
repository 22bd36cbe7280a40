package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"chancery/internal/store"
)

// TestKilledIngest kills an ingest at random moments (CHANCERY_KILLS of them, 5 by
// default) and takes it up again: no article is lost, none is there twice, and the
// ledger is sound after each death.
func TestKilledIngest(t *testing.T) {
	if testing.Short() || race {
		t.Skip("ingests several times")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const articles = 150
	dir := t.TempDir()
	input, ledger := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "l.db")
	var lines strings.Builder
	for i := range articles {
		fmt.Fprintf(&lines, `{"id":"k%d","url":"https://k.example/%d","published":"2031-03-%02d","text":"Kenya thanked Uganda for delivery number %d. Chad condemned Ghana. The president of Kenya met the president of Uganda in Nairobi."}`+"\n", i, i, 1+i%28, i)
	}
	if err := os.WriteFile(input, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	kills, err := strconv.Atoi(cmp.Or(os.Getenv("CHANCERY_KILLS"), "5"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(uint64(kills), 7))
	deaths, most := 0, 0
	for range kills {
		if most == articles { // begin anew
			for _, end := range []string{"", "-wal", "-shm"} {
				os.Remove(ledger + end)
			}
			most = 0
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(300+rng.IntN(900))*time.Millisecond)
		cmd := exec.CommandContext(ctx, self, "ingest", "--ledger", ledger, input) // Cancel kills, signal 9
		cmd.Args[0] = "chancery"
		if err := cmd.Run(); err != nil {
			deaths++
		}
		cancel()
		n := sound(t, ledger)
		if n < most {
			t.Fatalf("%d articles after a death, %d before", n, most)
		}
		most = n
		t.Logf("%d articles after a death", n)
	}
	if code, _, stderr := runWith(t.Context(), []string{"ingest", "--ledger", ledger, input}); code != exitOK {
		t.Fatalf("status %d: %s", code, stderr)
	}
	if n := sound(t, ledger); n != articles {
		t.Errorf("%d articles, want %d", n, articles)
	}
	t.Logf("killed %d of %d times", deaths, kills)
	if deaths == 0 {
		t.Error("no ingest was killed: the test shows nothing")
	}
}

// sound verifies a ledger, which may not be there yet, and counts its articles.
func sound(t *testing.T, path string) int {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if errors.Is(err, store.ErrMissing) {
		return 0
	}
	if err != nil {
		if info, e := os.Stat(path); e == nil && info.Size() == 0 {
			return 0
		}
		t.Fatal(err)
	}
	defer s.Close()
	h, err := s.Verify(t.Context())
	if err != nil || len(h.Faults) > 0 {
		if err != nil && strings.Contains(err.Error(), "no such table: article") { // killed before its tables were made
			return 0
		}
		t.Fatalf("%v %q", err, h.Faults)
	}
	return h.Articles
}
