package main

import (
	"context"
	"io"
	"net/http"
	"sync"

	"chancery"
	"chancery/internal/auth"
	"chancery/internal/explain"
	"chancery/internal/web"
)

// pages adds what shows the ledger to people, at "/".
func (s *server) pages(context.Context) error {
	// What explains loads its tables when somebody first asks.
	reader := sync.OnceValues(func() (*reader, error) { return s.reader(&input{}) })
	site, err := web.New(web.Options{
		Store: s.store, Log: s.log, Alerts: true, User: userOf,
		Explain: func(ctx context.Context, w io.Writer, a *chancery.Article, id string) (int, error) {
			r, err := reader()
			if err != nil {
				return 0, err
			}
			doc, err := r.Read(ctx, *a)
			if err != nil {
				return 0, err
			}
			e := doc.Entry()
			x := explain.Article{Doc: doc, Entry: &e, Rule: r.Rule}
			return x.Write(w, id)
		},
	})
	if err != nil {
		return err
	}
	s.mux.Handle("/", site)
	s.teller.signInPage(site)
	return nil
}

// userOf is whoever asks, as sign-in has found.
func userOf(r *http.Request) web.User {
	who := auth.From(r.Context())
	return web.User{Name: who.Name, Correct: who.Role >= auth.Correct, Open: who.How == "open", Leave: who.How == "session"}
}
