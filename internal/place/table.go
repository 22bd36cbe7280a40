package place

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A rank is the kind of a place.
type rank byte

const (
	nation   rank = 'n'
	division rank = 'd' // of the first level: state, province
	capital  rank = 'c'
	seat     rank = 's' // of a division
	town     rank = 'p'
	region   rank = 'r' // region, sea, strait, site: without a GeoNames id
	demonym  rank = 'a' // "Lebanese": no place, but tells of a country
)

// A row is one place of the tables. What only few rows are asked for is cut
// out of the line when it is needed.
type row struct {
	line    string  // of the table, from name to id
	country string  // ISO 3166 alpha-3
	base    float32 // rank and population: the score without any context
	rank    rank
}

// field is the nth field of the line.
func (r *row) field(n int) string {
	line := r.line
	for range n {
		_, line, _ = strings.Cut(line, "\t")
	}
	line, _, _ = strings.Cut(line, "\t")
	return line
}

func (r *row) name() string { return r.field(0) }

// division is the code of the first-level division inside the country.
func (r *row) division() string {
	if r.rank == region || r.rank == demonym {
		return ""
	}
	return r.field(3)
}

// point is the latitude and longitude in degrees.
func (r *row) point() (lat, lon float64) {
	n := 4
	if r.rank == region {
		n = 3
	}
	lat, _ = strconv.ParseFloat(r.field(n), 64)
	lon, _ = strconv.ParseFloat(r.field(n+1), 64)
	return lat, lon
}

// id is the GeoNames id, or the slug of a region.
func (r *row) id() string {
	if r.rank == region {
		return slug(r.name())
	}
	return r.field(8)
}

// A link is one reading of a name; the readings of a name are a chain.
type link struct {
	row    int32
	next   int32 // index into table.links, -1 at the end
	alias  bool  // not the name under which the place is listed
	chosen bool  // kept by hand for a region: it comes before towns of the name
	news   bool  // the news means it more often than its size tells
	behind bool  // counts only behind another place
	stem   bool  // "Kharkiv" of "Kharkiv Oblast": only with a word such as "region"
}

// A table is all names of places. It only reads after loading.
type table struct {
	rows     []row
	links    []link
	index    index
	lists    map[string]class
	capitals map[string]int32  // country -> row
	tld      map[string]string // ending of a domain -> country
}

func loadTable(fsys fs.FS) (*table, error) {
	t := &table{
		rows: make([]row, 0, 34000), links: make([]link, 0, 44000), index: newIndex(),
		lists: map[string]class{}, tld: map[string]string{}, capitals: map[string]int32{},
	}
	l := loader{t: t, extra: map[string][]spelling{}, nations: map[string]int32{}, iso: map[string]string{}}
	for i := range l.logs {
		l.logs[i] = float32(math.Log10(float64(i)*1000 + 500))
	}
	for _, step := range []func(fs.FS) error{l.words, l.spellings, l.places, l.countries, l.countryNames, l.regions} {
		if err := step(fsys); err != nil {
			return nil, fmt.Errorf("place: %w", err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.extra)) {
		return nil, fmt.Errorf("place: knowledge/places_extra.tsv: %s: no place %q", l.extra[id][0].name, id)
	}
	return t, nil
}

// A loader fills a table.
type loader struct {
	t       *table
	extra   map[string][]spelling // further spellings, by id or by "USA.IL"
	nations map[string]int32      // by ISO code
	buf     []byte
	logs    [1024]float32
	iso     map[string]string // country code of the actor tables -> ISO code
}

// add makes a name lead to a row.
func (l *loader) add(s string, r int32, alias, stem bool) {
	if l.buf = appendFold(l.buf[:0], s); len(l.buf) == 0 || len(l.buf) > 255 {
		return
	}
	t := l.t
	n := t.index.put(l.buf)
	for i := n.first; i >= 0; i = t.links[i].next {
		if t.links[i].row == r {
			return
		}
	}
	t.links = append(t.links, link{row: r, next: n.first, alias: alias, stem: stem})
	n.first = int32(len(t.links) - 1)
	l.widen(l.buf)
}

// widen notes with the first word of a key how many words names have that
// begin with it.
func (l *loader) widen(key []byte) {
	words := uint8(bytes.Count(key, []byte{' '}) + 1)
	if words == 1 {
		return
	}
	h := l.t.index.put(key[:bytes.IndexByte(key, ' ')])
	h.words = max(h.words, words)
}

func (l *loader) row(r row) int32 {
	l.t.rows = append(l.t.rows, r)
	return int32(len(l.t.rows) - 1)
}

func (l *loader) places(fsys fs.FS) error {
	f, err := fsys.Open("knowledge/places.tsv.gz")
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("knowledge/places.tsv.gz: %w", err)
	}
	var b bytes.Buffer
	b.Grow(1 << 21)
	if _, err := io.Copy(&b, z); err != nil {
		return fmt.Errorf("knowledge/places.tsv.gz: %w", err)
	}
	return eachRow("knowledge/places.tsv.gz", b.String(), 9, l.place)
}

// place adds one line: name, other names, country, division, coordinates,
// thousands of people, kind, id.
func (l *loader) place(line string, f []string) error {
	pop, err := strconv.Atoi(f[6])
	if err != nil || len(f[7]) != 1 || !strings.Contains("ndcsp", f[7]) || !number(f[4]) || !number(f[5]) {
		return fmt.Errorf("place %q is not valid", f[0])
	}
	r := row{line: line, country: f[2], rank: rank(f[7][0])}
	r.base = l.baseScore(r.rank, f[2], pop)
	n := l.row(r)
	if r.rank != division || !compass(f[0]) {
		l.add(f[0], n, false, false)
	}
	if f[1] != "" {
		for other := range strings.SplitSeq(f[1], ";") {
			l.add(other, n, true, false)
		}
	}
	switch r.rank {
	case division:
		l.spell(f[2]+"."+f[3], n)
		if s := l.stem(f[0]); s != f[0] {
			l.add(s, n, true, true)
		}
	case nation:
		l.nations[f[2]] = n
	case capital:
		if old, ok := l.t.capitals[f[2]]; !ok || r.base > l.t.rows[old].base {
			l.t.capitals[f[2]] = n
		}
	}
	l.spell(f[8], n)
	return nil
}

// stem is the name of a division without the word for its kind.
func (l *loader) stem(s string) string {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || l.t.lists[strings.ToLower(strings.TrimRight(s[i+1:], "'"))]&areaWord == 0 {
		return s
	}
	return s[:i]
}

// number reports whether s is a decimal number without an exponent.
func number(s string) bool {
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c != '.' && (c != '-' || i > 0):
			return false
		}
	}
	return digits > 0
}

// baseScore ranks places without context: by powers of ten of their
// population, capitals and countries ahead, divisions behind their seats. Small
// towns of the United States bear the names of half the world and come last.
func (l *loader) baseScore(k rank, country string, thousands int) float32 {
	var s float32
	if thousands >= 0 && thousands < len(l.logs) {
		s = l.logs[thousands]
	} else {
		s = float32(math.Log10(float64(thousands)*1000 + 500))
	}
	switch k {
	case nation:
		return s + 3
	case capital:
		return s + 1.5
	case seat:
		return s + 0.4
	case division:
		return s - 1.2
	}
	if country == "USA" && thousands < 100 {
		return s - 1
	}
	return s
}

func (l *loader) regions(fsys fs.FS) error {
	for _, file := range [...]string{"knowledge/regions.tsv", "knowledge/regions_extra.tsv"} {
		err := readRows(fsys, file, 6, func(line string, f []string) error {
			if !number(f[3]) || !number(f[4]) {
				return fmt.Errorf("region %q is not valid", f[0])
			}
			l.region(line, f)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// region adds a region. Where it bears the name of a country, it is the
// country; where it bears that of a town, the town comes first.
func (l *loader) region(line string, f []string) {
	r := row{line: line, country: f[2], base: 12, rank: region}
	switch l.taken(f[0]) {
	case nation:
		return
	case capital, seat, town:
		if f[5] != "macro_region" {
			r.base = 3
		}
	}
	if f[5] == "disputed" {
		r.base = 4
	}
	n := l.row(r)
	l.add(f[0], n, false, false)
	l.spell("region:"+slug(f[0]), n)
	if f[1] == "" {
		return
	}
	for other := range strings.SplitSeq(f[1], ";") {
		if k := l.taken(other); k == 0 || k == division {
			l.add(other, n, true, false)
		}
	}
}

// taken is the highest rank of the places that bear a name already, 0 where
// there is none.
func (l *loader) taken(s string) rank {
	l.buf = appendFold(l.buf[:0], s)
	n := l.t.index.get(l.buf)
	if n == nil {
		return 0
	}
	var best rank
	var base float32 = -1
	for k := n.first; k >= 0; k = l.t.links[k].next {
		if r := &l.t.rows[l.t.links[k].row]; !l.t.links[k].stem && r.base > base {
			best, base = r.rank, r.base
		}
	}
	return best
}

// slug is a name in small letters with hyphens.
func slug(s string) string {
	return strings.ReplaceAll(string(appendFold(nil, s)), " ", "-")
}

// countries reads the codes by which the tables of actors name countries.
func (l *loader) countries(fsys fs.FS) error {
	return readRows(fsys, "knowledge/countries.tsv", 13, func(_ string, f []string) error {
		l.iso[f[0]] = f[2]
		l.t.tld[strings.ToLower(f[1])] = f[2]
		if f[2] == "GBR" {
			l.t.tld["uk"] = f[2]
		}
		return nil
	})
}

// countryNames reads the names and the demonyms of countries.
func (l *loader) countryNames(fsys fs.FS) error {
	people := map[string]int32{}
	return readRows(fsys, "knowledge/names.tsv", 7, func(line string, f []string) error {
		iso, ok := l.iso[f[1]]
		if !ok {
			return nil
		}
		switch f[2] {
		case "name", "former", "other":
			if n, ok := l.nations[iso]; ok && (f[2] == "name" || len(f[0]) > 4) {
				l.add(f[0], n, true, false)
			}
		case "demonym":
			n, ok := people[iso]
			if !ok {
				n = l.row(row{line: line, country: iso, rank: demonym})
				people[iso] = n
			}
			l.add(f[0], n, false, false)
		}
		return nil
	})
}

// A spelling is one of a place that is kept by hand. Use is "shown" for the name
// under which the place is listed, "behind" for one that counts only behind
// another place ("Springfield, Ill."), "first" for a place that the news means
// more often than a larger one of the name, else empty.
type spelling struct{ name, use string }

// spellings reads the spellings kept by hand: name, use, and the GeoNames id of
// the place, or country and division of a division ("USA.IL"), or "region:" and
// the slug of a region.
func (l *loader) spellings(fsys fs.FS) error {
	return readRows(fsys, "knowledge/places_extra.tsv", 3, func(_ string, f []string) error {
		if f[2] != "" && f[2] != "shown" && f[2] != "behind" && f[2] != "first" {
			return fmt.Errorf("use %q is not known", f[2])
		}
		l.extra[f[1]] = append(l.extra[f[1]], spelling{f[0], f[2]})
		return nil
	})
}

// spell adds the spellings kept by hand for a place.
func (l *loader) spell(id string, n int32) {
	names, ok := l.extra[id]
	if !ok {
		return
	}
	for _, s := range names {
		l.add(s.name, n, s.use != "shown", false)
		if k := l.link(s.name, n); k != nil {
			k.chosen, k.behind, k.news = strings.HasPrefix(id, "region:"), s.use == "behind", s.use == "first"
		}
		if s.use == "shown" {
			r := &l.t.rows[n]
			_, rest, _ := strings.Cut(r.line, "\t")
			r.line = s.name + "\t" + rest
		}
	}
	delete(l.extra, id)
}

// link is the reading of a name that is a row.
func (l *loader) link(s string, n int32) *link {
	l.buf = appendFold(l.buf[:0], s)
	e := l.t.index.get(l.buf)
	if e == nil {
		return nil
	}
	for k := e.first; k >= 0; k = l.t.links[k].next {
		if l.t.links[k].row == n {
			return &l.t.links[k]
		}
	}
	return nil
}

// words reads the words around names.
func (l *loader) words(fsys fs.FS) error {
	return readRows(fsys, "lexicon/placeword.tsv", 2, func(_ string, f []string) error {
		c, ok := classes[f[1]]
		if !ok {
			return fmt.Errorf("class %q is not known", f[1])
		}
		l.t.lists[f[0]] |= c
		return nil
	})
}

func readRows(fsys fs.FS, file string, columns int, f func(line string, fields []string) error) error {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	return eachRow(file, string(b), columns, f)
}

// eachRow calls f for each line behind the header; every fault is reported
// with its line.
func eachRow(file, text string, columns int, f func(line string, fields []string) error) error {
	var faults []string
	fields := make([]string, columns)
	n := 0
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		n++
		if n == 1 {
			continue
		}
		line = strings.TrimSuffix(line, "\r")
		whole := line
		if got := strings.Count(line, "\t") + 1; got != columns {
			faults = append(faults, fmt.Sprintf("%s:%d: %d columns, want %d", file, n, got, columns))
			continue
		}
		for i := range fields {
			fields[i], line, _ = strings.Cut(line, "\t")
		}
		if err := f(whole, fields); err != nil {
			faults = append(faults, fmt.Sprintf("%s:%d: %v", file, n, err))
		}
	}
	if faults != nil {
		return fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	return nil
}
