package auth

import (
	"errors"
	"fmt"
	"html/template"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"chancery/internal/store"
)

// cookieName is the cookie of a session.
const cookieName = "chancery_session"

// session is the user whose session the cookie belongs to.
func (g *Guard) session(r *http.Request) (Who, error) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return Who{}, nil
	}
	u, err := g.store.Session(r.Context(), digest(c.Value), g.clock())
	if errors.Is(err, store.ErrNotFound) {
		return Who{}, nil
	}
	if err != nil {
		return Who{}, err
	}
	role, err := ParseRole(u.Role)
	return Who{u.Name, role, "session"}, err
}

// Routes adds the pages for signing in and out.
func (g *Guard) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		g.page(w, r, Page{Status: http.StatusOK, Next: next(r.FormValue("next")), Who: From(r.Context())})
	})
	mux.HandleFunc("POST /login", g.login)
	mux.HandleFunc("POST /logout", g.logout)
}

// maxForm is the most bytes of the form for signing in.
const maxForm = 8 << 10

// login signs a user in: a session and its cookie.
func (g *Guard) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	name, password := strings.TrimSpace(r.PostFormValue("name")), r.PostFormValue("password")
	p := Page{Next: next(r.PostFormValue("next")), Name: name}
	ctx, now := r.Context(), g.clock()
	if wait := max(g.tries.Take(g.Client(r), now), g.guesses.Take(name, now)); wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		p.Fault, p.Status = "Too many tries. Wait a little.", http.StatusTooManyRequests
		g.page(w, r, p)
		return
	}
	ok, err := g.check(r, name, password)
	if err != nil {
		g.log.Error("sign-in", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, "the ledger cannot be read")
		return
	}
	if !ok {
		g.log.Warn("sign-in refused", "user", name, "client", g.Client(r))
		p.Fault, p.Status = "The name or the password is wrong.", http.StatusUnauthorized
		g.page(w, r, p)
		return
	}
	value := secret()
	if err := g.store.AddSession(ctx, digest(value), name, now, now.Add(g.opts.Session)); err != nil {
		g.log.Error("sign-in", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, "the ledger cannot be written")
		return
	}
	g.setCookie(w, r, value, int(g.opts.Session/time.Second))
	g.log.Info("signed in", "user", name, "client", g.Client(r))
	http.Redirect(w, r, p.Next, http.StatusSeeOther)
}

// nobody is a hash that no password has: the name of no user takes as long to be
// refused as a wrong password.
var nobody = usual.hash(secret(), make([]byte, saltSize))

// check reports whether the user has that password. Few are reckoned at once, as
// each takes much memory.
func (g *Guard) check(r *http.Request, name, password string) (bool, error) {
	u, err := g.store.User(r.Context(), name)
	known := err == nil
	if errors.Is(err, store.ErrNotFound) {
		u = &store.User{Password: nobody}
	} else if err != nil {
		return false, err
	}
	select {
	case g.hashing <- struct{}{}:
		defer func() { <-g.hashing }()
	case <-r.Context().Done():
		return false, r.Context().Err()
	}
	ok, err := Check(password, u.Password)
	return ok && known, err
}

func (g *Guard) logout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(cookieName); err == nil {
		if err := g.store.EndSession(r.Context(), digest(c.Value)); err != nil {
			g.log.Error("sign-out", "err", err)
		}
	}
	g.setCookie(w, r, "", -1)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

func (g *Guard) setCookie(w http.ResponseWriter, r *http.Request, value string, age int) {
	secure := r.TLS != nil || g.trusted(r) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode})
}

// next is where to go after signing in: a path of this site and nothing else.
func next(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n") {
		return "/"
	}
	return s
}

// seconds is a wait as Retry-After has it.
func seconds(d time.Duration) string { return fmt.Sprint(math.Ceil(d.Seconds())) }

// A Page is what the page for signing in shows.
type Page struct {
	Next   string // where to go then
	Name   string // as it was typed
	Fault  string
	Status int // of the answer
	Who    Who // whoever is signed in already
}

// SetPage has the page for signing in drawn by show, which writes the status too.
func (g *Guard) SetPage(show func(w http.ResponseWriter, r *http.Request, p Page)) { g.page = show }

var plain = template.Must(template.New("login").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Chancery</title>
</head>
<body>
<main>
<h1>Chancery</h1>
{{with .Fault}}<p role="alert"><strong>{{.}}</strong></p>{{end}}
{{if .Who.Name}}<p>Signed in as {{.Who.Name}} ({{.Who.Role}}).</p>
<form method="post" action="/logout"><button>Sign out</button></form>
{{else}}<form method="post" action="/login">
<input type="hidden" name="next" value="{{.Next}}">
<p><label>Name<br><input name="name" value="{{.Name}}" autocomplete="username" required autofocus></label></p>
<p><label>Password<br><input type="password" name="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p>
</form>{{end}}
</main>
</body>
</html>
`))

// plainPage is the page without a layout. It asks nothing of any other address.
func plainPage(w http.ResponseWriter, _ *http.Request, p Page) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(p.Status)
	_ = plain.Execute(w, p) // the reader has gone
}
