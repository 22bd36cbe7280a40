package actor

import (
	"slices"
)

// severally resolves a plural that belongs to several states for each of them:
// "Sierra Leonean and Liberian refugees", "the armies of Chad and Sudan". It
// reports whether it was one.
func (w *work) severally(it *item) bool {
	states := w.joined(it.phrase)
	if len(states) < 2 || it.phrase.count() == 2 && len(states) > 2 {
		return false
	}
	var refs []*ent
	whole := *it.phrase
	whole.of = nil
	for _, h := range states {
		one := whole
		one.mods = []*hit{h}
		x := *it
		x.phrase, x.refs = &one, nil
		w.resolveKind(&x)
		if len(x.refs) != 1 || slices.Contains(refs, x.refs[0]) {
			return false
		}
		it.sure, it.why = x.sure, x.why
		refs = append(refs, x.refs[0])
	}
	w.refer(it, it.sure, it.why, refs...)
	return true
}

// joined are the names of states that "and" or commas join in a phrase, in the
// order of the text; none for nouns that are resolved as sets anyway.
func (w *work) joined(p *phrase) []*hit {
	r := p.role.role
	if !r.plural || r.kind == landRole || r.kind == officeRole || r.class != "" {
		return nil
	}
	hits := slices.Clone(p.mods)
	slices.SortFunc(hits, func(a, b *hit) int { return a.lo - b.lo })
	for i, h := range hits {
		if h.e.organ() || w.s.lex.states[h.e.country] == nil || i > 0 && !w.coordinated(hits[i-1].hi, h.lo) {
			return nil
		}
	}
	return hits
}

// coordinated reports whether nothing but "and", commas and articles stand
// between two names, and one of the first two does.
func (w *work) coordinated(lo, hi int) bool {
	some := false
	for t := lo; t < hi; t++ {
		switch w.low[t] {
		case "and", ",":
			some = true
		case "the":
		default:
			return false
		}
	}
	return some
}

// resolveKind resolves a noun phrase by what its noun stands for.
func (w *work) resolveKind(it *item) {
	switch it.phrase.role.role.kind {
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
