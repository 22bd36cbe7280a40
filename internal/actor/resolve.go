package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// resolve gives every item its actors, in the order of the text; what is said
// inside quotations waits until the speakers are known.
func (w *work) resolve() {
	slices.SortStableFunc(w.items, func(a, b *item) int { return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi)) })
	for _, it := range w.items {
		if old := w.byHead[it.head]; old == nil || old.hi-old.lo < it.hi-it.lo {
			w.byHead[it.head] = it
		}
	}
	for _, it := range w.items {
		if !it.waits() {
			w.resolveItem(it)
			w.remember(it)
		}
	}
	w.quoted, w.done, w.past = true, nil, nil
	for _, it := range w.items {
		switch {
		case !it.waits():
		case it.ahead >= 0:
			if a := w.byHead[it.ahead]; a != nil && len(a.refs) > 0 {
				w.refer(it, 0.8, "subject of the clause", a.refs...)
			}
		case speakers[it.pron]:
			w.speakerPronoun(it)
		default:
			w.resolveItem(it)
		}
		w.remember(it)
	}
}

// waits reports whether an item can be resolved only when the speakers of
// quotations are known.
func (it *item) waits() bool {
	return it.pron != "" && (speakers[it.pron] || it.quote >= 0 || it.ahead >= 0)
}

// remember keeps an item for those that go back to it.
func (w *work) remember(it *item) {
	w.done = append(w.done, it)
	if len(it.refs) > 0 {
		w.past = append(w.past, it)
	}
}

// maxBack is how many items back an item is looked for, so that time grows with
// the length of the text and no faster.
const maxBack = 300

// oldest is the first item of a list that is still looked at.
func oldest(list []*item) int { return max(0, len(list)-maxBack) }

func (w *work) resolveItem(it *item) {
	switch {
	case it.span != nil:
		w.refer(it, it.span.ent.sure, it.span.ent.why, it.span.ent)
	case it.hit != nil && w.ethnic(it.hit):
		w.descent(it)
	case it.hit != nil:
		if e := w.hitEnt(it); e != nil {
			sure := e.sure
			if it.hit.doubt {
				sure /= 2
			}
			w.refer(it, sure, it.hit.e.why, e)
		}
	case it.local != nil:
		w.refer(it, it.local.sure, it.local.why, it.local)
	case it.org != "":
		e := w.shortName(it)
		if e == nil {
			e = w.byInitials(it.org)
		}
		if e == nil {
			e = w.alsoKnown(it)
		}
		if e == nil {
			e = w.newBody(it.org)
		}
		w.refer(it, e.sure, e.why, e)
	case it.phrase != nil:
		w.resolvePhrase(it)
	case it.pron != "":
		w.resolvePronoun(it)
	}
}

// hitEnt is the actor of a name; a demonym in the singular is a person of that
// state: "the American".
func (w *work) hitEnt(it *item) *ent {
	e := it.hit.e
	if e.kind == demonymEntry && !e.plural && w.d.Toks[it.hi-1].XPOS != "NNPS" && w.d.Toks[it.hi-1].XPOS != "NNS" && !pluralDemonym(e.name) {
		for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-1; i-- {
			for _, x := range w.past[i].refs {
				if x.kind == chancery.Person && x.country == e.country {
					return x
				}
			}
		}
		return nil
	}
	if e.kind == bodyEntry && e.exact != "" {
		if x := w.byInitials(e.exact); x != nil {
			return x
		}
	}
	return w.entryEnt(e, "")
}

// byInitials is the organisation of the article whose initials an acronym is:
// "the RSF" after "Rapid Support Forces".
func (w *work) byInitials(acronym string) *ent {
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		for _, e := range w.past[i].refs {
			if (e.kind == chancery.Organisation || e.kind == chancery.Group) && initials(e.name) == acronym {
				return e
			}
		}
	}
	return nil
}

// initials are the first letters of the words of a name that have a capital;
// empty for a single word.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, splitter) {
		if upper(w) {
			b.WriteString(w[:1])
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

// pluralDemonym reports whether a demonym names the people in this very form:
// "the Chinese", "the British", "the Swiss".
func pluralDemonym(name string) bool {
	return len(name) > 3 && (name[len(name)-3:] == "ese" || name[len(name)-2:] == "sh" || name[len(name)-2:] == "ch" || name[len(name)-2:] == "ss")
}

// alsoKnown is the person before "known as" or the like.
func (w *work) alsoKnown(it *item) *ent {
	if it.lo < 2 || w.low[it.lo-1] != "as" || w.low[it.lo-2] != "known" {
		return nil
	}
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent == it.sent; i-- {
		if e := w.past[i].refs[0]; e.kind == chancery.Person {
			return e
		}
	}
	return nil
}

// shortName is the organisation of the article that a part of its name means:
// "the Council".
func (w *work) shortName(it *item) *ent {
	words := Fold(it.org)
	for i := len(w.past) - 1; i >= oldest(w.past); i-- {
		for _, e := range w.past[i].refs {
			if (e.kind == chancery.Organisation || e.kind == chancery.Group) && len(words) > 0 && containsAll(Fold(e.name), words) {
				return e
			}
		}
	}
	return nil
}

// states lists the states of the last items before it, the latest first; those
// of persons and bodies too where own is false.
func (w *work) lastStates(it *item, n int) []*ent {
	var out []*ent
	asker := w.asker(it)
	for i := len(w.past) - 1; i >= oldest(w.past) && len(out) < n && w.past[i].sent >= it.sent-6; i-- {
		refs := w.past[i].refs
		if w.past[i].subj && w.bound(it, w.past[i]) {
			continue // whoever does it to them
		}
		for k := len(refs) - 1; k >= 0 && len(out) < n; k-- {
			e := w.stateOf(refs[k])
			if e != nil && e.kind == chancery.Country && e != asker && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	if len(out) < n {
		return nil
	}
	slices.Reverse(out)
	return out
}

// asker is the state that wants something of an item: in "Berlin expects both
// countries to sign" it is none of them.
func (w *work) asker(it *item) *ent {
	t := it.head
	for range 8 {
		if t = w.d.Toks[t].Head; t < 0 {
			return nil
		}
		if !w.is("ask-verb", w.lemma(t)) && w.lemma(t) != "expect" && w.lemma(t) != "host" && w.lemma(t) != "invite" {
			continue
		}
		for k := max(w.sentence(t).Lo, t-maxReach); k < t; k++ {
			if x := &w.d.Toks[k]; x.Head == t && x.Rel == "nsubj" {
				if h := w.hitOf[k]; h != nil {
					return w.stateEnt(h.e.country)
				}
				if a := w.byHead[k]; a != nil && len(a.refs) == 1 {
					return w.stateOf(a.refs[0])
				}
			}
		}
	}
	return nil
}

// stateOf is the state that an actor belongs to, nil without one.
func (w *work) stateOf(e *ent) *ent {
	if e.kind == chancery.Country {
		return e
	}
	if e.country == "" || w.s.lex.states[e.country] == nil {
		return nil
	}
	return w.stateEnt(e.country)
}

// lastState is the state that was named last: a subject of the sentence before
// counts more than what stands behind it.
func (w *work) lastState(it *item) *ent {
	return w.lastStateWhere(it, func(*state) bool { return true })
}

// lastStateWhere is lastState among the states that fit.
func (w *work) lastStateWhere(it *item, fits func(*state) bool) *ent {
	var best *ent
	top := 0.0
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-4; i-- {
		p := w.past[i]
		for _, e := range p.refs {
			s := 4 - 1.5*float64(it.sent-p.sent)
			if p.subj {
				s++
			}
			if e.kind != chancery.Country { // "the junta … the country"
				if !p.subj || w.abroadForce(p) || w.bound(it, p) || e.kind == chancery.Person && p.sent != it.sent {
					continue
				}
				if e = w.stateOf(e); e == nil {
					continue
				}
				s -= 1.5
			}
			if own := w.s.lex.states[e.country]; own != nil && !fits(own) {
				continue
			}
			if s > top {
				best, top = e, s
			}
		}
	}
	for i := w.lociBefore(it.lo) - 1; i >= 0 && w.sent[w.loci[i].lo] >= it.sent-1; i-- {
		l := w.loci[i]
		s := 5.5 - 1.5*float64(it.sent-w.sent[l.lo])
		if own := w.s.lex.states[l.country]; !l.guest && s > top && own != nil && fits(own) {
			best, top = w.stateEnt(l.country), s
		}
	}
	return best
}

// hitsBefore is how many names of the lexicon begin before a token.
func (w *work) hitsBefore(lo int) int {
	n, _ := slices.BinarySearchFunc(w.hits, lo, func(h *hit, lo int) int { return cmp.Compare(h.lo, lo) })
	return n
}

// firstState is the state that the article names first after an item, if it is
// near: "Riot police fired at demonstrators outside Georgia's parliament".
func (w *work) firstState(it *item) *ent {
	n, _ := slices.BinarySearchFunc(w.items, it.lo+1, func(x *item, lo int) int { return cmp.Compare(x.lo, lo) })
	for _, x := range w.items[n:min(len(w.items), n+maxBack)] {
		if x.sent > it.sent {
			break
		}
		if x.hit != nil && x.hit.e.country != "" && w.s.lex.states[x.hit.e.country] != nil {
			return w.stateEnt(x.hit.e.country)
		}
		if x.span != nil && x.span.ent.country != "" {
			return w.stateOf(x.span.ent)
		}
	}
	return nil
}

// otherState is the state that was named last beside another.
func (w *work) otherState(it *item, neighbour bool, of ...*ent) *ent {
	own := w.s.lex.states[of[0].country]
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-6; i-- {
		for _, e := range w.past[i].refs {
			s := w.stateOf(e)
			if s == nil || s.kind != chancery.Country || slices.ContainsFunc(of, func(e *ent) bool { return e.country == s.country }) {
				continue
			}
			if !neighbour || own != nil && slices.Contains(own.neighbours, s.country) {
				return s
			}
		}
	}
	return nil
}

// lastSubject is the person who was subject last.
func (w *work) lastSubject(it *item) *ent {
	for i := len(w.past) - 1; i >= oldest(w.past) && w.past[i].sent >= it.sent-2; i-- {
		if p := w.past[i]; p.subj && len(p.refs) == 1 && p.refs[0].kind == chancery.Person {
			return p.refs[0]
		}
	}
	return nil
}
