package queue

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// window is how long ids of messages are remembered.
const window = time.Hour

// A Memory is a Queue in memory.
type Memory struct {
	opts Options

	mu      sync.Mutex
	streams map[Stream]*held
	changed chan struct{} // closed, and made anew, whenever a message may have become due
}

type held struct {
	next int
	msgs []*entry
	ids  map[string]time.Time
}

type entry struct {
	n     int
	body  []byte
	due   time.Time // zero until taken
	tries int
}

// NewMemory makes empty streams.
func NewMemory(opts Options) *Memory {
	m := &Memory{opts: opts, streams: map[Stream]*held{}, changed: make(chan struct{})}
	for _, s := range []Stream{Pages, Readings} {
		m.streams[s] = &held{ids: map[string]time.Time{}}
	}
	return m
}

// Send implements Queue.
func (m *Memory) Send(ctx context.Context, to Stream, id string, body []byte) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h, now := m.streams[to], time.Now()
	if at, ok := h.ids[id]; ok && now.Sub(at) < window {
		return false, nil
	}
	if len(h.msgs) >= m.opts.MaxPages {
		return false, ErrFull
	}
	h.ids[id] = now
	h.next++
	h.msgs = append(h.msgs, &entry{n: h.next, body: slices.Clone(body)})
	m.wake()
	return true, ctx.Err()
}

func (m *Memory) wake() {
	close(m.changed)
	m.changed = make(chan struct{})
}

// Receive implements Queue.
func (m *Memory) Receive(_ context.Context, from Stream, _ int) (Receiver, error) {
	return &memoryReceiver{m, from}, nil
}

type memoryReceiver struct {
	m    *Memory
	from Stream
}

func (r *memoryReceiver) Close() {}

func (r *memoryReceiver) Next(ctx context.Context) (*Message, error) {
	for {
		msg, wait, changed := r.m.take(r.from)
		if msg != nil {
			return msg, nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		case <-timer.C:
		case <-changed:
			timer.Stop()
		}
	}
}

// take takes the first message that is due; where there is none it says how long
// to wait for one and what tells of a new one.
func (m *Memory) take(from Stream) (*Message, time.Duration, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, wait := time.Now(), time.Hour
	for _, e := range m.streams[from].msgs {
		if left := e.due.Sub(now); left > 0 {
			wait = min(wait, left)
			continue
		}
		e.due = now.Add(m.opts.AckWait)
		e.tries++
		return &Message{
			Body: e.body, Token: fmt.Sprintf("%s %d", from, e.n), Tries: e.tries,
			working: func() error { return m.later(e, m.opts.AckWait) },
			back:    func(after time.Duration) error { return m.later(e, after) },
		}, 0, nil
	}
	return nil, wait, m.changed
}

// later lets a message come again after a while.
func (m *Memory) later(e *entry, after time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	e.due = time.Now().Add(after)
	m.wake()
	return nil
}

// Ack implements Queue.
func (m *Memory) Ack(_ context.Context, token string) error {
	name, number, _ := strings.Cut(token, " ")
	n, err := strconv.Atoi(number)
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.streams[Stream(name)]
	if err != nil || h == nil {
		return fmt.Errorf("acknowledging: %q is no token", token)
	}
	if i, ok := slices.BinarySearchFunc(h.msgs, n, func(e *entry, n int) int { return cmp.Compare(e.n, n) }); ok {
		h.msgs = slices.Delete(h.msgs, i, i+1)
	}
	return nil
}

// Len implements Queue.
func (m *Memory) Len(_ context.Context, of Stream) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.streams[of].msgs), nil
}

// Close implements Queue.
func (m *Memory) Close() error { return nil }
