package when

import (
	"chancery"
)

// A scan is the work on one article. Its slices are used again.
type scan struct {
	st *Stage
	d  *chancery.Doc
	p  []piece

	ref     day
	hasRef  bool
	minute  int  // of the day of publication, -1 where it is not known
	trees   bool // the tree can be asked for the tense
	mdy     bool // 5/1/2020 is May 1
	buf     []byte
	last    result // last date in the text
	lastSen int    // its sentence
	lastDay result // last single day, and its sentence
	daySen  int
	// lastFull: the article itself gave the year of last
	lastFull bool
	lastTok  int // token that heads last
	sen      int // sentence that is read
	depth    int // of expressions in each other
	first    day // the day of publication, where a heading has moved ref
}

// word is the text of a piece.
func (s *scan) word(i int) string {
	p := &s.p[i]
	return s.d.Toks[p.tok].Form[p.at:p.end]
}

// is reports whether piece i is a word, without regard to case.
func (s *scan) is(i int, w string) bool {
	if i < 0 || s.p[i].class == brk {
		return false
	}
	f := s.word(i)
	if len(f) != len(w) {
		return false
	}
	for j := range len(w) {
		c := f[j]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != w[j] {
			return false
		}
	}
	return true
}

// class is the class of piece i; brk outside the text.
func (s *scan) class(i int) class {
	if i < 0 || i >= len(s.p) {
		return brk
	}
	return s.p[i].class
}

func (s *scan) code(i int) string { return s.st.lex.codes[s.p[i].val] }

// figures reports whether piece i is a number of so many digits.
func (s *scan) figures(i, min, max int) bool {
	return s.class(i) == number && int(s.p[i].digits) >= min && int(s.p[i].digits) <= max
}

// run reads the whole article.
func (s *scan) run() {
	s.cut()
	s.mdy = s.monthFirst()
	s.sen = -1
	for i := 0; i < len(s.p)-2; {
		c := s.p[i].class
		if c == brk {
			s.sen = int(s.p[i].val)
			i++
			continue
		}
		if starts[c] {
			if hi := s.at(i); hi > i {
				i = hi
				continue
			}
		}
		i++
	}
}

// starts are the classes that an expression can begin with.
var starts = [classes]bool{
	number: true, ordinal: true, decades: true, month: true, weekday: true, weekdays: true,
	units: true, several: true, daypart: true, clockword: true, season: true, today: true,
	weekend: true, weekends: true, dir: true, mod: true, every: true, freq: true, ref: true, holiday: true,
	theWord: true, aWord: true, halfWord: true, qWord: true, hWord: true, quote: true, unit: true,
	inWord: true, timesWord: true, recentWord: true,
}

// at reads the expression that begins at piece i, adds its mentions and
// returns the piece behind it, or i where there is none.
func (s *scan) at(i int) int {
	var e expr
	if !s.parse(i, &e) {
		return i
	}
	if e.head < e.lo || e.head >= e.hi {
		e.head = e.hi - 1
	}
	if e.kind == date {
		s.withClock(&e)
		if hi, ok := s.pair(&e); ok {
			return hi
		}
	}
	s.emit(&e, e.lo, e.hi)
	return e.hi
}

// maxDepth is how deep expressions may stand in each other: "late on the night
// of the first Monday of next month".
const maxDepth = 5

// parse reads the longest expression at piece i.
func (s *scan) parse(i int, e *expr) bool {
	if s.depth == maxDepth {
		return false
	}
	s.depth++
	ok := s.parseAt(i, e)
	s.depth--
	return ok
}

func (s *scan) parseAt(i int, e *expr) bool {
	e.lo, e.head = i, -1
	switch s.p[i].class {
	case number:
		return s.numeric(i, e) || s.calendar(i, e) || s.clockAt(i, e) || s.partOfYear(i, e) || s.amountAt(i, e) || s.yearAt(i, e)
	case ordinal:
		return s.calendar(i, e) || s.partOfYear(i, e) || s.nthOf(i, e)
	case month:
		return s.feastAt(i, e) || s.calendar(i, e) || s.monthAlone(i, e)
	case weekday:
		return s.calendar(i, e) || s.weekdayAt(i, e)
	case weekdays:
		return s.weekdaysAt(i, e)
	case decades, quote:
		return s.decadeAt(i, e)
	case several, halfWord:
		return s.halfOf(i, e) || s.amountAt(i, e)
	case aWord:
		return s.amountAt(i, e)
	case units, unit:
		return s.bareUnits(i, e)
	case daypart, clockword:
		return s.clockAt(i, e) || s.partOf(i, e)
	case season:
		return s.seasonAt(i, e)
	case today:
		return s.todayAt(i, e)
	case weekend, weekends:
		return s.weekendAt(i, e)
	case dir:
		return s.partOfYear(i, e) || s.nthOf(i, e) || s.dirAt(i, e)
	case mod:
		return s.modAt(i, e)
	case every:
		return s.everyAt(i, e)
	case freq:
		return s.freqAt(i, e)
	case ref:
		return s.refAt(i, e)
	case holiday:
		return s.feastAt(i, e)
	case theWord:
		return s.theAt(i, e)
	case qWord, hWord:
		return s.shortQuarter(i, e)
	case inWord:
		return s.inAt(i, e)
	case timesWord:
		return s.timesAt(i, e)
	case recentWord:
		return s.recentAt(i, e)
	}
	return false
}

// done ends an expression behind piece hi-1.
func (e *expr) done(k kind, hi int) bool {
	e.kind, e.hi = k, hi
	return true
}
