// Command accuracy measures what Chancery reads against development data and
// prints a table for each set, with every denominator.
//
//	go run ./bench/accuracy -data DIR [-markdown] [-only NAME] [-misses]
//
// DIR holds the sets in the layout that each file of this command describes; a
// set that is not there is left out, with a word on standard error. Sets of
// single records are shown in two halves: rules were tuned on the records with
// even numbers only. Nothing is written; the same data give the same tables.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// A measure is a set of data and what is counted on it.
type measure struct {
	name string
	run  func(context.Context, *bench) ([]table, error)
}

var measures = []measure{
	{"gold", measureGold},
	{"fresh", measureFresh},
	{"gsr", measureGSR},
	{"manual", measureManual},
	{"plv", measurePLV},
	{"petrarch", measurePetrarch},
	{"dates", measureDates},
	{"ledger", measureLedger},
	{"actors", measureActors},
	{"false", measureFalse},
}

// A bench is where the data are and where misses are told.
type bench struct {
	data   string
	misses io.Writer
}

func main() {
	data := flag.String("data", "", "folder of the development data")
	markdown := flag.Bool("markdown", false, "print tables as Markdown")
	only := flag.String("only", "", "measure these sets only, by name with commas")
	misses := flag.Bool("misses", false, "tell every miss on standard error")
	flag.Parse()
	if *data == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	b := &bench{data: *data, misses: io.Discard}
	if *misses {
		b.misses = os.Stderr
	}
	if err := run(context.Background(), b, *only, *markdown); err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, b *bench, only string, markdown bool) error {
	if markdown {
		fmt.Print(introduction)
	}
	for _, m := range measures {
		if only != "" && !strings.Contains(","+only+",", ","+m.name+",") {
			continue
		}
		tables, err := m.run(ctx, b)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(os.Stderr, "accuracy: %s left out: %v\n", m.name, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		for i := range tables {
			fmt.Println(tables[i].format(markdown))
		}
	}
	return nil
}
