package text_test

import (
	"reflect"
	"sync"
	"testing"

	"chancery"
)

// TestConcurrent splits many articles side by side: a Stage is read-only, and
// the room that it keeps between articles must not show.
func TestConcurrent(t *testing.T) {
	s := stage(t)
	bodies := []string{report, "One must must go.\n“Stay,” he said.", "donâ€™t", "", report + "\n" + report}
	want := make([]*chancery.Doc, len(bodies))
	for i, b := range bodies {
		want[i] = split(t, s, b)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for n := range 20 {
				i := (g + n) % len(bodies)
				d := &chancery.Doc{Article: chancery.Article{Text: bodies[i]}}
				if err := s.Split(t.Context(), d); err != nil {
					t.Error(err)
				}
				if !reflect.DeepEqual(d, want[i]) {
					t.Errorf("text %d: another result", i)
				}
			}
		})
	}
	wg.Wait()
}
