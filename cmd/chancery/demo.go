package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"chancery/examples"
	"chancery/internal/demo"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// demo runs the server over a ledger that is thrown away at the end. What it
// follows are the outlets of an invented crisis, served by this process.
func (s *server) demo(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "chancery-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	at := netip.MustParseAddrPort(l.Addr().String())
	site, err := demo.New(examples.FS, at.Port())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s.conf.Ledger = filepath.Join(dir, "ledger.db")
	s.conf.NATS = ""
	s.conf.Queue.Dir = filepath.Join(dir, "queue")
	c := &s.conf.Follow
	c.Fastest, c.Slowest, c.MaxAge = demo.Look, demo.Look, 0
	c.Revisit = []time.Duration{demo.Revisit}
	s.conf.Fetch.Delay = demo.Delay
	s.allowAt = []netip.AddrPort{at}
	s.add("demo", func(ctx context.Context) error { return site.Serve(ctx, l) })
	s.opened = func(ctx context.Context) error {
		now := time.Now()
		for _, f := range site.Feeds() {
			if _, err := s.store.AddSource(ctx, store.Source{URL: f.URL, Kind: f.Kind, Title: f.Title, Folder: "An invented crisis", Added: now, Next: now}); err != nil {
				return err
			}
		}
		return s.demoAlerts(ctx, now)
	}
	s.ready = func(url string) {
		fmt.Fprintf(s.stdout, "Open %s in a browser: an invented crisis, as %d outlets tell it. End with Ctrl-C.\n", url, len(site.Feeds()))
	}
	return s.run(ctx)
}

// demoAlerts saves some filters, so that there is something to see of them.
func (s *server) demoAlerts(ctx context.Context, now time.Time) error {
	for _, a := range []*store.Alert{
		{Name: "threats", Asks: "events?type=THREATEN"},
		{Name: "talks-confirmed", Asks: "agenda", Terms: store.Terms{Sources: 2, Due: true}},
		{Name: "demands-on-iceland", Asks: "demands?target=ISL"},
	} {
		a.Added = now
		if err := watch.Add(ctx, s.store, a); err != nil {
			return err
		}
	}
	return nil
}
