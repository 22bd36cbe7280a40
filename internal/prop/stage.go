// Package prop reads propositions out of the trees of an article: predicates
// with their parts, what they hang on, and the status that follows from that.
//
// A predicate is a verb, an event noun, a light verb with its event noun, or a
// copular adjective or noun. Word lists decide what is an event noun, a light
// verb or a cue; the trees decide the parts. Each sentence is read on its own,
// in time linear in its tokens save for the depth of embedding, which is
// bounded. Trees with cycles or heads outside their sentence are read as far
// as they are trees.
package prop

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// A Stage adds propositions to an article. It is safe for concurrent use.
type Stage struct {
	lex      *rules.Lexicon
	light    map[string]map[string]bool // light verb to its nouns; "*" is any
	verbs    *rules.Verbs
	demonyms map[string]string // lower-case demonym to actor id
	agents   map[string]bool   // nouns for those who act for somebody
}

// New loads the word lists of the folder lexicon and the demonyms of
// knowledge/names.tsv.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := rules.LoadLexicon(fsys)
	if err != nil {
		return nil, fmt.Errorf("prop: %w", err)
	}
	s := &Stage{lex: lex, light: map[string]map[string]bool{}}
	if err := checkLists(lex); err != nil {
		return nil, fmt.Errorf("prop: %w", err)
	}
	s.verbs = rules.NewVerbs(lex)
	words, _ := lex.Words("light")
	for _, v := range words {
		s.light[v] = map[string]bool{}
		for n := range strings.FieldsSeq(lex.Row("light", v)[1]) {
			s.light[v][n] = true
		}
	}
	if s.demonyms, err = loadDemonyms(fsys, lex); err != nil {
		return nil, fmt.Errorf("prop: %w", err)
	}
	if s.agents, err = loadAgents(fsys); err != nil {
		return nil, err
	}
	return s, nil
}

// lists are the word lists that the stage reads: how many columns each has,
// and which of them hold an effect.
var lists = []struct {
	name    string
	columns int
	effects []int
}{
	{"adverb", 3, []int{1}}, {"complicity", 1, nil}, {"cues", 4, []int{2, 3}}, {"eventnoun", 3, nil}, {"gift", 1, nil}, {"giveup", 1, nil}, {"light", 3, nil},
	{"marker", 2, []int{1}}, {"nouncue", 3, []int{2}}, {"nounmod", 2, []int{1}}, {"particle", 2, nil}, {"partitive", 1, nil},
	{"transfer", 1, nil}, {"undertake", 1, nil}, {"verb", 2, nil},
}

// effects are what a word may do to the status of what it governs.
var effects = []string{"pass", "fact", "deny", "negate", "possible", "plan", "announce", "postpone", "threat", "warn",
	"conditional", "condition", "when", "contrary", "concession", "question", "purpose", "say"}

// checkLists reports every list that is missing and every row that is not as
// it should be.
func checkLists(lex *rules.Lexicon) error {
	var faults []error
	for _, l := range lists {
		words, ok := lex.Words(l.name)
		if !ok {
			faults = append(faults, fmt.Errorf("no lexicon/%s.tsv", l.name))
		}
		for _, w := range words {
			row := lex.Row(l.name, w)
			if len(row) != l.columns {
				faults = append(faults, fmt.Errorf("lexicon/%s.tsv: %s has %d columns, want %d", l.name, w, len(row), l.columns))
				continue
			}
			for _, c := range l.effects {
				if !slices.Contains(effects, row[c]) {
					faults = append(faults, fmt.Errorf("lexicon/%s.tsv: %s: unknown effect %q", l.name, w, row[c]))
				}
			}
		}
	}
	return errors.Join(faults...)
}

// loadDemonyms reads the demonyms that name one country only, those that the
// curated names settle, and the abbreviations and combining forms that stand
// before a noun like one.
func loadDemonyms(fsys fs.FS, lex *rules.Lexicon) (map[string]string, error) {
	out := map[string]string{}
	for _, file := range []string{"knowledge/names.tsv", "knowledge/names_extra.tsv"} {
		b, err := fs.ReadFile(fsys, file)
		if errors.Is(err, fs.ErrNotExist) && file != "knowledge/names.tsv" {
			continue
		}
		if err != nil {
			return nil, err
		}
		seen := map[string]string{}
		for line := range strings.Lines(string(b)) {
			f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if len(f) < 3 || f[2] != "demonym" {
				continue
			}
			name := strings.ToLower(f[0])
			if old, twice := seen[name]; twice && old != f[1] {
				seen[name] = ""
				continue
			}
			seen[name] = f[1]
		}
		for name, id := range seen {
			out[name] = id
		}
	}
	for _, list := range []string{"abbreviation", "combining"} {
		words, _ := lex.Words(list)
		for _, w := range words {
			out[strings.ToLower(w)] = lex.Row(list, w)[1]
		}
	}
	return out, nil
}

// Run adds propositions to d, which must have trees. It replaces those that
// are there. It stops with the error of ctx when that is done.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	d.Props = nil
	ix := indexMentions(d)
	var m room
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("prop: %w", err)
		}
		sent := d.Sentences[i]
		if sent.Lo < 0 || sent.Hi > len(d.Toks) || sent.Lo >= sent.Hi {
			continue
		}
		r := newReader(s, d, i, ix, &m)
		r.predicates()
		r.parts()
		r.fill()
		r.mutual()
		r.govern()
		r.places()
		r.status()
		d.Props = append(d.Props, r.props...)
		m.props, m.gov = r.props, r.gov
	}
	unkept(d)
	d.Have |= chancery.Props
	return nil
}
