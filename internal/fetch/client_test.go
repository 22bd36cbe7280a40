package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
)

func options(t *testing.T) Options {
	t.Helper()
	return Options{Agent: "Chancery/1 (test)", Timeout: 5 * time.Second, MaxBytes: 1 << 20, Redirects: 3, Robots: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func get(t *testing.T, c *Client, url string) (*Page, error) {
	t.Helper()
	return c.Get(t.Context(), Request{URL: url, Asked: true})
}

// Whatever leads to an address that is not public, it is not dialled.
func TestPrivateAddresses(t *testing.T) {
	var hits atomic.Int32
	inside := serve(t, func(w http.ResponseWriter, r *http.Request) { hits.Add(1) })
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inside, "http://"))
	opts := options(t)
	opts.Allow = nil
	outside := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside, http.StatusFound) })
	opts.AllowAt = []netip.AddrPort{netip.MustParseAddrPort(strings.TrimPrefix(outside, "http://"))}
	c := New(opts)
	for _, url := range []string{
		inside,
		outside, // by a redirect
		"http://localhost:" + port, "http://desk.localhost:" + port, "http://[::1]:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "http://0:" + port,
		"http://2130706433:" + port, "http://0x7f.1:" + port, // other ways to write 127.0.0.1
		"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1", "http://192.168.1.1", "http://172.16.3.4", "http://100.64.1.1",
		"http://[fd00:ec2::254]", "http://[fe80::1]", "http://[64:ff9b::7f00:1]", "http://[2002:7f00:1::]",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		_, err := c.Get(ctx, Request{URL: url, Asked: true})
		cancel()
		var dns *net.DNSError
		if !errors.Is(err, ErrPrivate) && !errors.As(err, &dns) {
			t.Errorf("%s: %v, want %v", url, err, ErrPrivate)
		}
	}
	if hits.Load() > 0 {
		t.Errorf("%d requests came inside", hits.Load())
	}
	for _, url := range []string{"file:///etc/passwd", "ftp://example.org/", "gopher://x", "//x", "http://", "x"} {
		if _, err := get(t, c, url); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v, want %v", url, err, ErrAddress)
		}
	}
}

func TestLocalNames(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Host) })
	named := strings.Replace(url, "127.0.0.1", "desk.localhost", 1)
	p, err := get(t, New(options(t)), named)
	if err != nil || "http://"+string(p.Body) != named {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.216.34": true, "8.8.8.8": true, "2606:2800:220:1::1": true, "64:ff9b::808:808": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "10.1.2.3": false, "169.254.169.254": false, "100.100.100.200": false, "192.0.2.1": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "0.1.2.3": false, "240.0.0.1": false,
		"::": false, "::1": false, "fe80::1": false, "fc00::1": false, "ff02::1": false, "2001:db8::1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "::ffff:10.0.0.1": false, "::10.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("public(%s) = %v", addr, got)
		}
	}
}

func TestConditional(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Mon, 03 Mar 2031 10:00:00 GMT")
		w.Header().Set("Cache-Control", "public, max-age=300")
		if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") == "Mon, 03 Mar 2031 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/HTML; charset=ISO-8859-2")
		io.WriteString(w, "page")
	})
	c := New(options(t))
	p, err := get(t, c, url)
	if err != nil {
		t.Fatal(err)
	}
	if p.Unchanged || string(p.Body) != "page" || p.Type != "text/html" || p.Charset != "ISO-8859-2" || p.Fresh != 5*time.Minute {
		t.Errorf("%+v", p)
	}
	p, err = c.Get(t.Context(), Request{URL: url, Asked: true, ETag: p.ETag, Modified: p.Modified})
	if err != nil || !p.Unchanged || len(p.Body) > 0 || p.ETag != `"7"` {
		t.Errorf("%+v, %v", p, err)
	}
}

func pack(t *testing.T, name string, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	}
	w.Write(plain)
	w.Close()
	return b.Bytes()
}

func TestCompression(t *testing.T) {
	plain, bomb := []byte(strings.Repeat("The ministers met. ", 100)), make([]byte, 64<<20)
	for _, name := range []string{"gzip", "br", "zstd"} {
		t.Run(name, func(t *testing.T) {
			send := map[string][]byte{"/": pack(t, name, plain), "/bomb": pack(t, name, bomb)}
			send["/cut"] = send["/"][:len(send["/"])/2]
			send["/twice"] = pack(t, name, send["/"])
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Encoding", name)
				switch r.URL.Path {
				case "/twice":
					w.Header().Set("Content-Encoding", name+", "+name)
				case "/thrice":
					w.Header().Set("Content-Encoding", name+", "+name+", "+name)
				case "/lie":
					io.WriteString(w, "not compressed")
					return
				}
				w.Write(send[r.URL.Path])
			})
			c := New(options(t))
			for _, path := range []string{"/", "/twice"} {
				if p, err := get(t, c, url+path); err != nil || !bytes.Equal(p.Body, plain) {
					t.Errorf("%s: %v", path, err)
				}
			}
			if _, err := get(t, c, url+"/bomb"); !errors.Is(err, ErrTooLarge) {
				t.Errorf("bomb: %v, want %v", err, ErrTooLarge)
			}
			for _, path := range []string{"/cut", "/thrice", "/lie"} {
				if p, err := get(t, c, url+path); err == nil {
					t.Errorf("%s: %d bytes", path, len(p.Body))
				}
			}
		})
	}
}

func TestLimits(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/said":
			w.Header().Set("Content-Length", "99999999")
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		case "/slow":
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/bad":
			w.Header().Set("Location", "http://[broken")
			w.WriteHeader(http.StatusFound)
		case "/out":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/list":
			for i := range 200_000 {
				fmt.Fprintf(w, "line %d\n", i)
			}
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	opts := options(t)
	opts.Timeout = 500 * time.Millisecond
	c := New(opts)
	for path, want := range map[string]error{"/said": ErrTooLarge, "/endless": ErrTooLarge, "/loop": ErrRedirects, "/out": ErrAddress} {
		if _, err := get(t, c, url+path); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if _, err := get(t, c, url+"/slow"); err == nil || !strings.Contains(err.Error(), "no answer in time") {
		t.Errorf("slow: %v", err)
	}
	if _, err := get(t, c, url+"/bad"); err == nil {
		t.Error("a redirect to nowhere is followed")
	}
	if _, err := get(t, c, url+"/none"); !Gone(err) || err.Error() != "status 404 Not Found" {
		t.Errorf("none: %v", err)
	}
	opts.Timeout = 5 * time.Second
	p, err := New(opts).Get(t.Context(), Request{URL: url + "/list", Asked: true, Tail: 12})
	if err != nil || string(p.Body) != "line 199999\n" {
		t.Errorf("tail %q, %v", p.Body, err)
	}
}

func TestInto(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "identity" {
			t.Errorf("asks for %s", r.Header.Get("Accept-Encoding"))
		}
		w.Write(make([]byte, 3<<20))
	})
	c := New(options(t))
	var b bytes.Buffer
	if p, err := c.Get(t.Context(), Request{URL: url, Asked: true, Into: &b, MaxBytes: 4 << 20}); err != nil || b.Len() != 3<<20 || p.Body != nil {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
	if _, err := c.Get(t.Context(), Request{URL: url, Asked: true, Into: &b}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want %v", err, ErrTooLarge)
	}
}

func TestRedirects(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/found":
			http.Redirect(w, r, "/moved", http.StatusFound)
		default:
			if r.Header.Get("Authorization") != "" {
				io.WriteString(w, "password")
			}
		}
	})
	for path, moved := range map[string]string{"/moved": url + "/new", "/found": "", "/new": ""} {
		p, err := get(t, New(options(t)), strings.Replace(url, "http://", "http://user:secret@", 1)+path)
		if err != nil || !strings.HasSuffix(p.URL, "/new") || p.Moved != moved || path != "/new" && len(p.Body) > 0 {
			t.Errorf("%s: %+v, %v", path, p, err)
		}
	}
}

func TestRobots(t *testing.T) {
	var asked atomic.Int32
	robots := "User-agent: *\nDisallow: /\n\nUser-agent: chancery\nDisallow: /private/\nDisallow: /*.pdf$\n"
	code := http.StatusOK
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			w.WriteHeader(code)
			io.WriteString(w, robots)
		}
	})
	c := New(options(t))
	for path, want := range map[string]error{"/": nil, "/private/x": ErrForbidden, "/x.pdf": ErrForbidden, "/x.pdf?y": nil} {
		if _, err := c.Get(t.Context(), Request{URL: url + path}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if _, err := get(t, c, url+"/private/x"); err != nil {
		t.Errorf("asked for by a person: %v", err)
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was asked for %d times", asked.Load())
	}
	code = http.StatusNotFound
	if _, err := New(options(t)).Get(t.Context(), Request{URL: url + "/private/x"}); err != nil {
		t.Errorf("without robots.txt: %v", err)
	}
	code = http.StatusInternalServerError
	var busy *BusyError
	if _, err := New(options(t)).Get(t.Context(), Request{URL: url + "/"}); !errors.As(err, &busy) {
		t.Errorf("with a robots.txt that cannot be had: %v", err)
	}
}

func TestCharset(t *testing.T) {
	const word = "Dvořák"
	latin2, err := charmap.ISO8859_2.NewEncoder().String(word)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ body, charset, want string }{
		{latin2, "iso-8859-2", word}, {word, "iso-8859-2", word}, {latin2, "", latin2}, {latin2, "nonsense", latin2}, {latin2, "utf-8", latin2},
	} {
		if got := (&Page{Body: []byte(c.body), Charset: c.charset}).UTF8(); string(got) != c.want {
			t.Errorf("%q in %q: %q, want %q", c.body, c.charset, got, c.want)
		}
	}
}

// No answer, however it is packed, makes the client panic or hold more than its
// limit.
func FuzzBody(f *testing.F) {
	f.Add([]byte("plain"), "")
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "gzip")
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x09, 0x00, 0x00, 'a'}, "zstd")
	f.Add([]byte{0x0b, 0x02, 0x80, 'h', 'e', 'l', 'l', 'o', 0x03}, "br")
	f.Add([]byte{0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01}, "deflate")
	f.Fuzz(func(t *testing.T, body []byte, encoding string) {
		const limit = 1 << 12
		h := http.Header{"Content-Encoding": {encoding}}
		b, err := read(&http.Response{Header: h, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: -1}, limit, 0)
		if err == nil && len(b) > limit {
			t.Fatalf("%d bytes, limit %d", len(b), limit)
		}
		mediaType(encoding)
	})
}
