package feed

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"chancery/data"
)

const base = "https://news.example/feeds/world.xml"

// show is a list in a few lines.
func show(l *List) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", l.Kind, l.Title)
	for _, x := range []struct {
		mark  string
		items []Item
	}{{"", l.Items}, {"more ", l.More}} {
		for _, it := range x.items {
			at := "-"
			if !it.Published.IsZero() {
				at = it.Published.Format(time.RFC3339)
			}
			fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%s%s %s %s", x.mark, it.URL, at, it.Title)))
		}
	}
	return b.String()
}

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>World &amp; more</title><link>https://news.example/</link>
<item><title>Talks begin</title><link>https://news.example/a?utm_source=rss&amp;id=1#top</link><pubDate>Mon, 03 Mar 2031 10:00:00 +0100</pubDate></item>
<item><title><![CDATA[Envoys &amp; <b>ministers</b> meet]]></title><link>/b</link></item>
<item><title>By its id</title><guid>https://news.example/c</guid></item>
<item><title>Not of the web</title><link>mailto:desk@news.example</link></item>
<item><title>Twice</title><link>/b</link></item>
</channel></rss>`

const rssList = `feed World & more
https://news.example/a?id=1 2031-03-03T09:00:00Z Talks begin
https://news.example/b - Envoys & ministers meet
https://news.example/c - By its id
`

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"rss", rss, rssList},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><entry><title type="html">Talks &lt;i&gt;begin&lt;/i&gt;</title><link rel="enclosure" href="/a.mp3"/><link href="../a"/><updated>2031-03-03T09:00:00Z</updated></entry></feed>`,
			"feed World\nhttps://news.example/a 2031-03-03T09:00:00Z Talks begin\n"},
		{"rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>World</title></channel><item><title>Talks</title><link>http://news.example:80/a</link><dc:date>2031-03-03T09:00:00Z</dc:date></item></rdf:RDF>`,
			"feed World\nhttp://news.example/a 2031-03-03T09:00:00Z Talks\n"},
		{"json", `{"version":"https://jsonfeed.org/version/1.1","title":"World","items":[{"id":"1","url":"https://NEWS.example/a","title":"Talks","date_published":"2031-03-03T10:00:00+01:00"}]}`,
			"feed World\nhttps://news.example/a 2031-03-03T09:00:00Z Talks\n"},
		{"control characters", strings.Replace(rss, "Talks begin", "Talks\x0b\x00 begin\x1f", 1), rssList},
		{"a bare ampersand and names of HTML", strings.Replace(rss, "Talks begin", "Talks&nbsp;begin & go on&hellip;", 1), strings.Replace(rssList, "Talks begin", "Talks begin & go on…", 1)},
		{"something before it", "\n\n  " + rss, rssList},
		{"a complaint of the server before it", "<br />\n<b>Warning</b>: Undefined index\n" + rss, rssList},
		{"cut off", rss[:strings.Index(rss, "<item><title>Not")] + "<item><title>Cut", rssList},
		{"tags that do not match", strings.Replace(rss, "</pubDate></item>", "</item>", 1), rssList},
		{"no XML at all", strings.ReplaceAll(rss, "</link>", "</lnk>"), "feed World & more\nhttps://news.example/a?id=1 2031-03-03T09:00:00Z Talks begin\nhttps://news.example/b - Envoys & ministers meet\nhttps://news.example/c - By its id\n"},
		{"an encoding that it does not have", strings.Replace(rss, "UTF-8", "windows-1251", 1), rssList},
		{"sitemap", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/old </loc><lastmod>2031-03-01</lastmod></url>
<url><loc>https://news.example/new</loc><image:image><image:loc>https://news.example/x.jpg</image:loc><image:title>Picture</image:title></image:image>
<news:news><news:publication><news:name>World</news:name><news:language>en</news:language></news:publication><news:publication_date>2031-03-03T10:00+01:00</news:publication_date><news:title>Talks &amp; more</news:title></news:news></url></urlset>`,
			"sitemap World\nhttps://news.example/new 2031-03-03T09:00:00Z Talks & more\nhttps://news.example/old 2031-03-01T00:00:00Z\n"},
		{"sitemap index", `<?xml version="1.0"?><!-- made by hand --><sitemapindex><sitemap><loc>https://news.example/1.xml.gz</loc><lastmod>2031-01-01</lastmod></sitemap><sitemap><loc>https://news.example/2.xml?a=1&b=2</loc><lastmod>2031-03-01</lastmod></sitemap></sitemapindex>`,
			"sitemap \nmore https://news.example/2.xml?a=1&b=2 2031-03-01T00:00:00Z\nmore https://news.example/1.xml.gz 2031-01-01T00:00:00Z\n"},
		{"broken sitemap", `<urlset><url><loc>https://news.example/a</loc></url><url><loc>https://news.example/b</lo`, "sitemap \nhttps://news.example/a -\n"},
		{"list of GDELT's files", "1 0123456789abcdef0123456789abcdef http://data.gdeltproject.org/gdeltv2/20310303100000.export.CSV.zip\n2 0123456789abcdef0123456789abcdef http://data.gdeltproject.org/gdeltv2/20310303100000.mentions.CSV.zip\n3 0123456789abcdef0123456789abcdef http://data.gdeltproject.org/gdeltv2/20310303100000.gkg.csv.zip\n",
			"gdelt GDELT\nmore http://data.gdeltproject.org/gdeltv2/20310303100000.mentions.CSV.zip 2031-03-03T10:00:00Z\nmore http://data.gdeltproject.org/gdeltv2/20310303100000.export.CSV.zip 2031-03-03T10:00:00Z\n"},
		{"end of a list of files", "4567 http://data.gdeltproject.org/x.zip\n1 0123456789abcdef0123456789abcdef http://data.gdeltproject.org/gdeltv2/20310303100000.export.CSV.zip\n",
			"gdelt GDELT\nmore http://data.gdeltproject.org/gdeltv2/20310303100000.export.CSV.zip 2031-03-03T10:00:00Z\n"},
		{"page", `<!DOCTYPE html><title>Talks</title><link rel="alternate" type="application/rss+xml" href="/rss"><p>They met. <a href="/x">A few words</a>`, "page Talks\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := Parse([]byte(c.text), "", base)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, show(l)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const text = `<?xml version="1.0" encoding="ISO-8859-2"?><rss version="2.0"><channel><title>Dvořák</title><item><title>x</title><link>/a</link></item></channel></rss>`
	latin2, _ := charmap.ISO8859_2.NewEncoder().String(text)
	cyrillic, _ := charmap.Windows1251.NewEncoder().String(strings.Replace(text, "Dvořák", "Мир", 1))
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(text))
	z.Close()
	for _, c := range []struct{ name, body, charset, want string }{
		{"as it says itself", latin2, "", "Dvořák"},
		{"as the transport says", cyrillic, "windows-1251", "Мир"},
		{"UTF-8 that says otherwise", text, "iso-8859-2", "Dvořák"},
		{"UTF-16", wide, "", "Dvořák"},
		{"gzip in the body", zipped.String(), "", "Dvořák"},
	} {
		l, err := Parse([]byte(c.body), c.charset, base)
		if err != nil || l.Title != c.want || len(l.Items) != 1 {
			t.Errorf("%s: %+v, %v", c.name, l, err)
		}
	}
}

func TestPage(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<html><head><title> Press
releases </title><link rel="alternate" type="application/atom+xml" href="atom.xml"><link rel="alternate" hreflang="fr" href="/fr"></head><nav><a href="/about">About us</a><a href="/feeds/world.xml#x">This is the same page</a></nav>`)
	for i := range 6 {
		fmt.Fprintf(&b, `<a href="/press/%d"><span>Statement by</span><b>the ministry</b> of day %d</a>`, i, i)
	}
	b.WriteString(`<a href="https://elsewhere.example/a">A longer headline of another site</a><a href="https://live.news.example/b">A longer headline of our own</a>`)
	l, err := Parse([]byte(b.String()), "", base)
	if err != nil {
		t.Fatal(err)
	}
	if l.Kind != Links || l.Title != "Press releases" || len(l.Items) != 7 || l.Items[0].Title != "Statement by the ministry of day 0" || l.Items[6].URL != "https://live.news.example/b" {
		t.Errorf("%s", show(l))
	}
	if !slices.Equal(l.Feeds, []string{"https://news.example/feeds/atom.xml"}) {
		t.Errorf("feeds %q", l.Feeds)
	}
}

func TestRefused(t *testing.T) {
	for _, text := range []string{"", "hello", "{", `{"a":1}`, "<rss", "<svg></svg>", "\x89PNG\r\n\x1a\n", "1 0123456789abcdef0123456789abcdef http://x.example/a.zip\n"} {
		if l, err := Parse([]byte(text), "", base); err == nil {
			t.Errorf("%q is %s", text, show(l))
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"https://News.Example:443?utm_source=x&UTM_Medium=y#z": "https://news.example/",
		"http://news.example/a?b=1&fbclid=2&c=3":               "http://news.example/a?b=1&c=3",
		"http://news.example/a?at_custom1=x&at_campaign=y":     "http://news.example/a",
		"http://news.example/a?":                               "http://news.example/a",
		"https://news.example/#!/article/7":                    "https://news.example/#!/article/7",
		"https://news.example/a%2Fb?q=%20":                     "https://news.example/a%2Fb?q=%20",
		"not an address":                                       "not an address",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestTracking(t *testing.T) {
	table, err := readTracking(data.FS)
	if err != nil || !table["utm_*"] || table["name"] {
		t.Errorf("%d names, %v", len(table), err)
	}
}

func zipOf(t *testing.T, names []string, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	z.Close()
	return b.Bytes()
}

func TestArticles(t *testing.T) {
	export := strings.Repeat("x\t", 60) + "https://news.example/a?utm_source=gdelt\n" + strings.Repeat("x\t", 60) + "https://news.example/a\n" + strings.Repeat("x\t", 59) + "https://news.example/short\n" + strings.Repeat("x\t", 60) + "BBC Monitoring\n"
	mentions := "1\t2\t3\t1\tnews.example\thttps://news.example/b" + strings.Repeat("\tx", 10) + "\n1\t2\t3\t2\tBBC\thttps://news.example/citation" + strings.Repeat("\tx", 10) + "\n"
	for _, c := range []struct{ text, want string }{{export, "https://news.example/a"}, {mentions, "https://news.example/b"}} {
		got, err := Articles(zipOf(t, []string{"x.CSV"}, c.text))
		if err != nil || len(got) != 1 || got[0].URL != c.want {
			t.Errorf("%v, %v; want %s", got, err, c.want)
		}
	}
	if _, err := Articles(zipOf(t, []string{"a", "b"}, export)); err == nil {
		t.Error("two files in one archive")
	}
	if _, err := Articles([]byte("PK")); err == nil {
		t.Error("no archive")
	}
}

func TestOPML(t *testing.T) {
	const text = `<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Wires"><outline text="Meridian & Co" type="rss" xmlUrl="https://meridian.example/rss" htmlUrl="https://meridian.example/"/>
<outline title="Asia"><outline text="x" title="East" xmlurl="https://east.example/rss"></outline></outline></outline>
<outline text="Alone" xmlUrl="https://alone.example/rss"/></body></opml>`
	want := []Outline{
		{"https://meridian.example/rss", "Meridian & Co", "Wires"},
		{"https://east.example/rss", "East", "Wires/Asia"},
		{"https://alone.example/rss", "Alone", ""},
	}
	got, err := ReadOPML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, want); err != nil {
		t.Fatal(err)
	}
	if again, err := ReadOPML(b.Bytes()); err != nil || !slices.Equal(again, want) {
		t.Errorf("written and read again: %v, %v\n%s", again, err, b.String())
	}
	if _, err := ReadOPML([]byte("<html></html>")); err == nil {
		t.Error("a page is OPML")
	}
}

// Whatever the bytes are, the items of a list are addresses of the web, each once.
func FuzzParse(f *testing.F) {
	for _, s := range []string{rss, `<feed><entry><link href="a"/></entry></feed>`, `{"version":"https://jsonfeed.org/version/1","items":[{"url":"a"}]}`, `<urlset><url><loc>a</loc></url></urlset>`, "<html><a href=/x>one two three four</a>", "\xff\xfe<\x00r\x00", "<rss><item><link>a<item>&#0;&#x1;&amp", "<item><![CDATA["} {
		f.Add([]byte(s), "")
	}
	f.Fuzz(func(t *testing.T, body []byte, charset string) {
		l, err := Parse(body, charset, base)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, it := range l.Items {
			if !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://") || seen[it.URL] || Clean(it.URL) != it.URL {
				t.Fatalf("item %+v of %q", it, body)
			}
			seen[it.URL] = true
		}
	})
}

func FuzzArticles(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, b []byte) { Articles(b) })
}

func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline xmlUrl="b"/></outline></body></opml>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		feeds, err := ReadOPML(b)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := WriteOPML(&out, feeds); err != nil {
			t.Fatal(err)
		}
		again, err := ReadOPML(out.Bytes())
		if err != nil || len(again) != len(feeds) {
			t.Fatalf("%d feeds written, %d read: %v\n%s", len(feeds), len(again), err, out.String())
		}
	})
}
