package prop

// mendResult hangs the harm that a force does on the force: in "police fired at
// people who marched on the palace, killing two" the tree may give the killing
// to the nearest verb, that of those who suffer it.
func (r *reader) mendResult(t int) {
	if r.xposOf(t) != "VBG" || !r.hostile(t) || t-1 < r.lo || r.form(t-1) != "," {
		return
	}
	h := r.up(t)
	if h < 0 || r.kind(h) != "acl" || r.hostile(h) {
		return
	}
	v := h
	for range maxDepth {
		if v = r.up(v); v < 0 {
			return
		}
		if r.upos(v) == "VERB" && r.kind(v) != "acl" {
			break
		}
	}
	if r.hostile(v) {
		r.attach(t, v, "advcl")
	}
}

// hostile reports whether a verb is an act of force.
func (r *reader) hostile(t int) bool {
	row := r.s.lex.Row("hostile", r.lemma(t))
	return len(row) > 1 && row[1] == "act"
}
