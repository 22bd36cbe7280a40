package store

import (
	"cmp"
	"context"
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
	Sources  int      `json:"sources"`            // independent ones
	Steps    []Step   `json:"steps"`
	Reports  []*Found `json:"-"`
}

// A Step says since when a standing has a status, and by which report; none where
// it follows from a day that has passed.
type Step struct {
	Day    string `json:"day"`
	Status string `json:"status"`
	Report *Found `json:"-"`
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

// The likeness of one demand or condition told twice, and the share of its words
// that a report must have to tell what became of it.
const (
	likeStanding = 0.4
	inOutcome    = 0.5
	inTrigger    = 0.65 // a condition has fewer words of its own, and others do many things
	inAnswer     = 0.4
)

// Register is the register of conditions, demands or meetings: those of which a
// report is asked for by the filter, with everything that the ledger says about
// what became of them, by day. The ledger's last day of publication is its today.
func (s *Store) Register(ctx context.Context, f Filter) ([]*Standing, error) {
	r := register{words: map[*Found][]uint32{}}
	switch f.Section {
	case Agenda:
		return r.agenda(ctx, s, f)
	case Conditions, Demands:
	default:
		return nil, fmt.Errorf("no register of %v", f.Section)
	}
	rows, asked, err := r.load(ctx, s, f)
	if err != nil {
		return nil, err
	}
	if r.deeds, err = r.find(ctx, s, Filter{Section: Events}, deed); err != nil {
		return nil, err
	}
	if r.today, err = s.lastDay(ctx); err != nil {
		return nil, err
	}
	r.weigh(rows)
	var out []*Standing
	for _, g := range r.groups(rows) {
		st := r.standing(g, rows)
		if st != nil && slices.ContainsFunc(g, func(x *Found) bool { return asked[x.N] }) && (len(f.Statuses) == 0 || slices.Contains(f.Statuses, st.Status)) {
			out = append(out, st)
		}
	}
	slices.SortFunc(out, func(a, b *Standing) int { return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.ID, b.ID)) })
	if f.Limit > 0 && len(out) > f.Limit {
		out = out[:f.Limit]
	}
	return out, nil
}

// deed reports whether a row may say what became of a condition or a demand: an
// act that took place or that will not, in deeds and not in words.
func deed(x *Found) bool {
	switch chancery.EventType(x.Type) {
	case chancery.Threaten, chancery.Request, chancery.Reject, chancery.Accuse, chancery.Agree:
		return false
	}
	return x.Status == string(chancery.Actual) || x.Status == string(chancery.Negated)
}

// lastDay is the last day of publication in the ledger.
func (s *Store) lastDay(ctx context.Context) (day string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT coalesce(max(day), '') FROM article").Scan(&day)
	return day, s.explain(err)
}

// A register is what it takes to tell what became of things.
type register struct {
	today string
	deeds []*Found
	words map[*Found][]uint32 // what is threatened or demanded; of a deed, its sentence
	scale story.Scale
}

// load finds all rows of the section, and which of them are asked for: what became
// of a thing does not depend on the question. Status is told by the register.
func (r *register) load(ctx context.Context, s *Store, f Filter) (rows []*Found, asked map[int64]bool, err error) {
	if rows, err = r.find(ctx, s, Filter{Section: f.Section}, anything); err != nil {
		return nil, nil, err
	}
	f.Statuses, f.Limit, f.After, f.Newest = nil, 0, 0, false
	asked = map[int64]bool{}
	for x, err := range s.Find(ctx, f) {
		if err != nil {
			return nil, nil, err
		}
		asked[x.N] = true
	}
	return rows, asked, nil
}

// standing tells what became of the thing that a group of rows is about.
func (r *register) standing(group, rows []*Found) *Standing {
	if group[0].Section == Conditions {
		return r.condition(group)
	}
	return r.demand(group, rows)
}

func anything(*Found) bool { return true }

func (r *register) find(ctx context.Context, s *Store, f Filter, keep func(*Found) bool) (out []*Found, err error) {
	for x, err := range s.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		if keep(x) {
			out = append(out, x)
		}
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

// weigh reads the words of all rows.
func (r *register) weigh(rows []*Found) {
	var texts [][]uint32
	for _, x := range rows {
		r.words[x] = r.spanWords(x, matter(x)...)
		texts = append(texts, r.words[x])
	}
	for _, x := range r.deeds {
		r.words[x] = r.spanWords(x, x.Entry.Sentences[x.Sentence].Span)
		texts = append(texts, r.words[x])
	}
	r.scale = story.NewScale(texts)
}

// matter is what a row is about.
func matter(x *Found) []chancery.Span {
	switch v := x.Value.(type) {
	case chancery.Condition:
		return []chancery.Span{v.Condition, v.Consequence}
	case chancery.Demand:
		return []chancery.Span{v.Content}
	}
	return []chancery.Span{x.Span}
}

// spanWords are the content words of spans, without times and the names of states,
// which are compared as such.
func (r *register) spanWords(x *Found, spans ...chancery.Span) []uint32 {
	var out []uint32
	text := []rune(x.Article.Text)
	for _, sp := range spans {
		out = append(out, story.Words(without(text, sp, x.Entry.Mentions, func(m *chancery.Mention) bool {
			return m.Kind == chancery.TimeMention || m.Kind == chancery.ActorMention && m.Form != chancery.NominalForm && x.isState(m.Refs)
		}))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (x *Found) isState(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { a := x.Actor(id); return a != nil && a.Kind == chancery.Country })
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

// groups are the rows of one thing told several times: by the same side and
// alike, directly or through others. Answers to demands stand alone.
func (r *register) groups(rows []*Found) [][]*Found {
	in := make([]int, len(rows))
	for i := range rows {
		in[i] = i
	}
	for i, a := range rows {
		for j, b := range rows[:i] {
			if in[i] != in[j] && a.Type == b.Type && same(a, b) && r.scale.Like(r.words[a], r.words[b]) >= likeStanding {
				from, to := max(in[i], in[j]), min(in[i], in[j])
				for k := range in {
					if in[k] == from {
						in[k] = to
					}
				}
			}
		}
	}
	groups := map[int][]*Found{}
	var out [][]*Found
	for i, x := range rows {
		groups[in[i]] = append(groups[in[i]], x)
	}
	for i := range rows {
		if in[i] == i {
			out = append(out, groups[i])
		}
	}
	return out
}

// same reports whether two rows are by the same side and not toward others.
func same(a, b *Found) bool {
	ta, tb := a.sides(a.Toward), b.sides(b.Toward)
	return slices.Equal(a.sides(a.By), b.sides(b.By)) && (len(ta) == 0 || len(tb) == 0 || meet(ta, tb))
}

// standing is what the reports of one thing say together.
func standing(rows []*Found) *Standing {
	x := rows[0]
	st := &Standing{ID: x.ID, Kind: x.Type, Status: StandsOpen, Since: told(x), Reports: rows}
	outlets := map[string]bool{}
	for _, x := range rows {
		st.By, st.Toward = fill(st.By, x, x.By), fill(st.Toward, x, x.Toward)
		outlets[fmt.Sprint(x.Story)] = true
	}
	st.Sources = len(outlets)
	st.Steps = []Step{{st.Since, StandsOpen, x}}
	return st
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
	st.Steps = append(st.Steps, Step{day, status, by})
}

// final are the statuses after which nothing more can become of a thing.
var final = map[string]bool{StandsCarriedOut: true, StandsWithdrawn: true, StandsLapsed: true, StandsMet: true, StandsMoved: true}

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
