package web

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"chancery/internal/store"
)

// A standing is a line of a register as pages show it.
type standing struct {
	ID       string
	Section  string
	Kind     string
	By       []who
	Toward   []who
	Verb     string
	Status   word
	Since    string
	Deadline string
	Left     string // how long until the deadline, or since, in words
	Late     bool
	If, Then string
	Lang     string
	Sources  int
	Reports  int
	First    line // first report
	Steps    []step
	day      string // of the last step
}

// A step is since when a standing has a status, and who says so.
type step struct {
	Day    string
	Status word
	Report *line // none where a day has passed
}

// Href is the page of the first report.
func (s standing) Href() string { return s.First.Href() }

func standingOf(st *store.Standing, today string) standing {
	x := st.Reports[0]
	l := lineOf(x)
	out := standing{ID: st.ID, Section: l.Section, Kind: st.Kind, By: l.By, Toward: l.Toward, Verb: l.Verb, Status: statusWord(st.Status), Since: st.Since,
		Deadline: st.Deadline, If: l.If, Then: l.Then, Lang: l.Lang, Sources: st.Sources, Reports: len(st.Reports), First: l}
	for _, s := range st.Steps {
		t := step{Day: s.Day, Status: statusWord(s.Status)}
		if s.Report != nil {
			l := lineOf(s.Report)
			t.Report = &l
		}
		out.Steps = append(out.Steps, t)
		out.day = max(out.day, s.Day)
	}
	out.left(today)
	return out
}

// left says how far away the deadline is from today.
func (s *standing) left(today string) {
	a, _, ok1 := readDay(s.Deadline)
	b, _, ok2 := readDay(today)
	if !ok1 || !ok2 || len(s.Deadline) < 10 {
		return
	}
	switch n := int(a.Sub(b).Hours() / 24); {
	case n == 0:
		s.Left = "today"
	case n == 1:
		s.Left = "tomorrow"
	case n > 1:
		s.Left = "in " + counted(n, "day")
	default:
		s.Left, s.Late = counted(-n, "day")+" ago", true
	}
}

// standings are the lines of a register, as many as the filter says, latest first.
func (s *site) standings(ctx context.Context, f store.Filter, today string) ([]standing, error) {
	f.Newest = true
	key, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	list, err := cached(s.cache, "register:"+string(key), func() ([]*store.Standing, error) {
		return s.Store.Register(context.WithoutCancel(ctx), f)
	})
	return standingsOf(list, today), err
}

func standingsOf(list []*store.Standing, today string) []standing {
	var out []standing
	for _, st := range list {
		if len(st.Reports) > 0 {
			out = append(out, standingOf(st, today))
		}
	}
	return out
}

// registerPage is the register of conditions or of demands.
type registerPage struct {
	*listPage
	Standings []standing
	Today     string
}

// register lists conditions or demands, each once with what became of it, or with
// view=reports the rows.
func (s *site) register(r *http.Request, section store.Section) (*reply, error) {
	q, err := ask(r, section.String())
	if err != nil {
		return nil, err
	}
	title, intro := "Conditions", "If this, then that: threats, promises, preconditions and warnings, each once, with what became of it."
	if section == store.Demands {
		title, intro = "Demands", "Who wants what of whom, each demand once, with how it was answered."
	}
	p := &registerPage{listPage: s.list(r, q, title, intro)}
	reports := q.View() == "reports"
	p.Views = []view{{"Register", q.Toggle(""), !reports}, {"Reports", q.Toggle("reports"), reports}}
	a := &reply{page: "register", title: title, nav: "/" + q.Kind, data: p, feed: q.Atom()}
	if reports {
		q.Filter.Statuses = nil
		a.page, a.data = "list", p.listPage
		return a, s.rows(r, q, p.listPage)
	}
	m, err := s.mark(r.Context())
	if err != nil {
		return nil, err
	}
	p.Today = m.Day
	f, limit := q.Filter, q.limit()
	f.Limit, f.Newest = limit+1, true
	list, err := s.Store.RegisterPage(r.Context(), f, q.rest.Get("after"))
	if err != nil {
		return nil, err
	}
	if len(list) > limit {
		list = list[:limit]
		p.Next = q.Next(list[limit-1].ID)
	}
	p.Standings = standingsOf(list, m.Day)
	return a, nil
}

// newest orders lines by when something was last heard of them.
func newest(list []standing) {
	slices.SortStableFunc(list, func(a, b standing) int {
		return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.Since, a.Since), cmp.Compare(a.ID, b.ID))
	})
}
