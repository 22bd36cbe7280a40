package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"chancery"
	"chancery/coder"
	"chancery/internal/store"
	"chancery/internal/web"
)

//go:embed testdata/axe.min.js.gz
var axePacked []byte

// axe is axe-core, which looks for what keeps people from using a page.
func axe(t *testing.T) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(axePacked))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A session is a browser before the pages of a ledger.
type session struct {
	base string
	ctx  context.Context
}

// open starts a browser and serves the sample crisis.
func open(t *testing.T) *session {
	t.Helper()
	name := ""
	for _, n := range []string{os.Getenv("CHANCERY_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(n); n != "" && err == nil {
			name = path
			break
		}
	}
	if name == "" {
		t.Skip("there is no Chromium here; CHANCERY_CHROMIUM may name one")
	}
	if testing.Short() {
		t.Skip("-short: a Chromium looks at every page, for a minute")
	}
	h, err := web.New(web.Options{Store: crisis(t), Alerts: true, Now: func() time.Time { return time.Date(2031, 5, 9, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(name), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &session{srv.URL, ctx}
}

// crisis is the sample crisis, read anew.
func crisis(t *testing.T) *store.Store {
	t.Helper()
	ctx := context.Background()
	s, err := store.Create(ctx, filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	b, err := os.ReadFile(filepath.FromSlash("../../../examples/crisis/articles.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := coder.New()
	if err != nil {
		t.Fatal(err)
	}
	var items []*store.Item
	for line := range bytes.Lines(b) {
		var a chancery.Article
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		e, err := c.Code(ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		it, err := store.NewItem(e, a.Published.Time, "test")
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	if _, err := s.Put(ctx, items...); err != nil {
		t.Fatal(err)
	}
	return s
}

// tab is a new tab.
func (s *session) tab(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(s.ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// wait waits until an expression is true of a page that has been loaded.
func wait(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	js = `document.readyState === "complete" && ` + js
	for range 400 {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](js)); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never: %s", js)
}

// arrive waits until the address ends so; it needs no script.
func arrive(t *testing.T, ctx context.Context, end string) {
	t.Helper()
	where := ""
	for range 400 {
		var err error
		if where, err = chromedp.Run(ctx, chromedp.Location()); err == nil && strings.HasSuffix(where, end) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("at %s, never at %s", where, end)
}

// media has the page think that its reader prefers light or dark.
func media(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	if err != nil {
		t.Fatal(err)
	}
}

// first is the address of the first link of a page that begins so.
func (s *session) first(t *testing.T, ctx context.Context, page, begins string) string {
	t.Helper()
	do(t, ctx, chromedp.Navigate(s.base+page))
	href := eval[string](t, ctx, fmt.Sprintf(`document.querySelector('main a[href^="%s"]')?.getAttribute("href") ?? ""`, begins))
	if href == "" {
		t.Fatalf("%s has no link to %s", page, begins)
	}
	return href
}

// pages are one of each page.
func (s *session) pages(t *testing.T, ctx context.Context) []string {
	return []string{"/?since=1d", "/events?limit=6", "/events?view=reports&type=COERCE&limit=6", "/statements?limit=6", "/conditions", "/demands", "/agenda?month=2031-04", "/agenda?view=list", "/search?q=trawler&limit=6", "/stories", s.first(t, ctx, "/stories", "/story/"),
		"/actors", "/actor/ISL", "/pair", "/pair/ISL/GBR", "/map", s.first(t, ctx, "/map", "/place/"), "/network", "/sources", "/brief?day=2031-04-08", "/about", "/alerts", "/corrections", "/corrections?view=log",
		s.first(t, ctx, "/events", "/happening/"), s.first(t, ctx, "/conditions", "/row/"), "/article/016", "/nothing"}
}

// A fault is what axe-core found.
type violation struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML           string
		FailureSummary string
	}
}

func TestPages(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	script := axe(t)
	var outside, loud []string
	err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(ev.Request.URL, s.base) && !strings.HasPrefix(ev.Request.URL, "data:") {
				outside = append(outside, ev.Request.URL)
			}
		case *log.EventEntryAdded:
			if !strings.Contains(ev.Entry.Text, "404 (Not Found)") {
				loud = append(loud, ev.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			loud = append(loud, fmt.Sprintf("%v", ev.ExceptionDetails))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := s.pages(t, ctx)
	for _, look := range []struct {
		name, scheme  string
		width, height int64
	}{{"wide and light", "light", 1440, 900}, {"narrow and dark", "dark", 390, 844}} {
		media(t, ctx, look.scheme)
		do(t, ctx, chromedp.EmulateViewport(look.width, look.height))
		for _, page := range pages {
			t.Run(look.name+page, func(t *testing.T) {
				do(t, ctx, chromedp.Navigate(s.base+page))
				if eval[string](t, ctx, `document.querySelector("h1")?.innerText ?? ""`) == "" {
					t.Error("no heading")
				}
				if over := eval[int](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%d pixels too wide", over)
				}
				check(t, ctx, script)
			})
		}
	}
	if len(outside) > 0 {
		t.Errorf("requests to other hosts: %q", outside)
	}
	if len(loud) > 0 {
		t.Errorf("the console has %q", loud)
	}
}

// check runs axe-core over the page with the rules of WCAG 2.2 AA and of good
// practice.
func check(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](script+";0")); err != nil {
		t.Fatal(err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run({resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(r.violations))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var list []violation
	if err := json.Unmarshal([]byte(found), &list); err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		n := v.Nodes[0]
		t.Errorf("%s: %s, %d times, first %.300s: %s", v.ID, v.Help, len(v.Nodes), n.HTML, n.FailureSummary)
	}
}

// The colours change with what the reader prefers.
func TestDark(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	seen := map[string]bool{}
	for _, scheme := range []string{"light", "dark"} {
		media(t, ctx, scheme)
		do(t, ctx, chromedp.Navigate(s.base+"/events"))
		seen[eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)] = true
	}
	if len(seen) != 2 {
		t.Errorf("one ground for light and dark: %v", seen)
	}
}

func TestKeys(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	here := `[...document.querySelectorAll("[data-item]")].indexOf(document.querySelector(".here"))`
	do(t, ctx, chromedp.Navigate(s.base+"/events"))
	for _, c := range []struct {
		keys string
		want int
	}{{"j", 0}, {"j", 1}, {"j", 2}, {"k", 1}, {"k", 0}, {"k", 0}} {
		do(t, ctx, chromedp.KeyEvent(c.keys))
		if got := eval[int](t, ctx, here); got != c.want {
			t.Errorf("after %s on row %d, want %d", c.keys, got, c.want)
		}
	}
	if !eval[bool](t, ctx, `document.activeElement === document.querySelector(".here")`) {
		t.Error("the row that keys speak of has no focus")
	}
	do(t, ctx, chromedp.KeyEvent("o"))
	wait(t, ctx, `location.pathname.startsWith("/happening/")`)

	do(t, ctx, chromedp.Navigate(s.base+"/events"), chromedp.KeyEvent("j"), chromedp.KeyEvent("v"))
	wait(t, ctx, `location.pathname.startsWith("/article/") && location.hash.startsWith("#r-")`)
	if !eval[bool](t, ctx, `document.querySelector(":target") !== null`) {
		t.Error("the words in the article are not pointed at")
	}

	do(t, ctx, chromedp.KeyEvent("/"))
	if id := eval[string](t, ctx, `document.activeElement.id`); id != "find" {
		t.Errorf("/ leads to %q", id)
	}
	do(t, ctx, chromedp.KeyEvent("gj?"))
	if v := eval[string](t, ctx, `document.getElementById("find").value`); !strings.HasSuffix(v, "gj?") {
		t.Errorf("in the field stands %q", v)
	}

	do(t, ctx, chromedp.Navigate(s.base+"/about"), chromedp.KeyEvent("?"))
	if !eval[bool](t, ctx, `document.getElementById("keys-help").open`) {
		t.Error("? shows no keys")
	}
	check(t, ctx, axe(t))
	do(t, ctx, chromedp.KeyEvent("?"))
	if eval[bool](t, ctx, `document.getElementById("keys-help").open`) {
		t.Error("? does not close the keys")
	}
	for key, path := range map[string]string{"a": "/agenda", "c": "/conditions", "h": "/", "r": "/corrections"} {
		do(t, ctx, chromedp.KeyEvent("g"), chromedp.KeyEvent(key))
		wait(t, ctx, fmt.Sprintf(`location.pathname === %q`, path))
	}
}

// A row is accepted with a key and taken back with another.
func TestTriage(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	do(t, ctx, chromedp.Navigate(s.base+"/corrections"), chromedp.KeyEvent("j"))
	row := eval[string](t, ctx, `document.querySelector('.here .quick [name="target"]').value`)
	do(t, ctx, chromedp.KeyEvent("a"))
	wait(t, ctx, `location.search.includes("done=") && document.querySelector(".notice") !== null`)
	if got := eval[string](t, ctx, `document.querySelector(".notice").innerText`); !strings.Contains(got, row) {
		t.Errorf("accepted: %q", got)
	}
	if eval[bool](t, ctx, fmt.Sprintf(`document.querySelector('.quick [value="%s"]') !== null`, row)) {
		t.Error("the row waits on")
	}
	check(t, ctx, axe(t))
	do(t, ctx, chromedp.KeyEvent("u"))
	wait(t, ctx, fmt.Sprintf(`document.querySelector('.quick [value="%s"]') !== null`, row))
}

// Dragging over the chart sets the dates in the address.
func TestChart(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	do(t, ctx, chromedp.EmulateViewport(1440, 1000), chromedp.Navigate(s.base+"/pair/ISL/GBR"))
	wait(t, ctx, `document.querySelector(".u-over") !== null`)
	box := eval[[]float64](t, ctx, `(() => { const r = document.querySelector(".u-over").getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; })()`)
	y := box[1] + box[3]/2
	do(t, ctx, chromedp.DragAndDropXY(box[0]+box[2]*0.3, y, box[0]+box[2]*0.6, y, 8))
	wait(t, ctx, `location.search.includes("from=2031-") && location.search.includes("to=2031-")`)
	if from := eval[string](t, ctx, `document.getElementById("from").value`); !strings.HasPrefix(from, "2031-") {
		t.Errorf("from %q", from)
	}
	all, some := 10, eval[int](t, ctx, `document.querySelectorAll(".weeks tbody tr").length`)
	if some == 0 || some >= all {
		t.Errorf("%d weeks", some)
	}
}

// All can be read, filtered and paged without script.
func TestWithoutScript(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	pages := s.pages(t, ctx)
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		do(t, ctx, chromedp.Navigate(s.base+page), chromedp.WaitVisible(chromedp.CSS("main h1")))
		text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("main")))
		if err != nil || len(text) < 80 {
			t.Errorf("%s: %q, %v", page, text, err)
		}
	}
	do(t, ctx, chromedp.Navigate(s.base+"/pair/ISL/GBR"), chromedp.WaitVisible(chromedp.CSS(".chart svg rect")))
	do(t, ctx, chromedp.Navigate(s.base+"/"), chromedp.SendKeys(chromedp.CSS("#find"), "tariffs\r"))
	arrive(t, ctx, "/search?q=tariffs")
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(".item .quote")))
}

// The menu opens on a narrow screen without script of ours.
func TestMenu(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.base+"/"))
	shown := `getComputedStyle(document.getElementById("menu")).display !== "none"`
	if eval[bool](t, ctx, shown) {
		t.Error("open at once")
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".menu-button")))
	wait(t, ctx, shown)
	do(t, ctx, chromedp.Click(chromedp.CSS(`.menu a[href="/demands"]`)))
	wait(t, ctx, `location.pathname === "/demands"`)
}

// On paper the brief has its rows and no frame.
func TestPaper(t *testing.T) {
	s := open(t)
	ctx := s.tab(t)
	do(t, ctx, chromedp.Navigate(s.base+"/brief?day=2031-04-08"))
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	shown := eval[[]string](t, ctx, `["header.top", "nav.menu", ".filters", ".brief", "h1"].filter(x => getComputedStyle(document.querySelector(x)).display !== "none")`)
	if !slices.Equal(shown, []string{".brief", "h1"}) {
		t.Errorf("on paper: %q", shown)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("no paper: %v", err)
	}
}
