package actor

import "chancery"

// An item is a stretch of text that may be a mention.
type item struct {
	lo, hi, head int
	form         chancery.Form
	span         *span
	hit          *hit
	phrase       *phrase
	pron         string
	local        *ent   // place that no table has
	org          string // name of an organisation that no table has
	refs         []*ent
	why          string
	sure         float32
	subj         bool
	quote        int // index of the quotation that it stands in, -1 outside
	ahead        int // token of the subject behind "for its part", -1 elsewhere
	sent         int
}

func (w *work) newItem(lo, hi int, form chancery.Form) *item {
	it := &item{lo: lo, hi: hi, form: form, sent: w.sent[lo], head: w.headOf(lo, hi), quote: w.quoteOf(lo), ahead: -1}
	it.subj = w.isSubject(it.head)
	w.items = append(w.items, it)
	return it
}

// headOf is the token of Toks[lo:hi] that the tree hangs from outside; where
// several do, the one nearest the root, then the last.
func (w *work) headOf(lo, hi int) int {
	best, deep := hi-1, 1<<30
	for i := lo; i < hi; i++ {
		t := &w.d.Toks[i]
		if t.Head >= lo && t.Head < hi || t.UPOS == "PUNCT" || t.UPOS == "DET" || t.UPOS == "ADP" || t.Rel.Base() == "punct" {
			continue
		}
		if d := w.depth(i); d < deep {
			best, deep = i, d
		}
	}
	return best
}

// depth counts the steps from a token to its root, at most 64.
func (w *work) depth(i int) int {
	n := 0
	for ; n < 64 && i >= 0 && i < len(w.d.Toks); n++ {
		i = w.d.Toks[i].Head
	}
	return n
}

// isSubject reports whether a token is the subject of a clause.
func (w *work) isSubject(i int) bool {
	for range 4 {
		t := &w.d.Toks[i]
		switch t.Rel.Base() {
		case "nsubj", "csubj":
			return true
		case "conj", "flat", "compound", "appos":
			if t.Head < 0 {
				return false
			}
			i = t.Head
		default:
			return false
		}
	}
	return false
}

// quoteOf is the quotation that a token stands in, -1 outside; scare quotes do
// not count.
func (w *work) quoteOf(t int) int {
	at := w.d.Toks[t].Start
	for i := range w.d.Quotes {
		q := &w.d.Quotes[i]
		if q.Start > at {
			break
		}
		if !q.Scare && q.Start <= at && at < q.End {
			return i
		}
	}
	return -1
}
