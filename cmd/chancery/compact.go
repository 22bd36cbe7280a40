package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/export"
	"chancery/internal/store"
)

var monthly = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

func (p *program) compactCommand() *cobra.Command {
	var at ledgerFlag
	var before string
	cmd := &cobra.Command{
		Use:   "compact [flags]",
		Short: "Seal old months: their texts to Parquet beside the ledger, and out of it",
		Long: `Compact seals the months before one, each in a folder beside the ledger,
LEDGER.sealed/month=2022-01: ledger.parquet has the rows in columns with the
sentences that prove them, for data frames and DuckDB; articles-….parquet the
whole entries with their texts, which the ledger goes on reading from there.

Rows, happenings, registers and timelines stay in the ledger, and every command
shows sealed rows as before, with their evidence. Three things change for sealed
months: search no longer finds their words (ledger.parquet has them), an article
that comes later is not compared with them for reprints, and recode leaves them as
they are. Move the folder with the ledger; verify tells when a file of it is
missing or is another one; backup copies it.`,
		Example: "  chancery compact --before 2022-06",
		Args:    cobra.NoArgs,
	}
	at.flags(cmd)
	cmd.Flags().StringVar(&before, "before", "", "seal the months before this `month` (2022-06; default the one two months before the ledger's last day)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		ctx := cmd.Context()
		if before != "" && !monthly.MatchString(before) {
			return usageError{fmt.Errorf("--before: %q, want a month such as 2022-06", before)}
		}
		s, err := at.change(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		if before == "" {
			m, err := s.Mark(ctx)
			if err != nil {
				return err
			}
			last, err := time.Parse(time.DateOnly, m.Day)
			if err != nil {
				return usageError{errors.New("--before: which month? The ledger has no day of publication to go by")}
			}
			before = last.AddDate(0, -2, 1-last.Day()).Format("2006-01")
		}
		months, err := s.OpenMonths(ctx, before)
		if err != nil {
			return err
		}
		for _, m := range months {
			records := export.Records(ctx, s, store.Filter{Published: m, Rejected: true, Old: true}, false)
			rows, err := export.ParquetFile(filepath.Join(s.SealedDir(), "month="+m), records)
			if err != nil {
				return err
			}
			sealed, err := s.Seal(ctx, m)
			if err != nil {
				return err
			}
			size := sealed.Bytes
			if info, err := os.Stat(filepath.Join(filepath.Dir(sealed.File), "ledger.parquet")); err == nil {
				fmt.Fprintf(p.stdout, "%s: %s, %s: %d bytes a row in ledger.parquet, %d with the texts\n", m, count(sealed.Articles, "article"), count(rows, "row"),
					info.Size()/int64(max(1, rows)), (size+info.Size())/int64(max(1, rows)))
			}
		}
		if len(months) == 0 {
			fmt.Fprintf(p.stdout, "%s: nothing to seal before %s\n", s.Path(), before)
			return nil
		}
		return s.Vacuum(ctx)
	}
	return cmd
}
