package follow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"chancery/internal/fetch"
	"chancery/internal/queue"
	"chancery/internal/store"
)

// The pauses after faults in a row of one page, before it is given up.
var pagePauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour}

// fullPause is how long a page waits for room in the queue.
const fullPause = 30 * time.Second

// visit fetches a page and puts it on the queue, unless it is as it was.
func (f *Follower) visit(ctx context.Context, a store.Address) error {
	r := fetch.Request{URL: a.URL, Asked: a.Source == 0}
	if a.State == store.PageKept {
		r.ETag, r.Modified = a.ETag, a.Modified
	}
	f.Counts.Pages.Add(1)
	p, err := f.Web.Get(ctx, r)
	switch until, busy := busyUntil(err); {
	case ctx.Err() != nil:
		return nil
	case busy:
		a.Next = until
		return f.Store.Postpone(ctx, a)
	case err != nil:
		f.Counts.PageFaults.Add(1)
		return f.missed(ctx, a, err)
	}
	f.Counts.Bytes.Add(int64(len(p.Body)))
	hash := a.Hash
	if !p.Unchanged {
		sum := sha256.Sum256(p.Body)
		hash = hex.EncodeToString(sum[:])
	}
	same := a.State == store.PageKept && hash == a.Hash
	a.Visits++
	if same {
		f.Counts.Unchanged.Add(1)
	} else if sent, err := f.send(ctx, &a, p); err != nil || !sent {
		return err
	}
	if a.Fetched.IsZero() {
		a.Fetched = p.Fetched
	}
	a.Again, a.Hash, a.ETag, a.Modified, a.Faults, a.Fault = p.Fetched, hash, p.ETag, p.Modified, 0, ""
	a.Next = f.again(&a)
	return f.Store.Fetched(ctx, a)
}

// send puts a page on the queue. Where the queue cannot take it, that is kept and
// sent is false.
func (f *Follower) send(ctx context.Context, a *store.Address, p *fetch.Page) (sent bool, err error) {
	msg := &Page{
		URL: a.URL, Final: p.URL, Seen: a.Seen, Visit: a.Visits, Fetched: p.Fetched, Title: a.Title, Published: a.Published,
		Type: p.Type, Known: a.Content, AnyLang: f.AnyLang, Body: p.UTF8(),
	}
	b, err := msg.encode()
	if err != nil {
		return false, err
	}
	_, err = f.Queue.Send(ctx, queue.Pages, msg.id(), b)
	if err == nil {
		a.State = store.PageQueued
		return true, nil
	}
	if ctx.Err() != nil {
		return false, nil
	}
	a.Visits--
	if errors.Is(err, queue.ErrTooLarge) {
		return false, f.missed(ctx, *a, err)
	}
	a.Next = time.Now().Add(fullPause)
	f.Log.Warn("page waits for the queue", "url", a.URL, "err", err)
	return false, f.Store.Postpone(ctx, *a)
}

// again is when a page is fetched next; zero where it has been often enough.
func (f *Follower) again(a *store.Address) time.Time {
	for _, after := range f.Revisit {
		if at := a.Fetched.Add(after); at.After(a.Again) {
			return at
		}
	}
	return time.Time{}
}

// missed keeps that a page could not be fetched, and when to try again, if ever.
func (f *Follower) missed(ctx context.Context, a store.Address, err error) error {
	a.Fault = err.Error()
	a.Next = time.Time{}
	final := errors.Is(err, fetch.ErrForbidden) || errors.Is(err, fetch.ErrPrivate) || errors.Is(err, fetch.ErrAddress) ||
		errors.Is(err, fetch.ErrTooLarge) || errors.Is(err, queue.ErrTooLarge)
	tries := len(pagePauses)
	if fetch.Gone(err) {
		tries = 2
	}
	switch {
	case final && a.Content == "":
		a.State = store.PageRefused
	case final || a.Faults >= tries:
		a.State = store.PageGone
	default:
		a.Next = time.Now().Add(pagePauses[a.Faults])
	}
	a.Faults++
	f.Log.Debug("page not fetched", "url", a.URL, "err", err, "again", a.Next)
	return f.Store.Fetched(ctx, a)
}
