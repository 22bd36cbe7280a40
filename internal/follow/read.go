package follow

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery"
	"chancery/coder"
	"chancery/internal/intake"
	"chancery/internal/queue"
	"chancery/internal/source"
	"chancery/internal/store"
)

// A Reader takes pages from the queue, reads them, and puts what it read back.
type Reader struct {
	Queue   queue.Queue
	Coder   *coder.Coder
	Desk    *intake.Desk
	Version string        // of rules and model
	Jobs    int           // pages read at once; as many as there are processors where 0
	AckWait time.Duration // of the queue
	Log     *slog.Logger

	long sync.Mutex // held while a long page is read
}

// maxTries is how often a page may be taken from the queue: one that has ended the
// process that often is not read.
const maxTries = 5

// longPage is the size from which on pages are read one at a time, in bytes.
const longPage = 1 << 20

// Run reads until ctx ends.
func (r *Reader) Run(ctx context.Context) error {
	jobs := r.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	g, ctx := errgroup.WithContext(ctx)
	for range jobs {
		g.Go(func() error { return r.work(ctx) })
	}
	if err := g.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func (r *Reader) work(ctx context.Context) error {
	in, err := r.Queue.Receive(ctx, queue.Pages, 1)
	if err != nil {
		return err
	}
	defer in.Close()
	for {
		m, err := in.Next(ctx)
		if err != nil {
			return err
		}
		if err := r.take(ctx, m); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			r.Log.Error("page not passed on", "err", err) // it comes again
			if err := m.Back(time.Second); err != nil {
				r.Log.Warn("page not given back", "err", err)
			}
		}
	}
}

// take reads one page and passes on what came of it.
func (r *Reader) take(ctx context.Context, m *queue.Message) error {
	p, err := decodePage(m.Body)
	if err != nil {
		r.Log.Error("message is no page", "err", err)
		return r.Queue.Ack(ctx, m.Token)
	}
	defer r.keepAlive(m)()
	out := &Reading{URL: p.URL, Visit: p.Visit, Fetched: p.Fetched, Token: m.Token, Coder: r.Version}
	if m.Tries > maxTries {
		out.Fault = fmt.Sprintf("given up after %d attempts to read it", maxTries)
	} else if err := r.read(ctx, p, out); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		out.Fault = strings.Join(strings.Fields(err.Error()), " ")
	}
	msg, err := out.encode()
	if err != nil {
		return err
	}
	fresh, err := r.Queue.Send(ctx, queue.Readings, p.id()+" "+out.Content+out.Fault, msg)
	if errors.Is(err, queue.ErrTooLarge) && out.Entry != nil {
		out.Entry, out.Content, out.Fault = nil, "", err.Error()
		if msg, err = out.encode(); err == nil {
			fresh, err = r.Queue.Send(ctx, queue.Readings, p.id()+" too large", msg)
		}
	}
	if err == nil && !fresh { // the first one acknowledges another delivery of the page
		err = r.Queue.Ack(ctx, m.Token)
	}
	return err
}

// keepAlive asks for more time while a page is being read.
func (r *Reader) keepAlive(m *queue.Message) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(r.AckWait / 3)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if err := m.Working(); err != nil {
					r.Log.Debug("more time not asked for", "err", err)
				}
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}

// read fills in what a page says.
func (r *Reader) read(ctx context.Context, p *Page, out *Reading) error {
	if len(p.Body) > longPage {
		r.long.Lock()
		defer r.long.Unlock()
	}
	a, err := r.Desk.Prepare(item(p), intake.Options{AnyLang: p.AnyLang})
	if err != nil {
		return err
	}
	dated(&a.Article, p)
	clean := a.Article
	r.Coder.Clean(&clean)
	if out.Content = store.Content(&clean); out.Content == p.Known {
		return nil
	}
	d, err := r.Coder.Read(ctx, a.Article, a.Defects...)
	if err != nil {
		out.Content = ""
		return err
	}
	e := d.Entry()
	out.Entry, out.Content = &e, store.Content(&e.Article)
	return nil
}

// item is a page as inputs are.
func item(p *Page) source.Item {
	it := source.Body(p.URL, p.Final, p.Type, p.Body)
	it.Told.Title = p.Title
	if day, err := chancery.ParseStamp(p.Published); err == nil {
		it.Told.Published = day
	}
	return it
}

// dated gives an article without a day that on which it was first seen.
func dated(a *chancery.Article, p *Page) {
	if !a.Published.IsZero() {
		return
	}
	if day, err := chancery.ParseStamp(p.Fetched.UTC().Format(time.DateOnly)); err == nil {
		a.Published, a.Inferred = day, true
	}
}
