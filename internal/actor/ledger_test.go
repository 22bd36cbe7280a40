package actor_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery/internal/score"
)

// seen are the hand-made articles that were looked at closely to develop; the
// others tell how well the rest of the world fares.
var seen = []string{
	"background_nile_dam", "border_clash_preah", "briefing_balloon", "calendar_budapest", "call_two_readouts",
	"crackdown_tbilisi", "military_aid_tanks",
}

// TestLedger compares mentions with a sample read by hand.
func TestLedger(t *testing.T) {
	golds, err := score.Load(os.DirFS(filepath.Join(dataDir(t), "ledger")))
	if err != nil {
		t.Skip(err)
	}
	parts := []*score.Report{score.NewReport(), score.NewReport(), score.NewReport()}
	for _, g := range golds {
		_, body, _ := strings.Cut(string(g.Raw), "\n\n")
		for _, s := range g.Article.Boilerplate {
			body = strings.Replace(body, s, "", 1)
		}
		e := read(t, body, g.Published).Entry()
		k := 1
		if slices.Contains(seen, g.Name) {
			k = 0
		}
		parts[k].Add(g, &e)
		parts[2].Add(g, &e)
	}
	for k, name := range []string{"looked at", "not looked at", "all"} {
		right, wrong, of := mentionShares(parts[k])
		t.Logf("%s: %d mentions, right %.3f, wrong %.3f", name, of, right, wrong)
		if k == 2 && (right < 0.88 || wrong > 0.05) {
			t.Errorf("right %.3f, want 0.88; wrong %.3f, want at most 0.05", right, wrong)
		}
		for _, m := range parts[k].Misses {
			if m.Section == "mentions" && (k == 0 || k == 1 && os.Getenv("SHOW") != "") {
				t.Logf("  %s %s: %s", m.Article, m.What, m.Row)
			}
		}
	}
}

func mentionShares(r *score.Report) (right, wrong float64, of int) {
	c := r.Sections["mentions"]
	return c.Recall, float64(c.Printed-c.SysRight) / float64(c.Gold), c.Gold
}
