package prop

import (
	"slices"
	"strings"

	"chancery"
)

// mendCaller makes a past tense with a preposition of its own active again:
// "Washington called for an end", whose subject passes for that of a passive.
func (r *reader) mendCaller(v int) {
	s := r.child(v, "nsubj")
	if s < 0 || s > v || r.rel(s) != "nsubj:pass" || r.upos(v) != "VERB" || r.xposOf(v) != "VBD" || r.child(v, "aux:pass", "obl:agent") >= 0 {
		return
	}
	if strings.Contains(r.verbLemma(v), "_") {
		r.setRel(s, "nsubj")
	}
}

// mendTitle hangs a preposition on the name and not on its title: "with Kosovo's
// prime minister Albin Kurti".
func (r *reader) mendTitle(t int) {
	h := r.up(t)
	if r.rel(t) != "case" || h < 0 || r.rel(h) != "nmod:desc" || h > r.up(h) || t > h || r.upos(t) != "ADP" {
		return
	}
	switch r.kind(r.up(h)) {
	case "obl", "nmod":
		r.attach(t, r.up(h), "case")
	}
}

// mendSayer gives a verb of saying the subject that stands right before it and
// was hung on what is said: "“It failed,” the envoy said".
func (r *reader) mendSayer(v int) {
	r.mendCaller(v)
	r.mendTitle(v)
	if r.upos(v) != "VERB" || v < r.lo+2 || r.child(v, "nsubj", "csubj", "aux:pass") >= 0 || r.xposOf(v) == "VBG" || r.xposOf(v) == "VB" {
		return
	}
	switch r.s.lex.Class(r.lemma(v)) {
	case "report", "claim", "confirm", "announce", "warn", "threaten", "promise", "demand", "deny":
	default:
		return
	}
	if b := r.kind(v); b != "root" && b != "parataxis" && b != "ccomp" && b != "acl" {
		return
	}
	e := v - 1
	if r.form(e) == "," {
		e--
	}
	if n := r.sayer(e, v); n >= 0 && r.up(n) >= 0 && r.up(n) < v {
		r.attach(n, v, "nsubj")
		return
	}
	// "…, said a Saudi official"
	if o, c := r.child(v, "obj"), r.child(v, "ccomp"); o > v && c >= r.lo && c < v && r.upos(o) != "PRON" {
		r.setRel(o, "nsubj")
	}
}

// mendCrossed rights "A and B will expel four, their ministries announced", where
// each verb has the subject of the other.
func (r *reader) mendCrossed(v int) {
	n := r.child(v, "nsubj")
	if n < r.lo || r.upos(v) != "VERB" || !speech(r.s.lex.Class(r.lemma(v))) {
		return
	}
	for _, k := range slices.Concat(r.children(v), r.children(n)) {
		if k <= n || k >= v || r.upos(k) != "VERB" || !r.finite(k) {
			continue
		}
		if s := r.child(k, "nsubj"); s > k && s < v && r.afterComma(s) {
			r.attach(s, v, "nsubj")
			r.attach(k, v, "ccomp")
			r.attach(n, k, "nsubj")
			return
		}
	}
}

// mendNominative makes a pronoun that can only be a subject one.
func (r *reader) mendNominative(t int) {
	v := r.up(t)
	if b := r.rel(t); v < 0 || b != "obj" && b != "iobj" && b != "obl" || !r.isNominative(t) || r.form(t) == "i" || r.upos(v) != "VERB" || r.child(t, "case") >= 0 {
		return
	}
	if r.child(v, "nsubj") < 0 {
		r.setRel(t, "nsubj")
	}
}

// sayer is the highest noun phrase that ends at e and begins right after a
// comma or a quotation mark, found without crossing a comma save into an
// apposition; -1 where there is none.
func (r *reader) sayer(e, v int) int {
	found := -1
	t := e
	for range maxDepth {
		switch r.upos(t) {
		case "NOUN", "PROPN", "PRON":
			if r.afterComma(t) {
				found = t
			}
		}
		h := r.up(t)
		if h < 0 || h >= v || r.upos(h) == "VERB" || r.child(h, "cop") >= 0 || h < t && r.kind(t) != "appos" && r.comma(h, t) {
			break
		}
		t = h
	}
	return found
}

// afterComma reports whether the phrase of t begins after punctuation.
func (r *reader) afterComma(t int) bool {
	first := t
	for k := t - 1; k >= r.lo && r.upos(k) != "PUNCT" && r.within(k, t); k-- {
		first = k
	}
	return first > r.lo && r.upos(first-1) == "PUNCT"
}

func (r *reader) comma(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if f := r.form(k); f == "," || f == "\"" || f == "”" || f == "''" {
			return true
		}
	}
	return false
}

// within reports whether k stands below n.
func (r *reader) within(k, n int) bool {
	for range maxDepth {
		if k == n {
			return true
		}
		if k = r.up(k); k < 0 {
			return false
		}
	}
	return false
}

// mendIt makes "it" the subject of a verb that is not impersonal: "It warned
// the navy".
func (r *reader) mendIt(t int) {
	v := r.up(t)
	if r.rel(t) != "expl" || v < 0 || r.form(t) != "it" || r.child(v, "nsubj", "csubj", "aux:pass") >= 0 {
		return
	}
	if r.upos(v) == "ADJ" && r.s.lex.Class(r.lemma(v)) == "ready" {
		r.attach(t, v, "nsubj") // "it was ready to talk"
		return
	}
	if r.upos(v) != "VERB" {
		return
	}
	if c := r.s.lex.Class(r.lemma(v)); c == "seem" || r.child(v, "obj", "iobj") < 0 && (!speech(c) || r.child(v, "ccomp") < v) {
		return
	}
	r.attach(t, v, "nsubj")
}

// mendActing rights "Acting Prime Minister X ruled out", where the title passes
// for a participle with X as its object.
func (r *reader) mendActing(t int) {
	v := r.up(t)
	if r.form(t) != "acting" || r.rel(t) != "advcl" || v < t || r.child(v, "nsubj") >= 0 {
		return
	}
	if n := r.child(t, "obj"); n > t && n < v {
		r.attach(n, v, "nsubj")
		r.attach(t, n, "amod")
	}
}

// mendHad rights "Had it worked, he would be free", where "had" passes for the
// main verb.
func (r *reader) mendHad(t int) {
	if r.up(t) >= 0 || r.form(t) != "had" || r.child(t, "nsubj") >= 0 && r.child(t, "nsubj") < t {
		return
	}
	x, s, main := r.child(t, "xcomp", "ccomp"), r.child(t, "obj", "nsubj"), -1
	for _, k := range r.children(t) {
		if b := r.kind(k); (b == "parataxis" || b == "ccomp" || b == "conj") && k != x && r.modal(k) && r.child(k, "nsubj") >= 0 {
			main = k
		}
	}
	if x < t || main < x || r.xposOf(x) != "VBN" {
		return
	}
	r.attach(main, -1, "root")
	r.attach(x, main, "advcl")
	if s > t && s < x {
		r.attach(s, x, "nsubj")
	}
	r.attach(t, x, chancery.Rel("aux"))
	r.tags[t-r.lo], r.lem[t-r.lo] = "AUX", "have"
}

// mendChair rights "will chair talks", where the object passes for the verb and
// the verb for a part of its name: a modal stands before a base form.
func (r *reader) mendChair(t int) {
	for _, k := range r.children(t) {
		if b := r.kind(k); k > t || b != "compound" && b != "amod" || r.s.verbs.Base(r.form(k)) != r.form(k) || k == r.lo {
			continue
		}
		if r.upos(k-1) != "AUX" && r.upos(k-1) != "ADV" && r.form(k-1) != "to" {
			continue
		}
		var move []int
		for _, c := range r.children(t) {
			switch r.kind(c) {
			case "aux", "nsubj", "advmod", "mark", "punct", "obl", "advcl", "cc", "expl":
				if c < k || r.kind(c) == "obl" || r.kind(c) == "punct" {
					move = append(move, c)
				}
			}
		}
		r.crown(k, t, "obj")
		if r.up(t) != k {
			return
		}
		r.beVerb(k, "VB")
		for _, c := range move {
			r.attach(c, k, r.rel(c))
		}
		return
	}
}
