package quote

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// speaker is who speaks in a proposition: what the rule binds to A, or else its
// subject.
func (r *reader) speaker(p *chancery.Prop, m *rules.Match) party {
	who := party{tok: -1}
	if o := r.t.OwnSubject(p.Head); o >= 0 && p.Kind == chancery.VerbPred {
		return r.at(r.d.Mentions[o].Head)
	}
	if r.d.Toks[p.Head].XPOS == "VBG" && p.Head > 0 && r.d.Toks[p.Head-1].Form == "," {
		if who := r.previous(p.Head); len(who.ids) > 0 {
			return who // "…, he said, adding that …"
		}
		if h := r.propAt(max(r.t.Head(p.Head), 0)); h != nil && r.d.Toks[p.Head].Rel.Base() == "advcl" && h.Head == r.t.Head(p.Head) && !h.Passive {
			if a := h.Arg(chancery.Subj); a != nil && len(a.ActorIDs(r.d)) > 0 {
				return r.at(a.Tok) // "urged X to go, saying that …"
			}
		}
	}
	if m != nil && len(m.A) > 0 && !r.misled(p, m) {
		who.ids = slices.Clone(m.A)
		if len(m.ATok) > 0 {
			who.tok = m.ATok[0]
		}
	}
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Subj {
			continue
		}
		if r.misplaced(p, a) {
			continue
		}
		ids := a.ActorIDs(r.d)
		first := len(who.ids) == 0
		if who.tok < 0 || first && len(ids) > 0 {
			who.tok = a.Tok
		}
		// A second subject that is not coordinated is a title that the tree tore off.
		if first || r.d.Toks[a.Tok].Rel.Base() == "conj" || a.From == "conj" {
			for _, id := range ids {
				if !slices.Contains(who.ids, id) {
					who.ids = append(who.ids, id)
				}
			}
		}
	}
	if (who.tok < 0 || len(who.ids) == 0 && r.inverted(p.Head)) && !p.Passive && p.Kind == chancery.VerbPred {
		if t := r.strayed(p.Head); t >= 0 {
			who.tok = t
		}
	}
	if who.tok < 0 && r.d.Toks[p.Head].XPOS == "VBG" {
		return r.previous(p.Head)
	}
	r.complete(&who)
	if k := r.t.Child(p.Head, "nsubj"); k >= 0 && len(who.ids) == 0 {
		if u := r.d.Toks[k].UPOS; u == "PRON" || u == "NOUN" {
			who.tok = k
		}
	}
	r.relativeSubject(&who)
	r.fill(&who)
	r.voiceOf(&who)
	if len(who.ids) == 0 && who.tok >= 0 && len(r.body.ids) > 0 && strings.EqualFold(r.d.Toks[who.tok].Form, "we") {
		who.ids = r.body.ids
	}
	return who
}

// misled reports whether what a rule took for the speaker is the subject of his
// words.
func (r *reader) misled(p *chancery.Prop, m *rules.Match) bool {
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.Subj && slices.Contains(m.ATok, a.Tok) && r.misplaced(p, a) {
			return true
		}
	}
	return false
}

// misplaced reports whether a subject of a cue at the end of its sentence is that of
// the words before it, which the tree gives to the cue beside its own: "Were Sweden
// to send troops, Russia would respond, the Kremlin said".
func (r *reader) misplaced(p *chancery.Prop, a *chancery.Arg) bool {
	if a.From == "conj" || r.d.Toks[a.Tok].Rel.Base() != "nsubj" || r.t.Head(a.Tok) != p.Head {
		return false
	}
	for _, k := range r.t.Kids(p.Head) {
		k := int(k)
		if r.d.Toks[k].Rel.Base() != "nsubj" || k <= a.Tok || k > p.Head {
			continue
		}
		for t := a.Tok + 1; t < k; t++ {
			if u := r.d.Toks[t].UPOS; u == "VERB" || u == "AUX" {
				return true
			}
		}
	}
	return false
}

// inverted reports whether a cue comes right behind a quotation or a comma, so
// that its subject may follow it.
func (r *reader) inverted(cue int) bool {
	if cue == 0 {
		return false
	}
	f := r.d.Toks[cue-1].Form
	return f == "," || opensQuote(f)
}

// previous is who speaks by the cue before a participle: "…, he said, adding
// that …".
func (r *reader) previous(cue int) party {
	best, who := -1, party{tok: -1}
	take := func(s *said) {
		if c := s.cueTok; c >= 0 && c < cue && c > best && r.t.Marker(c, "mark") != "to" {
			best, who = c, s.who
		}
	}
	for _, i := range r.saidIn[r.t.Sent(cue)] {
		take(&r.said[i])
	}
	for _, i := range r.cuesIn[r.t.Sent(cue)] {
		take(&r.cues[i])
	}
	return who
}

// strayed is the subject of a cue where the tree hangs it elsewhere: on the verb
// of what is said, or nowhere; -1 without one.
func (r *reader) strayed(cue int) int {
	if c := r.t.Child(cue, "ccomp"); c > cue && !r.parenthetical(cue, c) {
		if s := r.t.Child(c, "nsubj"); s >= 0 && s < cue {
			return s
		}
	}
	if r.inverted(cue) {
		if m := r.t.SubjectAfter(cue); m >= 0 {
			return r.d.Mentions[m].Head
		}
	}
	if m := r.t.SubjectBefore(cue); m >= 0 {
		return r.d.Mentions[m].Head
	}
	return -1
}

// relativeSubject finds whom "who" or "whose country" stands for.
func (r *reader) relativeSubject(who *party) {
	if len(who.ids) > 0 || who.tok < 0 {
		return
	}
	pron := who.tok
	if k := r.t.Child(who.tok, "nmod:poss"); k >= 0 {
		pron = k
	}
	switch strings.ToLower(r.d.Toks[pron].Form) {
	case "who", "which", "that", "whose":
	default:
		return
	}
	m := r.t.Antecedent(pron)
	if m < 0 {
		return
	}
	ids := r.d.Mentions[m].Refs
	if pron != who.tok {
		if l := r.t.Lemma(who.tok); l != "country" && l != "government" && l != "nation" && l != "state" {
			return
		}
		ids = r.countryOf(ids)
	}
	who.ids = slices.Clone(ids)
	who.span = who.span.Cover(r.d.Mentions[m].Span)
}

// complete adds the span of the noun phrase and the principal of a spokesman.
func (r *reader) complete(who *party) {
	if who.tok < 0 {
		return
	}
	who.span = r.d.Toks[who.tok].Span
	lo, hi := who.tok, who.tok
	if m := r.t.Mention(who.tok); m >= 0 {
		who.span = who.span.Cover(r.d.Mentions[m].Span)
		lo, hi = min(lo, r.d.Mentions[m].Lo), max(hi, r.d.Mentions[m].Hi-1)
		if len(who.ids) == 0 && !r.anonymous(who.tok) {
			who.ids = slices.Clone(r.d.Mentions[m].Refs)
		}
	}
	who.behalf = r.principal(who, lo, hi)
}

// principal is on whose behalf a spokesman speaks: the actor named beside the
// word in his noun phrase, his country otherwise.
func (r *reader) principal(who *party, lo, hi int) []string {
	at := r.spokesman(lo, hi)
	if at < 0 {
		// "Dmitry Peskov, the Kremlin spokesman, said"
		for _, k := range r.t.Kids(who.tok) {
			if r.d.Toks[k].Rel.Base() == "appos" {
				if at = r.spokesman(r.t.Left(int(k)), r.t.Right(int(k))); at >= 0 {
					lo, hi = r.t.Left(int(k)), r.t.Right(int(k))
					break
				}
			}
		}
	}
	if at < 0 {
		return r.office(who)
	}
	hi = max(hi, min(r.t.Right(at), at+8))
	lo = min(lo, r.t.Left(at))
	var out []string
	for t := max(lo, 0); t <= min(hi, len(r.d.Toks)-1); t++ {
		i := r.t.HeadMention(t)
		if i < 0 {
			continue
		}
		m := &r.d.Mentions[i]
		if m.Lo < lo || m.Hi > hi+1 {
			continue
		}
		for _, id := range m.Refs {
			if !slices.Contains(who.ids, id) && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return r.countryOf(who.ids)
}

// spokesman is the token in Toks[lo:hi+1] that calls somebody a spokesman, -1
// without one.
func (r *reader) spokesman(lo, hi int) int {
	for t := max(lo, 0); t <= min(hi, len(r.d.Toks)-1); t++ {
		w := r.t.Lemma(t)
		if r.s.lex.Has("spokesman", w) {
			return t
		}
		if w == "secretary" && t > 0 && r.t.Lemma(t-1) == "press" {
			return t
		}
	}
	return -1
}

// office is the principal of a speaker whom the knowledge calls a spokesman.
func (r *reader) office(who *party) []string {
	if len(who.ids) == 1 && r.voices[who.ids[0]] {
		return r.countryOf(who.ids)
	}
	return nil
}

// spokesmen are the persons of the article whose office is to speak for another.
func (r *reader) spokesmen() map[string]bool {
	voices := map[string]bool{}
	for i := range r.d.Actors {
		a := &r.d.Actors[i]
		if a.Kind != chancery.Person {
			continue
		}
		for w := range strings.FieldsSeq(strings.ToLower(a.Office)) {
			if r.s.lex.Has("spokesman", w) {
				voices[a.ID] = true
			}
		}
	}
	return voices
}

// countryOf is the actor that is the state of the first of ids that has one.
func (r *reader) countryOf(ids []string) []string {
	for _, id := range ids {
		if c := r.sides.Country(id); c != "" && c != id && r.sides.Has(c) {
			return []string{c}
		}
	}
	return nil
}

// addressees are those told: the indirect object, the person object of a verb
// of telling, or who stands behind "to".
func (r *reader) addressees(p *chancery.Prop, not []string) []string {
	var out []string
	for i := range p.Args {
		a := &p.Args[i]
		switch {
		case a.Role == chancery.IObj:
		case a.Role == chancery.Obj && a.Prep == "" && r.person(a.Tok):
		case a.Role == chancery.PrepArg && (a.Prep == "to" || a.Prep == "with") && r.person(a.Tok):
		case a.Role == chancery.Vocativ:
		default:
			continue
		}
		for _, id := range a.ActorIDs(r.d) {
			if !slices.Contains(out, id) && !slices.Contains(not, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// at is the party whose noun phrase is headed by a token.
func (r *reader) at(t int) party {
	who := party{tok: t}
	r.complete(&who)
	return who
}
