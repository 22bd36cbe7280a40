package actor

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// An Overlay is an operator's own dictionary: names with codes and dates. It
// takes precedence over what is built in.
type Overlay struct {
	Name   string
	rows   []overlayRow
	tables map[string]*table // of a folder, by sort
}

type overlayRow struct {
	name, code, from, to string
	line                 int
}

// ParseOverlay reads a dictionary: lines of name, code, from and to, with tabs
// between; the dates may be empty or left out, blank lines and lines that begin
// with # are skipped. The error lists every fault as "file:line: what"; then
// nothing of the file is used.
func ParseOverlay(name string, b []byte) (Overlay, error) {
	o := Overlay{Name: name}
	var errs []error
	text := strings.TrimPrefix(string(b), "\ufeff")
	n := 0
	for l := range strings.Lines(text) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if strings.TrimSpace(l) == "" || strings.HasPrefix(l, "#") {
			continue
		}
		r, err := parseOverlayRow(l)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, n, err))
			continue
		}
		r.line = n
		o.rows = append(o.rows, r)
	}
	if len(errs) > 0 {
		return Overlay{}, errors.Join(errs...)
	}
	return o, nil
}

func parseOverlayRow(l string) (overlayRow, error) {
	f := strings.Split(l, "\t")
	if len(f) < 2 || len(f) > 4 {
		return overlayRow{}, fmt.Errorf("%d columns, want name, code, from, to", len(f))
	}
	f = append(f, "", "")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	r := overlayRow{name: f[0], code: f[1], from: f[2], to: f[3]}
	if len(Fold(r.name)) == 0 {
		return r, errors.New("the name is empty")
	}
	if err := checkCode(r.code); err != nil {
		return r, err
	}
	for _, d := range []string{r.from, r.to} {
		if err := checkDate(d); err != nil {
			return r, err
		}
	}
	if r.from != "" && r.to != "" && r.to < r.from {
		return r, fmt.Errorf("the end %s lies before the start %s", r.to, r.from)
	}
	return r, nil
}

// checkCode accepts what CAMEO composes: one or more parts of three capitals or
// digits.
func checkCode(code string) error {
	if len(code) < 3 || len(code)%3 != 0 {
		return fmt.Errorf("code %q: want one or more parts of three letters", code)
	}
	for _, c := range []byte(code) {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return fmt.Errorf("code %q: only capital letters and digits", code)
		}
	}
	return nil
}

func checkDate(d string) error {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(d) == len(layout) {
			if _, err := time.Parse(layout, d); err == nil {
				return nil
			}
		}
	}
	if d == "" {
		return nil
	}
	return fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", d)
}

// addTo puts the overlay's names into a lexicon.
func (o Overlay) addTo(l *lexicon) {
	for _, r := range o.rows { // states that CAMEO does not know
		if s := l.states[r.code[:3]]; (s == nil || s.own) && !bodyRoots[r.code[:3]] && (len(r.code) == 3 || r.code == r.code[:3]+"GOV") && (s == nil || len(r.code) == 3 && !s.named) {
			l.states[r.code[:3]] = &state{code: r.code[:3], name: r.name, own: true, named: len(r.code) == 3}
		}
	}
	for _, r := range o.rows {
		l.add(&entry{
			kind: ownEntry, name: r.name, code: r.code, from: r.from, to: endOf(r.to), id: "own:" + slug(r.name),
			country: countryOf(r.code, l.states), why: fmt.Sprintf("%s:%d", o.Name, r.line),
		}, r.name)
	}
}

// bodyRoots are codes that begin the code of an organisation, not of a state.
var bodyRoots = wordSet("IGO", "NGO", "NGM", "MNC", "IMG", "INT", "UAF", "GOV", "MIL", "REB", "OPP", "CVL", "PTY", "MED", "LEG", "JUD", "COP", "SPY", "BUS", "EDU", "REL", "REF", "LAB", "CRM", "ELI", "HLH", "AGR", "SEP", "INS", "MOD", "HRI", "UIS")

// endOf is the last day of a year or month that is given as such.
func endOf(d string) string {
	switch len(d) {
	case 4:
		return d + "-12-31"
	case 7:
		return d + "-31"
	}
	return d
}

// countryOf is the state that a code begins with, empty if it begins with none.
func countryOf(code string, states map[string]*state) string {
	if len(code) >= 3 && states[code[:3]] != nil {
		return code[:3]
	}
	return ""
}

// slug is a name as part of an id: "ivan-ivanov".
func slug(name string) string {
	return strings.Join(strings.FieldsFunc(plainWords(name), splitter), "-")
}

func plainWords(name string) string {
	words := strings.FieldsFunc(name, splitter)
	for i, w := range words {
		words[i] = plain(w)
	}
	return strings.Join(words, " ")
}
