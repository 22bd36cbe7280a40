package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/rules"
)

func (p *program) whyNotCommand() *cobra.Command {
	var date string
	var all bool
	var own []string
	cmd := &cobra.Command{
		Use:   "why-not [flags] SENTENCE",
		Short: "Show which rules nearly fired on a sentence, and what kept them from it",
		Long: `Why-not reads a sentence and shows for each of its propositions the rules that
fire, and of those that name its predicate the first term that does not hold.`,
		Example: `  chancery rules why-not "Lavrov met with approval."`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := newBench(own)
			if err == nil {
				err = b.load()
			}
			if err != nil {
				return err
			}
			d, err := b.read(cmd.Context(), args[0], date)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				b.whyNot(w, d, all)
				return nil
			})
		},
	}
	rulesFlag(cmd, &own)
	cmd.Flags().StringVar(&date, "published", rules.DefaultDate, "day of publication of the sentence")
	cmd.Flags().BoolVar(&all, "all", false, "show every rule that names the predicate, not the nearest five")
	return cmd
}

// nearest is how many rules why-not shows of each predicate.
const nearest = 5

func (b *bench) whyNot(w *bufio.Writer, d *chancery.Doc, all bool) {
	for i := range d.Props {
		pr := &d.Props[i]
		fmt.Fprintf(w, "%s %s, %s\n", pr.Kind, pr.Lemma, pr.Status)
		for j := range pr.Args {
			a := &pr.Args[j]
			name := string(a.Role)
			if a.Prep != "" {
				name += "(" + a.Prep + ")"
			}
			fmt.Fprintf(w, "  %-14s %s", name, d.Text[a.Span.Start:a.Span.End])
			if ids := a.ActorIDs(d); len(ids) > 0 {
				fmt.Fprintf(w, " = %s", strings.Join(ids, ", "))
			}
			fmt.Fprintln(w)
		}
		fired := 0
		var near []rules.Near
		for _, set := range b.sets {
			for _, m := range set.Match(d, i) {
				fmt.Fprintf(w, "  fires          %s\n", m.Rule.Name)
				fired++
			}
			near = append(near, set.WhyNot(d, i)...)
		}
		slices.SortStableFunc(near, rules.Near.Compare)
		if fired+len(near) == 0 {
			fmt.Fprintf(w, "  no rule names  %s\n", pr.Lemma)
		}
		for k, n := range near {
			if k == nearest && !all {
				fmt.Fprintf(w, "  and %d more\n", len(near)-k)
				break
			}
			what := "lacks"
			if n.Blocked {
				what = "kept off by"
			}
			fmt.Fprintf(w, "  near           %s %s %s\n", n.Rule.Name, what, n.Term)
		}
	}
}
