package main

import (
	"context"
	"errors"
	"strings"

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
		d := &chancery.Doc{Article: chancery.Article{Text: bare(t)}}
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

// bare is the running text of an article: sentences parted by spaces, paragraphs
// by empty lines, as the raw files of the treebanks have it.
func bare(t *conllu.Text) string {
	var b strings.Builder
	for i, s := range t.Sentences {
		if i > 0 {
			b.WriteString(gap(t, i))
		}
		b.WriteString(t.Text[s.Span.Start:s.Span.End])
	}
	return b.String()
}

func gap(t *conllu.Text, i int) string {
	for _, c := range t.Comments[i] {
		if strings.HasPrefix(c, "newpar") {
			return "\n\n"
		}
	}
	if last := t.Sentences[i-1]; t.Toks[last.Hi-1].Glued {
		return ""
	}
	return " "
}
