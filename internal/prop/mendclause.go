package prop

// mendReport makes the content of a noun of saying or planning out of what the
// parser took for a relative clause, though "that" stands beside a whole clause:
// "a report [that it had left]".
func (r *reader) mendReport(t int) {
	if r.rel(t) != "acl:relcl" || r.up(t) < 0 || !r.has("nouncue", r.lemma(r.up(t))) {
		return
	}
	if m := r.child(t, "mark"); m >= 0 && r.form(m) == "that" && r.child(t, "nsubj") > m {
		r.attach(t, r.up(t), "acl")
	}
}

// mendPerfect makes a perfect again of "has so far delivered tanks" where the
// participle was hung on the object: between "has" and it there are adverbs.
func (r *reader) mendPerfect(t int) {
	if r.lemma(t) != "have" || r.upos(t) == "AUX" || r.child(t, "ccomp", "xcomp") >= 0 {
		return
	}
	obj := r.child(t, "obj")
	if obj < t {
		return
	}
	v := r.child(obj, "amod")
	if v < 0 || v >= obj || r.xposOf(v) != "VBN" || v <= t+1 {
		return
	}
	for k := t + 1; k < v; k++ {
		if r.upos(k) != "ADV" {
			return
		}
	}
	was := r.xposOf(t)
	r.beVerb(v, "VBN")
	r.attach(v, -1, "root")
	r.crown(v, t, "aux")
	r.attach(obj, v, "obj")
	r.tags[t-r.lo], r.xpos[t-r.lo] = "AUX", was
	for _, k := range append([]int(nil), r.children(t)...) {
		r.attach(k, v, r.rel(k))
	}
}

// mendCharge hangs a gerund behind the preposition of its verb on the verb: in
// "accused the rebels [of shelling]" it was taken for a part of the noun.
func (r *reader) mendCharge(t int) {
	m := r.child(t, "mark")
	if r.rel(t) != "acl" || m < 0 || !r.gerundial(t) {
		return
	}
	switch r.form(m) {
	case "of", "from", "for", "against", "into":
	default:
		return
	}
	noun := r.up(t)
	if b := r.rel(noun); b != "obj" && b != "iobj" && b != "nsubj:pass" {
		return
	}
	v := r.up(noun)
	switch r.s.lex.Class(r.lemma(v)) {
	case "accuse", "blame", "praise", "negimpl", "reject", "suspend", "enable":
		r.attach(t, v, "advcl")
	}
}

// mendAbout hangs an infinitive on the adjective right before it where both were
// taken for what is said: "Chad is about [to leave], officials said".
func (r *reader) mendAbout(t int) {
	m := r.child(t, "mark")
	if r.rel(t) != "ccomp" || m <= r.lo || r.form(m) != "to" || r.child(t, "nsubj", "cop") >= 0 {
		return
	}
	a := m - 1
	if r.rel(a) == "ccomp" && r.up(a) == r.up(t) && r.child(a, "cop") >= 0 {
		r.attach(t, a, "xcomp")
	}
}
