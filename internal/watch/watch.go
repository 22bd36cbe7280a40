package watch

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"chancery/internal/store"
)

// every is how often the ledger is looked at without being poked: another process
// may have stored something. It costs one look at the end of a table.
const every = time.Second

// A Watch evaluates the alerts of a ledger.
type Watch struct {
	store *store.Store
	log   *slog.Logger
	now   func() time.Time
	poked chan struct{}

	mu       sync.Mutex
	watchers map[chan struct{}]bool
	seen     int64     // number of the last report that all alerts have looked at
	minute   time.Time // when dues were last looked for
	failed   string    // the last error that was logged
}

// New returns a Watch of a ledger that is open for writing.
func New(s *store.Store, log *slog.Logger) *Watch {
	return &Watch{store: s, log: log, now: time.Now, poked: make(chan struct{}, 1), watchers: map[chan struct{}]bool{}, seen: -1}
}

// Poke says that something was stored. It never blocks.
func (w *Watch) Poke() {
	select {
	case w.poked <- struct{}{}:
	default:
	}
}

// Listen returns a channel that gets a value when reports or firings have come,
// until stop is called. A listener that is slow misses values, never the last one.
func (w *Watch) Listen() (came <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	w.mu.Lock()
	w.watchers[c] = true
	w.mu.Unlock()
	return c, func() {
		w.mu.Lock()
		delete(w.watchers, c)
		w.mu.Unlock()
	}
}

func (w *Watch) tellListeners() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Run looks at what is stored until ctx ends. What cannot be looked at now is
// looked at later; the fault is logged once.
func (w *Watch) Run(ctx context.Context) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := w.Look(ctx); ctx.Err() == nil && err != nil && err.Error() != w.failed {
			w.failed = err.Error()
			w.log.Error("alerts were not looked at", "err", err)
		} else if err == nil {
			w.failed = ""
		}
		select {
		case <-ctx.Done():
			return nil
		case <-w.poked:
		case <-tick.C:
		}
	}
}

// Look looks at the reports that came since it last did, and, once a minute, for
// what falls due.
func (w *Watch) Look(ctx context.Context) error {
	last, err := w.store.LastReport(ctx)
	if err != nil {
		return err
	}
	now := w.now()
	due := now.Sub(w.minute) >= time.Minute
	if last == w.seen && !due {
		return nil
	}
	alerts, err := w.store.Alerts(ctx)
	if err != nil {
		return err
	}
	fired := 0
	for _, a := range alerts {
		n, err := w.look(ctx, a, last, now)
		if err != nil {
			return err
		}
		fired += n
	}
	if last != w.seen || fired > 0 {
		w.tellListeners()
	}
	w.seen = last
	if due {
		w.minute = now
	}
	return nil
}

// look brings one alert up to the report with the number last, and to today, and
// returns how often it fired. A filter that cannot be read, of a newer program
// perhaps, is passed over.
func (w *Watch) look(ctx context.Context, a *store.Alert, last int64, now time.Time) (fired int, err error) {
	e, err := newEvaluation(w.store, a, now)
	if err != nil {
		w.log.Error("alert cannot be evaluated", "alert", a.Name, "err", err)
		return 0, nil
	}
	if a.Seen > last { // reports were removed
		a.Seen = last
	}
	for a.Seen < last {
		to := min(last, a.Seen+chunk)
		found, err := e.new(ctx, a.Seen, to)
		if err != nil {
			return fired, err
		}
		n, err := w.fire(ctx, a, found, to, "")
		if fired += n; err != nil {
			return fired, err
		}
	}
	day := now.In(e.zone).Format(time.DateOnly)
	if !a.Terms.Due || a.Day >= day {
		return fired, nil
	}
	found, err := e.due(ctx, day)
	if err != nil {
		return fired, err
	}
	n, err := w.fire(ctx, a, found, a.Seen, day)
	return fired + n, err
}

// chunk is how many report numbers an alert looks at in one transaction.
const chunk = 5000

func (w *Watch) fire(ctx context.Context, a *store.Alert, found []store.Firing, seen int64, day string) (int, error) {
	told, err := w.store.Fire(ctx, a, found, seen, day)
	for _, f := range told {
		w.log.Info("alert", "alert", f.Alert, "kind", f.Kind, "row", f.Row, "why", f.Why)
	}
	return len(told), err
}
