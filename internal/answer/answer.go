package answer

import (
	"slices"

	"chancery"
	"chancery/internal/store"
)

// A Row is a row of the ledger.
type Row struct {
	Section    string           `json:"section" doc:"events, statements, conditions, demands or agenda"`
	Row        any              `json:"row" doc:"the row as the ledger entry has it"`
	Evidence   string           `json:"evidence" doc:"the sentence that proves it"`
	First      string           `json:"first" doc:"first day (or month, or year) of the thing, or day of the report where the text gives none"`
	Last       string           `json:"last" doc:"last day of the thing"`
	Dated      bool             `json:"dated" doc:"whether the text gives the day"`
	Article    Article          `json:"article" doc:"the article that says so"`
	Correction string           `json:"correction,omitempty" doc:"accept, reject or edit: what was last decided of the row"`
	Actors     []chancery.Actor `json:"actors" doc:"the actors that the row names"`
	Places     []chancery.Place `json:"places,omitempty" doc:"the place of the row"`
}

// An Article is where a row stands, without its text.
type Article struct {
	ID        string         `json:"id"`
	URL       string         `json:"url,omitempty"`
	Source    string         `json:"source,omitempty" doc:"who published it"`
	Title     string         `json:"title"`
	Published chancery.Stamp `json:"published" doc:"RFC 3339 or a date"`
}

// Of is a row that was found as it is told.
func Of(x *store.Found) Row {
	a := Row{Section: x.Section.String(), Row: x.Value, Evidence: x.Evidence, First: x.First, Last: x.Last, Dated: x.Dated, Correction: x.Correction, Actors: []chancery.Actor{},
		Article: Article{x.Article.ID, x.Article.URL, x.Outlet, x.Article.Title, x.Article.Published}}
	for _, id := range slices.Concat(x.By, x.Toward) {
		if actor := x.Actor(id); actor != nil {
			a.Actors = append(a.Actors, *actor)
		}
	}
	for _, pl := range x.Entry.Places {
		if pl.ID == x.Place {
			a.Places = append(a.Places, pl)
		}
	}
	return a
}

// All are rows as they are told.
func All(list []*store.Found) []Row {
	out := []Row{}
	for _, x := range list {
		out = append(out, Of(x))
	}
	return out
}

// A Happening is a happening with all its reports.
type Happening struct {
	*store.Happening
	Reports []Row `json:"reports"`
}

// OfHappening is a happening as it is told.
func OfHappening(h *store.Happening) Happening { return Happening{h, All(h.Reports)} }

// A Step says since when a standing has a status.
type Step struct {
	store.Step
	Report *Row `json:"report"` // null where the status follows from a day that has passed
}

// A Standing is a line of a register.
type Standing struct {
	*store.Standing
	Steps   []Step `json:"steps"`
	Reports []Row  `json:"reports"`
}

// OfStanding is a line of a register as it is told.
func OfStanding(st *store.Standing) Standing {
	out := Standing{st, []Step{}, All(st.Reports)}
	for _, s := range st.Steps {
		step := Step{Step: s}
		if s.Report != nil {
			a := Of(s.Report)
			step.Report = &a
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

// A Readout is what one side said of a contact.
type Readout struct {
	Side       string `json:"side"`
	Statements []Row  `json:"statements"`
}

// A Contact is a meeting that was held, with what each side said of it.
type Contact struct {
	Standing
	Sides []Readout `json:"sides"`
	Both  [][2]int  `json:"both"` // pairs of statements, of the first and the second side, that say alike
}

// OfContact is a contact as it is told.
func OfContact(c *store.Contact) Contact {
	out := Contact{OfStanding(c.Standing), []Readout{}, c.Both}
	for _, s := range c.Sides {
		out.Sides = append(out.Sides, Readout{s.Side, All(s.Statements)})
	}
	return out
}
