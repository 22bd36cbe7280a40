package feed

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// parsePage reads a page: which feeds it names as its own, and the links in it
// that look like headlines. A page with a few of them is a list of links, one
// without is an article itself.
func parsePage(text []byte, at *url.URL) (*List, error) {
	list := &List{Kind: Page}
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(1 << 20)
	var href string
	var words strings.Builder
	base := at
	open, title := false, false
	for len(list.Items) < maxItems {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case kind == html.TextToken && title && list.Title == "":
			list.Title = strings.Join(strings.Fields(t.Data), " ")
		case kind == html.TextToken && open:
			words.WriteString(t.Data)
		case kind == html.EndTagToken && t.Data == "a" && open:
			open = false
			if s := strings.Join(strings.Fields(words.String()), " "); headline(s) && within(base, href) {
				list.Items = append(list.Items, Item{URL: join(base, href), Title: s})
			}
		case kind == html.EndTagToken && t.Data == "title":
			title = false
		case kind == html.EndTagToken && open: // words of neighbouring elements do not run together
			words.WriteByte(' ')
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken:
		case t.Data == "title":
			title = true
		case t.Data == "a":
			href, open = attribute(t, "href"), true
			words.Reset()
		case t.Data == "base":
			if u, err := at.Parse(attribute(t, "href")); err == nil {
				base = u
			}
		case t.Data == "link" && feedType(attribute(t, "type")) && strings.Contains(strings.ToLower(attribute(t, "rel")), "alternate"):
			if u := join(base, attribute(t, "href")); u != "" {
				list.Feeds = append(list.Feeds, u)
			}
		}
	}
	const few = 5
	if len(list.Items) >= few {
		list.Kind = Links
	}
	return list, nil
}

// headline reports whether the words of a link may be a headline: four words or
// more.
func headline(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			words++
		}
	}
	return words >= 4 && len(s) < 400
}

// within reports whether a link stays on the site and leads to another page.
func within(base *url.URL, href string) bool {
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	host, own := site(u), site(base)
	return (host == own || strings.HasSuffix(host, "."+own)) && strings.Trim(u.Path, "/") != "" && u.Path != base.Path
}

func site(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

func join(base *url.URL, href string) string {
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return ""
	}
	return u.String()
}

func feedType(media string) bool {
	switch strings.ToLower(strings.TrimSpace(media)) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "application/rdf+xml":
		return true
	}
	return false
}
