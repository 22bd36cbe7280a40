package place

import (
	"math"
	"strings"
)

// score adds up what speaks for a reading, and names the strongest reason.
func (w *work) score(s *spot, l *link, r *row) (float32, string) {
	score, why := r.base, "the largest of its name"
	if l.alias {
		score -= 0.3
	}
	if e := w.nations[r.country]; e != nil && r.country != "" {
		if c := w.context(e, r); c > 0 {
			score += c
			if c > 1 {
				why = "the article names its country or places of it"
			}
		}
	}
	if r.country == w.home && w.home != "" {
		score += 0.8
	}
	if s.areaWord && (r.rank == division || r.rank == region) {
		score += 6
		why = "a region by the word beside it"
	}
	if s.kindWord && (r.rank == division || r.rank == nation || r.rank == region) {
		score -= 4
	}
	if c := w.inState(s, r); c > 0 {
		score += c
		why = "the article names its division"
	}
	if s.capital && (r.rank == capital || r.rank == seat) {
		score += 3
	}
	if s.nation != "" && s.nation == r.country {
		score += 8
		why = "its country stands before it"
	}
	if s.before >= 0 && w.inside(&w.t.rows[s.before], r) {
		score += 10
		why = "it holds the place in front of it"
	}
	if r.rank == division && !s.areaWord {
		switch {
		case w.whole(s):
			score += w.sister(r)
		case w.hasTown(s.first, r.country):
			score -= 4
		}
	}
	if s.next >= 0 && w.holds(s.next, r) {
		score += 10
		why = "its country or division stands behind it"
	}
	if l.chosen {
		score += 12
	}
	if l.news {
		score += 0.8
	}
	for t := s.lo; t < s.hi; t++ {
		if spelt := w.d.Toks[t].Form; !ascii(spelt) && strings.Contains(r.name(), spelt) {
			score += 1.5
			break
		}
	}
	return score, why
}

// context is what the mentions of a reading's country are worth. The United
// States are named everywhere and tell little.
func (w *work) context(e *evidence, r *row) float32 {
	own, sub := float64(e.nation), float64(e.sub)
	most := 4.0
	if r.country == "USA" {
		own, sub, most = own*0.2, sub*0.5, 1.8
	}
	if r.rank == nation { // itself is among them
		return float32(0.8 * math.Log2(1+max(sub, 0)))
	}
	return float32(min(1.3*math.Log2(1+own)+1.5*math.Log2(1+max(sub-0.4, 0)), most))
}

// inState is what it is worth that the article names the division of a town,
// most in the same sentence. Divisions that bear the town's own name do not
// count.
func (w *work) inState(s *spot, r *row) float32 {
	if r.rank != town && r.rank != seat || len(w.states) == 0 || w.t.links[s.first].next < 0 {
		return 0
	}
	best := float32(0)
	own := r.division()
	for _, st := range w.states {
		if st.country != r.country || st.division != own || w.reads(s.first, st.row) {
			continue
		}
		switch {
		case st.used:
			best = max(best, 0.5)
		case st.sen == s.sen:
			return 3
		default:
			best = 1.2
		}
	}
	return best
}

// reads reports whether a row is among the readings of a name.
func (w *work) reads(first, row int32) bool {
	for k := first; k >= 0; k = w.t.links[k].next {
		if w.t.links[k].row == row {
			return true
		}
	}
	return false
}

// holds reports whether one of the readings is the country or the division
// that r lies in.
func (w *work) holds(readings int32, r *row) bool {
	for k := readings; k >= 0; k = w.t.links[k].next {
		if w.inside(r, &w.t.rows[w.t.links[k].row]) {
			return true
		}
	}
	return false
}

// inside reports whether r lies in the country or division o.
func (w *work) inside(r, o *row) bool {
	if r.country == "" || r.country != o.country || r.rank == nation || r.rank == demonym {
		return false
	}
	return o.rank == nation || o.rank == division && r.rank != division && o.division() == r.division()
}

// hasTown reports whether a name is that of a town of the country too: the town
// is meant, not the division around it.
func (w *work) hasTown(first int32, country string) bool {
	for k := first; k >= 0; k = w.t.links[k].next {
		r := &w.t.rows[w.t.links[k].row]
		if (r.rank == town || r.rank == seat || r.rank == capital) && r.country == country {
			return true
		}
	}
	return false
}

// sister is what it is worth for a division that the article names others of
// its country, and towns there: Georgia beside Florida and Alabama.
func (w *work) sister(r *row) float32 {
	var sum float32
	for i, st := range w.states {
		if st.country != r.country || &w.t.rows[st.row] == r || w.seenState(i) {
			continue
		}
		if sum += 2; sum >= 6 {
			return 6
		}
	}
	if sum > 0 {
		if e := w.nations[r.country]; e != nil {
			sum += min(e.sub*0.5, 2)
		}
	}
	return min(sum, 6)
}

// seenState reports whether the division of w.states[i] stands before it.
func (w *work) seenState(i int) bool {
	for _, st := range w.states[:i] {
		if st.row == w.states[i].row {
			return true
		}
	}
	return false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// agree gives one name one place: the reading that its surest mention has.
func (w *work) agree() {
	w.sure = w.sure[:0]
	for i := range w.spots {
		if s := &w.spots[i]; s.accept && s.best >= 0 && len(w.sure) < maxKept && w.told(s) && w.decided(s.first) == nil {
			w.sure = append(w.sure, i)
		}
	}
	for i := range w.spots {
		s := &w.spots[i]
		if !s.accept || s.best < 0 || s.seat >= 0 || s.next >= 0 || s.nation != "" || s.areaWord || s.kindWord && s.capital {
			continue
		}
		o := w.decided(s.first)
		if o == nil || o.best == s.best {
			continue
		}
		s.best, s.sure = o.best, o.sure
		if !s.dateline {
			s.why = "the same as elsewhere in the article"
		}
	}
}

// decided is the spot whose neighbours decided which place a name is; nil
// without one.
func (w *work) decided(first int32) *spot {
	for _, i := range w.sure {
		if w.spots[i].first == first {
			return &w.spots[i]
		}
	}
	return nil
}

// told reports whether the words beside a spot decided which place it is.
func (w *work) told(s *spot) bool {
	r := &w.t.rows[s.best]
	return s.next >= 0 && w.holds(s.next, r) || s.nation == r.country && s.nation != ""
}
