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
	if e := w.already(sp, ti); e != nil {
		sp.ent = e
	} else if e := w.listed(sp, ti); e != nil {
		sp.ent = e
	} else if sp.fullName || ti != nil || w.tagged(sp) && len(sp.words) > 0 && len(sp.words[0]) > 2 {
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
		sp.ent.entitle(ti)
	}
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

// tagged reports whether the name tagger takes the span for a person.
func (w *work) tagged(sp *span) bool {
	n := w.d.Toks[sp.lo].Name
	return n == "B-PER" || n == "I-PER"
}

// own is the actor of an operator's dictionary that bears the name.
func (w *work) own(sp *span) *ent {
	h := w.hitAt[sp.lo]
	if h == nil || h.e.kind != ownEntry {
		for _, e := range w.s.lex.byFirst[sp.words[0]] {
			if e.kind == ownEntry && e.valid(w.day) && sameWords(e.words, sp.words) {
				h = &hit{sp.lo, sp.hi, e}
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
		for _, e := range w.ents {
			if e.kind == chancery.Person && w.sameName(e, sp.words) {
				return e
			}
		}
		return nil
	}
	country, class := "", ""
	if ti != nil {
		country, class = ti.country, ti.role.class
	}
	_ = class
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

// listed is the person of the tables whom the name means on that day.
func (w *work) listed(sp *span, ti *title) *ent {
	var best *person
	var top, second float64
	consider := func(p *person, base float64) {
		f, t := p.fame(w.day)
		if t == nil || f <= 0 && base < 20 {
			return
		}
		f += base
		if ti != nil {
			f += agreement(p, ti, w.day)
		}
		switch {
		case f > top:
			best, second, top = p, top, f
		case f > second && p != best:
			second = f
		}
	}
	cands := w.candidates(sp.words)
	for _, p := range cands {
		exact := false
		for _, n := range p.names {
			exact = exact || sameWords(n, sp.words)
		}
		switch {
		case exact && sp.fullName:
			consider(p, 20)
		case sp.fullName:
			n := p.words
			ends := n[len(n)-1] == sp.words[len(sp.words)-1]
			if f, _ := p.fame(w.day); n[0] == sp.words[0] && (ends || f > 12) || ends && f > 12 {
				consider(p, 8)
			}
		case w.bearsAlone(p, sp.words):
			consider(p, 0)
		}
	}
	if best == nil && sp.fullName {
		for _, p := range w.alike(sp.words) {
			consider(p, 0)
		}
	}
	if best == nil {
		best = w.misspelt(sp, ti)
	} else if !sp.fullName && !w.aloneEnough(best, ti, top, second) {
		return nil
	}
	if best == nil {
		return nil
	}
	if ti == nil && sp.fullName && top < 12 && len(best.words) == 2 && len(cands) > 3 {
		return nil
	}
	return w.personEnt(best, sp)
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
			t := w.s.people.holder(c, class, w.day)
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

// bearsAlone reports whether one word can stand for the person.
func (w *work) bearsAlone(p *person, words []string) bool {
	if len(words) == 0 {
		return false
	}
	n, last := p.words, words[len(words)-1]
	if n[len(n)-1] == last || len(words) > 1 {
		return true
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
func (w *work) aloneEnough(p *person, ti *title, top, second float64) bool {
	if ti != nil && agreement(p, ti, w.day) >= 15 {
		return true
	}
	_, t := p.fame(w.day)
	if weight[t.class] < 6 && ti == nil {
		return false
	}
	return ti == nil && top-second >= 1 && top >= 26
}

// agreement is how well a title fits what the tables say of a person.
func agreement(p *person, ti *title, day string) float64 {
	best := 0.0
	for i := range p.terms {
		t := &p.terms[i]
		s := 0.0
		if ti.country != "" && t.country == ti.country {
			s += 6
		} else if ti.country != "" && t.country != "" {
			s -= 12
		}
		if ti.role.class != "" && (t.class == ti.role.class || ti.role.class == "LEAD" && (t.class == "HOS" || t.class == "HOG") || ti.role.class == "HOS" && t.class == "HOG" || ti.role.class == "SPK" && t.class == "LEG" || ti.role.class == "SG" && t.class == "IGO" || ti.role.class == "FPC" && t.class == "IGO") {
			s += 8
			if t.on(day) >= probable {
				s += 8
			}
		}
		best = max(best, s)
		if best == 0 {
			best = min(s, 0)
		}
	}
	return best
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

var tenureNames = map[tenure]string{before_: "later", former: "former", probable: "probable", held: "held"}

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
	for _, x := range words[:max(len(words)-1, 0)] {
		if g := w.s.given[x]; g != 0 {
			return g
		}
	}
	return 0
}

func (w *work) addEnt(e *ent) {
	w.ents = append(w.ents, e)
	w.byID[e.id] = e
}

// textOf is the text of tokens as the article has it, on one line.
func (w *work) textOf(lo, hi int) string {
	return strings.Join(strings.Fields(w.d.Text[w.d.Toks[lo].Start:w.d.Toks[hi-1].End]), " ")
}
