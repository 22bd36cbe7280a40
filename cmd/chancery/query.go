package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/term"
)

// queryable are what query can be asked for, and what each is.
var queryable = []struct {
	name, short string
	section     store.Section
}{
	{"events", "who did what to whom", store.Events},
	{"statements", "who said what", store.Statements},
	{"conditions", "if this, then that", store.Conditions},
	{"demands", "who wants what of whom", store.Demands},
	{"agenda", "meetings announced and held", store.Agenda},
}

func (p *program) queryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "query",
		Short: "Ask the ledger",
		Long: `Query asks the ledger for rows of one kind, or for words. Filters say which; all
of them must hold. An ACTOR is the id of an actor or the code of a country, which
stands for all who act for it.`,
		Example: "  chancery query events --actor RUS --actor USA --from 2022-01\n  chancery query demands --json\n  chancery query search 'security guarantees'",
		// The flags are those of what is asked for: without it, or with a name that
		// there is not, it is the name that is wrong and not the flag.
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("query %s: %s", args[0], askable(cmd))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usageError{fmt.Errorf("query what? %s (see chancery query --help)", askable(cmd))}
		},
	}
	for _, q := range queryable {
		sub := &cobra.Command{Use: q.name + " [flags]", Short: q.short, Args: cobra.NoArgs}
		var ask question
		ask.flags(sub)
		sub.RunE = func(cmd *cobra.Command, _ []string) error {
			ask.filter.Section = q.section
			return p.tell(cmd, &ask)
		}
		cmd.AddCommand(sub)
	}
	cmd.AddCommand(p.happeningsCommand(), p.registerCommand(), p.pairsCommand(), p.positionsCommand(), p.versionsCommand(), p.queryActorsCommand())
	search := &cobra.Command{
		Use:   "search [flags] WORD...",
		Short: "rows whose sentence has these words",
		Long:  `Search finds the rows of every kind whose sentence has all the words, in any form; words between double quotation marks must stand side by side.`,
		Args:  cobra.MinimumNArgs(1),
	}
	var ask question
	ask.flags(search)
	search.RunE = func(cmd *cobra.Command, args []string) error {
		ask.filter.Words = strings.Join(args, " ")
		return p.tell(cmd, &ask)
	}
	cmd.AddCommand(search)
	return cmd
}

// askable names what query can be asked for.
func askable(cmd *cobra.Command) string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	last := len(names) - 1
	return "it is one of " + strings.Join(names[:last], ", ") + " and " + names[last]
}

// A question is what is asked of a ledger and how the answer is printed.
type question struct {
	ledgerFlag
	filter        store.Filter
	asJSON, asCSV bool
}

func (q *question) flags(cmd *cobra.Command) {
	q.ledgerFlag.flags(cmd)
	q.spanFlags(cmd)
	q.formFlags(cmd)
	f, x := cmd.Flags(), &q.filter
	f.StringArrayVar(&x.Actors, "actor", nil, "with this `actor` on either side (repeatable: with all of them)")
	f.StringVar(&x.By, "source", "", "by this `actor`")
	f.StringVar(&x.Toward, "target", "", "toward this `actor`")
	f.StringSliceVar(&x.Types, "type", nil, "of this `type` (THREATEN, denies, promise, refuses, summit; repeatable)")
	f.StringSliceVar(&x.Statuses, "status", nil, "with this `status` (actual, planned, denied, held; repeatable)")
	f.StringVar(&x.Place, "place", "", "at the place with this `id`")
	f.StringVar(&x.Source, "outlet", "", "reported by this `outlet`")
	f.BoolVar(&x.Old, "old", false, "earlier versions of pages too")
	f.BoolVar(&x.Rejected, "rejected", false, "rows that were rejected too")
	f.BoolVar(&x.Newest, "newest", false, "latest first")
	f.IntVar(&x.Limit, "limit", 0, "at most so many `rows`")
}

func (q *question) spanFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&q.filter.From, "from", "", "from this `day`, month or year on")
	cmd.Flags().StringVar(&q.filter.To, "to", "", "up to this `day`, month or year")
}

func (q *question) formFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&q.asJSON, "json", false, "print one JSON object for each row")
	cmd.Flags().BoolVar(&q.asCSV, "csv", false, "print comma-separated values")
}

func (q *question) check() error {
	if err := answer.Check(&q.filter, "--"); err != nil {
		return usageError{err}
	}
	switch {
	case q.asJSON && q.asCSV:
		return usageError{errors.New("--json or --csv, not both")}
	case q.filter.Limit < 0:
		return usageError{fmt.Errorf("--limit: %d, want a number above 0", q.filter.Limit)}
	}
	return nil
}

// tell prints the rows that were asked for.
func (p *program) tell(cmd *cobra.Command, q *question) (err error) {
	if err := q.check(); err != nil {
		return err
	}
	s, err := q.open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return p.buffered(func(w *bufio.Writer) error {
		print, end := q.printer(w, terminal(p.stdout))
		for x, err := range s.Find(cmd.Context(), q.filter) {
			if err != nil {
				return err
			}
			if err := print(x); err != nil {
				return err
			}
		}
		return end()
	})
}

// printer returns what prints a row and what ends the answer.
func (q *question) printer(w io.Writer, opts term.Options) (func(*store.Found) error, func() error) {
	none := func() error { return nil }
	switch {
	case q.asJSON:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return func(x *store.Found) error { return enc.Encode(answer.Of(x)) }, none
	case q.asCSV:
		c := csv.NewWriter(w)
		err := c.Write(csvHead)
		return func(x *store.Found) error { return errors.Join(err, c.Write(csvRow(x))) }, func() error {
			c.Flush()
			return errors.Join(err, c.Error())
		}
	}
	n := 0
	return func(x *store.Found) error {
			n++
			return writeFound(w, x, opts)
		}, func() error {
			_, err := fmt.Fprintln(w, count(n, "row"))
			return err
		}
}

var csvHead = []string{"section", "id", "type", "status", "cameo", "intensity", "from", "to", "dated", "sources", "targets", "place", "evidence", "confidence", "rule", "outlet", "url", "title", "published"}

func csvRow(x *store.Found) []string {
	return []string{x.Section.String(), x.ID, x.Type, x.Status, x.CAMEO, strconv.FormatFloat(float64(x.Intensity), 'g', -1, 32), x.First, x.Last,
		strconv.FormatBool(x.Dated), strings.Join(x.By, ";"), strings.Join(x.Toward, ";"), x.Place, x.Evidence,
		strconv.FormatFloat(float64(x.Confidence), 'g', 3, 32), x.Rule, x.Outlet, x.Article.URL, x.Article.Title, x.Article.Published.String()}
}

// writeFound prints a row for a person: what, who, when, and the sentence.
func writeFound(w io.Writer, x *store.Found, opts term.Options) error {
	status := x.Status
	if status == "" {
		status = strings.TrimSuffix(x.Section.String(), "s")
	}
	when := x.First
	if x.Last != x.First {
		when += " to " + x.Last
	}
	if !x.Dated {
		when = "reported " + when
	}
	head := fmt.Sprintf("%-12s %s %s", status, x.Type, x.Names(x.By))
	if len(x.Toward) > 0 {
		head += " → " + x.Names(x.Toward)
	}
	from := x.Outlet
	if from == "" {
		from = x.Article.Title
	}
	_, err := fmt.Fprint(w, term.Fold("", head, opts), term.Fold("    ", when+" · "+from, opts), term.Fold("    ", "“"+x.Evidence+"”", opts), "\n")
	return err
}
