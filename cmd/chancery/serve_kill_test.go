package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chancery/internal/follow"
	"chancery/internal/store"
)

// A wire is a site with some feeds, of which each tells of all that has been
// published so far.
type wire struct {
	*httptest.Server
	feeds     int
	published atomic.Int64
}

func newWire(t *testing.T, feeds int) *wire {
	w := &wire{feeds: feeds}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feed/{n}", func(rw http.ResponseWriter, r *http.Request) {
		n, _ := strconv.ParseInt(r.PathValue("n"), 10, 64)
		rw.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(rw, `<rss version="2.0"><channel><title>Wire %d</title>`, n)
		for i := range w.published.Load() {
			if i%int64(feeds) == n {
				fmt.Fprintf(rw, "<item><title>Delivery %d</title><link>/a/%d</link></item>", i, i)
			}
		}
		io.WriteString(rw, "</channel></rss>")
	})
	mux.HandleFunc("GET /a/{n}", func(rw http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.PathValue("n"))
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(rw, `<html lang="en"><head><title>Delivery %d</title><meta property="article:published_time" content="2031-03-%02d"></head><body><article><p>Kenya thanked Uganda on Monday for delivery number %d. Chad condemned Ghana for its refusal to take part. The president of Kenya met the president of Uganda in Nairobi.</p></article></body></html>`, n, 1+n%28, n)
	})
	w.Server = httptest.NewServer(mux)
	t.Cleanup(w.Close)
	return w
}

// follow makes a ledger that follows the feeds, and settings for serve.
func (w *wire) follow(t *testing.T, dir string) (ledger, settings string) {
	t.Helper()
	ledger, settings = filepath.Join(dir, "l.db"), filepath.Join(dir, "c.toml")
	s, err := store.Create(t.Context(), ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range w.feeds {
		if _, err := s.AddSource(t.Context(), store.Source{URL: fmt.Sprintf("%s/feed/%d", w.URL, i), Kind: follow.KindFeed, Added: time.Now(), Next: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	text := "listen = \"127.0.0.1:0\"\n[fetch]\nallow = [\"127.0.0.1\"]\ndelay = \"1ms\"\n[follow]\nfastest = \"200ms\"\nslowest = \"300ms\"\n[queue]\nack_wait = \"2s\"\n"
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return ledger, settings
}

// words are what a program has written so far.
type words struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// await waits until s has been written, at most some seconds.
func (w *words) await(s string) bool {
	for range 1000 {
		if strings.Contains(w.String(), s) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// serving starts the program; the log is what it wrote once it has ended.
func serving(t *testing.T, args ...string) (cmd *exec.Cmd, log *words) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log = &words{}
	cmd = exec.Command(self, args...)
	cmd.Args[0] = "chancery"
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "CHANCERY_CONFIG=")
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, log
}

// keptArticles waits until a ledger has n articles.
func keptArticles(ctx context.Context, t *testing.T, ledger string, n int) {
	t.Helper()
	s, err := store.Open(ctx, ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for ; ctx.Err() == nil; time.Sleep(100 * time.Millisecond) {
		if states, err := s.AddressStates(ctx); err == nil && states[store.PageKept] >= n {
			return
		}
	}
	states, _ := s.AddressStates(context.WithoutCancel(ctx))
	t.Fatalf("not %d articles in time: %v", n, states)
}

// TestKilledServe kills a server that follows feeds at random moments
// (CHANCERY_KILLS of them, 5 by default), while articles are published: whatever a
// feed told of is in the ledger in the end, once.
func TestKilledServe(t *testing.T) {
	if testing.Short() || race {
		t.Skip("takes long under the race detector and with -short: it kills a server several times")
	}
	kills, err := strconv.Atoi(cmp.Or(os.Getenv("CHANCERY_KILLS"), "5"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWire(t, 4)
	ledger, settings := w.follow(t, t.TempDir())
	rng := rand.New(rand.NewPCG(uint64(kills), 11))
	most := 0
	for range kills {
		cmd, log := serving(t, "serve", "--ledger", ledger, "--config", settings)
		if rng.IntN(4) > 0 {
			log.await("msg=serving")
		}
		wait := time.Duration(rng.IntN(2000)) * time.Millisecond
		for end := time.Now().Add(wait); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			w.published.Add(int64(rng.IntN(3)))
		}
		cmd.Process.Kill()
		if cmd.Wait(); cmd.ProcessState.ExitCode() != -1 {
			t.Fatalf("the server ended by itself: %s", log)
		}
		n := sound(t, ledger)
		if n < most {
			t.Fatalf("%d articles after a death, %d before", n, most)
		}
		most = n
	}
	cmd, log := serving(t, "serve", "--ledger", ledger, "--config", settings)
	want := int(w.published.Load())
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	keptArticles(ctx, t, ledger, want)
	cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Errorf("stopped with %v: %s", err, log)
	}
	if n := sound(t, ledger); n != want {
		t.Errorf("%d articles, want %d, each once", n, want)
	}
	t.Logf("%d kills, %d articles, %d of them before the last start", kills, want, most)
	if most == 0 {
		t.Error("no article was kept before a kill: the test shows nothing")
	}
}
