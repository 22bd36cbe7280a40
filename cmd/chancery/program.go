package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"chancery/coder"
	"chancery/internal/source"
)

// A program is one run of the command: its streams, the flags that several
// commands share, and what has failed so far.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	debug   bool
	running bool           // the command line was understood
	stopped bool           // it ran until it was interrupted, as it should
	grace   atomic.Int64   // nanoseconds, see linger
	failed  int            // inputs that failed
	options []coder.Option // how tests change what reads
}

// The exit statuses.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitInterrupted = 130
)

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "chancery",
		Short: "Read news articles and print a sourced ledger of who did and said what to whom",
		Long: `Chancery reads news articles in English and prints a ledger of who did, said,
threatened, demanded, promised, denied, refused and agreed what, to whom, where
and when. Every row leads back to the words that prove it.`,
		Example: "  chancery read article.html\n  chancery read --published 2022-01-10 article.txt\n  chancery read --json news.jsonl.gz > ledger.jsonl",
		Args:    known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("no command given (see chancery help)")}
		},
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableSuggestions: true,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) {
			p.running = true
		},
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.PersistentFlags().BoolVar(&p.debug, "debug", false, "log what the program does on standard error")
	root.AddCommand(p.readCommand(), p.ingestCommand(), p.queryCommand(), p.exportCommand(), p.correctCommand(), p.correctionsCommand(), p.verifyCommand(), p.backupCommand(), p.compactCommand(), p.recodeCommand(), p.extractCommand(), p.parseCommand(), p.explainCommand(), p.actorsCommand(), p.rulesCommand(), p.scoreCommand(), p.serveCommand(), p.workCommand(), p.sourcesCommand(), p.configCommand(), p.alertsCommand(), p.userCommand(), p.tokenCommand(), p.versionCommand())
	nameArgs(root)
	return root
}

// nameArgs lets a command that got too many arguments or too few say which it wants,
// by the words of its usage line, and not only how many.
func nameArgs(cmd *cobra.Command) {
	if check, use := cmd.Args, cmd.Use; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			err := check(cmd, args)
			if err == nil || !strings.HasPrefix(err.Error(), "accepts ") && !strings.HasPrefix(err.Error(), "requires ") {
				return err
			}
			_, wants, _ := strings.Cut(strings.Replace(use, "[flags] ", "", 1), " ")
			return fmt.Errorf("%s: wants %s, and %s given", strings.TrimPrefix(cmd.CommandPath(), "chancery "), wants, given(len(args)))
		}
	}
	for _, sub := range cmd.Commands() {
		nameArgs(sub)
	}
}

func given(n int) string {
	if n == 0 {
		return "none is"
	}
	return count(n, "argument") + map[bool]string{true: " is", false: " are"}[n == 1]
}

// known is called where no command has the name that was given.
func known(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("unknown command %q", args[0])
	}
	return nil
}

// status turns the outcome into an exit status and says on standard error what
// went wrong, in one line for each fault.
func (p *program) status(ctx context.Context, err error) int {
	switch {
	case p.stopped:
		return exitOK
	case ctx.Err() != nil:
		return exitInterrupted
	case err != nil && !p.running:
		fmt.Fprintf(p.stderr, "chancery: %v (see chancery help)\n", err)
		return exitUsage
	case errors.As(err, new(usageError)):
		p.complain(err)
		return exitUsage
	case err != nil:
		p.complain(err)
		return exitFailed
	case p.failed > 0:
		return exitPartly
	}
	return exitOK
}

// complain writes each line of err on a line of its own.
func (p *program) complain(err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(p.stderr, "chancery: %s\n", line)
	}
}

// fail tells on one line why an input was not read, and reports whether that is a
// failure: what a folder passed over is told only.
func (p *program) fail(input string, err error) bool {
	fmt.Fprintf(p.stderr, "chancery: %s: %s\n", input, strings.Join(strings.Fields(err.Error()), " "))
	if errors.As(err, new(source.Skipped)) {
		return false
	}
	p.failed++
	return true
}

// A usageError says that a flag or an argument has no meaning.
type usageError struct{ error }

func (p *program) logger() *slog.Logger {
	if !p.debug {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// buffered is standard output with a buffer that is written out at the end.
func (p *program) buffered(f func(w *bufio.Writer) error) error {
	w := bufio.NewWriterSize(p.stdout, 64<<10)
	err := f(w)
	return errors.Join(err, w.Flush())
}
