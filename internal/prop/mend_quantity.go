package prop

// mendQuantity makes an object again of a counted noun whose number is set about
// with words that look like a preposition: "arrested more than 100 people",
// "killed at least two", "seized up to ten ships", "carried about nine tons".
func (r *reader) mendQuantity(k int) {
	v := r.up(k)
	if v < 0 || r.upos(v) != "VERB" || k < v {
		return
	}
	r.mendParticle(k)
	r.mendTwice(k)
	n := r.child(k, "nummod")
	if n <= r.lo || r.xposOf(n) != "CD" {
		return
	}
	c := n - 1
	if f := r.form(c); c > r.lo && (f == "least" || f == "most") {
		c--
	}
	if u := r.up(c); c < v || (u != k && u != n && u != n-1 && u != c-1) || !r.counts(c, n) {
		return
	}
	if r.child(v, "obj", "ccomp") >= 0 || r.child(v, "aux:pass") >= 0 {
		return
	}
	r.attach(k, v, "obj")
	r.attach(c, n, "advmod")
	if c < n-1 {
		r.attach(n-1, n, "advmod") // least, most
	}
	if before := c - 1; before >= r.lo && before > v && r.up(before) == v {
		r.attach(before, n, "advmod") // more, less, up
	}
}

// counts reports whether the words from c to the number n limit the number.
func (r *reader) counts(c, n int) bool {
	before, after := "", ""
	if c > r.lo {
		before = r.form(c - 1)
	}
	if c+1 < r.hi {
		after = r.form(c + 1)
	}
	switch r.form(c) {
	case "than":
		return n == c+1 && (before == "more" || before == "less" || before == "fewer")
	case "at":
		return n == c+2 && (after == "least" || after == "most")
	case "to":
		return n == c+1 && before == "up"
	case "about", "around", "some", "nearly", "almost":
		return n == c+1
	}
	return false
}

// mendParticle makes an object again of the noun behind a particle that passes
// for its preposition: "called off a visit", "handed over the men", where the
// verb with that particle is known and has no other object.
func (r *reader) mendParticle(k int) {
	v := r.up(k)
	if v < 0 || r.rel(k) != "obl" || r.upos(v) != "VERB" || r.child(v, "obj", "ccomp", "compound:prt") >= 0 {
		return
	}
	c := r.child(k, "case")
	if c != v+1 || c > k {
		return
	}
	switch r.form(c) {
	case "off", "over", "up", "down", "away", "out", "back":
	default:
		return
	}
	if j := r.lemma(v) + "_" + r.form(c); !r.has("particle", j) || r.effect("particle", j) == "preposition" {
		return
	}
	r.attach(k, v, "obj")
	r.attach(c, v, "compound:prt")
}
