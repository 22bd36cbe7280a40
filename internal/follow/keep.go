package follow

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"chancery/internal/queue"
	"chancery/internal/store"
)

// A Keeper takes readings from the queue and puts them into the ledger. Only then
// does it acknowledge them, and the pages that they were read from.
type Keeper struct {
	Queue queue.Queue
	Store *store.Store
	Log   *slog.Logger
	Kept  func(articles int) // called after new articles were kept; may be nil
}

// maxBatch is how many readings are kept in one transaction, and maxWait how long
// the first of them waits for others.
const (
	maxBatch = 64
	maxWait  = 100 * time.Millisecond
)

// pause is how long the Keeper waits after the ledger refused.
const pause = 2 * time.Second

// Run keeps readings until ctx ends.
func (k *Keeper) Run(ctx context.Context) error {
	in, err := k.Queue.Receive(ctx, queue.Readings, maxBatch)
	if err != nil {
		return err
	}
	defer in.Close()
	for ctx.Err() == nil {
		batch, err := gather(ctx, in)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		if err := k.keep(context.WithoutCancel(ctx), batch); err != nil {
			k.Log.Error("readings not kept", "readings", len(batch), "err", err)
			for _, m := range batch { // they come again
				if err := m.Back(pause); err != nil {
					k.Log.Warn("reading not given back", "err", err)
				}
			}
			sleep(ctx, pause)
		}
	}
	return nil
}

// gather waits for a reading and takes what comes soon after it.
func gather(ctx context.Context, in queue.Receiver) ([]*queue.Message, error) {
	m, err := in.Next(ctx)
	if err != nil {
		return nil, err
	}
	batch := []*queue.Message{m}
	soon, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	for len(batch) < maxBatch {
		m, err := in.Next(soon)
		if err != nil {
			break // what it is will be told by the next wait
		}
		batch = append(batch, m)
	}
	return batch, nil
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// keep puts a batch into the ledger and acknowledges it.
func (k *Keeper) keep(ctx context.Context, batch []*queue.Message) error {
	var items []*store.Item
	var about []store.Address
	var tokens []string
	for _, m := range batch {
		tokens = append(tokens, m.Token)
		r, err := decodeReading(m.Body)
		if err != nil {
			k.Log.Error("message is no reading", "err", err)
			continue
		}
		tokens = append(tokens, r.Token)
		a := store.Address{URL: r.URL, Visits: r.Visit, State: store.PageKept, Content: r.Content, Fault: r.Fault}
		if r.Fault != "" {
			a.State = store.PageRefused
			k.Log.Info("page refused", "url", r.URL, "why", r.Fault)
		}
		if r.Entry != nil {
			it, err := store.NewItem(r.Entry, r.Fetched, r.Coder)
			if err != nil {
				a.State, a.Content, a.Fault = store.PageRefused, "", err.Error()
			} else {
				items = append(items, it)
			}
		}
		about = append(about, a)
	}
	added, err := k.Store.Put(ctx, items...)
	if err == nil {
		err = k.Store.Read(ctx, about...)
	}
	if err != nil {
		return err
	}
	if added > 0 {
		k.Log.Info("articles kept", "new", added, "readings", len(batch))
		if k.Kept != nil {
			k.Kept(added)
		}
	}
	var faults []error
	for _, t := range tokens {
		faults = append(faults, k.Queue.Ack(ctx, t))
	}
	if err := errors.Join(faults...); err != nil {
		k.Log.Warn("not acknowledged", "err", err) // they come again, and are known then
	}
	return nil
}
