package when

// clockTime reads 18:00, 18:00:30, 3 p.m., 3:30pm, 14.30 GMT, 1400 GMT, 3
// o'clock, with a zone behind, from piece j on. It returns the piece behind, 0
// where there is no clock time.
func (s *scan) clockTime(j int, e *expr) int {
	hh, mm, ss, secs := 0, 0, 0, false
	k := j
	bare := true // needs a word behind that makes it a clock time
	switch {
	case s.class(j) == clockword:
		e.clock, e.hh, e.mm, e.secs = true, int(s.p[j].val), 0, false
		return s.zoneAt(j+1, e)
	case s.figures(j, 1, 2) && s.class(j+1) == colon && s.p[j].glued && s.figures(j+2, 2, 2) && s.p[j+1].glued:
		hh, mm, k, bare = int(s.p[j].val), int(s.p[j+2].val), j+3, false
		if s.class(k) == colon && s.p[k].glued && s.figures(k+1, 2, 2) {
			ss, secs, k = int(s.p[k+1].val), true, k+2
		}
	case s.figures(j, 1, 2) && s.class(j+1) == dot && s.p[j].glued && s.figures(j+2, 2, 2) && s.p[j+1].glued:
		hh, mm, k = int(s.p[j].val), int(s.p[j+2].val), j+3
	case s.figures(j, 4, 4):
		hh, mm, k = int(s.p[j].val)/100, int(s.p[j].val)%100, j+1
		if s.class(k) == ampm {
			return 0
		}
	case s.class(j) == number && s.p[j].val <= 24:
		hh, k = int(s.p[j].val), j+1
	default:
		return 0
	}
	half, behind := s.halfOfDay(k)
	switch {
	case behind > k && hh >= 1 && hh <= 12:
		hh = hh%12 + half
		k, bare = behind, false
	case s.class(k) == oclockWord:
		k, bare = k+1, false
	case s.class(k) == hWord && s.p[k-1].glued && s.figures(k+1, 2, 2) && k == j+1:
		mm, k, bare = int(s.p[k+1].val), k+2, false
	}
	if hh > 24 || mm > 59 || ss > 59 || hh == 24 && mm > 0 {
		return 0
	}
	e.clock, e.hh, e.mm, e.ss, e.secs = true, hh, mm, ss, secs
	hi := s.zoneAt(k, e)
	if bare && hi == k && !(s.is(k, "hours") && s.figures(j, 4, 4)) {
		e.clock, e.hh, e.mm = false, 0, 0
		return 0
	}
	return hi
}

// halfOfDay reads "a.m." or "p.m.", in one piece or several, and returns the
// hours to add and the piece behind, k where there is none.
func (s *scan) halfOfDay(k int) (hours, behind int) {
	switch {
	case s.class(k) == ampm && !(s.is(k, "am") && !s.p[k-1].glued && s.p[k-1].digits == 0): // "I am"
		return int(s.p[k].val), k + 1
	case (s.is(k, "p") || s.is(k, "a") && s.class(k) == aWord) && s.class(k+1) == dot && s.is(k+2, "m"):
		if s.is(k, "p") {
			hours = 12
		}
		if behind = k + 3; s.class(behind) == dot && s.p[behind-1].glued && s.class(behind+1) != brk {
			behind++
		}
		return hours, behind
	}
	return 0, k
}

// zoneAt reads a zone, "local time" or "Moscow time" behind a clock time.
func (s *scan) zoneAt(k int, e *expr) int {
	switch {
	case s.class(k) == zone && (s.p[k].upper || s.is(k, "gmt") || s.is(k, "utc") || s.p[k-1].glued):
		e.hasZone, e.zone = true, int(s.p[k].val)
		k++
		if (s.class(k) == dash || s.class(k) == other && s.word(k) == "+") && s.p[k].glued && s.figures(k+1, 1, 2) && s.p[k-1].glued {
			h := int(s.p[k+1].val)
			if s.class(k) == dash {
				h = -h
			}
			if h >= -12 && h <= 14 {
				e.zone = h * 60
				k += 2
			}
		}
		return k
	case s.class(k) == localWord && s.class(k+1) == timeWord:
		return k + 2
	case s.class(k) == word && s.p[k].upper && s.class(k+1) == timeWord:
		return k + 2
	}
	return k
}

// clockAt reads a clock time and the day that may stand behind it: "3 p.m. on
// Friday".
func (s *scan) clockAt(i int, e *expr) bool {
	if i > 0 && s.p[i-1].glued && (s.class(i-1) == colon || s.class(i-1) == dot || s.class(i-1) == word || s.class(i-1) == number) {
		return false
	}
	hi := s.clockTime(i, e)
	if hi == 0 {
		return false
	}
	e.point, e.head = byClock, i
	e.done(date, hi)
	j := hi
	if s.class(j) == comma {
		j++
	}
	if s.class(j) == onWord {
		j++
	}
	if s.class(j) == inWord && s.class(j+1) == theWord && s.class(j+2) == daypart { // "5 in the morning"
		e.hi = j + 3
		return true
	}
	switch s.class(j) {
	case weekday, today, month, number, dir, ordinal:
		var f expr
		if s.parse(j, &f) && f.kind == date && !f.clock && f.sign == 0 && f.daily() {
			f.lo, f.clock, f.hh, f.mm, f.ss, f.secs, f.hasZone, f.zone = i, true, e.hh, e.mm, e.ss, e.secs, e.hasZone, e.zone
			f.part = ""
			*e = f
		}
	}
	return true
}

// daily reports whether an expression tells one day.
func (e *expr) daily() bool {
	return e.isDay() && e.d2 == 0 || e.point == byShift && e.unit == 'D' || e.point == byUnit && (e.unit == 'D' || e.nth > 0)
}

// withClock takes a clock time behind a day into it: "Tuesday at 18:00 UTC".
func (s *scan) withClock(e *expr) {
	if e.clock || e.kind != date || !e.daily() || e.sign != 0 {
		return
	}
	j := e.hi
	if s.class(j) == comma {
		j++
	}
	switch s.class(j) {
	case atWord, fromWord:
		j++
		if s.class(j) == approx {
			j++
		}
	case number, clockword:
	default:
		return
	}
	f := *e
	hi := s.clockTime(j, &f)
	if hi == 0 {
		return
	}
	if s.class(hi) == dash && s.figures(hi+1, 1, 2) && s.p[hi].glued { // a range of hours
		return
	}
	*e = f
	e.part = ""
	e.hi = hi
}

// partOf reads "overnight", "morning of January 5", "at dawn".
func (s *scan) partOf(i int, e *expr) bool {
	if s.partOfDay(i, e) {
		return true
	}
	if s.is(i, "overnight") || s.class(i-1) == atWord && (s.is(i, "dawn") || s.is(i, "dusk") || s.is(i, "midday")) {
		e.point, e.head, e.part = byPart, i, s.code(i)
		hi := i + 1
		return e.done(date, hi)
	}
	return false
}

// partOfDay reads "night of February 21", "night of the 5th of May".
func (s *scan) partOfDay(i int, e *expr) bool {
	if s.class(i) != daypart || s.class(i+1) != ofWord && s.class(i+1) != onWord {
		return false
	}
	k := i + 2
	switch s.class(k) {
	case weekday, month, number, theWord, ordinal, today:
	default:
		return false
	}
	var f expr
	if !s.parse(k, &f) || f.kind != date || f.clock || f.part != "" || !f.daily() {
		return false
	}
	f.lo, f.part = i, s.code(i)
	*e = f
	return true
}

// partAlone reads "the night of February 21" and "in the morning".
func (s *scan) partAlone(j int, e *expr) bool {
	if s.partOfDay(j, e) {
		return true
	}
	if s.class(j-2) != inWord && s.class(j-2) != duringWord || s.class(j+1) == ofWord || s.is(j, "night") {
		return false
	}
	e.point, e.head, e.part = byPart, j, s.code(j)
	return e.done(date, j+1)
}
