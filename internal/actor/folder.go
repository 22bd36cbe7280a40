package actor

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// layers are where tables are read from: those of the operator's folders come
// before the built-in ones.
type layers struct {
	builtin fs.FS
	own     []map[string]*table
}

// read returns the tables of one sort, those that take precedence first.
func (l layers) read(sort, header string, builtin ...string) ([]*table, error) {
	var out []*table
	for _, o := range l.own {
		if t := o[sort]; t != nil {
			out = append(out, t)
		}
	}
	for _, name := range builtin {
		t, err := readTable(l.builtin, "knowledge/"+name, header)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// Headers of the tables that a folder of the operator may hold.
const (
	countriesHeader     = "code iso2 iso3 cow fips name official capital continent region wikidata neighbours status"
	namesHeader         = "name country kind code from to source"
	organisationsHeader = "id name aliases code country type wikidata source"
	groupsHeader        = "id name aliases code countries since source"
	officialsHeader     = "person name aliases country class office code from to as_of source confidence"
	rolesHeader         = "term class code kind gender"
	givenHeader         = "name gender"
)

// An ownTable is a table that a folder may hold, with what is asked of a row.
type ownTable struct {
	sort, header string
	check        func(*folder, []string) error
}

var ownTables = []ownTable{
	{"countries", countriesHeader, (*folder).country},
	{"names", namesHeader, (*folder).name},
	{"organisations", organisationsHeader, (*folder).organisation},
	{"groups", groupsHeader, (*folder).group},
	{"officials", officialsHeader, (*folder).official},
	{"roles", rolesHeader, (*folder).role},
	{"given_names", givenHeader, (*folder).given},
}

// A folder is one of the operator's while it is checked.
type folder struct {
	states  map[string]bool
	classes map[string]bool
}

// ParseOverlayFolder reads a folder of tables with the columns of the built-in
// ones: countries.tsv, names.tsv, organisations.tsv, groups.tsv, officials.tsv,
// roles.tsv, given_names.tsv, each of which may be missing. builtin holds the
// built-in tables, whose states the rows may name. The error lists every fault as
// "name/file:line: what"; then nothing of the folder is used.
func ParseOverlayFolder(name string, own, builtin fs.FS) (Overlay, error) {
	entries, err := fs.ReadDir(own, ".")
	if err != nil {
		return Overlay{}, fmt.Errorf("%s: %w", name, err)
	}
	f, err := newFolder(builtin)
	if err != nil {
		return Overlay{}, err
	}
	o := Overlay{Name: name, tables: map[string]*table{}}
	var errs []error
	for _, e := range entries {
		if sort, ok := strings.CutSuffix(e.Name(), ".tsv"); ok && !slices.ContainsFunc(ownTables, func(t ownTable) bool { return t.sort == sort }) {
			errs = append(errs, fmt.Errorf("%s:1: no table of that name", path.Join(name, e.Name())))
		}
	}
	for _, want := range ownTables {
		file := path.Join(name, want.sort+".tsv")
		b, err := fs.ReadFile(own, want.sort+".tsv")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return Overlay{}, fmt.Errorf("%s: %w", file, err)
		}
		t, faults := f.parse(file, b, want.header, want.check)
		errs = append(errs, faults...)
		o.tables[want.sort] = t
	}
	if len(errs) > 0 {
		return Overlay{}, errors.Join(errs...)
	}
	if len(o.tables) == 0 {
		return Overlay{}, fmt.Errorf("%s: no table in this folder", name)
	}
	return o, nil
}

func newFolder(builtin fs.FS) (*folder, error) {
	f := &folder{states: map[string]bool{}, classes: map[string]bool{}}
	lists, err := loadWords(builtin)
	if err != nil {
		return nil, err
	}
	for c := range lists["region"] {
		f.states[c] = true
	}
	for _, c := range strings.Fields("HOS HOG VP DPM FM DM INT FIN JUS MIN DEPMIN NSA COS SPOX MIL SPY COP LEG JUD AMB IGO REB OPP OTH") {
		f.classes[c] = true
	}
	t, err := readTable(builtin, "knowledge/countries.tsv", countriesHeader)
	if err != nil {
		return nil, err
	}
	return f, t.each(13, func(_ int, r []string) error {
		f.states[r[0]] = true
		return nil
	})
}

// parse reads one table; its rows are sorted, as those that are built in are, and
// remember their lines.
func (f *folder) parse(file string, b []byte, header string, check func(*folder, []string) error) (*table, []error) {
	type numbered struct {
		row string
		n   int
	}
	var rows []numbered
	var errs []error
	n := 0
	for l := range strings.Lines(strings.TrimPrefix(string(b), "\ufeff")) {
		n++
		l = strings.TrimRight(l, "\r\n")
		switch r := strings.Split(l, "\t"); {
		case n == 1:
			if got := strings.Join(r, " "); got != header {
				return nil, []error{fmt.Errorf("%s:1: header %q, want %q", file, got, header)}
			}
		case strings.TrimSpace(l) == "":
		case len(r) != strings.Count(header, " ")+1:
			errs = append(errs, fmt.Errorf("%s:%d: %d columns, want %d", file, n, len(r), strings.Count(header, " ")+1))
		default:
			for _, err := range each(check(f, r)) {
				errs = append(errs, fmt.Errorf("%s:%d: %w", file, n, err))
			}
			rows = append(rows, numbered{l, n})
		}
	}
	if n == 0 {
		errs = append(errs, fmt.Errorf("%s:1: no header, want %q", file, header))
	}
	slices.SortStableFunc(rows, func(a, b numbered) int { return cmp.Compare(a.row, b.row) })
	t := &table{name: file, own: true}
	for _, r := range rows {
		t.text = append(append(t.text, r.row...), '\n')
		t.lines = append(t.lines, r.n)
	}
	return t, errs
}

// each are the errors that are joined in one; none for nil.
func each(err error) []error {
	if err == nil {
		return nil
	}
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		var out []error
		for _, e := range list.Unwrap() {
			out = append(out, each(e)...)
		}
		return out
	}
	return []error{err}
}

// oneOf checks that a field is one of a list of words.
func oneOf(what, got string, ok bool, list string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%s %q is none of %s", what, got, list)
}

func (f *folder) country(r []string) error {
	var bad error
	if err := checkCode(r[0]); err != nil || len(r[0]) != 3 {
		bad = fmt.Errorf("code %q: want three capital letters", r[0])
	}
	f.states[r[0]] = true
	return errors.Join(bad, checkName(r[5]))
}

func (f *folder) name(r []string) error {
	_, ok := nameKinds[r[2]]
	return errors.Join(oneOf("kind", r[2], ok, "name, former, other, demonym, capital, metonym, region"),
		checkName(r[0]), f.state(r[1], true), optional(r[3], checkCode), checkSpan(r[4], r[5]))
}

func (f *folder) organisation(r []string) error {
	return errors.Join(checkID(r[0]), checkName(r[1]), optional(r[3], checkCode), f.state(r[4], false))
}

func (f *folder) group(r []string) error {
	err := errors.Join(checkID(r[0]), checkName(r[1]), optional(r[3], checkCode))
	for c := range strings.SplitSeq(r[4], ";") {
		err = errors.Join(err, f.state(c, false))
	}
	return err
}

func (f *folder) official(r []string) error {
	var class error
	if !f.classes[r[4]] {
		class = fmt.Errorf("class %q of office is not known", r[4])
	}
	return errors.Join(checkID(r[0]), checkName(r[1]), f.state(r[3], false), class, checkCode(r[6]), checkSpan(r[7], r[8]), checkDate(r[9]),
		oneOf("confidence", r[11], r[11] == "h" || r[11] == "m" || r[11] == "l", "h, m, l"))
}

func (f *folder) role(r []string) error {
	return errors.Join(checkName(r[0]), optional(r[2], checkCode),
		oneOf("kind", r[3], slices.Contains(roleKinds, roleKind(r[3])), "office, person, group, body, state, land"),
		oneOf("gender", r[4], r[4] == "" || r[4] == "m" || r[4] == "f", "m, f or empty"))
}

func (f *folder) given(r []string) error {
	return errors.Join(checkName(r[0]), oneOf("gender", r[1], r[1] == "m" || r[1] == "f", "m, f"))
}

// state checks the code of a state or region, which may be empty where it need
// not be there.
func (f *folder) state(code string, needed bool) error {
	if f.states[code] || code == "" && !needed {
		return nil
	}
	return fmt.Errorf("country %q is in no table of countries", code)
}

func checkName(name string) error {
	if len(Fold(name)) == 0 {
		return errors.New("the name is empty")
	}
	return nil
}

func checkID(id string) error {
	if id == "" || strings.ContainsAny(id, " ;") {
		return fmt.Errorf("id %q: want one word", id)
	}
	return nil
}

func optional(s string, check func(string) error) error {
	if s == "" {
		return nil
	}
	return check(s)
}

func checkSpan(from, to string) error {
	if err := errors.Join(checkDate(from), checkDate(to)); err != nil {
		return err
	}
	if from != "" && to != "" && endOf(to) < from {
		return fmt.Errorf("the end %s lies before the start %s", to, from)
	}
	return nil
}
