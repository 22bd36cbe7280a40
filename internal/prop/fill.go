package prop

import (
	"cmp"
	"slices"

	"chancery"
)

// maxDepth bounds every walk towards the root.
const maxDepth = 48

// fill adds the parts that stand elsewhere: shared by conjuncts, controlled by
// a governing verb, or the antecedent of a participle.
func (r *reader) fill() {
	for _, t := range r.order {
		i := r.at[t-r.lo]
		if i < 0 {
			continue
		}
		p := &r.props[i]
		if p.Kind == chancery.NounPred && r.child(t, "cop") < 0 {
			r.undertaken(p, t)
			continue
		}
		if r.verbOf(p) != t {
			continue
		}
		switch rel := r.rel(t); rel.Base() {
		case "conj":
			r.share(p, t)
		case "ccomp":
			r.selfsame(p, t)
			if r.gerundial(t) && r.child(t, "mark") < 0 {
				r.control(p, r.up(t), "") // "denies having helped"
			}
		case "xcomp":
			r.control(p, r.up(t), "")
		case "csubj":
			// "is about to leave", with the infinitive as a second subject
			if h := r.up(t); h >= 0 && h < t && r.child(h, "nsubj") >= 0 {
				r.control(p, h, "")
			}
		case "advcl":
			r.control(p, r.up(t), cmp.Or(r.marker(t, "mark"), "-"))
		case "acl":
			r.modifies(p, t, rel)
		}
	}
}

// undertaken gives an event noun without an agent that of the verb or noun that
// says it is planned, begun, dropped or threatened: "called off a visit",
// "plans for an attack", "threatened to call a strike".
func (r *reader) undertaken(p *chancery.Prop, t int) {
	if p.Arg(chancery.Subj) != nil || r.definite(t) && r.child(t, "nmod:poss") >= 0 {
		return
	}
	h := r.up(t)
	if h < 0 || p.Arg(chancery.PrepArg, "between") != nil {
		return
	}
	if args := r.culprit(t, h); args != nil {
		give(p, args, "control")
		return
	}
	if r.at[h-r.lo] < 0 {
		if row := r.s.lex.Row("nouncue", r.lemma(h)); row != nil && (row[1] == "plan" || row[1] == "weakplan" || row[1] == "threaten") {
			give(p, actorsOnly(r.holder(h)), "control")
		}
		return
	}
	q := &r.props[r.at[h-r.lo]]
	if q == p || q.Passive || r.kind(t) != "obj" && !(r.kind(t) == "obl" && r.hasObjTok(q, t)) {
		return
	}
	switch r.s.lex.Class(q.Lemma) {
	case "plan", "weakplan", "threaten", "announce", "aspect", "cancel", "suspend", "postpone", "schedule", "promise":
	default:
		if !r.has("undertake", q.Lemma) {
			return
		}
	}
	give(p, actorsOnly(filter(q.Args, chancery.Subj)), "control")
}

// culprit is whose deed an event noun is that somebody is blamed for or said to
// have a hand in: "blamed Chad for the attack", "accused the army of a massacre",
// "charged with the murder", "denied any part in the coup", "was behind the
// bombing", "is responsible for the killing".
func (r *reader) culprit(t, h int) []chancery.Arg {
	prep := r.marker(t, "case")
	q := r.predAt(h)
	if q == nil || q.Kind == chancery.NounPred {
		up := r.up(h)
		switch {
		case up < 0 || r.predAt(up) == nil:
			return nil
		case prep == "in" && r.has("complicity", r.lemma(h)) && r.kind(h) == "obj":
			return actorsOnly(surface(r.predAt(up)))
		case prep != "of" || r.kind(h) != "obj" && r.rel(h) != "nsubj:pass":
			return nil
		}
		q = r.predAt(up) // the tree hangs it on whom one blames
		if r.blames(q, prep) {
			return actorsOnly(filter(q.Args, chancery.Obj))
		}
		return nil
	}
	if r.kind(t) != "obl" {
		return nil
	}
	switch {
	case r.blames(q, prep):
		return actorsOnly(filter(q.Args, chancery.Obj))
	case q.Kind == chancery.AdjPred && (prep == "for" && q.Lemma == "responsible" || prep == "of" && q.Lemma == "guilty" || prep == "in" && (q.Lemma == "complicit" || q.Lemma == "involved")):
		return actorsOnly(surface(q))
	case q.Passive && q.Lemma == "involve" && prep == "in":
		return actorsOnly(surface(q))
	case prep == "in" && r.complicit(q, t):
		return actorsOnly(filter(q.Args, chancery.Subj))
	}
	return nil
}

// complicit reports whether a verb has a hand or a part as its object before t:
// "had a hand in the coup".
func (r *reader) complicit(q *chancery.Prop, t int) bool {
	return slices.ContainsFunc(q.Args, func(a chancery.Arg) bool {
		return a.Role == chancery.Obj && a.Tok < t && r.has("complicity", r.lemma(a.Tok))
	})
}

// blames reports whether a verb with a preposition says whose deed is told.
func (r *reader) blames(q *chancery.Prop, prep string) bool {
	switch q.Lemma {
	case "accuse", "suspect", "convict", "acquit":
		return prep == "of"
	case "blame", "sentence", "prosecute", "indict", "condemn", "criticise", "criticize", "denounce", "try":
		return prep == "for"
	case "charge":
		return prep == "with"
	}
	return false
}

// predAt is the proposition whose predicate is the token, nil where there is none.
func (r *reader) predAt(t int) *chancery.Prop {
	if t < r.lo || t >= r.hi || r.at[t-r.lo] < 0 {
		return nil
	}
	return &r.props[r.at[t-r.lo]]
}

func (r *reader) hasObjTok(q *chancery.Prop, t int) bool {
	return slices.ContainsFunc(q.Args, func(a chancery.Arg) bool { return a.Role == chancery.Obj && a.Tok == t })
}

// actorsOnly leaves out parts that name nobody.
func actorsOnly(args []chancery.Arg) []chancery.Arg {
	return slices.DeleteFunc(slices.Clone(args), func(a chancery.Arg) bool { return len(a.Actors)+len(a.IDs) == 0 })
}

// surface are the parts that stand as the subject of the clause.
func surface(p *chancery.Prop) []chancery.Arg {
	role := chancery.Subj
	if p.Passive {
		role = chancery.Obj
	}
	return filter(p.Args, role)
}

func filter(args []chancery.Arg, role chancery.Role) []chancery.Arg {
	var out []chancery.Arg
	for _, a := range args {
		if a.Role == role {
			out = append(out, a)
		}
	}
	return out
}

// give adds parts as the surface subject of p.
func give(p *chancery.Prop, args []chancery.Arg, from string) {
	role := chancery.Subj
	if p.Passive {
		role = chancery.Obj
	}
	for _, a := range args {
		if a.Tok == p.Head {
			continue
		}
		a.Role, a.Prep, a.From = role, "", from
		a.Actors, a.IDs = slices.Clone(a.Actors), slices.Clone(a.IDs)
		p.Args = append(p.Args, a)
	}
}

// share gives a conjoined verb the subject, the auxiliaries and the object of
// the first conjunct where it has none of its own.
func (r *reader) share(p *chancery.Prop, t int) {
	h := r.up(t)
	if h < 0 || r.at[h-r.lo] < 0 {
		return
	}
	q := &r.props[r.at[h-r.lo]]
	if q == p {
		return
	}
	ownSubject := r.child(t, "nsubj", "csubj", "expl") >= 0
	ownAux := r.child(t, "aux", "cop") >= 0
	bare := r.xposOf(t) == "VB" || r.xposOf(t) == "VBN" || r.xposOf(t) == "VBG"
	if !ownSubject {
		if !ownAux && bare {
			p.Modal = q.Modal
			p.Tense = q.Tense
			if q.Passive && r.xposOf(t) == "VBN" {
				p.Passive = true
			}
			if cc := r.child(t, "cc"); cc >= 0 && (r.lemma(cc) == "or" || r.lemma(cc) == "nor") {
				p.Neg = p.Neg || q.Neg
			}
		}
		if len(surface(p)) == 0 {
			give(p, surface(q), "conj")
		}
	}
	if p.Passive && q.Passive && !ownSubject {
		shareAgent(p, q)
	}
	if p.Kind == chancery.VerbPred && q.Kind == chancery.VerbPred && !p.Passive {
		switch {
		case p.Arg(chancery.Obj) == nil && p.Arg(chancery.Comp) == nil && p.Arg(chancery.PrepArg) == nil:
			for _, a := range filter(q.Args, chancery.Obj) {
				if a.Tok > t {
					a.From = "conj"
					p.Args = append(p.Args, a)
				}
			}
		case q.Arg(chancery.Obj) == nil && q.Arg(chancery.Comp) == nil && q.Arg(chancery.PrepArg) == nil && t-h <= 3 && !ownSubject:
			for _, a := range filter(p.Args, chancery.Obj) {
				a.From = "conj"
				q.Args = append(q.Args, a)
			}
		}
		r.shareBack(p, t, h)
	}
}

// shareBack gives the object of a verb to the one right before it that is
// coordinated with it and has none: "seized a tanker and arrested and charged
// its captain".
func (r *reader) shareBack(p *chancery.Prop, t, h int) {
	b := t - 2
	if b <= h || r.upos(t-1) != "CCONJ" || r.up(b) != h || r.kind(b) != "conj" || r.at[b-r.lo] < 0 || r.child(b, "obj", "obl", "ccomp", "xcomp") >= 0 {
		return
	}
	q := &r.props[r.at[b-r.lo]]
	if q.Kind != chancery.VerbPred || q.Passive || q.Head != b || q.Arg(chancery.Obj) != nil {
		return
	}
	for _, a := range filter(p.Args, chancery.Obj) {
		a.From = "conj"
		q.Args = append(q.Args, a)
	}
}

// shareAgent gives coordinated passives the agent that stands with the last:
// "was arrested and deported by the police".
func shareAgent(p, q *chancery.Prop) {
	a, b := filter(q.Args, chancery.Subj), filter(p.Args, chancery.Subj)
	switch {
	case len(a) == 0 && len(b) > 0:
		for _, x := range b {
			x.From, x.Actors, x.IDs = "conj", slices.Clone(x.Actors), slices.Clone(x.IDs)
			q.Args = append(q.Args, x)
		}
	case len(b) == 0 && len(a) > 0 && a[0].Tok > p.Head:
		for _, x := range a {
			x.From, x.Actors, x.IDs = "conj", slices.Clone(x.Actors), slices.Clone(x.IDs)
			p.Args = append(p.Args, x)
		}
	}
}

// control gives the predicate of a subjectless complement or adverbial clause
// the object or the subject of what governs it; mark is "" for a complement,
// "-" for an adverbial clause without marker.
func (r *reader) control(p *chancery.Prop, h int, mark string) {
	if h < 0 || len(surface(p)) > 0 {
		return
	}
	if r.at[h-r.lo] < 0 {
		r.borrow(p, h)
		return
	}
	q := &r.props[r.at[h-r.lo]]
	if q == p {
		return
	}
	if q.Lemma == "have" && q.Tense != chancery.PastTense && mark == "" && p.Modal == "" && r.marker(r.verbOf(p), "mark") == "to" && !r.adverb(q.Head, "yet") {
		p.Modal, p.Tense = "must", chancery.PresentTense
	}
	class := r.s.lex.Class(q.Lemma)
	if row := r.s.lex.Row("cues", q.Lemma+":to"); row != nil && mark == "to" {
		class = row[1]
	}
	objects := append(filter(q.Args, chancery.IObj), filter(q.Args, chancery.Obj)...)
	if q.Light >= 0 {
		for _, prep := range []string{"on", "upon", "to"} {
			if a := q.Arg(chancery.PrepArg, prep); a != nil && len(a.Actors)+len(a.IDs) > 0 {
				objects = append(objects, *a)
			}
		}
	}
	objects = slices.DeleteFunc(objects, func(a chancery.Arg) bool { return a.Prop >= 0 && len(a.Actors)+len(a.IDs) == 0 })
	if mark == "" && class == "reject" && len(objects) > 0 && objects[0].From == "relative" {
		// "the law, which he has refused to sign": the gap is in the infinitive
		if !p.Passive && p.Arg(chancery.Obj) == nil {
			p.Args = append(p.Args, objects[0])
		}
		objects = nil
	}
	byObject := false
	switch mark {
	case "":
		byObject = class != "promise" && class != "threaten" && q.Kind != chancery.AdjPred
	case "of", "from", "for", "into", "against":
		byObject = true
	case "to":
		byObject = class == "demand" || class == "enable" || class == "offer" || class == "warn"
	}
	if byObject && len(objects) > 0 {
		give(p, objects, "control")
		return
	}
	give(p, surface(q), "control")
}

// borrow gives p the subject of a word above it that is no predicate: the
// "are" of "they are to meet".
func (r *reader) borrow(p *chancery.Prop, h int) {
	s := r.child(h, "nsubj")
	if s < 0 {
		return
	}
	role := chancery.Subj
	if p.Passive {
		role = chancery.Obj
	}
	r.arg(p, role, "", s, "control")
}

// modifies gives the predicate of a clause that modifies a noun its subject:
// the noun of a participle, the holder of the noun of an infinitive.
func (r *reader) modifies(p *chancery.Prop, t int, rel chancery.Rel) {
	noun := r.up(t)
	if noun < 0 || p.Head == noun || len(surface(p)) > 0 && rel != "acl:relcl" {
		return
	}
	if rel == "acl:relcl" {
		if p.Light < 0 && len(surface(p)) > 0 && r.reduced(t) {
			r.arg(p, chancery.Obj, "", noun, "relative")
		}
		return
	}
	if r.child(t, "mark") < 0 {
		before := len(p.Args)
		role := chancery.Subj
		if p.Passive {
			role = chancery.Obj
		}
		r.arg(p, role, "", noun, "relative")
		p.Args = p.Args[:min(len(p.Args), before+1)]
		return
	}
	give(p, r.holder(noun), "control")
}

// reduced reports whether a relative clause has a gap where its object should
// be.
func (r *reader) reduced(t int) bool {
	for _, k := range r.children(t) {
		switch r.kind(k) {
		case "obj", "ccomp", "xcomp", "cop", "advmod":
			return false
		}
		if r.isRelative(k) || r.lemma(k) == "where" || r.lemma(k) == "when" {
			return false
		}
	}
	return r.child(t, "aux:pass") < 0
}

// holder is whose plan, decision or threat a noun is: its possessor, or else
// the subject of the verb that it is a part of.
func (r *reader) holder(noun int) []chancery.Arg {
	if i := r.at[noun-r.lo]; i >= 0 {
		if args := filter(r.props[i].Args, chancery.Subj); len(args) > 0 {
			return args
		}
	}
	for _, k := range r.children(noun) {
		id := r.demonym(k)
		switch {
		case r.rel(k) == "nmod:poss":
			return []chancery.Arg{{Tok: k, Span: r.phrase(k), Prop: -1, Actors: r.actors(k)}}
		case id != "" && (r.kind(k) == "amod" || r.kind(k) == "compound"):
			return []chancery.Arg{{Tok: k, Span: r.tok(k).Span, Prop: -1, IDs: []string{id}}}
		}
	}
	h := r.up(noun)
	if h < 0 || r.at[h-r.lo] < 0 {
		return nil
	}
	q := &r.props[r.at[h-r.lo]]
	switch r.s.lex.Class(q.Lemma) {
	case "agree", "praise", "blame", "reject", "demand", "fact", "warn", "warn_against":
		return nil // "supports plans to leave": whose plans is not said
	}
	if r.kind(noun) == "obj" && !q.Passive {
		return filter(q.Args, chancery.Subj)
	}
	return nil
}
