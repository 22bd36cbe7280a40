package when

// todayAt reads "today", "yesterday evening", "tomorrow".
func (s *scan) todayAt(i int, e *expr) bool {
	e.point, e.unit, e.n, e.head = byShift, 'D', int(s.p[i].val), i
	if s.is(i, "tonight") {
		e.part = "NI"
		return e.done(date, i+1)
	}
	hi := i + 1
	if s.class(hi) == daypart {
		e.part = s.code(hi)
		hi++
	}
	return e.done(date, hi)
}

// dirAt reads what "last", "next", "this", "the same" begin.
func (s *scan) dirAt(i int, e *expr) bool {
	if s.class(i+1) == dir && s.class(i+2) != dir && s.p[i].val == 0 { // "this past weekend", "this coming Friday"
		ok := s.dirAt(i+1, e)
		if e.kind == length { // "this past week" is the week
			e.kind, e.point, e.unit, e.n = date, byUnit, e.amounts[0].unit, int(s.p[i+1].val)
		}
		e.lo = i
		return ok
	}
	v, j := int(s.p[i].val), i+1
	for s.class(j) == workingWord || s.class(j) == approx {
		j++
	}
	switch s.class(j) {
	case number, several:
		return s.dirAmount(v, j, e)
	case unit:
		return s.dirUnit(i, j, v, e)
	case units:
		return s.dirUnits(i, j, v, e)
	case weekday:
		if !s.weekdayAt(j, e) || e.point == byUnit {
			return e.kind != none
		}
	case month:
		if !s.calendar(j, e) && !s.monthAlone(j, e) {
			return false
		}
	case season:
		e.unit, e.n, e.head = 's', seasonNumber(s.code(j)), j
		e.done(date, j+1)
	case weekend:
		e.point, e.unit, e.n, e.head = byUnit, 'w', v, j
		e.done(date, j+1)
		switch v {
		case 2, -2:
			e.n, e.base = v/2, fromLast
		case 3:
			e.n, e.base = 0, fromLast
		}
		e.lean = leanHere
		return true
	case daypart:
		return s.dirPart(i, j, v, e)
	case holiday:
		if !s.feastAt(j, e) {
			return false
		}
	default:
		return false
	}
	e.lo = i
	if e.y == 0 && !e.hasShift {
		e.lean = leans(v)
		if v == 1 && e.wd > 0 && !s.is(i, "next") {
			e.lean = leanSoon
		}
	}
	return true
}

func leans(v int) lean {
	switch v {
	case -1:
		return leanPast
	case 1:
		return leanNext
	case 0:
		return leanHere
	}
	return leanLast
}

// dirAmount reads "the last two weeks", "the next few days".
func (s *scan) dirAmount(v, j int, e *expr) bool {
	if v != 1 && v != -1 && v != -2 && v != 2 || !s.amounts(j, e) {
		return false
	}
	e.ahead = leanPast
	if v > 0 {
		e.ahead = leanNext
	}
	return e.done(length, e.hi)
}

// dirUnit reads "last week", "this year", "the same day", "the past month".
func (s *scan) dirUnit(i, j, v int, e *expr) bool {
	u := byte(s.p[j].val)
	e.point, e.unit, e.head, e.lo = byUnit, u, j, i
	switch {
	case s.is(i, "past"):
		e.amounts[0], e.amount, e.ahead = amount{n: 1, unit: u}, 1, leanPast
		return e.done(length, j+1)
	case v == 2 || v == -2:
		e.base, e.n = fromLast, v/2
	case v == 3:
		if s.is(i, "that") && (s.class(i-1) == word && u != 'D' && s.says(i) || s.class(j+1) == dash) {
			return false
		}
		e.base, e.n = fromLast, 0
	case u == 'Q' && v == -1 && s.class(j+1) == ofWord && s.yearTail(j+1, e) > j+1: // "the last quarter of 2007"
		e.point, e.unit, e.n = byFields, 'q', 4
		return e.done(date, s.yearTail(j+1, e))
	case u == 'D' && v == 1 && s.class(i-1) == theWord:
		e.base, e.n = fromLast, 1
	case u == 'D' || u == 'H' || u == 'M' || u == 'F':
		return false
	default:
		e.n = v
	}
	hi := j + 1
	if u == 'W' && s.class(hi) == weekday {
		e.nth = int(s.p[hi].val)
		hi++
	}
	if v == 3 && s.class(hi) == aWord && s.class(hi+1) == unit && s.p[hi+1].val == 'Y' && (s.class(hi+2) == ago || s.is(hi+2, "earlier") || s.class(hi+2) == before) {
		e.yearShift, e.hasShift = -1, true // "the same month a year ago"
		hi += 3
	} else if v == 3 && s.class(hi) == dir && s.class(hi+1) == unit && s.p[hi+1].val == 'Y' && s.p[hi].val == -1 {
		e.yearShift, e.hasShift, e.base = -1, true, fromRef
		hi += 2
	}
	if s.class(hi) == ofWord && u == 'm' && s.yearTail(hi, e) > hi {
		hi = s.yearTail(hi, e)
	}
	return e.done(date, hi)
}

// says reports whether "that" at i follows a verb of saying rather than
// standing before its noun.
func (s *scan) says(i int) bool {
	return s.trees && s.d.Toks[s.p[i].tok].Rel == "mark"
}

// dirUnits reads "the coming weeks", "the past days", "the last days of March".
func (s *scan) dirUnits(i, j, v int, e *expr) bool {
	e.lo, e.head = i, j
	if s.class(j+1) == ofWord {
		k := j + 2
		if s.class(k) == theWord {
			k++
		}
		if s.class(k) == month && (s.calendar(k, e) || s.monthAlone(k, e)) && e.d == 0 {
			e.lo = i
			return true
		}
		return false
	}
	switch v {
	case -1:
		if s.is(i, "last") && s.class(i-1) != theWord && s.class(i-1) != inWord {
			return false
		}
		e.code = "PAST_REF"
	case 1:
		e.code = "FUTURE_REF"
	default:
		return false
	}
	return e.done(vague, j+1)
}

// dirPart reads "this morning", "last night", "the same evening".
func (s *scan) dirPart(i, j, v int, e *expr) bool {
	e.point, e.unit, e.head, e.lo = byShift, 'D', j, i
	e.part = s.code(j)
	switch v {
	case -1:
		e.n = -1
	case 0:
	case 1:
		if s.class(i-1) == theWord {
			e.base = fromLast
		}
		e.n = 1
	case 2, -2:
		e.base, e.n = fromLast, v/2
	default:
		e.base = fromLast
	}
	return e.done(date, j+1)
}

// theAt reads what "the" begins. The article belongs to the expression where
// the expression needs it.
func (s *scan) theAt(i int, e *expr) bool {
	j := i + 1
	ok := false
	switch s.class(j) {
	case number:
		ok = s.calendar(j, e)
		if !ok {
			e.lo = j
			return s.numeric(j, e) || s.yearAt(j, e)
		}
	case ordinal:
		ok = s.calendar(j, e) || s.partOfYear(j, e) || s.nthOf(j, e) || s.dayAlone(j, e)
	case dir:
		ok = s.partOfYear(j, e) || s.nthOf(j, e) || s.dirAt(j, e)
	case mod:
		ok = s.modAt(j, e)
	case decades:
		ok = s.decadeAt(j, e)
	case quote:
		ok = s.decadeAt(j, e)
	case weekend:
		e.point, e.unit, e.head = byUnit, 'w', j
		ok = s.class(i-1) != ofWord && e.done(date, j+1)
	case season:
		ok = s.seasonAt(j, e)
	case daypart:
		ok = s.partAlone(j, e)
	case unit:
		ok = s.theUnit(i, j, e)
	case month, weekday, holiday, today:
		e.lo = j
		return s.parse(j, e)
	}
	if ok {
		e.lo = i
	}
	return ok
}

// theUnit reads "the day before yesterday", "the week of October 6", "the year
// 2020", "to end the day", "later in the week".
func (s *scan) theUnit(i, j int, e *expr) bool {
	u := byte(s.p[j].val)
	e.head = j
	next := s.class(j + 1)
	switch {
	case u == 'D' && next == before && s.class(j+2) == today && s.p[j+2].val*s.p[j+1].val > 0:
		e.point, e.unit, e.n = byShift, 'D', 2*int(s.p[j+1].val)
		return e.done(date, j+3)
	case next == before && u != 'H' && s.class(j+2) == holiday && s.dayFrom(j, u, e): // "the day after Christmas"
		return true
	case next == before && u != 'H' && (s.ends(j+2) || u != 'D' && s.trees && s.d.Toks[s.p[j+1].tok].Rel == "advmod"):
		e.point, e.unit, e.n, e.base = byUnit, u, int(s.p[j+1].val), fromLast
		return e.done(date, j+2)
	case rank(u) >= rank('W') && next == before && s.class(j+2) == dir && s.class(j+3) != unit: // "the week after next"
		e.point, e.unit, e.n = byUnit, u, 2*int(s.p[j+2].val)
		return s.p[j+2].val*s.p[j+1].val > 0 && e.done(date, j+3)
	case u == 'W' && (next == ofWord || s.is(j+1, "beginning") || s.is(j+1, "starting") || s.is(j+1, "ending") || s.is(j+1, "ended")):
		k := j + 2
		if s.class(k) == onWord {
			k++
		}
		if !s.calendar(k, e) || e.d == 0 {
			return false
		}
		e.unit, e.head = 'W', j
		return true
	case u == 'm' && next == ofWord && s.class(j+2) == month:
		return s.monthYear(j+2, e) || s.monthAlone(j+2, e)
	case u == 'Y' && next == number:
		return s.figures(j+1, 4, 4) && s.yearAt(j+1, e)
	}
	if u == 'H' || u == 'C' || u == 'E' || u == 'Q' || !s.wholeUnit(i, u) {
		return false
	}
	e.point, e.unit, e.base = byUnit, u, fromNear
	if u == 'D' {
		e.base = fromLast
	}
	return e.done(date, j+1)
}

// dayFrom reads "day after Christmas".
func (s *scan) dayFrom(j int, u byte, e *expr) bool {
	e.amounts[0], e.amount = amount{n: 1, unit: u}, 1
	if s.fromDate(j+2, int(s.p[j+1].val), e) {
		return true
	}
	e.amount = 0
	return false
}

// ends reports whether a clause ends at piece j.
func (s *scan) ends(j int) bool {
	switch s.class(j) {
	case brk, dot, comma:
		return true
	}
	return false
}

// wholeUnit reports whether the words before "the day", "the week" make it a
// time: "end the day", "later in the week".
func (s *scan) wholeUnit(i int, u byte) bool {
	switch s.class(i - 1) {
	case inWord:
		return s.class(i-2) == mod
	case duringWord:
		return true
	case forWord:
		return u != 'D' && s.ends(i+2)
	}
	if s.class(i-1) == ofWord && s.class(i-2) == mod && (s.p[i-2].val == 3 || u != 'D') {
		return true
	}
	return u == 'D' && s.near(i-1)&closing != 0
}

// dayAlone reads "the 12th", a day of the month that stands before it.
func (s *scan) dayAlone(j int, e *expr) bool {
	if s.p[j].digits == 0 || !dayNumber(&s.p[j]) {
		return false
	}
	switch s.class(j - 2) {
	case onWord, byWord, untilWord, fromWord, andWord, toWord, sinceWord, comma:
	default:
		return false
	}
	switch s.class(j + 1) {
	case word:
		if s.trees {
			t := &s.d.Toks[s.p[j].tok]
			if t.Head > int(s.p[j].tok) && t.Rel.Base() == "amod" {
				return false
			}
		} else if s.p[j+1].upper {
			return false
		}
	case dash, number, unit:
		return false
	}
	e.d, e.head, e.lean = int(s.p[j].val), j, leanLast
	return e.done(date, j+1)
}
