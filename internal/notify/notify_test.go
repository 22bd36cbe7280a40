package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"mime/quotedprintable"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/watch"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

var quietLog = slog.New(slog.DiscardHandler)

// fired is a ledger with an alert that has fired so often, each with a message for
// each of the channels.
func fired(t *testing.T, times int, channels ...store.Channel) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a := &store.Alert{Name: "north-sea", Asks: "events", Terms: store.Terms{Channels: channels}}
	if err := s.AddAlert(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if a, err = s.Alert(t.Context(), a.Name); err != nil {
		t.Fatal(err)
	}
	var list []store.Firing
	for i := range times {
		body, err := json.Marshal(watch.Body{Title: fmt.Sprintf("Iceland → United Kingdom: THREATEN, Seyðisfjörður %d", i), Rows: []answer.Row{{Evidence: "“No trawler\r\nleaves Seyðisfjörður.”", Article: answer.Article{Source: "Meridian Wire", URL: "https://wire.example/1"}}}})
		if err != nil {
			t.Fatal(err)
		}
		f := store.Firing{Kind: "new", Row: fmt.Sprintf("row%d", i), Evidence: fmt.Sprint(i), Why: "New in the ledger.", Body: body, At: time.Now()}
		for _, c := range channels {
			f.Send = append(f.Send, store.Send{Channel: c, Due: time.Now()})
		}
		list = append(list, f)
	}
	if _, err := s.Fire(t.Context(), a, list, 0, ""); err != nil {
		t.Fatal(err)
	}
	return s
}

// states are how many messages are in each state, as "delivered:2 dead:1".
func states(t *testing.T, s *store.Store) string {
	t.Helper()
	counts, err := s.DeliveryCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, state := range []string{store.SendQueued, store.SendDelivered, store.SendFailed, store.SendDead} {
		if counts[state] > 0 {
			out = append(out, fmt.Sprintf("%s:%d", state, counts[state]))
		}
	}
	return strings.Join(out, " ")
}

// A receiver takes webhooks.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	header http.Header // to answer with
	got    []*http.Request
	bodies [][]byte
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{status: 200, header: http.Header{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		b, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got, r.bodies = append(r.got, q), append(r.bodies, b)
		for k, v := range r.header {
			w.Header()[k] = v
		}
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

func TestWebhook(t *testing.T) {
	r := newReceiver(t)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("its own key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := fired(t, 1, store.Channel{Kind: watch.Webhook, To: r.URL + "/a"}, store.Channel{Kind: watch.Webhook, To: r.URL + "/b", Secret: secret})
	n := New(s, Options{Secret: "key of all", Allow: loopback, Site: "https://desk.example/"}, quietLog)
	if k, err := n.Send(t.Context()); k != 2 || err != nil {
		t.Fatal(k, err)
	}
	if got := states(t, s); got != "delivered:2" {
		t.Fatal(got)
	}
	for i, q := range r.got {
		key := map[string]string{"/a": "key of all", "/b": "its own key"}[q.URL.Path]
		sig := q.Header.Get("Chancery-Signature")
		if !Verify(key, sig, r.bodies[i], time.Now(), time.Minute) {
			t.Errorf("%s: signature %q", q.URL, sig)
		}
		if Verify("another key", sig, r.bodies[i], time.Now(), time.Minute) || Verify(key, sig, append(r.bodies[i], ' '), time.Now(), time.Minute) || Verify(key, sig, r.bodies[i], time.Now().Add(2*time.Minute), time.Minute) {
			t.Errorf("%s: another key, another body or another time pass", q.URL)
		}
		var m Message
		if err := json.Unmarshal(r.bodies[i], &m); err != nil || m.Alert != "north-sea" || m.Kind != "new" || m.Link != "https://desk.example/row/row0" || len(m.Rows) != 1 || m.Rows[0].Article.URL == "" || m.ID != q.Header.Get("Chancery-Id") || m.Why == "" {
			t.Errorf("%v: %s", err, r.bodies[i])
		}
	}
	if k, err := n.Send(t.Context()); k != 0 || err != nil {
		t.Errorf("sent again: %d, %v", k, err)
	}
}

func TestWebhookOutcomes(t *testing.T) {
	for _, tt := range []struct {
		status int
		header http.Header
		want   string
		wait   time.Duration // until the next try, about
	}{
		{200, nil, "delivered:1", 0},
		{204, nil, "delivered:1", 0},
		{500, nil, "failed:1", 10 * time.Second},
		{404, nil, "failed:1", 10 * time.Second},
		{429, http.Header{"Retry-After": {"90"}}, "failed:1", 90 * time.Second},
		{503, http.Header{"Retry-After": {"soon"}}, "failed:1", 10 * time.Second},
		{503, http.Header{"Retry-After": {"99999999"}}, "failed:1", 6 * time.Hour},
		{410, nil, "dead:1", 0},
		{302, http.Header{"Location": {"http://192.0.2.1/"}}, "dead:1", 0},
	} {
		t.Run(fmt.Sprint(tt.status, tt.header), func(t *testing.T) {
			r := newReceiver(t)
			r.status = tt.status
			for k, v := range tt.header {
				r.header[k] = v
			}
			s := fired(t, 1, store.Channel{Kind: watch.Webhook, To: r.URL})
			if _, err := New(s, Options{Allow: loopback}, quietLog).Send(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := states(t, s); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			due, err := s.NextDelivery(t.Context())
			if wait := time.Until(due); err != nil || tt.wait > 0 && (wait < tt.wait*8/10 || wait > tt.wait*12/10) {
				t.Errorf("tried again in %v, want about %v; %v", wait, tt.wait, err)
			}
			if r.got[0].Header.Get("Chancery-Signature") != "" {
				t.Error("signed without a key")
			}
		})
	}
}

func TestPrivateRefused(t *testing.T) {
	r := newReceiver(t)
	for _, to := range []string{r.URL, strings.Replace(r.URL, "127.0.0.1", "localhost", 1), strings.Replace(r.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1), "http://169.254.169.254/latest/", "http://[::1]:1/", "http://10.0.0.1/"} {
		s := fired(t, 1, store.Channel{Kind: watch.Webhook, To: to})
		if _, err := New(s, Options{}, quietLog).Send(t.Context()); err != nil {
			t.Fatal(err)
		}
		dead, err := s.Deliveries(t.Context(), store.SendDead, 0, 10)
		if err != nil || len(dead) != 1 || !strings.Contains(dead[0].Fault, "notify.allow") {
			t.Errorf("%s: %v, %v", to, dead, err)
		}
	}
	if len(r.got) > 0 {
		t.Errorf("%d requests came through", len(r.got))
	}
}

// A faulty sender fails so often.
type faulty struct {
	times int
	at    []time.Time
}

func (f *faulty) send(context.Context, store.Channel, []*store.Delivery) error {
	f.at = append(f.at, time.Now())
	if len(f.at) <= f.times {
		return errors.New("nobody there")
	}
	return nil
}

func TestBackOff(t *testing.T) {
	for _, tt := range []struct {
		name  string
		times int
		want  string
		tries int
	}{{"at last", 4, "delivered:1", 5}, {"never", 1000, "dead:1", maxTries}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := fired(t, 1, store.Channel{Kind: watch.Webhook, To: "https://desk.example"})
				f := &faulty{times: tt.times}
				n := New(s, Options{}, quietLog)
				n.senders[watch.Webhook] = f
				var states []string
				n.OnTry(func(channel, state string) { states = append(states, state) })
				ctx, cancel := context.WithCancel(t.Context())
				var run sync.WaitGroup
				run.Go(func() { n.Run(ctx) })
				time.Sleep(30 * time.Hour)
				cancel()
				run.Wait()
				if len(f.at) != tt.tries || len(states) != tt.tries {
					t.Fatalf("%d tries (%v), want %d", len(f.at), states, tt.tries)
				}
				want := first
				for i := 1; i < len(f.at); i++ {
					got := f.at[i].Sub(f.at[i-1])
					if got < want*9/10 || got > want*11/10+idle {
						t.Errorf("try %d after %v, want about %v", i+1, got, want)
					}
					want = min(4*want, longest)
				}
				counts, err := s.DeliveryCounts(t.Context())
				if err != nil || counts[strings.Split(tt.want, ":")[0]] != 1 {
					t.Errorf("%v, want %s", counts, tt.want)
				}
				if tt.times > maxTries {
					revive(t, s, n, f)
				}
			})
		})
	}
}

// revive queues the dead message again, which now gets through.
func revive(t *testing.T, s *store.Store, n *Notifier, f *faulty) {
	if k, err := s.Revive(t.Context(), 0, time.Now()); k != 1 || err != nil {
		t.Fatal(k, err)
	}
	f.times = 0
	if _, err := n.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c, err := s.DeliveryCounts(t.Context()); err != nil || c[store.SendDelivered] != 1 {
		t.Errorf("revived: %v, %v", c, err)
	}
}

// TestClaimed: two processes on one ledger send each message once; what one claims
// and never sends is sent by the other when its time is over.
func TestClaimed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := fired(t, 3, store.Channel{Kind: watch.Webhook, To: "https://desk.example"})
		due, err := s.DueDeliveries(t.Context(), time.Now(), 10)
		if err != nil || len(due) != 3 {
			t.Fatal(due, err)
		}
		if ok, err := s.Claim(t.Context(), due[0], time.Now().Add(lease)); !ok || err != nil {
			t.Fatal(ok, err)
		}
		f := &faulty{}
		n := New(s, Options{}, quietLog)
		n.senders[watch.Webhook] = f
		if _, err := n.Send(t.Context()); err != nil || len(f.at) != 2 {
			t.Fatalf("%d sent, %v, want the 2 that are free", len(f.at), err)
		}
		time.Sleep(lease + time.Second)
		if _, err := n.Send(t.Context()); err != nil || len(f.at) != 3 {
			t.Fatalf("%d sent, %v, want the third too", len(f.at), err)
		}
	})
}

func TestMail(t *testing.T) {
	for _, tt := range []struct {
		name     string
		tls      bool
		login    string
		server   MailServer
		refuse   map[string]string
		want     string
		fault    string
		overTLS  bool
		messages int
	}{
		{name: "over TLS, signed in", tls: true, login: "desk pass word", server: MailServer{User: "desk", Password: "pass word"}, want: "delivered:1", overTLS: true},
		{name: "wrong password", tls: true, login: "desk pass word", server: MailServer{User: "desk", Password: "guess"}, want: "dead:1", fault: "who are you"},
		{name: "no TLS", server: MailServer{}, want: "failed:1", fault: "mail.plain"},
		{name: "no TLS, as told", server: MailServer{Plain: true}, want: "delivered:1"},
		{name: "no such box", server: MailServer{Plain: true}, refuse: map[string]string{"RCPT": "550 no such box"}, want: "dead:1", fault: "no such box"},
		{name: "busy", server: MailServer{Plain: true}, refuse: map[string]string{"DATA": "451 later"}, want: "failed:1", fault: "later"},
		{name: "several are one mail", server: MailServer{Plain: true}, want: "delivered:3", messages: 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			box, pool := newLetterbox(t, tt.tls)
			box.login = tt.login
			for k, v := range tt.refuse {
				box.refuse[k] = v
			}
			tt.server.Addr, tt.server.From, tt.server.TLS = box.Addr().String(), "chancery@desk.example", &tls.Config{RootCAs: pool}
			s := fired(t, max(1, tt.messages), store.Channel{Kind: watch.Mail, To: "jd@desk.example"})
			if _, err := New(s, Options{Mail: tt.server}, quietLog).Send(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := states(t, s); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			list, err := s.Deliveries(t.Context(), "", 0, 10)
			if err != nil || !strings.Contains(list[0].Fault, tt.fault) {
				t.Errorf("fault %q, %v, want %q", list[0].Fault, err, tt.fault)
			}
			if !strings.HasPrefix(tt.want, "delivered") {
				return
			}
			got := box.all()
			if len(got) != 1 || got[0].to != "jd@desk.example" || got[0].from != "chancery@desk.example" || got[0].tls != tt.overTLS {
				t.Fatalf("%+v", got)
			}
			readMail(t, got[0].text, max(1, tt.messages))
		})
	}
}

// readMail checks that a mail reads back as what was told.
func readMail(t *testing.T, text string, messages int) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || !strings.HasPrefix(subject, "[north-sea] ") || !strings.Contains(subject, "Seyðisfjörður") {
		t.Errorf("subject %q, %v", subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || strings.Count(string(body), "leaves Seyðisfjörður") != messages || strings.Count(string(body), "https://wire.example/1") != messages {
		t.Errorf("%v, %s", err, body)
	}
	for l := range bytes.Lines([]byte(text)) {
		if len(l) > 998 {
			t.Errorf("line of %d bytes", len(l))
		}
	}
}
