package text

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sync"

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
	p := splitters.Get().(*splitter)
	defer p.release()
	p.Stage, p.text, p.repair = s, d.Text, repair
	p.lower = repair && lowerCase(d.Text)
	p.wrapped = !repair && wrapped(d.Text) // Clean has seen to articles
	p.run()
	if repair {
		p.cut(mostWords)
	}
	d.Toks = make([]chancery.Tok, len(p.toks))
	for i := range p.toks {
		t, to := &p.toks[i], &d.Toks[i]
		to.Span, to.Form, to.Head, to.Glued, to.Part = t.Span, t.Form, -1, t.Glued, t.Part
	}
	d.Sentences = append([]chancery.Sentence(nil), p.sents...)
	d.Defects = append(d.Defects, p.defects...)
	d.Have |= chancery.Toks
	return ctx.Err()
}

// mostWords is the number of words up to which an article is read, some five
// megabytes of text: the memory that the layers take grows with it, and beyond it
// passes a gigabyte.
const mostWords = 1_000_000

// cut leaves out the sentences beyond the first n words and notes what is left
// unread.
func (p *splitter) cut(n int) {
	if len(p.toks) <= n {
		return
	}
	k := len(p.sents)
	for k > 0 && p.sents[k-1].Hi > n {
		k--
	}
	p.defects = slices.DeleteFunc(p.defects, func(f chancery.Defect) bool { return f.Span.End > p.sents[k].Span.Start })
	p.defect(chancery.BrokenSentence, p.sents[k].Span.Start, p.sents[len(p.sents)-1].Span.End,
		fmt.Sprintf("an article of more than %d words: not read from here on", n))
	p.toks, p.sents = p.toks[:p.sents[k].Lo], p.sents[:k]
}

// splitters are kept from article to article for the room that they have.
var splitters = sync.Pool{New: func() any { return new(splitter) }}

// mostKept is the number of tokens beyond which the room is given back.
const mostKept = 1 << 16

func (p *splitter) release() {
	if cap(p.toks) > mostKept {
		return
	}
	clear(p.toks) // their forms hold the text
	*p = splitter{toks: p.toks[:0], sents: p.sents[:0], scene: scene{looks: p.scene.looks[:0], feats: p.scene.feats},
		flips: p.flips, gaps: p.gaps}
	splitters.Put(p)
}
