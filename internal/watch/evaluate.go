package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// A Body is what a firing shows: a line, and the rows that prove it, the first of
// which is the one that fired.
type Body struct {
	Title string       `json:"title"`
	Rows  []answer.Row `json:"rows"`
}

// maxRows is the most rows of evidence that a firing carries.
const maxRows = 10

// An evaluation is one alert, evaluated at one moment.
type evaluation struct {
	store *store.Store
	alert *store.Alert
	ask   answer.Ask
	now   time.Time
	zone  *time.Location
	least int // independent sources
}

func newEvaluation(s *store.Store, a *store.Alert, now time.Time) (*evaluation, error) {
	ask, err := answer.Parse(a.Asks)
	if err != nil {
		return nil, err
	}
	if err := Check(a); err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(a.Terms.Zone)
	if err != nil {
		return nil, err
	}
	least := max(ask.Filter.Sources, a.Terms.Sources)
	ask.Filter.Sources, ask.Filter.Limit, ask.Filter.Newest = 0, 0, false
	return &evaluation{s, a, ask, now, zone, least}, nil
}

// new are the firings of the reports with numbers above since, up to until.
func (e *evaluation) new(ctx context.Context, since, until int64) ([]store.Firing, error) {
	f := e.ask.Filter
	f.Since, f.Until = since, until
	merged := f.Section == store.Events || f.Section == store.Agenda
	if merged {
		f.Sources = e.least
	}
	var found []*store.Found
	for x, err := range e.store.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		found = append(found, x)
	}
	slices.SortFunc(found, func(a, b *store.Found) int { return int(a.N - b.N) })
	if len(found) > 0 && e.least > 1 && !merged {
		return e.standings(ctx, found)
	}
	var out []store.Firing
	for _, x := range found {
		firing, err := e.ofRow(ctx, x)
		if err != nil {
			return nil, err
		}
		if firing != nil {
			out = append(out, *firing)
		}
	}
	return out, nil
}

// ofRow is the firing of a row, with the other reports of its happening.
func (e *evaluation) ofRow(ctx context.Context, x *store.Found) (*store.Firing, error) {
	status, rows := x.Status, []*store.Found{x}
	if x.Happening != "" {
		for h, err := range e.store.Happenings(ctx, store.Filter{Happening: x.Happening, Limit: 1}) {
			if err != nil {
				return nil, err
			}
			status = h.Status
			for _, r := range h.Reports {
				if r.N != x.N {
					rows = append(rows, r)
				}
			}
		}
	}
	return e.firing("new", x, status, rows)
}

// standings are the firings of conditions or demands that enough sources tell: the
// lines of the register that the new rows are reports of.
func (e *evaluation) standings(ctx context.Context, found []*store.Found) ([]store.Firing, error) {
	var out []store.Firing
	seen := map[string]bool{}
	for _, x := range found {
		lines, err := e.store.Register(ctx, store.Filter{Section: x.Section, ID: x.ID})
		if err != nil {
			return nil, err
		}
		for _, st := range lines {
			if seen[st.ID] {
				continue
			}
			seen[st.ID] = true
			firing, err := e.firing("new", st.Reports[0], "", st.Reports)
			if err != nil {
				return nil, err
			}
			if firing != nil {
				out = append(out, *firing)
			}
		}
	}
	return out, nil
}

// due are the firings of what falls due on a day: deadlines of conditions that are
// open, and what is planned for that day.
func (e *evaluation) due(ctx context.Context, day string) ([]store.Firing, error) {
	var out []store.Firing
	section := e.ask.Filter.Section
	if section == store.Conditions || section == 0 {
		f := e.ask.Filter
		f.Section, f.Statuses, f.Deadline = store.Conditions, []string{store.StandsOpen, store.StandsTriggered}, day
		lines, err := e.store.Register(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, st := range lines {
			if st.Deadline != day {
				continue
			}
			firing, err := e.firing("due", st.Reports[0], day, st.Reports)
			if err != nil {
				return nil, err
			}
			if firing != nil {
				out = append(out, *firing)
			}
		}
	}
	for _, s := range []store.Section{store.Agenda, store.Events} {
		if section != s && section != 0 {
			continue
		}
		f := e.ask.Filter
		f.Section, f.Statuses, f.Sources, f.From, f.To = s, []string{"planned"}, e.least, day, day
		for h, err := range e.store.Happenings(ctx, f) {
			if err != nil {
				return nil, err
			}
			if h.Status != "planned" || len(h.Reports) == 0 || !slices.ContainsFunc(h.Reports, func(x *store.Found) bool { return x.Dated }) || len(h.First) != len(day) {
				continue
			}
			firing, err := e.firing("due", h.Reports[0], day, h.Reports)
			if err != nil {
				return nil, err
			}
			if firing != nil {
				out = append(out, *firing)
			}
		}
	}
	return out, nil
}

// firing is what is told of a row, with the reports that prove it; nil where too
// few independent sources tell of it.
func (e *evaluation) firing(kind string, x *store.Found, status string, reports []*store.Found) (*store.Firing, error) {
	sources := independent(reports)
	if sources < e.least {
		return nil, nil
	}
	f := &store.Firing{Kind: kind, Row: x.ID, Status: status, Evidence: x.Evidence, At: e.now, Happening: x.Happening, Story: x.Story, Section: x.Section,
		Why: e.why(kind, x, reports, sources)}
	body, err := json.Marshal(Body{Title: Title(x), Rows: answer.All(reports[:min(len(reports), maxRows)])})
	if err != nil {
		return nil, err
	}
	f.Body = body
	for _, c := range e.alert.Terms.Channels {
		f.Send = append(f.Send, store.Send{Channel: c, Due: when(&e.alert.Terms, &c, e.now, e.zone)})
	}
	return f, nil
}

// why says why an alert fired.
func (e *evaluation) why(kind string, x *store.Found, reports []*store.Found, sources int) string {
	told := "told by " + outlets(reports)
	if sources > 1 {
		told = fmt.Sprintf("told by %d independent sources: %s", sources, outlets(reports))
	}
	head := map[string]string{"new": "New in the ledger", "due": "Due today"}[kind]
	why := fmt.Sprintf("%s, %s. The alert asks for %s", head, told, e.ask.Describe())
	if e.least > 1 {
		why += fmt.Sprintf(", from at least %d independent sources", e.least)
	}
	return why + "."
}

// independent is how many sources stand behind reports that have nothing to do
// with each other: an outlet is one, however often it tells, and so are those that
// print one text.
func independent(reports []*store.Found) int {
	of := make([]int, len(reports)) // the first report that each belongs with
	n := len(reports)
	for i, r := range reports {
		of[i] = i
		for j, q := range reports[:i] {
			if of[i] == of[j] || q.Story != r.Story && (q.Outlet != r.Outlet || r.Outlet == "") {
				continue
			}
			n--
			from, to := max(of[i], of[j]), min(of[i], of[j])
			for k := range i + 1 {
				if of[k] == from {
					of[k] = to
				}
			}
		}
	}
	return n
}

// outlets are who told of it, at most five by name.
func outlets(reports []*store.Found) string {
	const most = 5
	var names []string
	for _, r := range reports {
		if r.Outlet != "" && !slices.Contains(names, r.Outlet) {
			names = append(names, r.Outlet)
		}
	}
	if len(names) == 0 {
		return "an unnamed source"
	}
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// Title is a row in one line: who, what, toward whom, when.
func Title(x *store.Found) string {
	s := fmt.Sprintf("%s: %s", x.Names(x.By), x.Type)
	if len(x.Toward) > 0 {
		s = fmt.Sprintf("%s → %s: %s", x.Names(x.By), x.Names(x.Toward), x.Type)
	}
	if x.Status != "" {
		s += " (" + x.Status + ")"
	}
	if x.Dated {
		s += ", " + x.First
		if x.Last != x.First {
			s += " to " + x.Last
		}
	}
	return s
}
