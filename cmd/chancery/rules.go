package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/coder"
	"chancery/data"
	"chancery/internal/rules"
)

func (p *program) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Test the rules, and ask why one does not fire",
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("rules: test or why-not? (see chancery help rules)")}
		},
	}
	cmd.AddCommand(p.rulesTestCommand(), p.whyNotCommand())
	return cmd
}

// A bench is what the commands on rules stand on.
type bench struct {
	sets  []*rules.Set // one a file
	coder *coder.Coder
}

func newBench() (*bench, error) {
	lex, err := rules.LoadLexicon(data.FS)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(data.FS, "rules/*.rules")
	if err != nil {
		return nil, err
	}
	b := &bench{}
	for _, file := range files {
		set, err := rules.Load(data.FS, file, lex)
		if err != nil {
			return nil, err
		}
		b.sets = append(b.sets, set)
	}
	b.coder, err = coder.New()
	return b, err
}

func (b *bench) read(ctx context.Context, sentence, date string) (*chancery.Doc, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, err
	}
	return b.coder.Read(ctx, chancery.Article{Text: sentence, Published: chancery.Stamp{Time: day, DayOnly: true}})
}

func (p *program) rulesTestCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "test [PREFIX]",
		Short: "Read the sentences that rules must and must not fire on",
		Long: `Test reads the sentences of every rule, or of those whose name begins with
PREFIX, with the whole program, and says which do not give what the rule file
expects.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := newBench()
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				return b.test(cmd.Context(), w, strings.Join(args, ""))
			})
		},
	}
}

func (b *bench) test(ctx context.Context, w *bufio.Writer, prefix string) error {
	tested, sentences, wrong := 0, 0, 0
	for _, set := range b.sets {
		for _, r := range set.Rules {
			if !strings.HasPrefix(r.Name, prefix) {
				continue
			}
			tested++
			for i, ex := range slices.Concat(r.Yes, r.No) {
				sentences++
				d, err := b.read(ctx, ex.Sentence, ex.Date)
				if err != nil {
					return fmt.Errorf("%s:%d: %w", r.File, ex.Line, err)
				}
				if fault := rules.Check(d, r, ex, i < len(r.Yes)); fault != "" {
					wrong++
					fmt.Fprintf(w, "%s:%d: %s: %s: %s\n", r.File, ex.Line, r.Name, ex.Sentence, fault)
				}
			}
		}
	}
	fmt.Fprintf(w, "%d rules, %d sentences, %d wrong\n", tested, sentences, wrong)
	if wrong > 0 {
		return fmt.Errorf("%d of %d sentences are not read as their rules expect", wrong, sentences)
	}
	return nil
}

func (p *program) whyNotCommand() *cobra.Command {
	var date string
	var all bool
	cmd := &cobra.Command{
		Use:   "why-not [flags] SENTENCE",
		Short: "Show which rules nearly fired on a sentence, and what kept them from it",
		Long: `Why-not reads a sentence and shows for each of its propositions the rules that
fire, and of those that name its predicate the first term that does not hold.`,
		Example: `  chancery rules why-not "Lavrov met with approval."`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := newBench()
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
