package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// lastBearer is the person of the article who was last called so, or holds that
// office by the tables; country narrows it.
func (w *work) lastBearer(it *item, r *role, country string) *ent {
	for _, fits := range []func(*ent, *role) bool{calledSo, officeSays, bears} {
		if e := w.foremost(it, func(e *ent) bool { return (country == "" || e.country == country) && fits(e, r) }); e != nil {
			return e
		}
	}
	if r.kind == personRole && sorts[r.code] { // "the clergyman" who was called a pastor
		if e := w.foremost(it, func(e *ent) bool {
			return slices.ContainsFunc(e.titles, func(t title) bool { return t.role.kind == personRole && t.role.code == r.code })
		}); e != nil {
			return e
		}
	}
	if r.class == "MIL" && plainRanks[r.words[0]] && len(r.words) == 1 { // "the general" who was called an army chief
		if e := w.foremost(it, func(e *ent) bool {
			return e.class == "MIL" && !e.unnamed && !e.past && (country == "" || e.country == country)
		}); e != nil {
			return e
		}
	}
	return w.namedLater(it, r, country)
}

// sorts are the sectors whose role nouns may stand for each other.
var sorts = map[string]bool{"REL": true, "MED": true, "JUD": true, "LEG": true, "EDU": true}

// foremost is the person whom the text up to an item speaks of most and last,
// among those that fit.
func (w *work) foremost(it *item, fits func(*ent) bool) *ent {
	score := map[*ent]float64{}
	var best *ent
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		a := w.past[i]
		for _, e := range a.refs {
			if e.kind != chancery.Person || !fits(e) {
				continue
			}
			v := 1 / float64(1+it.sent-a.sent)
			if a.subj {
				v *= 1.5
			}
			score[e] += v
			if best == nil || score[e] > score[best] {
				best = e
			}
		}
	}
	return best
}

// namedLater is the only person whom the article calls so further on.
func (w *work) namedLater(it *item, r *role, country string) *ent {
	var found *ent
	for _, sp := range w.personsFrom(it.lo) {
		e := sp.ent
		if e == found || country != "" && e.country != country {
			continue
		}
		if calledSo(e, r) || country != "" && r.class != "" && bears(e, r) {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// personsFrom are the next names of persons from a token on.
func (w *work) personsFrom(lo int) []*span {
	n, _ := slices.BinarySearchFunc(w.persons, lo, func(sp *span, lo int) int { return cmp.Compare(sp.lo, lo) })
	return w.persons[n:min(len(w.persons), n+maxBack)]
}

// nextSpokesman is the person whom the sentences after an unnamed spokesman
// name and who is one by the tables.
func (w *work) nextSpokesman(it *item, country string) *ent {
	for _, sp := range w.personsFrom(it.lo) {
		if w.sent[sp.lo] > it.sent+2 {
			break
		}
		if country != "" && sp.ent.country != country {
			continue
		}
		if g := it.phrase.role.role.gender; sp.ent.class == "SPOX" && len(sp.ent.titles) == 0 && (g == 0 || sp.ent.gender == 0 || g == sp.ent.gender) {
			return sp.ent
		}
	}
	return nil
}

// calledSo reports whether the article itself gives a person the role.
func calledSo(e *ent, r *role) bool {
	for i := range e.titles {
		t := &e.titles[i]
		if t.code != "" && t.country == "" {
			continue // "the President of the European Council" is not the President
		}
		if t.role == r || slices.Equal(t.role.words, r.words) || t.role.words[t.role.head] == r.words[r.head] && len(r.words) == 1 && t.role.kind == r.kind && (t.role.class == r.class || plainRanks[r.words[0]]) {
			return true
		}
	}
	return false
}

// plainRanks are words that stand for a longer title: "the minister" for the
// foreign minister.
var plainRanks = wordSet("minister", "secretary", "chief", "general", "commissioner", "director", "adviser", "advisor", "commander", "admiral")

// officeSays reports whether the office that the tables give a person is the
// role in so many words.
func officeSays(e *ent, r *role) bool {
	return !e.past && r.class != "" && e.class == r.class && slices.Contains(strings.Fields(strings.ToLower(e.office)), r.words[r.head])
}

// bears reports whether a person holds the office that a role noun names.
func bears(e *ent, r *role) bool {
	if e.unnamed && e.class == "AMB" {
		return false
	}
	for i := range e.titles {
		t := &e.titles[i]
		if r.class != "" && t.role.class == r.class && !t.deputy && !shared[r.class] {
			return true
		}
		if r.class == "LEAD" && (t.role.class == "HOS" || t.role.class == "HOG") {
			return true
		}
	}
	if r.class == "" || e.past || shared[r.class] {
		return false
	}
	return e.class == r.class || r.class == "LEAD" && (e.class == "HOS" || e.class == "HOG") || r.class == "SG" && e.class == "IGO"
}

// shared are the classes of office that many hold at a time: a word for one of
// them does not mean who is called by another.
var shared = wordSet("AMB", "AIDE", "MIN", "DEPMIN", "MIL", "LEG", "SG", "OPP", "REBL", "OTH", "GOVR", "COP", "JUD", "CEO", "ROY")
