package prop

import (
	"slices"

	"chancery"
)

// maxChain bounds the links that a proposition carries.
const maxChain = 24

// status composes chain and status of every proposition, governors first.
func (r *reader) status() {
	state := make([]uint8, len(r.props)) // 0 unseen, 1 under way, 2 done
	var path []int
	for i := range r.props {
		// Follow governors up to one that is done, then come back down.
		path = path[:0]
		for j := i; j >= 0 && state[j] == 0; j = r.gov[j].up {
			state[j] = 1
			path = append(path, j)
		}
		for k := len(path) - 1; k >= 0; k-- {
			j := path[k]
			if up := r.gov[j].up; up >= 0 && state[up] != 2 {
				r.gov[j].up, r.props[j].Up = -1, -1
			}
			r.compose(j)
			state[j] = 2
		}
	}
}

// compose reads the status of one proposition off that of its governor.
func (r *reader) compose(i int) {
	p, g := &r.props[i], &r.gov[i]
	s := chancery.Actual
	if g.up >= 0 {
		s = r.inherit(p, g)
	}
	for k := len(g.nouns) - 1; k >= 0; k-- {
		s = r.nounCue(p, g.nouns[k], s)
	}
	s = r.marked(p, g, s)
	s = r.own(p, g, s)
	p.Status = s
	r.history(p)
	if len(p.Chain) > maxChain {
		p.Chain = p.Chain[len(p.Chain)-maxChain:]
	}
}

// inherit is what the governing proposition makes of p.
func (r *reader) inherit(p *chancery.Prop, g *governor) chancery.Status {
	q := &r.props[g.up]
	p.Chain = append(p.Chain, q.Chain...)
	class := r.s.lex.Class(q.Lemma)
	if !r.complements(p, g, q, class) {
		return r.beside(p, g, q)
	}
	row := r.s.lex.Row("cues", q.Lemma)
	nominal := q.Kind == chancery.NounPred || q.Kind == chancery.LightPred
	pos, neg := "pass", "negate"
	switch {
	case nominal:
		if row := r.s.lex.Row("nouncue", q.Lemma); row != nil {
			class, pos, neg = row[1], row[2], "possible"
		}
	case row != nil:
		pos, neg = row[2], row[3]
	}
	if q.Kind == chancery.VerbPred && q.Lemma == "have" && r.adverb(q.Head, "yet") {
		pos = "possible"
	}
	if q.Neg {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.NegLink, Cue: q.Head, Lemma: "not", Prop: r.base + g.up})
	}
	if q.Modal != "" {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.ModalLink, Cue: q.Head, Lemma: q.Modal, Prop: r.base + g.up})
	}
	if class != "" {
		link := chancery.Link{Kind: linkKind(class), Cue: q.Head, Lemma: q.Lemma, Class: class, Prop: r.base + g.up}
		for _, a := range filter(q.Args, chancery.Subj) {
			link.Speakers = append(link.Speakers, a.Actors...)
		}
		p.Chain = append(p.Chain, link)
	}
	base := q.Status
	if speech(class) && base == chancery.Planned {
		base = chancery.Actual
	}
	return apply(base, pos, neg)
}

// complements reports whether p is what the cue q is about, as against
// something that stands beside it.
func (r *reader) complements(p *chancery.Prop, g *governor, q *chancery.Prop, class string) bool {
	nominal := q.Kind == chancery.NounPred || q.Kind == chancery.LightPred
	switch g.last.Base() {
	case "ccomp", "xcomp":
		return true
	case "csubj":
		return true
	case "obj":
		return class != ""
	case "nsubj":
		if g.last == "nsubj:pass" {
			return class != ""
		}
		return class == "impl" || class == "schedule" || class == "cease" || q.Kind == chancery.AdjPred && class != ""
	case "obl", "nmod":
		if nominal && !r.has("nouncue", q.Lemma) {
			return false
		}
		switch g.prep {
		case "of", "for", "with", "to", "on", "from", "against", "in":
			return class != "" && class != "report" && class != "impl" && class != "blame" && class != "praise" || nominal || r.hasObjAt(q, g)
		}
		return r.hasObjAt(q, g) && class != ""
	case "acl":
		return nominal && g.last == "acl" && g.marker == "to" && r.has("nouncue", q.Lemma)
	case "advcl":
		switch g.prep {
		case "of", "from", "for", "in", "into", "against", "with":
			return class != ""
		case "to":
			return class == "demand" || class == "schedule" || class == "plan" || class == "ready"
		}
	}
	return false
}

func (r *reader) hasObjAt(q *chancery.Prop, g *governor) bool {
	return slices.ContainsFunc(q.Args, func(a chancery.Arg) bool {
		return a.Role == chancery.Obj && a.Prep == g.prep && a.Prep != ""
	})
}

// beside is the status of what stands beside its governor: a relative clause,
// an adverbial clause, a noun that is taken for granted.
func (r *reader) beside(p *chancery.Prop, g *governor, q *chancery.Prop) chancery.Status {
	switch g.last.Base() {
	case "acl":
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.RelativeLink, Cue: p.Head, Prop: r.base + g.up})
		if q.Status == chancery.Conditional {
			return chancery.Conditional
		}
	case "advcl", "parataxis":
	case "appos", "conj", "list":
		return q.Status
	case "obj", "nsubj", "obl", "nmod":
		if p.Kind != chancery.NounPred || r.definite(p.Head) || r.plural(p.Head) && q.Status == chancery.Actual {
			return chancery.Actual
		}
		if e := r.markerEffect(g.marker); e != "" && e != "pass" && g.marker != "" {
			return chancery.Actual
		}
		return q.Status
	}
	return chancery.Actual
}

func (r *reader) plural(t int) bool { return r.tok(t).XPOS == "NNS" }

// definite reports whether a noun is taken for granted by its form.
func (r *reader) definite(t int) bool {
	for _, k := range r.children(t) {
		switch r.rel(k).Base() {
		case "det":
			switch r.lemma(k) {
			case "the", "this", "that", "these", "those":
				return true
			}
		case "nmod":
			if r.rel(k) == "nmod:poss" {
				return true
			}
		case "amod":
			if r.s.demonyms[r.form(k)] != "" && !r.hasIndefinite(t) {
				return true
			}
		}
	}
	return false
}

func (r *reader) hasIndefinite(t int) bool {
	d := r.child(t, "det")
	return d >= 0
}

func (r *reader) nounCue(p *chancery.Prop, t int, s chancery.Status) chancery.Status {
	row := r.s.lex.Row("nouncue", r.lemma(t))
	if r.isEmpty(t) {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.NegLink, Cue: t, Lemma: "no", Prop: -1})
		if s == chancery.Actual {
			s = chancery.Negated
		}
	}
	p.Chain = append(p.Chain, chancery.Link{Kind: linkKind(row[1]), Cue: t, Lemma: row[0], Class: row[1], Prop: -1, Speakers: r.speakers(t)})
	return apply(s, row[2], "negate")
}

func (r *reader) speakers(noun int) []int {
	for _, a := range r.holder(noun) {
		if len(a.Actors) > 0 {
			return a.Actors
		}
	}
	return nil
}

// apply is the status of a complement: pos is the effect of a cue that is
// asserted, neg that of one that is negated.
func apply(s chancery.Status, pos, neg string) chancery.Status {
	if pos == "fact" {
		return chancery.Actual
	}
	switch s {
	case chancery.Denied:
		return chancery.Denied
	case chancery.Negated:
		return effectStatus(chancery.Actual, neg)
	}
	return effectStatus(s, pos)
}

func effectStatus(s chancery.Status, effect string) chancery.Status {
	weak := s == chancery.Possible || s == chancery.Conditional
	switch effect {
	case "fact":
		return chancery.Actual
	case "deny":
		return chancery.Denied
	case "negate":
		if weak {
			return s
		}
		return chancery.Negated
	case "possible", "warn":
		if s == chancery.Conditional {
			return s
		}
		return chancery.Possible
	case "threat", "conditional":
		return chancery.Conditional
	case "plan", "announce", "postpone":
		if weak {
			return s
		}
		return chancery.Planned
	}
	return s
}

func speech(class string) bool {
	switch class {
	case "report", "confirm", "claim", "announce", "deny", "warn", "accuse":
		return true
	}
	return false
}

func linkKind(class string) chancery.LinkKind {
	switch class {
	case "report", "confirm", "claim", "accuse", "blame", "announce", "praise", "fact", "true":
		return chancery.SayLink
	case "deny", "false":
		return chancery.DenyLink
	case "plan", "schedule", "set":
		return chancery.PlanLink
	case "cancel", "postpone", "suspend":
		return chancery.CancelLink
	case "impl", "negimpl", "cease", "enable", "able", "unable", "reject":
		return chancery.AspectLink
	case "question":
		return chancery.QuestionLink
	}
	return chancery.WantLink
}
