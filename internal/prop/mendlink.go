package prop

import "chancery"

// mendLinks rights how clauses hang together: relative clauses that pass for
// others, infinitives and past tenses coordinated with the wrong verb,
// conditions without a conjunction.
func (r *reader) mendLinks(t int) {
	switch r.kind(t) {
	case "root":
		r.mendInverted(t)
	case "acl":
		r.mendGap(t)
	case "advcl", "ccomp", "parataxis":
		r.mendRelative(t)
	case "conj":
		r.mendConjunct(t)
	case "case":
		r.mendDueIn(t)
	}
}

// mendInverted rights "Had they signed it, it could stand", where the condition
// passes for the main clause.
func (r *reader) mendInverted(t int) {
	first := r.child(t, "aux", "cop")
	if first < 0 || r.child(t, "nsubj") < first || r.upos(r.hi-1) == "PUNCT" && r.form(r.hi-1) == "?" {
		return
	}
	switch r.form(first) {
	case "had", "should", "were":
	default:
		return
	}
	for k := r.lo; k < first; k++ {
		if r.upos(k) != "PUNCT" {
			return
		}
	}
	for _, k := range r.children(t) {
		if b := r.kind(k); k > t && (b == "parataxis" || b == "conj" || b == "ccomp") && r.child(k, "nsubj", "expl") >= 0 && r.modal(k) && r.child(k, "cc") < 0 {
			r.crown(k, t, "advcl")
			return
		}
	}
}

func (r *reader) modal(t int) bool {
	for _, k := range r.children(t) {
		if r.rel(k) == "aux" && isModal(r.lemma(k)) {
			return true
		}
	}
	return false
}

// mendGap makes "an agreement that both sides signed" a relative clause: a
// participle without auxiliary that has a subject is a past tense, and what it
// lacks is its object.
func (r *reader) mendGap(t int) {
	n, s := r.up(t), r.child(t, "nsubj")
	if r.rel(t) != "acl" || n < 0 || n > t || s < n || s > t || r.xposOf(t) != "VBN" && r.xposOf(t) != "VBD" ||
		r.child(t, "aux", "cop", "obj", "ccomp", "xcomp") >= 0 {
		return
	}
	if r.has("nouncue", r.lemma(n)) && !r.pairs(t, n) {
		return
	}
	m := r.child(t, "mark")
	if m >= 0 && r.form(m) != "that" {
		return
	}
	r.setRel(t, "acl:relcl")
	r.setRel(s, "nsubj")
	r.xpos[t-r.lo] = "VBD"
	if m >= 0 {
		r.setRel(m, "obj")
		r.tags[m-r.lo] = "PRON"
	}
}

// mendRelative hangs a clause with "which" or "who" on the noun before the
// comma.
func (r *reader) mendRelative(t int) {
	ks := r.children(t)
	if len(ks) == 0 || r.rel(t) == "advcl:relcl" {
		return
	}
	at := 0
	if r.kind(ks[0]) == "punct" && len(ks) > 1 {
		at = 1
	}
	w := ks[at]
	if p := r.child(w, "nmod:poss"); r.rel(w) == "nsubj" && p >= 0 && p < w && r.form(p) == "whose" && p-2 >= r.lo && r.form(p-1) == "," && r.up(t) > t {
		if n := p - 2; r.upos(n) == "NOUN" || r.upos(n) == "PROPN" {
			r.attach(t, n, "acl:relcl") // "Britain, whose frigate patrols the strait, said"
		}
		return
	}
	if r.rel(t) == "ccomp" && r.up(t) > t {
		return
	}
	if b := r.kind(w); w > t || b != "nsubj" && b != "obj" || r.form(w) != "which" && r.form(w) != "who" || w-2 < r.lo || r.form(w-1) != "," {
		return
	}
	n := w - 2
	if r.upos(n) != "NOUN" && r.upos(n) != "PROPN" {
		return
	}
	for range maxName {
		if b := r.kind(n); b != "flat" && b != "compound" || r.up(n) < 0 {
			break
		}
		n = r.up(n)
	}
	if n != t && n < w {
		r.attach(t, n, "acl:relcl")
	}
}

// maxName bounds the words of a name.
const maxName = 6

// mendConjunct rights "agreed to a truce and to withdraw", where the infinitive
// is a complement, and "sent experts to help, condemned the attack and left",
// where a past tense is coordinated with an infinitive.
func (r *reader) mendConjunct(t int) {
	h := r.up(t)
	if h < 0 || h > t || r.upos(t) != "VERB" {
		return
	}
	if r.upos(h) != "VERB" {
		r.mendMixed(t, h)
		return
	}
	x, y := r.xposOf(t), r.xposOf(h)
	switch {
	case x == "VB" && (y == "VBD" || y == "VBZ" || y == "VBP") && r.marker(t, "mark") == "to" && r.child(t, "nsubj") < 0:
		if r.child(h, "xcomp") < 0 {
			r.attach(t, h, "xcomp")
		}
	case (x == "VBD" || x == "VBZ") && (y == "VB" && r.child(h, "mark") >= 0 || y == "VBG" && r.child(h, "aux") < 0) && r.child(t, "nsubj", "mark", "aux") < 0,
		r.speaksBeside(t, h):
		for a, n := r.up(h), 0; a >= 0 && n < maxDepth; a, n = r.up(a), n+1 {
			if z := r.xposOf(a); r.upos(a) == "VERB" && (z == "VBD" || z == "VBZ" || z == "VBP") && a < t {
				if r.child(a, "nsubj") >= 0 && !r.isRelative(r.child(a, "nsubj")) {
					r.attach(t, a, "conj")
					if x == "VBN" {
						r.xpos[t-r.lo] = "VBD"
					}
					return
				}
			}
		}
	}
}

// speaksBeside reports whether an act of speech in the past stands beside a clause
// in the past perfect that somebody says: in "said it had held the town and warned
// Chad" he who says warns.
func (r *reader) speaksBeside(t, h int) bool {
	switch r.s.lex.Class(r.lemma(t)) {
	case "accuse", "blame", "demand", "threaten", "warn", "praise":
	default:
		return false
	}
	x := r.xposOf(t)
	if x != "VBD" && x != "VBN" || r.child(t, "nsubj", "mark", "aux") >= 0 || r.child(t, "obj", "obl", "ccomp") < 0 {
		return false
	}
	had := r.child(h, "aux")
	if had < 0 || r.lemma(had) != "have" || r.form(had) != "had" && r.form(had) != "'d" {
		return false
	}
	switch r.kind(h) {
	case "ccomp", "acl":
		return r.child(h, "nsubj") >= 0
	}
	return false
}

// mendMixed hangs a past tense that is coordinated with a noun or an adjective
// on the verb above: "called it a mistake and left".
func (r *reader) mendMixed(t, h int) {
	x := r.xposOf(t)
	if x == "VBN" && r.child(t, "obj") > t {
		x = "VBD" // with an object of its own it is no passive
	}
	if x != "VBD" && x != "VBZ" || r.child(h, "cop") >= 0 || r.child(t, "nsubj", "mark", "aux", "expl") >= 0 {
		return
	}
	switch r.kind(h) {
	case "xcomp", "obj", "obl", "nmod", "advmod":
	default:
		return
	}
	for a, n := r.up(h), 0; a >= 0 && n < maxDepth; a, n = r.up(a), n+1 {
		if z := r.xposOf(a); r.upos(a) == "VERB" && (z == "VBD" || z == "VBZ" || z == "VBP") {
			if s := r.child(a, "nsubj"); s >= 0 && a < t && !r.isRelative(s) {
				r.attach(t, a, "conj")
				r.xpos[t-r.lo] = x
			}
			return
		}
	}
}

// mendDueIn rights "is due in Cairo", where "due in" passes for a preposition.
func (r *reader) mendDueIn(t int) {
	h := r.up(t)
	if h < t || r.upos(t) != "ADJ" || r.lemma(t) != "due" || r.child(h, "cop") < 0 {
		return
	}
	var move []int
	for _, k := range r.children(h) {
		switch r.kind(k) {
		case "nsubj", "cop", "punct", "aux", "obl", "mark", "cc":
			move = append(move, k)
		}
	}
	r.crown(t, h, chancery.Rel("obl"))
	if r.up(h) != t {
		return
	}
	for _, k := range move {
		r.attach(k, t, r.rel(k))
	}
}

// mendAux moves what hangs on an auxiliary to its verb.
func (r *reader) mendAux(t int) {
	b := r.kind(t)
	v := r.up(t)
	if v < 0 || b != "aux" && b != "cop" || r.upos(t) != "AUX" {
		return
	}
	for _, k := range append([]int(nil), r.children(t)...) {
		switch r.kind(k) {
		case "nsubj", "obj", "obl", "advmod", "expl", "mark", "advcl":
			r.attach(k, v, r.rel(k))
		}
	}
}

// mendInserted rights "The council, called together by X, condemned it" and
// "The minister, asked about it, said", where the participle between commas
// passes for a main verb.
func (r *reader) mendInserted(t int) {
	s := r.child(t, "nsubj")
	if s < r.lo || s > t || t == r.lo || r.form(t-1) != "," || r.xposOf(t) != "VBN" && r.xposOf(t) != "VBD" || r.child(t, "aux", "cop") >= 0 {
		return
	}
	v := -1
	switch r.kind(t) {
	case "root":
		if r.child(t, "obl:agent") < 0 {
			return
		}
		for _, k := range r.children(t) {
			if x := r.xposOf(k); k > t && r.rel(k) == "conj" && (x == "VBD" || x == "VBZ") && r.child(k, "nsubj", "cc") < 0 {
				v = k
				break
			}
		}
		if v < 0 {
			return
		}
		r.attach(v, -1, "root")
	case "ccomp":
		v = r.up(t)
		if v < t || r.form(v-1) != "," || r.child(v, "nsubj") >= 0 || r.upos(v) != "VERB" {
			return
		}
	default:
		return
	}
	r.attach(s, v, "nsubj")
	r.attach(t, s, "acl")
	r.xpos[t-r.lo] = "VBN"
}

// mendProvided makes a conjunction of "provided that" before a clause.
func (r *reader) mendProvided(t int) {
	if f := r.form(t); f != "provided" && f != "providing" || t+1 >= r.hi || r.form(t+1) != "that" || r.upos(t) != "VERB" || r.child(t, "aux:pass") >= 0 {
		return
	}
	v := -1
	for _, k := range r.children(t) {
		if b := r.kind(k); k > t+1 && (b == "ccomp" || b == "advcl" || b == "parataxis") && r.upos(k) != "NOUN" && (r.finite(k) || r.child(k, "cop") >= 0) {
			v = k
			break
		}
	}
	m := r.up(t)
	for n := 0; m >= 0 && r.upos(m) != "VERB" && r.child(m, "cop") < 0 && n < maxDepth; n++ {
		m = r.up(m)
	}
	if v < 0 || m < 0 {
		return
	}
	s := r.child(t, "obj")
	r.attach(v, m, "advcl")
	if s > t && s < v && r.child(v, "nsubj") < 0 {
		r.attach(s, v, "nsubj")
	}
	r.attach(t, v, "mark")
	r.attach(t+1, t, "fixed")
	r.tags[t-r.lo] = "SCONJ"
}

// finite reports whether a verb has a tense of its own or a modal.
func (r *reader) finite(t int) bool {
	switch r.xposOf(t) {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return r.child(t, "aux", "aux:pass") >= 0
}

// mendBefore makes a verb of a participle before the determiner of its noun:
// "ordered the expulsion and closed Moscow's consulate". An adjective would
// stand behind it.
func (r *reader) mendBefore(t int) {
	n := r.up(t)
	if r.kind(t) != "amod" || n < t || r.xposOf(t) != "VBN" || t == r.lo || r.upos(t-1) != "CCONJ" {
		return
	}
	if d := r.child(n, "nmod:poss", "det"); d < t {
		return
	}
	v := r.up(n)
	for k := 0; v >= 0 && k < maxDepth; k++ {
		if x := r.xposOf(v); r.upos(v) == "VERB" && (x == "VBD" || x == "VBZ" || x == "VBP") && v < t {
			break
		}
		v = r.up(v)
	}
	if v < 0 {
		return
	}
	r.attach(t, v, "conj")
	r.attach(n, t, "obj")
	if cc := t - 1; r.up(cc) == t || r.up(cc) == n {
		r.attach(cc, t, "cc")
	}
	r.beVerb(t, "VBD")
}

// mendSplit makes the subject of what stands before a verb and was taken for a
// part of the object behind it: "riot police fired water cannon".
func (r *reader) mendSplit(v int) {
	n := r.child(v, "obj")
	if r.upos(v) != "VERB" || n < v || r.child(v, "nsubj", "csubj", "expl", "aux:pass", "mark") >= 0 {
		return
	}
	s := -1
	for _, k := range r.children(n) {
		if k < v && (r.upos(k) == "NOUN" || r.isName(k)) && r.kind(k) == "compound" {
			s = k
		}
	}
	if s < 0 || s != v-1 {
		return
	}
	for _, k := range append([]int(nil), r.children(n)...) {
		if k < s && r.kind(k) != "punct" {
			r.attach(k, s, r.rel(k))
		}
	}
	r.attach(s, v, "nsubj")
	if r.xposOf(v) == "VBN" {
		r.xpos[v-r.lo] = "VBD"
	}
}

// mendPast makes the verb of a past tense that passes for an adjective: "the
// junta accused the bloc of planning an attack".
func (r *reader) mendPast(t int) {
	n := r.up(t)
	if r.kind(t) != "amod" || r.xposOf(t) != "VBD" || n != t+1 && (n < t || r.follows(t, n)) {
		return
	}
	s := r.child(n, "compound")
	if s != t-1 || s < r.lo {
		return
	}
	u, was := r.up(n), r.rel(n)
	var before []int
	if u >= 0 {
		for _, k := range r.children(u) {
			if k < s {
				before = append(before, k)
			}
		}
	}
	for _, k := range append([]int(nil), r.children(n)...) {
		if k < s {
			r.attach(k, s, r.rel(k))
		}
	}
	if u >= 0 && r.kind(n) == "nsubj" && r.xposOf(u) == "VBG" {
		r.crown(t, u, "advcl")
		for _, k := range before {
			r.attach(k, t, r.rel(k))
		}
	} else {
		r.attach(t, u, was)
	}
	r.tags[t-r.lo] = "VERB"
	r.attach(s, t, "nsubj")
	r.attach(n, t, "obj")
}

// mendTold hangs on "told" what was told and passes for a clause about whoever
// was told it.
func (r *reader) mendTold(t int) {
	n := r.up(t)
	if r.kind(t) != "acl" || n < 0 || n > t || r.has("nouncue", r.lemma(n)) {
		return
	}
	v := r.up(n)
	if b := r.kind(n); v < 0 || b != "iobj" && b != "obj" || !speech(r.s.lex.Class(r.lemma(v))) || r.child(v, "ccomp") >= 0 {
		return
	}
	if m := r.child(t, "mark"); m >= 0 && r.form(m) == "that" && r.child(t, "nsubj") > m {
		r.attach(t, v, "ccomp")
	}
}
