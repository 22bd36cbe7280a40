package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorrectionsExport corrects two events of the sample crisis, and scores what
// is read with the gold files that come of it: what was accepted is found, what
// was rejected is forbidden.
func TestCorrectionsExport(t *testing.T) {
	path := crisis(t)
	must := func(args ...string) string {
		t.Helper()
		code, out, stderr := runWith(t.Context(), args)
		if code != exitOK {
			t.Fatalf("%q: status %d: %s", args, code, stderr)
		}
		return out
	}
	var ids []string
	for l := range strings.Lines(must("query", "events", "--ledger", path, "--type", "ASSAULT,MOBILIZE", "--json")) {
		var row struct{ Row struct{ ID string } }
		if err := json.Unmarshal([]byte(l), &row); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, row.Row.ID)
	}
	if len(ids) < 2 {
		t.Fatalf("rows %q", ids)
	}
	must("correct", "accept", ids[0], "--ledger", path, "--who", "jd", "--why", "as told")
	must("correct", "reject", ids[1], "--ledger", path, "--who", "jd", "--why", "not so")
	if out := must("corrections", "log", "--ledger", path); !strings.Contains(out, "jd: not so") || strings.Count(out, "\n") < 4 {
		t.Errorf("log %q", out)
	}
	dir := filepath.Join(t.TempDir(), "gold")
	must("corrections", "export", dir, "--ledger", path)
	if names, err := os.ReadDir(dir); err != nil || len(names) < 2 {
		t.Fatalf("%v, %v", names, err)
	}
	var report struct {
		Forbidden int `json:"forbidden_events"`
		Sections  map[string]struct{ Gold, Recall float64 }
	}
	out := must("score", dir, "--json")
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if e := report.Sections["events"]; e.Gold != 1 || e.Recall != 1 || report.Forbidden != 1 {
		t.Errorf("score %s", out)
	}
	if out := must("query", "events", "--ledger", path); strings.Contains(out, ids[1]) {
		t.Error("a rejected row is told")
	}
	if out := must("export", "--ledger", path, "--format", "csv"); strings.Count(out, ",reject\n") != 1 || strings.Count(out, ",accept\n") != 1 {
		t.Error("the export does not carry the corrections")
	}
}
