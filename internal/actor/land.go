package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

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
		if word == "neighbour" || word == "neighbor" {
			if p.the && len(p.mods) == 0 {
				w.refer(it, 0.6, "states that border on each other", w.neighbours(it)...)
			}
			return
		}
		if n := p.count(); n > 0 {
			w.refer(it, 0.6, "set of states", w.lastSet(it, n)...)
		}
		if country, _ := p.place(); country != "" && len(it.refs) == 0 {
			w.refer(it, 0.7, "region", w.stateEnt(country))
		}
		return
	}
	if p.det == "the" && len(p.mods) == 0 && (word == "kingdom" || word == "republic" || word == "emirate" || word == "sultanate") {
		w.refer(it, 0.65, "last "+word, w.lastCalled(it, word))
		return
	}
	owner := w.ownerOf(p)
	switch {
	case owner != nil && owner.kind == chancery.Group && word == "ally":
	case owner == nil && p.poss >= 0 && (word == "neighbour" || word == "neighbor"):
		if a := w.byHead[p.poss]; a != nil && len(a.refs) > 1 {
			w.refer(it, 0.5, "the other state", w.otherState(it, true, a.refs...))
		}
	case word == "neighbour" || word == "neighbor" || word == "ally":
		of := owner
		if country, _ := p.place(); of == nil && country != "" && p.owned {
			of = w.stateEnt(country)
		}
		if of != nil {
			w.refer(it, 0.6, "the other state", w.otherState(it, word != "ally", of))
		}
	case owner != nil:
		w.refer(it, 0.8, "country of the owner", w.stateEnt(owner.country))
	case p.det == "the" && len(p.mods) == 1 && w.s.words["region-of"][p.mods[0].e.country] != "":
		where := w.s.words["region-of"][p.mods[0].e.country]
		w.refer(it, 0.65, "last state of the region", w.lastStateWhere(it, func(s *state) bool { return s.region == where || s.continent == where }))
	case p.det == "the" || p.det == "this":
		if len(p.mods) == 0 && len(p.adjs) == 0 { // not "the island state"
			w.refer(it, 0.6, "last state", w.lastState(it))
		}
	}
}

// lastCalled is the last state, or state of a person, whose official name has a
// word: "the kingdom".
func (w *work) lastCalled(it *item, word string) *ent {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-5; i-- {
		for _, e := range w.past[i].refs {
			if s := w.s.lex.states[e.country]; s != nil && strings.Contains(strings.ToLower(s.official), word) {
				return w.stateOf(e)
			}
		}
	}
	return nil
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
	if w.is("abroad-noun", w.lemma(p.role.head)) && len(p.mods) == 0 && p.poss < 0 && p.owner == nil && p.state == nil {
		w.embassy(it) // of another state than the one that it is in
		return
	}
	side := w.lemma(p.role.head) == "side" || w.lemma(p.role.head) == "team"
	switch {
	case country != "":
		w.refer(it, 0.9, p.role.role.why, w.stateEnt(country))
	case body != nil:
		w.refer(it, 0.8, p.role.role.why, body)
	case side && (p.role.role.plural || p.count() > 0 || p.det == "each" || w.low[it.lo] == "either" || w.low[it.lo] == "neither"):
		w.sides(it)
	case p.role.role.plural && p.count() == 2: // "both governments"
		w.refer(it, 0.6, "of the last states together", w.statesOf(w.sidesOf(it))...)
	case side:
	case !p.the && p.poss < 0 && !(len(p.adjs) > 0 || len(p.role.role.words) > 1):
	case p.role.role.plural && p.role.role.words[0] != "authorities" && !strings.HasPrefix(p.role.role.words[0], "prosecut"):
	default:
		e := w.contextState(it)
		if e == nil {
			e = w.stateHere(it)
		}
		w.refer(it, 0.55, "government of the last state", e)
	}
}

// embassy resolves "the embassy" without the name of a state: the one that was
// spoken of before.
func (w *work) embassy(it *item) {
	word := w.lemma(it.phrase.role.head)
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		if a := w.past[i]; a.phrase != nil && w.lemma(a.phrase.role.head) == word && len(a.refs) == 1 {
			w.refer(it, 0.65, word+" named before", a.refs...)
			return
		}
	}
}

// sides resolves "the two sides", "both parties".
func (w *work) sides(it *item) {
	w.refer(it, 0.55, "the two sides", w.sidesOf(it)...)
}

// sidesOf are the last two who acted together, else the last two states.
func (w *work) sidesOf(it *item) []*ent {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-5; i-- {
		if a := w.past[i]; a.subj {
			if set := w.parties(a); len(set) == 2 {
				return set
			}
			if b := w.partner(it, a); b != nil && len(a.refs) == 1 {
				if x, y := w.side(a.refs[0]), w.side(b.refs[0]); x != nil && y != nil && x != y && x.country != y.country {
					return []*ent{x, y}
				}
			}
		}
	}
	return w.opponents(it)
}

// partner is who stands behind "with" in the clause of a subject, before an item:
// "A delegation held talks with the rebels". It is nil where there is not one.
func (w *work) partner(it, a *item) *item {
	c := w.clauseOf(a.head)
	if c < 0 {
		return nil
	}
	var found *item
	s := w.sentence(a.lo)
	for t := a.hi; t < min(s.Hi, it.lo, a.hi+maxReach); t++ {
		b := w.byHead[t]
		if b == nil || b == a || len(b.refs) != 1 || w.casing(t) != "with" || w.clauseOf(t) != c {
			continue
		}
		if h := w.d.Toks[t].Head; !w.is("joint-act", w.lemma(h)) {
			continue // "deployed under a contract with"
		}
		if found != nil {
			return nil
		}
		found = b
	}
	return found
}

// side is the party that an actor stands for: officials for their state, fighters
// for their group.
func (w *work) side(e *ent) *ent {
	if e.kind == chancery.Person || e.sector == "GOV" {
		if !strings.HasPrefix(e.sector, "GOV") {
			return nil
		}
		return w.stateOf(e)
	}
	return e
}

// parties are the two who are coordinated with an item, leaders for their
// states; none where they are others.
func (w *work) parties(a *item) []*ent {
	set := w.together(a)
	if len(set) != 2 || a.phrase != nil && a.phrase.code() == "MIL" {
		return nil // "American and British jets" are on one side
	}
	for i, e := range set {
		if e.kind == chancery.Person {
			if c := officeClass(e); c != "HOS" && c != "HOG" {
				return nil
			}
			set[i] = w.stateOf(e)
		}
	}
	if set[0] == nil || set[1] == nil || set[0] == set[1] {
		return nil
	}
	return set
}

// neighbours are the last two states that border on each other.
func (w *work) neighbours(it *item) []*ent {
	for n := 4; n >= 2; n-- {
		list := w.lastStates(it, n)
		for i := len(list) - 1; i > 0; i-- {
			for k := i - 1; k >= 0; k-- {
				if s := w.s.lex.states[list[i].country]; s != nil && slices.Contains(s.neighbours, list[k].country) {
					return []*ent{list[k], list[i]}
				}
			}
		}
	}
	return nil
}

// opponents are the two states or armed groups that the sentences before speak
// of most and last; persons and organs count for their states.
func (w *work) opponents(it *item) []*ent {
	score := map[*ent]float64{}
	var order []*ent
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-7; i-- {
		for _, e := range w.past[i].refs {
			v := 1 / (1 + 0.2*float64(it.sent-w.past[i].sent))
			if e.kind == chancery.Person {
				v /= 3
			}
			if e.kind != chancery.Group || strings.HasPrefix(e.id, "group:") && e.sector != "REB" {
				e = w.stateOf(e)
			}
			if e == nil || e.plural && e.kind != chancery.Group {
				continue
			}
			if score[e] == 0 {
				order = append(order, e)
			}
			score[e] += v
		}
	}
	if len(order) < 2 {
		return nil
	}
	slices.SortStableFunc(order, func(a, b *ent) int { return cmp.Compare(score[b], score[a]) })
	return order[:2]
}
