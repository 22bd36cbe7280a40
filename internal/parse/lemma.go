package parse

import (
	"bufio"
	"bytes"
	"errors"
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

// lexicon holds the lemmas of words that the rules get wrong, by universal tag
// and lower-case form.
type lexicon map[lexKey]string

type lexKey struct{ upos, form string }

const lexiconFile = "models/lemma.tsv"

// loadLexicon reads lines of form, universal tag and lemma. The file may be
// missing: then rules decide alone.
func loadLexicon(fsys fs.FS) (lexicon, error) {
	b, err := fs.ReadFile(fsys, lexiconFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lex := lexicon{}
	in := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if n == 1 || line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] == "" || f[1] == "" || f[2] == "" {
			return nil, fmt.Errorf("%s:%d: want form, tag and lemma", lexiconFile, n)
		}
		lex[lexKey{f[1], f[0]}] = f[2]
	}
	return lex, in.Err()
}

func (s *Stage) lemma(form string, tag *nn.Tag, rule int) string {
	if len(s.exact) > 0 {
		if l, ok := s.exact[lexKey{tag.UPOS, strings.ToLower(form)}]; ok {
			return l
		}
	}
	if tag.UPOS == "VERB" {
		// The ending of a rare verb does not tell "expel" from "compile".
		if l := s.verbs.Base(strings.ToLower(form)); l != "" {
			return l
		}
	}
	if l := s.edits[rule].apply(form); l != "" {
		return l
	}
	return form
}
