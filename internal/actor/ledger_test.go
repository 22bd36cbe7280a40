package actor_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/parse"
	"chancery/internal/text"
)

// stages are the stages that the actors stand on.
var stages = sync.OnceValues(func() (*reader, error) {
	t, err := text.New(data.FS)
	if err != nil {
		return nil, err
	}
	p, err := parse.New(data.FS)
	if err != nil {
		return nil, err
	}
	a, err := actor.New(data.FS)
	return &reader{t, p, a}, err
})

type reader struct {
	text  *text.Stage
	parse *parse.Stage
	actor *actor.Stage
}

// read finds the actors of a text that was published on a day.
func read(t testing.TB, body, day string) *chancery.Doc {
	t.Helper()
	r, err := stages()
	if err != nil {
		t.Skip("no parser:", err)
	}
	return r.read(t, body, day, r.actor)
}

func (r *reader) read(t testing.TB, body, day string, a *actor.Stage) *chancery.Doc {
	t.Helper()
	d := &chancery.Doc{Article: chancery.Article{Text: body}}
	if day != "" {
		at, err := time.Parse("2006-01-02", day)
		if err != nil {
			t.Fatal(err)
		}
		d.Published = chancery.Stamp{Time: at, DayOnly: true}
	}
	for _, run := range []func(context.Context, *chancery.Doc) error{r.text.Split, r.parse.Run, a.Find} {
		if err := run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// dataDir is the folder of development data; the test is skipped without it.
func dataDir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: no development data to read")
	}
	return dir
}

// TestDump shows the mentions of the articles that the variable DUMP names.
func TestDump(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip("DUMP names no article")
	}
	for name := range strings.SplitSeq(os.Getenv("DUMP"), ",") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		body, day := string(b), "2021-12-31"
		if g, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".gold.json"); err == nil {
			var gold struct{ Published string }
			if err := json.Unmarshal(g, &gold); err != nil {
				t.Fatal(err)
			}
			day = gold.Published
			_, body, _ = strings.Cut(body, "\n\n")
		}
		if d := os.Getenv("DAY"); d != "" {
			day = d
		}
		d := read(t, body, day)
		for i := range d.Sentences {
			s := d.Sentences[i]
			t.Logf("%s", strings.Join(strings.Fields(d.Text[s.Span.Start:s.Span.End]), " "))
			if os.Getenv("TREE") != "" {
				for k := s.Lo; k < s.Hi; k++ {
					x := d.Toks[k]
					t.Logf("\t%d %s %s %s %s %d %s %s", k, x.Form, x.Lemma, x.UPOS, x.XPOS, x.Head, x.Rel, x.Name)
				}
			}
			for _, m := range d.Mentions {
				if m.Span.Start >= s.Span.Start && m.Span.Start < s.Span.End {
					t.Logf("      %-8s %-40q %s %.2f %s", m.Form, d.Text[m.Span.Start:m.Span.End], strings.Join(m.Refs, "|"), m.Sure, m.Why)
				}
			}
		}
		for _, a := range d.Actors {
			t.Logf("%+v", a)
		}
	}
}

// A goldFile is what these tests read of a gold file.
type goldFile struct {
	Published string
	Article   struct{ Boilerplate []string }
	Actors    map[string]struct {
		Name, Kind string
		Codes      []string
	}
	Mentions []struct {
		Span struct {
			Text string
			Nth  int
		}
		Actor, Form string
	}
}

// seen are the articles that were looked at closely.
var seen = []string{"background_nile_dam", "border_clash_preah", "briefing_balloon", "calendar_budapest", "call_two_readouts", "crackdown_tbilisi", "military_aid_tanks"}

// TestLedger counts the mentions of the hand-made articles whose actor is right,
// wrong or not found.
func TestLedger(t *testing.T) {
	dir := dataDir(t)
	files, err := filepath.Glob(filepath.Join(dir, "ledger", "*.gold.json"))
	if err != nil || len(files) == 0 {
		t.Skip("no gold files in", dir)
	}
	var sum [2]tally
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".gold.json")
		k := 1
		if slices.Contains(seen, name) {
			k = 0
		}
		sum[k].add(ledgerFile(t, f, k == 0))
	}
	all := sum[0]
	all.add(sum[1])
	t.Logf("looked at: %v", sum[0])
	t.Logf("not looked at: %v", sum[1])
	t.Logf("all: %v", all)
	if all.share() < 0.80 || all.wrongShare() > 0.08 {
		t.Errorf("right %.3f, wrong %.3f", all.share(), all.wrongShare())
	}
}

type tally struct{ right, wrong, missed int }

func (a *tally) add(b tally) {
	a.right, a.wrong, a.missed = a.right+b.right, a.wrong+b.wrong, a.missed+b.missed
}

func (a tally) all() float64        { return float64(a.right + a.wrong + a.missed) }
func (a tally) share() float64      { return float64(a.right) / a.all() }
func (a tally) wrongShare() float64 { return float64(a.wrong) / a.all() }

func ledgerFile(t *testing.T, file string, show bool) tally {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g goldFile
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(file, err)
	}
	raw, err := os.ReadFile(strings.TrimSuffix(file, ".gold.json") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(raw), "\n\n")
	for _, s := range g.Article.Boilerplate {
		body = strings.Replace(body, s, "", 1)
	}
	d := read(t, body, g.Published)
	var n tally
	for _, m := range g.Mentions {
		at := nth(body, m.Span.Text, m.Span.Nth)
		got, refs := lookup(d, at, at+len(m.Span.Text))
		a := g.Actors[m.Actor]
		switch {
		case len(refs) == 0:
			n.missed++
			if show || os.Getenv("SHOW") != "" {
				t.Logf("missed %s: %q = %s %q", filepath.Base(file), m.Span.Text, m.Actor, got)
			}
		case slices.ContainsFunc(refs, func(x chancery.Actor) bool { return sameActor(a.Name, a.Kind, a.Codes, x) }):
			n.right++
		default:
			n.wrong++
			if show || os.Getenv("SHOW") != "" {
				t.Logf("wrong %s: %q = %s, got %+v", filepath.Base(file), m.Span.Text, m.Actor, refs)
			}
		}
	}
	return n
}

func nth(body, s string, n int) int {
	at := -1
	for range n {
		i := strings.Index(body[at+1:], s)
		if i < 0 {
			return -1
		}
		at += 1 + i
	}
	return at
}

// lookup is the mention that fits a gold span best, and its actors.
func lookup(d *chancery.Doc, lo, hi int) (string, []chancery.Actor) {
	best, size := -1, 0
	for i, m := range d.Mentions {
		if m.Kind != chancery.ActorMention || m.Span.Start >= hi || m.Span.End <= lo {
			continue
		}
		// The same span, or a name that ends where the gold span ends.
		n := min(m.Span.End, hi) - max(m.Span.Start, lo)
		inside := m.Span.Start >= lo && m.Span.End <= hi
		if m.Span.End == hi {
			n += 100
		}
		if (inside || m.Span.End == hi) && n > size {
			best, size = i, n
		}
	}
	if best < 0 {
		return "", nil
	}
	var out []chancery.Actor
	for _, id := range d.Mentions[best].Refs {
		for _, a := range d.Actors {
			if a.ID == id {
				out = append(out, a)
			}
		}
	}
	return d.Text[d.Mentions[best].Span.Start:d.Mentions[best].Span.End], out
}

// sameActor is the comparison of the scorer without its groups: persons by
// surname, all others by code.
func sameActor(name, kind string, codes []string, a chancery.Actor) bool {
	if kind == "person" && a.Kind == chancery.Person {
		return surname(name) == surname(a.Name) || strings.Contains(a.Name, name) || strings.Contains(name, a.Name) || share(codes, a) && strings.HasPrefix(a.ID, "unnamed:")
	}
	if kind == "person" && !strings.ContainsAny(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") || strings.Contains(name, "official") {
		return share(codes, a)
	}
	if kind == "person" || a.Kind == chancery.Person {
		return false
	}
	return share(codes, a)
}

func share(codes []string, a chancery.Actor) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(a.Codes, c) })
}

func surname(s string) string {
	f := strings.Fields(s)
	return f[len(f)-1]
}
