package when

// numeric reads dates in figures: 2022-01-10, 2022/01/10, 10.01.2022, 13.01.,
// 10/1/2022, 31-Oct-74 and, behind ISO dates, their clock.
func (s *scan) numeric(i int, e *expr) bool {
	if s.class(i) != number || s.p[i].digits == 0 || i > 0 && s.p[i-1].glued && (s.p[i-1].class == dot || s.p[i-1].class == slash || s.p[i-1].class == dash && s.class(i-2) != weekday) {
		return false
	}
	if s.figures(i, 4, 4) && s.p[i].glued {
		return s.yearFirst(i, e)
	}
	if !s.figures(i, 1, 2) || !s.p[i].glued || s.p[i].val == 0 {
		return false
	}
	sep := s.class(i + 1)
	switch sep {
	case dot, slash, dash:
	default:
		return false
	}
	if sep == slash && s.p[i+1].glued && s.figures(i+2, 4, 4) && s.p[i].val <= 12 && s.p[i+2].val >= 1900 && s.p[i+2].val < 2150 && s.monthCue(i-1) {
		e.y, e.m = int(s.p[i+2].val), int(s.p[i].val) // "in 12/2021"
		return e.done(date, i+3)
	}
	if !s.p[i+1].glued || !s.figures(i+2, 1, 2) {
		return sep == dash && s.shortMonth(i, e)
	}
	a, b := int(s.p[i].val), int(s.p[i+2].val)
	if s.class(i+3) == sep && s.p[i+2].glued && s.p[i+3].glued && (s.figures(i+4, 4, 4) || s.figures(i+4, 2, 2)) {
		e.y = s.fullYear(i + 4)
		return s.dayFirst(a, b, sep, e) && e.done(date, i+5)
	}
	if sep == slash && a == 9 && b == 11 && s.class(i+3) != slash && s.class(i-1) != onWord {
		e.y, e.m, e.d = 2001, 9, 11 // the attacks go by their day
		return e.done(date, i+3)
	}
	return sep == dot && s.dotted(i, a, b, e)
}

// yearFirst reads 2022-01-10 with its clock, 2022/01/10 and 2022-01.
func (s *scan) yearFirst(i int, e *expr) bool {
	sep := s.class(i + 1)
	if sep != dash && sep != slash && sep != dot || !s.p[i+1].glued || !s.figures(i+2, 1, 2) {
		return false
	}
	y, m := int(s.p[i].val), int(s.p[i+2].val)
	if y < 1000 || y > 2200 || m < 1 || m > 12 {
		return false
	}
	if s.p[i+2].glued && s.class(i+3) == sep && s.p[i+3].glued && s.figures(i+4, 1, 2) {
		d := int(s.p[i+4].val)
		if !valid(y, m, d) {
			return false
		}
		e.y, e.m, e.d = y, m, d
		e.done(date, i+5)
		if s.p[i+4].glued && s.class(i+5) == tWord && s.figures(i+6, 2, 2) {
			if hi := s.clockTime(i+6, e); hi > 0 {
				e.hi = hi
			}
		}
		return true
	}
	if sep != dash || !s.figures(i+2, 2, 2) || s.class(i+3) == dash {
		return false
	}
	if y%100 < m && !s.monthCue(i-1) { // "2007-08" is a range of years
		return false
	}
	e.y, e.m = y, m
	return e.done(date, i+3)
}

func (s *scan) monthCue(i int) bool {
	switch s.class(i) {
	case inWord, sinceWord, untilWord, byWord, onWord, fromWord:
		return true
	}
	return false
}

// shortMonth reads 31-Oct-74.
func (s *scan) shortMonth(i int, e *expr) bool {
	if s.class(i+2) != month || s.class(i+3) != dash || !s.p[i+3].glued || !(s.figures(i+4, 4, 4) || s.figures(i+4, 2, 2)) {
		return false
	}
	e.y, e.m, e.d = s.fullYear(i+4), int(s.p[i+2].val), int(s.p[i].val)
	return valid(e.y, e.m, e.d) && e.done(date, i+5)
}

// dayFirst sets day and month of 5/1/2020. Points and dashes are day-first; for
// slashes the country of the source decides, and the other order is taken
// where the first cannot be.
func (s *scan) dayFirst(a, b int, sep class, e *expr) bool {
	first := sep == slash && s.mdy
	switch {
	case valid(e.y, b, a) && valid(e.y, a, b):
		e.twoWays = sep == slash && !s.mdy && a != b
	case valid(e.y, b, a):
		first = false
	case valid(e.y, a, b):
		first = true
	default:
		e.y = 0
		return false
	}
	e.d, e.m = a, b
	if first {
		e.d, e.m = b, a
	}
	return true
}

// fullYear is a year of two or four digits; two digits lie between 80 years
// before publication and 20 after.
func (s *scan) fullYear(i int) int {
	v := int(s.p[i].val)
	if s.p[i].digits == 4 {
		return v
	}
	top := 2040
	if s.hasRef {
		y, _, _ := s.ref.civil()
		top = y + 20
	}
	return top - floorMod(top-v, 100)
}

// dotted reads "13.01." and "on 13.01": day and month without a year. A decimal
// number looks the same, so it needs a word before it that asks for a day.
func (s *scan) dotted(i, a, b int, e *expr) bool {
	if !valid(2000, b, a) || !s.figures(i+2, 2, 2) {
		return false
	}
	behind := i + 3
	closed := s.class(behind) == dot && s.p[i+2].glued
	repaired := s.repairedDot(i + 2)
	switch s.class(i - 1) {
	case onWord, untilWord, sinceWord, weekday:
	case forWord, byWord, fromWord, toWord, theWord, comma, ofWord, andWord, dash:
		if !closed && !repaired {
			return false
		}
	default:
		return false
	}
	if closed {
		behind++
	}
	switch s.class(behind) {
	case units, unit, number, ampm, zone:
		return false
	case word:
		if s.is(behind, "percent") || s.is(behind, "per") || s.is(behind, "million") || s.is(behind, "billion") || s.is(behind, "hours") {
			return false
		}
	case other:
		if f := s.word(behind); f == "%" || f == "€" {
			return false
		}
	}
	e.d, e.m = a, b
	return e.done(date, behind)
}

// repairedDot reports whether the article had a full stop behind piece i, at
// the end of its token, that repair left out of the form.
func (s *scan) repairedDot(i int) bool {
	t := &s.d.Toks[s.p[i].tok]
	return int(s.p[i].end) == len(t.Form) && t.Len() > len(t.Form) && t.End <= len(s.d.Text) && s.d.Text[t.End-1] == '.'
}

// yearAt reads a year alone: 2014, "2014–2018" as its first.
func (s *scan) yearAt(i int, e *expr) bool {
	if !s.figures(i, 4, 4) || s.p[i].val < 1000 || s.p[i].val > 2150 {
		return false
	}
	if i > 0 && s.p[i-1].glued {
		switch s.p[i-1].class {
		case dot, comma, colon, other, word, slash:
			if s.class(i-1) != other || s.figureBefore(i-1) {
				return false
			}
		}
	}
	if s.p[i].glued {
		switch s.class(i + 1) {
		case word, colon, number:
			return false
		case comma, dot:
			if s.p[i+1].glued && s.class(i+2) == number {
				return false
			}
		case other:
			if f := s.word(i + 1); f == "%" {
				return false
			}
		}
	}
	if !s.yearLike(i) {
		return false
	}
	e.y = int(s.p[i].val)
	if e.y%10 == 0 && s.class(i-1) == theWord && s.class(i+1) == quote && s.possessive(i+1) { // "the 1970's"
		e.unit, e.n, e.y = 'x', e.y, 0
		return e.done(date, i+3)
	}
	if hi := s.partBehind(i+1, e); hi > 0 {
		return e.done(date, hi)
	}
	return e.done(date, i+1)
}

// partBehind reads the part of a year behind the year, "2008's fourth quarter",
// "2008 Q3"; it returns the piece behind, 0 where there is none.
func (s *scan) partBehind(j int, e *expr) int {
	f := expr{lo: j, head: -1}
	switch {
	case s.class(j) == quote && s.possessive(j) && (s.class(j+2) == ordinal || s.class(j+2) == dir):
		if !s.partOfYear(j+2, &f) || f.y > 0 || f.hasShift {
			return 0
		}
	case s.class(j) == qWord || s.class(j) == hWord:
		if !s.shortQuarter(j, &f) && !s.shortHalf(j, &f) || f.y > 0 || f.hasShift {
			return 0
		}
	default:
		return 0
	}
	e.unit, e.n, e.head = f.unit, f.n, f.head
	return f.hi
}

// figureBefore reports whether a sign that makes a number a sum stands at i.
func (s *scan) figureBefore(i int) bool {
	switch s.word(i) {
	case "$", "€", "£", "¥", "#", "+":
		return true
	}
	return false
}

// yearLike tells a year from a count by what stands around it.
func (s *scan) yearLike(i int) bool {
	v := s.p[i].val
	if i > 0 {
		switch s.p[i-1].class {
		case inWord, sinceWord, duringWord, before, mod, fromWord, byWord, untilWord, dir, season, unit, betweenWord:
			if s.counts(i) && s.class(i-1) != inWord && s.class(i-1) != sinceWord {
				return false
			}
			return v >= 1000 && !s.noun(i+1)
		case approx, moreWord, thanWord:
			return s.class(i+1) == dash && s.figures(i+2, 4, 4) && v >= 1900 // "over 2000–2050"
		case other:
			if s.figureBefore(i - 1) {
				return false
			}
		case word:
			if s.near(i-1)&numbered != 0 { // "Resolution 1973"
				return false
			}
		}
	}
	if v < 1900 || v > 2050 || s.counts(i) && v > 1950 && s.plural(i+1) && s.class(i-1) != theWord {
		return false
	}
	return !s.noun(i + 1)
}

// noun reports whether a unit or a plural of things counted stands at j.
func (s *scan) noun(j int) bool {
	switch s.class(j) {
	case units, ampm, zone, localWord, oclockWord:
		return true
	case number:
		return s.p[j].digits == 0
	case word:
		return s.near(j)&counted != 0
	}
	return false
}

// plural reports whether the word at j looks like a plural in small letters.
func (s *scan) plural(j int) bool {
	if s.class(j) != word || s.p[j].upper {
		return false
	}
	w := s.word(j)
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's'
}
