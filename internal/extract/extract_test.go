package extract_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"chancery/internal/extract"
)

// body is an article long enough to be found.
const body = `<article><h1>Talks in Geneva</h1>
<p>The foreign ministers of the two countries met in Geneva on Monday and agreed to go on with the talks in spring.</p>
<p>They had not met for three years, and both sides said that much remained to be done before a treaty could be signed.</p></article>`

const bodyText = "The foreign ministers of the two countries met in Geneva on Monday and agreed to go on with the talks in spring.\n" +
	"They had not met for three years, and both sides said that much remained to be done before a treaty could be signed."

func extractPage(t *testing.T, head, rest string) *extract.Result {
	t.Helper()
	r, err := extract.Page([]byte("<html><head>"+head+"</head><body>"+rest+"</body></html>"), "https://www.ledger.example/a")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMetadata(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, c := range []struct {
		name, head, rest string
		field            func(*extract.Result) string
		want             string
	}{
		{"title of the window without the site", "<title>Talks in Geneva | The Ledger</title>", body, title, "Talks in Geneva"},
		{"title with a dash of its own", "<title>Talks in Geneva - and beyond</title>", "<p>" + bodyText, title, "Talks in Geneva - and beyond"},
		{"title from Open Graph", `<title>x</title><meta property="og:title" content="Talks &amp; more">`, body, title, "Talks & more"},
		{"title from JSON-LD", ld(`{"@graph":[{"@type":"WebSite","name":"L"},{"@type":["NewsArticle"],"headline":"Talks resume"}]}`), body, title, "Talks resume"},
		{"title from the heading", "", body, title, "Talks in Geneva"},
		{"JSON-LD that is broken", ld(`{"@type":"NewsArticle","headline":`) + "<title>Talks</title>", "<p>" + bodyText, title, "Talks"},
		{"author from JSON-LD", ld(`{"@type":"NewsArticle","headline":"T","author":[{"name":"Ada Clerk"},{"name":"Ben Page"}]}`), body, author, "Ada Clerk, Ben Page"},
		{"author as a plain name", ld(`{"@type":"Article","headline":"T","author":"Ada Clerk"}`), body, author, "Ada Clerk"},
		{"author of the page's head", `<meta name="author" content="By Ada Clerk">`, body, author, "Ada Clerk"},
		{"author with a date behind", "", `<p class="byline">By Ada Clerk | 3 May 2022</p>` + body, author, "Ada Clerk"},
		{"author with a month behind", "", `<p class="byline">ADA CLERK NOVEMBER 20, 10:43</p>` + body, author, "ADA CLERK"},
		{"author that is an address", `<meta property="article:author" content="https://www.facebook.com/x">`, body, author, ""},
		{"author that is the site", `<meta property="og:site_name" content="The Ledger"><meta name="author" content="The Ledger">`, body, author, ""},
		{"author that is a date", "", `<p class="author">20 Nov</p>` + body, author, ""},
		{"source from Open Graph", `<meta property="og:site_name" content="The Ledger">`, body, source, "The Ledger"},
		{"source from JSON-LD", ld(`{"@type":"NewsArticle","headline":"T","publisher":{"name":"The Ledger"}}`), body, source, "The Ledger"},
		{"source from the address", "", body, source, "ledger.example"},
		{"canonical address", `<link rel="canonical" href="/world/talks">`, body, url, "https://www.ledger.example/world/talks"},
		{"canonical address of the front page", `<link rel="canonical" href="https://www.ledger.example/">`, body, url, "https://www.ledger.example/a"},
		{"language", "</head><head>", body, lang, ""},
		{"language by locale", `<meta property="og:locale" content="en_GB">`, body, lang, "en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.field(extractPage(t, c.head, c.rest)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func title(r *extract.Result) string  { return r.Title }
func author(r *extract.Result) string { return r.Author }
func source(r *extract.Result) string { return r.Source }
func url(r *extract.Result) string    { return r.URL }
func lang(r *extract.Result) string   { return r.Language }

func TestPublished(t *testing.T) {
	for _, c := range []struct{ name, head, rest, want string }{
		{"JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","datePublished":"2022-03-04T09:30:00Z","dateModified":"2022-03-09"}</script>`, body, "2022-03-04T09:30:00Z"},
		{"meta", `<meta property="article:modified_time" content="2022-03-09"><meta property="article:published_time" content="2022-03-04T09:30:00+02:00">`, body, "2022-03-04T09:30:00+02:00"},
		{"meta, in words", `<meta name="pubdate" content="March 4, 2022">`, body, "2022-03-04"},
		{"microdata", "", `<span itemprop="datePublished" content="2022-03-04">Friday</span>` + body, "2022-03-04"},
		{"time element", "", `<time class="updated" datetime="2022-03-09">x</time><time datetime="2022-03-04">x</time>` + body, "2022-03-04"},
		{"time element marked as such", "", `<time datetime="2021-01-01">x</time><time class="entry-date published" datetime="2022-03-04">x</time>` + body, "2022-03-04"},
		{"only a change", `<meta property="article:modified_time" content="2022-03-09">`, `<time class="updated" datetime="2022-03-09">x</time>` + body, ""},
		{"digits that say nothing", `<meta name="date" content="03/04/2022">`, body, ""},
		{"before the web", `<meta name="date" content="1970-01-01">`, body, ""},
		{"canonical address", `<link rel="canonical" href="https://ledger.example/2022/03/04/talks">`, body, "2022-03-04"},
		{"line above the text", "", `<article><p>March 4, 2022 - 11:28 AMT</p><p>` + strings.ReplaceAll(bodyText, "\n", "</p><p>") + "</article>", "2022-03-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := extractPage(t, c.head, c.rest).Published.String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDateline(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"agency", "GEORGETOWN, Dec. 10, 2023 - The presidents will meet.", "2023-12-10"},
		{"agency with its name", "GENEVA, 10 January 2022 (Wire) — The talks began.", "2022-01-10"},
		{"below the headline", "Talks begin\n\nKYIV, Ukraine, March 4, 2022: The talks began.", "2022-03-04"},
		{"line of its own", "Talks begin\nPublished: 4 March 2022, 11:28 GMT\nThe talks began.", "2022-03-04"},
		{"line of a change", "Talks begin\nUpdated 4 March 2022\nThe talks began.", ""},
		{"without a year", "GENEVA, Jan. 10 - The talks began.", ""},
		{"date in a sentence", "The war began on February 24, 2022 - a Thursday.", ""},
		{"date that opens a sentence", "On March 4, 2022 the talks began.", ""},
		{"date further down", "One.\nTwo.\nThree.\nGENEVA, Jan. 10, 2022 - Four.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := extract.Dateline(c.text)
			if got.String() != c.want || ok != (c.want != "") {
				t.Errorf("got %q, %v, want %q", got, ok, c.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"headline is no part of it", body, bodyText},
		{"menus and footer", `<nav><a href="/">Home</a></nav>` + body + `<footer>About us</footer>`, bodyText},
		{"caption", strings.Replace(body, "</h1>", `</h1><figure><img><figcaption>A room with two flags in it</figcaption></figure>`, 1), bodyText},
		{"related links", strings.Replace(body, "</article>", `<h3>More</h3><ul><li><a href="/x">Another story of some length</a></li></ul></article>`, 1), bodyText},
		{"newsletter", strings.Replace(body, "</article>", `<div class="box newsletter-form">Sign up and never miss a story of ours.</div></article>`, 1), bodyText},
		{"links in a sentence stay", strings.Replace(body, "Geneva on", `<a href="/g">Geneva</a> on`, 1), bodyText},
		{"breaks for paragraphs", strings.NewReplacer("</p>\n<p>", "<br><br>").Replace(body), bodyText},
		{"a break within a sentence", strings.Replace(body, "the two countries", "the two<br>countries", 1), bodyText},
		{"scripts and styles", strings.Replace(body, "</h1>", `</h1><script>var x = "never"</script><style>p{}</style><noscript>Turn it on</noscript>`, 1), bodyText},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := extractPage(t, "<title>Talks in Geneva</title>", c.page).Text; got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// A theme that marks the whole article with what it has does not lose it.
func TestClassOfTheWhole(t *testing.T) {
	long := strings.Repeat("<p>"+strings.ReplaceAll(bodyText, "\n", " ")+"</p>", 5)
	r := extractPage(t, "", `<div class="content has-share social">`+long+`</div>`)
	if n := strings.Count(r.Text, "Geneva"); n != 5 {
		t.Errorf("%d paragraphs, want 5:\n%s", n, r.Text)
	}
}

func TestComments(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       int
	}{
		{"none", "", 0},
		{"a list", `<section id="comments"><div class="comment">Nonsense!</div><div class="comment">Well said.</div></section>`, 2},
		{"a thread", `<ol class="comment-list"><li class="comment" id="comment-1"><div class="comment-body">One</div><ul><li class="comment" id="comment-2"><div class="comment-body">Two</div></li></ul></li></ol>`, 2},
		{"microdata", `<div itemprop="comment" itemtype="https://schema.org/Comment">Hm.</div>`, 1},
		{"a box with nothing in it", `<div id="disqus_thread"></div>`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extractPage(t, "<title>Talks in Geneva</title>", body+c.html)
			if r.CommentsRemoved != c.want {
				t.Errorf("%d comments, want %d", r.CommentsRemoved, c.want)
			}
			if r.Text != bodyText {
				t.Errorf("text:\n%s", r.Text)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	page := "<html><head>%s<title>Café</title></head><body><p>" + bodyText + " In the caf\xe9.</p></body></html>"
	for _, meta := range []string{`<meta charset="iso-8859-1">`, `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`, strings.Repeat("<!-- long -->", 500) + `<meta charset="latin1">`, ""} {
		r, err := extract.Page(fmt.Appendf(nil, page, meta), "")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(r.Text, "In the café.") {
			t.Errorf("%.60q: %q", meta, r.Text[len(r.Text)-20:])
		}
	}
	// A page that is UTF-8 and says that it is something else.
	r, err := extract.Page([]byte(`<meta charset="iso-8859-1"><p>`+bodyText+` In the café.</p>`), "")
	if err != nil || !strings.HasSuffix(r.Text, "In the café.") {
		t.Errorf("UTF-8 under a wrong name: %v %v", r, err)
	}
}

// Pages that are made to be heavy cost no more than large ones: what is beyond
// the bounds loses its tags, not its words.
func TestHeavyPages(t *testing.T) {
	const n = 100_000
	for _, c := range []struct{ name, page string }{
		{"nested", strings.Repeat("<div>", n) + "<p>Some words to find.</p>" + strings.Repeat("</div>", n)},
		{"nested lists", strings.Repeat("<ul><li>", n) + "Some words to find."},
		{"open formats", strings.Repeat("<b><i><font size=1>", n/3) + "<p>Some words to find."},
		{"paragraphs", strings.Repeat("<p>x", n) + "<p>Some words to find."},
		{"tables", strings.Repeat("<table><tr><td>", n/3) + "Some words to find."},
		{"attributes", "<p " + strings.Repeat("a=1 ", n) + ">Some words to find."},
		{"comments", strings.Repeat(`<div class="comment">`, n) + "Some" + strings.Repeat("</div>", n) + "<p>Some words to find."},
		{"end tags", strings.Repeat("</p></div></table>", n) + "<p>Some words to find."},
		{"unknown elements", strings.Repeat("<x-y>", n) + "<p>Some words to find."},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := extract.Page([]byte("<html><body>"+c.page), "")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(r.Text, "words to find.") {
				t.Errorf("%d bytes of text without the words", len(r.Text))
			}
		})
	}
}

func TestNoArticle(t *testing.T) {
	for _, page := range []string{"", "<html></html>", "<nav><a href=/>Home</a></nav>", "<script>x</script>"} {
		if r, err := extract.Page([]byte(page), ""); !errors.Is(err, extract.ErrNoArticle) {
			t.Errorf("%q: %v, %v", page, r, err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	page := []byte("<html><head><title>Talks | Ledger</title></head><body>" + strings.Repeat(`<nav><ul><li><a href="/x">Link</a></li></ul></nav>`, 200) +
		strings.Replace(body, "</article>", strings.Repeat("<p>"+bodyText+"</p>", 20)+"</article>", 1) + "</body></html>")
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := extract.Page(page, ""); err != nil {
			b.Fatal(err)
		}
	}
}
