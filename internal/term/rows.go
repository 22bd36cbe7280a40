package term

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery"
)

// A fate is what became of an event or a meeting: how it is signed, named and
// coloured.
type fate struct {
	key, sign, head string
	color           style
}

// fates are the statuses of events in the order in which they are shown.
var fates = []fate{
	{string(chancery.Actual), "●", "happened, or is going on", green},
	{string(chancery.Planned), "○", "planned", cyan},
	{string(chancery.Conditional), "◇", "only if a condition is met", yellow},
	{string(chancery.Possible), "?", "possible, wished or feared", yellow},
	{string(chancery.Negated), "✕", "did not happen, or was ruled out", magenta},
	{string(chancery.Denied), "!", "denied by those said to have done it", red},
}

var meetingFates = []fate{
	{string(chancery.MeetingHeld), "●", "held", green},
	{string(chancery.MeetingPlanned), "○", "planned", cyan},
	{string(chancery.MeetingPostponed), "»", "postponed", yellow},
	{string(chancery.MeetingCancelled), "✕", "cancelled", magenta},
}

// agenda shows meetings, the held ones first, then those to come by their date.
func (s *sheet) agenda() {
	if len(s.e.Agenda) == 0 {
		return
	}
	s.section("CONTACTS AND AGENDA", "who talks to whom, held and to come")
	for _, f := range meetingFates {
		rows := slices.DeleteFunc(slices.Clone(s.e.Agenda), func(m chancery.Meeting) bool { return string(m.Status) != f.key })
		slices.SortStableFunc(rows, func(a, b chancery.Meeting) int { return cmp.Compare(from(a.Date), from(b.Date)) })
		for i := range rows {
			s.meeting(&rows[i], f)
		}
	}
}

func from(d *chancery.DateSpan) string {
	if d == nil || d.From == "" {
		return "~" // behind every date
	}
	return d.From
}

func (s *sheet) meeting(m *chancery.Meeting, f fate) {
	format := string(m.Format)
	if m.Duration != nil {
		format += fmt.Sprintf(" of %d minutes", *m.Duration)
	}
	parts := []string{cmp.Or(dates(m.Date), "no date"), format, s.who(m.Parties, "")}
	if m.Place != nil {
		parts = append(parts, "in "+s.who([]string{*m.Place}, ""))
	}
	s.row(f, f.key, strings.Join(nonEmpty(parts), " · "))
	if len(m.Attendees) > 0 && !slices.Equal(m.Attendees, m.Parties) {
		s.detail("with " + s.who(m.Attendees, ""))
	}
	s.evidence(m.Row, m.Span, chancery.Span{})
}

// row writes the line that begins a row: its sign, a word, and the text.
func (s *sheet) row(f fate, word, text string) {
	s.foldTo("  "+s.style(f.color, f.sign)+" "+s.style(bold, word)+strings.Repeat(" ", max(1, 12-width(word))), indent, text)
}

// indent is where the text of a row begins.
const indent = "                "

func (s *sheet) detail(text string) {
	if text != "" {
		s.foldTo(indent, indent, text)
	}
}

// events shows events by what became of them.
func (s *sheet) events() {
	if len(s.e.Events) == 0 {
		return
	}
	s.section("EVENTS", "who did what to whom")
	for _, f := range fates {
		begun := false
		for i := range s.e.Events {
			e := &s.e.Events[i]
			if string(e.Status) != f.key {
				continue
			}
			if !begun {
				s.line("")
				s.line("  " + s.style(f.color, f.sign+" "+strings.ToUpper(f.head[:1])+f.head[1:]))
				begun = true
			}
			s.event(e, f)
		}
	}
}

func (s *sheet) event(e *chancery.Event, f fate) {
	who := s.who(e.Sources, "someone")
	if len(e.Targets) > 0 && !slices.Equal(e.Sources, e.Targets) {
		who += " → " + s.who(e.Targets, "")
	}
	s.row(f, string(e.Type), who)
	var facts []string
	if e.Mode != "" {
		facts = append(facts, clean(e.Mode))
	}
	if d := dates(e.Date); d != "" {
		facts = append(facts, d)
	}
	if e.Place != nil {
		facts = append(facts, s.who([]string{*e.Place}, ""))
	}
	for _, a := range e.Attribution {
		facts = append(facts, s.who(a.Speakers, "someone")+" "+verb(cmp.Or(string(a.Stance), "says"), len(a.Speakers))+" it")
	}
	s.detail(strings.Join(facts, " · "))
	s.evidence(e.Row, e.Span, e.Trigger)
}

// conditions shows what hangs on what.
func (s *sheet) conditions() {
	if len(s.e.Conditions) == 0 {
		return
	}
	s.section("CONDITIONS", "if this, then that")
	for i := range s.e.Conditions {
		c := &s.e.Conditions[i]
		head := s.style(bold, string(c.Kind))
		if len(c.By) > 0 {
			head += " by " + s.who(c.By, "")
		}
		if len(c.Toward) > 0 {
			head += " toward " + s.who(c.Toward, "")
		}
		s.foldTo("  ◇ ", "    ", head)
		s.fold("      condition    ", s.cut(c.Condition))
		s.fold("      consequence  ", s.cut(c.Consequence))
		s.evidence(c.Row, c.Span, chancery.Span{})
	}
}

// statements shows who said what.
func (s *sheet) statements() {
	if len(s.e.Statements) == 0 {
		return
	}
	s.section("STATEMENTS", "who said what")
	for i := range s.e.Statements {
		x := &s.e.Statements[i]
		head := s.who(x.Speakers, "someone unnamed")
		if len(x.OnBehalfOf) > 0 {
			head += ", for " + s.who(x.OnBehalfOf, "") + ","
		}
		head += " " + s.style(bold, verb(string(x.Stance), len(x.Speakers)))
		if len(x.Addressees) > 0 {
			head += ", to " + s.who(x.Addressees, "")
		}
		if x.Via != nil {
			head += ", through " + s.who([]string{*x.Via}, "")
		}
		s.foldTo("  “ ", "    ", head)
		s.evidence(x.Row, x.Content, x.Cue)
	}
}

// dates is a span of days for a reader.
func dates(d *chancery.DateSpan) string {
	switch {
	case d == nil || d.From == "" && d.To == "":
		return ""
	case d.To == "" || d.From == d.To:
		return date(d.From)
	case d.From == "":
		return "until " + date(d.To)
	}
	if whole := wholeOf(d); whole != "" {
		return date(whole)
	}
	return date(d.From) + " to " + date(d.To)
}

// wholeOf is the month or the year that d covers from its first day to its
// last, empty where it covers neither.
func wholeOf(d *chancery.DateSpan) string {
	from, err := time.Parse(time.DateOnly, d.From)
	to, err2 := time.Parse(time.DateOnly, d.To)
	switch {
	case err != nil || err2 != nil || from.Day() != 1:
		return ""
	case from.AddDate(0, 1, -1).Equal(to):
		return from.Format("2006-01")
	case from.AddDate(1, 0, -1).Equal(to) && from.Month() == time.January:
		return from.Format("2006")
	}
	return ""
}

// date writes an ISO 8601 date of any grain in words.
func date(iso string) string {
	for _, l := range [][2]string{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}, {"2006-01-02T15:04", "2 January 2006, 15:04"}} {
		if t, err := time.Parse(l[0], iso); err == nil {
			return t.Format(l[1])
		}
	}
	return clean(iso)
}
