package petrarch_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery/internal/golden"
	"chancery/internal/petrarch"
)

func known() petrarch.Known {
	kinds := map[string]string{"012": "", "010": "", "030": "AGREE", "040": "CONSULT", "057": "SUPPORT", "073": "AID", "120": "REJECT", "130": "THREATEN", "173": "COERCE", "1711": "COERCE"}
	return petrarch.Known{
		Kind: func(code string) (string, bool) { k, ok := kinds[code]; return k, ok },
		Verb: func(lemma string) bool { return lemma == "pledge" || lemma == "hold" },
	}
}

func TestActors(t *testing.T) {
	b, err := os.ReadFile("testdata/actors.txt")
	if err != nil {
		t.Fatal(err)
	}
	actors, left := petrarch.Actors("actors.txt", string(b))
	golden.Check(t, "actors.golden", []byte(petrarch.WriteActors("actors.txt", actors)+told(left)))
}

func TestVerbs(t *testing.T) {
	b, err := os.ReadFile("testdata/verbs.txt")
	if err != nil {
		t.Fatal(err)
	}
	files, left := petrarch.ReadVerbs("verbs.txt", string(b)).Files("verbs.txt", known())
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out.WriteString("== " + name + "\n" + files[name])
	}
	golden.Check(t, "verbs.golden", []byte(out.String()+told(left)))
}

func told(left []petrarch.Left) string {
	var b strings.Builder
	b.WriteString("== left out\n")
	for _, l := range left {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

// Whatever the bytes, nothing breaks, and every line that is left out is one of
// the text.
func FuzzRead(f *testing.F) {
	f.Add("A_ [USA <19900101]\n+B\n\t[GBR 500101-]")
	f.Add("--- X [040] ---\nX {XS}\n- $ * WITH % + [041]\n&S\n+T\n~")
	f.Fuzz(func(t *testing.T, s string) {
		lines := strings.Count(s, "\n") + 1
		_, left := petrarch.Actors("f", s)
		_, more := petrarch.ReadVerbs("f", s).Files("f", known())
		for _, l := range append(left, more...) {
			if l.Line < 1 || l.Line > lines {
				t.Fatalf("line %d of %d", l.Line, lines)
			}
		}
	})
}
