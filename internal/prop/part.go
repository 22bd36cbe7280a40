package prop

import (
	"slices"
	"strings"

	"chancery"
)

// parts fills the parts that the tree shows.
func (r *reader) parts() {
	for i := range r.props {
		p := &r.props[i]
		v := r.verbOf(p)
		clause := p.Kind != chancery.NounPred || r.child(v, "cop", "nsubj") >= 0
		if clause {
			r.inflection(p, v)
			r.clause(p, v)
		}
		if p.Light >= 0 && r.undergoes(p.Light) {
			undergo(p)
		}
		if p.Kind == chancery.NounPred || p.Kind == chancery.LightPred {
			r.nominal(p)
		}
		if p.Light >= 0 && r.undergoes(p.Light) {
			comesFrom(p)
		}
	}
}

// undergoes reports whether the subject of a light verb is acted on: "suffered
// an attack", "came under fire".
func (r *reader) undergoes(v int) bool {
	row := r.s.lex.Row("light", r.verbLemma(v))
	return row != nil && row[2] == "passive"
}

// undergo turns the subject into the object.
func undergo(p *chancery.Prop) {
	p.Passive = true
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.Subj {
			a.Role, a.From = chancery.Obj, "passive"
		}
	}
}

// comesFrom turns those from whom it comes into the subject.
func comesFrom(p *chancery.Prop) {
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.PrepArg && (a.Prep == "from" || a.Prep == "by") {
			a.Role, a.From = chancery.Subj, "passive"
		}
	}
}

// inflection reads tense, modal, negation and voice off the clause.
func (r *reader) inflection(p *chancery.Prop, v int) {
	p.Passive = r.isPassive(v)
	have := false
	own := feature(r.tok(v).Feats, "Tense")
	switch r.xposOf(v) {
	case "VBD":
		own = "Past"
	case "VBP":
		own = "Pres"
		if r.s.verbs.Unchanged(r.form(v)) {
			own = "Past" // "rockets that hit the town", as news mostly has it
		}
	case "VBZ":
		own = "Pres"
	case "VB", "VBG", "VBN":
		own = ""
	}
	for _, k := range r.children(v) {
		lem := r.lemma(k)
		switch r.kind(k) {
		case "aux", "cop":
			switch {
			case isModal(lem):
				p.Modal = modalLemma(lem)
				own = "Modal"
			case lem == "have":
				have = true
				if own != "Modal" {
					own = "Past"
				}
			case own == "" && (r.xposOf(k) == "VBD" || feature(r.tok(k).Feats, "Tense") == "Past" && r.xposOf(k) != "VBN"):
				own = "Past"
			case own == "" && r.xposOf(k) != "VBN" && r.xposOf(k) != "VB" && r.xposOf(k) != "VBG":
				own = "Pres"
			}
		case "advmod", "det", "discourse":
			p.Neg = p.Neg || isNegation(lem) || isNegation(r.form(k)) || r.form(k) == "longer" && r.child(k, "advmod") >= 0
		case "cc":
			p.Neg = p.Neg || lem == "neither" || lem == "nor"
		case "nsubj", "obj", "obl":
			p.Neg = p.Neg || r.isEmpty(k) && !(p.Light >= 0 && k == p.Head)
		}
	}
	if p.Light >= 0 {
		p.Neg = p.Neg || r.isEmpty(p.Head)
	}
	switch {
	case p.Modal == "will" || p.Modal == "shall":
		p.Tense = chancery.FutureTense
	case own == "Past":
		p.Tense = chancery.PastTense
	case own == "Pres":
		p.Tense = chancery.PresentTense
	case p.Modal == "would" && !have:
		p.Tense = chancery.FutureTense
	case p.Modal != "" && have:
		p.Tense = chancery.PastTense
	case p.Modal != "":
		p.Tense = chancery.PresentTense
	}
}

func (r *reader) isPassive(v int) bool {
	if r.child(v, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") >= 0 {
		return true
	}
	switch r.rel(v) {
	case "acl":
		return r.isPastParticiple(v)
	case "advcl":
		return r.isPastParticiple(v) && r.child(v, "nsubj", "aux", "obj") < 0
	}
	return false
}

// isEmpty reports whether a noun phrase denies that there is any: "no troops",
// "nobody", "neither side".
func (r *reader) isEmpty(t int) bool {
	switch r.lemma(t) {
	case "nobody", "nothing", "none", "no-one", "neither":
		return true
	}
	for _, k := range r.children(t) {
		if r.kind(k) == "det" && (r.lemma(k) == "no" || r.lemma(k) == "neither") {
			return true
		}
	}
	return false
}

func isNegation(w string) bool {
	switch w {
	case "not", "n't", "n’t", "never", "no", "hardly", "scarcely", "neither", "nor":
		return true
	}
	return false
}

func isModal(w string) bool { return modalLemma(w) != "" }

func modalLemma(w string) string {
	switch w {
	case "will", "'ll", "’ll", "wo", "wil":
		return "will"
	case "would", "'d", "’d":
		return "would"
	case "can", "ca":
		return "can"
	case "shall", "could", "may", "might", "must", "should", "ought", "need":
		return w
	}
	return ""
}

// clause adds the dependents of a verb or copular predicate.
func (r *reader) clause(p *chancery.Prop, v int) {
	for _, k := range r.children(v) {
		if p.Light >= 0 && (k == p.Head || slices.Contains(r.conjuncts(k), p.Head)) {
			continue
		}
		rel := r.rel(k)
		switch rel.Base() {
		case "nsubj", "csubj":
			if rel == "nsubj:outer" && r.inner(v) {
				continue
			}
			if p.Passive && rel == "nsubj:pass" && r.child(v, "obj") >= 0 && p.Light < 0 || p.Passive && p.Light >= 0 && p.Head != k && r.rel(p.Head) == "obj" && rel == "nsubj:pass" {
				r.arg(p, chancery.IObj, "", k, "passive")
				continue
			}
			if p.Passive && (rel == "nsubj:pass" || rel == "csubj:pass" || r.child(v, "aux:pass") >= 0) {
				r.arg(p, chancery.Obj, "", k, "passive")
			} else {
				r.arg(p, chancery.Subj, "", k, "")
			}
		case "obj":
			r.arg(p, chancery.Obj, "", k, "")
		case "iobj":
			r.arg(p, chancery.IObj, "", k, "")
		case "obl", "nmod":
			if p.Kind == chancery.AdjPred || p.Kind == chancery.VerbPred || p.Light >= 0 || r.child(v, "cop") >= 0 {
				r.oblique(p, v, k)
			}
		case "ccomp", "xcomp":
			r.arg(p, chancery.Comp, "", k, "")
		case "advcl":
			r.arg(p, chancery.Advcl, r.clauseMarker(k), k, "")
		case "advmod":
			if c := r.child(k, "advcl"); c >= 0 && r.upos(k) == "ADV" {
				r.arg(p, chancery.Advcl, r.clauseMarker(c), c, "")
			}
		case "vocative":
			r.arg(p, chancery.Vocativ, "", k, "")
		case "appos":
			r.arg(p, chancery.Appos, "", k, "")
		}
	}
}

// inner reports whether a clause has a subject besides the outer one.
func (r *reader) inner(v int) bool {
	for _, k := range r.children(v) {
		if b := r.kind(k); b == "csubj" || b == "nsubj" && r.rel(k) != "nsubj:outer" {
			return true
		}
	}
	return false
}

func (r *reader) oblique(p *chancery.Prop, v, k int) {
	rel, prep := r.rel(k), r.marker(k, "case")
	switch {
	case rel == "obl:unmarked" || rel == "obl:tmod" || rel == "nmod:unmarked" || rel == "obl:npmod":
	case rel == "obl:agent", p.Passive && prep == "by" && rel.Base() == "obl":
		r.arg(p, chancery.Subj, prep, k, "passive")
	case rel == "nmod:poss":
	case prep != "" && strings.HasSuffix(p.Lemma, "_"+prep) && p.Kind == chancery.VerbPred:
		r.arg(p, chancery.Obj, prep, k, "")
	case prep != "":
		r.arg(p, chancery.PrepArg, prep, k, "")
	}
}

// nominal adds the dependents of an event noun.
func (r *reader) nominal(p *chancery.Prop) {
	row := r.s.lex.Row("eventnoun", p.Lemma)
	of, poss := row[1], row[2]
	agent := p.Arg(chancery.Subj) != nil
	for _, k := range r.children(p.Head) {
		rel := r.rel(k)
		switch {
		case rel == "nmod:poss":
			switch {
			case poss == "obj" || r.child(p.Head, "nmod") >= 0 && r.hasPrep(p.Head, "by"):
				r.arg(p, chancery.Obj, "", k, "poss")
			case agent:
				r.arg(p, chancery.Mod, "", k, "poss")
			default:
				r.arg(p, chancery.Subj, "", k, "poss")
			}
		case rel.Base() == "nmod" || rel.Base() == "obl" && p.Kind == chancery.NounPred:
			r.nounPrep(p, k, of, agent)
		case rel.Base() == "amod" || rel.Base() == "compound" || rel == "nmod:desc":
			r.modifier(p, k, poss, agent)
		case rel.Base() == "appos":
			r.arg(p, chancery.Appos, "", k, "")
		case rel == "acl" && !(k == p.Light) && r.child(k, "mark") >= 0:
			r.arg(p, chancery.Comp, "", k, "")
		}
	}
}

func (r *reader) hasPrep(t int, prep string) bool {
	for _, k := range r.children(t) {
		if r.kind(k) == "nmod" && r.marker(k, "case") == prep {
			return true
		}
	}
	return false
}

func (r *reader) nounPrep(p *chancery.Prop, k int, of string, agent bool) {
	prep := r.marker(k, "case")
	if of == "both" {
		// "the invasion of Ukraine", but "the invasion of Russia in Ukraine"
		if of = "obj"; prep == "of" && r.actsIn(p.Head, k) {
			of = "subj"
		}
	}
	switch {
	case prep == "":
	case prep == "by":
		r.arg(p, chancery.Subj, prep, k, "poss")
	case prep == "of" && of == "obj":
		r.arg(p, chancery.Obj, prep, k, "")
	case prep == "of" && of == "subj" && !agent && len(r.actors(k)) > 0:
		r.arg(p, chancery.Subj, prep, k, "poss")
	default:
		r.arg(p, chancery.PrepArg, prep, k, "")
	}
}

// actsIn reports whether an event noun has beside k a phrase that names the one
// it is directed at.
func (r *reader) actsIn(noun, k int) bool {
	for _, c := range r.children(noun) {
		if c == k || r.kind(c) != "nmod" || len(r.actors(c)) == 0 && !r.isName(c) {
			continue
		}
		switch r.marker(c, "case") {
		case "in", "into", "against", "on":
			return len(r.actors(k)) > 0
		}
	}
	return false
}

// modifier adds an adjective or noun before an event noun; a demonym or an
// abbreviation that serves as one is who does it.
func (r *reader) modifier(p *chancery.Prop, k int, poss string, agent bool) {
	id := r.demonym(k)
	if id == "" && !agent && r.form(k) == "led" && r.leader(p, k) {
		return
	}
	if id == "" {
		r.arg(p, chancery.Mod, "", k, "")
		return
	}
	role := chancery.Subj
	if agent {
		role = chancery.Mod
	} else if poss == "obj" {
		role = chancery.Obj
	}
	a := chancery.Arg{Role: role, Tok: k, Span: r.tok(k).Span, Prop: -1, From: "poss", Actors: r.actors(k)}
	if len(a.Actors) == 0 {
		a.IDs = []string{id}
	}
	p.Args = append(p.Args, a)
	more := r.conjuncts(k)[1:]
	for _, c := range r.children(k) {
		if b := r.kind(c); b == "amod" || b == "compound" {
			more = append(more, c) // "Greek-Turkish talks"
		}
	}
	for _, c := range more {
		if id := r.demonym(c); id != "" {
			p.Args = append(p.Args, chancery.Arg{Role: role, Tok: c, Span: r.tok(c).Span, Prop: -1, From: "poss", IDs: []string{id}})
		}
	}
}

// leader adds the one before "-led" as who does it.
func (r *reader) leader(p *chancery.Prop, k int) bool {
	for _, c := range r.children(k) {
		id := r.demonym(c)
		actors := r.actors(c)
		if id == "" && len(actors) == 0 {
			continue
		}
		a := chancery.Arg{Role: chancery.Subj, Tok: c, Span: r.tok(c).Span, Prop: -1, From: "poss", Actors: actors}
		if len(actors) == 0 {
			a.IDs = []string{id}
		}
		p.Args = append(p.Args, a)
		return true
	}
	return false
}

// arg adds the part headed by t, and one for each conjunct of a nominal part.
// A relative pronoun stands for its antecedent.
func (r *reader) arg(p *chancery.Prop, role chancery.Role, prep string, t int, from string) {
	if r.isRelative(t) {
		if a := r.antecedent(t); a >= 0 {
			if a == p.Head {
				return
			}
			t, from = a, "relative"
		}
	}
	toks := []int{t}
	if role != chancery.Comp && role != chancery.Advcl {
		toks = r.conjuncts(t)
	}
	for _, t := range toks {
		if from == "relative" && t != toks[0] {
			break
		}
		a := chancery.Arg{Role: role, Prep: prep, Tok: t, Span: r.phrase(t), Prop: -1, From: from, Actors: r.actors(t)}
		if i := r.at[t-r.lo]; i >= 0 {
			a.Prop = r.base + i
		} else if !r.resolved(a.Actors) && role != chancery.Comp && role != chancery.Advcl {
			if a.IDs = r.standsFor(t); a.IDs == nil && (role == chancery.Obj || role == chancery.PrepArg && (reaches(prep) || prep == "in" && r.strikes(p))) {
				a.IDs = r.country(t)
			}
		}
		p.Args = append(p.Args, a)
	}
}

// reaches reports whether a preposition leads to what is acted on, so that a
// place stands for its country: "a trip to Moscow", "strikes on Kharkiv".
func reaches(prep string) bool {
	switch prep {
	case "to", "into", "on", "against", "toward", "towards", "onto":
		return true
	}
	return false
}

// strikes reports whether an event noun is an act of force, which is directed at
// where it takes place.
func (r *reader) strikes(p *chancery.Prop) bool {
	row := r.s.lex.Row("eventnoun", p.Lemma)
	return p.Kind != chancery.VerbPred && row != nil && row[1] == "both"
}

// country is the state in which the place lies that a phrase names.
func (r *reader) country(t int) []string {
	for m := r.ix.first(t); m < len(r.ix.spot) && r.ix.heads[m] == t; m++ {
		k := &r.d.Mentions[r.ix.spot[m]]
		if k.Kind != chancery.PlaceMention || len(k.Refs) != 1 {
			continue
		}
		if id := r.ix.countries[k.Refs[0]]; id != "" {
			return []string{id}
		}
	}
	return nil
}

// nation is the state to which a thing that is no actor itself belongs:
// "Ethiopian aircraft", "Iran's missiles".
func (r *reader) nation(t int) []string {
	if r.upos(t) != "NOUN" {
		return nil
	}
	for _, k := range r.children(t) {
		switch r.rel(k) {
		case "amod", "compound":
			if id := r.demonym(k); id != "" {
				return []string{id}
			}
			for _, c := range r.children(k) {
				// "a US patrol ship", where the state hangs on the middle word
				if b := r.kind(c); b == "amod" || b == "compound" {
					if id := r.demonym(c); id != "" {
						return []string{id}
					}
				}
			}
		case "nmod:poss":
			if id := r.state(k); id != "" {
				return []string{id}
			}
		case "nmod":
			if id := r.state(k); id != "" && r.marker(k, "case") == "from" {
				return []string{id}
			}
		}
	}
	return nil
}

// state is the id of the state that a noun phrase names, empty where it names
// none.
func (r *reader) state(t int) string {
	for _, m := range r.ix.actors[t] {
		if ids := r.d.Mentions[m].Refs; len(ids) == 1 && isState(ids[0]) {
			return ids[0]
		}
	}
	return ""
}

// isState reports whether an actor's id is that of a state: its code of three
// letters.
func isState(id string) bool {
	return len(id) == 3 && strings.ToUpper(id) == id
}

// antecedent is the noun that the relative clause around t modifies, -1
// without one.
func (r *reader) antecedent(t int) int {
	for range maxDepth {
		h := r.up(t)
		if h < 0 {
			return -1
		}
		if r.rel(t) == "acl:relcl" {
			return h
		}
		t = h
	}
	return -1
}

// actors are the actor mentions that the noun phrase headed by t names.
func (r *reader) actors(t int) []int {
	own := r.ix.actors[t]
	if r.resolved(own) {
		if named := r.named(t, own); named != nil {
			return named
		}
		return slices.Clone(own)
	}
	if other := r.renamed(t); len(own) == 0 || r.resolved(other) {
		return other
	}
	return slices.Clone(own)
}

// named is the name in apposition to a noun that by itself says less: "the
// Islamist group Boko Haram".
func (r *reader) named(t int, own []int) []int {
	for _, m := range own {
		if r.d.Mentions[m].Form != chancery.NominalForm {
			return nil
		}
	}
	for _, k := range r.children(t) {
		if m := r.ix.actors[k]; r.kind(k) == "appos" && r.resolved(m) && r.d.Mentions[m[0]].Form == chancery.NameForm && len(r.conjuncts(k)) == 1 {
			return slices.Clone(m)
		}
	}
	return nil
}

// resolved reports whether some of the mentions name anybody.
func (r *reader) resolved(ms []int) bool {
	return slices.ContainsFunc(ms, func(m int) bool { return len(r.d.Mentions[m].Refs) > 0 })
}

// renamed are the actors that a noun phrase names beside its head: the words of
// a name around it, an apposition, those whose part it is.
func (r *reader) renamed(t int) []int {
	if m, ok := r.ix.cover[t]; ok {
		h := r.d.Mentions[m].Head
		if r.d.Mentions[m].Form == chancery.NameForm && r.upos(t) != "PRON" {
			return []int{m} // any word of a name, however it was cut up
		}
		if h >= r.lo && h < r.hi && (r.up(h) == t || r.up(t) == h && r.kind(t) == "flat") {
			return []int{m}
		}
	}
	for _, k := range r.children(t) {
		of := r.kind(k) == "nmod" && (r.upos(t) == "NUM" || r.has("partitive", r.lemma(t))) && r.marker(k, "case") == "of"
		if of || r.kind(k) == "appos" || r.rel(k) == "nmod:desc" {
			var out []int
			for _, c := range r.conjuncts(k) {
				out = append(out, r.ix.actors[c]...)
			}
			if len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// feature is the value of a morphological feature, empty without it.
func feature(feats, name string) string {
	for f := range strings.SplitSeq(feats, "|") {
		if v, ok := strings.CutPrefix(f, name+"="); ok {
			return v
		}
	}
	return ""
}
