package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/export"
	"chancery/internal/store"
)

func (p *program) exportCommand() *cobra.Command {
	var ask question
	var format, out, section string
	var merged bool
	cmd := &cobra.Command{
		Use:   "export [flags] --format FORMAT",
		Short: "Write the ledger in a format that other programs read",
		Long: `Export writes reports, or with --happenings what they add up to, as jsonl, csv,
parquet (a folder with a file for each month), in the columns of gdelt, icews,
polecat or phoenix, or the agenda as ical. It carries the sentence that proves a
row and its address, never the text of an article. The four shapes of event data
cannot say whether a thing took place and get only what did.`,
		Example: "  chancery export --format csv --from 2022-01 > january.csv\n  chancery export --format parquet --happenings --out ledger/\n  chancery export --format ical --out talks.ics",
		Args:    cobra.NoArgs,
	}
	ask.flags(cmd)
	f := cmd.Flags()
	for _, name := range []string{"json", "csv", "newest"} {
		f.Lookup(name).Hidden = true
	}
	f.StringVar(&format, "format", "", "jsonl, csv, parquet, gdelt, icews, polecat, phoenix or ical")
	f.StringVar(&out, "out", "", "write to this `file`; for parquet, a folder (default standard output)")
	f.StringVar(&section, "section", "", "events, statements, conditions, demands or agenda (default all that the format takes)")
	f.BoolVar(&merged, "happenings", false, "happenings, each once, rather than reports")
	f.IntVar(&ask.filter.Sources, "min-sources", 0, "told by at least so many independent `sources`")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if err := errors.Join(ask.check(), exportable(&ask.filter, format, out, section, &merged)); err != nil {
			return usageError{err}
		}
		s, err := ask.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		records := export.Records(cmd.Context(), s, ask.filter, merged)
		if format == "parquet" {
			n, err := export.Parquet(out, records)
			if err == nil {
				fmt.Fprintf(p.stderr, "%s: %s\n", out, count(n, "row"))
			}
			return err
		}
		x, err := export.New(data.FS, format)
		if err != nil {
			return err
		}
		return p.into(out, func(w io.Writer) error {
			_, left, err := x.Write(w, records)
			if err == nil && left > 0 {
				fmt.Fprintf(p.stderr, "%s left out: %s has no place for them\n", count(left, "row"), format)
			}
			return err
		})
	}
	return cmd
}

// exportable checks what was asked for against the format and sets its section.
func exportable(f *store.Filter, format, out, section string, merged *bool) error {
	known := false
	var names []string
	for _, x := range export.Formats {
		names = append(names, x.Name)
		if x.Name == format {
			known, f.Section = true, x.Section
		}
	}
	switch s := store.ParseSection(section); {
	case !known:
		return fmt.Errorf("--format: %q, want one of %s", format, strings.Join(names, ", "))
	case section != "" && s == 0:
		return fmt.Errorf("--section: %q, want events, statements, conditions, demands or agenda", section)
	case s != 0 && f.Section != 0 && f.Section != s:
		return fmt.Errorf("--section: %s takes %v only", format, f.Section)
	case s != 0:
		f.Section = s
	}
	if format == "parquet" && out == "" {
		return errors.New("--out: parquet is written to a folder; which?")
	}
	f.Newest = false
	f.Rejected = format == "jsonl" || format == "csv" || format == "parquet" // their rows say so
	if format == "ical" {                                                    // a meeting stands once in a calendar
		*merged = true
	}
	return nil
}

// into writes to a file, which is there whole or not at all, or to standard output
// where path is empty.
func (p *program) into(path string, write func(io.Writer) error) (err error) {
	if path == "" {
		return p.buffered(func(w *bufio.Writer) error { return write(w) })
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".chancery-*")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 64<<10)
	err = errors.Join(write(w), w.Flush(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
