package watch

import (
	"context"
	"iter"
	"slices"
	"time"

	"chancery/internal/store"
)

// Preview yields what an alert would have told of the last rows of the ledger, the
// latest first, at most so many. It changes nothing.
func Preview(ctx context.Context, s *store.Store, a *store.Alert, most int) iter.Seq2[*store.Firing, error] {
	return func(yield func(*store.Firing, error) bool) {
		e, err := newEvaluation(s, a, time.Now())
		if err != nil {
			yield(nil, err)
			return
		}
		until, err := s.LastReport(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		told := map[string]bool{}
		for n := 0; until > 0 && n < most; until -= chunk {
			found, err := e.new(ctx, max(0, until-chunk), until)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, f := range slices.Backward(found) {
				key := f.Row
				if f.Happening != "" {
					key = f.Happening
				}
				if told[key] || n == most {
					continue
				}
				told[key] = true
				n++
				if !yield(&f, nil) {
					return
				}
			}
		}
	}
}
