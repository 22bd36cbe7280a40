package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/coder"
	"chancery/data"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/source"
)

// input is what the commands that read articles have in common.
type input struct {
	published string
	actors    []string
	rules     []string
	maxBytes  int64
}

func (in *input) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.published, "published", "", "`date` of publication of articles that do not say it themselves (2022-01-10 or RFC 3339)")
	in.actorFlag(cmd)
	in.rulesFlag(cmd)
	in.sizeFlag(cmd)
}

func (in *input) rulesFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&in.rules, "rules", nil, "a `folder` with rules and word lists of your own, laid over the built-in ones (repeatable)")
}

func (in *input) actorFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&in.actors, "actors", nil, "a `file` with actors of your own: name, code, from, to, with tabs between; or a folder of tables (repeatable)")
}

func (in *input) sizeFlag(cmd *cobra.Command) {
	cmd.Flags().Int64Var(&in.maxBytes, "max-bytes", source.DefaultMaxBytes, "the most `bytes` that one article may have")
}

// check refuses values of flags that have no meaning.
func (in *input) check() (chancery.Stamp, error) {
	day, err := chancery.ParseStamp(in.published)
	switch {
	case err != nil:
		return day, usageError{fmt.Errorf("--published: %w", err)}
	case in.maxBytes < 0:
		return day, usageError{fmt.Errorf("--max-bytes: %d, want a number above 0", in.maxBytes)}
	}
	return day, nil
}

// A reader reads the articles of inputs with everything loaded that it takes.
type reader struct {
	*program
	*coder.Coder
	desk *intake.Desk
	opts intake.Options
	max  int64
	long sync.Mutex // held while a long article is read
}

// longText is the length, in bytes, from which on articles are read one at a
// time: one of ten megabytes takes most of a gigabyte.
const longText = 1 << 20

// reader loads the tables, with the user's own actors over them.
func (p *program) reader(in *input) (*reader, error) {
	day, err := in.check()
	if err != nil {
		return nil, err
	}
	opts := append([]coder.Option{coder.WithLogger(p.logger())}, p.options...)
	for _, name := range in.actors {
		if at, err := os.Stat(name); err == nil && at.IsDir() {
			opts = append(opts, coder.WithActorTables(name, os.DirFS(name)))
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("--actors: %w", err)
		}
		opts = append(opts, coder.WithActors(name, b))
	}
	for _, dir := range in.rules {
		own, err := openRules(dir)
		if err != nil {
			return nil, err
		}
		opts = append(opts, coder.WithRules(own))
	}
	c, err := coder.New(opts...)
	if err != nil {
		return nil, err
	}
	desk, err := intake.New(data.FS)
	if err != nil {
		return nil, err
	}
	return &reader{program: p, Coder: c, desk: desk, opts: intake.Options{Published: day}, max: in.maxBytes}, nil
}

// A reading is one article that was read, or the reason why it was not.
type reading struct {
	name  string
	doc   *chancery.Doc
	entry *chancery.Entry
	err   error
}

// each reads the articles of the inputs side by side and calls done with each
// that could be read, in their order; the others are told on standard error.
func (r *reader) each(ctx context.Context, inputs []string, done func(*reading) error) error {
	defer r.timings()
	m, shown := startMeter(r.stderr), isTerminal(r.stdout)
	defer m.end()
	items, err := r.items(ctx, inputs)
	if err != nil {
		return err
	}
	work := func(ctx context.Context, it source.Item) *reading { return r.read(ctx, it, r.opts) }
	return pipeline.Each(ctx, 0, items, work, func(x *reading) error {
		m.step(shown || x.err != nil)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case x.err != nil:
			r.fail(x.name, x.err)
			return nil
		}
		return done(x)
	})
}

// items are the articles of the inputs, in order.
func (r *reader) items(ctx context.Context, inputs []string) (iter.Seq[source.Item], error) {
	web, err := r.fromWeb(inputs)
	if err != nil {
		return nil, err
	}
	return source.Read(ctx, inputs, source.Options{MaxBytes: r.max, Stdin: r.stdin, Web: web}), nil
}

// timings logs how long each stage took over all articles.
func (r *reader) timings() {
	log := r.logger()
	spent, n := r.Timings()
	for _, t := range spent {
		log.Debug("stage", "name", t.Stage, "articles", n, "spent", t.Spent)
	}
}

func (r *reader) read(ctx context.Context, it source.Item, opts intake.Options) *reading {
	a, err := r.desk.Prepare(it, opts)
	if err != nil {
		return &reading{name: it.Name, err: err}
	}
	return r.readArticle(ctx, it.Name, a)
}

// readArticle reads an article that has been taken out of its page.
func (r *reader) readArticle(ctx context.Context, name string, a *intake.Prepared) *reading {
	x := &reading{name: name}
	if len(a.Text) > longText {
		r.long.Lock()
		defer r.long.Unlock()
	}
	if x.doc, x.err = r.Read(ctx, a.Article, a.Defects...); x.err == nil {
		e := x.doc.Entry()
		x.entry = &e
	}
	return x
}
