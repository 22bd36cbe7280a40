package prop

import (
	"chancery"
)

// predicates finds the predicates of the sentence in the order of the text.
func (r *reader) predicates() {
	light := map[int]int{} // event noun to light verb
	taken := map[int]bool{}
	for t := r.lo; t < r.hi; t++ {
		if noun := r.lightNoun(t); noun >= 0 {
			if _, twice := light[noun]; !twice {
				light[noun] = t
				taken[t] = true
				for _, k := range r.conjuncts(noun)[1:] {
					if r.isEventNoun(k) && r.pairs(t, k) {
						light[k] = t
					}
				}
			}
		}
	}
	for t := r.lo; t < r.hi; t++ {
		switch {
		case taken[t]:
		case r.isEventNoun(t):
			verb, ok := light[t]
			if !ok {
				verb = -1
			}
			r.add(t, verb, r.lemma(t))
		case r.isVerb(t):
			r.add(t, -1, r.verbLemma(t))
		case r.isCopular(t):
			r.add(t, -1, r.lemma(t))
		}
	}
}

func (r *reader) add(t, light int, lemma string) {
	p := chancery.Prop{Head: t, Light: light, Lemma: lemma, Sent: r.sent, Up: -1, When: -1, Where: -1}
	switch {
	case light >= 0:
		p.Kind = chancery.LightPred
		r.at[light-r.lo] = len(r.props)
	case r.isEventNoun(t):
		p.Kind = chancery.NounPred
	case r.isVerb(t):
		p.Kind = chancery.VerbPred
	default:
		p.Kind = chancery.AdjPred
	}
	r.at[t-r.lo] = len(r.props)
	v := r.verbOf(&p)
	p.Span = r.phrase(v).Cover(r.phrase(t))
	r.props = append(r.props, p)
}

// verbOf is the token whose clause the proposition is: the light verb, or the
// head.
func (r *reader) verbOf(p *chancery.Prop) int {
	if p.Light >= 0 {
		return p.Light
	}
	return p.Head
}

func (r *reader) isVerb(t int) bool {
	if r.upos(t) != "VERB" {
		return false
	}
	switch r.kind(t) {
	case "amod", "case", "mark", "fixed", "compound", "flat", "advmod", "cc", "det", "goeswith", "reparandum", "punct":
		return false
	}
	return true
}

func (r *reader) isEventNoun(t int) bool {
	tk := r.tok(t)
	switch r.upos(t) {
	case "NOUN":
	case "PROPN":
		if tk.Name != "" {
			return false
		}
	case "VERB":
		if r.xposOf(t) != "NN" && r.xposOf(t) != "NNS" {
			return false
		}
	default:
		return false
	}
	switch r.kind(t) {
	case "compound":
		return r.has("eventnoun", r.lemma(t)) && r.contentOf(t)
	case "flat", "amod", "fixed", "goeswith", "case", "advmod":
		return false
	}
	return r.has("eventnoun", r.lemma(t))
}

// contentOf reports whether t stands before a noun whose content it is:
// "invasion plans", "coup attempt".
func (r *reader) contentOf(t int) bool {
	h := r.up(t)
	if h < t || r.upos(h) != "NOUN" || r.has("eventnoun", r.lemma(h)) && r.lemma(h) != "attempt" {
		return false
	}
	row := r.s.lex.Row("nouncue", r.lemma(h))
	if row == nil {
		return false
	}
	switch row[1] {
	case "plan", "weakplan", "threaten", "warn", "belief", "deny":
		return true
	}
	return false
}

// isCopular reports whether t is a predicate adjective or noun.
func (r *reader) isCopular(t int) bool {
	if r.child(t, "cop") >= 0 {
		return true
	}
	return r.upos(t) == "ADJ" && r.kind(t) == "xcomp" && r.up(t) >= 0 && !r.has("particle", r.lemma(r.up(t))+"_"+r.lemma(t))
}

// verbLemma is the lemma of a verb with its particle or its fixed preposition.
func (r *reader) verbLemma(t int) string {
	if !r.done {
		return r.joined(t)
	}
	v := &r.verb[t-r.lo]
	if *v == "" {
		*v = r.joined(t)
	}
	return *v
}

func (r *reader) joined(t int) string {
	lemma := r.lemma(t)
	for _, k := range r.children(t) {
		if j := lemma + "_" + r.lemma(k); r.rel(k) == "compound:prt" && r.has("particle", j) {
			return j
		}
	}
	for _, k := range r.children(t) {
		switch r.kind(k) {
		case "advmod", "obj", "xcomp":
			if r.upos(k) == "ADP" || r.upos(k) == "ADV" || r.lemma(t) == "take" || r.upos(k) == "ADJ" {
				if j := lemma + "_" + r.lemma(k); r.has("particle", j) {
					return j
				}
			}
			if r.kind(k) == "obj" && k > t {
				if j := lemma + "_" + r.marker(k, "case"); r.effect("particle", j) == "preposition" {
					return j // "call on them" with them for an object
				}
			}
		case "obl", "advcl", "nmod":
			prep := r.marker(k, "case")
			if prep == "" {
				prep = r.marker(k, "mark")
			}
			if prep == "" || r.isTime(k) || k < t && r.upos(k) != "PRON" {
				continue // "for its part, it called"
			}
			if j := lemma + "_" + prep; r.effect("particle", j) == "preposition" {
				return j
			}
		}
	}
	return lemma
}

// lightNoun is the event noun that makes the verb t a light one, -1 where there
// is none. It is the object, the passive subject, or the noun that t modifies
// as a participle.
func (r *reader) lightNoun(t int) int {
	if !r.isVerb(t) {
		return -1
	}
	lemma := r.verbLemma(t)
	nouns := r.s.light[lemma]
	if nouns == nil {
		nouns = r.s.light[r.lemma(t)]
	}
	fits := func(n int) bool {
		return n >= 0 && r.isEventNoun(n) && (nouns["*"] || nouns[r.lemma(n)])
	}
	for _, k := range r.children(t) {
		switch r.kind(k) {
		case "obj":
			if fits(k) {
				return k
			}
		case "nsubj":
			if r.rel(k) == "nsubj:pass" && fits(k) {
				return k
			}
		case "obl", "nmod":
			if prep := r.marker(k, "case"); prep != "" && r.s.light[r.lemma(t)+"_"+prep] != nil &&
				r.s.light[r.lemma(t)+"_"+prep][r.lemma(k)] && r.isEventNoun(k) {
				return k
			}
		}
	}
	if r.rel(t) == "acl:relcl" && fits(r.up(t)) {
		if k := r.child(t, "obj", "nsubj:pass"); k < 0 && r.child(t, "ccomp", "xcomp") < 0 || k >= 0 && r.isRelative(k) {
			return r.up(t)
		}
	}
	if r.rel(t) == "acl" && r.isPastParticiple(t) && fits(r.up(t)) && r.child(t, "obj") < 0 {
		return r.up(t)
	}
	return -1
}

// pairs reports whether the verb t is light with the noun n.
func (r *reader) pairs(t, n int) bool {
	for _, v := range []string{r.verbLemma(t), r.lemma(t)} {
		if nouns := r.s.light[v]; nouns["*"] || nouns[r.lemma(n)] {
			return true
		}
	}
	return false
}

// isRelative reports whether t is a relative pronoun.
func (r *reader) isRelative(t int) bool {
	switch r.lemma(t) {
	case "who", "whom", "which", "that":
		return r.upos(t) == "PRON" || r.upos(t) == "DET" || r.upos(t) == "SCONJ"
	}
	return false
}

func (r *reader) isPastParticiple(t int) bool {
	tk := r.tok(t)
	if x := r.xposOf(t); x != "" && x != "_" {
		return x == "VBN"
	}
	return feature(tk.Feats, "VerbForm") == "Part" && feature(tk.Feats, "Tense") != "Pres"
}
