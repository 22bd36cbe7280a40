package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery/internal/store"
)

// Options say how the ledger is guarded. The zero value opens it to the machine
// itself as long as it has no users.
type Options struct {
	Public  bool           // anybody may read
	Proxies []netip.Prefix // reverse proxies, whose word on who asks is taken
	Header  string         // in which a proxy names the user; empty: none does
	Role    Role           // of users that a proxy names and the ledger does not know
	Session time.Duration  // how long a session lasts without use; 0: 14 days
	Closed  bool           // no open door on loopback either
}

// A Guard stands in front of all handlers. It is safe for concurrent use.
type Guard struct {
	store   *store.Store
	opts    Options
	log     *slog.Logger
	origin  *http.CrossOriginProtection
	tries   Limiter // sign-ins by address
	guesses Limiter // sign-ins by user
	hashing chan struct{}
	clock   func() time.Time
	page    func(w http.ResponseWriter, r *http.Request, p Page)
}

// New returns a Guard for a ledger.
func New(s *store.Store, opts Options, log *slog.Logger) *Guard {
	opts.Session = cmp.Or(opts.Session, 14*24*time.Hour)
	opts.Role = cmp.Or(opts.Role, Read)
	return &Guard{store: s, opts: opts, log: log, origin: http.NewCrossOriginProtection(), hashing: make(chan struct{}, 2), clock: time.Now, page: plainPage,
		tries: Limiter{Rate: 1.0 / 10, Burst: 10}, guesses: Limiter{Rate: 1.0 / 30, Burst: 10}}
}

// SignIn reports whether there is a way to sign in: a user, or a proxy.
func (g *Guard) SignIn(ctx context.Context) (bool, error) {
	if g.opts.Header != "" && len(g.opts.Proxies) > 0 {
		return true, nil
	}
	users, err := g.store.Users(ctx)
	return len(users) > 0, err
}

// errToken says that a token is not known.
var errToken = errors.New("the token is not known, or its time is over")

// who is whoever sends the request.
func (g *Guard) who(r *http.Request) (Who, error) {
	ctx := r.Context()
	if token, ok := bearer(r); ok {
		t, err := g.store.Token(ctx, digest(token), g.clock())
		if errors.Is(err, store.ErrNotFound) {
			return Who{}, errToken
		}
		if err != nil {
			return Who{}, err
		}
		role, err := ParseRole(t.Scope)
		return Who{t.Name, role, "token"}, err
	}
	if w, err := g.proxied(r); err != nil || w.How != "" {
		return w, err
	}
	if w, err := g.session(r); err != nil || w.How != "" {
		return w, err
	}
	if !g.opts.Closed && Local(r) {
		users, err := g.store.Users(ctx)
		if err != nil || len(users) == 0 {
			return Who{"local", Admin, "open"}, err
		}
	}
	if g.opts.Public {
		return Who{"", Read, "open"}, nil
	}
	return Who{}, nil
}

// bearer is the token that a request brings: in its Authorization header, as the
// password of Basic for programs that know no other way, or, for those that know
// none at all, as readers of feeds and calendars, in the address of one.
func bearer(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token), true
	}
	if _, password, ok := r.BasicAuth(); ok && strings.HasPrefix(password, tokenMark) {
		return password, true
	}
	if r.Method == http.MethodGet && slices.Contains(feeds, path.Ext(r.URL.Path)) {
		token = r.URL.Query().Get("token")
	} else {
		token = ""
	}
	return token, token != ""
}

// feeds are the ends of addresses for programs that cannot send a header.
var feeds = []string{".atom", ".ics", ".csv"}

// proxied is the user that a trusted proxy names.
func (g *Guard) proxied(r *http.Request) (Who, error) {
	name := r.Header.Get(cmp.Or(g.opts.Header, "-"))
	if name == "" || !g.trusted(r) {
		return Who{}, nil
	}
	u, err := g.store.User(r.Context(), name)
	if errors.Is(err, store.ErrNotFound) {
		return Who{name, g.opts.Role, "proxy"}, nil
	}
	if err != nil {
		return Who{}, err
	}
	role, err := ParseRole(u.Role)
	return Who{name, role, "proxy"}, err
}

// peer is the address at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return a.Addr().Unmap()
}

func (g *Guard) trusted(r *http.Request) bool {
	a := peer(r)
	for _, p := range g.opts.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// Client is the address of whoever asks: the other end of the connection, or, where
// that is a trusted proxy, the last address that it adds to X-Forwarded-For.
func (g *Guard) Client(r *http.Request) string {
	if g.trusted(r) {
		all := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if a, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
			return a.Unmap().String()
		}
	}
	return peer(r).String()
}

// Local reports whether the request comes from this machine, through no proxy, and
// names it as such: a name that another site has made to point here does not count.
func Local(r *http.Request) bool {
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return peer(r).IsLoopback() && (strings.EqualFold(host, "localhost") || err == nil && a.IsLoopback())
}

// free are the paths that need nobody.
func free(path string) bool {
	return path == "/healthz" || path == "/login" || path == "/favicon.ico" || path == "/robots.txt" || strings.HasPrefix(path, "/static/")
}

// harmless are the paths where a request changes nothing of the ledger: signing in
// and out, and what a reader notes for himself.
var harmless = []string{"/login", "/logout", "/seen"}

// Handler lets a request through to next with who sent it, or turns it away.
// Requests that change something of the ledger need the role Correct; handlers ask
// for more where they need it.
func (g *Guard) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := g.who(r)
		if err != nil && !errors.Is(err, errToken) {
			g.log.Error("who asks", "err", err)
			refuse(w, r, http.StatusServiceUnavailable, "the ledger cannot be read")
			return
		}
		if g.opts.Header != "" && !g.trusted(r) {
			r.Header.Del(g.opts.Header)
		}
		sign := slices.Contains(harmless, r.URL.Path)
		switch changes := r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions; {
		case err != nil:
			refuse(w, r, http.StatusUnauthorized, err.Error())
		case changes && who.How != "token" && g.origin.Check(r) != nil:
			refuse(w, r, http.StatusForbidden, "the request comes from another site")
		case who.Role < Read && !free(r.URL.Path) && r.URL.Path != "/logout":
			g.askToSignIn(w, r)
		case changes && who.Role < Correct && !sign && who.Role > None:
			refuse(w, r, http.StatusForbidden, "needs the role correct; yours is "+who.Role.String())
		case changes && who.Role == None && r.URL.Path != "/login" && r.URL.Path != "/logout":
			g.askToSignIn(w, r)
		default:
			r = r.WithContext(With(r.Context(), who))
			if v := r.URL.Query(); v.Has("token") { // it is for the door alone
				v.Del("token")
				u := *r.URL
				u.RawQuery = v.Encode()
				r.URL = &u
			}
			next.ServeHTTP(w, r)
		}
	})
}

// Need lets through those with at least that role.
func Need(role Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if who := From(r.Context()); who.Role < role {
			refuse(w, r, http.StatusForbidden, "needs the role "+role.String())
			return
		}
		next.ServeHTTP(w, r)
	})
}

// askToSignIn sends a reader of pages to the page for it, and tells a program what
// it lacks.
func (g *Guard) askToSignIn(w http.ResponseWriter, r *http.Request) {
	if machine(r) || r.Method != http.MethodGet {
		w.Header().Set("WWW-Authenticate", `Bearer realm="chancery"`)
		refuse(w, r, http.StatusUnauthorized, "sign in, or send a token")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/login?"+url.Values{"next": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
}

// machine reports whether a program asks rather than a reader of pages.
func machine(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/metrics" || !strings.Contains(r.Header.Get("Accept"), "text/html")
}

// refuse turns a request away, in the form that who sent it reads.
func refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	w.Header().Set("Cache-Control", "no-store")
	if !strings.HasPrefix(r.URL.Path, "/api/") {
		http.Error(w, why, status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	fmt.Fprintf(w, "{\"title\":%s,\"status\":%d,\"detail\":%s}\n", strconv.Quote(http.StatusText(status)), status, strconv.Quote(why))
}
