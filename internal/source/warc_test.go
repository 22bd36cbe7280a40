package source_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"chancery/internal/source"
)

// record is a WARC record; response wraps a page into one.
func record(kind, uri, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http;\r\n msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(block), block)
}

func response(uri, status, media, body string) string {
	return record("response", uri, fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, media, len(body), body))
}

func zipped(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		z.Write([]byte(p))
		z.Close()
	}
	return b.String()
}

func TestWARC(t *testing.T) {
	const page = "<html><body><p>Kenya thanked Uganda.</p></body></html>"
	one := response("https://a.example/1", "200 OK", "text/html; charset=utf-8", page)
	two := response("https://a.example/2", "200 OK", "text/html", page+"<!-- two -->")
	info := record("warcinfo", "", "software: none\r\n")
	chunked := record("response", "<https://a.example/c>", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n1\r\n>\r\n0\r\n\r\n")
	packed := response("https://a.example/z", "200 OK", "text/html\r\nContent-Encoding: gzip", zipped(page))
	noise := response("https://a.example/p", "200 OK", "image/png", "\x89PNG") + response("https://a.example/4", "404 Not Found", "text/html", page) + record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n")
	for _, tt := range []struct {
		name, file, data string
		want             []string // address and first letters of each page, or the fault
	}{
		{"pages, and what is none", "a.warc", info + one + noise + two, []string{"https://a.example/1 <html", "https://a.example/2 <html"}},
		{"compressed record by record", "a.warc.gz", zipped(info, one, two), []string{"https://a.example/1 <html", "https://a.example/2 <html"}},
		{"by its content, without a name", "a.bin", one, []string{"https://a.example/1 <html"}},
		{"a body in chunks", "a.warc", chunked, []string{"https://a.example/c <html"}},
		{"a compressed body", "a.warc", packed, []string{"https://a.example/z <html"}},
		{"a page above the limit, and one behind it", "a.warc", response("https://a.example/1", "200 OK", "text/html", strings.Repeat("x", 5000)) + two, []string{"larger than 1000 bytes", "https://a.example/2 <html"}},
		{"a bomb", "a.warc", response("https://a.example/1", "200 OK", "text/html", zipped(strings.Repeat("x", 1<<20))) + two, []string{"larger than 1000 bytes", "https://a.example/2 <html"}},
		{"cut off", "a.warc", one + two[:len(two)-30], []string{"https://a.example/1 <html", "ends in the midst"}},
		{"no length", "a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", []string{"Content-Length"}},
		{"a length that lies", "a.warc", strings.Replace(info, "Content-Length: 16", "Content-Length: 3", 1) + one, []string{"longer than its Content-Length"}},
		{"no pages", "a.warc", info, []string{"without a page"}},
		{"another text behind it", "a.warc", one + "hello\n", []string{"https://a.example/1 <html", "no WARC record"}},
		{"a header without end", "a.warc", one + "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 1000), []string{"https://a.example/1 <html", "too long"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			items := read([]string{write(t, tt.file, tt.data)}, source.Options{MaxBytes: 1000})
			var got []string
			for _, it := range items {
				if it.Err != nil {
					got = append(got, it.Err.Error())
				} else {
					got = append(got, it.Article.URL+" "+string(it.HTML))
				}
			}
			if len(got) != len(tt.want) {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			for i := range got {
				if !strings.Contains(got[i], tt.want[i]) {
					t.Errorf("item %d: %q, want %q", i, got[i], tt.want[i])
				}
			}
		})
	}
}

// Whatever the bytes are, no page is larger than the limit and reading ends.
func FuzzWARC(f *testing.F) {
	f.Add([]byte(response("https://a.example/1", "200 OK", "text/html", "<p>x")), int64(100))
	f.Add([]byte(record("response", "u", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n<p>")), int64(10))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nx"), int64(10))
	f.Fuzz(func(t *testing.T, raw []byte, limit int64) {
		if limit <= 0 || limit > 1<<16 {
			return
		}
		for _, it := range read([]string{write(t, "f.warc", "WARC/1.0\r\n"+string(raw))}, source.Options{MaxBytes: limit}) {
			if it.Err == nil && (int64(len(it.HTML)) > limit || len(it.HTML) == 0) {
				t.Fatalf("page of %d bytes, limit %d", len(it.HTML), limit)
			}
		}
	})
}
