package claim

import (
	"slices"

	"chancery"
)

// maxBack is how many sentences lie at most between a demand and an answer that
// only takes it up.
const maxBack = 6

// answers pairs every answer with the demand that it is an answer to: what it
// refuses by a noun or a pronoun is what was demanded last by somebody else.
func (r *reader) answers() {
	slices.SortStableFunc(r.asked, func(a, b demand) int { return a.at - b.at })
	for i := range r.asked {
		d := &r.asked[i]
		switch {
		case d.stance == chancery.DemandMade:
			if d.anaphor {
				r.recall(d)
			}
			continue
		case d.anaphor, d.again:
			r.pair(i)
		case len(d.of) == 0:
			d.of = r.askedBefore(i)
		}
	}
}

// wontDo reads a refusal in somebody's own words: "it would not release him", where
// that was demanded before.
func (r *reader) wontDo() {
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Stance != chancery.Rejects || len(st.Speakers) == 0 {
			continue
		}
		lo, hi := r.t.Tokens(st.Content)
		for t := lo; t < hi; t++ {
			p := r.prop(t)
			if p == nil || p.Head != t || !p.Neg || p.Modal != "will" && p.Modal != "would" {
				continue
			}
			for _, j := range r.askedSince(p.Sent-2*maxBack, p.Sent) {
				o := &r.asked[j]
				if o.stance != chancery.DemandMade || o.head < 0 || o.head >= t || r.sides.Same(st.Speakers[0], o.by...) || !r.alike(o.head, t) {
					continue
				}
				from, to := r.reach(t, -1, -1)
				d := demand{rule: "refuse.own-words", stance: chancery.DemandRefused, sure: 0.7, sent: p.Sent, at: t, head: t, by: slices.Clone(st.Speakers), of: slices.Clone(o.by), cue: r.d.Toks[t].Span, content: r.words(max(from, t), to)}
				if d.content.Len() > 2 {
					r.put(d)
				}
				return
			}
		}
	}
}

// askedSince are the demands of the sentences lo to hi, the last first.
func (r *reader) askedSince(lo, hi int) []int {
	var out []int
	for sent := hi; sent >= max(lo, 0); sent-- {
		out = append(out, r.askedIn[sent]...)
	}
	return out
}

// alike reports whether two predicates name one act: "release" and "the release",
// "withdraw" and "withdrawal".
func (r *reader) alike(a, b int) bool {
	x, y := r.t.Lemma(a), r.t.Lemma(b)
	n := min(len(x), len(y))
	return x == y || n >= 6 && x[:6] == y[:6]
}

// pair gives an answer the words and the author of the demand that it takes up.
func (r *reader) pair(i int) {
	d := &r.asked[i]
	if d.head >= 0 && (r.t.Lemma(d.head) == "invitation" || r.t.Lemma(d.head) == "offer") {
		d.drop = true // what was offered was not demanded
		return
	}
	for pass := range 2 {
		for j := i - 1; j >= 0 && r.asked[j].sent >= d.sent-maxBack; j-- {
			o := &r.asked[j]
			if o.stance != chancery.DemandMade || o.drop || len(d.by) > 0 && r.oneself(d.by[0], o.by) {
				continue
			}
			if pass == 0 && len(o.of) > 0 && len(d.by) > 0 && !r.sides.Same(d.by[0], o.of...) {
				continue
			}
			d.content, d.of = o.content, slices.Clone(o.by)
			if len(o.of) == 0 {
				o.of = slices.Clone(d.by)
			}
			return
		}
	}
	if d.again {
		return // "to do so", whatever that was
	}
	if d.head < 0 || r.d.Toks[d.head].UPOS == "PRON" || d.bare {
		d.drop = true
	}
}

// oneself reports whether an actor is among those of a list: itself, or the state
// that it speaks for. Two bodies or persons of one state may well ask and refuse.
func (r *reader) oneself(id string, of []string) bool {
	for _, o := range of {
		if o == id || (r.sides.Country(o) == id || r.sides.Country(id) == o) && r.sides.Same(id, o) {
			return true
		}
	}
	return false
}

// addressed gives every demand that names nobody the one who has to meet it: the
// agent of what is asked, whom the words are told, or the one other state that its
// sentence names.
func (r *reader) addressed() {
	for i := range r.asked {
		d := &r.asked[i]
		if d.stance != chancery.DemandMade || len(d.of) > 0 || d.drop || len(d.by) == 0 {
			continue
		}
		if d.of = slices.DeleteFunc(r.foreign(r.agentOf(d), d.by), r.audience); len(d.of) > 0 {
			continue
		}
		if n, ok := r.cueAt[d.at]; ok {
			if d.of = slices.DeleteFunc(r.foreign(slices.Clone(r.d.Statements[n].Addressees), d.by), r.audience); len(d.of) > 0 {
				continue
			}
		}
		d.of = r.otherState(d)
	}
}

// agentOf are those whose act the content of a demand is: "the release of the
// crew by Iran", "Moscow's withdrawal", "that its troops leave".
func (r *reader) agentOf(d *demand) []string {
	if d.head < 0 {
		return nil
	}
	p := r.prop(d.head)
	if p == nil {
		return r.whose(d.head)
	}
	if p.Kind != chancery.NounPred {
		if p.Passive {
			return nil
		}
		return p.ActorIDs(r.d, chancery.Subj)
	}
	if ids := p.ActorIDs(r.d, chancery.Subj); len(ids) > 0 {
		return ids
	}
	// "an end to the Turkish drilling": the agent of what is to end.
	for i := range p.Args {
		if n := p.Args[i].Prop; n >= 0 && n < len(r.d.Props) && r.d.Props[n].Kind == chancery.NounPred {
			if ids := r.d.Props[n].ActorIDs(r.d, chancery.Subj); len(ids) > 0 {
				return ids
			}
		}
	}
	return r.whose(d.head)
}

// whose is the actor before the noun of what is to end: "a ban on NATO enlargement",
// "an end to Moscow's flights".
func (r *reader) whose(noun int) []string {
	if !ceases[r.t.Lemma(noun)] {
		return nil
	}
	for _, k := range r.t.Kids(noun) {
		if r.d.Toks[k].Rel.Base() != "nmod" {
			continue
		}
		for _, m := range r.t.Kids(int(k)) {
			if b := r.d.Toks[m].Rel; b == "nmod:poss" || b.Base() == "compound" || b.Base() == "amod" {
				if ids := r.actorsAt(int(m)); len(ids) > 0 {
					return slices.Clone(ids)
				}
			}
		}
	}
	return nil
}

// ceases are the nouns for the end of what their complement names.
var ceases = map[string]bool{"ban": true, "end": true, "halt": true, "stop": true, "freeze": true, "moratorium": true, "suspension": true, "cessation": true, "limit": true, "reduction": true, "ending": true}

// otherState is the one state beside the speaker's own that the sentence of a demand
// names, itself or by those who act for it; none where there are several.
func (r *reader) otherState(d *demand) []string {
	found := ""
	for _, m := range r.d.Mentions {
		if m.Kind != chancery.ActorMention || m.Head < 0 || r.t.Sent(m.Head) != d.sent || r.t.Marker(m.Head, "case") == "in" {
			continue // "a truce in Mali" asks nothing of Mali
		}
		for _, id := range m.Refs {
			if r.sides.Same(id, d.by...) {
				continue
			}
			c := r.sides.Country(id)
			if c == "" && r.audience(id) {
				continue
			}
			if c == "" || !r.sides.Has(c) || found != "" && found != c {
				return nil
			}
			found = c
		}
	}
	if found == "" {
		return nil
	}
	return []string{found}
}

// askedBefore is who demanded what an answer names: the author of an earlier
// demand that shares its words.
func (r *reader) askedBefore(i int) []string {
	d := &r.asked[i]
	for j := min(i+3, len(r.asked)-1); j >= 0 && r.asked[j].sent >= d.sent-2*maxBack; j-- {
		o := &r.asked[j]
		if j == i || o.sent > d.sent || o.stance != chancery.DemandMade || len(d.by) > 0 && r.sides.Same(d.by[0], o.by...) {
			continue
		}
		if o.content.Overlaps(d.content) || o.head >= 0 && d.head >= 0 && r.t.Lemma(o.head) == r.t.Lemma(d.head) {
			return slices.Clone(o.by)
		}
	}
	// "rejected Moscow's demands": whose demands they are.
	var ids []string
	lo, hi := r.t.Tokens(d.content)
	for t := lo; t < hi; t++ {
		if r.d.Toks[t].Rel == "nmod:poss" || r.d.Toks[t].Rel.Base() == "nmod" && r.t.Head(t) == d.head && (r.t.Marker(t, "case") == "of" || r.t.Marker(t, "case") == "by") && r.s.lex.Has("demandnoun", r.t.Lemma(d.head)) {
			ids = add(ids, r.foreign(slices.Clone(r.actorsAt(t)), d.by)...)
		}
	}
	return ids
}

// recall gives a demand for "them" the words that the pronoun stands for: the
// last plural object before it.
func (r *reader) recall(d *demand) {
	if r.t.Lemma(d.head) != "they" && r.low(d.head) != "them" {
		d.drop = true
		return
	}
	for t := d.head - 1; t >= 0 && r.t.Sent(t) >= d.sent-1; t-- {
		if x := r.d.Toks[t].XPOS; (x == "NNS" || x == "NNPS") && (r.d.Toks[t].Rel.Base() == "obj" || r.d.Toks[t].Rel == "nsubj:pass") {
			d.content = r.phrase(t)
			return
		}
	}
	d.drop = true
}
