package prop

import "chancery"

// maxGerund bounds the words between a gerund and the modal that it is the
// subject of.
const maxGerund = 30

// mendGerund makes a gerund phrase the subject of the clause behind it: "warned
// that [imposing sanctions on the region] would be a mistake".
func (r *reader) mendGerund(t int) {
	r.mendDoing(t)
	if r.xposOf(t) != "VBG" || r.upos(t) != "VERB" || r.child(t, "aux", "case") >= 0 {
		return
	}
	if t > r.lo && r.upos(t-1) != "PUNCT" && r.upos(t-1) != "CCONJ" && r.form(t-1) != "that" {
		return // not the beginning of a clause
	}
	that := r.child(t, "mark", "nsubj")
	if that >= 0 && r.form(that) != "that" {
		return
	}
	for m := t + 1; m < min(r.hi, t+maxGerund); m++ {
		switch {
		case r.form(m) == ",", r.upos(m) == "VERB" && r.xposOf(m) != "VBG" && r.xposOf(m) != "VBN":
			return
		case r.upos(m) != "AUX" || !isModal(r.lemma(m)):
			continue
		}
		h := r.up(m)
		if h <= m || r.kind(m) != "aux" {
			return
		}
		if k := r.child(h, "nsubj", "csubj", "expl"); k >= 0 {
			if k < t || k > m || r.isNominative(k) {
				return
			}
			r.attach(k, t, "obj")
		}
		r.attach(t, h, "csubj")
		if that >= 0 {
			r.attach(that, t, "mark")
		}
		return
	}
}

// isNominative reports whether a pronoun can only be a subject.
func (r *reader) isNominative(t int) bool {
	switch r.form(t) {
	case "i", "he", "she", "we", "they":
		return true
	}
	return false
}

// supposed reports whether p is a gerund as the subject of a clause with a modal:
// a thing that is only thought of.
func (r *reader) supposed(p *chancery.Prop, g *governor) bool {
	return g.up >= 0 && g.last.Base() == "csubj" && r.props[g.up].Modal != "" && r.xposOf(r.verbOf(p)) == "VBG"
}

// mendDoing makes a gerund out of what passes for a part of the object of a
// verb that takes gerunds: "denied blocking relief convoys".
func (r *reader) mendDoing(t int) {
	n := r.up(t)
	if r.kind(t) != "compound" || n < t || t == r.lo || r.xposOf(t) != "VBG" || r.kind(n) != "obj" {
		return
	}
	v := r.up(n)
	if v != t-1 || r.upos(v) != "VERB" {
		return
	}
	switch r.lemma(v) {
	case "deny", "admit":
	default:
		return
	}
	r.beVerb(t, "VBG")
	r.attach(t, v, "xcomp")
	r.attach(n, t, "obj")
}
