package web

import (
	"context"
	"net/http"
)

// A SignIn is what the page for signing in shows.
type SignIn struct {
	Status int    // of the answer
	Next   string // where to go then
	Name   string // as it was typed
	Fault  string
	Is     string // who is signed in already
	Role   string
}

type signInKey struct{}

// WithSignIn has the page at /login show p. Whoever checks passwords stands in
// front of the pages and sends requests on with it.
func WithSignIn(ctx context.Context, p SignIn) context.Context {
	return context.WithValue(ctx, signInKey{}, p)
}

// login shows the page for signing in, where there is something to sign in to.
func (s *site) login(w http.ResponseWriter, r *http.Request) {
	p, ok := r.Context().Value(signInKey{}).(SignIn)
	if !ok {
		s.fail(w, r, missing("Nobody has to sign in here."))
		return
	}
	if err := s.show(w, r, p.Status, &reply{page: "login", title: "Sign in", data: p}); err != nil {
		s.fail(w, r, err)
	}
}
