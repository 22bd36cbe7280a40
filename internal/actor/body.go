package actor

import (
	"slices"
	"strings"
	"sync"

	"chancery"
)

// bodyPhrase resolves "the Thai army", "troops", "parliament", "the alliance".
func (w *work) bodyPhrase(it *item) {
	p := it.phrase
	r := p.role.role
	if r.class == "BODY" {
		if country, body := w.named(p); r.plural && country != "" && body == nil && !w.generic(p) && factions[w.lemma(p.role.head)] { // "Kurdish groups"
			w.refer(it, 0.5, r.why, w.collective(country, "", strings.Join(r.words, " ")))
			return
		}
		w.lastBody(it)
		return
	}
	if p.ofName != "" { // "the University of Ruritania"
		e := w.newBody(w.textOf(p.role.lo, p.hi))
		w.refer(it, e.sure, e.why, e)
		return
	}
	country, body := w.named(p)
	noun := strings.Join(r.words, " ")
	if p.count() == 2 && country == "" && body == nil { // "both armies"
		var refs []*ent
		for _, s := range w.lastStates(it, 2) {
			refs = append(refs, w.organ(s.country, r.code, noun))
		}
		w.refer(it, 0.55, "of the last two states", refs...)
		return
	}
	if country == "" && body == nil && w.is("junta", r.words[len(r.words)-1]) {
		if a := w.lastJunta(it); a != nil {
			w.refer(it, 0.7, "junta named before", a.refs...)
			return
		}
	}
	switch {
	case country != "":
		w.refer(it, 0.85, r.why, w.organ(country, r.code, noun))
	case body != nil:
		w.refer(it, 0.7, r.why, w.branch(body, r, noun))
	case strings.HasPrefix(r.code, "NGO"): // of no state, unless one is named
		if r.plural && !w.generic(p) {
			w.refer(it, 0.5, r.why, w.collective("", r.code, noun))
		}
	case w.generic(p) || w.is("abstract", w.lemma(p.role.head)) && !p.the && len(r.words) == 1:
	default:
		if e := w.attributed(it); e != nil && domestic[r.code] {
			w.refer(it, 0.55, "of the state that says it", w.organ(e.country, r.code, noun))
		} else if e := w.formerOrgan(it, r.code, 2); e != nil {
			w.refer(it, 0.65, "named before", e)
		} else if e := w.contextState(it); e != nil && e.kind == chancery.Country {
			w.refer(it, 0.55, r.why, w.organ(e.country, r.code, noun))
		} else if e := w.formerOrgan(it, r.code, 12); e != nil {
			w.refer(it, 0.5, "named before", e)
		} else if c := w.homeOf(it.lo, it.hi, r.code); c != "" && domestic[r.code] {
			w.refer(it, 0.45, r.why, w.organ(c, r.code, noun))
		}
	}
}

// lastJunta is the last item that spoke of a junta or military government.
func (w *work) lastJunta(it *item) *item {
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		a := w.past[i]
		if p := a.phrase; p != nil && len(a.refs) == 1 && (w.is("junta", p.role.role.words[len(p.role.role.words)-1]) || p.role.role.words[0] == "military" && p.role.role.kind == stateRole) {
			return a
		}
	}
	return nil
}

// formerOrgan is the organ of a state that was spoken of before and is of the same
// sector, at most so many sentences ago; where the verb has a subject that sends or
// has it, that of the subject.
func (w *work) formerOrgan(it *item, sector string, back int) *ent {
	if e := w.keeper(it); e != nil && e.country != "" && w.s.lex.states[e.country] != nil {
		return w.organ(e.country, sector, strings.Join(it.phrase.role.role.words, " "))
	}
	if e := w.stateHere(it); e != nil && e.kind == chancery.Country && w.sentenceNames(it, e) {
		return w.organ(e.country, sector, strings.Join(it.phrase.role.role.words, " "))
	}
	home := sync.OnceValue(func() *ent { return w.contextState(it) })
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-back; i-- {
		for _, e := range w.past[i].refs {
			if w.past[i].sent == it.sent && e.kind == chancery.Country && e.country != "" {
				sector = "" // another state is nearer than an army of long ago
			}
			if e.kind == chancery.Organisation && sector != "" && e.sector == sector && e.id == e.country+sector && w.homeForce(it, w.past[i], home) {
				return e
			}
		}
	}
	return nil
}

// sentenceNames reports whether the sentence of an item names the state, or a
// place in it.
func (w *work) sentenceNames(it *item, e *ent) bool {
	s := w.sentence(it.lo)
	for t := max(s.Lo, it.lo-maxBack); t < min(s.Hi, it.lo+maxBack); t++ {
		if h := w.hitOf[t]; h != nil && h.e.country == e.country {
			return true
		}
	}
	return false
}

// keeper is who has, sends or withdraws the thing that an item names.
func (w *work) keeper(it *item) *ent {
	t := &w.d.Toks[it.head]
	if t.Rel != "obj" || t.Head < 0 || !w.is("keep-verb", w.lemma(t.Head)) {
		return nil
	}
	for k := it.head - 1; k >= w.sentence(it.head).Lo; k-- {
		if x := &w.d.Toks[k]; x.Head == t.Head && x.Rel == "nsubj" {
			if a := w.byHead[k]; a != nil && len(a.refs) == 1 {
				return a.refs[0]
			}
			return w.antecedent(k)
		}
	}
	return nil
}

// branch is the part of a body that a role noun speaks of: its parliament, its
// troops. The fighters of an armed group are the group.
func (w *work) branch(body *ent, r *role, noun string) *ent {
	switch r.code {
	case "LEG", "MIL", "COP", "JUD":
	default:
		return body
	}
	if body.kind == chancery.Group || body.country != "" || len(body.codes) == 0 || strings.HasSuffix(body.codes[0], r.code) {
		return body
	}
	id := body.id + "-" + strings.ToLower(r.code)
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, name: body.name + " " + noun, kind: chancery.Organisation, codes: []string{body.codes[0] + r.code}, sector: r.code, why: "branch of a body", sure: 0.7}
	w.addEnt(e)
	return e
}

// generic reports whether a phrase speaks of things in general: no determiner
// and no plural that acts.
func (w *work) generic(p *phrase) bool {
	return p.det == "any" || p.det == "no" || p.det == "another" || p.det == "every"
}

// lastBody resolves "the alliance", "the bloc", "the organisation".
func (w *work) lastBody(it *item) {
	p := it.phrase
	word := w.low[p.role.head]
	if country, _ := p.place(); country != "" || !p.the && p.det != "this" {
		return
	}
	for i := w.hitsBefore(it.lo) - 1; i >= 0; i-- {
		if h := w.hits[i]; h.e.kind == bodyEntry && (!h.e.group || factions[word]) {
			if e := w.entryEnt(h.e, ""); bodyFits(word, e) {
				w.refer(it, 0.8, "last "+word, e)
				return
			}
		}
	}
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		for _, e := range w.past[i].refs {
			if (e.kind == chancery.Organisation || e.kind == chancery.Group) && e.id != e.country+e.sector && !strings.HasPrefix(e.id, "group:") && bodyFits(word, e) {
				w.refer(it, 0.7, "last "+word, e)
				return
			}
		}
	}
	if word == "bloc" {
		for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-2; i-- {
			if code := w.s.words["bloc-of"][w.past[i].refs[0].id]; code != "" && len(w.past[i].refs) == 1 {
				w.refer(it, 0.5, "bloc of the region", w.bodyByCode(code)) // "West African leaders … the bloc"
				return
			}
		}
	}
	other := func(a string) bool { return !atlantic[a] }
	if word == "alliance" && !slices.ContainsFunc(p.adjs, other) && (p.hi >= len(w.d.Toks) || !upper(w.d.Toks[p.hi].Form)) {
		w.refer(it, 0.5, "the alliance", w.bodyByCode("IGOWSTNAT"))
	}
}

// factions are words for armed groups and movements as well as for organisations.
var factions = wordSet("group", "movement", "organisation", "organization", "front")

// atlantic are words that may stand before the alliance that needs no name.
var atlantic = wordSet("western", "atlantic", "transatlantic", "military", "defence", "defense", "defensive", "security", "nuclear", "entire", "whole")

// bodyFits reports whether an organisation can be called by the word.
func bodyFits(word string, e *ent) bool {
	code := ""
	if len(e.codes) > 0 {
		code = e.codes[0]
	}
	igo := strings.HasPrefix(code, "IGO")
	name := strings.ToLower(e.name)
	switch word {
	case "alliance":
		return code == "IGOWSTNAT" || strings.Contains(name, "alliance")
	case "bloc":
		return igo && code != "IGOUNO" && code != "IGOWSTNAT"
	case "council", "court", "union", "party", "agency", "bank", "fund", "commission", "company", "movement", "committee", "league", "front", "ministry", "newspaper", "daily":
		return strings.Contains(name, word)
	}
	return true
}

// groupPhrase resolves rebels, the opposition, allies.
func (w *work) groupPhrase(it *item) {
	p := it.phrase
	r := p.role.role
	noun := strings.Join(r.words, " ")
	switch r.class {
	case "ALLIES":
		w.allies(it)
		return
	case "SIDES":
		w.sides(it)
		return
	}
	if word := w.low[p.role.head]; word == "parties" && (p.the || p.count() > 0) && len(r.words) == 1 && len(p.mods) == 0 {
		w.sides(it)
		return
	}
	country, body := w.named(p)
	if country == "" && body == nil && p.the && armed[r.code] {
		if e := w.lastArmed(it); e != nil { // "the militants" of the group spoken of
			w.refer(it, 0.65, "armed group named before", e)
			return
		}
	}
	if country == "" && body == nil {
		if !r.plural && (p.det == "a" || p.det == "an") || w.is("abstract", w.lemma(p.role.head)) && !p.the && p.poss < 0 && len(p.adjs) == 0 && len(r.words) == 1 {
			return
		}
		if strings.HasPrefix(r.code, "NGO") || r.code == "HRI" {
			// They are mostly of somewhere else.
		} else if e := w.contextState(it); e != nil && !w.generic(p) {
			country = e.country
		} else if domestic[r.code] && !w.generic(p) {
			country = w.homeOf(it.lo, it.hi, r.code)
		}
	}
	if body != nil {
		w.refer(it, 0.7, r.why, body)
		return
	}
	e := w.collective(country, r.code, w.pluralNoun(r))
	if !r.plural && !w.is("collective", r.words[len(r.words)-1]) {
		w.refer(it, 0.5, noun, e)
		return
	}
	w.refer(it, 0.75, r.why, e)
}

// armed are the sectors of those who fight for no state.
var armed = wordSet("REB", "UAF", "INS", "SEP", "MUS", "RAD")

// lastArmed is the armed group that the sentences before named.
func (w *work) lastArmed(it *item) *ent {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-4; i-- {
		for _, e := range w.past[i].refs {
			if e.kind == chancery.Group && !strings.HasPrefix(e.id, "group:") && len(e.codes) > 0 && (strings.Contains(e.codes[0], "REB") || strings.Contains(e.codes[0], "UAF") || strings.Contains(e.codes[0], "IMG")) {
				return e
			}
		}
	}
	return nil
}

// pluralNoun is the role noun in the plural, so that one and many are one group.
func (w *work) pluralNoun(r *role) string {
	if r.plural || w.is("collective", r.words[r.head]) {
		return strings.Join(r.words, " ")
	}
	words := slices.Clone(r.words)
	words[r.head] = plural(words[r.head])
	return strings.Join(words, " ")
}

// allies resolves "its allies", "Western allies", "European partners".
func (w *work) allies(it *item) {
	p := it.phrase
	country, body := w.named(p)
	switch {
	case body != nil:
		e := w.collective("", "", body.name+" allies")
		e.codes = body.codes
		w.refer(it, 0.6, "allies", e)
	case country != "" && w.s.lex.states[country] == nil:
		w.refer(it, 0.7, "allies", w.stateEnt(country))
	case country != "":
		w.refer(it, 0.6, "allies", w.collective(country, "", "allies"))
	}
}
