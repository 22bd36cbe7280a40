package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	xterm "golang.org/x/term"
)

const (
	patience = time.Second            // how long work may take before its progress is shown
	redraw   = 200 * time.Millisecond // how often it is shown
)

// A meter shows on a terminal how many articles have been read and for how
// long, once that takes longer than a second. Its methods may be called from
// several goroutines; a nil meter shows nothing.
type meter struct {
	w     io.Writer
	begun time.Time
	stop  chan struct{}
	done  sync.WaitGroup

	mu    sync.Mutex
	read  int
	shown bool // a line of progress stands on the terminal
}

// startMeter begins to count; nil where w is no terminal.
func startMeter(w io.Writer) *meter {
	if !isTerminal(w) {
		return nil
	}
	m := &meter{w: w, begun: time.Now(), stop: make(chan struct{})}
	m.done.Go(m.run)
	return m
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && xterm.IsTerminal(int(f.Fd()))
}

func (m *meter) run() {
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	for {
		select {
		case <-m.stop:
			return
		case now := <-tick.C:
			if now.Sub(m.begun) >= patience {
				m.draw(now)
			}
		}
	}
}

func (m *meter) draw(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shown = true
	fmt.Fprintf(m.w, "\r\x1b[Kchancery: reading, %d done, %s", m.read, now.Sub(m.begun).Round(time.Second))
}

// step counts an article and, where something is to be written about it on the
// same terminal, makes room for that.
func (m *meter) step(written bool) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.read++
	if written {
		m.wipe()
	}
}

func (m *meter) wipe() {
	if m.shown {
		fmt.Fprint(m.w, "\r\x1b[K")
		m.shown = false
	}
}

// end stops the meter and leaves the terminal as it was.
func (m *meter) end() {
	if m == nil {
		return
	}
	close(m.stop)
	m.done.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.wipe()
}
