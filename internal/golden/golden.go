// Package golden helps tests: it compares what they got with files that hold
// what is wanted, and JSON with the schema of the ledger.
//
// Run a test with -update, or with UPDATE=1 in the environment, to rewrite its
// files; read the difference as you would read code.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"chancery/schema"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Check compares got with testdata/name.
func Check(t testing.TB, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update || os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// Schema compiles the schema of the ledger, or the part of it that is named:
// "entry" or "page".
func Schema(t testing.TB, part string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Ledger))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	const url = "ledger.schema.json"
	if err := c.AddResource(url, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(url + "#/$defs/" + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Valid fails the test where a line of JSON Lines breaks the schema.
func Valid(t testing.TB, s *jsonschema.Schema, lines []byte) {
	t.Helper()
	for line := range bytes.Lines(lines) {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Errorf("not JSON: %v: %.200s", err, line)
			continue
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%v\n%.300s", err, line)
		}
	}
}
