package coder

import (
	"fmt"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
	"chancery/internal/prop"
)

// stages is the table of what reads an article, in order.
func stages(o *options) ([]pipeline.Stage, error) {
	l := loader{}
	pr := load(&l, "prop", func() (*prop.Stage, error) { return prop.New(data.FS) })
	if l.err != nil {
		return nil, l.err
	}
	return []pipeline.Stage{
		{Name: "prop", Gives: chancery.Props, Run: pr.Run},
	}, nil
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
