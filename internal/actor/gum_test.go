package actor_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// TestPronouns compares pronouns with chains of coreference over news: a
// pronoun is right that has the actor of the names in its chain.
func TestPronouns(t *testing.T) {
	f, err := os.Open(filepath.Join(dataDir(t), "statements", "gum", "gum_news_interview_dev.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	var right, wrong, missed int
	for in.Scan() {
		var g struct {
			ID, Text, Ref string
			Chains        []struct {
				Type     string
				Mentions [][]any
			}
		}
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		d := read(t, g.Text, g.Ref)
		at := runeOffsets(g.Text)
		for _, c := range g.Chains {
			if c.Type != "person" && c.Type != "organization" && c.Type != "place" {
				continue
			}
			count := map[string]int{}
			for _, m := range c.Mentions {
				if s := m[2].(string); !isPronoun(s) {
					if r := refsAt(d, at[int(m[0].(float64))], at[int(m[1].(float64))]); len(r) == 1 {
						count[r[0]]++
					}
				}
			}
			best := ""
			for id, n := range count {
				if n > count[best] || n == count[best] && id < best {
					best = id
				}
			}
			if best == "" {
				continue
			}
			for _, m := range c.Mentions {
				s := m[2].(string)
				if !isPronoun(s) {
					continue
				}
				r := refsAt(d, at[int(m[0].(float64))], at[int(m[1].(float64))])
				switch {
				case len(r) == 0:
					missed++
				case len(r) == 1 && r[0] == best:
					right++
				default:
					wrong++
				}
				if os.Getenv("SHOW") != "" && (len(r) != 1 || r[0] != best) {
					lo, hi := at[int(m[0].(float64))], at[int(m[1].(float64))]
					t.Logf("%s %s: …%s[%s]%s… want %s got %v", g.ID, c.Type, strings.ReplaceAll(g.Text[max(0, lo-150):lo], "\n", " "), s, strings.ReplaceAll(g.Text[hi:min(len(g.Text), hi+40)], "\n", " "), best, r)
				}
			}
		}
	}
	n := float64(right + wrong + missed)
	t.Logf("%d pronouns: right %.3f, wrong %.3f", right+wrong+missed, float64(right)/n, float64(wrong)/n)
	if float64(right) < 0.4*n {
		t.Error("fewer are right than should be")
	}
}

func isPronoun(s string) bool {
	return strings.Contains(" he she it they him her them his hers its their theirs himself herself itself themselves ", " "+strings.ToLower(s)+" ")
}

// refsAt are the refs of the mention at exactly [lo, hi), or of one that ends
// there.
func refsAt(d *chancery.Doc, lo, hi int) []string {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind == chancery.ActorMention && m.Span.End == hi && m.Span.Start >= lo && len(m.Refs) > 0 {
			return m.Refs
		}
	}
	return nil
}

// runeOffsets maps code points to bytes.
func runeOffsets(s string) []int {
	var out []int
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}
