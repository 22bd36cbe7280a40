package actor

import (
	"strings"

	"chancery"
)

// findMetonyms makes items of capitals, palaces and organs where they act. A
// capital that only is where something happens is a place and no actor.
func (w *work) findMetonyms() {
	for _, h := range w.hits {
		if h.e.kind != capitalEntry && h.e.kind != metonymEntry && h.e.kind != regionEntry || w.covered[h.lo] {
			continue
		}
		seat := h.e.kind == capitalEntry || h.e.kind == regionEntry || seats[h.e.words[len(h.e.words)-1]] || seats[h.e.words[0]]
		if w.dateline(h) {
			continue
		}
		if seat && !w.acts(h.lo, h.hi, h.e.kind != metonymEntry) {
			continue
		}
		form := chancery.MetonymForm
		if !seat || h.e.kind == regionEntry {
			form = chancery.NameForm
		}
		it := w.newItem(h.lo, h.hi, form)
		it.hit = h
		w.takeArticle(it)
	}
}

// dateline reports whether a place opens the article or a paragraph in capitals:
// "WASHINGTON (AP)".
func (w *work) dateline(h *hit) bool {
	f := w.d.Toks[h.lo].Form
	if len(f) < 4 || strings.ToUpper(f) != f || h.lo > w.sentence(h.lo).Lo+4 || h.hi >= len(w.d.Toks) {
		return false
	}
	switch w.d.Toks[h.hi].Form {
	case "(", "-", "–", "—", "--", "/", ",", ":":
		return true
	}
	return h.lo > 0 && w.d.Toks[h.lo-1].Form == "/"
}

// seats are words of the names of buildings and places that stand for who sits
// there; "at the White House" is a place.
var seats = wordSet(`kremlin palace house street hall square castle hill capitol pentagon elise whitehall downing room wing villa office
	block zone barracks dome court chancellery vatican westminster bankova beltway`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range fields(s) {
		m[w] = true
	}
	return m
}

// acts reports whether the name of a place, Toks[lo:hi], stands for who governs
// there.
func (w *work) acts(lo, hi int, capital bool) bool {
	for t := lo; t < hi; t++ { // a name that the parser has torn apart
		if h := w.d.Toks[t].Head; t > lo && h >= hi && w.d.Toks[t].Rel == "nsubj" && w.actsAt(t, lo, capital) {
			return true
		}
	}
	return w.actsAt(w.headOf(lo, hi), lo, capital)
}

func (w *work) actsAt(head, lo int, capital bool) bool {
	for range 6 {
		t := &w.d.Toks[head]
		if (t.Rel == "conj" || t.Rel.Base() == "flat" || t.Rel == "appos") && t.Head >= 0 {
			if c := w.casing(head); c != "" && t.Rel == "conj" {
				break
			}
			head = t.Head
			continue
		}
		break
	}
	t := &w.d.Toks[head]
	prep := w.casing(head)
	if prep == "" && t.Rel == "" {
		prep = w.before(lo)
	}
	gov, govNoun := "", false
	if t.Head >= 0 {
		gov = w.lemma(t.Head)
		govNoun = w.d.Toks[t.Head].UPOS == "NOUN" || w.d.Toks[t.Head].UPOS == "PROPN"
	}
	switch {
	case prep == "for" && head < t.Head:
		return true // "For Moscow, …"
	case t.Rel == "nmod:poss":
		return !placeNouns[gov]
	case prep != "":
		return w.actsAfter(prep, gov, govNoun, capital)
	}
	switch t.Rel {
	case "nsubj", "csubj", "nsubj:outer", "dislocated", "vocative":
		return !placePredicates[gov] && !w.modifiedPlace(head)
	case "nsubj:pass":
		return addressVerbs[gov]
	case "obl:agent":
		return true
	case "obj", "iobj":
		return !placeVerbs[gov] && (addressVerbs[gov] || !capital || t.Rel == "iobj")
	case "ccomp", "xcomp", "acl", "advcl":
		return false
	case "root":
		return !capital
	case "compound", "amod", "nmod:desc":
		return false
	}
	return !capital
}

// modifiedPlace reports whether a numeral, "central" or the like makes the name
// a place.
func (w *work) modifiedPlace(head int) bool {
	return head > 0 && placeAdjectives[w.low[head-1]] && w.sent[head-1] == w.sent[head]
}

// actsAfter decides by the preposition and what governs it.
func (w *work) actsAfter(prep, gov string, noun, capital bool) bool {
	switch prep {
	case "in", "at", "near", "outside", "around", "across", "over", "inside", "into", "through", "throughout", "within", "via", "above", "beyond", "off", "along", "opposite", "amid":
		return false
	case "to":
		return !motion[gov] && !capital || capital && actTo[gov]
	case "from":
		return fromActs[gov]
	case "for":
		return !motion[gov]
	case "on", "upon":
		return onActs[gov]
	case "of":
		return !capital && !placeNouns[gov] || ofActs[gov]
	case "toward", "towards":
		return noun && !motion[gov]
	case "between":
		return !motion[gov] && gov != "flight" && gov != "train" && gov != "route"
	case "with", "against", "by", "according", "without", "like", "unlike", "as", "among", "than", "behind", "alongside", "under", "but":
		return true
	}
	return false
}

var (
	motion = wordSet(`go travel fly arrive return come trip visit journey flight road train route way drive move head march advance withdraw leave depart bring
		take send_back flee escape walk sail ride convoy bound back transfer deport extradite evacuate invite relocate`)
	actTo = wordSet(`message warning ultimatum signal appeal aid help support assistance weapon arm tank missile delivery supply ambassador envoy concession reply response answer
		sell supply deliver send give offer provide lend say speak talk turn appeal write respond reply according threat offer loan export loyal close related sale transfer commitment pledge
		promise guarantee hand pass grant gift letter note proposal demand request thank grateful hostile friendly unacceptable opposition alternative matter belong`)
	fromActs = wordSet(`demand guarantee assurance answer response reply support aid help pressure concession permission message word statement get receive want request order hear
		pledge promise backing green commitment reaction approval signal threat condemnation criticism independence independent weapon arm money funding loan seek expect draw require buy purchase accept`)
	onActs = wordSet(`sanction pressure impose call depend rely embargo tariff restriction blame reliance dependence influence lean rest count ban duty penalty force focus dependent press policy stance cost curb`)
	ofActs = wordSet(`support help demand policy backing ally enemy part control side behalf ask require accuse hand critic friend rival opponent patience interest intention
		decision reaction position refusal goal aim suspicion fear criticism condemnation condemn proxy allegation knowledge consent approval permission face will wrath influence orbit government regime`)
	addressVerbs = wordSet(`accuse ask urge inform tell blame criticise criticize warn notify threaten assure call support back help arm press pressure sanction thank condemn denounce persuade convince
		force oblige compel allow permit invite consult brief oppose reject defy deter provoke isolate punish reward trust mistrust supply provide lobby pressure demand anger infuriate irritate annoy push
		alarm concern worry satisfy please enrage unsettle surprise embarrass frustrate expect suspect implicate fund finance credit praise want prevent stop`)
	placeVerbs = wordSet(`visit leave reach attack bombard hit shell capture take seize enter besiege encircle storm strike bomb approach surround cross tour occupy liberate abandon defend evacuate flee rock shake rebuild`)
	placeNouns = wordSet(`suburb street mayor airport resident centre center outskirt district region city square museum university hospital metro subway skyline population north south east west
		inhabitant neighbourhood neighborhood station port train building hotel church cathedral stadium road highway weather bazaar market area capital province governor police court prosecutor old fall siege battle capture bombing shelling attack`)
	placePredicates = wordSet(`lie locate situate host`)
	placeAdjectives = wordSet(`central downtown eastern western northern southern greater inner old`)
)

// casing is the lemma of the preposition of the phrase that token t heads, empty
// without one.
func (w *work) casing(t int) string {
	lo := w.sentence(t).Lo
	for k := t - 1; k >= lo && k > t-12; k-- {
		if c := &w.d.Toks[k]; c.Head == t && c.Rel.Base() == "case" && c.UPOS != "PART" {
			return w.low[k]
		}
	}
	return ""
}

// before is the preposition right before token lo by the words alone.
func (w *work) before(lo int) string {
	for k := lo - 1; k >= 0 && k >= lo-2 && w.sent[k] == w.sent[lo]; k-- {
		switch w.low[k] {
		case "the":
			continue
		case "in", "at", "near", "outside", "from", "to", "with", "against", "by", "for", "on", "of", "between", "toward", "towards", "around", "into", "across":
			return w.low[k]
		}
		return ""
	}
	return ""
}

// lemma is the lemma of a token in lower case.
func (w *work) lemma(t int) string {
	if l := w.d.Toks[t].Lemma; l != "" && l != "_" {
		return lowerASCII(l)
	}
	return w.low[t]
}
