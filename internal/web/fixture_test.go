package web

import (
	"context"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chancery"
	"chancery/internal/store"
)

// now is when the tests take place.
var now = time.Date(2031, 4, 10, 12, 0, 0, 0, time.UTC)

// A draft makes an entry by hand, with spans found by their words.
type draft struct {
	e chancery.Entry
}

var states = map[string]chancery.Actor{
	"RUR":    {ID: "RUR", Name: "Ruritania", Kind: chancery.Country, Country: "RUR", Codes: []string{"RUR"}},
	"GRA":    {ID: "GRA", Name: "Graustark", Kind: chancery.Country, Country: "GRA", Codes: []string{"GRA"}, Wikidata: "Q1"},
	"x:king": {ID: "x:king", Name: "Rudolf <b>V</b>", Kind: chancery.Person, Country: "RUR", Office: "King"},
}

const strelsau = "geonames:1"

func write(id, source, day, title, text string) *draft {
	d := &draft{chancery.Entry{Article: chancery.Article{ID: id, URL: "https://" + strings.ToLower(strings.ReplaceAll(source, " ", "-")) + ".example/" + id, Source: source, Title: title, Language: "en", Text: text}}}
	var err error
	if d.e.Article.Published, err = chancery.ParseStamp(day); err != nil {
		panic(err)
	}
	at := 0
	for _, s := range strings.SplitAfter(text, ". ") {
		n := utf8.RuneCountInString(s)
		d.e.Sentences = append(d.e.Sentences, chancery.Sentence{Span: chancery.Span{Start: at, End: at + utf8.RuneCountInString(strings.TrimRight(s, " "))}})
		at += n
	}
	return d
}

// span finds words, in code points.
func (d *draft) span(words string) chancery.Span {
	i := strings.Index(d.e.Article.Text, words)
	if i < 0 {
		panic("no " + words)
	}
	start := utf8.RuneCountInString(d.e.Article.Text[:i])
	return chancery.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func (d *draft) row(id, words string) chancery.Row {
	r := chancery.Row{ID: id, Span: d.span(words), Rule: "rule." + id, Confidence: 0.9}
	for i, s := range d.e.Sentences {
		if s.Span.Start <= r.Span.Start && r.Span.Start < s.Span.End {
			r.Sentence = i
		}
	}
	return r
}

func (d *draft) knows(ids ...string) {
	for _, id := range ids {
		found := false
		for _, a := range d.e.Actors {
			found = found || a.ID == id
		}
		if !found {
			d.e.Actors = append(d.e.Actors, states[id])
		}
	}
}

func (d *draft) event(id, words, trigger string, kind chancery.EventType, cameo string, score float32, status chancery.Status, by, toward, day string) *draft {
	d.knows(by, toward)
	ev := chancery.Event{Row: d.row(id, words), Type: kind, CAMEO: cameo, Intensity: score, Trigger: d.span(trigger), Sources: []string{by}, Targets: []string{toward}, Status: status}
	if day != "" {
		ev.Date = &chancery.DateSpan{From: day, To: day}
	}
	d.e.Events = append(d.e.Events, ev)
	return d
}

func (d *draft) at(place string) *draft {
	d.e.Places = append(d.e.Places, chancery.Place{ID: place, Name: "Strelsau", Country: "RUR", Lat: 50.1, Lon: 14.4})
	d.e.Events[len(d.e.Events)-1].Place = &place
	return d
}

func (d *draft) said(id, words, cue, content string, stance chancery.Stance, by string) *draft {
	d.knows(by)
	d.e.Statements = append(d.e.Statements, chancery.Statement{Row: d.row(id, words), Speakers: []string{by}, Cue: d.span(cue), Content: d.span(content), Form: chancery.Indirect, Stance: stance})
	return d
}

func (d *draft) condition(id, words, cond, then string, by, toward string) *draft {
	d.knows(by, toward)
	d.e.Conditions = append(d.e.Conditions, chancery.Condition{Row: d.row(id, words), Kind: chancery.Threat, By: []string{by}, Toward: []string{toward}, Condition: d.span(cond), Consequence: d.span(then)})
	return d
}

func (d *draft) demand(id, words, content string, by, of string) *draft {
	d.knows(by, of)
	d.e.Demands = append(d.e.Demands, chancery.Demand{Row: d.row(id, words), By: []string{by}, Of: []string{of}, Content: d.span(content), Stance: chancery.DemandMade})
	return d
}

func (d *draft) meeting(id, words, title string, status chancery.MeetingStatus, day string, parties ...string) *draft {
	d.knows(parties...)
	d.e.Agenda = append(d.e.Agenda, chancery.Meeting{Row: d.row(id, words), Title: title, Format: chancery.TalksFormat, Status: status, Parties: parties, Date: &chancery.DateSpan{From: day, To: day}})
	return d
}

// hostile is what a page of the web may give as its title.
const hostile = `<script>alert(1)</script> "quoted" & 'sharp'`

// drafts are a small crisis with everything that pages show: reprints, a denial, a
// second version of a page, a text from right to left, and one that means harm.
func drafts() []*draft {
	wire := "Ruritania seized the barge on Monday in Strelsau. The crew is safe and nobody was hurt, the harbour master of the town told reporters late in the evening."
	evil := write("evil", "Evil Times", "2031-04-04", hostile, "Graustark </p><script>alert(2)</script> accused Ruritania of lying. Talks will be held on 20 April.").
		event("e6", "Graustark </p><script>alert(2)</script> accused Ruritania of lying", "accused", chancery.Accuse, "112", -2, chancery.Actual, "GRA", "RUR", "").
		meeting("m1", "Talks will be held on 20 April", "talks", chancery.MeetingPlanned, "2031-04-20", "GRA", "RUR")
	evil.e.Article.URL = "javascript:alert(3)"
	arabic := write("ar", "صحيفة", "2031-04-05", "أخبار", "طالبت غراوستارك روريتانيا بالإفراج عن البارجة.").
		demand("d2", "طالبت غراوستارك روريتانيا بالإفراج عن البارجة", "بالإفراج عن البارجة", "GRA", "RUR")
	arabic.e.Article.Language = "ar"
	return []*draft{
		write("a1", "River Post", "2031-03-31", "Barge seized", wire).
			event("e1", "Ruritania seized the barge on Monday", "seized", chancery.Coerce, "171", -9.2, chancery.Actual, "RUR", "GRA", "2031-03-31").at(strelsau),
		write("a2", "Valley Wire", "2031-04-01", "Barge is seized", "VALLEY - "+wire).
			event("e2", "Ruritania seized the barge on Monday", "seized", chancery.Coerce, "171", -9.2, chancery.Actual, "RUR", "GRA", "2031-03-31").at(strelsau),
		write("a3", "Graustark Mail", "2031-04-02", "Ruritania denies", "Ruritania denied that it had seized the barge. Graustark said that the barge was its own.").
			event("e3", "it had seized the barge", "seized", chancery.Coerce, "171", -9.2, chancery.Denied, "RUR", "GRA", "2031-03-31").
			event("e4", "Ruritania denied that it had seized the barge", "denied", chancery.Reject, "120", -4, chancery.Actual, "RUR", "GRA", "").
			said("s1", "Graustark said that the barge was its own", "said", "the barge was its own", chancery.Asserts, "GRA"),
		write("a4", "River Post", "2031-04-03", "Ultimatum", "Graustark threatened to close the bridge if the barge was not released by 15 April. It demanded that Ruritania release the barge.").
			event("e5", "Graustark threatened to close the bridge", "threatened", chancery.Threaten, "130", -4.4, chancery.Actual, "GRA", "RUR", "").
			condition("c1", "Graustark threatened to close the bridge if the barge was not released by 15 April", "if the barge was not released by 15 April", "close the bridge", "GRA", "RUR").
			demand("d1", "It demanded that Ruritania release the barge", "release the barge", "GRA", "RUR"),
		evil,
		arabic,
		write("a5", "River Post", "2031-04-08", "They met", "The king of Ruritania met envoys of Graustark in Strelsau on Tuesday. The talks lasted an hour.").
			event("e7", "The king of Ruritania met envoys of Graustark in Strelsau on Tuesday", "met", chancery.Consult, "042", 2.5, chancery.Actual, "x:king", "GRA", "2031-04-08").
			meeting("m2", "The talks lasted an hour", "talks", chancery.MeetingHeld, "2031-04-08", "RUR", "GRA"),
		write("a5", "River Post", "2031-04-08", "They met", "The king of Ruritania met envoys of Graustark in Strelsau on Tuesday. The talks lasted two hours.").
			event("e8", "The king of Ruritania met envoys of Graustark in Strelsau on Tuesday", "met", chancery.Consult, "042", 2.5, chancery.Actual, "x:king", "GRA", "2031-04-08").
			meeting("m3", "The talks lasted two hours", "talks", chancery.MeetingHeld, "2031-04-08", "RUR", "GRA"),
	}
}

// shared is the ledger of the tests that only read.
var shared *store.Store

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "web")
	if err == nil {
		shared, err = newLedger(filepath.Join(dir, "ledger.db"))
	}
	if err != nil {
		log.Fatal(err)
	}
	code := m.Run()
	shared.Close()
	os.RemoveAll(dir)
	os.Exit(code)
}

// ledger is a ledger of its own for a test that writes.
func ledger(t testing.TB) *store.Store {
	t.Helper()
	s, err := newLedger(filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// newLedger keeps the crisis of drafts, an article an hour.
func newLedger(path string) (*store.Store, error) {
	s, err := store.Create(context.Background(), path)
	if err != nil {
		return nil, err
	}
	for i, d := range drafts() {
		it, err := store.NewItem(&d.e, now.Add(time.Duration(i-20)*time.Hour), "test")
		if err != nil {
			return nil, err
		}
		if _, err := s.Put(context.Background(), it); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// pagesOf are the pages over a ledger.
func pagesOf(t testing.TB, s *store.Store, change ...func(*Options)) http.Handler {
	t.Helper()
	o := Options{Store: s, Now: func() time.Time { return now }, Alerts: true}
	for _, c := range change {
		c(&o)
	}
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get asks for an address.
func get(h http.Handler, address string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
