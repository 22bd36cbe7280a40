package web

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// policy allows the files of this package and nothing else: no script or style in
// a page, no frame, no other host.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guarded refuses changes that do not come from a page of ours.
func (s *site) guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(s.page(func(*http.Request) (*reply, error) {
		return nil, &fault{http.StatusForbidden, "This change was asked for by another site.", "Open the page here and try again."}
	}))
	return s.headed(cross.Handler(next))
}

// headed sets the headers that every answer has.
func (s *site) headed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		next.ServeHTTP(w, r)
	})
}

// A fault is a request that cannot be answered, and what to say of it.
type fault struct {
	status int
	what   string // a sentence
	hint   string // what to do instead
}

func (f *fault) Error() string { return f.what }

func missing(format string, args ...any) error {
	return &fault{http.StatusNotFound, fmt.Sprintf(format, args...), "It may stand in another ledger, or its id was cut short on the way."}
}

func wrong(format string, args ...any) error {
	return &fault{http.StatusBadRequest, fmt.Sprintf(format, args...), "The rest of the address is kept: change what is wrong and ask again."}
}

// notYours answers who may read but not change.
var notYours = &fault{http.StatusForbidden, "You may read here, but not change anything.", "Sign in as somebody who may correct."}

// page turns a handler into one of net/http: it is the one place where errors
// become statuses.
func (s *site) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := h(r)
		if err == nil && a.write == nil && a.goTo == "" {
			err = s.show(w, r, http.StatusOK, a)
		}
		switch {
		case err != nil:
			s.fail(w, r, err)
		case a.goTo != "":
			for _, c := range a.set {
				http.SetCookie(w, c)
			}
			http.Redirect(w, r, a.goTo, http.StatusSeeOther)
		case a.write != nil:
			out, done := zipped(w, r)
			if err := a.write(out); err != nil {
				s.Log.Warn("answer broke off", "path", r.URL.Path, "err", err)
			}
			done()
		}
	})
}

// fail answers with what went wrong.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	var f *fault
	if !errors.As(err, &f) {
		if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
			return // nobody waits for an answer
		}
		s.Log.Error("page failed", "path", r.URL.Path, "err", err)
		f = &fault{http.StatusInternalServerError, "The page could not be made.", "The log of the program says why."}
	}
	word := map[int]string{http.StatusNotFound: "Not found", http.StatusBadRequest: "That cannot be asked", http.StatusForbidden: "Refused", http.StatusConflict: "Cannot be done"}[f.status]
	if word == "" {
		word = http.StatusText(f.status)
	}
	if err := s.show(w, r, f.status, &reply{page: "fault", title: word, data: map[string]any{"What": f.what, "Hint": f.hint, "Status": f.status, "Word": word}}); err != nil {
		s.Log.Error("page of a fault failed", "path", r.URL.Path, "err", err)
		http.Error(w, f.what, f.status)
	}
}

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

// zipped compresses what is written where the client can read that.
func zipped(w http.ResponseWriter, r *http.Request) (http.ResponseWriter, func()) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
		return w, func() {}
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := zippers.Get().(*gzip.Writer)
	z.Reset(w)
	return &zipWriter{w, z}, func() {
		z.Close()
		zippers.Put(z)
	}
}

type zipWriter struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w *zipWriter) Write(b []byte) (int, error) { return w.z.Write(b) }
