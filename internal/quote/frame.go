package quote

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// The modes of a statement rule say what may be its content.
const (
	sayMode   = "say"   // a finite clause or a quotation; the verb may frame one
	willMode  = "will"  // as say, or an infinitive
	labelMode = "label" // a noun phrase, a gerund or any clause
)

// propositions reads every proposition that a rule takes for a statement; the
// first rule whose content is there counts.
func (r *reader) propositions() {
	m := r.s.set.On(r.d)
	for i := range r.d.Props {
		r.proposition(i, m.Match(i, "STATEMENT"))
	}
}

func (r *reader) proposition(i int, found []rules.Match) {
	p := &r.d.Props[i]
	var bare *said
	for n := range found {
		m := &found[n]
		if r.unsaid(p, m.Rule) {
			continue
		}
		s := r.start(i, m)
		r.content(&s, p, m)
		if s.head >= 0 {
			r.stance(&s)
			r.said = append(r.said, s)
			return
		}
		if bare == nil && s.mode != labelMode {
			bare = &s
		}
	}
	if bare != nil {
		bare.bare = true
		r.cues = append(r.cues, *bare)
	}
}

// start is a statement of proposition i with everything but its content.
func (r *reader) start(i int, m *rules.Match) said {
	p := &r.d.Props[i]
	verb := p.Head
	if p.Light >= 0 {
		verb = p.Light
	}
	s := said{rule: m.Rule.Name, mode: m.Rule.Mode, sure: 0.9, prop: i, cueTok: verb, cue: r.cueSpan(p), sent: p.Sent, head: -1, stance: chancery.Stance(m.Rule.Stance)}
	s.who = r.speaker(p, m)
	s.to = r.addressees(p, s.who.ids)
	return s
}

// unsaid reports whether the cue stands for words that were not said: "did not
// say", "if he says", "to say".
func (r *reader) unsaid(p *chancery.Prop, rule *rules.Rule) bool {
	if p.Neg && rule.Stance != string(chancery.Denies) && rule.Stance != string(chancery.Believes) {
		return true
	}
	if p.Neg && rule.Stance == string(chancery.Denies) {
		return true
	}
	switch p.Modal {
	case "should", "must", "could", "may", "might", "can":
		return true
	}
	for _, l := range p.Chain {
		if l.Kind == chancery.IfLink || l.Kind == chancery.ContraryLink {
			return true
		}
	}
	// "refused to say", "is expected to announce"
	return p.Up >= 0 && p.UpRel.Base() == "xcomp" && p.Status != chancery.Actual && p.Tense == chancery.NoTense
}

// cueSpan covers the verb with its particle and preposition, or the light verb
// and its noun.
func (r *reader) cueSpan(p *chancery.Prop) chancery.Span {
	span := r.d.Toks[p.Head].Span
	if p.Light >= 0 {
		span = span.Cover(r.d.Toks[p.Light].Span)
	}
	_, rest, ok := strings.Cut(p.Lemma, "_")
	if !ok {
		return span
	}
	for part := range strings.SplitSeq(rest, "_") {
		for t := p.Head + 1; t < min(p.Head+6, len(r.d.Toks)); t++ {
			if r.t.Lemma(t) == part {
				span = span.Cover(r.d.Toks[t].Span)
				break
			}
		}
	}
	return span
}

// content fills in what is said, as far as the parts of the proposition show it.
func (r *reader) content(s *said, p *chancery.Prop, m *rules.Match) {
	for n, at := range m.Content {
		a := &p.Args[at]
		if a.Tok == p.Head || a.Tok == p.Light || n == 0 && len(m.Content) == 1 && !r.allowed(s.mode, a) {
			return
		}
		head := r.claimed(a.Tok)
		span := r.clause(head, s.cueTok)
		if a.From == "relative" {
			head, span = r.antecedent(head, span)
		}
		if s.head < 0 {
			s.head = head
		}
		s.content = s.content.Cover(span)
	}
	if s.content.None() {
		s.head = -1
		return
	}
	r.extend(s)
}

// allowed reports whether a part may be the content under the mode of the rule.
func (r *reader) allowed(mode string, a *chancery.Arg) bool {
	if a.Role == chancery.Subj || a.Role == chancery.IObj {
		return false
	}
	clausal := a.Role == chancery.Comp
	switch mode {
	case sayMode:
		return clausal && (!r.infinitive(a.Tok) && (r.t.Finite(a.Tok) || r.quotedAt(a.Tok)))
	case willMode:
		return clausal
	}
	if clausal && r.infinitive(a.Tok) {
		return false
	}
	return !r.person(a.Tok)
}

// person reports whether the noun phrase at a token is nothing but an actor.
func (r *reader) person(t int) bool {
	if r.d.Toks[t].UPOS == "PRON" {
		return true
	}
	m := r.t.HeadMention(t)
	if m < 0 {
		return false
	}
	return r.d.Mentions[m].Head == t && len(r.d.Mentions[m].Refs) > 0
}

func (r *reader) quotedAt(t int) bool {
	at := r.d.Toks[t].Start
	return slices.ContainsFunc(r.d.Quotes, func(q chancery.Quote) bool { return q.Start <= at && at < q.End })
}

// claimed is the clause that a noun of claiming brings with it, "the suggestion
// that …", or else the token itself.
func (r *reader) claimed(noun int) int {
	if r.d.Toks[noun].UPOS != "NOUN" || !r.s.lex.Has("nouncue", r.t.Lemma(noun)) {
		return noun
	}
	if c := r.t.Child(noun, "acl", "ccomp"); c >= 0 && r.d.Toks[c].Rel != "acl:relcl" && r.t.Marker(c, "mark") == "that" {
		return c
	}
	return noun
}

// antecedent is what a relative or a participle takes up: "a charge that X
// rejects" after a clause stands for that clause.
func (r *reader) antecedent(noun int, span chancery.Span) (int, chancery.Span) {
	if !r.s.lex.Has("nouncue", r.t.Lemma(noun)) || r.d.Toks[noun].Rel.Base() != "appos" && r.d.Toks[noun].Rel.Base() != "parataxis" {
		return noun, span
	}
	h := r.t.Head(noun)
	if h < 0 {
		return noun, span
	}
	// The clause that a cue of saying governs is what the noun renames.
	for _, k := range r.t.Kids(h) {
		if r.d.Toks[k].Rel.Base() == "ccomp" && int(k) < noun {
			h = int(k)
			break
		}
	}
	whole := r.clause(h, noun)
	if whole.None() {
		return noun, span
	}
	return h, whole
}

// extend widens the content to the whole of a quotation that it begins or ends
// in, and notes what is quoted.
func (r *reader) extend(s *said) {
	s.quoted = nil
	for pass := range 2 {
		for i := range r.d.Quotes {
			q := &r.d.Quotes[i]
			if !q.Span.Overlaps(s.content) || s.cueTok >= 0 && q.Span.Contains(s.cue) {
				continue
			}
			if pass == 0 {
				if !s.content.Contains(q.Span) && !q.Scare {
					s.content = s.content.Cover(r.trim(q.Span))
				}
				continue
			}
			if in := chancery.TrimPunct(r.d.Text, q.Span); in.Len() > 0 {
				s.quoted = append(s.quoted, in)
			}
		}
	}
	s.content = r.trim(s.content)
}
