package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"
)

// check refuses values that have no meaning, all together.
func (c *Config) check() error {
	var faults []error
	fault := func(key, want string) {
		faults = append(faults, fmt.Errorf("%s = %s (%s): want %s", key, format(c.field(key).value), c.Origin(key), want))
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		fault("listen", "an address and a port, such as 127.0.0.1:7878")
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		fault("log.level", "debug, info, warn or error")
	}
	if c.Log.Format != "text" && c.Log.Format != "json" {
		fault("log.format", "text or json")
	}
	if _, err := c.Allowed(); err != nil {
		fault("fetch.allow", "address ranges, such as 10.1.0.0/16")
	}
	for key, n := range map[string]int64{
		"fetch.max_bytes": c.Fetch.MaxBytes, "fetch.parallel": int64(c.Fetch.Parallel), "fetch.timeout": int64(c.Fetch.Timeout),
		"follow.fastest": int64(c.Follow.Fastest), "follow.per_look": int64(c.Follow.PerLook),
		"queue.max_pages": int64(c.Queue.MaxPages), "queue.ack_wait": int64(c.Queue.AckWait), "queue.replicas": int64(c.Queue.Replicas),
	} {
		if n <= 0 {
			fault(key, "more than 0")
		}
	}
	for key, n := range map[string]int{"fetch.redirects": c.Fetch.Redirects, "queue.readers": c.Queue.Readers} {
		if n < 0 {
			fault(key, "0 or more")
		}
	}
	if !queueName.MatchString(c.Queue.Name) {
		fault("queue.name", "letters, digits, _ and -")
	}
	if c.Follow.Slowest < c.Follow.Fastest {
		fault("follow.slowest", "no less than follow.fastest")
	}
	if !slices.IsSortedFunc(c.Follow.Revisit, func(a, b time.Duration) int { return int(a/time.Second) - int(b/time.Second) }) {
		fault("follow.revisit", "times in their order")
	}
	c.checkTell(fault)
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(faults...)
}

var queueName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// Allowed are the private address ranges that may be fetched.
func (c *Config) Allowed() ([]netip.Prefix, error) {
	return Prefixes(c.Fetch.Allow)
}
