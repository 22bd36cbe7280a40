package auth

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/internal/store"
)

const password = "nine lives and one"

// Passwords cost little here; TestCost has the real price.
func TestMain(m *testing.M) {
	full = usual
	usual = cost{64, 1, 1}
	nobody = usual.hash(secret(), make([]byte, saltSize))
	os.Exit(m.Run())
}

var full cost

func TestCost(t *testing.T) {
	if full.memory < 19<<10 || full.passes < 2 {
		t.Errorf("%+v is less than what is recommended", full)
	}
	hash := full.hash(password, []byte("0123456789abcdef"))
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Error(hash)
	}
	if ok, err := Check(password, hash); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}

// guarded is a ledger with one user of each role and one token of each scope, and
// a handler behind its guard that tells who asks.
type guarded struct {
	*Guard
	http.Handler
	store  *store.Store
	tokens map[string]string // by scope
}

func guard(t *testing.T, opts Options, users bool) *guarded {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	g := &guarded{Guard: New(s, opts, slog.New(slog.DiscardHandler)), store: s, tokens: map[string]string{}}
	g.clock = func() time.Time { return time.Date(2031, 3, 10, 12, 0, 0, 0, time.UTC) }
	if users {
		hash, err := Hash(password)
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range []string{"read", "correct", "admin"} {
			if err := s.AddUser(t.Context(), &store.User{Name: role, Password: hash, Role: role, Added: g.clock()}); err != nil {
				t.Fatal(err)
			}
			token, id, h := NewToken()
			g.tokens[role] = token
			if err := s.AddToken(t.Context(), &store.Token{ID: id, Hash: h, Name: role + "-robot", Scope: role, Added: g.clock(), Expires: g.clock().Add(time.Hour)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	mux := http.NewServeMux()
	g.Routes(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		who := From(r.Context())
		fmt.Fprintf(w, "%s|%s|%s", who.Name, who.Role, who.How)
	})
	mux.Handle("/admin", Need(Admin, http.NotFoundHandler()))
	g.Handler = g.Guard.Handler(mux)
	return g
}

// ask sends a request: "GET /path", from an address, with headers "Name: value".
func (g *guarded) ask(line, from string, headers ...string) *httptest.ResponseRecorder {
	method, path, _ := strings.Cut(line, " ")
	r := httptest.NewRequest(method, "http://127.0.0.1:7878"+path, nil)
	r.RemoteAddr = from
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

const (
	here  = "127.0.0.1:5000"
	there = "192.0.2.7:5000"
)

func TestDoors(t *testing.T) {
	proxies := Options{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, Header: "X-Remote-User"}
	for _, tt := range []struct {
		name    string
		opts    Options
		users   bool
		line    string
		from    string
		headers []string
		status  int
		body    string
	}{
		{"open on loopback", Options{}, false, "GET /", here, nil, 200, "local|admin|open"},
		{"open on loopback by name", Options{}, false, "GET /", here, []string{"Host: localhost:7878"}, 200, "local|admin|open"},
		{"open on loopback, IPv6", Options{}, false, "GET /", "[::1]:5000", []string{"Host: [::1]:7878"}, 200, "local|admin|open"},
		{"a name that points here", Options{}, false, "GET /", here, []string{"Host: evil.example:7878", "Accept: text/html"}, 303, ""},
		{"a proxy on this machine", Options{}, false, "GET /", here, []string{"X-Forwarded-For: 192.0.2.1"}, 401, ""},
		{"closed though on loopback", Options{Closed: true}, false, "GET /", here, nil, 401, ""},
		{"from elsewhere", Options{}, false, "GET /", there, nil, 401, ""},
		{"users close loopback", Options{}, true, "GET /", here, []string{"Accept: text/html"}, 303, ""},
		{"health needs nobody", Options{}, true, "GET /healthz", there, nil, 200, "|none|"},
		{"public reads", Options{Public: true}, true, "GET /", there, nil, 200, "|read|open"},
		{"public changes nothing", Options{Public: true}, true, "POST /correct", there, nil, 403, ""},
		{"nobody changes nothing", Options{}, true, "POST /correct", there, nil, 401, ""},
		{"nobody may try to sign in", Options{}, true, "GET /login", there, nil, 200, ""},
		{"a proxy names a user", proxies, true, "GET /", "10.1.2.3:5", []string{"X-Remote-User: correct"}, 200, "correct|correct|proxy"},
		{"a proxy names a stranger", proxies, true, "GET /", "10.1.2.3:5", []string{"X-Remote-User: anna"}, 200, "anna|read|proxy"},
		{"a header from elsewhere", proxies, true, "GET /", there, []string{"X-Remote-User: admin"}, 401, ""},
		{"a token that is none", Options{Public: true}, true, "GET /api/v1/events", there, []string{"Authorization: Bearer chy_guess"}, 401, ""},
		{"another scheme is no token", Options{}, true, "GET /", there, []string{"Authorization: Basic YTpi"}, 401, ""},
		{"no admin", Options{Public: true}, true, "GET /admin", there, nil, 403, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := guard(t, tt.opts, tt.users).ask(tt.line, tt.from, tt.headers...)
			if w.Code != tt.status || tt.body != "" && w.Body.String() != tt.body {
				t.Errorf("%d %q, want %d %q", w.Code, w.Body, tt.status, tt.body)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	g := guard(t, Options{}, true)
	for _, tt := range []struct {
		scope, line string
		status      int
	}{
		{"read", "GET /", 200}, {"read", "POST /correct", 403}, {"read", "GET /admin", 403},
		{"correct", "POST /correct", 200}, {"correct", "GET /admin", 403},
		{"admin", "POST /correct", 200}, {"admin", "GET /admin", 404},
	} {
		// A browser of another site cannot send the token, so its origin does not matter.
		w := g.ask(tt.line, there, "Authorization: Bearer "+g.tokens[tt.scope], "Sec-Fetch-Site: cross-site")
		if w.Code != tt.status {
			t.Errorf("%s %s: %d %q, want %d", tt.scope, tt.line, w.Code, w.Body, tt.status)
		}
	}
	for _, tt := range []struct {
		name, line string
		headers    []string
		status     int
	}{
		{"as the password of Basic", "GET /agenda.ics", []string{"Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte("x:"+g.tokens["read"]))}, 200},
		{"in the address of a feed", "GET /alerts/x.atom?token=" + g.tokens["read"], nil, 200},
		{"in the address of a page", "GET /alerts?token=" + g.tokens["admin"], nil, 401},
		{"in the address of a change", "POST /x.csv?token=" + g.tokens["admin"], nil, 401},
		{"wrong, in the address of a feed", "GET /agenda.ics?token=chy_x", nil, 401},
	} {
		if w := g.ask(tt.line, there, tt.headers...); w.Code != tt.status {
			t.Errorf("token %s: %d %q, want %d", tt.name, w.Code, w.Body, tt.status)
		}
	}
	late := g.clock().Add(2 * time.Hour)
	g.clock = func() time.Time { return late }
	if w := g.ask("GET /", there, "Authorization: Bearer "+g.tokens["admin"]); w.Code != 401 {
		t.Errorf("a token whose time is over: %d", w.Code)
	}
	list, err := g.store.Tokens(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, x := range list {
		if b, _ := json.Marshal(x); strings.Contains(string(b), g.tokens[x.Scope]) || !strings.HasPrefix(g.tokens[x.Scope], "chy_"+x.ID) {
			t.Errorf("token %s: %s", x.ID, b)
		}
	}
}

// signIn sends the form and returns the answer.
func (g *guarded) signIn(name, password, next, from string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://127.0.0.1:7878/login", strings.NewReader(url.Values{"name": {name}, "password": {password}, "next": {next}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.RemoteAddr = from
	for _, h := range headers {
		k, v, _ := strings.Cut(h, ": ")
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

func TestSession(t *testing.T) {
	g := guard(t, Options{}, true)
	w := g.signIn("correct", password, "/agenda?from=2031", there)
	if w.Code != 303 || w.Header().Get("Location") != "/agenda?from=2031" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	c := w.Result().Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure || c.MaxAge <= 0 || c.Path != "/" {
		t.Errorf("cookie %v", c)
	}
	cookie := "Cookie: " + c.Name + "=" + c.Value
	if w := g.ask("GET /", there, cookie); w.Body.String() != "correct|correct|session" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, tt := range []struct {
		header string
		status int
	}{{"Sec-Fetch-Site: same-origin", 200}, {"Sec-Fetch-Site: none", 200}, {"Sec-Fetch-Site: cross-site", 403}, {"Sec-Fetch-Site: same-site", 403}, {"Origin: http://evil.example", 403}, {"Origin: http://127.0.0.1:7878", 200}, {"X-No: browser", 200}} {
		if w := g.ask("POST /correct", there, cookie, tt.header); w.Code != tt.status {
			t.Errorf("%s: %d %q, want %d", tt.header, w.Code, w.Body, tt.status)
		}
	}
	if w := g.ask("POST /logout", there, cookie); w.Code != 303 || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("signing out: %d %v", w.Code, w.Header())
	}
	if w := g.ask("GET /", there, cookie); w.Code != 401 {
		t.Errorf("after signing out: %d", w.Code)
	}
}

func TestSessionEnds(t *testing.T) {
	g := guard(t, Options{Session: time.Hour}, true)
	cookie := func() string {
		c := g.signIn("read", password, "", there).Result().Cookies()[0]
		return "Cookie: " + c.Name + "=" + c.Value
	}
	first, start := cookie(), g.clock()
	if w := g.ask("GET /", there, first); w.Code != 200 {
		t.Fatalf("%d", w.Code)
	}
	g.clock = func() time.Time { return start.Add(time.Hour) }
	if w := g.ask("GET /", there, first); w.Code != 401 {
		t.Errorf("after its time: %d", w.Code)
	}
	second := cookie()
	hash, err := Hash("another password")
	if err != nil {
		t.Fatal(err)
	}
	if err := g.store.SetPassword(t.Context(), "read", hash); err != nil {
		t.Fatal(err)
	}
	if w := g.ask("GET /", there, second); w.Code != 401 {
		t.Errorf("after another password: %d", w.Code)
	}
}

func TestSignInRefused(t *testing.T) {
	g := guard(t, Options{}, true)
	for _, tt := range [][2]string{{"read", "wrong password"}, {"nobody", password}, {"read", ""}, {"", ""}} {
		if w := g.signIn(tt[0], tt[1], "/", there); w.Code != 401 || len(w.Result().Cookies()) > 0 || !strings.Contains(w.Body.String(), "wrong") {
			t.Errorf("%q: %d %s", tt, w.Code, w.Body)
		}
	}
	if w := g.signIn("read", password, "/", there, "Sec-Fetch-Site: cross-site"); w.Code != 403 {
		t.Errorf("from another site: %d", w.Code)
	}
	var last *httptest.ResponseRecorder
	for range 10 {
		last = g.signIn("read", "wrong password", "/", there)
	}
	if last.Code != 429 || last.Header().Get("Retry-After") == "" {
		t.Errorf("after many tries: %d %v", last.Code, last.Header())
	}
	if w := g.signIn("admin", password, "/", "192.0.2.99:1"); w.Code != 303 {
		t.Errorf("somebody else, elsewhere: %d", w.Code)
	}
}

func TestNext(t *testing.T) {
	for in, want := range map[string]string{"/pair/ISL/GBR?from=2031": "/pair/ISL/GBR?from=2031", "": "/", "https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "evil": "/", "javascript:alert(1)": "/", "/a\r\nb": "/"} {
		if got := next(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	hash, err := Hash(password)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(hash, password) {
		t.Error("the hash has the password in it")
	}
	if again, _ := Hash(password); again == hash {
		t.Error("two users with one password have one hash")
	}
	for _, tt := range []struct {
		password, hash string
		ok, fault      bool
	}{
		{password, hash, true, false},
		{password + " ", hash, false, false},
		{password, "", false, true},
		{password, "$argon2id$v=19$m=99999999,t=2,p=1$c2FsdA$aGFzaA", false, true},
		{password, "$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", false, true},
		{password, "$argon2id$v=19$m=19456,t=2,p=0$c2FsdA$aGFzaA", false, true},
	} {
		ok, err := Check(tt.password, tt.hash)
		if ok != tt.ok || (err != nil) != tt.fault {
			t.Errorf("%q %q: %v, %v", tt.password, tt.hash, ok, err)
		}
	}
	if _, err := Hash("short"); err != ErrWeak {
		t.Errorf("a short password: %v", err)
	}
}

func TestLimiter(t *testing.T) {
	l := Limiter{Rate: 1, Burst: 3, Most: 100}
	at := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 3 {
		if w := l.Take("a", at); w != 0 {
			t.Fatalf("take %d: wait %v", i, w)
		}
	}
	if w := l.Take("a", at); w != time.Second {
		t.Errorf("wait %v, want 1s", w)
	}
	if w := l.Take("b", at); w != 0 {
		t.Errorf("another waits %v", w)
	}
	if w := l.Take("a", at.Add(time.Second)); w != 0 {
		t.Errorf("a second later: wait %v", w)
	}
	for i := range 1000 {
		l.Take(fmt.Sprint(i), at)
	}
	if len(l.all) > 100 {
		t.Errorf("%d are remembered", len(l.all))
	}
}

func TestClient(t *testing.T) {
	g := New(nil, Options{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	for _, tt := range []struct{ from, header, want string }{
		{here, "198.51.100.1, 203.0.113.9", "203.0.113.9"}, // the first may be invented, the last the proxy adds
		{there, "203.0.113.9", "192.0.2.7"},
		{here, "nonsense", "127.0.0.1"},
		{here, "", "127.0.0.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = tt.from
		r.Header.Set("X-Forwarded-For", tt.header)
		if got := g.Client(r); got != tt.want {
			t.Errorf("%q: %s, want %s", tt, got, tt.want)
		}
	}
}
