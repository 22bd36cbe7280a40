package when

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// A class says what a piece can be in the grammar.
type class uint8

const (
	other   class = iota
	brk           // begin of a sentence
	word          // a word that the list does not have
	dash          // - – — --
	dot           // .
	comma         // ,
	colon         // :
	slash         // /
	quote         // ' ’
	open          // ( [
	number        // 10, ten
	ordinal       // 10th, tenth
	decades       // 1990s, nineties
	month
	weekday
	weekdays // Mondays
	unit
	units
	several
	daypart
	clockword // noon, midnight
	season
	today // today, yesterday, tomorrow, tonight
	weekend
	weekends
	dir // this, next, last …
	mod // early, late, end …
	ago
	before // before, after
	every
	freq // weekly
	ref  // now, recently
	approx
	ampm
	zone
	holiday // first word of a holiday
	suffix  // st nd rd th
	theWord
	ofWord
	inWord
	onWord
	atWord
	byWord
	toWord
	untilWord
	andWord
	fromWord
	sinceWord
	forWord
	betweenWord
	duringWord
	withinWord
	aWord
	halfWord
	localWord
	timeWord
	timesWord // times, once, twice
	oldWord
	backWord
	asWord
	recentWord
	workingWord
	moreWord
	thanWord
	qWord
	hWord
	tWord
	oclockWord
	classes
)

var classNames = map[string]class{
	"number": number, "ordinal": ordinal, "decades": decades, "month": month, "weekday": weekday,
	"weekdays": weekdays, "unit": unit, "units": units, "several": several, "daypart": daypart,
	"clockword": clockword, "season": season, "today": today, "weekend": weekend, "weekends": weekends,
	"dir": dir, "mod": mod, "ago": ago, "before": before, "every": every, "freq": freq, "ref": ref,
	"approx": approx, "ampm": ampm, "zone": zone, "suffix": suffix, "the": theWord, "of": ofWord,
	"in": inWord, "on": onWord, "at": atWord, "by": byWord, "to": toWord, "until": untilWord,
	"and": andWord, "from": fromWord, "since": sinceWord, "for": forWord,
	"between": betweenWord, "during": duringWord, "within": withinWord, "a": aWord, "half": halfWord,
	"local": localWord, "time": timeWord, "times": timesWord, "old": oldWord, "back": backWord,
	"as": asWord, "recent": recentWord, "working": workingWord, "more": moreWord,
	"than": thanWord, "q": qWord, "h": hWord, "t": tWord, "oclock": oclockWord,
}

// An entry is what the list knows of a word.
type entry struct {
	class class
	short bool  // abbreviation of a month or weekday
	val   int32 // number, or code letter of a unit, or index into lexicon.codes
}

// A feast is a holiday of one or several words.
type feast struct {
	words []string // lower case, without the first
	rule  string
}

// A lexicon is the words of time. It only reads after loading.
type lexicon struct {
	words  map[string]entry
	lens   [256]uint32 // first byte -> bit set of the lengths of its words
	codes  []string    // values that are no numbers
	feasts map[string][]feast
	verbs  map[string]verbClass
	near   map[string]near
	mdy    map[string]bool // domains that write the month first
}

func loadLexicon(fsys fs.FS) (*lexicon, error) {
	x := &lexicon{words: map[string]entry{}, feasts: map[string][]feast{}, verbs: map[string]verbClass{}, mdy: map[string]bool{}, near: map[string]near{}}
	if err := readRows(fsys, "lexicon/time.tsv", 4, x.addWord); err != nil {
		return nil, err
	}
	if err := readRows(fsys, "lexicon/holiday.tsv", 2, x.addFeast); err != nil {
		return nil, err
	}
	err := readRows(fsys, "lexicon/timeverb.tsv", 2, func(f []string) error {
		c, ok := verbClasses[f[1]]
		if !ok {
			return fmt.Errorf("class %q is not known", f[1])
		}
		x.verbs[f[0]] = c
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readRows(fsys, "lexicon/timenear.tsv", 2, func(f []string) error {
		c, ok := nearClasses[f[1]]
		if !ok {
			return fmt.Errorf("class %q is not known", f[1])
		}
		x.near[f[0]] |= c
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readRows(fsys, "lexicon/monthfirst.tsv", 1, func(f []string) error {
		x.mdy[f[0]] = true
		return nil
	})
	return x, err
}

func (x *lexicon) addWord(f []string) error {
	c, ok := classNames[f[1]]
	if !ok {
		return fmt.Errorf("class %q is not known", f[1])
	}
	e := entry{class: c, short: f[3] == "short"}
	switch c {
	case unit, units:
		if len(f[2]) != 1 || !strings.Contains("SMHDWFmQYEC", f[2]) {
			return fmt.Errorf("unit %q is not known", f[2])
		}
		e.val = int32(f[2][0])
	case daypart, season, freq, ref, several:
		e.val = int32(len(x.codes))
		x.codes = append(x.codes, f[2])
	default:
		n, err := strconv.Atoi(f[2])
		if err != nil {
			return fmt.Errorf("value %q of %q is no number", f[2], f[0])
		}
		e.val = int32(n)
	}
	x.put(f[0], e)
	return nil
}

func (x *lexicon) put(w string, e entry) {
	x.words[w] = e
	x.lens[w[0]] |= 1 << min(len(w), 31)
}

func (x *lexicon) addFeast(f []string) error {
	if _, ok := feastDay(f[1], 2000); !ok {
		return fmt.Errorf("day %q is not known", f[1])
	}
	words := strings.Fields(strings.ReplaceAll(f[0], "'", " ' "))
	if len(words) == 0 {
		return fmt.Errorf("no name")
	}
	x.feasts[words[0]] = append(x.feasts[words[0]], feast{words[1:], f[1]})
	if _, ok := x.words[words[0]]; !ok {
		x.put(words[0], entry{class: holiday})
	}
	return nil
}

// feastDay is the day of a holiday in a year. Rules are "12-25", "E-2" (days
// from Easter), "O+1" (from Orthodox Easter) and "11-Th4" (fourth Thursday).
func feastDay(rule string, y int) (day, bool) {
	if len(rule) < 2 {
		return 0, false
	}
	if rule[0] == 'E' || rule[0] == 'O' {
		n, err := strconv.Atoi(rule[1:])
		return easter(y, rule[0] == 'O') + day(n), err == nil
	}
	if len(rule) < 5 || rule[2] != '-' {
		return 0, false
	}
	m, err := strconv.Atoi(rule[:2])
	if err != nil {
		return 0, false
	}
	if rest, ok := strings.CutPrefix(rule[3:], "Th"); ok {
		n, err := strconv.Atoi(rest)
		return nthWeekday(y, m, 4, n), err == nil && n >= 1 && n <= 5
	}
	d, err := strconv.Atoi(rule[3:])
	return dayOf(y, m, d), err == nil && valid(y, m, d)
}

// nthWeekday is the nth weekday wd of a month; from its end where n < 0.
func nthWeekday(y, m, wd, n int) day {
	first := dayOf(y, m, 1)
	d := first + day(floorMod(wd-first.weekday(), 7))
	if n > 0 {
		return d + day(7*(n-1))
	}
	last := dayOf(y, m+1, 1) - 1
	return last - day(floorMod(last.weekday()-wd, 7))
}

// readRows calls f for each line behind the header of a table, and reports
// every fault with its line.
func readRows(fsys fs.FS, name string, columns int, f func([]string) error) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("when: %w", err)
	}
	var faults []string
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if n == 1 {
			continue
		}
		var err error
		if len(row) != columns || row[0] == "" {
			err = fmt.Errorf("%d columns, want %d", len(row), columns)
		} else {
			err = f(row)
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s:%d: %v", name, n, err))
		}
	}
	if faults != nil {
		return fmt.Errorf("when: %s", strings.Join(faults, "\n"))
	}
	return nil
}
