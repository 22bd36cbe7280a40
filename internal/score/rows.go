package score

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// half is the least overlap at which two spans say the same.
const half = 0.5

func (s *scorer) furniture() {
	for _, b := range s.gold.Article.Boilerplate {
		if strings.Contains(s.entry.Article.Text, b) {
			s.Furniture++
			s.miss("text", "furniture", b)
		}
	}
	for _, d := range s.gold.Article.Defects {
		s.attribute("defects: found", slices.ContainsFunc(s.entry.Defects, func(x chancery.Defect) bool {
			return string(x.Kind) == d.Kind && x.Span.Overlaps(d.Span.At)
		}))
	}
}

func (s *scorer) actors() {
	keys := sortedKeys(s.cast.gold)
	var links []link
	for i, key := range keys {
		for j, a := range s.entry.Actors {
			if s.same(key, a.ID) {
				w := 0.0
				if s.linked[[2]string{key, a.ID}] {
					w = 1
				}
				links = append(links, link{i, j, w})
			}
		}
	}
	found := s.rows("actors", len(keys), len(s.entry.Actors), links,
		func(i int) string { return s.cast.gold[keys[i]].Name },
		func(j int) string { return s.entry.Actors[j].Name })
	for i, j := range found {
		if codes := s.cast.gold[keys[i]].Codes; j >= 0 && len(codes) > 0 {
			s.attribute("actors: code", slices.ContainsFunc(s.entry.Actors[j].Codes, func(c string) bool { return slices.Contains(codes, c) }))
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// mentions counts over the gold sample alone: what is printed elsewhere is
// neither right nor wrong.
func (s *scorer) mentions() {
	var printed []chancery.Mention
	for _, m := range s.entry.Mentions {
		if m.Kind == chancery.ActorMention && len(m.Refs) > 0 {
			printed = append(printed, m)
		}
	}
	var links []link
	for i, g := range s.gold.Mentions {
		for j, m := range printed {
			if w := s.overlap(g.Span.At, m.Span); w >= half || w > 0 && sameEnd(g.Span.At, m.Span) {
				links = append(links, link{i, j, w})
			}
		}
	}
	var c Count
	for i, j := range pair(len(s.gold.Mentions), len(printed), links) {
		g := s.gold.Mentions[i]
		c.Gold++
		if j < 0 {
			s.miss("mentions", "missed", fmt.Sprintf("%q (%s, %s)", g.Span.Text, g.Actor, g.Form))
			s.attribute("mentions: "+g.Form, false)
			continue
		}
		c.Printed++
		right := slices.ContainsFunc(printed[j].Refs, func(id string) bool { return s.same(g.Actor, id) })
		s.attribute("mentions: "+g.Form, right)
		if right {
			c.GoldFound, c.SysRight = c.GoldFound+1, c.SysRight+1
			s.attribute("mentions: form", g.Form == string(printed[j].Form))
		} else {
			s.miss("mentions", "wrong", fmt.Sprintf("%q is %s, not %s", g.Span.Text, s.named(printed[j].Refs), s.cast.gold[g.Actor].Name))
		}
	}
	s.count(s.Sections, "mentions", c)
}

func sameEnd(a, b chancery.Span) bool { return a.End == b.End }

func (s *scorer) statements() {
	golds, syss := s.gold.Statement, s.entry.Statements
	var links, contents []link
	for i, g := range golds {
		for j, p := range syss {
			w := s.overlap(g.Content.At, p.Content)
			if w < half {
				continue
			}
			contents = append(contents, link{i, j, w})
			if s.speakerFits(&g, &p) {
				if stanceFits(g.Stance, g.AltStance, string(p.Stance)) {
					w += 0.1
				}
				links = append(links, link{i, j, w})
			}
		}
	}
	found := s.rows("statements", len(golds), len(syss), links,
		func(i int) string {
			return fmt.Sprintf("%s %s %q", deref(golds[i].Speaker), golds[i].Stance, golds[i].Content.Text)
		},
		func(j int) string {
			return fmt.Sprintf("%s %s %q %s", s.named(syss[j].Speakers), syss[j].Stance, s.cut(syss[j].Content), syss[j].Rule)
		})
	s.relaxed("statements: content", len(golds), len(syss), contents)
	for i, j := range found {
		if j >= 0 {
			s.attribute("statements: stance", stanceFits(golds[i].Stance, golds[i].AltStance, string(syss[j].Stance)))
			via := syss[j].Via
			s.attribute("statements: via", (via == nil) == (golds[i].Via == nil) && (via == nil || s.fits(*golds[i].Via, *via)))
		}
	}
}

func (s *scorer) speakerFits(g *GoldStatement, p *chancery.Statement) bool {
	if g.Speaker == nil {
		return len(p.Speakers) == 0
	}
	return s.equal([]string{*g.Speaker}, g.AltSpeaker, p.Speakers)
}

func stanceFits(one string, alt []string, got string) bool {
	return one == got || slices.Contains(alt, got)
}

func deref(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

func (s *scorer) conditions() {
	golds, syss := s.gold.Condition, s.entry.Conditions
	var links, spans []link
	for i, g := range golds {
		for j, p := range syss {
			a, b := s.overlap(g.Condition.At, p.Condition), s.overlap(g.Consequence.At, p.Consequence)
			if a < half || b < half {
				continue
			}
			spans = append(spans, link{i, j, a + b})
			if stanceFits(g.Kind, g.AltKind, string(p.Kind)) && (g.By == nil || s.equal([]string{*g.By}, nil, p.By)) {
				links = append(links, link{i, j, a + b})
			}
		}
	}
	found := s.rows("conditions", len(golds), len(syss), links,
		func(i int) string {
			return fmt.Sprintf("%s by %s if %q then %q", golds[i].Kind, deref(golds[i].By), golds[i].Condition.Text, golds[i].Consequence.Text)
		},
		func(j int) string {
			return fmt.Sprintf("%s by %s if %q then %q %s", syss[j].Kind, s.named(syss[j].By), s.cut(syss[j].Condition), s.cut(syss[j].Consequence), syss[j].Rule)
		})
	s.relaxed("conditions: both spans", len(golds), len(syss), spans)
	for i, j := range found {
		if j >= 0 && len(golds[i].Toward) > 0 {
			s.attribute("conditions: toward", len(syss[j].Toward) > 0 && s.cast.within(syss[j].Toward, golds[i].Toward))
		}
	}
}

func (s *scorer) demands() {
	golds, syss := s.gold.Demands, s.entry.Demands
	var links, contents []link
	for i, g := range golds {
		for j, p := range syss {
			w := s.overlap(g.Content.At, p.Content)
			if w < half {
				continue
			}
			contents = append(contents, link{i, j, w})
			if stanceFits(g.Stance, g.AltStance, string(p.Stance)) && s.demandParties(&g, &p) {
				links = append(links, link{i, j, w})
			}
		}
	}
	// An implied demand that was not found is no gold row at all.
	keep := []int{}
	matched := pair(len(golds), len(syss), links)
	for i := range golds {
		if !golds[i].Implied || matched[i] >= 0 {
			keep = append(keep, i)
		}
	}
	var kept []link
	for _, l := range links {
		if i := slices.Index(keep, l.gold); i >= 0 {
			kept = append(kept, link{i, l.sys, l.weight})
		}
	}
	found := s.rows("demands", len(keep), len(syss), kept,
		func(i int) string {
			g := golds[keep[i]]
			return fmt.Sprintf("%s %s of %s %q", strings.Join(g.By, ","), g.Stance, strings.Join(g.Of, ","), g.Content.Text)
		},
		func(j int) string {
			return fmt.Sprintf("%s %s of %s %q %s", s.named(syss[j].By), syss[j].Stance, s.named(syss[j].Of), s.cut(syss[j].Content), syss[j].Rule)
		})
	s.relaxed("demands: content", len(golds), len(syss), contents)
	for i, j := range found {
		if g := golds[keep[i]]; j >= 0 && len(g.Of) > 0 {
			s.attribute("demands: of", s.equal(g.Of, nil, syss[j].Of) || swaps(g.Stance) && s.equal(g.Of, nil, syss[j].By))
		}
	}
}

func (s *scorer) demandParties(g *GoldDemand, p *chancery.Demand) bool {
	return s.equal(g.By, nil, p.By) || swaps(g.Stance) && s.equal(g.By, nil, p.Of) && s.equal(g.Of, nil, p.By)
}

// swaps reports whether the row is as good the other way round.
func swaps(stance string) bool { return stance != string(chancery.DemandMade) }

func (s *scorer) agenda() {
	golds, syss := s.gold.Agenda, s.entry.Agenda
	var links, dated []link
	for i, g := range golds {
		for j, p := range syss {
			w := s.partyShare(g.Parties, g.Attendees, &p)
			if !dateFits(&g, &p) || w == 0 {
				continue
			}
			if stanceFits(g.Format, g.AltFormat, string(p.Format)) {
				w++
			}
			dated = append(dated, link{i, j, w})
			if w >= half && stanceFits(g.Status, g.AltStatus, string(p.Status)) {
				links = append(links, link{i, j, w})
			}
		}
	}
	found := s.rows("agenda", len(golds), len(syss), links,
		func(i int) string {
			g := golds[i]
			return fmt.Sprintf("%s %s %s %s %s", deref(g.Date), g.Format, strings.Join(g.Parties, ","), deref(g.Place), g.Status)
		},
		func(j int) string {
			p := syss[j]
			return fmt.Sprintf("%s %s %s %s %s %q", days(p.Date), p.Format, s.named(p.Parties), s.placeName(p.Place), p.Status, p.Title)
		})
	s.relaxed("agenda: date and a party", len(golds), len(syss), dated)
	for i, j := range found {
		if j < 0 {
			continue
		}
		g, p := golds[i], syss[j]
		s.attribute("agenda: format", stanceFits(g.Format, g.AltFormat, string(p.Format)))
		s.attribute("agenda: parties", s.equal(g.Parties, g.Attendees, p.Parties))
		if g.Place != nil {
			s.attribute("agenda: place", sameWords(*g.Place, s.placeName(p.Place)))
		}
		if len(g.Attendees) > 0 {
			s.attribute("agenda: attendees", s.equal(g.Attendees, nil, p.Attendees))
		}
	}
}

// partyShare is the share of the parties on both sides over all that either
// names.
func (s *scorer) partyShare(keys, attendees []string, p *chancery.Meeting) float64 {
	ids := slices.Concat(p.Parties, p.Attendees)
	if len(keys) == 0 {
		return 1
	}
	got, extra := 0, 0
	for _, key := range keys {
		if s.cover(key, ids) {
			got++
		}
	}
	for _, id := range p.Parties {
		if !s.cast.within([]string{id}, slices.Concat(keys, attendees)) {
			extra++
		}
	}
	return float64(got) / float64(len(keys)+extra)
}

func dateFits(g *GoldMeeting, p *chancery.Meeting) bool {
	return g.Date == nil || stanceFits(*g.Date, g.AltDate, days(p.Date))
}

// days is a date as the gold file writes it: a day, a month, or from/to.
func days(d *chancery.DateSpan) string {
	switch {
	case d == nil:
		return "-"
	case d.To == "" || d.To == d.From:
		return d.From
	}
	return d.From + "/" + d.To
}

func (s *scorer) placeName(id *string) string {
	if id == nil {
		return ""
	}
	for _, p := range s.entry.Places {
		if p.ID == *id {
			return p.Name
		}
	}
	return *id
}
