package web

import (
	"sync"
	"time"
)

// A cache keeps sums for a few seconds, so that many readers of one page cost one
// query. Who asks while a sum is made waits for it.
type cache struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]*kept
}

type kept struct {
	once  sync.Once
	made  time.Time
	value any
	err   error
}

// keep is how long a sum is kept.
const keep = 3 * time.Second

// most is how many sums are kept.
const most = 512

func newCache(now func() time.Time) *cache { return &cache{now: now, kept: map[string]*kept{}} }

// cached is what f gives, or gave under that key a moment ago.
func cached[T any](c *cache, key string, f func() (T, error)) (T, error) {
	c.mu.Lock()
	now := c.now()
	k := c.kept[key]
	if k == nil || now.Sub(k.made) > keep {
		if len(c.kept) >= most {
			clear(c.kept)
		}
		k = &kept{made: now}
		c.kept[key] = k
	}
	c.mu.Unlock()
	k.once.Do(func() { k.value, k.err = f() })
	if k.err != nil {
		c.mu.Lock()
		if c.kept[key] == k {
			delete(c.kept, key)
		}
		c.mu.Unlock()
	}
	v, _ := k.value.(T)
	return v, k.err
}

// forget throws away all that is kept: something has been changed.
func (c *cache) forget() {
	c.mu.Lock()
	clear(c.kept)
	c.mu.Unlock()
}
