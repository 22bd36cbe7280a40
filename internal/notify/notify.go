package notify

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery/internal/store"
	"chancery/internal/watch"
)

// Options say how messages are sent.
type Options struct {
	Secret string         // key that signs webhooks whose alert names no file of its own; empty: unsigned
	Allow  []netip.Prefix // private networks that webhooks may go to
	Mail   MailServer
	Site   string // address of the pages, for links; empty: no links
}

// A sender sends messages that go the same way at the same time. An error for
// which final holds is not tried again.
type sender interface {
	send(ctx context.Context, to store.Channel, list []*store.Delivery) error
}

// A Notifier sends the messages of a ledger.
type Notifier struct {
	store   *store.Store
	log     *slog.Logger
	senders map[string]sender
	now     func() time.Time
	poked   chan struct{}
	sent    func(channel, state string) // counts what became of each try
}

// New returns a Notifier for a ledger that is open for writing.
func New(s *store.Store, o Options, log *slog.Logger) *Notifier {
	return &Notifier{store: s, log: log, now: time.Now, poked: make(chan struct{}, 1), sent: func(string, string) {},
		senders: map[string]sender{watch.Webhook: newHook(o), watch.Mail: &mailer{o.Mail, o.Site}}}
}

// OnTry has f called with what became of each try to send a message.
func (n *Notifier) OnTry(f func(channel, state string)) { n.sent = f }

// Poke says that messages have been queued. It never blocks.
func (n *Notifier) Poke() {
	select {
	case n.poked <- struct{}{}:
	default:
	}
}

const (
	batch    = 200              // messages that are looked at together
	parallel = 8                // messages on their way at once
	lease    = 3 * time.Minute  // for how long a message is claimed
	patience = 30 * time.Second // how long one try may take
	idle     = 30 * time.Second // the longest wait between two looks
	maxTries = 10

	sweep = 6 * time.Hour       // between two clearances of messages that were delivered
	keep  = 30 * 24 * time.Hour // for how long those are kept
)

// Run sends messages when they are due until ctx ends, and lets those that are on
// their way end.
func (n *Notifier) Run(ctx context.Context) error {
	var swept time.Time
	for ctx.Err() == nil {
		if now := n.now(); now.Sub(swept) >= sweep {
			swept = now
			if err := n.store.ForgetDelivered(ctx, now.Add(-keep)); err != nil && ctx.Err() == nil {
				n.log.Error("old messages were not cleared", "err", err)
			}
		}
		sent, err := n.Send(ctx)
		wait := idle
		if err != nil {
			n.log.Error("messages were not sent", "err", err)
		} else if due, err := n.store.NextDelivery(ctx); err == nil && !due.IsZero() {
			wait = max(0, min(idle, due.Sub(n.now())))
		}
		if sent == 0 { // what is due but claimed by another is not asked for all the time
			wait = max(wait, 100*time.Millisecond)
		}
		select {
		case <-ctx.Done():
		case <-n.poked:
		case <-time.After(wait):
		}
	}
	return nil
}

// Send sends the messages that are due now and returns how many it tried.
func (n *Notifier) Send(ctx context.Context) (int, error) {
	due, err := n.store.DueDeliveries(ctx, n.now(), batch)
	if err != nil {
		return 0, err
	}
	var g errgroup.Group
	g.SetLimit(parallel)
	var mu sync.Mutex
	tried := 0
	for _, list := range together(due) {
		g.Go(func() error {
			k, err := n.deliver(ctx, list)
			mu.Lock()
			tried += k
			mu.Unlock()
			return err
		})
	}
	return tried, g.Wait()
}

// together are the messages that go as one: mails to one address.
func together(due []*store.Delivery) [][]*store.Delivery {
	var out [][]*store.Delivery
	at := map[store.Channel]int{}
	for _, d := range due {
		i, ok := at[d.Channel]
		if !ok || d.Channel.Kind != watch.Mail {
			i = len(out)
			out = append(out, nil)
			at[d.Channel] = i
		}
		out[i] = append(out[i], d)
	}
	return out
}

// deliver claims messages, sends them, and notes what became of them.
func (n *Notifier) deliver(ctx context.Context, list []*store.Delivery) (int, error) {
	var claimed []*store.Delivery
	for _, d := range list {
		ok, err := n.store.Claim(ctx, d, n.now().Add(lease))
		if err != nil {
			return 0, err
		}
		if ok {
			claimed = append(claimed, d)
		}
	}
	if len(claimed) == 0 {
		return 0, nil
	}
	// A message on its way is not torn off when the program ends: it has a time of
	// its own.
	try, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := n.try(try, claimed[0].Channel, claimed)
	for _, d := range claimed {
		n.outcome(d, err)
		if err := n.store.Settle(context.WithoutCancel(ctx), d, n.now()); err != nil {
			return len(claimed), err
		}
		n.sent(d.Channel.Kind, d.State)
	}
	return len(claimed), nil
}

func (n *Notifier) try(ctx context.Context, to store.Channel, list []*store.Delivery) error {
	s := n.senders[to.Kind]
	if s == nil {
		return &finalError{errors.New("no way to send by " + to.Kind)}
	}
	return s.send(ctx, to, list)
}

// A finalError is one that another try would not change.
type finalError struct{ error }

func (e *finalError) Unwrap() error { return e.error }

// A laterError says when to try again.
type laterError struct {
	error
	wait time.Duration
}

func (e *laterError) Unwrap() error { return e.error }

// outcome notes what a try came to.
func (n *Notifier) outcome(d *store.Delivery, err error) {
	now := n.now()
	if err == nil {
		d.State, d.Fault = store.SendDelivered, ""
		n.log.Info("told", "alert", d.Firing.Alert, "by", d.Channel.Kind, "delivery", d.N, "tries", d.Tries, "after", now.Sub(d.Firing.At).Round(time.Millisecond))
		return
	}
	d.State, d.Fault, d.Due = store.SendFailed, err.Error(), now.Add(backOff(d.Tries))
	var later *laterError
	if errors.As(err, &later) && later.wait > 0 {
		d.Due = now.Add(min(later.wait, longest))
	}
	if d.Tries >= maxTries || errors.As(err, new(*finalError)) {
		d.State = store.SendDead
	}
	n.log.Warn("not told", "alert", d.Firing.Alert, "by", d.Channel.Kind, "delivery", d.N, "tries", d.Tries, "state", d.State, "err", err)
}

// The waits between tries: the first, and the longest.
const (
	first   = 10 * time.Second
	longest = 6 * time.Hour
)

// backOff is how long to wait after so many tries, give or take a tenth, so that
// messages that failed together do not come back together.
func backOff(tries int) time.Duration {
	d := longest
	if shift := 2 * (tries - 1); shift < 20 {
		d = min(first<<shift, longest)
	}
	return d - d/10 + rand.N(d/5)
}

// Test sends a message through a channel at once, without the ledger.
func (n *Notifier) Test(ctx context.Context, c store.Channel, f *store.Firing) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return n.try(ctx, c, []*store.Delivery{{Channel: c, Firing: f}})
}
