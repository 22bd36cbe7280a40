package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chancery/internal/extract"
)

// A goldPage is a page whose text was marked by hand.
type goldPage struct {
	ID, HTML, URL, Text string
}

// TestGoldPages measures extraction on pages of news sites: precision and
// recall over the runs of four words, page by page, averaged.
func TestGoldPages(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA names no folder with pages")
	}
	var sum float64
	pages := goldPages(t, filepath.Join(dir, "articles"))
	for _, g := range pages {
		raw := unzip(t, filepath.Join(dir, "articles", g.HTML))
		r, err := extract.Page(raw, g.URL)
		if err != nil {
			t.Errorf("%s: %v", g.ID, err)
			continue
		}
		p, rec := shingles(g.Text, r.Text)
		f := 0.0
		if p+rec > 0 {
			f = 2 * p * rec / (p + rec)
		}
		sum += f
		t.Logf("%s F1 %.3f P %.3f R %.3f comments %d | %s | %q | %q by %q, %s, %s", g.ID, f, p, rec, r.CommentsRemoved, r.Published, r.Title, r.Source, r.Author, r.Language, r.URL)
		if os.Getenv("SHOW") == g.ID {
			t.Logf("\n%s\n---- gold\n%s", r.Text, g.Text)
		}
	}
	mean := sum / float64(len(pages))
	t.Logf("mean F1 %.4f over %d pages", mean, len(pages))
	if mean < 0.975 {
		t.Errorf("mean F1 %.4f, want at least 0.975", mean)
	}
}

func goldPages(t *testing.T, dir string) []goldPage {
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldPage
	for s := bufio.NewScanner(f); s.Scan(); {
		var g goldPage
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func unzip(t *testing.T, name string) []byte {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var words = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// shingles is precision and recall of the runs of four words of got.
func shingles(gold, got string) (p, r float64) {
	a, b := runs(gold), runs(got)
	shared, na, nb := 0, 0, 0
	for k, n := range a {
		shared += min(n, b[k])
		na += n
	}
	for _, n := range b {
		nb += n
	}
	if na == 0 || nb == 0 {
		return 0, 0
	}
	return float64(shared) / float64(nb), float64(shared) / float64(na)
}

func runs(s string) map[string]int {
	w := words.FindAllString(s, -1)
	m := map[string]int{}
	for i := 0; i+4 <= len(w); i++ {
		m[strings.Join(w[i:i+4], " ")]++
	}
	return m
}
