package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An entryKind is what a name of the lexicon is.
type entryKind uint8

const (
	ownEntry     entryKind = iota // from an operator's dictionary
	countryEntry                  // "Russia"
	demonymEntry                  // "Russian", "Russians"
	capitalEntry                  // "Moscow": a place, or the government
	regionEntry                   // "Chechen", "Texas": part of a state
	metonymEntry                  // "the Kremlin": acts for a state
	bodyEntry                     // organisation or armed group
)

// An entry is one name of the lexicon.
type entry struct {
	words    []string // folded
	spelling string   // the name as the table has it; name is that of the actor
	letters  string   // plain words joined, for names of states and seats
	kind     entryKind
	plural   bool   // demonym noun: "Russians"
	exact    string // must stand in the text with these letters, empty if case does not matter
	country  string // CAMEO code
	code     string // actor code
	id, name string
	from, to string
	wikidata string
	own      bool // of a table of the operator: before all others
	group    bool // an armed group or movement rather than an organisation
	why      string
}

func (e *entry) valid(date string) bool {
	return date == "" || (e.from == "" || e.from <= date) && (e.to == "" || date <= e.to)
}

// organ reports whether a name is that of a body rather than of a state, its
// people or its government.
func (e *entry) organ() bool {
	switch e.kind {
	case bodyEntry:
		return true
	case ownEntry:
		return e.country == "" || len(e.code) > 3 && e.code != e.country+"GOV"
	case metonymEntry:
		return !strings.HasPrefix(sectorOf(e.code, e.country), "GOV")
	}
	return false
}

// A state is one row of countries.tsv.
type state struct {
	code, iso3, name, official, capital, wikidata string
	continent, region                             string
	neighbours                                    []string
	own                                           bool // of an operator's dictionary
	named                                         bool // by a row with the bare code
}

// A lexicon is every name that is looked up word by word.
type lexicon struct {
	words   words
	byFirst map[string][]*entry // first word -> entries, longest first
	states  map[string]*state
	byCode  map[string]*entry // organisation by code, the first listed
	adjs    map[string]string // state -> demonym
	towns   map[string]string // folded name -> state; behind "in" alone
	// spellings are the names of states and peoples of one word, by first letter.
	spellings map[byte][]*entry
}

// adjective is the demonym of a state, its name where there is none.
func (l *lexicon) adjective(code string) string {
	if a := l.words["adjective"][code]; a != "" {
		return a
	}
	if a := l.adjs[code]; a != "" {
		return a
	}
	if s := l.states[code]; s != nil {
		return s.name
	}
	return l.words["region"][code]
}

func (l *lexicon) add(e *entry, name string) {
	words := Fold(name)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	e.words, e.spelling = words, name
	if e.kind != bodyEntry {
		e.letters = plain(strings.TrimPrefix(possessives.Replace(name+" "), "the "))
	}
	if e.exact == "" {
		e.exact = exactForm(name, e.kind)
	}
	list := append(l.byFirst[words[0]], e)
	for i := len(list) - 1; i > 0 && precedes(list[i], list[i-1]); i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	l.byFirst[words[0]] = list
}

// precedes orders entries with the same first word: longer first, then the
// operator's own, then those with dates, then by kind.
func precedes(a, b *entry) bool {
	if len(a.words) != len(b.words) {
		return len(a.words) > len(b.words)
	}
	if (a.kind == ownEntry) != (b.kind == ownEntry) {
		return a.kind == ownEntry
	}
	if a.own != b.own {
		return a.own
	}
	if (a.from != "") != (b.from != "") {
		return a.from != ""
	}
	return a.kind < b.kind
}

// exactForm is name where only these very letters mean it: acronyms.
func exactForm(name string, kind entryKind) string {
	if kind == ownEntry || utf8.RuneCountInString(name) > 6 || strings.ContainsRune(name, ' ') {
		return ""
	}
	upper := 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	if upper >= 2 {
		return strings.ReplaceAll(name, ".", "")
	}
	return ""
}

// loadLexicon reads countries, names, organisations and groups.
func loadLexicon(src layers, w words) (*lexicon, error) {
	l := &lexicon{words: w, byFirst: map[string][]*entry{}, states: map[string]*state{}, byCode: map[string]*entry{}, adjs: map[string]string{}, towns: map[string]string{}}
	for _, load := range []func(layers) error{l.loadStates, l.loadNames, l.loadCities, l.loadTowns, l.loadBodies, l.loadGroups} {
		if err := load(src); err != nil {
			return nil, err
		}
	}
	l.indexSpellings()
	return l, nil
}

func (l *lexicon) loadStates(src layers) error {
	tables, err := src.read("countries", countriesHeader, "countries.tsv")
	if err != nil {
		return err
	}
	for _, t := range slices.Backward(tables) {
		err = cmp.Or(err, t.each(13, func(n int, r []string) error {
			l.states[r[0]] = &state{code: r[0], iso3: r[2], name: r[5], official: r[6], capital: r[7], continent: r[8], region: r[9], wikidata: r[10], neighbours: strings.Split(r[11], ";")}
			if t.own { // the built-in names are in tables of their own
				why := fmt.Sprintf("%s:%d", t.name, n)
				l.add(&entry{kind: countryEntry, country: r[0], name: r[5], own: true, why: why}, r[5])
				l.add(&entry{kind: capitalEntry, country: r[0], name: r[7], own: true, why: why}, r[7])
			}
			return nil
		}))
	}
	return err
}

var nameKinds = map[string]entryKind{
	"name": countryEntry, "former": countryEntry, "other": countryEntry,
	"demonym": demonymEntry, "capital": capitalEntry, "metonym": metonymEntry, "region": regionEntry,
}

// uninhabited are territories that are places and no actors.
var uninhabited = wordSet("ATA", "ATF", "BVT", "HMD", "SGS", "UMI", "IOT")

func (l *lexicon) loadNames(src layers) error {
	tables, err := src.read("names", namesHeader, "names_extra.tsv", "names.tsv")
	for _, t := range tables {
		err = cmp.Or(err, l.addStateNames(t))
	}
	return err
}

func (l *lexicon) addStateNames(t *table) error {
	return t.each(7, func(n int, r []string) error {
		kind, ok := nameKinds[r[2]]
		if !ok {
			return fmt.Errorf("kind %q is none of name, former, other, demonym, capital, metonym, region", r[2])
		}
		if uninhabited[r[1]] {
			return nil
		}
		if r[2] == "other" && len(r[0]) < 4 && exactForm(r[0], kind) == "" {
			return nil
		}
		e := &entry{kind: kind, own: t.own, country: r[1], code: r[3], name: r[0], from: r[4], to: r[5], why: fmt.Sprintf("%s:%d", t.name, n)}
		e.plural = kind == demonymEntry && strings.HasSuffix(r[0], "s") && !strings.HasSuffix(r[0], "ss")
		if kind == demonymEntry && !e.plural && l.nearerName(r[1], r[0]) {
			l.adjs[r[1]] = r[0]
		}
		l.add(e, r[0])
		return nil
	})
}

func (l *lexicon) loadCities(src layers) error {
	t, err := readTable(src.builtin, "knowledge/cities.tsv", "name country")
	if err != nil {
		return err
	}
	return t.each(2, func(n int, r []string) error {
		l.add(&entry{kind: regionEntry, country: r[1], name: r[0], why: fmt.Sprintf("%s:%d", t.name, n)}, r[0])
		return nil
	})
}

func (l *lexicon) loadTowns(src layers) error {
	t, err := readTable(src.builtin, "knowledge/towns.tsv", "name country")
	if err != nil {
		return err
	}
	return t.each(2, func(_ int, r []string) error {
		l.towns[strings.Join(Fold(r[0]), " ")] = r[1]
		return nil
	})
}

func (l *lexicon) loadBodies(src layers) error {
	tables, err := src.read("organisations", organisationsHeader, "organisations_extra.tsv", "organisations.tsv")
	for _, t := range tables {
		err = cmp.Or(err, t.each(8, func(n int, r []string) error {
			l.addNames(r[1], r[2], entry{kind: bodyEntry, own: t.own, id: r[0], name: r[1], code: r[3], country: r[4], wikidata: r[6], why: fmt.Sprintf("%s:%d", t.name, n)})
			return nil
		}))
	}
	return err
}

func (l *lexicon) loadGroups(src layers) error {
	tables, err := src.read("groups", groupsHeader, "groups_extra.tsv", "groups.tsv")
	for _, t := range tables {
		err = cmp.Or(err, t.each(7, func(n int, r []string) error {
			country, _, _ := strings.Cut(r[4], ";")
			l.addNames(r[1], r[2], entry{kind: bodyEntry, own: t.own, id: r[0], name: r[1], code: r[3], country: country, group: true, why: fmt.Sprintf("%s:%d", t.name, n)})
			return nil
		}))
	}
	return err
}

// nearerName reports whether a demonym looks more like the name of its state than
// the one that is kept: "Russian" rather than "Muscovite".
func (l *lexicon) nearerName(code, demonym string) bool {
	s := l.states[code]
	if s == nil || l.adjs[code] == "" {
		return true
	}
	common := func(a string) int {
		n := 0
		for n < len(a) && n < len(s.name) && a[n] == s.name[n] {
			n++
		}
		return n
	}
	return common(demonym) > common(l.adjs[code])
}

// generic reports whether a name is one common word for bodies: a group that the
// sources call "the Union" is not what an article means by it.
func (l *lexicon) generic(name string) bool {
	w := strings.ToLower(strings.TrimPrefix(name, "The "))
	return l.words.is("institution", w) || l.words.is("collective", w) || l.words.is("counter", w)
}

// common reports whether a name is a word that many bodies have in theirs, or
// that mostly means something else: a group that is known as "the Foundation".
func (l *lexicon) common(name string) bool {
	w := strings.ToLower(strings.TrimPrefix(name, "The "))
	_, sector := l.words["sector"][foldWord(w)]
	return sector || l.words.is("igo-body", w) || l.words.is("ngo-word", w) || l.words.is("no-group", w)
}

func (l *lexicon) addNames(name, aliases string, e entry) {
	for a := range strings.SplitSeq(name+";"+aliases, ";") {
		if a = strings.TrimSpace(a); a != "" && a != "the alliance" && (e.own || !l.generic(a) && !(e.group && l.common(a))) {
			x := e
			l.add(&x, a)
			if owner := l.words["code-owner"][x.code]; x.code != "" && l.byCode[x.code] == nil && (owner == "" || owner == x.id) {
				l.byCode[x.code] = &x
			}
		}
	}
}
