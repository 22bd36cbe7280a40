package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
	"chancery/internal/source"
)

func desk(t testing.TB) *intake.Desk {
	t.Helper()
	d, err := intake.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func stamp(t testing.TB, s string) chancery.Stamp {
	t.Helper()
	day, err := chancery.ParseStamp(s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func markdown(text string) source.Item {
	return source.Item{Name: "a.md", Markdown: true, Article: chancery.Article{Text: text}}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, text, title, want string }{
		{"heading", "# Talks *begin*\n\nThey met.", "Talks begin", "They met."},
		{"heading with a line below", "Talks begin\n===========\n\nThey met.", "Talks begin", "They met."},
		{"heading in the text", "They met.\n\n## Next ##\n\nThey left.", "", "They met.\n\nNext\n\nThey left."},
		{"lines of a paragraph", "They met\non Monday.\n\nThey left.", "", "They met on Monday.\n\nThey left."},
		{"marks inside", "They **met** in [Geneva](http://x/y), `now`, \\*so\\* and ![a flag](f.png) __again__.", "", "They met in Geneva, now, *so* and  again."},
		{"words with underscores", "The file a_b_c and 2 * 3 * 4.", "", "The file a_b_c and 2 * 3 * 4."},
		{"lists", "They want:\n- peace\n- gas\n\n1. One\n2. Two", "", "They want:\n\npeace\n\ngas\n\nOne\n\nTwo"},
		{"quotation", "> We will go,\n> he said.", "", "We will go, he said."},
		{"code and comments", "One.\n\n```go\nx := 1\n```\n<!-- not\nread -->\nTwo.", "", "One.\n\nTwo."},
		{"rule and table", "One.\n\n---\n\n| a | b |\n|---|---|\n| c | d |", "", "One.\n\n| a | b | | c | d |"},
		{"reference", "See [it][1].\n\n[1]: http://x/", "", "See it."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := desk(t).Prepare(markdown(c.text), intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{c.title, c.want}, []string{a.Title, a.Text}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFrontMatter(t *testing.T) {
	a, err := desk(t).Prepare(markdown("---\ntitle: \"Talks: a start\"\nauthor: A. Clerk\ndate: 2022-01-10\nurl: http://x/y\nsource: Ledger\nother: thing\n---\nThey met."), intake.Options{Published: stamp(t, "2020-02-02")})
	if err != nil {
		t.Fatal(err)
	}
	want := chancery.Article{Title: "Talks: a start", Author: "A. Clerk", Published: stamp(t, "2022-01-10"), URL: "http://x/y", Source: "Ledger", Language: "en", Text: "They met."}
	if diff := cmp.Diff(want, a.Article); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const page = `<html lang="en"><head><title>Talks | Ledger</title><meta property="article:published_time" content="2022-01-10T08:00:00Z"></head>
<body><article><p>The foreign ministers of the two countries met in Geneva on Monday and agreed to go on with the talks in spring.</p></article>
<div class="comment">Nonsense!</div></body></html>`

func TestPublished(t *testing.T) {
	html := func(a chancery.Article) source.Item { return source.Item{HTML: []byte(page), Article: a} }
	for _, c := range []struct {
		name, flag, want string
		item             source.Item
		inferred         bool
	}{
		{"of the page", "", "2022-01-10T08:00:00Z", html(chancery.Article{}), false},
		{"of the flag, before the page", "2022-02-02", "2022-02-02", html(chancery.Article{}), false},
		{"of the record, before both", "2022-02-02", "2022-03-03", html(chancery.Article{Published: stamp(t, "2022-03-03")}), false},
		{"of the dateline", "", "2022-04-04", source.Item{Article: chancery.Article{Text: "GENEVA, April 4, 2022 - They met."}}, true},
		{"of the flag, before the dateline", "2022-02-02", "2022-02-02", source.Item{Article: chancery.Article{Text: "GENEVA, April 4, 2022 - They met."}}, false},
		{"of the page, before the list", "", "2022-01-10T08:00:00Z", source.Item{HTML: []byte(page), Told: chancery.Article{Published: stamp(t, "2022-03-03")}}, false},
		{"of the list, before the dateline", "", "2022-03-03", source.Item{Article: chancery.Article{Text: "GENEVA, April 4, 2022 - They met."}, Told: chancery.Article{Published: stamp(t, "2022-03-03")}}, false},
		{"of nothing", "", "", source.Item{Article: chancery.Article{Text: "They met."}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := desk(t).Prepare(c.item, intake.Options{Published: stamp(t, c.flag)})
			if err != nil {
				t.Fatal(err)
			}
			if a.Published.String() != c.want || a.Inferred != c.inferred {
				t.Errorf("published %s, inferred %v; want %s, %v", a.Published, a.Inferred, c.want, c.inferred)
			}
		})
	}
}

func TestPage(t *testing.T) {
	a, err := desk(t).Prepare(source.Item{HTML: []byte(page), Article: chancery.Article{Title: "Own title", URL: "http://ledger.example/x"}}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Own title" || a.Source != "ledger.example" || a.CommentsRemoved != 1 || !strings.HasPrefix(a.Text, "The foreign ministers") {
		t.Errorf("prepared %+v", a)
	}
}

func TestLanguage(t *testing.T) {
	const german = "Die Außenminister der beiden Länder trafen sich am Dienstag in der Hauptstadt und vereinbarten, den Grenzübergang im nächsten Monat wieder zu öffnen."
	it := source.Item{Article: chancery.Article{Text: german, Language: "en"}}
	if _, err := desk(t).Prepare(it, intake.Options{}); err == nil || err.Error() != "German, not English (only English is read)" {
		t.Errorf("German: %v", err)
	}
	a, err := desk(t).Prepare(it, intake.Options{AnyLang: true})
	if err != nil || a.Language != "de" {
		t.Errorf("German where any language will do: %+v, %v", a, err)
	}
	short := source.Item{Article: chancery.Article{Text: "Treffen in Genf", Language: "de-CH"}}
	if a, err := desk(t).Prepare(short, intake.Options{}); err != nil || a.Language != "de" {
		t.Errorf("a short text: %+v, %v", a, err)
	}
}

func TestFaultIsPassedOn(t *testing.T) {
	items := []source.Item{{Err: source.ErrEmpty}, {HTML: []byte("<html></html>")}}
	for _, it := range items {
		if a, err := desk(t).Prepare(it, intake.Options{}); err == nil {
			t.Errorf("prepared %+v", a)
		}
	}
}

// Whatever marks a Markdown text has, what comes out are letters of the text in
// their order.
func FuzzMarkdown(f *testing.F) {
	f.Add("# Head\n\nSome *words* and [a link](x).\n\n- one\n- two\n\n```\ncode\n```\n")
	f.Add("---\ntitle: x\n---\n![i](j)[k][l]\n===\n<!-- c -->")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := desk(t).Prepare(markdown(text), intake.Options{AnyLang: true})
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, r := range a.Text {
			if r > 'z' || r < 'A' {
				continue
			}
			i := strings.IndexRune(text[at:], r)
			if i < 0 {
				t.Fatalf("%q is not the rest of %q", a.Text, text)
			}
			at += i + 1
		}
	})
}
