package rules

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// Check compares what was read out of the sentence of an example with what the
// example expects of rule r, and returns what is wrong; empty where nothing is.
// A sentence that must not fire is right where no row names the rule; one that
// must also where a frame of its kind fires in its place.
func Check(d *chancery.Doc, r *Rule, ex Example, yes bool) string {
	rows := rowsOf(d, r, yes && !r.frame)
	if !yes {
		if len(rows) > 0 {
			return "fires: " + rows[0].text
		}
		return ""
	}
	if len(rows) == 0 {
		return "does not fire"
	}
	var got []string
	for _, row := range rows {
		if ex.Expect.Any || row.fits(d, ex.Expect) {
			return ""
		}
		got = append(got, row.text)
	}
	return fmt.Sprintf("want %s, got %s", ex.Expect, strings.Join(got, "; "))
}

// A row is what the rows of all kinds have in common.
type row struct {
	a, b          []string // actor ids
	label, status string
	text          string
}

// rowsOf are the rows that name the rule, or a frame of its kind if those count
// too.
func rowsOf(d *chancery.Doc, r *Rule, frames bool) []row {
	var out []row
	add := func(rule string, x row) {
		if rule == r.Name || frames && r.frames[rule] == r.Kind {
			x.text = fmt.Sprintf("%s %s > %s %s", x.label, names(d, x.a), names(d, x.b), x.status)
			out = append(out, x)
		}
	}
	for _, e := range d.Events {
		add(e.Rule, row{a: e.Sources, b: e.Targets, status: string(e.Status)})
	}
	for _, s := range d.Statements {
		add(s.Rule, row{a: s.Speakers, label: string(s.Stance)})
	}
	for _, c := range d.Conditions {
		add(c.Rule, row{a: c.By, b: c.Toward, label: string(c.Kind)})
	}
	for _, x := range d.Demands {
		add(x.Rule, row{a: x.By, b: x.Of, label: string(x.Stance)})
	}
	for _, m := range d.Agenda {
		add(m.Rule, row{a: m.Parties, label: string(m.Format), status: string(m.Status)})
	}
	return out
}

// fits reports whether a row is what is expected; what the expectation leaves
// out may be anything.
func (x row) fits(d *chancery.Doc, e Expect) bool {
	return (e.Label == "" || e.Label == x.label) && (e.Status == "" || e.Status == x.status) &&
		same(d, x.a, e.A) && same(d, x.b, e.B)
}

// same reports whether ids and codes name the same actors: a code is a country,
// the beginning of a code, or a name.
func same(d *chancery.Doc, ids, codes []string) bool {
	return len(ids) == len(codes) && !slices.ContainsFunc(codes, func(c string) bool {
		return !slices.ContainsFunc(ids, func(id string) bool { return goesBy(d, id, c) })
	})
}

func goesBy(d *chancery.Doc, id, code string) bool {
	for i := range d.Actors {
		if a := &d.Actors[i]; a.ID == id {
			return a.Country == code || strings.HasSuffix(a.Name, code) ||
				slices.ContainsFunc(a.Codes, func(x string) bool { return strings.HasPrefix(x, code) })
		}
	}
	return false
}

func names(d *chancery.Doc, ids []string) string {
	if len(ids) == 0 {
		return "-"
	}
	var out []string
	for _, id := range ids {
		name := id
		for i := range d.Actors {
			if d.Actors[i].ID == id && len(d.Actors[i].Codes) > 0 {
				name = d.Actors[i].Codes[0]
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, ",")
}

// String is the expectation as a rule file has it.
func (e Expect) String() string {
	if e.Any {
		return "anything"
	}
	list := func(s []string) string {
		if len(s) == 0 {
			return "-"
		}
		return strings.Join(s, ",")
	}
	return strings.TrimSpace(strings.Join([]string{e.Label, list(e.A), ">", list(e.B), e.Status}, " "))
}
