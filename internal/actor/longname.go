package actor

import (
	"strings"

	"chancery"
)

// partOfName reports whether a role noun is only a word of the name of an
// organisation: "Hong Kong Polytechnic University".
func (w *work) partOfName(r *roleHit) bool {
	if r.role.kind != landRole && r.role.kind != personRole && upper(w.d.Toks[r.head].Form) && w.longName(r.lo) > r.hi {
		return true
	}
	if w.capitalised(r) {
		return true
	}
	if r.role.kind != bodyRole && r.role.kind != groupRole || r.hi-r.lo > 1 && !upper(w.d.Toks[r.head].Form) || r.role.code == "MIL" || r.role.code == "COP" {
		return false
	}
	in := func(t int) bool {
		return t >= 0 && t < len(w.d.Toks) && (w.d.Toks[t].Name == "I-ORG" || w.d.Toks[t].Name == "B-ORG")
	}
	for t := r.lo; in(t); t-- {
		if t < r.lo && upper(w.d.Toks[t].Form) && w.hitOf[t] == nil && w.roleOf[t] == nil && (w.d.Toks[t].UPOS != "ADJ" || r.hi-r.lo > 1) {
			return true
		}
		if w.d.Toks[t].Name == "B-ORG" {
			break
		}
	}
	return false
}

// capitalised reports whether a role noun ends a name: at least two words with capitals that mean nothing else stand before it,
// "National Democratic Congress".
func (w *work) capitalised(r *roleHit) bool {
	if r.role.kind != bodyRole || r.hi-r.lo > 1 || !upper(w.d.Toks[r.head].Form) {
		return false
	}
	return r.lo-w.nameStart(r.lo) > 1
}

// nameStart is the first of the words with capitals right before token t that are
// no names or roles of their own.
func (w *work) nameStart(t int) int {
	first := w.sentence(t).Lo
	for t > first && upper(w.d.Toks[t-1].Form) && w.hitOf[t-1] == nil && w.inName[t-1] == nil && len(w.folded[t-1]) > 0 && w.roleOf[t-1] == nil && !determiners[w.low[t-1]] && strings.ToUpper(w.d.Toks[t-1].Form) != w.d.Toks[t-1].Form {
		t--
	}
	return t
}

// nameBody makes an item of a long name that begins with a role noun.
func (w *work) nameBody(r *roleHit) {
	lo := r.lo
	hi := w.longName(lo)
	switch {
	case hi > r.hi:
	case w.capitalised(r):
		lo, hi = w.nameStart(r.lo), r.hi
	default:
		return
	}
	for lo > w.sentence(lo).Lo && upper(w.d.Toks[lo-1].Form) && w.hitOf[lo-1] == nil && w.inName[lo-1] == nil && len(w.folded[lo-1]) > 0 && w.roleOf[lo-1] == nil && lo-1 > w.sentence(lo).Lo {
		lo--
	}
	it := w.newItem(lo, hi, chancery.NameForm)
	it.org = w.textOf(lo, hi)
	w.takeArticle(it)
	for t := lo; t < hi; t++ {
		w.covered[t] = true
	}
}

// longName is the end of the name in "the National Council for the Safeguard of
// the Homeland", which begins at token lo: capitals that "for" joins; lo where
// there is none.
func (w *work) longName(lo int) int {
	end := w.sentence(lo).Hi
	hi, joined := lo, false
	for t := lo; t < end && t < lo+14; t++ {
		switch {
		case upper(w.d.Toks[t].Form) && len(w.folded[t]) > 0 && w.inName[t] == nil:
			hi = t + 1
		case w.low[t] == "for" && t+1 < end && (upper(w.d.Toks[t+1].Form) || t+2 < end && w.low[t+1] == "the" && upper(w.d.Toks[t+2].Form)):
			joined = true
		case w.low[t] == "of" || w.low[t] == "the" || w.low[t] == "and":
		default:
			t = end
		}
	}
	if !joined {
		return lo
	}
	return hi
}
