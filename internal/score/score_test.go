package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// perfect is the entry that says exactly what g says.
func perfect(t *testing.T, g *Gold) *chancery.Entry {
	t.Helper()
	e := &chancery.Entry{}
	var lines []string
	for line := range strings.SplitSeq(g.body(), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	e.Article.Text = strings.Join(lines, "\n")
	g.place(e.Article.Text)
	e.Sentences = []chancery.Sentence{{Span: chancery.Span{End: len([]rune(e.Article.Text))}}}
	for key, a := range g.Actors {
		e.Actors = append(e.Actors, chancery.Actor{ID: key, Name: a.Name, Kind: chancery.ActorKind(a.Kind), Codes: a.Codes[:min(1, len(a.Codes))]})
	}
	for _, m := range g.Mentions {
		e.Mentions = append(e.Mentions, chancery.Mention{Span: m.Span.At, Kind: chancery.ActorMention, Form: chancery.Form(m.Form), Refs: []string{m.Actor}})
	}
	for _, x := range g.Events {
		ev := chancery.Event{Type: chancery.EventType(x.Type), CAMEO: x.CAMEO, Trigger: x.Trigger.At, Sources: x.Sources, Targets: x.Targets, Status: chancery.Status(x.Status)}
		if x.Mode != nil {
			ev.Mode = *x.Mode
		}
		e.Events = append(e.Events, ev)
	}
	for _, x := range g.Statement {
		s := chancery.Statement{Content: x.Content.At, Stance: chancery.Stance(x.Stance), Via: x.Via}
		if x.Speaker != nil {
			s.Speakers = []string{*x.Speaker}
		}
		e.Statements = append(e.Statements, s)
	}
	for _, x := range g.Condition {
		c := chancery.Condition{Kind: chancery.ConditionKind(x.Kind), Toward: x.Toward, Condition: x.Condition.At, Consequence: x.Consequence.At}
		if x.By != nil {
			c.By = []string{*x.By}
		}
		e.Conditions = append(e.Conditions, c)
	}
	for _, x := range g.Demands {
		e.Demands = append(e.Demands, chancery.Demand{By: x.By, Of: x.Of, Content: x.Content.At, Stance: chancery.DemandStance(x.Stance)})
	}
	for _, x := range g.Agenda {
		m := chancery.Meeting{Format: chancery.MeetingFormat(x.Format), Place: x.Place, Parties: x.Parties, Attendees: x.Attendees, Status: chancery.MeetingStatus(x.Status)}
		if x.Date != nil {
			from, to, _ := strings.Cut(*x.Date, "/")
			m.Date = &chancery.DateSpan{From: from, To: to}
		}
		e.Agenda = append(e.Agenda, m)
	}
	return e
}

func talks(t *testing.T) *Gold {
	t.Helper()
	golds, err := Load(os.DirFS("testdata"))
	if err != nil || len(golds) != 1 {
		t.Fatalf("%d, %v", len(golds), err)
	}
	return golds[0]
}

func TestGoldAgainstItself(t *testing.T) {
	golds := []*Gold{talks(t)}
	if dir := os.Getenv("CHANCERY_DATA"); dir != "" {
		more, err := Load(os.DirFS(filepath.Join(dir, "ledger")))
		if err != nil {
			t.Fatal(err)
		}
		golds = append(golds, more...)
	}
	for _, g := range golds {
		t.Run(g.Name, func(t *testing.T) {
			r := NewReport()
			r.Add(g, perfect(t, g))
			for name, c := range r.Sections {
				if c.Gold > 0 && c.F1 < 0.9999 {
					t.Errorf("%s: F1 %.3f", name, c.F1)
				}
			}
			for name, a := range r.Attributes {
				if a.Right != a.Of && name != "agenda: place" && name != "defects: found" && !strings.HasPrefix(name, "actors") {
					t.Errorf("%s: %d of %d", name, a.Right, a.Of)
				}
			}
			if r.Forbidden+r.Furniture > 0 {
				t.Errorf("%d forbidden, %d lines of furniture", r.Forbidden, r.Furniture)
			}
			for _, m := range r.Misses {
				t.Log(m)
			}
		})
	}
}

// Every fault lowers the figure that it should lower, and no other section's.
func TestFaultsLowerTheScore(t *testing.T) {
	faults := map[string]struct {
		section string
		spoil   func(*chancery.Entry)
		p, r    float64
	}{
		"missing event":    {"events", func(e *chancery.Entry) { e.Events = e.Events[1:] }, 1, 7. / 8},
		"one too many":     {"events", func(e *chancery.Entry) { e.Events = append(e.Events, e.Events[0]) }, 8. / 9, 1},
		"wrong status":     {"events", func(e *chancery.Entry) { e.Events[2].Status = "possible" }, 7. / 8, 7. / 8},
		"other status":     {"events", func(e *chancery.Entry) { e.Events[1].Status = "conditional" }, 1, 1},
		"wrong type":       {"events", func(e *chancery.Entry) { e.Events[0].Type = "AID" }, 7. / 8, 7. / 8},
		"other type":       {"events", func(e *chancery.Entry) { e.Events[7].Type = "AGREE" }, 1, 1},
		"wrong source":     {"events", func(e *chancery.Entry) { e.Events[4].Sources = []string{"rus"} }, 7. / 8, 7. / 8},
		"state for person": {"events", func(e *chancery.Entry) { e.Events[4].Sources = []string{"tur"} }, 1, 1},
		"other target":     {"events", func(e *chancery.Entry) { e.Events[5].Targets = []string{"tur"} }, 1, 1},
		"no target":        {"events", func(e *chancery.Entry) { e.Events[5].Targets = nil }, 7. / 8, 7. / 8},
		"half the source":  {"events", func(e *chancery.Entry) { e.Events[6].Sources = []string{"fra"} }, 7. / 8, 7. / 8},
		"turned round": {"events", func(e *chancery.Entry) {
			e.Events[0].Sources, e.Events[0].Targets = e.Events[0].Targets, e.Events[0].Sources
		}, 1, 1},
		"wrong direction": {"events", func(e *chancery.Entry) {
			e.Events[4].Sources, e.Events[4].Targets = e.Events[4].Targets, e.Events[4].Sources
		}, 7. / 8, 7. / 8},
		"wrong reference":   {"mentions", func(e *chancery.Entry) { e.Mentions[2].Refs = []string{"fidan"} }, 3. / 4, 3. / 4},
		"missing mention":   {"mentions", func(e *chancery.Entry) { e.Mentions = e.Mentions[1:] }, 1, 3. / 4},
		"bare name":         {"mentions", func(e *chancery.Entry) { e.Mentions[0].Span.Start += 25 }, 1, 1},
		"wrong speaker":     {"statements", func(e *chancery.Entry) { e.Statements[0].Speakers = []string{"fidan"} }, .5, .5},
		"half the content":  {"statements", func(e *chancery.Entry) { e.Statements[0].Content.End -= 40 }, .5, .5},
		"wrong kind":        {"conditions", func(e *chancery.Entry) { e.Conditions[0].Kind = "promise" }, 0, 0},
		"demand turned":     {"demands", func(e *chancery.Entry) { e.Demands[0].By, e.Demands[0].Of = e.Demands[0].Of, e.Demands[0].By }, .5, .5},
		"implied left out":  {"demands", func(e *chancery.Entry) { e.Demands = e.Demands[:1] }, 1, 1},
		"wrong day":         {"agenda", func(e *chancery.Entry) { e.Agenda[1].Date.From = "2026-03-13" }, .5, .5},
		"held, not planned": {"agenda", func(e *chancery.Entry) { e.Agenda[1].Status = "held" }, .5, .5},
		"an actor left out": {"actors", func(e *chancery.Entry) { e.Actors = e.Actors[:6] }, 1, 6. / 7},
		"an actor made twice": {"actors", func(e *chancery.Entry) {
			e.Actors = append(e.Actors, chancery.Actor{ID: "x", Name: "Antalya", Kind: "group"})
		}, 7. / 8, 1},
	}
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			g, r := talks(t), NewReport()
			e := perfect(t, g)
			f.spoil(e)
			r.Add(g, e)
			for _, section := range Sections {
				p, rec := 1., 1.
				if section == f.section {
					p, rec = f.p, f.r
				} else if f.section == "actors" {
					continue
				}
				c := r.Sections[section]
				if !close(c.Precision, p) || !close(c.Recall, rec) {
					t.Errorf("%s: precision %.3f recall %.3f, want %.3f %.3f", section, c.Precision, c.Recall, p, rec)
				}
			}
		})
	}
}

func close(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

func TestOneRowForEachMember(t *testing.T) {
	g, r := talks(t), NewReport()
	e := perfect(t, g)
	both := e.Events[6]
	e.Events[6].Sources = []string{"fra"}
	both.Sources = []string{"deu"}
	e.Events = append(e.Events, both)
	r.Add(g, e)
	if c := r.Sections["events"]; c.F1 != 1 || c.Printed != 9 {
		t.Errorf("got %+v", *c)
	}
}

func TestForbidden(t *testing.T) {
	g, r := talks(t), NewReport()
	e := perfect(t, g)
	e.Events[3].Status = "actual"
	r.Add(g, e)
	if r.Forbidden != 1 {
		t.Errorf("%d forbidden, want 1", r.Forbidden)
	}
	e.Article.Text += "\nFollow us on Telegram"
	r = NewReport()
	r.Add(g, e)
	if r.Furniture != 1 {
		t.Errorf("%d lines of furniture, want 1", r.Furniture)
	}
}

func TestPairIsMaximum(t *testing.T) {
	// The best link for gold 0 takes the only row that gold 1 could have.
	got := pair(2, 2, []link{{0, 0, .9}, {0, 1, .8}, {1, 0, .7}})
	if got[0] != 1 || got[1] != 0 {
		t.Errorf("got %v, want [1 0]", got)
	}
}
