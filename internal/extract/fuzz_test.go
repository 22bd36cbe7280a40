package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chancery/internal/extract"
)

// Whatever the page is, there is an article or an error, the text is valid
// UTF-8 with one paragraph a line, and the page is not changed.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<p>Hello there",
		"<html><head><title>T | S</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[1]}</script></head><body><article><p>One.<br><br>Two.</p></article>",
		"<div class=comment><div class=comment-body>x</div></div><svg><p></svg><table><tr><td>a<td>b</table>",
		"<time datetime='2022-01-01T00:00:00Z'>x</time><a rel=author>y</a><template><script>",
		"\xff\xfe<\x00p\x00>\x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		before := string(page)
		r, err := extract.Page(page, "http://example.com/2022/01/02/x")
		if string(page) != before {
			t.Fatal("the page was changed")
		}
		if err != nil {
			if strings.Contains(err.Error(), "panic") {
				t.Fatal(err)
			}
			return
		}
		if !utf8.ValidString(r.Text) || strings.TrimSpace(r.Text) == "" || strings.Contains(r.Text, "\n\n") || strings.ContainsRune(r.Text, 0) {
			t.Fatalf("text %q", r.Text)
		}
		if r.CommentsRemoved < 0 {
			t.Fatalf("%d comments", r.CommentsRemoved)
		}
	})
}
