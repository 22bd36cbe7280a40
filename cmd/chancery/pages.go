package main

import (
	"context"
	"io"
	"net/http"

	"chancery"
	"chancery/internal/auth"
	"chancery/internal/explain"
	"chancery/internal/web"
)

// pages adds what shows the ledger to people, at "/".
func (s *server) pages(context.Context) error {
	r, err := s.reader(&input{})
	if err != nil {
		return err
	}
	site, err := web.New(web.Options{
		Store: s.store, Log: s.log, Alerts: true, User: userOf,
		Explain: func(ctx context.Context, w io.Writer, a *chancery.Article, id string) (int, error) {
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
