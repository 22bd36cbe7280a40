package quote

import (
	"slices"
	"strings"

	"chancery"
)

// according reads "according to X" and "in X's view". Where the clause is
// itself a report, X is who relays it.
func (r *reader) according() {
	for t := range r.d.Toks {
		form := r.d.Toks[t].Form
		switch {
		case strings.EqualFold(form, "according") && t+2 < len(r.d.Toks) && strings.EqualFold(r.d.Toks[t+1].Form, "to"):
			if np := r.phraseAfter(t, t+2); np >= 0 {
				r.source(t, np, r.d.Toks[t].Span.Cover(r.d.Toks[t+1].Span), chancery.Asserts)
			}
		case form == "view" || form == "opinion" || form == "eyes" || form == "words":
			r.inView(t)
		}
	}
}

// phraseAfter is the head of the noun phrase that begins at token from: what
// "according" is the case of, or what hangs on it.
func (r *reader) phraseAfter(at, from int) int {
	if h := r.t.Head(at); h > at && r.d.Toks[at].Rel.Base() == "case" {
		return h
	}
	if k := r.t.Child(at, "obl", "nmod", "obj"); k >= from {
		return k
	}
	if m := r.t.Mention(from); m >= 0 {
		return r.d.Mentions[m].Head
	}
	for t := from; t < min(from+6, len(r.d.Toks)) && r.t.Sent(t) == r.t.Sent(at); t++ {
		if u := r.d.Toks[t].UPOS; (u == "NOUN" || u == "PROPN" || u == "PRON") && r.d.Toks[t].Rel.Base() != "compound" {
			return t
		}
	}
	return -1
}

func (r *reader) inView(t int) {
	in := r.t.Marker(t, "case")
	if in != "in" {
		return
	}
	np := r.t.Child(t, "nmod:poss")
	if np < 0 {
		if np = r.t.Child(t, "nmod"); np < 0 || r.t.Marker(np, "case") != "of" {
			return
		}
	}
	stance := chancery.Believes
	if r.d.Toks[t].Form == "words" {
		stance = chancery.Asserts
	}
	r.source(t, np, r.d.Toks[r.t.Left(t)].Span.Cover(r.d.Toks[t].Span), stance)
}

// source adds the statement of a source phrase, whose first token is at and
// whose noun is np.
func (r *reader) source(at, np int, cue chancery.Span, stance chancery.Stance) {
	who := r.at(np)
	r.relayer(&who, np)
	r.fill(&who)
	sent := r.t.Sent(at)
	lo, hi := r.sourcePhrase(at, np)
	h := r.governor(at, np)
	// "he told his counterpart, according to a press release": a relay.
	if len(who.ids) > 0 && r.relayed(h, sent, lo, hi, who.ids[0]) {
		return
	}
	s := said{rule: "quote.according", mode: sayMode, sure: 0.85, prop: -1, cueTok: at, cue: cue, who: who, stance: stance, sent: sent, head: h}
	s.content = r.beside(sent, lo, hi, h)
	if s.content.None() {
		return
	}
	r.extend(&s)
	r.stance(&s)
	r.push(s)
}

// sourcePhrase is the stretch of the source phrase, Toks[lo:hi].
func (r *reader) sourcePhrase(at, np int) (lo, hi int) {
	lo, hi = at, max(at, np)
	if r.t.Below(at, np) {
		lo, hi = min(lo, r.t.Left(np)), max(hi, r.t.Right(np))
	} else {
		lo, hi = min(lo, r.t.Left(at)), max(hi, r.t.Right(at), r.t.Right(np))
	}
	return lo, hi + 1
}

// governor is the head of the clause that a source phrase modifies.
func (r *reader) governor(at, np int) int {
	t := np
	if r.t.Below(np, at) {
		t = at
	}
	for range 8 {
		h := r.t.Head(t)
		if h < 0 {
			return -1
		}
		t = h
		if r.propAt(t) != nil && r.d.Toks[t].UPOS != "NOUN" && r.t.Finite(t) || r.t.Head(t) < 0 {
			return t
		}
	}
	return -1
}

// beside is the part of the sentence that a source phrase vouches for: all of
// its clause on the side that has the verb.
func (r *reader) beside(sent, lo, hi, h int) chancery.Span {
	s := &r.d.Sentences[sent]
	from, to := s.Lo, s.Hi
	if h >= 0 && r.t.Sent(h) == sent {
		from, to = r.t.Left(h), r.t.Right(h)+1
	}
	switch {
	case lo <= from || !r.hasWords(from, lo):
		from = hi
	case hi >= to || !r.hasWords(hi, to) || h < lo:
		to = lo
		if first := r.dateline(r.opening(r.clauseStart(s.Lo, max(h, s.Lo)), from), from); first < from && !r.cueIn(first, from) {
			from = first // the tree hangs the beginning elsewhere
		}
	}
	for from < to && r.d.Toks[from].UPOS == "PUNCT" && !opensQuote(r.d.Toks[from].Form) {
		from++
	}
	if from >= to || to-from < 2 {
		return chancery.Span{}
	}
	return r.trim(r.d.Toks[from].Span.Cover(r.d.Toks[to-1].Span))
}

// cueIn reports whether a cue of saying stands in Toks[lo:hi].
func (r *reader) cueIn(lo, hi int) bool {
	for t := lo; t < hi; t++ {
		if p := r.propAt(t); p != nil && p.Kind == chancery.VerbPred && r.reporting(p.Lemma) {
			return true
		}
	}
	return false
}

// relayed marks the statements of the sentence that a source phrase relays: that
// whose cue the phrase modifies and those coordinated with it.
func (r *reader) relayed(h, sent, lo, hi int, via string) bool {
	found := false
	for _, i := range r.saidIn[sent] {
		s := &r.said[i]
		if s.sent != sent || s.cueTok < 0 || s.drop || len(s.who.ids) == 0 || s.who.ids[0] == via || s.via != "" {
			continue
		}
		if s.cueTok == h || r.d.Toks[s.cueTok].Rel.Base() == "conj" && r.t.Below(s.cueTok, h) || s.cueTok < lo && s.cueTok >= lo-14 && s.content.End <= s.cue.Start {
			s.via = via
			found = true
		}
	}
	return found
}

// relayer takes the issuer of a document for the source: "a press release issued
// by X", "a readout from X".
func (r *reader) relayer(who *party, np int) {
	if len(who.ids) > 0 || !r.s.lex.Has("relay", r.t.Lemma(np)) {
		return
	}
	best := -1
	for t := r.t.Left(np); t <= r.t.Right(np); t++ {
		if m := r.t.Mention(t); m >= 0 && len(r.d.Mentions[m].Refs) > 0 && (best < 0 || r.d.Mentions[m].Lo > r.d.Mentions[best].Lo) {
			best = m
		}
	}
	if best >= 0 {
		who.ids = slices.Clone(r.d.Mentions[best].Refs)
		who.behalf = r.principal(who, r.d.Mentions[best].Lo, r.d.Mentions[best].Hi-1)
	}
}

// nouns reads "his claim that …", "X's threat to …".
func (r *reader) nouns() {
	for t := range r.d.Toks {
		if r.d.Toks[t].UPOS != "NOUN" {
			continue
		}
		row := r.s.lex.Row("nouncue", r.t.Lemma(t))
		if row == nil {
			continue
		}
		stance := nounStance(r.t.Lemma(t), row[1])
		c := r.t.Child(t, "acl", "ccomp")
		if c < 0 || stance == "" || r.d.Toks[c].Rel == "acl:relcl" {
			continue
		}
		mark := r.t.Marker(c, "mark")
		if mark != "that" && !(mark == "to" && (stance == chancery.Threatens || stance == chancery.Promises)) {
			continue
		}
		who := r.holder(t)
		if len(who.ids) == 0 {
			continue
		}
		s := said{rule: "quote.noun", mode: sayMode, sure: 0.75, prop: -1, cueTok: t, cue: r.d.Toks[t].Span, who: who, stance: stance, sent: r.t.Sent(t), head: c}
		s.content = r.clause(c, -1)
		if s.content.None() {
			continue
		}
		r.extend(&s)
		r.push(s)
	}
}

func nounStance(lemma, class string) chancery.Stance {
	switch lemma {
	case "accusation", "allegation", "charge":
		return chancery.Accuses
	case "pledge", "promise", "vow", "commitment", "assurance":
		return chancery.Promises
	}
	switch class {
	case "claim", "warn":
		return chancery.Asserts
	case "demand":
		return chancery.Demands
	case "deny":
		return chancery.Denies
	case "threaten":
		return chancery.Threatens
	case "belief":
		return chancery.Believes
	}
	return ""
}

// holder is whose claim a noun is: its possessor, "by" or "of" whom, or the
// subject of the verb whose object it is.
func (r *reader) holder(noun int) party {
	if k := r.t.Child(noun, "nmod:poss"); k >= 0 {
		return r.at(k)
	}
	for _, k := range r.t.Kids(noun) {
		if r.d.Toks[k].Rel.Base() != "nmod" {
			continue
		}
		if c := r.t.Marker(int(k), "case"); c == "by" || c == "of" || c == "from" {
			if who := r.at(int(k)); len(who.ids) > 0 {
				return who
			}
		}
	}
	if r.d.Toks[noun].Rel.Base() == "obj" {
		if p := r.propAt(r.t.Head(noun)); p != nil && !p.Neg && utters[p.Lemma] {
			return r.speaker(p, nil)
		}
	}
	return party{tok: -1}
}

// utters are the verbs whose subject makes the claim that is their object.
var utters = map[string]bool{
	"make": true, "repeat": true, "issue": true, "express": true, "voice": true, "reiterate": true, "renew": true, "give": true, "raise": true, "offer": true, "deliver": true, "air": true, "level": true,
}

// relay gives the statement of a speaker whose words another one reports that
// other as via; the outer statement goes where its cue is only tacked on.
func (r *reader) relay() {
	for i := range r.said {
		in := &r.said[i]
		if in.cueTok < 0 || in.drop || in.via != "" || len(in.who.ids) == 0 {
			continue
		}
		for _, j := range r.saidIn[r.t.Sent(in.cueTok)] {
			out := &r.said[j]
			if j == i || out.drop || len(out.who.ids) > 0 && out.who.ids[0] == in.who.ids[0] || !r.reports(out, in) {
				continue
			}
			if len(out.who.ids) == 0 {
				// "…, his office said": nobody else than the speaker
				out.drop = !out.cue.None() && out.cue.Start >= in.content.End
				continue
			}
			in.via = out.who.ids[0]
			if !out.cue.None() && out.cue.Start >= in.content.End && out.stance != chancery.Denies {
				out.drop = true
			}
			break
		}
	}
}

// reports reports whether the words of out are that in was said.
func (r *reader) reports(out, in *said) bool {
	if out.head < 0 || !out.content.Contains(in.cue) || out.cueTok == in.cueTok {
		return false
	}
	switch {
	case out.head == in.cueTok:
		return true
	case in.prop >= 0 && out.head == r.d.Props[in.prop].Head:
		return true
	}
	return r.d.Toks[in.cueTok].Rel.Base() == "conj" && r.t.Head(in.cueTok) == out.head
}
