package when

import "chancery"

// pair reads a second date that makes a range with e ("from Monday to
// Wednesday", "2014–2018"), or a second day of a list ("10 and 15 January"). It
// adds the mentions and returns the piece behind them.
func (s *scan) pair(e *expr) (int, bool) {
	if e.d2 > 0 {
		return s.days(e)
	}
	j := e.hi
	c := s.class(j)
	open := s.class(e.lo - 1)
	switch c {
	case toWord, untilWord, dash, slash:
	case andWord:
	default:
		return 0, false
	}
	k := j + 1
	if c == dash && e.y > 0 && e.m == 0 && (e.unit == 0 || e.unit == 's') && s.figures(k, 2, 2) && s.p[j].glued && s.p[j-1].glued {
		return s.shortRange(e, k)
	}
	var f expr
	if !starts[s.class(k)] || !s.parse(k, &f) || f.kind != date || f.hi <= k {
		return 0, false
	}
	s.withClock(&f)
	if e.point == byClock && f.clock && f.daily() { // "from 9:30 to 11:00 on Thursday"
		g := f
		g.lo, g.hi, g.head = e.lo, e.hi, e.head
		g.hh, g.mm, g.ss, g.secs = e.hh, e.mm, e.ss, e.secs
		*e = g
	}
	if !alike(e, &f) && !((open == fromWord || open == betweenWord) && dated(e) && dated(&f)) {
		return 0, false
	}
	if c == andWord && open != betweenWord && !s.follows(e, &f) {
		return 0, false
	}
	if c == slash && !s.p[j].glued {
		return 0, false
	}
	return s.rangeOf(e, &f, open)
}

// alike reports whether two expressions can be the ends of a range.
func alike(e, f *expr) bool {
	if e.sign != 0 || f.sign != 0 {
		return false
	}
	switch {
	case e.point == byClock && f.point == byClock:
		return true
	case e.daily() && f.daily():
		return true
	case e.daily() && f.point == byClock: // "Monday 10:00–12:00"
		return e.clock
	case e.point != byFields || f.point != byFields:
		return false
	}
	return e.unit == f.unit && (e.m > 0) == (f.m > 0) && e.d == 0 && f.d == 0 && e.wd == 0 && f.wd == 0 && e.nth == 0 && f.nth == 0
}

// dated reports whether an expression has a month or a year, to be one end of
// "from May 5, 2015 to February 2018".
func dated(e *expr) bool {
	return e.sign == 0 && e.point == byFields && (e.m > 0 || e.y > 0) && e.nth == 0 && (e.m > 0 || e.unit == 0)
}

// follows reports whether f is the day after e: "Tuesday and Wednesday".
func (s *scan) follows(e, f *expr) bool {
	if e.clock || f.clock || e.part != "" || f.part != "" {
		return false
	}
	if e.point == byFields && f.point == byFields && e.wd > 0 && f.wd > 0 && e.m == 0 && f.m == 0 {
		return f.wd == e.wd%7+1
	}
	return e.m > 0 && f.m > 0 && e.d > 0 && f.d > 0 && e.y == f.y && dayOf(2001, e.m, e.d)+1 == dayOf(2001, f.m, f.d)
}

// rangeOf adds one mention for both ends.
func (s *scan) rangeOf(e, f *expr, open class) (int, bool) {
	if f.y > 0 && e.y == 0 && e.m > 0 {
		e.y = f.y
		if e.m > f.m && f.m > 0 {
			e.y--
		}
	}
	m := s.mention(e, e.lo, f.hi)
	head := int(s.p[e.head].tok)
	t := s.tenseOf(head)
	if open == fromWord && s.moved(head) {
		return 0, false
	}
	r1 := s.resolve(e, t)
	if r1.ok && e.point != byClock {
		s.remember(r1, e)
	}
	r2 := s.resolve(f, t)
	if f.point == byClock {
		r2 = r1
	}
	if !r1.ok || !r2.ok {
		return 0, false
	}
	s.order(&r1, &r2, f, t)
	if r2.from < r1.from {
		return 0, false
	}
	m.Type, m.Why = chancery.DateType, s.reason(e, t, r1)
	if e.clock || f.clock || e.part != "" || f.part != "" {
		m.Type = chancery.ClockType
	}
	m.Value = s.rangeValue(r1, r2, e, f)
	s.fillDays(&m, r1.from, r2.to)
	s.check(e, r1, s.span(e.lo, e.hi))
	s.check(f, r2, s.span(f.lo, f.hi))
	s.d.Mentions = append(s.d.Mentions, m)
	if e.point != byClock {
		s.remember(result{r1.from, r2.to, r2.grain, true}, f)
	}
	return f.hi, true
}

// order brings the second end behind the first: the weekday after it, the date
// of the year after it.
func (s *scan) order(r1, r2 *result, f *expr, t tense) {
	switch {
	case f.point != byFields || f.y > 0:
	case f.wd > 0 && f.m == 0:
		n := day(floorMod(int(r2.from-r1.from), 7))
		*r2 = dayResult(r1.from + n)
		if t == past && s.hasRef && r2.from > s.ref {
			*r1, *r2 = dayResult(r1.from-7), dayResult(r2.from-7)
		}
	case f.m > 0:
		y, _, _ := r1.from.civil()
		for n := range 2 {
			if *r2 = s.inYear(f, y+n); r2.from >= r1.from {
				return
			}
		}
	}
}

// moved reports whether the verb above token t moves something from one time
// to another: then both times stand alone.
func (s *scan) moved(t int) bool {
	if !s.trees {
		return false
	}
	for n := 0; n < 8 && t >= 0 && t < len(s.d.Toks); n++ {
		if c := s.st.lex.verbs[s.d.Toks[t].Lemma]; c == moves {
			return true
		}
		if s.predicate(t) {
			return false
		}
		t = s.d.Toks[t].Head
	}
	return false
}

// shortRange reads "2014–15".
func (s *scan) shortRange(e *expr, k int) (int, bool) {
	y := e.y - e.y%100 + int(s.p[k].val)
	if y <= e.y {
		return 0, false
	}
	if e.unit == 's' { // "winter 2013-14"
		e.hi = k + 1
		s.emit(e, e.lo, e.hi)
		return e.hi, true
	}
	f := *e
	f.y, f.lo, f.hi, f.head = y, k, k+1, k
	return s.rangeOf(e, &f, other)
}

// days adds the mentions of several days of one month: a range where they
// follow each other or a dash joins them, else one each.
func (s *scan) days(e *expr) (int, bool) {
	if !e.list || e.d2 == e.d+1 || e.split == 0 {
		if e.d2 < e.d { // "30–2 January"
			e.d2 = 0
		}
		return 0, false
	}
	f := *e
	f.d, f.d2, f.lo = e.d2, 0, e.split
	e.d2 = 0
	s.emit(e, e.lo, e.split-1)
	s.emit(&f, f.lo, f.hi)
	return f.hi, true
}
