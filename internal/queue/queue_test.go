package queue_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/internal/queue"
)

// implementations are all that must do what the suite asks.
var implementations = map[string]func(t *testing.T, opts queue.Options) queue.Queue{
	"memory":   func(_ *testing.T, opts queue.Options) queue.Queue { return queue.NewMemory(opts) },
	"embedded": embedded,
	"server": func(t *testing.T, opts queue.Options) queue.Queue {
		n := startNodes(t, 1)
		n[0].start(t)
		t.Cleanup(n[0].kill)
		q, err := queue.Dial(t.Context(), n[0].url(), "", opts)
		if err != nil {
			t.Fatal(err)
		}
		return q
	},
}

func embedded(t *testing.T, opts queue.Options) queue.Queue {
	q, err := queue.Embed(t.Context(), filepath.Join(t.TempDir(), "queue"), opts)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

var bounds = queue.Options{MaxPages: 50, AckWait: time.Second, Replicas: 1}

// TestConformance is what every Queue does.
func TestConformance(t *testing.T) {
	for name, open := range implementations {
		t.Run(name, func(t *testing.T) {
			for _, c := range []struct {
				name string
				test func(t *testing.T, q queue.Queue)
			}{
				{"in order", inOrder},
				{"each id once", onceEach},
				{"not acknowledged comes again", comesAgain},
				{"given back", givenBack},
				{"working", stillWorking},
				{"acknowledged by token, from elsewhere", byToken},
				{"full", fills},
				{"two takers share", shared},
				{"next ends with its context", nextEnds},
				{"streams are apart", apart},
			} {
				t.Run(c.name, func(t *testing.T) {
					q := open(t, bounds)
					t.Cleanup(func() { q.Close() })
					c.test(t, q)
				})
			}
		})
	}
}

func send(t *testing.T, q queue.Queue, to queue.Stream, id string) {
	t.Helper()
	if fresh, err := q.Send(t.Context(), to, id, []byte(id)); err != nil || !fresh {
		t.Fatalf("send %s: %v, %v", id, fresh, err)
	}
}

func receive(t *testing.T, q queue.Queue, from queue.Stream) queue.Receiver {
	t.Helper()
	r, err := q.Receive(t.Context(), from, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func next(t *testing.T, r queue.Receiver, want string) *queue.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	m, err := r.Next(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if string(m.Body) != want {
		t.Fatalf("%q, want %q", m.Body, want)
	}
	return m
}

// nothing checks that no message comes for a while.
func nothing(t *testing.T, r queue.Receiver, wait time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), wait)
	defer cancel()
	if m, err := r.Next(ctx); err == nil {
		t.Fatalf("%q, want nothing", m.Body)
	}
}

func ack(t *testing.T, q queue.Queue, m *queue.Message) {
	t.Helper()
	if err := q.Ack(t.Context(), m.Token); err != nil {
		t.Fatal(err)
	}
}

func length(t *testing.T, q queue.Queue, of queue.Stream, want int) {
	t.Helper()
	if n, err := q.Len(t.Context(), of); err != nil || n != want {
		t.Fatalf("%d in stream %s, want %d; %v", n, of, want, err)
	}
}

func inOrder(t *testing.T, q queue.Queue) {
	for i := range 10 {
		send(t, q, queue.Pages, fmt.Sprint("page ", i))
	}
	length(t, q, queue.Pages, 10)
	r := receive(t, q, queue.Pages)
	for i := range 10 {
		m := next(t, r, fmt.Sprint("page ", i))
		if m.Tries != 1 {
			t.Errorf("%d tries", m.Tries)
		}
		ack(t, q, m)
	}
	length(t, q, queue.Pages, 0)
}

func onceEach(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	for range 2 {
		if fresh, err := q.Send(t.Context(), queue.Pages, "a", []byte("a")); err != nil || fresh {
			t.Fatalf("a second time: %v, %v", fresh, err)
		}
		r := receive(t, q, queue.Pages)
		if n, _ := q.Len(t.Context(), queue.Pages); n == 1 {
			ack(t, q, next(t, r, "a"))
		}
		nothing(t, r, 200*time.Millisecond)
	}
}

func comesAgain(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	r := receive(t, q, queue.Pages)
	first := next(t, r, "a")
	second := next(t, r, "a")
	if second.Tries != 2 {
		t.Errorf("%d tries, want 2", second.Tries)
	}
	ack(t, q, first) // the first taker was only slow
	nothing(t, r, 1500*time.Millisecond)
	length(t, q, queue.Pages, 0)
}

func givenBack(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	r := receive(t, q, queue.Pages)
	if err := next(t, r, "a").Back(100 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if m := next(t, r, "a"); m.Tries != 2 {
		t.Errorf("%d tries, want 2", m.Tries)
	}
}

func stillWorking(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	r := receive(t, q, queue.Pages)
	m := next(t, r, "a")
	for range 4 {
		nothing(t, r, 500*time.Millisecond)
		if err := m.Working(); err != nil {
			t.Fatal(err)
		}
	}
	ack(t, q, m)
}

func byToken(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	m := next(t, receive(t, q, queue.Pages), "a")
	token := strings.Clone(m.Token)
	for range 2 { // twice does no harm
		if err := q.Ack(t.Context(), token); err != nil {
			t.Fatal(err)
		}
	}
	length(t, q, queue.Pages, 0)
}

func fills(t *testing.T, q queue.Queue) {
	for i := range bounds.MaxPages {
		send(t, q, queue.Pages, fmt.Sprint(i))
	}
	if _, err := q.Send(t.Context(), queue.Pages, "more", nil); !errors.Is(err, queue.ErrFull) {
		t.Fatalf("%v, want %v", err, queue.ErrFull)
	}
	ack(t, q, next(t, receive(t, q, queue.Pages), "0"))
	send(t, q, queue.Pages, "more")
}

func shared(t *testing.T, q queue.Queue) {
	const n = 40
	for i := range n {
		send(t, q, queue.Pages, fmt.Sprint(i))
	}
	var mu sync.Mutex
	seen := map[string]int{}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	for range 2 {
		r := receive(t, q, queue.Pages)
		wg.Go(func() {
			for {
				m, err := r.Next(ctx)
				if err != nil {
					return
				}
				if err := q.Ack(ctx, m.Token); err != nil {
					t.Error(err)
				}
				mu.Lock()
				seen[string(m.Body)]++
				if len(seen) == n {
					cancel()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for id, k := range seen {
		if k != 1 {
			t.Errorf("%s came %d times", id, k)
		}
	}
	if len(seen) != n {
		t.Errorf("%d messages, want %d", len(seen), n)
	}
}

func nextEnds(t *testing.T, q queue.Queue) {
	ctx, cancel := context.WithCancel(t.Context())
	r := receive(t, q, queue.Readings)
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := r.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

func apart(t *testing.T, q queue.Queue) {
	send(t, q, queue.Pages, "a")
	send(t, q, queue.Readings, "a")
	ack(t, q, next(t, receive(t, q, queue.Readings), "a"))
	length(t, q, queue.Pages, 1)
	length(t, q, queue.Readings, 0)
}

// What was sent and not acknowledged is there after the process is.
func TestEmbeddedKeeps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "queue")
	for round := range 2 {
		q, err := queue.Embed(t.Context(), dir, bounds)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := queue.Embed(t.Context(), dir, bounds); !errors.Is(err, queue.ErrInUse) {
			t.Errorf("a second time: %v, want %v", err, queue.ErrInUse)
		}
		if round == 0 {
			send(t, q, queue.Pages, "a")
			send(t, q, queue.Pages, "b")
			ack(t, q, next(t, receive(t, q, queue.Pages), "a"))
		} else {
			ack(t, q, next(t, receive(t, q, queue.Pages), "b"))
			if fresh, err := q.Send(t.Context(), queue.Pages, "b", nil); err != nil || fresh {
				t.Errorf("an id from before: %v, %v", fresh, err)
			}
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	q := embedded(t, bounds)
	defer q.Close()
	if _, err := q.Send(t.Context(), queue.Pages, "big", make([]byte, 33<<20)); !errors.Is(err, queue.ErrTooLarge) {
		t.Errorf("%v, want %v", err, queue.ErrTooLarge)
	}
}

func TestNoServer(t *testing.T) {
	if _, err := queue.Dial(t.Context(), "nats://user:secret@127.0.0.1:1", "", bounds); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v", err)
	}
}
