// Package coder is the public door of Chancery: it reads an article and returns
// the ledger entry.
//
//	c, err := coder.New()
//	entry, err := c.Code(ctx, chancery.Article{Text: text, Published: day})
//
// It holds the table of stages, which is the program: what is read in which
// order, and what each stage needs and gives. A Coder is safe for concurrent
// use; the same article always gives the same entry.
package coder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/pipeline"
	"chancery/internal/text"
)

// A Coder reads articles. Its tables are loaded once, by New.
type Coder struct {
	log   *slog.Logger
	fsys  fs.FS // tables and rules, with an operator's own over them
	words *text.Stage
	full  *pipeline.Pipeline
	parse *pipeline.Pipeline // words and trees only
	trees *pipeline.Pipeline // trees of words that are given
}

// An Option changes how a Coder is made.
type Option func(*options) error

type options struct {
	log    *slog.Logger
	actors []actor.Overlay
	rules  []fs.FS
	more   []pipeline.Stage
}

// WithLogger sends what a Coder has to say to log; without it, it is silent.
func WithLogger(log *slog.Logger) Option {
	return func(o *options) error {
		o.log = log
		return nil
	}
}

// WithActors lays a dictionary of actors over the built-in one: lines of name,
// code, first and last day, with tabs between. Its error lists every fault as
// "name:line: what".
func WithActors(name string, tsv []byte) Option {
	return func(o *options) error {
		a, err := actor.ParseOverlay(name, tsv)
		if err == nil {
			o.actors = append(o.actors, a)
		}
		return err
	}
}

// WithActorTables lays a folder of tables over the built-in ones, which have the
// same columns: countries.tsv, names.tsv, organisations.tsv, groups.tsv,
// officials.tsv, roles.tsv, given_names.tsv, as far as they are there. Its error
// lists every fault as "name/file:line: what".
func WithActorTables(name string, dir fs.FS) Option {
	return func(o *options) error {
		a, err := actor.ParseOverlayFolder(name, dir, data.FS)
		if err == nil {
			o.actors = append(o.actors, a)
		}
		return err
	}
}

// WithRules lays a folder of rules and word lists over the built-in ones: its
// files *.rules (or rules/*.rules) and lexicon/*.tsv. A rule goes before built-in
// ones, replaces that of its name, and "drop NAME" takes a built-in one out; see
// docs/formats/rules.md.
func WithRules(dir fs.FS) Option {
	return func(o *options) error {
		o.rules = append(o.rules, dir)
		return nil
	}
}

// WithStage puts a stage of one's own behind those of the table.
func WithStage(s pipeline.Stage) Option {
	return func(o *options) error {
		o.more = append(o.more, s)
		return nil
	}
}

// ErrNoText says that an article has no text to read.
var ErrNoText = errors.New("no text")

// New loads and checks every table.
func New(opts ...Option) (*Coder, error) {
	o := options{log: slog.New(slog.DiscardHandler)}
	var faults []error
	for _, opt := range opts {
		faults = append(faults, opt(&o))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	t, err := stages(&o)
	if err != nil {
		return nil, err
	}
	parser := t.parsing[len(t.parsing)-1]
	parser.Needs = 0 // who calls ParseToks brings the words
	c := &Coder{log: o.log, fsys: t.fsys, words: t.words}
	for _, x := range []struct {
		to     **pipeline.Pipeline
		stages []pipeline.Stage
	}{{&c.full, append(t.full, o.more...)}, {&c.parse, t.parsing}, {&c.trees, []pipeline.Stage{parser}}} {
		if *x.to, err = pipeline.New(x.stages); err != nil {
			return nil, fmt.Errorf("table of stages: %w", err)
		}
	}
	return c, nil
}

// Code reads an article and returns what it says.
func (c *Coder) Code(ctx context.Context, a chancery.Article) (*chancery.Entry, error) {
	d, err := c.Read(ctx, a)
	if err != nil {
		return nil, err
	}
	e := d.Entry()
	return &e, nil
}

// Read is Code with everything that the stages left behind, for those who want
// to see how an entry came about. The text is cleaned first: its headline and the
// furniture of its site are taken out. Defects that were found before, such as
// encoding faults, may be given.
func (c *Coder) Read(ctx context.Context, a chancery.Article, before ...chancery.Defect) (*chancery.Doc, error) {
	before = append(slices.Clone(before), c.Clean(&a)...)
	return c.run(ctx, c.full, a, before)
}

// Clean takes the headline and the furniture of its site out of the text of an
// article, as Read does first of all, and returns what it took out.
func (c *Coder) Clean(a *chancery.Article) []chancery.Defect { return c.words.Clean(a) }

// Parse finds the words, the trees and the names of a text, as it is written,
// and nothing more.
func (c *Coder) Parse(ctx context.Context, a chancery.Article) (*chancery.Doc, error) {
	return c.run(ctx, c.parse, a, nil)
}

// ParseToks adds trees and names to the words and sentences that d has.
func (c *Coder) ParseToks(ctx context.Context, d *chancery.Doc) error {
	d.Have |= chancery.Toks
	return c.trees.Code(ctx, d, nil)
}

func (c *Coder) run(ctx context.Context, p *pipeline.Pipeline, a chancery.Article, before []chancery.Defect) (*chancery.Doc, error) {
	if strings.TrimSpace(a.Text) == "" {
		return nil, ErrNoText
	}
	if a.ID == "" {
		a.ID = chancery.ArticleID(a.Source, a.Text)
	}
	d := &chancery.Doc{Article: a, Defects: append([]chancery.Defect(nil), before...)}
	done := func(stage string) { c.log.Debug("stage done", "stage", stage, "article", a.ID) }
	if err := p.Code(ctx, d, done); err != nil {
		var stage *pipeline.StageError
		if errors.As(err, &stage) && stage.Stack != nil {
			c.log.Debug("a stage broke down", "stage", stage.Stage, "article", a.ID, "stack", string(stage.Stack))
		}
		return nil, err
	}
	return d, nil
}

// Timings are the stages with the time that each took over all articles, and
// the number of articles.
func (c *Coder) Timings() ([]pipeline.Timing, int) { return c.full.Timings() }
