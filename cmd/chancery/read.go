package main

import (
	"bufio"
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/coder"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/source"
)

func (p *program) readCommand() *cobra.Command {
	var in input
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "read [flags] INPUT...",
		Short: "Print the ledger of each article",
		Long: `Read prints the ledger of each article: contacts and agenda, events, conditions,
demands, statements and what is wrong with the text. An INPUT is a file (.txt,
.md, .html, .jsonl; each also .gz or .zst) or - for standard input.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := in.day()
			if err != nil {
				return err
			}
			c, err := p.coder(&in)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				show := p.shower(w, asJSON)
				return p.each(cmd.Context(), c, &in, args, day, func(r *reading) error {
					if err := show(r.entry); err != nil {
						return err
					}
					return w.Flush()
				})
			})
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each article")
	return cmd
}

// A reading is one article that was read, or the reason why it was not.
type reading struct {
	name  string
	doc   *chancery.Doc
	entry *chancery.Entry
	err   error
}

// each reads the articles of the inputs side by side and calls done with each
// that could be read, in their order; the others are told on standard error.
func (p *program) each(ctx context.Context, c *coder.Coder, in *input, inputs []string, day chancery.Stamp, done func(*reading) error) error {
	items := source.Read(ctx, inputs, p.source(in))
	work := func(ctx context.Context, it source.Item) *reading {
		return readItem(ctx, c, it, intake.Options{Published: day})
	}
	return pipeline.Each(ctx, 0, items, work, func(r *reading) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case r.err != nil:
			p.fail(r.name, r.err)
			return nil
		}
		return done(r)
	})
}

func readItem(ctx context.Context, c *coder.Coder, it source.Item, opts intake.Options) *reading {
	r := &reading{name: it.Name}
	a, defects, err := intake.Article(it, opts)
	if err != nil {
		r.err = err
		return r
	}
	if r.doc, r.err = c.Read(ctx, a, defects...); r.err == nil {
		e := r.doc.Entry()
		r.entry = &e
	}
	return r
}

func (p *program) shower(w *bufio.Writer, asJSON bool) func(*chancery.Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if !asJSON {
		enc.SetIndent("", "  ")
	}
	return func(e *chancery.Entry) error { return enc.Encode(e) }
}
