package actor

// A phrase is a noun phrase around a role noun: what stands before it and the
// state or body behind its "of".
type phrase struct {
	lo, hi  int
	role    *roleHit
	mods    []*hit // states, capitals, bodies that it names
	det     string // the, a, his, its, both, two …
	poss    int    // token of a possessive pronoun, -1 without one
	owner   *span  // person in the possessive: "Biden's spokeswoman"
	former  bool
	deputy  bool
	num     int // "two": the size of a set
	the     bool
	inner   *roleHit // role noun before the head: "ministry spokesman"
	adjs    []string
	clipped bool
	both    bool
	whose   bool   // "whose troops": the antecedent owns it
	limit   int    // token behind the name that the phrase is the title of
	state   *ent   // owner that is a state of no table
	ofName  string // organisation of no table behind "of"
	where   string // state behind "in": where they are
	of      []*hit // names behind "of": mentions of their own
}

var dets = map[string]bool{
	"the": true, "a": true, "an": true, "this": true, "that": true, "these": true, "those": true, "his": true, "her": true, "its": true, "their": true,
	"my": true, "our": true, "your": true, "both": true, "some": true, "several": true, "all": true, "many": true, "each": true, "another": true,
	"no": true, "any": true, "other": true, "most": true, "few": true, "every": true, "hundreds": true, "thousands": true,
}

var possessivePronouns = map[string]bool{"his": true, "her": true, "its": true, "their": true, "my": true, "our": true, "your": true}

// phraseAt reads the noun phrase around a role noun.
func (w *work) phraseAt(r *roleHit) *phrase {
	p := &phrase{lo: r.lo, hi: r.hi, role: r, poss: -1}
	w.extendLeft(p)
	w.extendRight(p)
	return p
}

// extendLeft takes in modifiers, a possessor and the determiner.
func (w *work) extendLeft(p *phrase) {
	low := w.sentence(p.lo).Lo
	for n := 0; n < 9 && p.lo > low; n++ {
		k := p.lo - 1
		if h := w.hitEnd[p.lo]; h != nil && w.inName[h.lo] == nil {
			p.mods = append(p.mods, h)
			p.lo = h.lo
			continue
		}
		if w.possessive(k) {
			if !w.possessor(p, k) {
				return
			}
			continue
		}
		word := w.low[k]
		if (word == "and" || word == ",") && w.joinsStates(p, k) {
			p.lo = k
			continue
		}
		if word == "whose" {
			p.lo, p.the, p.whose = k, true, true
			return
		}
		if dets[word] && !(word == "that" && w.d.Toks[k].UPOS == "SCONJ") {
			w.determiner(p, k)
			return
		}
		if w.inName[k] != nil || !w.modifier(k, p) {
			return
		}
		p.lo = k
	}
}

// joinsStates reports whether token k joins two names of states before one noun:
// "French, German and British".
func (w *work) joinsStates(p *phrase, k int) bool {
	if len(p.mods) == 0 || k == 0 || w.sent[k-1] != w.sent[k] || !p.role.role.plural {
		return false
	}
	last := p.mods[len(p.mods)-1]
	if last.lo != k+1 {
		return false
	}
	if w.low[k-1] == "," {
		return w.hitEnd[k-1] != nil && w.hitEnd[k-1].e.kind == demonymEntry
	}
	h := w.hitEnd[k]
	return h != nil && (h.e.kind == demonymEntry || h.e.kind == countryEntry) && (last.e.kind == demonymEntry || last.e.kind == countryEntry)
}

// possessor takes in "X's" that ends at token k.
func (w *work) possessor(p *phrase, k int) bool {
	if h := w.hitEnd[k]; h != nil {
		p.mods = append(p.mods, h)
		p.lo = h.lo
		if h.lo > 0 && w.low[h.lo-1] == "the" && w.sent[h.lo-1] == w.sent[h.lo] {
			p.lo--
		}
		p.the = true
		p.clipped = true
		return false
	}
	if e := w.localAt[max(k-1, 0)]; e != nil {
		p.state, p.the = e, true
		return false
	}
	if k > 0 && w.inName[k-1] != nil {
		p.owner = w.inName[k-1]
		p.lo = p.owner.lo
		p.the = true
		return false
	}
	if k > 0 && w.roleEnd[k] != nil && w.sent[w.roleEnd[k].lo] == w.sent[k] {
		p.the = true
		q := &phrase{lo: w.roleEnd[k].lo, hi: w.roleEnd[k].hi, role: w.roleEnd[k], poss: -1}
		w.extendLeft(q)
		p.lo, p.mods, p.inner = q.lo, append(p.mods, q.mods...), q.role
		if q.poss >= 0 {
			p.poss = q.poss
		}
		return false
	}
	return false
}

func (w *work) determiner(p *phrase, k int) {
	p.lo = k
	p.det = w.low[k]
	p.the = p.det == "the"
	if possessivePronouns[p.det] {
		p.poss = k
		p.the = true
	}
	if k > 0 && w.sent[k-1] == w.sent[k] && p.role.role.plural && (w.low[k-1] == "both" || w.low[k-1] == "all") {
		p.lo--
		p.both = w.low[k-1] == "both"
	}
}

var notModifiers = map[string]bool{
	"and": true, "or": true, "of": true, "in": true, "to": true, "with": true, "by": true, "as": true, "said": true, "is": true, "was": true, "told": true,
	"least": true, "most": true, "more": true, "than": true, "that": true, "who": true, "which": true, "for": true, "from": true, "on": true, "at": true, "but": true, "if": true,
}

// modifier takes token k into the phrase if it can stand before the noun.
func (w *work) modifier(k int, p *phrase) bool {
	t := &w.d.Toks[k]
	word := w.low[k]
	if notModifiers[word] || w.inTime[k] || t.Rel != "" && !w.hyphen(k) && (t.Head <= k || t.Head >= max(p.role.hi, p.limit)) {
		return false
	}
	switch {
	case word == "former" || word == "ex" || word == "late" || word == "outgoing" || word == "ousted" || word == "retired" || word == "then" || word == "disgraced" || word == "deposed":
		p.former = p.former || word != "outgoing" && word != "then"
		p.adjs = append(p.adjs, word)
		return true
	case word == "deputy" || word == "vice" || word == "assistant":
		p.deputy = true
		return true
	case numerals[word] > 0 || t.UPOS == "NUM" && !hasColon(t.Form):
		p.num = numerals[word]
		return true
	case w.hyphen(k):
		return k > 0 && w.sent[k-1] == w.sent[k] && t.Glued
	}
	if r := w.roleEnd[k+1]; r != nil && r.hi == p.lo && p.inner == nil {
		p.inner = r
	}
	switch t.UPOS {
	case "ADJ", "NOUN", "PROPN", "":
		p.adjs = append(p.adjs, word)
		return len(w.folded[k]) > 0
	case "VERB":
		return (t.XPOS == "VBN" || t.XPOS == "VBG") && t.Rel.Base() == "amod"
	case "ADV":
		return t.Rel.Base() == "advmod" && t.Head > k && t.Head < p.role.lo
	}
	return false
}

func hasColon(s string) bool {
	for i := range len(s) {
		if s[i] == ':' || s[i] == '.' {
			return true
		}
	}
	return false
}

// extendRight takes in "of X", "for X" and the like where X is a state or body.
func (w *work) extendRight(p *phrase) {
	end := w.sentence(p.lo).Hi
	i := p.hi
	if i+1 >= end {
		return
	}
	prep := w.low[i]
	if p.role.role.class == "AMB" && (prep == "to" || prep == "in" || prep == "at") {
		k := i + 1
		if w.low[k] == "the" && k+1 < end {
			k++
		}
		if h := w.hitAt[k]; h != nil && !w.nounFollows(h.hi, end) {
			p.hi = h.hi // where they are sent to, not where they are from
		}
		return
	}
	if prep == "in" && len(p.mods) == 0 && (p.role.role.kind == personRole || p.role.role.kind == groupRole) {
		w.extendIn(p, i+1, end)
		return
	}
	if prep != "of" && !(prep == "for" && p.role.role.class == "SPOX") {
		return
	}
	if len(p.mods) == 0 && p.role.role.kind == personRole {
		for k := i + 1; k+1 < end && k < i+12 && w.d.Toks[k].Form != "," && w.d.Toks[k].UPOS != "VERB"; k++ {
			if w.low[k] == "in" {
				w.extendIn(p, k+1, end)
				break
			}
		}
	}
	i++
	if i < end && w.low[i] == "the" {
		i++
	}
	for n := 0; n < 6 && i < end; n++ {
		h := w.hitAt[i]
		if h == nil || h.e.kind == demonymEntry || w.nounFollows(h.hi, end) || w.hyphen(h.hi) {
			break
		}
		p.mods = append(p.mods, h)
		p.of = append(p.of, h)
		p.hi, i = h.hi, h.hi
		for i < end && (w.low[i] == "," || w.low[i] == "and" || w.low[i] == "the") {
			i++
		}
		if !p.role.role.plural {
			return
		}
	}
	if len(p.of) > 0 {
		return
	}
	if hi := w.bigWords(i, end); hi > i && (w.hitAt[i] == nil || w.hitAt[i].e.kind == demonymEntry && hi > w.hitAt[i].hi) && w.roleOf[hi-1] == nil {
		p.hi = hi
		if !w.landIn(i, hi) { // not "of the Kingdom of Tarvia"
			p.ofName = w.textOf(i, hi)
		}
		return
	}
	// "president of the Russian parliament", "spokesman for its foreign ministry"
	for j := i; j < end && j < i+4; j++ {
		r := w.roleOf[j]
		if r == nil {
			continue
		}
		q := &phrase{lo: r.lo, hi: r.hi, role: r, poss: -1}
		w.extendLeft(q)
		if q.lo <= i {
			p.mods = append(p.mods, q.mods...)
			if p.inner == nil {
				p.inner = r
			}
			if q.poss >= 0 && p.poss < 0 {
				p.poss = q.poss
			}
			p.hi = r.hi
		}
		return
	}
}

// extendIn takes in "in X" where X is a state: "people in the UK".
func (w *work) extendIn(p *phrase, i, end int) {
	if i < end && w.low[i] == "the" {
		i++
	}
	if i >= end {
		return
	}
	if h := w.hitAt[i]; h != nil && (h.e.kind == countryEntry || h.e.kind == capitalEntry) && !w.nounFollows(h.hi, end) {
		p.where = h.e.country
	}
}

// bigWords is the end of a run of capitalised words with "of" and "the" between
// them, i where there is none.
func (w *work) bigWords(i, end int) int {
	hi := i
	for k := i; k < end && k < i+7; k++ {
		switch {
		case upper(w.d.Toks[k].Form) && len(w.folded[k]) > 0 && w.roleOf[k] == nil || w.roleOf[k] != nil && w.roleOf[k].role.kind == landRole && upper(w.d.Toks[k].Form):
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
