package actor

import (
	"cmp"
	"slices"
	"strings"
)

// domestic are the sectors of those who act within one state, and so are of the
// state that is spoken of where nothing else is said.
var domestic = wordSet("GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY", "OPP", "REB", "SEP", "INS", "UAF", "ELI", "CVL", "LAB", "AGR", "REF")

// inward are those of them who have to do with their own state alone: a state
// beside them is theirs, whatever it does.
var inward = wordSet("COP", "SPY", "LEG", "JUD", "PTY", "OPP", "REB", "SEP", "INS", "CVL")

// homeOf is the state that an actor of a domestic role belongs to whose own words
// do not tell: the one that its sentence is about, else the one that the article
// is. Where several are equally near there is none.
//
// A state is what a sentence is about where people of its own act there ("Haitian
// officials", "Rwandan rebels") or something is or happens in it ("the curfew in
// Sudan"). A state that acts or is acted on is as likely as not the other side of
// a president or an army, and proves nothing for them.
func (w *work) homeOf(lo, hi int, sector string) string {
	home, others := w.homeStates(lo, hi)
	switch {
	case len(home) == 1:
		return home[0]
	case len(home) > 1:
		return ""
	}
	if c := w.dominant(); c != "" {
		return c
	}
	if len(others) == 1 && inward[sector] {
		return others[0]
	}
	if len(others) == 0 {
		return w.sole()
	}
	return ""
}

// homeStates are the states that the sentence of Toks[lo:hi] is about, and those
// that it only names.
func (w *work) homeStates(lo, hi int) (home, others []string) {
	s := w.sentence(lo)
	first, end := max(s.Lo, lo-maxBack), min(s.Hi, hi+maxBack)
	var forces []string // of which an army acts, here or abroad
	for t := first; t < end; t++ {
		h := w.hitOf[t]
		if h == nil || h.lo != t || t >= lo && t < hi || w.s.lex.states[h.e.country] == nil || w.vague(h) || w.ethnic(h) {
			continue
		}
		list := &others
		if r, ok := w.athome(h); ok {
			if list = &home; r != nil && r.role.code == "MIL" {
				list = &forces
			}
		}
		if !slices.Contains(*list, h.e.country) {
			*list = append(*list, h.e.country)
		}
	}
	for i := w.lociBefore(first); i < len(w.loci) && w.loci[i].lo < end; i++ {
		if l := w.loci[i]; !l.guest && w.low[l.lo] == "in" && !slices.Contains(home, l.country) {
			home = append(home, l.country)
		}
	}
	if len(home) == 0 {
		home = forces
	}
	return home, others
}

// athome reports whether a name of a state tells what a sentence is about, and the
// role noun by which it does.
func (w *work) athome(h *hit) (*roleHit, bool) {
	if h.e.kind == bodyEntry {
		return nil, h.e.group
	}
	s := w.sentence(h.lo)
	for t := h.hi; t < s.Hi && t < h.hi+6; t++ { // "Haitian officials", "Sudan's army"
		if r := w.roleOf[t]; r != nil {
			return r, inward[r.role.code] || r.role.class == "" && domestic[r.role.code] && r.role.kind != stateRole
		}
		if x := &w.d.Toks[t]; !w.possessive(t) && x.UPOS != "ADJ" && x.UPOS != "NOUN" && x.UPOS != "PROPN" && !w.hyphen(t) {
			break
		}
		if o := w.hitOf[t]; o != nil && o != h {
			if o.e.kind == bodyEntry && o.e.group { // "Iraq's Mahdi Army"
				return nil, true
			}
			break
		}
	}
	return nil, false
}

// ethnic reports whether a demonym tells descent and not a state: "ethnic
// Albanians".
func (w *work) ethnic(h *hit) bool {
	return h.e.kind == demonymEntry && h.lo > 0 && w.low[h.lo-1] == "ethnic" && w.sent[h.lo-1] == w.sent[h.lo]
}

// descent resolves "ethnic Albanians": a group of the state that is spoken of.
func (w *work) descent(it *item) {
	w.refer(it, 0.5, "group by descent", w.collective(w.homeOf(it.lo, it.hi, "CVL"), "", w.textOf(it.hit.lo-1, it.hi)))
}

// sole is the only state that the article names, empty where it names several.
func (w *work) sole() string {
	var only string
	for c, n := range w.seenStates {
		switch {
		case n == 0 || w.s.lex.states[c] == nil:
		case only != "":
			return ""
		default:
			only = c
		}
	}
	return only
}

// titleHome is the state of a title that names none. It is none where the tables
// have another holder of that office on the day.
func (w *work) titleHome(sp *span, ti *title) string {
	role := cmp.Or(ti.role.code, "GOV")
	if !domestic[role[:min(3, len(role))]] {
		return w.dominant()
	}
	c := w.homeOf(sp.lo, sp.hi, role)
	if c == "" || ti.former || ti.deputy || !keyOffices[ti.role.class] {
		return c
	}
	t := w.s.people.holder(c, ti.role.class, strings.Join(ti.role.words, " "), w.day)
	if t == nil || t.on(w.day) != held || slices.Contains(Fold(t.name), sp.words[len(sp.words)-1]) {
		return c
	}
	return ""
}
