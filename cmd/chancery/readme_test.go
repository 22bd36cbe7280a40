package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeShowsTheCrisis keeps the README's sample of the ledger what the
// program prints; UPDATE=1 writes it anew.
func TestReadmeShowsTheCrisis(t *testing.T) {
	file := filepath.Join("..", "..", "README.md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const lo, hi = "<!-- crisis -->\n", "<!-- end of crisis -->"
	before, rest, ok := bytes.Cut(page, []byte(lo))
	old, after, end := bytes.Cut(rest, []byte(hi))
	if !ok || !end {
		t.Fatalf("%s: no block between %q and %q", file, lo, hi)
	}
	t.Setenv("COLUMNS", "80")
	ledger := crisis(t)
	var b strings.Builder
	b.WriteString("```\n$ chancery ingest --ledger crisis.db examples/crisis/articles.jsonl\n")
	for _, args := range [][]string{{"query", "register", "conditions", "--type", "threat"}, {"query", "pairs", "ISL", "GBR"}} {
		b.WriteString("$ chancery " + strings.Join(args, " ") + " --ledger crisis.db\n")
		code, stdout, stderr := runWith(context.Background(), append(args, "--ledger", ledger))
		if code != exitOK {
			t.Fatalf("%v: status %d: %s", args, code, stderr)
		}
		b.WriteString(stdout)
	}
	b.WriteString("```\n")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, bytes.Join([][]byte{before, []byte(lo + b.String() + hi), after}, nil), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(old) {
		t.Errorf("the README shows\n%s\nthe program prints\n%s", old, b.String())
	}
}
