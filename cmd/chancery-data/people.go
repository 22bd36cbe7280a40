package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chancery/internal/actor"
)

// earliest is the end of office before which a row is of no use: the tables
// serve articles since 2012 and must know who was a former office holder then.
var earliest = map[string]string{"MIN": "2012", "OTH": "2013", "AMB": "2012", "JUD": "2012", "JUS": "2011", "LEG": "2012", "DEPMIN": "2012"}

func keepOffice(class, end string) bool {
	first := earliest[class]
	if first == "" {
		first = "2006"
	}
	return end >= first
}

// A term is one person's time in one office.
type term struct {
	person, name, aliases, country, class, office, code, from, to, asOf, source, confidence string
}

func readTerms(from string) ([]term, error) {
	m, states, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	dependency := map[string]bool{}
	for _, r := range states.rows {
		dependency[states.get(r, "iso2")] = states.get(r, "status") == "dependency"
	}
	t, err := readTable(from, "officials.tsv.gz")
	if err != nil {
		return nil, err
	}
	var out []term
	for _, r := range t.rows {
		class, to, asOf := t.get(r, "office_class"), t.get(r, "to"), t.get(r, "as_of")
		if !keepOffice(class, cmp.Or(to, asOf)) || strings.HasPrefix(to, "0") {
			continue
		}
		if from := t.get(r, "from"); to != "" && to < from[:min(len(from), len(to))] {
			continue // the end of another term
		}
		if wrongRows[t.get(r, "person_id")+" "+t.get(r, "country")+" "+class+" "+t.get(r, "from")] {
			continue
		}
		if dependency[t.get(r, "country")] && (class == "HOS" || class == "VP") {
			continue // the head of the state that it depends on
		}
		out = append(out, term{
			t.get(r, "person_id"), t.get(r, "name"), t.get(r, "aliases"), m[t.get(r, "country")], classOf(class, t.get(r, "office"), m[t.get(r, "country")], t.get(r, "name")),
			t.get(r, "office"), t.get(r, "actor_code"), t.get(r, "from"), to, asOf, t.get(r, "source"), t.get(r, "confidence"),
		})
	}
	for i := range out {
		if q := wikidata[out[i].person]; q != "" {
			out[i].person = q
		}
		if name := misspelt[out[i].name]; name != "" {
			out[i].aliases += ";" + out[i].name
			out[i].name = name
		}
	}
	return mergeHolders(mergePersons(out)), nil
}

// wikidata are the ids of well known persons whom the sources have without one.
var wikidata = map[string]string{"x:ursula-von-der-leyen": "Q60772", "x:frank-walter-steinmeier-de": "Q76658", "x:olaf-scholz-de": "Q61053", "x:angela-merkel-de": "Q567"}

// wrongRows are terms, by person, state, class and start, that the history of the
// Factbook has wrong: of another state or office, or with the start of the
// predecessor.
var wrongRows = map[string]bool{
	"Q26273268 SK HOS 2014-06-15":                     true,
	"Q4142905 MN HOG 2021-01-27":                      true,
	"x:ahmad-al-nawaf-al-sabah-kw KW HOS 2022-07-24":  true,
	"x:anatole-collinet-makosso-cd CD HOG 2021-05-12": true,
	"x:konstantinos-tasoulas-gr GR HOS 2020-03-13":    true,
	"x:michel-awn-lb LB HOS 2021-01-21":               true,
}

// misspelt are names that one of the sources has wrong.
var misspelt = map[string]string{"Bola Tinbu": "Bola Tinubu"}

// mergePersons gives a person that stands under a Wikidata id and under a name
// of another source one id: the same state, and all words of one name among
// those of the other.
func mergePersons(terms []term) []term {
	words := map[string]map[string]bool{} // person -> words of name and aliases
	byState := map[string][]string{}      // country -> Wikidata persons
	for _, t := range terms {
		if words[t.person] == nil {
			words[t.person] = map[string]bool{}
			if strings.HasPrefix(t.person, "Q") {
				byState[t.country] = append(byState[t.country], t.person)
			}
		}
		for _, w := range actor.Fold(t.name) {
			words[t.person][w] = true
		}
	}
	same := map[string]string{}
	for _, t := range terms {
		if strings.HasPrefix(t.person, "Q") || same[t.person] != "" {
			continue
		}
		var found []string
		for _, q := range byState[t.country] {
			if within(words[t.person], words[q]) || within(words[q], words[t.person]) {
				found = append(found, q)
			}
		}
		if len(found) == 1 {
			same[t.person] = found[0]
		}
	}
	for i, t := range terms {
		if q := same[t.person]; q != "" {
			terms[i].person = q
		}
	}
	return terms
}

// within reports whether a has at least two words, all of them in b.
func within(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return len(a) >= 2
}

// mergeHolders gives one id to two persons of alike names who, by two sources, came
// into the same office of a state on the same day.
func mergeHolders(terms []term) []term {
	type key struct{ country, class, from string }
	first := map[key][]term{}
	same := map[string]string{}
	id := func(p string) string {
		for same[p] != "" {
			p = same[p]
		}
		return p
	}
	for _, t := range terms {
		if !soleOffice[t.class] || len(t.from) < len("2006-01-02") || t.country == "" {
			continue
		}
		k := key{t.country, t.class, t.from}
		for _, o := range first[k] {
			a, b := id(o.person), id(t.person)
			if a == b || !alike(o.name, t.name) || strings.HasPrefix(a, "Q") && strings.HasPrefix(b, "Q") {
				continue
			}
			if strings.HasPrefix(b, "Q") {
				a, b = b, a
			}
			same[b] = a
		}
		first[k] = append(first[k], t)
	}
	for i := range terms {
		terms[i].person = id(terms[i].person)
	}
	return terms
}

// soleOffice are the classes of which a state has one holder at a time.
var soleOffice = map[string]bool{"HOS": true, "HOG": true, "FM": true, "DM": true}

// alike reports whether two names have a word in common, or one that sounds alike.
func alike(a, b string) bool {
	for _, x := range actor.Fold(a) {
		for _, y := range actor.Fold(b) {
			if len(x) > 3 && len(y) > 3 && (x == y || skeleton(x) == skeleton(y) && len(skeleton(x)) > 2) {
				return true
			}
		}
	}
	return false
}

// skeleton is a folded word without its vowels and doubled letters.
func skeleton(w string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range w {
		if !strings.ContainsRune("aeiou", r) && r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func makeOfficials(from string) ([]byte, error) {
	terms, err := readTerms(from)
	if err != nil {
		return nil, err
	}
	terms = joinTerms(terms)
	names := map[string]string{}
	for _, t := range terms {
		if old := names[t.person]; old == "" || len(t.name) < len(old) || len(t.name) == len(old) && t.name < old {
			names[t.person] = t.name
		}
	}
	aliases := otherNames(terms, names)
	var rows []string
	for _, t := range terms {
		rows = append(rows, line(t.person, names[t.person], aliases[t.person], t.country, t.class,
			t.office, t.code, t.from, t.to, t.asOf, t.source, t.confidence[:1]))
	}
	return write("person\tname\taliases\tcountry\tclass\toffice\tcode\tfrom\tto\tas_of\tsource\tconfidence", rows), nil
}

// otherNames lists spellings of each person that differ after folding.
func otherNames(terms []term, names map[string]string) map[string]string {
	seen := map[string]map[string]bool{}
	list := map[string][]string{}
	for _, t := range terms {
		if seen[t.person] == nil {
			seen[t.person] = map[string]bool{bag(names[t.person]): true}
		}
		for a := range strings.SplitSeq(t.name+";"+t.aliases, ";") {
			if k := bag(a); len(k) > 3 && !seen[t.person][k] && !strings.Contains(a, "Mr. ") && !strings.HasPrefix(a, "President ") {
				seen[t.person][k] = true
				list[t.person] = append(list[t.person], strings.TrimSpace(a))
			}
		}
	}
	out := map[string]string{}
	for p, l := range list {
		slices.Sort(l)
		out[p] = strings.Join(l, ";")
	}
	return out
}

// bag is a name's folded words in alphabetical order.
func bag(name string) string {
	w := actor.Fold(name)
	slices.Sort(w)
	return strings.Join(w, " ")
}

// joinTerms drops rows of the same person and office that another row covers.
func joinTerms(terms []term) []term {
	type key struct{ person, country, class, from string }
	best := map[key]term{}
	byPerson := map[string][]term{}
	for _, t := range terms {
		k := key{t.person, t.country, t.class, t.from}
		byPerson[t.person] = append(byPerson[t.person], t)
		old, ok := best[k]
		if !ok || better(t, old) {
			best[k] = t
		}
	}
	var out []term
	for k, t := range best {
		shorter := func(x term) bool {
			return x.person == k.person && x.country == k.country && x.class == k.class && len(x.from) > len(k.from) && strings.HasPrefix(x.from, k.from)
		}
		if k.from != "" && t.to == "" && slices.ContainsFunc(byPerson[k.person], shorter) {
			continue // the same term with its day
		}
		out = append(out, t)
	}
	return out
}

// better prefers a known end, then a later record, then a richer source.
func better(a, b term) bool {
	if (a.to != "") != (b.to != "") {
		return a.to != ""
	}
	if a.asOf != b.asOf {
		return a.asOf > b.asOf
	}
	if len(a.source) != len(b.source) {
		return len(a.source) > len(b.source)
	}
	return a.office < b.office
}

// makePeople writes the index of the officials: each word of a name with the
// persons who bear it.
func makePeople(from string) ([]byte, error) {
	terms, err := readTerms(from)
	if err != nil {
		return nil, err
	}
	who := map[string]map[string]bool{}
	for _, t := range terms {
		for _, w := range actor.Fold(strings.ReplaceAll(t.name+";"+t.aliases, ";", " ")) {
			if len(w) < 2 || len(w) == 2 && strings.HasSuffix(w, ".") {
				continue
			}
			if who[w] == nil {
				who[w] = map[string]bool{}
			}
			who[w][t.person] = true
		}
	}
	var rows []string
	for w, set := range who {
		rows = append(rows, line(w, strings.Join(slices.Sorted(maps.Keys(set)), ";")))
	}
	return write("word\tpersons", rows), nil
}
