package actor

import (
	"slices"

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
	if t := r.hi + 1; t < len(w.d.Toks) {
		if x := &w.d.Toks[t]; x.UPOS == "AUX" || x.XPOS == "VBG" && x.Rel.Base() != "amod" {
			return false // "accused the groups of having misled the refugees"
		}
	}
	for t := r.hi + 1; t < len(w.d.Toks) && t < r.hi+5 && w.sent[t] == w.sent[r.lo]; t++ {
		if w.roleOf[t] != nil || w.hitOf[t] != nil && w.hitOf[t].e.kind != demonymEntry {
			return true
		}
	}
	return false
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
	if b := p.role.bearer; b != nil && b.ent != nil {
		w.belong(b.ent, p)
		w.refer(it, 0.9, "apposition", b.ent)
		return
	}
	if b := w.apposedBody(it); b != nil {
		if len(b.refs) == 0 {
			w.resolveItem(b)
		}
		if len(b.refs) == 1 {
			w.refer(it, b.sure, "apposition", b.refs...)
			return
		}
	}
	if !w.severally(it) {
		w.resolveKind(it)
	}
}

// belong makes a person of whom nothing is known but a title one of those whose
// title it is: "their spokesman", of the rebels.
func (w *work) belong(e *ent, p *phrase) {
	if e.person != nil || e.country != "" || e.of != nil || p.poss < 0 {
		return
	}
	if o := w.ownerOf(p); o != nil && o.kind != chancery.Person && len(o.codes) > 0 {
		e.of, e.country, e.sector, e.codes = o, o.country, o.sector, o.codes[:1]
		if o.kind == chancery.Country {
			e.sector, e.codes = p.role.role.code, codeList(o.country+p.role.role.code)
		}
	}
}

// apposedBody is the name behind "the main opposition party, the People's Front,"
// where the noun phrase itself names no state.
func (w *work) apposedBody(it *item) *item {
	p := it.phrase
	if kind := p.role.role.kind; kind == officeRole || kind == personRole || p.role.role.plural {
		return nil
	}
	if country, body := w.named(p); country != "" || body != nil {
		return nil
	}
	for t := it.hi + 1; t < min(len(w.d.Toks), it.hi+8) && w.sent[t] == w.sent[it.lo]; t++ {
		x := &w.d.Toks[t]
		if b := w.byHead[t]; x.Rel.Base() == "appos" && x.Head == it.head && b != nil && b != it && b.lo == it.hi+1 && b.span == nil && upper(w.d.Toks[t].Form) {
			return b
		}
	}
	return nil
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
	if p.where != "" && p.poss < 0 && p.owner == nil && !p.whose {
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
