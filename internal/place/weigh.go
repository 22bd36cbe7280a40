package place

import (
	"math"
	"strings"
)

// weigh decides which spots are places and which place each is.
func (w *work) weigh() {
	w.around()
	for i := range w.spots {
		w.count(&w.spots[i])
	}
	for i := range w.spots {
		s := &w.spots[i]
		s.accept = w.accepts(s)
		if s.accept {
			w.choose(s)
		}
	}
	w.agree()
}

// count adds what the spot tells about the countries of the article.
func (w *work) count(s *spot) {
	var one string
	var best, second float32 = -1, -1
	named, many := false, false
	for k := s.first; k >= 0; k = w.t.links[k].next {
		l := &w.t.links[k]
		r := &w.t.rows[l.row]
		switch {
		case r.country == "" || l.stem:
			continue
		case r.rank == demonym || r.rank == nation:
			named, one, best = true, r.country, 99
		case one == "" || one == r.country:
			one, best = r.country, max(best, r.base)
		case r.base > best:
			one, best, second, many = r.country, r.base, best, true
		default:
			second, many = max(second, r.base), true
		}
	}
	switch {
	case one == "":
	case named && !many:
		w.evidence(one).nation++
	case named:
		w.evidence(one).nation += 0.5
	case !many:
		w.evidence(one).sub++
	case best-second > 1.2:
		w.evidence(one).sub += 0.4
	}
}

// accepts reports whether the spot names a place where something is.
func (w *work) accepts(s *spot) bool {
	if s.dateline {
		return w.hasPlace(s, false)
	}
	c := w.cover[s.lo]
	switch c.kind {
	case inTime, inMetonym:
		return false
	case inActor:
		if int(c.lo) != s.lo && !(int(c.lo) == s.lo-1 && strings.EqualFold(w.d.Toks[c.lo].Form, "the")) || int(c.hi) != s.hi {
			return false
		}
		return s.locative && w.hasPlace(s, false)
	}
	if !w.hasPlace(s, !s.locative) {
		return false
	}
	if s.nation != "" && s.kindWord {
		return true
	}
	kind, left, right := w.tag(s.lo, s.hi)
	switch kind {
	case "PER":
		return false
	case "ORG", "MISC":
		return s.locative && !left && !right && !w.acting(s)
	case "LOC":
		if left && !w.extends(s) || right && !s.areaWord && !w.boundary(s) {
			return false
		}
		return !w.acting(s)
	}
	if left || right || w.named && s.hi-s.lo == 1 && !s.locative {
		return false
	}
	return s.locative && w.known(s)
}

// hasPlace reports whether a reading of the spot is a place. Countries count
// only where they are locations.
func (w *work) hasPlace(s *spot, noNations bool) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		l := &w.t.links[k]
		switch r := &w.t.rows[l.row]; r.rank {
		case demonym:
		case nation:
			if !noNations {
				return true
			}
		default:
			if !l.stem || s.areaWord {
				return true
			}
		}
	}
	return false
}

// known reports whether the spot is well enough known to be taken without the
// tag of a name.
func (w *work) known(s *spot) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		r := &w.t.rows[w.t.links[k].row]
		if r.rank == capital || r.rank == nation || r.rank == region || r.base >= 4.9 {
			return true
		}
		if e := w.nations[r.country]; e != nil && e.nation+e.sub > 0 && r.rank != demonym {
			return true
		}
	}
	return false
}

// extends reports whether the name of a place that began before the spot only
// adds a direction.
func (w *work) extends(s *spot) bool {
	return s.lo > 0 && compass(w.d.Toks[s.lo-1].Form)
}

// boundary reports whether the token behind is a comma or a bracket that a tag
// has run over: "Springfield, Illinois" tagged as one name.
func (w *work) boundary(s *spot) bool {
	if s.hi >= len(w.d.Toks) {
		return true
	}
	f := w.d.Toks[s.hi].Form
	return f == "," || f == "(" || f == "-"
}

// acting reports whether the spot is the subject of an act: then it is an
// actor that no table has, not a location.
func (w *work) acting(s *spot) bool {
	if !w.trees || s.locative {
		return false
	}
	h := w.head(s.lo, s.hi)
	t := &w.d.Toks[h]
	if t.Rel != "nsubj" || t.Head < 0 || t.Head >= len(w.d.Toks) {
		return false
	}
	g := &w.d.Toks[t.Head]
	return strings.HasPrefix(g.XPOS, "VB") && g.Lemma != "be" && w.isCapital(s)
}

func (w *work) isCapital(s *spot) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		if r := w.t.rows[w.t.links[k].row].rank; r == capital || r == nation {
			return true
		}
	}
	return false
}

// choose takes the reading with the highest score.
func (w *work) choose(s *spot) {
	var best, second float32 = -100, -100
	var why string
	for k := s.first; k >= 0; k = w.t.links[k].next {
		l := &w.t.links[k]
		r := &w.t.rows[l.row]
		if r.rank == demonym || l.stem && !s.areaWord || r.rank == nation && !s.locative && !s.dateline {
			continue
		}
		score, reason := w.score(s, l, r)
		switch {
		case score > best:
			best, second, s.best, why = score, best, l.row, reason
		case score > second:
			second = score
		}
	}
	s.why = why
	switch d := best - second; {
	case d > 2:
		s.sure = 0.95
	case d > 0.7:
		s.sure = 0.8
	default:
		s.sure = 0.6
	}
	if s.dateline {
		s.why = "dateline"
	}
}

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
	if s.capital && (r.rank == capital || r.rank == seat) {
		score += 3
	}
	if s.nation != "" && s.nation == r.country {
		score += 8
		why = "its country stands before it"
	}
	if s.next >= 0 && w.holds(s.next, r) {
		score += 10
		why = "its country or division stands behind it"
	}
	if l.chosen {
		score += 12
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

// holds reports whether one of the readings is the country or the division
// that r lies in.
func (w *work) holds(readings int32, r *row) bool {
	if r.rank == nation || r.country == "" {
		return false
	}
	for k := readings; k >= 0; k = w.t.links[k].next {
		o := &w.t.rows[w.t.links[k].row]
		switch o.rank {
		case nation:
			if o.country == r.country {
				return true
			}
		case division:
			if o.country == r.country && o.division() == r.division() && r.rank != division {
				return true
			}
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
	for i := range w.spots {
		s := &w.spots[i]
		if !s.accept || s.best < 0 || s.next >= 0 || s.nation != "" || s.areaWord || s.kindWord && s.capital {
			continue
		}
		for j := range w.spots {
			o := &w.spots[j]
			if o.first != s.first || !o.accept || o.best < 0 || o.best == s.best || !w.told(o) {
				continue
			}
			s.best, s.sure, s.why = o.best, o.sure, "the same as elsewhere in the article"
			if o.dateline {
				s.why = "dateline"
			}
			break
		}
	}
}

// told reports whether the words beside a spot decided which place it is.
func (w *work) told(s *spot) bool {
	r := &w.t.rows[s.best]
	return s.next >= 0 && w.holds(s.next, r) || s.nation == r.country && s.nation != ""
}
