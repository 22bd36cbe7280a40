package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/score"
	"chancery/internal/source"
)

func (p *program) scoreCommand() *cobra.Command {
	var in input
	var asJSON, misses bool
	cmd := &cobra.Command{
		Use:   "score [flags] DIR",
		Short: "Compare what is read with articles that were read by hand",
		Long: `Score reads every NAME.txt of DIR that has a NAME.gold.json beside it and prints
precision, recall and F1 by section and by type of event, and how many events
were read that must not be.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			golds, err := score.Load(os.DirFS(args[0]))
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			rd, err := p.reader(&in)
			if err != nil {
				return err
			}
			r, err := rd.scoreAll(cmd.Context(), golds)
			if err != nil {
				return err
			}
			return p.buffered(func(w *bufio.Writer) error {
				if asJSON {
					return json.NewEncoder(w).Encode(r)
				}
				writeReport(w, r, misses)
				return nil
			})
		},
	}
	in.actorFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&misses, "misses", false, "list every row that was missed, wrong or forbidden")
	return cmd
}

// scoreAll reads the articles and compares each with its gold.
func (r *reader) scoreAll(ctx context.Context, golds []*score.Gold) (*score.Report, error) {
	report := score.NewReport()
	type pair struct {
		gold *score.Gold
		*reading
	}
	work := func(ctx context.Context, g *score.Gold) pair { return pair{g, r.gold(ctx, g)} }
	err := pipeline.Each(ctx, 0, slices.Values(golds), work, func(x pair) error {
		if x.err != nil {
			r.fail(x.name, x.err)
			return nil
		}
		report.Add(x.gold, x.entry)
		return nil
	})
	return report, err
}

// gold reads the article of a gold file.
func (r *reader) gold(ctx context.Context, g *score.Gold) *reading {
	day, err := chancery.ParseStamp(g.Published)
	if err != nil {
		return &reading{name: g.Name, err: err}
	}
	text, defects, err := source.Decode(g.Raw)
	it := source.Item{Name: g.Name + ".txt", Article: chancery.Article{Text: text}, Defects: defects, Err: err}
	return r.read(ctx, it, intake.Options{Published: day})
}

func writeReport(w *bufio.Writer, r *score.Report, misses bool) {
	fmt.Fprintf(w, "%d articles\n\n%-14s %6s %7s %9s %7s %7s\n", r.Articles, "", "gold", "printed", "precision", "recall", "F1")
	row := func(name string, c *score.Count) {
		fmt.Fprintf(w, "%-14s %6d %7d %9.3f %7.3f %7.3f\n", name, c.Gold, c.Printed, c.Precision, c.Recall, c.F1)
	}
	for _, name := range score.Sections {
		row(name, r.Sections[name])
	}
	for _, table := range []struct {
		head string
		rows map[string]*score.Count
	}{{"events, with fewer demands on the row", r.Relaxed}, {"events by type", r.Types}} {
		fmt.Fprintf(w, "\n%s\n", table.head)
		for _, name := range slices.Sorted(maps.Keys(table.rows)) {
			row(name, table.rows[name])
		}
	}
	fmt.Fprintf(w, "\nof the rows found, right in\n")
	for _, name := range slices.Sorted(maps.Keys(r.Attributes)) {
		s := r.Attributes[name]
		fmt.Fprintf(w, "%-28s %4d of %4d %6.3f\n", name, s.Right, s.Of, s.Share)
	}
	fmt.Fprintf(w, "\nforbidden events %d\nlines of furniture left %d\n", r.Forbidden, r.Furniture)
	if !misses {
		return
	}
	fmt.Fprintln(w)
	for _, m := range r.Misses {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Article, m.Section, m.What, m.Row)
	}
}
