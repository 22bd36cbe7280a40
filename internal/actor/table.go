package actor

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
)

// A table is the text of a sorted TSV file with a header. It is searched where
// it lies: nothing is unpacked at the start.
type table struct {
	name string
	text []byte // the rows, without the header
	own  bool   // of the operator
	// lines are the numbers of the rows in the file where they are not in its order.
	lines []int
}

// readTable reads a file and checks its header and the number of columns.
func readTable(fsys fs.FS, name, header string) (*table, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	head, rest, _ := bytes.Cut(b, []byte{'\n'})
	if got := strings.ReplaceAll(string(head), "\t", " "); got != header {
		return nil, fmt.Errorf("%s:1: header %q, want %q", name, got, header)
	}
	return &table{name: name, text: rest}, nil
}

// each calls f for every row with its line number.
func (t *table) each(columns int, f func(line int, row []string) error) error {
	var errs []error
	i := 0
	for l := range strings.Lines(string(t.text)) {
		n := t.number(i)
		i++
		row := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(row) != columns {
			errs = append(errs, fmt.Errorf("%s:%d: %d columns, want %d", t.name, n, len(row), columns))
			continue
		}
		if err := f(n, row); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", t.name, n, err))
		}
	}
	return errors.Join(errs...)
}

// find returns the rows whose first column is key; the table is sorted by it.
func (t *table) find(key string) []string {
	k := []byte(key + "\t")
	n := sort.Search(len(t.text), func(i int) bool { return bytes.Compare(t.lineAt(i), k) >= 0 })
	at := t.start(n)
	var out []string
	for at < len(t.text) && bytes.HasPrefix(t.text[at:], k) {
		end := at + bytes.IndexByte(t.text[at:], '\n')
		out = append(out, string(t.text[at:end]))
		at = end + 1
	}
	return out
}

// start is the beginning of the line that holds byte i; past the end it is the
// length of the text.
func (t *table) start(i int) int {
	if i >= len(t.text) {
		return len(t.text)
	}
	return bytes.LastIndexByte(t.text[:i], '\n') + 1
}

func (t *table) lineAt(i int) []byte {
	at := t.start(i)
	end := bytes.IndexByte(t.text[at:], '\n')
	if end < 0 {
		return t.text[at:]
	}
	return t.text[at : at+end]
}

// line is the number in the file of the row that begins with the given text.
func (t *table) line(row string) int {
	at := bytes.Index(t.text, []byte(row+"\n"))
	if at < 0 {
		return 0
	}
	return t.number(bytes.Count(t.text[:at], []byte{'\n'}))
}

// number is the line of the file that row i stands on.
func (t *table) number(i int) int {
	if t.lines != nil {
		return t.lines[i]
	}
	return i + 2
}

// has reports whether a row has key as its first column.
func (t *table) has(key string) bool {
	k := []byte(key + "\t")
	n := sort.Search(len(t.text), func(i int) bool { return bytes.Compare(t.lineAt(i), k) >= 0 })
	return bytes.HasPrefix(t.text[t.start(n):], k)
}
