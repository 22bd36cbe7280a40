package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) verifyCommand() *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "verify [flags]",
		Short: "Look through a ledger for damage",
		Long: `Verify reads a whole ledger and tells, a line for each, what must not be: damage
to the file, entries that cannot be read, rows that are missing or too many.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			s, err := at.open(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			h, err := s.Verify(cmd.Context())
			if err != nil {
				return err
			}
			for _, f := range h.Faults {
				fmt.Fprintf(p.stderr, "chancery: %s: %s\n", s.Path(), f)
			}
			if n := len(h.Faults); n > 0 {
				return fmt.Errorf("%s: %s", s.Path(), count(n, "fault"))
			}
			sealed := ""
			if h.Sealed > 0 {
				sealed = ", " + count(h.Sealed, "sealed month") + " in " + s.SealedDir()
			}
			fmt.Fprintf(p.stdout, "%s: %s, %s, %s%s, no faults\n", s.Path(), count(h.Articles, "article"), count(h.Rows, "row"), count(h.Happenings, "happening"), sealed)
			return nil
		},
	}
	at.flags(cmd)
	return cmd
}

func (p *program) backupCommand() *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "backup [flags] FILE",
		Short: "Copy a ledger as it is now",
		Long: `Backup writes a copy of a ledger, as it is at this moment, to a file that is not
there yet. Others may read and write the ledger meanwhile.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := at.open(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			return s.Backup(cmd.Context(), args[0])
		},
	}
	at.flags(cmd)
	return cmd
}
