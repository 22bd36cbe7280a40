// Package feed reads what tells of articles: RSS, Atom and JSON feeds, sitemaps
// and their indexes, pages that link to articles, GDELT's lists of files, and
// OPML, the lists of feeds that readers exchange.
//
// All of it comes from the web and much of it is broken. Text is brought to UTF-8,
// characters that XML does not have are dropped, names of HTML's characters are
// put in, and of a feed that is no XML even then as many items are saved as can be
// told.
package feed

import (
	"bytes"
	"cmp"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// A Kind is what a list is.
type Kind string

// The kinds of list.
const (
	Feed    Kind = "feed"    // RSS, Atom, JSON Feed
	Sitemap Kind = "sitemap" // sitemap, or index of sitemaps
	Links   Kind = "links"   // page that links to articles
	Page    Kind = "page"    // page that is an article
	GDELT   Kind = "gdelt"   // list of GDELT's files
)

// An Item is an article that a list tells of.
type Item struct {
	URL       string // absolute, see Clean
	Title     string
	Published time.Time // zero where the list does not say
}

// A List is what was read.
type List struct {
	Kind   Kind
	Title  string
	Items  []Item
	More   []Item   // further lists of the same kind, newest first: sitemaps, files of GDELT
	Feeds  []string // feeds that a page names as its own
	Mended bool     // it was broken
}

// maxItems is the most items that one list may have.
const maxItems = 50_000

// ErrUnknown says that something is no list of any kind.
var ErrUnknown = errors.New("neither a feed nor a sitemap nor a page")

// Parse reads a list. charset is what the transport said of the encoding, may be
// empty; base is the address that it was fetched from.
func Parse(body []byte, charset, base string) (*List, error) {
	body, err := inflate(body)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	text := xmlHead.ReplaceAll(toUTF8(body, charset), nil) // it names an encoding that the text no longer has
	var list *List
	switch root := rootOf(text); root {
	case "urlset", "sitemapindex":
		list, err = parseSitemap(text)
	case "rss", "feed", "rdf", "{":
		list, err = parseFeed(text)
	case "gdelt":
		list, err = parseFiles(text)
	case "html", "!doctype", "head", "body":
		list, err = parsePage(text, at)
	default: // a server's complaint may stand before the feed
		i := feedRoot.FindIndex(text[:min(len(text), headBytes)])
		if i == nil {
			return nil, ErrUnknown
		}
		if list, err = parseFeed(text[i[0]:]); err == nil {
			list.Mended = true
		}
	}
	if err != nil {
		return nil, err
	}
	list.Items, list.More = resolve(list.Items, at, Clean), resolve(list.More, at, func(s string) string { return s })
	return list, nil
}

// headBytes is how far into a text its first element is looked for.
const headBytes = 16 << 10

var feedRoot = regexp.MustCompile(`<(rss|feed|rdf:RDF)[\s>]`)

// rootOf is the first element of an XML or HTML text, in lower case and without
// its namespace, "{" for JSON, "gdelt" for a list of files.
func rootOf(text []byte) string {
	s := bytes.TrimLeft(text[:min(len(text), headBytes)], " \t\r\n\ufeff")
	if len(s) > 0 && s[0] == '{' {
		return "{"
	}
	for range 2 { // of the end of a long list, the first line may be cut
		line, rest, _ := bytes.Cut(s, []byte("\n"))
		if fileLine.Match(bytes.TrimSpace(line)) {
			return "gdelt"
		}
		if bytes.IndexByte(line, '<') >= 0 {
			break
		}
		if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) == 0 {
			break
		}
		s = rest
	}
	for {
		i := bytes.IndexByte(s, '<')
		if i < 0 {
			return ""
		}
		s = s[i+1:]
		switch {
		case bytes.HasPrefix(s, []byte("?")), bytes.HasPrefix(s, []byte("!--")):
			continue
		}
		end := bytes.IndexAny(s, " \t\r\n/>[")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(string(s[:end]))
		if name == "!doctype" {
			kind := strings.ToLower(strings.TrimSpace(string(s[end:min(len(s), end+16)])))
			if !strings.HasPrefix(kind, "html") {
				continue
			}
		}
		return name[strings.LastIndexByte(name, ':')+1:]
	}
}

// resolve makes the addresses of items absolute and drops what is no address of
// the web, or comes twice.
func resolve(items []Item, base *url.URL, clean func(string) string) []Item {
	var out []Item
	seen := map[string]bool{}
	for _, it := range items {
		it.URL = strings.TrimSpace(it.URL)
		u, err := base.Parse(it.URL)
		if it.URL == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			continue
		}
		it.URL = clean(u.String())
		if seen[it.URL] {
			continue
		}
		seen[it.URL] = true
		it.Title = strings.Join(strings.Fields(it.Title), " ")
		out = append(out, it)
	}
	return out
}

// later puts newer items first; those without a time come last.
func later(a, b Item) int { return cmp.Compare(b.Published.UnixMilli(), a.Published.UnixMilli()) }
