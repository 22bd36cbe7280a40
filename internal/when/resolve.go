package when

// A result is the days of an expression and how fine they are.
type result struct {
	from, to day
	grain    byte // D day, W week, w weekend, m month, Q quarter, h half, s season, Y year, x decade, c century
	ok       bool
}

func span(from, to day, grain byte) result { return result{from, to, grain, true} }

// resolve finds the days of an expression; t is the tense that governs it.
func (s *scan) resolve(e *expr, t tense) result {
	var r result
	switch e.point {
	case byFields:
		r = s.fields(e, t)
	case byFeast:
		r = s.feastDays(e, t)
	case byShift:
		if b, ok := s.baseOf(e); ok {
			r = span(b.from+day(e.n), b.to+day(e.n), 'D')
			if e.sign == 0 {
				r.to = r.from
			}
		}
	case byUnit:
		r = s.unitDays(e, t)
	case byClock, byPart:
		r = s.clockDay(e)
	}
	if e.sign != 0 && r.ok {
		r = s.shift(r, e)
	}
	return r
}

// baseOf is the day or days that an expression counts from.
func (s *scan) baseOf(e *expr) (result, bool) {
	switch e.base {
	case fromLast:
		daily := e.point == byUnit && e.unit == 'D' || e.point == byShift && e.sign == 0
		if e.sign != 0 && rank(e.amounts[0].unit) <= rank('F') {
			daily = true
		}
		if daily {
			if s.lastDay.ok && s.sen-s.daySen <= 3 {
				return s.lastDay, true
			}
		} else if s.last.ok && s.sen-s.lastSen <= 3 {
			return s.last, true
		}
	case fromNear:
		if s.last.ok && s.lastSen == s.sen && (s.last.grain == 'Y' || s.last.grain == e.unit || e.unit != 'Y' && s.last.grain == 'D') {
			return s.last, true
		}
	}
	return span(s.ref, s.ref, 'D'), s.hasRef
}

// clockDay is the day of a clock time or a part of the day that stands alone:
// that of its sentence or the sentence before, else the day of publication.
func (s *scan) clockDay(e *expr) result {
	back := 1                   // "On Tuesday … . It began at 9 p.m."
	if s.class(e.lo-1) == brk { // the stamp of a live blog
		back = 0
	}
	if s.lastDay.ok && s.sen-s.daySen <= back {
		return span(s.lastDay.from, s.lastDay.from, 'D')
	}
	return result{s.ref, s.ref, 'D', s.hasRef}
}

// shift moves r by the amounts of e, at the grain of the finest amount.
func (s *scan) shift(r result, e *expr) result {
	b := r.from
	if e.sign > 0 {
		b = r.to
	}
	grain := byte('Y')
	for _, a := range e.amounts[:e.amount] {
		if a.open && rank(a.unit) <= rank('H') { // "a few hours later"
			return s.around(b, 'D')
		}
		if a.open || a.n > 3000 {
			return result{}
		}
		n := a.n * e.sign
		switch a.unit {
		case 'D':
			b, grain = b+day(n), 'D'
		case 'W':
			b, grain = b+day(7*n)+day(7*a.frac/10*e.sign), 'D'
		case 'F':
			b, grain = b+day(14*n), 'D'
		case 'm':
			b = b.addMonths(n)
			if a.frac > 0 {
				b += day(3 * a.frac * e.sign)
			}
			grain = 'm'
		case 'Q':
			b, grain = b.addMonths(3*n), 'm'
		case 'Y':
			b = b.addMonths(12*n + 12*a.frac/10*e.sign)
			if a.frac > 0 {
				grain = 'm'
			}
		case 'E':
			b = b.addMonths(120 * n)
		case 'C':
			b = b.addMonths(1200 * n)
		case 'H', 'M', 'S':
			b, grain = s.hours(b, n, a.unit), 'D'
		}
	}
	if rank(grain) < rank(r.grain) && r.grain != 'D' {
		return result{}
	}
	return s.around(b, grain)
}

// hours moves a day by hours or minutes, from the minute of publication where
// it is known; otherwise 24 hours are a day.
func (s *scan) hours(b day, n int, u byte) day {
	if s.minute < 0 || b != s.ref || u == 'S' {
		if u == 'H' {
			return b + day(n/24)
		}
		return b
	}
	if u == 'H' {
		n *= 60
	}
	return b + day(floorDiv(s.minute+n, 24*60))
}

// around is the unit of a grain that holds b.
func (s *scan) around(b day, grain byte) result {
	y, m, _ := b.civil()
	switch grain {
	case 'W':
		return span(b.monday(), b.monday()+6, 'W')
	case 'w':
		return span(b.monday()+5, b.monday()+6, 'w')
	case 'm':
		return monthOf(y, m)
	case 'Q':
		return quarterOf(y, (m-1)/3+1)
	case 'Y':
		return yearOf(y)
	case 'E', 'x':
		return span(dayOf(y-floorMod(y, 10), 1, 1), dayOf(y-floorMod(y, 10)+9, 12, 31), 'x')
	case 'C', 'c':
		return span(dayOf(y-floorMod(y, 100), 1, 1), dayOf(y-floorMod(y, 100)+99, 12, 31), 'c')
	}
	return span(b, b, 'D')
}

func monthOf(y, m int) result   { return span(dayOf(y, m, 1), dayOf(y, m+1, 1)-1, 'm') }
func quarterOf(y, q int) result { return span(dayOf(y, 3*q-2, 1), dayOf(y, 3*q+1, 1)-1, 'Q') }
func yearOf(y int) result       { return span(dayOf(y, 1, 1), dayOf(y, 12, 31), 'Y') }

// unitDays is "last week", "this year", "the weekend", "the following month",
// and a day of such a week.
func (s *scan) unitDays(e *expr, t tense) result {
	b, ok := s.baseOf(e)
	if !ok {
		return result{}
	}
	from, n := b.from, e.n
	if e.base != fromRef && n > 0 && b.grain != 'D' && rank(e.unit) < rank(b.grain) {
		return result{}
	}
	if e.unit == 'w' && e.lean == leanTense && t < present && from.monday()+5 > from {
		n = -1
	}
	if e.hasShift {
		from = from.addMonths(12 * e.yearShift)
	}
	nth := e.nth
	switch e.unit {
	case 'D':
		from += day(n)
	case 'W', 'w':
		from += day(7 * n)
	case 'F':
		from += day(14 * n)
	case 'm':
		from = firstOfMonth(from).addMonths(n)
	case 'Q':
		from = firstOfMonth(from).addMonths(3 * n)
	case 'Y':
		from = firstOfMonth(from).addMonths(12 * n)
	case 'E':
		from = firstOfMonth(from).addMonths(120 * n)
	case 'C':
		from = firstOfMonth(from).addMonths(1200 * n)
	}
	if e.nthUnit != 0 { // "first Tuesday of next month"
		y, m, _ := from.civil()
		g := *e
		g.m, g.unit = m, e.nthUnit
		return nthResult(&g, y)
	}
	r := s.around(from, e.unit)
	if e.unit == 'm' && nth > 0 { // "15th of this month"
		return dayResult(min(r.from+day(nth-1), r.to))
	}
	if e.unit == 'W' && e.wd == 0 && nth > 0 {
		return dayResult(r.from + day(nth-1))
	}
	if e.unit == 'W' && e.wd > 0 {
		return dayResult(r.from + day(e.wd-1))
	}
	return r
}

func firstOfMonth(d day) day {
	y, m, _ := d.civil()
	return dayOf(y, m, 1)
}

func dayResult(d day) result { return span(d, d, 'D') }

// feastDays is the day of a holiday.
func (s *scan) feastDays(e *expr, t tense) result {
	y := e.y
	if y == 0 {
		if !s.hasRef {
			return result{}
		}
		y = s.year(e, t)
	}
	d, ok := feastDay(e.feast, y)
	return result{d, d, 'D', ok}
}

// fields is a date by its year, month, day, weekday or part of a year.
func (s *scan) fields(e *expr, t tense) result {
	y := e.y
	switch {
	case e.unit == 'x':
		return span(dayOf(e.n, 1, 1), dayOf(e.n+9, 12, 31), 'x')
	case e.unit == 'c':
		return span(dayOf(100*e.n-100, 1, 1), dayOf(100*e.n-1, 12, 31), 'c')
	case y > 0:
	case e.m == 0 && e.unit == 0 && e.wd > 0:
		return s.weekdayNear(e, t)
	case e.m == 0 && e.d > 0:
		return s.dayNear(e, t)
	case !s.hasRef && !s.inherits(e, t):
		return result{}
	default:
		y = s.year(e, t)
	}
	return s.inYear(e, y)
}

// inYear is the expression in the year y.
func (s *scan) inYear(e *expr, y int) result {
	switch {
	case e.point == byFeast:
		d, ok := feastDay(e.feast, y)
		return result{d, d, 'D', ok}
	case e.unit == 'q':
		return quarterOf(y, e.n)
	case e.unit == 'h':
		return span(dayOf(y, 6*e.n-5, 1), dayOf(y, 6*e.n+1, 1)-1, 'h')
	case e.unit == 's':
		return span(dayOf(y, 3*e.n, 1), dayOf(y, 3*e.n+3, 1)-1, 's')
	case e.nth != 0:
		return nthResult(e, y)
	case e.d > 0:
		d := min(e.d, monthLen(y, e.m)) // "February 29" of another year
		if e.d > d+1 || e.d > d && e.m != 2 {
			return monthOf(y, e.m) // "June 31"
		}
		r := dayResult(dayOf(y, e.m, d))
		if e.d2 > 0 {
			r.to = dayOf(y, e.m, min(max(e.d2, d), monthLen(y, e.m)))
		}
		if e.unit == 'W' {
			return s.around(r.from, 'W')
		}
		return r
	case e.m > 0:
		return monthOf(y, e.m)
	}
	return yearOf(y)
}

// nthResult is the nth week, weekend, day or weekday of a month or year.
func nthResult(e *expr, y int) result {
	if e.m == 0 {
		w := weekOf(y, max(e.nth, 1))
		if e.nth < 0 {
			w = dayOf(y, 12, 28).monday()
		}
		return span(w, w+6, 'W')
	}
	var d day
	switch {
	case e.unit == 'd':
		return dayResult(nthWeekday(y, e.m, e.wd, e.nth))
	case e.unit == 'w':
		d = nthWeekday(y, e.m, 6, e.nth)
		return span(d, d+1, 'w')
	case e.nth < 0:
		d = dayOf(y, e.m+1, 1) - 1
	case e.unit == 'W':
		d = dayOf(y, e.m, 1) + day(7*(e.nth-1))
	default:
		d = dayOf(y, e.m, min(e.nth, monthLen(y, e.m)))
	}
	if e.unit == 'W' {
		return span(d.monday(), d.monday()+6, 'W')
	}
	return dayResult(d)
}
