// Package pipeline checks and runs the table of stages that reads an article.
//
// A stage names the layers that it needs and the one that it gives. New refuses
// a table in which a need is not met by an earlier stage; the runner times each
// stage, names stage and article in any error, and turns a panic into an error,
// so that one bad article does not stop the others.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery"
)

// A Stage adds one layer, or several at once, to a Doc.
type Stage struct {
	Name  string
	Needs chancery.Layer
	Gives chancery.Layer
	Run   func(context.Context, *chancery.Doc) error
}

// A Pipeline is a checked table of stages. It is safe for concurrent use.
type Pipeline struct {
	stages []Stage
	spent  []atomic.Int64 // nanoseconds in each stage
	docs   atomic.Int64
}

// New checks that every stage has a name of its own and something to run, and
// that what it needs an earlier one gives. It reports all faults together.
func New(stages []Stage) (*Pipeline, error) {
	var have chancery.Layer
	var faults []error
	seen := map[string]bool{}
	for i, s := range stages {
		switch {
		case s.Name == "" || s.Run == nil:
			faults = append(faults, fmt.Errorf("stage %d: no name or nothing to run", i))
		case seen[s.Name]:
			faults = append(faults, fmt.Errorf("stage %s: twice", s.Name))
		}
		if missing := s.Needs &^ have; missing != 0 {
			faults = append(faults, fmt.Errorf("stage %s: needs %v, which no earlier stage gives", s.Name, missing))
		}
		if s.Gives&have != 0 {
			faults = append(faults, fmt.Errorf("stage %s: gives %v, which an earlier stage gives", s.Name, s.Gives&have))
		}
		seen[s.Name] = true
		have |= s.Gives
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &Pipeline{stages: stages, spent: make([]atomic.Int64, len(stages))}, nil
}

// A StageError says in which stage reading an article failed.
type StageError struct {
	Stage   string
	Article string
	Err     error
	Stack   []byte // where it was a panic
}

func (e *StageError) Error() string {
	return fmt.Sprintf("stage %s: article %s: %v", e.Stage, e.Article, e.Err)
}

func (e *StageError) Unwrap() error { return e.Err }

// Code runs every stage on d, which it owns until it returns. After each stage
// it calls after, unless that is nil.
func (p *Pipeline) Code(ctx context.Context, d *chancery.Doc, after func(stage string)) error {
	p.docs.Add(1)
	for i := range p.stages {
		s := &p.stages[i]
		if err := ctx.Err(); err != nil {
			return err
		}
		start := time.Now()
		err := s.guarded(ctx, d)
		p.spent[i].Add(int64(time.Since(start)))
		if err != nil {
			return err
		}
		d.Have |= s.Gives
		if after != nil {
			after(s.Name)
		}
	}
	return nil
}

func (s *Stage) guarded(ctx context.Context, d *chancery.Doc) (err error) {
	name := cmp.Or(d.ID, chancery.ArticleID(d.Source, d.Text))
	defer func() {
		if v := recover(); v != nil {
			err = &StageError{Stage: s.Name, Article: name, Err: fmt.Errorf("panic: %v", v), Stack: debug.Stack()}
		}
	}()
	if err := s.Run(ctx, d); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &StageError{Stage: s.Name, Article: name, Err: err}
	}
	return nil
}

// A Timing is the time that a stage has taken over all articles so far.
type Timing struct {
	Stage string
	Spent time.Duration
}

// Timings are the stages with their times, in order, and the number of articles.
func (p *Pipeline) Timings() ([]Timing, int) {
	out := make([]Timing, len(p.stages))
	for i, s := range p.stages {
		out[i] = Timing{s.Name, time.Duration(p.spent[i].Load())}
	}
	return out, int(p.docs.Load())
}

// Each calls work for every item side by side, with at most jobs at once
// (GOMAXPROCS where jobs is 0), and done with each result in the order of the
// items. It holds a few results for each job and no more, so items may go on for
// ever. It stops at the first error of done or when ctx ends, and returns it.
func Each[In, Out any](ctx context.Context, jobs int, items iter.Seq[In], work func(context.Context, In) Out, done func(Out) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, gctx := errgroup.WithContext(ctx)
	queue := make(chan chan Out, 2*jobs) // results to come, in order
	slots := make(chan struct{}, jobs)
	g.Go(func() error {
		defer close(queue)
		for item := range items {
			result := make(chan Out, 1)
			select {
			case queue <- result:
			case <-gctx.Done():
				return gctx.Err()
			}
			select {
			case slots <- struct{}{}:
			case <-gctx.Done():
				return gctx.Err()
			}
			g.Go(func() error {
				defer func() { <-slots }()
				result <- work(gctx, item)
				return nil
			})
		}
		return nil
	})
	g.Go(func() error {
		for result := range queue {
			select {
			case out := <-result:
				if err := done(out); err != nil {
					return err
				}
			case <-gctx.Done():
				return gctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}
