package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A term is one person's time in one office.
type term struct {
	person, name, country, class, office, code string
	from, to, asOf, source                     string
	weak                                       bool // low confidence
	row                                        string
	table                                      *table
}

// A person is one row group of officials.tsv.
type person struct {
	id, name string
	words    []string   // folded name
	names    [][]string // folded name and aliases
	terms    []term
}

// people is what is known of office holders.
type people struct {
	tables  []*table
	index   *table
	byID    map[string][]term   // of the small table
	byWord  map[string][]string // of the small table
	leaders []leader            // heads of state and government of any time
	holders map[string][]term   // country and class -> terms of the offices in keyOffices
	known   sync.Map            // id -> *person: those read before
}

// A leader is a head of state or government with his folded name.
type leader struct {
	person, country string
	words           []string
}

// keyOffices are the classes of which the holder on a day is asked for.
var keyOffices = map[string]bool{"HOS": true, "HOG": true, "FM": true, "DM": true, "VP": true, "INT": true, "FIN": true, "NSA": true, "IGO": true, "JUS": true}

func loadPeople(src layers) (*people, error) {
	p := &people{byID: map[string][]term{}, byWord: map[string][]string{}, holders: map[string][]term{}}
	var err error
	if p.index, err = readTable(src.builtin, "knowledge/people.tsv", "word persons"); err != nil {
		return nil, err
	}
	if p.tables, err = src.read("officials", officialsHeader, "officials_extra.tsv", "officials.tsv"); err != nil {
		return nil, err
	}
	for i, t := range p.tables {
		if err := p.scan(t, i < len(p.tables)-1); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// scan collects the holders of key offices and checks every row's shape.
func (p *people) scan(t *table, small bool) error {
	i := 0
	for row := range strings.Lines(string(t.text)) {
		n := t.number(i)
		i++
		row = strings.TrimSuffix(row, "\n")
		if strings.Count(row, "\t") != 11 {
			return fmt.Errorf("%s:%d: want 12 columns", t.name, n)
		}
		class := column(row, 4)
		if !small && !keyOffices[class] {
			continue
		}
		x := parseTerm(row, t)
		if keyOffices[class] {
			if class == "HOS" || class == "HOG" {
				p.leaders = append(p.leaders, leader{x.person, x.country, Fold(x.name)})
			}
			k := x.country + class
			if small || !slices.ContainsFunc(p.holders[k], func(y term) bool { return y.person == x.person && y.from == x.from && y.table != x.table }) {
				p.holders[k] = append(p.holders[k], x)
			}
		}
		if small {
			p.addSmall(x, column(row, 2))
		}
	}
	return nil
}

func (p *people) addSmall(x term, aliases string) {
	p.byID[x.person] = append(p.byID[x.person], x)
	for _, w := range Fold(strings.ReplaceAll(x.name+";"+aliases, ";", " ")) {
		if !slices.Contains(p.byWord[w], x.person) {
			p.byWord[w] = append(p.byWord[w], x.person)
		}
	}
}

func column(row string, n int) string {
	for range n {
		i := strings.IndexByte(row, '\t')
		row = row[i+1:]
	}
	if i := strings.IndexByte(row, '\t'); i >= 0 {
		return row[:i]
	}
	return row
}

func parseTerm(row string, t *table) term {
	f := strings.Split(row, "\t")
	return term{
		person: f[0], name: f[1], country: f[3], class: f[4], office: f[5], code: f[6],
		from: f[7], to: f[8], asOf: f[9], source: f[10], weak: f[11] == "l", row: row, table: t,
	}
}

// why names the line of knowledge that a term stands on.
func (t *term) why() string {
	return fmt.Sprintf("%s: %s %s %s..%s", strings.TrimPrefix(t.table.name, "knowledge/"), t.person, t.office, t.from, cmp.Or(t.to, "?"))
}

// A tenure tells how a term stands to a day.
type tenure uint8

const (
	notYet   tenure = iota // the day is before the term
	former                 // after it
	probable               // begun, no end known, but the record is older than the day
	held                   // held on that day
)

// on tells how the term stands to a day (ISO 8601); short dates are compared as
// far as they go.
func (t *term) on(day string) tenure {
	switch {
	case day == "":
		return held
	case t.from != "" && day < t.from, t.from == "" && years(day, cmp.Or(t.to, t.asOf)) > 1:
		return notYet
	case t.to != "" && day >= t.to && !strings.HasPrefix(day, t.to):
		return former
	case t.to != "" || day <= t.asOf:
		return held
	}
	return probable
}

// find returns the person with that id, nil if there is none.
func (p *people) find(id string) *person {
	if x, ok := p.known.Load(id); ok {
		return x.(*person)
	}
	x := p.read(id)
	p.known.Store(id, x)
	return x
}

// read reads a person from the tables.
func (p *people) read(id string) *person {
	var out person
	for _, t := range p.tables {
		for _, row := range t.find(id) {
			x := parseTerm(row, t)
			if out.id == "" {
				out.id, out.name, out.words = x.person, x.name, Fold(x.name)
				out.names = append(out.names, out.words)
			}
			for a := range strings.SplitSeq(column(row, 2), ";") {
				if a != "" {
					out.names = append(out.names, Fold(a))
				}
			}
			if x.to == "" {
				x.to = p.succeeded(&x)
			}
			if !out.has(&x) {
				out.terms = append(out.terms, x)
			}
		}
	}
	if out.id == "" {
		return nil
	}
	out.closeLesser()
	return &out
}

// sole are the classes of office that one person of a state holds at a time and of
// which the ends are recorded badly.
var sole = map[string]bool{"FM": true, "DM": true, "INT": true, "FIN": true}

// succeeded is the day on which, by the small table, somebody else came into an
// office of which the big table knows no end; empty where nobody did.
func (p *people) succeeded(x *term) string {
	if !sole[x.class] || x.country == "" || x.table != p.tables[len(p.tables)-1] {
		return ""
	}
	end := ""
	for i := range p.holders[x.country+x.class] {
		u := &p.holders[x.country+x.class][i]
		if u.table != x.table && u.person != x.person && u.from > x.asOf && (end == "" || u.from < end) {
			end = u.from
		}
	}
	return end
}

// has reports whether a term stands there already: a line of the small table
// replaces the one of the big table on the same office from the same day.
func (p *person) has(x *term) bool {
	for i := range p.terms {
		if t := &p.terms[i]; t.table != x.table && t.country == x.country && t.class == x.class && t.from == x.from {
			return true
		}
	}
	return false
}

// closeLesser ends the offices without a known end that a head of state or
// government held beside the main one, when that ended: the records of a prime
// minister who is his own minister are closed less carefully. An office that was
// last confirmed before a main one began ends with that.
func (p *person) closeLesser() {
	for i := range p.terms {
		t := &p.terms[i]
		if t.to != "" || t.class == "HOS" || t.class == "HOG" {
			continue
		}
		for k := range p.terms {
			u := &p.terms[k]
			if (u.class == "HOS" || u.class == "HOG") && u.country == t.country && u.to != "" && u.from <= t.from && t.from < u.to && !p.later(u) {
				t.to = u.to
			}
			if (u.class == "HOS" || u.class == "HOG" || sole[u.class]) && u.country == t.country && u.from > t.asOf && (t.to == "" || u.from < t.to) && t.class != "LEG" {
				t.to = u.from // the record is older than the next office
			}
		}
	}
}

// later reports whether the person came into the same office again.
func (p *person) later(u *term) bool {
	for i := range p.terms {
		if t := &p.terms[i]; t.class == u.class && t.country == u.country && t.from >= u.to {
			return true
		}
	}
	return false
}

// bearers lists the ids of persons with all of the words in their names; single
// letters do not count.
func (p *people) bearers(words []string) []string {
	var lists []string
	for _, x := range words {
		if len(x) < 2 {
			continue
		}
		list := ";" + strings.Join(p.byWord[x], ";") + ";"
		for _, row := range p.index.find(x) {
			list += column(row, 1) + ";"
		}
		if len(list) < 3 {
			return nil
		}
		lists = append(lists, list)
	}
	if len(lists) == 0 {
		return nil
	}
	slices.SortStableFunc(lists, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	var out []string
	for id := range strings.SplitSeq(lists[0], ";") {
		in := func(list string) bool { return strings.Contains(list, ";"+id+";") }
		if id != "" && !slices.Contains(out, id) && !slices.ContainsFunc(lists[1:], func(l string) bool { return !in(l) }) {
			out = append(out, id)
		}
	}
	return out
}

// weight says how likely a class of office is to be in the news.
var weight = map[string]float64{
	"HOS": 10, "HOG": 10, "IGO": 7, "FM": 8, "DM": 7, "VP": 6, "NSA": 6, "SPOX": 6, "DPM": 5, "INT": 5, "FIN": 5,
	"MIL": 5, "REB": 6, "OPP": 5, "SPY": 5, "COS": 4, "DEPMIN": 4, "AMB": 3, "LEG": 3, "JUS": 4,
}

// fame is how likely the person is to be meant on that day, and the term to
// show: the weightiest that holds, else the last one.
func (p *person) fame(day string) (float64, *term) {
	var best *term
	score := -100.0
	for i := range p.terms {
		t := &p.terms[i]
		s := 1 + weight[t.class]
		switch t.on(day) {
		case held:
			s += 20
		case probable:
			s += 14 - min(8, years(t.asOf, day))
		case former:
			s -= min(9, years(t.to, day)/1.5)
		default:
			s = 0
		}
		if s > score || s == score && best != nil && t.from > best.from {
			best, score = t, s
		}
	}
	return score, best
}

// years is the rough distance of two dates.
func years(from, to string) float64 {
	return max(0, decimal(to)-decimal(from))
}

func decimal(day string) float64 {
	var y, m float64
	for i, c := range []byte(day) {
		switch {
		case i < 4:
			y = y*10 + float64(c-'0')
		case i == 5 || i == 6:
			m = m*10 + float64(c-'0')
		}
	}
	return y + m/12
}

// holder is who held an office of a state on a day, nil where the tables do not
// tell; word is what the text calls it, which tells a supreme leader from a
// president. Among several it prefers one who is certain, whose office is called
// so, and who came in last.
func (p *people) holder(country, class, word, day string) *term {
	var best *term
	for i := range p.holders[country+class] {
		t := &p.holders[country+class][i]
		how := t.on(day)
		if how < probable || how == probable && (t.weak || years(t.asOf, day) > maxStale) {
			continue
		}
		if best == nil || t.likelier(best, word, day) {
			best = t
		}
	}
	return best
}

// any reports whether the tables know a holder of an office of a state at any time.
func (p *people) any(country, class string) bool { return len(p.holders[country+class]) > 0 }

// beside is the term in an office of a state right before, or after, the last term
// that a person began there by a day; nil where the tables do not tell.
func (p *people) beside(country, class, person, day string, after bool) *term {
	if class != "HOS" && class != "HOG" && !sole[class] {
		return nil
	}
	var own, best *term
	list := p.holders[country+class]
	for i := range list {
		if t := &list[i]; t.person == person && t.on(day) != notYet && (own == nil || t.from > own.from) {
			own = t
		}
	}
	if own == nil || own.from == "" {
		return nil
	}
	for i := range list {
		t := &list[i]
		switch {
		case t.person == person || t.from == "":
		case after && own.to != "" && t.from >= own.from && t.from <= day && (best == nil || t.from < best.from),
			!after && t.from < own.from && (best == nil || t.from > best.from):
			best = t
		}
	}
	return best
}

// head is who led an international body on a day, nil where the tables do not tell.
// Of several offices of one body the title says which: "the EU's foreign policy
// chief".
func (p *people) head(body *ent, r *role, phrase, day string) *term {
	if len(body.codes) == 0 || !strings.HasPrefix(body.codes[0], "IGO") && !strings.HasPrefix(body.codes[0], "NGO") {
		return nil
	}
	want := bodyChief
	for _, a := range agencyHeads {
		if strings.Contains(phrase, a.word) {
			want = a.office
			break
		}
	}
	if r.class == "FPC" {
		want = "High Representative"
	}
	var best *term
	for i := range p.holders["IGO"] {
		t := &p.holders["IGO"][i]
		how := t.on(day)
		if !strings.HasPrefix(t.code, body.codes[0]) || how < probable || how == probable && years(t.asOf, day) > maxStale || !t.leads(body, want) {
			continue
		}
		if best == nil || t.likelier(best, "", day) {
			best = t
		}
	}
	return best
}

// bodyChief stands for the first office of a body.
const bodyChief = ""

// agencyHeads are words of a title that tell which office of a body it is.
var agencyHeads = []struct{ word, office string }{
	{"prosecutor", "Prosecutor"}, {"human rights", "Human Rights"}, {"refugee", "Refugees"}, {"humanitarian", "Humanitarian"}, {"relief", "Humanitarian"},
	{" aid chief", "Humanitarian"}, {"political", "Political Affairs"}, {"peacekeeping", "Peace Operations"}, {"foreign policy", "High Representative"},
}

// leads reports whether an office is the one that is asked for: the first of the
// body, whose name it has, or the one with the words of the title.
func (t *term) leads(body *ent, want string) bool {
	is := func(s string) bool { return strings.Contains(t.office, s) }
	if want != bodyChief {
		return is(want)
	}
	switch own := is(body.name) || slices.Contains(strings.Fields(t.office), initials(body.name)); {
	case is("Under-Secretary"), is("Envoy"), is("Coordinator"), is("Prosecutor"), is("High Representative"), is("High Commissioner"):
		return false
	case own:
		return true
	}
	return body.name == "European Union" && is("European Commission")
}

// maxStale is how many years after its record a term without an end is still
// taken for held.
const maxStale = 4

// likelier reports whether t rather than o is who held the office on a day.
func (t *term) likelier(o *term, word, day string) bool {
	called := func(t *term) bool { return word != "" && strings.Contains(strings.ToLower(t.office), word) }
	switch a, b := t.on(day), o.on(day); {
	case a != b:
		return a > b
	case t.table.own != o.table.own:
		return t.table.own
	case called(t) != called(o):
		return called(t)
	case t.from != o.from:
		return t.from > o.from
	}
	// The source has a successor from the day of his predecessor.
	return t.to != "" && (o.to == "" || t.to < o.to)
}

// unknown reports whether nobody in the tables bears a word.
func (p *people) unknown(word string) bool {
	return len(p.byWord[word]) == 0 && !p.index.has(word)
}
