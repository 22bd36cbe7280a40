package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/diff"
	"chancery/internal/store"
	"chancery/internal/term"
)

func (p *program) versionsCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "versions [flags] [ARTICLE]",
		Short: "pages that have changed, and which words",
		Long: `Versions tells of the pages that came with another text, or of one by the id of
its article: when each version came, and which words went and came: [-these-] and
{+those+}, with some words around.`,
		Args: cobra.MaximumNArgs(1),
	}
	ask.ledgerFlag.flags(cmd)
	cmd.Flags().BoolVar(&ask.asJSON, "json", false, "print one JSON object for each change")
	cmd.Flags().IntVar(&ask.filter.Limit, "limit", 0, "at most so many `pages`, those that changed last first")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id := ""
		if len(args) > 0 {
			id = args[0]
		}
		return p.list(cmd, &ask, func(s *store.Store, w *bufio.Writer) error {
			list, err := s.Editions(cmd.Context(), id, ask.filter.Limit)
			if err != nil {
				return err
			}
			for _, e := range list {
				if ask.asJSON {
					err = encode(w, e)
				} else {
					_, err = w.WriteString(writtenEdition(e, terminal(p.stdout)))
				}
				if err != nil {
					return err
				}
			}
			if !ask.asJSON {
				_, err = fmt.Fprintln(w, count(len(list), "change"))
			}
			return err
		})
	}
	return cmd
}

func writtenEdition(e *store.Edition, opts term.Options) string {
	head := fmt.Sprintf("%s · %s · version %d, %s", e.Title, e.Outlet, e.Version, e.Added)
	b := term.Fold("", head, opts)
	if e.URL != "" {
		b += term.Fold("    ", e.URL, opts)
	}
	for line := range strings.SplitSeq(changed(e.Text), "\n") {
		b += term.Fold("    ", line, opts)
	}
	return b + "\n"
}

// around is how many characters of what has stayed are shown beside what has not.
const around = 40

// changed is what has changed, with some of what has stayed around it.
func changed(text []diff.Edit) string {
	var b strings.Builder
	for i, e := range text {
		switch e.Op {
		case "-":
			b.WriteString("[-" + e.Text + "-]")
		case "+":
			b.WriteString("{+" + e.Text + "+}")
		default:
			r := []rune(strings.ReplaceAll(e.Text, "\n", " "))
			switch {
			case len(r) <= 2*around:
			case i == 0:
				r = append([]rune("…"), r[len(r)-around:]...)
			case i == len(text)-1:
				r = append(r[:around:around], '…')
			default:
				r = append(append(r[:around:around], []rune(" … ")...), r[len(r)-around:]...)
			}
			b.WriteString(string(r))
		}
	}
	return strings.TrimSpace(b.String())
}
