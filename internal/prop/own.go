package prop

import (
	"time"

	"chancery"
)

// marked is what the preposition or complementiser of p, and the words before
// an event noun, make of its status.
func (r *reader) marked(p *chancery.Prop, g *governor, s chancery.Status) chancery.Status {
	link := func(kind chancery.LinkKind, lemma string) {
		p.Chain = append(p.Chain, chancery.Link{Kind: kind, Cue: g.top, Lemma: lemma, Prop: -1})
	}
	if g.otherwise {
		link(chancery.ThenLink, "or_else")
		return chancery.Conditional
	}
	noun := p.Kind == chancery.NounPred && r.child(p.Head, "cop") < 0
	if g.rel.Base() == "advcl" && g.class != "" && (g.marker == "to" || g.marker == "") {
		return r.premodified(p, g, s)
	}
	effect := r.markerEffect(g.marker)
	if g.rel.Base() == "advcl" && g.marker == "" {
		effect = r.inverted(g.top)
	}
	if noun && len(g.nouns) == 0 || g.complex || g.rel.Base() == "advcl" || g.rel.Base() == "ccomp" {
		switch effect {
		case "condition", "when":
			if timed(g.marker) && !(g.up >= 0 && r.open(&r.props[g.up])) {
				break
			}
			if g.rel.Base() == "ccomp" {
				link(chancery.QuestionLink, g.marker)
				return weaken(s)
			}
			if r.adverb(g.top, "even") {
				link(chancery.QuestionLink, "even_"+g.marker)
				return chancery.Possible
			}
			if g.up >= 0 && r.unreal(&r.props[g.up]) {
				link(chancery.ContraryLink, g.marker)
				return chancery.Conditional
			}
			link(chancery.IfLink, g.marker)
			return chancery.Conditional
		case "contrary":
			link(chancery.ContraryLink, g.marker)
			return chancery.Conditional
		case "question":
			link(chancery.QuestionLink, g.marker)
			return weaken(s)
		case "negate":
			link(chancery.NegLink, g.marker)
			if g.up >= 0 && r.open(&r.props[g.up]) && noun {
				return chancery.Conditional
			}
			return chancery.Negated
		case "purpose":
			if g.up >= 0 && r.child(g.top, "nsubj") < 0 && p.Chain != nil && g.last == "advcl" && r.s.lex.Class(r.props[g.up].Lemma) != "" && s != chancery.Actual {
				return s
			}
			if !noun && g.marker != "so" {
				link(chancery.PurposeLink, g.marker)
				if g.up >= 0 {
					return effectStatus(r.props[g.up].Status, "plan")
				}
				return chancery.Planned
			}
		}
	}
	if g.rel == "acl" && g.marker == "to" && len(g.nouns) == 0 && s == chancery.Actual {
		return chancery.Possible
	}
	return r.premodified(p, g, s)
}

func weaken(s chancery.Status) chancery.Status {
	if s == chancery.Conditional || s == chancery.Denied {
		return s
	}
	return chancery.Possible
}

// timed reports whether a marker is a condition only where its main clause is
// still open: "once the pause ends".
func timed(m string) bool {
	return m == "as_soon_as" || m == "in_exchange" || m == "in_return" || m == "once" || m == "until" || m == "till" || m == "when" || m == "as_long_as" || m == "whenever"
}

// open reports whether a clause speaks of what has not happened.
func (r *reader) open(q *chancery.Prop) bool {
	return q.Modal != "" || q.Status != chancery.Actual && q.Status != chancery.Denied
}

// inverted is the effect of a clause that opens with its auxiliary: "should it
// refuse", "had it refused".
func (r *reader) inverted(t int) string {
	first := r.left[t-r.lo]
	if r.kind(first) == "punct" && first < t {
		first++
	}
	if first == t || r.up(first) != t || r.kind(first) != "aux" && r.rel(first) != "cop" {
		return ""
	}
	if s := r.child(t, "nsubj"); s < first {
		return ""
	}
	switch r.form(first) {
	case "should", "were":
		return "condition"
	case "had":
		return "contrary"
	}
	return ""
}

// premodified is what the determiner and the adjectives of an event noun make
// of it.
func (r *reader) premodified(p *chancery.Prop, g *governor, s chancery.Status) chancery.Status {
	if p.Kind != chancery.NounPred && p.Kind != chancery.LightPred {
		return s
	}
	for _, k := range r.children(p.Head) {
		switch r.kind(k) {
		case "det", "amod":
		default:
			continue
		}
		w := r.lemma(k)
		if !r.has("nounmod", w) {
			w = r.form(k)
		}
		effect := r.effect("nounmod", w)
		switch {
		case effect == "conditional":
			if s == chancery.Actual || s == chancery.Possible || s == chancery.Planned {
				if p.Light < 0 && !p.Neg {
					s = chancery.Conditional
					p.Chain = append(p.Chain, chancery.Link{Kind: chancery.IfLink, Cue: k, Lemma: w, Prop: -1})
				}
			}
		case effect == "negate" && p.Kind == chancery.LightPred:
		case effect == "plan" && s == chancery.Actual && g.last.Base() == "obl":
			s = chancery.Planned
		case effect != "":
			s = effectStatus(s, effect)
		case (w == "further" || w == "another" || w == "new" || w == "renewed") && g.up >= 0 && g.last.Base() == "nsubj" && r.props[g.up].Modal == "would":
			s = chancery.Conditional
			p.Chain = append(p.Chain, chancery.Link{Kind: chancery.IfLink, Cue: k, Lemma: w, Prop: -1})
		}
	}
	return s
}

// own is what negation, modal and tense of p make of the status that it has
// from above.
func (r *reader) own(p *chancery.Prop, g *governor, s chancery.Status) chancery.Status {
	if s == chancery.Denied {
		return s
	}
	v := r.verbOf(p)
	if r.unreal(p) {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.ContraryLink, Cue: v, Lemma: p.Modal, Prop: -1})
		return chancery.Conditional
	}
	then := r.conditioned(p, v)
	if then && r.consequent(p, s) {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.ThenLink, Cue: v, Prop: -1})
		s = chancery.Conditional
	}
	if s == chancery.Actual {
		s = r.adverbs(p, v, r.modality(p, g, v))
	} else if s == chancery.Planned && (p.Modal == "may" || p.Modal == "might" || p.Modal == "could") {
		s = chancery.Possible
	}
	if !p.Neg {
		return s
	}
	switch {
	case s == chancery.Actual || s == chancery.Planned:
		return chancery.Negated
	case s == chancery.Possible && (p.Modal == "can" || p.Modal == "could") && p.Tense != chancery.PastTense:
		return chancery.Negated
	case s == chancery.Conditional && p.Modal == "would" && !then:
		return chancery.Negated
	case s == chancery.Negated && p.Modal == "":
		if g.up >= 0 && g.last.Base() != "conj" {
			return chancery.Possible
		}
	}
	return s
}

func (r *reader) modality(p *chancery.Prop, g *governor, v int) chancery.Status {
	if r.question(p) {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.QuestionLink, Cue: v, Lemma: "?", Prop: -1})
		return chancery.Possible
	}
	switch p.Modal {
	case "will", "shall":
		return chancery.Planned
	case "would":
		if reported(p.Chain) {
			return chancery.Planned
		}
		return chancery.Conditional
	case "":
	default:
		if perceived(p) {
			return chancery.Actual
		}
		return chancery.Possible
	}
	switch {
	case r.lemma(v) == "go" && r.xposOf(v) == "VBG" && r.child(v, "xcomp") >= 0:
		return chancery.Planned
	case r.isTo(v) || p.Light >= 0 && r.toBe(v):
		return chancery.Planned
	case r.adverb(v, "yet") && r.marker(v, "mark") == "to":
		return chancery.Possible
	case p.Kind != chancery.NounPred && r.imperative(p, v):
		return chancery.Possible
	case p.When >= 0 && p.Tense != chancery.PastTense && r.ahead(p.When) &&
		!(g.up >= 0 && r.props[g.up].When == p.When && r.props[g.up].Tense == chancery.PastTense):
		return chancery.Planned
	case p.Kind != chancery.NounPred && r.props != nil && g.up < 0 && r.headline(v):
		return chancery.Planned
	}
	return chancery.Actual
}

// perceived reports "Explosions could be heard", where they were.
func perceived(p *chancery.Prop) bool {
	return p.Modal == "could" && p.Passive && (p.Lemma == "hear" || p.Lemma == "see") && p.Arg(chancery.PrepArg, "as") == nil
}

// reported reports whether the nearest cue above is one of saying, so that
// "would" is a future seen from the past.
func reported(chain []chancery.Link) bool {
	for i := len(chain) - 1; i >= 0; i-- {
		switch chain[i].Kind {
		case chancery.SayLink, chancery.WantLink, chancery.PlanLink:
			return true
		case chancery.IfLink, chancery.ThenLink, chancery.ContraryLink:
			return false
		}
	}
	return false
}

// toBe reports "talks to be held": a passive infinitive that modifies a noun.
func (r *reader) toBe(v int) bool {
	return r.rel(v) == "acl" && r.marker(v, "mark") == "to"
}

// isTo reports "are to meet": a form of be before an infinitive, as its
// auxiliary or above it.
func (r *reader) isTo(v int) bool {
	if h := r.up(v); h >= 0 && h < v && r.lemma(h) == "be" && r.kind(v) == "xcomp" && r.marker(v, "mark") == "to" {
		return true
	}
	be := r.child(v, "cop", "aux")
	mark := r.child(v, "mark")
	return be >= 0 && mark >= 0 && r.lemma(mark) == "to" && r.lemma(be) == "be" && be < mark && r.upos(v) == "VERB"
}

// headline reports "Leaders to meet in Geneva": a bare infinitive at the root
// with a subject.
func (r *reader) headline(v int) bool {
	mark := r.child(v, "mark")
	return mark >= 0 && r.lemma(mark) == "to" && r.up(v) < 0 && r.child(v, "nsubj") >= 0
}

func (r *reader) imperative(p *chancery.Prop, v int) bool {
	if h := r.up(v); h >= 0 && r.rel(v) == "conj" && r.up(h) < 0 && r.at[h-r.lo] >= 0 && r.child(v, "nsubj", "aux", "cop", "mark") < 0 {
		return r.upos(v) == "VERB" && r.xposOf(v) == "VB" && r.xposOf(h) == "VB" && r.child(h, "aux", "nsubj", "mark") < 0
	}
	if r.up(v) >= 0 || len(surface(p)) > 0 || r.child(v, "aux", "cop", "mark", "expl") >= 0 {
		return false
	}
	return r.upos(v) == "VERB" && (r.xposOf(v) == "VB" || feature(r.tok(v).Feats, "Mood") == "Imp")
}

// question reports whether a clause is asked: the main one of a sentence with a
// question mark, or one whose auxiliary stands before its subject.
func (r *reader) question(p *chancery.Prop) bool {
	v := r.verbOf(p)
	if p.Kind == chancery.NounPred || r.up(v) >= 0 && !r.auxFirst(v) {
		return false
	}
	for t := r.hi - 1; t >= r.lo && r.kind(t) == "punct"; t-- {
		if r.d.Toks[t].Form == "?" {
			// "Why did they leave?" takes it that they left.
			return !(p.Tense == chancery.PastTense && r.asks(r.verbOf(p)))
		}
	}
	return false
}

// auxFirst reports whether an auxiliary stands before the subject of a clause that
// no conjunction opens: "Question: Has he left?"
func (r *reader) auxFirst(v int) bool {
	aux, subj := r.child(v, "aux", "cop"), r.child(v, "nsubj")
	return aux >= 0 && subj >= 0 && aux < subj && r.child(v, "mark") < 0 && r.kind(v) != "advcl"
}

// asks reports whether a clause has a question word.
func (r *reader) asks(v int) bool {
	for _, k := range r.children(v) {
		switch r.form(k) {
		case "why", "how", "when", "where", "who", "whom":
			return true
		}
	}
	return false
}

// unreal reports "would have gone".
func (r *reader) unreal(p *chancery.Prop) bool {
	if p.Modal != "would" && p.Modal != "should" && p.Modal != "could" && p.Modal != "might" {
		return false
	}
	have := false
	contrary := p.Modal == "would" || p.Modal == "should"
	v := r.verbOf(p)
	for _, k := range r.children(v) {
		have = have || r.kind(k) == "aux" && r.lemma(k) == "have"
		contrary = contrary || r.kind(k) == "advcl" && (r.marker(k, "mark") == "if" || r.inverted(k) == "contrary")
	}
	return have && contrary
}

// conditioned reports whether a condition stands beside the clause.
func (r *reader) conditioned(p *chancery.Prop, v int) bool {
	for _, k := range r.children(v) {
		switch r.kind(k) {
		case "advcl":
			m := r.marker(k, "mark")
			e := r.markerEffect(m)
			if m == "" {
				if e = r.inverted(k); r.child(k, "ccomp") >= 0 && r.s.lex.Class(r.lemma(k)+":that") == "if" {
					e = "condition"
				}
			}
			if (e == "condition" || e == "when" && p.Modal == "would") && !r.adverb(k, "even") {
				return true
			}
		case "obl":
			m := r.marker(k, "case")
			if c := r.complexMarker(k); c != "" && r.child(k, "nmod", "acl") >= 0 {
				m = c
			}
			switch r.markerEffect(m) {
			case "condition":
				if m != "until" && m != "till" {
					return true
				}
			case "negate":
				if m == "without" && p.Modal != "" {
					return true
				}
			}
		case "advmod":
			if r.lemma(k) == "otherwise" {
				return true
			}
			if c := r.child(k, "advcl"); c >= 0 && r.markerEffect(r.clauseMarker(c)) == "condition" {
				return true
			}
		}
	}
	return false
}

// consequent reports whether a clause with a condition beside it depends on
// it, as against a habit or a fact of the past.
func (r *reader) consequent(p *chancery.Prop, s chancery.Status) bool {
	if s == chancery.Negated {
		return false
	}
	return p.Modal != "" || p.Tense != chancery.PastTense || s != chancery.Actual
}

func (r *reader) adverb(t int, w string) bool {
	for _, k := range r.children(t) {
		if r.form(k) == w && (r.kind(k) == "advmod" || r.kind(k) == "mark") {
			return true
		}
		if r.kind(k) == "mark" {
			for _, f := range r.children(k) {
				if r.form(f) == w {
					return true
				}
			}
		}
	}
	return false
}

// ahead reports whether a time lies after the day of publication.
func (r *reader) ahead(m int) bool {
	from, pub := r.d.Mentions[m].Dates.From, r.d.Published.Time
	if from == "" || pub.IsZero() {
		return false
	}
	day := pub.Format(time.DateOnly)
	return len(from) <= len(day) && from > day[:len(from)]
}

// history notes a time of its own that ended a year and more before the
// article.
func (r *reader) history(p *chancery.Prop) {
	pub := r.d.Published.Time
	if p.When < 0 || pub.IsZero() || p.Status != chancery.Actual {
		return
	}
	m := &r.d.Mentions[p.When]
	bar := pub.AddDate(-1, 0, 0).Format(time.DateOnly)
	if to := m.Dates.To; to != "" && len(to) <= len(bar) && to < bar[:len(to)] {
		p.Chain = append(p.Chain, chancery.Link{Kind: chancery.HistoryLink, Cue: m.Head, Prop: -1})
	}
}
