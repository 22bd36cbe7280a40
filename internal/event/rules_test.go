package event_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/prop"
	"chancery/internal/rules"
)

// TestRules reads every sentence that a rule must, or must not, read.
func TestRules(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some five hundred sentences")
	}
	sentences, failed := 0, 0
	for _, r := range pipe().events.Rules().Rules {
		for _, ex := range r.Yes {
			sentences++
			d := read(t, ex.Sentence, ex.Date)
			if why := yes(d, r, ex.Expect); why != "" {
				failed++
				t.Errorf("%s:%d: %s: %q: %s%s", r.File, ex.Line, r.Name, ex.Sentence, why, dump(d))
			}
		}
		for _, ex := range r.No {
			sentences++
			d := read(t, ex.Sentence, ex.Date)
			for i := range d.Events {
				if d.Events[i].Rule == r.Name {
					failed++
					t.Errorf("%s:%d: %s: %q must not fire: %s%s", r.File, ex.Line, r.Name, ex.Sentence, line(d, &d.Events[i]), dump(d))
				}
			}
		}
	}
	t.Logf("%d rules, %d sentences, %d failed", len(pipe().events.Rules().Rules), sentences, failed)
}

func dump(d *chancery.Doc) string {
	if os.Getenv("CHANCERY_DUMP") == "" {
		return ""
	}
	return "\n" + prop.Dump(d)
}

// yes is what is wrong with the rows of d where rule r must have made one that
// fits want; empty where one does.
func yes(d *chancery.Doc, r *rules.Rule, want rules.Expect) string {
	var got []string
	for i := range d.Events {
		e := &d.Events[i]
		got = append(got, line(d, e))
		if e.Rule == r.Name && (want.Any || named(d, e.Sources, want.A) && named(d, e.Targets, want.B) &&
			(want.Status == "" || want.Status == string(e.Status))) {
			return ""
		}
	}
	return fmt.Sprintf("want %s > %s %s, got %s", strings.Join(want.A, ","), strings.Join(want.B, ","), want.Status, strings.Join(got, "; "))
}

// named reports whether actors and codes are the same, each code a country or
// the beginning of a code of its own actor.
func named(d *chancery.Doc, ids, codes []string) bool {
	if len(ids) != len(codes) {
		return false
	}
	for _, c := range codes {
		if !slices.ContainsFunc(ids, func(id string) bool { return has(d, id, c) }) {
			return false
		}
	}
	return true
}

func has(d *chancery.Doc, id, code string) bool {
	for _, a := range d.Actors {
		if a.ID == id {
			return a.Country == code || strings.HasSuffix(a.Name, code) || slices.ContainsFunc(a.Codes, func(x string) bool { return strings.HasPrefix(x, code) })
		}
	}
	return false
}

func line(d *chancery.Doc, e *chancery.Event) string {
	return fmt.Sprintf("%s %s %s %s > %s %s %q", e.Rule, e.Type, e.CAMEO, codesOf(d, e.Sources), codesOf(d, e.Targets), e.Status, d.Text[e.Trigger.Start:e.Trigger.End])
}

func codesOf(d *chancery.Doc, ids []string) string {
	var out []string
	for _, id := range ids {
		for _, a := range d.Actors {
			if a.ID == id && len(a.Codes) > 0 {
				out = append(out, a.Codes[0])
			} else if a.ID == id {
				out = append(out, a.Name)
			}
		}
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, ",")
}
