package prop

// mendTwice makes a noun again of a word that passes for a verb inside a noun
// phrase: in "at the coming Chad-Niger talks on the 10th of May" both articles
// hang on the day, and "talks" between them has a subject. What stands before it
// belongs to it, and the later noun describes it.
func (r *reader) mendTwice(k int) {
	// Either will do, as the parser may hang one of them elsewhere.
	left, right := r.twice(k, "det")
	if right < 0 {
		left, right = r.twice(k, "case")
	}
	if right < 0 {
		return
	}
	t := -1
	for i := left + 1; i < right; i++ {
		if r.upos(i) == "VERB" && r.xposOf(i) == "VBZ" && r.has("eventnoun", r.lemma(i)) && r.child(i, "aux", "obj", "ccomp") < 0 {
			t = i
		}
	}
	if t < 0 {
		return
	}
	v := -1
	for i := left - 1; i >= r.lo && v < 0; i-- {
		if r.upos(i) == "VERB" {
			v = i
		}
	}
	if v < 0 {
		return
	}
	r.tags[t-r.lo], r.xpos[t-r.lo] = "NOUN", "NNS"
	r.attach(t, v, "obl")
	for _, c := range append([]int(nil), r.children(t)...) {
		if c < t && c > left && r.kind(c) != "punct" {
			r.attach(c, t, "compound")
		}
	}
	for _, c := range append([]int(nil), r.children(k)...) {
		if c < t {
			r.attach(c, t, r.rel(c))
		}
	}
	r.attach(k, t, "nmod")
}

// twice is the first and the last of several children of that relation before k.
func (r *reader) twice(k int, rel string) (left, right int) {
	left, right = -1, -1
	for _, c := range r.children(k) {
		switch {
		case string(r.rel(c)) != rel || c > k:
		case left < 0:
			left = c
		default:
			right = c
		}
	}
	return left, right
}
