package extract

import (
	"bytes"
	"errors"
	"fmt"
	nurl "net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// ErrNoArticle says that a page has no running text.
var ErrNoArticle = errors.New("no article text found in the page")

func page(raw []byte, url string) (r *Result, err error) {
	defer func() {
		if v := recover(); v != nil {
			r, err = nil, fmt.Errorf("reading the page: panic: %v", v)
		}
	}()
	page, err := decode(raw)
	if err != nil {
		return nil, err
	}
	doc, err := html.Parse(bytes.NewReader(shrink(page)))
	if err != nil {
		return nil, err
	}
	m := readMeta(doc, url)
	r = &Result{URL: m.url, Source: m.source, Title: m.title, Author: m.author, Language: m.language, Published: m.published}
	r.CommentsRemoved = removeComments(doc)
	splitBreaks(doc)
	base, _ := nurl.Parse(m.url)
	finder := readability.NewParser()
	finder.KeepClasses = true // they tell what stands beside the running text
	a, err := finder.ParseDocument(doc, base)
	if err != nil {
		return nil, err
	}
	if a.Node != nil {
		r.Text = plainText(a.Node)
	}
	if r.Text == "" {
		r.Text = plainText(doc)
	}
	text, day := takeDateLine(withoutHeadline(r.Text, r.Title))
	if r.Text = text; r.Published.IsZero() && !day.IsZero() {
		r.Published, r.Inferred = day, true
	}
	if strings.TrimSpace(r.Text) == "" {
		return nil, ErrNoArticle
	}
	return r, nil
}

// headBytes is how far a page may go on before it says how it is encoded.
const headBytes = 64 << 10

// decode turns the bytes of a page into UTF-8, without NULs. Bytes that are
// UTF-8 are taken as such, whatever the page says of itself: pages that name a
// wrong encoding are common, other encodings that happen to be UTF-8 are not.
func decode(raw []byte) ([]byte, error) {
	if !utf8.Valid(raw) {
		enc, _, _ := charset.DetermineEncoding(declaration(raw), "text/html")
		out, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			return nil, err
		}
		raw = out
	}
	return bytes.ReplaceAll(raw, []byte{0}, nil), nil
}

var declared = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset[^>]{0,100}>`)

// declaration is the part of a page that says how it is encoded, cut down to
// the length within which it is looked for.
func declaration(raw []byte) []byte {
	if m := declared.Find(raw[:min(len(raw), headBytes)]); m != nil && !bytes.HasPrefix(raw, []byte{0xff, 0xfe}) && !bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return m
	}
	return raw[:min(len(raw), 1024)]
}

// withoutHeadline drops a first paragraph that only repeats the headline.
func withoutHeadline(text, title string) string {
	first, rest, ok := strings.Cut(text, "\n")
	if ok && title != "" && strings.EqualFold(strings.TrimSpace(first), title) {
		return rest
	}
	return text
}
