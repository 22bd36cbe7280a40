package text

import (
	"context"
	"fmt"
	"io/fs"

	"chancery"
	"chancery/internal/rules"
)

// A Stage adds sentences, tokens, quotations and defects to an article. It is
// read-only after New and safe for concurrent use.
type Stage struct {
	words *wordlists
	model *Model // nil: rules alone decide
}

// modelFile holds the weights that decide where the rules leave doubt.
const modelFile = "models/boundary.bin"

// New loads the word lists of the folder lexicon and the weights
// models/boundary.bin.
func New(fsys fs.FS) (*Stage, error) {
	s, err := NewRules(fsys)
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(fsys, modelFile)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	m, err := ReadModel(b)
	if err != nil {
		return nil, fmt.Errorf("text: %s: %w", modelFile, err)
	}
	return s.WithModel(m), nil
}

// NewRules is New without weights: rules alone decide.
func NewRules(fsys fs.FS) (*Stage, error) {
	lex, err := rules.LoadLexicon(fsys)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	w, err := loadWordlists(lex)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	return &Stage{words: w}, nil
}

// Split adds the layer Toks: Sentences, Toks, Quotes and Defects. Defects that
// the Doc has already, those of [Clean], stay. The only error is that of ctx.
func (s *Stage) Split(ctx context.Context, d *chancery.Doc) error {
	if err := s.segment(ctx, d, true); err != nil {
		return err
	}
	d.Quotes = quotes(d.Text, d.Toks)
	d.Defects = append(d.Defects, s.wrongVerbs(d)...)
	if m, ok := s.translated(d); ok {
		d.Defects = append(d.Defects, m)
	}
	return ctx.Err()
}

// Tokenize adds Sentences and Toks as Split does, but repairs nothing: every
// Form is the text that its Span covers. It is for text whose tokens are to be
// compared with a treebank's.
func (s *Stage) Tokenize(ctx context.Context, d *chancery.Doc) error {
	return s.segment(ctx, d, false)
}

func (s *Stage) segment(ctx context.Context, d *chancery.Doc, repair bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := splitter{Stage: s, text: d.Text, repair: repair, toks: make([]chancery.Tok, 0, len(d.Text)/5+1)}
	p.lower = repair && lowerCase(d.Text)
	p.run()
	d.Toks, d.Sentences = p.toks, p.sents
	d.Defects = append(d.Defects, p.defects...)
	d.Have |= chancery.Toks
	return ctx.Err()
}
