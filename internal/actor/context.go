package actor

import (
	"slices"
	"strings"
)

// settleHits decides the names that may mean several things by what else the
// article names: "the Supreme Court" of which state, "Georgia", "the North".
func (w *work) settleHits() {
	w.seenStates = map[string]int{}
	for _, h := range w.hits {
		if h.e.kind != bodyEntry && h.e.country != "" && !w.vague(h) {
			w.seenStates[h.e.country]++
		}
	}
	w.hits = slices.DeleteFunc(w.hits, func(h *hit) bool {
		if w.keeps(h) {
			return false
		}
		w.forget(h)
		return true
	})
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
	return h.e.kind == metonymEntry && w.roleAt(h.lo, h.hi) != nil || needsContext[h.e.name] != nil
}

// needsContext are names that are taken for a state only beside other names.
// The value names the words that speak against it.
var needsContext = map[string]map[string]bool{
	"Georgia": wordSet("atlanta", "savannah", "republican", "republicans", "democrat", "democrats", "senate", "senator", "governor", "county", "raffensperger", "kemp"),
	"Jordan":  wordSet(), "Chad": wordSet(), "North": nil, "South": nil,
}

// keeps reports whether a name of the lexicon stands in this article.
func (w *work) keeps(h *hit) bool {
	e := h.e
	switch e.kind {
	case metonymEntry:
		r := w.roleAt(h.lo, h.hi)
		if r == nil || r.hi < h.hi {
			return true
		}
		if o := w.hitEnd[h.lo]; o != nil && o.e.country != "" && o.e.country != e.country {
			return false
		}
		if h.lo > 0 && w.possessive(h.lo-1) {
			if o := w.hitEnd[h.lo-1]; o != nil && o.e.country != e.country {
				return false
			}
		}
		if h.hi+1 < len(w.d.Toks) && (w.low[h.hi] == "of" || w.low[h.hi] == "in") {
			k := h.hi + 1
			if w.low[k] == "the" && k+1 < len(w.d.Toks) {
				k++
			}
			if o := w.hitAt[k]; o != nil && o.e.country != "" && o.e.country != e.country {
				return false
			}
		}
		if strings.Contains(e.name, "Department") {
			return true // only one state calls its ministries so in English
		}
		return w.mostSeen() == 0 || w.seenStates[e.country]*3 >= w.mostSeen()
	case countryEntry:
		switch e.name {
		case "North", "South":
			return w.seenStates["PRK"]+w.seenStates["KOR"] > 1 && h.lo > 0 && w.low[h.lo-1] == "the" && !w.nounAfter(h.hi)
		case "Georgia":
			against := needsContext[e.name]
			return w.seenStates["GEO"] > 0 || !slices.ContainsFunc(w.low, func(s string) bool { return against[s] })
		}
	}
	return true
}

func (w *work) mostSeen() int {
	most := 0
	for _, n := range w.seenStates {
		most = max(most, n)
	}
	return most
}
