package when

// calendar reads a date with a month and a day, or with a month and a year,
// with or without the weekday before it.
func (s *scan) calendar(i int, e *expr) bool {
	j := i
	if s.class(j) == weekday {
		if s.p[j].short && s.class(j-1) == word && s.p[j-1].upper {
			return false // "the Edmonton Sun, August 16"
		}
		e.wd, e.weekdayGiven = int(s.p[j].val), j
		j++
		for s.class(j) == comma || s.class(j) == dot && s.p[j-1].short || s.class(j) == theWord || s.class(j) == onWord || s.class(j) == open {
			j++
		}
		if j == i+1 && s.class(j) == dash {
			j++
		}
	}
	if s.class(j) == theWord {
		j++
	}
	if s.dayMonth(j, e) || s.monthDay(j, e) || e.wd == 0 && s.monthYear(j, e) || e.wd > 0 && s.numeric(j, e) {
		e.lo = i
		return true
	}
	if e.wd > 0 && s.class(j) == ordinal && s.p[j].digits > 0 && dayNumber(&s.p[j]) && s.class(j+1) != word {
		e.d, e.lo, e.head = int(s.p[j].val), i, i // "Friday the 13th"
		return e.done(date, j+1)
	}
	e.wd, e.weekdayGiven = 0, 0
	return false
}

// dayMonth reads "10 January", "10th of January", "10th. January",
// "10–12 January", "10 and 11 January", each with a year or without.
func (s *scan) dayMonth(j int, e *expr) bool {
	d, k := s.dayOfMonth(j)
	if d == 0 || s.class(j-1) == other && s.figureBefore(j-1) {
		return false
	}
	if s.dayOfDir(j, d, k, e) {
		return true
	}
	first, second, list := d, 0, false
	if c := s.class(k); c == dash || c == andWord || c == toWord || c == slash && s.figures(j, 1, 2) {
		n := k + 1
		if s.class(n) == theWord {
			n++
		}
		if d, m := s.dayOfMonth(n); d > 0 && s.monthBehind(m) > 0 {
			second, k, list, e.split = d, m, c == andWord, n
		}
	}
	m := s.monthBehind(k)
	if m == 0 {
		return false
	}
	e.garbled = s.class(k) == dot
	e.d, e.d2, e.list = first, second, list
	e.m, e.head = int(s.p[m].val), m
	return e.done(date, s.yearTail(s.pastDot(m), e))
}

// dayOfDir reads "15th of this month", "on the 12 of this month".
func (s *scan) dayOfDir(j, d, k int, e *expr) bool {
	if s.class(k) != ofWord || s.class(j) == number && s.class(j-1) != onWord && s.class(j-1) != theWord {
		return false
	}
	k++
	if s.class(k) == theWord {
		if s.class(j) == number {
			return false // "the 12 of the month"
		}
		k++
	}
	n := 0
	if s.class(k) == dir && s.p[k].val >= -2 && s.p[k].val <= 1 {
		n = max(int(s.p[k].val), -1)
		k++
	}
	if s.class(k) != unit || s.p[k].val != 'm' {
		return false
	}
	e.point, e.unit, e.n, e.nth, e.head = byUnit, 'm', n, d, j
	return e.done(date, k+1)
}

// dayOfMonth reads a number from 1 to 31 that may be the day of a month, and
// returns the piece behind it.
func (s *scan) dayOfMonth(j int) (int, int) {
	p := &s.p[j]
	switch {
	case p.class == number && p.digits >= 1 && p.digits <= 2 && p.val >= 1 && p.val <= 31:
		if s.class(j+1) == suffix { // "3 rd"
			return int(p.val), j + 2
		}
		return int(p.val), j + 1
	case p.class == ordinal && p.val >= 1 && p.val <= 31:
		return int(p.val), j + 1
	case p.class == number && (p.val == 20 || p.val == 30) && p.digits == 0:
		k := j + 1
		if s.class(k) == dash {
			k++
		}
		if s.class(k) == ordinal && s.p[k].digits == 0 && s.p[k].val < 10 {
			return int(p.val + s.p[k].val), k + 1
		}
	}
	return 0, j
}

// monthBehind is the piece of the month behind a day: at once, after a point,
// "of" or a dash; 0 where there is none.
func (s *scan) monthBehind(k int) int {
	switch s.class(k) {
	case dot, ofWord:
		k++
	case dash:
		if s.p[k].glued {
			k++
		}
	}
	if s.class(k) == month && s.monthly(k) {
		return k
	}
	return 0
}

// monthly reports whether the spelling of piece k can be that of a month:
// "march", "may" and abbreviations in small letters are other words.
func (s *scan) monthly(k int) bool {
	p := &s.p[k]
	return p.upper || p.val != 3 && p.val != 5 && p.val != 8 && !p.short
}

// pastDot is the piece behind a month and the point of its abbreviation.
func (s *scan) pastDot(m int) int {
	if s.p[m].short && s.class(m+1) == dot && s.p[m].glued {
		return m + 2
	}
	return m + 1
}

// monthDay reads "January 10", "Jan. 10th", "January 12 and 13",
// "January 10–12", each with a year or without.
func (s *scan) monthDay(j int, e *expr) bool {
	if s.class(j) != month || !s.monthly(j) {
		return false
	}
	k := s.pastDot(j)
	if s.class(k) == theWord {
		k++
	}
	if s.class(k) == dash && s.p[k].glued && s.p[k-1].glued { // "Oct-2"
		k++
	}
	d, k := s.dayOfMonth(k)
	if d == 0 || s.class(j-1) == inWord && s.counts(k-1) || s.class(k) == colon && s.figures(k+1, 2, 2) || s.class(k) == ampm {
		return false
	}
	if s.class(k) == dot && s.p[k-1].glued && s.p[k].glued && s.class(k+1) == number { // "March 3.5 percent"
		return false
	}
	e.m, e.d, e.head = int(s.p[j].val), d, j
	if c := s.class(k); c == dash || c == andWord || c == toWord {
		n := k + 1
		if s.class(n) == theWord {
			n++
		}
		if d2, m := s.dayOfMonth(n); d2 > d && !s.counts(m-1) && s.monthBehind(m) == 0 && (c != andWord || d2 == d+1) && s.class(m) != colon {
			e.d2, e.list, k = d2, c == andWord, m
		}
	}
	return e.done(date, s.yearTail(k, e))
}

// counts reports whether a number counts things in the plural: "in January 12
// soldiers".
func (s *scan) counts(j int) bool {
	if !s.trees || s.class(j) != number {
		return false
	}
	t := s.p[j].tok
	h := s.d.Toks[t].Head
	return h > int(t) && h <= int(t)+3 && h < len(s.d.Toks) && s.d.Toks[t].Rel.Base() == "nummod" && s.d.Toks[h].XPOS == "NNS"
}

// yearTail reads the year behind a month or a day, with a comma or without,
// and "of last year"; it returns the piece behind.
func (s *scan) yearTail(k int, e *expr) int {
	n := k
	switch s.class(n) {
	case comma, ofWord, dot, inWord:
		n++
	case dash:
		if s.p[n].glued {
			n++
		}
	}
	if s.class(n) == theWord && s.class(n+1) == dir {
		n++
	}
	if s.figures(n, 4, 4) && s.p[n].val >= 1000 && s.p[n].val < 2200 && !s.counts(n) && (s.class(k) != dot || s.p[k].glued || s.p[k-1].short) {
		e.y = int(s.p[n].val)
		return n + 1
	}
	if e.d > 0 && s.class(k) == comma && s.class(n) == dash {
		return k
	}
	if (n == k || s.class(k) == ofWord || s.class(k) == comma || s.class(k) == inWord) && s.class(n) == dir && s.class(n+1) == unit && s.p[n+1].val == 'Y' {
		switch s.p[n].val {
		case -1, 0, 1:
			e.yearShift, e.hasShift = int(s.p[n].val), true
			return n + 2
		case -2, 2:
			e.yearShift, e.hasShift = int(s.p[n].val)/2, true
			return n + 2
		}
	}
	return k
}

// monthYear reads "January 2022", "January of last year".
func (s *scan) monthYear(j int, e *expr) bool {
	if s.class(j) != month || !s.monthly(j) {
		return false
	}
	k := s.pastDot(j)
	e.m, e.head = int(s.p[j].val), j
	hi := s.yearTail(k, e)
	if hi == k {
		e.m = 0
		return false
	}
	return e.done(date, hi)
}

// monthAlone reads a month without day and year. Months that are also names
// and verbs need a word before them that asks for a time.
func (s *scan) monthAlone(i int, e *expr) bool {
	p := &s.p[i]
	if !s.monthly(i) {
		return false
	}
	if p.short || p.val >= 3 && p.val <= 6 || p.val == 8 {
		switch s.class(i - 1) {
		case inWord, byWord, sinceWord, untilWord, fromWord, ofWord, duringWord, toWord, andWord, betweenWord, dir, mod, every, before, dash, forWord:
		default:
			if c := s.class(i + 1); c != dash && c != toWord || s.class(i+2) != month { // "June–August"
				return false
			}
		}
	}
	if n := s.class(i + 1); n == word && s.p[i+1].upper && s.named(i) {
		return false
	}
	if s.class(i+1) == quote && !s.possessive(i+1) || s.named(i) {
		return false
	}
	e.m, e.head = int(p.val), i
	switch s.class(i - 1) {
	case sinceWord:
		e.lean = leanPast
	}
	return e.done(date, s.pastDot(i))
}

// possessive reports whether piece q is the apostrophe of "'s".
func (s *scan) possessive(q int) bool { return s.is(q+1, "s") }

// named reports whether piece i lies in the name of a person, place or body.
func (s *scan) named(i int) bool {
	n := s.d.Toks[s.p[i].tok].Name
	return len(n) > 2 && (n[2:] == "PER" || n[2:] == "ORG")
}

// weekdayAt reads a weekday without a date, and what may stand behind it.
func (s *scan) weekdayAt(i int, e *expr) bool {
	p := &s.p[i]
	if !p.upper || p.short && (p.val == 6 || p.val == 7 || p.val == 1 || p.val == 3) && s.class(i+1) != dot && s.class(i+1) != daypart {
		return false
	}
	if i > 0 && s.p[i-1].class == word && s.p[i-1].upper && s.named(i-1) && s.named(i) {
		return false // "Sheffield Wednesday"
	}
	if s.near(i-1)&byname != 0 && s.p[i-1].upper { // "Black Friday"
		return false
	}
	e.wd, e.head = int(p.val), i
	hi := i + 1
	if p.short && s.class(hi) == dot && p.glued {
		hi++
	}
	if s.class(hi) == daypart && s.p[hi].val >= 0 {
		e.part = s.code(hi)
		hi++
	}
	return e.done(date, s.weekTail(hi, e))
}

// weekTail reads "of next week", "last week" behind a weekday.
func (s *scan) weekTail(hi int, e *expr) int {
	n := hi
	if s.class(n) == ofWord {
		n++
	}
	if n > hi && s.class(n) == theWord {
		n++
	}
	if s.class(n) == dir && s.class(n+1) == unit && s.p[n+1].val == 'W' && s.p[n].val >= -2 && s.p[n].val <= 2 {
		e.point, e.unit, e.n, e.nth = byUnit, 'W', min(max(int(s.p[n].val), -1), 1), e.wd
		if s.p[n].val == 2 || s.p[n].val == -2 {
			e.base = fromLast
		}
		return n + 2
	}
	return hi
}

// weekdaysAt reads "on Mondays".
func (s *scan) weekdaysAt(i int, e *expr) bool {
	if !s.p[i].upper {
		return false
	}
	e.code = weekdayCodes[s.p[i].val]
	return e.done(repeat, i+1)
}

var weekdayCodes = [8]string{"", "XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-4", "XXXX-WXX-5", "XXXX-WXX-6", "XXXX-WXX-7"}

// feastAt reads a holiday, with its year or without.
func (s *scan) feastAt(i int, e *expr) bool {
	if !s.p[i].upper {
		return false
	}
	var buf [16]byte
	w := s.word(i)
	if len(w) > len(buf) {
		return false
	}
	for j := range len(w) {
		buf[j] = w[j] | 0x20
	}
	best := -1
	for _, f := range s.st.lex.feasts[string(buf[:len(w)])] {
		if len(f.words) > best && s.words(i+1, f.words) {
			best = len(f.words)
			e.feast = f.rule
		}
	}
	if best < 0 {
		return false
	}
	if e.feast == "01-01" && best == 1 && !s.is(i-1, "the") && s.class(i-1) != beforeNewYear[s.class(i-1)] {
		return false
	}
	e.point, e.head = byFeast, i+best
	return e.done(date, s.yearTail(i+1+best, e))
}

// beforeNewYear are the classes before a bare "New Year".
var beforeNewYear = [classes]class{atWord: atWord, byWord: byWord, before: before, untilWord: untilWord, sinceWord: sinceWord, forWord: forWord, inWord: inWord, dir: dir}

// words reports whether the pieces from j on read as these words.
func (s *scan) words(j int, words []string) bool {
	for n, w := range words {
		if w == "'" && s.class(j+n) == quote {
			continue
		}
		if !s.is(j+n, w) {
			return false
		}
	}
	return true
}
