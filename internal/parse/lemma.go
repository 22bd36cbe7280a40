package parse

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"chancery/internal/nn"
)

// A rule makes a lemma of a form: a case, characters cut off its end, and
// letters put there; or the lemma as it stands. It is written "l3+y" (lower
// case, cut three, add y), "k0+" (the form itself) and "=be".
type rule struct {
	whole bool
	lower bool
	cut   int // characters
	add   string
}

func readRule(s string) (r rule, err error) {
	if rest, ok := strings.CutPrefix(s, "="); ok {
		return rule{whole: true, add: rest}, nil
	}
	n, add, ok := strings.Cut(s, "+")
	if !ok || len(n) < 2 || (n[0] != 'k' && n[0] != 'l') {
		return r, fmt.Errorf("lemma rule %q", s)
	}
	if r.cut, err = strconv.Atoi(n[1:]); err != nil || r.cut < 0 {
		return r, fmt.Errorf("lemma rule %q", s)
	}
	r.lower, r.add = n[0] == 'l', add
	return r, nil
}

// apply is the lemma of a form; where the form is too short to cut, it is the
// form itself.
func (r rule) apply(form string) string {
	if r.whole {
		return r.add
	}
	if r.lower {
		form = strings.ToLower(form)
	}
	end := len(form)
	for range r.cut {
		if end == 0 {
			return form
		}
		_, k := utf8.DecodeLastRuneInString(form[:end])
		end -= k
	}
	if r.add == "" {
		return form[:end]
	}
	return form[:end] + r.add
}

// lexicon holds the lemmas of words that the rules get wrong or need not
// guess: by universal tag, then by form.
type lexicon map[string]map[string]string

const lexiconFile = "models/lemma.tsv"

// loadLexicon reads lines of form, universal tag and lemma.
func loadLexicon(fsys fs.FS) (lexicon, error) {
	b, err := fs.ReadFile(fsys, lexiconFile)
	if err != nil {
		return nil, err
	}
	lex := lexicon{}
	in := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] == "" || f[1] == "" || f[2] == "" {
			return nil, fmt.Errorf("%s:%d: want form, tag and lemma", lexiconFile, n)
		}
		if n == 1 {
			continue // the header
		}
		if lex[f[1]] == nil {
			lex[f[1]] = map[string]string{}
		}
		lex[f[1]][f[0]] = f[2]
	}
	return lex, in.Err()
}

// find is the lemma of a word that has typographic signs folded: by its form as
// it stands, or else in lower case.
func (l lexicon) find(form, upos string) (string, bool) {
	words := l[upos]
	if lemma, ok := words[form]; ok {
		return lemma, true
	}
	var buf [32]byte
	low := buf[:0]
	for i := range len(form) {
		c := form[i]
		if c >= utf8.RuneSelf || len(low) == len(buf) {
			lemma, ok := words[strings.ToLower(form)]
			return lemma, ok
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low = append(low, c)
	}
	lemma, ok := words[string(low)]
	return lemma, ok
}

// lemma is that of the lexicon, or else what the rule makes of the form.
func (s *Stage) lemma(form string, tag *nn.Tag, rule int) string {
	if strings.ContainsAny(form, typographic) {
		form = plain.Replace(form)
	}
	if l, ok := s.exact.find(form, tag.UPOS); ok {
		return l
	}
	if tag.UPOS == "VERB" {
		// The ending of a rare verb does not tell "expel" from "compile".
		if l := s.verbs.Base(strings.ToLower(form)); l != "" {
			return l
		}
	}
	if l := s.edits[rule].apply(form); l != "" {
		if tag.UPOS == "NOUN" {
			return singular(strings.ToLower(form), l)
		}
		return l
	}
	return form
}

const typographic = "’‘“”"

// plain gives lemmas the quotation marks and apostrophes that treebanks use.
var plain = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
