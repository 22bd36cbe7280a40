package coder

import (
	"fmt"
	"io/fs"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/agenda"
	"chancery/internal/claim"
	"chancery/internal/event"
	"chancery/internal/parse"
	"chancery/internal/pipeline"
	"chancery/internal/place"
	"chancery/internal/prop"
	"chancery/internal/quote"
	"chancery/internal/rules"
	"chancery/internal/text"
	"chancery/internal/when"
)

// A table is the stages that read an article, in order.
type table struct {
	full    []pipeline.Stage
	parsing []pipeline.Stage // only words and trees, and words as they are written
	words   *text.Stage      // which also cleans texts
	fsys    fs.FS            // what the stages were loaded from
}

func stages(o *options) (*table, error) {
	const trees, named = chancery.Toks | chancery.Trees, chancery.Toks | chancery.Trees | chancery.Mentions
	l := loader{}
	fsys := rules.Over(data.FS, o.rules...)
	t := load(&l, "text", func() (*text.Stage, error) { return text.New(fsys) })
	p := load(&l, "parse", func() (*parse.Stage, error) { return parse.New(fsys) })
	a := load(&l, "actor", func() (*actor.Stage, error) { return actor.New(fsys, o.actors...) })
	w := load(&l, "when", func() (*when.Stage, error) { return when.New(fsys) })
	pl := load(&l, "place", func() (*place.Stage, error) { return place.New(fsys) })
	pr := load(&l, "prop", func() (*prop.Stage, error) { return prop.New(fsys) })
	q := load(&l, "quote", func() (*quote.Stage, error) { return quote.New(fsys) })
	cl := load(&l, "claim", func() (*claim.Stage, error) { return claim.New(fsys) })
	ag := load(&l, "agenda", func() (*agenda.Stage, error) { return agenda.New(fsys) })
	e := load(&l, "event", func() (*event.Stage, error) { return event.New(fsys) })
	if l.err != nil {
		return nil, l.err
	}
	parser := pipeline.Stage{Name: "parse", Needs: chancery.Toks, Gives: chancery.Trees | chancery.Names, Run: p.Run}
	full := []pipeline.Stage{
		{Name: "text", Gives: chancery.Toks, Run: t.Split},
		parser,
		{Name: "mend", Needs: trees, Gives: chancery.Mended, Run: pr.Mend},
		{Name: "when", Needs: trees, Gives: chancery.Times, Run: w.Run},
		{Name: "actor", Needs: trees | chancery.Names, Gives: chancery.Mentions, Run: a.Find},
		{Name: "place", Needs: trees | chancery.Names | chancery.Times | chancery.Mentions, Gives: chancery.Places, Run: pl.Run},
		{Name: "prop", Needs: named, Gives: chancery.Props, Run: pr.Run},
		{Name: "quote", Needs: named | chancery.Props, Gives: chancery.Statements, Run: q.Run},
		{Name: "claim", Needs: named | chancery.Props | chancery.Statements, Gives: chancery.Conditions, Run: cl.Run},
		{Name: "agenda", Needs: named | chancery.Props | chancery.Times, Gives: chancery.Agenda, Run: ag.Run},
		{Name: "event", Needs: named | chancery.Props | chancery.Statements | chancery.Conditions | chancery.Agenda, Gives: chancery.Events, Run: e.Run},
	}
	return &table{full, []pipeline.Stage{{Name: "text", Gives: chancery.Toks, Run: t.Tokenize}, parser}, t, fsys}, nil
}

// A loader keeps the first error of many.
type loader struct{ err error }

func load[T any](l *loader, name string, f func() (T, error)) T {
	var zero T
	if l.err != nil {
		return zero
	}
	s, err := f()
	if err != nil {
		l.err = fmt.Errorf("stage %s: %w", name, err)
	}
	return s
}
