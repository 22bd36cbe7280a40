package prop

// mendFront makes the subject of a name in front of a verb that has none, where
// it passes for a clause: "Togo, which both accept, invited the ministers".
func (r *reader) mendFront(t int) {
	v := r.up(t)
	if v < t || r.upos(v) != "VERB" || r.up(v) >= 0 || !r.finite(v) || !r.isName(t) {
		return
	}
	switch r.kind(t) {
	case "parataxis", "ccomp", "dep", "advcl", "vocative":
	default:
		return
	}
	if r.child(v, "nsubj", "csubj", "expl", "aux:pass") >= 0 || r.child(t, "case", "cop", "nsubj", "mark") >= 0 {
		return
	}
	for k := r.lo; k < t; k++ {
		if r.up(k) != t {
			return
		}
	}
	r.setRel(t, "nsubj")
}

// mendSeries coordinates what was said with the clause before it: "announced that
// they had deposed him, dissolved parliament and closed the borders".
func (r *reader) mendSeries(t int) {
	v := r.up(t)
	if r.rel(t) != "ccomp" || v < 0 || v > t || r.upos(t) != "VERB" || r.child(t, "nsubj", "csubj", "mark", "aux", "expl") >= 0 {
		return
	}
	if x := r.xposOf(t); x != "VBD" && x != "VBN" || r.form(t-1) != "," && r.form(t-1) != "and" {
		return
	}
	c := r.child(v, "ccomp")
	if c < v || c >= t || r.child(c, "nsubj") < 0 {
		return
	}
	r.attach(t, c, "conj")
	if a := r.child(c, "aux"); a >= 0 && r.lemma(a) == "have" {
		r.xpos[t-r.lo] = "VBN"
	}
}

// mendNamed gives a verb of saying the name right before it that passes for an
// apposition of the subject of what is said: "The agency and Iran agreed, its
// director, A B, said".
func (r *reader) mendNamed(v int) {
	n := r.child(v, "nsubj")
	if n < r.lo || n > v || r.upos(v) != "VERB" || !speech(r.s.lex.Class(r.lemma(v))) {
		return
	}
	k := r.child(v, "ccomp")
	s := -1
	for _, x := range r.children(n) {
		if r.kind(x) == "appos" {
			s = x
		}
	}
	if k < n || k > v || s < k || s > v || !r.finite(k) || r.child(k, "nsubj", "csubj", "mark") >= 0 {
		return
	}
	r.attach(s, v, "nsubj")
	r.attach(n, k, "nsubj")
}
