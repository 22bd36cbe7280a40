package actor

import "chancery"

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
	if country != "" && (p.poss < 0 || len(p.mods) > 0 || p.where != "") {
		if country == owner.country {
			return
		}
		w.refer(it, 0.85, "same office, other state", w.inOffice(country, class))
		return
	}
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
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

// inOfficeBeside is who held the office of the possessor of "his predecessor" before
// him, or of "her successor" after her, by the tables.
func (w *work) inOfficeBeside(it *item) *ent {
	owner := w.ownerOf(it.phrase)
	if owner == nil || owner.person == nil || owner.country == "" || it.phrase.role.role.plural {
		return nil
	}
	class := officeClass(owner)
	if class == "ELI" {
		if _, t := owner.person.fame(w.day); t != nil {
			class = t.class
		}
	}
	t := w.s.people.beside(owner.country, class, owner.id, w.day, it.phrase.role.role.words[0] == "successor")
	if t == nil {
		return nil
	}
	if p := w.person(t.person); p != nil {
		return w.personEnt(p, nil)
	}
	return nil
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
		if t := w.s.people.holder(country, c, "", w.day); t != nil {
			if p := w.person(t.person); p != nil {
				return w.personEnt(p, nil)
			}
		}
	}
	return nil
}
