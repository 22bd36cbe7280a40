package place

import (
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
		s.before = -1
		if s.used && w.spots[i-1].accept {
			s.before = w.spots[i-1].best
		}
		if s.accept = w.accepts(s); s.accept {
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
		if l.behind {
			continue
		}
		if r.rank == division && !l.stem {
			w.state(state{l.row, s.sen, s.used, r.country, r.division()})
		}
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

// state keeps a division, once for each sentence.
func (w *work) state(n state) {
	for _, st := range w.states {
		if st.row == n.row && st.sen == n.sen && st.used == n.used {
			return
		}
	}
	if len(w.states) < maxKept {
		w.states = append(w.states, n)
	}
}

// accepts reports whether the spot names a place where something is.
func (w *work) accepts(s *spot) bool {
	if s.dateline {
		return w.hasPlace(s)
	}
	if s.seat >= 0 {
		return s.locative && w.cover[s.seat].kind != inMetonym
	}
	if s.before >= 0 {
		return w.hasPlace(s)
	}
	if w.longer(s) {
		return false
	}
	c := w.cover[s.lo]
	if int(c.lo) >= s.lo && int(c.hi) <= s.hi && c.hi-c.lo < int32(s.hi-s.lo) {
		c.kind = free // "West" of "West Africa"
	}
	if c.kind != inTime && w.eventName(s) {
		return w.known(s) && w.hasPlace(s)
	}
	switch c.kind {
	case inTime:
		return false
	case inMetonym: // "in Vienna" is a place, whatever acts there
		return (w.behindIn(s) || w.address(s) || s.capital && s.locative) && w.hasPlace(s)
	case inActor, inUnknown:
		if int(c.lo) != s.lo && !(int(c.lo) == s.lo-1 && strings.EqualFold(w.d.Toks[c.lo].Form, "the")) || int(c.hi) != s.hi {
			return false
		}
		if c.kind == inActor || !w.behindIn(s) {
			return s.locative && w.hasPlace(s)
		}
	}
	if !w.hasPlace(s) {
		return false
	}
	if s.nation != "" && s.kindWord {
		return true
	}
	kind, left, right := w.tag(s.lo, s.hi)
	switch kind {
	case "PER": // "killed in Mariupol" is a place whatever the tag says
		return !left && !right && (w.known(s) || w.foreign(s)) && w.behindIn(s) || s.hi-s.lo > 1 && w.joined(s)
	case "ORG", "MISC":
		return s.locative && !left && !right && !w.acting(s)
	case "LOC":
		if left && !w.extends(s) || right && !s.areaWord && !w.boundary(s) {
			return false
		}
		return !w.acting(s) && (s.locative || w.known(s))
	}
	if left || right || w.named && s.hi-s.lo == 1 && !s.locative {
		return false
	}
	return s.locative && w.known(s) || w.behindIn(s) && w.foreign(s)
}

// longer reports whether the tree has the spot as the begin of a longer name:
// "Santa Cruz Barillas".
func (w *work) longer(s *spot) bool {
	if !w.trees || s.hi >= len(w.d.Toks) {
		return false
	}
	t := &w.d.Toks[s.hi]
	return t.Rel == "flat" && t.Head >= s.lo && t.Head < s.hi && upper(t.Form)
}

// foreign reports whether a place of the name lies where English words do not
// name towns: "in Irpin" is a place, "in Liberty" may be none.
func (w *work) foreign(s *spot) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		l := &w.t.links[k]
		r := &w.t.rows[l.row]
		if l.behind || l.stem || r.rank == demonym || r.country == "" {
			continue
		}
		switch r.country {
		case "USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF", "JAM", "PHL":
		default:
			return true
		}
	}
	return false
}

// eventName reports whether the spot begins the name of something that is held
// there: "the Munich Security Conference".
func (w *work) eventName(s *spot) bool {
	toks := w.d.Toks
	if _, country := w.single(s.first); country != "" {
		return false
	}
	if n := toks[s.lo].Name; len(n) > 1 && n[0] == 'I' {
		return false
	}
	for t := s.hi; t < s.hi+3 && t < w.d.Sentences[s.sen].Hi && upper(toks[t].Form); t++ {
		if w.t.lists[strings.ToLower(toks[t].Form)]&eventWord != 0 {
			return true
		}
	}
	return false
}

// hasPlace reports whether a reading of the spot can be a place here.
func (w *work) hasPlace(s *spot) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		if l := &w.t.links[k]; w.possible(s, l, &w.t.rows[l.row]) {
			return true
		}
	}
	return false
}

// joined reports whether the tree joins the spot to a place that was accepted:
// "in Lviv and Ivano-Frankivsk".
func (w *work) joined(s *spot) bool {
	if !w.trees {
		return false
	}
	t := &w.d.Toks[w.head(s.lo, s.hi)]
	if t.Rel != "conj" {
		return false
	}
	for i := len(w.spots) - 1; i >= 0; i-- {
		o := &w.spots[i]
		if o.hi <= t.Head {
			return false
		}
		if o.accept && o.lo <= t.Head {
			return true
		}
	}
	return false
}

// cityState reports whether a country and its capital share the name.
func (w *work) cityState(s *spot, r *row) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		if o := &w.t.rows[w.t.links[k].row]; o.rank == capital && o.country == r.country {
			return true
		}
	}
	return false
}

// initials reports whether the spot is an abbreviation in capitals.
func (w *work) initials(s *spot) bool {
	f := w.d.Toks[s.lo].Form
	return s.hi == s.lo+1 && len(f) <= 3 && !s.dateline && strings.ToUpper(f) == f
}

// whole reports whether a name is that of a country or a part of the world:
// without a preposition it does not mean a town that happens to share it.
func (w *work) whole(s *spot) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		r := &w.t.rows[w.t.links[k].row]
		if r.rank == nation || r.rank == region && r.field(5) == "macro_region" {
			return true
		}
	}
	return false
}

// namesakes reports whether a division bears the name of its own country:
// "Taiwan". The name then means the country.
func (w *work) namesakes(s *spot, r *row) bool {
	for k := s.first; k >= 0; k = w.t.links[k].next {
		if o := &w.t.rows[w.t.links[k].row]; o.rank == nation && o.country == r.country {
			return true
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
		if r.rank == demonym {
			continue
		}
		if e := w.nations[r.country]; e != nil && r.country != "USA" && e.nation+e.sub > 1 || w.inState(s, r) > 0 {
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

// acting reports whether the spot is a capital that does something or has
// something done to it, as governments do: then it is an actor that the
// mentions of actors left out, not a location. "They shelled Kyiv", "Kyiv was
// shelled" and "he left Kyiv" are locations.
func (w *work) acting(s *spot) bool {
	if !w.trees || s.locative || s.kindWord || s.areaWord || s.next >= 0 || s.nation != "" || !w.isCapital(s) {
		return false
	}
	t := &w.d.Toks[w.head(s.lo, s.hi)]
	if t.Head < 0 || t.Head >= len(w.d.Toks) {
		return false
	}
	reached := w.t.lists[w.d.Toks[t.Head].Lemma]&(moveWord|reachWord) != 0
	switch t.Rel {
	case "nsubj:pass", "obj":
		return !reached
	}
	return true
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
	if s.seat >= 0 {
		if row, ok := w.t.capitals[s.nation]; ok {
			s.best, s.sure, s.why = row, 0.9, "capital of the country beside it"
		}
		return
	}
	var best, second float32 = -100, -100
	var why string
	for k := s.first; k >= 0; k = w.t.links[k].next {
		l := &w.t.links[k]
		r := &w.t.rows[l.row]
		if !w.possible(s, l, r) {
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

// possible reports whether a reading can be meant at all. Countries count only
// where they are locations, parts of the world only behind a preposition.
func (w *work) possible(s *spot, l *link, r *row) bool {
	switch {
	case r.rank == demonym, l.behind, l.stem && !s.areaWord:
		return false
	case r.rank != nation && w.initials(s):
		return false // "the UN" is not the town of Un
	case r.rank == nation:
		return s.strict || s.dateline || s.used || w.cityState(s, r)
	case r.rank == division && s.areaWord, s.used, s.next >= 0, s.nation != "", s.kindWord, s.dateline, r.rank == capital:
		return true
	case r.rank == region:
		return s.locative || r.field(5) != "macro_region"
	case r.rank == division && w.namesakes(s, r):
		return false
	}
	return s.strict || !w.whole(s)
}
