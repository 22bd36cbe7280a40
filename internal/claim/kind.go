package claim

import (
	"slices"
	"strings"

	"chancery"
)

// The modes of a condition rule say which part is what.
const (
	needsMode  = "needs"  // the subject depends on the content: "progress goes through a truce"
	allowsMode = "allows" // the content depends on the subject: "a truce opens the way to talks"
)

// ruled reads the conditions that rules about predicates find, and "X is the
// only way to Y".
func (r *reader) ruled() {
	m := r.s.conds.On(r.d)
	for i := range r.d.Props {
		p := &r.d.Props[i]
		if p.Neg {
			continue
		}
		r.onlyWay(p)
		found := m.Match(i, "CONDITION")
		if len(found) == 0 || len(found[0].Said) == 0 {
			continue
		}
		a := found[0].Said[0]
		s := p.Arg(chancery.Subj)
		if s == nil || s.Tok == a.Tok {
			continue
		}
		c := condition{rule: found[0].Rule.Name, kind: "strict", sure: 0.8, sent: p.Sent, main: s.Tok, head: a.Tok}
		c.cond, c.then = r.extended(a.Tok, p.Head), r.phrase(s.Tok)
		if found[0].Rule.Mode == allowsMode {
			c.cond, c.then, c.main, c.head = c.then, c.cond, a.Tok, s.Tok
		}
		if c.cond.Len() > 2 && c.then.Len() > 2 {
			r.hold(c)
		}
	}
}

// phrase is the text of a noun phrase or clause without its preposition.
func (r *reader) phrase(t int) chancery.Span {
	from, to := t, t+1
	for _, k := range r.t.Kids(t) {
		switch r.d.Toks[k].Rel.Base() {
		case "case", "mark", "cc", "punct", "parataxis", "appos":
			continue
		case "conj":
			if r.t.Child(int(k), "mark") >= 0 {
				continue
			}
		}
		if r.d.Toks[k].Rel == "acl:relcl" && r.commaBefore(int(k)) {
			continue
		}
		from, to = min(from, r.t.Left(int(k))), max(to, r.t.Right(int(k))+1)
	}
	return r.words(from, to)
}

func (r *reader) commaBefore(t int) bool {
	l := r.t.Left(t)
	return r.d.Toks[l].Form == "," || l > 0 && r.d.Toks[l-1].Form == ","
}

// onlyWay reads "X is the only way to Y", "X is a precondition for Y".
func (r *reader) onlyWay(p *chancery.Prop) {
	h := p.Head
	only := false
	switch r.t.Lemma(h) {
	case "way", "path", "route", "key", "option", "means":
		for _, k := range r.t.Kids(h) {
			only = only || r.low(int(k)) == "only" || r.low(int(k)) == "sole"
		}
	case "condition", "precondition", "prerequisite":
		only = true
	}
	if !only || r.t.Child(h, "cop") < 0 {
		return
	}
	s := r.t.Child(h, "nsubj", "csubj")
	then := r.t.Child(h, "acl")
	if then < 0 {
		for _, k := range r.t.Kids(h) {
			if c := r.t.Marker(int(k), "case"); r.d.Toks[k].Rel.Base() == "nmod" && (c == "for" || c == "to" || c == "of" || c == "out_of") {
				then = int(k)
				break
			}
		}
	}
	if s < 0 || then < 0 {
		return
	}
	// "The only way to Y is X": the parts change places.
	c := condition{rule: "condition.only-way", kind: "strict", sure: 0.8, sent: p.Sent, head: s, main: then, cond: r.phrase(s), then: r.phrase(then)}
	if c.cond.Len() > 3 && c.then.Len() > 3 {
		r.hold(c)
	}
}

// finishConditions gives every condition its parties and its kind, and puts them
// in the order of the text.
func (r *reader) finishConditions() []chancery.Condition {
	var out []chancery.Condition
	for i := range r.conds {
		c := &r.conds[i]
		if r.repeated(i) {
			c.drop = true
			continue
		}
		r.say(c)
		r.clip(c)
		r.unframe(c)
		kind := r.kindOf(c)
		row := chancery.Condition{
			Row:         chancery.Row{Sentence: max(c.sent, 0), Span: c.cond.Cover(c.then), Rule: c.rule, Confidence: c.sure},
			Kind:        kind,
			By:          r.sides.Known(c.by),
			Toward:      r.sides.Known(r.toward(c)),
			Condition:   c.cond,
			Consequence: c.then,
		}
		out = append(out, row)
	}
	return out
}

// unframe takes a frame off a consequence that no statement was found for: "Should it
// fail, | warned Norway, | nobody will gain".
func (r *reader) unframe(c *condition) {
	lo, hi := r.t.Tokens(c.then)
	if c.st != nil || lo+3 >= hi || r.d.Toks[lo].XPOS != "VBD" {
		return
	}
	switch r.s.lex.Class(r.t.Lemma(lo)) {
	case "report", "warn", "claim", "announce":
	default:
		return
	}
	for t := lo + 1; t < min(lo+9, hi-1); t++ {
		if r.d.Toks[t].Form != "," {
			continue
		}
		for k := lo + 1; k < t && len(c.by) == 0; k++ {
			c.by = slices.Clone(r.actorsAt(k))
		}
		c.then = r.words(t+1, hi)
		return
	}
}

// clip keeps the consequence inside the words of the statement that it is in.
func (r *reader) clip(c *condition) {
	if c.st == nil || !c.st.Content.Overlaps(c.then) || !c.st.Content.Contains(c.cond) {
		return
	}
	s := chancery.Span{Start: max(c.then.Start, c.st.Content.Start), End: min(c.then.End, c.st.Content.End)}
	if s = chancery.TrimWords(r.d.Text, s); s.Len() > 2 {
		c.then = s
	}
}

// repeated reports whether an earlier condition has the same words.
func (r *reader) repeated(i int) bool {
	for _, j := range r.condsIn[max(r.conds[i].sent, 0)] {
		o := &r.conds[j]
		if j < i && !o.drop && o.cond.Overlaps(r.conds[i].cond) && 2*shared(o.cond, r.conds[i].cond) > min(o.cond.Len(), r.conds[i].cond.Len()) {
			return true
		}
	}
	return false
}

// say finds in whose words the condition stands.
func (r *reader) say(c *condition) {
	if len(c.by) > 0 {
		return // an ultimatum, or what somebody made conditional
	}
	if c.st == nil {
		c.st = r.holding(c)
	}
	if c.st == nil {
		if c.st = r.within(c.sent, c.then); c.st == nil {
			c.st = r.within(c.sent, c.cond)
		}
	}
	if c.st != nil {
		c.by = slices.Clone(c.st.Speakers)
		return
	}
	if p := r.prop(c.main); p != nil && (r.s.refuses(p) || p.Lemma == "vow" || p.Lemma == "threaten" || p.Lemma == "promise" || p.Lemma == "pledge" || p.Lemma == "insist" || p.Lemma == "demand" || p.Lemma == "make") {
		c.by = r.agents(p)
		return
	}
	if c.st = r.running(c); c.st != nil {
		c.by = slices.Clone(c.st.Speakers)
		return
	}
	if c.by = r.forWhom(c); len(c.by) > 0 {
		return
	}
	if r.bound(c.main) {
		return // a law obliges somebody: he sets nothing
	}
	// "The Union will support them as long as …": who acts sets the condition.
	if p := r.prop(c.main); p != nil && (p.Modal == "will" || p.Modal == "" && p.Tense == chancery.NoTense) {
		if c.by = r.agents(p); len(c.by) > 0 {
			return
		}
	}
	// "insisted that progress goes through …" where no statement was found
	if p := r.prop(c.main); p != nil {
		for i := len(p.Chain) - 1; i >= 0; i-- {
			l := &p.Chain[i]
			if l.Kind == chancery.SayLink || l.Kind == chancery.WantLink {
				for _, m := range l.Speakers {
					c.by = add(c.by, r.d.Mentions[m].Refs...)
				}
				return
			}
		}
	}
}

// forWhom is who sees it so where a sentence that says what something depends on
// begins with his name: "For Moscow, security goes through …".
func (r *reader) forWhom(c *condition) []string {
	lo := r.d.Sentences[c.sent].Lo
	if c.kind != "strict" || lo+2 >= len(r.d.Toks) || r.low(lo) != "for" {
		return nil
	}
	for t := lo + 1; t < lo+6 && r.t.Sent(t) == c.sent; t++ {
		if m := r.t.HeadMention(t); m >= 0 && r.d.Mentions[m].Lo <= lo+2 && r.d.Mentions[m].Hi < len(r.d.Toks) && r.d.Toks[r.d.Mentions[m].Hi].Form == "," {
			return slices.Clone(r.d.Mentions[m].Refs)
		}
	}
	return nil
}

// running is the statement that the words of a condition go on with: that of the
// sentence before, where the consequence is an act of its speaker's side still to
// come: "Nothing will be signed, X warned. If they refuse, his country will …".
func (r *reader) running(c *condition) *chancery.Statement {
	p := r.prop(c.main)
	if p == nil || p.Modal != "will" && p.Modal != "would" || c.sent == 0 {
		return nil
	}
	agents := r.agents(p)
	var best *chancery.Statement
	for _, i := range r.bySent[c.sent-1] {
		st := &r.d.Statements[i]
		if len(st.Speakers) > 0 && (best == nil || st.Content.End > best.Content.End) {
			best = st
		}
	}
	if best == nil || !slices.ContainsFunc(agents, func(id string) bool { return r.sides.Same(id, best.Speakers...) }) {
		return nil
	}
	return best
}

// bound reports whether the consequence is what somebody is obliged to.
func (r *reader) bound(m int) bool {
	if m < 0 || r.d.Toks[m].Rel.Base() != "xcomp" || r.t.Head(m) < 0 {
		return false
	}
	switch r.t.Lemma(r.t.Head(m)) {
	case "oblige", "require", "force", "compel", "order", "instruct":
		return true
	}
	return false
}

// holding is the innermost statement that has the whole condition and some of
// the consequence in its words.
func (r *reader) holding(c *condition) *chancery.Statement {
	var best *chancery.Statement
	for _, i := range r.bySent[c.sent] {
		st := &r.d.Statements[i]
		if st.Content.Contains(c.cond) && st.Content.Overlaps(c.then) && (best == nil || st.Content.Len() < best.Content.Len()) {
			best = st
		}
	}
	return best
}

// act is the proposition that the consequence is.
func (r *reader) act(c *condition) *chancery.Prop {
	p := r.prop(c.main)
	if _, cue := r.cueAt[c.main]; !cue || c.st == nil {
		return p
	}
	lo, hi := r.t.Tokens(c.then)
	for t := lo; t < hi; t++ {
		if q := r.prop(t); q != nil {
			if h := r.t.Head(t); h < lo || h >= hi {
				return q
			}
		}
	}
	return p
}

// kindOf is the kind of a condition: by whose act the consequence is, and what
// it does to the other side.
func (r *reader) kindOf(c *condition) chancery.ConditionKind {
	p := r.act(c)
	lo, hi := r.t.Tokens(c.then)
	harms := p != nil && r.s.lex.Harms(r.t, p)
	bad := r.s.lex.Bad(r.t, lo, hi)
	helps := p != nil && !p.Neg && r.s.lex.Helps(p)
	own, agent := r.own(c, p)
	if c.rule == "condition.act" {
		own = false // who would act is the other side
	}
	stance := chancery.Stance("")
	if c.st != nil {
		stance = c.st.Stance
	}
	strict := c.kind == "strict" || c.kind == "until" || c.kind == "timed" && !harms && !bad
	switch {
	case len(c.by) == 0 && (strict || c.kind == "unless" && (!harms && !bad || r.bound(c.main))):
		return chancery.Precondition
	case c.rule == "condition.exchange" && !(own && helps):
		return chancery.Precondition // what is offered hurts nobody
	case c.rule == "condition.answered" && len(c.by) > 0:
		return chancery.Threat
	case strings.HasPrefix(c.rule, "condition.only"):
		return chancery.Precondition
	case c.rule == "condition.and" && own && c.st != nil:
		return r.ownAct(c) // "free them and we will leave", "touch them and we will strike"
	case c.rule == "condition.act":
		return chancery.Warning
	case c.kind == "else" && len(c.by) > 0:
		return chancery.Threat
	case own && p != nil && r.s.lex.Suffers(p):
		return chancery.Warning
	case stance == chancery.Threatens && (own || !agent):
		return chancery.Threat
	case harms && own, own && c.st != nil && strings.HasPrefix(c.st.Rule, "warn.") && !helps && !bad:
		return chancery.Threat
	case bad && !agent && len(c.by) > 0 && r.wields(c):
		return chancery.Threat
	case own && p != nil && r.s.lex.Reacts(p) && !strict && c.kind != "given":
		return chancery.Threat
	case c.kind == "given" && own && helps:
		return chancery.Promise
	case strict, c.kind == "given" && !harms:
		return chancery.Precondition
	case harms, bad:
		return chancery.Warning
	case own && (helps || stance == chancery.Promises):
		return chancery.Promise
	case own && r.noChoice(c):
		return chancery.Threat
	case c.kind == "unless" && own && p != nil && !p.Neg:
		return chancery.Threat // "we will leave the talks unless"
	case c.kind == "unless" || c.kind == "else":
		if own || p != nil && p.Neg {
			return chancery.Precondition
		}
		return chancery.Warning
	case own && p != nil && p.Neg && c.kind == "open" && !r.lacks(c):
		return chancery.Threat // "if the law is passed, we will not sign"
	case own && p != nil && p.Neg:
		return chancery.Precondition
	case own:
		return r.ownAct(c)
	case c.st != nil && strings.HasPrefix(c.st.Rule, "warn."):
		return chancery.Warning
	case c.rule == "condition.act" || c.rule == "condition.any":
		return chancery.Warning
	case len(c.by) == 0 && p != nil && r.s.lex.Suffers(p):
		return chancery.Warning
	case len(c.by) == 0:
		return chancery.Precondition
	case helps:
		return chancery.Promise
	}
	lo, hi = r.t.Tokens(c.cond)
	if r.s.lex.Hurtful(r.t, lo, hi) {
		return chancery.Warning
	}
	return chancery.Precondition
}

// noChoice reports "would have no choice but to", "reserves the right to", "all
// options are on the table".
func (r *reader) noChoice(c *condition) bool {
	lo, hi := r.t.Tokens(c.then)
	for t := lo; t+1 < hi; t++ {
		switch r.t.Lemma(t) + " " + r.t.Lemma(t+1) {
		case "no choice", "the right", "all option", "every option", "every mean", "all mean":
			return true
		}
	}
	return false
}

// ownAct is the kind of a condition whose consequence is an act of the speaker
// that says nothing of itself: a threat where what it answers is hostile.
func (r *reader) ownAct(c *condition) chancery.ConditionKind {
	lo, hi := r.t.Tokens(c.cond)
	if q := r.prop(c.head); q != nil && !q.Neg && (r.s.lex.Helps(q) || r.relieves(c.head)) {
		return chancery.Promise // "if the sanctions are lifted"
	}
	if r.s.lex.Hurtful(r.t, lo, hi) {
		return chancery.Threat
	}
	for t := lo; t < hi; t++ {
		switch r.t.Lemma(t) {
		case "not", "n't", "no", "refuse", "fail", "reject", "continue", "insist", "never", "violate", "cross", "dare", "force", "troops", "soldier", "army", "missile", "invade", "enter",
			"again", "provoke", "interfere", "harm", "touch", "launch", "test", "drill", "seize", "breach", "break", "break_off", "pass", "ship", "warship", "drone", "tariff", "duty":
			return chancery.Threat
		}
	}
	return chancery.Promise
}

// lacks reports whether a condition is that something is not done.
func (r *reader) lacks(c *condition) bool {
	if q := r.prop(c.head); q != nil && q.Neg {
		return true
	}
	lo, hi := r.t.Tokens(c.cond)
	for t := lo; t < hi; t++ {
		switch r.low(t) {
		case "not", "n't", "no", "without", "fails", "refuses":
			return true
		}
	}
	return false
}

// relieves reports whether a verb ends the harm that its object or subject names:
// "the sanctions are lifted", "stops the attacks".
func (r *reader) relieves(t int) bool {
	switch r.t.Lemma(t) {
	case "lift", "end", "stop", "halt", "cease", "ease", "drop", "remove", "withdraw", "cancel", "suspend", "release", "free":
		return true
	}
	return false
}

// own reports whether the consequence is the speaker's act, and whether anybody
// is named as its agent.
func (r *reader) own(c *condition, p *chancery.Prop) (own, agent bool) {
	if p == nil {
		return false, false
	}
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Subj {
			continue
		}
		switch r.t.Lemma(a.Tok) {
		case "we", "i":
			return true, true
		}
		for _, id := range a.ActorIDs(r.d) {
			agent = true
			own = own || r.sides.Same(id, c.by...) || c.st != nil && r.sides.Same(id, c.st.OnBehalfOf...)
		}
		// "the US response would be harsh"
		if q := a.Prop; q >= 0 && q < len(r.d.Props) {
			for _, id := range r.d.Props[q].ActorIDs(r.d, chancery.Subj) {
				agent = true
				own = own || r.sides.Same(id, c.by...)
			}
		}
	}
	if !own && agent {
		// "Washington and its partners", of which the tree may show the last alone
		lo, _ := r.t.Tokens(c.then)
		for t := lo; t < p.Head; t++ {
			if m := r.t.HeadMention(t); m >= 0 && r.t.Rel(t).Base() != "obj" && r.t.Rel(t).Base() != "obl" && r.t.Rel(t).Base() != "nmod" {
				for _, id := range r.d.Mentions[m].Refs {
					own = own || r.sides.Same(id, c.by...)
				}
			}
		}
	}
	if !agent && len(c.by) > 0 && (r.s.lex.Harms(r.t, p) || p.Passive && r.s.lex.Reacts(p)) && (p.Passive || p.Kind == chancery.AdjPred) {
		return true, false
	}
	return own, agent
}

// wields reports whether a bad outcome without an agent is the speaker's to
// bring about: "there would be consequences".
func (r *reader) wields(c *condition) bool {
	lo, hi := r.t.Tokens(c.then)
	if r.s.lex.Replies(r.t, lo, hi) {
		return true
	}
	for t := lo; t < hi && c.rule != "condition.any"; t++ {
		switch r.t.Lemma(t) {
		case "instability", "war", "force":
			return true
		}
	}
	return false
}

// toward is who has to meet the condition, or else who bears the consequence.
func (r *reader) toward(c *condition) []string {
	var ids []string
	if p := r.prop(c.head); p != nil {
		ids = r.less(p.ActorIDs(r.d, chancery.Subj), c.by)
		if len(ids) == 0 && p.Kind == chancery.NounPred {
			for i := range p.Args {
				if a := &p.Args[i]; a.Role == chancery.Mod || a.Role == chancery.PrepArg && a.Prep == "by" {
					ids = add(ids, r.less(a.ActorIDs(r.d), c.by)...)
				}
			}
		}
	}
	if len(ids) == 0 && c.head >= 0 {
		if s := r.t.Child(c.head, "nsubj"); s >= 0 && r.d.Toks[s].Rel != "nsubj:pass" {
			ids = r.less(r.actorsAt(s), c.by)
		}
	}
	if len(ids) == 0 && c.clausal && r.t.Noun(c.head) {
		ids = r.less(r.actorsAt(c.head), c.by)
	}
	ids = r.foreign(ids, c.by)
	if len(ids) > 0 {
		return ids
	}
	if p := r.act(c); p != nil {
		for i := range p.Args {
			a := &p.Args[i]
			if a.Role == chancery.Obj || a.Role == chancery.PrepArg && (a.Prep == "against" || a.Prep == "on" || a.Prep == "for" || a.Prep == "with") {
				ids = add(ids, r.less(a.ActorIDs(r.d), c.by)...)
			}
		}
	}
	if ids = r.foreign(ids, c.by); len(ids) > 0 {
		return ids
	}
	if c.st != nil {
		return slices.DeleteFunc(r.foreign(slices.Clone(c.st.Addressees), c.by), r.audience)
	}
	return nil
}

// audience reports whether an actor only listens: reporters, a crowd.
func (r *reader) audience(id string) bool {
	return slices.ContainsFunc(r.d.Actors, func(a chancery.Actor) bool { return a.ID == id && a.Kind == chancery.Group })
}

// foreign takes those of the speaker's own side out, where others remain.
func (r *reader) foreign(ids, by []string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { return r.sides.Same(id, by...) })
}
