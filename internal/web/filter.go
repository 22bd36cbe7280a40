package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// A question is the filter of a list page, as its address has it.
type question struct {
	Kind   string // events, statements, conditions, demands, agenda, search
	Filter store.Filter
	Asked  url.Values // what of the address is the filter
	rest   url.Values // what of it is for the page: view, after, month
	path   string
}

// pageNames are what of an address is no filter.
var pageNames = []string{"view", "after", "month", "since", "day", "page"}

// ask reads the filter of a request, and refuses what has no meaning.
func ask(r *http.Request, kind string) (*question, error) {
	q := &question{Kind: kind, Asked: url.Values{}, rest: url.Values{}, path: "/" + kind}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, wrong("The address cannot be read: %v.", err)
	}
	for name, list := range values {
		switch {
		case slices.Contains(pageNames, name):
			q.rest[name] = list
		case strings.HasPrefix(name, "utm_"): // what others put behind addresses that they pass on
		default:
			if list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.TrimSpace(s) == "" }); len(list) > 0 {
				q.Asked[name] = list
			}
		}
	}
	a, err := answer.Read(kind, q.Asked)
	if err != nil {
		what := strings.TrimSuffix(err.Error(), ": "+answer.ErrAsk.Error())
		if !errors.Is(err, answer.ErrAsk) {
			what = err.Error()
		}
		return nil, wrong("%s.", strings.ToUpper(what[:1])+what[1:])
	}
	q.Filter = a.Filter
	return q, q.check()
}

// check refuses types and statuses that no row has.
func (q *question) check() error {
	f := &q.Filter
	types, statuses := typesOf(f.Section), statusesOf(f.Section)
	for i, t := range f.Types {
		known := slices.IndexFunc(types, func(k string) bool { return strings.EqualFold(k, t) })
		if known < 0 {
			return wrong("There is no type %q; the types here are %s.", t, strings.Join(types, ", "))
		}
		f.Types[i] = types[known]
	}
	for _, s := range f.Statuses {
		if len(statuses) == 0 {
			return wrong("Rows of %s have no status.", q.Kind)
		}
		if !slices.Contains(statuses, s) {
			return wrong("There is no status %q; the statuses here are %s.", s, strings.Join(statuses, ", "))
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To+"~" {
		return wrong("The first day, %s, is behind the last, %s.", f.From, f.To)
	}
	return nil
}

// href is the address of the list with some values changed; an empty one is left
// out.
func (q *question) href(form string, changes ...string) string {
	v := url.Values{}
	for name, list := range q.Asked {
		v[name] = slices.Clone(list)
	}
	if view := q.rest.Get("view"); view != "" {
		v.Set("view", view)
	}
	for i := 0; i+1 < len(changes); i += 2 {
		v.Del(changes[i])
		if changes[i+1] != "" {
			v.Set(changes[i], changes[i+1])
		}
	}
	path := q.path
	if form != "" {
		path += "." + form
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// Permalink is the address of the list without where in it one is.
func (q *question) Permalink() string { return q.href("") }

// Atom, CSV and ICS are the addresses of the same list for programs.
func (q *question) Atom() string { return q.href("atom", "view", "") }
func (q *question) CSV() string  { return q.href("csv") }
func (q *question) ICS() string  { return q.href("ics", "view", "") }

// Query is the filter as alerts keep it.
func (q *question) Query() string {
	if len(q.Asked) == 0 {
		return q.Kind
	}
	return q.Kind + "?" + q.Asked.Encode()
}

// Path is the address of the list without any filter.
func (q *question) Path() string { return q.path }

// View is how the list is shown, where there are several ways.
func (q *question) View() string { return q.rest.Get("view") }

// Toggle is the address of the list shown otherwise.
func (q *question) Toggle(view string) string { return q.href("", "view", view) }

// Next is the address of what follows a cursor.
func (q *question) Next(after any) string { return q.href("", "after", fmt.Sprint(after)) }

// Get is the first value of a name of the filter.
func (q *question) Get(name string) string { return strings.Join(q.Asked[name], ",") }

// Is reports whether a value of a name is asked for.
func (q *question) Is(name, value string) bool {
	for _, v := range q.Asked[name] {
		if slices.ContainsFunc(strings.Split(v, ","), func(x string) bool { return strings.EqualFold(x, value) }) {
			return true
		}
	}
	return false
}

// A chip is a part of the filter in words, with the address without it.
type chip struct{ Name, Value, Without string }

// chipNames are the names of the filter in words, in the order in which they are
// shown.
var chipNames = []struct{ name, words string }{{"q", "words"}, {"actor", "with"}, {"source", "by"}, {"target", "toward"}, {"type", "type"}, {"status", "status"},
	{"from", "from"}, {"to", "until"}, {"place", "at"}, {"outlet", "reported by"}, {"min-sources", "sources, at least"}, {"article", "article"}, {"happening", "happening"}, {"old", "old versions"}, {"rejected", "rejected"}}

// Chips are the parts of the filter.
func (q *question) Chips(name func(id string) string) []chip {
	var out []chip
	for _, n := range chipNames {
		for i, v := range q.Asked[n.name] {
			without := url.Values{}
			for k, list := range q.Asked {
				without[k] = slices.Clone(list)
			}
			without[n.name] = slices.Delete(without[n.name], i, i+1)
			href := q.path
			if e := without.Encode(); e != "" {
				href += "?" + e
			}
			shown := v
			switch n.name {
			case "actor", "source", "target", "place":
				shown = name(v)
			case "status":
				shown = statusWord(v).Word
			}
			out = append(out, chip{n.words, shown, href})
		}
	}
	return out
}

// Kept are the values that a form has to carry along.
func (q *question) Kept(but ...string) map[string][]string {
	out := map[string][]string{}
	for name, list := range q.Asked {
		if !slices.Contains(but, name) {
			out[name] = list
		}
	}
	return out
}
