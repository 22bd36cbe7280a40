package actor

import (
	"slices"

	"chancery"
)

// A pronoun is what its form tells of whom it means.
type pronoun struct {
	gender byte // 'm', 'f', 'n', or 0
	many   bool
	poss   bool
}

var pronouns = map[string]pronoun{
	"he": {'m', false, false}, "him": {'m', false, false}, "his": {'m', false, true}, "himself": {'m', false, false},
	"she": {'f', false, false}, "her": {'f', false, true}, "hers": {'f', false, true}, "herself": {'f', false, false},
	"it": {'n', false, false}, "its": {'n', false, true}, "itself": {'n', false, false},
	"they": {0, true, false}, "them": {0, true, false}, "their": {0, true, true}, "theirs": {0, true, true}, "themselves": {0, true, false},
	"i": {}, "me": {}, "my": {poss: true}, "mine": {poss: true}, "myself": {}, "we": {many: true}, "us": {many: true}, "our": {many: true, poss: true}, "ours": {many: true}, "ourselves": {many: true},
}

// speakers are the pronouns that mean the speaker of a quotation.
var speakers = wordSet("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves")

// findPronouns makes items of personal and possessive pronouns, and of "the
// latter" and "the former".
func (w *work) findPronouns() {
	for i := range w.d.Toks {
		t := &w.d.Toks[i]
		word := w.low[i]
		switch _, ok := pronouns[word]; {
		case ok && (t.UPOS == "PRON" || t.UPOS == "DET") && t.Rel != "expl" && !(word == "us" && t.Form == "US"):
			if speakers[word] && w.quoteOf(i) < 0 {
				continue
			}
			it := w.newItem(i, i+1, chancery.PronounForm)
			it.pron = word
			it.ahead = w.partTaker(i)
		case word == "last" && i > 0 && w.low[i-1] == "this" && i+1 < len(w.d.Toks) && w.verbal(i+1):
			it := w.newItem(i-1, i+1, chancery.NominalForm)
			it.pron, it.head = "latter", i
			it.subj = true
		case word == "two" && i > 0 && w.low[i-1] == "the" && !w.modifies(i) && t.Rel != "nummod" && !w.nounAfter(i+1):
			it := w.newItem(i-1, i+1, chancery.NominalForm)
			it.pron, it.head = "two", i
			it.subj = w.isSubject(i)
		case (word == "latter" || word == "former") && i > 0 && (w.low[i-1] == "the" || w.low[i-1] == "this") && !w.modifies(i) && !w.nounAfter(i+1):
			it := w.newItem(i-1, i+1, chancery.NominalForm)
			it.pron, it.head = word, i
			it.subj = w.isSubject(i)
		}
	}
}

// partTaker is the subject behind the "for its part" that opens a clause with
// the possessive at token t, -1 elsewhere.
func (w *work) partTaker(t int) int {
	s := w.sentence(t)
	if t == s.Lo || t+1 >= s.Hi || w.low[t-1] != "for" || w.low[t+1] != "part" {
		return -1
	}
	v := w.d.Toks[t+1].Head
	for k := t + 2; v >= 0 && k < min(s.Hi, t+30); k++ {
		if x := &w.d.Toks[k]; x.Head == v && x.Rel.Base() == "nsubj" {
			return k
		}
	}
	return -1
}

// verbal reports whether a token is a verb or auxiliary.
func (w *work) verbal(t int) bool {
	u := w.d.Toks[t].UPOS
	return u == "VERB" || u == "AUX"
}

func (w *work) resolvePronoun(it *item) {
	switch it.pron {
	case "two":
		w.pair(it)
		return
	case "latter", "former":
		w.latter(it)
		return
	case "it", "itself":
		if w.pleonastic(it.head) {
			return
		}
	}
	p := pronouns[it.pron]
	if p.gender == 'n' && p.poss && w.thing(it) {
		return
	}
	if p.many {
		w.they(it)
		return
	}
	best, second := w.best(it, p)
	least := 1.0
	if p.gender == 'n' {
		least = 2
	}
	if best.e == nil || best.score < least {
		return
	}
	sure := float32(0.75)
	if best.score-second < 0.6 {
		sure = 0.5
	}
	w.refer(it, sure, "pronoun", best.e)
}

// A fitting is how well an actor explains a pronoun.
type fitting struct {
	e     *ent
	score float64
}

// best is the actor that explains a pronoun best, and the score of the next
// one. It has no actor where somebody fits best of whom nothing is known.
func (w *work) best(it *item, p pronoun) (fitting, float64) {
	var list []fitting
	for i := len(w.done) - 1; i >= oldest(w.done); i-- {
		a := w.done[i]
		if a.sent < it.sent-3 {
			break
		}
		var e *ent
		switch {
		case len(a.refs) == 1:
			e = a.refs[0]
		case len(a.refs) > 1 || p.gender == 'n' || !a.human() || a.sent != it.sent:
			continue
		}
		s, ok := w.fit(it, a, e, p)
		if !ok {
			continue
		}
		if k := slices.IndexFunc(list, func(f fitting) bool { return f.e == e }); k < 0 {
			list = append(list, fitting{e, s})
		} else if s > list[k].score {
			list[k].score = s
		}
	}
	var top fitting
	second := 0.0
	for _, f := range list {
		if f.score > top.score {
			top, second = f, top.score
		} else {
			second = max(second, f.score)
		}
	}
	return top, second
}

// human reports whether an item that was not resolved names one person.
func (it *item) human() bool {
	if it.phrase == nil || it.phrase.role.role.plural {
		return false
	}
	k := it.phrase.role.role.kind
	return k == officeRole || k == personRole
}

// fit is how well an earlier item explains a pronoun.
func (w *work) fit(it, a *item, e *ent, p pronoun) (float64, bool) {
	if e == nil {
		e = &ent{kind: chancery.Person, gender: a.phrase.role.role.gender}
	}
	if p.gender == 'n' && p.poss && (w.governs(it, e) || w.others(it, a)) {
		return 0, false
	}
	if !agrees(e, p) || w.bound(it, a) || e.country != "" && e.country == w.otherCountry[it.lo] {
		return 0, false
	}
	if q := it.quote; q >= 0 && a.quote != q && slices.Contains(w.speaker(q), e) && p.gender != 'n' {
		return 0, false
	}
	s := 6 - 2*float64(it.sent-a.sent)
	if a.sent == it.sent {
		s += w.nearness(it, a)
	} else if a.subj {
		s += 2
		if c := w.clauseOf(a.head); c >= 0 && w.d.Toks[c].Head < 0 {
			s += 0.7
		}
	}
	if p.gender == 'n' && len(w.together(a)) > 1 {
		s -= 2
	}
	if a.form == chancery.PronounForm {
		s += 0.5
	}
	if it.subj && a.subj {
		s += 0.5
	}
	if p.poss && a.sent == it.sent {
		s += w.judged(it, a)
	}
	switch w.firstRel(a.head) {
	case "nmod:poss":
		s -= 0.5
	case "compound", "nmod", "amod":
		s -= 1.5
	}
	if p.gender != 'n' && e.gender == 0 {
		s -= 0.4
		if p.gender == 'f' {
			s -= 0.6
		}
	}
	s -= 0.02 * float64(min(it.lo-a.lo, 60))
	if p.gender == 'n' {
		switch {
		case p.poss && a.sent == it.sent:
		case it.subj && (w.agentive(it.head) || w.minds(it.head) || w.sayerOf(it.head) == a.head && a.sent == it.sent):
		case p.poss:
			s -= 1
		default:
			s -= 4
		}
	}
	return s, true
}

// governs reports whether a body cannot have what stands behind "its": police and
// courts have no president or government.
func (w *work) governs(it *item, e *ent) bool {
	n := w.d.Toks[it.head].Head
	if n < 0 || e.kind != chancery.Organisation || e.sector != "COP" && e.sector != "MIL" && e.sector != "JUD" {
		return false
	}
	r := w.roleOf[n]
	return r != nil && (r.role.class == "HOS" || r.role.class == "HOG" || r.role.class == "FM" || r.role.class == "DM" || r.role.code == "LEG" || r.role.kind == stateRole && r.role.code == "GOV" && w.lemma(n) == "government")
}

// others reports whether a possessive cannot go back to the subject of its verb:
// whoever demands "its release" does not mean his own.
func (w *work) others(it, a *item) bool {
	n := w.d.Toks[it.head].Head
	if n < 0 || !a.subj || a.sent != it.sent || !w.is("others-noun", w.lemma(n)) {
		return false
	}
	v := w.d.Toks[n].Head
	return v >= 0 && w.is("ask-verb", w.lemma(v)) && (w.clauseOf(a.head) == v || w.d.Toks[v].Rel == "conj" && w.clauseOf(a.head) == w.d.Toks[v].Head)
}

// thing reports whether the subject of the clause that a possessive stands in is a
// thing, which then may be its owner: "the ship had entered its waters".
func (w *work) thing(it *item) bool {
	n := w.d.Toks[it.head].Head
	if n < 0 {
		return false
	}
	c := w.clauseOf(n)
	s := w.sentence(it.lo)
	for k := max(s.Lo, it.lo-maxReach); c >= 0 && k < it.lo; k++ {
		if x := &w.d.Toks[k]; x.Head == c && x.Rel == "nsubj" && x.XPOS == "NN" && w.byHead[k] == nil && w.hitOf[k] == nil && w.localAt[k] == nil {
			return true
		}
	}
	return false
}

// judged is what speaks for the object of a verb that praises, blames or thanks,
// and against its subject, behind "for" or "over": "praised Oman for its help".
func (w *work) judged(it, a *item) float64 {
	n := w.d.Toks[it.head].Head
	if n < 0 || w.d.Toks[n].Head < 0 {
		return 0
	}
	v := w.d.Toks[n].Head
	if c := w.casing(n); c != "for" && c != "over" || !w.is("judge-verb", w.lemma(v)) {
		return 0
	}
	switch t := &w.d.Toks[a.head]; {
	case t.Head == v && t.Rel.Base() == "obj":
		return 3
	case t.Head == v && t.Rel.Base() == "nsubj":
		return -3
	}
	return 0
}

// firstRel is the relation of a token, or that of the first of those that it is
// coordinated with.
func (w *work) firstRel(t int) chancery.Rel {
	for range 8 {
		x := &w.d.Toks[t]
		if x.Rel != "conj" || x.Head < 0 {
			return x.Rel
		}
		t = x.Head
	}
	return "conj"
}

// nearness is what the tree says of an item in the sentence of a pronoun: the
// clause of the pronoun counts before those around it, and in each the subject
// before the rest (after Hobbs 1978).
func (w *work) nearness(it, a *item) float64 {
	level, t := 0, it.head
	of := w.clauseOf(a.head)
	for range 24 {
		h := w.d.Toks[t].Head
		if h < 0 {
			return 0
		}
		relative := w.d.Toks[t].Rel == "acl:relcl"
		t = h
		owner := w.d.Toks[a.head].Head == t && w.d.Toks[a.head].Rel == "nmod:poss"
		switch {
		case relative && (t == a.head || owner): // the antecedent is the subject, or whose it is
			return 4 - 1.5*float64(max(level-1, 0))
		case t == a.head || owner:
			return 2.5 - float64(level)
		}
		if t == of {
			if a.subj {
				return 4 - 1.5*float64(level)
			}
			return 3 - 1.5*float64(level)
		}
		if w.hasSubject(t) {
			level++
		}
	}
	return 0
}

// hasSubject reports whether a token has a subject of its own.
func (w *work) hasSubject(t int) bool {
	s := w.sentence(t)
	for k := max(s.Lo, t-20); k < min(s.Hi, t+8); k++ {
		if c := &w.d.Toks[k]; c.Head == t && c.Rel.Base() == "nsubj" {
			return true
		}
	}
	return false
}

func agrees(e *ent, p pronoun) bool {
	switch p.gender {
	case 'm', 'f':
		return e.kind == chancery.Person && (e.gender == 0 || e.gender == p.gender)
	case 'n':
		return e.kind != chancery.Person && !e.plural
	}
	return true
}

// bound reports whether grammar keeps the two apart: the object of a verb is not
// its subject.
func (w *work) bound(it, a *item) bool {
	if it.sent != a.sent || pronouns[it.pron].poss || it.pron == "himself" || it.pron == "herself" || it.pron == "itself" {
		return w.partOf(it, a)
	}
	if w.partOf(it, a) {
		return true
	}
	c, of := w.clauseOf(it.head), w.clauseOf(a.head)
	if c >= 0 && c == of {
		return true
	}
	// A coordinated verb has the subject of the first: "met X and thanked him".
	for c >= 0 && w.d.Toks[c].Rel == "conj" && w.d.Toks[it.head].Rel.Base() != "nsubj" && !w.hasSubject(c) {
		if c = w.d.Toks[c].Head; c == of && a.subj {
			return true
		}
	}
	return false
}

// partOf reports whether the pronoun stands inside the phrase of the item.
func (w *work) partOf(it, a *item) bool { return a.lo <= it.lo && it.hi <= a.hi }

// clauseOf is the predicate that a token depends on, -1 without one.
func (w *work) clauseOf(t int) int {
	for range 12 {
		tok := &w.d.Toks[t]
		switch tok.Rel.Base() {
		case "nsubj", "obj", "iobj", "obl", "csubj", "expl", "vocative":
			return tok.Head
		case "conj", "nmod", "appos", "compound", "flat", "amod", "case", "det", "acl", "nummod":
			if tok.Head < 0 {
				return -1
			}
			t = tok.Head
		default:
			return -1
		}
	}
	return -1
}

// pleonastic reports whether "it" means nothing: "it is clear that".
func (w *work) pleonastic(t int) bool {
	tok := &w.d.Toks[t]
	if tok.Rel == "expl" || tok.Rel == "obj" || tok.Rel == "obl" {
		return true
	}
	if tok.Rel.Base() != "nsubj" || tok.Head < 0 {
		return false
	}
	if h := tok.Head; w.d.Toks[h].UPOS == "ADJ" && w.is("mind-adjective", w.low[h]) {
		return false // "it was concerned"
	}
	if h := tok.Head; w.sayerOf(t) >= 0 && w.d.Toks[h].UPOS == "NOUN" && w.casing(h) != "" {
		return false // "said it was in touch"
	}
	if t+1 < len(w.d.Toks) && w.lemma(t+1) == "be" && w.d.Toks[min(t+2, len(w.d.Toks)-1)].UPOS != "VERB" && w.low[min(t+2, len(w.d.Toks)-1)] != "not" {
		return true
	}
	switch w.d.Toks[tok.Head].UPOS {
	case "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM":
		return true
	}
	switch w.lemma(tok.Head) {
	case "be", "seem", "appear", "take", "rain", "happen", "become", "remain", "mean", "matter", "turn", "help", "cost", "last", "follow", "contain", "include", "work":
		return true
	}
	return w.d.Toks[tok.Head].Rel == "parataxis" && w.lemma(tok.Head) == "be"
}

// sayerOf is the subject of the verb of speech that reports the clause of which
// token t is the subject, -1 elsewhere.
func (w *work) sayerOf(t int) int {
	h := w.d.Toks[t].Head
	if h < 0 || w.d.Toks[h].Rel != "ccomp" {
		return -1
	}
	v := w.d.Toks[h].Head
	if v < 0 || !w.says(w.lemma(v)) {
		return -1
	}
	s := w.sentence(t)
	for k := max(s.Lo, t-maxReach); k < min(s.Hi, t+maxReach); k++ {
		if x := &w.d.Toks[k]; x.Head == v && x.Rel == "nsubj" {
			return k
		}
	}
	return -1
}

// minds reports whether the predicate of a subject is a state of mind.
func (w *work) minds(t int) bool {
	h := w.d.Toks[t].Head
	return h >= 0 && w.is("mind-adjective", w.low[h])
}

// agentive reports whether the predicate of a subject is a deed of somebody.
func (w *work) agentive(t int) bool {
	h := w.d.Toks[t].Head
	return h >= 0 && w.d.Toks[h].UPOS == "VERB" && w.d.Toks[t].Rel != "nsubj:pass"
}
