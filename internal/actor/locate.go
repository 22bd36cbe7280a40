package actor

import (
	"slices"
	"strings"
)

// A locus is where the text says that somebody is or something happens: "in
// Bamako", "near the northern town of Gao".
type locus struct {
	lo, hi  int    // from the preposition to the end of the name
	country string // CAMEO code of the state
	guest   bool   // where somebody is or comes as a guest: "talks in Geneva"
	comes   bool   // where somebody comes: "arrived in Mali"
}

var (
	wherePreps = wordSet("in", "near", "at", "outside", "around", "across", "inside", "throughout")
	directions = wordSet("the", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northwestern",
		"northeastern", "southwestern", "southeastern", "north-western", "north-eastern", "south-western", "south-eastern", "northwest", "northeast",
		"southwest", "southeast", "upper", "lower", "rural", "downtown", "coastal", "occupied", "rebel-held", "nearby", "neighbouring", "neighboring")
	settlements = wordSet("city", "town", "village", "port", "capital", "province", "region", "state", "district", "suburb", "camp", "county", "island",
		"governorate", "area", "resort", "neighbourhood", "neighborhood", "department", "prefecture")
)

// findLoci finds the places behind "in" and the like, in the order of the text.
func (w *work) findLoci() {
	for i := range w.d.Sentences {
		s := &w.d.Sentences[i]
		for t := s.Lo; t+1 < s.Hi; t++ {
			if !wherePreps[w.low[t]] || w.d.Toks[t].UPOS == "ADV" {
				continue
			}
			if l := w.locusAt(t, s.Hi); l != nil {
				w.loci = append(w.loci, l)
			}
		}
	}
}

// locusAt reads the place behind the preposition at token t.
func (w *work) locusAt(t, end int) *locus {
	k := t + 1
	for k < end && k < t+7 && !upper(w.d.Toks[k].Form) {
		switch {
		case directions[w.low[k]] || settlements[w.low[k]] || w.hyphen(k):
		case w.low[k] == "of" && settlements[w.low[k-1]]:
		case w.d.Toks[k].UPOS == "ADJ" && k+1 < end && settlements[w.low[k+1]]:
		default:
			return nil
		}
		k++
	}
	if k >= end {
		return nil
	}
	hi, country := w.townAt(k, end)
	if h := w.hitAt[k]; h != nil {
		demonym := h.e.kind == demonymEntry && w.settles(h.hi, end) // "in the Malian town of Gao"
		if h.e.kind != countryEntry && h.e.kind != capitalEntry && h.e.kind != regionEntry && !demonym || w.vague(h) {
			return nil
		}
		hi, country = h.hi, h.e.country
	}
	if w.s.lex.states[country] == nil || hi < end && w.nounAfter(hi) && !w.possessive(hi) && w.hitAt[k] == nil {
		return nil
	}
	if hi+1 < end && w.d.Toks[hi].Form == "," { // "in Birmingham, Alabama"
		if h := w.hitAt[hi+1]; h != nil && (h.e.kind == regionEntry || h.e.kind == countryEntry) && w.s.lex.states[h.e.country] != nil && w.d.Toks[hi+1].Rel.Base() != "conj" {
			hi, country = h.hi, h.e.country
		}
	}
	guest, comes := w.visited(t, hi)
	return &locus{lo: t, hi: hi, country: country, guest: guest, comes: comes}
}

// settles reports whether a word for a town or province follows.
func (w *work) settles(k, end int) bool {
	for n := 0; n < 3 && k < end; n++ {
		if settlements[w.low[k]] {
			return true
		}
		k++
	}
	return false
}

// townAt is the end of the name of a town at token k and its state.
func (w *work) townAt(k, end int) (int, string) {
	var words []string
	hi, country := k, ""
	for t := k; t < end && t < k+4; t++ {
		if t > k && len(w.folded[t]) == 0 && w.joiner(t) {
			continue
		}
		if len(w.folded[t]) == 0 || t == k && !upper(w.d.Toks[t].Form) {
			break
		}
		words = append(words, w.folded[t]...)
		if c := w.s.lex.towns[strings.Join(words, " ")]; c != "" {
			hi, country = t+1, c
		}
	}
	return hi, country
}

// visited reports whether a place is one where somebody is as a guest, and
// whether somebody comes there: by what the phrase hangs on, or the word before.
func (w *work) visited(prep, hi int) (guest, comes bool) {
	look := func(t int) {
		if l := w.lemma(t); w.is("motion", l) && (w.d.Toks[t].UPOS == "VERB" || w.is("guest", l)) {
			guest, comes = true, true
		} else if w.is("guest", l) {
			guest = true
		}
	}
	for t := hi - 1; t > prep; t-- {
		if g := w.d.Toks[t].Head; g >= 0 && (g < prep || g >= hi) {
			look(g)
			break
		}
	}
	if prep > 0 {
		look(prep - 1)
	}
	return guest, comes
}

// isTown reports whether a name behind "in" or the like is that of a town, however
// the tagger reads it.
func (w *work) isTown(i, end int) bool {
	n := w.lociBefore(i)
	if n == 0 || w.loci[n-1].hi <= i {
		return false
	}
	l := w.loci[n-1]
	return l.hi >= end || !w.perTag(l.hi) || w.d.Toks[l.hi].Name == "B-PER"
}

// lociBefore is how many places begin before a token.
func (w *work) lociBefore(lo int) int {
	n, _ := slices.BinarySearchFunc(w.loci, lo, func(l *locus, lo int) int { return l.lo - lo })
	return n
}

// locusBehind is the place whose preposition is token t, nil where there is none.
func (w *work) locusBehind(t int) *locus {
	if n := w.lociBefore(t); n < len(w.loci) && w.loci[n].lo == t {
		return w.loci[n]
	}
	return nil
}
