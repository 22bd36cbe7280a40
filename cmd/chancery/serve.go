package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"chancery/internal/config"
	"chancery/internal/follow"
	"chancery/internal/queue"
	"chancery/internal/store"
)

func (p *program) serveCommand() *cobra.Command {
	var at configFlag
	var demo bool
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Follow the news and show the ledger in a browser",
		Long: `Serve follows the sources of a ledger (chancery sources), reads what they bring,
keeps it, and shows it as pages. It serves the machine that it runs on and no
other, unless it is told to. It ends when it is interrupted, after what it was at.`,
		Example: "  chancery serve --demo\n  chancery sources add https://example.org/feed.xml && chancery serve",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := at.load(cmd)
			if err != nil {
				return err
			}
			p.linger(serveGrace)
			ctx, cancel := context.WithCancel(cmd.Context())
			defer cancel()
			s := &server{program: p, conf: conf, mux: http.NewServeMux(), log: newLog(p.stderr, conf, p.debug)}
			if demo {
				return s.demo(ctx)
			}
			return s.run(ctx)
		},
	}
	f := cmd.Flags()
	f.String("ledger", "", "the ledger `file` (default $XDG_DATA_HOME/chancery/ledger.db)")
	f.String("listen", "", "the `address` of the pages (default 127.0.0.1:7878)")
	f.String("nats", "", "the `address` of a NATS server for the queue (default: one in the process)")
	f.Bool("public", false, "serve other machines without sign-in")
	f.BoolVar(&demo, "demo", false, "follow an invented crisis from feeds in the process, in a ledger that is thrown away")
	at.flags(cmd, map[string]string{"ledger": "ledger", "listen": "listen", "nats": "nats", "public": "public"})
	return cmd
}

// A server is everything that serve runs, in one process.
type server struct {
	*program
	conf  *config.Config
	log   *slog.Logger
	store *store.Store
	mux   *http.ServeMux
	parts []part
	ready func(url string) // called with the address once pages are served

	teller   *teller
	queue    queue.Queue
	follower *follow.Follower
	closers  []func() error // called when all parts have ended, last first

	// Of the demonstration.
	allowAt []netip.AddrPort            // private addresses that may be fetched
	opened  func(context.Context) error // called once the ledger is open; may be nil
}

// A part runs until ctx ends; it returns nil then, and an error where it cannot
// go on, which ends all parts.
type part struct {
	name string
	run  func(ctx context.Context) error
}

func (s *server) add(name string, run func(context.Context) error) {
	s.parts = append(s.parts, part{name, run})
}

// run opens the ledger, assembles the parts and runs them until ctx ends.
func (s *server) run(ctx context.Context) (err error) {
	at := ledgerFlag{s.conf.Ledger}
	path, err := at.file()
	if err != nil {
		return err
	}
	if s.store, err = store.Create(ctx, path); err != nil {
		return err
	}
	s.closers = append(s.closers, s.store.Close)
	defer func() { err = errors.Join(err, s.close()) }()
	if s.opened != nil {
		if err := s.opened(ctx); err != nil {
			return err
		}
	}
	if err := s.assemble(ctx); err != nil {
		return err
	}
	if err := s.guard(ctx); err != nil {
		return err
	}
	return s.serve(ctx)
}

func (s *server) close() error {
	var err error
	for i := len(s.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, s.closers[i]())
	}
	return err
}

// assemble puts the parts together: each adds its handlers to s.mux and, where it
// works by itself, a part. Handlers in front of all others wrap s.mux in handler.
func (s *server) assemble(ctx context.Context) error {
	s.mux.HandleFunc("GET /healthz", s.health)
	for _, add := range []func(context.Context) error{
		// What follows the news: sources, fetching, the queue, reading.
		s.follow,
		// What tells of it: API, alerts, notifications, metrics, sign-in.
		s.tell,
		// What shows it: the pages, at "/".
		s.pages,
	} {
		if err := add(ctx); err != nil {
			return err
		}
	}
	return nil
}

// handler is what stands in front of every request: sign-in, limits, logging.
func (s *server) handler() http.Handler { return s.teller.front(s.mux) }

// guard refuses to show the ledger to other machines unless there is sign-in, or
// the user wants it so.
func (s *server) guard(ctx context.Context) error {
	host, _, err := net.SplitHostPort(s.conf.Listen)
	if err != nil {
		return usageError{fmt.Errorf("listen: %w", err)}
	}
	if s.conf.Public || loopback(host) {
		return nil
	}
	if ok, err := s.teller.door.SignIn(ctx); ok || err != nil {
		return err
	}
	return usageError{fmt.Errorf("listen %s: nobody could sign in from another machine; add somebody (chancery user add), or say --public", s.conf.Listen)}
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// The bounds of a request, and how long what is under way may take to end.
const (
	headerTime = 10 * time.Second
	readTime   = time.Minute
	idleTime   = 2 * time.Minute
	maxHeaders = 64 << 10
	stopTime   = 10 * time.Second
	serveGrace = 20 * time.Second
)

// serve runs the parts and the pages until ctx ends or one of them fails.
func (s *server) serve(ctx context.Context) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.conf.Listen)
	if err != nil {
		return err
	}
	pages := &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: headerTime, ReadTimeout: readTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeaders,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	g, ctx := errgroup.WithContext(ctx)
	pages.BaseContext = func(net.Listener) context.Context { return ctx } // long answers end with the program
	for _, p := range s.parts {
		g.Go(func() error {
			if err := p.run(ctx); err != nil && ctx.Err() == nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			return nil
		})
	}
	g.Go(func() error {
		if err := pages.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		s.log.Info("stopping")
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		return pages.Shutdown(stop)
	})
	url := "http://" + l.Addr().String() + "/"
	s.log.Info("serving", "address", url, "ledger", s.store.Path())
	if s.ready != nil {
		s.ready(url)
	}
	if err := g.Wait(); err != nil {
		return err
	}
	s.stopped = true
	s.log.Info("stopped")
	return nil
}

// health says whether the ledger can be read.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := s.store.Ping(r.Context()); err != nil {
		s.log.Error("not healthy", "err", err)
		http.Error(w, "the ledger cannot be read", http.StatusServiceUnavailable)
		return
	}
	io.WriteString(w, "ok\n")
}

// newLog is the log that the settings ask for.
func newLog(w io.Writer, conf *config.Config, debug bool) *slog.Logger {
	level := slog.LevelInfo
	if err := level.UnmarshalText([]byte(strings.ToUpper(conf.Log.Level))); err != nil {
		level = slog.LevelInfo // the settings have been checked
	}
	if debug {
		level = min(level, slog.LevelDebug)
	}
	opts := &slog.HandlerOptions{Level: level}
	if cmp.Or(conf.Log.Format, "text") == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}
