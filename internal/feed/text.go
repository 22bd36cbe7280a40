package feed

import (
	"bytes"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"
)

// maxInflated is the most bytes that a list may have, unpacked: what a sitemap may
// have, and a little more.
const maxInflated = 64 << 20

// inflate undoes gzip that lies in the body itself, as that of sitemap.xml.gz.
func inflate(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, maxInflated+1))
	if len(out) > maxInflated {
		return nil, errors.New("too large, unpacked")
	}
	return out, err
}

var (
	xmlEncoding = regexp.MustCompile(`^[\s\x{feff}]*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["'][^>]*\?>`)
	xmlHead     = regexp.MustCompile(`^[\s\x{feff}]*<\?xml[^>]{0,200}\?>`)
)

// toUTF8 brings a list to UTF-8. Bytes that are UTF-8 are taken as such, whatever
// is said of them; otherwise the transport is believed before the list itself.
// What stays unreadable becomes U+FFFD.
func toUTF8(body []byte, said string) []byte {
	if marked(body) || !utf8.Valid(body) {
		name := said
		if m := xmlEncoding.FindSubmatch(body[:min(len(body), 1024)]); name == "" && m != nil {
			name = string(m[1])
		}
		enc, _ := charset.Lookup(name)
		if enc == nil || marked(body) {
			enc, _, _ = charset.DetermineEncoding(body[:min(len(body), 1024)], "")
		}
		if out, err := enc.NewDecoder().Bytes(body); err == nil {
			body = out
		}
		body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return body
}

// marked reports a byte order mark of UTF-16.
func marked(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff})
}

var reference = regexp.MustCompile(`&(#?\w{1,32};)?`)

// wellFormed mends in an XML text what most often is not: what stands before its
// beginning, a declaration of an encoding that it no longer has, characters that
// XML does not have, "&" that begins no reference, and names of characters that
// only HTML knows.
func wellFormed(text []byte) []byte {
	text = xmlHead.ReplaceAll(text, nil)
	if i := bytes.IndexByte(text, '<'); i > 0 {
		text = text[i:]
	}
	text = bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, text)
	var out bytes.Buffer
	for len(text) > 0 { // what is in CDATA stays
		plain, rest, _ := bytes.Cut(text, []byte("<![CDATA["))
		out.Write(reference.ReplaceAllFunc(plain, mendReference))
		if len(rest) == 0 {
			break
		}
		data, after, closed := bytes.Cut(rest, []byte("]]>"))
		out.WriteString("<![CDATA[")
		out.Write(data)
		if closed {
			out.WriteString("]]>")
		}
		text = after
	}
	return out.Bytes()
}

func mendReference(m []byte) []byte {
	switch s := string(m); {
	case s == "&":
		return []byte("&amp;")
	case s == "&lt;", s == "&gt;", s == "&amp;", s == "&quot;", s == "&apos;":
		return m
	default:
		plain := html.UnescapeString(s)
		if plain == s || strings.ContainsAny(plain, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x1b") {
			return []byte("&amp;" + s[1:])
		}
		return []byte(html.EscapeString(plain))
	}
}
