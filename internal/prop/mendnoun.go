package prop

// mendNounSubject makes a compound of a subject of a noun that is no predicate:
// in "demands for security “guarantees”" the mark between the two may part them.
func (r *reader) mendNounSubject(t int) {
	h := r.up(t)
	if h < t || r.kind(t) != "nsubj" || r.upos(t) != "NOUN" || r.upos(h) != "NOUN" {
		return
	}
	switch r.kind(h) {
	case "nmod", "obj", "obl":
	default:
		return
	}
	for _, k := range r.kids[h-r.lo] {
		if r.kind(k) == "cop" {
			return
		}
	}
	for k := t + 1; k < h; k++ {
		if r.upos(k) != "PUNCT" {
			return
		}
	}
	for _, k := range append([]int(nil), r.kids[t-r.lo]...) {
		if r.kind(k) == "case" {
			r.attach(k, h, r.rel(k))
		}
	}
	r.setRel(t, "compound")
}
