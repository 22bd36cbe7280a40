package main

import (
	"time"

	"chancery/bench/clock"
)

// A stopwatch adds up how long keeping takes, by the wall and by the processor.
type stopwatch struct {
	n               int
	wall, processor time.Duration
	at              time.Time
	from            time.Duration
}

func newStopwatch() *stopwatch { return &stopwatch{} }

func (t *stopwatch) start() { t.at, t.from = time.Now(), clock.Processor() }

func (t *stopwatch) stop(n int) {
	t.n += n
	t.wall += time.Since(t.at)
	t.processor += clock.Processor() - t.from
}

func (t *stopwatch) rate() float64 { return float64(t.n) / t.wall.Seconds() }

func (t *stopwatch) busy() float64 {
	return float64(t.processor.Microseconds()) / 1000 / float64(max(1, t.n))
}
