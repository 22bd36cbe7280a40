package score

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
)

func (s *scorer) events() {
	golds, syss := s.gold.Events, s.entry.Events
	var whole, typed, deeds []link
	for i := range golds {
		for j := range syss {
			g, p := &golds[i], &syss[j]
			if !s.near(g.Trigger.At, p) || !typeFits(g, p) {
				continue
			}
			w := s.overlap(g.Trigger.At, p.Trigger)
			typed = append(typed, link{i, j, w})
			if !s.partiesFit(g, p) {
				continue
			}
			deeds = append(deeds, link{i, j, w})
			if statusFits(g, p) {
				whole = append(whole, link{i, j, w})
			}
		}
	}
	found := pair(len(golds), len(syss), whole)
	right := map[int]int{} // printed row to its gold row
	for g, p := range found {
		if p >= 0 {
			right[p] = g
			s.eventAttributes(&golds[g], &syss[p])
		}
	}
	s.members(found, right)
	s.tally(found, right)
	s.relaxed("events: type in its sentence", len(golds), len(syss), typed)
	s.relaxed("events: any status", len(golds), len(syss), deeds)
	s.forbidden(right)
}

// members accepts one printed row for each member of a gold row that was not
// found whole: "France and Germany urged" as two rows.
func (s *scorer) members(found []int, right map[int]int) {
	for i := range s.gold.Events {
		g := &s.gold.Events[i]
		if found[i] >= 0 {
			continue
		}
		var parts []int
		var sources, targets []string
		for j := range s.entry.Events {
			p := &s.entry.Events[j]
			if _, taken := right[j]; taken || !s.near(g.Trigger.At, p) || !typeFits(g, p) || !statusFits(g, p) || !s.partOf(g, p) {
				continue
			}
			parts = append(parts, j)
			sources, targets = append(sources, p.Sources...), append(targets, p.Targets...)
		}
		if len(parts) < 2 || !s.equal(g.Sources, g.AltSources, sources) || !s.equal(g.Targets, g.AltTargets, targets) {
			continue
		}
		found[i] = parts[0]
		for _, j := range parts {
			right[j] = i
		}
	}
}

func (s *scorer) tally(found []int, right map[int]int) {
	n := 0
	for g, p := range found {
		kind, hit := s.gold.Events[g].Type, 0
		if p >= 0 {
			hit = 1
		} else {
			s.miss("events", "missed", s.goldEvent(&s.gold.Events[g]))
		}
		n += hit
		s.count(s.Types, kind, Count{Gold: 1, GoldFound: hit})
	}
	for p := range s.entry.Events {
		kind, hit := string(s.entry.Events[p].Type), 0
		if g, ok := right[p]; ok {
			kind, hit = s.gold.Events[g].Type, 1
		} else {
			s.miss("events", "wrong", s.sysEvent(&s.entry.Events[p]))
		}
		s.count(s.Types, kind, Count{Printed: 1, SysRight: hit})
	}
	s.count(s.Sections, "events", Count{Gold: len(found), Printed: len(s.entry.Events), GoldFound: n, SysRight: len(right)})
}

func (s *scorer) relaxed(name string, golds, syss int, links []link) {
	n := 0
	for _, p := range pair(golds, syss, links) {
		if p >= 0 {
			n++
		}
	}
	s.count(s.Relaxed, name, Count{Gold: golds, Printed: syss, GoldFound: n, SysRight: n})
}

func (s *scorer) forbidden(right map[int]int) {
	for j := range s.entry.Events {
		p := &s.entry.Events[j]
		if _, ok := right[j]; ok || s.fitsAny(p) {
			continue
		}
		for _, f := range s.gold.Forbidden {
			if slices.Contains(f.Types, string(p.Type)) && slices.Contains(f.Status, string(p.Status)) &&
				s.includes(p.Sources, f.Sources) && s.includes(p.Targets, f.Targets) {
				s.Forbidden++
				s.miss("events", "forbidden", s.sysEvent(p)+" ("+f.Why+")")
				break
			}
		}
	}
}

// fitsAny reports whether p is, wherever it stands, a reading of some gold row.
func (s *scorer) fitsAny(p *chancery.Event) bool {
	return slices.ContainsFunc(s.gold.Events, func(g GoldEvent) bool {
		return typeFits(&g, p) && statusFits(&g, p) && (s.partiesFit(&g, p) || s.partOf(&g, p))
	})
}

// includes reports whether each of keys is, as the same actor, one of ids.
func (s *scorer) includes(ids, keys []string) bool {
	for _, key := range keys {
		if !slices.ContainsFunc(ids, func(id string) bool { return s.same(key, id) }) {
			return false
		}
	}
	return true
}

func typeFits(g *GoldEvent, p *chancery.Event) bool {
	return g.Type == string(p.Type) || slices.Contains(g.AltTypes, string(p.Type))
}

func statusFits(g *GoldEvent, p *chancery.Event) bool {
	return g.Status == string(p.Status) || slices.Contains(g.AltStatus, string(p.Status))
}

// near reports whether p is printed for the words at, or for others of the same
// sentence.
func (s *scorer) near(at chancery.Span, p *chancery.Event) bool {
	if at.None() {
		return false
	}
	if at.Overlaps(p.Trigger) {
		return true
	}
	return p.Sentence >= 0 && p.Sentence < len(s.entry.Sentences) && s.entry.Sentences[p.Sentence].Span.Overlaps(at)
}

func (s *scorer) partiesFit(g *GoldEvent, p *chancery.Event) bool {
	if s.equal(g.Sources, g.AltSources, p.Sources) && s.equal(g.Targets, g.AltTargets, p.Targets) {
		return true
	}
	if !reciprocal(g) {
		return false
	}
	return s.equal(slices.Concat(g.Sources, g.Targets), slices.Concat(g.AltSources, g.AltTargets), slices.Concat(p.Sources, p.Targets))
}

// partOf reports whether p has some of the parties of g and no others.
func (s *scorer) partOf(g *GoldEvent, p *chancery.Event) bool {
	some := func(keys, alt, ids []string) bool {
		return len(keys) == 0 || len(ids) > 0 && s.cast.within(ids, slices.Concat(keys, alt))
	}
	return some(g.Sources, g.AltSources, p.Sources) && some(g.Targets, g.AltTargets, p.Targets)
}

// reciprocal reports whether g is as good the other way round: meetings,
// signings, exchanges.
func reciprocal(g *GoldEvent) bool {
	if g.Type == string(chancery.Consult) {
		return true
	}
	for _, c := range []string{"036", "04", "057", "06", "085"} {
		if strings.HasPrefix(g.CAMEO, c) {
			return true
		}
	}
	return false
}

func (s *scorer) eventAttributes(g *GoldEvent, p *chancery.Event) {
	s.attribute("events: trigger", g.Trigger.At.Overlaps(p.Trigger))
	s.attribute("events: cameo", g.CAMEO == p.CAMEO || slices.Contains(g.AltCAMEO, p.CAMEO))
	s.attribute("events: cameo root", cameoRoot(g.CAMEO) == cameoRoot(p.CAMEO))
	if g.Mode != nil {
		s.attribute("events: mode", *g.Mode == p.Mode)
	}
}

func cameoRoot(code string) string { return code[:min(2, len(code))] }

func (s *scorer) goldEvent(g *GoldEvent) string {
	return fmt.Sprintf("%s %s > %s %s %q", g.Type, strings.Join(g.Sources, ","), strings.Join(g.Targets, ","), g.Status, g.Trigger.Text)
}

func (s *scorer) sysEvent(p *chancery.Event) string {
	return fmt.Sprintf("%s %s > %s %s %q %s", p.Type, s.named(p.Sources), s.named(p.Targets), p.Status, s.cut(p.Trigger), p.Rule)
}

func (s *scorer) named(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if a, ok := s.sys[id]; ok {
			names[i] = a.Name
		}
	}
	return strings.Join(names, ",")
}
