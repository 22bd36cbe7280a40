package store

import (
	"chancery"
	"chancery/internal/story"
)

// A Section is one of the five kinds of row that an entry has.
type Section int

// The sections.
const (
	Events Section = iota + 1
	Statements
	Conditions
	Demands
	Agenda
)

// sectionNames are the sections as commands and addresses name them.
var sectionNames = map[Section]string{Events: "events", Statements: "statements", Conditions: "conditions", Demands: "demands", Agenda: "agenda"}

func (s Section) String() string { return sectionNames[s] }

// ParseSection is the section of that name, 0 where there is none.
func ParseSection(name string) Section {
	for s, n := range sectionNames {
		if n == name {
			return s
		}
	}
	return 0
}

// A Row is a row of any section, seen alike: who, toward whom, what and when.
type Row struct {
	chancery.Row
	Section   Section
	Index     int    // into the section of the entry
	Type      string // event type, stance, kind of condition, format of meeting
	Status    string // of events and meetings; empty elsewhere
	CAMEO     string
	Intensity float32
	By        []string // actor ids: source, speaker, who sets the condition, who demands, who meets
	Toward    []string // actor ids: target, addressee, of whom
	Date      *chancery.DateSpan
	Place     string
	Value     any // the row as the contract has it
}

// Rows are all rows of an entry, section by section.
func Rows(e *chancery.Entry) []Row {
	var out []Row
	for i, x := range e.Events {
		out = append(out, Row{Row: x.Row, Section: Events, Index: i, Type: string(x.Type), Status: string(x.Status), CAMEO: x.CAMEO,
			Intensity: x.Intensity, By: x.Sources, Toward: x.Targets, Date: x.Date, Place: deref(x.Place), Value: x})
	}
	for i, x := range e.Statements {
		out = append(out, Row{Row: x.Row, Section: Statements, Index: i, Type: string(x.Stance), By: x.Speakers, Toward: x.Addressees, Value: x})
	}
	for i, x := range e.Conditions {
		out = append(out, Row{Row: x.Row, Section: Conditions, Index: i, Type: string(x.Kind), By: x.By, Toward: x.Toward, Value: x})
	}
	for i, x := range e.Demands {
		out = append(out, Row{Row: x.Row, Section: Demands, Index: i, Type: string(x.Stance), By: x.By, Toward: x.Of, Value: x})
	}
	for i, x := range e.Agenda {
		out = append(out, Row{Row: x.Row, Section: Agenda, Index: i, Type: string(x.Format), Status: string(x.Status),
			By: append(append([]string{}, x.Parties...), x.Attendees...), Date: x.Date, Place: deref(x.Place), Value: x})
	}
	return out
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// partyTables leave the states themselves out of the index of actors, as that of
// countries has them: what asks for an actor asks for a country of that name too.
const partyTables = `
DROP INDEX party_actor;
CREATE INDEX party_actor ON party(actor, first, country) WHERE actor <> country;
`

// symmetric reports whether both sides of an event do the same: they meet, or
// sign. A promise has a side that gives and one that is given.
func symmetric(r *Row) bool { return r.Type == string(chancery.Consult) || r.CAMEO == "057" }

// block is what reports of one happening have in common; empty for rows that are
// words rather than deeds, and for deeds of nobody toward nobody.
func (r *Row) block(country map[string]string) string {
	if r.Section != Events && r.Section != Agenda || len(r.By)+len(r.Toward) == 0 {
		return ""
	}
	x := story.Report{Type: r.Type, By: states(r.By, country), Toward: states(r.Toward, country), Symmetric: symmetric(r)}
	if r.Section == Agenda {
		x.Type, x.Symmetric = meetingType, true
	}
	return x.Key()
}

// meetingType is the type of all meetings in a key.
const meetingType = "meeting"

// states are the countries of actors, or their ids where they have none.
func states(ids []string, country map[string]string) []string {
	var out []string
	for _, id := range ids {
		if c := country[id]; c != "" {
			id = c
		}
		out = append(out, id)
	}
	return out
}
