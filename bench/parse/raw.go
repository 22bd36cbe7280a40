package main

import (
	"context"
	"errors"

	"chancery"
	"chancery/data"
	"chancery/internal/parse/conllu"
	"chancery/internal/text"
)

// split finds tokens and sentences in the bare text of the articles.
func split(ctx context.Context, texts []*conllu.Text) ([]*conllu.Text, error) {
	s, err := text.New(data.FS)
	if err != nil {
		return nil, err
	}
	var out []*conllu.Text
	for _, t := range texts {
		d := &chancery.Doc{Article: chancery.Article{Text: t.Bare()}}
		if err := s.Split(ctx, d); err != nil {
			return nil, err
		}
		if len(d.Sentences) == 0 {
			return nil, errors.New("an article without sentences")
		}
		out = append(out, conllu.Of(d))
	}
	return out, nil
}
