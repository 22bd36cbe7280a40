package actor

// extendRight takes in what stands behind the noun: "of X", "for X", "in X" where
// X is a state or body.
func (w *work) extendRight(p *phrase) {
	end := w.sentence(p.lo).Hi
	if p.hi+1 >= end {
		return
	}
	kind := p.role.role.kind
	switch prep := w.low[p.hi]; {
	case p.role.role.class == "AMB" && (prep == "to" || prep == "in" || prep == "at"):
		if h := w.hitAt[w.skipThe(p.hi+1, end)]; h != nil && !w.nounFollows(h.hi, end) {
			p.hi = h.hi // where they are sent to, not where they are from
		}
	case (prep == "in" || prep == "near") && len(p.mods) == 0 && w.ofPlace(p):
		w.extendIn(p, p.hi)
	case prep == "from" && len(p.mods) == 0 && kind != officeRole && kind != landRole:
		if h := w.hitAt[w.skipThe(p.hi+1, end)]; h != nil && (h.e.kind == countryEntry || h.e.kind == regionEntry) && !w.nounFollows(h.hi, end) {
			p.where = h.e.country // "fishermen from Vietnam"
		}
	case prep == "of" || prep == "for" && p.role.role.class == "SPOX":
		if len(p.mods) == 0 && kind == personRole {
			w.findIn(p, end)
		}
		i := w.skipThe(p.hi+1, end)
		if !w.extendNames(p, i, end) && !w.extendBig(p, i, end) {
			w.extendRole(p, i, end)
		}
	}
}

// homeBodies are armies of one's own: "the navy in Colombo" is that of the state.
var homeBodies = wordSet("army", "navy", "military", "junta", "air force")

// ofPlace reports whether those whom a phrase speaks of are of the place in which
// they are: not soldiers, and not whoever holds an office alone.
func (w *work) ofPlace(p *phrase) bool {
	r := p.role.role
	if r.kind == officeRole {
		return r.class == "COUNTERPART" || r.plural
	}
	return r.code != "MIL" || p.the && homeBodies[r.words[len(r.words)-1]]
}

// skipThe is the token at i, or the one behind it where that is an article.
func (w *work) skipThe(i, end int) int {
	if i+1 < end && w.low[i] == "the" {
		return i + 1
	}
	return i
}

// findIn looks for "in X" further on in the phrase: "professor of history at the
// university in Scotland".
func (w *work) findIn(p *phrase, end int) {
	for k := p.hi + 1; k+1 < end && k < p.hi+12 && w.d.Toks[k].Form != "," && w.d.Toks[k].UPOS != "VERB"; k++ {
		if w.low[k] == "in" {
			w.extendIn(p, k)
			return
		}
	}
}

// extendNames takes in names of the lexicon from token i on, several behind a
// plural: "the presidents of Russia and Ukraine".
func (w *work) extendNames(p *phrase, i, end int) bool {
	for n := 0; n < 6 && i < end; n++ {
		h := w.hitAt[i]
		if h == nil || h.e.kind == demonymEntry || w.nounFollows(h.hi, end) || w.hyphen(h.hi) || h.hi < end && w.possessive(h.hi) {
			break
		}
		p.mods, p.of = append(p.mods, h), append(p.of, h)
		p.hi, i = h.hi, h.hi
		if !p.role.role.plural {
			break
		}
		for i < end && (w.low[i] == "," || w.low[i] == "and" || w.low[i] == "the") {
			i++
		}
	}
	return len(p.of) > 0
}

// extendBig takes in a name that no table has: "of the Kingdom of Tarvia", "of
// the Ruritanian League".
func (w *work) extendBig(p *phrase, i, end int) bool {
	hi := w.bigWords(i, end)
	if hi <= i || w.roleOf[hi-1] != nil {
		return false
	}
	if h := w.hitAt[i]; h != nil && (h.e.kind != demonymEntry || hi <= h.hi) {
		return false
	}
	p.hi = hi
	if !w.landIn(i, hi) {
		p.ofName = w.textOf(i, hi)
	}
	return true
}

// extendRole takes in a role noun behind "of": "president of the Russian
// parliament", "spokesman for its foreign ministry".
func (w *work) extendRole(p *phrase, i, end int) {
	for j := i; j < end && j < i+4; j++ {
		r := w.roleOf[j]
		if r == nil {
			continue
		}
		q := &phrase{lo: r.lo, hi: r.hi, role: r, poss: -1}
		w.extendLeft(q)
		if q.lo > i {
			return
		}
		p.mods, p.hi = append(p.mods, q.mods...), r.hi
		if p.inner == nil {
			p.inner = r
		}
		if p.poss < 0 {
			p.poss = q.poss
		}
		return
	}
}

// extendIn takes in the place behind the preposition at token i: "people in the
// UK", "a court in Nis".
func (w *work) extendIn(p *phrase, i int) {
	if l := w.locusBehind(i); l != nil {
		p.where = l.country
	}
}

// bigWords is the end of a run of capitalised words with "of" and "the" between
// them, i where there is none.
func (w *work) bigWords(i, end int) int {
	hi := i
	for k := i; k < end && k < i+7; k++ {
		r := w.roleOf[k]
		switch {
		case upper(w.d.Toks[k].Form) && len(w.folded[k]) > 0 && (r == nil || r.role.kind == landRole):
			hi = k + 1
		case (w.low[k] == "of" || w.low[k] == "the" || w.low[k] == "and") && k > i:
		default:
			return hi
		}
	}
	return hi
}

// landIn reports whether a word for a state is among tokens.
func (w *work) landIn(lo, hi int) bool {
	for t := lo; t < hi; t++ {
		if r := w.roleOf[t]; r != nil && r.role.kind == landRole {
			return true
		}
	}
	return hi-lo < 2
}

// nounFollows reports whether a name is only the beginning of a longer noun
// phrase: "of the NATO allies".
func (w *work) nounFollows(i, end int) bool {
	if i >= end {
		return false
	}
	if r := w.roleAt(i, end); r != nil && w.d.Toks[i].UPOS != "VERB" {
		return true
	}
	return w.d.Toks[i].UPOS == "NOUN"
}

// place is the state that a phrase names, with the code of a body where it is
// none. Of several ("US-led", "Kurdish Syrian") the one next to the noun counts.
func (p *phrase) place() (country, code string) {
	for _, h := range p.mods {
		if !h.e.organ() && h.e.country != "" {
			return h.e.country, h.e.code
		}
	}
	for _, h := range p.mods {
		if h.e.code != "" {
			return h.e.country, h.e.code
		}
	}
	return seatOf[p.role.role.words[0]], ""
}

// code is the role that a phrase speaks of: that of its noun, or of the body
// inside where the noun is a general one, "an intelligence agency officer".
func (p *phrase) code() string {
	code := p.role.role.code
	if in := p.inner; in != nil && in.role.code != "" && (code == "" || in.role.kind == bodyRole && (code == "GOV" || code == "MIL")) {
		return in.role.code
	}
	return code
}

// body is the organisation or organ of a state that a phrase names next to its
// noun: "Boko Haram gunmen", "a CIA official".
func (p *phrase) body() *entry {
	for _, h := range p.mods {
		if h.e.organ() {
			return h.e
		}
	}
	return nil
}
