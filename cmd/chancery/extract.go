package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/source"
)

func (p *program) extractCommand() *cobra.Command {
	var in input
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "extract [flags] INPUT...",
		Short: "Print the article of a web page: its text and what the page says of it",
		Long: `Extract prints the text of the article in each HTML page, without menus,
advertisements and readers' comments, after what the page says of it: title,
author, date, source, address. An INPUT is a file (.html, or .jsonl with "html";
each also .gz or .zst) or - for standard input.`,
		Example: "  chancery extract page.html\n  chancery extract --json pages.jsonl.zst > articles.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := p.reader(&in)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				return r.extract(cmd.Context(), args, func(a *intake.Prepared) error {
					if err := writePage(w, a, asJSON); err != nil {
						return err
					}
					return w.Flush()
				})
			})
		},
	}
	in.sizeFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each article")
	return cmd
}

var errNoPage = errors.New("not a web page")

// extract calls done with the article of each page, in their order.
func (r *reader) extract(ctx context.Context, inputs []string, done func(*intake.Prepared) error) error {
	type outcome struct {
		name string
		*intake.Prepared
		err error
	}
	items := source.Read(ctx, inputs, source.Options{MaxBytes: r.max, Stdin: r.stdin})
	work := func(_ context.Context, it source.Item) outcome {
		if it.Err == nil && it.HTML == nil {
			return outcome{it.Name, nil, errNoPage}
		}
		a, err := r.desk.Prepare(it, intake.Options{AnyLang: true})
		if err == nil {
			r.Clean(&a.Article)
		}
		return outcome{it.Name, a, err}
	}
	return pipeline.Each(ctx, 0, items, work, func(x outcome) error {
		if x.err != nil {
			r.fail(x.name, x.err)
			return nil
		}
		return done(x.Prepared)
	})
}

// A page is what extract prints as JSON.
type page struct {
	ID        string         `json:"id"`
	URL       string         `json:"url"`
	Source    string         `json:"source"`
	Title     string         `json:"title"`
	Author    string         `json:"author"`
	Published chancery.Stamp `json:"published"`
	Inferred  bool           `json:"published_inferred,omitempty"`
	Language  string         `json:"language"`
	Text      string         `json:"text"`
	Comments  int            `json:"comments_removed"`
}

func writePage(w *bufio.Writer, a *intake.Prepared, asJSON bool) error {
	if a.ID == "" {
		a.ID = chancery.ArticleID(a.Source, a.Text)
	}
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(page{a.ID, a.URL, a.Source, a.Title, a.Author, a.Published, a.Inferred, a.Language, a.Text, a.CommentsRemoved})
	}
	for _, f := range [][2]string{{"title", a.Title}, {"author", a.Author}, {"published", a.Published.String()}, {"source", a.Source}, {"url", a.URL}, {"language", a.Language}} {
		if f[1] != "" {
			fmt.Fprintf(w, "%-10s %s\n", f[0]+":", f[1])
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n\n", a.Text)
	return err
}
