package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"chancery"
	"chancery/internal/store"
)

//go:embed all:templates static
var files embed.FS

// Options are what the pages are made of. Only Store is needed.
type Options struct {
	Store *store.Store
	Log   *slog.Logger
	Now   func() time.Time

	// Explain writes how a row of an article came about and returns how many rows
	// have an id that begins so; without it, pages do not offer it.
	Explain func(ctx context.Context, w io.Writer, a *chancery.Article, id string) (int, error)

	// User says who asks and whether he may correct; without it the door is open, and
	// anybody may, under the name that he gives.
	User func(r *http.Request) User

	// Alerts says that saved filters are looked at, so that pages offer them.
	Alerts bool
}

// A User is who reads the pages.
type User struct {
	Name    string // empty where nobody has signed in
	Correct bool   // may correct
	Leave   bool   // may sign out
	Open    bool   // the door is open: he gives his name himself
}

// A site answers requests.
type site struct {
	Options
	pages  *pages
	static *static
	cache  *cache
	busy   chan struct{} // explanations under way
}

// New makes the handler of all pages.
func New(o Options) (http.Handler, error) {
	s, err := newSite(o)
	if err != nil {
		return nil, err
	}
	return s.guarded(s.routes()), nil
}

func newSite(o Options) (*site, error) {
	if o.Store == nil {
		return nil, errors.New("pages without a ledger")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &site{Options: o, cache: newCache(o.Now), busy: make(chan struct{}, 2)}
	sub, err := fs.Sub(files, "static")
	if err != nil {
		return nil, err
	}
	if s.static, err = newStatic(sub); err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	if s.pages, err = newPages(files, s.static); err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return s, nil
}

// A handler answers a request with what is to be shown, or says why it cannot.
type handler func(r *http.Request) (*reply, error)

// A reply is a page, or where to go instead.
type reply struct {
	page  string // name of the template
	title string
	data  any
	goTo  string // another address of ours
	set   []*http.Cookie
	nav   string // entry of the navigation that it belongs to
	feed  string // address of the same as Atom

	more  []string                          // script beyond the keys: names of static files
	write func(w http.ResponseWriter) error // something else than a page
}

func (s *site) routes() http.Handler {
	mux := http.NewServeMux()
	get := func(pattern string, h handler) { mux.Handle("GET "+pattern, s.page(h)) }
	get("/{$}", s.front)
	get("/events", s.events)
	get("/statements", s.statements)
	get("/search", s.search)
	for _, kind := range []string{"conditions", "demands"} {
		section := store.ParseSection(kind)
		get("/"+kind, func(r *http.Request) (*reply, error) { return s.register(r, section) })
	}
	get("/agenda", s.agenda)
	for _, form := range []string{"atom", "csv"} {
		for _, list := range []string{"events", "statements", "conditions", "demands", "agenda", "search"} {
			get("/"+list+"."+form, s.as(list, form))
		}
	}
	get("/agenda.ics", s.as("agenda", "ics"))
	get("/happening/{id}", s.happening)
	get("/row/{id}", s.row)
	get("/article/{id}", s.article)
	get("/stories", s.stories)
	get("/story/{id}", s.story)
	get("/actors", s.actors)
	get("/actor/{id}", s.actor)
	get("/pair", s.choosePair)
	get("/pair/{a}/{b}", s.pair)
	get("/map", s.worldMap)
	get("/place/{id}", s.place)
	get("/network", s.network)
	get("/sources", s.sources)
	get("/brief", s.brief)
	get("/about", s.about)
	get("/corrections", s.corrections)
	get("/corrections.atom", s.correctionsFeed)
	mux.Handle("POST /corrections", s.page(s.correct))
	mux.Handle("POST /seen", s.page(s.seen))
	if s.Alerts {
		get("/alerts", s.alerts)
		get("/alerts/{name}", s.alert)
		mux.Handle("POST /alerts", s.page(s.changeAlert))
	}
	mux.HandleFunc("/login", s.login)
	mux.Handle("GET /static/", s.static)
	mux.Handle("GET /favicon.ico", http.RedirectHandler("/static/icon.svg", http.StatusMovedPermanently))
	mux.Handle("/", s.page(func(r *http.Request) (*reply, error) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			return nil, &fault{http.StatusMethodNotAllowed, "This address is for reading only.", ""}
		}
		return nil, missing("There is no page at %s.", r.URL.Path)
	}))
	return mux
}
