package main

import (
	"cmp"
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

// TestKilledIngest kills an ingest at random moments (CHANCERY_KILLS of them, 25 by
// default; one that is done before does not count) and takes it up again: no article is lost, none is there twice, and the
// ledger is sound after each death.
func TestKilledIngest(t *testing.T) {
	if testing.Short() || race {
		t.Skip("takes long under the race detector and with -short: it kills an ingest several times")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const articles = 200
	dir := t.TempDir()
	input, ledger := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "l.db")
	var lines strings.Builder
	for i := range articles {
		fmt.Fprintf(&lines, `{"id":"k%d","url":"https://k.example/%d","published":"2031-03-%02d","text":"Kenya thanked Uganda for delivery number %d. Chad condemned Ghana. The president of Kenya met the president of Uganda in Nairobi."}`+"\n", i, i, 1+i%28, i)
	}
	if err := os.WriteFile(input, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	kills, err := strconv.Atoi(cmp.Or(os.Getenv("CHANCERY_KILLS"), "25"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(uint64(kills), 7))
	deaths, most, resumed := 0, 0, false
	for round := 0; deaths < kills; round++ {
		if round > 4*kills {
			t.Fatalf("%d deaths in %d rounds: the others were done before", deaths, round)
		}
		if most == articles { // begin anew
			for _, end := range []string{"", "-wal", "-shm"} {
				os.Remove(ledger + end)
			}
			most = 0
		}
		cmd := exec.Command(self, "ingest", "--ledger", ledger, input)
		cmd.Args[0] = "chancery"
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		wait := time.Duration(rng.IntN(300)) * time.Millisecond
		if rng.IntN(4) > 0 {
			grown(ledger + "-wal")
		}
		time.Sleep(wait)
		cmd.Process.Kill()
		if err := cmd.Wait(); err != nil {
			deaths++
		}
		n := sound(t, ledger)
		if n < most {
			t.Fatalf("%d articles after a death, %d before", n, most)
		}
		most, resumed = n, resumed || n > 0
		t.Logf("%d articles after a death", n)
	}
	if code, _, stderr := runWith(t.Context(), []string{"ingest", "--ledger", ledger, input}); code != exitOK {
		t.Fatalf("status %d: %s", code, stderr)
	}
	if n := sound(t, ledger); n != articles {
		t.Errorf("%d articles, want %d", n, articles)
	}
	t.Logf("killed %d times", deaths)
	if deaths == 0 || !resumed {
		t.Error("no ingest was killed, or none after it had kept an article: the test shows nothing")
	}
}

// grown waits until articles are being written, at most some seconds.
func grown(log string) {
	for range 500 {
		if info, err := os.Stat(log); err == nil && info.Size() > 300<<10 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// sound verifies a ledger, which may not be there yet, and counts its articles.
func sound(t *testing.T, path string) int {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if errors.Is(err, store.ErrMissing) || errors.Is(err, store.ErrEmpty) {
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
