package nn

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestRowsAsTrained compares with what train/golden.py wrote.
func TestRowsAsTrained(t *testing.T) {
	b, err := os.ReadFile("testdata/features.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var s speller
	n := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[0] == "word" {
			continue
		}
		classes, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatal(err)
		}
		var rows [features]uint32
		s.spell(f[0])
		s.rows(&rows, uint8(classes), 1<<15-1)
		got := make([]string, features)
		for i, r := range rows {
			got[i] = strconv.Itoa(int(r))
		}
		if strings.Join(got, " ") != f[2] {
			t.Errorf("%s: rows\n%s\nwant\n%s", f[0], strings.Join(got, " "), f[2])
		}
		n++
	}
	if n < 20 {
		t.Errorf("%d words", n)
	}
}

func FuzzSpell(f *testing.F) {
	for _, w := range []string{"Treaty", "’s", "", "\xff\xfe", "İ"} {
		f.Add(w)
	}
	var s speller
	f.Fuzz(func(t *testing.T, w string) {
		s.spell(w)
		if !utf8.Valid(s.form) || !utf8.Valid(s.lower) {
			t.Errorf("%q is spelt %q, %q", w, s.form, s.lower)
		}
		var rows [features]uint32
		s.rows(&rows, 255, 63)
		for _, r := range rows {
			if r > 63 {
				t.Errorf("%q has row %d", w, r)
			}
		}
	})
}
