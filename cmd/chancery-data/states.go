package main

import (
	"strings"
)

// codeOf maps ISO alpha-2 codes to CAMEO country codes.
func codeOf(from string) (map[string]string, *table, error) {
	t, err := readTable(from, "countries.tsv")
	if err != nil {
		return nil, nil, err
	}
	m := map[string]string{"EU": "EUR", "UN": "UNO"}
	for _, r := range t.rows {
		m[t.get(r, "iso2")] = t.get(r, "cameo")
	}
	return m, t, nil
}

// codes maps a list of ISO alpha-2 codes.
func codes(list, sep string, m map[string]string) string {
	var out []string
	for c := range strings.SplitSeq(list, sep) {
		if v := m[c]; v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, ";")
}

func makeCountries(from string) ([]byte, error) {
	m, t, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, r := range t.rows {
		if t.get(r, "cameo") == "" || t.get(r, "iso3") == "" {
			continue
		}
		rows = append(rows, line(t.get(r, "cameo"), t.get(r, "iso2"), t.get(r, "iso3"), t.get(r, "cow_num"),
			t.get(r, "fips"), plainName(t.get(r, "name")), t.get(r, "official_name"), t.get(r, "capital"),
			t.get(r, "continent"), t.get(r, "region"), t.get(r, "wikidata"),
			codes(t.get(r, "neighbours"), ",", m), t.get(r, "status")))
	}
	return write("code\tiso2\tiso3\tcow\tfips\tname\tofficial\tcapital\tcontinent\tregion\twikidata\tneighbours\tstatus", rows), nil
}

// plainName is the name of a state as news has it; the source's is made for
// lists.
func plainName(name string) string {
	switch name {
	case "Congo - Kinshasa":
		return "Democratic Republic of the Congo"
	case "Congo - Brazzaville":
		return "Republic of the Congo"
	case "Myanmar (Burma)":
		return "Myanmar"
	}
	return strings.ReplaceAll(strings.TrimSuffix(name, " SAR China"), " & ", " and ")
}

// makeNames writes what states are called: names, demonyms, capitals, seats of
// power. Languages are left out: they are no actors.
func makeNames(from string) ([]byte, error) {
	m, states, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	t, err := readTable(from, "country_names.tsv")
	if err != nil {
		return nil, err
	}
	historical := map[string]bool{}
	for _, r := range states.rows {
		if states.get(r, "status") == "historical" {
			historical[states.get(r, "cameo")] = true
		}
	}
	demonyms := map[string]bool{}
	for _, r := range t.rows {
		if t.get(r, "kind") == "demonym" {
			demonyms[strings.ToLower(t.get(r, "name"))] = true
		}
	}
	var rows []string
	for _, r := range t.rows {
		kind, name := t.get(r, "kind"), t.get(r, "name")
		country := m[t.get(r, "country")]
		if kind == "language" || kind == "local_name" || country == "" || historical[country] || len(name) < 2 {
			continue
		}
		if kind == "name_other" {
			kind = "other"
		}
		if country == "EUR" && (kind == "name" || kind == "demonym" && len(name) < 4) || (kind == "other" || kind == "former_name") && misleading(name, demonyms) {
			continue
		}
		if len(name) <= 3 && strings.ToUpper(name) == name && kind != "metonym" && !acronyms[name] {
			continue // "PR", "AS": more often something else
		}
		code := t.get(r, "actor_code")
		if kind != "metonym" {
			code = ""
		}
		rows = append(rows, line(name, country, strings.TrimSuffix(kind, "_name"), code,
			t.get(r, "from"), t.get(r, "to"), t.get(r, "source")))
	}
	return write("name\tcountry\tkind\tcode\tfrom\tto\tsource", rows), nil
}

// acronyms are the short names of states that news use.
var acronyms = map[string]bool{"US": true, "USA": true, "UK": true, "UAE": true, "DRC": true, "PRC": true, "ROK": true, "ROC": true, "CAR": true, "PNG": true, "KSA": true, "BiH": true, "FRG": true, "GDR": true, "RF": true}

// misleading reports whether another name of a state is better left out: it is
// a demonym, a common word, a surname or a place that is no state.
func misleading(name string, demonyms map[string]bool) bool {
	switch name {
	case "Mann", "Island", "Awal", "Gaza", "Gaza Strip", "West Bank", "Palestinian Authority", "Brazzaville", "Tunis", "Quito", "Truk",
		"Tylos", "Western Sahara", "Santo Domingo", "Vatican", "Trinidad", "Tobago", "Tahiti", "Svalbard", "Gold Coast", "Israelite":
		return true
	}
	return demonyms[strings.ToLower(name)] && !strings.Contains(name, ".") && len(name) > 4 || strings.ToLower(name[:1]) == name[:1]
}
