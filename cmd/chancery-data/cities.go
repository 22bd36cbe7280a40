package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chancery/internal/actor"
)

// The populations from which on a city is listed, and a town. Of several towns
// with one name the largest is only listed if it is far larger than the next in
// another state.
const (
	smallCity = 150_000
	smallTown = 30_000
	farLarger = 3
)

// makeCities writes the large cities and their states, so that "Shanghai police"
// are known to be Chinese. Capitals stand in names.tsv. A city whose name many
// persons bear ("Austin") or that is a common word is left out; of several with
// one name the largest counts.
func makeCities(from string) ([]byte, error) {
	m, _, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	names, err := readTable(from, "country_names.tsv")
	if err != nil {
		return nil, err
	}
	taken, err := nameWords(from)
	if err != nil {
		return nil, err
	}
	for _, r := range names.rows {
		taken[fold(names.get(r, "name"))] = true
	}
	t, err := readTable(from, "places_15k.tsv.gz")
	if err != nil {
		return nil, err
	}
	size := func(r []string) int { n, _ := strconv.Atoi(t.get(r, "population")); return n }
	slices.SortStableFunc(t.rows, func(a, b []string) int { return cmp.Compare(size(b), size(a)) })
	var rows []string
	for _, r := range t.rows {
		if size(r) < smallCity {
			break
		}
		country := m[t.get(r, "country")]
		for _, name := range []string{t.get(r, "name"), t.get(r, "ascii")} {
			key := fold(name)
			if len(key) < 4 || taken[key] || country == "" {
				continue
			}
			taken[key] = true
			rows = append(rows, line(name, country))
		}
	}
	return write("name\tcountry", rows), nil
}

// makeTowns writes the smaller places and their states, so that "a court in Nis"
// is known to be Serbian. They are looked up behind "in" and the like alone.
func makeTowns(from string) ([]byte, error) {
	m, _, err := codeOf(from)
	if err != nil {
		return nil, err
	}
	cities, err := makeCities(from)
	if err != nil {
		return nil, err
	}
	listed := map[string]bool{}
	for l := range strings.Lines(string(cities)) {
		name, _, _ := strings.Cut(l, "\t")
		listed[fold(name)] = true
	}
	t, err := readTable(from, "places_15k.tsv.gz")
	if err != nil {
		return nil, err
	}
	type town struct {
		name, country string
		size          int
	}
	byName := map[string][]town{}
	for _, r := range t.rows {
		size, _ := strconv.Atoi(t.get(r, "population"))
		if country := m[t.get(r, "country")]; country != "" {
			for _, name := range slices.Compact([]string{t.get(r, "ascii"), t.get(r, "name")}) {
				byName[fold(name)] = append(byName[fold(name)], town{name, country, size})
			}
		}
	}
	var rows []string
	for key, list := range byName {
		slices.SortStableFunc(list, func(a, b town) int { return cmp.Compare(b.size, a.size) })
		first := list[0]
		rival := slices.IndexFunc(list, func(o town) bool { return o.country != first.country })
		if listed[key] || len(key) < 3 || first.size < smallTown || rival >= 0 && list[rival].size*farLarger > first.size {
			continue
		}
		rows = append(rows, line(first.name, first.country))
	}
	return write("name\tcountry", rows), nil
}

func fold(name string) string { return strings.Join(actor.Fold(name), " ") }

// nameWords are the words that stand in the names of officials, and words that
// are more than the name of a city.
func nameWords(from string) (map[string]bool, error) {
	terms, err := readTerms(from)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, t := range terms {
		if w := actor.Fold(t.name); len(w) > 1 {
			taken[w[len(w)-1]], taken[w[0]] = true, true
		}
	}
	for _, w := range []string{"Shanghai", "Mumbai", "Lagos", "London", "Paris", "Karachi", "Sydney"} {
		delete(taken, fold(w))
	}
	for _, w := range []string{"Nice", "Reading", "Mobile", "Split", "Orange", "Enterprise", "Independence", "Aurora", "Union", "Irving", "Garland", "Providence", "Corona", "Surprise", "Central", "Queens", "Buffalo", "Latina", "Derby", "Phoenix", "Eugene"} {
		taken[fold(w)] = true
	}
	return taken, nil
}
