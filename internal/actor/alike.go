package actor

import (
	"slices"
	"strings"
)

// bearsPart reports whether words are a surname or a part of e's name.
func (w *work) bearsPart(words []string, e *ent) bool {
	if len(words) == 0 {
		return false
	}
	for _, n := range e.names {
		if len(words) < len(n) && containsAll(n, words) {
			last := words[len(words)-1]
			if len(words) > 1 || last == n[len(n)-1] || w.is("either-name", e.country) && last == n[0] || len(n) > 2 && slices.Contains(n[1:], last) || e.person == nil && last == n[0] {
				return true
			}
		}
	}
	return false
}

func containsAll(set, words []string) bool {
	for _, x := range words {
		if !slices.Contains(set, x) {
			return false
		}
	}
	return true
}

// sameName reports whether words are one of the person's full names, up to
// initials and the spelling of the given name.
func (w *work) sameName(e *ent, words []string) bool {
	for _, n := range e.names {
		if sameWords(n, words) || w.similar(n, words) {
			return true
		}
	}
	return false
}

// similar compares full names with the same surname: one may lack middle names,
// have initials, or spell the given name otherwise.
func (w *work) similar(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	if len(a) > 2 && len(b) > 2 && !containsAll(a, b) && !containsAll(b, a) {
		return false
	}
	return w.likeGiven(a[0], b[0])
}

// likeGiven compares given names: equal, an initial, or the same consonants.
func (w *work) likeGiven(a, b string) bool {
	short := w.s.words["nickname"]
	if a == b || short[a] == b || short[b] == a || short[a] != "" && short[a] == short[b] {
		return true
	}
	if a == "" || b == "" || a[0] != b[0] {
		return false
	}
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	ca, cb := consonants(a), consonants(b)
	return len(ca) >= 2 && (ca == cb || len(ca) >= 3 && distance(ca, cb) <= 1 && distance(a, b) <= 2)
}

func consonants(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouh", r) {
			return -1
		}
		return r
	}, s)
}

// distance is the edit distance of two short words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diag, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diag+cost)
		}
	}
	return row[len(b)]
}

// misspelt is the holder of the office that the title names, where the name is
// his but for its spelling: "premier Arsenij Jazenjuk".
func (w *work) misspelt(sp *span, ti *title) *person {
	if ti == nil || ti.role.class == "" || ti.former || ti.deputy || len(sp.words) == 0 {
		return nil
	}
	countries := []string{ti.country}
	if ti.country == "" {
		countries = countries[:0]
		for c := range w.seenStates {
			countries = append(countries, c)
		}
		slices.Sort(countries)
	}
	for _, c := range countries {
		for _, class := range w.classesOf(ti.role.class, c) {
			t := w.s.people.holder(c, class, "", w.day)
			if t == nil {
				continue
			}
			if p := w.person(t.person); p != nil && near(p.words[len(p.words)-1], sp.words[len(sp.words)-1]) && (len(sp.words) == 1 || near(p.words[0], sp.words[0])) {
				return p
			}
		}
	}
	return nil
}

// near reports whether two names sound alike: at most every third letter
// differs.
func near(a, b string) bool {
	a, b = sounds.Replace(a), sounds.Replace(b)
	return len(a) > 3 && len(b) > 3 && distance(a, b)*3 <= max(len(a), len(b))
}

// sounds are spellings of other languages for the same sound.
var sounds = strings.NewReplacer("ts", "z", "tz", "z", "c", "z", "tsh", "ch", "dsh", "j", "ia", "a", "ie", "e", "iu", "u", "io", "o")
