package actor

import (
	"slices"
	"strings"

	"chancery"
)

// numerals are the sizes of small sets.
var numerals = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}

// findPhrases makes items of the noun phrases around role nouns that are not the
// title of a name, and gives names their titles.
func (w *work) findPhrases() {
	for _, sp := range w.persons {
		if sp.title != nil {
			w.claim(sp.title)
			for _, r := range w.roles {
				if r.lo >= sp.title.lo && r.hi <= sp.lo {
					r.inner = true
				}
			}
		}
	}
	phrases := make([]*phrase, 0, len(w.roles))
	for i, r := range w.roles {
		if w.partitive(r, i) {
			continue
		}
		if w.covered[r.head] {
			continue // inside a longer name
		}
		if w.partOfName(r) {
			w.nameBody(r)
			continue
		}
		if r.inner || w.inName[r.head] != nil || w.hitOf[r.head] != nil && w.hitOf[r.head].e.kind != demonymEntry {
			continue
		}
		p := w.phraseAt(r)
		if p.inner != nil {
			if n := len(phrases); n > 0 && phrases[n-1].role == p.inner {
				phrases = phrases[:n-1]
			}
			p.inner.inner = true
		}
		phrases = append(phrases, p)
	}
	for _, p := range phrases {
		if p.role.inner {
			continue
		}
		if w.attributive(p) {
			continue
		}
		if w.modifies(p.role.head) && w.d.Toks[p.role.head].Rel != "nmod:poss" && p.role.hi < w.sentence(p.lo).Hi && w.nounAfter(p.role.hi) {
			p.lo, p.hi = max(p.lo, p.role.lo), p.role.hi
		}
		w.claim(p)
		if country, _ := p.place(); p.role.role.class == "COUNTERPART" && p.poss >= 0 {
			w.otherCountry[p.poss] = country
		}
		it := w.newItem(p.lo, p.hi, chancery.NominalForm)
		it.phrase, it.head = p, p.role.head
		it.subj = w.isSubject(it.head)
	}
}

// attributive reports whether an office only describes the noun behind it: "the
// deputy prime minister post".
func (w *work) attributive(p *phrase) bool {
	k := p.role.role.kind
	return (k == officeRole || k == personRole || k == landRole) && w.modifies(p.role.head) && w.d.Toks[p.role.head].Head >= p.role.hi &&
		w.roleOf[w.d.Toks[p.role.head].Head] == nil && w.d.Toks[p.role.head].Rel != "nmod:desc" && w.inName[w.d.Toks[p.role.head].Head] == nil
}

// partitive reports whether a noun only counts those behind its "of": "a group
// of tourists", "members of the army".
func (w *work) partitive(r *roleHit, i int) bool {
	if !w.is("counter", w.lemma(r.head)) && !w.is("counter", w.low[r.head]) || r.hi >= len(w.d.Toks) || w.low[r.hi] != "of" {
		return false
	}
	for t := r.hi + 1; t < len(w.d.Toks) && t < r.hi+5 && w.sent[t] == w.sent[r.lo]; t++ {
		if w.roleOf[t] != nil || w.hitOf[t] != nil && w.hitOf[t].e.kind != demonymEntry {
			return true
		}
	}
	return false
}

// partOfName reports whether a role noun is only a word of the name of an
// organisation: "Hong Kong Polytechnic University".
func (w *work) partOfName(r *roleHit) bool {
	if r.role.kind != landRole && r.role.kind != personRole && upper(w.d.Toks[r.head].Form) && w.longName(r.lo) > r.hi {
		return true
	}
	if r.role.kind != bodyRole && r.role.kind != groupRole || r.hi-r.lo > 1 || r.role.code == "MIL" || r.role.code == "COP" {
		return false
	}
	in := func(t int) bool {
		return t >= 0 && t < len(w.d.Toks) && (w.d.Toks[t].Name == "I-ORG" || w.d.Toks[t].Name == "B-ORG")
	}
	for t := r.lo; in(t); t-- {
		if t < r.lo && upper(w.d.Toks[t].Form) && w.hitOf[t] == nil && w.roleOf[t] == nil && w.d.Toks[t].UPOS != "ADJ" {
			return true
		}
		if w.d.Toks[t].Name == "B-ORG" {
			break
		}
	}
	return false
}

// nameBody makes an item of a long name that begins with a role noun.
func (w *work) nameBody(r *roleHit) {
	lo := r.lo
	hi := w.longName(lo)
	if hi <= r.hi {
		return
	}
	for lo > w.sentence(lo).Lo && upper(w.d.Toks[lo-1].Form) && w.hitOf[lo-1] == nil && w.inName[lo-1] == nil && len(w.folded[lo-1]) > 0 && w.roleOf[lo-1] == nil && lo-1 > w.sentence(lo).Lo {
		lo--
	}
	it := w.newItem(lo, hi, chancery.NameForm)
	it.org = w.textOf(lo, hi)
	w.takeArticle(it)
	for t := lo; t < hi; t++ {
		w.covered[t] = true
	}
}

// longName is the end of the name in "the National Council for the Safeguard of
// the Homeland", which begins at token lo: capitals that "for" joins; lo where
// there is none.
func (w *work) longName(lo int) int {
	end := w.sentence(lo).Hi
	hi, joined := lo, false
	for t := lo; t < end && t < lo+14; t++ {
		switch {
		case upper(w.d.Toks[t].Form) && len(w.folded[t]) > 0 && w.inName[t] == nil:
			hi = t + 1
		case w.low[t] == "for" && t+1 < end && (upper(w.d.Toks[t+1].Form) || t+2 < end && w.low[t+1] == "the" && upper(w.d.Toks[t+2].Form)):
			joined = true
		case w.low[t] == "of" || w.low[t] == "the" || w.low[t] == "and":
		default:
			t = end
		}
	}
	if !joined {
		return lo
	}
	return hi
}

// claim takes the names that a phrase speaks for: "Russian" in "Russian troops".
// Possessors and names behind "of" stay mentions of their own.
func (w *work) claim(p *phrase) {
	for t := p.lo; t < p.role.lo; t++ {
		h := w.hitOf[t]
		if w.inName[t] == nil && (h == nil || !slices.Contains(p.of, h) && !(h.hi < len(w.d.Toks) && w.possessive(h.hi))) {
			w.covered[t] = true
		}
	}
}

// resolvePhrase finds out whom a noun phrase means.
func (w *work) resolvePhrase(it *item) {
	p := it.phrase
	r := p.role.role
	if b := p.role.bearer; b != nil && b.ent != nil {
		w.refer(it, 0.9, "apposition", b.ent)
		return
	}
	switch r.kind {
	case landRole:
		w.land(it)
	case stateRole:
		w.government(it)
	case bodyRole:
		w.bodyPhrase(it)
	case groupRole:
		w.groupPhrase(it)
	case personRole:
		w.sortOfPerson(it)
	case officeRole:
		w.officePhrase(it)
	}
}

func (w *work) refer(it *item, sure float32, why string, ents ...*ent) {
	ents = slices.DeleteFunc(ents, func(e *ent) bool { return e == nil })
	if len(ents) == 0 {
		return
	}
	it.refs, it.sure, it.why = ents, sure, why
}

// named is the state or body that the phrase itself names: by an adjective, a
// possessor or "of".
func (w *work) named(p *phrase) (country string, body *ent) {
	if e := p.body(); e != nil {
		return "", w.entryEnt(e, "")
	}
	country, _ = p.place()
	if country != "" && w.s.lex.states[country] == nil {
		return country, nil
	}
	if country != "" {
		return country, nil
	}
	for t := p.lo; t < p.role.lo; t++ {
		if e := w.localAt[t]; e != nil {
			return "", e
		}
	}
	if p.state != nil {
		return "", p.state
	}
	if p.ofName != "" {
		return "", w.newBody(p.ofName)
	}
	if p.where != "" {
		return p.where, nil
	}
	switch e := w.ownerOf(p); {
	case e == nil:
	case e.kind == chancery.Organisation && e.country == "":
		return "", e
	default:
		return e.country, nil
	}
	return "", nil
}

// ownerOf is who the possessive pronoun or the person before the noun is.
func (w *work) ownerOf(p *phrase) *ent {
	if p.owner != nil {
		return p.owner.ent
	}
	if p.poss >= 0 {
		if it := w.byHead[p.poss]; it != nil && len(it.refs) == 1 {
			return it.refs[0]
		}
	}
	if p.whose {
		return w.antecedent(p.role.head)
	}
	return nil
}

// antecedent is the actor that the relative clause around a token speaks of.
func (w *work) antecedent(t int) *ent {
	for range 12 {
		h := w.d.Toks[t].Head
		if h < 0 {
			return nil
		}
		if w.d.Toks[t].Rel == "acl:relcl" {
			if it := w.byHead[h]; it != nil && len(it.refs) == 1 {
				return it.refs[0]
			}
			return nil
		}
		t = h
	}
	return nil
}

// land resolves "the country", "its neighbour", "both countries".
func (w *work) land(it *item) {
	p := it.phrase
	word := w.lemma(p.role.head)
	for t := p.lo; t < p.role.lo; t++ { // "the Nemer Republic"
		if e := w.localAt[t]; e != nil && !p.role.role.plural {
			w.refer(it, 0.6, "state of no table", e)
			return
		}
	}
	if p.role.role.plural {
		if n := p.count(); n > 0 {
			w.refer(it, 0.6, "set of states", w.lastStates(it, n)...)
		}
		if country, _ := p.place(); country != "" && len(it.refs) == 0 {
			w.refer(it, 0.7, "region", w.stateEnt(country))
		}
		return
	}
	owner := w.ownerOf(p)
	switch {
	case owner == nil && p.poss >= 0 && (word == "neighbour" || word == "neighbor"):
		if a := w.byHead[p.poss]; a != nil && len(a.refs) > 1 {
			w.refer(it, 0.5, "the other state", w.otherState(it, true, a.refs...))
		}
	case word == "neighbour" || word == "neighbor" || word == "ally":
		of := owner
		if country, _ := p.place(); of == nil && country != "" && p.clipped {
			of = w.stateEnt(country)
		}
		if of != nil {
			w.refer(it, 0.6, "the other state", w.otherState(it, word != "ally", of))
		}
	case owner != nil:
		w.refer(it, 0.8, "country of the owner", w.stateEnt(owner.country))
	case p.det == "the" || p.det == "this":
		if len(p.mods) == 0 {
			w.refer(it, 0.6, "last state", w.lastState(it))
		}
	}
}

// count is the size of a set that the phrase speaks of, 0 where it is open.
func (p *phrase) count() int {
	if p.det == "both" || p.both {
		return 2
	}
	if p.the || p.poss >= 0 {
		return p.num
	}
	return 0
}

// government resolves "the government", "Foreign Ministry", "the Russian side",
// "each side", "the authorities".
func (w *work) government(it *item) {
	p := it.phrase
	country, body := w.named(p)
	side := w.lemma(p.role.head) == "side" || w.lemma(p.role.head) == "team"
	switch {
	case country != "":
		w.refer(it, 0.9, p.role.role.why, w.stateEnt(country))
	case body != nil:
		w.refer(it, 0.8, p.role.role.why, body)
	case side && (p.role.role.plural || p.count() > 0):
		w.sides(it)
	case side:
	case !p.the && p.poss < 0 && !(len(p.adjs) > 0 || len(p.role.role.words) > 1):
	case p.role.role.plural && p.role.role.words[0] != "authorities" && !strings.HasPrefix(p.role.role.words[0], "prosecut"):
	default:
		w.refer(it, 0.55, "government of the last state", w.contextState(it))
	}
}

// sides resolves "the two sides", "both parties": the last two who acted
// together, else the last two states.
func (w *work) sides(it *item) {
	for i := len(w.past) - 1; i >= 0 && w.past[i].sent >= it.sent-5; i-- {
		if a := w.past[i]; a.subj {
			if set := w.together(a); len(set) == 2 && set[0].country+set[1].country != "" && set[0] != set[1] {
				w.refer(it, 0.6, "those who acted together", set...)
				return
			}
		}
	}
	w.refer(it, 0.5, "the two sides", w.lastStates(it, 2)...)
}

// bodyPhrase resolves "the Thai army", "troops", "parliament", "the alliance".
func (w *work) bodyPhrase(it *item) {
	p := it.phrase
	r := p.role.role
	if r.class == "BODY" {
		w.lastBody(it)
		return
	}
	country, body := w.named(p)
	noun := strings.Join(r.words, " ")
	switch {
	case country != "":
		w.refer(it, 0.85, r.why, w.organ(country, r.code, noun))
	case body != nil:
		w.refer(it, 0.7, r.why, w.branch(body, r, noun))
	case w.generic(p) || w.is("abstract", w.lemma(p.role.head)) && !p.the && len(r.words) == 1:
	default:
		if e := w.formerOrgan(it, r.code); e != nil {
			w.refer(it, 0.65, "named before", e)
		} else if e := w.contextState(it); e != nil && e.kind == chancery.Country {
			w.refer(it, 0.55, r.why, w.organ(e.country, r.code, noun))
		}
	}
}

// formerOrgan is the organ of a state that was spoken of before and is of the same
// sector; where the verb has a subject that sends or has it, that of the subject.
func (w *work) formerOrgan(it *item, sector string) *ent {
	if e := w.keeper(it); e != nil && e.country != "" && w.s.lex.states[e.country] != nil {
		return w.organ(e.country, sector, strings.Join(it.phrase.role.role.words, " "))
	}
	for i := len(w.past) - 1; i >= 0 && w.past[i].sent >= it.sent-12; i-- {
		for _, e := range w.past[i].refs {
			if e.kind == chancery.Organisation && e.sector == sector && e.id == e.country+sector {
				return e
			}
		}
	}
	return nil
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
	for i := len(w.hits) - 1; i >= 0; i-- {
		if h := w.hits[i]; h.lo < it.lo && h.e.kind == bodyEntry && !h.e.group {
			if e := w.entryEnt(h.e, ""); bodyFits(word, e) {
				w.refer(it, 0.8, "last "+word, e)
				return
			}
		}
	}
	for i := len(w.past) - 1; i >= 0; i-- {
		for _, e := range w.past[i].refs {
			if (e.kind == chancery.Organisation || e.kind == chancery.Group) && e.id != e.country+e.sector && bodyFits(word, e) {
				w.refer(it, 0.7, "last "+word, e)
				return
			}
		}
	}
	if word == "alliance" {
		w.refer(it, 0.5, "the alliance", w.bodyByCode("IGOWSTNAT"))
	}
}

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
	if r.class == "ALLIES" {
		w.allies(it)
		return
	}
	if word := w.low[p.role.head]; word == "parties" && p.the && len(r.words) == 1 && len(p.mods) == 0 {
		w.sides(it)
		return
	}
	country, body := w.named(p)
	if country == "" && body == nil {
		if !r.plural && (p.det == "a" || p.det == "an") || w.is("abstract", w.lemma(p.role.head)) && !p.the && p.poss < 0 && len(p.adjs) == 0 && len(r.words) == 1 {
			return
		}
		if e := w.contextState(it); e != nil && !w.generic(p) {
			country = e.country
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

// sortOfPerson resolves "officials of X", "protesters", "the lawmaker".
func (w *work) sortOfPerson(it *item) {
	p := it.phrase
	r := p.role.role
	code := p.code()
	country, body := w.named(p)
	if word := r.words[r.head]; p.count() == 2 && (word == "men" || word == "women" || word == "people") {
		w.pair(it)
		return
	}
	if !r.plural && (p.det == "the" || p.poss >= 0) && country == "" {
		if e := w.lastBearer(it, r, ""); e != nil {
			w.refer(it, 0.7, "person so called before", e)
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
		case body != nil && !r.plural && body.country != "":
			w.refer(it, 0.65, "official of a body", w.someone(p, body.country, body.sector, false))
		case body != nil:
			w.refer(it, 0.7, "officials of a body", body)
		}
	case body != nil:
		w.refer(it, 0.6, r.why, w.branch(body, r, w.crowdNoun(r)))
	case country == "" && !r.plural:
	case organNoun[code] != "":
		if r.words[r.head] == "officer" || r.words[r.head] == "officers" {
			code = w.uniform(it, code)
		}
		if country == "" && !w.generic(p) {
			if e := w.formerOrgan(it, code); e != nil {
				country = e.country
			} else if e := w.contextState(it); e != nil && e.kind == chancery.Country {
				country = e.country
			}
		}
		if country != "" {
			w.refer(it, 0.7, r.why, w.organ(country, code, organNoun[code]))
		}
	case r.plural || w.is("collective", r.words[r.head]):
		if country == "" && crowd[code] && !w.generic(p) {
			if e := w.stateHere(it); e != nil {
				country = e.country
			} else if e := w.contextState(it); e != nil {
				country = e.country
			}
		}
		w.refer(it, 0.6, r.why, w.collective(country, code, w.crowdNoun(r)))
	default:
		w.refer(it, 0.5, r.why, w.someone(p, country, code, false))
	}
}

// uniform is the sector of an officer: the police where the sentences before
// speak of police and not of an army.
func (w *work) uniform(it *item, code string) string {
	for i := len(w.past) - 1; i >= 0 && w.past[i].sent >= it.sent-3; i-- {
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

// crowdNoun is the name of the group; those who march have one.
func (w *work) crowdNoun(r *role) string {
	switch noun := w.pluralNoun(r); noun {
	case "demonstrators", "rally-goers", "rally goers", "marchers", "crowds":
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
