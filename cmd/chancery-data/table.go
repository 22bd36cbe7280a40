package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A table is a TSV file with a header.
type table struct {
	cols map[string]int
	rows [][]string
}

// readTable reads DIR/name; a name that ends in .gz is unpacked.
func readTable(dir, name string) (*table, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r = z
	}
	return parseTable(name, r)
}

func parseTable(name string, r io.Reader) (*table, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	t := &table{cols: map[string]int{}}
	for n := 1; sc.Scan(); n++ {
		row := strings.Split(sc.Text(), "\t")
		if n == 1 {
			for i, c := range row {
				t.cols[c] = i
			}
			continue
		}
		if len(row) != len(t.cols) {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, n, len(row), len(t.cols))
		}
		t.rows = append(t.rows, row)
	}
	return t, sc.Err()
}

// get is the field of row in column col, empty where there is no such column.
func (t *table) get(row []string, col string) string {
	i, ok := t.cols[col]
	if !ok {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// write sorts and joins rows below a header; equal rows are written once.
func write(header string, rows []string) []byte {
	slices.Sort(rows)
	rows = slices.Compact(rows)
	var b bytes.Buffer
	b.WriteString(header)
	b.WriteByte('\n')
	for _, r := range rows {
		b.WriteString(r)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// line joins fields with tabs.
func line(fields ...string) string {
	for i, f := range fields {
		fields[i] = strings.Join(strings.Fields(f), " ")
	}
	return strings.Join(fields, "\t")
}
