package follow

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
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
	busy map[string]bool // sites that something is being fetched from
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

// batch is how many pages of one site are fetched before others get its slot.
const batch = 8

// Run follows until ctx ends.
func (f *Follower) Run(ctx context.Context) error {
	f.wake, f.busy = make(chan struct{}, 1), map[string]bool{}
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

// work is what is due of one site, in the order in which it is done.
type work struct {
	site  string
	tasks []func(context.Context) error
	pages int
}

// start starts what is due, site by site, as far as there are slots.
func (f *Follower) start(ctx context.Context, wg *sync.WaitGroup, slots chan struct{}) error {
	for len(slots) < cap(slots) {
		due, err := f.due(ctx)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, w := range due[:min(len(due), cap(slots)-len(slots))] {
			slots <- struct{}{}
			f.setBusy(w.site, true)
			wg.Go(func() {
				defer f.nudge()
				defer func() { <-slots }()
				defer f.setBusy(w.site, false)
				f.do(ctx, w)
			})
		}
	}
	return nil
}

// due is what may be started, of sites that nothing is being fetched from.
func (f *Follower) due(ctx context.Context) ([]*work, error) {
	now, busy := time.Now(), f.busySites()
	sources, err := f.Store.DueSources(ctx, now, 2*f.Parallel, busy...)
	if err != nil {
		return nil, err
	}
	pages, err := f.Store.DueAddresses(ctx, now, batch*f.Parallel, busy...)
	if err != nil {
		return nil, err
	}
	var out []*work
	at := map[string]*work{}
	of := func(url string) *work {
		site := store.Site(url)
		if at[site] == nil {
			at[site] = &work{site: site}
			out = append(out, at[site])
		}
		return at[site]
	}
	for _, s := range sources {
		w := of(s.URL)
		w.tasks = append(w.tasks, func(ctx context.Context) error { return f.look(ctx, s) })
	}
	for _, p := range pages {
		if w := of(p.URL); w.pages < batch {
			w.pages++
			w.tasks = append(w.tasks, func(ctx context.Context) error { return f.visit(ctx, p) })
		}
	}
	return out, nil
}

// do does what is due of a site, one after the other. Where the ledger cannot be
// written it pauses, so as not to fetch for nothing again and again.
func (f *Follower) do(ctx context.Context, w *work) {
	for _, task := range w.tasks {
		if ctx.Err() != nil {
			return
		}
		if err := task(ctx); err != nil && ctx.Err() == nil {
			f.Log.Error("what was fetched is not kept", "site", w.site, "err", err)
			sleep(ctx, pause)
			return
		}
	}
}

func (f *Follower) setBusy(site string, busy bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if busy {
		f.busy[site] = true
	} else {
		delete(f.busy, site)
	}
}

func (f *Follower) busySites() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Collect(maps.Keys(f.busy))
}

// busyUntil is when a host may be asked that said it wants to be left alone.
func busyUntil(err error) (time.Time, bool) {
	var b *fetch.BusyError
	if errors.As(err, &b) {
		return b.Until, true
	}
	return time.Time{}, false
}
