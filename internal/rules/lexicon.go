package rules

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Lexicon is the word lists of the folder lexicon: one list a file, one word
// a line, the columns named by the header. A particle or a fixed preposition
// is joined to its word by "_". It is read-only after loading.
type Lexicon struct {
	lists   map[string]*list
	classes map[string]bool // of the list cues
}

type list struct {
	columns []string
	rows    map[string][]string
	words   []string // sorted
}

// LoadLexicon reads lexicon/*.tsv of every file system; a later one adds words
// and replaces rows of an earlier one. All faults are reported together.
func LoadLexicon(fss ...fs.FS) (*Lexicon, error) {
	lex := &Lexicon{lists: map[string]*list{}, classes: map[string]bool{}}
	var faults []error
	for _, fsys := range fss {
		fss = append(fss, layers(fsys)...)
	}
	for _, fsys := range fss {
		names, err := fs.Glob(fsys, "lexicon/*.tsv")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			faults = append(faults, lex.read(folderOf(fsys)+name, string(b))...)
		}
	}
	for _, l := range lex.lists {
		slices.Sort(l.words)
	}
	if l := lex.lists["cues"]; l != nil {
		for _, row := range l.rows {
			if len(row) > 1 {
				lex.classes[row[1]] = true
			}
		}
	}
	return lex, errors.Join(faults...)
}

func (x *Lexicon) read(name, text string) (faults []error) {
	key := strings.TrimSuffix(path.Base(name), ".tsv")
	l := x.lists[key]
	if l == nil {
		l = &list{rows: map[string][]string{}}
		x.lists[key] = l
	}
	sc := bufio.NewScanner(strings.NewReader(text))
	seen := map[string]int{}
	width := 0
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r")
		if n == 1 {
			columns := strings.Split(line, "\t")
			if width = len(columns); l.columns != nil && len(l.columns) != width {
				return append(faults, fmt.Errorf("%s:1: %d columns, want %s", name, width, strings.Join(l.columns, ", ")))
			}
			l.columns = columns
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		switch {
		case len(row) != width:
			faults = append(faults, fmt.Errorf("%s:%d: %d columns, want %d", name, n, len(row), width))
		case row[0] == "":
			faults = append(faults, fmt.Errorf("%s:%d: no word", name, n))
		case seen[row[0]] > 0:
			faults = append(faults, fmt.Errorf("%s:%d: %s stands in line %d already", name, n, row[0], seen[row[0]]))
		default:
			seen[row[0]] = n
			if _, old := l.rows[row[0]]; !old {
				l.words = append(l.words, row[0])
			}
			l.rows[row[0]] = row
		}
	}
	if err := sc.Err(); err != nil {
		faults = append(faults, fmt.Errorf("%s: %w", name, err))
	}
	return faults
}

// Has reports whether the list holds the word.
func (x *Lexicon) Has(list, word string) bool { return x.Row(list, word) != nil }

// Row is the line of the word in the list, nil where there is none.
func (x *Lexicon) Row(list, word string) []string {
	if l := x.lists[list]; l != nil {
		return l.rows[word]
	}
	return nil
}

// Words are the sorted words of a list; false where there is no such list.
func (x *Lexicon) Words(list string) ([]string, bool) {
	l := x.lists[list]
	if l == nil {
		return nil, false
	}
	return l.words, true
}

// Class is the class of a cue, by its lemma with particle; empty where the
// word is none.
func (x *Lexicon) Class(lemma string) string {
	if row := x.Row("cues", lemma); len(row) > 1 {
		return row[1]
	}
	return ""
}

// IsClass reports whether any cue has the class.
func (x *Lexicon) IsClass(c string) bool { return x.classes[c] }
