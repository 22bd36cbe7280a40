package text

import (
	"strconv"
	"strings"
	"time"

	"chancery"
)

// monthDays are the months by their names and abbreviations, lower case, with
// their greatest number of days.
var monthDays = map[string]int{
	"january": 31, "february": 29, "march": 31, "april": 30, "may": 31, "june": 30, "july": 31,
	"august": 31, "september": 30, "october": 31, "november": 30, "december": 31,
	"jan": 31, "feb": 29, "mar": 31, "apr": 30, "jun": 30, "jul": 31, "aug": 31, "sep": 30, "sept": 30,
	"oct": 31, "nov": 30, "dec": 31, "jan.": 31, "feb.": 29, "mar.": 31, "apr.": 30, "jun.": 30, "jul.": 31,
	"aug.": 31, "sep.": 30, "sept.": 30, "oct.": 31, "nov.": 30, "dec.": 31,
}

// mendDates repairs dates: a full stop after the day ("10th. January",
// "30. December", "4. of March", "12.01. in"), letters for digits
// ("06.04.2O23"), a suffix apart ("10 th"), a misspelt month ("10th of Mrach"); and notes days that no
// month has. It is true where tokens have been joined.
func (p *splitter) mendDates(first int) (joined bool) {
	for i := first; i < len(p.toks); i++ {
		f := p.toks[i].Form
		if f == "" || !isDigit(f[0]) && !digitLike(f[0]) {
			continue
		}
		if fixed, ok := numericDate(f); ok {
			p.toks[i].Form = fixed
			p.defect(chancery.GarbledDate, p.toks[i].Start, p.toks[i].End, "read as "+fixed)
			continue
		}
		if impossible(f) {
			p.defect(chancery.GarbledDate, p.toks[i].Start, p.toks[i].End, "no such day")
			continue
		}
		if p.dottedDate(i) {
			joined = true
			continue
		}
		if day, suffix := dayNumber(f); day > 0 {
			joined = p.namedDate(i, day, suffix, first) || joined
		}
	}
	return joined
}

// dayNumber is the day that f names, 0 where it names none, and its ordinal
// suffix: "10th", "30.", "4".
func dayNumber(f string) (day int, suffix string) {
	n := 0
	for n < len(f) && isDigit(f[n]) {
		n++
	}
	if n == 0 || n > 2 {
		return 0, ""
	}
	day, _ = strconv.Atoi(f[:n])
	switch suffix = strings.ToLower(f[n:]); suffix {
	case "", ".", "st", "nd", "rd", "th":
		return day, suffix
	}
	return 0, ""
}

// namedDate repairs the date of a day at token i and a month's name after it;
// it is true where it joins tokens.
func (p *splitter) namedDate(i, day int, suffix string, first int) bool {
	j := i + 1
	dot := j < len(p.toks) && p.toks[j].Form == "." && p.toks[i].Glued
	if dot {
		j++
	}
	if j < len(p.toks) && strings.EqualFold(p.toks[j].Form, "of") {
		j++
	}
	if j >= len(p.toks) || dot && suffix == "" && i > first && p.labelled(i, first) {
		return false
	}
	days, ok := monthDays[strings.ToLower(p.toks[j].Form)]
	if !ok && !dot && suffix != "" {
		days, ok = p.mendMonth(i, j, first)
	}
	if !ok || p.toks[j].Form == "may" {
		return false
	}
	form := strings.TrimSuffix(p.toks[i].Form, ".")
	lo, hi := p.toks[i].Start, p.toks[j].End
	switch {
	case day > days:
		p.defect(chancery.GarbledDate, lo, hi, "no such day")
	case dot || suffix == ".":
		p.defect(chancery.GarbledDate, lo, hi, "read as "+form+" "+p.toks[j].Form)
	case suffix != "" && suffix != ordinal(day):
		p.defect(chancery.GarbledDate, lo, hi, "read as "+strconv.Itoa(day)+ordinal(day)+" "+p.toks[j].Form)
	}
	p.toks[i].Form = form
	if dot {
		p.join(i, i+2, form)
	}
	return dot
}

// labelled reports whether the number at token i belongs to the word before it,
// as in "Figure 1.", so that a full stop after it ends something.
func (p *splitter) labelled(i, first int) bool {
	f := p.toks[i-1].Form
	if i-1 == first && len(f) < 4 || !capital(f) || !wordy(f) {
		return false
	}
	return !strings.HasSuffix(f, "day") // weekdays
}

// mendMonth reads token j, after the day at token i, as a month if it is one
// misspelt, and returns the number of its days.
func (p *splitter) mendMonth(i, j, first int) (days int, ok bool) {
	if !capital(p.toks[j].Form) {
		return 0, false
	}
	name := misspeltMonth(strings.ToLower(p.toks[j].Form))
	if name == "" {
		return 0, false
	}
	p.toks[j].Form = name
	p.defect(chancery.GarbledDate, p.before(i, first), p.toks[j].End, "read as "+name)
	return monthDays[strings.ToLower(name)], true
}

// before is where the article before token i begins, or the token itself.
func (p *splitter) before(i, first int) int {
	if i > first && strings.EqualFold(p.toks[i-1].Form, "the") {
		i--
	}
	return p.toks[i].Start
}

func ordinal(day int) string {
	if day/10 != 1 {
		switch day % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// dottedDate repairs "12.01." inside a sentence: the full stop belongs to it.
func (p *splitter) dottedDate(i int) bool {
	f := p.toks[i].Form
	if i+2 >= len(p.toks) || p.toks[i+1].Form != "." || !p.toks[i].Glued || !isLower(p.toks[i+2].Form[0]) || p.lower {
		return false
	}
	d, m, ok := strings.Cut(f, ".")
	if !ok || !digits(d) || !digits(m) || len(d) > 2 || len(m) > 2 {
		return false
	}
	if n, _ := strconv.Atoi(m); n < 1 || n > 12 {
		return false
	}
	if n, _ := strconv.Atoi(d); n < 1 || n > 31 {
		return false
	}
	p.join(i, i+2, f)
	p.defect(chancery.GarbledDate, p.toks[i].Start, p.toks[i].End, "read as "+f)
	return true
}

// mendSuffixes repairs ordinals that a space cuts in two; it is true where it
// joins tokens.
func (p *splitter) mendSuffixes(first int) (joined bool) {
	for i := first; i < len(p.toks); i++ {
		joined = p.looseSuffix(i) || joined
	}
	return joined
}

// looseSuffix repairs "10 th": it is one ordinal.
func (p *splitter) looseSuffix(i int) bool {
	if i+1 >= len(p.toks) || p.toks[i].Glued || len(p.toks[i].Form) > 2 || !digits(p.toks[i].Form) {
		return false
	}
	day, suffix := dayNumber(p.toks[i].Form + p.toks[i+1].Form)
	if day == 0 || suffix == "" || suffix != p.toks[i+1].Form || suffix != ordinal(day) {
		return false
	}
	p.join(i, i+2, p.toks[i].Form+suffix)
	p.defect(chancery.GarbledDate, p.toks[i].Start, p.toks[i].End, "read as "+p.toks[i].Form)
	return true
}

// impossible reports whether f is a date in figures with a full year that no
// calendar has, whichever of day and month stands first.
func impossible(f string) bool {
	if len(f) < 8 || len(f) > 10 {
		return false
	}
	parts := strings.FieldsFunc(f, func(r rune) bool { return r == '.' || r == '/' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 || strings.Count(f, f[len(parts[0]):len(parts[0])+1]) != 2 {
		return false
	}
	var n [3]int
	for i, s := range parts {
		if !digits(s) {
			return false
		}
		n[i], _ = strconv.Atoi(s)
	}
	if n[2] < 1800 || n[2] > 2200 {
		return false // a number of another kind
	}
	return !calendarDay(n[0], n[1], n[2]) && !calendarDay(n[1], n[0], n[2])
}

// calendarDay reports whether the day exists.
func calendarDay(d, m, y int) bool {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return m >= 1 && m <= 12 && t.Day() == d && int(t.Month()) == m
}

func digitLike(b byte) bool { return b == 'O' || b == 'o' || b == 'l' || b == 'I' }

// numericDate reads "O6.04.2O23" as "06.04.2023". It is false where f is no
// date or has no letters in it.
func numericDate(f string) (string, bool) {
	if len(f) < 6 || len(f) > 10 {
		return "", false
	}
	b := []byte(f)
	letters, seps, nums := 0, 0, 0
	sep := byte(0)
	for i, c := range b {
		switch {
		case isDigit(c):
			nums++
		case c == 'O' || c == 'o':
			b[i] = '0'
			letters++
		case c == 'l' || c == 'I':
			b[i] = '1'
			letters++
		case (c == '.' || c == '/' || c == '-') && (sep == 0 || sep == c):
			sep = c
			seps++
		default:
			return "", false
		}
	}
	return string(b), letters > 0 && letters < nums && seps == 2
}

// misspeltMonth is the month that w, lower case, is one slip away from, empty
// where it is none: two letters changed places, one is wrong, lost or too many.
func misspeltMonth(w string) string {
	if len(w) < 4 {
		return ""
	}
	for _, m := range [...]string{"January", "February", "March", "April", "June", "July", "August",
		"September", "October", "November", "December"} {
		if oneSlip(w, strings.ToLower(m)) {
			return m
		}
	}
	return ""
}

// oneSlip reports whether a and b differ by one insertion, deletion,
// replacement or exchange of neighbours.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
