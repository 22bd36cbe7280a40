// Package parse gives every word of an article its tags, features, lemma,
// place in a dependency tree and name tag, by the network in internal/nn.
//
// Trees have one root a sentence and no cycles. A sentence costs time and
// memory that grow with the square of its length up to 400 words; a longer one
// is read in stretches of that length, whose roots hang from the first root.
package parse

import (
	"context"
	"fmt"
	"io/fs"
	"sync"

	"chancery"
	"chancery/internal/nn"
	"chancery/internal/rules"
)

const (
	modelFile  = "models/english.nn"
	batchWords = 256 // words that a batch of sentences is filled up to
	maxStretch = 400 // words of a sentence that are read at once
)

// A Stage adds trees and names to an article. It is safe for concurrent use.
type Stage struct {
	m     *nn.Model
	edits []rule // by number of lemma rule
	tags  []nn.Tag
	names []chancery.Name
	rels  []chancery.Rel
	exact lexicon
	verbs *rules.Verbs
	work  sync.Pool // of *batch
}

// New loads the network and the lemma lexicon of the folder models.
func New(fsys fs.FS) (*Stage, error) {
	b, err := fs.ReadFile(fsys, modelFile)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	m, err := nn.Load(b)
	if err != nil {
		return nil, fmt.Errorf("parse: %s: %w", modelFile, err)
	}
	s := &Stage{m: m, tags: m.Tags}
	for _, r := range m.Rules {
		k, err := readRule(r)
		if err != nil {
			return nil, fmt.Errorf("parse: %s: %w", modelFile, err)
		}
		s.edits = append(s.edits, k)
	}
	for _, n := range m.Names {
		if n == "O" {
			n = ""
		}
		s.names = append(s.names, chancery.Name(n))
	}
	for _, r := range m.Rels {
		s.rels = append(s.rels, chancery.Rel(r))
	}
	if s.exact, err = loadLexicon(fsys); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if s.verbs, err = rules.LoadVerbs(fsys); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	s.work.New = func() any { return &batch{stage: s} }
	return s, nil
}

// Run fills UPOS, XPOS, Feats, Lemma, Head, Rel and Name of the words of all
// sentences, whose Lo and Hi must lie in d.Toks.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	b := s.work.Get().(*batch)
	defer s.work.Put(b)
	defer b.reset()
	for i, sent := range d.Sentences {
		if sent.Lo < 0 || sent.Hi > len(d.Toks) || sent.Lo > sent.Hi {
			return fmt.Errorf("sentence %d has tokens %d to %d of %d", i, sent.Lo, sent.Hi, len(d.Toks))
		}
		for lo := sent.Lo; lo < sent.Hi; lo += maxStretch {
			if b.add(d, sent, lo, min(lo+maxStretch, sent.Hi)); len(b.forms) >= batchWords {
				if err := ctx.Err(); err != nil {
					return err
				}
				b.flush(d)
			}
		}
	}
	b.flush(d)
	d.Have |= chancery.Trees | chancery.Names
	return ctx.Err()
}

// batch gathers sentences that go through the network together.
type batch struct {
	stage *Stage
	buf   nn.Buf
	forms []string
	at    []int // index into Doc.Toks of each form
	ends  []int // of stretches
	joins []int // for each stretch, the first token of its sentence, -1 where it is the first
	root  int   // token of the root of the last first stretch
}

func (b *batch) reset() {
	clear(b.forms)
	b.forms, b.at, b.ends, b.joins = b.forms[:0], b.at[:0], b.ends[:0], b.joins[:0]
}

func (b *batch) add(d *chancery.Doc, sent chancery.Sentence, lo, hi int) {
	for i := lo; i < hi; i++ {
		b.forms = append(b.forms, d.Toks[i].Form)
		b.at = append(b.at, i)
	}
	b.ends = append(b.ends, len(b.forms))
	first := -1
	if lo > sent.Lo {
		first = sent.Lo
	}
	b.joins = append(b.joins, first)
}

// flush reads the batch and writes the result to the words.
func (b *batch) flush(d *chancery.Doc) {
	s := b.stage
	r := s.m.Run(&b.buf, b.forms, b.ends)
	from := 0
	for k, end := range b.ends {
		for i := from; i < end; i++ {
			t := &d.Toks[b.at[i]]
			tag := &s.tags[r.Tag[i]]
			t.UPOS, t.XPOS, t.Feats = chancery.UPOS(tag.UPOS), tag.XPOS, tag.Feats
			t.Lemma = s.lemma(t.Form, tag, r.Rule[i])
			t.Name = s.names[r.Name[i]]
			t.Rel = s.rels[r.Rel[i]]
			if t.Head = -1; r.Head[i] >= 0 {
				t.Head = b.at[r.Head[i]]
			} else if b.joins[k] < 0 {
				b.root = b.at[i]
			} else {
				t.Head, t.Rel = b.root, "parataxis"
			}
		}
		from = end
	}
	b.reset()
}
