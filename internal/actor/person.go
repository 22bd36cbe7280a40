package actor

import (
	"slices"
	"strings"

	"chancery"
)

// honours are forms of address; they belong to the name and tell the gender.
var honours = map[string]byte{
	"mr": 'm', "mister": 'm', "sir": 'm', "lord": 'm', "mrs": 'f', "ms": 'f', "miss": 'f', "lady": 'f', "dame": 'f', "dr": 0, "baroness": 'f', "madam": 'f',
}

// particles may stand in lower case inside a name.
var particles = wordSet("de", "del", "da", "dos", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "abu", "ben", "ul", "ur", "di",
	"du", "bint", "zu", "st", "ad", "as", "an", "ould")

// findPersons finds the names of persons and gives each an ent. Full names come
// first, so that a surname can be told from them wherever it stands.
func (w *work) findPersons() {
	for i := range w.d.Sentences {
		s := &w.d.Sentences[i]
		for t := s.Lo; t < s.Hi; {
			sp := w.personAt(t, s.Hi)
			if sp == nil {
				t++
				continue
			}
			w.keep(sp)
			t = sp.hi
		}
	}
	w.dropRivals()
	for _, full := range []bool{true, false} {
		for _, sp := range w.persons {
			if sp.fullName == full {
				w.identify(sp)
			}
		}
	}
	w.persons = slices.DeleteFunc(w.persons, func(sp *span) bool {
		if sp.ent == nil {
			for t := sp.lo; t < sp.hi; t++ {
				w.inName[t] = nil
			}
			return true
		}
		return false
	})
	w.findSurnames()
}

func (w *work) keep(sp *span) {
	w.persons = append(w.persons, sp)
	for t := sp.lo; t < sp.hi; t++ {
		w.inName[t] = sp
	}
}

// dropRivals takes names of the lexicon away where they are part of a person's
// name: "Jordan Bardella".
func (w *work) dropRivals() {
	w.hits = slices.DeleteFunc(w.hits, func(h *hit) bool {
		if w.inName[h.lo] == nil && w.inName[h.hi-1] == nil {
			return false
		}
		w.forget(h)
		return true
	})
	w.loci = slices.DeleteFunc(w.loci, func(l *locus) bool { return w.inName[l.hi-1] != nil })
}

// personAt reads the name of a person that begins at token i: what the tagger
// says, a form of address or title before it, or a name of the tables.
func (w *work) personAt(i, end int) *span {
	t := &w.d.Toks[i]
	switch {
	case w.inTime[i] && !w.titled(i), len(w.folded[i]) == 0, !upper(t.Form), honoured(w.lower(i)):
		return nil
	case w.hitOf[i] != nil && w.hitOf[i].lo < i:
		return nil // inside a name of the lexicon
	case w.isTown(i, end), w.is("no-person", w.low[i]):
		return nil
	}
	if g, ok := w.addressed(i); ok && !w.roleStarts(i) {
		sp := w.newSpan(i, w.runEnd(i, end))
		sp.honour = g
		return sp
	}
	hi := 0
	if w.perTag(i) {
		hi = w.perEnd(i, end)
		if hi == i+1 && w.titled(i) {
			hi = max(hi, w.runEnd(i, end)) // "envoy Tim Lenderking", where the tagger stops at Tim
		}
		if r := w.roleAt(i, hi); r != nil && (r.hi < hi || r.hi == hi && hi-i > 1) {
			return nil // "Foreign Minister" is no name
		}
		switch h := w.hitAt[i]; {
		case h == nil:
		case h.e.kind == ownEntry && h.hi >= hi && !(h.e.ofState() && h.hi-i == 1):
			return w.newSpan(i, h.hi) // a person of the operator's
		case h.hi >= hi, h.e.kind != countryEntry && h.e.kind != regionEntry:
			hi = 0 // what the lexicon says it is
		}
	}
	if known := w.knownRun(i, end); known > 0 {
		return w.newSpan(i, max(known, hi))
	}
	if hi == 0 && w.hitAt[i] == nil {
		switch {
		case t.Name == "B-ORG" && w.misnamed(i, end) > 0:
			hi = w.misnamed(i, end)
		case w.nicknamed(i), w.titled(i) && !w.roleStarts(i):
			hi = w.runEnd(i, end)
		}
	}
	if hi == 0 {
		return nil
	}
	return w.newSpan(i, w.trim(i, hi))
}

// nicknamed reports whether token i is another name of a person right before:
// "Xy Yz, known as Abu Z".
func (w *work) nicknamed(i int) bool {
	k := i - 3
	if k < 0 || w.low[i-1] != "as" || w.low[i-2] != "known" || w.sent[k] != w.sent[i] {
		return false
	}
	for k > 0 && (w.d.Toks[k].Form == "," || w.low[k] == "also" || w.low[k] == "better" || w.low[k] == "widely" || w.low[k] == "commonly") {
		k--
	}
	return w.perTag(k)
}

// addressed reports whether "Mr" or the like stands right before token i, with
// the gender that it tells.
func (w *work) addressed(i int) (byte, bool) {
	k := i - 1
	if k > 0 && w.d.Toks[k].Form == "." {
		k--
	}
	if k < 0 || w.sent[k] != w.sent[i] {
		return 0, false
	}
	g, ok := honours[w.lower(k)]
	return g, ok
}

// perTag reports whether the tagger takes a token for part of a person's name.
func (w *work) perTag(i int) bool {
	n := w.d.Toks[i].Name
	return n == "B-PER" || n == "I-PER"
}

// perEnd is the end of the person's name that the tagger sees at token i. A
// second name right behind a single word belongs to it, and so do the parts of a
// hyphenated given name.
func (w *work) perEnd(i, end int) int {
	hi := i + 1
	for hi < end && (w.d.Toks[hi].Name == "I-PER" || hi == i+1 && w.d.Toks[hi].Name == "B-PER" && w.nameWord(hi)) {
		hi++
	}
	for hi+1 < end && w.gluedHyphen(hi) && len(w.folded[hi+1]) > 0 {
		hi += 2
	}
	return hi
}

// gluedHyphen reports whether token t is a hyphen that joins two words.
func (w *work) gluedHyphen(t int) bool {
	return t > 0 && w.hyphen(t) && w.d.Toks[t].Glued && w.d.Toks[t-1].Glued
}

// misnamed is the end of a name that the tagger takes for an organisation
// though it is a person's: a known given name, or "Xy Yz, a spokeswoman".
func (w *work) misnamed(i, end int) int {
	hi := i + 1
	for hi < end && w.d.Toks[hi].Name == "I-ORG" {
		hi++
	}
	if hi-i < 2 || hi-i > 3 || i > 0 && w.low[i-1] == "the" {
		return 0
	}
	for t := i; t < hi; t++ {
		if f := w.d.Toks[t].Form; !upper(f) || len(w.folded[t]) == 0 || strings.ToUpper(f) == f || w.roleOf[t] != nil || w.is("sector", w.folded[t][0]) {
			return 0
		}
	}
	if w.s.given[w.folded[i][0]] != 0 || w.apposedRole(hi, end) {
		return hi
	}
	if i > 1 && w.d.Toks[i-1].Form == "," && w.d.Toks[i].Rel.Base() != "conj" && w.d.Toks[hi-1].Rel == "appos" && !w.s.people.unknown(w.folded[i][0]) {
		return hi
	}
	return 0
}

// apposedRole reports whether ", a spokeswoman" or the like follows.
func (w *work) apposedRole(i, end int) bool {
	if i+1 >= end || w.d.Toks[i].Form != "," {
		return false
	}
	for t := i + 1; t < end && t < i+8 && w.d.Toks[t].Form != ","; t++ {
		if r := w.roleOf[t]; r != nil {
			return r.role.borne() && r.role.kind != groupRole && !w.modifies(t)
		}
	}
	return false
}

// trim leaves a possessive and what follows out of a name.
func (w *work) trim(lo, hi int) int {
	for t := lo + 1; t < hi; t++ {
		if w.possessive(t) || w.d.Toks[t].Form == "," {
			return t
		}
	}
	return hi
}

func (w *work) newSpan(lo, hi int) *span {
	sp := &span{lo: lo, hi: hi}
	for t := lo; t < hi; t++ {
		sp.words = append(sp.words, w.folded[t]...)
	}
	sp.fullName = w.wordCount(lo, hi) > 1
	return sp
}

// wordCount counts the words of a name that are no particles or initials.
func (w *work) wordCount(lo, hi int) int {
	n := 0
	for t := lo; t < hi; t++ {
		if len(w.folded[t]) > 0 && !particles[w.low[t]] && !w.hyphenated(t) {
			n++
		}
	}
	return n
}

// hyphenated reports whether a hyphen joins token t to the one before.
func (w *work) hyphenated(t int) bool { return t > 0 && w.hyphen(t-1) }

// roleStarts reports whether a role noun begins at token i: "Foreign Minister".
func (w *work) roleStarts(i int) bool { return w.roleAt(i, w.sentence(i).Hi) != nil }

func honoured(word string) bool {
	_, ok := honours[word]
	return ok
}

// titled reports whether a title that a person bears ends right before token i.
func (w *work) titled(i int) bool {
	h := w.roleEnd[i]
	return h != nil && h.role.borne() && h.role.kind != groupRole && w.sent[h.lo] == w.sent[i]
}

// runEnd is the end of the run of capitalised words that begins at i.
func (w *work) runEnd(i, end int) int {
	hi := i + 1
	for n := 1; hi < end && n < 6; n++ {
		switch {
		case w.nameWord(hi):
			hi++
		case w.gluedHyphen(hi) && hi+1 < end && len(w.folded[hi+1]) > 0:
			hi += 2 // "Jae-in"
		case (w.hyphen(hi) || particles[w.low[hi]] || w.d.Toks[hi].Form == ".") && hi+1 < end && w.nameWord(hi+1):
			hi += 2
		case particles[w.low[hi]] && hi+2 < end && (particles[w.low[hi+1]] || w.hyphen(hi+1)) && w.nameWord(hi+2):
			hi += 3
		default:
			return hi
		}
	}
	return hi
}

// nameWord reports whether a token can go on a name.
func (w *work) nameWord(i int) bool {
	t := &w.d.Toks[i]
	if !upper(t.Form) || len(w.folded[i]) == 0 || t.Form[0] >= '0' && t.Form[0] <= '9' || w.roleEnd[i+1] != nil && w.roleEnd[i+1].lo == i {
		return false
	}
	if h := w.hitAt[i]; h != nil && h.e.kind != countryEntry && h.e.kind != capitalEntry && h.e.kind != bodyEntry {
		return false
	}
	switch t.UPOS {
	case "PRON", "DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "SYM", "AUX":
		return false
	}
	return !w.inTime[i]
}

// knownRun is the end of the longest run from i that is a full name of the
// tables, 0 where there is none.
func (w *work) knownRun(i, end int) int {
	if len(w.folded[i]) == 0 || w.s.people.unknown(w.folded[i][0]) {
		return 0
	}
	for hi := w.runEnd(i, end); hi > i; hi-- {
		sp := w.newSpan(i, hi)
		if !sp.fullName {
			return 0
		}
		if w.d.Toks[hi-1].Form != "-" && w.known(sp.words) {
			return hi
		}
	}
	return 0
}

// known reports whether the words are a full name or alias of the tables.
func (w *work) known(words []string) bool {
	for _, p := range w.candidates(words) {
		for _, n := range p.names {
			if len(n) > 1 && sameWords(n, words) {
				return true
			}
		}
	}
	return false
}

// candidates are the persons of the tables who bear all of the words.
func (w *work) candidates(words []string) []*person {
	var out []*person
	for _, id := range w.s.people.bearers(words) {
		if p := w.person(id); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (w *work) person(id string) *person { return w.s.people.find(id) }

// possessive reports whether token t is "'s" or a bare apostrophe after a name.
func (w *work) possessive(t int) bool {
	tok := &w.d.Toks[t]
	switch tok.Form {
	case "'s", "’s", "'S", "’S", "´s", "`s":
		return tok.UPOS != "AUX" && tok.UPOS != "VERB"
	case "'", "’":
		return tok.XPOS == "POS" || tok.UPOS == "PART"
	}
	return false
}

// findSurnames adds names of one word that the tagger has not seen: those of
// persons whom the article names in full.
func (w *work) findSurnames() {
	last := map[string]*ent{}
	for _, e := range w.ents {
		if e.kind == chancery.Person && len(e.words) > 1 {
			for _, s := range w.surnames(e) {
				if old, ok := last[s]; ok && old != e {
					last[s] = nil
				} else {
					last[s] = e
				}
			}
		}
	}
	for t := range w.d.Toks {
		if w.inName[t] != nil || w.inTime[t] || len(w.folded[t]) != 1 || !upper(w.d.Toks[t].Form) {
			continue
		}
		if h := w.hitOf[t]; h != nil && (last[w.folded[t][0]] == nil || h.hi-h.lo > 1 || h.e.kind != capitalEntry && h.e.kind != regionEntry || w.before(t) != "" || w.modifies(t)) {
			continue // the place, not a person called like it
		}
		e, ok := last[w.folded[t][0]]
		if w.roleEnd[t+1] != nil && w.roleEnd[t+1].lo == t || len(w.folded[t][0]) < 3 {
			continue
		}
		sp := w.newSpan(t, t+1)
		if !ok {
			if e = w.leader(sp); e == nil {
				continue
			}
			last[w.folded[t][0]] = e
		}
		if e == nil {
			e = w.nearest(sp, "", 0)
		}
		if e != nil {
			sp.ent = e
			w.keep(sp)
			if h := w.hitOf[t]; h != nil {
				w.forget(h)
				w.hits = slices.DeleteFunc(w.hits, func(x *hit) bool { return x == h })
			}
		}
	}
	slices.SortFunc(w.persons, func(a, b *span) int { return a.lo - b.lo })
}

// leader is the head of a state or government in office whose surname the
// tagger has not seen as a name: "Trump leaves a door open".
func (w *work) leader(sp *span) *ent {
	t := &w.d.Toks[sp.lo]
	if t.UPOS != "PROPN" && !(t.UPOS == "NOUN" && t.Rel == "nsubj") || t.Name != "" || w.modifies(sp.lo) || len(sp.words[0]) < 4 || w.s.people.unknown(sp.words[0]) {
		return nil
	}
	e := w.listed(sp, nil)
	if e == nil || e.past || e.class != "HOS" && e.class != "HOG" {
		return nil
	}
	return e
}
