package story

import (
	"cmp"
	"slices"
	"strings"
)

// Sources counts the independent sources among reports: the outlets to which their
// texts go back. A text goes back to the outlet that was the first to publish it, so
// that an outlet which only reprints is no source, and one that tells the same thing
// twice is one. Where several published a text on its first day it is laid to one of
// them that is a source already, if there is one. A text without an outlet is a source
// of its own, as nothing says whose it is.
//
// The count does not depend on the order of the reports.
func Sources(reports []Report) int {
	texts := map[int64]*text{}
	for i := range reports {
		r := &reports[i]
		t := texts[r.Group]
		if t == nil {
			t = &text{}
			texts[r.Group] = t
		}
		t.add(r.Published, strings.ToLower(strings.TrimSpace(r.Outlet)))
	}
	n := 0
	var list []*text
	for _, t := range texts {
		if t.outlets = slices.DeleteFunc(t.outlets, func(o string) bool { return o == "" }); len(t.outlets) == 0 {
			n++
			continue
		}
		slices.Sort(t.outlets)
		t.outlets = slices.Compact(t.outlets)
		list = append(list, t)
	}
	// Texts of one outlet come first: they leave no choice.
	slices.SortFunc(list, func(a, b *text) int {
		return cmp.Or(cmp.Compare(len(a.outlets), len(b.outlets)), slices.Compare(a.outlets, b.outlets))
	})
	sources := map[string]bool{}
	for _, t := range list {
		if !slices.ContainsFunc(t.outlets, func(o string) bool { return sources[o] }) {
			sources[t.outlets[0]] = true
		}
	}
	return n + len(sources)
}

// A text is what a group of reprints tells, with the outlets of its first day.
type text struct {
	day     string
	outlets []string
}

func (t *text) add(day, outlet string) {
	switch {
	case len(t.outlets) == 0 || day < t.day:
		t.day, t.outlets = day, []string{outlet}
	case day == t.day:
		t.outlets = append(t.outlets, outlet)
	}
}
