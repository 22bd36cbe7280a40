package when

// A kind is what an expression stands for.
type kind uint8

const (
	none   kind = iota
	date        // a day or something longer, at one place in the calendar
	length      // a duration
	repeat      // a set: every Monday
	vague       // now, recently: code
)

// A point says how the place in the calendar is found.
type point uint8

const (
	byFields point = iota // y, m, d, wd as far as they are given
	byShift               // n units from the base
	byUnit                // the unit that holds the base, moved by n units
	byFeast
	byClock // a clock time alone
	byPart  // a part of a day alone
)

// A base is the day that an expression counts from.
type base uint8

const (
	fromRef  base = iota // the day of publication, or the dateline
	fromLast             // the date that stands before it in the text
	fromNear             // the last date where it stands in the same sentence, else the reference
)

// A lean is the side of the base on which an expression must lie.
type lean int8

const (
	leanTense lean = iota // as the tense has it
	leanPast              // the last one before the base
	leanNext              // the next one after the base
	leanHere              // the one of this week or year
	leanSoon              // the first one after the base: "the coming Friday"
	leanLast              // as the last date in the text has it
)

// An expr is an expression of time as it was read, before it is resolved.
// Fields that the text does not give are zero.
type expr struct {
	lo, hi int // pieces
	head   int // piece that heads it
	kind   kind
	point  point
	base   base
	lean   lean

	y, m, d, wd int
	d2          int  // last day of "10–12 January"
	list        bool // d and d2 are joined by "and"
	split       int  // piece of d2
	nthUnit     byte // of "first week of next month": W; d a weekday
	nth         int  // with unit: "first week of", "third Tuesday of"; -1 the last
	unit        byte // S M H D W E m Q Y and, for fields: q h s x(decade) c(century) w(weekend)
	n           int  // number of units, or of quarter, half, season, decade, century
	yearShift   int  // "in October of last year": year of the base plus this
	hasShift    bool
	feast       string

	part         string // part of the day
	clock        bool
	hh, mm, ss   int
	secs         bool
	hasZone      bool
	zone         int // minutes east of Greenwich
	amounts      [3]amount
	amount       int // number of amounts
	sign         int // of a date told by a duration: the amounts before (-1) or after (1) the rest
	code         string
	ahead        lean // of a duration: "the past two weeks", "the next two weeks"
	inside       bool // "in two weeks": a date ahead or a duration, as the verb has it
	twoWays      bool // 5/1/2020 can be read both ways
	garbled      bool
	naming       bool // it tells which thing is meant: "the July 25 call"
	weekdayGiven int  // piece of the weekday of a full date, to check; 0 without one
}

// An amount is one part of a duration: 2.5 years.
type amount struct {
	n    int  // whole
	frac int  // tenths
	unit byte // S M H D W F m Q Y E C
	open bool // "several"
}

// day reports whether the expression is as fine as one day.
func (e *expr) isDay() bool {
	return e.kind == date && e.point == byFields && (e.d > 0 || e.wd > 0) && e.nth == 0
}
