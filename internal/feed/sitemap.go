package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"slices"
	"strings"
)

// parseSitemap reads a sitemap, with the extension for news, or an index of
// sitemaps (sitemaps.org). What comes before a fault of the XML is kept.
func parseSitemap(text []byte) (*List, error) {
	list := &List{Kind: Sitemap}
	d := xml.NewDecoder(bytes.NewReader(wellFormed(text)))
	d.Strict = false
	var it Item
	var fault error
	inside := "" // url or sitemap
	for len(list.Items)+len(list.More) < maxItems {
		t, err := d.Token()
		if err != nil {
			if errors.As(err, new(*xml.SyntaxError)) {
				fault, list.Mended = err, true
			}
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; name {
			case "url", "sitemap":
				inside, it = name, Item{}
			case "loc", "lastmod", "publication_date", "title", "name":
				var s string
				if t.Name.Space != "" && strings.Contains(t.Name.Space, "image") || strings.Contains(t.Name.Space, "video") || d.DecodeElement(&s, &t) != nil {
					continue
				}
				fill(list, &it, name, strings.TrimSpace(s))
			}
		case xml.EndElement:
			switch {
			case it.URL == "" || t.Name.Local != inside:
			case inside == "url":
				list.Items = append(list.Items, it)
			default:
				list.More = append(list.More, it)
			}
		}
	}
	if fault != nil && len(list.Items)+len(list.More) == 0 {
		return nil, fault
	}
	slices.SortStableFunc(list.Items, later)
	slices.SortStableFunc(list.More, later)
	return list, nil
}

func fill(list *List, it *Item, name, s string) {
	switch name {
	case "loc":
		it.URL = s
	case "title":
		it.Title = s
	case "name":
		if list.Title == "" {
			list.Title = s
		}
	case "publication_date":
		it.Published = date(s)
	case "lastmod":
		if it.Published.IsZero() {
			it.Published = date(s)
		}
	}
}
