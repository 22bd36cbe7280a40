package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// An ent is one actor of the article.
type ent struct {
	id, name string
	kind     chancery.ActorKind
	codes    []string
	country  string // CAMEO code
	office   string
	wikidata string
	class    string // class of the office on the day: HOS, FM …
	words    []string
	names    [][]string
	gender   byte
	plural   bool
	why      string
	sure     float32
	person   *person
	titles   []title
	sector   string // role code: GOV, MIL …
	used     bool
	tenure   string // held, probable, former or later: how the office stands to the day
	of       *ent   // body that an unnamed person belongs to
	unnamed  bool   // an office or sort of person without a name
	past     bool   // left the office that it is known for
}

// entitle gives a person what the article's title says of him, where the tables
// have no office of his on the day: "Russian deputy foreign minister Ivan
// Ivanov" is RUSGOV although nobody listed him.
func (e *ent) entitle(t *title) {
	if e.office != "" && !(e.past && !t.former) || t.role.class == "COUNTERPART" || t.role.code == "" && t.code == "" {
		return
	}
	role := t.role.code
	country := cmp.Or(t.country, e.country)
	switch {
	case t.former:
		role = "ELI"
	case t.code != "" && t.country == "":
		country, role = "", t.code
	}
	e.country, e.sector, e.class, e.past = country, role, t.role.class, t.former
	e.codes = []string{country + role}
	e.office = t.text
	if t.former {
		e.office = "former " + t.text
	}
	if e.person == nil {
		e.why, e.sure = "unknown person with a known role: "+t.role.why, 0.65
	} else {
		e.why, e.sure = e.why+"; title in the text: "+t.role.why, 0.7
	}
}

// personEnt makes the ent of a listed person, once.
func (w *work) personEnt(p *person, sp *span) *ent {
	if e := w.byID[p.id]; e != nil {
		if sp != nil {
			e.names = append(e.names, sp.words)
		}
		return e
	}
	e := &ent{id: p.id, name: p.name, kind: chancery.Person, words: p.words, names: slices.Clone(p.names), person: p, sure: 0.9}
	if strings.HasPrefix(p.id, "Q") {
		e.wikidata = p.id
	}
	if sp != nil && sp.fullName {
		e.names = append(e.names, sp.words)
	}
	w.setOffice(e)
	e.gender = w.genderOf(p.words)
	w.addEnt(e)
	return e
}

var tenureNames = map[tenure]string{notYet: "later", former: "former", probable: "probable", held: "held"}

// setOffice takes office and codes from the tables as of the day.
func (w *work) setOffice(e *ent) {
	_, t := e.person.fame(w.day)
	if t == nil {
		return
	}
	how := t.on(w.day)
	e.tenure = tenureNames[how]
	e.country, e.office, e.class, e.why = t.country, t.office, t.class, t.why()
	switch how {
	case held:
		e.sure = 0.95
	case probable:
		e.sure = max(0.5, 0.85-0.05*float32(years(t.asOf, w.day)))
	case former:
		e.past, e.sure = true, 0.8
		e.office = "former " + t.office
		e.class = "ELI"
		if t.country != "" {
			e.codes = []string{t.country + "ELI"}
			return
		}
	default:
		e.office, e.class, e.sure = "", "", 0.6
		if t.country != "" {
			e.codes = []string{t.country}
		}
		return
	}
	e.codes = []string{t.code}
	e.sector = sectorOf(t.code, t.country)
}

// sectorOf is the part of a code behind the country.
func sectorOf(code, country string) string {
	if country != "" && strings.HasPrefix(code, country) {
		return code[len(country):]
	}
	return ""
}

// newPerson makes the ent of a person whom no table has.
func (w *work) newPerson(sp *span) *ent {
	name := strings.TrimSpace(w.textOf(sp.lo, sp.hi))
	e := &ent{id: "person:" + slug(name), name: name, kind: chancery.Person, words: sp.words, names: [][]string{sp.words}, sure: 0.6, why: "unknown person"}
	if old := w.byID[e.id]; old != nil {
		return old
	}
	e.gender = w.genderOf(sp.words)
	w.addEnt(e)
	return e
}

func (w *work) genderOf(words []string) byte {
	if len(words) > 1 {
		words = words[:len(words)-1] // the surname tells nothing
	}
	for _, x := range words {
		if g := w.s.given[x]; g != 0 {
			return g
		}
	}
	return 0
}

func (w *work) addEnt(e *ent) {
	if e.kind == chancery.Person {
		for _, n := range e.names {
			for _, x := range n {
				if list := w.bearers[x]; len(list) == 0 || list[len(list)-1] != e {
					w.bearers[x] = append(list, e)
				}
			}
		}
	}
	w.ents = append(w.ents, e)
	w.byID[e.id] = e
}

// textOf is the text of tokens as the article has it, on one line.
func (w *work) textOf(lo, hi int) string {
	return strings.Join(strings.Fields(w.d.Text[w.d.Toks[lo].Start:w.d.Toks[hi-1].End]), " ")
}
