package feed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	xhtml "golang.org/x/net/html"
)

// parseFeed reads RSS, Atom or JSON Feed: as it is, mended, or, where that does
// not help, what can be saved of it.
func parseFeed(text []byte) (*List, error) {
	f, err := read(text)
	if rootOf(text) == "{" {
		if err == nil && f.Title == "" && len(f.Items) == 0 {
			err = ErrUnknown
		}
		if err != nil {
			return nil, err
		}
		return listOf(f, false), nil
	}
	mended := err != nil
	if mended {
		text = wellFormed(text)
		f, err = read(text)
	}
	if err == nil {
		if list := listOf(f, mended); len(list.Items) > 0 || !bytes.Contains(text, []byte("<item")) {
			return list, nil
		}
	}
	if list := salvage(text); len(list.Items) > 0 {
		return list, nil
	}
	if err != nil {
		return nil, err
	}
	return listOf(f, mended), nil
}

func listOf(f *gofeed.Feed, mended bool) *List {
	list := &List{Kind: Feed, Title: line(f.Title), Mended: mended}
	for _, it := range f.Items[:min(len(f.Items), maxItems)] {
		if it == nil {
			continue
		}
		if link := linkOf(it); link != "" {
			list.Items = append(list.Items, Item{URL: link, Title: line(it.Title), Published: published(it)})
		}
	}
	return list
}

// read is the parser with its panics as errors.
func read(text []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if v := recover(); v != nil {
			f, err = nil, fmt.Errorf("reading the feed: panic: %v", v)
		}
	}()
	f, err = gofeed.NewParser().Parse(bytes.NewReader(text))
	if err == nil && f == nil {
		err = errors.New("reading the feed: nothing in it")
	}
	return f, err
}

// line is a text of a feed, which may hold HTML, on one line.
func line(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(s)
		var b strings.Builder
		z := xhtml.NewTokenizer(strings.NewReader(s))
		for z.Next() != xhtml.ErrorToken {
			if t := z.Token(); t.Type == xhtml.TextToken {
				b.WriteString(t.Data)
			}
		}
		s = b.String()
	}
	return strings.Join(strings.Fields(s), " ")
}

// linkOf is the address of an item: what a service that counts clicks says that
// the address was, its link, or its id where that is an address.
func linkOf(it *gofeed.Item) string {
	for _, x := range it.Extensions["feedburner"]["origLink"] {
		if x.Value != "" {
			return x.Value
		}
	}
	link := it.Link
	if link == "" && len(it.Links) > 0 {
		link = it.Links[0]
	}
	if link == "" && (strings.HasPrefix(it.GUID, "http://") || strings.HasPrefix(it.GUID, "https://")) {
		link = it.GUID
	}
	return link
}

func published(it *gofeed.Item) time.Time {
	at := cmp.Or(it.PublishedParsed, it.UpdatedParsed)
	if at == nil || at.Year() < 1990 || at.Year() > 2200 {
		return time.Time{}
	}
	return at.UTC()
}

// salvage takes items out of a feed that is no XML: whatever stands between the
// beginning of an item and the next.
func salvage(text []byte) *List {
	list := &List{Kind: Feed, Mended: true}
	z := xhtml.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(1 << 20)
	z.AllowCDATA(true)
	var it *Item
	field := ""
	words := map[string]string{}
	flush := func() {
		if it == nil {
			return
		}
		it.URL = cmp.Or(it.URL, words["link"], words["guid"], words["id"])
		it.Title = line(words["title"])
		it.Published = date(cmp.Or(words["pubdate"], words["published"], words["dc:date"], words["updated"]))
		if it.URL != "" {
			list.Items = append(list.Items, *it)
		}
		it = nil
	}
	for len(list.Items) < maxItems {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		t := z.Token()
		switch kind {
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			switch t.Data {
			case "item", "entry":
				flush()
				it, words = &Item{}, map[string]string{}
			case "link":
				if href := attribute(t, "href"); href != "" && it != nil && cmp.Or(attribute(t, "rel"), "alternate") == "alternate" {
					it.URL = href
				}
			}
			field = t.Data
		case xhtml.EndTagToken:
			field = ""
			if t.Data == "item" || t.Data == "entry" {
				flush()
			}
		case xhtml.TextToken:
			s := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(t.Data), "<![CDATA["), "]]>"))
			switch {
			case it == nil && field == "title" && list.Title == "":
				list.Title = line(s)
			case it != nil && words[field] == "":
				words[field] = s
			}
		}
	}
	flush()
	return list
}

func attribute(t xhtml.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// date reads the forms of date that feeds and sitemaps have.
func date(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, form := range []string{time.RFC3339, time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2006-01-02T15:04-07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil && t.Year() >= 1990 && t.Year() <= 2200 {
			return t.UTC()
		}
	}
	return time.Time{}
}
