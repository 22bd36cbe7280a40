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
		seat := h.e.kind == capitalEntry || h.e.kind == regionEntry || w.is("seat", h.e.words[len(h.e.words)-1]) || w.is("seat", h.e.words[0])
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
		return !w.is("place-noun", gov)
	case prep != "":
		return w.actsAfter(prep, gov, govNoun, capital)
	}
	switch t.Rel {
	case "nsubj", "csubj", "nsubj:outer", "dislocated", "vocative":
		return !w.is("place-predicate", gov) && !w.modifiedPlace(head)
	case "nsubj:pass":
		return w.is("address-verb", gov)
	case "obl:agent":
		return true
	case "obj", "iobj":
		return !w.is("place-verb", gov) && (w.is("address-verb", gov) || !capital || t.Rel == "iobj")
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
	return head > 0 && w.is("place-adjective", w.low[head-1]) && w.sent[head-1] == w.sent[head]
}

// actsAfter decides by the preposition and what governs it.
func (w *work) actsAfter(prep, gov string, noun, capital bool) bool {
	switch prep {
	case "in", "at", "near", "outside", "around", "across", "over", "inside", "into", "through", "throughout", "within", "via", "above", "beyond", "off", "along", "opposite", "amid":
		return false
	case "to":
		return !w.is("motion", gov) && !capital || capital && w.is("act-to", gov)
	case "from":
		return w.is("act-from", gov)
	case "for":
		return !w.is("motion", gov)
	case "on", "upon":
		return w.is("act-on", gov)
	case "of":
		return !capital && !w.is("place-noun", gov) || w.is("act-of", gov)
	case "toward", "towards":
		return noun && !w.is("motion", gov)
	case "between":
		return !w.is("motion", gov) && gov != "flight" && gov != "train" && gov != "route"
	case "with", "against", "by", "according", "without", "like", "unlike", "as", "among", "than", "behind", "alongside", "under", "but":
		return true
	}
	return false
}

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
		return strings.ToLower(l)
	}
	return w.low[t]
}
