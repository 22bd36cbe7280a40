package actor

import (
	"slices"
	"strings"

	"chancery"
)

// surnames are the words by which a person may be named alone.
func (w *work) surnames(e *ent) []string {
	first, last := e.words[0], e.words[len(e.words)-1]
	switch {
	case w.is("family-first", e.country):
		return []string{first}
	case w.is("either-name", e.country) || e.country == "":
		return []string{last, first}
	}
	return []string{last}
}

// identify finds out who a name is: a person already named, one of the tables,
// or one nobody listed.
func (w *work) identify(sp *span) {
	titles := w.titlesOf(sp)
	ti := bestTitle(titles)
	if e := w.own(sp); e != nil {
		sp.ent = e
		return
	}
	if e := w.alias(sp); e != nil {
		sp.ent = e
		e.names = append(e.names, sp.words)
	} else if e := w.already(sp, ti); e != nil {
		sp.ent = e
	} else if e := w.listed(sp, ti); e != nil {
		sp.ent = e
	} else if sp.fullName || ti != nil || w.perTag(sp.lo) && len(sp.words) > 0 && len(sp.words[0]) > 2 {
		sp.ent = w.newPerson(sp)
	}
	if sp.ent == nil {
		return
	}
	if sp.honour != 0 {
		sp.ent.gender = sp.honour
	}
	for _, t := range titles {
		sp.ent.titles = append(sp.ent.titles, *t)
		if sp.ent.gender == 0 {
			sp.ent.gender = t.role.gender
		}
	}
	if ti != nil {
		if ti.country == "" && ti.code == "" && sp.ent.country == "" && ti.role.class != "AMB" && sp.ent.person == nil {
			ti.country = w.titleHome(sp, ti)
		}
		sp.ent.entitle(ti)
	}
}

// alias is the person of whom a name is another one: "Mohamed Hamdan Dagalo,
// known as Hemedti".
func (w *work) alias(sp *span) *ent {
	if sp.lo < 2 || w.low[sp.lo-1] != "as" || w.low[sp.lo-2] != "known" {
		return nil
	}
	for _, o := range w.persons {
		if o.hi < sp.lo && w.sent[o.lo] == w.sent[sp.lo] && o.ent != nil {
			return o.ent
		}
	}
	return nil
}

// acronym reports whether a name is a short word in capitals.
func (w *work) acronym(sp *span) bool {
	f := w.d.Toks[sp.lo].Form
	return sp.hi == sp.lo+1 && len(f) < 5 && strings.ToUpper(f) == f
}

// own is the actor of an operator's dictionary that bears the name.
func (w *work) own(sp *span) *ent {
	h := w.hitAt[sp.lo]
	if h == nil || h.e.kind != ownEntry {
		for _, e := range w.s.lex.byFirst[sp.words[0]] {
			if e.kind == ownEntry && e.valid(w.day) && sameWords(e.words, sp.words) {
				h = &hit{lo: sp.lo, hi: sp.hi, e: e}
				break
			}
		}
	}
	if h == nil || h.e.kind != ownEntry {
		return nil
	}
	e := w.entryEnt(h.e, chancery.Person)
	e.words = sp.words
	return e
}

// already is the person of the article whom the name means, nil if there is
// none.
func (w *work) already(sp *span, ti *title) *ent {
	if sp.fullName {
		for _, x := range sp.words {
			for _, e := range w.bearers[x] {
				if w.sameName(e, sp.words) {
					return e
				}
			}
		}
		return nil
	}
	country := ""
	if ti != nil {
		country = ti.country
	}
	return w.nearest(sp, country, sp.honour)
}

// nearest is the person with that surname who is named last before the span,
// else the first one after it.
func (w *work) nearest(sp *span, country string, gender byte) *ent {
	var best *ent
	top := -1
	for _, o := range w.persons {
		if o == sp || o.ent == nil || o.ent.kind != chancery.Person {
			continue
		}
		e := o.ent
		if !w.bearsPart(sp.words, e) || country != "" && e.country != "" && e.country != country || gender != 0 && e.gender != 0 && gender != e.gender {
			continue
		}
		if o.lo > sp.lo && best != nil {
			break
		}
		rank := 0 // by the surname alone before, then a leader, then named last
		switch {
		case !o.fullName && slices.Equal(o.words, sp.words):
			rank = 3
		case e.class == "HOS" || e.class == "HOG":
			rank = 2
		case o.fullName:
			rank = 1
		}
		if rank >= top {
			best, top = e, rank
		}
	}
	return best
}

// A choice is the best of several persons whom a name may mean.
type choice struct {
	day         string
	ti          *title
	best        *person
	top, second float64
}

// add weighs a person; base says how well the name fits.
func (c *choice) add(p *person, base float64) {
	f, t := p.fame(c.day)
	if t == nil || f <= 0 && base < exactName {
		return
	}
	f += base
	if c.ti != nil {
		f += agreement(p, c.ti, c.day)
	}
	switch {
	case f > c.top:
		c.best, c.second, c.top = p, c.top, f
	case f > c.second && p != c.best:
		c.second = f
	}
}

// How much a name that fits adds to the fame of its bearer. holding is a fame that
// only those in office have.
const (
	exactName = 20
	namePart  = 8
	holding   = 12
)

// listed is the person of the tables whom the name means on that day.
func (w *work) listed(sp *span, ti *title) *ent {
	if ti == nil && w.acronym(sp) {
		return nil
	}
	c := &choice{day: w.day, ti: ti}
	cands := w.candidates(sp.words)
	for _, p := range cands {
		w.weigh(c, p, sp)
	}
	if c.best == nil && sp.fullName {
		for _, p := range w.alike(sp.words) {
			c.add(p, 0)
		}
	}
	switch {
	case c.best == nil:
		if c.best = w.misspelt(sp, ti); c.best == nil {
			c.best = w.once(sp, ti)
		}
	case !sp.fullName && !w.aloneEnough(c):
		return nil
	case ti == nil && sp.fullName && c.top < holding && len(c.best.words) == 2 && len(cands) > 3:
		return nil // one of many of that name
	}
	if c.best == nil {
		return nil
	}
	return w.personEnt(c.best, sp)
}

// weigh adds a person to the choice if the name can be his.
func (w *work) weigh(c *choice, p *person, sp *span) {
	words := sp.words
	switch {
	case !sp.fullName:
		if w.bearsAlone(p, words) {
			c.add(p, 0)
		}
	case slices.ContainsFunc(p.names, func(n []string) bool { return sameWords(n, words) }):
		c.add(p, exactName)
	default:
		n := p.words
		begins, ends := n[0] == words[0], n[len(n)-1] == words[len(words)-1]
		if f, _ := p.fame(c.day); begins && ends || (begins || ends) && f > holding {
			c.add(p, namePart)
		}
	}
}

// bearsAlone reports whether one word can stand for the person.
func (w *work) bearsAlone(p *person, words []string) bool {
	if len(words) == 0 {
		return false
	}
	n, last := p.words, words[len(words)-1]
	if n[len(n)-1] == last || len(words) > 1 {
		return true
	}
	if n[0] == last && len(p.terms) > 0 && w.is("reign-name", strings.ToLower(p.terms[0].office)) {
		return true // kings and popes go by their first name
	}
	return n[0] == last && len(p.terms) > 0 && w.is("either-name", p.terms[0].country)
}

// alike are persons of the tables with the same surname and a given name that
// differs in its spelling only.
func (w *work) alike(words []string) []*person {
	var out []*person
	for _, p := range w.candidates(words[len(words)-1:]) {
		for _, n := range p.names {
			if w.similar(n, words) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// aloneEnough tells whether a surname alone, first in its article, means the
// best candidate: a title says so, or a head of state or minister in office.
func (w *work) aloneEnough(c *choice) bool {
	_, t := c.best.fame(w.day)
	alone := (t.class == "HOS" || t.class == "HOG") && t.on(w.day) == former && years(t.to, w.day) < remembered && c.second < holding && c.top-c.second >= 1
	if c.ti != nil {
		a := agreement(c.best, c.ti, w.day)
		return a >= 15 || a >= 8 && alone // "President Trump" between two terms
	}
	if alone {
		return true
	}
	return weight[t.class] >= 6 && c.top-c.second >= 1 && c.top >= 26
}

// remembered is for how many years a former leader is known by a surname alone.
const remembered = 10

// agreement is how well a title fits what the tables say of a person.
func agreement(p *person, ti *title, day string) float64 {
	best, worst := 0.0, 0.0
	for i := range p.terms {
		t := &p.terms[i]
		s := 0.0
		switch {
		case ti.country == "" || t.country == "":
		case t.country == ti.country:
			s += 6
		default:
			s -= 12
		}
		if ti.fits(t.class) {
			s += 8
			if t.on(day) >= probable {
				s += 8
			}
		}
		best, worst = max(best, s), s
	}
	if best == 0 {
		return min(worst, 0)
	}
	return best
}

// fits reports whether a title can be that of an office of a class.
func (t *title) fits(class string) bool {
	switch t.role.class {
	case "":
		return false
	case class:
		return true
	case "LEAD":
		return class == "HOS" || class == "HOG"
	case "HOS":
		return class == "HOG"
	case "SPK":
		return class == "LEG"
	case "SG", "FPC":
		return class == "IGO"
	}
	return false
}
