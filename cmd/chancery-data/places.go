package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// smallPlaces are countries whose places of 1,000 people and more are kept,
// because wars and crises are reported from villages there.
const smallPlaces = " AF AM AZ BA BF CD CF ER ET GE HT IL IQ LB LY MD ML MM MZ NE PS SD SO SS SY TD UA XK YE "

// minPlace is the population that keeps a place elsewhere.
const minPlace = 15000

// notable are smaller places elsewhere that the news names: seats of meetings,
// islands where boats land, towns of battles.
var notable = map[string]bool{
	"486816":  true, // Sudzha
	"1838469": true, // Pyeongchang
	"349340":  true, // Sharm el-Sheikh
	"2524459": true, // Lampedusa
	"2661039": true, // Davos
}

// makePlaces is one line for every country, first-level division and populated
// place that is kept: name, other names, country, division, coordinates,
// population in thousands, kind and GeoNames id.
func makePlaces(from string) ([]byte, error) {
	isos, err := iso3(from)
	if err != nil {
		return nil, err
	}
	t, err := readTable(from, "places.tsv.gz")
	if err != nil {
		return nil, err
	}
	var rows []string
	centres := map[string]*centre{}
	for _, r := range t.rows {
		iso := isos[t.get(r, "country")]
		pop, _ := strconv.Atoi(t.get(r, "population"))
		lat, lon := coordinate(t.get(r, "lat")), coordinate(t.get(r, "lon"))
		if centres[iso] == nil {
			centres[iso] = &centre{}
		}
		centres[iso].add(lat, lon, float64(pop))
		kind := placeKind(t.get(r, "feature"), t.get(r, "country"), pop)
		if kind == "" && notable[t.get(r, "geonames_id")] {
			kind = "p"
		}
		if kind == "" || iso == "" {
			continue
		}
		rows = append(rows, line(t.get(r, "name"), placeSpellings(t.get(r, "name"), t.get(r, "ascii"), t.get(r, "alt")), iso,
			t.get(r, "admin1"), short(lat), short(lon), thousands(pop), kind, t.get(r, "geonames_id")))
	}
	if rows, err = addDivisions(from, isos, rows); err != nil {
		return nil, err
	}
	if rows, err = addCountries(from, centres, rows); err != nil {
		return nil, err
	}
	return packed(write("name\tother\tcountry\tdivision\tlat\tlon\tthousands\tkind\tid", rows))
}

// placeKind is c for a capital, s for the seat of a division, p for another
// place and empty for one that is not kept.
func placeKind(feature, country string, pop int) string {
	switch {
	case feature == "PPLC":
		return "c"
	case feature == "PPLA":
		return "s"
	case feature == "PPLQ" || feature == "PPLW" || feature == "PPLH":
		return ""
	case feature == "PPLX" && pop < 200000:
		return ""
	case pop >= minPlace, (pop >= 1000 || feature == "PPLA2") && strings.Contains(smallPlaces, " "+country+" "):
		return "p"
	}
	return ""
}

// placeSpellings are the further spellings of a place, without the one that
// follows from its name by leaving out accents.
func placeSpellings(name, ascii, alt string) string {
	var out []string
	for a := range strings.SplitSeq(alt, ";") {
		if a = strings.TrimSpace(a); a != "" && a != name && a != ascii {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ";")
}

func addDivisions(from string, isos map[string]string, rows []string) ([]string, error) {
	t, err := readTable(from, "admin1.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range t.rows {
		iso := isos[t.get(r, "country")]
		_, code, ok := strings.Cut(t.get(r, "code"), ".")
		if iso == "" || !ok || t.get(r, "lat_popcentre") == "" {
			continue
		}
		pop, _ := strconv.Atoi(t.get(r, "pop_in_places"))
		rows = append(rows, line(strings.TrimLeft(t.get(r, "name"), "'‘’ʻ`"), "", iso, code, short(coordinate(t.get(r, "lat_popcentre"))),
			short(coordinate(t.get(r, "lon_popcentre"))), thousands(pop), "d", t.get(r, "geonames_id")))
	}
	return rows, nil
}

// A centre adds up the centre of the population of a country.
type centre struct{ x, y, z, weight float64 }

func (c *centre) add(lat, lon, pop float64) {
	w := pop + 1
	sinLat, cosLat := math.Sincos(lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos(lon * math.Pi / 180)
	c.x, c.y, c.z, c.weight = c.x+w*cosLat*cosLon, c.y+w*cosLat*sinLon, c.z+w*sinLat, c.weight+w
}

func (c *centre) point() (lat, lon float64) {
	return math.Atan2(c.z, math.Hypot(c.x, c.y)) * 180 / math.Pi, math.Atan2(c.y, c.x) * 180 / math.Pi
}

func addCountries(from string, centres map[string]*centre, rows []string) ([]string, error) {
	t, err := readTable(from, "countries.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range t.rows {
		iso, id := t.get(r, "iso3"), t.get(r, "geonames_id")
		c := centres[iso]
		if iso == "" || id == "" || c == nil {
			continue
		}
		lat, lon := c.point()
		pop, _ := strconv.Atoi(t.get(r, "population"))
		rows = append(rows, line(strings.ReplaceAll(t.get(r, "name"), "&", "and"), "", iso, "", short(lat), short(lon), thousands(pop), "n", id))
	}
	return rows, nil
}

// iso3 maps ISO 3166 alpha-2 to alpha-3.
func iso3(from string) (map[string]string, error) {
	t, err := readTable(from, "countries.tsv")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range t.rows {
		out[t.get(r, "iso2")] = t.get(r, "iso3")
	}
	return out, nil
}

func coordinate(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// short writes a coordinate to a hundredth of a degree, about a kilometre.
func short(f float64) string {
	return strconv.FormatFloat(math.Round(f*100)/100+0, 'f', -1, 64)
}

func thousands(n int) string { return strconv.Itoa((n + 999) / 1000) }

// packed compresses a table; the same table gives the same bytes.
func packed(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// spelledOut writes the last word of a sea or an island in full.
func spelledOut(name string) string {
	i := strings.LastIndexByte(name, ' ')
	if long := cutShort[name[i+1:]]; i > 0 && long != "" {
		return name[:i+1] + long
	}
	return name
}

// sharedNames are other names of regions that many places bear.
var sharedNames = map[string]bool{"Old City": true, "Independence Square": true, "Gaza City area": true}

var cutShort = map[string]string{"I.": "Island", "Is.": "Islands", "Sd.": "Sound", "Str.": "Strait", "G.": "Gulf", "B.": "Bay", "Chan.": "Channel", "Pen.": "Peninsula"}

// makeRegions is one line for every region, sea, strait or site that has no
// GeoNames id. A country stands only where nobody else claims or holds it.
func makeRegions(from string) ([]byte, error) {
	isos, err := iso3(from)
	if err != nil {
		return nil, err
	}
	t, err := readTable(from, "regions.tsv")
	if err != nil {
		return nil, err
	}
	var rows []string
	seen := map[string]bool{}
	for _, r := range t.rows {
		name := spelledOut(t.get(r, "name"))
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		aliases := t.get(r, "aliases")
		for a := range sharedNames {
			aliases = strings.Trim(strings.ReplaceAll(";"+aliases+";", ";"+a+";", ";"), ";")
		}
		country := t.get(r, "country")
		if t.get(r, "type") == "disputed" || strings.Trim(t.get(r, "controlled_by")+t.get(r, "claimed_by"), country) != "" {
			country = ""
		}
		if _, err := strconv.ParseFloat(t.get(r, "lat"), 64); err != nil {
			return nil, fmt.Errorf("regions.tsv: %s: no coordinates", name)
		}
		rows = append(rows, line(name, aliases, isos[country], short(coordinate(t.get(r, "lat"))), short(coordinate(t.get(r, "lon"))), t.get(r, "type")))
	}
	return write("name\tother\tcountry\tlat\tlon\tkind", rows), nil
}
