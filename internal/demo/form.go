package demo

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"time"
)

// A form is a kind of feed.
type form struct {
	path, media, kind string
	write             func(w io.Writer, o *outlet, articles []*article)
}

var forms = []form{
	{"/rss.xml", "application/rss+xml", "feed", writeRSS},
	{"/atom.xml", "application/atom+xml", "feed", writeAtom},
	{"/feed.json", "application/feed+json", "feed", writeJSON},
	{"/news-sitemap.xml", "application/xml", "sitemap", writeSitemap},
}

func address(a *article) string { return "http://" + a.host + a.path }

// day is when an article was published; noon, where only the day is known.
func day(a *article) time.Time {
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, a.Published); err == nil {
			if form == time.DateOnly {
				t = t.Add(12 * time.Hour)
			}
			return t
		}
	}
	return time.Time{}
}

func escaped(s string) string {
	var b xmlText
	xml.EscapeText(&b, []byte(s))
	return string(b)
}

type xmlText []byte

func (x *xmlText) Write(p []byte) (int, error) {
	*x = append(*x, p...)
	return len(p), nil
}

func writeRSS(w io.Writer, o *outlet, articles []*article) {
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>%s</title><link>http://%s/</link><description>All reports</description>\n", escaped(o.name), o.host)
	for _, a := range articles {
		fmt.Fprintf(w, "<item><title>%s</title><link>%s?utm_source=rss</link><pubDate>%s</pubDate></item>\n", escaped(a.Title), address(a), day(a).Format(time.RFC1123Z))
	}
	io.WriteString(w, "</channel></rss>\n")
}

func writeAtom(w io.Writer, o *outlet, articles []*article) {
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title><id>http://%s/</id>\n", escaped(o.name), o.host)
	for _, a := range articles {
		fmt.Fprintf(w, "<entry><title>%s</title><id>%s</id><link href=\"%s\"/><published>%s</published></entry>\n", escaped(a.Title), address(a), a.path, day(a).Format(time.RFC3339))
	}
	io.WriteString(w, "</feed>\n")
}

func writeJSON(w io.Writer, o *outlet, articles []*article) {
	type item struct {
		ID    string `json:"id"`
		URL   string `json:"url"`
		Title string `json:"title"`
		Date  string `json:"date_published"`
	}
	items := []item{}
	for _, a := range articles {
		items = append(items, item{address(a), address(a), a.Title, day(a).Format(time.RFC3339)})
	}
	json.NewEncoder(w).Encode(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": o.name, "items": items})
}

func writeSitemap(w io.Writer, o *outlet, articles []*article) {
	io.WriteString(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n")
	for _, a := range articles {
		fmt.Fprintf(w, "<url><loc>%s</loc><news:news><news:publication><news:name>%s</news:name><news:language>en</news:language></news:publication><news:publication_date>%s</news:publication_date><news:title>%s</news:title></news:news></url>\n",
			address(a), escaped(o.name), day(a).Format(time.RFC3339), escaped(a.Title))
	}
	io.WriteString(w, "</urlset>\n")
}

func render(w io.Writer, t *template.Template, data any) {
	if err := t.Execute(w, data); err != nil {
		fmt.Fprintf(w, "<!-- %s -->", template.HTMLEscapeString(err.Error()))
	}
}

var frontPage = template.Must(template.New("front").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Outlet.Name}}</title><link rel="alternate" type="application/rss+xml" href="{{.Outlet.Feed}}"></head>
<body><h1>{{.Outlet.Name}}</h1><ul>{{range .Articles}}<li><a href="{{.Path}}">{{.Title}}</a></li>
{{end}}</ul></body></html>
`))

var articlePage = template.Must(template.New("article").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Article.Title}} | {{.Outlet.Name}}</title>
<meta property="og:site_name" content="{{.Outlet.Name}}"><meta property="og:type" content="article"><meta property="og:title" content="{{.Article.Title}}">
<meta property="article:published_time" content="{{.Article.Published}}"></head>
<body><header><a href="/">{{.Outlet.Name}}</a><nav><ul><li><a href="/">Home</a></li><li><a href="/search">Search</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<main><article><h1>{{.Article.Title}}</h1>
{{range .Paragraphs}}<p>{{.}}</p>
{{end}}</article></main>
<footer><p>Invented news. Nothing in it happened.</p></footer></body></html>
`))

// Name, Feed and Path are for the templates.
func (o *outlet) Name() string { return o.name }

// Feed is the address of the outlet's feed on its host.
func (o *outlet) Feed() string { return o.form.path }

// Path is the address of the article on its host.
func (a *article) Path() string { return a.path }
