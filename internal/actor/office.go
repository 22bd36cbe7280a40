package actor

import (
	"slices"
	"strings"

	"chancery"
)

// officePhrase resolves a noun phrase around an office: "the Russian
// president", "his US counterpart", "both leaders".
func (w *work) officePhrase(it *item) {
	p := it.phrase
	r := p.role.role
	switch r.class {
	case "COUNTERPART":
		w.counterpart(it)
		return
	case "SUCC":
		return
	}
	if r.plural {
		w.officeHolders(it)
		return
	}
	country, body := w.named(p)
	if p.former {
		if e := w.lastBearer(it, r, country); e != nil {
			w.refer(it, 0.7, "so called before", e)
		} else if country != "" {
			w.refer(it, 0.5, "former "+r.why, w.someone(p, country, "ELI", true))
		}
		return
	}
	if e := w.lastBearer(it, r, country); e != nil && (country != "" || p.the || p.det == "" || p.poss >= 0) {
		w.refer(it, 0.85, "so called before", e)
		return
	}
	if r.class == "SPOX" {
		if e := w.nextSpokesman(it, country); e != nil {
			w.refer(it, 0.6, "named in the next sentences", e)
			return
		}
	}
	switch {
	case country != "":
		w.holderOf(it, r, country)
	case body != nil:
		w.headOfBody(it, body)
	case p.the || p.det == "":
		if e := w.contextState(it); e != nil && e.kind == chancery.Country && (r.class == "HOS" || r.class == "HOG") && w.onlyState(e) {
			w.holderOf(it, r, e.country)
		}
	}
}

// seatOf is the state of an office that is named by its seat.
var seatOf = map[string]string{"white": "USA", "kremlin": "RUS", "pentagon": "USA", "tenant": "FRA"}

// onlyState reports whether the article speaks of one state above all.
func (w *work) onlyState(e *ent) bool {
	own, others := 0, 0
	for _, it := range w.past {
		for _, x := range it.refs {
			switch {
			case x.country == e.country:
				own++
			case x.country != "":
				others++
			}
		}
	}
	return own >= 2 && own > 2*others
}

// holderOf refers to the holder of an office of a state on the day: by the
// tables where they tell, else to a person without a name.
func (w *work) holderOf(it *item, r *role, country string) {
	if it.phrase.deputy || it.phrase.det == "a" || it.phrase.det == "an" {
		w.refer(it, 0.5, r.why, w.someone(it.phrase, country, r.code, false))
		return
	}
	for _, class := range w.classesOf(r.class, country) {
		if t := w.s.people.holder(country, class, w.day); t != nil {
			if p := w.person(t.person); p != nil {
				e := w.personEnt(p, nil)
				w.refer(it, sureOf(t.on(w.day)), t.why(), e)
				return
			}
		}
	}
	w.refer(it, 0.5, r.why, w.someone(it.phrase, country, r.code, false))
}

func sureOf(how tenure) float32 {
	if how == held {
		return 0.9
	}
	return 0.6
}

// classesOf are the classes of office that a word may mean in a state, the
// likeliest first.
func (w *work) classesOf(class, country string) []string {
	switch class {
	case "LEAD":
		if w.is("executive-president", country) {
			return []string{"HOS", "HOG"}
		}
		return []string{"HOG", "HOS"}
	case "":
		return nil
	}
	return []string{class}
}

// headOfBody refers to the head of an organisation on the day.
func (w *work) headOfBody(it *item, body *ent) {
	if it.phrase.role.role.class == "SPOX" {
		w.refer(it, 0.7, "spokesman of a body", body)
		return
	}
	for _, e := range w.ents {
		if e.kind == chancery.Person && len(e.codes) > 0 && len(body.codes) > 0 && e.codes[0] == body.codes[0] && e.class == "IGO" {
			w.refer(it, 0.75, "head of a body", e)
			return
		}
	}
	if len(body.codes) > 0 || body.kind == chancery.Country {
		e := w.someoneOf(it.phrase, body)
		e.codes, e.name = body.codes[:min(1, len(body.codes))], body.name+" "+w.textOf(it.phrase.role.lo, it.phrase.role.hi)
		w.refer(it, 0.5, "head of a body", e)
	}
}

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
	return w.namedLater(it, r, country)
}

// sorts are the sectors whose role nouns may stand for each other.
var sorts = map[string]bool{"REL": true, "MED": true, "JUD": true, "LEG": true, "EDU": true}

// foremost is the person whom the text up to an item speaks of most and last,
// among those that fit.
func (w *work) foremost(it *item, fits func(*ent) bool) *ent {
	score := map[*ent]float64{}
	var best *ent
	for i := len(w.past) - 1; i >= 0; i-- {
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
	for _, sp := range w.persons {
		e := sp.ent
		if sp.lo < it.lo || e == found || country != "" && e.country != country {
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

// nextSpokesman is the person whom the sentences after an unnamed spokesman
// name and who is one by the tables.
func (w *work) nextSpokesman(it *item, country string) *ent {
	for _, sp := range w.persons {
		s := w.sent[sp.lo]
		if sp.lo < it.lo || s > it.sent+2 || country != "" && sp.ent.country != country {
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
		if t.role == r || slices.Equal(t.role.words, r.words) || t.role.words[t.role.head] == r.words[r.head] && len(r.words) == 1 && t.role.kind == r.kind && t.role.class == r.class {
			return true
		}
	}
	return false
}

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

// counterpart resolves "his US counterpart": the same office of the other
// state, never the possessor.
func (w *work) counterpart(it *item) {
	p := it.phrase
	owner := w.ownerOf(p)
	if owner == nil && p.poss < 0 {
		owner = w.lastSubject(it)
	}
	if owner == nil || owner.kind != chancery.Person {
		return
	}
	class := officeClass(owner)
	if p.role.role.plural {
		var refs []*ent
		for i := len(p.mods) - 1; i >= 0; i-- {
			if c := p.mods[i].e.country; c != "" && c != owner.country {
				refs = append(refs, w.inOffice(c, class))
			}
		}
		w.refer(it, 0.7, "same office, other states", refs...)
		return
	}
	country, body := w.named(p)
	if body != nil && p.poss >= 0 && body.kind == chancery.Country {
		w.headOfBody(it, body)
		return
	}
	if country != "" && (p.poss < 0 || len(p.mods) > 0) {
		if country == owner.country {
			return
		}
		w.refer(it, 0.85, "same office, other state", w.inOffice(country, class))
		return
	}
	for i := len(w.past) - 1; i >= 0; i-- {
		for _, e := range w.past[i].refs {
			if e.kind == chancery.Person && e != owner && e.country != owner.country && class != "" && sameOffice(officeClass(e), class) {
				w.refer(it, 0.75, "same office, other person", e)
				return
			}
		}
	}
}

// officeClass is the class of the office that the article or the tables give a
// person.
func officeClass(e *ent) string {
	for i := len(e.titles) - 1; i >= 0; i-- {
		if t := &e.titles[i]; t.role.class != "" && t.role.class != "COUNTERPART" && !t.former {
			if t.role.class == "LEAD" {
				break
			}
			return t.role.class
		}
	}
	return e.class
}

func sameOffice(a, b string) bool {
	top := func(c string) bool { return c == "HOS" || c == "HOG" }
	return a == b || top(a) && top(b)
}

// inOffice is the person who holds a class of office of a state: named in the
// article, or by the tables.
func (w *work) inOffice(country, class string) *ent {
	if class == "" {
		return nil
	}
	for _, e := range w.ents {
		if e.kind == chancery.Person && !e.unnamed && e.country == country && !e.past && sameOffice(officeClass(e), class) {
			return e
		}
	}
	classes := []string{class}
	if class == "HOS" || class == "HOG" {
		classes = w.classesOf("LEAD", country)
	}
	for _, c := range classes {
		if t := w.s.people.holder(country, c, w.day); t != nil {
			if p := w.person(t.person); p != nil {
				return w.personEnt(p, nil)
			}
		}
	}
	return nil
}

// officeHolders resolves plurals: "both leaders", "the two presidents",
// "leaders of France and Germany", "the foreign ministers".
func (w *work) officeHolders(it *item) {
	p := it.phrase
	r := p.role.role
	var states []string
	for i := len(p.mods) - 1; i >= 0; i-- {
		if c := p.mods[i].e.country; c != "" && w.s.lex.states[c] != nil && !slices.Contains(states, c) {
			states = append(states, c)
		}
	}
	if len(p.of) > 0 {
		slices.Reverse(states)
	}
	if len(states) == 0 {
		if country, _ := p.place(); country != "" && w.s.lex.states[country] == nil {
			w.refer(it, 0.7, "region", w.stateEnt(country)) // "West African leaders"
			return
		}
	}
	if len(states) == 1 && r.code != "GOV" && r.code != "" {
		if r.code == "MIL" || r.code == "COP" {
			w.refer(it, 0.7, r.why, w.organ(states[0], r.code, organNoun[r.code]))
		} else {
			w.refer(it, 0.7, r.why, w.collective(states[0], r.code, w.pluralNoun(r)))
		}
		return
	}
	if len(states) > 0 {
		var refs []*ent
		for _, c := range states {
			if e := w.inOffice(c, r.class); e != nil && r.class != "SPOX" {
				refs = append(refs, e)
			} else {
				refs = append(refs, w.stateEnt(c))
			}
		}
		if len(states) == 1 && r.class != "HOS" && r.class != "HOG" && r.class != "LEAD" || len(states) == 1 && p.count() == 0 && len(p.of) == 0 {
			refs = []*ent{w.stateEnt(states[0])}
		}
		w.refer(it, 0.7, r.why, refs...)
		return
	}
	n := p.count()
	if n == 0 && p.det == "the" {
		n = 2
	}
	if n == 0 || r.class == "" {
		return
	}
	if refs := w.lastPersons(it, n, r.class); len(refs) == n {
		w.refer(it, 0.7, "last persons of that office", refs...)
	}
}

// lastPersons are the last n persons with an office of the class, in the order
// of the text.
func (w *work) lastPersons(it *item, n int, class string) []*ent {
	var out []*ent
	for i := len(w.past) - 1; i >= 0 && len(out) < n; i-- {
		refs := w.past[i].refs
		for k := len(refs) - 1; k >= 0 && len(out) < n; k-- {
			e := refs[k]
			c := officeClass(e)
			if e.kind != chancery.Person || e.unnamed || slices.Contains(out, e) || class != "" && !(c == class || class == "LEAD" && (c == "HOS" || c == "HOG" || e.leads()) || sameOffice(c, class)) {
				continue
			}
			if w.clashes(out, e) {
				continue
			}
			out = append(out, e)
		}
	}
	slices.Reverse(out)
	return out
}

// leads reports whether the article calls a person a leader.
func (e *ent) leads() bool {
	return slices.ContainsFunc(e.titles, func(t title) bool { return t.role.words[t.role.head] == "leader" })
}

// clashes reports whether one of list is of the same state.
func (w *work) clashes(list []*ent, e *ent) bool {
	return slices.ContainsFunc(list, func(x *ent) bool { return x.country == e.country && e.country != "" && !e.leads() && !x.leads() })
}
