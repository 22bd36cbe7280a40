package when

// inherits reports whether a date without a year lies in the year that the
// same sentence names before it: "In 2014, … on March 16".
func (s *scan) inherits(e *expr, t tense) bool {
	if !s.last.ok || s.lastSen != s.sen || !s.lastFull || e.lean != leanTense || t >= present && (t > present || s.hasRef) {
		return false
	}
	if s.trees && s.aside(s.lastTok, int(s.p[max(e.head, e.lo)].tok)) {
		return false
	}
	ly, _, _ := s.last.from.civil()
	ry, _, _ := s.ref.civil()
	return !s.hasRef || ly < ry
}

// aside reports whether token a stands in a clause about a noun that token b is
// outside of: the year in "the firm, founded in 1976, sold it in April" is not that
// of April.
func (s *scan) aside(a, b int) bool {
	toks := s.d.Toks
	for range 12 {
		h := toks[a].Head
		if h < 0 || h >= len(toks) {
			return false
		}
		if toks[a].Rel.Base() == "acl" {
			return !s.below(b, a)
		}
		a = h
	}
	return false
}

// below reports whether token t hangs, at any depth, on token top.
func (s *scan) below(t, top int) bool {
	for range 24 {
		if t == top {
			return true
		}
		if t = s.d.Toks[t].Head; t < 0 || t >= len(s.d.Toks) {
			return false
		}
	}
	return false
}

// year is the year of an expression that names none.
func (s *scan) year(e *expr, t tense) int {
	ry, _, _ := s.ref.civil()
	if e.hasShift {
		return ry + e.yearShift
	}
	if s.inherits(e, t) {
		y, _, _ := s.last.from.civil()
		if s.last.grain != 'Y' && s.inYear(e, y).to < s.last.from {
			y++
		}
		return y
	}
	switch e.lean {
	case leanHere:
		return ry
	case leanLast:
		if s.last.ok {
			y, _, _ := s.last.from.civil()
			if s.inYear(e, y).from < s.last.from {
				y++
			}
			return y
		}
	case leanPast:
		return s.latest(e, ry+1, s.ref, true)
	case leanNext, leanSoon:
		return s.soonest(e, ry-1, s.ref, true)
	}
	return s.nearYear(e, t, ry)
}

// nearYear is the year that fits the tense and lies nearest. Nobody leaves out
// the year of a day almost a year away, so a date that fits the tense only
// there goes with the other side.
func (s *scan) nearYear(e *expr, t tense, ry int) int {
	before := s.latest(e, ry+1, s.ref, false)
	after := s.soonest(e, ry-1, s.ref, false)
	ago := int(s.ref - s.inYear(e, before).to)
	ahead := int(s.inYear(e, after).from - s.ref)
	switch t {
	case likely:
		if ahead > 120 && ago < ahead {
			return before
		}
		return after
	case future:
		if ahead > 300 && ago < 92 {
			return before
		}
		return after
	case present:
		if ahead > 210 {
			return before
		}
		return after
	case past:
		if ago > 300 && ahead < 60 && s.class(e.lo-1) != sinceWord {
			return after
		}
		return before
	}
	if ago > 274 {
		return after
	}
	return before
}

// latest is the last year up to y in which e begins on or before b; strictly:
// in which it has ended before b.
func (s *scan) latest(e *expr, y int, b day, strictly bool) int {
	for n := 0; n < 4; n++ {
		r := s.inYear(e, y)
		if strictly && r.to < b || !strictly && r.from <= b {
			return y
		}
		y--
	}
	return y
}

// soonest is the first year from y on in which e ends on or after b; strictly:
// in which it begins after b.
func (s *scan) soonest(e *expr, y int, b day, strictly bool) int {
	for n := 0; n < 4; n++ {
		r := s.inYear(e, y)
		if strictly && r.from > b || !strictly && r.to >= b {
			return y
		}
		y++
	}
	return y
}

// weekdayNear is the day of a bare weekday.
func (s *scan) weekdayNear(e *expr, t tense) result {
	if e.lean == leanLast {
		if b := s.last; b.ok && s.sen-s.lastSen <= 3 {
			return dayResult(b.to + day(floorMod(e.wd-b.to.weekday()-1, 7)+1))
		}
	}
	if !s.hasRef {
		return result{}
	}
	back := day(floorMod(s.ref.weekday()-e.wd, 7))
	ahead := day(floorMod(e.wd-s.ref.weekday(), 7))
	if e.d > 0 { // "Friday the 13th"
		return s.weekdayOf(e, t)
	}
	switch e.lean {
	case leanPast:
		if back == 0 {
			back = 7
		}
		return dayResult(s.ref - back)
	case leanSoon:
		if ahead == 0 {
			ahead = 7
		}
		return dayResult(s.ref + ahead)
	case leanNext:
		return dayResult(s.ref.monday() + day(7+e.wd-1))
	case leanHere:
		if t == past {
			return dayResult(s.ref - back)
		}
		return dayResult(s.ref.monday() + day(e.wd-1))
	}
	if t >= present || t == either && ahead < back || t == coming && (ahead < back || back > 2) {
		return dayResult(s.ref + ahead)
	}
	return dayResult(s.ref - back)
}

// weekdayOf is the nearest day with both the weekday and the day of the month.
func (s *scan) weekdayOf(e *expr, t tense) result {
	for n := 0; n <= 12; n++ {
		for _, sign := range [...]int{-1, 1} {
			if t == past && sign > 0 || t >= present && sign < 0 && n > 0 {
				continue
			}
			y, m, _ := firstOfMonth(s.ref).addMonths(sign * n).civil()
			if e.d <= monthLen(y, m) && dayOf(y, m, e.d).weekday() == e.wd {
				return dayResult(dayOf(y, m, e.d))
			}
		}
	}
	return result{}
}

// dayNear is the day of "the 12th": in the month of the date before it where
// that fits the tense, else as the tense has it.
func (s *scan) dayNear(e *expr, t tense) result {
	if s.last.ok && s.sen-s.lastSen <= 2 && (s.last.grain == 'D' || s.last.grain == 'm') {
		y, m, dom := s.last.from.civil()
		if e.d <= monthLen(y, m) {
			d := dayOf(y, m, e.d)
			series := s.lastSen == s.sen && s.last.grain == 'D' && e.d > dom // "on the 12th and the 13th"
			if !s.hasRef || series || t == noTense || t == past && d <= s.ref || t != past && d >= s.ref {
				return dayResult(d)
			}
		}
	}
	if !s.hasRef {
		return result{}
	}
	y, m, d := s.ref.civil()
	switch {
	case t == past && e.d > d, t == noTense && e.d > d+15:
		m--
	case t >= present && e.d < d, t == noTense && e.d < d-15:
		m++
	}
	first := dayOf(y, m, 1)
	y, m, _ = first.civil()
	return dayResult(dayOf(y, m, min(e.d, monthLen(y, m))))
}
