package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chancery"
	"chancery/internal/store"
)

// A desk is a ledger to which articles about two invented disputes come.
type desk struct {
	*store.Store
	t    *testing.T
	path string
	n    int
	now  time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "l.db"), now: time.Date(2031, 3, 10, 12, 0, 0, 0, time.UTC)}
	d.open()
	return d
}

func (d *desk) open() {
	d.t.Helper()
	s, err := store.Create(d.t.Context(), d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Store = s
	d.t.Cleanup(func() { s.Close() })
}

func (d *desk) watch() *Watch {
	w := New(d.Store, slog.New(slog.DiscardHandler))
	w.now = func() time.Time { return d.now }
	return w
}

func (d *desk) look(w *Watch) {
	d.t.Helper()
	if err := w.Look(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// A piece is an article of one sentence, with one row of each section that it has
// something for.
type piece struct {
	outlet, day, text string
	by, toward        string
	event             chancery.EventType
	status            chancery.Status
	date              string
	meeting           chancery.MeetingStatus
	condition         [2]string // condition and consequence, as they stand in the text
	demand            string
}

func (d *desk) put(p piece) {
	d.t.Helper()
	d.n++
	at, err := chancery.ParseStamp(p.day)
	if err != nil {
		d.t.Fatal(err)
	}
	id := fmt.Sprintf("%s-%d", strings.ReplaceAll(p.outlet, " ", ""), d.n)
	all := chancery.Span{Start: 0, End: len([]rune(p.text))}
	row := func(kind string) chancery.Row {
		return chancery.Row{ID: kind + "-" + id, Span: all, Rule: "test", Confidence: 0.9}
	}
	span := func(s string) chancery.Span {
		i := strings.Index(p.text, s)
		if i < 0 {
			d.t.Fatalf("%q is not in %q", s, p.text)
		}
		return chancery.Span{Start: i, End: i + len(s)}
	}
	e := &chancery.Entry{
		Article:   chancery.Article{ID: id, URL: "https://" + id + ".example/", Source: p.outlet, Title: "Dispute " + id, Published: at, Language: "en", Text: p.text},
		Sentences: []chancery.Sentence{{Span: all}},
		Actors: []chancery.Actor{
			{ID: "GBR", Name: "United Kingdom", Kind: chancery.Country, Codes: []string{"GBRGOV"}, Country: "GBR"},
			{ID: "ISL", Name: "Iceland", Kind: chancery.Country, Codes: []string{"ISLGOV"}, Country: "ISL"},
		},
	}
	var date *chancery.DateSpan
	last := chancery.Span{Start: all.End - 1, End: all.End} // stands for the words of the date
	if p.date != "" {
		date = &chancery.DateSpan{From: p.date, To: p.date}
		i := chancery.Mention{Span: last, Kind: chancery.TimeMention, Type: chancery.DateType, Value: p.date}
		e.Mentions = append(e.Mentions, i)
	}
	if p.event != "" {
		e.Events = []chancery.Event{{Row: row("e"), Type: p.event, CAMEO: "130", Intensity: -4, Trigger: all, Sources: []string{p.by}, Targets: []string{p.toward}, Status: p.status, Date: date}}
	}
	if p.meeting != "" {
		e.Agenda = []chancery.Meeting{{Row: row("m"), Title: "talks", Format: chancery.TalksFormat, Date: date, Parties: []string{p.by, p.toward}, Status: p.meeting}}
	}
	if p.condition[0] != "" {
		e.Conditions = []chancery.Condition{{Row: row("c"), Kind: chancery.Threat, By: []string{p.by}, Toward: []string{p.toward}, Condition: span(p.condition[0]), Consequence: span(p.condition[1])}}
	}
	if p.demand != "" {
		e.Demands = []chancery.Demand{{Row: row("d"), By: []string{p.by}, Of: []string{p.toward}, Content: span(p.demand), Stance: chancery.DemandMade}}
	}
	it, err := store.NewItem(e, d.now, "v1")
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.Put(d.t.Context(), it); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) alert(name, asks string, terms store.Terms) {
	d.t.Helper()
	a := &store.Alert{Name: name, Asks: asks, Terms: terms, Added: d.now}
	if err := Check(a); err != nil {
		d.t.Fatal(err)
	}
	if err := d.AddAlert(d.t.Context(), a); err != nil {
		d.t.Fatal(err)
	}
}

// told are the firings of all alerts, each as "kind row status".
func (d *desk) told() string {
	d.t.Helper()
	list, err := d.Firings(d.t.Context(), "", 0, false, 1000)
	if err != nil {
		d.t.Fatal(err)
	}
	var out []string
	for _, f := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Kind, f.Row, f.Status)))
	}
	return strings.Join(out, "; ")
}

func (d *desk) want(what, want string) {
	d.t.Helper()
	if got := d.told(); got != want {
		d.t.Errorf("%s:\ntold %q\nwant %q", what, got, want)
	}
}

var (
	threat = piece{"Meridian Wire", "2031-03-10", "Britain threatened Iceland with a ban on landings from its trawlers.", "GBR", "ISL", chancery.Threaten, chancery.Actual, "", "", [2]string{}, ""}
	again  = piece{"North Sea Courier", "2031-03-10", "London threatened Reykjavik on Monday: a ban on landings by Icelandic trawlers.", "GBR", "ISL", chancery.Threaten, chancery.Actual, "", "", [2]string{}, ""}
)

func TestToldOnce(t *testing.T) {
	d := newDesk(t)
	d.alert("threats", "events?type=THREATEN&source=GBR", store.Terms{})
	w := d.watch()
	d.put(threat)
	d.look(w)
	d.want("a first report", "new e-MeridianWire-1 actual")
	d.put(again)
	d.look(w)
	d.want("another report of it", "new e-MeridianWire-1 actual")
	d.put(piece{outlet: "Quay News", day: "2031-03-10", text: threat.text, by: "GBR", toward: "ISL", event: chancery.Threaten, status: chancery.Actual})
	d.look(w)
	d.want("a reprint", "new e-MeridianWire-1 actual")
	d.put(piece{outlet: "Quay News", day: "2031-03-11", text: "Iceland demanded an apology of Britain.", by: "ISL", toward: "GBR", event: chancery.Request, status: chancery.Actual})
	d.look(w)
	d.want("what is not asked for", "new e-MeridianWire-1 actual")
}

func TestChanged(t *testing.T) {
	d := newDesk(t)
	d.alert("talks", "agenda?actor=ISL", store.Terms{})
	w := d.watch()
	d.put(piece{outlet: "Meridian Wire", day: "2031-03-10", text: "Ministers of Britain and Iceland will meet in Oslo on 3 April about cod quotas, trawler licences and the harbour at Seydisfjord.", by: "GBR", toward: "ISL", date: "2031-04-03", meeting: chancery.MeetingPlanned})
	d.look(w)
	d.put(piece{outlet: "North Sea Courier", day: "2031-03-20", text: "The meeting of ministers of Britain and Iceland in Oslo on 3 April about cod quotas, trawler licences and the harbour at Seydisfjord was cancelled.", by: "GBR", toward: "ISL", date: "2031-04-03", meeting: chancery.MeetingCancelled})
	d.look(w)
	d.want("a meeting that is cancelled", "new m-MeridianWire-1 planned; changed m-NorthSeaCourier-2 cancelled")
}

func TestTwoSources(t *testing.T) {
	for _, tt := range []struct {
		name, asks    string
		first, second piece
		want          string
	}{
		{"events", "events?type=THREATEN", threat, again, "new e-NorthSeaCourier-2 actual"},
		{"demands", "demands",
			piece{outlet: "Meridian Wire", day: "2031-03-10", text: "Britain demanded that Iceland release the seized trawler.", by: "GBR", toward: "ISL", demand: "Iceland release the seized trawler"},
			piece{outlet: "North Sea Courier", day: "2031-03-11", text: "The release of the seized trawler by Iceland remains what Britain wants first of all.", by: "GBR", toward: "ISL", demand: "The release of the seized trawler by Iceland"},
			"new d-MeridianWire-1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.alert("two", tt.asks, store.Terms{Sources: 2})
			w := d.watch()
			d.put(tt.first)
			d.look(w)
			d.want("one source", "")
			reprint := tt.first
			reprint.outlet = "Quay News"
			d.put(reprint)
			d.look(w)
			d.want("a reprint", "")
			own := tt.first
			own.text = "The quarrel over cod goes on in its fourth week, with no end of it in sight on either shore. " + own.text
			d.put(own)
			d.look(w)
			d.want("the first source once more", "")
			d.n = 1
			d.put(tt.second)
			d.look(w)
			d.want("a second source", tt.want)
			list, err := d.Firings(t.Context(), "two", 0, true, 1)
			if err != nil || len(list) == 0 {
				t.Fatal(list, err)
			}
			var b Body
			if err := json.Unmarshal(list[0].Body, &b); err != nil || len(b.Rows) < 2 || b.Rows[0].Evidence == "" || b.Rows[0].Article.URL == "" {
				t.Errorf("evidence %s, %v", list[0].Body, err)
			}
			if !strings.Contains(list[0].Why, "2 independent sources: ") || !strings.Contains(list[0].Why, "North Sea Courier") {
				t.Errorf("why %q", list[0].Why)
			}
		})
	}
}

func TestIndependent(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reports []store.Found
		want    int
	}{
		{"none", nil, 0},
		{"one", []store.Found{{Outlet: "A", Story: 1}}, 1},
		{"two", []store.Found{{Outlet: "A", Story: 1}, {Outlet: "B", Story: 2}}, 2},
		{"one outlet twice", []store.Found{{Outlet: "A", Story: 1}, {Outlet: "A", Story: 2}}, 1},
		{"a reprint", []store.Found{{Outlet: "A", Story: 1}, {Outlet: "B", Story: 1}}, 1},
		{"outlets without a name", []store.Found{{Story: 1}, {Story: 2}}, 2},
		{"bound by a third", []store.Found{{Outlet: "A", Story: 1}, {Outlet: "B", Story: 2}, {Outlet: "A", Story: 2}}, 1},
		{"two pairs", []store.Found{{Outlet: "A", Story: 1}, {Outlet: "B", Story: 2}, {Outlet: "A", Story: 3}, {Outlet: "C", Story: 2}}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var list []*store.Found
			for i := range tt.reports {
				list = append(list, &tt.reports[i])
			}
			if got := independent(list); got != tt.want {
				t.Errorf("%d, want %d", got, tt.want)
			}
		})
	}
}

func TestDue(t *testing.T) {
	d := newDesk(t)
	d.put(piece{outlet: "Meridian Wire", day: "2031-03-10", text: "Britain and Iceland will meet for talks in Oslo on 3 April.", by: "GBR", toward: "ISL", date: "2031-04-03", meeting: chancery.MeetingPlanned})
	d.put(piece{outlet: "Meridian Wire", day: "2031-03-10", text: "Unless Iceland releases the trawler by 3 April, Britain will close its ports.", by: "GBR", toward: "ISL", date: "2031-04-03", condition: [2]string{"Unless Iceland releases the trawler", "Britain will close its ports"}})
	last, err := d.LastReport(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, asks := range []string{"agenda", "conditions"} {
		a := &store.Alert{Name: asks, Asks: asks, Terms: store.Terms{Due: true, Zone: "Atlantic/Reykjavik"}, Added: d.now, Seen: last}
		if err := d.AddAlert(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	w := d.watch()
	d.look(w)
	d.want("long before", "")
	d.now = time.Date(2031, 4, 2, 23, 59, 30, 0, time.UTC)
	d.look(w)
	d.want("the evening before", "")
	d.now = d.now.Add(time.Minute)
	d.look(w)
	want := "due m-MeridianWire-1 2031-04-03; due c-MeridianWire-2 2031-04-03"
	d.want("on the day", want)
	d.now = d.now.Add(2 * time.Minute)
	d.look(w)
	d.look(d.watch())
	d.want("later that day, and after a restart", want)
}

// TestRestarts has reports come while the watch is started, stopped and left out
// at random: each alert tells each thing once, whatever the order.
func TestRestarts(t *testing.T) {
	d := newDesk(t)
	d.alert("all", "events", store.Terms{Channels: []store.Channel{{Kind: Webhook, To: "https://desk.example/"}}})
	rng := rand.New(rand.NewPCG(1, 2))
	w := d.watch()
	const n = 40
	for i := range n {
		d.put(piece{outlet: "Meridian Wire", day: fmt.Sprintf("2031-%02d-10", 1+i%12), text: fmt.Sprintf("Report %d: Britain seized trawler number %d of Iceland.", i, i*i), by: "GBR", toward: "ISL", event: chancery.Coerce, status: chancery.Actual, date: fmt.Sprintf("20%02d-03-10", 30+i)})
		switch rng.IntN(4) {
		case 0:
			d.look(w)
		case 1:
			w = d.watch()
		case 2:
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			d.open()
			w = d.watch()
			d.look(w)
		}
	}
	d.look(w)
	seen := map[string]int{}
	list, err := d.Firings(t.Context(), "", 0, false, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		seen[f.Row]++
	}
	if len(list) != n || len(seen) != n {
		t.Errorf("%d firings of %d rows, want %d of each", len(list), len(seen), n)
	}
	counts, err := d.DeliveryCounts(t.Context())
	if err != nil || counts[store.SendQueued] != n {
		t.Errorf("messages %v, %v, want %d", counts, err, n)
	}
}

func TestCheck(t *testing.T) {
	hook := store.Channel{Kind: Webhook, To: "https://desk.example/x"}
	for _, tt := range []struct {
		name  string
		alert store.Alert
		want  string // of the fault; empty for none
	}{
		{"sound", store.Alert{Name: "north-sea.2", Asks: "events?actor=ISL", Terms: store.Terms{Channels: []store.Channel{hook, {Kind: Mail, To: "desk@example.org", Digest: "07:00"}}, Quiet: "22:00-07:00", Zone: "Europe/Oslo", Sources: 2}}, ""},
		{"no name", store.Alert{Asks: "events"}, "name"},
		{"name with a path in it", store.Alert{Name: "../x", Asks: "events"}, "name"},
		{"name like a feed", store.Alert{Name: "x.atom", Asks: "events"}, "feeds end so"},
		{"no such kind", store.Alert{Name: "x", Asks: "wishes"}, "kind"},
		{"statements by two", store.Alert{Name: "x", Asks: "statements", Terms: store.Terms{Sources: 2}}, "sources"},
		{"statements by two, in the filter", store.Alert{Name: "x", Asks: "statements?min-sources=2"}, "sources"},
		{"no such zone", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Zone: "Moon/Base"}}, "zone"},
		{"quiet all day", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Quiet: "07:00-07:00"}}, "quiet"},
		{"quiet in words", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Quiet: "at night"}}, "quiet"},
		{"webhook to a file", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Channels: []store.Channel{{Kind: Webhook, To: "file:///etc/passwd"}}}}, "http"},
		{"mail with a header in it", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Channels: []store.Channel{{Kind: Mail, To: "a@b.example\r\nBcc: c@d.example"}}}}, "mail"},
		{"mail with a name", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Channels: []store.Channel{{Kind: Mail, To: "Desk <a@b.example>"}}}}, "mail"},
		{"digest of a webhook", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Channels: []store.Channel{{Kind: Webhook, To: "https://a.example", Digest: "07:00"}}}}, "digest"},
		{"channel of no kind", store.Alert{Name: "x", Asks: "events", Terms: store.Terms{Channels: []store.Channel{{Kind: "pigeon", To: "x"}}}}, "pigeon"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := Check(&tt.alert)
			if (err == nil) != (tt.want == "") || err != nil && (!errors.Is(err, ErrAlert) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestWhen(t *testing.T) {
	for _, tt := range []struct {
		name, now, quiet, digest, zone, want string
	}{
		{"at once", "2031-03-10T12:00:00Z", "", "", "", "2031-03-10T12:00:00Z"},
		{"out of the quiet hours", "2031-03-10T12:00:00Z", "22:00-07:00", "", "", "2031-03-10T12:00:00Z"},
		{"quiet before midnight", "2031-03-10T23:30:00Z", "22:00-07:00", "", "", "2031-03-11T07:00:00Z"},
		{"quiet after midnight", "2031-03-10T03:30:00Z", "22:00-07:00", "", "", "2031-03-10T07:00:00Z"},
		{"the last quiet second", "2031-03-10T06:59:59Z", "22:00-07:00", "", "", "2031-03-10T07:00:00Z"},
		{"quiet at noon", "2031-03-10T12:10:00Z", "12:00-13:00", "", "", "2031-03-10T13:00:00Z"},
		{"digest today", "2031-03-10T05:00:00Z", "", "07:00", "", "2031-03-10T07:00:00Z"},
		{"digest tomorrow", "2031-03-10T07:00:01Z", "", "07:00", "", "2031-03-11T07:00:00Z"},
		{"digest in quiet hours", "2031-03-10T05:00:00Z", "22:00-08:00", "07:00", "", "2031-03-10T08:00:00Z"},
		{"another zone", "2031-07-10T04:30:00Z", "22:00-07:00", "", "Europe/Oslo", "2031-07-10T05:00:00Z"},
		{"the night the clocks change", "2031-03-30T00:30:00Z", "", "02:30", "Europe/Oslo", "2031-03-30T01:30:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, tt.now)
			if err != nil {
				t.Fatal(err)
			}
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Skip("no table of time zones here: ", err)
			}
			got := when(&store.Terms{Quiet: tt.quiet}, &store.Channel{Digest: tt.digest}, now, zone).UTC().Format(time.RFC3339)
			if got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestRun: what another process stores is seen within a second or so, what is
// poked at once.
func TestRun(t *testing.T) {
	d := newDesk(t)
	d.alert("all", "events", store.Terms{})
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Create(t.Context(), d.path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		w := New(s, slog.New(slog.DiscardHandler))
		came, stop := w.Listen()
		defer stop()
		ctx, cancel := context.WithCancel(t.Context())
		var run sync.WaitGroup
		run.Go(func() { w.Run(ctx) })
		defer run.Wait()
		defer cancel()
		<-came // it has looked once
		d.put(threat)
		start := time.Now()
		<-came
		if took := time.Since(start); took > every {
			t.Errorf("seen after %v", took)
		}
		d.put(piece{outlet: "Meridian Wire", day: "2031-05-10", text: "Iceland expelled the envoy of Britain.", by: "ISL", toward: "GBR", event: chancery.Sanction, status: chancery.Actual})
		synctest.Wait()
		start = time.Now()
		w.Poke()
		<-came
		if took := time.Since(start); took > 0 {
			t.Errorf("seen %v after it was poked", took)
		}
	})
	d.want("both", "new e-MeridianWire-1 actual; new e-MeridianWire-2 actual")
}
