package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// How long the rules of a host hold, and how long a host is left alone whose
// rules cannot be had; the size that is read of them (RFC 9309, 2.5), and the
// longest delay between requests that they may ask for.
const (
	rulesHold     = 12 * time.Hour
	rulesAgain    = 10 * time.Minute
	rulesBytes    = 512 << 10
	longestCrawl  = 30 * time.Second
	rulesRedirect = 5
)

// rules are those of a host's robots.txt that are meant for us.
type rules struct {
	group *robotstxt.Group // nil where everything is allowed
	until time.Time
	err   error // why they cannot be had
}

// robots asks the host's robots.txt whether an address may be fetched.
func (c *Client) robots(ctx context.Context, h *host, u *url.URL) error {
	if h.rules == nil || time.Now().After(h.rules.until) {
		r, err := c.readRules(ctx, h, u)
		if err != nil {
			return err
		}
		h.rules = r
	}
	switch {
	case h.rules.err != nil:
		return &BusyError{h.name, h.rules.until}
	case h.rules.group != nil && !h.rules.group.Test(u.RequestURI()):
		return ErrForbidden
	}
	return nil
}

func (c *Client) readRules(ctx context.Context, h *host, u *url.URL) (*rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	page, err := c.follow(ctx, h, at)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var status *StatusError
	switch {
	case errors.As(err, &status) && status.Code/100 == 4 && status.Code != http.StatusTooManyRequests:
		return &rules{until: time.Now().Add(rulesHold)}, nil // there are none
	case errors.Is(err, ErrRedirects), errors.Is(err, ErrTooLarge):
		return &rules{until: time.Now().Add(rulesHold)}, nil
	case err != nil:
		return &rules{until: time.Now().Add(rulesAgain), err: err}, nil
	}
	data, err := robotstxt.FromBytes(page.Body)
	if err != nil { // nothing that can be understood is nothing that forbids
		return &rules{until: time.Now().Add(rulesHold)}, nil
	}
	name, _, _ := strings.Cut(c.opts.Agent, "/")
	r := &rules{group: data.FindGroup(name), until: time.Now().Add(rulesHold)}
	if r.group != nil {
		h.mu.Lock()
		h.delay = max(c.opts.Delay, min(r.group.CrawlDelay, longestCrawl))
		h.mu.Unlock()
	}
	return r, nil
}

// follow fetches robots.txt, with redirects, in the turn of its host. Only the
// first request is in that turn: the others are few and small.
func (c *Client) follow(ctx context.Context, h *host, u *url.URL) (*Page, error) {
	for range rulesRedirect + 1 {
		page, to, _, err := c.exchange(ctx, h, u, Request{MaxBytes: rulesBytes})
		if page != nil || err != nil {
			return page, err
		}
		next, err := u.Parse(to)
		if err == nil {
			u, err = parse(next.String())
		}
		if err != nil {
			return nil, ErrRedirects
		}
	}
	return nil, ErrRedirects
}
