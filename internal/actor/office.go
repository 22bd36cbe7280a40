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
		w.refer(it, 0.6, "before or after in the office", w.inOfficeBeside(it))
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
	case country != "" && (r.class != "SG" || p.owned):
		w.holderOf(it, r, country)
	case body != nil:
		w.headOfBody(it, body)
	case r.class == "SG":
	case (p.the || p.det == "") && (r.class == "HOS" || r.class == "HOG"):
		if e := w.contextState(it); e != nil && e.kind == chancery.Country && (w.onlyState(e) || w.surely(it) == e) {
			w.holderOf(it, r, e.country)
		} else if c := w.sayersState(it); c != "" && w.inOffice(c, r.class) != nil {
			w.refer(it, 0.5, "of the state of who says it", w.inOffice(c, r.class))
		}
	case !r.plural && domestic[r.code[:min(3, len(r.code))]] && r.class != "AMB" && r.class != "LEAD" && r.class != "AIDE" && !(r.class == "SPOX" && len(r.words) == 1) && w.unplaced(p):
		if e := w.surely(it); e != nil {
			w.holderOf(it, r, e.country)
			it.sure = min(it.sure, 0.5)
		}
	}
}

// sayersState is the state of the person who says the clause that an item is the
// subject of: a former president speaks of the prime minister of his own state.
func (w *work) sayersState(it *item) string {
	k := w.sayerOf(it.head)
	if k < 0 {
		return ""
	}
	if a := w.byHead[k]; a != nil && len(a.refs) == 1 && a.refs[0].kind == chancery.Person && a.refs[0].class != "HOS" && a.refs[0].class != "HOG" && a.refs[0].class != "FM" {
		return a.refs[0].country
	}
	return ""
}

// seatOf is the state of an office that is named by its seat.
var seatOf = map[string]string{"white": "USA", "cia": "USA", "kremlin": "RUS", "pentagon": "USA", "tenant": "FRA"}

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
	classes := w.classesOf(r.class, country)
	if r.words[0] == "chancellor" && len(r.words) == 1 && !w.s.people.any(country, "HOG") {
		classes = []string{"FM"} // as the states of Latin America call theirs
	}
	for _, class := range classes {
		if t := w.s.people.holder(country, class, strings.Join(r.words, " "), w.day); t != nil {
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
	if w.listedHead(it, body) {
		return
	}
	if len(body.codes) > 0 || body.kind == chancery.Country {
		e := w.someoneOf(it.phrase, body)
		e.codes, e.name = body.codes[:min(1, len(body.codes))], body.name+" "+w.textOf(it.phrase.role.lo, it.phrase.role.hi)
		w.refer(it, 0.5, "head of a body", e)
	}
}

// listedHead refers to who leads an international body by the tables, and reports
// whether they tell.
func (w *work) listedHead(it *item, body *ent) bool {
	p := it.phrase
	switch c := p.role.role.class; {
	case p.deputy || p.det == "a" || p.det == "an" || p.former:
		return false
	case c != "SG" && c != "FPC" && c != "LEAD" && c != "HOS" && p.role.role.code != "JUD":
		return false
	}
	t := w.s.people.head(body, p.role.role, strings.ToLower(w.textOf(p.lo, p.hi)), w.day)
	if t == nil {
		return false
	}
	x := w.person(t.person)
	if x != nil {
		w.refer(it, sureOf(t.on(w.day)), t.why(), w.personEnt(x, nil))
	}
	return x != nil
}

// officeHolders resolves plurals: "both leaders", "the two presidents",
// "leaders of France and Germany", "the foreign ministers".
func (w *work) officeHolders(it *item) {
	p := it.phrase
	r := p.role.role
	if b := p.body(); b != nil && p.count() == 0 && (b.group || r.class == "LEAD") {
		w.refer(it, 0.65, "leaders of a body", w.entryEnt(b, "")) // "Houthi leaders"
		return
	}
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
	if in := p.inner; len(states) == 0 && in != nil && in.role.plural && in.role.kind == landRole {
		for _, e := range w.lastSet(it, w.setSize(in)) {
			states = append(states, e.country)
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
			e := w.inOffice(c, r.class)
			if e == nil || r.class == "SPOX" { // alike for all: persons, or else states
				refs = refs[:0]
				for _, c := range states {
					refs = append(refs, w.stateEnt(c))
				}
				break
			}
			refs = append(refs, e)
		}
		if len(states) == 1 && r.class != "HOS" && r.class != "HOG" && r.class != "LEAD" || len(states) == 1 && p.count() == 0 && len(p.of) == 0 {
			refs = []*ent{w.stateEnt(states[0])}
		}
		w.refer(it, 0.7, r.why, refs...)
		return
	}
	if r.class == "JUNTA" || r.code == "OPP" || r.code == "REB" {
		w.ringleaders(it)
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
		return
	}
	if refs := w.nextPersons(it, n, r.class); len(refs) == n {
		w.refer(it, 0.5, "named in the next sentence", refs...)
		return
	}
	var refs []*ent
	for _, s := range w.lastSet(it, n) { // only their states were named
		e := w.inOffice(s.country, r.class)
		if e == nil {
			e = s
		}
		refs = append(refs, e)
	}
	if r.class != "SPOX" && r.class != "AMB" {
		w.refer(it, 0.55, "of the last states together", refs...)
	}
}

// ringleaders resolves "opposition leaders", "the military rulers": those who lead
// a body of the state that is spoken of are that body.
func (w *work) ringleaders(it *item) {
	p := it.phrase
	country := p.where
	if country == "" && !w.generic(p) {
		if e := w.contextState(it); e != nil {
			country = e.country
		} else {
			country = w.homeOf(it.lo, it.hi, p.role.role.code)
		}
	}
	switch code := p.role.role.code; {
	case country == "":
	case code == "MIL":
		w.refer(it, 0.6, p.role.role.why, w.organ(country, code, organNoun[code]))
	default:
		w.refer(it, 0.6, p.role.role.why, w.collective(country, code, w.pluralNoun(p.role.role)))
	}
}

// lastPersons are the last n persons with an office of the class, in the order
// of the text.
func (w *work) lastPersons(it *item, n int, class string) []*ent {
	var out []*ent
	for i := len(w.past) - 1; i >= oldest(w.past) && len(out) < n; i-- {
		refs := w.past[i].refs
		if c := w.clauseOf(it.head); c >= 0 && w.past[i].sent == it.sent && w.past[i].subj && c == w.clauseOf(w.past[i].head) {
			continue // whoever does it to them
		}
		for k := len(refs) - 1; k >= 0 && len(out) < n; k-- {
			e := refs[k]
			c := officeClass(e)
			if e.kind != chancery.Person || e.unnamed || slices.Contains(out, e) || class != "" && !(c == class || class == "MIN" && ministerial[c] || class == "LEAD" && (c == "HOS" || c == "HOG" || e.leads()) || sameOffice(c, class)) {
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

// nextPersons are the first n persons with an office of the class whom the sentence
// after an item that opens an article names.
func (w *work) nextPersons(it *item, n int, class string) []*ent {
	var out []*ent
	for _, sp := range w.personsFrom(it.hi) {
		if w.sent[sp.lo] > it.sent+1 || it.sent > 1 {
			break
		}
		if c := officeClass(sp.ent); !slices.Contains(out, sp.ent) && (sameOffice(c, class) || class == "LEAD" && (c == "HOS" || c == "HOG")) {
			out = append(out, sp.ent)
		}
	}
	return out
}

// ministerial are the classes of office that "ministers" speaks of.
var ministerial = wordSet("FM", "DM", "INT", "FIN", "JUS", "DPM")

// leads reports whether the article calls a person a leader.
func (e *ent) leads() bool {
	return slices.ContainsFunc(e.titles, func(t title) bool { return t.role.words[t.role.head] == "leader" })
}

// clashes reports whether one of list is of the same state.
func (w *work) clashes(list []*ent, e *ent) bool {
	return slices.ContainsFunc(list, func(x *ent) bool { return x.country == e.country && e.country != "" && !e.leads() && !x.leads() })
}
