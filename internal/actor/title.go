package actor

import "slices"

// A title is what the text calls a person: an office of a state.
type title struct {
	role    *role
	country string
	code    string // code of the organisation, where it is no state
	text    string
	former  bool
	deputy  bool
}

// titlesOf are the titles of a name: right before it, and in apposition before
// and behind. It remembers the phrase before the name, which belongs to the
// mention, and whom the role nouns beside it speak of.
func (w *work) titlesOf(sp *span) []*title {
	var out []*title
	lo := sp.lo
	if h := w.roleEnd[sp.lo]; h != nil && w.sent[h.lo] == w.sent[sp.lo] && h.role.borne() {
		sp.title = w.phraseBefore(h, sp.hi)
		lo = sp.title.lo
		out = append(out, w.titleFrom(sp.title))
	}
	for lo > 0 && w.sent[lo-1] == w.sent[sp.lo] && (honoured(w.lower(lo-1)) || w.d.Toks[lo-1].Form == ".") {
		lo--
	}
	if sp.title != nil && out[0].country == "" && out[0].code == "" {
		out[0].country = w.landBehind(sp)
	}
	if p := w.apposedBefore(sp, lo); p != nil {
		p.role.bearer = sp
		out = append(out, w.titleFrom(p))
	}
	if p := w.apposedBehind(sp); p != nil {
		p.role.bearer = sp
		out = append(out, w.titleFrom(p))
	}
	return out
}

// landBehind is the state in "King Hassan of Morocco".
func (w *work) landBehind(sp *span) string {
	end := w.sentence(sp.lo).Hi
	if sp.hi+1 >= end || w.low[sp.hi] != "of" {
		return ""
	}
	if h := w.hitAt[w.skipThe(sp.hi+1, end)]; h != nil && !h.e.organ() && h.e.kind != demonymEntry && !w.nounFollows(h.hi, end) && w.s.lex.states[h.e.country] != nil {
		return h.e.country
	}
	return ""
}

// phraseBefore is the phrase of a title that ends right before a name, which
// ends at limit; a chain of titles is one phrase.
func (w *work) phraseBefore(h *roleHit, limit int) *phrase {
	p := &phrase{lo: h.lo, hi: h.hi, role: h, poss: -1, limit: limit}
	w.extendLeft(p)
	p.hi = h.hi
	return p
}

// maxApposition bounds the tokens between a name and the role noun beside it.
const maxApposition = 14

// apposedBefore is the phrase in "the Iranian foreign minister, Hossein
// Amir-Abdollahian": a role noun before the comma that ends at token lo.
func (w *work) apposedBefore(sp *span, lo int) *phrase {
	first := w.sentence(sp.lo).Lo
	if lo-2 < first || w.d.Toks[lo-1].Form != "," {
		return nil
	}
	for t := lo - 2; t >= first && t > lo-maxApposition; t-- {
		r := w.roleOf[t]
		if r == nil || !r.role.borne() && !(r.role.plural && w.oneOf(r)) {
			continue
		}
		p := w.phraseAt(r)
		switch {
		case w.hangs(sp, lo, r):
			return p
		case p.hi == lo-1 && (p.the || w.closes(sp.hi, w.sentence(sp.lo).Hi)) && !w.inList(sp):
			return p
		case p.hi < lo-1 && r.role.class == "":
			continue // only part of the phrase: "an aide to the leader of …,"
		}
		return nil
	}
	return nil
}

// hangs reports whether the parser has the name as an apposition of a role noun.
func (w *work) hangs(sp *span, lo int, r *roleHit) bool {
	for t := lo; t < sp.hi; t++ {
		if x := &w.d.Toks[t]; x.Rel.Base() == "appos" && x.Head == r.head {
			return true
		}
	}
	return false
}

// apposedBehind is the phrase in "Zurab Japaridze, an opposition leader".
func (w *work) apposedBehind(sp *span) *phrase {
	end := w.sentence(sp.lo).Hi
	if sp.hi+1 >= end || w.d.Toks[sp.hi].Form != "," {
		return nil
	}
	for t := sp.hi + 1; t < end && t < sp.hi+9 && w.d.Toks[t].Form != ","; t++ {
		r := w.roleOf[t]
		if r == nil || !r.role.borne() {
			continue
		}
		p := w.phraseAt(r)
		said := p.det != "" || p.poss >= 0 || len(p.mods) > 0 || p.owned || p.hi > r.hi || r.hi-r.lo > 1
		if p.lo == sp.hi+1 && said && w.closesPhrase(p, end) {
			return p
		}
		return nil
	}
	return nil
}

// oneOf reports whether "one of" stands before the phrase of a role noun.
func (w *work) oneOf(r *roleHit) bool {
	for k := r.lo - 1; k > r.lo-5 && k > 0; k-- {
		if w.low[k] == "of" {
			return w.low[k-1] == "one"
		}
	}
	return false
}

// closes reports whether a comma or the end follows.
func (w *work) closes(i, end int) bool {
	return i >= end || w.d.Toks[i].Form == "," || w.d.Toks[i].Form == "."
}

// closesPhrase reports whether an apposition ends where the phrase does, or goes
// on with a relative clause or preposition.
func (w *work) closesPhrase(p *phrase, end int) bool {
	if p.hi >= end {
		return true
	}
	switch w.low[p.hi] {
	case ",", ".", "and", "who", "in", "of", "for", "from", "at", "under", "to", ";", "-", "–", "—", ")":
		return true
	}
	return false
}

// inList reports whether a comma before the name belongs to a list of persons.
func (w *work) inList(sp *span) bool {
	if w.d.Toks[sp.lo].Rel.Base() != "conj" {
		return false
	}
	return !(sp.hi+1 < len(w.d.Toks) && w.d.Toks[sp.hi].Form == "," && w.inName[sp.hi+1] == nil && !(w.low[sp.hi+1] == "and" && sp.hi+2 < len(w.d.Toks) && w.inName[sp.hi+2] != nil))
}

// titleFrom is the title that a phrase gives.
func (w *work) titleFrom(p *phrase) *title {
	r := p.role.role
	t := &title{role: r, text: w.textOf(p.role.lo, p.role.hi), former: p.former, deputy: p.deputy}
	t.country, t.code = p.place()
	if t.country == "" && p.owner != nil && p.owner.ent != nil {
		t.country = p.owner.ent.country
	}
	if in := p.inner; in != nil && in.role.kind == bodyRole && r.class == "SPOX" && in.role.code != "GOV" {
		x := *r
		x.code = in.role.code
		t.role = &x
	}
	return t
}

// bestTitle is the title that tells most: one with a state, else with a class of
// office; nil where there is none.
func bestTitle(list []*title) *title {
	if len(list) == 0 {
		return nil
	}
	if i := slices.IndexFunc(list, func(t *title) bool { return t.country != "" && t.role.class != "" && !t.former }); i >= 0 {
		return list[i]
	}
	if i := slices.IndexFunc(list, func(t *title) bool { return t.role.class != "" }); i >= 0 {
		return list[i]
	}
	return list[0]
}
