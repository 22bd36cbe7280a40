package follow

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"chancery/internal/fetch"
	"chancery/internal/queue"
	"chancery/internal/store"
)

// A Follower looks at sources and fetches pages, when they are due.
type Follower struct {
	Store *store.Store
	Queue queue.Queue
	Web   *fetch.Client
	Log   *slog.Logger
	Options

	Counts Counts

	wake chan struct{} // a value where there may be something to do
	mu   sync.Mutex
	busy map[string]bool // hosts that something is being fetched from
	held map[task]bool   // what is being done
}

// Options say how sources are followed.
type Options struct {
	Fastest, Slowest time.Duration   // between two looks at a source
	Revisit          []time.Duration // when pages are fetched again, reckoned from the first time
	MaxAge           time.Duration   // how old what a source tells of may be; any age where 0
	PerLook          int             // the most new pages of one look
	Parallel         int             // the most requests at once
	AnyLang          bool
}

// Counts are what a Follower has done since it was made.
type Counts struct {
	Looks, LookFaults, Pages, PageFaults, Unchanged, Found, Bytes atomic.Int64
}

// tick is how long the Follower goes without asking the ledger what is due:
// another process may have added to it.
const tick = time.Second

// A task is a source or a page, by its number.
type task struct {
	source bool
	n      int64
}

// Run follows until ctx ends.
func (f *Follower) Run(ctx context.Context) error {
	f.wake, f.busy, f.held = make(chan struct{}, 1), map[string]bool{}, map[task]bool{}
	if err := f.resume(ctx); err != nil {
		return err
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	slots := make(chan struct{}, f.Parallel)
	for {
		if err := f.start(ctx, &wg, slots); err != nil && ctx.Err() == nil {
			f.Log.Error("what is due cannot be told", "err", err)
		}
		timer := time.NewTimer(f.untilDue(ctx))
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-f.wake:
		}
		timer.Stop()
		if ctx.Err() != nil {
			return nil
		}
	}
}

// untilDue is the time until something more is due, at most tick.
func (f *Follower) untilDue(ctx context.Context) time.Duration {
	now := time.Now()
	next, err := f.Store.NextDue(ctx, now)
	if err != nil || next.IsZero() {
		return tick
	}
	return min(max(next.Sub(now), time.Millisecond), tick)
}

// resume makes pages due again that were queued, where the queue has lost them.
func (f *Follower) resume(ctx context.Context) error {
	for _, s := range []queue.Stream{queue.Pages, queue.Readings} {
		if n, err := f.Queue.Len(ctx, s); err != nil || n > 0 {
			return err
		}
	}
	n, err := f.Store.Requeue(ctx, time.Now())
	if n > 0 {
		f.Log.Warn("the queue is empty; pages are fetched again that were in it", "pages", n)
	}
	return err
}

// nudge lets Run look for what is due without delay.
func (f *Follower) nudge() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// start starts what is due, as far as there are slots: one request to a host at a
// time. What has to wait for its host is due again when its turn may come.
func (f *Follower) start(ctx context.Context, wg *sync.WaitGroup, slots chan struct{}) error {
	free := cap(slots) - len(slots)
	if free == 0 {
		return nil
	}
	now := time.Now()
	sources, err := f.Store.DueSources(ctx, now, 2*cap(slots))
	if err != nil {
		return err
	}
	pages, err := f.Store.DueAddresses(ctx, now, 8*cap(slots))
	if err != nil {
		return err
	}
	run := func(t task, host string, work func(context.Context) error) bool {
		if free == 0 || !f.take(t, host) {
			return false
		}
		free--
		slots <- struct{}{}
		wg.Go(func() {
			defer f.nudge()
			defer func() { <-slots }()
			defer f.give(t, host)
			if err := work(ctx); err != nil && ctx.Err() == nil {
				f.Log.Error("not kept", "host", host, "err", err)
			}
		})
		return true
	}
	for _, s := range sources {
		run(task{true, s.N}, hostOf(s.URL), func(ctx context.Context) error { return f.look(ctx, s) })
	}
	return f.startPages(ctx, pages, run)
}

// startPages starts pages and spreads those of busy hosts over the time to come.
func (f *Follower) startPages(ctx context.Context, pages []store.Address, run func(task, string, func(context.Context) error) bool) error {
	turn := map[string]time.Time{} // when the next page of a host that has to wait may come
	var wait []store.Address
	for _, p := range pages {
		t, host := task{false, p.N}, hostOf(p.URL)
		if f.holds(t) || run(t, host, func(ctx context.Context) error { return f.visit(ctx, p) }) {
			continue
		}
		if !f.occupied(host) {
			continue // no slot; it is the first to get one
		}
		at, ok := turn[host]
		if !ok {
			at = later(time.Now(), f.Web.Free(p.URL))
		}
		at = at.Add(f.Web.Delay(p.URL))
		turn[host] = at
		p.Next = at
		wait = append(wait, p)
	}
	if len(wait) == 0 {
		return nil
	}
	return f.Store.Postpone(ctx, wait...)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func hostOf(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return addr
	}
	return strings.ToLower(u.Host)
}

func (f *Follower) take(t task, host string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held[t] || f.busy[host] {
		return false
	}
	f.held[t], f.busy[host] = true, true
	return true
}

func (f *Follower) give(t task, host string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.held, t)
	delete(f.busy, host)
}

func (f *Follower) holds(t task) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.held[t]
}

func (f *Follower) occupied(host string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.busy[host]
}

// busyUntil is when a host may be asked that said it wants to be left alone.
func busyUntil(err error) (time.Time, bool) {
	var b *fetch.BusyError
	if errors.As(err, &b) {
		return b.Until, true
	}
	return time.Time{}, false
}
