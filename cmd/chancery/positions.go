package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/term"
)

// A toldTurn is a turn as query positions --json prints it.
type toldTurn struct {
	store.Turn
	Report answer.Row `json:"report"`
}

func (p *program) positionsCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "positions [flags] ACTOR",
		Short: "what a side demands, refuses and accepts on each issue, and when that changed",
		Long: `Positions puts together the demands that an actor or country makes, refuses and
accepts, issue by issue, and tells since when it stands so. Issues are told apart
by their words.`,
		Example: "  chancery query positions ISL",
		Args:    cobra.ExactArgs(1),
	}
	ask.ledgerFlag.flags(cmd)
	ask.spanFlags(cmd)
	cmd.Flags().StringVar(&ask.filter.Toward, "target", "", "toward this `actor`")
	cmd.Flags().BoolVar(&ask.asJSON, "json", false, "print one JSON object for each issue")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.list(cmd, &ask, func(s *store.Store, w *bufio.Writer) error {
			list, err := s.Positions(cmd.Context(), args[0], ask.filter)
			if err != nil {
				return err
			}
			for _, x := range list {
				if ask.asJSON {
					err = encode(w, tellPosition(x))
				} else {
					_, err = w.WriteString(writtenPosition(x, terminal(p.stdout)))
				}
				if err != nil {
					return err
				}
			}
			if !ask.asJSON {
				_, err = fmt.Fprintln(w, count(len(list), "issue"))
			}
			return err
		})
	}
	return cmd
}

func tellPosition(x *store.Position) any {
	turns := []toldTurn{}
	for _, t := range x.Turns {
		turns = append(turns, toldTurn{t, answer.Of(t.Report)})
	}
	return struct {
		*store.Position
		Turns []toldTurn `json:"turns"`
	}{x, turns}
}

func writtenPosition(x *store.Position, opts term.Options) string {
	head := x.Now + ": " + x.Issue
	if x.Of != "" {
		head += " · " + x.Of
	}
	b := term.Fold("", head+" · "+count(x.Told, "report"), opts)
	for i, t := range x.Turns {
		line := t.Day + " " + t.Stance
		if i > 0 {
			line += ", where it had said that it " + x.Turns[i-1].Stance
		}
		b += term.Fold("    ", line+", "+t.Report.Outlet+": “"+t.Report.Evidence+"”", opts)
	}
	return b + "\n"
}
