package event

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"chancery"
	"chancery/internal/learned"
	"chancery/internal/rules"
)

// A Stage reads events. It is read-only after New and safe for concurrent use.
type Stage struct {
	onto     *Ontology
	rules    *rules.Set
	lex      *rules.Lexicon
	topic    map[string]string   // lemma to the CAMEO code that it speaks of
	about    map[string][]string // lemma to contexts
	lands    map[string]land     // ISO 3166 alpha-3 code to the state
	who      map[string]bool     // nouns for people and bodies
	demonyms map[string]string   // lower-case demonym to the code of its state
	guess    *learned.Model      // for predicates that no rule names; nil without one
}

type land struct{ name, wikidata string }

// New loads the ontology, the word lists and the rules for events, and checks
// that they agree; all faults are reported together.
func New(fsys fs.FS, overlays ...fs.FS) (*Stage, error) {
	onto, err := loadOntology(fsys)
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	lex, err := rules.LoadLexicon(append([]fs.FS{fsys}, overlays...)...)
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	set, err := rules.Load(fsys, "rules/event-*.rules", lex, overlays...)
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	s := &Stage{onto: onto, rules: set, lex: lex, topic: map[string]string{}, about: map[string][]string{}, lands: map[string]land{}, demonyms: map[string]string{}, who: map[string]bool{}}
	if s.guess, err = learned.Load(fsys); err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	err = errors.Join(s.checkRules(), s.loadTopics(), s.loadContexts(), s.loadLands(fsys), s.loadWho(fsys), s.loadDemonyms(fsys))
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	return s, nil
}

// Rules are the rules for events, for those who test or list them.
func (s *Stage) Rules() *rules.Set { return s.rules }

// Stances of a rule that say how its row stands to others.
const (
	intentStance = "intent"  // a row only for an event that is its content
	besideStance = "beside"  // a row beside the one that another rule makes
	firstStance  = "first"   // goes before more specific rules
	mandStance   = "mandate" // a row only where the content is to be done
)

func (s *Stage) checkRules() error {
	var faults []error
	for _, r := range s.rules.Rules {
		fault := func(err error) {
			faults = append(faults, fmt.Errorf("%s:%d: rule %s: %w", r.File, r.Line, r.Name, err))
		}
		if err := s.onto.valid(chancery.EventType(r.Kind), r.Mode, r.Contexts); err != nil {
			fault(err)
		}
		if _, ok := s.onto.Codes[r.CAMEO]; !ok && r.CAMEO != "" {
			fault(fmt.Errorf("unknown CAMEO code %q", r.CAMEO))
		}
		switch r.Stance {
		case "", intentStance, besideStance, firstStance, mandStance, wordsStance:
		default:
			fault(fmt.Errorf("unknown stance %q", r.Stance))
		}
	}
	return errors.Join(faults...)
}

func (s *Stage) loadTopics() error {
	words, ok := s.lex.Words("topic")
	if !ok {
		return errors.New("no lexicon/topic.tsv")
	}
	for _, w := range words {
		code := s.lex.Row("topic", w)[1]
		if _, ok := s.onto.Codes[code]; !ok {
			return fmt.Errorf("lexicon/topic.tsv: %s: unknown code %q", w, code)
		}
		s.topic[w] = code
	}
	return nil
}

func (s *Stage) loadContexts() error {
	words, ok := s.lex.Words("context")
	if !ok {
		return errors.New("no lexicon/context.tsv")
	}
	for _, w := range words {
		for c := range strings.FieldsSeq(s.lex.Row("context", w)[1]) {
			if !s.onto.contexts[c] {
				return fmt.Errorf("lexicon/context.tsv: %s: unknown context %q", w, c)
			}
			s.about[w] = append(s.about[w], c)
		}
	}
	return nil
}

// loadLands reads the names of states, which serve where a row takes its party
// from a place.
func (s *Stage) loadLands(fsys fs.FS) error {
	b, err := fs.ReadFile(fsys, "knowledge/countries.tsv")
	if err != nil {
		return err
	}
	var at map[string]int
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if at == nil {
			at = map[string]int{}
			for i, c := range f {
				at[c] = i
			}
			if at["name"] == 0 || at["wikidata"] == 0 {
				return errors.New("knowledge/countries.tsv: no name or wikidata")
			}
			continue
		}
		if len(f) == len(at) {
			s.lands[f[0]] = land{f[at["name"]], f[at["wikidata"]]}
		}
	}
	return nil
}

// loadDemonyms reads the demonyms that mean one state only, and the
// abbreviations that stand before a noun like one.
func (s *Stage) loadDemonyms(fsys fs.FS) error {
	b, err := fs.ReadFile(fsys, "knowledge/names.tsv")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 3 || f[2] != "demonym" {
			continue
		}
		name := strings.ToLower(f[0])
		if old, ok := s.demonyms[name]; ok && old != f[1] {
			f[1] = ""
		}
		s.demonyms[name] = f[1]
	}
	words, _ := s.lex.Words("abbreviation")
	for _, w := range words {
		s.demonyms[strings.ToLower(w)] = s.lex.Row("abbreviation", w)[1]
	}
	return nil
}

// Run adds the events of d, whose propositions must be there. It replaces those
// that are there. It stops with the error of ctx when that is done.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	d.Events = nil
	r := newReader(s, d)
	for i := range d.Props {
		if i%64 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("event: %w", err)
			}
		}
		r.read(i)
	}
	r.pairs()
	r.tolls()
	d.Events = r.rows()
	d.Have |= chancery.Events
	return nil
}
