package web

import (
	"net/http"
)

// feedMost is how many rows a feed has, tableMost how many a table.
const (
	feedMost  = 60
	tableMost = 10_000
)

// as answers with a list in a form for programs.
func (s *site) as(kind, form string) handler {
	return func(r *http.Request) (*reply, error) {
		q, err := ask(r, kind)
		if err != nil {
			return nil, err
		}
		switch form {
		case "atom":
			return s.atom(r, q)
		case "ics":
			return s.calendar(r, q)
		}
		return s.table(r, q)
	}
}

// origin is the address of this server as the client knows it.
func origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
