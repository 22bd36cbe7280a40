package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/fetch"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// A Message is the body of a webhook.
type Message struct {
	ID    string       `json:"id"` // of the firing: the same for every try
	Alert string       `json:"alert"`
	Kind  string       `json:"kind"` // new, changed, due, test
	Title string       `json:"title"`
	Why   string       `json:"why"`
	At    time.Time    `json:"at"`
	Link  string       `json:"link,omitempty"`
	Rows  []answer.Row `json:"rows"` // the evidence, the row that fired first
}

// message is a firing as it is sent.
func message(f *store.Firing, site string) Message {
	m := Message{ID: fmt.Sprintf("firing-%d", f.N), Alert: f.Alert, Kind: f.Kind, Why: f.Why, At: f.At}
	var b watch.Body
	if err := json.Unmarshal(f.Body, &b); err == nil {
		m.Title, m.Rows = b.Title, b.Rows
	}
	if m.Rows == nil {
		m.Rows = []answer.Row{}
	}
	if site != "" && f.Row != "" {
		m.Link = strings.TrimRight(site, "/") + "/row/" + url.PathEscape(f.Row)
	}
	return m
}

// A hook sends webhooks.
type hook struct {
	client *http.Client
	secret string
	site   string
}

// ErrPrivate says that the address of a webhook, or one that its name has, is not
// of the public internet.
var ErrPrivate = errors.New("not an address of the public internet (notify.allow lets it through)")

func newHook(o Options) *hook {
	guard := fetch.Options{Allow: o.Allow}
	dial := &net.Dialer{Timeout: 10 * time.Second, Control: guard.Guard}
	return &hook{secret: o.Secret, site: o.Site, client: &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DialContext: dial.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second, MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true},
	}}
}

// Sign is the signature of a body that is sent at a time.
func Sign(secret string, at time.Time, body []byte) string {
	return fmt.Sprintf("t=%d,v1=%s", at.Unix(), hex.EncodeToString(mac(secret, at.Unix(), body)))
}

func mac(secret string, at int64, body []byte) []byte {
	h := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(h, "%d.", at)
	h.Write(body)
	return h.Sum(nil)
}

// Verify reports whether a body has that signature, made with that secret no
// longer ago than tolerance.
func Verify(secret, signature string, body []byte, now time.Time, tolerance time.Duration) bool {
	var at int64
	var sum []byte
	for part := range strings.SplitSeq(signature, ",") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "t":
			at, _ = strconv.ParseInt(value, 10, 64)
		case "v1":
			sum, _ = hex.DecodeString(value)
		}
	}
	age := now.Sub(time.Unix(at, 0))
	return age <= tolerance && age >= -tolerance && hmac.Equal(sum, mac(secret, at, body))
}

func (h *hook) send(ctx context.Context, to store.Channel, list []*store.Delivery) error {
	for _, d := range list { // they are sent one by one
		if err := h.post(ctx, to, d); err != nil {
			return err
		}
	}
	return nil
}

func (h *hook) post(ctx context.Context, to store.Channel, d *store.Delivery) error {
	secret, err := h.key(to)
	if err != nil {
		return err
	}
	m := message(d.Firing, h.site)
	body, err := json.Marshal(m)
	if err != nil {
		return &finalError{err}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.To, bytes.NewReader(body))
	if err != nil {
		return &finalError{err}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Chancery-Webhook/1")
	r.Header.Set("Chancery-Id", m.ID)
	if secret != "" {
		r.Header.Set("Chancery-Signature", Sign(secret, time.Now(), body))
	}
	res, err := h.client.Do(r)
	if errors.Is(err, fetch.ErrPrivate) {
		return &finalError{ErrPrivate}
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)) // so that the connection can be used again
	return judge(res)
}

// key is what signs a webhook: that of its own file, or that of all.
func (h *hook) key(to store.Channel) (string, error) {
	if to.Secret == "" {
		return h.secret, nil
	}
	b, err := os.ReadFile(to.Secret)
	if err != nil {
		return "", fmt.Errorf("secret: %w", err)
	}
	if s := strings.TrimRight(string(b), "\r\n"); s != "" {
		return s, nil
	}
	return "", fmt.Errorf("secret %s: is empty", to.Secret)
}

// judge turns the status of an answer into an error: nil where the message was
// taken, a final one where it never will be.
func judge(res *http.Response) error {
	err := fmt.Errorf("the receiver answered %s", res.Status)
	switch s := res.StatusCode; {
	case s >= 200 && s < 300:
		return nil
	case s == http.StatusGone || s >= 300 && s < 400:
		return &finalError{err}
	case s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable:
		n, _ := strconv.Atoi(res.Header.Get("Retry-After"))
		return &laterError{err, time.Duration(n) * time.Second}
	}
	return err
}
