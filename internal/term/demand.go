package term

import (
	"slices"
	"strings"

	"chancery"
)

// demands shows each demand with the answers to it below, then the answers to
// demands that the article does not tell.
func (s *sheet) demands() {
	if len(s.e.Demands) == 0 {
		return
	}
	s.section("DEMANDS", "who wants what of whom, and the answers")
	answers := s.answers()
	for i := range s.e.Demands {
		d := &s.e.Demands[i]
		if d.Stance == chancery.DemandMade {
			s.demand("  ▸ ", d)
			for _, j := range answers[i] {
				s.answer("    ↳ ", &s.e.Demands[j])
			}
		}
	}
	for _, j := range answers[-1] {
		s.answer("  ↳ ", &s.e.Demands[j])
	}
}

func (s *sheet) demand(first string, d *chancery.Demand) {
	head := s.who(d.By, "someone") + " " + s.style(bold, verb("demands", len(d.By)))
	if len(d.Of) > 0 {
		head += " of " + s.who(d.Of, "")
	}
	s.fold(first, head)
	s.evidence(d.Row, d.Content, chancery.Span{})
}

func (s *sheet) answer(first string, d *chancery.Demand) {
	head := s.who(d.By, "someone") + " " + s.style(bold, verb(string(d.Stance), len(d.By)))
	if len(d.Of) > 0 {
		head += " what " + s.who(d.Of, "") + " " + verb("wants", len(d.Of))
	}
	s.fold(first, head)
	s.evidence(d.Row, d.Content, chancery.Span{})
}

// answers leads from a demand to the rows that answer it, and from -1 to those
// that answer none of them. An answer belongs to the demand that was made of
// the one who answers and shares most words with it.
func (s *sheet) answers() map[int][]int {
	out := map[int][]int{}
	for j := range s.e.Demands {
		a := &s.e.Demands[j]
		if a.Stance == chancery.DemandMade {
			continue
		}
		best, most := -1, 0
		for i := range s.e.Demands {
			d := &s.e.Demands[i]
			if d.Stance != chancery.DemandMade || !meets(a.By, d.Of) || !meets(a.Of, d.By) {
				continue
			}
			if n := s.shared(a.Content, d.Content); n > most {
				best, most = i, n
			}
		}
		out[best] = append(out[best], j)
	}
	return out
}

// meets reports whether the lists share an actor; an empty one meets every list.
func meets(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

// shared counts the longer words that two spans share.
func (s *sheet) shared(a, b chancery.Span) int {
	words := strings.Fields(strings.ToLower(s.cut(b)))
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(s.cut(a))) {
		if len(w) > 3 && slices.Contains(words, w) {
			n++
		}
	}
	return n
}
