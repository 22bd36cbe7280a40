package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// alertsPage is what is watched for, or one alert with what it told.
type alertsPage struct {
	One      *alertLine // nil for all
	All      []alertLine
	Told     []toldLine
	Troubles []trouble
	May      bool // whoever reads may change it
}

// An alertLine is an alert in words.
type alertLine struct {
	Name, Asks, Words string
	Href, List        string // of its page, and of the list that it asks for
	Tells             []string
	Quiet             string
	Sources           int
	Due               bool
}

// A toldLine is what an alert told, with its evidence.
type toldLine struct {
	Alert, AlertHref, Title, Why, At string
	Kind                             word
	Href                             string
	Rows                             []answer.Row
}

// A trouble is a message that did not arrive.
type trouble struct {
	N                    int64
	Alert, To, Fault, At string
	State                word
	Tries                int
	Dead                 bool
}

const toldMost = 50

func alertHref(name string) string { return "/alerts/" + url.PathEscape(name) }

func alertLineOf(a *store.Alert) alertLine {
	l := alertLine{Name: a.Name, Asks: a.Asks, Words: a.Asks, Href: alertHref(a.Name), List: "/" + a.Asks, Sources: a.Terms.Sources, Due: a.Terms.Due,
		Quiet: strings.TrimSpace(a.Terms.Quiet + " " + a.Terms.Zone)}
	if ask, err := answer.Parse(a.Asks); err == nil {
		l.Words = ask.Describe()
	}
	for _, c := range a.Terms.Channels {
		to := c.Kind + " to " + c.To
		if c.Digest != "" {
			to += " at " + c.Digest
		}
		l.Tells = append(l.Tells, to)
	}
	return l
}

// alerts shows all alerts; alert shows one, or its feed, or its calendar.
func (s *site) alerts(r *http.Request) (*reply, error) {
	all, err := s.Store.Alerts(r.Context())
	if err != nil {
		return nil, err
	}
	p := &alertsPage{May: s.user(r).Correct}
	for _, a := range all {
		p.All = append(p.All, alertLineOf(a))
	}
	if p.Told, err = s.told(r.Context(), ""); err != nil {
		return nil, err
	}
	if p.Troubles, err = s.troubles(r.Context()); err != nil {
		return nil, err
	}
	return &reply{page: "alerts", title: "Alerts", nav: "/alerts", data: p}, nil
}

func (s *site) alert(r *http.Request) (*reply, error) {
	name := r.PathValue("name")
	form := ""
	for _, f := range []string{"atom", "ics"} {
		if short, ok := strings.CutSuffix(name, "."+f); ok {
			name, form = short, f
		}
	}
	a, err := s.Store.Alert(r.Context(), name)
	if errors.Is(err, store.ErrNotFound) {
		return nil, missing("There is no alert %q.", name)
	}
	if err != nil {
		return nil, err
	}
	switch form {
	case "atom":
		return s.alertFeed(r, a)
	case "ics":
		return s.alertCalendar(r, a)
	}
	l := alertLineOf(a)
	p := &alertsPage{One: &l, May: s.user(r).Correct}
	if p.Told, err = s.told(r.Context(), name); err != nil {
		return nil, err
	}
	return &reply{page: "alerts", title: "Alert " + name, nav: "/alerts", data: p, feed: l.Href + ".atom"}, nil
}

// told is what an alert, or all of them, told last.
func (s *site) told(ctx context.Context, name string) ([]toldLine, error) {
	list, err := s.Store.Firings(ctx, name, 0, true, toldMost)
	if err != nil {
		return nil, err
	}
	var out []toldLine
	for _, f := range list {
		var b watch.Body
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return nil, err
		}
		out = append(out, toldLine{f.Alert, alertHref(f.Alert), b.Title, f.Why, f.At.Format(time.RFC3339), firedWord(f.Kind), rowHref(f.Row), b.Rows})
	}
	return out, nil
}

func rowHref(id string) string { return "/row/" + url.PathEscape(id) }

// firedWord is why an alert fired, in a word with a mark.
func firedWord(kind string) word {
	switch kind {
	case "due":
		return word{"planned", "◷", "due", "its day has come"}
	case "changed":
		return word{"possible", "△", "changed", "its status is another than it was"}
	}
	return word{"actual", "●", "new", "first told"}
}

// troubles are the messages that failed or were given up.
func (s *site) troubles(ctx context.Context) ([]trouble, error) {
	var out []trouble
	for _, state := range []string{store.SendDead, store.SendFailed} {
		list, err := s.Store.Deliveries(ctx, state, 0, toldMost)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			t := trouble{N: d.N, Alert: d.Firing.Alert, To: d.Channel.Kind + " to " + d.Channel.To, Fault: d.Fault, Tries: d.Tries, Dead: state == store.SendDead,
				At: cmp.Or(d.Settled, d.Due).Format(time.RFC3339), State: word{"denied", "!", "given up", "is not tried again by itself"}}
			if !t.Dead {
				t.State = word{"possible", "…", "tried again", "failed so far"}
			}
			out = append(out, t)
		}
	}
	return out, nil
}

// alertFeed is what an alert told, as Atom.
func (s *site) alertFeed(r *http.Request, a *store.Alert) (*reply, error) {
	list, err := s.Store.Firings(r.Context(), a.Name, 0, true, feedMost)
	if err != nil {
		return nil, err
	}
	base, href := origin(r), alertHref(a.Name)
	f := &atomFeed{ID: base + href + ".atom", Title: "Chancery: " + a.Name, Author: atomAuthor{"Chancery"},
		Links: []atomLink{{"self", base + href + ".atom", "application/atom+xml"}, {"alternate", base + href, "text/html"}}}
	for _, x := range list {
		var b watch.Body
		if err := json.Unmarshal(x.Body, &b); err != nil {
			return nil, err
		}
		e := entryOf(base, fmt.Sprint("firing:", x.N), rowHref(x.Row), nil, b.Title, x.At.Format(time.RFC3339), "")
		text := x.Why
		for _, row := range b.Rows {
			text += "\n“" + row.Evidence + "” — " + cmp.Or(row.Article.Source, row.Article.Title) + ", " + row.Article.Published.String()
			if row.Article.URL != "" {
				text += " " + row.Article.URL
			}
		}
		e.Content = atomText{Type: "text", Text: text}
		f.Entries = append(f.Entries, e)
	}
	return writeAtom(f), nil
}

// alertCalendar is the meetings and the deadlines that an alert is about: those
// that it asks for, or the meetings of the sides that it names.
func (s *site) alertCalendar(r *http.Request, a *store.Alert) (*reply, error) {
	ask, err := answer.Parse(a.Asks)
	if err != nil {
		return nil, err
	}
	ask.Filter.Sources = max(ask.Filter.Sources, a.Terms.Sources)
	var conditions []*store.Standing
	if ask.Kind == "conditions" || ask.Kind == answer.Search {
		f := ask.Filter
		f.Section, f.Limit, f.Newest = store.Conditions, tableMost/10, true
		if conditions, err = s.Store.RegisterPage(r.Context(), f, ""); err != nil {
			return nil, err
		}
	}
	if ask.Kind != "agenda" {
		ask.Filter.Types, ask.Filter.Statuses, ask.Filter.Words = nil, nil, ""
	}
	ask.Kind, ask.Filter.Section = "agenda", store.Agenda
	q := &question{Kind: "agenda", Filter: ask.Filter, Asked: ask.Values(), rest: url.Values{}, path: "/agenda"}
	return s.calendarWith(r, q, conditions)
}

// changeAlert saves, removes, or sends again what was given up.
func (s *site) changeAlert(r *http.Request) (*reply, error) {
	if !s.user(r).Correct {
		return nil, &fault{http.StatusForbidden, "You may read here, not change anything.", "Sign in as somebody who may correct."}
	}
	ctx := r.Context()
	switch r.PostFormValue("what") {
	case "remove":
		err := s.Store.RemoveAlert(ctx, r.PostFormValue("name"))
		if errors.Is(err, store.ErrNotFound) {
			return nil, missing("There is no alert %q.", r.PostFormValue("name"))
		}
		return &reply{goTo: "/alerts"}, err
	case "retry":
		_, err := s.Store.Revive(ctx, 0, s.Now())
		return &reply{goTo: "/alerts"}, err
	}
	a := &store.Alert{Name: strings.TrimSpace(r.PostFormValue("name")), Asks: r.PostFormValue("asks"), Added: s.Now()}
	if to := strings.TrimSpace(r.PostFormValue("to")); strings.Contains(to, "://") {
		a.Terms.Channels = []store.Channel{{Kind: watch.Webhook, To: to}}
	} else if to != "" {
		a.Terms.Channels = []store.Channel{{Kind: watch.Mail, To: to}}
	}
	if r.PostFormValue("two") != "" {
		a.Terms.Sources = 2
	}
	a.Terms.Due = r.PostFormValue("due") != ""
	err := watch.Add(ctx, s.Store, a)
	switch {
	case errors.Is(err, store.ErrExists):
		return nil, &fault{http.StatusConflict, fmt.Sprintf("There is an alert %q already.", a.Name), "Go back and give it another name."}
	case errors.Is(err, watch.ErrAlert), errors.Is(err, answer.ErrAsk):
		return nil, &fault{http.StatusBadRequest, fmt.Sprintf("That cannot be saved: %v.", err), "Go back and change it."}
	}
	return &reply{goTo: alertHref(a.Name)}, err
}
