package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	nats "github.com/nats-io/nats-server/v2/server"
)

// A server and two machines that work for it, one of which dies: every article is
// read by somebody and kept once.
func TestWork(t *testing.T) {
	if testing.Short() || race {
		t.Skip("takes long under the race detector and with -short: it starts several processes")
	}
	ns, err := nats.NewServer(&nats.Options{Host: "127.0.0.1", Port: nats.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	ns.Start()
	defer ns.Shutdown()
	if !ns.ReadyForConnections(10 * time.Second) {
		t.Fatal("the NATS server does not start")
	}
	w := newWire(t, 2)
	w.published.Store(40)
	ledger, settings := w.follow(t, t.TempDir())
	first, _ := serving(t, "work", "--config", settings, "--nats", ns.ClientURL(), "--readers", "1")
	second, log := serving(t, "work", "--config", settings, "--nats", ns.ClientURL(), "--readers", "1")
	if !log.await("msg=working") {
		t.Fatalf("does not work: %s", log)
	}
	front, frontLog := serving(t, "serve", "--config", settings, "--nats", ns.ClientURL(), "--ledger", ledger)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if !frontLog.await("articles kept") {
		t.Fatalf("nothing is kept: %s", frontLog)
	}
	first.Process.Kill()
	first.Wait()
	w.published.Add(20)
	keptArticles(ctx, t, ledger, 60)
	front.Process.Signal(os.Interrupt)
	if err := front.Wait(); err != nil {
		t.Errorf("serve stopped with %v: %s", err, frontLog)
	}
	second.Process.Signal(os.Interrupt)
	if err := second.Wait(); err != nil {
		t.Errorf("work stopped with %v: %s", err, log)
	}
	if n := sound(t, ledger); n != 60 {
		t.Errorf("%d articles, want 60", n)
	}
}

// The demonstration shows the whole crisis, one page of it changed, and leaves
// nothing behind.
func TestDemo(t *testing.T) {
	if testing.Short() || race {
		t.Skip("takes half a minute: articles appear one after the other")
	}
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	cmd, log := serving(t, "serve", "--demo", "--listen", "127.0.0.1:0")
	if !log.await("msg=serving") {
		t.Fatalf("does not serve: %s", log)
	}
	ledgers, err := filepath.Glob(filepath.Join(tmp, "chancery-demo-*", "ledger.db"))
	if err != nil || len(ledgers) != 1 {
		t.Fatalf("ledgers %q, %v", ledgers, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	keptArticles(ctx, t, ledgers[0], 74)
	cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Errorf("stopped with %v: %s", err, log)
	}
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
