package actor

import (
	"slices"

	"chancery"
)

// A tally counts for each state how much speaks for it.
type tally struct {
	score map[*ent]float64
	order []*ent // as they came, so that equals are decided by the text
}

func (t *tally) add(e *ent, v float64) {
	if e == nil || e.kind != chancery.Country || v == 0 {
		return
	}
	if t.score[e] == 0 {
		t.order = append(t.order, e)
	}
	t.score[e] += v
}

// first is the state that most speaks for, and the shares of it and the next.
func (t *tally) first() (best *ent, top, second float64) {
	for _, e := range t.order {
		if v := t.score[e]; v > top {
			best, top, second = e, v, top
		} else {
			second = max(second, v)
		}
	}
	return best, top, second
}

// How far the best state must be before the next: where an army, ministry or
// crowd is spoken of, and where somebody is only called an official.
const (
	clear    = 1.25
	farAhead = 2.5
)

// contextState is the state that an army, ministry or crowd without a name
// belongs to: the one in which the text is set there.
func (w *work) contextState(it *item) *ent {
	t := w.sceneAt(it)
	if it.phrase != nil && it.phrase.code() == "MIL" {
		t.order = slices.DeleteFunc(t.order, func(e *ent) bool { return w.is("no-army", e.country) })
	}
	if len(t.order) == 0 {
		return w.firstState(it)
	}
	best, top, second := t.first()
	if top < clear*second {
		return nil
	}
	return best
}

// surely is contextState where hardly anything speaks for another state.
func (w *work) surely(it *item) *ent {
	t := w.sceneAt(it)
	best, top, second := t.first()
	if best == nil || top < farAhead*second {
		if c := w.dominant(); c != "" && (best == nil || best.country == c) {
			return w.stateEnt(c)
		}
		return nil
	}
	return best
}

// sceneAt weighs the states that the text before an item and its sentence speak
// of: those who act, and where something is or happens. A force that bears the
// name of its state is as a rule not at home, and where somebody only comes from
// proves little.
func (w *work) sceneAt(it *item) *tally {
	t := &tally{score: map[*ent]float64{}}
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-6; i-- {
		a := w.past[i]
		v := 3 / float64(1+it.sent-a.sent)
		if a.subj {
			v *= 1.5
		}
		switch {
		case w.abroadForce(a):
			v /= 5
		case w.opposes(it, a):
			v /= 5
		case a.lo > 0 && w.low[a.lo-1] == "from":
			v /= 3
		}
		for _, e := range a.refs {
			t.add(w.stateOf(e), v)
		}
	}
	t.add(w.attributed(it), 4)
	for i := w.lociBefore(min(w.sentence(it.lo).Hi, it.hi+maxBack)) - 1; i >= 0 && w.sent[w.loci[i].lo] >= it.sent-4 && w.loci[i].lo > it.lo-maxBack; i-- {
		l := w.loci[i]
		if l.lo >= it.lo && l.lo < it.hi || l.hi < len(w.d.Toks) && w.possessive(l.hi) && l.hi < it.hi && l.lo >= it.lo {
			continue
		}
		v := 4 / float64(1+it.sent-w.sent[l.lo])
		switch {
		case l.comes:
			v /= 2
		case l.guest:
			continue
		}
		t.add(w.stateEnt(l.country), v)
	}
	return t
}

// attributed is the state of who says it behind what is said: "the navy sent a
// ship, the Pentagon said".
func (w *work) attributed(it *item) *ent {
	if it.phrase == nil || !it.phrase.the || it.phrase.role.role.plural {
		return nil // "troops killed three people, Kyiv said" may be those of the enemy
	}
	s := w.sentence(it.lo)
	for t := it.hi + 1; t < min(s.Hi, it.hi+maxReach); t++ {
		x := &w.d.Toks[t]
		if x.Rel != "nsubj" || x.Head < 0 || !w.says(w.lemma(x.Head)) || w.d.Toks[x.Head].Rel == "acl:relcl" {
			continue
		}
		country := ""
		switch h := w.hitOf[t]; {
		case h != nil && h.e.kind != demonymEntry:
			country = h.e.country
		case w.inName[t] != nil && w.inName[t].ent != nil:
			country = w.inName[t].ent.country
		}
		if w.s.lex.states[country] != nil && w.d.Toks[x.Head-1].Form != "and" {
			return w.stateEnt(country)
		}
	}
	return nil
}

// maxReach is how many tokens of a sentence away a verb or subject is looked for.
const maxReach = 60

// abroadForce reports whether an item is an army, or part of one, that bears the
// name of its state: "French troops". At home it would be "the army".
func (w *work) abroadForce(a *item) bool {
	return a.phrase != nil && a.phrase.role.role.kind == bodyRole && a.phrase.code() == "MIL" && len(a.phrase.mods) > 0 && !a.phrase.owned
}

// opposes reports whether an item with the name of a state and another one
// without are on two sides of one verb: whoever meets "the foreign minister" is
// of another state.
func (w *work) opposes(it, a *item) bool {
	if a.sent != it.sent || a.phrase != nil && len(a.phrase.mods) == 0 || it.subj == a.subj || it.phrase == nil {
		return false
	}
	if k := it.phrase.role.role.kind; k != officeRole && k != stateRole && !(k == personRole && it.phrase.code() == "GOV") {
		return false
	}
	c := w.clauseOf(it.head)
	return c >= 0 && c == w.clauseOf(a.head)
}

// stateHere is the state of the place that the sentence or the one before names:
// "in Niamey".
func (w *work) stateHere(it *item) *ent {
	for i := w.lociBefore(it.lo) - 1; i >= 0 && w.sent[w.loci[i].lo] >= it.sent-1; i-- {
		if l := w.loci[i]; !l.guest && !(it.phrase != nil && it.phrase.code() == "MIL" && w.is("no-army", l.country)) {
			return w.stateEnt(l.country)
		}
	}
	return nil
}

// homeForce reports whether an army that was spoken of can be the one that is
// spoken of without the name of its state: not if it came as a guest of another,
// unless the same word calls it. The state in which the text is set is asked for once.
func (w *work) homeForce(it, a *item, state func() *ent) bool {
	if !w.abroadForce(a) || a.phrase.role.role == it.phrase.role.role && it.phrase.the {
		return true
	}
	home := state()
	return home == nil || slices.ContainsFunc(a.refs, func(e *ent) bool { return e.country == home.country })
}
