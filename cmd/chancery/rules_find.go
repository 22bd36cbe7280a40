package main

import (
	"bufio"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"chancery/internal/rules"
)

func (p *program) rulesFindCommand() *cobra.Command {
	var own []string
	cmd := &cobra.Command{
		Use:   "find [flags] WORD…",
		Short: "Show the rules for a verb, a CAMEO code, a type, or the beginning of a name",
		Long: `Find lists the rules that name a word as their predicate, that have a CAMEO code
or a PLOVER type, or whose name begins with the word, with the place where each
stands. For a verb that no rule names, find one of like meaning: its file is the
place for it.`,
		Example: `  chancery rules find nab
  chancery rules find 1723 coerce.curfew`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := newBench(own)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				for _, word := range args {
					b.find(w, word)
				}
				return nil
			})
		},
	}
	rulesFlag(cmd, &own)
	return cmd
}

func (b *bench) find(w *bufio.Writer, word string) {
	tab := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	found := 0
	for _, set := range b.sets {
		for _, r := range set.Rules {
			lines := r.Lines(word)
			if lines == nil && r.CAMEO != word && !strings.EqualFold(r.Kind, word) && !begins(r.Name, word) {
				continue
			}
			found++
			fmt.Fprintf(tab, "%s\t%s\t%s\t%s\n", r.Name, r.Kind, r.CAMEO, place(r))
			for _, line := range lines {
				fmt.Fprintf(tab, "    %s\n", line)
			}
		}
	}
	tab.Flush()
	if found == 0 {
		fmt.Fprintf(w, "no rule names %s; try a word of like meaning, or a type: each has its file, event-TYPE\n", word)
	}
}

// begins reports whether a name begins with whole parts of another.
func begins(name, prefix string) bool {
	return name == prefix || strings.HasPrefix(name, strings.TrimSuffix(prefix, ".")+".")
}

func place(r *rules.Rule) string { return fmt.Sprintf("%s:%d", r.File, r.Line) }
