package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/actor"
)

// actorsFlags are the flags of the command actors.
type actorsFlags struct {
	on    string
	stale int
	json  bool
	files []string
}

func (p *program) actorsCommand() *cobra.Command {
	var f actorsFlags
	cmd := &cobra.Command{
		Use:   "actors [flags] NAME...",
		Short: "Tell who a name or phrase means on a day, and from which line of knowledge",
		Long: `Actors tells whom a name or phrase ("Lavrov", "the Russian foreign minister",
"Hezbollah") means on a day, with the actor codes of that day and the file and
line that say so. With --stale it lists the office holders without a known end of
term whose record is older than so many months: those to look up again.`,
		Example: "  chancery actors Lavrov --on 2022-03-01\n  chancery actors \"the German chancellor\" --on 2021-12-07\n  chancery actors --stale 24",
		RunE: func(_ *cobra.Command, args []string) error {
			return p.actors(&f, args)
		},
	}
	cmd.Flags().StringVar(&f.on, "on", "", "the day, as 2022-03-01 (default today)")
	cmd.Flags().IntVar(&f.stale, "stale", 0, "list records last confirmed more than so many months before the day")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object a line")
	cmd.Flags().StringArrayVar(&f.files, "actors", nil, "a `file` with actors of your own: name, code, from, to, with tabs between; or a folder of tables (repeatable)")
	return cmd
}

func (p *program) actors(f *actorsFlags, names []string) error {
	day := f.on
	if day == "" {
		day = time.Now().Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return usageError{fmt.Errorf("--on %s: want a day such as 2022-03-01", day)}
	}
	if (f.stale > 0) == (len(names) > 0) {
		return usageError{errors.New("give names, or --stale MONTHS")}
	}
	s, err := p.actorStage(f.files)
	if err != nil {
		return err
	}
	return p.buffered(func(w *bufio.Writer) error {
		if f.stale > 0 {
			for _, t := range s.Stale(day, f.stale) {
				if err := p.tenure(w, f.json, &t); err != nil {
					return err
				}
			}
			return nil
		}
		for _, name := range names {
			answers := s.Who(name, day)
			if len(answers) == 0 {
				p.fail(name, errors.New("nobody of that name is known"))
			}
			for i := range answers {
				if err := p.answer(w, f.json, name, day, &answers[i]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// actorStage loads the actors with the dictionaries of the operator.
func (p *program) actorStage(files []string) (*actor.Stage, error) {
	var overlays []actor.Overlay
	for _, name := range files {
		if at, err := os.Stat(name); err == nil && at.IsDir() {
			o, err := actor.ParseOverlayFolder(name, os.DirFS(name), data.FS)
			if err != nil {
				return nil, err
			}
			overlays = append(overlays, o)
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("--actors: %w", err)
		}
		o, err := actor.ParseOverlay(name, b)
		if err != nil {
			return nil, err
		}
		overlays = append(overlays, o)
	}
	return actor.New(data.FS, overlays...)
}

// An answerRow is an answer as --json prints it.
type answerRow struct {
	Query    string         `json:"query"`
	On       string         `json:"on"`
	ID       string         `json:"id,omitempty"`
	Name     string         `json:"name,omitempty"`
	Kind     string         `json:"kind,omitempty"`
	Codes    []string       `json:"codes"`
	Country  string         `json:"country,omitempty"`
	Office   string         `json:"office,omitempty"`
	Wikidata string         `json:"wikidata,omitempty"`
	Tenure   string         `json:"tenure,omitempty"`
	Sure     float32        `json:"confidence"`
	Why      string         `json:"why"`
	Terms    []actor.Tenure `json:"terms,omitempty"`
}

func (p *program) answer(w *bufio.Writer, asJSON bool, query, day string, a *actor.Answer) error {
	if asJSON {
		return json.NewEncoder(w).Encode(answerRow{
			Query: query, On: day, ID: a.Actor.ID, Name: a.Actor.Name, Kind: string(a.Actor.Kind), Codes: a.Codes, Country: a.Actor.Country,
			Office: a.Actor.Office, Wikidata: a.Actor.Wikidata, Tenure: a.Tenure, Sure: a.Sure, Why: a.Why, Terms: a.Terms,
		})
	}
	name := a.Actor.Name
	if name == "" {
		name = query + " (of no state)"
	}
	fmt.Fprintf(w, "%s  %s  %s", name, strings.Join(a.Codes, " "), a.Actor.ID)
	if a.Actor.Office != "" {
		fmt.Fprintf(w, "  %s", a.Actor.Office)
	}
	if a.Tenure != "" {
		fmt.Fprintf(w, " (%s)", a.Tenure)
	}
	fmt.Fprintf(w, "\n    %s\n", a.Why)
	for _, t := range a.Terms {
		fmt.Fprintf(w, "    %s\n", termLine(&t))
	}
	return nil
}

func (p *program) tenure(w *bufio.Writer, asJSON bool, t *actor.Tenure) error {
	if asJSON {
		return json.NewEncoder(w).Encode(t)
	}
	_, err := fmt.Fprintf(w, "%s  %s\n", t.Name, termLine(t))
	return err
}

// termLine shows one line of the tables.
func termLine(t *actor.Tenure) string {
	to := t.To
	if to == "" {
		to = "?"
	}
	return fmt.Sprintf("%s  %s  %s  %s to %s, as of %s, %s  %s", t.Country, t.Code, t.Office, t.From, to, t.AsOf, t.Source, t.Line)
}
