package prop

import (
	"strings"

	"chancery"
)

// A governor is what a proposition hangs on in its sentence.
type governor struct {
	up        int // local number of the governing proposition, -1 without one
	top       int // token by which the proposition hangs
	rel       chancery.Rel
	marker    string       // preposition or complementiser at top
	nouns     []int        // nominal cues between, innermost first
	last      chancery.Rel // relation and preposition by which it reaches up
	prep      string
	otherwise bool   // "or else"
	complex   bool   // marker is a preposition and a noun
	aside     bool   // inside a clause that modifies a part of up
	class     string // of the cue that has it as complement
}

// govern finds the governor of every proposition.
func (r *reader) govern() {
	r.gov = append(r.gov[:0], make([]governor, len(r.props))...)
	for i := range r.props {
		r.gov[i] = r.climb(i)
	}
	for i := range r.props {
		r.frame(i)
	}
	for i := range r.props {
		g := &r.gov[i]
		if g.up >= 0 {
			r.props[i].Up = r.base + g.up
			r.props[i].UpRel = g.rel
		}
	}
}

func (r *reader) climb(i int) governor {
	p := &r.props[i]
	t := p.Head
	if p.Light >= 0 {
		// The participle of "sanctions imposed by" stands below its noun.
		if t = p.Light; r.kind(t) == "acl" && r.up(t) == p.Head {
			t = p.Head
		} else if r.kind(p.Head) == "conj" && r.up(p.Head) >= 0 {
			t = p.Light
		}
	}
	g := governor{up: -1, top: t, rel: r.rel(t)}
	for step := range maxDepth {
		h := r.up(t)
		if h < 0 {
			break
		}
		if r.kind(t) == "conj" {
			if c := r.child(t, "cc"); c >= 0 && r.lemma(c) == "or" && r.orElse(t, c) {
				g.otherwise = true
			}
			t = h
			if len(g.nouns) == 0 && r.at[h-r.lo] >= 0 && r.at[h-r.lo] != i || step == 0 {
				g.top, g.rel = h, r.rel(h)
			}
			continue
		}
		g.last = r.rel(t)
		g.prep = r.marker(t, "case")
		if g.prep == "" {
			g.prep = r.clauseMarker(t)
		}
		if g.marker == "" && t == g.top {
			g.marker = g.prep
		}
		if at := r.at[h-r.lo]; at >= 0 && at != i {
			g.up = at
			break
		}
		if b := r.rel(t); b == "acl:relcl" || b == "acl" && t == g.top && r.marker(t, "mark") == "" && r.upos(t) == "VERB" {
			g.aside = true
		}
		if m := r.complexMarker(h); m != "" && len(g.nouns) == 0 && !g.complex {
			switch g.last.Base() {
			case "nmod", "acl":
				g.marker, g.complex = m, true
			}
		}
		if !g.complex && r.has("nouncue", r.lemma(h)) && r.at[h-r.lo] < 0 && (r.upos(h) == "NOUN") {
			switch g.last.Base() {
			case "nmod", "acl", "obl", "compound", "ccomp":
				g.nouns = append(g.nouns, h)
			}
		}
		t = h
	}
	if r.up(g.top) < 0 {
		g.marker = ""
	}
	return g
}

func (r *reader) orElse(t, cc int) bool {
	for _, k := range append(r.children(t), r.children(cc)...) {
		if r.lemma(k) == "else" {
			return true
		}
	}
	return false
}

// frame turns "X will go, he said" the right way round where the tree hangs
// the verb of saying on what is said.
func (r *reader) frame(i int) {
	p, g := &r.props[i], &r.gov[i]
	if g.up < 0 || g.rel != "parataxis" && g.rel.Base() != "advcl" || p.Kind != chancery.VerbPred {
		return
	}
	if g.rel != "parataxis" && r.child(p.Head, "mark") >= 0 && r.marker(p.Head, "mark") != "as" {
		return
	}
	switch r.s.lex.Class(p.Lemma) {
	case "report", "claim", "confirm", "announce", "warn", "belief", "threaten":
	default:
		return
	}
	if r.child(p.Head, "ccomp", "xcomp") >= 0 || r.child(p.Head, "nsubj") < 0 || p.Arg(chancery.Obj) != nil {
		return
	}
	for _, k := range r.children(p.Head) {
		if r.form(k) == ";" || p.Neg {
			return // "They denied it; we have not replied"
		}
	}
	main := g.up
	if m := &r.gov[main]; m.up >= 0 || main == i {
		return
	}
	head := r.verbOf(&r.props[main])
	r.gov[main] = governor{up: i, top: head, rel: "ccomp", last: "ccomp"}
	*g = governor{up: -1, top: p.Head, rel: "root"}
	p.Args = append(p.Args, chancery.Arg{Role: chancery.Comp, Tok: head, Span: r.phrase(head), Prop: r.base + main, From: "context"})
}

// places gives propositions the time and the place of their clause.
func (r *reader) places() {
	for m := r.ix.first(r.lo); m < len(r.ix.spot) && r.d.Mentions[r.ix.spot[m]].Head < r.hi; m++ {
		n := r.ix.spot[m]
		mt := &r.d.Mentions[n]
		t := r.outermost(mt)
		rel := r.kind(t)
		where := mt.Kind == chancery.PlaceMention && (rel == "obl" || rel == "nmod") && locative(r.marker(t, "case"))
		for range maxDepth {
			h := r.up(t)
			if h < 0 {
				break
			}
			i := r.at[h-r.lo]
			if i < 0 {
				t = h
				continue
			}
			p := &r.props[i]
			switch {
			case mt.Kind == chancery.TimeMention && p.When < 0:
				p.When = n
			case where && p.Where < 0:
				p.Where = n
			}
			break
		}
	}
	for _, t := range r.order {
		i := r.at[t-r.lo]
		if i < 0 {
			continue
		}
		p, g := &r.props[i], &r.gov[i]
		if g.up < 0 || !r.lends(p, g) {
			continue
		}
		q := &r.props[g.up]
		if p.When < 0 {
			p.When = q.When
		}
		if p.Where < 0 {
			p.Where = q.Where
		}
	}
}

// lends reports whether the time of the governing clause is that of p too.
func (r *reader) lends(p *chancery.Prop, g *governor) bool {
	q := &r.props[g.up]
	class := r.s.lex.Class(q.Lemma)
	switch g.rel.Base() {
	case "xcomp":
		return class == "impl" || class == "aspect" || class == "schedule" || class == "able" || class == "plan" && q.Passive
	case "obj", "nsubj":
		return p.Kind == chancery.NounPred && (class == "impl" || class == "aspect" || class == "schedule" || class == "postpone" || class == "announce" && g.rel != "obj")
	case "conj":
		return false
	}
	return false
}

func locative(prep string) bool {
	switch prep {
	case "in", "at", "near", "on", "outside", "inside", "across", "around", "off", "over", "throughout", "within":
		return true
	}
	return false
}

// outermost is the token of a mention that the others hang on.
func (r *reader) outermost(m *chancery.Mention) int {
	t := m.Head
	for range maxDepth {
		h := r.up(t)
		if h < m.Lo || h >= m.Hi {
			break
		}
		t = h
	}
	return t
}

// markerEffect is the effect of a preposition or complementiser.
func (r *reader) markerEffect(m string) string {
	return r.effect("marker", strings.ToLower(m))
}
