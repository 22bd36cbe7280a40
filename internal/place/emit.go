package place

import (
	"slices"
	"strings"

	"chancery"
)

// emit adds the mentions and the places.
func (w *work) emit() {
	floor := 0
	for i := range w.spots {
		s := &w.spots[i]
		if !s.accept || s.best < 0 {
			continue
		}
		lo, hi := w.extent(s, floor)
		floor = hi
		id := w.place(s.best)
		m := chancery.Mention{
			Kind: chancery.PlaceMention, Form: chancery.NameForm, Refs: []string{id},
			Why: s.why, Sure: s.sure, Lo: lo, Hi: hi, Head: w.head(lo, hi),
		}
		if s.seat >= 0 {
			m.Form = chancery.NominalForm
		}
		m.Span = chancery.Span{Start: w.d.Toks[lo].Start, End: w.d.Toks[hi-1].End}
		w.d.Mentions = append(w.d.Mentions, m)
	}
}

// extent takes "the city of" before and "region" behind a name into its
// mention, as far as no mention of another place stands there.
func (w *work) extent(s *spot, floor int) (lo, hi int) {
	lo, hi = w.wide(s)
	return min(max(lo, floor), s.lo), hi
}

func (w *work) wide(s *spot) (lo, hi int) {
	toks := w.d.Toks
	lo, hi = s.lo, s.hi
	if s.seat >= 0 {
		lo, hi = min(lo, s.seat), max(hi, s.seat+1)
		if lo > w.d.Sentences[s.sen].Lo && strings.EqualFold(toks[lo-1].Form, "the") {
			lo--
		}
		return lo, hi
	}
	begin := w.d.Sentences[s.sen].Lo
	if hi < w.d.Sentences[s.sen].Hi && hi < len(toks) && s.areaWord && w.t.lists[toks[hi].Form]&areaWord != 0 {
		hi++
	}
	if t := lo - 1; t > begin && toks[t].Form == "of" && w.t.lists[toks[t-1].Form]&(kindWord|areaWord) != 0 {
		lo = t - 1
	} else if t >= begin && w.t.lists[toks[t].Form]&kindWord != 0 {
		lo = t
	}
	if h := w.head(lo, hi); lo < s.lo && w.trees { // "the Lebanese city of"
		for lo > begin && toks[lo-1].Head == h && (toks[lo-1].Rel == "amod" || toks[lo-1].Rel == "compound") {
			lo--
		}
	}
	if lo > begin && lo < s.lo && strings.EqualFold(toks[lo-1].Form, "the") {
		lo--
	}
	return lo, hi
}

// place adds a place to the article, once, and returns its id.
func (w *work) place(n int32) string {
	if i, ok := w.ids[n]; ok {
		return w.d.Places[i].ID
	}
	r := &w.t.rows[n]
	prefix := "geonames:"
	if r.rank == region {
		prefix = "region:"
	}
	p := chancery.Place{ID: prefix + r.id(), Name: r.name(), Country: r.country}
	if i := slices.IndexFunc(w.d.Places, func(o chancery.Place) bool { return o.ID == p.ID }); i >= 0 {
		w.ids[n] = int32(i) // two rows of one region
		return p.ID
	}
	p.Lat, p.Lon = r.point()
	w.ids[n] = int32(len(w.d.Places))
	w.d.Places = append(w.d.Places, p)
	return p.ID
}
