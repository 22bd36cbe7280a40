package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/term"
)

func (p *program) registerCommand() *cobra.Command {
	var ask question
	cmd := &cobra.Command{
		Use:   "register [flags] conditions|demands|agenda|contacts",
		Short: "what became of conditions, demands and meetings, and of calls both readouts",
		Long: `Register tells each condition, demand or meeting once, with all reports of it and
what became of it, since when and by which report: conditions are open,
triggered, carried-out, lapsed or withdrawn; demands open, refused, accepted or
met; meetings planned, moved, postponed, held, cancelled or unreported. Contacts
are the meetings and calls that were held, with what each side said of them.`,
		Example:   "  chancery query register conditions --actor ISL\n  chancery query register agenda --status moved --json",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"conditions", "demands", "agenda", "contacts"},
	}
	ask.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if ask.asCSV {
			return usageError{errors.New("--csv: a register has reports inside; use --json")}
		}
		ask.filter.Section = store.ParseSection(args[0]) // none of contacts
		if err := ask.check(); err != nil {
			return err
		}
		s, err := ask.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		return p.buffered(func(w *bufio.Writer) error {
			if args[0] == "contacts" {
				list, err := s.Contacts(cmd.Context(), ask.filter)
				return errors.Join(err, tellEach(w, list, ask.asJSON, "contact", terminal(p.stdout), writeContact))
			}
			list, err := s.Register(cmd.Context(), ask.filter)
			return errors.Join(err, tellEach(w, list, ask.asJSON, "row", terminal(p.stdout), writeStanding))
		})
	}
	return cmd
}

// tellEach writes each of a list and, for a person, how many there were.
func tellEach[T any](w io.Writer, list []T, asJSON bool, what string, opts term.Options, write func(io.Writer, T, bool, term.Options) error) error {
	for _, x := range list {
		if err := write(w, x, asJSON, opts); err != nil {
			return err
		}
	}
	if asJSON {
		return nil
	}
	_, err := fmt.Fprintln(w, count(len(list), what))
	return err
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func writeStanding(w io.Writer, st *store.Standing, asJSON bool, opts term.Options) error {
	if asJSON {
		return encode(w, answer.OfStanding(st))
	}
	head := fmt.Sprintf("%-11s %s %s", st.Status, st.Kind, listed(st.By))
	if len(st.Toward) > 0 {
		head += " → " + listed(st.Toward)
	}
	b := term.Fold("", head+" · "+count(st.Sources, "source"), opts)
	b += term.Fold("    ", strings.TrimSpace(st.Text+" "+st.If)+until(st.Deadline), opts)
	for _, s := range st.Steps {
		line := s.Day + " " + s.Status
		if s.Report != nil {
			line += ", " + s.Report.Outlet + ": “" + s.Report.Evidence + "”"
		} else {
			line += ": the day has passed"
		}
		b += term.Fold("    ", line, opts)
	}
	_, err := io.WriteString(w, b+"\n")
	return err
}

func until(day string) string {
	if day == "" {
		return ""
	}
	return " [" + day + "]"
}

func listed(names []string) string {
	if len(names) == 0 {
		return "someone"
	}
	return strings.Join(names, ", ")
}

func writeContact(w io.Writer, c *store.Contact, asJSON bool, opts term.Options) error {
	if asJSON {
		return encode(w, answer.OfContact(c))
	}
	b := term.Fold("", fmt.Sprintf("%s %s %s · %s", c.Deadline, c.Kind, listed(c.By), count(c.Sources, "source")), opts)
	both := map[*store.Found]bool{}
	for _, pair := range c.Both {
		both[c.Sides[0].Statements[pair[0]]], both[c.Sides[1].Statements[pair[1]]] = true, true
	}
	for _, s := range c.Sides {
		for _, x := range s.Statements {
			mark := "only " + s.Side
			if both[x] {
				mark = "both, " + s.Side
			}
			b += term.Fold("    ", mark+" ("+x.Outlet+"): “"+x.Evidence+"”", opts)
		}
	}
	_, err := io.WriteString(w, b+"\n")
	return err
}
