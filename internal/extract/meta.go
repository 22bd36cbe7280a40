package extract

import (
	"cmp"
	"encoding/json"
	nurl "net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chancery"
)

// A meta is what a page says of itself.
type meta struct {
	url, source, title, author, language string
	published                            chancery.Stamp
}

// A head gathers what the elements of a page say, by the name under which they
// say it. The first value of a name counts.
type head struct {
	values map[string]string
	news   jsonArticle // JSON-LD
	h1     []string
	times  []string // dates of time elements, the likeliest first
	marked []string // words of elements that are marked as dates
	lang   string
}

func readMeta(doc *html.Node, url string) meta {
	h := head{values: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			h.element(n)
		}
	}
	m := meta{url: h.url(url)}
	m.source = tidy(h.first("og:site_name", "ld:publisher", "dc.publisher", "application-name"))
	if m.source == "" {
		m.source = host(m.url)
	}
	m.title = h.title(m.source)
	m.author = h.author(m.source)
	m.language, _, _ = strings.Cut(strings.ToLower(cmp.Or(h.lang, h.first("og:locale", "content-language", "dc.language"))), "-")
	m.language, _, _ = strings.Cut(m.language, "_")
	m.published = h.published(m.url)
	return m
}

func (h *head) set(name, value string) {
	name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
	if name != "" && value != "" && h.values[name] == "" {
		h.values[name] = value
	}
}

func (h *head) first(names ...string) string {
	for _, n := range names {
		if v := h.values[n]; v != "" {
			return v
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = attr(n, "lang")
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			h.set(attr(n, key), attr(n, "content"))
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			h.set("canonical", attr(n, "href"))
		}
	case atom.Title:
		h.set("title", plainOf(n))
	case atom.H1:
		if t := tidy(plainOf(n)); t != "" {
			h.h1 = append(h.h1, t)
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
			h.linked(n.FirstChild.Data)
		}
	case atom.Time:
		h.time(n)
	}
	h.item(n)
	h.mark(n)
}

// item reads microdata and the marks of authors.
func (h *head) item(n *html.Node) {
	prop := strings.ToLower(attr(n, "itemprop"))
	switch {
	case prop == "" && attr(n, "rel") == "author":
		h.set("byline", plainOf(n))
	case prop == "author" && n.DataAtom != atom.Meta:
		h.set("item:author", plainOf(n))
	case prop == "datepublished" && n.DataAtom != atom.Meta:
		h.set("datepublished", cmp.Or(attr(n, "datetime"), attr(n, "content"), plainOf(n)))
	case prop == "headline" && n.DataAtom != atom.Meta:
		h.set("headline", plainOf(n))
	}
	if byline.MatchString(attr(n, "class")) && n.FirstChild != nil {
		if text := tidy(plainOf(n)); len(text) < 100 {
			h.set("class:author", text)
		}
	}
}

var byline = regexp.MustCompile(`(?i)(^|[\s_-])(byline|author)([\s_-]?name)?($|\s)`)

// plainOf is the text below n on one line.
func plainOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return tidy(b.String())
}

func tidy(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }

// url is the page's own canonical address, or the one that it was read from.
func (h *head) url(given string) string {
	for _, u := range []string{h.values["canonical"], h.values["og:url"], h.news.url} {
		p, err := nurl.Parse(u)
		if err != nil || u == "" {
			continue
		}
		if base, err := nurl.Parse(given); err == nil && given != "" {
			p = base.ResolveReference(p)
		}
		if (p.Scheme == "http" || p.Scheme == "https") && p.Host != "" && strings.Trim(p.Path, "/") != "" {
			return p.String()
		}
	}
	return given
}

func host(url string) string {
	u, err := nurl.Parse(url)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// title is the headline: what the page gives as such, without the name of the
// site that titles of windows end in.
func (h *head) title(source string) string {
	for _, t := range []string{h.news.headline, h.values["og:title"], h.values["headline"], h.values["twitter:title"]} {
		if t = tidy(t); t != "" {
			return cutSite(t, source)
		}
	}
	t := cutSite(tidy(h.values["title"]), source)
	if len(h.h1) == 1 && (t == "" || strings.Contains(t, h.h1[0]) || strings.Contains(h.h1[0], t)) {
		return h.h1[0]
	}
	return cmp.Or(t, strings.Join(h.h1[:min(1, len(h.h1))], ""))
}

// cutSite cuts " | Site" off a title where the end is the name of the site.
func cutSite(t, source string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " · "} {
		i := strings.LastIndex(t, sep)
		if i <= 0 {
			continue
		}
		if end := t[i+len(sep):]; sep == " | " && i > 20 || sameSite(end, source) {
			return strings.TrimSpace(t[:i])
		}
	}
	return t
}

func sameSite(a, b string) bool {
	a, b = letters(a), letters(b)
	return len(a) > 1 && len(b) > 1 && (strings.Contains(a, b) || strings.Contains(b, a))
}

var noLetters = regexp.MustCompile(`[^\p{L}\p{N}]+`)

func letters(s string) string { return strings.ToLower(noLetters.ReplaceAllString(s, "")) }

// author is who wrote the article, "" where only the site is named.
func (h *head) author(source string) string {
	for _, a := range []string{strings.Join(h.news.authors, ", "), h.values["author"], h.values["article:author"], h.values["dc.creator"], h.values["item:author"], h.values["byline"], h.values["class:author"]} {
		if a = cleanAuthor(a); a != "" && !sameSite(a, source) {
			return a
		}
	}
	return ""
}

var (
	byWord  = regexp.MustCompile(`(?i)^\s*((written|posted|reported|published)\s+)?by:?\s+`)
	byTail  = regexp.MustCompile(`(?i)(?:^|\s+)(\||•|·|updated|published|posted|on \w+ \d|\d{1,2}[:.]\d\d|\b(19|20)\d\d\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d+ (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|@\w+|follow ).*$`)
	notName = regexp.MustCompile(`(?i)^(admin|administrator|editor|editors|staff|null|undefined|web ?desk|guest|author)$`)
)

func cleanAuthor(s string) string {
	s = tidy(s)
	if strings.HasPrefix(s, "http") || strings.HasPrefix(s, "/") {
		return ""
	}
	s = byTail.ReplaceAllString(byWord.ReplaceAllString(s, ""), "")
	s = strings.Trim(s, " ,;|-–")
	if notName.MatchString(s) || strings.ContainsAny(s, "0123456789") || len(s) > 200 || strings.Contains(s, "{{") {
		return ""
	}
	return s
}

// A jsonArticle is what JSON-LD says of the article.
type jsonArticle struct {
	headline, published, url string
	authors                  []string
}

// linked reads a JSON-LD script; of several articles the first counts.
func (h *head) linked(script string) {
	var v any
	script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(script), "<!--"), "-->"))
	if json.Unmarshal([]byte(strings.Map(noControl, script)), &v) == nil {
		h.object(v, 0)
	}
}

func noControl(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// object looks for articles in v and below it.
func (h *head) object(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			h.object(x, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			h.article(v)
		}
		h.object(v["@graph"], depth+1)
		h.object(v["mainEntity"], depth+1)
	}
}

func isArticle(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report"
	case []any:
		return slices.ContainsFunc(t, isArticle)
	}
	return false
}

func (h *head) article(v map[string]any) {
	if h.news.headline != "" {
		return
	}
	h.news.headline = text(v["headline"])
	h.news.published = cmp.Or(text(v["datePublished"]), text(v["dateCreated"]))
	h.news.url = cmp.Or(text(v["mainEntityOfPage"]), text(v["url"]))
	h.set("ld:publisher", text(v["publisher"]))
	list, ok := v["author"].([]any)
	if !ok {
		list = []any{v["author"]}
	}
	for _, a := range list {
		if name := tidy(text(a)); name != "" && !slices.Contains(h.news.authors, name) {
			h.news.authors = append(h.news.authors, name)
		}
	}
}

// text is a JSON-LD value as a string: its name or its id where it is an object.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return cmp.Or(text(v["name"]), text(v["@id"]))
	case []any:
		if len(v) > 0 {
			return text(v[0])
		}
	}
	return ""
}
