package auth

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A Limiter gives each of many askers a rate of his own. It forgets those of whom
// it has not heard for long, so its size is bounded by how many come in that time,
// and at most by Most.
type Limiter struct {
	Rate  rate.Limit // per second
	Burst int
	Most  int // askers that are remembered; 0 is 65,536

	mu    sync.Mutex
	all   map[string]*limited
	swept time.Time
}

type limited struct {
	rate.Limiter
	last time.Time
}

// Take takes one from what the asker may have; where nothing is left it takes
// nothing and returns how long he has to wait.
func (l *Limiter) Take(asker string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	x := l.all[asker]
	if x == nil {
		x = &limited{Limiter: *rate.NewLimiter(l.Rate, l.Burst)}
		l.all[asker] = x
	}
	x.last = now
	r := x.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return wait
	}
	return 0
}

// sweep forgets whoever has all of his allowance back.
func (l *Limiter) sweep(now time.Time) {
	most := l.Most
	if most == 0 {
		most = 1 << 16
	}
	full := time.Duration(float64(l.Burst)/float64(l.Rate)*float64(time.Second)) + time.Second
	if l.all == nil || len(l.all) >= most {
		l.all = map[string]*limited{}
	}
	if now.Sub(l.swept) < full {
		return
	}
	l.swept = now
	for k, x := range l.all {
		if now.Sub(x.last) >= full {
			delete(l.all, k)
		}
	}
}
