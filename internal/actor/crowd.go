package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// sortOfPerson resolves "officials of X", "protesters", "the lawmaker".
func (w *work) sortOfPerson(it *item) {
	p := it.phrase
	r := p.role.role
	code := p.code()
	country, body := w.named(p)
	if word := r.words[r.head]; r.class == "PAIR" && p.the || p.count() == 2 && (word == "men" || word == "women" || word == "people") {
		w.pair(it)
		return
	}
	if !r.plural && p.det == "" && p.poss < 0 && p.owner == nil && len(p.mods) == 0 && w.d.Toks[p.role.head].UPOS == "NOUN" && (w.d.Toks[p.role.head].Rel == "xcomp" || w.d.Toks[p.role.head].Rel == "obj") && !w.is("collective", r.words[r.head]) {
		return // "was taken hostage"
	}
	if !r.plural && (p.det == "the" || p.poss >= 0) && country == "" {
		if e := w.lastBearer(it, r, ""); e != nil {
			w.refer(it, 0.7, "person so called before", e)
			return
		}
	}
	if !r.plural && p.det == "the" && country != "" && w.is("nationality-noun", r.words[r.head]) {
		// "the Australian national": whoever is spoken of and is of no other state
		if e := w.foremost(it, func(e *ent) bool { return !e.unnamed && (e.country == "" || e.country == country) }); e != nil {
			w.refer(it, 0.55, "national of a state", e)
		}
		return
	}
	if p.the && country == "" && body == nil && armed[code] {
		if e := w.lastArmed(it); e != nil {
			w.refer(it, 0.65, "armed group named before", e)
			return
		}
	}
	switch {
	case p.former:
		if body != nil {
			country = body.country
		}
		if country != "" && !r.plural {
			w.refer(it, 0.6, "former "+r.why, w.someone(p, country, "ELI", true))
		}
	case code == "GOV":
		switch {
		case country != "" && !r.plural:
			w.refer(it, 0.65, "official of a state", w.someone(p, country, code, false))
		case country != "":
			w.refer(it, 0.75, "officials of a state", w.stateEnt(country))
		case body == nil && w.unplaced(p):
			if e := w.surely(it); e != nil && r.plural {
				w.refer(it, 0.5, "officials of the state that is spoken of", e)
			} else if e != nil {
				w.refer(it, 0.45, "official of the state that is spoken of", w.someone(p, e.country, code, false))
			}
		case body != nil && !r.plural && body.country != "":
			w.refer(it, 0.65, "official of a body", w.someone(p, body.country, body.sector, false))
		case body != nil:
			w.refer(it, 0.7, "officials of a body", body)
		}
	case body != nil && code == "JUD" && !r.plural && w.listedHead(it, body): // "the ICC prosecutor"
	case body != nil:
		w.refer(it, 0.6, r.why, w.branch(body, r, w.crowdNoun(r)))
	case country == "" && !r.plural && !(p.the && w.is("collective", r.words[r.head])):
	case organNoun[code] != "":
		if r.words[r.head] == "officer" || r.words[r.head] == "officers" {
			code = w.uniform(it, code)
		}
		if country == "" && !w.generic(p) {
			if e := w.formerOrgan(it, code, 2); e != nil {
				country = e.country
			} else if e := w.contextState(it); e != nil && e.kind == chancery.Country {
				country = e.country
			} else if e := w.formerOrgan(it, code, 12); e != nil {
				country = e.country
			}
		}
		if country != "" {
			w.refer(it, 0.7, r.why, w.organ(country, code, organNoun[code]))
		}
	case country == "" && w.is("captive", w.lemma(p.role.head)):
		// Whose prisoners they are is not said.
	case country == "" && p.the && w.formerCrowd(it, w.crowdNoun(r)) != nil:
		w.refer(it, 0.65, "named before", w.formerCrowd(it, w.crowdNoun(r)))
	case r.plural || w.is("collective", r.words[r.head]):
		if country == "" && crowd[code] && !w.generic(p) && !w.is("foreign-crowd", w.lemma(p.role.head)) {
			if home, _ := w.homeStates(it.lo, it.hi); len(home) == 1 {
				country = home[0] // "18 people were killed in Niger"
			} else if e := w.stateHere(it); e != nil {
				country = e.country
			} else if e := w.contextState(it); e != nil {
				country = e.country
			} else {
				country = w.homeOf(it.lo, it.hi, code)
			}
		}
		if country == "" && neighbours[code] && !w.generic(p) && !w.is("foreign-crowd", w.lemma(p.role.head)) {
			if e := cmp.Or(w.stateHere(it), w.surely(it)); e != nil {
				country = e.country
			}
		}
		if country == "" && believers[code] && !w.generic(p) {
			country = w.sole()
		}
		w.refer(it, 0.6, r.why, w.collective(country, code, w.crowdNoun(r)))
	default:
		w.refer(it, 0.5, r.why, w.someone(p, country, code, false))
	}
}

// unplaced reports whether an official can be of the state that is spoken of:
// nothing before the noun tells where else he is from.
func (w *work) unplaced(p *phrase) bool {
	if w.generic(p) || p.poss >= 0 || p.owner != nil || p.whose || p.ofName != "" || w.is("envoy-noun", p.role.role.words[p.role.role.head]) {
		return false
	}
	return !slices.ContainsFunc(p.adjs, func(a string) bool { return w.is("from-outside", a) })
}

// formerCrowd is the group of that noun that was spoken of last.
func (w *work) formerCrowd(it *item, noun string) *ent {
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		for _, e := range w.past[i].refs {
			if e.kind == chancery.Group && strings.HasPrefix(e.id, "group:") && (e.name == noun || strings.HasSuffix(e.name, " "+noun)) {
				return e
			}
		}
	}
	return nil
}

// uniform is the sector of an officer: the police where the sentences before
// speak of police and not of an army.
func (w *work) uniform(it *item, code string) string {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-3; i-- {
		for _, e := range w.past[i].refs {
			if e.sector == "COP" || e.sector == "MIL" {
				return e.sector
			}
		}
	}
	return code
}

var organNoun = map[string]string{"MIL": "military", "COP": "police", "SPY": "secret service"}

// crowd are the sectors of people who act in the streets of the state that is
// spoken of.
var crowd = map[string]bool{"CVL": true, "OPP": true, "REF": true, "LEG": true}

// neighbours are sectors of people who mostly are of the state in which something
// happens, but whom the press of any state has.
var neighbours = wordSet("AGR", "BUS", "CRM", "EDU", "HLH", "INS", "JUD", "LAB", "MED", "REB", "SEP", "UAF")

// believers are sectors of people who may be of any state; they are taken for
// those of the only state that an article speaks of.
var believers = wordSet("MUS", "CHR", "JEW", "HIN", "BUD", "REL", "LAB", "AGR", "EDU")

// crowdNoun is the name of the group; those who march have one.
func (w *work) crowdNoun(r *role) string {
	switch noun := w.pluralNoun(r); noun {
	case "demonstrators", "rally-goers", "rally goers", "marchers", "crowds", "crowd":
		return "protesters"
	case "people", "villagers", "residents", "citizens", "population":
		return "civilians"
	default:
		return noun
	}
}

// someoneOf is a person of a body whom the article does not name.
func (w *work) someoneOf(p *phrase, body *ent) *ent {
	id := "unnamed:" + slug(body.name+" "+strings.ToLower(w.textOf(p.role.lo, p.role.hi)))
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, kind: chancery.Person, country: body.country, gender: p.role.role.gender, why: p.role.role.why, sure: 0.5, class: p.role.role.class, unnamed: true, of: body}
	w.addEnt(e)
	return e
}

// someone is a person of a state whom the article does not name.
func (w *work) someone(p *phrase, country, sector string, former bool) *ent {
	noun := strings.ToLower(w.textOf(p.role.lo, p.role.hi))
	if former {
		noun = "former " + noun
	}
	id := "unnamed:" + slug(strings.ToLower(country)+" "+noun)
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, kind: chancery.Person, country: country, codes: codeList(country + sector), sector: sector, gender: p.role.role.gender, why: p.role.role.why, sure: 0.5}
	e.name = strings.TrimSpace(w.s.lex.adjective(country) + " " + noun)
	e.class, e.unnamed = p.role.role.class, true
	w.addEnt(e)
	return e
}
