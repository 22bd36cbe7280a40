package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"chancery"
	"chancery/internal/auth"
	"chancery/internal/golden"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// A desk is a ledger of some articles and the interface to it.
type desk struct {
	*API
	store *store.Store
	t     *testing.T
	who   auth.Who
}

func newDesk(t *testing.T, articles int) *desk {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &desk{store: s, t: t, who: auth.Who{Name: "jd", Role: auth.Read, How: "session"}}
	for i := range articles {
		d.put(i)
	}
	if d.API, err = New(Options{Store: s, Watch: watch.New(s, slog.New(slog.DiscardHandler)), Log: slog.New(slog.DiscardHandler), Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return d
}

const oslo = "geonames:3143244"

// put keeps an article with a row of each section.
func (d *desk) put(i int) {
	d.t.Helper()
	text := fmt.Sprintf("Britain warned Iceland %d times that it may close its ports unless trawler %d is released. Envoys will meet in Oslo on 3 April.", i, i*i)
	r := []rune(text)
	end := slices.Index(r, '.') + 1
	first, second := chancery.Span{Start: 0, End: end}, chancery.Span{Start: end + 1, End: len(r)}
	at, err := chancery.ParseStamp(fmt.Sprintf("2031-%02d-10", 1+i%12))
	if err != nil {
		d.t.Fatal(err)
	}
	row := func(kind string, s chancery.Span, sentence int) chancery.Row {
		return chancery.Row{ID: fmt.Sprint(kind, i), Span: s, Sentence: sentence, Rule: "test", Confidence: 0.9}
	}
	place, date := oslo, &chancery.DateSpan{From: "2031-04-03", To: "2031-04-03"}
	e := &chancery.Entry{
		Article:   chancery.Article{ID: fmt.Sprint("a", i), URL: fmt.Sprintf("https://wire.example/%d", i), Source: "Meridian Wire", Title: fmt.Sprint("Dispute ", i), Published: at, Language: "en", Text: text},
		Defects:   []chancery.Defect{},
		Sentences: []chancery.Sentence{{Span: first}, {Span: second}},
		Actors: []chancery.Actor{
			{ID: "GBR", Name: "United Kingdom", Kind: chancery.Country, Codes: []string{"GBRGOV"}, Country: "GBR"},
			{ID: "ISL", Name: "Iceland", Kind: chancery.Country, Codes: []string{"ISLGOV"}, Country: "ISL"},
		},
		Places:   []chancery.Place{{ID: oslo, Name: "Oslo", Country: "NOR", Lat: 59.91, Lon: 10.75}},
		Mentions: []chancery.Mention{{Span: chancery.Span{Start: 0, End: 7}, Kind: chancery.ActorMention, Form: chancery.NameForm, Refs: []string{"GBR"}}},
		Events: []chancery.Event{{Row: row("e", first, 0), Type: chancery.Threaten, Contexts: []string{}, CAMEO: "130", Intensity: -4.4, Trigger: chancery.Span{Start: 8, End: 14},
			Sources: []string{"GBR"}, Targets: []string{"ISL"}, SourceCodes: []string{"GBRGOV"}, TargetCodes: []string{"ISLGOV"}, Status: chancery.Actual, Attribution: []chancery.Attribution{}}},
		Statements: []chancery.Statement{{Row: row("s", first, 0), Speakers: []string{"GBR"}, OnBehalfOf: []string{}, Addressees: []string{"ISL"}, Cue: chancery.Span{Start: 8, End: 14}, Content: first, Quoted: []chancery.Span{}, Form: chancery.Indirect, Stance: chancery.Threatens}},
		Conditions: []chancery.Condition{{Row: row("c", first, 0), Kind: chancery.Threat, By: []string{"GBR"}, Toward: []string{"ISL"}, Condition: chancery.Span{Start: 0, End: 7}, Consequence: chancery.Span{Start: 8, End: 14}}},
		Demands:    []chancery.Demand{{Row: row("d", first, 0), By: []string{"GBR"}, Of: []string{"ISL"}, Content: chancery.Span{Start: 8, End: 14}, Stance: chancery.DemandMade}},
		Agenda:     []chancery.Meeting{{Row: row("m", second, 1), Title: "meeting of envoys", Format: chancery.TalksFormat, Date: date, Place: &place, Parties: []string{"GBR", "ISL"}, Attendees: []string{}, Status: chancery.MeetingHeld}},
	}
	it, err := store.NewItem(e, time.Date(2031, 3, 20, 12, 0, 0, 0, time.UTC), "v1")
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.store.Put(d.t.Context(), it); err != nil {
		d.t.Fatal(err)
	}
}

// ask sends "GET /path" with a body and returns the answer.
func (d *desk) ask(line string, body ...string) *httptest.ResponseRecorder {
	method, path, _ := strings.Cut(line, " ")
	r := httptest.NewRequest(method, path, strings.NewReader(strings.Join(body, "")))
	if len(body) > 0 {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r.WithContext(auth.With(r.Context(), d.who)))
	return w
}

// read asks and reads the answer.
func read[T any](d *desk, line string) T {
	d.t.Helper()
	w := d.ask(line)
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != 200 {
		d.t.Fatalf("%s: %d %v %s", line, w.Code, err, w.Body)
	}
	return v
}

type items struct {
	Items []json.RawMessage `json:"items"`
	Next  string            `json:"next"`
}

// TestDescribed asks for every operation that reads and holds the answer against
// the schema that the description gives for it. An operation without a question
// here is a fault, so that none goes unlooked at.
func TestDescribed(t *testing.T) {
	d := newDesk(t, 3)
	d.who.Role = auth.Correct
	if w := d.ask("POST /api/v1/corrections", `{"what":"accept","target":"e1","why":"as the text has it"}`); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := d.ask("POST /api/v1/alerts", `{"name":"threats","asks":"events?type=THREATEN","terms":{"channels":[{"kind":"webhook","to":"https://desk.example/"}],"due":true}}`); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	d.put(20)
	if err := d.Watch.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.AddSource(t.Context(), store.Source{URL: "https://wire.example/feed", Kind: "feed", Added: time.Now(), Next: time.Now()}); err != nil {
		t.Fatal(err)
	}
	happening := read[struct {
		Items []struct{ ID string }
	}](d, "GET /api/v1/happenings").Items[0].ID
	questions := map[string]string{
		"/api/v1/search": "?q=ports", "/api/v1/rows/{id}": "e1", "/api/v1/happenings/{id}": happening, "/api/v1/articles/{id}": "a1", "/api/v1/pairs/{a}/{b}": "GBR/ISL",
		"/api/v1/alerts/{name}": "threats", "/api/v1/stream": "-",
	}
	for _, p := range []string{"events", "statements", "conditions", "demands", "agenda", "happenings", "register/conditions", "register/demands", "register/agenda", "register/contacts", "actors", "sources", "corrections", "alerts", "firings", "deliveries"} {
		questions[prefix+"/"+p] = ""
	}
	var spec map[string]any
	if err := json.Unmarshal(d.ask("GET /api/openapi.json").Body.Bytes(), &spec); err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", spec); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for path, methods := range spec["paths"].(map[string]any) {
		for method := range methods.(map[string]any) {
			q, ok := questions[path]
			switch {
			case method != "get" || q == "-":
				continue
			case !ok:
				t.Errorf("%s: nobody asks for it here", path)
				continue
			}
			seen++
			at, _, _ := strings.Cut(path, "{")
			w := d.ask("GET " + at + q)
			if w.Code != 200 {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
				continue
			}
			pointer := "openapi.json#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/get/responses/200/content/application~1json/schema"
			s, err := c.Compile(pointer)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); err != nil {
				t.Errorf("%s: %v\n%s", path, err, w.Body)
			}
			if m, ok := v.(map[string]any); ok {
				if list, ok := m["items"].([]any); ok && len(list) == 0 {
					t.Errorf("%s: an empty list proves nothing", path)
				}
			}
		}
	}
	if seen != len(questions)-1 {
		t.Errorf("%d operations that read, want %d", seen, len(questions)-1)
	}
	entry := read[struct{ Entry json.RawMessage }](d, "GET /api/v1/articles/a1")
	golden.Valid(t, golden.Schema(t, "entry"), entry.Entry)
}

// TestDescriptionIsStrict: the schemas of the description refuse what is wrong.
func TestDescriptionIsStrict(t *testing.T) {
	d := newDesk(t, 1)
	var spec map[string]any
	if err := json.Unmarshal(d.json, &spec); err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", spec); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("openapi.json#/components/schemas/Row")
	if err != nil {
		t.Fatal(err)
	}
	body := d.ask("GET /api/v1/rows/e0").Body.String()
	for _, tt := range []struct{ from, to string }{{"", ""}, {`"status":"actual"`, `"status":"sure"`}, {`"trigger":[8,14]`, `"trigger":[8]`}, {`"published":"2031-01-10"`, `"published":"May"`}, {`"kind":"country"`, `"kind":"land"`}} {
		text := strings.Replace(body, tt.from, tt.to, 1)
		if tt.from != "" && text == body {
			t.Fatalf("%s is not in %s", tt.from, body)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); (err == nil) != (tt.from == "") {
			t.Errorf("%s: %v", tt.to, err)
		}
	}
}

// TestPages: the pages of a list together are the list, each item once, in order.
func TestPages(t *testing.T) {
	d := newDesk(t, 30)
	for _, path := range []string{"events", "events?newest=true", "agenda?actor=ISL", "search?q=released", "happenings?kind=agenda", "happenings", "actors", "register/conditions", "corrections"} {
		t.Run(path, func(t *testing.T) {
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			whole := read[items](d, "GET /api/v1/"+path+sep+"limit=500")
			if whole.Next != "" {
				t.Fatal("a cursor behind the end")
			}
			var got []json.RawMessage
			at := ""
			for range 100 {
				p := read[items](d, "GET /api/v1/"+path+sep+"limit=7"+at)
				got = append(got, p.Items...)
				if p.Next == "" {
					break
				}
				if len(p.Items) != 7 {
					t.Fatalf("a page of %d before the last", len(p.Items))
				}
				at = "&after=" + url.QueryEscape(p.Next)
			}
			if len(got) != len(whole.Items) {
				t.Fatalf("%d items, want %d", len(got), len(whole.Items))
			}
			for i := range got {
				if string(got[i]) != string(whole.Items[i]) {
					t.Errorf("item %d: %s, want %s", i, got[i], whole.Items[i])
				}
			}
		})
	}
}

func TestFaults(t *testing.T) {
	d := newDesk(t, 1)
	for _, tt := range []struct {
		line, body string
		status     int
		detail     string
	}{
		{"GET /api/v1/events?colour=red", "", 422, "unknown query parameter"},
		{"GET /api/v1/events?from=May", "", 422, ""},
		{"GET /api/v1/events?limit=0", "", 422, ""},
		{"GET /api/v1/events?limit=501", "", 422, ""},
		{"GET /api/v1/events?after=xyz", "", 422, "cursor"},
		{"GET /api/v1/events?after=" + cursor("-1"), "", 422, "cursor"},
		{"GET /api/v1/search", "", 422, "which words"},
		{"GET /api/v1/rows/none", "", 404, "no such row"},
		{"GET /api/v1/happenings/none", "", 404, "no such happening"},
		{"GET /api/v1/articles/none", "", 404, "no such article"},
		{"GET /api/v1/alerts/none", "", 404, "no such name"},
		{"GET /api/v2/events", "", 404, "/api/docs"},
		{"DELETE /api/v1/events", "", 404, "/api/docs"},
		{"POST /api/v1/corrections", `{"what":"accept","target":"e0","why":"so"}`, 403, "correct"},
		{"POST /api/v1/alerts", `{"name":"x","asks":"events"}`, 403, "correct"},
		{"DELETE /api/v1/alerts/x", "", 403, "correct"},
	} {
		var w *httptest.ResponseRecorder
		if tt.body != "" {
			w = d.ask(tt.line, tt.body)
		} else {
			w = d.ask(tt.line)
		}
		if w.Code != tt.status || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), tt.detail) {
			t.Errorf("%s: %d %s %s, want %d with %q", tt.line, w.Code, w.Header().Get("Content-Type"), w.Body, tt.status, tt.detail)
		}
	}
	d.who.Role = auth.Correct
	for _, tt := range []struct {
		line, body string
		status     int
	}{
		{"POST /api/v1/corrections", `{"what":"accept","target":"none","why":"so"}`, 404},
		{"POST /api/v1/corrections", `{"what":"edit","target":"e0","why":"so"}`, 422},
		{"POST /api/v1/corrections", `{"what":"burn","target":"e0","why":"so"}`, 422},
		{"POST /api/v1/corrections", `{"what":"accept","target":"e0"}`, 422},
		{"POST /api/v1/corrections", `{"what":"accept","why":"so"}`, 404},
		{"POST /api/v1/corrections", `{"what":"undo","other":"99","why":"so"}`, 404},
		{"POST /api/v1/corrections", `nonsense`, 400},
		{"POST /api/v1/alerts", `{"name":"x","asks":"wishes"}`, 422},
		{"POST /api/v1/alerts", `{"name":"x","asks":"events","terms":{"channels":[{"kind":"webhook","to":"https://a.example","secret_file":"/etc/passwd"}]}}`, 422},
		{"POST /api/v1/alerts", `{"name":"x","asks":"events"}`, 201},
		{"POST /api/v1/alerts", `{"name":"y","asks":"events","terms":{"min_sources":2,"due":true}}`, 201},
		{"POST /api/v1/alerts", `{"name":"x","asks":"events"}`, 409},
		{"DELETE /api/v1/alerts/x", "", 204},
		{"DELETE /api/v1/alerts/x", "", 404},
	} {
		var w *httptest.ResponseRecorder
		if tt.body != "" {
			w = d.ask(tt.line, tt.body)
		} else {
			w = d.ask(tt.line)
		}
		if w.Code != tt.status {
			t.Errorf("%s %s: %d %s, want %d", tt.line, tt.body, w.Code, w.Body, tt.status)
		}
	}
}

// TestCorrect: a correction is that of whoever sends it, and is carried out.
func TestCorrect(t *testing.T) {
	d := newDesk(t, 2)
	d.who.Role = auth.Correct
	w := d.ask("POST /api/v1/corrections", `{"what":"reject","target":"e1","why":"a warning, not a threat"}`)
	if w.Code != 201 || !strings.Contains(w.Body.String(), `"who":"jd"`) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if got := read[items](d, "GET /api/v1/events"); len(got.Items) != 1 {
		t.Errorf("%d events", len(got.Items))
	}
	if w := d.ask("POST /api/v1/corrections", `{"what":"undo","other":"1","why":"it was one after all"}`); w.Code != 201 {
		t.Errorf("undo: %d %s", w.Code, w.Body)
	}
	if got := read[items](d, "GET /api/v1/events"); len(got.Items) != 2 {
		t.Errorf("%d events after it was undone", len(got.Items))
	}
	if got := read[items](d, "GET /api/v1/events?rejected=true"); len(got.Items) != 2 {
		t.Errorf("%d events with rejected ones", len(got.Items))
	}
}

func TestRate(t *testing.T) {
	d := newDesk(t, 0)
	var err error
	if d.API, err = New(Options{Store: d.store, Rate: 0.01, Burst: 2}); err != nil {
		t.Fatal(err)
	}
	codes := []int{}
	for range 3 {
		codes = append(codes, d.ask("GET /api/v1/events").Code)
	}
	w := d.ask("GET /api/v1/events")
	if !slices.Equal(codes, []int{200, 200, 429}) || w.Header().Get("Retry-After") == "" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%v, then %v", codes, w.Header())
	}
	d.who.Name = "another"
	if w := d.ask("GET /api/v1/events"); w.Code != 200 {
		t.Errorf("another: %d", w.Code)
	}
}

// TestDocs: the page for a person names every operation and nothing of another
// host.
func TestDocs(t *testing.T) {
	d := newDesk(t, 0)
	page := d.ask("GET /api/docs").Body.String()
	for path := range d.huma.OpenAPI().Paths {
		if !strings.Contains(page, path+"<") {
			t.Errorf("%s is not on the page", path)
		}
	}
	if strings.Contains(page, "http://") || strings.Contains(page, "https://") || strings.Contains(page, "<script") {
		t.Error("the page asks for something of another host, or has a script")
	}
	if y := d.ask("GET /api/openapi.yaml").Body.String(); !strings.Contains(y, "openapi: 3.1.0") && !strings.Contains(y, `openapi: "3.1.0"`) {
		t.Errorf("%.200s", y)
	}
}

// TestStream follows rows and alerts over HTTP, breaks off, comes back, and misses
// nothing.
func TestStream(t *testing.T) {
	for _, tt := range []struct{ name, query, event string }{{"rows", "?kind=events&source=GBR", "row"}, {"alerts", "?alert=all", "firing"}} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 2)
			d.who.Role = auth.Correct
			if w := d.ask("POST /api/v1/alerts", `{"name":"all","asks":"events"}`); w.Code != 201 {
				t.Fatal(w.Body)
			}
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				d.ServeHTTP(w, r.WithContext(auth.With(r.Context(), d.who)))
			}))
			t.Cleanup(srv.Close)
			next, stop := follow(t, srv.URL+prefix+"/stream"+tt.query, "")
			d.put(100)
			if err := d.Watch.Look(t.Context()); err != nil {
				t.Fatal(err)
			}
			name, id, data := next()
			if name != tt.event || !strings.Contains(data, `"id":"e100"`) {
				t.Errorf("%s: %s", name, data)
			}
			stop()
			d.put(101)
			if err := d.Watch.Look(t.Context()); err != nil {
				t.Fatal(err)
			}
			next, stop = follow(t, srv.URL+prefix+"/stream"+tt.query, id)
			defer stop()
			if _, _, data := next(); !strings.Contains(data, `"id":"e101"`) {
				t.Errorf("missed: %s", data)
			}
		})
	}
}

// follow opens a stream and returns what reads its next event.
func follow(t *testing.T, address, last string) (next func() (name, id, data string), stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil || res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%v %v", res, err)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	return func() (name, id, data string) {
		for lines.Scan() {
			k, v, _ := strings.Cut(lines.Text(), ": ")
			switch k {
			case "event":
				name = v
			case "id":
				id = v
			case "data":
				data = v
			case "":
				if data != "" {
					return name, id, data
				}
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return
	}, func() { cancel(); res.Body.Close() }
}
