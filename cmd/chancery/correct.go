package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/store"
	"chancery/internal/term"
)

func (p *program) correctCommand() *cobra.Command {
	var at ledgerFlag
	var c store.Correction
	var set []string
	cmd := &cobra.Command{
		Use:   "correct [flags] accept|reject|edit|merge|split|undo ID",
		Short: "Put a row or a happening of a ledger right, with who and why",
		Long: `Correct accepts a row, rejects it, edits its type, status, cameo, from or to, merges
two happenings, or splits a row off its happening. Nothing is deleted: a rejected
row leaves the answers, the happenings and the shapes of event data, and stands as
a tombstone in other exports and in the log. The last correction of a thing holds.
Undo takes a correction back, by its number in the log, as if it had not been made.`,
		Example: "  chancery correct reject 4f1c… --who jd --why 'the denial, not the act'\n  chancery correct edit 4f1c… --set status=denied --who jd --why 'see the last line'\n  chancery correct merge 81aa… --other 9c0d… --who jd --why 'one and the same call'",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			c.What, c.Target, c.At = args[0], args[1], time.Now()
			if c.What == "undo" {
				c.Target, c.Detail.Other = "", args[1]
			}
			if err := correctable(&c, set); err != nil {
				return usageError{err}
			}
			s, err := at.change(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			return s.Correct(cmd.Context(), &c)
		},
	}
	at.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.Who, "who", "", "`name` of the person who corrects (required)")
	f.StringVar(&c.Why, "why", "", "the `reason` (required)")
	f.StringArrayVar(&set, "set", nil, "for edit: `field=value` (repeatable)")
	f.StringVar(&c.Detail.Other, "other", "", "for merge: `id` of the other happening")
	return cmd
}

// correctable checks a correction as far as that goes without the ledger.
func correctable(c *store.Correction, set []string) error {
	switch c.What {
	case "accept", "reject", "edit", "merge", "split", "undo":
	default:
		return fmt.Errorf("%q: want accept, reject, edit, merge, split or undo", c.What)
	}
	switch {
	case c.Who == "" || c.Why == "":
		return errors.New("--who and --why: a correction says both")
	case c.What != "undo" && (c.What == "merge") != (c.Detail.Other != ""):
		return errors.New("--other: for merge, and merge needs it")
	case (c.What == "edit") != (len(set) > 0):
		return errors.New("--set: for edit, and edit needs it")
	}
	for _, s := range set {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("--set: %q, want field=value", s)
		}
		if c.Detail.Fields == nil {
			c.Detail.Fields = map[string]string{}
		}
		c.Detail.Fields[name] = value
	}
	return nil
}

func (p *program) correctionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "corrections",
		Short: "The log of corrections, and gold files of them",
		Args:  known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("corrections what? log or export (see chancery corrections --help)")}
		},
	}
	var ask question
	log := &cobra.Command{Use: "log [flags]", Short: "every correction with who, when and why", Args: cobra.NoArgs}
	ask.ledgerFlag.flags(log)
	log.Flags().BoolVar(&ask.asJSON, "json", false, "print one JSON object for each correction")
	log.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.list(cmd, &ask, func(s *store.Store, w *bufio.Writer) error {
			for c, err := range s.Corrections(cmd.Context()) {
				if err != nil {
					return err
				}
				if ask.asJSON {
					err = encode(w, c)
				} else {
					_, err = w.WriteString(writtenCorrection(c, terminal(p.stdout)))
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	var from ledgerFlag
	out := &cobra.Command{
		Use:   "export [flags] DIR",
		Short: "gold files of the events that were corrected, for chancery score",
		Long: `Export writes NAME.txt and NAME.gold.json for each article with an event that was
accepted, edited or rejected: the first two must be found, the last must not be.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := from.open(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			golds, err := s.Golds(cmd.Context())
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			for _, g := range golds {
				b, err := json.MarshalIndent(g, "", "  ")
				if err != nil {
					return err
				}
				name := filepath.Join(args[0], g.Name)
				if err := errors.Join(os.WriteFile(name+".txt", g.Raw, 0o644), os.WriteFile(name+".gold.json", append(b, '\n'), 0o644)); err != nil {
					return err
				}
			}
			fmt.Fprintf(p.stdout, "%s: %s\n", args[0], count(len(golds), "article"))
			return nil
		},
	}
	from.flags(out)
	cmd.AddCommand(log, out)
	return cmd
}

func writtenCorrection(c *store.Correction, opts term.Options) string {
	head := fmt.Sprintf("%d  %s  %s %s", c.N, c.At.Format(time.RFC3339), c.What, c.Target)
	if c.Detail.Other != "" {
		head += " with " + c.Detail.Other
	}
	for _, f := range store.Editable {
		if v := c.Detail.Fields[f]; v != "" {
			head += " " + f + "=" + v
		}
	}
	return term.Fold("", head, opts) + term.Fold("    ", c.Who+": "+c.Why, opts)
}
