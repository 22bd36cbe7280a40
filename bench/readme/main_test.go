package main

import (
	"os"
	"strings"
	"testing"
)

// The sample in the README is what the program prints.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it reads the sample and lays it out")
	}
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	lo, hi, err := find(text, "sample")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(text[lo:hi])); got != want {
		t.Errorf("README.md shows an older output; go run ./bench/readme renews it. The program prints\n%s", want)
	}
}

func TestRewriteKeepsTheRest(t *testing.T) {
	for _, c := range []struct{ name, text, inner string }{
		{"block", "a\n<!-- sample -->\nold\n<!-- end of sample -->\nb", "\nold\n"},
		{"empty", "<!-- sample --><!-- end of sample -->", ""},
		{"none", "a", "!"},
		{"wrong order", "<!-- end of sample --><!-- sample -->", "!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lo, hi, err := find([]byte(c.text), "sample")
			switch {
			case c.inner == "!" && err == nil:
				t.Error("found, want an error")
			case c.inner != "!" && (err != nil || c.text[lo:hi] != c.inner):
				t.Errorf("found %d to %d, %v, want %q", lo, hi, err, c.inner)
			}
		})
	}
}

func TestTable(t *testing.T) {
	got, err := table("2 articles\n\nsection  gold  printed  precision  recall  F1\nevents  10  8  0.750  0.600  0.667\n\nmore\nforbidden events 3 in all\n")
	if err != nil || !strings.Contains(got, "| events | 10 | 0.750 | 0.600 | 0.667 |\n") || !strings.Contains(got, "with 2 articles") || !strings.HasSuffix(got, "counts 3 in all.") {
		t.Errorf("%s, %v", got, err)
	}
	for _, bad := range []string{"", "x articles\n", "2 articles\n\nforbidden events 3\n"} {
		if got, err := table(bad); err == nil {
			t.Errorf("table(%q) = %q, want an error", bad, got)
		}
	}
}
