// Command chancery-data makes the compact tables of data/knowledge from a
// folder of source tables (countries, officials, organisations, places …).
// Its output depends on that folder alone, so a second run changes nothing.
//
//	chancery-data -from DIR -to data/knowledge [NAME ...]
//
// Without names it makes every table.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A generator makes one file of data/knowledge.
type generator struct {
	name string // file name below the target folder
	make func(from string) ([]byte, error)
}

// generators is every table, in the order in which they are made.
var generators = []generator{
	{"countries.tsv", makeCountries},
	{"names.tsv", makeNames},
	{"officials.tsv", makeOfficials},
	{"organisations.tsv", makeOrganisations},
	{"groups.tsv", makeGroups},
	{"agents.tsv", makeAgents},
	{"people.tsv", makePeople},
	{"cities.tsv", makeCities},
	{"towns.tsv", makeTowns},
	{"places.tsv.gz", makePlaces},
	{"regions.tsv", makeRegions},
}

func main() {
	os.Exit(run(os.Args[1:], os.Stderr))
}

func run(args []string, stderr io.Writer) int {
	fl := flag.NewFlagSet("chancery-data", flag.ContinueOnError)
	fl.SetOutput(stderr)
	from := fl.String("from", "", "folder of the source tables")
	to := fl.String("to", filepath.Join("data", "knowledge"), "folder to write")
	if err := fl.Parse(args); err != nil {
		return 2
	}
	if *from == "" {
		fmt.Fprintln(stderr, "chancery-data: -from is required")
		return 2
	}
	for _, g := range generators {
		if fl.NArg() > 0 && !slices.Contains(fl.Args(), g.name) {
			continue
		}
		if err := generate(g, *from, *to, stderr); err != nil {
			fmt.Fprintf(stderr, "chancery-data: %s: %v\n", g.name, err)
			return 1
		}
	}
	return 0
}

func generate(g generator, from, to string, log io.Writer) error {
	b, err := g.make(from)
	if err != nil {
		return err
	}
	path := filepath.Join(to, g.name)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b) {
		return nil
	}
	fmt.Fprintf(log, "%s: %d bytes\n", path, len(b))
	return os.WriteFile(path, b, 0o644)
}
