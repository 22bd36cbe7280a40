package actor

import (
	"fmt"
	"slices"
	"strings"
)

// shortest is the least number of letters of a name of which a misspelling is
// told: shorter ones are too often one letter away from something else.
const shortest = 6

// findMisspelt finds names of states that are one letter off, "Ethopia" for
// "Ethiopia", where the word means nothing else that is known.
func (w *work) findMisspelt(lo, hi int) {
	for t := lo; t < hi; t++ {
		if w.hitOf[t] != nil || w.inTime[t] || len(w.parts[t]) != 1 || len(w.folded[t]) != 1 || !upper(w.d.Toks[t].Form) {
			continue
		}
		word := w.parts[t][0]
		if len(word) < shortest-1 || !w.placeLike(t, lo) || len(w.s.lex.byFirst[w.folded[t][0]]) > 0 || w.s.given[w.folded[t][0]] != 0 || w.roleOf[t] != nil || w.is("not-misspelt", word) {
			continue
		}
		e := w.s.lex.oneOff(word, w.day)
		if e == nil || !w.s.people.unknown(w.folded[t][0]) && w.d.Toks[t].Name != "B-LOC" {
			continue
		}
		x := *e
		x.why = fmt.Sprintf("%s; misspelt %q", e.why, w.d.Toks[t].Form)
		h := &hit{lo: t, hi: t + 1, e: &x, doubt: true}
		w.hits = append(w.hits, h)
		w.hitAt[t], w.hitEnd[t+1], w.hitOf[t] = h, h, h
	}
}

// placeLike reports whether a word may be the name of a place or people: the
// tagger takes it for no person, and it is no part of a longer name.
func (w *work) placeLike(t, lo int) bool {
	x := &w.d.Toks[t]
	switch {
	case x.Name == "B-LOC" || x.Name == "B-MISC" || x.Name == "B-ORG":
		return t+1 >= len(w.d.Toks) || !strings.HasPrefix(string(w.d.Toks[t+1].Name), "I-")
	case x.Name != "":
		return false
	}
	alone := (t == lo || !upper(w.d.Toks[t-1].Form) || t-1 == lo) && (t+1 >= len(w.d.Toks) || !upper(w.d.Toks[t+1].Form))
	return alone && (x.UPOS == "PROPN" || x.UPOS == "ADJ" && x.Rel.Base() == "amod")
}

// oneOff is the state or people whose name is one letter off the word; nil where
// none is or several are. A plural is no misspelling.
func (l *lexicon) oneOff(word, day string) *entry {
	var found *entry
	for _, e := range l.spellings[word[0]] {
		if d := len(e.letters) - len(word); d < -1 || d > 1 || !e.valid(day) || e.letters+"s" == word || word+"s" == e.letters {
			continue
		}
		if !oneEdit(e.letters, word) {
			continue
		}
		if found != nil && found.country != e.country {
			return nil
		}
		if found == nil {
			found = e
		}
	}
	return found
}

// indexSpellings keeps the names of states and peoples by their first letter.
func (l *lexicon) indexSpellings() {
	l.spellings = map[byte][]*entry{}
	for _, first := range sortedKeys(l.byFirst) {
		for _, e := range l.byFirst[first] {
			named := e.kind == countryEntry || e.kind == demonymEntry || e.kind == regionEntry && !strings.HasPrefix(e.why, "knowledge/cities")
			if named && len(e.words) == 1 && len(e.letters) >= shortest && e.exact == "" {
				l.spellings[e.letters[0]] = append(l.spellings[e.letters[0]], e)
			}
		}
	}
}

// oneEdit reports whether one letter more, less or other, or two that have
// changed places, make one word of the other.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case i == len(a):
		return false
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// once is the head of a state or government of any time whose whole name the
// words are but for a letter in each: "President Francois Mitterand".
func (w *work) once(sp *span, ti *title) *person {
	if ti == nil || ti.deputy || len(sp.words) < 2 || ti.role.class != "HOS" && ti.role.class != "HOG" && ti.role.class != "LEAD" {
		return nil
	}
	first, last := sp.words[0], sp.words[len(sp.words)-1]
	id := ""
	for i := range w.s.people.leaders {
		l := &w.s.people.leaders[i]
		n := l.words
		if ti.country != "" && l.country != ti.country || len(n) < 2 || len(last) < shortest-1 {
			continue
		}
		if a, b := n[0], n[len(n)-1]; (a == first || oneEdit(a, first)) && (b == last || oneEdit(b, last)) {
			if id != "" && id != l.person {
				return nil
			}
			id = l.person
		}
	}
	if id == "" {
		return nil
	}
	return w.person(id)
}
