package event_test

import (
	"os"
	"testing"

	"chancery/internal/prop"
	"chancery/internal/rules"
)

// TestRules reads every sentence that a rule must, or must not, read. With
// CHANCERY_DUMP set it shows the propositions of those that fail.
func TestRules(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some six hundred sentences")
	}
	sentences, failed := 0, 0
	check := func(r *rules.Rule, ex rules.Example, yes bool) {
		sentences++
		d := read(t, ex.Sentence, ex.Date)
		why := rules.Check(d, r, ex, yes)
		if why == "" {
			return
		}
		failed++
		shown := ""
		for i := range d.Events {
			shown += "\n\t" + line(d, &d.Events[i])
		}
		if os.Getenv("CHANCERY_DUMP") != "" {
			shown += "\n" + prop.Dump(d)
		}
		t.Errorf("%s:%d: %s: %q: %s%s", r.File, ex.Line, r.Name, ex.Sentence, why, shown)
	}
	for _, r := range pipe().events.Rules().Rules {
		for _, ex := range r.Yes {
			check(r, ex, true)
		}
		for _, ex := range r.No {
			check(r, ex, false)
		}
	}
	t.Logf("%d rules, %d sentences, %d failed", len(pipe().events.Rules().Rules), sentences, failed)
}
