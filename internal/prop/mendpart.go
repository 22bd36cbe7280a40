package prop

import (
	"strings"

	"chancery"
)

// mendBeside makes a name before a verb its subject and a noun phrase right
// after one its object, where they pass for something else.
func (r *reader) mendBeside(t int) {
	v := r.up(t)
	if v < 0 || r.upos(v) != "VERB" || r.kind(v) == "amod" || r.child(v, "aux:pass") >= 0 {
		return
	}
	switch {
	case r.rel(t) == "compound" && t == v-1 && r.isName(t) && r.child(v, "nsubj") < 0 && strings.HasPrefix(r.xposOf(v), "VB") && r.xposOf(v) != "VBG":
		r.attach(t, v, "nsubj")
		if r.xposOf(v) == "VBN" {
			r.xpos[v-r.lo] = "VBD"
		}
	case r.rel(t) == "parataxis" && t > v && r.upos(t) == "NOUN" && r.child(v, "obj", "ccomp", "xcomp") < 0 && r.child(t, "cop", "nsubj", "case") < 0 &&
		r.child(t, "det") >= 0 && r.follows(r.verbEnd(v), t):
		r.setRel(t, "obj")
	}
}

// mendObject moves an object to the non-finite verb between its verb and it,
// and a name that opens a gift to the receiver: "gave Somalia food aid".
func (r *reader) mendObject(t int) {
	v := r.up(t)
	if v < 0 || t < v {
		return
	}
	for _, x := range r.children(v) {
		if x <= v || x >= t || r.child(x, "obj", "nsubj", "cop") >= 0 {
			continue
		}
		if b := r.kind(x); (b == "xcomp" || b == "advcl") && r.upos(x) == "VERB" && strings.HasPrefix(r.xposOf(x), "VB") && r.xposOf(x) != "VBN" && r.left0(t) == x+1 {
			r.attach(t, x, "obj")
			return
		}
	}
	r.mendGift(t)
}

// mendGift makes a name that opens a gift the receiver: "gave Somalia food
// aid". It needs to know who is an actor.
func (r *reader) mendGift(t int) {
	v := r.up(t)
	if v < 0 || t < v {
		return
	}
	if r.has("gift", r.lemma(v)) && r.child(v, "iobj") < 0 {
		if k := r.child(t, "compound"); k == v+1 && r.isName(k) && len(r.ix.actors[k]) > 0 {
			r.attach(k, v, "iobj")
		}
	}
}

// mendPhrase moves a prepositional phrase to the noun that it belongs to.
func (r *reader) mendPhrase(t int) {
	h := r.up(t)
	c := r.child(t, "case")
	if h < 0 || t < h {
		return
	}
	if c < 0 {
		// "shot down a drone" read as an adverbial.
		if r.rel(t) == "obl" && r.upos(t) == "NOUN" && r.upos(h) == "VERB" && r.child(h, "obj", "ccomp", "xcomp", "aux:pass") < 0 &&
			r.child(t, "det") >= 0 && !r.isTime(t) {
			r.setRel(t, "obj")
		}
		return
	}
	prep := r.form(c)
	switch {
	case r.kind(t) == "nmod" && r.isName(h) && strays(prep) && r.upos(t) != "NUM":
		// "by the United States on Iran", "with Iran on Friday"
		g := r.up(h)
		if b := r.kind(h); g < 0 || b != "obl" && b != "nmod" {
			return
		}
		rel := chancery.Rel("obl")
		if r.upos(g) == "NOUN" || r.upos(g) == "PROPN" {
			rel = "nmod"
		}
		r.attach(t, g, rel)
	case r.kind(t) == "obl" && r.upos(h) == "VERB":
		n := r.before(h, t)
		if n < h || !r.has("eventnoun", r.lemma(n)) || r.has("transfer", r.lemma(h)) || !r.follows(n, t) {
			return
		}
		if prep == "by" && r.child(h, "nsubj") >= 0 || binds(prep) {
			r.attach(t, n, "nmod")
		}
	}
}

// before is the object or adverbial of h whose head stands right before the
// phrase of t, -1 without one.
func (r *reader) before(h, t int) int {
	for _, k := range r.children(h) {
		if b := r.kind(k); (b == "obj" || b == "obl") && k < t && k > h && r.follows(k, t) {
			return k
		}
	}
	return -1
}

// strays reports whether a preposition seldom leads from a name.
func strays(prep string) bool {
	switch prep {
	case "on", "against", "with", "over", "after", "about", "from", "to", "during", "amid":
		return true
	}
	return false
}

// binds reports whether a phrase with the preposition after an event noun is
// nearly always its own.
func binds(prep string) bool {
	switch prep {
	case "on", "against", "with", "between", "to", "of", "into":
		return true
	}
	return false
}

// follows reports whether the phrase of t begins right after n.
func (r *reader) follows(n, t int) bool {
	first := t
	for _, k := range r.children(t) {
		first = min(first, k)
	}
	return first == n+1
}

func (r *reader) isTime(t int) bool {
	for m := r.ix.first(t); m < len(r.ix.spot) && r.ix.heads[m] <= t; m++ {
		if r.d.Mentions[r.ix.spot[m]].Kind == chancery.TimeMention {
			return true
		}
	}
	return false
}

// mendInfinitive decides from the words whether an infinitive after a noun
// belongs to the noun ("plans to leave", "the threat by rebels to leave") or to
// its verb ("forced them to leave").
func (r *reader) mendInfinitive(t int) {
	h := r.up(t)
	if r.rel(t) == "acl" && h >= 0 && r.xposOf(t) == "VBG" && t > h+1 && r.form(t-1) == "," && r.child(t, "nsubj", "mark") < 0 {
		// "closed its embassy, citing threats"
		if v := r.up(h); v >= 0 && v < h && r.upos(v) == "VERB" && r.child(v, "nsubj") >= 0 && r.child(v, "aux:pass") < 0 {
			switch r.kind(h) {
			case "obj", "obl":
				r.attach(t, v, "advcl")
			}
		}
		return
	}
	if h < 0 || h > t || r.marker(t, "mark") != "to" {
		return
	}
	if r.rel(t) == "acl" {
		v := r.up(h)
		switch b := r.kind(h); {
		case v < 0 || r.holdsPlan(h):
		case (b == "obj" || b == "iobj") && v < h && r.drives(r.lemma(v)):
			r.attach(t, v, "xcomp")
		case b == "nmod" && r.holdsPlan(v) && v < h:
			r.attach(t, v, "acl")
		}
		return
	}
	if n := r.child(h, "obj"); n > h && n < t && r.has("nouncue", r.lemma(n)) && !r.drives(r.lemma(h)) && r.follows(n, t) && r.upos(h) == "VERB" {
		r.attach(t, n, "acl")
	}
}

// holdsPlan reports whether a noun takes an infinitive of its own.
func (r *reader) holdsPlan(t int) bool {
	return r.has("nouncue", r.lemma(t)) || r.has("eventnoun", r.lemma(t))
}

// drives reports whether a verb takes an object and an infinitive: "force them
// to leave".
func (r *reader) drives(verb string) bool {
	row := r.s.lex.Row("cues", verb+":to")
	if row == nil {
		row = r.s.lex.Row("cues", verb)
	}
	if row == nil {
		return false
	}
	switch row[1] {
	case "demand", "enable", "impl", "offer", "warn":
		return verb != "hold" && verb != "make" && verb != "continue"
	}
	return false
}
