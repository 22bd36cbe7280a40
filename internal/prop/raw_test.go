package prop_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// TestFactualityRaw compares status with the judgement of annotators on news
// sentences read from raw text.
func TestFactualityRaw(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: nothing to compare with")
	}
	f, err := os.Open(filepath.Join(dir, "statements", "factuality", "meantime_unified_dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read := reader(t)
	right, all := 0, 0
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var s struct {
			Text   string
			Events []struct {
				Tok   int
				Text  string
				Score float64
			}
		}
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		d := read(s.Text)
		words := strings.Fields(s.Text)
		for _, e := range s.Events {
			at := 0
			for _, w := range words[:e.Tok] {
				at += len(w) + 1
			}
			p := propAt(d, at)
			if p == nil || e.Score > -1 && e.Score < 1 && e.Score != 0 {
				continue
			}
			all++
			if (e.Score >= 1) == (p.Status == chancery.Actual) {
				right++
			} else {
				t.Logf("%v %s/%s: %s", e.Score, e.Text, p.Status, s.Text)
			}
		}
	}
	t.Logf("happened or not: %d of %d right (%.1f%%)", right, all, 100*float64(right)/float64(all))
	if 100*right < 80*all {
		t.Error("fewer than four fifths agree with the annotators")
	}
}

// propAt is the proposition whose head or light verb begins at byte at.
func propAt(d *chancery.Doc, at int) *chancery.Prop {
	for i := range d.Props {
		p := &d.Props[i]
		if d.Toks[p.Head].Start == at || p.Light >= 0 && d.Toks[p.Light].Start == at {
			return p
		}
	}
	return nil
}
