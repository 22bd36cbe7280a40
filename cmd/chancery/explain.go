package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/explain"
	"chancery/internal/prop"
)

func (p *program) explainCommand() *cobra.Command {
	var in input
	var props bool
	cmd := &cobra.Command{
		Use:   "explain [flags] INPUT [ID]",
		Short: "Show how each row of a ledger came about",
		Long: `Explain shows for every row of the ledger of an article, or for those whose id
begins with ID, the sentence and its tree, the rule that fired, the chain of cues
that gave the status, and the line of knowledge behind each actor.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := p.reader(&in)
			if err != nil {
				return err
			}
			id := strings.Join(args[1:], "")
			found := 0
			err = p.buffered(func(w *bufio.Writer) error {
				return r.each(cmd.Context(), args[:1], func(x *reading) error {
					if props {
						_, err := w.WriteString(prop.Dump(x.doc))
						return err
					}
					a := explain.Article{Doc: x.doc, Entry: x.entry, Rule: r.Rule}
					n, err := a.Write(w, id)
					found += n
					return err
				})
			})
			if err == nil && id != "" && found == 0 && p.failed == 0 {
				err = fmt.Errorf("%s: no row whose id begins with %s", args[0], id)
			}
			return err
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&props, "props", false, "print every proposition instead of the rows")
	return cmd
}
