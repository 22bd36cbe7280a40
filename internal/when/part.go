package when

// modAt reads "early 2014", "the end of March", "later this week".
func (s *scan) modAt(i int, e *expr) bool {
	j := i + 1
	switch {
	case s.is(i, "earlier"), s.is(i, "later"):
		return s.earlier(i, e)
	case s.is(i, "early"), s.is(i, "late"), s.is(i, "mid"):
		if s.class(j) == dash {
			j++
		}
		if s.class(j) == theWord && s.class(j+1) == decades {
			j++
		}
		if k, ok := s.behindEarly(i); ok {
			j = k
		}
		switch s.class(j) {
		case month, season, weekday, dir, today, number, decades, ordinal, mod:
		default:
			return false
		}
	case s.class(j) == ofWord:
		j++
		if s.class(j) == theWord && s.class(j+1) == unit && s.p[j+1].val != 'D' {
			e.point, e.unit, e.base, e.head, e.lo = byUnit, byte(s.p[j+1].val), fromNear, j+1, i
			hi := j + 2
			if e.unit == 'Y' && s.figures(hi, 4, 4) {
				e.point, e.y = byFields, int(s.p[hi].val)
				hi++
			}
			return e.unit != 'H' && e.done(date, hi)
		}
		switch s.class(j) {
		case unit, weekday, units, weekdays, aWord, today:
			return false
		}
	case s.is(i, "end") && s.class(j) == dash && s.class(j+1) == month:
		j++
	default:
		return false
	}
	if !s.parse(j, e) || e.kind != date || e.point == byClock {
		*e = expr{lo: i, head: -1}
		return false
	}
	e.lo = i
	return true
}

// behindEarly is the piece behind "early in", "late on", "early to mid", where a
// date of that grain follows.
func (s *scan) behindEarly(i int) (int, bool) {
	j := i + 1
	switch {
	case s.class(j) == inWord && (s.class(j+1) == month || s.figures(j+1, 4, 4)):
		return j + 1, true
	case s.is(j, "on") && (s.class(j+1) == weekday || s.class(j+1) == month):
		return j + 1, true
	}
	if s.class(j) == dash {
		j++
	}
	if s.class(j) != toWord {
		return 0, false
	}
	j++
	if s.class(j) == dash {
		j++
	}
	if !s.is(j, "mid") && !s.is(j, "late") || s.class(j) != mod {
		return 0, false
	}
	return j, true
}

// earlier reads "earlier this month", "later in the day", "earlier today".
func (s *scan) earlier(i int, e *expr) bool {
	j := i + 1
	switch s.class(j) {
	case dir:
		if !s.dirAt(j, e) || e.kind != date {
			*e = expr{lo: i, head: -1}
			return false
		}
	case today:
		s.todayAt(j, e)
	case inWord, onWord:
		if s.class(j+1) != theWord || s.class(j+2) != unit || s.p[j+2].val == 'H' {
			return false
		}
		e.point, e.unit, e.base, e.head = byUnit, byte(s.p[j+2].val), fromNear, j+2
		if e.unit == 'D' {
			e.base = fromLast
		}
		e.done(date, j+3)
	default:
		return false
	}
	e.lo = i
	return true
}

// weekendAt reads "weekends"; "the weekend" and "last weekend" begin with
// another word.
func (s *scan) weekendAt(i int, e *expr) bool {
	if s.class(i) != weekends {
		return false
	}
	e.code = "XXXX-WXX-WE"
	return e.done(repeat, i+1)
}

// seasonAt reads "summer 2014", "the spring of 2015", "in winter".
func (s *scan) seasonAt(i int, e *expr) bool {
	e.unit, e.n, e.head = 's', seasonNumber(s.code(i)), i
	hi := i + 1
	if hi = s.yearTail(hi, e); hi > i+1 {
		return e.done(date, hi)
	}
	if s.p[i].upper && s.class(i-1) != brk || s.class(i+1) == ofWord && s.is(i, "fall") {
		return false
	}
	switch s.class(i - 1) {
	case inWord, byWord, sinceWord, untilWord, mod, duringWord:
	case theWord:
		switch s.class(i - 2) {
		case inWord, byWord, sinceWord, untilWord, duringWord, ofWord, before:
		default:
			return false
		}
	default:
		return false
	}
	if s.class(i+1) == word && s.trees && s.d.Toks[s.p[i].tok].Rel == "compound" {
		return false
	}
	return e.done(date, i+1)
}

func seasonNumber(code string) int {
	switch code {
	case "SP":
		return 1
	case "SU":
		return 2
	case "FA":
		return 3
	}
	return 4
}

// decadeAt reads "1990s", "the '90s".
func (s *scan) decadeAt(i int, e *expr) bool {
	j := i
	if s.class(j) == quote {
		if !s.p[j].glued {
			return false
		}
		j++
	}
	p := &s.p[j]
	if p.class != decades || p.val%10 != 0 {
		return false
	}
	e.n = int(p.val)
	if p.digits < 4 {
		if j == i && s.class(i-1) != theWord && s.class(i-1) != mod {
			return false
		}
		e.n += 1900
	}
	e.unit, e.head = 'x', j
	return e.done(date, j+1)
}

// partOfYear reads "first quarter of 2022", "second half of last year".
func (s *scan) partOfYear(i int, e *expr) bool {
	n := int(s.p[i].val)
	j := i + 1
	if s.class(i) == number {
		return false
	}
	if s.monthsOfYear(i, e) {
		return true
	}
	hyphen := s.class(j) == dash && s.p[j].glued // "third-quarter"
	if hyphen {
		j++
	}
	switch {
	case s.class(j) == unit && s.p[j].val == 'Q' && n >= 1 && n <= 4:
		e.unit = 'q'
	case s.class(j) == unit && s.p[j].val == 'Q' && n == -1 && !s.is(i, "past"):
		e.unit, n = 'q', 4
	case s.class(j) == halfWord && n >= 1 && n <= 2:
		e.unit = 'h'
	default:
		return false
	}
	e.n, e.head = n, j
	hi := s.yearTail(j+1, e)
	if hi == j+1 && s.class(hi) == ofWord {
		k := hi + 1
		if s.class(k) == theWord {
			k++
		}
		switch {
		case s.class(k) == unit && s.p[k].val == 'Y':
			hi = k + 1
		case e.unit == 'h' && s.class(k) == month:
			e.unit, e.n = 0, 0
			return s.calendar(k, e) || s.monthAlone(k, e)
		}
	}
	if hi == j+1 && (e.unit == 'h' || s.class(i-1) != theWord && !(s.class(i-2) == quote && s.possessive(i-2)) && !hyphen || s.class(hi) == ofWord) {
		e.unit, e.n = 0, 0
		return false
	}
	return e.done(date, hi)
}

// shortQuarter reads "Q1 2022", "H2".
func (s *scan) shortQuarter(i int, e *expr) bool {
	if !s.p[i].glued || !s.p[i].upper || !s.figures(i+1, 1, 1) || s.p[i+1].val < 1 || s.p[i+1].val > 4 {
		return false
	}
	e.unit, e.n, e.head = 'q', int(s.p[i+1].val), i
	if s.class(i) == hWord {
		e.unit = 'h'
	}
	hi := s.yearTail(i+2, e)
	return (e.unit == 'q' || hi > i+2) && (e.unit == 'q' || e.n <= 2) && e.done(date, hi)
}

// shortHalf reads "H2" behind its year.
func (s *scan) shortHalf(i int, e *expr) bool {
	if s.class(i) != hWord || !s.p[i].glued || !s.p[i].upper || !s.figures(i+1, 1, 1) || s.p[i+1].val < 1 || s.p[i+1].val > 2 {
		return false
	}
	e.unit, e.n, e.head = 'h', int(s.p[i+1].val), i
	return e.done(date, i+2)
}

// monthsOfYear reads "first three months of 2008", "last six months of this
// year": a quarter or a half by another name.
func (s *scan) monthsOfYear(i int, e *expr) bool {
	j := i + 1
	if s.class(j) != number || s.class(j+1) != units || s.p[j+1].val != 'm' || s.class(j+2) != ofWord {
		return false
	}
	last := s.p[i].val == -1
	switch {
	case s.p[i].val != 1 && !last:
		return false
	case s.p[j].val == 3:
		e.unit, e.n = 'q', 1
	case s.p[j].val == 6:
		e.unit, e.n = 'h', 1
	default:
		return false
	}
	if last && e.unit == 'q' {
		e.n = 4
	} else if last {
		e.n = 2
	}
	e.head = j + 1
	hi := s.yearTail(j+2, e)
	if k := j + 3; hi == j+2 && s.class(k) == theWord && s.class(k+1) == unit && s.p[k+1].val == 'Y' {
		hi = k + 2
	}
	if hi == j+2 {
		e.unit, e.n = 0, 0
		return false
	}
	return e.done(date, hi)
}

// nthOf reads "first week of December", "the last Sunday of March 2014", "19th
// century".
func (s *scan) nthOf(i int, e *expr) bool {
	n := int(s.p[i].val)
	if s.class(i) == dir {
		if n != -1 || s.is(i, "past") {
			return false
		}
	} else if n > 53 {
		return false
	}
	j := i + 1
	u := byte(0)
	switch s.class(j) {
	case dash:
		j++
		fallthrough
	case unit:
		if s.class(j) != unit {
			return false
		}
		u = byte(s.p[j].val)
		if u == 'C' && n > 0 && n < 22 {
			e.unit, e.n, e.head = 'c', n, j
			return e.done(date, j+1)
		}
		if u != 'W' && u != 'D' {
			return false
		}
	case weekday:
		u, e.wd = 'd', int(s.p[j].val)
	case weekend:
		u = 'w'
	default:
		return false
	}
	k := j + 1
	if s.class(k) != ofWord && s.class(k) != inWord {
		e.wd = 0
		return false
	}
	k++
	if s.class(k) == theWord {
		k++
	}
	ok := false
	switch {
	case s.class(k) == month:
		ok = s.monthYear(k, e) || s.monthAlone(k, e)
	case s.class(k) == dir && s.class(k+1) == unit && s.p[k+1].val == 'm' && s.p[k].val >= -2 && s.p[k].val <= 1:
		e.nth, e.nthUnit, e.head = n, u, j
		e.point, e.unit, e.n = byUnit, 'm', max(int(s.p[k].val), -1)
		return e.done(date, k+2)
	case u == 'W' && s.figures(k, 4, 4):
		e.y = int(s.p[k].val)
		ok = e.done(date, k+1)
	}
	if !ok {
		e.wd = 0
		return false
	}
	e.nth, e.unit, e.head = n, u, j
	return true
}
