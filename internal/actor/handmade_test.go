package actor_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/actor"
)

// A chainFile is what is read of an article with chains of mentions; offsets
// are in bytes.
type chainFile struct {
	Published, Text string
	Coref           []struct {
		Entity   string
		Mentions []struct {
			Text         string
			Bstart, Bend int
		}
	}
}

// TestChains compares mentions with chains of coreference that were read by
// hand.
func TestChains(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(dataDir(t), "statements", "handmade", "*.json"))
	if len(files) == 0 {
		t.Skip("no articles with chains")
	}
	var right, wrong, missed int
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var c chainFile
		if err := json.Unmarshal(b, &c); err != nil {
			t.Fatal(f, err)
		}
		d := read(t, c.Text, c.Published)
		for _, e := range c.Coref {
			for _, m := range e.Mentions {
				names := refNames(d, m.Bstart, m.Bend)
				switch {
				case len(names) == 0:
					missed++
					t.Logf("%s missed %q = %s", filepath.Base(f), m.Text, e.Entity)
				case fitsEntity(e.Entity, names):
					right++
				default:
					wrong++
					t.Logf("%s wrong %q = %s, got %v", filepath.Base(f), m.Text, e.Entity, names)
				}
			}
		}
	}
	n := float64(right + wrong + missed)
	t.Logf("%d mentions: right %.3f, wrong %.3f", right+wrong+missed, float64(right)/n, float64(wrong)/n)
	if float64(right) < 0.85*n || float64(wrong) > 0.07*n {
		t.Error("fewer are right than should be")
	}
}

// refNames are the names of the actors of the mention at [lo, hi).
func refNames(d *chancery.Doc, lo, hi int) []string {
	var best *chancery.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != chancery.ActorMention || m.Span.End > hi || m.Span.Start >= hi || m.Span.End <= lo {
			continue
		}
		if best == nil || m.Span.End > best.Span.End || m.Span.End == best.Span.End && abs(m.Span.Start-lo) < abs(best.Span.Start-lo) {
			best = m
		}
	}
	if best == nil {
		return nil
	}
	var out []string
	for _, id := range best.Refs {
		i := slices.IndexFunc(d.Actors, func(a chancery.Actor) bool { return a.ID == id })
		out = append(out, d.Actors[i].Name)
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// fitsEntity compares names by their last words; an entity may be several.
func fitsEntity(entity string, names []string) bool {
	parts := strings.Split(entity, "; ")
	if len(parts) != len(names) {
		return false
	}
	for _, p := range parts {
		if !slices.ContainsFunc(names, func(n string) bool { return alike(p, n) }) {
			return false
		}
	}
	return true
}

func alike(a, b string) bool {
	x, y := actor.Fold(a), actor.Fold(b)
	return slices.Equal(x, y) || x[len(x)-1] == y[len(y)-1] || strings.Contains(strings.Join(y, " "), strings.Join(x, " ")) || strings.Contains(strings.Join(x, " "), strings.Join(y, " "))
}
