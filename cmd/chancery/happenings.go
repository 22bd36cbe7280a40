package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/term"
)

func (p *program) happeningsCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "happenings [flags]",
		Short: "what the reports of one event or meeting add up to",
		Long: `Happenings merges the reports of one event or meeting: by what was done, by whom,
toward whom, on which day and where. It tells how many independent sources there
are (a reprint is none), and since when each status holds.`,
		Args: cobra.NoArgs,
	}
	ask.flags(cmd)
	cmd.Flags().IntVar(&ask.filter.Sources, "min-sources", 0, "told by at least so many independent `sources`")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if ask.asCSV {
			return usageError{errors.New("--csv: happenings have reports inside; use --json")}
		}
		if err := ask.check(); err != nil {
			return err
		}
		s, err := ask.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		return p.buffered(func(w *bufio.Writer) error {
			n := 0
			for h, err := range s.Happenings(cmd.Context(), ask.filter) {
				if err != nil {
					return err
				}
				n++
				if err := writeHappening(w, h, ask.asJSON, terminal(p.stdout)); err != nil {
					return err
				}
			}
			if ask.asJSON {
				return nil
			}
			_, err := fmt.Fprintln(w, count(n, "happening"))
			return err
		})
	}
	return cmd
}

func writeHappening(w io.Writer, h *store.Happening, asJSON bool, opts term.Options) error {
	if asJSON {
		return encode(w, answer.OfHappening(h))
	}
	if len(h.Reports) == 0 {
		return nil
	}
	x := h.Reports[0]
	when := h.First
	if h.Last != h.First {
		when += " to " + h.Last
	}
	head := fmt.Sprintf("%s  %-9s %s %s", cmp.Or(when, "undated"), h.Status, h.Type, x.Names(x.By))
	if len(x.Toward) > 0 {
		head += " → " + x.Names(x.Toward)
	}
	head += " · " + count(h.Sources, "source")
	var steps []string
	for _, c := range h.History {
		steps = append(steps, c.Status+" since "+c.Day)
	}
	b := term.Fold("", head, opts)
	if len(steps) > 1 {
		b += term.Fold("    ", strings.Join(steps, ", "), opts)
	}
	if h.Facts != nil {
		b += writtenToll("dead", h.Facts.Dead, h, opts) + writtenToll("hurt", h.Facts.Hurt, h, opts)
	}
	for _, r := range h.Reports {
		b += term.Fold("    ", r.Article.Published.String()+" "+r.Outlet+": “"+r.Evidence+"”", opts)
	}
	_, err := io.WriteString(w, b+"\n")
	return err
}

// writtenToll is how many died or were hurt, and by whom, where they disagree.
func writtenToll(what string, t *store.Toll, h *store.Happening, opts term.Options) string {
	if t == nil {
		return ""
	}
	if t.Low == t.High {
		return term.Fold("    ", fmt.Sprintf("%d %s", t.Low, what), opts)
	}
	var by []string
	for _, c := range t.By {
		for _, r := range h.Reports {
			if r.ID == c.Report {
				by = append(by, fmt.Sprintf("%d by %s", c.Number, r.Outlet))
			}
		}
	}
	return term.Fold("    ", fmt.Sprintf("%d to %d %s, disputed: %s", t.Low, t.High, what, strings.Join(by, ", ")), opts)
}
