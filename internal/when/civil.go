package when

// A day counts days since 1970-01-01 in the proleptic Gregorian calendar.
type day int32

// dayOf is the day of a civil date. A month outside 1..12 counts on into the
// neighbouring years. The method is that of Howard Hinnant, "chrono-Compatible
// Low-Level Date Algorithms", https://howardhinnant.github.io/date_algorithms.html
func dayOf(y, m, d int) day {
	y += floorDiv(m-1, 12)
	m = floorMod(m-1, 12) + 1
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return day(era*146097 + doe - 719468)
}

// civil is the year, month and day of the month.
func (d day) civil() (y, m, dom int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	dom = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, dom
}

// weekday is 1 for Monday … 7 for Sunday.
func (d day) weekday() int { return floorMod(int(d)+3, 7) + 1 }

// monday is the first day of d's week.
func (d day) monday() day { return d - day(d.weekday()-1) }

// isoWeek is the year and week of ISO 8601 that d lies in.
func (d day) isoWeek() (y, w int) {
	thursday := d.monday() + 3
	y, _, _ = thursday.civil()
	return y, int(thursday-dayOf(y, 1, 1))/7 + 1
}

// weekOf is the Monday of an ISO week.
func weekOf(y, w int) day { return dayOf(y, 1, 4).monday() + day(7*(w-1)) }

// monthLen is the number of days of a month.
func monthLen(y, m int) int { return int(dayOf(y, m+1, 1) - dayOf(y, m, 1)) }

// valid reports whether a civil date exists.
func valid(y, m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= monthLen(y, m) }

// addMonths moves d by n months; the day of the month is cut to its length.
func (d day) addMonths(n int) day {
	y, m, dom := d.civil()
	first := dayOf(y, m+n, 1)
	y, m, _ = first.civil()
	return first + day(min(dom, monthLen(y, m))-1)
}

// easter is Easter Sunday of a year, by the rule of Meeus, Jones and Butcher
// or, for the Orthodox churches, the Julian rule of Meeus.
func easter(y int, orthodox bool) day {
	if orthodox {
		d := (19*(y%19) + 15) % 30
		e := (2*(y%4) + 4*(y%7) - d + 34) % 7
		n := d + e + 114
		return dayOf(y, n/31, n%31+1) + day(y/100-y/400-2)
	}
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayOf(y, n/31, n%31+1)
}

func floorDiv(a, b int) int {
	if a%b < 0 {
		return a/b - 1
	}
	return a / b
}

func floorMod(a, b int) int { return a - b*floorDiv(a, b) }
