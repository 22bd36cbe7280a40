package lang_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// English of every kind must pass: 200 letters of web text are never taken for
// another language.
func TestEnglishPasses(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA names no folder with treebanks")
	}
	x := identifier(t)
	chunks, sure := 0, 0
	for _, name := range []string{"en_ewt-dev", "en_gumfree-dev"} {
		for _, text := range chunksOf(t, filepath.Join(dir, "ud", name+".conllu.gz")) {
			got := x.Identify(text)
			chunks++
			if got.Sure && got.Code == "en" {
				sure++
			}
			if got.Sure && got.Code != "en" {
				t.Errorf("taken for %s: %q", got.Name, text)
			}
		}
	}
	t.Logf("%d of %d chunks surely English", sure, chunks)
	if sure*100 < chunks*95 {
		t.Errorf("only %d of %d chunks surely English", sure, chunks)
	}
}

// chunksOf joins the sentences of a treebank to texts of 200 characters.
func chunksOf(t *testing.T, name string) []string {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var b strings.Builder
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		text, ok := strings.CutPrefix(s.Text(), "# text = ")
		if !ok {
			continue
		}
		b.WriteString(text + " ")
		if b.Len() >= 200 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	return out
}
