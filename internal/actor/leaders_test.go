package actor_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/actor"
)

// TestLeaders asks who leaders are on a day: those in office with their code,
// those who have left never as if they were in office.
func TestLeaders(t *testing.T) {
	b, err := os.ReadFile("testdata/leaders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	s, err := actor.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	n, right := 0, 0
	for l := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if f[0] == "day" {
			continue
		}
		day, phrase, name, code, tenure := f[0], f[1], f[2], f[3], f[4]
		n++
		a := s.Who(phrase, day)
		switch {
		case len(a) == 0:
			t.Logf("%s %s: nobody", day, phrase)
		case !slices.ContainsFunc(actor.Fold(a[0].Actor.Name), func(w string) bool { return w == actor.Fold(name)[0] }):
			t.Logf("%s %s: %s, want %s", day, phrase, a[0].Actor.Name, name)
		case !slices.Contains(a[0].Codes, code) || tenure == "former" && a[0].Tenure != "former":
			if tenure == "former" && a[0].Tenure != "former" {
				t.Errorf("%s %s is shown in office: %v %s", day, phrase, a[0].Codes, a[0].Actor.Office)
				continue
			}
			t.Logf("%s %s: %v %s (%s), want %s", day, phrase, a[0].Codes, a[0].Actor.Office, a[0].Tenure, code)
		default:
			right++
		}
	}
	t.Logf("%d of %d right", right, n)
	if right*100 < n*97 {
		t.Errorf("%d of %d right, want 97%%", right, n)
	}
}
