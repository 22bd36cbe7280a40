package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"chancery/internal/store"
)

func (p *program) pairsCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "pairs [flags] A B",
		Short: "what two sides did toward each other, week by week",
		Long: `Pairs counts, for each week, the happenings between two actors or countries that
took place, each once however many tell of it: those of A toward B and back, of
cooperation and of conflict (a Goldstein score above or below 0), and the mean
score, from -10 to 10. The score belongs to the CAMEO code, not to the event.`,
		Example: "  chancery query pairs ISL GBR\n  chancery query pairs RUS USA --from 2022-01 --csv",
		Args:    cobra.ExactArgs(2),
	}
	ask.ledgerFlag.flags(cmd)
	ask.spanFlags(cmd)
	ask.formFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.list(cmd, &ask, func(s *store.Store, w *bufio.Writer) error {
			weeks, err := s.Pair(cmd.Context(), args[0], args[1], ask.filter.From, ask.filter.To)
			if err != nil {
				return err
			}
			head := []string{"week", "happenings", "reports", "there", "back", "mutual", "cooperation", "conflict", "intensity"}
			return table(w, &ask, head, weeks, func(x store.Week) []string {
				return []string{x.Monday, strconv.Itoa(x.Happenings), strconv.Itoa(x.Reports), strconv.Itoa(x.There), strconv.Itoa(x.Back), strconv.Itoa(x.Mutual),
					strconv.Itoa(x.Cooperation), strconv.Itoa(x.Conflict), strconv.FormatFloat(x.Intensity, 'f', 1, 64)}
			})
		})
	}
	return cmd
}

func (p *program) queryActorsCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "actors [flags]",
		Short: "who is named, and how often as who acts, is acted on and speaks",
		Args:  cobra.NoArgs,
	}
	ask.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.list(cmd, &ask, func(s *store.Store, w *bufio.Writer) error {
			known, err := s.Actors(cmd.Context(), ask.filter)
			if err != nil {
				return err
			}
			head := []string{"id", "name", "kind", "country", "acts", "meets", "says", "first", "last"}
			return table(w, &ask, head, known, func(x store.Known) []string {
				return []string{x.ID, x.Name, x.Kind, x.Country, strconv.Itoa(x.Acts), strconv.Itoa(x.Meets), strconv.Itoa(x.Says), x.First, x.Last}
			})
		})
	}
	return cmd
}

// list opens the ledger of a question and writes the answer.
func (p *program) list(cmd *cobra.Command, q *question, write func(*store.Store, *bufio.Writer) error) (err error) {
	if err := q.check(); err != nil {
		return err
	}
	s, err := q.open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return p.buffered(func(w *bufio.Writer) error { return write(s, w) })
}

// table writes rows as JSON Lines, comma-separated values, or in columns.
func table[T any](w io.Writer, q *question, head []string, rows []T, cells func(T) []string) error {
	if q.asJSON {
		for _, x := range rows {
			if err := encode(w, x); err != nil {
				return err
			}
		}
		return nil
	}
	lines := [][]string{head}
	for _, x := range rows {
		lines = append(lines, cells(x))
	}
	if q.asCSV {
		return csv.NewWriter(w).WriteAll(lines)
	}
	width := make([]int, len(head))
	for _, l := range lines {
		for i, c := range l {
			width[i] = max(width[i], len([]rune(c)))
		}
	}
	for _, l := range lines {
		for i, c := range l[:len(l)-1] {
			if _, err := fmt.Fprintf(w, "%-*s  ", width[i], c); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w, l[len(l)-1]); err != nil {
			return err
		}
	}
	return nil
}
