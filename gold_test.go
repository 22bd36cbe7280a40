package chancery_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/score"
)

// column reads one column of a table of the folder data.
func column(t *testing.T, name string, n int) map[string]bool {
	b, err := data.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for i, l := range strings.Split(string(b), "\n") {
		if f := strings.Split(l, "\t"); i > 0 && len(f) > n {
			out[f[n]] = true
		}
	}
	return out
}

var goldWords = map[string][]string{
	"kind":      {"person", "country", "organisation", "group"},
	"form":      {"name", "nominal", "pronoun", "metonym"},
	"status":    {"actual", "planned", "conditional", "possible", "negated", "denied"},
	"stance":    {"asserts", "denies", "demands", "threatens", "promises", "asks", "praises", "accuses", "rejects", "believes"},
	"condition": {"threat", "promise", "precondition", "warning"},
	"answer":    {"demands", "refuses", "accepts"},
	"format":    {"talks", "call", "summit", "visit", "council", "conference", "vote", "signing", "other"},
	"meeting":   {"planned", "held", "cancelled", "postponed"},
}

// A goldChecker collects what is wrong with one gold file.
type goldChecker struct {
	t    *testing.T
	g    *score.Gold
	body string
	used map[string]bool
}

// TestGold checks that the gold files say nothing that their articles, the
// ontology or they themselves contradict.
func TestGold(t *testing.T) {
	for _, dir := range []string{"testdata/gold", "testdata/gold/fresh"} {
		checkGold(t, dir)
	}
}

func checkGold(t *testing.T, dir string) {
	golds, err := score.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	types, modes, codes := column(t, "ontology/types.tsv", 0), column(t, "ontology/modes.tsv", 0), column(t, "ontology/cameo.tsv", 0)
	for _, g := range golds {
		t.Run(g.Name, func(t *testing.T) {
			c := &goldChecker{t: t, g: g, body: goldBody(t, g), used: map[string]bool{}}
			raw, err := os.ReadFile(dir + "/" + g.Name + ".gold.json")
			if err != nil {
				t.Fatal(err)
			}
			strict := json.NewDecoder(bytes.NewReader(raw))
			strict.DisallowUnknownFields()
			if err := strict.Decode(&score.Gold{}); err != nil {
				t.Error(err)
			}
			c.mentions()
			c.events(types, modes, codes)
			c.words()
			c.agenda()
			for k := range g.Actors {
				if !c.used[k] {
					t.Errorf("actor %s is never used", k)
				}
			}
		})
	}
}

// goldBody is the text of an article without headline and furniture.
func goldBody(t *testing.T, g *score.Gold) string {
	head, body, ok := strings.Cut(string(g.Raw), "\n\n")
	if !ok || strings.Contains(head, "\n") {
		t.Error("want a headline, an empty line, paragraphs")
	}
	for _, b := range g.Article.Boilerplate {
		if !strings.Contains(body, b) {
			t.Errorf("no boilerplate %q", b)
		}
		body = strings.Replace(body, b, "", 1)
	}
	return body
}

func (c *goldChecker) span(q score.Quote) {
	if q.Text == "" || q.Nth < 1 || occurrences(c.body, q.Text) < q.Nth || strings.Contains(q.Text, "\n") {
		c.t.Errorf("no occurrence %d of %q", q.Nth, q.Text)
	}
}

// occurrences counts overlapping occurrences.
func occurrences(s, sub string) int {
	n := 0
	for i := strings.Index(s, sub); i >= 0; n++ {
		s = s[i+1:]
		i = strings.Index(s, sub)
	}
	return n
}

func (c *goldChecker) actors(keys ...string) {
	for _, k := range keys {
		c.used[k] = true
		if _, ok := c.g.Actors[k]; !ok {
			c.t.Errorf("unknown actor %q", k)
		}
	}
}

func (c *goldChecker) one(what string, words ...string) {
	for _, w := range words {
		if !slices.Contains(goldWords[what], w) {
			c.t.Errorf("unknown %s %q", what, w)
		}
	}
}

func (c *goldChecker) mentions() {
	for k, a := range c.g.Actors {
		c.one("kind", a.Kind)
		if a.Name == "" || len(a.Codes) == 0 {
			c.t.Errorf("actor %s has no name or no code", k)
		}
	}
	for _, m := range c.g.Mentions {
		c.span(m.Span)
		c.actors(m.Actor)
		c.one("form", m.Form)
	}
	for _, d := range c.g.Article.Defects {
		c.span(d.Span)
	}
	if len(c.g.Mentions) < 12 {
		c.t.Errorf("only %d mentions", len(c.g.Mentions))
	}
}

func (c *goldChecker) events(types, modes, codes map[string]bool) {
	for _, e := range c.g.Events {
		c.span(e.Trigger)
		c.actors(slices.Concat(e.Sources, e.Targets, e.AltSources, e.AltTargets)...)
		c.one("status", append([]string{e.Status}, e.AltStatus...)...)
		for _, x := range append([]string{e.Type}, e.AltTypes...) {
			if !types[x] {
				c.t.Errorf("unknown type %q", x)
			}
		}
		for _, x := range append([]string{e.CAMEO}, e.AltCAMEO...) {
			if !codes[x] {
				c.t.Errorf("%q: unknown code %q", e.Trigger.Text, x)
			}
		}
		if e.Mode != nil && !modes[*e.Mode] {
			c.t.Errorf("unknown mode %q", *e.Mode)
		}
		if len(e.Sources)+len(e.Targets) == 0 {
			c.t.Errorf("%q: nobody does anything to nobody", e.Trigger.Text)
		}
	}
	for _, f := range c.g.Forbidden {
		c.actors(slices.Concat(f.Sources, f.Targets)...)
		c.one("status", f.Status...)
		for _, e := range c.g.Events {
			if slices.Contains(f.Types, e.Type) && slices.Contains(f.Status, e.Status) && contains(e.Sources, f.Sources) && contains(e.Targets, f.Targets) {
				c.t.Errorf("%q is forbidden and there: %s", e.Trigger.Text, f.Why)
			}
		}
	}
}

func contains(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func (c *goldChecker) words() {
	for _, s := range c.g.Statement {
		c.span(s.Content)
		c.one("stance", append([]string{s.Stance}, s.AltStance...)...)
		c.actors(s.AltSpeaker...)
		for _, k := range []*string{s.Speaker, s.Via} {
			if k != nil {
				c.actors(*k)
			}
		}
	}
	for _, x := range c.g.Condition {
		c.span(x.Condition)
		c.span(x.Consequence)
		c.one("condition", append([]string{x.Kind}, x.AltKind...)...)
		c.actors(x.Toward...)
		if x.By != nil {
			c.actors(*x.By)
		}
	}
	for _, d := range c.g.Demands {
		c.span(d.Content)
		c.one("answer", append([]string{d.Stance}, d.AltStance...)...)
		c.actors(slices.Concat(d.By, d.Of)...)
	}
}

func (c *goldChecker) agenda() {
	for _, m := range c.g.Agenda {
		c.actors(slices.Concat(m.Parties, m.Attendees)...)
		c.one("format", append([]string{m.Format}, m.AltFormat...)...)
		c.one("meeting", append([]string{m.Status}, m.AltStatus...)...)
		if len(m.Parties)+len(m.Attendees) == 0 {
			c.t.Error("a meeting of nobody")
		}
		for _, d := range m.AltDate {
			c.date(d)
		}
		if m.Date != nil {
			c.date(*m.Date)
		}
	}
}

// date wants a day, a month, a year, or two of them in order.
func (c *goldChecker) date(d string) {
	from, to, both := strings.Cut(d, "/")
	for _, x := range []string{from, to} {
		if n := len(x); x != "" && n != 4 && n != 7 && n != 10 {
			c.t.Errorf("date %q", d)
		}
	}
	if both && to < from {
		c.t.Errorf("date %q", d)
	}
}
