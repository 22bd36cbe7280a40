package prop

import (
	"slices"
	"strings"

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
	r.sources(p)
	for k := len(g.nouns) - 1; k >= 0; k-- {
		s = r.nounCue(p, g.nouns[k], s)
	}
	if s = r.marked(p, g, s); r.supposed(p, g) {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.IfLink, Cue: r.verbOf(p), Lemma: "gerund", Prop: -1})
		s = chancery.Conditional
	}
	s = r.noted(p, g, s)
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
	if r.takenBack(p, q) {
		p.Chain = append(append(p.Chain, q.Chain...), chancery.Link{Kind: chancery.AspectLink, Cue: q.Head, Lemma: q.Lemma, Class: "retract", Prop: r.base + g.up})
		return chancery.Negated
	}
	sig := r.signature(p, g, q)
	if !r.complements(p, g, q, &sig) {
		return r.beside(p, g, q)
	}
	if sig.class == "reject" && r.alleged(g) {
		sig = signature{"deny", "deny", "possible"} // "rejected claims that it had left"
	}
	g.class = sig.class
	p.Chain = append(p.Chain, q.Chain...)
	if q.Lemma == "have" && (r.adverb(q.Head, "yet") || r.adverb(r.verbOf(p), "yet")) {
		sig = signature{pos: "possible", neg: "possible"}
	}
	if (sig.class == "able" || q.Lemma == "have" && sig.class == "need") && q.Tense == chancery.PastTense && q.Modal == "" {
		sig.pos = "pass" // "was able to leave", "had to leave": they did
	}
	if q.Neg {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.NegLink, Cue: q.Head, Lemma: "not", Prop: r.base + g.up})
	}
	if q.Modal != "" {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.ModalLink, Cue: q.Head, Lemma: q.Modal, Prop: r.base + g.up})
	}
	if sig.class != "" {
		link := chancery.Link{Kind: linkKind(sig.class), Cue: q.Head, Lemma: q.Lemma, Class: sig.class, Prop: r.base + g.up}
		for i := range q.Args {
			if q.Args[i].Role == chancery.Subj {
				link.Speakers = append(link.Speakers, q.Args[i].Actors...)
			}
		}
		p.Chain = append(p.Chain, link)
	}
	base := q.Status
	if speech(sig.class) && base == chancery.Planned {
		base = chancery.Actual
	}
	if g.last.Base() == "ccomp" {
		sig.pos = finite(sig.pos, p)
	}
	if r.answered(p, sig.class) {
		return chancery.Actual
	}
	if q.Kind == chancery.NounPred && q.Status == chancery.Negated && q.Up >= 0 && r.takenBack(q, &r.props[q.Up-r.base]) {
		return chancery.Negated // "dropped its threat to leave": it is not to leave
	}
	return apply(base, q.Neg && q.Status != chancery.Negated, sig.pos, sig.neg)
}

// alleged reports whether the governor reaches down by a claim or a report.
func (r *reader) alleged(g *governor) bool {
	if len(g.nouns) == 0 {
		return false
	}
	switch r.s.lex.Row("nouncue", r.lemma(g.nouns[len(g.nouns)-1]))[1] {
	case "claim", "accuse", "report":
		return true
	}
	return false
}

// answered reports whether p is a speech act to which the cue is an answer: who
// rejects a request takes it that one was made.
func (r *reader) answered(p *chancery.Prop, class string) bool {
	if !r.wordOf(p) {
		return false
	}
	switch class {
	case "reject", "agree", "retract", "cease", "question", "weakplan":
		return true
	}
	return false
}

// wordOf reports whether p is the noun of a speech act that others can answer.
func (r *reader) wordOf(p *chancery.Prop) bool {
	if p.Kind != chancery.NounPred {
		return false
	}
	row := r.s.lex.Row("nouncue", p.Lemma)
	if row == nil {
		return false
	}
	switch row[1] {
	case "demand", "warn", "threaten", "claim", "deny":
		return true
	}
	return false
}

// takenBack reports whether p is a threat, a demand or a claim that its speaker
// gives up: "dropped its threat", "backed down from the demand". One that he
// only may, or will not, give up stands.
func (r *reader) takenBack(p, q *chancery.Prop) bool {
	if !r.wordOf(p) || q.Kind != chancery.VerbPred || q.Neg || q.Status != chancery.Actual {
		return false
	}
	for i := range q.Args {
		a := &q.Args[i]
		if a.Tok != p.Head {
			continue
		}
		switch a.Role {
		case chancery.Obj:
			return r.has("giveup", q.Lemma)
		case chancery.PrepArg:
			return r.has("giveup", q.Lemma+"_"+a.Prep)
		}
	}
	return false
}

// finite is the effect of a cue on a clause with a tense of its own, which
// says better than the cue whether it looks ahead: "announced that it had
// left", "warned that it would act".
func finite(effect string, p *chancery.Prop) string {
	switch {
	case effect == "announce":
		return "pass"
	case effect == "warn" && p.Tense != chancery.FutureTense && p.Modal == "":
		return "pass"
	}
	return effect
}

// A signature is what a cue makes of its complement: its class, and its effect
// where it is asserted and where it is negated.
type signature struct{ class, pos, neg string }

// signature is that of the governor q for the complement p. The list of cues
// may have rows for a kind of complement ("forget:to", "agree:that",
// "consider:ing", "ask:whether"), for the passive ("expect:pass") and for a
// preposition ("prepare_for"); they take precedence over the bare word.
func (r *reader) signature(p *chancery.Prop, g *governor, q *chancery.Prop) signature {
	if q.Kind == chancery.NounPred || q.Kind == chancery.LightPred {
		if row := r.s.lex.Row("nouncue", q.Lemma); row != nil {
			return signature{row[1], row[2], "possible"}
		}
		return signature{r.s.lex.Class(q.Lemma), "pass", "negate"}
	}
	var row []string
	try := func(key string) {
		if row == nil {
			row = r.s.lex.Row("cues", key)
		}
	}
	switch g.last.Base() {
	case "obl", "nmod", "advcl":
		if g.prep != "" && g.prep != "to" {
			try(q.Lemma + "_" + g.prep)
		}
		if g.prep == "to" && p.Kind != chancery.NounPred {
			try(q.Lemma + ":to")
		}
	}
	if p.Kind == chancery.NounPred {
		try(q.Lemma + ":noun")
	}
	if q.Passive {
		try(q.Lemma + ":pass")
	}
	switch g.last.Base() {
	case "xcomp":
		v := r.verbOf(p)
		switch {
		case strings.HasPrefix(g.marker, "whether"):
			try(q.Lemma + ":whether")
		case g.marker == "to":
			try(q.Lemma + ":to")
		case r.xposOf(v) == "VBG":
			try(q.Lemma + ":ing")
		case g.marker == "":
			try(q.Lemma + ":to")
		}
	case "ccomp":
		switch {
		case strings.HasPrefix(g.marker, "whether") || g.marker == "if":
			try(q.Lemma + ":whether")
		case r.xposOf(r.verbOf(p)) == "VBG" && p.Tense == chancery.NoTense:
			try(q.Lemma + ":ing")
		case g.marker == "to":
			try(q.Lemma + ":to")
		default:
			try(q.Lemma + ":that")
		}
	}
	try(q.Lemma)
	if row == nil {
		return signature{"", "pass", "negate"}
	}
	return signature{row[1], row[2], row[3]}
}

// complements reports whether p is what the cue q is about, as against
// something that stands beside it.
func (r *reader) complements(p *chancery.Prop, g *governor, q *chancery.Prop, sig *signature) bool {
	nominal := q.Kind == chancery.NounPred || q.Kind == chancery.LightPred
	class := sig.class
	if g.aside {
		return false
	}
	switch g.last.Base() {
	case "ccomp", "xcomp", "csubj":
		return true
	case "obj":
		return class != ""
	case "nsubj":
		if g.last == "nsubj:pass" {
			return class != ""
		}
		return class == "aspect" || class == "schedule" || class == "cease" || class == "postpone" || q.Kind == chancery.AdjPred && class != ""
	case "compound":
		return nominal && r.has("nouncue", q.Lemma)
	case "obl", "nmod":
		if nominal {
			return r.has("nouncue", q.Lemma) && content(g.prep)
		}
		if g.prep != "" && r.has("cues", q.Lemma+"_"+g.prep) || r.hasObjAt(q, g) || g.prep == "in" && r.complicit(q, p.Head) {
			return class != ""
		}
		switch g.prep {
		case "of", "for", "to", "on", "from", "against":
			if p.Head < q.Head {
				return false
			}
			switch class {
			case "", "report", "impl", "aspect", "blame", "praise", "fact", "confirm", "cease", "postpone", "cancel", "suspend":
				return false
			}
			return true
		}
	case "acl":
		return nominal && g.last == "acl" && (g.marker == "to" || g.marker == "that") && r.has("nouncue", q.Lemma)
	case "advcl":
		switch g.prep {
		case "of", "from", "for", "in", "into", "against", "with":
			return class != ""
		case "":
			// "ruled out sending troops" read as an adverbial clause
			v := r.verbOf(p)
			return class != "" && r.xposOf(v) == "VBG" && r.left[v-r.lo] == r.verbEnd(q.Head)+1
		case "that", "and_that":
			return class != ""
		case "to":
			return class == "demand" || class == "schedule" || class == "plan" || class == "ready" || r.has("cues", q.Lemma+":to")
		}
	}
	return false
}

// verbEnd is the last token of a verb and its particle.
func (r *reader) verbEnd(v int) int {
	if k := r.child(v, "compound:prt"); k > v {
		return k
	}
	return v
}

// content reports whether a preposition leads from a noun to what it is about.
func content(prep string) bool {
	switch prep {
	case "of", "for", "to", "on", "about", "over", "against", "from", "into", "regarding", "concerning":
		return true
	}
	return false
}

func (r *reader) hasObjAt(q *chancery.Prop, g *governor) bool {
	return slices.ContainsFunc(q.Args, func(a chancery.Arg) bool {
		return a.Role == chancery.Obj && a.Prep == g.prep && a.Prep != ""
	})
}

// beside is the status of what stands beside its governor: a relative clause,
// an adverbial clause, a noun that is taken for granted. Who says so holds of
// it too, but not what is wished, denied or planned above.
func (r *reader) beside(p *chancery.Prop, g *governor, q *chancery.Prop) chancery.Status {
	s := r.alongside(p, g, q)
	for i := range q.Chain {
		if s == q.Status && s != chancery.Actual || q.Chain[i].Kind == chancery.SayLink || q.Chain[i].Kind == chancery.DenyLink && s == chancery.Denied {
			p.Chain = append(p.Chain, q.Chain[i])
		}
	}
	if g.last.Base() == "acl" {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.RelativeLink, Cue: p.Head, Prop: r.base + g.up})
	}
	return s
}

func (r *reader) alongside(p *chancery.Prop, g *governor, q *chancery.Prop) chancery.Status {
	if g.aside {
		if q.Status == chancery.Conditional && p.Tense != chancery.PastTense && !p.Passive {
			return chancery.Conditional
		}
		return chancery.Actual
	}
	switch g.last.Base() {
	case "acl":
		if q.Status == chancery.Conditional {
			return chancery.Conditional
		}
	case "advcl":
		// Without a tense of its own a clause shares that of its main clause,
		// and so does one in the present that goes with a plan.
		if p.Tense != chancery.PastTense && !speech(r.s.lex.Class(p.Lemma)) && (q.Status == chancery.Planned || q.Status == chancery.Conditional || q.Status == chancery.Possible) && during(g.marker) {
			return q.Status
		}
	case "parataxis":
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

// during reports whether a clause with the marker goes along with its main
// clause.
func during(marker string) bool {
	switch marker {
	case "", "before", "after", "by", "while", "when", "until", "once", "as_soon_as":
		return true
	}
	return false
}

func (r *reader) plural(t int) bool { return r.xposOf(t) == "NNS" }

// definite reports whether a noun is taken for granted by its form.
func (r *reader) definite(t int) bool {
	for _, k := range r.children(t) {
		switch r.kind(k) {
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
			if r.demonym(k) != "" && !r.hasIndefinite(t) {
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
	return apply(s, false, row[2], "negate")
}

func (r *reader) speakers(noun int) []int {
	for _, a := range r.holder(noun) {
		if len(a.Actors) > 0 {
			return a.Actors
		}
	}
	return nil
}

// apply is the status of a complement below a cue of status s: pos is the
// effect of a cue that is asserted, neg that of one that is negated. A cue that
// is both negated and open ("would not rule out", "may not agree") makes its
// complement possible, unless it is plainly kept from happening.
func apply(s chancery.Status, negated bool, pos, neg string) chancery.Status {
	if pos == "fact" && (neg == "fact" || !negated && s != chancery.Negated) {
		return chancery.Actual
	}
	switch {
	case s == chancery.Denied:
		return chancery.Denied
	case s == chancery.Negated:
		return effectStatus(chancery.Actual, neg)
	case negated && neg != "pass":
		if out := effectStatus(chancery.Actual, neg); out != chancery.Actual {
			return chancery.Possible
		}
		return chancery.Actual
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
	case "impl", "aspect", "negimpl", "cease", "enable", "able", "unable", "reject":
		return chancery.AspectLink
	case "question":
		return chancery.QuestionLink
	case "if":
		return chancery.IfLink
	}
	return chancery.WantLink
}
