package when

import "strconv"

// value writes the TIMEX3 value of a point in the calendar.
func (s *scan) value(r result, e *expr) string {
	b := s.appendPoint(s.buf[:0], r.from, r.grain)
	if r.grain == 'D' && r.to != r.from {
		b = append(b, '/')
		b = s.appendPoint(b, r.to, 'D')
	}
	if r.grain == 'D' {
		b = appendClock(b, e)
	}
	s.buf = b
	return string(b)
}

// rangeValue writes "a/b".
func (s *scan) rangeValue(r1, r2 result, e1, e2 *expr) string {
	b := s.appendPoint(s.buf[:0], r1.from, r1.grain)
	b = appendClock(b, e1)
	b = append(b, '/')
	b = s.appendPoint(b, r2.from, r2.grain)
	b = appendClock(b, e2)
	s.buf = b
	return string(b)
}

func (s *scan) appendPoint(b []byte, d day, grain byte) []byte {
	y, m, dom := d.civil()
	switch grain {
	case 'W', 'w':
		wy, w := d.isoWeek()
		b = append(pad(b, wy, 4), "-W"...)
		b = pad(b, w, 2)
		if grain == 'w' {
			b = append(b, "-WE"...)
		}
		return b
	case 'x':
		return pad(b, y/10, 3)
	case 'c':
		return pad(b, y/100, 2)
	}
	b = pad(b, y, 4)
	switch grain {
	case 'Q':
		b = append(b, "-Q"...)
		b = strconv.AppendInt(b, int64((m+2)/3), 10)
	case 'h':
		b = append(b, "-H"...)
		b = strconv.AppendInt(b, int64((m+5)/6), 10)
	case 's':
		b = append(b, '-')
		b = append(b, seasonCodes[m/3%5]...)
	case 'm', 'D':
		b = pad(append(b, '-'), m, 2)
	}
	if grain == 'D' {
		b = pad(append(b, '-'), dom, 2)
	}
	return b
}

var seasonCodes = [5]string{"", "SP", "SU", "FA", "WI"}

// appendClock writes the clock time or the part of the day.
func appendClock(b []byte, e *expr) []byte {
	switch {
	case e.clock:
		b = pad(append(b, 'T'), e.hh, 2)
		b = pad(append(b, ':'), e.mm, 2)
		if e.secs {
			b = pad(append(b, ':'), e.ss, 2)
		}
		if !e.hasZone {
			return b
		}
		if e.zone == 0 {
			return append(b, 'Z')
		}
		z, sign := e.zone, byte('+')
		if z < 0 {
			z, sign = -z, '-'
		}
		b = pad(append(b, sign), z/60, 2)
		return pad(append(b, ':'), z%60, 2)
	case e.part != "":
		b = append(b, 'T')
		return append(b, e.part...)
	}
	return b
}

// pad writes n with at least width digits.
func pad(b []byte, n, width int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	var digits [8]byte
	at := len(digits)
	for at > 0 && (n > 0 || width > 0) {
		at--
		digits[at] = byte('0' + n%10)
		n /= 10
		width--
	}
	return append(b, digits[at:]...)
}

// durationValue writes P3D, PT50M, P2Y6M, PXW.
func (s *scan) durationValue(e *expr) string {
	b := append(s.buf[:0], 'P')
	clock := false
	for _, a := range e.amounts[:e.amount] {
		u, n, frac := a.unit, a.n, a.frac
		switch u {
		case 'S', 'M', 'H':
			if !clock {
				b, clock = append(b, 'T'), true
			}
			if u == 'H' && n == 0 && frac == 5 {
				u, n, frac = 'M', 30, 0
			}
		case 'm':
			u = 'M'
		case 'F':
			u, n = 'W', 2*n
		case 'Q':
			u, n = 'M', 3*n
		case 'E':
			u, n, frac = 'Y', 10*n+frac, 0
		case 'C':
			u, n, frac = 'Y', 100*n+10*frac, 0
		}
		if a.open {
			b = append(b, 'X')
			if a.unit == 'E' || a.unit == 'C' {
				u = a.unit
			}
		} else {
			b = strconv.AppendInt(b, int64(n), 10)
			if frac > 0 {
				b = append(b, '.', byte('0'+frac))
			}
		}
		b = append(b, u)
	}
	s.buf = b
	return string(b)
}

// open writes what can be said of a date without a day to count from.
func (s *scan) openValue(e *expr) string {
	b := s.buf[:0]
	switch {
	case e.sign < 0:
		return "PAST_REF"
	case e.sign > 0:
		return "FUTURE_REF"
	case e.point == byUnit:
		switch e.unit {
		case 'Y':
			return "XXXX"
		case 'm':
			return "XXXX-XX"
		case 'W':
			return "XXXX-WXX"
		case 'w':
			return "XXXX-WXX-WE"
		case 'Q':
			return "XXXX-QX"
		}
		return "XXXX-XX-XX"
	case e.point == byFeast && e.feast[0] != 'E' && e.feast[0] != 'O' && e.feast[3] != 'T':
		b = append(append(b, "XXXX-"...), e.feast...)
	case e.point != byFields:
		b = append(b, "XXXX-XX-XX"...)
	case e.wd > 0 && e.m == 0 && e.d == 0:
		b = append(b, weekdayCodes[e.wd]...)
	case e.m == 0 && e.d > 0:
		b = pad(append(b, "XXXX-XX-"...), e.d, 2)
	case e.unit == 'q' || e.unit == 'h':
		b = append(b, "XXXX-"...)
		b = append(b, e.unit-'a'+'A')
		b = strconv.AppendInt(b, int64(e.n), 10)
	case e.unit == 's':
		b = append(append(b, "XXXX-"...), seasonCodes[e.n]...)
	case e.d > 0:
		b = openDay(b, e.m, e.d)
		if e.d2 > e.d {
			b = openDay(append(b, '/'), e.m, e.d2)
		}
	case e.m > 0:
		b = pad(append(b, "XXXX-"...), e.m, 2)
	default:
		b = append(b, "XXXX-XX-XX"...)
	}
	b = appendClock(b, e)
	s.buf = b
	return string(b)
}

func openDay(b []byte, m, d int) []byte {
	b = pad(append(b, "XXXX-"...), m, 2)
	return pad(append(b, '-'), d, 2)
}

// iso writes a day as YYYY-MM-DD.
func (s *scan) iso(d day) string {
	s.buf = s.appendPoint(s.buf[:0], d, 'D')
	return string(s.buf)
}
