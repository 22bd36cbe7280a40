package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// A Country has the codes that other data sets use for it.
type country struct{ iso3, cow, fips, name string }

// tables are what is looked up to write the codes and names of other formats.
type tables struct {
	countries map[string]country // by CAMEO and ISO alpha-3 code
	cameo     map[string]string  // code -> name
	roles     map[string]string  // code -> meaning
	quads     map[string]string  // PLOVER type -> quad
	scores    map[string]float64 // PLOVER type, and type/mode -> score
}

func load(fsys fs.FS) (*tables, error) {
	t := &tables{map[string]country{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]float64{}}
	for _, f := range []struct {
		name string
		add  func(map[string]string) error
	}{
		{"knowledge/countries.tsv", func(r map[string]string) error {
			c := country{r["iso3"], r["cow"], r["fips"], r["name"]}
			t.countries[r["code"]] = c
			if r["iso3"] != "" {
				t.countries[r["iso3"]] = c
			}
			return nil
		}},
		{"ontology/cameo.tsv", func(r map[string]string) error { t.cameo[r["code"]] = r["name"]; return nil }},
		{"ontology/roles.tsv", func(r map[string]string) error { t.roles[r["code"]] = r["meaning"]; return nil }},
		{"ontology/types.tsv", func(r map[string]string) error {
			t.quads[r["type"]] = r["quad"]
			return t.score(r["type"], r["score"])
		}},
		{"ontology/modes.tsv", func(r map[string]string) error { return t.score(r["type"]+"/"+r["mode"], r["score"]) }},
	} {
		if err := each(fsys, f.name, f.add); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) score(key, s string) (err error) {
	if s != "" {
		t.scores[key], err = strconv.ParseFloat(s, 64)
	}
	return err
}

// each calls add with each line of a table, by the names of its columns.
func each(fsys fs.FS, name string, add func(map[string]string) error) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.Comment = '\t', true, -1, '#'
	lines, err := r.ReadAll()
	if err != nil || len(lines) == 0 {
		return fmt.Errorf("%s: %w", name, err)
	}
	for n, line := range lines[1:] {
		row := map[string]string{}
		for i, v := range line {
			if i < len(lines[0]) {
				row[lines[0][i]] = v
			}
		}
		if err := add(row); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n+2, err)
		}
	}
	return nil
}

// code is a CAMEO code as event data write it: a class alone is given as its
// general code, 13 as 130.
func code(cameo string) string {
	if len(cameo) == 2 {
		return cameo + "0"
	}
	return cameo
}

func root(cameo string) string { return cameo[:min(2, len(cameo))] }

func base(cameo string) string { c := code(cameo); return c[:min(3, len(c))] }

// quadClass is GDELT's class of a code: 1 verbal and 2 material cooperation, 3
// verbal and 4 material conflict.
func quadClass(cameo string) string {
	n, _ := strconv.Atoi(root(cameo))
	switch {
	case n <= 5:
		return "1"
	case n <= 8:
		return "2"
	case n <= 13:
		return "3"
	}
	return "4"
}

// pentaClass is Phoenix's: as GDELT's, with 0 for statements and appeals, and with
// reduced relations as words.
func pentaClass(cameo string) string {
	switch n, _ := strconv.Atoi(root(cameo)); {
	case n <= 2:
		return "0"
	case n == 16:
		return "3"
	}
	return quadClass(cameo)
}

// A parts is a CAMEO actor code taken apart.
type parts struct {
	country string
	group   string
	types   []string
	rest    []string // whatever else
}

// international are first parts that stand where a country would.
var international = map[string]bool{"IGO": true, "NGO": true, "IMG": true, "MNC": true, "NGM": true, "INT": true, "UIS": true}

func (t *tables) parts(code string) parts {
	var p parts
	for i := 0; i+3 <= len(code); i += 3 {
		x := code[i : i+3]
		_, known := t.countries[x]
		switch {
		case i == 0 && known:
			p.country = x
		case t.roles[x] != "" || international[x]:
			p.types = append(p.types, x)
		case p.group == "":
			p.group = x
		default:
			p.rest = append(p.rest, x)
		}
	}
	return p
}

// clean keeps a value on its line and in its column.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

func tsv(cells []string) string {
	for i := range cells {
		cells[i] = clean(cells[i])
	}
	return strings.Join(cells, "\t") + "\n"
}
