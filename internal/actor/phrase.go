package actor

import "strings"

// A phrase is a noun phrase around a role noun, Toks[lo:hi], with what it says
// of the state or body that the role belongs to.
type phrase struct {
	lo, hi int
	role   *roleHit
	limit  int // token behind the name that the phrase is the title of, 0 without one

	mods   []*hit   // states, capitals and bodies that it names, from the noun outwards
	of     []*hit   // those of them behind "of", which are mentions of their own
	ofName string   // organisation of no table behind "of"
	where  string   // state behind "in": where they are
	inner  *roleHit // role noun before the head or behind "of": "ministry spokesman"
	owner  *span    // person in the possessive: "Biden's spokeswoman"
	state  *ent     // the same, a state of no table
	poss   int      // token of a possessive pronoun, -1 without one
	whose  bool     // "whose troops": the antecedent owns them
	owned  bool     // a name of mods stands in the possessive: "Russia's president"

	det    string // the, a, his, some …
	the    bool   // definite: by article or possessor
	both   bool   // "both leaders"
	num    int    // "two": the size of a set
	adjs   []string
	former bool
	deputy bool
}

var (
	determiners = wordSet("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your", "both", "some",
		"several", "all", "many", "each", "another", "no", "any", "other", "most", "few", "every", "hundreds", "thousands")
	ownPronouns = wordSet("his", "her", "its", "their", "my", "our", "your")
	// outsiders are words that the tagger may take for nouns and that stand in no
	// noun phrase before its noun.
	outsiders = wordSet("and", "or", "of", "in", "to", "with", "by", "as", "said", "is", "was", "told", "least", "most", "more", "than", "that",
		"who", "which", "for", "from", "on", "at", "but", "if")
	// leavers tell that an office is no longer held, save "outgoing" and "then".
	leavers  = wordSet("former", "ex", "late", "outgoing", "ousted", "retired", "then", "disgraced", "deposed")
	deputies = wordSet("deputy", "vice", "assistant")
)

// phraseAt reads the noun phrase around a role noun.
func (w *work) phraseAt(r *roleHit) *phrase {
	p := &phrase{lo: r.lo, hi: r.hi, role: r, poss: -1}
	w.extendLeft(p)
	for p.lo < p.role.lo && w.hyphen(p.lo) {
		p.lo++
	}
	w.extendRight(p)
	return p
}

// extendLeft takes in modifiers, a possessor and the determiner.
func (w *work) extendLeft(p *phrase) {
	low := w.sentence(p.lo).Lo
	for n := 0; n < 9 && p.lo > low; n++ {
		k := p.lo - 1
		if h := w.hitEnd[p.lo]; h != nil && w.inName[h.lo] == nil {
			if !w.ethnic(h) { // "ethnic Albanian rebels" are not Albania's
				p.mods = append(p.mods, h)
			}
			p.lo = h.lo
			continue
		}
		if w.possessive(k) {
			w.possessor(p, k)
			return
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
		if determiners[word] && !(word == "that" && w.d.Toks[k].UPOS == "SCONJ") {
			w.determiner(p, k)
			return
		}
		if sp := w.inName[k]; sp != nil && sp.hi == p.lo && p.role.role.kind == stateRole && p.owner == nil && p.limit == 0 && w.modifies(sp.hi-1) {
			p.owner, p.lo = sp, sp.lo // "the Noboa administration"
			continue
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

// possessor takes in the "X's" that ends at token k.
func (w *work) possessor(p *phrase, k int) {
	p.the = true
	switch r := w.roleEnd[k]; {
	case w.hitEnd[k] != nil:
		h := w.hitEnd[k]
		p.mods, p.owned = append(p.mods, h), true
		p.lo = h.lo
		if h.lo > 0 && w.low[h.lo-1] == "the" && w.sent[h.lo-1] == w.sent[h.lo] {
			p.lo--
		}
	case k == 0:
	case w.localAt[k-1] != nil:
		p.state = w.localAt[k-1]
	case w.inName[k-1] != nil:
		p.owner = w.inName[k-1]
		p.lo = p.owner.lo
	case r != nil && w.sent[r.lo] == w.sent[k]:
		q := &phrase{lo: r.lo, hi: r.hi, role: r, poss: -1}
		w.extendLeft(q)
		p.lo, p.mods, p.inner = q.lo, append(p.mods, q.mods...), r
		if q.poss >= 0 {
			p.poss = q.poss
		}
	}
}

// determiner ends a phrase on its left.
func (w *work) determiner(p *phrase, k int) {
	p.lo = k
	p.det = w.low[k]
	p.the = p.det == "the"
	if ownPronouns[p.det] {
		p.poss = k
		p.the = true
	}
	if k > 0 && w.sent[k-1] == w.sent[k] && p.role.role.plural && (w.low[k-1] == "both" || w.low[k-1] == "all") {
		p.lo--
		p.both = w.low[k-1] == "both"
	}
}

// modifier takes token k into the phrase if it can stand before the noun.
func (w *work) modifier(k int, p *phrase) bool {
	t := &w.d.Toks[k]
	word := w.low[k]
	if outsiders[word] || w.inTime[k] || t.Rel != "" && !w.hyphen(k) && (t.Head <= k || t.Head >= max(p.role.hi, p.limit)) {
		return false
	}
	switch {
	case leavers[word]:
		p.former = p.former || word != "outgoing" && word != "then"
		p.adjs = append(p.adjs, word)
		return true
	case deputies[word]:
		p.deputy = true
		return true
	case numerals[word] > 0 || t.UPOS == "NUM" && !hasColon(t.Form):
		p.num = numerals[word]
		return true
	case w.hyphen(k):
		return k > 0 && w.sent[k-1] == w.sent[k] && t.Glued
	}
	if r := w.roleEnd[k+1]; r != nil && r.hi == p.lo {
		if r.role.plural && p.role.role.plural && t.XPOS == "NNS" {
			return false // "called the protesters criminals"
		}
		if p.inner == nil {
			p.inner = r
		}
	}
	switch t.UPOS {
	case "ADJ", "NOUN", "PROPN", "":
		p.adjs = append(p.adjs, word)
		return len(w.folded[k]) > 0
	case "VERB":
		return (t.XPOS == "VBN" || t.XPOS == "VBG") && t.Rel.Base() == "amod"
	case "ADV":
		return w.hyphen(k+1) || t.Rel.Base() == "advmod" && t.Head > k && t.Head < p.role.lo
	}
	return false
}

// hasColon reports whether a number is a clock or has a point.
func hasColon(s string) bool { return strings.ContainsAny(s, ":.") }
