package prop

// mendQuantity makes an object again of a counted noun whose number is set about
// with words that look like a preposition: "arrested more than 100 people",
// "killed at least two", "seized up to ten ships", "carried about nine tons".
func (r *reader) mendQuantity(k int) {
	v := r.up(k)
	if v < 0 || r.upos(v) != "VERB" || k < v {
		return
	}
	n := r.child(k, "nummod")
	if n <= r.lo || r.xposOf(n) != "CD" {
		return
	}
	c := n - 1
	if f := r.form(c); c > r.lo && (f == "least" || f == "most") {
		c--
	}
	if u := r.up(c); c < v || (u != k && u != n && u != n-1) || !r.counts(c, n) {
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
