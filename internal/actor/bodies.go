package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// stateEnt is the actor of a state, or of a region that stands for its states.
func (w *work) stateEnt(code string) *ent {
	if code == "" {
		return nil
	}
	if e := w.byID[code]; e != nil {
		return e
	}
	e := &ent{id: code, country: code, sure: 0.95, why: "countries.tsv: " + code}
	switch s := w.s.lex.states[code]; {
	case s != nil:
		e.name, e.kind, e.codes, e.wikidata = s.name, chancery.Country, []string{code, code + "GOV"}, s.wikidata
	case w.s.words["region"][code] != "":
		e.name, e.kind, e.codes, e.why, e.plural = w.s.words["region"][code], chancery.Group, []string{code}, "CAMEO region", code != "WST"
	default:
		return nil
	}
	w.addEnt(e)
	return e
}

// entryEnt is the actor that a name of the lexicon stands for; kind is what an
// operator's name is taken for.
func (w *work) entryEnt(e *entry, kind chancery.ActorKind) *ent {
	switch e.kind {
	case countryEntry, demonymEntry:
		return w.stateEnt(e.country)
	case capitalEntry, metonymEntry:
		return w.seatEnt(e)
	case regionEntry:
		return w.regionEnt(e)
	}
	if e.kind == ownEntry && kind == "" && e.ofState() {
		x := w.stateEnt(e.country)
		x.why, x.sure = e.why, 1
		return x
	}
	if x := w.byID[e.id]; x != nil {
		return x
	}
	x := &ent{id: e.id, name: e.name, kind: chancery.Organisation, country: e.country, codes: codeList(e.code), wikidata: e.wikidata, why: e.why, sure: 0.9}
	x.sector = sectorOf(e.code, e.country)
	switch {
	case e.kind == ownEntry:
		x.kind, x.sure = cmp.Or(kind, ownKind(e)), 1
	case e.group:
		x.kind, x.plural = chancery.Group, strings.HasSuffix(e.name, "s")
	}
	w.addEnt(x)
	return x
}

// ownKind is the kind of actor that an operator's code speaks of.
func ownKind(e *entry) chancery.ActorKind {
	if e.country == "" {
		return chancery.Organisation
	}
	return chancery.Group
}

// ofState reports whether a code is that of a state or its government.
func (e *entry) ofState() bool {
	return e.country != "" && (len(e.code) == 3 || e.code == e.country+"GOV")
}

func codeList(code string) []string {
	if code == "" {
		return nil
	}
	return []string{code}
}

// seatEnt is who acts under the name of a capital, palace, ministry or organ:
// the state where it is its government, else a body of its own.
func (w *work) seatEnt(e *entry) *ent {
	sector := sectorOf(e.code, e.country)
	switch {
	case strings.HasPrefix(sector, "GOV") || e.code == e.country:
		return w.stateEnt(e.country)
	case e.code == "IGOEUREEC":
		return w.bodyByCode(e.code)
	case sector == "":
		return w.stateEnt(e.country)
	}
	id := "org:" + strings.ToLower(e.country) + "-" + slug(e.name)
	if x := w.byID[id]; x != nil {
		return x
	}
	x := &ent{id: id, name: e.name, kind: chancery.Organisation, country: e.country, codes: []string{e.code}, sector: sector, why: e.why, sure: 0.9}
	if sector == "LEG" && !chamber(e.name) {
		x.id = e.country + "LEG"
		if old := w.byID[x.id]; old != nil {
			return old
		}
	}
	w.addEnt(x)
	return x
}

// regionEnt is a part of a state that acts by itself.
func (w *work) regionEnt(e *entry) *ent {
	id := "area:" + slug(e.name)
	if x := w.byID[id]; x != nil {
		return x
	}
	x := &ent{id: id, name: e.name, kind: chancery.Organisation, country: e.country, codes: []string{e.country}, why: e.why, sure: 0.8}
	w.addEnt(x)
	return x
}

// chamber reports whether a name is that of one chamber of a parliament.
func chamber(name string) bool {
	for _, s := range []string{"Senate", "House", "Lords", "Commons", "Sabha", "Bundesrat", "Council"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// bodyByCode is the organisation that has a code as its own.
func (w *work) bodyByCode(code string) *ent {
	if e := w.s.lex.byCode[code]; e != nil {
		return w.entryEnt(e, "")
	}
	return nil
}

// organ is the army, police, parliament … of a state: country and sector are
// its id.
func (w *work) organ(country, sector, noun string) *ent {
	id := country + sector
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, kind: chancery.Organisation, country: country, codes: []string{id}, sector: sector, why: "organ of a state", sure: 0.85}
	e.name = strings.TrimSpace(w.s.lex.adjective(country) + " " + noun)
	w.addEnt(e)
	return e
}

// collective is a group of people without a name: rebels, protesters.
func (w *work) collective(country, sector, noun string) *ent {
	id := "group:" + slug(strings.TrimSpace(strings.ToLower(country)+" "+noun))
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, kind: chancery.Group, country: country, codes: codeList(country + sector), sector: sector, plural: pluralWord(noun), why: "collective", sure: 0.75}
	e.name = strings.TrimSpace(w.s.lex.adjective(country) + " " + noun)
	w.addEnt(e)
	return e
}

// findBodies makes items of the names of states and bodies, of organisations
// that nobody listed, and of the persons.
func (w *work) findBodies() {
	for _, sp := range w.persons {
		it := w.newItem(sp.lo, sp.hi, chancery.NameForm)
		it.span = sp
		sp.item = it
		if sp.title != nil { // the parser may take the title for the head
			it.head = w.headOf(sp.title.lo, sp.hi)
			it.subj = w.isSubject(it.head)
		}
	}
	for i := range w.d.Sentences {
		s := &w.d.Sentences[i]
		for t := s.Lo; t < s.Hi; t++ {
			if w.d.Toks[t].Name == "B-ORG" {
				w.unlisted(t, s.Hi)
			}
		}
	}
	for _, h := range w.hits {
		w.bodyItem(h)
	}
	w.localItems()
}

// findLocal finds the names of places that no table has and that act: states of
// fiction, cities at war with each other. A name that speaks or has a minister
// somewhere is an actor wherever it stands.
func (w *work) findLocal() {
	type run struct{ lo, hi int }
	var runs []run
	acting := map[string]bool{}
	for t := range w.d.Toks {
		if w.d.Toks[t].Name != "B-LOC" || w.inName[t] != nil || w.hitOf[t] != nil || len(w.folded[t]) == 0 {
			continue
		}
		hi := t + 1
		for hi < len(w.d.Toks) && w.d.Toks[hi].Name == "I-LOC" {
			hi++
		}
		if !upper(w.d.Toks[hi-1].Form) {
			continue // "the kingdom"
		}
		runs = append(runs, run{t, hi})
		if w.localActs(t, hi) {
			acting[w.folded[t][0]] = true
		}
	}
	for t := range w.d.Toks { // "the Nemer Republic", "Nemer troops"
		if len(w.folded[t]) == 1 && acting[w.folded[t][0]] && w.localAt[t] == nil && upper(w.d.Toks[t].Form) && w.inName[t] == nil && w.d.Toks[t].Name != "B-LOC" {
			runs = append(runs, run{t, t + 1})
		}
	}
	for _, r := range runs {
		key := w.folded[r.lo][0]
		if !acting[key] {
			continue
		}
		if w.local[key] == nil {
			name := w.textOf(r.lo, r.hi)
			e := &ent{id: "place:" + slug(name), name: name, kind: chancery.Country, why: "place of no table that acts", sure: 0.5}
			w.addEnt(e)
			w.local[key] = e
		}
		for t := r.lo; t < r.hi; t++ {
			w.localAt[t] = w.local[key]
		}
	}
}

// localActs reports whether a place says something or has a minister.
func (w *work) localActs(lo, hi int) bool {
	head := w.headOf(lo, hi)
	t := &w.d.Toks[head]
	if t.Head < 0 {
		return false
	}
	if t.Rel == "nsubj" {
		return w.says(w.lemma(t.Head)) && w.casing(head) == ""
	}
	r := w.roleOf[t.Head]
	return t.Rel == "nmod:poss" && r != nil && r.role.kind == officeRole && r.role.class != "GOVR"
}

// localItems makes items of the places that findLocal has found.
func (w *work) localItems() {
	for t := 0; t < len(w.d.Toks); t++ {
		e := w.localAt[t]
		if e == nil {
			continue
		}
		lo := t
		for t+1 < len(w.d.Toks) && w.localAt[t+1] == e && w.sent[t+1] == w.sent[lo] {
			t++
		}
		if w.covered[lo] || w.modifies(t) {
			continue
		}
		it := w.newItem(lo, t+1, chancery.NameForm)
		it.local = e
		w.takeArticle(it)
	}
}

func (w *work) bodyItem(h *hit) {
	if w.covered[h.lo] {
		return
	}
	switch h.e.kind {
	case capitalEntry, metonymEntry, regionEntry:
		return
	case demonymEntry:
		w.inhabitants(h)
		return
	}
	it := w.newItem(h.lo, h.hi, chancery.NameForm)
	it.hit = h
	w.takeArticle(it)
}

// inhabitants makes an item of a demonym that is a noun: "the Ethiopians", "the
// American".
func (w *work) inhabitants(h *hit) {
	t := &w.d.Toks[h.hi-1]
	bare := !w.modifies(h.hi - 1)
	if bare && h.e.plural && w.ethnic(h) {
		w.newItem(h.lo-1, h.hi, chancery.NominalForm).hit = h
		return
	}
	switch {
	case !bare || h.lo == 0:
		return
	case h.e.plural && t.UPOS != "ADJ", w.low[h.lo-1] == "the" && (t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "ADJ") && !w.nounAfter(h.hi):
	default:
		return
	}
	it := w.newItem(h.lo, h.hi, chancery.NominalForm)
	it.hit = h
	w.takeArticle(it)
}

// modifies reports whether a token stands before a noun that it belongs to.
func (w *work) modifies(t int) bool {
	switch w.d.Toks[t].Rel.Base() {
	case "amod", "compound", "nmod:desc":
		return w.d.Toks[t].Head > t
	}
	return false
}

// nounAfter reports whether a noun follows right behind.
func (w *work) nounAfter(t int) bool {
	if t >= len(w.d.Toks) || w.sent[t] != w.sent[t-1] {
		return false
	}
	u := w.d.Toks[t].UPOS
	return u == "NOUN" || u == "PROPN" || u == "ADJ" || w.roleOf[t] != nil && u != "VERB"
}

// takeArticle takes the article before a name into the mention.
func (w *work) takeArticle(it *item) {
	if it.lo > 0 && w.low[it.lo-1] == "the" && w.sent[it.lo-1] == it.sent {
		it.lo--
	}
}

// unlisted makes an item of a name that the tagger takes for an organisation
// and no table has.
func (w *work) unlisted(t, end int) {
	hi := t + 1
	for hi < end && w.d.Toks[hi].Name == "I-ORG" {
		hi++
	}
	for i := t; i < hi; i++ {
		if w.inName[i] != nil || w.inTime[i] || w.hitOf[i] != nil && !w.goesOn(w.hitOf[i], hi) || w.covered[i] {
			return
		}
	}
	if len(w.folded[t]) == 1 && hi-t == 2 && w.s.given[w.folded[t][0]] != 0 {
		return
	}
	name := w.textOf(t, hi)
	if f := w.folded[t]; hi == t+1 && len(f) == 1 && strings.HasSuffix(f[0], "s") && t > 0 && w.low[t-1] == "the" && w.surname(strings.TrimSuffix(f[0], "s")) {
		return // "the Bidens"
	}
	if r := w.roleAt(t, end); r != nil && r.hi >= hi || len(Fold(name)) == 0 || !upper(name) {
		return
	}
	it := w.newItem(t, hi, chancery.NameForm)
	it.org = name
	w.takeArticle(it)
	for i := t; i < hi; i++ {
		w.covered[i] = w.covered[i] || w.hitOf[i] != nil
	}
}

// goesOn reports whether a name of the lexicon is only the beginning of that of
// an organisation, which ends at token hi: "Russian Geographical Society".
func (w *work) goesOn(h *hit, hi int) bool {
	if hi <= h.hi || h.e.kind == ownEntry || h.e.kind == metonymEntry || h.e.kind == bodyEntry && len(h.e.words) > 2 {
		return false
	}
	last := hi - 1
	return w.hitOf[last] == nil && w.roleOf[last] == nil && upper(w.d.Toks[last].Form) && (h.e.kind != bodyEntry || len(w.folded[last]) > 0 && w.organWord(w.folded[last][0]))
}

// organWord reports whether a word ends the names of organisations.
func (w *work) organWord(word string) bool {
	return w.is("sector", word) || w.is("institution", word) || w.is("igo-body", word) || w.is("ngo-word", word)
}

// surname reports whether a person of the article bears the word.
func (w *work) surname(word string) bool {
	return slices.ContainsFunc(w.persons, func(sp *span) bool { return slices.Contains(sp.words, word) })
}

// newBody makes the actor of an organisation that no table has.
func (w *work) newBody(name string) *ent {
	id := "org:" + slug(name)
	if e := w.byID[id]; e != nil {
		return e
	}
	e := &ent{id: id, name: name, kind: chancery.Organisation, words: Fold(name), why: "organisation of no table", sure: 0.5}
	e.country = w.countryIn(e.words)
	for _, x := range e.words {
		if code := w.s.words["sector"][x]; code != "" {
			e.sector = code
		}
	}
	switch code := w.international(name); {
	case e.country == "" && code != "":
		if e.sector != "JUD" && e.sector != "LEG" {
			e.sector = ""
		}
		e.codes = []string{code + e.sector}
	case e.country != "" || e.sector != "":
		e.codes = []string{e.country + e.sector}
	}
	w.addEnt(e)
	return e
}

// international is IGO for the name of an organisation of states, NGO for that of
// a charity or a world-wide association, empty for others: "the International
// Sugar Council", "Clean Water Foundation".
func (w *work) international(name string) string {
	scope, body, ngo, wide := false, false, false, false
	words := strings.FieldsFunc(strings.ToLower(name), splitter)
	for _, x := range words {
		x = plain(x)
		if len(words) > 1 && w.is("charity-word", x) {
			return "NGO"
		}
		scope = scope || w.is("igo-scope", x)
		wide = wide || w.s.words["igo-scope"][x] == "world"
		body = body || w.is("igo-body", x)
		ngo = ngo || w.is("ngo-word", x)
	}
	switch {
	case scope && body:
		return "IGO"
	case wide && ngo:
		return "NGO"
	}
	return ""
}

// countryIn is the state whose name or demonym is among the words of a name.
func (w *work) countryIn(words []string) string {
	for i := range words {
		for _, e := range w.s.lex.byFirst[words[i]] {
			if (e.kind == countryEntry || e.kind == demonymEntry || e.kind == capitalEntry) && len(e.words) <= len(words)-i && slices.Equal(e.words, words[i:i+len(e.words)]) && w.s.lex.states[e.country] != nil {
				return e.country
			}
		}
	}
	return ""
}
