package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How long a host is left alone that says it is busy and not for how long: twice
// as long each time. What it says itself is believed up to longest.
const (
	firstPause = time.Minute
	longest    = 24 * time.Hour
	shortWait  = 15 * time.Second // how long Get waits for a host's turn to come
)

// A BusyError says that a host is not to be asked before a time.
type BusyError struct {
	Host  string
	Until time.Time
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s wants to be left alone until %s", e.Host, e.Until.UTC().Format(time.RFC3339))
}

// hosts keep the pace of requests to each host.
type hosts struct {
	delay time.Duration

	mu     sync.Mutex
	byName map[string]*host
}

// A host is one host and port, and whoever holds its turn.
type host struct {
	name string
	turn chan struct{} // holds one value while nobody has the turn

	mu    sync.Mutex
	next  time.Time     // when it may be asked again
	delay time.Duration // between two requests
	busy  int           // times in a row that it said so
	used  time.Time
	rules *rules // of its robots.txt; under the turn
}

// enter waits for the host's turn. It does not wait where the host is to be left
// alone for long.
func (x *hosts) enter(ctx context.Context, u *url.URL) (*host, error) {
	h := x.of(u)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	wait := time.Until(h.free())
	if wait > shortWait {
		h.turn <- struct{}{}
		return nil, &BusyError{h.name, h.free()}
	}
	if wait > 0 {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			h.turn <- struct{}{}
			return nil, ctx.Err()
		}
	}
	return h, nil
}

// tooMany is how many hosts are remembered before those are forgotten that have
// not been asked for an hour.
const tooMany = 5000

func (x *hosts) of(u *url.URL) *host {
	x.mu.Lock()
	defer x.mu.Unlock()
	name := strings.ToLower(u.Host)
	h, now := x.byName[name], time.Now()
	if h == nil {
		if len(x.byName) >= tooMany {
			x.forget(now)
		}
		h = &host{name: name, delay: x.delay, turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		x.byName[name] = h
	}
	h.mu.Lock()
	h.used = now
	h.mu.Unlock()
	return h
}

func (x *hosts) forget(now time.Time) {
	for name, h := range x.byName {
		h.mu.Lock()
		if now.Sub(h.used) > time.Hour && h.next.Before(now) {
			delete(x.byName, name)
		}
		h.mu.Unlock()
	}
}

func (h *host) free() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.next
}

// leave gives up the turn; the next request may come after the delay.
func (h *host) leave() {
	h.mu.Lock()
	if next := time.Now().Add(h.delay); next.After(h.next) {
		h.next = next
	}
	h.mu.Unlock()
	h.turn <- struct{}{}
}

// answered takes notice of a host that says it is busy.
func (h *host) answered(now time.Time, resp *http.Response) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		h.busy = 0
		return
	}
	pause := retryAfter(resp.Header, now)
	if pause <= 0 {
		pause = firstPause << min(h.busy, 6)
	}
	h.busy++
	h.next = now.Add(min(pause, longest))
}

// retryAfter is what the header of that name says, in seconds or as a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(min(max(n, 0), int(longest/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(v); err == nil {
		return at.Sub(now)
	}
	return 0
}
