package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chancery/internal/source"
)

// Whatever the bytes are, a text that comes out is valid UTF-8 without control
// characters, and nothing that was plain text is lost.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"Hello", "\ufeffa\r\nb", "\xff\xfeH\x00i\x00", "caf\xe9", "a\x00b", "\xe2\x80", "–\xe9a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, defects, err := source.Decode(raw)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\x7f") || strings.TrimSpace(text) == "" {
			t.Fatalf("Decode(%q) = %q", raw, text)
		}
		if utf8.Valid(raw) && len(defects) == 0 {
			plain := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "", "\v", "").Replace(strings.TrimPrefix(string(raw), "\ufeff"))
			if text != plain {
				t.Fatalf("Decode(%q) = %q without a defect", raw, text)
			}
		}
	})
}

// Every line that is not blank is an article or an error that names the line.
func FuzzLines(f *testing.F) {
	f.Add([]byte("{\"text\":\"one\"}\n\nnonsense\n{\"html\":\"<p>x\"}"))
	f.Add([]byte("{\"text\":\"\\ud800\"}\n[1]\n{}"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) == 0 || raw[0] != '{' {
			return
		}
		file := write(t, "f.jsonl", string(raw))
		want := 0
		for line := range strings.SplitSeq(string(raw), "\n") {
			if strings.Trim(line, " \t\r\v\f\u0085\u00a0") != "" && strings.TrimSpace(line) != "" {
				want++
			}
		}
		items := read([]string{file}, source.Options{MaxBytes: 1 << 16})
		if len(items) != want && !(len(items) == 1 && items[0].Err != nil) {
			t.Fatalf("%d items of %d lines in %q", len(items), want, raw)
		}
		for _, it := range items {
			if !strings.HasPrefix(it.Name, file) {
				t.Fatalf("name %q", it.Name)
			}
			if it.Err == nil && it.HTML == nil && !utf8.ValidString(it.Article.Text) {
				t.Fatalf("text %q", it.Article.Text)
			}
		}
	})
}
