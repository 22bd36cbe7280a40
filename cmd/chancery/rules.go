package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
		Short: "Find and test rules, ask why one does not fire, import dictionaries",
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("rules: find, test, why-not or import? (see chancery help rules)")}
		},
	}
	cmd.AddCommand(p.rulesFindCommand(), p.rulesTestCommand(), p.whyNotCommand(), p.rulesImportCommand())
	return cmd
}

// A bench is what the commands on rules stand on.
type bench struct {
	sets    []*rules.Set // by kind, with an operator's own last
	fsys    fs.FS
	options []coder.Option
	coder   *coder.Coder // once loaded
}

// newBench loads every rule, with the operator's folders laid over.
func newBench(own []string) (*bench, error) {
	var dirs []fs.FS
	var opts []coder.Option
	for _, name := range own {
		dir, err := openRules(name)
		if err != nil {
			return nil, err
		}
		dirs, opts = append(dirs, dir), append(opts, coder.WithRules(dir))
	}
	b := &bench{fsys: rules.Over(data.FS, dirs...)}
	lex, err := rules.LoadLexicon(b.fsys)
	if err != nil {
		return nil, err
	}
	// Frames stand for rules of their kind, so events are one set.
	for _, glob := range []string{"rules/[a-d]*.rules", "rules/event-*.rules", "rules/[f-z]*.rules"} {
		set, err := rules.Load(data.FS, glob, lex)
		if err != nil {
			return nil, err
		}
		b.sets = append(b.sets, set)
	}
	for _, dir := range dirs {
		if err := errors.Join(rules.CheckDrops(dir, lex, b.sets...)...); err != nil {
			return nil, err
		}
	}
	for _, glob := range []string{"*.rules", "rules/*.rules"} {
		for _, dir := range dirs {
			set, err := rules.Load(dir, glob, lex)
			if err != nil {
				return nil, err
			}
			b.sets = append(b.sets, set)
		}
	}
	b.options = opts
	return b, nil
}

// load makes what reads sentences.
func (b *bench) load() (err error) {
	b.coder, err = coder.New(b.options...)
	return err
}

// openRules is the folder of an operator's own rules.
func openRules(name string) (fs.FS, error) {
	at, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("--rules: %w", err)
	case !at.IsDir():
		return nil, usageError{fmt.Errorf("--rules: %s is no folder", name)}
	}
	return rules.Named(name, os.DirFS(name)), nil
}

func rulesFlag(cmd *cobra.Command, own *[]string) {
	cmd.Flags().StringArrayVar(own, "rules", nil, "a `folder` with rules and word lists of your own, laid over the built-in ones (repeatable)")
}

func (b *bench) read(ctx context.Context, sentence, date string) (*chancery.Doc, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, err
	}
	return b.coder.Read(ctx, chancery.Article{Text: sentence, Published: chancery.Stamp{Time: day, DayOnly: true}})
}

func (p *program) rulesTestCommand() *cobra.Command {
	var own []string
	cmd := &cobra.Command{
		Use:   "test [PREFIX]",
		Short: "Read the sentences that rules must and must not fire on",
		Long: `Test reads the sentences of every rule, or of those whose name begins with
PREFIX, with the whole program, and says which do not give what the rule file
expects.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := newBench(own)
			if err == nil {
				err = b.load()
			}
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				return b.test(cmd.Context(), w, strings.Join(args, ""))
			})
		},
	}
	rulesFlag(cmd, &own)
	return cmd
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
