package prop

// mendWhich makes the object of "which" before the subject of its clause, where
// both were taken for subjects: "software, which Rabat denied".
func (r *reader) mendWhich(t int) {
	w := r.child(t, "nsubj")
	if w < 0 || r.upos(t) != "VERB" || r.child(t, "obj", "cop", "ccomp") >= 0 {
		return
	}
	switch r.form(w) {
	case "which", "that", "whom":
	default:
		return
	}
	for _, k := range r.children(t) {
		if k > w && k < t && r.kind(k) == "nsubj" && !r.isRelative(k) {
			r.setRel(w, "obj")
			r.setRel(k, "nsubj")
			return
		}
	}
}

// mendFirst gives the first of two sentences around a semicolon back its
// subject, which was hung on the verb of the second: "Chad, which sent troops,
// offered to help; Niger said it was ready".
func (r *reader) mendFirst(t int) {
	a := r.child(t, "nsubj", "ccomp")
	if a < 0 || a > t || r.upos(t) != "VERB" || r.kind(a) == "ccomp" && (!r.isName(a) || r.child(a, "cop") >= 0) {
		return
	}
	b, c, semi := -1, -1, -1
	for _, k := range r.children(t) {
		switch {
		case k >= t:
		case k > a && r.kind(k) == "nsubj":
			b = k
		case r.form(k) == ";":
			semi = k
		case k > a && semi < 0 && r.upos(k) == "VERB" && r.kind(k) == "ccomp":
			c = k
		}
	}
	for _, k := range r.children(a) {
		if c < 0 && k > a && k < semi && r.upos(k) == "VERB" && r.rel(k) == "parataxis" {
			c = k
		}
	}
	if c < 0 || semi < c || b < semi || r.child(c, "nsubj", "mark") >= 0 {
		return
	}
	r.attach(c, t, "ccomp")
	r.setRel(a, "nsubj")
	for _, k := range append([]int(nil), r.children(t)...) {
		if k >= semi {
			break
		}
		if w := r.child(k, "nsubj"); k > a && k != c && r.kind(k) == "ccomp" && w >= 0 && r.isRelative(w) {
			r.attach(k, a, "acl:relcl")
		} else if k != c {
			r.attach(k, c, r.rel(k))
		}
	}
	r.crown(c, t, "parataxis")
	if r.xposOf(c) == "VBN" && r.child(c, "aux") < 0 {
		r.xpos[c-r.lo] = "VBD"
	}
}

// mendShared gives a past tense after "and" the subject that was coordinated
// with a noun before: "recognised its claim, and Morocco in return normalised
// its relations".
func (r *reader) mendShared(t int) {
	v := r.up(t)
	if b := r.rel(t); b != "advcl" && b != "conj" || v < 0 || v > t || !r.finite(v) || r.child(t, "nsubj", "mark", "aux", "advmod") >= 0 || r.child(t, "obj") < t {
		return
	}
	if x := r.xposOf(t); x != "VBN" && x != "VBD" {
		return
	}
	for n := t - 1; n > v && t-n <= maxName; n-- {
		if r.kind(n) != "conj" || r.upos(n) != "PROPN" && r.upos(n) != "NOUN" {
			continue
		}
		cc := r.child(n, "cc")
		if cc <= r.lo || cc > n || r.form(cc-1) != "," {
			return
		}
		for k := n + 1; k < t; k++ {
			if b := r.kind(k); r.up(k) == v && b == "obl" {
				r.attach(k, t, r.rel(k))
			} else if r.up(k) <= n && b != "flat" {
				return
			}
		}
		r.attach(n, t, "nsubj")
		r.attach(cc, t, "cc")
		r.attach(t, v, "conj")
		r.xpos[t-r.lo] = "VBD"
		return
	}
}

// mendWedged takes out of a compound the past tense that stands in it: "a
// bombing in Marrakesh and imposed visas", where "Marrakesh" passes for a part
// of "visas".
func (r *reader) mendWedged(t int) {
	h := r.up(t)
	if h < 0 || h > t || r.kind(t) != "conj" || r.kind(h) != "compound" || r.upos(t) != "VERB" || r.child(t, "nsubj", "mark", "aux", "obj") >= 0 {
		return
	}
	n := r.up(h)
	if x := r.xposOf(t); x != "VBN" && x != "VBD" || n < t || r.child(t, "cc") < 0 {
		return
	}
	v := r.verbAbove(n)
	if v < 0 || v > t {
		return
	}
	r.attach(h, r.up(n), r.rel(n))
	for _, k := range append([]int(nil), r.children(n)...) {
		if k < h {
			r.attach(k, h, r.rel(k))
		}
	}
	r.attach(t, v, "conj")
	r.attach(n, t, "obj")
	r.xpos[t-r.lo] = "VBD"
}

// verbAbove is the next finite verb above t that has a subject of its own.
func (r *reader) verbAbove(t int) int {
	for a, n := r.up(t), 0; a >= 0 && n < maxDepth; a, n = r.up(a), n+1 {
		if z := r.xposOf(a); r.upos(a) == "VERB" && (z == "VBD" || z == "VBZ" || z == "VBP") {
			if s := r.child(a, "nsubj"); s >= 0 && !r.isRelative(s) {
				return a
			}
			return -1
		}
	}
	return -1
}

// mendAfter makes the main verb of a past tense behind the comma that closes a
// relative clause, where it was coordinated with a verb in there: "Washington,
// which had sent experts to help, condemned the attack".
func (r *reader) mendAfter(t int) {
	if r.up(t) >= 0 || r.upos(t) != "PROPN" && r.upos(t) != "NOUN" || r.child(t, "cop", "nsubj", "case") >= 0 {
		return
	}
	c := r.child(t, "acl")
	if c < t || r.rel(c) != "acl:relcl" || t+1 >= r.hi || r.child(c, "nsubj") < 0 {
		return
	}
	if w := r.child(c, "nsubj"); !r.isRelative(w) || w == r.lo || r.form(w-1) != "," {
		return
	}
	for k := c + 1; k < r.hi; k++ {
		x := r.xposOf(k)
		if r.kind(k) != "conj" || r.upos(k) != "VERB" || x != "VBD" && x != "VBZ" && x != "VBN" || r.form(k-1) != "," ||
			r.child(k, "nsubj", "cc", "mark", "aux") >= 0 || x == "VBN" && r.child(k, "obj", "ccomp", "xcomp") < k {
			continue
		}
		r.attach(k, -1, "root")
		r.attach(t, k, "nsubj")
		if x == "VBN" {
			r.xpos[k-r.lo] = "VBD"
		}
		return
	}
}

// gerundial reports whether t is a gerund, or a participle behind one: "having
// altered", "being held".
func (r *reader) gerundial(t int) bool {
	if r.xposOf(t) == "VBG" {
		return true
	}
	a := r.child(t, "aux", "cop")
	return a >= 0 && r.xposOf(a) == "VBG"
}

// active reports whether a verb with an object is coordinated with t: "Police
// arrested and beat three men".
func (r *reader) active(t int) bool {
	for _, k := range r.children(t) {
		if k > t && r.rel(k) == "conj" && r.upos(k) == "VERB" && r.child(k, "obj") > k && r.child(k, "nsubj", "aux", "mark") < 0 {
			return true
		}
	}
	return false
}

// mendBare makes the object of a gerund of the noun right behind it that has no
// preposition: "Citing threats, Denmark closed its embassy".
func (r *reader) mendBare(t int) {
	v := t - 1
	if v < r.lo || r.rel(t) != "obl" || r.up(t) != v && r.up(t) != r.up(v) {
		return
	}
	if r.xposOf(v) == "VBG" && r.upos(v) == "VERB" && r.upos(t) == "NOUN" && r.child(t, "case") < 0 && r.child(v, "obj") < 0 && !r.isTime(t) {
		r.attach(t, v, "obj")
	}
}

// mendReduced rights "The camp Turkey bombed lies there", where the main verb
// passes for the object of the relative clause.
func (r *reader) mendReduced(t int) {
	v, x := r.up(t), r.xposOf(t)
	if r.kind(t) != "obj" || v < r.lo || v != t-1 || r.upos(t) != "VERB" || x != "VBZ" && x != "VBD" && x != "VBP" || r.child(t, "nsubj") >= 0 {
		return
	}
	s := r.child(v, "nsubj")
	c := -1
	if s >= r.lo && s == v-1 {
		c = r.child(s, "compound")
	}
	if c < 0 || c != s-1 || !r.isName(s) || r.upos(c) != "NOUN" {
		return
	}
	for _, k := range append([]int(nil), r.children(s)...) {
		if k < c {
			r.attach(k, c, r.rel(k))
		}
	}
	r.crown(t, v, "dep")
	r.attach(c, t, "nsubj")
	r.attach(v, c, "acl:relcl")
}

// mendCased makes the main verb of a clause whose subject stands behind a
// preposition: in "The visit to Paris drew criticism" it hung on "visit".
func (r *reader) mendCased(t int) {
	n := r.up(t)
	if r.rel(t) != "acl" || n < 0 || n > t || r.up(n) >= 0 || !r.finite(t) || r.child(t, "mark") >= 0 || r.child(n, "cop", "nsubj") >= 0 {
		return
	}
	s := r.child(t, "nsubj")
	if s < n || s > t || r.child(s, "case") < n {
		return
	}
	if x := r.xposOf(t); x != "VBD" && x != "VBZ" && x != "VBP" {
		return
	}
	r.attach(s, n, "nmod")
	r.crown(t, n, "nsubj")
}

// mendBareVerb makes a noun of a bare infinitive behind a verb that takes none:
// "used tear gas".
func (r *reader) mendBareVerb(t int) {
	v, o := r.up(t), r.child(t, "obj")
	if r.rel(t) != "xcomp" || r.xposOf(t) != "VB" || v < r.lo || v != t-1 || o != t+1 || r.upos(v) != "VERB" || r.child(t, "mark", "nsubj", "aux") >= 0 {
		return
	}
	switch r.lemma(v) {
	case "help", "let", "make", "go", "come", "dare", "need", "try", "have", "see", "hear", "watch", "get", "be":
		return
	}
	if r.child(o, "det", "nmod:poss", "amod") >= 0 || r.upos(o) != "NOUN" {
		return
	}
	for _, k := range append([]int(nil), r.children(t)...) {
		if k > o {
			r.attach(k, v, r.rel(k))
		}
	}
	r.attach(o, v, "obj")
	r.attach(t, o, "compound")
	r.tags[t-r.lo], r.xpos[t-r.lo] = "NOUN", "NN"
}
