package story

import (
	"math/rand/v2"
	"testing"
)

func TestSources(t *testing.T) {
	report := func(outlet string, text int64, day string) Report {
		return Report{Outlet: outlet, Group: text, Published: day}
	}
	for _, tt := range []struct {
		name    string
		reports []Report
		want    int
	}{
		{"one", []Report{report("Post", 1, "2031-03-01")}, 1},
		{"two outlets, two texts", []Report{report("Post", 1, "2031-03-01"), report("Mail", 2, "2031-03-01")}, 2},
		{"a reprint", []Report{report("Post", 1, "2031-03-01"), report("Mail", 1, "2031-03-01")}, 1},
		{"two texts of one outlet", []Report{report("Post", 1, "2031-03-01"), report("post ", 2, "2031-03-03")}, 1},
		{"an outlet that only reprints one of two texts", []Report{report("Post", 1, "2031-03-01"), report("Post", 2, "2031-03-02"), report("Mail", 1, "2031-03-02")}, 1},
		{"the same on one day", []Report{report("Post", 1, "2031-03-01"), report("Post", 2, "2031-03-01"), report("Mail", 1, "2031-03-01")}, 1},
		{"a reprint and a text of its own", []Report{report("Post", 1, "2031-03-01"), report("Mail", 1, "2031-03-02"), report("Mail", 2, "2031-03-02")}, 2},
		{"texts of nobody", []Report{report("", 1, "2031-03-01"), report("", 2, "2031-03-01"), report("", 2, "2031-03-01")}, 2},
		{"a text of nobody that a paper has too", []Report{report("", 1, "2031-03-01"), report("Post", 1, "2031-03-01")}, 1},
		{"none", nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 5 {
				if n := Sources(tt.reports); n != tt.want {
					t.Errorf("%d sources, want %d", n, tt.want)
				}
				rand.Shuffle(len(tt.reports), func(i, j int) { tt.reports[i], tt.reports[j] = tt.reports[j], tt.reports[i] })
			}
		})
	}
}
