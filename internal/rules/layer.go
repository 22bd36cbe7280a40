package rules

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Over lays folders of an operator's own over a file system with rules and word
// lists: [Load] reads their files *.rules and rules/*.rules besides, and
// [LoadLexicon] their lexicon/*.tsv. All else is read from fsys alone.
func Over(fsys fs.FS, own ...fs.FS) fs.FS {
	if len(own) == 0 {
		return fsys
	}
	return layered{fsys, own}
}

type layered struct {
	fs.FS
	own []fs.FS
}

// Named makes faults and rules of a folder begin with its name.
func Named(name string, fsys fs.FS) fs.FS { return named{fsys, strings.TrimSuffix(name, "/") + "/"} }

type named struct {
	fs.FS
	folder string
}

// folderOf is what the files of a file system are called by.
func folderOf(fsys fs.FS) string {
	if n, ok := fsys.(named); ok {
		return n.folder
	}
	return ""
}

func layers(fsys fs.FS) []fs.FS {
	if l, ok := fsys.(layered); ok {
		return l.own
	}
	return nil
}

// overlay reads an operator's own rules. Those of kinds that the built-in files
// do not have belong to another stage and are left to it. A rule replaces the
// built-in one of its name; "drop" takes built-in ones out.
func (l *loader) overlay(fsys fs.FS) error {
	own := newLoader(l.lex)
	if err := own.files(fsys, "*.rules", "rules/*.rules"); err != nil {
		return err
	}
	l.faults = append(l.faults, own.faults...)
	known := map[string]bool{}
	for _, r := range l.set.Rules {
		known[r.Kind] = true
	}
	for _, d := range own.drops {
		l.set.Rules = slices.DeleteFunc(l.set.Rules, func(r *Rule) bool { return d.takes(r.Name) })
	}
	for _, r := range own.set.Rules {
		r.Own = true
		if !known[r.Kind] {
			continue
		}
		l.set.Rules = slices.DeleteFunc(l.set.Rules, func(old *Rule) bool { return old.Name == r.Name })
		l.set.Rules = append(l.set.Rules, r)
	}
	return nil
}

func (d drop) takes(name string) bool {
	if base, ok := strings.CutSuffix(d.pattern, ".*"); ok {
		return strings.HasPrefix(name, base+".")
	}
	return name == d.pattern
}

// CheckDrops reports what an operator's files drop that no set has.
func CheckDrops(own fs.FS, lex *Lexicon, sets ...*Set) (faults []error) {
	l := newLoader(lex)
	if err := l.files(own, "*.rules", "rules/*.rules"); err != nil {
		return []error{err}
	}
	for _, d := range l.drops {
		if !slices.ContainsFunc(sets, func(s *Set) bool {
			return slices.ContainsFunc(s.Rules, func(r *Rule) bool { return d.takes(r.Name) })
		}) {
			faults = append(faults, fmt.Errorf("%s: drop %s: no such rule", d.at, d.pattern))
		}
	}
	return faults
}
