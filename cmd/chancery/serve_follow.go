package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"log/slog"
	"net/netip"
	"os"
	"slices"

	"chancery/coder"
	"chancery/data"
	"chancery/internal/config"
	"chancery/internal/fetch"
	"chancery/internal/follow"
	"chancery/internal/intake"
	"chancery/internal/queue"
	"chancery/internal/source"
)

// follow adds what brings the news in: the schedule of sources and pages, the
// queue, what reads, and what keeps.
func (s *server) follow(ctx context.Context) error {
	q, err := openQueue(ctx, s.conf, s.store.Path()+"-queue")
	if err != nil {
		return err
	}
	s.closers = append(s.closers, q.Close)
	web, err := newClient(s.conf, s.allowAt...)
	if err != nil {
		return err
	}
	r, err := s.newReader(s.conf, q, s.log)
	if err != nil {
		return err
	}
	k := &follow.Keeper{Queue: q, Store: s.store, Log: s.log, Kept: func(int) { s.teller.watch.Poke() }}
	c := s.conf.Follow
	s.follower = &follow.Follower{Store: s.store, Queue: q, Web: web, Log: s.log, Options: follow.Options{
		Fastest: c.Fastest, Slowest: c.Slowest, Revisit: c.Revisit, MaxAge: c.MaxAge, PerLook: c.PerLook,
		Parallel: s.conf.Fetch.Parallel, AnyLang: c.AnyLang,
	}}
	s.queue = q
	s.add("follow", s.follower.Run)
	s.add("read", r.Run)
	s.add("keep", k.Run)
	return nil
}

// openQueue is the queue that the settings ask for; one in the process has its
// files in dir where the settings name no folder.
func openQueue(ctx context.Context, conf *config.Config, dir string) (*queue.JetStream, error) {
	opts := queue.Options{Name: conf.Queue.Name, MaxPages: conf.Queue.MaxPages, AckWait: conf.Queue.AckWait, Replicas: conf.Queue.Replicas}
	if conf.NATS != "" {
		return queue.Dial(ctx, conf.NATS, string(conf.Queue.Credentials), opts)
	}
	return queue.Embed(ctx, cmp.Or(conf.Queue.Dir, dir), opts)
}

// newClient is a client of the web within the limits of the settings.
func newClient(conf *config.Config, at ...netip.AddrPort) (*fetch.Client, error) {
	allowed, err := conf.Allowed()
	if err != nil {
		return nil, usageError{fmt.Errorf("fetch.allow: %w", err)}
	}
	c := conf.Fetch
	return fetch.New(fetch.Options{
		Agent: c.Agent, Timeout: c.Timeout, MaxBytes: c.MaxBytes, Redirects: c.Redirects, Delay: c.Delay, Robots: c.Robots, Allow: allowed, AllowAt: at,
	}), nil
}

// fromWeb is what inputs that are addresses hold, within the limits that file and
// environment set; nil where no input is one.
func (r *reader) fromWeb(inputs []string) (func(context.Context, string) iter.Seq[source.Item], error) {
	if !slices.ContainsFunc(inputs, source.IsAddress) {
		return nil, nil
	}
	conf, err := config.Load(config.Origins{File: cmp.Or(os.Getenv("CHANCERY_CONFIG"), config.DefaultFile()), Env: os.Environ()})
	if err != nil {
		return nil, usageError{err}
	}
	web, err := newClient(conf)
	if err != nil {
		return nil, err
	}
	return follow.Items(web, cmp.Or(r.max, source.DefaultMaxBytes)), nil
}

// newReader is what reads pages from a queue.
func (p *program) newReader(conf *config.Config, q queue.Queue, log *slog.Logger) (*follow.Reader, error) {
	c, err := coder.New(append([]coder.Option{coder.WithLogger(log)}, p.options...)...)
	if err != nil {
		return nil, err
	}
	desk, err := intake.New(data.FS)
	if err != nil {
		return nil, err
	}
	return &follow.Reader{Queue: q, Coder: c, Desk: desk, Version: release + revision(), Jobs: conf.Queue.Readers, AckWait: conf.Queue.AckWait, Log: log}, nil
}
