package actor

import (
	"cmp"
	"slices"

	"chancery"
)

// emit writes mentions and actors into the Doc. States that only a demonym
// names ("a Russian invasion") are actors without a mention.
func (w *work) emit() {
	slices.SortStableFunc(w.items, func(a, b *item) int { return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(b.hi, a.hi)) })
	var out []chancery.Mention
	for _, it := range w.items {
		if it.phrase != nil && len(it.refs) == 0 && w.is("abstract", w.lemma(it.phrase.role.head)) {
			continue
		}
		lo := it.lo
		if it.span != nil && it.span.title != nil {
			lo = min(lo, it.span.title.lo)
		}
		if p := it.phrase; p != nil && p.owner != nil && p.owner.lo == lo && p.owner.title != nil {
			lo = p.owner.title.lo // "President Putin's press secretary"
		}
		m := chancery.Mention{
			Span: chancery.Span{Start: w.d.Toks[lo].Start, End: w.d.Toks[it.hi-1].End}, Kind: chancery.ActorMention, Form: it.form,
			Why: it.why, Sure: it.sure, Head: it.head, Lo: lo, Hi: it.hi, Refs: []string{},
		}
		for _, e := range it.refs {
			e.used = true
			if !slices.Contains(m.Refs, e.id) {
				m.Refs = append(m.Refs, e.id)
			}
		}
		out = append(out, m)
	}
	for _, h := range w.hits {
		if h.e.kind == demonymEntry || w.covered[h.lo] {
			if e := w.byID[h.e.country]; e != nil {
				e.used = true
			} else if e := w.stateEnt(h.e.country); e != nil {
				e.used = true
			}
		}
	}
	w.d.Mentions = merge(w.d.Mentions, out)
	for _, e := range w.ents {
		if e.used {
			w.d.Actors = append(w.d.Actors, w.actor(e))
		}
	}
}

// merge puts the mentions of actors among those that are there, in the order of
// the text.
func merge(old, more []chancery.Mention) []chancery.Mention {
	all := append(slices.Clone(old), more...)
	slices.SortStableFunc(all, func(a, b chancery.Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return all
}

func (w *work) actor(e *ent) chancery.Actor {
	a := chancery.Actor{ID: e.id, Name: e.name, Kind: e.kind, Codes: slices.Clone(e.codes), Office: e.office, Wikidata: e.wikidata}
	if a.Codes == nil {
		a.Codes = []string{}
	}
	if s := w.s.lex.states[e.country]; s != nil {
		a.Country = s.iso3
	}
	return a
}
