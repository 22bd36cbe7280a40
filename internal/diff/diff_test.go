package diff

import (
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string
		want          []Edit
	}{
		"the same":        {"One two.", "One two.", []Edit{{Op: "=", Text: "One two."}}},
		"a word":          {"The talks lasted an hour.", "The talks lasted two hours.", []Edit{{Op: "=", Text: "The talks lasted "}, {Op: "-", Text: "an"}, {Op: "+", Text: "two"}, {Op: "=", Text: " "}, {Op: "-", Text: "hour."}, {Op: "+", Text: "hours."}}},
		"a new paragraph": {"One.\n", "One.\nTwo.\n", []Edit{{Op: "=", Text: "One.\n"}, {Op: "+", Text: "Two.\n"}}},
		"all gone":        {"One.", "", []Edit{{Op: "-", Text: "One."}}},
		"nothing":         {"", "", nil},
	} {
		if got := Words(c.before, c.after); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Both texts can be put together from what differs, whatever they are.
func FuzzWords(f *testing.F) {
	f.Add("a b\nc", "a c\nc d")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, before, after string) {
		var a, b strings.Builder
		for _, e := range Words(before, after) {
			if e.Op != "+" {
				a.WriteString(e.Text)
			}
			if e.Op != "-" {
				b.WriteString(e.Text)
			}
		}
		if a.String() != before || b.String() != after {
			t.Errorf("%q and %q became %q and %q", before, after, a.String(), b.String())
		}
	})
}
