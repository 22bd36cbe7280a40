package answer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/store"
)

// sections are those that rows can be asked of.
var sections = []store.Section{store.Events, store.Statements, store.Conditions, store.Demands, store.Agenda}

// Types are the types that rows of a section can have, those of events in the
// order of the ontology; of all sections for 0.
func Types(s store.Section) []string {
	switch s {
	case store.Events:
		return names(chancery.Agree, chancery.Consult, chancery.Support, chancery.Concede, chancery.Cooperate, chancery.Aid, chancery.Retreat, chancery.Request,
			chancery.Accuse, chancery.Reject, chancery.Threaten, chancery.Protest, chancery.Sanction, chancery.Mobilize, chancery.Coerce, chancery.Assault)
	case store.Statements:
		return names(chancery.Asserts, chancery.Denies, chancery.Demands, chancery.Threatens, chancery.Promises, chancery.Asks, chancery.Praises, chancery.Accuses, chancery.Rejects, chancery.Believes)
	case store.Conditions:
		return names(chancery.Threat, chancery.Promise, chancery.Precondition, chancery.Warning)
	case store.Demands:
		return names(chancery.DemandMade, chancery.DemandRefused, chancery.DemandAccepted)
	case store.Agenda:
		return names(chancery.TalksFormat, chancery.CallFormat, chancery.SummitFormat, chancery.VisitFormat, chancery.CouncilFormat,
			chancery.ConferenceFormat, chancery.VoteFormat, chancery.SigningFormat, chancery.OtherFormat)
	}
	return ofAll(Types)
}

// Statuses are the statuses that rows of a section, or what becomes of them, can
// have; of all sections for 0. Statements have none.
func Statuses(s store.Section) []string {
	switch s {
	case store.Events:
		return names(chancery.Actual, chancery.Planned, chancery.Conditional, chancery.Possible, chancery.Negated, chancery.Denied)
	case store.Statements:
		return nil
	case store.Conditions:
		return []string{store.StandsOpen, store.StandsTriggered, store.StandsCarriedOut, store.StandsLapsed, store.StandsWithdrawn}
	case store.Demands:
		return []string{store.StandsOpen, store.StandsRefused, store.StandsAccepted, store.StandsMet}
	case store.Agenda:
		return append(names(chancery.MeetingPlanned, chancery.MeetingHeld, chancery.MeetingPostponed, chancery.MeetingCancelled), store.StandsMoved, store.StandsUnreported)
	}
	return ofAll(Statuses)
}

func names[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

func ofAll(of func(store.Section) []string) []string {
	var all []string
	for _, s := range sections {
		for _, x := range of(s) {
			if !slices.Contains(all, x) {
				all = append(all, x)
			}
		}
	}
	return all
}

// Check refuses what no row can have: a type or a status that there is not, a day
// that no calendar has, a first day behind the last. Types in another case are put
// into theirs. The errors begin with the name of the flag or of the part of an
// address, behind the given prefix.
func Check(f *store.Filter, prefix string) error {
	types, statuses := Types(f.Section), Statuses(f.Section)
	for i, t := range f.Types {
		known := slices.IndexFunc(types, func(k string) bool { return strings.EqualFold(k, t) })
		if known < 0 {
			return fmt.Errorf("%stype: %q, want %s", prefix, t, oneOf(types))
		}
		f.Types[i] = types[known]
	}
	for _, s := range f.Statuses {
		switch {
		case len(statuses) == 0:
			return fmt.Errorf("%sstatus: %s have none", prefix, f.Section)
		case !slices.Contains(statuses, s):
			return fmt.Errorf("%sstatus: %q, want %s", prefix, s, oneOf(statuses))
		}
	}
	for _, d := range []struct{ name, day string }{{"from", f.From}, {"to", f.To}} {
		if d.day != "" && !calendar(d.day) {
			return fmt.Errorf("%s%s: %q, want 2022, 2022-01 or 2022-01-10", prefix, d.name, d.day)
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To+"~" { // a month holds its days
		return fmt.Errorf("%sfrom: %s is behind %s", prefix, f.From, f.To)
	}
	return nil
}

func oneOf(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return "one of " + strings.Join(list, ", ")
}

// calendar reports whether s is a year, a month or a day.
func calendar(s string) bool {
	if !Day.MatchString(s) {
		return false
	}
	_, err := time.Parse(time.DateOnly[:len(s)], s)
	return err == nil
}
