// Command readme writes into README.md what the program prints: the ledger of a
// sample article and the table of accuracy. Each stands between two comments,
//
//	<!-- sample --> … <!-- end of sample -->
//
// and everything else of the file stays as it is.
//
//	go run ./bench/readme
//
// It is run at the root of the module, and builds the program first.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

func main() {
	if err := rewrite(context.Background(), "README.md"); err != nil {
		fmt.Fprintln(os.Stderr, "readme:", err)
		os.Exit(1)
	}
}

// blocks are the parts of the README that the program prints.
var blocks = []struct {
	name string
	make func(context.Context) (string, error)
}{
	{"sample", sample},
	{"accuracy", accuracy},
}

// rewrite puts what the program prints into a file.
func rewrite(ctx context.Context, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		inner, err := b.make(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
		lo, hi, err := find(text, b.name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text = bytes.Join([][]byte{text[:lo], []byte("\n" + inner + "\n"), text[hi:]}, nil)
	}
	return os.WriteFile(name, text, 0o644)
}

// find returns where a block begins and ends, in bytes, without its comments.
func find(text []byte, name string) (lo, hi int, err error) {
	head, foot := []byte("<!-- "+name+" -->"), []byte("<!-- end of "+name+" -->")
	lo, hi = bytes.Index(text, head), bytes.Index(text, foot)
	if lo < 0 || hi < lo {
		return 0, 0, fmt.Errorf("no %s … %s", head, foot)
	}
	return lo + len(head), hi, nil
}

// The sample, and the section of its ledger before which it is cut.
const (
	article = "examples/border-crossing.html"
	cut     = "\nSTATEMENTS"
)

// sample is the ledger of the sample article as a terminal of 80 columns shows it.
func sample(ctx context.Context) (string, error) {
	out, err := program(ctx, "read", article)
	if err != nil {
		return "", err
	}
	shown, _, ok := strings.Cut(out, cut)
	if !ok {
		return "", fmt.Errorf("%s has no section %q", article, strings.TrimSpace(cut))
	}
	return "```\n$ chancery read " + article + "\n" + strings.TrimRight(shown, "\n") + "\n\n…\n```", nil
}

const golds = "testdata/gold"

// accuracy is the table of what the program finds on the articles that were read
// by hand.
func accuracy(ctx context.Context) (string, error) {
	out, err := program(ctx, "score", golds)
	if err != nil {
		return "", err
	}
	return table(out)
}

// table makes Markdown of the first table that score prints.
func table(out string) (string, error) {
	head, rest, _ := strings.Cut(out, "\n")
	n, _, _ := strings.Cut(head, " ")
	if _, err := strconv.Atoi(n); err != nil {
		return "", fmt.Errorf("score begins with %q, want the number of articles", head)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "`go run ./cmd/chancery score %s` compares the program with %s articles that were read by hand:\n\n", golds, n)
	b.WriteString("| section | gold rows | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |\n")
	rows := 0
	for line := range strings.Lines(strings.TrimLeft(rest, "\n")) {
		f := strings.Fields(line)
		if len(f) == 0 {
			break
		}
		if len(f) == 6 && f[0] != "section" {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", f[0], f[1], f[3], f[4], f[5])
			rows++
		}
	}
	if rows == 0 {
		return "", fmt.Errorf("score prints no table")
	}
	_, wrong, ok := strings.Cut(out, "forbidden events ")
	if !ok {
		return "", fmt.Errorf("score does not count forbidden events")
	}
	wrong, _, _ = strings.Cut(wrong, "\n")
	fmt.Fprintf(&b, "\nThe gold files also name readings that would be errors, such as an announced strike told as a strike; of these the command counts %s.", strings.TrimSpace(wrong))
	return b.String(), nil
}

// program runs chancery and returns what it prints.
func program(ctx context.Context, args ...string) (string, error) {
	c := exec.CommandContext(ctx, "go", append([]string{"run", "./cmd/chancery"}, args...)...)
	c.Env = append(os.Environ(), "COLUMNS=80", "CGO_ENABLED=0")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("chancery %s: %w", strings.Join(args, " "), err)
	}
	return string(out), nil
}
