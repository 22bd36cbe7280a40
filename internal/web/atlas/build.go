//go:build ignore

// Build writes world.bin.gz from countries-50m.json of world-atlas 2.0.2 (npm):
//
//	go run build.go -atlas countries-50m.json -states ../../../data/knowledge/countries.tsv
//
// Arcs are simplified after Douglas and Peucker (1973) to a fortieth of a degree
// and kept in hundredths, so that borders that two countries share stay one line.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"log"
	"math"
	"os"
	"strings"
)

type geometry struct {
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

type topology struct {
	Objects struct {
		Countries struct{ Geometries []geometry }
	}
	Arcs      [][][2]float64
	Transform struct{ Scale, Translate [2]float64 }
}

// aliases are names of the atlas that the table of states spells otherwise.
var aliases = map[string]string{
	"United States of America": "USA", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Falkland Is.": "FLK", "Central African Rep.": "CAF",
	"Eq. Guinea": "GNQ", "eSwatini": "SWZ", "Solomon Is.": "SLB", "Czechia": "CZE", "S. Sudan": "SSD", "Bosnia and Herz.": "BIH",
	"Macedonia": "MKD", "North Macedonia": "MKD", "W. Sahara": "ESH", "Côte d'Ivoire": "CIV", "Congo": "COG", "Palestine": "PSE", "Kosovo": "XKX",
	"Myanmar": "MMR", "Timor-Leste": "TLS", "Turkey": "TUR", "Vatican": "VAT", "Marshall Is.": "MHL", "Micronesia": "FSM", "St. Vin. and Gren.": "VCT",
	"Antigua and Barb.": "ATG", "St. Kitts and Nevis": "KNA", "São Tomé and Principe": "STP", "Cabo Verde": "CPV", "Hong Kong": "HKG", "Macao": "MAC",
	"Cayman Is.": "CYM", "Faeroe Is.": "FRO", "Cook Is.": "COK", "Fr. Polynesia": "PYF", "British Virgin Is.": "VGB", "U.S. Virgin Is.": "VIR",
	"Turks and Caicos Is.": "TCA", "N. Mariana Is.": "MNP", "Wallis and Futuna Is.": "WLF", "Åland": "ALA", "Curaçao": "CUW", "Russia": "RUS",
	"North Korea": "PRK", "South Korea": "KOR", "Brunei": "BRN", "Laos": "LAO", "Syria": "SYR", "Moldova": "MDA", "Gambia": "GMB", "Bahamas": "BHS",
}

func main() {
	atlas := flag.String("atlas", "countries-50m.json", "TopoJSON of world-atlas")
	states := flag.String("states", "countries.tsv", "table of states")
	flag.Parse()
	b, err := os.ReadFile(*atlas)
	check(err)
	var t topology
	check(json.Unmarshal(b, &t))
	codes := named(*states)
	var out []byte
	num := func(v int) { out = binary.AppendVarint(out, int64(v)) }
	num(len(t.Arcs))
	points := 0
	for _, arc := range t.Arcs {
		full := decoded(&t, arc)
		line := simplified(full, 0.025)
		if n := len(full); len(line) < 4 && n > 3 && full[0] == full[n-1] { // an islet stays a triangle
			line = [][2]float64{full[0], full[n/3], full[2*n/3], full[0]}
		}
		inked := quantised(line)
		num(len(inked))
		points += len(inked)
		last := [2]int{}
		for _, p := range inked {
			num(p[0] - last[0])
			num(p[1] - last[1])
			last = p
		}
	}
	geoms := t.Objects.Countries.Geometries
	num(len(geoms))
	unknown := 0
	for _, g := range geoms {
		code := codes[g.Properties.Name]
		if a := aliases[g.Properties.Name]; a != "" {
			code = a
		}
		if code == "" {
			unknown++
		}
		for _, s := range []string{code, g.Properties.Name} {
			num(len(s))
			out = append(out, s...)
		}
		rings := ringsOf(g)
		num(len(rings))
		for _, r := range rings {
			num(len(r))
			for _, a := range r {
				num(a)
			}
		}
	}
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
	_, err = w.Write(out)
	check(err)
	check(w.Close())
	check(os.WriteFile("world.bin.gz", z.Bytes(), 0o644))
	log.Printf("%d points, %d countries, %d without code, %d bytes", points, len(geoms), unknown, z.Len())
}

func ringsOf(g geometry) [][]int {
	if g.Type == "Polygon" {
		var rings [][]int
		check(json.Unmarshal(g.Arcs, &rings))
		return rings
	}
	var polygons [][][]int
	check(json.Unmarshal(g.Arcs, &polygons))
	var out [][]int
	for _, p := range polygons {
		out = append(out, p...)
	}
	return out
}

func decoded(t *topology, arc [][2]float64) [][2]float64 {
	var out [][2]float64
	var x, y float64
	for _, p := range arc {
		x, y = x+p[0], y+p[1]
		out = append(out, [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
	}
	return out
}

// simplified leaves out points that lie nearer than tol degrees to the line
// without them. A closed arc keeps the point that is farthest from its ends.
func simplified(line [][2]float64, tol float64) [][2]float64 {
	if len(line) < 3 {
		return line
	}
	a, b := line[0], line[len(line)-1]
	far, at := 0.0, 0
	for i, p := range line[1 : len(line)-1] {
		if d := distance(p, a, b); d > far {
			far, at = d, i+1
		}
	}
	if far <= tol {
		return [][2]float64{a, b}
	}
	left := simplified(line[:at+1], tol)
	return append(left[:len(left)-1:len(left)-1], simplified(line[at:], tol)...)
}

func distance(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = math.Max(0, math.Min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/n))
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}

func quantised(line [][2]float64) [][2]int {
	var out [][2]int
	for _, p := range line {
		out = append(out, [2]int{int(math.Round(p[0] * 100)), int(math.Round(p[1] * 100))})
	}
	return out
}

func named(file string) map[string]string {
	b, err := os.ReadFile(file)
	check(err)
	out := map[string]string{}
	for _, line := range strings.Split(string(b), "\n")[1:] {
		if c := strings.Split(line, "\t"); len(c) > 6 {
			out[c[5]], out[c[6]] = c[0], c[0]
		}
	}
	return out
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
