package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
	"chancery/coder"
	"chancery/internal/golden"
	"chancery/internal/pipeline"
)

// race reports whether the tests run under the race detector.
var race bool

// runWith runs the command with a Coder that is changed by opts.
func runWith(ctx context.Context, args []string, opts ...coder.Option) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, options: opts}
	code = p.run(ctx, args)
	return code, out.String(), errs.String()
}

// A stage that breaks down on one article is named with it, and the others are
// read.
func TestStageBreaksDown(t *testing.T) {
	brittle := coder.WithStage(pipeline.Stage{Name: "brittle", Run: func(_ context.Context, d *chancery.Doc) error {
		if d.ID == "two" {
			var none []int
			_ = none[len(d.Text)]
		}
		return nil
	}})
	file := filepath.Join(t.TempDir(), "a.jsonl")
	lines := `{"id":"one","text":"Kenya thanked Uganda."}` + "\n" + `{"id":"two","text":"Kenya thanked Ghana."}` + "\n" + `{"id":"three","text":"Kenya thanked Chad."}` + "\n"
	if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runWith(context.Background(), []string{"read", "--json", file}, brittle)
	if code != exitPartly || strings.Count(stdout, "\n") != 2 || !strings.Contains(stdout, `"id":"three"`) {
		t.Errorf("status %d, output:\n%s", code, stdout)
	}
	if want := "chancery: " + file + ":2: stage brittle: article two: panic: "; !strings.HasPrefix(stderr, want) || strings.Count(stderr, "\n") != 1 {
		t.Errorf("standard error %q, want one line %q", stderr, want)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stop := coder.WithStage(pipeline.Stage{Name: "stop", Run: func(ctx context.Context, _ *chancery.Doc) error {
		cancel()
		return ctx.Err()
	}})
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("Kenya thanked Uganda."), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, _ := runWith(ctx, []string{"read", "--json", file, file, file}, stop)
	if code != exitInterrupted || stdout != "" {
		t.Errorf("status %d, output %q", code, stdout)
	}
}

// What is printed for the examples and for every article that was read by hand
// keeps the contract: valid by the schema, with spans inside the text and no id
// that leads nowhere.
func TestEveryEntryKeepsTheContract(t *testing.T) {
	root := filepath.Join("..", "..")
	var inputs []string
	for _, glob := range []string{"examples/*.txt", "examples/*.html", "testdata/gold/*.txt"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(glob)))
		if err != nil || found == nil {
			t.Fatalf("%s: %v %v", glob, found, err)
		}
		inputs = append(inputs, found...)
	}
	code, stdout, stderr := runWith(context.Background(), append([]string{"read", "--json", "--published", "2022-01-10"}, inputs...))
	if code != exitOK || stderr != "" || strings.Count(stdout, "\n") != len(inputs) {
		t.Fatalf("status %d, %d entries of %d, %s", code, strings.Count(stdout, "\n"), len(inputs), stderr)
	}
	golden.Valid(t, golden.Schema(t, "entry"), []byte(stdout))
	n := 0
	for line := range strings.Lines(stdout) {
		var e chancery.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if err := e.Check(); err != nil {
			t.Errorf("%s: %v", inputs[n], err)
		}
		n++
	}
}
