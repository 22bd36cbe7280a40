package when

// bareUnits reads "years ago", "for months", "over the years".
func (s *scan) bareUnits(i int, e *expr) bool {
	p := &s.p[i]
	if p.class == unit {
		if p.val == 'Y' && s.figures(i+1, 4, 4) && s.yearAt(i+1, e) {
			e.lo = i
			return true
		}
		if s.class(i+1) == dash && s.is(i+2, "long") { // "week-long"
			e.amounts[0], e.amount, e.head = amount{n: 1, unit: byte(p.val)}, 1, i
			return e.done(length, i+3)
		}
		return p.val == 'Y' && s.yearEnd(i, e)
	}
	e.head = i
	if s.class(i+1) == ago {
		e.code = "PAST_REF"
		return e.done(vague, i+2)
	}
	if s.aged(i+1) || s.class(i+1) == ofWord && rank(byte(p.val)) > 4 && s.class(i-1) != forWord && s.class(i-1) != before {
		return false
	}
	switch s.class(i - 1) {
	case forWord, withinWord, before:
	case inWord:
		if s.class(i+1) != ofWord && !s.ends(i+1) {
			return false
		}
	default:
		return false
	}
	e.amounts[0], e.amount = amount{open: true, unit: byte(p.val)}, 1
	return e.done(length, i+1)
}

// yearEnd reads "by year-end", "at year's end".
func (s *scan) yearEnd(i int, e *expr) bool {
	j := i + 1
	switch {
	case s.class(j) == quote && s.possessive(j):
		j += 2
	case s.class(j) == dash, s.is(j, "'s"):
		j++
	}
	if !s.is(j, "end") || s.class(i-1) != byWord && s.class(i-1) != atWord && s.class(i-1) != before && s.class(i-1) != untilWord {
		return false
	}
	e.point, e.unit, e.base, e.head = byUnit, 'Y', fromNear, i
	hi := j + 1
	if s.figures(hi, 4, 4) {
		e.point, e.unit, e.y = byFields, 0, int(s.p[hi].val)
		hi++
	}
	return e.done(date, hi)
}

// inAt reads "in the past", "in the near future".
func (s *scan) inAt(i int, e *expr) bool {
	if s.class(i+1) != theWord {
		return false
	}
	j := i + 2
	if s.is(j, "near") || s.is(j, "foreseeable") {
		j++
	}
	switch {
	case s.is(j, "future"):
		e.code = "FUTURE_REF"
	case s.is(j, "past") && s.class(j+1) != number && s.class(j+1) != unit && s.class(j+1) != units && s.class(j+1) != several:
		e.code = "PAST_REF"
	default:
		return false
	}
	e.lo = i + 1
	return e.done(vague, j+1)
}

// recentAt reads "recent weeks".
func (s *scan) recentAt(i int, e *expr) bool {
	if s.class(i+1) != units {
		return false
	}
	e.code = "PAST_REF"
	return e.done(vague, i+2)
}

// refAt reads "now", "recently", "soon".
func (s *scan) refAt(i int, e *expr) bool {
	switch {
	case s.class(i-1) == asWord, s.class(i+1) == asWord, s.class(i+1) == before, s.class(i+1) == thanWord, s.class(i+1) == dash:
		return false
	case s.is(i, "now") && (s.is(i+1, "that") || s.p[i].upper && s.class(i-1) != brk && s.class(i-1) != other):
		return false
	}
	e.code = s.code(i)
	return e.done(vague, i+1)
}

// freqAt reads "weekly", "annual".
func (s *scan) freqAt(i int, e *expr) bool {
	if s.p[i].upper && s.class(i-1) != brk {
		return false
	}
	e.code = s.code(i)
	return e.done(repeat, i+1)
}

// everyAt reads "every Monday", "each year", "every two weeks".
func (s *scan) everyAt(i int, e *expr) bool {
	j := i + 1
	e.head = j
	switch s.class(j) {
	case weekday:
		e.code = weekdayCodes[s.p[j].val]
	case weekend:
		e.code = "XXXX-WXX-WE"
	case month:
		e.code = monthCodes[s.p[j].val]
	case unit:
		e.code = setCode(amount{n: 1, unit: byte(s.p[j].val)})
	case daypart:
		e.code = "P1D"
	case word:
		if !s.is(j, "other") || s.class(j+1) != unit && s.class(j+1) != weekday {
			return false
		}
		e.head = j + 1
		if s.class(j+1) == weekday {
			e.code = weekdayCodes[s.p[j+1].val]
		} else {
			e.amounts[0], e.amount = amount{n: 2, unit: byte(s.p[j+1].val)}, 1
		}
		return e.done(repeat, j+2)
	case number, ordinal, several:
		if s.class(i) == every && s.is(i, "each") || s.class(j+1) != units && s.class(j+1) != unit || s.p[j].val > 100 {
			return false
		}
		e.amounts[0] = amount{n: int(s.p[j].val), unit: byte(s.p[j+1].val), open: s.class(j) == several}
		e.amount = 1
		return e.done(repeat, j+2)
	default:
		return false
	}
	return e.done(repeat, j+1)
}

// timesAt reads "twice a week".
func (s *scan) timesAt(i int, e *expr) bool {
	if s.class(i+1) != aWord || s.class(i+2) != unit {
		return false
	}
	e.head, e.code = i+2, setCode(amount{n: 1, unit: byte(s.p[i+2].val)})
	if s.class(i-1) == number && s.is(i, "times") { // "three times a month"
		e.lo = i - 1
	}
	return e.done(repeat, i+3)
}

var monthCodes = [13]string{"", "XXXX-01", "XXXX-02", "XXXX-03", "XXXX-04", "XXXX-05", "XXXX-06", "XXXX-07", "XXXX-08", "XXXX-09", "XXXX-10", "XXXX-11", "XXXX-12"}

// setCode is the value of a set of one unit.
func setCode(a amount) string {
	switch a.unit {
	case 'S':
		return "PT1S"
	case 'M':
		return "PT1M"
	case 'H':
		return "PT1H"
	case 'D':
		return "P1D"
	case 'W':
		return "P1W"
	case 'F':
		return "P2W"
	case 'm':
		return "P1M"
	case 'Q':
		return "P3M"
	case 'E':
		return "P10Y"
	case 'C':
		return "P100Y"
	}
	return "P1Y"
}
