package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/story"
)

// A Standing is one line of a register: a condition, a demand or a meeting, all
// reports of it, and what has become of it by which report.
type Standing struct {
	ID       string   `json:"id"` // of its first report
	Kind     string   `json:"kind"`
	Status   string   `json:"status"`
	By       []string `json:"by"` // names
	Toward   []string `json:"toward"`
	Since    string   `json:"since"`              // day of the first report
	Deadline string   `json:"deadline,omitempty"` // last day of the condition, or day of the meeting
	Text     string   `json:"text"`               // what is threatened, demanded, met for, in the words of the first report
	If       string   `json:"if,omitempty"`       // the condition
	Sources  int      `json:"sources"`            // independent ones, see package story
	Steps    []Step   `json:"steps"`
	Reports  []*Found `json:"-"`
}

// A Step says since when a standing has a status, and by which report; none where
// it follows from a day that has passed.
type Step struct {
	Day     string `json:"day"`
	Status  string `json:"status"`
	Report  *Found `json:"-"`
	virtual bool   // follows from a day that has passed
}

// The statuses of a register. Those of meetings that were not moved are those of
// the reports.
const (
	StandsOpen       = "open"
	StandsTriggered  = "triggered"
	StandsCarriedOut = "carried-out"
	StandsLapsed     = "lapsed"
	StandsWithdrawn  = "withdrawn"
	StandsRefused    = "refused"
	StandsAccepted   = "accepted"
	StandsMet        = "met"
	StandsMoved      = "moved"
	StandsUnreported = "unreported" // its day has passed, and nobody has told of it
)

// Register is the register of conditions, demands or meetings: those of which a
// report is asked for by the filter, with everything that the ledger says about
// what became of them, by day. The ledger's last day of publication is its today.
func (s *Store) Register(ctx context.Context, f Filter) ([]*Standing, error) {
	return s.RegisterPage(ctx, f, "")
}

// RegisterPage is a page of a register: so many lines as the filter's Limit says,
// behind the one with that id, the latest first where it asks for Newest.
func (s *Store) RegisterPage(ctx context.Context, f Filter, behind string) ([]*Standing, error) {
	switch f.Section {
	case Agenda:
		return s.agenda(ctx, f, behind)
	case Conditions, Demands:
	default:
		return nil, fmt.Errorf("no register of %v", f.Section)
	}
	today, err := s.lastDay(ctx)
	if err != nil {
		return nil, err
	}
	query, args, err := s.standingQuery(ctx, f, behind, today)
	if err != nil {
		return nil, err
	}
	ids, err := s.ids(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return s.standingsOf(ctx, ids, today)
}

// lastDay is the last day of publication in the ledger.
func (s *Store) lastDay(ctx context.Context) (day string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT coalesce(max(day), '') FROM article").Scan(&day)
	return day, s.explain(err)
}

// standingQuery asks for the ids of the conditions or demands of a filter.
func (s *Store) standingQuery(ctx context.Context, f Filter, behind, today string) (string, []any, error) {
	where, args := []string{"t.section = ?"}, []any{f.Section}
	add := func(cond string, a ...any) { where, args = append(where, cond), append(args, a...) }
	if len(f.Statuses) > 0 {
		add("CASE WHEN t.lapse <> '' AND t.lapse < ? THEN '"+StandsLapsed+"' WHEN t.due <> '' AND t.due < ? THEN '"+StandsTriggered+"' ELSE t.status END IN ("+placeholders(len(f.Statuses))+")",
			append([]any{today, today}, anys(f.Statuses)...)...)
	}
	sign, order := ">", " ORDER BY t.since, t.id"
	if f.Newest {
		sign, order = "<", " ORDER BY t.since DESC, t.id DESC"
	}
	if behind != "" {
		add("(t.since, t.id) "+sign+" (SELECT since, id FROM standing WHERE id = ?)", behind)
	}
	rare, err := s.rare(ctx, f)
	if err != nil {
		return "", nil, err
	}
	if !rare {
		for _, who := range slices.Concat(f.Actors, []string{f.By, f.Toward}) {
			concerns, err := s.ids(ctx, "SELECT state FROM concern WHERE state = ? AND state <> '' LIMIT 1", who)
			if err != nil {
				return "", nil, err
			}
			if len(concerns) > 0 { // a side: only what concerns it is looked at
				add("t.id IN (SELECT r.standing FROM concern c CROSS JOIN report r ON r.n = c.report WHERE c.state = ? AND r.section = ?)", who, f.Section)
			}
		}
	}
	limit := f.Limit
	f.Statuses, f.Limit, f.After, f.Newest = nil, 0, 0, false
	if f.Deadline != "" {
		add("t.deadline = ?", f.Deadline)
	}
	if f.Sources > 0 {
		add("t.sources >= ?", f.Sources)
		f.Sources = 0
	}
	if rare || !f.everything() {
		f.beside = !rare
		conds, more := f.conditions()
		if from := " FROM report r JOIN article a ON a.n = r.article WHERE " + strings.Join(conds, " AND "); rare {
			add("t.id IN (SELECT r.standing"+from+")", more...)
		} else {
			add("EXISTS (SELECT 1"+from+" AND r.standing = t.id AND r.standing <> '')", more...)
		}
	}
	q := "SELECT t.id FROM standing t WHERE " + strings.Join(where, " AND ") + order
	if limit > 0 {
		q += fmt.Sprint(" LIMIT ", limit)
	}
	return q, args, nil
}

// everything reports whether a filter asks for all rows of a section that count.
func (f *Filter) everything() bool {
	return f.plain() && f.From == "" && f.To == "" && len(f.Types) == 0 && f.Since == 0 && f.Until == 0
}

// standing is a condition or demand with all that became of it.
func (s *Store) standing(ctx context.Context, id, today string) (*Standing, error) {
	rows, err := s.numbered(ctx, "SELECT r.n FROM report r JOIN article a ON a.n = r.article WHERE r.standing = ? AND r.standing <> ''"+counted, id)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	st := standingOf(rows)
	var numbers []int64
	for _, x := range rows {
		numbers = append(numbers, x.N)
	}
	steps, err := s.outcomes(ctx, numbers, st.Since)
	if err != nil {
		return nil, err
	}
	for _, o := range steps {
		st.step(o.Day, o.Status, o.Report)
	}
	switch v := rows[0].Value.(type) {
	case chancery.Condition:
		st.If, st.Text = rows[0].text(v.Condition), rows[0].text(v.Consequence)
		for _, x := range rows {
			st.Deadline = max(st.Deadline, deadline(x.Entry, x.Sentence, told(x)))
		}
		st.passed(negative(st.If), today)
	case chancery.Demand:
		st.Text = rows[0].text(v.Content)
	}
	return st.settle(), nil
}

// outcomes are what became of conditions or demands from a day on, by day: of each
// status the first report that stands in no sentence that tells of the thing itself.
func (s *Store) outcomes(ctx context.Context, numbers []int64, since string) ([]Step, error) {
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	deeds, err := s.numbered(ctx, `SELECT deed FROM (SELECT o.deed, row_number() OVER (PARTITION BY o.status ORDER BY CASE r.dated WHEN 1 THEN r.first ELSE a.day END, a.day, r.id, o.deed) AS k
		FROM outcome o JOIN report r ON r.n = o.deed JOIN article a ON a.n = r.article
		WHERE o.report IN (SELECT value FROM json_each(?1)) AND CASE r.dated WHEN 1 THEN r.first ELSE a.day END >= ?2`+counted+`
		AND (r.article, r.sentence) NOT IN (SELECT x.article, x.sentence FROM report x WHERE x.n IN (SELECT value FROM json_each(?1)))) WHERE k = 1`, string(list), since)
	if err != nil || len(deeds) == 0 {
		return nil, err
	}
	by := map[int64]*Found{}
	var found []int64
	for _, d := range deeds {
		by[d.N] = d
		found = append(found, d.N)
	}
	first, err := json.Marshal(found)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, "SELECT DISTINCT deed, status FROM outcome WHERE deed IN (SELECT value FROM json_each(?)) AND +report IN (SELECT value FROM json_each(?))", string(first), string(list))
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Step
	for rows.Next() {
		var n int64
		var st Step
		if err := rows.Scan(&n, &st.Status); err != nil {
			return nil, s.explain(err)
		}
		if st.Report = by[n]; st.Report != nil {
			st.Day = when(st.Report)
			out = append(out, st)
		}
	}
	slices.SortFunc(out, func(a, b Step) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Status, b.Status), cmp.Compare(told(a.Report), told(b.Report)), cmp.Compare(a.Report.ID, b.Report.ID))
	})
	return out, s.explain(rows.Err())
}

// numbered are the rows whose numbers a query gives, as they were published.
func (s *Store) numbered(ctx context.Context, query string, args ...any) ([]*Found, error) {
	f := Filter{numbers: query, numberArgs: args}
	var out []*Found
	for x, err := range s.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b *Found) int { return cmp.Or(cmp.Compare(told(a), told(b)), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

func told(x *Found) string { return day(x.Article.Published.String()) }

// when is the day of the thing where the text gives it, else that of the report.
func when(x *Found) string {
	if x.Dated {
		return x.First
	}
	return told(x)
}

// text is what stands in a span.
func (x *Found) text(s chancery.Span) string { return without([]rune(x.Article.Text), s, nil, nil) }

// sides are the states of actors, or the actors.
func (x *Found) sides(ids []string) []string {
	var out []string
	for _, id := range ids {
		if a := x.Actor(id); a != nil && a.Country != "" {
			id = a.Country
		}
		out = append(out, id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// standingOf is what the reports of one thing say together.
func standingOf(rows []*Found) *Standing {
	x := rows[0]
	st := &Standing{ID: x.ID, Kind: x.Type, Status: StandsOpen, Since: told(x), Reports: rows}
	for _, x := range rows {
		st.By, st.Toward = fill(st.By, x, x.By), fill(st.Toward, x, x.Toward)
	}
	st.Sources = Independent(rows)
	st.Steps = []Step{{Day: st.Since, Status: StandsOpen, Report: x}}
	return st
}

// Independent counts the independent sources among rows, see package story.
func Independent(rows []*Found) int {
	reports := make([]story.Report, len(rows))
	for i, x := range rows {
		reports[i] = story.Report{Group: x.Story, Outlet: x.Outlet, Published: told(x)}
	}
	return story.Sources(reports)
}

// fill names actors where none are named yet.
func fill(names []string, x *Found, ids []string) []string {
	if len(names) > 0 {
		return names
	}
	names = []string{}
	for _, id := range ids {
		if a := x.Actor(id); a != nil {
			names = append(names, a.Name)
		}
	}
	return names
}

// step notes a status; a second report of the same status adds none.
func (st *Standing) step(day, status string, by *Found) {
	for _, s := range st.Steps {
		if s.Status == status {
			return
		}
	}
	st.Steps = append(st.Steps, Step{day, status, by, by == nil})
}

// final are the statuses after which nothing more can become of a thing. What has
// lapsed may still be carried out, or withdrawn in so many words.
var final = map[string]bool{StandsCarriedOut: true, StandsWithdrawn: true, StandsMet: true, StandsMoved: true}

// settle orders the steps by day, up to the first that is final; the last is the
// status.
func (st *Standing) settle() *Standing {
	slices.SortStableFunc(st.Steps, func(a, b Step) int { return cmp.Compare(a.Day, b.Day) })
	if i := slices.IndexFunc(st.Steps, func(s Step) bool { return final[s.Status] }); i >= 0 {
		st.Steps = st.Steps[:i+1]
	}
	st.Status = st.Steps[len(st.Steps)-1].Status
	return st
}

// lapseDays are how long after its deadline a condition counts as lapsed when
// nothing was heard of it.
const lapseDays = 14

// passed notes what follows from a deadline that has passed.
func (st *Standing) passed(asksNot bool, today string) {
	if st.Deadline == "" || st.Deadline >= today {
		return
	}
	for _, s := range st.Steps {
		if s.Status != StandsOpen && s.Day <= st.Deadline {
			return
		}
	}
	if asksNot {
		st.step(st.Deadline, StandsTriggered, nil)
	}
	if late := daysAfter(st.Deadline, lapseDays); late < today && !slices.ContainsFunc(st.Steps, func(s Step) bool { return s.Status == StandsCarriedOut || s.Status == StandsWithdrawn }) {
		st.step(late, StandsLapsed, nil)
	}
}

// deadline is the last day that a sentence names behind the day on which it was
// told; empty where there is none.
func deadline(e *chancery.Entry, sentence int, day string) string {
	last := ""
	if sentence < 0 || sentence >= len(e.Sentences) {
		return last
	}
	s := e.Sentences[sentence].Span
	for _, m := range e.Mentions {
		if m.Kind == chancery.TimeMention && m.Span.Start >= s.Start && m.Span.End <= s.End && len(m.Value) == len(time.DateOnly) && m.Value > day {
			last = max(last, m.Value)
		}
	}
	return last
}

// daysAfter is the day so many days later.
func daysAfter(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// negative reports whether a condition asks for something not to be: "if it does
// not", "unless".
func negative(condition string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(condition)) {
		switch strings.Trim(w, ",.") {
		case "not", "unless", "until", "without", "never", "no", "cannot":
			return true
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}
