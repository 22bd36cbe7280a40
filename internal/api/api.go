package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"golang.org/x/time/rate"

	"chancery/internal/answer"
	"chancery/internal/auth"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// Options are what the interface is made of. Store, open for writing, is needed.
type Options struct {
	Store   *store.Store
	Watch   *watch.Watch // for the stream; without it there is none
	Log     *slog.Logger
	Version string                       // of the program
	Client  func(r *http.Request) string // the address of whoever asks
	Rate    float64                      // requests a second for each who asks; 0: no limit
	Burst   int
}

// An API answers requests under /api/.
type API struct {
	Options
	huma    huma.API
	mux     *http.ServeMux
	limiter *auth.Limiter
	json    []byte // the description
	yaml    []byte
	page    []byte // for a person
}

// prefix is where the operations of this version lie.
const prefix = "/api/v1"

// New returns the interface to a ledger.
func New(o Options) (*API, error) {
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	a := &API{Options: o, mux: http.NewServeMux()}
	if o.Rate > 0 {
		a.limiter = &auth.Limiter{Rate: rate.Limit(o.Rate), Burst: max(1, o.Burst)}
	}
	conf := huma.DefaultConfig("Chancery", cmp.Or(o.Version, "0"))
	conf.CreateHooks, conf.OpenAPIPath, conf.DocsPath, conf.SchemasPath = nil, "", "", ""
	conf.RejectUnknownQueryParameters = true
	conf.Info.Description = "Who did, said, threatened, demanded, promised, denied, refused and agreed what, to whom, where and when, each row with the words that prove it."
	conf.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "A token made by chancery token add. It may also be the password of HTTP Basic, for programs that know no other way."}}
	conf.Security = []map[string][]string{{"token": {}}, {}}
	if err := useLedgerSchema(conf.Components.Schemas); err != nil {
		return nil, err
	}
	a.huma = humago.New(a.mux, conf)
	a.rows()
	a.happenings()
	a.registers()
	a.ledger()
	a.corrections()
	a.alerts()
	a.stream()
	nameRows(conf.Components.Schemas)
	var err error
	if a.json, err = json.Marshal(a.huma.OpenAPI()); err != nil {
		return nil, err
	}
	if a.yaml, err = a.huma.OpenAPI().YAML(); err != nil {
		return nil, err
	}
	if a.page, err = docs(a.json); err != nil {
		return nil, err
	}
	a.mux.HandleFunc("GET /api/openapi.json", file("application/openapi+json", a.json))
	a.mux.HandleFunc("GET /api/openapi.yaml", file("application/openapi+yaml", a.yaml))
	a.mux.HandleFunc("GET /api/docs", file("text/html; charset=utf-8", a.page))
	a.mux.HandleFunc("GET /api/docs.css", file("text/css; charset=utf-8", []byte(style)))
	a.mux.Handle("GET /api/{$}", http.RedirectHandler("/api/docs", http.StatusSeeOther))
	a.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem(w, http.StatusNotFound, "there is no "+r.Method+" "+r.URL.Path+"; /api/docs has what there is")
	})
	return a, nil
}

func file(kind string, b []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Write(b)
	}
}

// ServeHTTP answers a request, unless whoever asks has asked too often.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("Cache-Control", "no-store")
	if a.limiter != nil {
		if wait := a.limiter.Take(a.asker(r), time.Now()); wait > 0 {
			h.Set("Retry-After", fmt.Sprint(math.Ceil(wait.Seconds())))
			problem(w, http.StatusTooManyRequests, "too many requests; wait as Retry-After says")
			return
		}
	}
	a.mux.ServeHTTP(w, r)
}

// asker is whose allowance a request counts against: a token's, a user's, or that
// of an address.
func (a *API) asker(r *http.Request) string {
	if who := auth.From(r.Context()); who.How == "token" || who.How == "session" || who.How == "proxy" {
		return who.How + " " + who.Name
	}
	if a.Client != nil {
		return a.Client(r)
	}
	return r.RemoteAddr
}

// problem answers with an error in the form that the operations have too.
func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(&huma.ErrorModel{Title: http.StatusText(status), Status: status, Detail: detail})
}

// get describes an operation that reads.
func get(path, id, summary, description, tag string) huma.Operation {
	return huma.Operation{Method: http.MethodGet, Path: prefix + path, OperationID: id, Summary: summary, Description: description, Tags: []string{tag},
		Errors: []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusUnprocessableEntity, http.StatusTooManyRequests}}
}

// change describes an operation that changes something, for those who may correct.
func change(method, path, id, summary, description, tag string) huma.Operation {
	o := get(path, id, summary, description, tag)
	o.Method = method
	o.Errors = append(o.Errors, http.StatusForbidden)
	o.Security = []map[string][]string{{"token": {"correct"}}}
	return o
}

// need refuses whoever has not the role.
func need(ctx context.Context, role auth.Role) error {
	if who := auth.From(ctx); who.Role < role {
		return huma.Error403Forbidden("needs the role or scope " + role.String())
	}
	return nil
}

// told turns an error of the ledger into one of HTTP: it is the one place where
// that is done.
func (a *API) told(err error) error {
	var status huma.StatusError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &status):
		return err
	case errors.Is(err, answer.ErrAsk), errors.Is(err, watch.ErrAlert), errors.Is(err, store.ErrCannot):
		return huma.Error422UnprocessableEntity(err.Error())
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrNoTarget):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, store.ErrExists):
		return huma.Error409Conflict(err.Error())
	case errors.Is(err, context.Canceled):
		return huma.NewError(499, "nobody waits for the answer")
	}
	a.Log.Error("api", "err", err)
	return huma.Error500InternalServerError("the ledger could not answer; its log says why")
}
