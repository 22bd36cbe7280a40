package coder

import (
	"fmt"
	"os"
	"slices"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/event"
	"chancery/internal/parse"
	"chancery/internal/pipeline"
	"chancery/internal/prop"
	"chancery/internal/quote"
	"chancery/internal/text"
)

// stages is the table of what reads an article, in order, with the stage that
// also cleans its text.
func stages(o *options) ([]pipeline.Stage, *text.Stage, error) {
	const trees, named = chancery.Toks | chancery.Trees, chancery.Toks | chancery.Trees | chancery.Mentions
	l := loader{}
	t := load(&l, "text", func() (*text.Stage, error) { return text.New(data.FS) })
	p := load(&l, "parse", func() (*parse.Stage, error) { return parse.New(data.FS) })
	a := load(&l, "actor", func() (*actor.Stage, error) { return actor.New(data.FS, o.actors...) })
	pr := load(&l, "prop", func() (*prop.Stage, error) { return prop.New(data.FS) })
	q := load(&l, "quote", func() (*quote.Stage, error) { return quote.New(data.FS) })
	var late []pipeline.Stage
	if e, err := event.New(data.FS); err == nil {
		late = append(late, pipeline.Stage{Name: "event", Needs: named | chancery.Props, Gives: chancery.Events, Run: e.Run})
	} else {
		fmt.Fprintln(os.Stderr, "chancery: stage event left out:", err)
	}
	if l.err != nil {
		return nil, nil, l.err
	}
	return append([]pipeline.Stage{
		{Name: "text", Gives: chancery.Toks, Run: t.Split},
		{Name: "parse", Needs: chancery.Toks, Gives: chancery.Trees | chancery.Names, Run: p.Run},
		{Name: "actor", Needs: trees | chancery.Names, Gives: chancery.Mentions, Run: a.Find},
		{Name: "prop", Needs: named, Gives: chancery.Props, Run: pr.Run},
		{Name: "quote", Needs: named | chancery.Props, Gives: chancery.Statements, Run: q.Run},
	}, late...), t, nil
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

// asWritten is the table with words as they are written, without repair.
func asWritten(all []pipeline.Stage, t *text.Stage) []pipeline.Stage {
	out := slices.Clone(all)
	out[0].Run = t.Tokenize
	return out
}

// upTo is the head of the table, to the stage that gives the layer.
func upTo(all []pipeline.Stage, last chancery.Layer) []pipeline.Stage {
	for i, s := range all {
		if s.Gives&last != 0 {
			return all[:i+1]
		}
	}
	return nil
}

// only is the stage that gives the layer, alone, where what it needs is given.
func only(all []pipeline.Stage, layer chancery.Layer) []pipeline.Stage {
	for _, s := range all {
		if s.Gives&layer != 0 {
			s.Needs = 0
			return []pipeline.Stage{s}
		}
	}
	return nil
}
