package place

import (
	"strings"
)

// find looks every capitalised word up, the longest name first.
func (w *work) find() {
	toks := w.d.Toks
	for i := range w.d.Sentences {
		w.sen = i
		for t := max(w.d.Sentences[i].Lo, 0); t < w.d.Sentences[i].Hi && t < len(toks); {
			if !upper(toks[t].Form) || w.cover[t].kind == inTime {
				t++
				continue
			}
			hi, first := w.lookup(t, w.d.Sentences[i].Hi)
			if hi == t {
				t++
				continue
			}
			w.spots = append(w.spots, spot{lo: t, hi: hi, sen: i, first: first, next: -1, best: -1})
			t = hi
		}
	}
}

// lookup finds the longest name that begins at token t; it returns the token
// behind it and its readings, or t.
func (w *work) lookup(t, end int) (int, int32) {
	toks := w.d.Toks
	b := appendFold(w.buf[:0], toks[t].Form)
	w.buf = b
	key := b
	for i, c := range b { // "Al-Fashir" is two words
		if c == ' ' {
			key = b[:i]
			break
		}
	}
	n := w.t.index.get(key)
	if n == nil {
		return t, -1
	}
	hi, first := t, int32(-1)
	if m := w.t.index.get(b); m != nil && m.first >= 0 {
		hi, first = t+1, m.first
	}
	if n.words < 2 {
		return hi, first
	}
	for k, words := t+1, 1; k < end && words < int(n.words)+2 && k < t+8; k++ {
		f := toks[k].Form
		if f == "" || f[0] == '\'' || strings.HasPrefix(f, "’") {
			break
		}
		if f == "-" || f == "–" || (f == "." || f == ",") && len(toks[k-1].Form) <= 2 {
			continue
		}
		cut := len(f) > 1 && f[0] == '-' && f[1] >= 'A' // "-au" of "Port-au-Prince"
		if c := f[0]; c < 'A' && !cut && (c < '0' || c > '9') {
			break
		}
		b = appendFold(b, f)
		words++
		if m := w.t.index.get(b); m != nil && m.first >= 0 && (upper(f) || f[0] >= '0' && f[0] <= '9' || w.t.lists[f]&areaWord != 0) {
			hi, first = k+1, m.first
		}
	}
	w.buf = b
	return hi, first
}

// around fills in what stands beside each spot.
func (w *work) around() {
	for i := range w.spots {
		s := &w.spots[i]
		var after *spot
		if i+1 < len(w.spots) {
			after = &w.spots[i+1]
		}
		w.beside(s, after)
		w.before(s)
		w.capitalBeside(s, after)
		s.strict = !w.owns(s) && w.located(s, true)
		s.locative = s.strict || !(w.isCapital(s) && w.owns(s)) && w.located(s, false)
		s.dateline = w.dateline(s)
	}
}

// beside looks for the name behind: "Springfield, Illinois", "Tripoli in
// Lebanon", and for "region".
func (w *work) beside(s, after *spot) {
	toks := w.d.Toks
	if s.hi < len(toks) && w.t.lists[toks[s.hi].Form]&areaWord != 0 {
		s.areaWord = true
	}
	if after == nil || after.sen != s.sen || after.lo != s.hi+1 {
		return
	}
	switch toks[s.hi].Form {
	case ",", "in", "(":
		s.next = after.first
		after.used = true
	}
}

// capitalBeside looks for "the capital of Ukraine", "Ukraine's capital" and
// "the Ukrainian capital" without a name: the capital of that country is meant.
func (w *work) capitalBeside(s, after *spot) {
	toks, sent := w.d.Toks, &w.d.Sentences[s.sen]
	s.seat = -1
	rank, country := w.single(s.first)
	if country == "" {
		return
	}
	t := s.hi
	if rank == nation {
		if t := s.lo - 2; t >= sent.Lo && toks[t].Form == "capital" && toks[t+1].Form == "of" {
			s.seat, s.nation = t, country
			return
		}
		if t >= sent.Hi || toks[t].Form != "'s" && toks[t].Form != "’s" {
			return
		}
		t++
	}
	if t >= sent.Hi || t >= len(toks) || toks[t].Form != "capital" {
		return
	}
	if after != nil && after.sen == s.sen && after.lo <= t+2 || t+1 < sent.Hi && t+1 < len(toks) && upper(toks[t+1].Form) {
		return
	}
	s.seat, s.nation = t, country
}

// single is the rank and country of a name that is only a country or only a
// demonym.
func (w *work) single(first int32) (rank, string) {
	var k rank
	country := ""
	for l := first; l >= 0; l = w.t.links[l].next {
		r := &w.t.rows[w.t.links[l].row]
		if r.rank != nation && r.rank != demonym {
			continue
		}
		if country != "" && country != r.country {
			return 0, ""
		}
		k, country = r.rank, r.country
	}
	return k, country
}

// before looks for what stands in front: "the Lebanese city of", "Georgia's",
// "the capital", "the state of".
func (w *work) before(s *spot) {
	toks := w.d.Toks
	lo := w.d.Sentences[s.sen].Lo
	t := s.lo - 1
	if t >= lo && toks[t].Form == "," { // "the capital, Tripoli"
		t--
	} else if t >= lo && toks[t].Form == "of" {
		t--
	}
	if t < lo {
		return
	}
	c := w.t.lists[strings.ToLower(toks[t].Form)]
	switch {
	case c&kindWord != 0 && toks[t+1].Form != ",":
		s.kindWord = true
	case c&areaWord != 0 && toks[t+1].Form == "of":
		s.areaWord = true
	}
	if c&kindWord != 0 {
		s.capital = toks[t].Form == "capital"
		t--
	}
	for n := 0; n < 3 && t >= lo; n++ {
		if nation := w.people(t); nation != "" {
			s.nation = nation
			return
		}
		if f := toks[t].Form; f != "'s" && f != "’s" && (f == "" || f[0] < 'a' || f[0] > 'z' || w.t.lists[f]&inWord != 0 || c == 0) {
			return
		}
		t--
	}
}

// people is the country whose people or possessive stands at token t.
func (w *work) people(t int) string {
	toks := w.d.Toks
	if !upper(toks[t].Form) {
		return ""
	}
	w.buf = appendFold(w.buf[:0], toks[t].Form)
	n := w.t.index.get(w.buf)
	if n == nil {
		return ""
	}
	poss := t+1 < len(toks) && (toks[t+1].Form == "'s" || toks[t+1].Form == "’s")
	for k := n.first; k >= 0; k = w.t.links[k].next {
		r := &w.t.rows[w.t.links[k].row]
		if r.rank == demonym || poss && r.rank == nation {
			return r.country
		}
	}
	return ""
}

// located reports whether a preposition of a place governs the spot. Countries
// are located by fewer prepositions than towns: "sanctions on Russia" and "at
// the Russia talks" tell no place.
func (w *work) located(s *spot, strict bool) bool {
	toks := w.d.Toks
	t := s.lo - 1
	if w.trees {
		// A tree that hangs a name wrongly does not change what "in" says.
		return w.governed(s, strict) || s.seat < 0 && w.behindIn(s)
	}
	for n := 0; n < 3 && t >= 0; n++ {
		f := toks[t].Form
		c := w.t.lists[strings.ToLower(f)]
		if c&inWord != 0 {
			return !strict || c&withinWord != 0
		}
		if f != "the" && f != "of" && c&(kindWord|areaWord) == 0 && !compass(f) {
			break
		}
		t--
	}
	return false
}

// behindIn reports whether "in" or its like stands in front of the spot, at
// once or before a direction: "in eastern Ukraine".
func (w *work) behindIn(s *spot) bool {
	toks := w.d.Toks
	if w.owns(s) {
		return false
	}
	for t, n := s.lo-1, 0; t >= 0 && n < 3; t, n = t-1, n+1 {
		if w.t.lists[strings.ToLower(toks[t].Form)]&withinWord != 0 {
			return true
		}
		if !compass(toks[t].Form) && toks[t].Form != "the" {
			return false
		}
	}
	return false
}

// address reports whether the spot ends an address: "at State House, Nairobi".
func (w *work) address(s *spot) bool {
	t := s.lo - 2
	return t >= 0 && w.d.Toks[t+1].Form == "," && strings.HasSuffix(string(w.d.Toks[t].Name), "LOC")
}

// governed looks for the preposition up the tree: over names in a row, and
// over "the south of".
func (w *work) governed(s *spot, strict bool) bool {
	toks := w.d.Toks
	h := w.head(s.lo, s.hi)
	if s.seat >= 0 {
		h = s.seat
	}
	for n := 0; h >= 0 && h < len(toks) && n < 5; n++ {
		up := toks[h].Head
		if up < 0 || up >= len(toks) {
			up = h
		}
		p := w.marker(h)
		switch {
		case p == "of" && w.partOf(up):
		case p != "":
			return w.leads(p, h, strict)
		default:
			switch toks[h].Rel.Base() {
			case "conj", "appos", "flat":
			case "compound", "nmod":
				if w.t.lists[toks[up].Lemma]&(areaWord|kindWord) == 0 && !upper(toks[up].Form) {
					return false
				}
			default:
				return false
			}
		}
		h = up
	}
	return false
}

// partOf reports whether token t names a part or a kind of place: "south",
// "city", "border".
func (w *work) partOf(t int) bool {
	l := w.d.Toks[t].Lemma
	return w.t.lists[l]&(kindWord|areaWord|partWord) != 0 || compass(l)
}

// owns reports whether a possessive follows: "in Iraq's capital" is not told of
// Iraq, nor "in Moscow's view" of Moscow, but "in Moscow's suburbs" is.
func (w *work) owns(s *spot) bool {
	if s.seat >= 0 || s.hi >= len(w.d.Toks) {
		return false
	}
	f := w.d.Toks[s.hi].Form
	if f != "'s" && f != "’s" && f != "'" && f != "’" {
		return false
	}
	if _, country := w.single(s.first); country != "" {
		return true
	}
	return !w.isCapital(s) || s.hi+1 >= len(w.d.Toks) || !w.partOf(s.hi+1)
}

// compass reports whether a word is a direction: "eastern", "north".
func compass(s string) bool {
	s = strings.TrimSuffix(strings.ToLower(s), "ern")
	switch s {
	case "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central", "downtown":
		return true
	}
	return false
}

// leads reports whether the preposition tells a place: "in"; "to" and "from"
// only with words of going.
func (w *work) leads(prep string, h int, strict bool) bool {
	c := w.t.lists[prep]
	if c&toWord == 0 {
		return c&inWord != 0 && (!strict || c&withinWord != 0)
	}
	g := w.d.Toks[h].Head
	return g >= 0 && g < len(w.d.Toks) && w.t.lists[w.d.Toks[g].Lemma]&moveWord != 0
}

// marker is the preposition of token h in small letters.
func (w *work) marker(h int) string {
	toks := w.d.Toks
	for j := h - 1; j >= 0 && j >= h-6; j-- {
		if toks[j].Head == h && toks[j].Rel == "case" {
			return toks[j].Lemma
		}
	}
	return ""
}

// head is the token of Toks[lo:hi] that hangs on a token outside it.
func (w *work) head(lo, hi int) int {
	if w.trees {
		for t := lo; t < hi; t++ {
			if h := w.d.Toks[t].Head; h < lo || h >= hi {
				if r := w.d.Toks[t].Rel; r != "punct" && r != "case" && r != "det" {
					return t
				}
			}
		}
	}
	return hi - 1
}

// dateline reports whether the spot begins its sentence and a dash, a bracket
// or a date follows: "MANILA, Oct 30 (Wire) -".
func (w *work) dateline(s *spot) bool {
	lo := w.d.Sentences[s.sen].Lo
	if s.sen > 2 || s.lo != lo && !(w.d.Toks[s.lo-1].Form == "/" && s.lo < lo+6) {
		return false
	}
	toks := w.d.Toks
	t, end := s.hi, w.d.Sentences[s.sen].Hi
	for t+1 < end && toks[t].Form == "/" && upper(toks[t+1].Form) { // "ANKARA/WASHINGTON"
		for t++; t < end && upper(toks[t].Form); t++ {
		}
	}
	if w.shouted(s) && t < end && toks[t].Form == "," {
		for n := 0; n < 4 && t+1 < end && (upper(toks[t+1].Form) || toks[t+1].Form == "," || toks[t+1].Form == ".") && w.cover[t+1].kind != inTime; n++ {
			t++ // "TRIPOLI, Lebanon"
		}
		if t+1 < end && (w.cover[t+1].kind == inTime || toks[t+1].Form == "(" || dash(toks[t+1].Form)) {
			return true
		}
	}
	if t >= end {
		return false
	}
	if toks[t].Form == "," && t+1 < end && w.cover[t+1].kind == inTime {
		t++
		for t < end && w.cover[t].kind == inTime {
			t++
		}
		if t >= end {
			return false
		}
		return toks[t].Form == "(" || dash(toks[t].Form) || toks[t].Form == ","
	}
	return dash(toks[t].Form) && !toks[t-1].Glued || toks[t].Form == "(" && w.shouted(s)
}

func dash(f string) bool { return f == "-" || f == "–" || f == "—" || f == "--" || f == "―" }

// shouted reports whether the spot is written in capitals.
func (w *work) shouted(s *spot) bool {
	f := w.d.Toks[s.lo].Form
	return len(f) > 2 && strings.ToUpper(f) == f
}

// tag is the kind of name that the tokens of the spot lie in; joined tells
// whether the name goes on beyond them.
func (w *work) tag(lo, hi int) (kind string, left, right bool) {
	toks := w.d.Toks
	for t := lo; t < hi; t++ {
		if n := toks[t].Name; len(n) > 2 {
			kind = string(n[2:])
			break
		}
	}
	if n := toks[lo].Name; len(n) > 2 && n[0] == 'I' {
		left = true
	}
	if hi < len(toks) {
		if n := toks[hi].Name; len(n) > 2 && n[0] == 'I' {
			right = true
		}
	}
	return kind, left, right
}
