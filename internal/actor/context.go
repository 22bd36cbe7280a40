package actor

import (
	"slices"
	"strings"
	"sync"
)

// settleHits decides the names that may mean several things by what else the
// article names: "the Supreme Court" of which state, "Georgia", "the North",
// "Congo".
func (w *work) settleHits() {
	w.hits = slices.DeleteFunc(w.hits, func(h *hit) bool {
		if !w.inWaters(h) {
			return false
		}
		w.forget(h)
		return true
	})
	w.seenStates = map[string]int{}
	for _, h := range w.hits {
		if h.e.kind != bodyEntry && h.e.country != "" && !w.vague(h) {
			w.seenStates[h.e.country]++
		}
	}
	american := sync.OnceValue(func() bool { return slices.ContainsFunc(w.low, func(s string) bool { return w.is("georgia-usa", s) }) })
	w.hits = slices.DeleteFunc(w.hits, func(h *hit) bool {
		if w.keeps(h, american) {
			return false
		}
		w.forget(h)
		return true
	})
}

// inWaters reports whether the name of a state or people is only a part of that of a
// sea, strait or the like: "the South China Sea", "the Gulf of Oman".
func (w *work) inWaters(h *hit) bool {
	if h.e.kind != countryEntry && h.e.kind != demonymEntry && h.e.kind != regionEntry && h.e.kind != capitalEntry {
		return false
	}
	s := w.sentence(h.lo)
	if h.hi < s.Hi && upper(w.d.Toks[h.hi].Form) && w.is("geo-noun", w.low[h.hi]) {
		return true
	}
	k := h.lo - 1
	if k > s.Lo && w.low[k] == "the" {
		k--
	}
	return k > s.Lo && w.low[k] == "of" && upper(w.d.Toks[k-1].Form) && w.is("geo-noun", w.low[k-1])
}

// forget takes a name of the lexicon out of the indexes.
func (w *work) forget(h *hit) {
	w.hitAt[h.lo], w.hitEnd[h.hi] = nil, nil
	for t := h.lo; t < h.hi; t++ {
		w.hitOf[t] = nil
	}
}

// vague reports whether a name by itself does not prove that its state is
// spoken of.
func (w *work) vague(h *hit) bool {
	return h.e.kind == metonymEntry && w.roleAt(h.lo, h.hi) != nil || w.is("vague-name", h.e.name) || w.namesake(h) != nil
}

// namesake is another state with the same name, nil where there is none.
func (w *work) namesake(h *hit) *entry {
	if h.e.kind != countryEntry && h.e.kind != demonymEntry {
		return nil
	}
	for _, e := range w.s.lex.byFirst[h.e.words[0]] {
		if e != h.e && e.country != h.e.country && (e.kind == countryEntry || e.kind == demonymEntry) && e.letters == h.e.letters && e.valid(w.day) {
			return e
		}
	}
	return nil
}

// keeps reports whether a name of the lexicon stands in this article; it turns
// a name that two states share to the one that is spoken of. Of Georgia, american
// reports whether the article has words of the other one.
func (w *work) keeps(h *hit, american func() bool) bool {
	if o := w.namesake(h); o != nil && w.seenStates[o.country] > w.seenStates[h.e.country] {
		h.e = o
	}
	switch e := h.e; {
	case e.kind == bodyEntry && strings.HasPrefix(e.code, "IGO"):
		return !w.ofState(h)
	case e.kind == metonymEntry:
		return w.keepsOrgan(h)
	case w.is("vague-name", e.name) && (e.country == "PRK" || e.country == "KOR"):
		// "the North" is a state only where the peninsula is spoken of.
		return w.seenStates["PRK"]+w.seenStates["KOR"] > 1 && h.lo > 0 && w.low[h.lo-1] == "the" && !w.nounAfter(h.hi)
	case e.country == "GEO" && e.kind == countryEntry:
		return w.seenStates["GEO"] > 0 || !american()
	}
	return true
}

// ofState reports whether a state stands right before a name that is a role noun
// too: "Russia's Security Council".
func (w *work) ofState(h *hit) bool {
	if r := w.roleAt(h.lo, h.hi); r == nil || r.hi < h.hi {
		return false
	}
	state := func(o *hit) bool { return o != nil && w.s.lex.states[o.e.country] != nil && !o.e.organ() }
	return state(w.hitEnd[h.lo]) || h.lo > 0 && w.possessive(h.lo-1) && state(w.hitEnd[h.lo-1])
}

// keepsOrgan reports whether a name such as "the Supreme Court", which is a role
// noun too, means the organ of the state that the lexicon gives it to.
func (w *work) keepsOrgan(h *hit) bool {
	e := h.e
	if r := w.roleAt(h.lo, h.hi); r == nil || r.hi < h.hi {
		return true
	}
	other := func(o *hit) bool { return o != nil && o.e.country != "" && o.e.country != e.country }
	if other(w.hitEnd[h.lo]) || h.lo > 0 && w.possessive(h.lo-1) && other(w.hitEnd[h.lo-1]) {
		return false
	}
	if k := h.hi + 1; k < len(w.d.Toks) && (w.low[h.hi] == "of" || w.low[h.hi] == "in") {
		if w.low[k] == "the" {
			k++
		}
		if other(w.hitAt[k]) {
			return false
		}
	}
	if strings.Contains(e.name, "Department") {
		return true // only one state calls its ministries so in English
	}
	return w.mostSeen() == 0 || w.seenStates[e.country]*3 >= w.mostSeen()
}

// dominant is the state that the article names more than twice as often as any
// other, empty where there is none.
func (w *work) dominant() string {
	best, first, second := "", 0, 0
	for c, n := range w.seenStates {
		switch {
		case n > first:
			best, first, second = c, n, first
		case n > second:
			second = n
		}
	}
	if first < 2 || first < 2*second+1 || w.s.lex.states[best] == nil {
		return ""
	}
	return best
}

func (w *work) mostSeen() int {
	most := 0
	for _, n := range w.seenStates {
		most = max(most, n)
	}
	return most
}
