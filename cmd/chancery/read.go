package main

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/term"
)

func (p *program) readCommand() *cobra.Command {
	var in input
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "read [flags] INPUT...",
		Short: "Print the ledger of each article",
		Long: `Read prints the ledger of each article: contacts and agenda, events, conditions,
demands, statements and what is wrong with the text. An INPUT is a file (.txt,
.md, .html, .jsonl, .warc; each also .gz or .zst), a folder of such files or - for
standard input.`,
		Example: "  chancery read article.html\n  chancery read --published 2022-01-10 article.txt\n  chancery read --json news.jsonl.gz > ledger.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := p.reader(&in)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				show := p.shower(w, asJSON)
				return r.each(cmd.Context(), args, func(x *reading) error {
					if err := show(x.entry); err != nil {
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

// shower returns what prints an entry.
func (p *program) shower(w *bufio.Writer, asJSON bool) func(*chancery.Entry) error {
	if !asJSON {
		opts := terminal(p.stdout)
		return func(e *chancery.Entry) error { return term.Write(w, e, opts) }
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return func(e *chancery.Entry) error { return enc.Encode(e) }
}
