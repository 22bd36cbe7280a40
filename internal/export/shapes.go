package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery"
	"chancery/internal/store"
)

// gdelt are the rows of GDELT 2.0 events, 61 columns each, without a header: one
// for each pair of actors. AvgTone is empty: nothing here measures tone.
func (t *tables) gdelt(r *Record) (out [][]string) {
	first, _ := r.Days()
	day := whole(first)
	if day == "" {
		return nil
	}
	ymd := strings.ReplaceAll(day, "-", "")
	month, _ := strconv.Atoi(ymd[4:6])
	d, _ := strconv.Atoi(ymd[6:])
	year, _ := strconv.Atoi(ymd[:4])
	sources, articles := r.sources()
	lead := "0"
	if slices.ContainsFunc(r.Reports, func(x *store.Found) bool { return x.Sentence == 0 }) {
		lead = "1"
	}
	geo := t.gdeltGeo(r)
	for _, pair := range r.dyads() {
		row := []string{strconv.FormatInt(number(r.ID(), pair[0].ID, pair[1].ID), 10), ymd, ymd[:6], ymd[:4], fmt.Sprintf("%.4f", float64(year)+float64(month*30+d)/365)}
		row = append(row, t.gdeltActor(pair[0])...)
		row = append(row, t.gdeltActor(pair[1])...)
		row = append(row, lead, code(r.CAMEO), base(r.CAMEO), root(r.CAMEO), quadClass(r.CAMEO), score(r.Intensity),
			strconv.Itoa(len(r.Reports)), strconv.Itoa(sources), strconv.Itoa(articles), "")
		row = append(row, noGeo...)
		row = append(row, noGeo...)
		row = append(row, geo...)
		out = append(out, append(row, stamp(r.Added), r.Article.URL))
	}
	return out
}

var noGeo = []string{"0", "", "", "", "", "", "", ""}

func (t *tables) gdeltActor(a side) []string {
	p := t.parts(a.code)
	row := []string{a.code, strings.ToUpper(a.Name), p.country, p.group, "", "", ""}
	return append(row, at(p.types, 0), at(p.types, 1), at(p.types, 2))
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// gdeltGeo are the eight columns of where it happened. Countries are FIPS 10-4.
// Admin codes and GNS features of cities are not known here and stay empty.
func (t *tables) gdeltGeo(r *Record) []string {
	p := r.place()
	if p == nil {
		return noGeo
	}
	c := t.countries[p.Country]
	kind, name, adm1, feature := "4", p.Name, "", ""
	switch {
	case p.Name == c.name:
		kind, adm1, feature = "1", c.fips, c.fips
	case c.name != "":
		name += ", " + c.name
		if c.iso3 == "USA" {
			kind = "3"
		}
	}
	return []string{kind, name, c.fips, adm1, "", degrees(p.Lat), degrees(p.Lon), feature}
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
func score(x float32) string   { return strconv.FormatFloat(float64(x), 'f', 1, 32) }

// stamp is a moment as YYYYMMDDHHMMSS.
func stamp(rfc3339 string) string {
	m, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return ""
	}
	return m.UTC().Format("20060102150405")
}

var icewsHead = []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
	"Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"}

// icews are rows of 20 columns, one for each pair of actors. Countries are names.
func (t *tables) icews(r *Record) (out [][]string) {
	first, _ := r.Days()
	var city, where, lat, lon string
	if p := r.place(); p != nil {
		where, lat, lon = t.countries[p.Country].name, degrees(p.Lat), degrees(p.Lon)
		if p.Name != where {
			city = p.Name
		}
	}
	for _, pair := range r.dyads() {
		out = append(out, []string{strconv.FormatInt(number(r.ID(), pair[0].ID, pair[1].ID), 10), whole(first),
			pair[0].Name, t.sectors(pair[0]), t.countries[pair[0].Country].name, t.cameo[r.CAMEO], code(r.CAMEO), score(r.Intensity),
			pair[1].Name, t.sectors(pair[1]), t.countries[pair[1].Country].name,
			strconv.FormatInt(number(r.Article.ID), 10), strconv.Itoa(r.Sentence + 1), r.Outlet, city, "", "", where, lat, lon})
	}
	return out
}

// sectors are the roles of an actor in words.
func (t *tables) sectors(a side) string {
	var out []string
	for _, x := range t.parts(a.code).types {
		if m := t.roles[x]; m != "" {
			m, _, _ = strings.Cut(m, ":")
			m, _, _ = strings.Cut(m, " (")
			m, _, _ = strings.Cut(m, ",")
			out = append(out, m)
		}
	}
	return strings.Join(out, ",")
}

// phoenixRoles are the roles that Phoenix has a column for.
var phoenixRoles = strings.Fields("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL")

// phoenix are rows of 26 columns without a header; n counts the rows so far.
func (t *tables) phoenix(r *Record, n int) (out [][]string) {
	first, _ := r.Days()
	day := whole(first)
	if day == "" {
		return nil
	}
	var lat, lon, name, country string
	if p := r.place(); p != nil {
		lat, lon, name, country = degrees(p.Lat), degrees(p.Lon), p.Name, p.Country
	}
	var sentences, urls, outlets []string
	for _, x := range r.Reports {
		sentences = append(sentences, x.Article.ID+"_"+strconv.Itoa(x.Sentence+1))
		urls, outlets = append(urls, x.Article.URL), append(outlets, x.Outlet)
	}
	for i, pair := range r.dyads() {
		row := []string{fmt.Sprintf("%d_%s", n+i+1, r.Coder), strings.ReplaceAll(day, "-", ""), day[:4], day[5:7], day[8:]}
		row = append(row, t.phoenixActor(pair[0])...)
		row = append(row, t.phoenixActor(pair[1])...)
		out = append(out, append(row, code(r.CAMEO), root(r.CAMEO), pentaClass(r.CAMEO), score(r.Intensity), "", lat, lon, name, "", country,
			list(sentences), list(urls), list(outlets)))
	}
	return out
}

// phoenixActor is the whole code, then the part of the country, the role, and
// what is left: in the order of the file, which the documentation turns round.
func (t *tables) phoenixActor(a side) []string {
	p := t.parts(a.code)
	entity, role := p.country, ""
	var rest []string
	for i, x := range p.types {
		switch {
		case i == 0 && entity == "" && slices.Contains([]string{"IGO", "NGO", "IMG", "MNC"}, x):
			entity = x
		case role == "" && slices.Contains(phoenixRoles, x):
			role = x
		default:
			rest = append(rest, x)
		}
	}
	if p.group != "" {
		rest = append(rest, p.group)
	}
	return []string{a.code, entity, role, list(append(rest, p.rest...))}
}

// list joins values, each once, in their order.
func list(values []string) string {
	var out []string
	for _, v := range values {
		if v = strings.ReplaceAll(v, ";", ","); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, ";")
}

var polecatHead = []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector",
	"Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
	"Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
	"Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"}

// polecat is one row of 40 columns. Type, class and intensity are PLOVER's, which
// CAMEO cannot give: a request is verbal conflict there and cooperation here.
func (t *tables) polecat(r *Record) []string {
	first, _ := r.Days()
	e, _ := r.Value.(chancery.Event)
	intensity, ok := t.scores[r.Type+"/"+e.Mode]
	if !ok {
		intensity = t.scores[r.Type]
	}
	row := []string{r.ID(), whole(first), r.Type, e.Mode, degrees(intensity), t.quads[r.Type], list(e.Contexts)}
	row = append(row, t.polecatSide(r, r.By)...)
	row = append(row, t.polecatSide(r, r.Toward)...)
	row = append(row, t.polecatPlace(r)...)
	var people, bodies, places []string
	for _, a := range r.Entry.Actors {
		switch a.Kind {
		case chancery.Person:
			people = append(people, a.Name)
		case chancery.Organisation, chancery.Group:
			bodies = append(bodies, a.Name)
		}
	}
	for _, p := range r.Entry.Places {
		places = append(places, p.Name)
	}
	published := r.Article.Published.String()
	return append(row, r.Outlet, published[:min(10, len(published))], list(people), list(bodies), list(places), r.Article.Language, r.Coder)
}

func (t *tables) polecatSide(r *Record, ids []string) []string {
	var names, countries, cow, sectors, titles []string
	for _, s := range r.sides(ids) {
		names, titles = append(names, s.Name), append(titles, s.Office)
		c := t.countries[s.Country]
		countries, cow = append(countries, c.iso3), append(cow, c.cow)
		sectors = append(sectors, t.parts(s.code).types...)
	}
	return []string{list(names), list(countries), list(cow), at(sectors, 0), list(sectors), list(titles), "", ""}
}

func (t *tables) polecatPlace(r *Record) []string {
	row := make([]string, 10)
	p := r.place()
	if p == nil {
		return row
	}
	c := t.countries[p.Country]
	row[0], row[4], row[5], row[6] = p.Name, c.name, degrees(p.Lat), degrees(p.Lon)
	if p.Name != c.name {
		row[1] = p.Name
	}
	if n, ok := strings.CutPrefix(p.ID, "geonames:"); ok {
		row[7] = n
	}
	return row
}
