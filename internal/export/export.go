package export

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"

	"chancery"
	"chancery/internal/store"
)

// Formats are the formats by name, each with the section that it is for; 0 for
// any.
var Formats = []struct {
	Name    string
	Section store.Section
}{{"jsonl", 0}, {"csv", 0}, {"parquet", 0}, {"gdelt", store.Events}, {"icews", store.Events}, {"polecat", store.Events}, {"phoenix", store.Events}, {"ical", store.Agenda}}

// An Exporter writes records in one format.
type Exporter struct {
	format string
	*tables
}

// New loads what the format needs from fsys.
func New(fsys fs.FS, format string) (*Exporter, error) {
	if !slices.ContainsFunc(Formats, func(f struct {
		Name    string
		Section store.Section
	}) bool {
		return f.Name == format
	}) {
		return nil, fmt.Errorf("format %q: unknown", format)
	}
	t, err := load(fsys)
	return &Exporter{format, t}, err
}

// Write writes the records to w and returns how many were written and how many
// have no place in the format.
func (x *Exporter) Write(w io.Writer, records iter.Seq2[*Record, error]) (n, left int, err error) {
	put, end, err := x.writer(w)
	if err != nil {
		return 0, 0, err
	}
	for r, err := range records {
		if err != nil {
			return n, left, err
		}
		ok, err := put(r)
		if err != nil {
			return n, left, err
		}
		if ok {
			n++
		} else {
			left++
		}
	}
	return n, left, end()
}

// happened reports whether an event may stand in a format that cannot say whether
// it took place.
func happened(r *Record) bool {
	return r.Section == store.Events && r.State() == string(chancery.Actual)
}

// writer returns what writes a record, reporting whether it has a place in the
// format, and what ends the file.
func (x *Exporter) writer(w io.Writer) (put func(*Record) (bool, error), end func() error, err error) {
	none := func() error { return nil }
	shape := func(rows func(*Record) [][]string) func(*Record) (bool, error) {
		return func(r *Record) (bool, error) {
			if !happened(r) {
				return false, nil
			}
			out := rows(r)
			for _, row := range out {
				if _, err := io.WriteString(w, tsv(row)); err != nil {
					return false, err
				}
			}
			return len(out) > 0, nil
		}
	}
	switch x.format {
	case "jsonl":
		enc := jsonl(w)
		return func(r *Record) (bool, error) { return true, enc.Encode(lineOf(r)) }, none, nil
	case "csv":
		c := csv.NewWriter(w)
		err := c.Write(flatHead)
		return func(r *Record) (bool, error) { f := Flatten(r); return true, c.Write(f.cells()) }, func() error { c.Flush(); return c.Error() }, err
	case "gdelt":
		return shape(x.gdelt), none, nil
	case "icews":
		_, err := io.WriteString(w, tsv(slices.Clone(icewsHead)))
		return shape(x.icews), none, err
	case "phoenix":
		n := 0
		return shape(func(r *Record) [][]string { rows := x.phoenix(r, n); n += len(rows); return rows }), none, nil
	case "polecat":
		_, err := io.WriteString(w, tsv(slices.Clone(polecatHead)))
		return shape(func(r *Record) [][]string { return [][]string{x.polecat(r)} }), none, err
	case "ical":
		_, err := io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//chancery//ledger//EN\r\n")
		return func(r *Record) (bool, error) {
			e := event(r)
			_, err := io.WriteString(w, e)
			return e != "", err
		}, func() error { _, err := io.WriteString(w, "END:VCALENDAR\r\n"); return err }, err
	}
	return nil, nil, errors.New(x.format + " is written to a folder")
}

// Parquet writes the records into a folder: month=2022-01/ledger.parquet for each
// month of their first days, as data frames and DuckDB read partitions. The
// records must come by day. A file is written beside its place and then named, so
// that none is there in part.
func Parquet(dir string, records iter.Seq2[*Record, error]) (n int, err error) {
	var part []Flat
	month := ""
	flush := func() error {
		if len(part) == 0 {
			return nil
		}
		err := writePart(filepath.Join(dir, "month="+month), part)
		part = part[:0]
		return err
	}
	for r, err := range records {
		if err != nil {
			return n, err
		}
		f := Flatten(r)
		m := "unknown"
		if day := whole(f.First); day != "" {
			m = day[:7]
		}
		if m != month {
			if err := flush(); err != nil {
				return n, err
			}
			month = m
		}
		part = append(part, f)
		n++
	}
	return n, flush()
}

// ParquetFile writes the records into one file.
func ParquetFile(dir string, records iter.Seq2[*Record, error]) (n int, err error) {
	var rows []Flat
	for r, err := range records {
		if err != nil {
			return 0, err
		}
		rows = append(rows, Flatten(r))
	}
	return len(rows), writePart(dir, rows)
}

func writePart(dir string, rows []Flat) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".ledger-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = parquet.Write(f, rows, parquet.Compression(&parquet.Zstd))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, "ledger.parquet"))
}
