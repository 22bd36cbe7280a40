package when

import (
	"chancery"
)

// emit resolves an expression and adds its mention.
func (s *scan) emit(e *expr, lo, hi int) {
	m := s.mention(e, lo, hi)
	switch e.kind {
	case date:
		t := s.tense(e, m.Head)
		r := s.resolve(e, t)
		s.fill(&m, r, e)
		m.Why = s.reason(e, t, r)
		s.check(e, r, m.Span)
		s.remember(r, e)
		s.heading(e, r)
	case length:
		if e.inside && s.ahead(m.Head) {
			e.kind, e.point, e.unit, e.sign, e.inside = date, byShift, 'D', 1, false
			s.emit(e, lo, hi)
			return
		}
		s.fillLength(&m, e)
	case repeat:
		m.Type, m.Value, m.Why = chancery.SetType, e.code, "set"
		if e.amount > 0 {
			m.Value = s.durationValue(e)
		}
	case vague:
		m.Type, m.Value, m.Why, m.Sure = chancery.DateType, e.code, "vague", 0.7
	}
	s.d.Mentions = append(s.d.Mentions, m)
}

// mention is the bare mention of pieces lo to hi-1.
func (s *scan) mention(e *expr, lo, hi int) chancery.Mention {
	m := chancery.Mention{Span: s.span(lo, hi), Kind: chancery.TimeMention, Sure: 0.9}
	m.Lo, m.Hi = int(s.p[lo].tok), int(s.p[hi-1].tok)+1
	m.Head = int(s.p[min(max(e.head, lo), hi-1)].tok)
	if s.trees {
		for t := m.Lo; t < m.Hi; t++ {
			if h := s.d.Toks[t].Head; (h < m.Lo || h >= m.Hi) && s.d.Toks[t].UPOS != "PUNCT" && s.d.Toks[t].Rel != "case" {
				m.Head = t
				break
			}
		}
	}
	return m
}

// tense is the tense for an expression; it is not looked up where nothing
// hangs on it.
func (s *scan) tense(e *expr, head int) tense {
	if e.point == byShift || e.point == byClock || e.point == byPart || e.y > 0 || e.point == byUnit && e.unit != 'w' {
		return noTense
	}
	if e.naming = s.names(e, head); e.naming {
		return noTense
	}
	t := s.tenseOf(head)
	if t == noTense && s.class(e.lo-1) == untilWord {
		return future
	}
	return t
}

// names reports whether a date tells which thing is meant, so that the verb says
// nothing of it: "asked about the July 25 call", "recognise October's election".
// A weekday does so only where its noun is no subject: "Monday's talks will
// fail" are ahead.
func (s *scan) names(e *expr, head int) bool {
	poss := s.class(e.hi) == quote && s.possessive(e.hi)
	if !s.trees || head >= len(s.d.Toks) {
		return poss
	}
	t := &s.d.Toks[head]
	switch t.Rel {
	case "compound", "nmod:poss", "nummod", "nmod:unmarked", "nmod:desc":
	default:
		if !poss {
			return false
		}
	}
	if t.Head <= head || t.Head >= len(s.d.Toks) || s.announced(t.Head) { // "the scheduled July 25 call"
		return false
	}
	return e.wd == 0 || s.d.Toks[t.Head].Rel.Base() != "nsubj"
}

// ahead reports whether "in two weeks" is a date ahead of its verb.
func (s *scan) ahead(head int) bool {
	t := s.tenseOf(head)
	return t >= present
}

// fill sets type, value and days of a date.
func (s *scan) fill(m *chancery.Mention, r result, e *expr) {
	m.Type = chancery.DateType
	if e.clock || e.part != "" {
		m.Type = chancery.ClockType
	}
	if !r.ok {
		m.Value = s.openValue(e)
		return
	}
	m.Value = s.value(r, e)
	s.fillDays(m, r.from, r.to)
}

func (s *scan) fillDays(m *chancery.Mention, from, to day) {
	if y, _, _ := from.civil(); y < 1 {
		return
	}
	m.Dates.From = s.iso(from)
	m.Dates.To = m.Dates.From
	if to != from {
		m.Dates.To = s.iso(to)
	}
}

// fillLength sets type, value and, where it is anchored, days of a duration.
func (s *scan) fillLength(m *chancery.Mention, e *expr) {
	m.Type, m.Value, m.Why = chancery.DurationType, s.durationValue(e), "duration"
	if e.ahead == leanTense || !s.hasRef || e.amounts[0].open {
		return
	}
	r := s.resolveSpan(e)
	if !r.ok {
		return
	}
	s.fillDays(m, r.from, r.to)
	m.Why = "duration up to the day of publication"
	if e.ahead == leanNext {
		m.Why = "duration from the day of publication"
	}
}

// resolveSpan is the days of "the past two weeks", "the next two weeks".
func (s *scan) resolveSpan(e *expr) result {
	b := span(s.ref, s.ref, 'D')
	e.sign = -1
	if e.ahead == leanNext {
		e.sign = 1
	}
	r := s.shift(b, e)
	e.sign = 0
	switch {
	case !r.ok:
		return r
	case e.ahead == leanNext:
		return span(s.ref, r.to, 'D')
	}
	return span(r.from, s.ref, 'D')
}

// reason says for explain how a date was found.
func (s *scan) reason(e *expr, t tense, r result) string {
	switch {
	case !r.ok:
		return "no day to count from"
	case e.twoWays:
		return "day before month; it may be the other way"
	case e.y > 0:
		return "full date"
	case e.base != fromRef || e.lean == leanLast:
		return "counted from the date before it"
	case e.point == byClock || e.point == byPart:
		return "day of its sentence"
	case e.point == byShift || e.point == byUnit && e.unit != 'w':
		return "counted from the day of publication"
	case s.inherits(e, t):
		return "year of the date before it"
	case e.lean == leanNext && e.wd > 0:
		return "next weekday: in the coming week, though it may be the first after publication"
	case e.lean != leanTense:
		return "last, this or next"
	case t == past:
		return "latest, past verb"
	case t >= present:
		return "next, future or present verb"
	}
	return "nearest, tense not known"
}

// remember keeps a date for those that count from it.
func (s *scan) remember(r result, e *expr) {
	if !r.ok || e.point == byClock || e.point == byPart || r.grain == 'c' || r.grain == 'x' || e.naming {
		return
	}
	s.last, s.lastSen, s.lastFull, s.lastTok = r, s.sen, e.y > 0, int(s.p[max(e.head, e.lo)].tok)
	if r.grain == 'D' {
		s.lastDay, s.daySen = r, s.sen
	}
}

// check adds a defect where weekday and date disagree, and where a date is
// written in a mixed-up way.
func (s *scan) check(e *expr, r result, at chancery.Span) {
	if r.ok && r.grain == 'm' && e.d > 0 && e.nth == 0 {
		s.defect(at, "no such day")
	}
	if !r.ok || r.grain != 'D' {
		return
	}
	y, m, dom := r.from.civil()
	if e.wd > 0 && e.m > 0 && e.nth == 0 && (e.d < 1 || r.from.weekday() != e.wd) {
		s.defect(at, "the weekday does not fit: "+isoDay(y, m, dom)+" is a "+weekdayNames[r.from.weekday()])
	}
	if e.garbled {
		s.defect(at, "read as "+s.value(r, e))
	}
}

// defect adds a garbled date, unless one stands there already.
func (s *scan) defect(at chancery.Span, note string) {
	for i := range min(len(s.d.Defects), 2000) { // a text of nothing but garbled dates
		d := &s.d.Defects[i]
		if d.Kind == chancery.GarbledDate && d.Span.Overlaps(at) {
			if d.Note == "" {
				d.Note = note
			}
			return
		}
	}
	s.d.Defects = append(s.d.Defects, chancery.Defect{Kind: chancery.GarbledDate, Span: at, Note: note})
}

func isoDay(y, m, d int) string {
	b := pad(nil, y, 4)
	b = pad(append(b, '-'), m, 2)
	return string(pad(append(b, '-'), d, 2))
}

var weekdayNames = [8]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// heading moves the day to count from: to a date that stands alone on its
// line, as in a live blog, and to that of a dateline ("MANILA, Oct 30 (Wire)").
// Both may lie at most two weeks before publication.
func (s *scan) heading(e *expr, r result) {
	if !r.ok || r.grain != 'D' || r.from != r.to || e.clock || e.d == 0 || e.m == 0 || s.sen >= len(s.d.Sentences) {
		return
	}
	opens := !s.hasRef && e.y > 0 && s.sen < 3 && s.class(e.lo-1) == brk // "November 20, 2019 - 11:28"
	if !opens && !s.alone(e) && !(s.sen < 2 && s.dateline(e)) {
		return
	}
	switch {
	case !s.hasRef && e.y > 0:
		s.ref, s.first, s.hasRef = r.from, r.from, true
	case s.hasRef && r.from <= s.first && s.first-r.from <= 14:
		s.ref = r.from
	case s.hasRef && e.y > 0 && s.sen < 3 && r.from-s.first <= 2: // published west of where it was dated
		s.ref = r.from
	}
}

// alone reports whether e is all that its sentence says.
func (s *scan) alone(e *expr) bool {
	lo, hi := e.lo-1, e.hi
	for marksOnly[s.class(lo)] && e.lo-lo < 8 {
		lo--
	}
	for marksOnly[s.class(hi)] && hi-e.hi < 8 {
		hi++
	}
	return s.class(lo) == brk && s.class(hi) == brk
}

// marksOnly are the classes of marks.
var marksOnly = [classes]bool{other: true, dash: true, dot: true, comma: true, colon: true, slash: true, quote: true, open: true}

// dateline reports whether only capitalised words stand before e in its
// sentence, and a bracket or a dash behind.
func (s *scan) dateline(e *expr) bool {
	if c := s.class(e.hi); c != open && c != dash && !(c == comma && s.class(e.hi+1) == word && s.p[e.hi+1].upper) {
		return false
	}
	words := 0
	for j := e.lo - 1; s.class(j) != brk && words < 8; j-- {
		switch c := s.class(j); {
		case c == word && s.p[j].upper, c == ofWord:
			words++
		case c == comma, c == dot, c == dash, c == slash, c == open, c == other:
		default:
			return false
		}
	}
	return words > 0 && words < 8
}
