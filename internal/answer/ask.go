package answer

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chancery/internal/store"
)

// Search is the kind of an Ask for rows of every section.
const Search = "search"

// An Ask is a filter as an address has it: a kind of row, and what is asked of it
// under the names of the flags of query.
type Ask struct {
	Kind   string // events, statements, conditions, demands, agenda or search
	Filter store.Filter
}

// ErrAsk says that an address asks for what there is not.
var ErrAsk = errors.New("cannot be asked")

// Parse reads an Ask as it stands in an address: "demands?source=ISL", with or
// without a slash in front, or with the address of a server before it.
func Parse(s string) (Ask, error) {
	u, err := url.Parse(s)
	if err != nil {
		return Ask{}, fmt.Errorf("filter %q: %w", s, ErrAsk)
	}
	v, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Ask{}, fmt.Errorf("filter %q: %w", s, ErrAsk)
	}
	return Read(strings.Trim(u.Path, "/"), v)
}

// Day is the form of the values of from and to.
var Day = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// Read reads an Ask of a kind from the values of an address; names that it does
// not know are an error. Empty values, as a form sends them, ask for nothing.
func Read(kind string, v url.Values) (Ask, error) {
	a := Ask{Kind: kind, Filter: store.Filter{Section: store.ParseSection(kind)}}
	if a.Filter.Section == 0 && kind != Search {
		return a, fmt.Errorf("filter: kind %q, want events, statements, conditions, demands, agenda or search: %w", kind, ErrAsk)
	}
	f := &a.Filter
	names := map[string]any{"actor": &f.Actors, "source": &f.By, "target": &f.Toward, "type": &f.Types, "status": &f.Statuses, "place": &f.Place, "outlet": &f.Source,
		"from": &f.From, "to": &f.To, "q": &f.Words, "article": &f.Article, "happening": &f.Happening, "min-sources": &f.Sources,
		"old": &f.Old, "rejected": &f.Rejected, "newest": &f.Newest, "limit": &f.Limit}
	for name, values := range v {
		to, ok := names[name]
		if !ok {
			return a, fmt.Errorf("filter: %q is nothing to ask for: %w", name, ErrAsk)
		}
		values = slices.DeleteFunc(slices.Clone(values), func(s string) bool { return strings.TrimSpace(s) == "" })
		if err := put(to, values); err != nil {
			return a, fmt.Errorf("filter: %s: %w", name, err)
		}
	}
	for name, day := range map[string]string{"from": f.From, "to": f.To} {
		if day != "" && !Day.MatchString(day) {
			return a, fmt.Errorf("filter: %s: %q, want 2022, 2022-01 or 2022-01-10: %w", name, day, ErrAsk)
		}
	}
	return a, nil
}

// put sets a field of a filter to the values of an address.
func put(to any, values []string) error {
	if len(values) == 0 {
		return nil
	}
	last := values[len(values)-1]
	switch to := to.(type) {
	case *[]string:
		for _, v := range values {
			for part := range strings.SplitSeq(v, ",") {
				if part = strings.TrimSpace(part); part != "" {
					*to = append(*to, part)
				}
			}
		}
	case *string:
		*to = last
	case *bool:
		b, err := strconv.ParseBool(last)
		if err != nil {
			return fmt.Errorf("%q, want true or false: %w", last, ErrAsk)
		}
		*to = b
	case *int:
		n, err := strconv.Atoi(last)
		if err != nil || n < 0 {
			return fmt.Errorf("%q, want a number: %w", last, ErrAsk)
		}
		*to = n
	}
	return nil
}

// Values are what the Ask asks for, as Read reads it.
func (a Ask) Values() url.Values {
	v, f := url.Values{}, &a.Filter
	for name, list := range map[string][]string{"actor": f.Actors, "type": f.Types, "status": f.Statuses} {
		if len(list) > 0 {
			v[name] = slices.Clone(list)
		}
	}
	for name, s := range map[string]string{"source": f.By, "target": f.Toward, "place": f.Place, "outlet": f.Source, "from": f.From, "to": f.To, "q": f.Words, "article": f.Article, "happening": f.Happening} {
		if s != "" {
			v.Set(name, s)
		}
	}
	for name, n := range map[string]int{"min-sources": f.Sources, "limit": f.Limit} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	for name, on := range map[string]bool{"old": f.Old, "rejected": f.Rejected, "newest": f.Newest} {
		if on {
			v.Set(name, "true")
		}
	}
	return v
}

// String is the Ask as an address has it, always the same for the same Ask.
func (a Ask) String() string {
	if v := a.Values(); len(v) > 0 {
		return a.Kind + "?" + v.Encode()
	}
	return a.Kind
}

// Describe says in words what is asked for: "demands by ISL toward GBR".
func (a Ask) Describe() string {
	f := &a.Filter
	words := []string{a.Kind}
	if a.Kind == Search {
		words = []string{"rows of any kind"}
	}
	add := func(before string, values ...string) {
		if values = slices.DeleteFunc(values, func(s string) bool { return s == "" }); len(values) > 0 {
			words = append(words, before+" "+strings.Join(values, " or "))
		}
	}
	add("of type", f.Types...)
	add("of status", f.Statuses...)
	for _, actor := range f.Actors {
		add("with", actor)
	}
	add("by", f.By)
	add("toward", f.Toward)
	add("at", f.Place)
	add("in", f.Source)
	add("from", f.From)
	add("to", f.To)
	if f.Words != "" {
		add("with the words", "“"+f.Words+"”")
	}
	return strings.Join(words, ", ")
}
