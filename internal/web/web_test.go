package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/golden"
	"chancery/internal/store"
)

// happeningOf is the id of the happening that a row tells of.
func happeningOf(t testing.TB, s *store.Store, row string) string {
	t.Helper()
	for x, err := range s.Find(context.Background(), store.Filter{ID: row}) {
		if err != nil {
			t.Fatal(err)
		}
		return x.Happening
	}
	t.Fatalf("no row %s", row)
	return ""
}

// addresses are one of each page of the ledger of the tests.
func addresses(t testing.TB, s *store.Store) []string {
	return []string{"/", "/?since=7d", "/events", "/events?view=reports", "/events?source=RUR&type=COERCE&from=2031-03&to=2031-04", "/statements", "/conditions", "/conditions?view=reports", "/demands", "/demands?status=open",
		"/agenda", "/agenda?month=2031-04", "/agenda?view=list", "/search", "/search?q=barge", "/search?q=%22the+barge%22&outlet=River+Post", "/stories", "/story/1", "/actors", "/actors?name=rur", "/actor/RUR", "/actor/x:king", "/pair", "/pair/RUR/GRA",
		"/pair/RUR/GRA?from=2031-04&to=2031-04", "/map", "/place/geonames:1", "/network", "/sources", "/brief", "/brief?day=2031-04-03", "/about", "/alerts", "/corrections", "/corrections?view=log", "/corrections?section=demands",
		"/article/a1", "/article/evil", "/article/ar", "/article/a5", "/article/a5?version=1", "/article/a5?version=2&against=1", "/row/e1", "/row/c1", "/row/d2", "/row/m1", "/row/s1", "/happening/" + happeningOf(t, s, "e1")}
}

func TestEveryPage(t *testing.T) {
	s := shared
	h := pagesOf(t, s)
	for _, a := range addresses(t, s) {
		t.Run(a, func(t *testing.T) {
			w := get(h, a)
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %.300s", w.Code, w.Body)
			}
			if k := w.Header().Get("Content-Type"); k != "text/html; charset=utf-8" {
				t.Errorf("type %q", k)
			}
			harmlessPage(t, w.Body.Bytes())
		})
	}
}

// harmlessPage checks that nothing in a page runs or asks for anything elsewhere.
func harmlessPage(t *testing.T, page []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "base" {
			t.Errorf("there is a %s", n.Data)
		}
		src := ""
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
			case a.Key == "src":
				src = a.Val
			case a.Key == "href" || a.Key == "action":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("%s leads to %q", n.Data, a.Val)
				}
				if n.Data == "link" && u.Host != "" {
					t.Errorf("link asks %q", a.Val)
				}
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("id %q twice", a.Val)
				}
				ids[a.Val] = true
			}
		}
		switch n.Data {
		case "script", "img", "source", "audio", "video":
			if !strings.HasPrefix(src, "/static/") {
				t.Errorf("%s from %q", n.Data, src)
			}
		}
	}
}

// A page says that nothing but its own files may run.
func TestPolicy(t *testing.T) {
	h := pagesOf(t, shared)
	for _, a := range []string{"/", "/nothing", "/events.atom", "/static/style.css"} {
		p := get(h, a).Header().Get("Content-Security-Policy")
		if !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") || strings.Contains(p, "*") {
			t.Errorf("%s: policy %q", a, p)
		}
	}
}

// Every link of every page leads somewhere.
func TestLinks(t *testing.T) {
	s := shared
	h := pagesOf(t, s)
	todo := addresses(t, s)
	from := map[string]string{}
	for len(todo) > 0 && len(from) < 300 {
		a := todo[0]
		todo = todo[1:]
		w := get(h, a)
		if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
			t.Errorf("%s, linked from %s: status %d", a, from[a], w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, at := range n.Attr {
				u, err := url.Parse(at.Val)
				if n.Data != "a" || at.Key != "href" || err != nil || u.Host != "" {
					continue
				}
				base, _ := url.Parse(a)
				u = base.ResolveReference(u)
				u.Fragment = ""
				if next := u.String(); from[next] == "" {
					from[next] = a
					todo = append(todo, next)
				}
			}
		}
	}
	if len(from) < 100 {
		t.Errorf("only %d links", len(from))
	}
}

// A fragment leads to an element of its page.
func TestFragments(t *testing.T) {
	h := pagesOf(t, shared)
	for _, a := range []string{"/article/a4", "/article/a3"} {
		doc, err := html.Parse(get(h, a).Body)
		if err != nil {
			t.Fatal(err)
		}
		ids, wanted := map[string]bool{}, []string{}
		for n := range doc.Descendants() {
			for _, at := range n.Attr {
				if at.Key == "id" {
					ids[at.Val] = true
				}
				if at.Key == "href" && strings.HasPrefix(at.Val, "#") {
					wanted = append(wanted, at.Val[1:])
				}
			}
		}
		if len(wanted) < 4 {
			t.Errorf("%s: only %d fragments", a, len(wanted))
		}
		for _, id := range wanted {
			if !ids[id] {
				t.Errorf("%s: no element %q", a, id)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	h := pagesOf(t, shared)
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{"/nothing", 404, "There is no page at /nothing"},
		{"/actor/XXX", 404, "no actor with the id XXX"},
		{"/happening/none", 404, "no happening"},
		{"/article/none", 404, "no article"},
		{"/article/a1?version=7", 404, "no version 7"},
		{"/article/a5?against=9", 404, "no version 9"},
		{"/row/none", 404, "no row"},
		{"/story/77", 404, "no story"},
		{"/story/x", 404, "Stories have numbers"},
		{"/place/none", 404, "no place"},
		{"/pair/RUR/XXX", 404, "XXX"},
		{"/pair?a=Atlantis&b=RUR", 404, "Atlantis"},
		{"/alerts/none", 404, "no alert"},
		{"/pair/RUR/RUR", 400, "two sides"},
		{"/pair/RUR/GRA?from=soon", 400, "soon"},
		{"/events?type=WAR", 400, "There is no type &#34;WAR&#34;; the types here are AGREE"},
		{"/events?status=maybe", 400, "no status &#34;maybe&#34;"},
		{"/statements?status=open", 400, "no status"},
		{"/events?from=yesterday", 400, "yesterday"},
		{"/events?from=2031-05&to=2031-04", 400, "is behind the last"},
		{"/events?colour=red", 400, "colour"},
		{"/events?min-sources=many", 400, "many"},
		{"/events?view=reports&after=x", 400, "no place in the list"},
		{"/events?view=upside-down", 400, "no view"},
		{"/agenda?month=13", 400, "want a month"},
		{"/?since=whenever", 400, "whenever"},
		{"/brief?day=2031-04", 400, "want a day"},
		{"/corrections?section=rumours", 400, "no section"},
		{"/corrections?after=-3", 400, "no place in the queue"},
		{"/events.atom?type=WAR", 400, "no type"},
		{"/events?%zz=1", 400, "cannot be read"},
	} {
		w := get(h, c.address)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			_, main, _ := strings.Cut(w.Body.String(), "<main")
			t.Errorf("%s: status %d, want %d and %q in %.400s", c.address, w.Code, c.status, c.says, main)
		}
	}
}

// What others put behind addresses that they pass on is no filter.
func TestTracking(t *testing.T) {
	if w := get(pagesOf(t, shared), "/events?utm_source=letter"); w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}

func TestHostileText(t *testing.T) {
	h := pagesOf(t, shared)
	for _, a := range []string{"/article/evil", "/events", "/stories", "/search?q=" + url.QueryEscape(hostile), "/actor/x:king", "/row/e6", "/sources", "/brief?day=2031-04-04"} {
		w := get(h, a)
		body := w.Body.String()
		for _, bad := range []string{"<script>alert", "javascript:", "<b>V</b>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s has %s", a, bad)
			}
		}
	}
	if body := get(h, "/article/evil").Body.String(); strings.Contains(body, "live page") {
		t.Error("an address that is no page of the web is a link")
	}
	if body := get(h, "/article/a1").Body.String(); !strings.Contains(body, `href="https://river-post.example/a1"`) {
		t.Error("the live page is no link")
	}
}

func TestLanguageOfQuotes(t *testing.T) {
	body := get(pagesOf(t, shared), "/demands").Body.String()
	if !strings.Contains(body, `<blockquote class="quote" lang="ar" dir="auto">`) && !strings.Contains(body, `lang="ar"`) {
		t.Error("no language on what is quoted from an Arabic article")
	}
}

func TestForms(t *testing.T) {
	s := shared
	h := pagesOf(t, s)
	t.Run("atom", func(t *testing.T) {
		for _, a := range []string{"/events.atom", "/statements.atom", "/conditions.atom", "/demands.atom", "/agenda.atom", "/search.atom?q=barge", "/events.atom?source=RUR"} {
			w := get(h, a)
			var f atomFeed
			if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != http.StatusOK {
				t.Errorf("%s: status %d, %v", a, w.Code, err)
				continue
			}
			ids := map[string]bool{}
			for _, e := range f.Entries {
				if e.ID == "" || e.Title == "" || ids[e.ID] || len(e.Links) == 0 || !strings.HasPrefix(e.Links[0].Href, "http://example.com/") {
					t.Errorf("%s: entry %+v", a, e)
				}
				ids[e.ID] = true
			}
			if len(f.Entries) == 0 || f.Updated == "" {
				t.Errorf("%s: %d entries, updated %q", a, len(f.Entries), f.Updated)
			}
		}
	})
	t.Run("csv", func(t *testing.T) {
		for a, least := range map[string]int{"/events.csv": 4, "/events.csv?view=reports": 5, "/statements.csv": 1, "/conditions.csv": 1, "/demands.csv": 2, "/demands.csv?view=reports": 2, "/agenda.csv": 2, "/search.csv?q=barge": 4} {
			w := get(h, a)
			rows, err := csv.NewReader(w.Body).ReadAll()
			if err != nil || len(rows) < least+1 {
				t.Errorf("%s: %d rows, %v", a, len(rows)-1, err)
			}
		}
	})
	t.Run("ics", func(t *testing.T) {
		w := get(h, "/agenda.ics")
		for line := range strings.SplitSeq(strings.TrimSuffix(w.Body.String(), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("line of %d bytes: %q", len(line), line)
			}
		}
		golden.Check(t, "agenda.ics", w.Body.Bytes())
	})
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"": "", "=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-4.4": "-4.4", "+8": "+8", "- a dash": "'- a dash", "plain": "plain"} {
		if got := harmless(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A list is the same in pieces as in one.
func TestPaging(t *testing.T) {
	s := shared
	h := pagesOf(t, s)
	for _, view := range []string{"", "&view=reports"} {
		var all []string
		next := "/events?limit=2" + view
		for range 20 {
			doc, err := html.Parse(get(h, next).Body)
			if err != nil {
				t.Fatal(err)
			}
			next = ""
			for n := range doc.Descendants() {
				for _, a := range n.Attr {
					if a.Key == "href" && n.Data == "a" && attr(n, "class") == "open" {
						all = append(all, a.Val)
					}
					if a.Key == "href" && attr(n, "rel") == "next" {
						next = a.Val
					}
				}
			}
			if next == "" {
				break
			}
		}
		sorted := slices.Clone(all)
		slices.Sort(sorted)
		if len(all) < 5 || len(slices.Compact(sorted)) != len(all) {
			t.Errorf("%q: %d rows, %d different", view, len(all), len(slices.Compact(sorted)))
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func TestDisputed(t *testing.T) {
	s := shared
	body := get(pagesOf(t, s), "/happening/"+happeningOf(t, s, "e1")).Body.String()
	for _, want := range []string{"disputed", "On what the reports disagree", "1 reprint", "Graustark Mail", "2 independent sources, 3 reports"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
}

// Reports that give different numbers of dead stand beside each other.
func TestTolls(t *testing.T) {
	s := ledger(t)
	for i, text := range []string{"Ruritania shelled the harbour on Monday and killed 14 people.", "Ruritania shelled the harbour on Monday and killed 9 people."} {
		d := write(fmt.Sprint("t", i), []string{"River Post", "Graustark Mail"}[i], "2031-04-07", "Shelled", text).
			event(fmt.Sprint("t", i, "e"), strings.TrimSuffix(text, "."), "shelled", chancery.Assault, "190", -9, chancery.Actual, "RUR", "GRA", "2031-04-07")
		it, err := store.NewItem(&d.e, now, "test")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(context.Background(), it); err != nil {
			t.Fatal(err)
		}
	}
	body := get(pagesOf(t, s), "/happening/"+happeningOf(t, s, "t0e")).Body.String()
	for _, want := range []string{"<b>9 to 14</b> killed", "reports differ", "14: <a", "9: <a", "disputed"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
}

// The script that a page for reading loads is small.
func TestScriptBudget(t *testing.T) {
	h := pagesOf(t, shared)
	for page, most := range map[string]int{"/": 8 << 10, "/article/a1": 8 << 10, "/pair/RUR/GRA": 60 << 10} {
		doc, err := html.Parse(get(h, page).Body)
		if err != nil {
			t.Fatal(err)
		}
		size := 0
		for n := range doc.Descendants() {
			if src := attr(n, "src"); n.Data == "script" && src != "" {
				w := get(h, src, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
				if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
					t.Errorf("%s: status %d, %v", src, w.Code, w.Header())
				}
				size += w.Body.Len()
			}
		}
		if size == 0 || size > most {
			t.Errorf("%s loads %d bytes of script, want at most %d", page, size, most)
		}
	}
}

func TestCompression(t *testing.T) {
	h := pagesOf(t, shared)
	w := get(h, "/events", func(r *http.Request) { r.Header.Set("Accept-Encoding", "br, gzip") })
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(b, get(h, "/events").Body.Bytes()) {
		t.Errorf("not the same page: %v", err)
	}
}

func TestStatic(t *testing.T) {
	h := pagesOf(t, shared)
	w := get(h, "/static/style.css")
	if w.Header().Get("Cache-Control") != "no-cache" || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("%v", w.Header())
	}
	if w := get(h, "/static/style.css", func(r *http.Request) { r.Header.Set("If-None-Match", w.Header().Get("ETag")) }); w.Code != http.StatusNotModified {
		t.Errorf("status %d", w.Code)
	}
	if w := get(h, "/static/../web.go"); w.Code == http.StatusOK {
		t.Error("a file that is none of ours")
	}
}

func TestExplain(t *testing.T) {
	s := shared
	how := func(_ context.Context, w io.Writer, a *chancery.Article, id string) (int, error) {
		if id != "e1" {
			return 0, nil
		}
		_, err := fmt.Fprintf(w, "event %s by <rule> of %s", id, a.ID)
		return 1, err
	}
	h := pagesOf(t, s, func(o *Options) { o.Explain = how })
	if body := get(h, "/row/e1").Body.String(); !strings.Contains(body, "event e1 by &lt;rule&gt; of a1") {
		t.Error("no explanation")
	}
	if body := get(h, "/row/e4").Body.String(); !strings.Contains(body, "The rules have changed") {
		t.Error("a row that is not read any more")
	}
	if body := get(pagesOf(t, s), "/row/e1").Body.String(); !strings.Contains(body, "not how") {
		t.Error("no explanation is offered")
	}
}

func TestGolden(t *testing.T) {
	s := shared
	h := pagesOf(t, s)
	for name, address := range map[string]string{"article.html": "/article/a4", "events.html": "/events", "conditions.html": "/conditions", "events.csv": "/events.csv", "demands.atom": "/demands.atom"} {
		b := get(h, address).Body.Bytes()
		if _, main, ok := bytes.Cut(b, []byte("<main")); ok {
			b, _, _ = bytes.Cut(append([]byte("<main"), main...), []byte("</main>"))
		}
		golden.Check(t, name, b)
	}
}
