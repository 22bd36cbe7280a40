package rules

import (
	"errors"
	"io/fs"
	"strings"
)

// Verbs knows the base forms of verbs and their irregular forms, from the list
// verb of a lexicon: a base form, and what of its forms is irregular.
type Verbs struct {
	base      map[string]bool
	irregular map[string]string
}

// NewVerbs reads the list verb of lex; without one it knows none.
func NewVerbs(lex *Lexicon) *Verbs {
	v := &Verbs{base: map[string]bool{}, irregular: map[string]string{}}
	words, _ := lex.Words("verb")
	for _, w := range words {
		v.base[w] = true
		for f := range strings.FieldsSeq(lex.Row("verb", w)[1]) {
			if _, twice := v.irregular[f]; !twice {
				v.irregular[f] = w
			}
		}
	}
	return v
}

// Unchanged reports whether a base form is its own past tense: "hit", "cut".
func (v *Verbs) Unchanged(form string) bool { return v.base[form] && v.irregular[form] == form }

// LoadVerbs reads lexicon/verb.tsv alone, with what folders laid over fsys add,
// and takes every verb that a rule names for one too: who writes a rule for a rare
// verb need not list it twice.
func LoadVerbs(fsys fs.FS) (*Verbs, error) {
	const name = "lexicon/verb.tsv"
	lex := &Lexicon{lists: map[string]*list{}}
	for i, f := range append([]fs.FS{fsys}, layers(fsys)...) {
		b, err := fs.ReadFile(f, name)
		if i > 0 && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if faults := lex.read(folderOf(f)+name, string(b)); len(faults) > 0 {
			return nil, errors.Join(faults...)
		}
	}
	v := NewVerbs(lex)
	for _, f := range append([]fs.FS{fsys}, layers(fsys)...) {
		for _, glob := range []string{"*.rules", "rules/*.rules"} {
			names, err := fs.Glob(f, glob)
			if err != nil {
				return nil, err
			}
			for _, name := range names {
				b, err := fs.ReadFile(f, name)
				if err != nil {
					return nil, err
				}
				v.named(string(b))
			}
		}
	}
	return v, nil
}

// named adds the verbs in "verb(…)" of a rule file, without their particles.
func (v *Verbs) named(text string) {
	for {
		_, rest, ok := strings.Cut(text, "verb(")
		if !ok {
			return
		}
		words, rest, _ := strings.Cut(rest, ")")
		for w := range strings.FieldsSeq(words) {
			if w, _, _ = strings.Cut(w, "_"); plainWord.MatchString(w) && v.irregular[w] == "" {
				v.base[w] = true
			}
		}
		text = rest
	}
}

// endings of regular forms and what stands for them in the base form.
var endings = []struct{ cut, add string }{
	{"s", ""}, {"es", ""}, {"ies", "y"}, {"d", ""}, {"ed", ""}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ked", ""}, {"king", ""},
}

// Base is the verb that a lower-case form belongs to, empty where the list has
// none.
func (v *Verbs) Base(form string) string {
	if v.base[form] {
		return form
	}
	if w := v.irregular[form]; w != "" {
		return w
	}
	for _, end := range endings {
		stem, ok := strings.CutSuffix(form, end.cut)
		if !ok || len(stem) < 2 {
			continue
		}
		if w := stem + end.add; v.base[w] {
			return w
		}
		// A doubled consonant: "cancelled", "planning".
		if n := len(stem); end.add == "" && n > 2 && stem[n-1] == stem[n-2] && v.base[stem[:n-1]] {
			return stem[:n-1]
		}
	}
	return ""
}
