package watch

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// The kinds of channel.
const (
	Webhook = "webhook"
	Mail    = "mail"
)

// ErrAlert says that an alert is not one that can be kept.
var ErrAlert = errors.New("no alert")

func bad(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrAlert, fmt.Errorf(format, args...))
}

// goodName is what an alert may be called: it stands in addresses.
var goodName = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,63}$`)

// Check refuses an alert that could not be evaluated or told.
func Check(a *store.Alert) error {
	ask, err := answer.Parse(a.Asks)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAlert, err)
	}
	t := &a.Terms
	switch {
	case !goodName.MatchString(a.Name):
		return bad("name %q: want up to 64 letters, digits, dots, dashes", a.Name)
	case strings.HasSuffix(a.Name, ".atom") || strings.HasSuffix(a.Name, ".ics"):
		return bad("name %q: its feeds end so", a.Name)
	case t.Sources < 0:
		return bad("sources: %d, want a number above 0", t.Sources)
	case max(t.Sources, ask.Filter.Sources) > 1 && (ask.Kind == "statements" || ask.Kind == answer.Search):
		return bad("sources: only events, agenda, conditions and demands are told by several")
	}
	if _, _, err := quiet(t.Quiet); err != nil {
		return bad("quiet: %w", err)
	}
	if _, err := time.LoadLocation(t.Zone); err != nil || t.Zone == "Local" {
		return bad("zone: %q is not known", t.Zone)
	}
	for i := range t.Channels {
		if err := checkChannel(&t.Channels[i]); err != nil {
			return err
		}
	}
	return nil
}

func checkChannel(c *store.Channel) error {
	if _, err := clock(c.Digest); c.Digest != "" && err != nil {
		return bad("digest: %w", err)
	}
	switch c.Kind {
	case Webhook:
		u, err := url.Parse(c.To)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
			return bad("webhook %q: want an address of http or https", c.To)
		case c.Digest != "":
			return bad("digest: for mail only")
		}
		return nil
	case Mail:
		a, err := mail.ParseAddress(c.To)
		if err != nil || a.Address != c.To {
			return bad("mail %q: want an address such as desk@example.org", c.To)
		}
		return nil
	}
	return bad("channel %q: want webhook or mail", c.Kind)
}

// clock reads a time of day: the time since midnight.
func clock(s string) (time.Duration, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("%q, want a time of day such as 07:00", s)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}

// quiet reads hours such as 22:00-07:00; both are 0 where there are none.
func quiet(s string) (from, to time.Duration, err error) {
	if s == "" {
		return 0, 0, nil
	}
	a, b, ok := strings.Cut(s, "-")
	if !ok {
		return 0, 0, fmt.Errorf("%q, want hours such as 22:00-07:00", s)
	}
	if from, err = clock(strings.TrimSpace(a)); err != nil {
		return 0, 0, err
	}
	to, err = clock(strings.TrimSpace(b))
	if err == nil && from == to {
		err = fmt.Errorf("%q, which is no time or all of it", s)
	}
	return from, to, err
}

// when is when a message goes out: now, or at the time of the digest, or when the
// quiet hours end, whichever is the last.
func when(t *store.Terms, c *store.Channel, now time.Time, zone *time.Location) time.Time {
	at := now
	if of, err := clock(c.Digest); err == nil {
		at = next(now.In(zone), of)
	}
	from, to, err := quiet(t.Quiet)
	if err != nil || from == to {
		return at
	}
	local := at.In(zone)
	day := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	if inside := from < to && day >= from && day < to || from > to && (day >= from || day < to); inside {
		return next(local, to)
	}
	return at
}

// next is the next time, at or behind now, that the clock on the wall shows of.
// Where the clock is put forward over it, it is the time at which it would stand.
func next(now time.Time, of time.Duration) time.Time {
	y, m, d := now.Date()
	for i := 0; ; i++ {
		if at := time.Date(y, m, d+i, int(of/time.Hour), int(of%time.Hour/time.Minute), 0, 0, now.Location()); !at.Before(now) {
			return at
		}
	}
}
