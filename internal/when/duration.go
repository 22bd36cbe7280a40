package when

// amountAt reads a duration, and a date that is told by one: "two weeks",
// "a day later", "three months ago".
func (s *scan) amountAt(i int, e *expr) bool {
	if !s.quarterHour(i, e) && !s.amounts(i, e) {
		return false
	}
	e.kind = length
	s.approximately(e)
	return s.amountTail(e)
}

// quarterHour reads "a quarter of an hour", "three quarters of an hour".
func (s *scan) quarterHour(i int, e *expr) bool {
	c := s.class(i + 1)
	if c != unit && c != units || s.p[i+1].val != 'Q' || s.class(i+2) != ofWord || s.class(i+3) != aWord || s.class(i+4) != unit || s.p[i+4].val != 'H' {
		return false
	}
	n := 15
	if c == units {
		if s.class(i) != number || s.p[i].val != 3 {
			return false
		}
		n = 45
	}
	e.amounts[0], e.amount, e.head = amount{n: n, unit: 'M'}, 1, i+4
	e.hi = i + 5
	return true
}

// approximately takes "about", "more than" before a duration into it.
func (s *scan) approximately(e *expr) {
	switch {
	case s.class(e.lo-1) == approx:
		e.lo--
	case s.class(e.lo-1) == thanWord && (s.class(e.lo-2) == moreWord || s.is(e.lo-2, "less")):
		e.lo -= 2
	}
}

// amounts reads "two and a half years", "an hour and 20 minutes",
// "five-year" into e and sets e.hi.
func (s *scan) amounts(i int, e *expr) bool {
	a, j := s.quantity(i)
	if j == i {
		return false
	}
	j, hyphen := s.toUnit(j)
	c := s.class(j)
	if c != unit && c != units {
		return false
	}
	a.unit = byte(s.p[j].val)
	if c == unit && a.n != 1 && (a.n > 0 || a.frac == 0) && !hyphen && !(s.class(j+1) == word && a.n > 0 && a.unit != 'Q') {
		return false
	}
	if s.aged(j+1) || a.n > 100000 {
		return false
	}
	e.amounts[0], e.amount, e.head = a, 1, j
	j++
	if s.class(j) == andWord && s.class(j+1) == aWord && s.class(j+2) == halfWord {
		e.amounts[0].frac = 5
		j += 3
	}
	if k := s.moreAmounts(j, e); k > j {
		j = k
	}
	e.hi = j
	return true
}

// toUnit skips a hyphen and words such as "consecutive" before a unit.
func (s *scan) toUnit(j int) (int, bool) {
	hyphen := false
	if s.class(j) == dash && (s.class(j+1) == unit || s.class(j+1) == units) && (s.p[j].glued || s.p[j-1].glued) {
		return j + 1, true
	}
	for s.class(j) == workingWord || s.class(j) == moreWord || s.is(j, "long") {
		j++
	}
	return j, hyphen
}

// aged reports whether "-old" or "of age" follows.
func (s *scan) aged(j int) bool {
	if s.class(j) == dash {
		j++
	}
	return s.class(j) == oldWord || s.class(j) == ofWord && s.is(j+1, "age")
}

// moreAmounts reads "and 20 minutes" behind an hour.
func (s *scan) moreAmounts(j int, e *expr) int {
	k := j
	if s.class(k) == andWord || s.class(k) == comma {
		k++
	}
	a, m := s.quantity(k)
	if m == k || s.class(m) != units && !(s.class(m) == unit && a.n == 1) {
		return j
	}
	a.unit = byte(s.p[m].val)
	if rank(a.unit) >= rank(e.amounts[0].unit) || a.open || s.class(k) == aWord {
		return j
	}
	e.amounts[1], e.amount = a, 2
	return m + 1
}

// rank orders units by their length.
func rank(u byte) int {
	switch u {
	case 'S':
		return 1
	case 'M':
		return 2
	case 'H':
		return 3
	case 'D':
		return 4
	case 'W':
		return 5
	case 'F':
		return 6
	case 'm':
		return 7
	case 'Q':
		return 8
	case 'Y':
		return 9
	case 'E':
		return 10
	}
	return 11
}

// quantity reads a number before a unit; it returns the piece behind, i where
// there is none.
func (s *scan) quantity(i int) (amount, int) {
	j := i
	switch s.class(j) {
	case aWord:
		j++
		switch {
		case s.class(j) == several: // "a few"
			return amount{open: true}, j + 1
		case s.class(j) == number && s.p[j].digits == 0 && (s.p[j].val >= 12 || s.is(j, "couple")): // "a dozen", "a hundred"
		case s.class(j) == halfWord:
			return amount{frac: 5}, j + 1
		case s.class(j) == unit, s.class(j) == workingWord, s.class(j) == moreWord:
			return amount{n: 1}, j
		default:
			return amount{}, i
		}
	case several:
		return amount{open: true}, j + 1
	case halfWord:
		if s.class(j+1) == aWord && s.class(j+2) == unit {
			return amount{frac: 5}, j + 2
		}
		return amount{}, i
	case number:
	default:
		return amount{}, i
	}
	a, k := s.cardinal(j)
	if s.class(k) == ofWord && (s.is(k-1, "couple") || s.is(k-1, "dozen")) {
		k++
	}
	if half := s.andHalf(k); half > k {
		a.frac = 5
		k = half
	}
	return a, k
}

// andHalf reads "and a half", with hyphens or without, and returns the piece
// behind.
func (s *scan) andHalf(k int) int {
	j := k
	for _, c := range [...]class{andWord, aWord, halfWord} {
		if s.class(j) == dash {
			j++
		}
		if s.class(j) != c {
			return k
		}
		j++
	}
	return j
}

// cardinal reads "1,200", "2.5", "twenty-one", "three hundred".
func (s *scan) cardinal(j int) (amount, int) {
	p := &s.p[j]
	if p.digits > 0 {
		n, k, frac := int(p.val), j+1, 0
		for s.class(k) == comma && s.p[k].glued && s.p[k-1].glued && s.figures(k+1, 3, 3) && n < 1e6 {
			n = n*1000 + int(s.p[k+1].val)
			k += 2
		}
		if s.class(k) == dot && s.p[k].glued && s.p[k-1].glued && s.figures(k+1, 1, 1) {
			frac = int(s.p[k+1].val)
			k += 2
		}
		return amount{n: n, frac: frac}, k
	}
	n, total := 0, 0
	for first := j; j-first < 12 && s.class(j) == number && s.p[j].digits == 0 && total < 1e6 && n < 1e6; {
		switch v := int(s.p[j].val); {
		case v == 1000:
			total += max(n, 1) * v
			n = 0
		case v == 100 || v == 12 && n > 0 && s.is(j, "dozen"):
			n = max(n, 1) * v
		default:
			n += v
		}
		j++
		if s.class(j) == dash && s.class(j+1) == number && s.p[j+1].digits == 0 {
			j++
		}
	}
	return amount{n: total + n}, j
}

// halfOf reads "half an hour".
func (s *scan) halfOf(i int, e *expr) bool {
	if s.class(i) != halfWord || s.class(i+1) != aWord || s.class(i+2) != unit {
		return false
	}
	return s.amountAt(i, e)
}

// amountTail turns a duration into the date that its last words tell.
func (s *scan) amountTail(e *expr) bool {
	hi := e.hi
	shift := func(b base, sign, hi int) bool {
		e.point, e.base, e.unit, e.sign = byShift, b, 'D', sign
		return e.done(date, hi)
	}
	switch {
	case s.class(hi) == ago:
		return shift(fromRef, int(s.p[hi].val), hi+1)
	case s.class(hi) == backWord && s.ends(hi+1):
		return shift(fromRef, -1, hi+1)
	case s.is(hi, "earlier"):
		return shift(fromLast, -1, hi+1)
	case s.is(hi, "later"):
		return shift(fromLast, 1, hi+1)
	case s.class(hi) == fromWord && s.is(hi+1, "now"):
		return shift(fromRef, 1, hi+2)
	case s.class(hi) == before, s.class(hi) == fromWord:
		sign := 1
		if s.class(hi) == before {
			sign = int(s.p[hi].val)
		}
		if s.fromDate(hi+1, sign, e) {
			return true
		}
		if s.class(hi) == before && s.ends(hi+1) {
			return shift(fromLast, sign, hi+1)
		}
	case s.perUnit(e):
		e.code = setCode(e.amounts[0])
		e.kind = repeat
		return true
	}
	if s.class(e.lo) == aWord && e.amounts[0].n == 1 && !s.lasting(e) {
		return false
	}
	e.inside = s.class(e.lo-1) == inWord && !s.record(e.lo-1)
	if e.inside && s.class(hi) == quote && s.class(hi+1) == timeWord {
		return shift(fromRef, 1, hi+2)
	}
	if e.inside && s.class(hi) == quote && s.possessive(hi) && s.class(hi+2) == timeWord { // "in a fortnight's time"
		return shift(fromRef, 1, hi+3)
	}
	if e.inside && s.class(hi) == timeWord {
		return shift(fromRef, 1, hi+1)
	}
	return true
}

// fromDate reads the date that a duration counts from: "two days after Easter".
func (s *scan) fromDate(k, sign int, e *expr) bool {
	if !starts[s.class(k)] || s.class(k) == number && !s.figures(k, 1, 2) {
		return false
	}
	var f expr
	if !s.parse(k, &f) || f.kind != date || f.sign != 0 || f.clock || !f.daily() && f.point != byFeast {
		return false
	}
	f.lo, f.head = e.lo, e.head
	f.amounts, f.amount, f.sign = e.amounts, e.amount, sign
	*e = f
	return true
}

// perUnit reports whether "a day" says how often: "15 a year", "barrels a day".
func (s *scan) perUnit(e *expr) bool {
	if s.class(e.lo) != aWord || e.amounts[0].n != 1 || e.amount != 1 || e.hi != e.lo+2 {
		return false
	}
	switch s.class(e.lo - 1) {
	case number, timesWord:
		return true
	case word:
		return s.figures(e.lo-2, 1, 20) && s.plural(e.lo-1)
	}
	return false
}

// lasting reports whether "a day", "an hour" is a duration by what stands
// before it.
func (s *scan) lasting(e *expr) bool {
	switch s.class(e.lo - 1) {
	case forWord, withinWord, inWord, approx, thanWord, before, duringWord:
		return true
	}
	switch s.class(e.lo) {
	case approx, moreWord:
		return true
	}
	return s.is(e.lo-1, "than") || s.is(e.lo-1, "lasted") || s.is(e.lo-1, "took") || s.class(e.hi) == before || e.amounts[0].frac > 0
}

// record reports whether "in" at i stands behind a superlative: "the first
// visit in ten years".
func (s *scan) record(i int) bool {
	for j := i - 1; j > i-8 && s.class(j) != brk; j-- {
		if s.class(j) == ordinal && s.p[j].val == 1 || s.class(j) == timeWord || s.is(j, "once") {
			return true
		}
		if s.class(j) == word {
			if w := s.word(j); len(w) > 4 && w[len(w)-3:] == "est" || w == "most" || w == "worst" || w == "best" {
				return true
			}
		}
	}
	return false
}
