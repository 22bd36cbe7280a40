package main

import (
	"strings"
)

// makeOrganisations writes organisations. Companies of the old dictionary are
// left out: they are many, dated, and named like common words.
func makeOrganisations(from string) ([]byte, error) {
	t, err := readTable(from, "organisations.tsv")
	if err != nil {
		return nil, err
	}
	m, _, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, r := range t.rows {
		source, name := t.get(r, "source"), t.get(r, "name")
		if source != "curated" && (t.get(r, "type") == "mnc" || len(strings.Fields(name)) < 2 || holdsOffice(name)) {
			continue
		}
		rows = append(rows, line(t.get(r, "id"), name, t.get(r, "aliases"), t.get(r, "actor_code"),
			m[t.get(r, "country")], t.get(r, "type"), t.get(r, "wikidata"), source))
	}
	return write("id\tname\taliases\tcode\tcountry\ttype\twikidata\tsource", rows), nil
}

// holdsOffice reports whether the old dictionary lists an office among the
// organisations: "UN Secretary General".
func holdsOffice(name string) bool {
	name = strings.ToLower(name)
	for _, w := range []string{"secretary general", "rapporteur", "secy", "chief of", "director of", "president of", "high commissioner of"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// makeGroups writes armed groups.
func makeGroups(from string) ([]byte, error) {
	t, err := readTable(from, "armed_groups.tsv")
	if err != nil {
		return nil, err
	}
	m, _, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, r := range t.rows {
		kind := t.get(r, "kind")
		if kind == "communal" || t.get(r, "actor_code") == "" {
			continue
		}
		rows = append(rows, line(t.get(r, "id"), t.get(r, "name"), t.get(r, "aliases"), t.get(r, "actor_code"),
			codes(t.get(r, "countries"), ";", m), t.get(r, "since"), t.get(r, "source")))
	}
	return write("id\tname\taliases\tcode\tcountries\tsince\tsource", rows), nil
}

// makeAgents writes role nouns with their codes, singular and plural.
func makeAgents(from string) ([]byte, error) {
	t, err := readTable(from, "agents.tsv")
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, r := range t.rows {
		source := t.get(r, "source")
		if source == "cameo-religious" || source == "cameo-ethnic" {
			continue
		}
		rows = append(rows, line(strings.ToLower(t.get(r, "term")), strings.ToLower(t.get(r, "plural")), t.get(r, "code"), source))
	}
	return write("term\tplural\tcode\tsource", rows), nil
}
