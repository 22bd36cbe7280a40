package follow_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/coder"
	"chancery/data"
	"chancery/internal/fetch"
	"chancery/internal/follow"
	"chancery/internal/intake"
	"chancery/internal/queue"
	"chancery/internal/store"
)

// A web is a site whose answers a test may change.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // path to body; a number is a status
	hits  map[string]int
}

func newWeb(t *testing.T) *web {
	w := &web{pages: map[string]string{}, hits: map[string]int{}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		body, ok := w.pages[r.URL.Path]
		w.hits[r.URL.Path]++
		w.mu.Unlock()
		var code int
		switch {
		case !ok:
			http.NotFound(rw, r)
		case len(body) == 3:
			fmt.Sscan(body, &code)
			if code == http.StatusTooManyRequests {
				rw.Header().Set("Retry-After", "3600")
			}
			rw.WriteHeader(code)
		default:
			tag := fmt.Sprintf(`"%x"`, len(body))
			rw.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			if strings.HasPrefix(body, "<html") {
				rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			}
			io.WriteString(rw, body)
		}
	}))
	t.Cleanup(w.Close)
	return w
}

func (w *web) set(path, body string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = body
}

func (w *web) asked(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hits[path]
}

func article(title, text string) string {
	return `<html lang="en"><head><title>` + title + `</title><meta property="article:published_time" content="2031-03-03"></head><body><article><p>` + text + `</p><p>The ministers of Kenya and Uganda met in Nairobi on Monday and spoke about the border.</p></article></body></html>`
}

// rss is a feed of paths.
func rss(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Wire</title>`)
	for _, p := range paths {
		b.WriteString("<item><title>Of the feed</title><link>" + p + "</link></item>")
	}
	return b.String() + "</channel></rss>"
}

// A desk is everything that follows, in one process, with its queue in memory.
type desk struct {
	*web
	store    *store.Store
	follower *follow.Follower
	queue    queue.Queue
}

var coded = sync.OnceValues(func() (*coder.Coder, error) { return coder.New() })

func newDesk(t *testing.T, opts follow.Options) *desk {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s, err := store.Create(ctx, filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := coded()
	if err != nil {
		t.Fatal(err)
	}
	in, err := intake.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	q := queue.NewMemory(queue.Options{MaxPages: 1000, AckWait: time.Minute})
	log := slog.New(slog.DiscardHandler)
	client := fetch.New(fetch.Options{Agent: "Chancery/1 (test)", Timeout: 5 * time.Second, MaxBytes: 1 << 20, Redirects: 3, Delay: time.Millisecond, Robots: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if opts.Fastest == 0 {
		opts.Fastest, opts.Slowest = 50*time.Millisecond, 100*time.Millisecond
	}
	if opts.PerLook == 0 {
		opts.PerLook = 100
	}
	opts.Parallel = 4
	d := &desk{web: newWeb(t), store: s, queue: q, follower: &follow.Follower{Store: s, Queue: q, Web: client, Log: log, Options: opts}}
	var wg sync.WaitGroup
	for _, run := range []func(context.Context) error{
		d.follower.Run,
		(&follow.Reader{Queue: q, Coder: c, Desk: in, Version: "test", Jobs: 2, AckWait: time.Minute, Log: log}).Run,
		(&follow.Keeper{Queue: q, Store: s, Log: log}).Run,
	} {
		wg.Go(func() {
			if err := run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(func() {
		cancel()
		wg.Wait()
		s.Close()
	})
	return d
}

func (d *desk) add(t *testing.T, path, kind string) {
	t.Helper()
	if _, err := d.store.AddSource(t.Context(), store.Source{URL: d.URL + path, Kind: kind, Added: time.Now(), Next: time.Now()}); err != nil {
		t.Fatal(err)
	}
}

// until waits until what is true of the desk.
func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	for range 1500 {
		if true() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not in time: %s", what)
}

func (d *desk) source(t *testing.T, path string) store.Source {
	t.Helper()
	list, err := d.store.Sources(t.Context(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(s store.Source) bool { return s.URL == d.URL+path })
	if i < 0 {
		t.Fatalf("no source %s", path)
	}
	return list[i]
}

func (d *desk) address(t *testing.T, path string) store.Address {
	t.Helper()
	a, _, err := d.store.AddressOf(t.Context(), d.URL+path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (d *desk) inState(t *testing.T, path, state string) func() bool {
	return func() bool { return d.address(t, path).State == state }
}

func (d *desk) articles(t *testing.T) int {
	t.Helper()
	h, err := d.store.Verify(t.Context())
	if err != nil || len(h.Faults) > 0 {
		t.Fatalf("%v %q", err, h.Faults)
	}
	return h.Articles
}

func TestFeed(t *testing.T) {
	d := newDesk(t, follow.Options{})
	d.set("/feed", rss("/a"))
	d.set("/a", article("Talks", "Kenya thanked Uganda for its help."))
	d.set("/b", article("More talks", "Uganda condemned Chad."))
	d.add(t, "/feed", follow.KindFeed)
	until(t, "the first article is kept", d.inState(t, "/a", store.PageKept))
	d.set("/feed", rss("/b", "/a"))
	until(t, "the second article is kept", d.inState(t, "/b", store.PageKept))
	if n := d.articles(t); n != 2 {
		t.Errorf("%d articles, want 2", n)
	}
	s := d.source(t, "/feed")
	if s.Title != "Wire" || s.Kept != 2 || s.Faults != 0 || s.OK.IsZero() || s.Looks < 2 {
		t.Errorf("source %+v", s)
	}
	if n := d.asked("/a"); n != 1 {
		t.Errorf("the first article was asked for %d times", n)
	}
	for _, x := range []queue.Stream{queue.Pages, queue.Readings} {
		until(t, "everything is acknowledged", func() bool { n, _ := d.queue.Len(t.Context(), x); return n == 0 })
	}
}

// What cannot be kept says why, and does not hold up what can.
func TestPagesThatFail(t *testing.T) {
	d := newDesk(t, follow.Options{})
	busy := strings.Replace(d.URL, "127.0.0.1", "busy.localhost", 1) + "/busy"
	d.set("/feed", rss("/none", "/private/x", "/german", "/picture", "/good", busy))
	d.set("/robots.txt", "User-agent: *\nDisallow: /private/\n")
	d.set("/private/x", article("Secret", "Kenya thanked Uganda."))
	d.set("/german", `<html lang="de"><body><article><p>Die Außenminister der beiden Länder trafen sich am Dienstag in der Hauptstadt und vereinbarten, den Grenzübergang im nächsten Monat wieder zu öffnen.</p></article></body></html>`)
	d.set("/picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	d.set("/good", article("Talks", "Kenya thanked Uganda for its help."))
	d.set("/busy", "429")
	d.add(t, "/feed", follow.KindFeed)
	until(t, "the good page is kept", d.inState(t, "/good", store.PageKept))
	for path, want := range map[string]struct{ state, fault string }{
		"/private/x": {store.PageRefused, "robots.txt"},
		"/german":    {store.PageRefused, "German"},
		"/picture":   {store.PageRefused, "a picture"},
	} {
		until(t, path+" is refused", d.inState(t, path, want.state))
		if a := d.address(t, path); !strings.Contains(a.Fault, want.fault) || !a.Next.IsZero() {
			t.Errorf("%s: %q, again %v", path, a.Fault, a.Next)
		}
	}
	until(t, "a page that is not there is noted", func() bool { return d.address(t, "/none").Faults == 1 })
	if a := d.address(t, "/none"); a.State != store.PageDue || a.Next.Before(time.Now()) || !strings.Contains(a.Fault, "404") {
		t.Errorf("not there: %+v", a)
	}
	if d.asked("/private/x") > 0 {
		t.Error("what robots.txt forbids was asked for")
	}
	until(t, "a host that is busy is left alone", func() bool {
		a, _, err := d.store.AddressOf(t.Context(), busy)
		return err == nil && time.Until(a.Next) > 30*time.Second
	})
	if s := d.source(t, "/feed"); s.Refused != 3 || s.Waiting != 2 || s.Kept != 1 {
		t.Errorf("source %+v", s)
	}
}

// A page is fetched again; where its text has changed the new one is its next
// version, where only the page around it has there is none.
func TestRevisit(t *testing.T) {
	d := newDesk(t, follow.Options{Revisit: []time.Duration{300 * time.Millisecond, 1500 * time.Millisecond}})
	const before = "Kenya thanked Uganda for its help."
	for _, path := range []string{"/same", "/around", "/changed"} {
		d.set(path, article("Talks "+path, before))
	}
	d.set("/feed", rss("/same", "/around", "/changed"))
	d.add(t, "/feed", follow.KindFeed)
	for _, path := range []string{"/same", "/around", "/changed"} {
		until(t, path+" is kept", d.inState(t, path, store.PageKept))
	}
	d.set("/around", strings.Replace(article("Talks /around", before), "<body>", "<body><nav>Weather: rain</nav>", 1))
	d.set("/changed", article("Talks /changed", "Kenya condemned Uganda for its help."))
	for _, path := range []string{"/same", "/around", "/changed"} {
		until(t, path+" was visited three times", func() bool {
			a := d.address(t, path)
			return a.Visits == 3 && a.Next.IsZero() && a.State == store.PageKept
		})
	}
	if n := d.articles(t); n != 4 {
		t.Errorf("%d articles, want 4", n)
	}
	if n := d.asked("/same"); n != 3 {
		t.Errorf("asked for %d times, want 3", n)
	}
	if n := d.follower.Counts.Unchanged.Load(); n < 3 {
		t.Errorf("%d visits found a page unchanged, want 3 or more", n)
	}
}

func TestFailingSource(t *testing.T) {
	d := newDesk(t, follow.Options{})
	d.set("/feed", "500")
	d.set("/busy", "429")
	d.set("/text", "this is no feed")
	for _, path := range []string{"/feed", "/text", "/none"} {
		d.add(t, path, follow.KindFeed)
	}
	for path, fault := range map[string]string{"/feed": "500", "/text": "neither a feed", "/none": "404"} {
		until(t, path+" has failed twice", func() bool { return d.source(t, path).Faults >= 2 })
		if s := d.source(t, path); !strings.Contains(s.Fault, fault) || !s.OK.IsZero() {
			t.Errorf("%s: %+v", path, s)
		}
	}
	d.set("/feed", rss())
	until(t, "the feed is well again", func() bool { s := d.source(t, "/feed"); return s.Faults == 0 && s.Fault == "" && !s.OK.IsZero() })
}

func TestOtherKinds(t *testing.T) {
	d := newDesk(t, follow.Options{})
	for i := range 6 {
		d.set(fmt.Sprint("/press/", i), article(fmt.Sprint("Statement ", i), fmt.Sprintf("Kenya thanked Uganda for delivery %d.", i)))
	}
	var links strings.Builder
	links.WriteString("<html><title>Press</title>")
	for i := range 5 {
		fmt.Fprintf(&links, `<a href="/press/%d">Statement of the foreign ministry %d</a>`, i, i)
	}
	d.set("/press", links.String())
	d.set("/sitemap", "<sitemapindex><sitemap><loc>"+d.URL+"/sub</loc></sitemap></sitemapindex>")
	d.set("/sub", "<urlset><url><loc>"+d.URL+"/press/5</loc></url></urlset>")
	d.set("/page", article("Status", "Kenya praised Uganda."))
	d.add(t, "/press", follow.KindLinks)
	d.add(t, "/sitemap", follow.KindSitemap)
	d.add(t, "/page", follow.KindPage)
	for _, path := range []string{"/press/0", "/press/4", "/press/5", "/page"} {
		until(t, path+" is kept", d.inState(t, path, store.PageKept))
	}
	first := d.address(t, "/page").Content
	d.set("/page", article("Status", "Kenya threatened Uganda."))
	until(t, "the page that is followed has a second version", func() bool {
		a := d.address(t, "/page")
		return a.Visits > 1 && a.State == store.PageKept && a.Content != first
	})
	if n := d.articles(t); n != 8 {
		t.Errorf("%d articles, want 8", n)
	}
}

// GDELT's list names the last quarter of an hour; those since the last look are
// read too, and one that is missing is passed over.
func TestGDELT(t *testing.T) {
	d := newDesk(t, follow.Options{})
	table := func(path string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("x.CSV")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, "%s%s%s\n", strings.Repeat("x\t", 60), d.URL, path)
		z.Close()
		return b.String()
	}
	list := func(at string) string {
		return fmt.Sprintf("123 0123456789abcdef0123456789abcdef %s/v2/%s.export.CSV.zip\n", d.URL, at)
	}
	for _, path := range []string{"/a", "/b", "/c"} {
		d.set(path, article("Report "+path, "Kenya thanked Uganda for "+path+"."))
	}
	d.set("/v2/20310303100000.export.CSV.zip", table("/a"))
	d.set("/v2/20310303103000.export.CSV.zip", table("/b")) // that of 10:15 is missing
	d.set("/v2/20310303104500.export.CSV.zip", table("/c"))
	d.set("/last", list("20310303100000"))
	d.add(t, "/last", follow.KindGDELT)
	until(t, "the first quarter of an hour is read", d.inState(t, "/a", store.PageKept))
	d.set("/last", list("20310303104500"))
	for _, path := range []string{"/b", "/c"} {
		until(t, path+" is kept", d.inState(t, path, store.PageKept))
	}
	if s := d.source(t, "/last"); s.Cursor != "20310303104500" || s.Faults > 0 {
		t.Errorf("source %+v", s)
	}
	if n := d.asked("/v2/20310303100000.export.CSV.zip"); n != 1 {
		t.Errorf("the first file was asked for %d times", n)
	}
}

func TestPerLookAndAge(t *testing.T) {
	d := newDesk(t, follow.Options{PerLook: 2, MaxAge: 24 * time.Hour})
	old := time.Now().AddDate(0, 0, -3).Format(time.RFC1123Z)
	d.set("/old", rss("/a")[:strings.Index(rss("/a"), "</item>")]+"<pubDate>"+old+"</pubDate></item></channel></rss>")
	d.set("/many", rss("/1", "/2", "/3", "/4", "/5"))
	d.add(t, "/old", follow.KindFeed)
	d.add(t, "/many", follow.KindFeed)
	until(t, "both have been looked at", func() bool { return d.source(t, "/old").Looks > 0 && d.source(t, "/many").Looks > 0 })
	if s := d.source(t, "/old"); s.Seen != 0 {
		t.Errorf("%d old pages", s.Seen)
	}
	if s := d.source(t, "/many"); s.Seen != 2 {
		t.Errorf("%d pages of one look", s.Seen)
	}
}

func TestProbe(t *testing.T) {
	w := newWeb(t)
	w.set("/", `<html><title>Site</title><link rel="alternate" type="application/rss+xml" href="/dead"><link rel="alternate" type="application/rss+xml" href="/feed"><p>Hello`)
	w.set("/feed", rss("/a"))
	w.set("/map", "<urlset></urlset>")
	w.set("/picture", "\x89PNG\r\n\x1a\n")
	c := fetch.New(fetch.Options{Agent: "x", Timeout: time.Second, MaxBytes: 1 << 20, Redirects: 3, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	got := map[string]string{}
	for _, path := range []string{"/", "/feed", "/map"} {
		s, err := follow.Probe(t.Context(), c, w.URL+path)
		if err != nil {
			t.Fatal(err)
		}
		got[path] = s.Kind + " " + strings.TrimPrefix(s.URL, w.URL)
	}
	if want := map[string]string{"/": "feed /feed", "/feed": "feed /feed", "/map": "sitemap /map"}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, path := range []string{"/picture", "/none"} {
		if s, err := follow.Probe(t.Context(), c, w.URL+path); err == nil {
			t.Errorf("%s is a source: %+v", path, s)
		}
	}
}
