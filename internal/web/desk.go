package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery"
	"chancery/internal/store"
)

// queueMost is how many rows the queue shows at once.
const queueMost = 20

// deskPage is the queue of rows to be looked at, or the log of what was decided.
type deskPage struct {
	Log       bool
	Rows      []deskRow
	Decisions []decision
	Section   string
	Sections  []choice
	Next      string
	User      User
	Done      *decision // what was decided a moment ago
	Happening string    // only reports of this one
}

// A deskRow is a row with what can be done to it.
type deskRow struct {
	line
	Editable []editField
	Here     string // address to come back to
}

// An editField is a field that may be edited, with its choices where it has any.
type editField struct {
	Name, Value string
	Choices     []choice
}

// A decision is a correction as the log shows it.
type decision struct {
	*store.Correction
	Word    word
	At      string
	Changes []string
	Href    string // of its row or happening
	CanUndo bool
}

// editable are the fields of a row that a correction may set.
func editable(x *store.Found) []editField {
	var out []editField
	choose := func(name, now string, values []string) {
		f := editField{Name: name, Value: now}
		for _, v := range values {
			f.Choices = append(f.Choices, choice{v, v, v == now})
		}
		out = append(out, f)
	}
	choose("type", x.Type, typesOf(x.Section))
	switch x.Section {
	case store.Events:
		choose("status", x.Status, statusesOf(store.Events))
		out = append(out, editField{Name: "cameo", Value: x.CAMEO})
	case store.Agenda:
		choose("status", x.Status, []string{string(chancery.MeetingPlanned), string(chancery.MeetingHeld), string(chancery.MeetingPostponed), string(chancery.MeetingCancelled)})
	}
	if x.Section == store.Events || x.Section == store.Agenda {
		first, last := x.First, x.Last
		if !x.Dated {
			first, last = "", ""
		}
		out = append(out, editField{Name: "from", Value: first}, editField{Name: "to", Value: last})
	}
	return out
}

func (s *site) corrections(r *http.Request) (*reply, error) {
	v := r.URL.Query()
	p := &deskPage{Log: v.Get("view") == "log", Section: cmp.Or(v.Get("section"), "events"), User: s.user(r), Happening: v.Get("happening")}
	if view := v.Get("view"); view != "" && view != "log" && view != "queue" {
		return nil, wrong("There is no view %q; there are queue and log.", view)
	}
	section := store.ParseSection(p.Section)
	if section == 0 {
		return nil, wrong("There is no section %q.", p.Section)
	}
	for _, name := range []string{"events", "agenda", "statements", "conditions", "demands"} {
		p.Sections = append(p.Sections, choice{name, name, name == p.Section})
	}
	if done := v.Get("done"); done != "" {
		n, err := strconv.ParseInt(done, 10, 64)
		if err != nil {
			return nil, wrong("done: %q is no number of a decision.", done)
		}
		if p.Done, err = s.decision(r.Context(), n); err != nil {
			return nil, err
		}
	}
	var err error
	if p.Log {
		err = s.log(r, p)
	} else {
		err = s.queue(r, p, section)
	}
	return &reply{page: "corrections", title: "Corrections", nav: "/corrections", data: p, feed: "/corrections.atom"}, err
}

// queue fills the page with rows of which nothing has been decided yet, those that
// came last first.
func (s *site) queue(r *http.Request, p *deskPage, section store.Section) error {
	ctx := r.Context()
	before, err := int64(0), error(nil)
	if after := r.URL.Query().Get("after"); after != "" {
		if before, err = strconv.ParseInt(after, 10, 64); err != nil || before < 1 {
			return wrong("after: %q is no place in the queue.", after)
		}
	}
	found, err := s.Store.Undecided(ctx, section, p.Happening, before, queueMost+1)
	if err != nil {
		return err
	}
	address := func(more ...string) string {
		q := url.Values{}
		for _, kv := range [][2]string{{"section", p.Section}, {"happening", p.Happening}} {
			if kv[1] != "" {
				q.Set(kv[0], kv[1])
			}
		}
		for i := 0; i+1 < len(more); i += 2 {
			q.Set(more[i], more[i+1])
		}
		return "/corrections?" + q.Encode()
	}
	if len(found) > queueMost {
		found = found[:queueMost]
		p.Next = address("after", strconv.FormatInt(found[queueMost-1].N, 10))
	}
	here := address()
	if before > 0 {
		here = address("after", strconv.FormatInt(before, 10))
	}
	for _, x := range found {
		p.Rows = append(p.Rows, deskRow{line: lineOf(x), Editable: editable(x), Here: here})
	}
	return nil
}

// similar are other happenings of the same sides within a few days.
func (s *site) similar(ctx context.Context, x *store.Found) ([]card, error) {
	if x.Happening == "" || len(x.By)+len(x.Toward) == 0 || len(x.First) < 10 {
		return nil, nil
	}
	f := store.Filter{Section: x.Section, From: addDays(x.First, -4), To: addDays(x.First, 4), Limit: 5}
	if len(x.By) > 0 {
		f.Actors = append(f.Actors, x.By[0])
	}
	if len(x.Toward) > 0 {
		f.Actors = append(f.Actors, x.Toward[0])
	}
	found, err := s.Store.HappeningPage(ctx, f, "")
	found = slices.DeleteFunc(found, func(h *store.Happening) bool { return h.ID == x.Happening })
	return cardsOf(found), err
}

// logMost is how many decisions the log shows at once.
const logMost = 100

func (s *site) log(r *http.Request, p *deskPage) error {
	before := int64(0)
	if after := r.URL.Query().Get("after"); after != "" {
		n, err := strconv.ParseInt(after, 10, 64)
		if err != nil || n < 1 {
			return wrong("after: %q is no place in the log.", after)
		}
		before = n
	}
	list, err := s.Store.Decisions(r.Context(), before, logMost+1)
	if err != nil {
		return err
	}
	if len(list) > logMost {
		list = list[:logMost]
		p.Next = "/corrections?view=log&after=" + strconv.FormatInt(list[logMost-1].N, 10)
	}
	for _, c := range list {
		p.Decisions = append(p.Decisions, decisionOf(c))
	}
	return nil
}

func decisionOf(c *store.Correction) decision {
	d := decision{Correction: c, Word: statusWord(c.What), At: c.At.UTC().Format("2 Jan 2006 15:04 UTC"), Href: "/row/" + url.PathEscape(c.Target), CanUndo: c.What != "undo"}
	for _, name := range store.Editable {
		if v := c.Detail.Fields[name]; v != "" {
			d.Changes = append(d.Changes, name+" = "+v)
		}
	}
	switch c.What {
	case "merge":
		d.Href = "/happening/" + url.PathEscape(c.Target)
		d.Changes = append(d.Changes, "with "+c.Detail.Other)
	case "undo":
		d.Changes = append(d.Changes, "of decision "+c.Detail.Other)
	}
	return d
}

func (s *site) decision(ctx context.Context, n int64) (*decision, error) {
	list, err := s.Store.Decisions(ctx, n+1, 1)
	if err != nil || len(list) == 0 || list[0].N != n {
		return nil, err
	}
	d := decisionOf(list[0])
	return &d, nil
}

// decisions are what was decided of a row.
func (s *site) decisions(ctx context.Context, row string) ([]decision, error) {
	list, err := s.Store.DecisionsOn(ctx, row)
	var out []decision
	for _, c := range list {
		out = append(out, decisionOf(c))
	}
	return out, err
}

// reasons are what is put down where nobody gave a reason.
var reasons = map[string]string{"accept": "read and found right", "reject": "read and found wrong", "edit": "put right after reading", "merge": "one and the same", "split": "not the same", "undo": "decided by mistake"}

// correct carries out a decision that a form has sent.
func (s *site) correct(r *http.Request) (*reply, error) {
	if err := r.ParseForm(); err != nil {
		return nil, wrong("The form cannot be read: %v.", err)
	}
	u := s.user(r)
	if !u.Correct {
		return nil, notYours
	}
	form := r.PostForm
	what := form.Get("what")
	if reasons[what] == "" {
		return nil, wrong("There is no decision %q.", what)
	}
	c := &store.Correction{At: s.Now(), What: what, Target: form.Get("target"), Who: u.Name, Why: cmp.Or(strings.TrimSpace(form.Get("why")), reasons[what])}
	if u.Open {
		c.Who = cmp.Or(strings.TrimSpace(form.Get("who")), u.Name, "reader")
	}
	switch what {
	case "edit":
		c.Detail.Fields = changed(form)
	case "merge", "undo":
		c.Detail.Other = strings.TrimSpace(form.Get("other"))
	}
	if err := s.Store.Correct(r.Context(), c); err != nil {
		return nil, correctFault(err)
	}
	s.cache.forget()
	a := &reply{goTo: s.backTo(r, form.Get("back"))}
	if u.Open && c.Who != "reader" {
		a.set = []*http.Cookie{{Name: "who", Value: url.QueryEscape(c.Who), Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}}
	}
	return a, nil
}

// changed are the fields of an edit that differ from what stood there.
func changed(form url.Values) map[string]string {
	out := map[string]string{}
	for _, name := range store.Editable {
		if v := strings.TrimSpace(form.Get(name)); v != "" && v != form.Get("was-"+name) {
			out[name] = v
		}
	}
	return out
}

func correctFault(err error) error {
	switch {
	case errors.Is(err, store.ErrNoTarget):
		return &fault{http.StatusNotFound, "What was to be corrected is not in the ledger.", "It may have been merged into something else meanwhile."}
	case errors.Is(err, store.ErrCannot):
		return &fault{http.StatusConflict, fmt.Sprintf("That cannot be done: %v.", err), "Nothing has been changed."}
	}
	return err
}

// backTo is a page of ours to go back to, with the number of the last decision.
func (s *site) backTo(r *http.Request, back string) string {
	u, err := url.Parse(back)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(back, "//") {
		u = &url.URL{Path: "/corrections"}
	}
	if u.Path == "/corrections" {
		if m, err := s.Store.Mark(r.Context()); err == nil {
			v := u.Query()
			v.Set("done", strconv.FormatInt(m.Correction, 10))
			u.RawQuery = v.Encode()
		}
	}
	return u.String()
}

// correctionsFeed is the log as Atom: what was retracted and changed, by whom and
// why.
func (s *site) correctionsFeed(r *http.Request) (*reply, error) {
	list, err := s.Store.Decisions(r.Context(), 0, feedMost)
	if err != nil {
		return nil, err
	}
	base := origin(r)
	f := &atomFeed{ID: base + "/corrections.atom", Title: "Chancery: corrections", Author: atomAuthor{"Chancery"},
		Links: []atomLink{{"self", base + "/corrections.atom", "application/atom+xml"}, {"alternate", base + "/corrections?view=log", "text/html"}}}
	for _, c := range list {
		d := decisionOf(c)
		e := entryOf(base, fmt.Sprint("correction:", c.N), d.Href, nil, d.Word.Word+": "+c.Target, c.At.UTC().Format(time.RFC3339), "")
		e.Content = atomText{Type: "text", Text: strings.TrimSpace(c.Who + ": " + c.Why + "\n" + strings.Join(d.Changes, ", "))}
		f.Entries = append(f.Entries, e)
	}
	return writeAtom(f), nil
}
