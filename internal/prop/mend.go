package prop

import (
	"slices"
	"strings"

	"chancery"
)

// mend puts right what cannot be right in an English tree: a modal before a
// noun, two subjects of one verb, a subject on the object, a phrase on the
// wrong side of a name. Trees from raw text, and from translated text above
// all, have such faults; each step changes only what no sound tree contains,
// or what the words decide. The article's own trees stay as they are.
func (r *reader) mend() {
	for t := r.lo; t < r.hi; t++ {
		r.mendTag(t)
	}
	for t := r.lo; t < r.hi; t++ {
		r.mendRoot(t)
		r.mendAfter(t)
		r.mendCased(t)
		r.mendBareVerb(t)
		r.mendDue(t)
		r.mendFirst(t)
		r.mendSaid(t)
		r.mendGerund(t)
		r.mendReport(t)
		r.mendPerfect(t)
		r.mendAbout(t)
		r.mendWhich(t)
		r.mendSubjects(t)
		r.mendBare(t)
		r.mendReduced(t)
		r.mendShared(t)
		r.mendWedged(t)
		r.mendAux(t)
		r.mendInserted(t)
		r.mendProvided(t)
		r.mendBefore(t)
		r.mendPast(t)
		r.mendSplit(t)
		r.mendTold(t)
		r.mendLinks(t)
		r.mendFront(t)
		r.mendSeries(t)
		r.mendNamed(t)
		r.mendCrossed(t)
		r.mendSayer(t)
		r.mendIt(t)
		r.mendNominative(t)
		r.mendActing(t)
		r.mendHad(t)
		r.mendVoice(t)
		r.mendResult(t)
		r.mendNounSubject(t)
	}
	for t := r.lo; t < r.hi; t++ {
		switch r.kind(t) {
		case "nsubj":
			r.mendSubject(t)
		case "obj":
			r.mendObject(t)
		case "compound", "parataxis":
			r.mendBeside(t)
		case "obl", "nmod":
			r.mendQuantity(t)
			r.mendPhrase(t)
		case "acl", "xcomp":
			r.mendInfinitive(t)
			r.mendCharge(t)
		}
	}
}

// attach hangs t on h.
func (r *reader) attach(t, h int, rel chancery.Rel) {
	if h == t {
		return
	}
	for a, n := h, 0; a >= 0; a, n = r.up(a), n+1 {
		if a == t || n > r.hi-r.lo {
			return // would make a circle
		}
	}
	if old := r.up(t); old >= 0 {
		r.kids[old-r.lo] = slices.DeleteFunc(r.kids[old-r.lo], func(k int) bool { return k == t })
	}
	r.head[t-r.lo] = h
	r.setRel(t, rel)
	if h >= 0 {
		ks := r.kids[h-r.lo]
		at, _ := slices.BinarySearch(ks, t)
		r.kids[h-r.lo] = slices.Insert(ks, at, t)
	}
}

// crown makes t take the place of h, which is hung on t.
func (r *reader) crown(t, h int, rel chancery.Rel) {
	up, was := r.up(h), r.rel(h)
	r.attach(t, up, was)
	if r.up(t) == up {
		r.attach(h, t, rel)
	}
}

func (r *reader) setRel(t int, rel chancery.Rel) {
	r.rels[t-r.lo], r.kinds[t-r.lo] = rel, rel.Base()
}

func (r *reader) beVerb(t int, tag string) {
	r.tags[t-r.lo], r.xpos[t-r.lo] = "VERB", tag
	if base := r.s.verbs.Base(r.form(t)); base != "" {
		r.lem[t-r.lo] = base
	}
}

// isName reports whether t is a proper noun.
func (r *reader) isName(t int) bool { return r.upos(t) == "PROPN" }

// mendTag makes a verb of a noun or adjective that has a modal, an infinitive
// marker or a subject and object of its own and no copula.
func (r *reader) mendTag(t int) {
	switch r.upos(t) {
	case "NOUN", "ADJ", "ADV":
	case "VERB":
		// "its forces shot down": a participle without auxiliary is looked at later.
		return
	default:
		return
	}
	helped := r.rel(t) == "xcomp" && t > r.lo && r.up(t) == t-1 && r.lemma(t-1) == "help"
	if len(r.children(t)) == 0 && !helped || r.child(t, "cop") >= 0 {
		return
	}
	modal, to, subject, more, passive := false, false, false, false, false
	for _, k := range r.children(t) {
		switch r.kind(k) {
		case "aux":
			passive = passive || r.rel(k) == "aux:pass"
			modal = modal || isModal(r.lemma(k)) || r.lemma(k) == "do"
		case "mark":
			to = to || r.form(k) == "to" && k == t-1
		case "nsubj":
			subject = subject || k < t
		case "obj", "compound":
			more = more || r.rel(k) != "compound" && k > t
		case "det", "case":
			return
		}
	}
	if passive && r.s.verbs.Base(r.form(t)) != "" {
		r.beVerb(t, "VBN") // "is set for Thursday"
		return
	}
	if !modal && !to && !(subject && more) && !helped || r.s.verbs.Base(r.form(t)) == "" {
		return
	}
	switch {
	case (modal || to) && r.s.verbs.Base(r.form(t)) != r.form(t):
		r.mendChair(t)
	case modal || to:
		r.beVerb(t, "VB")
	case subject && more:
		r.beVerb(t, "VBD")
	case helped:
		r.beVerb(t, "VB")
	}
}

// mendRoot finds the verb of a sentence whose root cannot be it: "Russian
// strikes on the town killed ten", "Soldiers entering the town fired", "The
// Union plans to leave".
func (r *reader) mendRoot(t int) {
	if r.up(t) >= 0 {
		return
	}
	x := r.xposOf(t)
	if (r.upos(t) == "NOUN" || r.isName(t)) && r.child(t, "cop", "nsubj") < 0 {
		if k := r.onlyVerb(t); k >= 0 {
			r.attach(k, -1, "root")
			r.attach(t, k, "nsubj")
			if r.xposOf(k) == "VBN" {
				r.xpos[k-r.lo] = "VBD"
			}
			return
		}
	}
	if r.upos(t) == "PROPN" || r.upos(t) == "NOUN" || r.upos(t) == "PRON" {
		if k := r.orphan(t); k >= 0 {
			r.attach(k, -1, "root")
			r.attach(t, k, "nsubj")
			return
		}
	}
	modifier := r.child(t, "amod", "det", "nmod:poss")
	switch {
	case (x == "VBZ" || x == "VBP") && modifier >= 0 && modifier < t && r.child(t, "nsubj", "aux") < 0:
		for _, k := range r.children(t) {
			if b := r.kind(k); k > t && (b == "advcl" || b == "ccomp" || b == "parataxis" || b == "acl") && r.bareFinite(k) {
				r.tags[t-r.lo], r.xpos[t-r.lo] = "NOUN", "NNS"
				r.crown(k, t, "nsubj")
				return
			}
		}
	case x == "VBG" && r.child(t, "aux", "cop", "mark") < 0 && t > r.lo && r.child(t, "nsubj") == t-1:
		obj := r.child(t, "obj", "obl")
		if obj < 0 {
			return
		}
		k := r.child(obj, "acl")
		if k < 0 {
			k = r.child(t, "xcomp")
		}
		if k > obj && (r.xposOf(k) == "VBN" || r.xposOf(k) == "VBD") && r.child(k, "obl:agent", "mark") < 0 {
			s := r.child(t, "nsubj")
			r.attach(s, -1, "root")
			r.attach(k, -1, "root")
			r.attach(s, k, "nsubj")
			r.attach(t, s, "acl")
			r.xpos[k-r.lo] = "VBD"
		}
	case x == "NNS" && r.child(t, "cop", "det", "amod", "nsubj") < 0 && r.s.verbs.Base(r.form(t)) != "":
		c, to := r.child(t, "compound"), r.child(t, "acl")
		if c >= r.lo && c == t-1 && r.isName(c) && to > t && r.child(to, "mark") == to-1 && r.form(to-1) == "to" {
			r.beVerb(t, "VBZ")
			r.attach(c, t, "nsubj")
			r.attach(to, t, "xcomp")
		}
	}
}

// orphan is the finite verb without subject that hangs on a nominal root as if
// it were one more name or a clause about it: "Latvia and Estonia imposed bans".
func (r *reader) orphan(root int) int {
	if r.child(root, "cop", "nsubj", "case", "aux") >= 0 {
		return -1
	}
	for _, k := range r.children(root) {
		if k < root || r.upos(k) != "VERB" || r.child(k, "nsubj", "csubj", "mark", "expl") >= 0 {
			continue
		}
		switch r.rel(k) {
		case "conj", "acl:relcl", "appos", "list", "dep", "parataxis", "acl":
		default:
			continue
		}
		switch x := r.xposOf(k); {
		case x == "VBD" || x == "VBZ" || x == "VBP":
		case x == "VBN" && r.child(k, "aux") >= 0 && r.child(k, "obj") > k:
		default:
			continue
		}
		return k
	}
	return -1
}

// onlyVerb is the participle with an object of its own that must be the verb of
// a sentence that has no other: "The decision to free them surprised Oslo".
func (r *reader) onlyVerb(root int) int {
	found := -1
	for t := r.lo; t < r.hi; t++ {
		switch x := r.xposOf(t); {
		case x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD":
			return -1
		case x == "VB" && found < 0 && t > root && r.rel(t) == "acl" && r.up(t) == root && r.marker(t, "mark") == "to" && r.isName(root):
			found = t // "Airline to buy jets"
		case x == "VBN" && found < 0 && t > root && r.rel(t) == "acl" && r.child(t, "aux", "mark", "nsubj") < 0 && r.child(t, "obj") > t:
			found = t
		}
	}
	return found
}

// bareFinite reports whether t is a past tense without subject or marker.
func (r *reader) bareFinite(t int) bool {
	x := r.xposOf(t)
	return (x == "VBD" || x == "VBZ" || x == "VBP") && r.child(t, "nsubj", "mark", "aux") < 0
}

// mendDue rights "India is due to hold talks", where "due to" passes for a
// conjunction.
func (r *reader) mendDue(t int) {
	v := r.up(t)
	if r.rel(t) != "mark" || r.upos(t) != "ADJ" || v < t {
		return
	}
	if c := r.child(v, "cop", "aux"); c >= r.lo && c == t-1 && r.lemma(c) == "be" && r.child(t, "fixed") == t+1 {
		r.attach(c, t, "cop")
	}
	if r.child(t, "cop") < 0 {
		return
	}
	r.crown(t, v, "xcomp")
	if r.up(v) != t {
		return
	}
	if to := r.child(t, "fixed"); to >= 0 && r.form(to) == "to" {
		r.attach(to, v, "mark")
	}
	if s := r.child(v, "nsubj"); s >= 0 && s < t {
		r.attach(s, t, "nsubj")
	}
}

// mendSaid gives what is said its subject back: "Chad on Friday signed a treaty,
// officials said", where both hang on "said".
func (r *reader) mendSaid(t int) {
	c := r.child(t, "ccomp")
	if c < 0 || r.child(c, "nsubj", "csubj", "expl") >= 0 || !r.isVerb(c) {
		return
	}
	a := r.child(t, "nsubj")
	if a < 0 || a > c {
		return
	}
	for _, k := range r.children(t) {
		if r.kind(k) == "nsubj" && k > c {
			r.attach(a, c, "nsubj")
			return
		}
	}
}

// mendSubjects parts two subjects before one verb.
func (r *reader) mendSubjects(t int) {
	a, b := -1, -1
	for _, k := range r.children(t) {
		if r.rel(k) == "nsubj" && k < t {
			if a < 0 {
				a = k
			} else if b < 0 {
				b = k
			}
		}
	}
	if b < 0 {
		return
	}
	if h := r.up(t); h > a && h < b && r.upos(h) == "VERB" && r.child(h, "nsubj", "csubj") < 0 {
		r.attach(a, h, "nsubj") // "Chad left the talks; Niger stayed", crossed
		return
	}
	if w := r.up(t); r.rel(t) == "csubj" && w > t {
		// "The camp Turkey bombed lies near the border."
		r.attach(a, w, "nsubj")
		r.attach(t, a, "acl:relcl")
		return
	}
	if g := r.child(a, "amod"); g >= 0 && r.xposOf(g) == "VBG" && r.left0(a) == g && a+1 < r.hi && r.form(a+1) == "," {
		// "Citing threats, Denmark closed its embassy."
		r.beVerb(g, "VBG")
		r.attach(g, t, "advcl")
		r.attach(a, g, "obj")
	}
}

// left0 is the first token of the subtree of t by its direct dependents.
func (r *reader) left0(t int) int {
	if ks := r.children(t); len(ks) > 0 && ks[0] < t {
		return ks[0]
	}
	return t
}

// mendVoice makes a participle with a subject and no auxiliary a past tense.
func (r *reader) mendVoice(t int) {
	if s := r.child(t, "nsubj"); s >= 0 && s < t && r.rel(s) == "nsubj:pass" && r.xposOf(t) == "VBD" && r.child(t, "aux", "cop", "obl:agent") < 0 {
		r.setRel(s, "nsubj")
		return
	}
	if r.xposOf(t) != "VBN" || r.upos(t) != "VERB" || r.child(t, "aux", "cop", "obl:agent") >= 0 {
		return
	}
	s := r.child(t, "nsubj")
	if s >= 0 && r.rel(s) == "nsubj:pass" && r.child(t, "obj", "ccomp") < 0 && !r.active(t) && !strings.Contains(r.verbLemma(t), "_") {
		return // "Leader arrested in Minsk"
	}
	if s < 0 || s > t || r.isRelative(s) && r.rel(t) != "acl:relcl" {
		return
	}
	switch r.kind(t) {
	case "root", "ccomp", "conj", "parataxis", "acl":
	case "advcl":
		if r.child(t, "mark") < 0 {
			return
		}
	default:
		return
	}
	r.xpos[t-r.lo] = "VBD"
	r.setRel(s, "nsubj")
}

// mendSubject moves a subject from the object of a verb to the verb.
func (r *reader) mendSubject(t int) {
	n := r.up(t)
	if n < 0 || r.kind(n) != "obj" || r.child(n, "cop") >= 0 {
		return
	}
	if v := r.up(n); v >= 0 && t < v && v < n && r.child(v, "nsubj") < 0 && r.upos(v) == "VERB" {
		r.attach(t, v, "nsubj")
		if r.xposOf(v) == "VBN" {
			r.xpos[v-r.lo] = "VBD"
		}
	}
}
