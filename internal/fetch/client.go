package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Options are the limits of a Client.
type Options struct {
	Agent     string           // how the client names itself; robots.txt knows it by what stands before the first "/"
	Timeout   time.Duration    // for one request with its redirects, without the wait for its turn
	MaxBytes  int64            // of one answer, on the wire and unpacked
	Redirects int              // the most that are followed
	Delay     time.Duration    // the least time between two requests to one host
	Robots    bool             // keep to robots.txt
	Allow     []netip.Prefix   // private ranges that may be reached
	AllowAt   []netip.AddrPort // single private addresses that may be reached
}

// A Client fetches. It is safe for concurrent use.
type Client struct {
	opts  Options
	http  *http.Client
	hosts hosts
}

// New makes a client.
func New(opts Options) *Client {
	c := &Client{opts: opts, hosts: hosts{delay: opts.Delay, byName: map[string]*host{}}}
	d := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: -1, Control: c.opts.Guard}
	c.http = &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: local(d), TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: opts.Timeout,
			DisableCompression: true, MaxResponseHeaderBytes: 256 << 10, ForceAttemptHTTP2: true,
			MaxIdleConns: 100, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
	}
	return c
}

// local dials names under "localhost" on this machine, as RFC 6761 wants it,
// without asking who knows names.
func local(d *net.Dialer) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(addr); err == nil && strings.HasSuffix(strings.ToLower(host), ".localhost") {
			addr = net.JoinHostPort("127.0.0.1", port)
		}
		return d.DialContext(ctx, network, addr)
	}
}

// Close closes connections that are kept for later requests.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Request is what to fetch.
type Request struct {
	URL            string
	ETag, Modified string // of the answer before; the server may say that it still holds
	Asked          bool   // a person gave the address: robots.txt has no say
	MaxBytes       int64  // instead of the client's, where above 0
	Tail           int64  // only the last bytes, where above 0

	Into    io.Writer     // takes the body as it is on the wire, where not nil; Page has none then
	Timeout time.Duration // instead of the client's, where above 0
}

// A Page is what came back.
type Page struct {
	URL            string // after redirects
	Moved          string // where the address has moved for good; empty where it has not
	Unchanged      bool   // still as ETag or Modified of the request said; there is no Body
	Type           string // media type, in lower case, without parameters
	Charset        string // as the header has it
	Body           []byte
	ETag, Modified string
	Fresh          time.Duration // how long the server says that the answer holds
	Fetched        time.Time
}

// A StatusError is an answer that is neither a page nor a redirect.
type StatusError struct {
	Code int
}

func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("status %d %s", e.Code, http.StatusText(e.Code)))
}

// Gone reports whether err says that there is no such page, or no more.
func Gone(err error) bool {
	var s *StatusError
	return errors.As(err, &s) && (s.Code == http.StatusNotFound || s.Code == http.StatusGone || s.Code == http.StatusUnavailableForLegalReasons)
}

// The reasons why an answer is not taken.
var (
	ErrTooLarge  = errors.New("larger than the limit (fetch.max_bytes)")
	ErrRedirects = errors.New("too many redirects (fetch.redirects)")
	ErrForbidden = errors.New("robots.txt forbids it")
	ErrAddress   = errors.New("not an address of http or https")
)

// Get fetches a page. It waits for the host's turn, for as long as ctx lets it.
func (c *Client) Get(ctx context.Context, r Request) (*Page, error) {
	u, err := parse(r.URL)
	if err != nil {
		return nil, err
	}
	moved, forever := "", true
	for hop := 0; ; hop++ {
		page, to, code, err := c.hop(ctx, u, r)
		switch {
		case err != nil:
			return nil, err
		case page != nil:
			page.Moved = moved
			return page, nil
		case hop == c.opts.Redirects:
			return nil, ErrRedirects
		}
		next, err := u.Parse(to)
		if err == nil {
			u, err = parse(next.String())
		}
		if err != nil {
			return nil, fmt.Errorf("redirect: %w", err)
		}
		u.User = nil
		if forever = forever && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect); forever {
			moved = u.String()
		}
	}
}

func parse(addr string) (*url.URL, error) {
	u, err := url.Parse(addr)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, ErrAddress
	}
	u.Fragment = ""
	return u, nil
}

// hop makes one request, in its host's turn. It returns the page or where the
// server redirects to.
func (c *Client) hop(ctx context.Context, u *url.URL, r Request) (page *Page, to string, code int, err error) {
	h, err := c.hosts.enter(ctx, u)
	if err != nil {
		return nil, "", 0, err
	}
	defer h.leave()
	if c.opts.Robots && !r.Asked {
		if err := c.robots(ctx, h, u); err != nil {
			return nil, "", 0, err
		}
	}
	return c.exchange(ctx, h, u, r)
}

// exchange makes one request.
func (c *Client) exchange(ctx context.Context, h *host, u *url.URL, r Request) (*Page, string, int, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.Timeout, c.opts.Timeout))
	defer cancel()
	req, err := c.request(ctx, u, r)
	if err != nil {
		return nil, "", 0, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, "", 0, plain(err)
	}
	defer resp.Body.Close()
	now := time.Now()
	h.answered(now, resp)
	switch resp.StatusCode {
	case http.StatusOK, http.StatusPartialContent:
	case http.StatusNotModified:
		return &Page{URL: u.String(), Unchanged: true, ETag: cmp.Or(resp.Header.Get("ETag"), r.ETag), Modified: cmp.Or(resp.Header.Get("Last-Modified"), r.Modified), Fresh: freshness(resp.Header), Fetched: now}, "", 0, nil
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if to := resp.Header.Get("Location"); to != "" {
			return nil, to, resp.StatusCode, nil
		}
		fallthrough
	default:
		return nil, "", 0, &StatusError{resp.StatusCode}
	}
	var body []byte
	if limit := cmp.Or(r.MaxBytes, c.opts.MaxBytes); r.Into != nil {
		_, err = io.Copy(r.Into, &limited{resp.Body, limit})
	} else {
		body, err = read(resp, limit, r.Tail)
	}
	if err != nil {
		return nil, "", 0, plain(err)
	}
	media, charset := mediaType(resp.Header.Get("Content-Type"))
	return &Page{URL: u.String(), Type: media, Charset: charset, Body: body, ETag: resp.Header.Get("ETag"), Modified: resp.Header.Get("Last-Modified"), Fresh: freshness(resp.Header), Fetched: now}, "", 0, nil
}

func (c *Client) request(ctx context.Context, u *url.URL, r Request) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, ErrAddress
	}
	req.Header.Set("User-Agent", c.opts.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	req.Header.Set("Accept-Language", "en, *;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.Modified != "" {
		req.Header.Set("If-Modified-Since", r.Modified)
	}
	if r.Tail > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=-%d", r.Tail))
	}
	if r.Tail > 0 || r.Into != nil {
		req.Header.Set("Accept-Encoding", "identity")
	}
	return req, nil
}

// plain is an error of net/http without the method and the address, which who
// asks knows.
func plain(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time (fetch.timeout)")
	}
	return err
}

// freshness is how long a server says that its answer holds.
func freshness(h http.Header) time.Duration {
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && name == "max-age" && n > 0 {
			return min(time.Duration(n)*time.Second, 24*time.Hour)
		}
	}
	return 0
}
