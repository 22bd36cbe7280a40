package quote

import (
	"strings"

	"chancery"
)

// stance turns the stance of a cue into that of the words where these say more:
// a denial, a demand, a threat, a promise or a question.
func (r *reader) stance(s *said) {
	if strings.HasPrefix(s.rule, "label.") && s.stance != chancery.Believes { // to see a threat in something is no charge
		s.stance = r.verdict(s)
	}
	if strings.HasPrefix(s.rule, "warn.of") && r.replies(s.content) {
		s.stance = chancery.Threatens
	}
	if s.stance != chancery.Asserts || s.mode == labelMode {
		return
	}
	if strings.HasPrefix(strings.TrimLeft(r.d.Text[s.content.End:], " \u00a0"), "?") {
		s.stance = chancery.Asks
		return
	}
	p := r.propAt(s.head)
	if p == nil {
		return
	}
	own, named := r.ownSide(p, s)
	switch {
	case r.falsehood(p):
		s.stance = chancery.Denies
	case obliges(p) && !own && (named || r.imperativeAt(p)):
		s.stance = chancery.Demands
	case p.Neg && own && p.Modal == "" && p.Kind != chancery.NounPred && p.Lemma != "have":
		s.stance = chancery.Denies
	case p.Neg && own && (p.Modal == "will" || p.Modal == "would"):
		s.stance = chancery.Rejects
	case own && ahead(p) && r.s.lex.Harms(r.t, p) && !strings.HasPrefix(s.rule, "say.announce"),
		!named && ahead(p) && strings.HasPrefix(s.rule, "warn.") && p.Passive && r.s.lex.Harms(r.t, p):
		s.stance = chancery.Threatens
	case own && ahead(p) && r.s.lex.Helps(p):
		s.stance = chancery.Promises
	case ahead(p) && r.replies(s.content) && !r.opensWithAct(s.content) && strings.HasPrefix(s.rule, "warn."):
		s.stance = chancery.Threatens
	}
}

// verdict is what a label makes of a thing: it calls it false, bad or good. What
// is bad counts before what is good: "a historic mistake".
func (r *reader) verdict(s *said) chancery.Stance {
	lo, hi := r.t.Tokens(s.content)
	best := s.stance
	for t := lo; t < hi; t++ {
		switch w := r.t.Lemma(t); {
		case r.s.lex.Class(w) == "false", w == "nonsense", w == "fabrication", w == "lie", w == "fiction", w == "invention", w == "absurd":
			return chancery.Denies
		case w == "unacceptable", w == "unrealistic", w == "ultimatum", w == "farce":
			return chancery.Rejects
		case w == "violation", w == "aggression", w == "crime", w == "provocation", w == "terrorism", w == "threat", w == "genocide", w == "illegal", w == "mistake", w == "disgrace", w == "betrayal", w == "disaster":
			best = chancery.Accuses
		case best != chancery.Accuses && (w == "good" || w == "historic" || w == "constructive" || w == "excellent" || w == "positive" || w == "breakthrough" || w == "milestone" || w == "frank"):
			best = chancery.Praises
		}
	}
	return best
}

// propAt is the proposition whose head or light verb is a token, nil without
// one.
func (r *reader) propAt(t int) *chancery.Prop {
	if i := r.t.Prop(t); i >= 0 {
		return &r.d.Props[i]
	}
	return nil
}

// ownSide reports whether the agent of p is the speaker, "we", or of the
// speaker's country; named says that it is some actor at all.
func (r *reader) ownSide(p *chancery.Prop, s *said) (own, named bool) {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Subj {
			continue
		}
		switch r.t.Lemma(a.Tok) {
		case "we", "i":
			return true, true
		case "you":
			return false, true
		}
		for _, id := range a.ActorIDs(r.d) {
			named = true
			own = own || r.sides.Same(id, s.who.ids...) || r.sides.Same(id, s.who.behalf...)
		}
	}
	return own, named
}

func ahead(p *chancery.Prop) bool {
	switch p.Modal {
	case "will", "would", "shall":
		return true
	}
	return p.Tense == chancery.FutureTense
}

func obliges(p *chancery.Prop) bool {
	switch p.Modal {
	case "must", "should", "ought", "need":
		return true
	}
	return p.Lemma == "have" || p.Lemma == "need"
}

func (r *reader) imperativeAt(p *chancery.Prop) bool {
	return p.Arg(chancery.Subj) == nil && r.d.Toks[p.Head].XPOS == "VB" && r.t.Child(p.Head, "aux", "mark") < 0
}

// falsehood reports "the claim is baseless".
func (r *reader) falsehood(p *chancery.Prop) bool {
	return p.Kind == chancery.AdjPred && !p.Neg && r.s.lex.Class(p.Lemma) == "false"
}

// replies reports whether a span names what the speaker may bring upon another.
func (r *reader) replies(s chancery.Span) bool {
	lo, hi := r.t.Tokens(s)
	return r.s.lex.Replies(r.t, lo, hi)
}

// opensWithAct reports whether the words begin with an act of the other side:
// "imposing sanctions would be a mistake".
func (r *reader) opensWithAct(s chancery.Span) bool {
	lo, hi := r.t.Tokens(s)
	return lo < hi && r.d.Toks[lo].XPOS == "VBG"
}
