package follow_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery/internal/fetch"
	"chancery/internal/follow"
	"chancery/internal/source"
)

// What stands at an address is read once: a page, what a feed tells of, an archive.
func TestItems(t *testing.T) {
	w := newWeb(t)
	w.set("/a", article("A", "Kenya thanked Uganda."))
	w.set("/b", article("B", "Chad thanked Ghana."))
	w.set("/feed", rss("/a", "/none", "/b"))
	w.set("/index", "<sitemapindex><sitemap><loc>/sub</loc></sitemap><sitemap><loc>/lost</loc></sitemap></sitemapindex>")
	w.set("/sub", "<urlset><url><loc>/a</loc></url></urlset>")
	w.set("/news.jsonl", `{"text":"Kenya thanked Uganda."}`+"\n"+`{"text":"Chad thanked Ghana."}`+"\n")
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Kenya thanked Uganda."
	var warc bytes.Buffer
	z := gzip.NewWriter(&warc)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(response), response)
	z.Close()
	w.set("/crawl.warc.gz", warc.String())
	web := fetch.New(fetch.Options{Agent: "x", Timeout: 5 * time.Second, MaxBytes: 1 << 20, Redirects: 3, Robots: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	read := follow.Items(web, 1<<20)
	for path, want := range map[string][]string{
		"/a":             {"/a"},
		"/feed":          {"/a", "/none: status 404 Not Found", "/b"},
		"/index":         {"/lost: status 404 Not Found", "/a"},
		"/news.jsonl":    {"/news.jsonl:1", "/news.jsonl:2"},
		"/crawl.warc.gz": {"/crawl.warc.gz:1"},
		"/none":          {"/none: status 404 Not Found"},
		"/none.warc":     {"/none.warc: status 404 Not Found"},
	} {
		var got []string
		for it := range source.Read(t.Context(), []string{w.URL + path}, source.Options{Web: read}) {
			name := strings.TrimPrefix(it.Name, w.URL)
			if it.Err != nil {
				name += ": " + it.Err.Error()
			} else if it.HTML == nil && it.Article.Text == "" {
				t.Errorf("%s is empty", name)
			}
			got = append(got, name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for it := range source.Read(t.Context(), []string{w.URL + "/feed", w.URL + "/a"}, source.Options{Web: read}) {
		if it.Told.Title != "Of the feed" {
			t.Errorf("told %+v", it.Told)
		}
		break // ends all, and what is behind it is not asked for
	}
}
