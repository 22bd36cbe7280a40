package actor

import (
	"slices"

	"chancery"
)

// they resolves plural pronouns: groups, several persons named together, armies,
// and bodies that many speak of as "they". Subjects come first, then what is
// near; where the likeliest are many of whom nothing is known, nothing is told.
func (w *work) they(it *item) {
	var best []*ent
	top := 3.5
	for i := len(w.done) - 1; i >= oldest(w.done); i-- {
		a := w.done[i]
		if a.sent < it.sent-2 {
			break
		}
		if w.bound(it, a) {
			continue
		}
		if it.pron == "them" && !(a.subj && a.sent < it.sent || a.phrase != nil) {
			continue // more often things
		}
		refs, s := w.many(a)
		if s == 0 || w.ownSide(it, refs) || w.struck(it, a) || w.predicative(a) || it.quote >= 0 && w.hears(a) {
			continue
		}
		s += 6 - 2*float64(it.sent-a.sent) - 0.01*float64(it.lo-a.lo)
		if a.subj {
			s += 2
		}
		if s > top {
			best, top = refs, s
		}
	}
	w.refer(it, 0.55, "plural pronoun", best...)
}

// ownSide reports whether those are of the side of who says the quotation that a
// pronoun stands in: that side would be "we".
func (w *work) ownSide(it *item, refs []*ent) bool {
	if it.quote < 0 {
		return false
	}
	for _, s := range w.speaker(it.quote) {
		if slices.ContainsFunc(refs, func(e *ent) bool {
			return e == s || s.country != "" && e.country == s.country && (e.kind == chancery.Country || ownOrgans[e.sector])
		}) {
			return true
		}
	}
	return false
}

// ownOrgans are the sectors that an official speaks of as "we".
var ownOrgans = wordSet("GOV", "MIL", "COP", "SPY")

// predicative reports whether an item only says what somebody is: "we are no
// criminals".
func (w *work) predicative(a *item) bool {
	s := w.sentence(a.lo)
	for k := max(s.Lo, a.head-8); k < min(s.Hi, a.head+3); k++ {
		if x := &w.d.Toks[k]; x.Head == a.head && x.Rel == "cop" {
			return true
		}
	}
	return w.d.Toks[a.head].Rel == "xcomp"
}

// hears reports whether an item is whom something is told: "told reporters".
func (w *work) hears(a *item) bool {
	t := &w.d.Toks[a.head]
	return (t.Rel == "obj" || t.Rel == "iobj") && t.Head >= 0 && w.says(w.lemma(t.Head)) && a.quote < 0
}

// struck reports whether an item is the subject that strikes what a possessive
// pronoun has: "warplanes hit their positions" are not those of the planes.
func (w *work) struck(it, a *item) bool {
	if !pronouns[it.pron].poss || !a.subj || a.sent != it.sent {
		return false
	}
	n := w.d.Toks[it.head].Head
	return n >= 0 && w.d.Toks[n].Rel == "obj" && w.is("strike-verb", w.lemma(max(w.d.Toks[n].Head, 0))) && w.clauseOf(a.head) == w.d.Toks[n].Head
}

// many is whom a plural pronoun means that goes back to an item, and how well it
// does; the weight is 0 where the item is none of many. There are no actors
// where nothing is known of them.
func (w *work) many(a *item) ([]*ent, float64) {
	if set := w.together(a); len(set) > 1 {
		if !a.subj && set[0].kind == chancery.Country {
			return set, -1.5
		}
		return set, 0.5
	}
	switch {
	case len(a.refs) == 0:
		if a.phrase == nil || !a.phrase.role.role.plural {
			return nil, 0
		}
		return nil, -0.5
	case len(a.refs) > 1:
		return a.refs, 0.5
	case a.phrase != nil && a.phrase.role.role.plural && a.refs[0].kind == chancery.Group:
		return a.refs, 0.2 // "the rebels" of a movement with a name
	case a.refs[0].plural || collectives[a.refs[0].sector] && a.refs[0].kind == chancery.Organisation:
		return a.refs, 0.2
	case a.refs[0].kind == chancery.Organisation && a.subj:
		return a.refs, -2.5
	}
	return nil, 0
}

// pair resolves "the two" and "both men": the last two persons of one sentence,
// else the last two of all, else the last two states.
func (w *work) pair(it *item) {
	if refs := w.met(it); len(refs) == 2 {
		w.refer(it, 0.65, "two persons of one sentence", refs...)
		return
	}
	if refs := w.lastPersons(it, 2, ""); len(refs) == 2 {
		w.refer(it, 0.65, "last two persons", refs...)
		return
	}
	if it.phrase == nil {
		w.refer(it, 0.5, "last two states", w.lastStates(it, 2)...)
	}
}

// met are the persons of the sentence before where it has two, named or not.
func (w *work) met(it *item) []*ent {
	var out []*ent
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-1; i-- {
		if w.past[i].sent == it.sent {
			continue
		}
		for _, e := range slices.Backward(w.past[i].refs) {
			if e.kind == chancery.Person && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	slices.Reverse(out)
	return out
}

var collectives = map[string]bool{"MIL": true, "COP": true, "REB": true}

// together is who is coordinated with an item: "Egypt and Sudan".
func (w *work) together(a *item) []*ent {
	head := a.head
	if t := &w.d.Toks[head]; t.Rel == "conj" && t.Head >= 0 {
		head = t.Head
	}
	first := w.byHead[head]
	if first == nil || len(first.refs) == 0 {
		return nil
	}
	set := slices.Clone(first.refs)
	for _, t := range w.conjuncts[head] {
		it := w.byHead[t]
		if it == nil || len(it.refs) == 0 {
			return nil
		}
		set = append(set, it.refs...)
	}
	return set
}

// latter resolves "the latter" and "the former": the last and the first of the
// actors of the sentence before that fit in number.
func (w *work) latter(it *item) {
	var list []*item
	sent := -1
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		a := w.past[i]
		if a.lo >= it.lo || a.sent == it.sent {
			continue
		}
		if s := &w.d.Sentences[a.sent]; s.Hi-s.Lo < 3 {
			continue // a fragment
		}
		if sent < 0 {
			sent = a.sent
		}
		if a.sent != sent || sent < it.sent-3 {
			break
		}
		list = append(list, a)
	}
	if rel := w.d.Toks[it.head].Rel; rel == "obj" || rel == "xcomp" {
		return // "will choose the former": a thing
	}
	many := w.pluralVerb(it.head)
	pick := func(a *item) bool {
		if a.form == chancery.PronounForm || len(a.refs) == 0 {
			return false
		}
		return !many || len(a.refs) > 1 || a.refs[0].plural
	}
	if it.pron == "former" {
		slices.Reverse(list)
	}
	for _, a := range list {
		if pick(a) {
			w.refer(it, 0.7, "the "+it.pron, a.refs...)
			return
		}
	}
}

// pluralVerb reports whether the verb of a subject is in the plural.
func (w *work) pluralVerb(t int) bool {
	h := w.d.Toks[t].Head
	if h < 0 {
		return false
	}
	s := w.sentence(t)
	for k := s.Lo; k < s.Hi; k++ {
		tok := &w.d.Toks[k]
		if k == h && tok.XPOS == "VBP" || tok.Head == h && (tok.Rel.Base() == "aux" || tok.Rel == "cop") && (w.low[k] == "are" || w.low[k] == "were" || w.low[k] == "have") {
			return true
		}
	}
	return false
}

// lastSet is the last set of n states that were named together, of any size from
// two on where n is 0; the last n states where there is none. Leaders count for
// their states.
func (w *work) lastSet(it *item, n int) []*ent {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-6; i-- {
		a := w.past[i]
		if a == it || a.sent == it.sent && w.partOf(it, a) {
			continue
		}
		set := w.statesOf(w.together(a))
		if len(set) > 1 && (len(set) == n || n == 0) {
			return set
		}
	}
	return w.lastStates(it, max(n, 2))
}

// statesOf are the states of actors, leaders and governments for their states;
// none where one of them is something else or two are of one state.
func (w *work) statesOf(list []*ent) []*ent {
	var out []*ent
	for _, e := range list {
		if c := officeClass(e); e.kind == chancery.Person && c != "HOS" && c != "HOG" && c != "FM" && c != "DM" {
			return nil
		}
		if e.kind != chancery.Person && e.kind != chancery.Country {
			return nil
		}
		s := w.stateOf(e)
		if s == nil || s.kind != chancery.Country || slices.Contains(out, s) {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// setSize is the size that stands before a plural noun: "both countries", "the
// three states"; 0 where there is none.
func (w *work) setSize(r *roleHit) int {
	for k := r.lo - 1; k >= max(w.sentence(r.lo).Lo, r.lo-3); k-- {
		if n := numerals[w.low[k]]; n > 0 {
			return n
		}
		if w.low[k] == "both" {
			return 2
		}
	}
	return 0
}
