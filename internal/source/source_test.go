package source_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"chancery/internal/source"
)

// write puts content into a file of its own and returns its name.
func write(t testing.TB, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func read(inputs []string, opts source.Options) []source.Item {
	var out []source.Item
	for it := range source.Read(context.Background(), inputs, opts) {
		out = append(out, it)
	}
	return out
}

func gz(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func zst(t testing.TB, s string) string {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

func TestKinds(t *testing.T) {
	const page = "<!DOCTYPE html><p>Hello</p>"
	for _, c := range []struct {
		name, content string
		html, text    string
		markdown      bool
	}{
		{"a.txt", "Hello there", "", "Hello there", false},
		{"a.md", "# Hello", "", "# Hello", true},
		{"a.html", "Hello", "Hello", "", false},
		{"A.HTM", page, page, "", false},
		{"page", page, page, "", false},
		{"plain", "Hello there", "", "Hello there", false},
		{"a.txt.gz", gz("Hello there"), "", "Hello there", false},
		{"a.html.zst", zst(t, page), page, "", false},
		{"squeezed", gz(page), page, "", false},
		{"a.jsonl", `{"text":"Hello there"}`, "", "Hello there", false},
		{"lines", `{"text":"Hello there"}`, "", "Hello there", false},
		{"a.jsonl.gz", gz(`{"html":"<p>Hello</p>"}`), "<p>Hello</p>", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := read([]string{write(t, c.name, c.content)}, source.Options{})
			if len(items) != 1 || items[0].Err != nil {
				t.Fatalf("read %+v", items)
			}
			it := items[0]
			if string(it.HTML) != c.html || it.Article.Text != c.text || it.Markdown != c.markdown {
				t.Errorf("html %q text %q markdown %v, want %q %q %v", it.HTML, it.Article.Text, it.Markdown, c.html, c.text, c.markdown)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tar := make([]byte, 1024)
	copy(tar[257:], "ustar")
	for _, c := range []struct{ name, content, want string }{
		{"empty.txt", "", "empty"},
		{"white.txt", " \n\t\n", "empty"},
		{"a.png", "\x89PNG\r\n\x1a\n....", "a picture (PNG), not text"},
		{"a.jpg", "\xff\xd8\xff\xe0....", "a picture (JPEG), not text"},
		{"a.txt", "GIF89a....", "a picture (GIF), not text"},
		{"a.pdf", "%PDF-1.7", "a PDF document, not text"},
		{"a.txt", "PK\x03\x04....", "a zip archive, not text"},
		{"a.tar", string(tar), "a tar archive, not text"},
		{"a.mp3", "ID3\x03....", "a file of type audio/mpeg, not text"},
		{"a.txt", strings.Repeat("\x01\x02\x03abc", 15), "binary data, not text"},
		{"a.txt", strings.Repeat("\xff\x80\xc0\xc1a", 18), "neither UTF-8 nor any other text that can be read"},
		{"a.txt", strings.Repeat("a", 101), "larger than 100 bytes"},
		{"a.html", strings.Repeat("a", 101), "larger than 100 bytes"},
		{"a.txt.gz", gz(strings.Repeat("a", 5000)), "larger than 100 bytes"},
		{"cut.gz", gz("Hello there, reader")[:20], "gzip: unexpected EOF"},
		{"bad.zst", zst(t, "Hello")[:4] + "\xff\xff\xff", "zstd: "},
	} {
		t.Run(c.name+" "+c.want, func(t *testing.T) {
			items := read([]string{write(t, c.name, c.content)}, source.Options{MaxBytes: 100})
			if len(items) != 1 || items[0].Err == nil || !strings.HasPrefix(items[0].Err.Error(), c.want) {
				t.Fatalf("read %+v, want error %q", items, c.want)
			}
		})
	}
}

func TestMissingAndFolder(t *testing.T) {
	dir := t.TempDir()
	items := read([]string{filepath.Join(dir, "none"), dir}, source.Options{})
	if len(items) != 2 || !errors.Is(items[0].Err, os.ErrNotExist) || items[1].Err == nil {
		t.Fatalf("read %+v", items)
	}
	if got := items[1].Err.Error(); !strings.HasPrefix(got, "a folder without articles") {
		t.Errorf("an empty folder: %q", got)
	}
	if _, err := source.Open(dir, source.Options{}); err == nil || err.Error() != "is a directory" {
		t.Errorf("opened a folder: %v", err)
	}
}

// A folder stands for the articles below it, sorted; the other files are told once.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.MD", "c.pdf", "sub/d.html", "sub/.e.txt", ".git/f.txt", "g.txt.gz", "sub/h"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("Kenya met Uganda."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for i, it := range read([]string{dir}, source.Options{}) {
		var skipped source.Skipped
		switch {
		case i == 0 && errors.As(it.Err, &skipped):
			if want := []string{"c.pdf", filepath.Join("sub", "h")}; !slices.Equal(skipped.Files, want) || it.Name != dir {
				t.Errorf("%s: passed over %q, want %q", it.Name, skipped.Files, want)
			}
		case it.Err != nil:
			t.Errorf("%s: %v", it.Name, it.Err)
		default:
			rel, _ := filepath.Rel(dir, it.Name)
			names = append(names, filepath.ToSlash(rel))
		}
	}
	if want := []string{"a.MD", "b.txt", "g.txt.gz", "sub/d.html"}; !slices.Equal(names, want) {
		t.Errorf("read %q, want %q", names, want)
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, raw, want string
		notes           []string
	}{
		{"plain", "Hello", "Hello", nil},
		{"byte order mark", "\ufeffHello", "Hello", nil},
		{"line ends", "a\r\nb\rc\n", "a\nb\nc\n", nil},
		{"UTF-16LE with mark", "\xff\xfeH\x00i\x00", "Hi", []string{"read as UTF-16LE"}},
		{"UTF-16BE with mark", "\xfe\xff\x00H\x00i", "Hi", []string{"read as UTF-16BE"}},
		{"UTF-16LE without mark", "H\x00e\x00l\x00l\x00o\x00 \x00y\x00o\x00u\x00", "Hello you", []string{"read as UTF-16LE"}},
		{"NULs", "Hel\x00lo", "Hello", []string{"1 control character removed"}},
		{"Windows-1252", "the caf\xe9 is \x93open\x94", "the café is “open”", []string{"not UTF-8; read as Windows-1252"}},
		{"two encodings", "caf\xe9 – now", "café – now", []string{"1 byte that is not UTF-8, 1 of them read as Windows-1252"}},
		{"broken bytes", "a – \xff\xfe b – c – d", "a – \uFFFD b – c – d", []string{"2 bytes that are not UTF-8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, defects, err := source.Decode([]byte(c.raw))
			if err != nil {
				t.Fatal(err)
			}
			var notes []string
			for _, d := range defects {
				notes = append(notes, d.Note)
			}
			if diff := cmp.Diff([]any{c.want, c.notes}, []any{got, notes}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLines(t *testing.T) {
	file := write(t, "a.jsonl", "\ufeff"+`{"id":"1","url":"http://x/","source":"s","title":"t","author":"w","published":"2022-01-10","language":"en","text":"one"}

{"text":"two","html":"<p>not used</p>"}
{"text":12}
nonsense
{"text":"three"} {"text":"four"}
{"text":"`+strings.Repeat("x", 101)+`"}
{"text":"last"}`)
	items := read([]string{file}, source.Options{MaxBytes: 100})
	var got []string
	for _, it := range items {
		if it.Err != nil {
			got = append(got, strings.TrimPrefix(it.Name, file)+" "+it.Err.Error())
		} else {
			got = append(got, strings.TrimPrefix(it.Name, file)+" "+it.Article.Text)
		}
	}
	want := []string{
		":1 one", ":3 two", `:4 field "text" is a number, want a string`,
		":5 not valid JSON at byte 2: invalid character 'o' in literal null (expecting 'u')",
		":6 more than one JSON value on the line", ":7 larger than 100 bytes, the limit of one article (--max-bytes)", ":8 last",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a := items[0].Article
	if a.ID != "1" || a.URL != "http://x/" || a.Source != "s" || a.Title != "t" || a.Author != "w" || a.Language != "en" || a.Published.String() != "2022-01-10" {
		t.Errorf("article %+v", a)
	}
}

func TestStdinAndReadError(t *testing.T) {
	items := read([]string{"-"}, source.Options{Stdin: strings.NewReader("Hello there")})
	if len(items) != 1 || items[0].Name != "-" || items[0].Article.Text != "Hello there" {
		t.Errorf("read %+v", items)
	}
	items = read([]string{"-"}, source.Options{Stdin: iotest.ErrReader(errors.New("line is dead"))})
	if len(items) != 1 || items[0].Err == nil {
		t.Errorf("read %+v, want the error of the reader", items)
	}
}

// A reader that has seen enough is not read on.
func TestStopsWhenTold(t *testing.T) {
	file := write(t, "a.jsonl", strings.Repeat(`{"text":"one"}`+"\n", 100))
	n := 0
	for range source.Read(context.Background(), []string{file, file}, source.Options{}) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for it := range source.Read(ctx, []string{file}, source.Options{}) {
		t.Errorf("read %+v after the end", it)
	}
}
