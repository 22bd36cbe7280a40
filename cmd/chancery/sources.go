package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/feed"
	"chancery/internal/fetch"
	"chancery/internal/follow"
	"chancery/internal/store"
)

func (p *program) sourcesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List and change what serve follows",
		Long: `Sources are what chancery serve follows: RSS, Atom and JSON feeds, sitemaps, pages
that link to articles, single pages, and GDELT's list of files. They stand in the
ledger; a server that runs takes changes up within a second.`,
		Args: known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("no command given (see chancery help sources)")}
		},
	}
	cmd.AddCommand(p.sourcesListCommand(), p.sourcesAddCommand(), p.sourcesRemoveCommand(), p.sourcesPauseCommand(true), p.sourcesPauseCommand(false), p.sourcesImportCommand(), p.sourcesExportCommand())
	return cmd
}

// A sourceRow is a source as sources list --json prints it.
type sourceRow struct {
	URL         string     `json:"url"`
	Kind        string     `json:"kind"`
	Title       string     `json:"title"`
	Folder      string     `json:"folder"`
	Paused      bool       `json:"paused"`
	LastSuccess *time.Time `json:"last_success"`
	LastLook    *time.Time `json:"last_look"`
	NextLook    time.Time  `json:"next_look"`
	Every       float64    `json:"every_seconds"`
	Looks       int        `json:"looks"`
	Faults      int        `json:"faults"` // in a row
	Fault       string     `json:"fault"`
	Pages       int        `json:"pages"`
	Articles    int        `json:"articles"`
	Waiting     int        `json:"waiting"`
	Refused     int        `json:"refused"`
	PerDay      float64    `json:"pages_per_day"`
}

func rowOf(x *store.Source) sourceRow {
	when := func(t time.Time) *time.Time {
		if t.IsZero() {
			return nil
		}
		return &t
	}
	return sourceRow{
		URL: x.URL, Kind: x.Kind, Title: x.Title, Folder: x.Folder, Paused: x.Paused, LastSuccess: when(x.OK), LastLook: when(x.Looked), NextLook: x.Next,
		Every: x.Every.Seconds(), Looks: x.Looks, Faults: x.Faults, Fault: x.Fault, Pages: x.Seen, Articles: x.Kept, Waiting: x.Waiting, Refused: x.Refused, PerDay: x.PerDay,
	}
}

func (p *program) sourcesListCommand() *cobra.Command {
	var at ledgerFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [flags]",
		Short: "Print the sources with their health",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := at.open(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			now := time.Now()
			list, err := s.Sources(cmd.Context(), now)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(p.stdout)
				for i := range list {
					if err := enc.Encode(rowOf(&list[i])); err != nil {
						return err
					}
				}
				return nil
			}
			return listSources(p.stdout, list, now)
		},
	}
	at.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return cmd
}

// listSources prints a table: one line a source, its fault on a line below.
func listSources(w io.Writer, list []store.Source, now time.Time) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "No sources. Add one: chancery sources add URL")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "STATE\tLAST SUCCESS\tEVERY\tA DAY\tARTICLES\tKIND\tSOURCE")
	for _, x := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%.1f\t%d\t%s\t%s\n", stateOf(&x), ago(x.OK, now), roughly(x.Every), x.PerDay, x.Kept, x.Kind, strings.TrimSpace(x.Title+" "+x.URL))
		if x.Fault != "" {
			fmt.Fprintf(t, "\t  %s\t\t\t\t\t\n", x.Fault)
		}
	}
	return t.Flush()
}

func stateOf(x *store.Source) string {
	switch {
	case x.Paused:
		return "paused"
	case x.Faults > 0:
		return fmt.Sprintf("failing (%d)", x.Faults)
	case x.Looks == 0:
		return "new"
	}
	return "ok"
}

func ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return roughly(now.Sub(t)) + " ago"
}

// roughly is a time in one unit.
func roughly(d time.Duration) string {
	switch {
	case d <= 0:
		return "-"
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	case d < 48*time.Hour:
		return fmt.Sprintf("%.0f h", d.Hours())
	}
	return fmt.Sprintf("%.0f days", d.Hours()/24)
}

func (p *program) sourcesAddCommand() *cobra.Command {
	var at ledgerFlag
	var conf configFlag
	var kind, title, folder string
	cmd := &cobra.Command{
		Use:   "add [flags] URL...",
		Short: "Follow further sources",
		Long: `Add looks at each address once to tell what it is. A page that names a feed as its
own is followed by that feed. With --kind nothing is looked at.`,
		Example: "  chancery sources add https://example.org/ https://example.org/sitemap-news.xml\n  chancery sources add --kind gdelt http://data.gdeltproject.org/gdeltv2/lastupdate.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if kind != "" && !slices.Contains(follow.Kinds, kind) {
				return usageError{fmt.Errorf("--kind %s: want one of %s", kind, strings.Join(follow.Kinds, ", "))}
			}
			if title != "" && len(args) > 1 {
				return usageError{errors.New("--title: for one address at a time")}
			}
			settings, err := conf.load(cmd)
			if err != nil {
				return err
			}
			web, err := newClient(settings)
			if err != nil {
				return err
			}
			return p.changeSources(cmd.Context(), &at, func(s *store.Store) error {
				for _, addr := range args {
					x, err := probe(cmd.Context(), web, addr, kind)
					if err != nil {
						p.fail(addr, err)
						continue
					}
					x.Title, x.Folder = cmp.Or(title, x.Title), folder
					if err := p.addSource(cmd.Context(), s, x); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	at.flags(cmd)
	conf.flags(cmd, nil)
	f := cmd.Flags()
	f.StringVar(&kind, "kind", "", "what the addresses are: "+strings.Join(follow.Kinds, ", "))
	f.StringVar(&title, "title", "", "what to call it")
	f.StringVar(&folder, "folder", "", "the folder to list it in")
	return cmd
}

// probe tells what an address is, by looking at it unless kind says so.
func probe(ctx context.Context, web *fetch.Client, addr, kind string) (store.Source, error) {
	addr = feed.Clean(addr)
	if !strings.HasPrefix(addr, "http://") && !strings.HasPrefix(addr, "https://") {
		return store.Source{}, fetch.ErrAddress
	}
	if kind != "" {
		return store.Source{URL: addr, Kind: kind}, nil
	}
	return follow.Probe(ctx, web, addr)
}

// changeSources opens the ledger for writing and changes its sources.
func (p *program) changeSources(ctx context.Context, at *ledgerFlag, change func(*store.Store) error) (err error) {
	path, err := at.file()
	if err != nil {
		return err
	}
	s, err := store.Create(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return change(s)
}

func (p *program) addSource(ctx context.Context, s *store.Store, x store.Source) error {
	x.Added = time.Now()
	x.Next = x.Added
	added, err := s.AddSource(ctx, x)
	if err != nil {
		return err
	}
	state := "there already"
	if added {
		state = "added"
	}
	fmt.Fprintf(p.stdout, "%s: %s %s\n", state, x.Kind, strings.TrimSpace(x.Title+" "+x.URL))
	return nil
}

func (p *program) sourcesRemoveCommand() *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "remove [flags] URL...",
		Short: "Follow sources no more; what they brought stays",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.eachSource(cmd.Context(), &at, args, func(s *store.Store, url string) error { return s.RemoveSource(cmd.Context(), url) })
		},
	}
	at.flags(cmd)
	return cmd
}

func (p *program) sourcesPauseCommand(pause bool) *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "pause [flags] URL...",
		Short: "Leave sources alone for a while",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.eachSource(cmd.Context(), &at, args, func(s *store.Store, url string) error {
				return s.PauseSource(cmd.Context(), url, pause)
			})
		},
	}
	if !pause {
		cmd.Use, cmd.Short = "resume [flags] URL...", "Follow sources again that were left alone"
	}
	at.flags(cmd)
	return cmd
}

func (p *program) eachSource(ctx context.Context, at *ledgerFlag, urls []string, change func(*store.Store, string) error) error {
	return p.changeSources(ctx, at, func(s *store.Store) error {
		for _, url := range urls {
			switch err := change(s, url); {
			case errors.Is(err, store.ErrNoSource):
				p.fail(url, err)
			case err != nil:
				return err
			}
		}
		return nil
	})
}

// maxOPML is the most bytes that a list of feeds may have.
const maxOPML = 32 << 20

func (p *program) sourcesImportCommand() *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "import [flags] FILE",
		Short: "Follow the feeds of an OPML file",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := p.readAll(args[0], maxOPML)
			if err != nil {
				return err
			}
			feeds, err := feed.ReadOPML(text)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return p.changeSources(cmd.Context(), &at, func(s *store.Store) error {
				for _, o := range feeds {
					x, err := probe(cmd.Context(), nil, o.URL, follow.KindFeed)
					if err != nil {
						p.fail(o.URL, err)
						continue
					}
					x.Title, x.Folder = o.Title, o.Folder
					if err := p.addSource(cmd.Context(), s, x); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	at.flags(cmd)
	return cmd
}

// readAll reads a file, "-" for standard input, of at most limit bytes.
func (p *program) readAll(name string, limit int64) ([]byte, error) {
	in := io.NopCloser(p.stdin)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		in = f
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: larger than %d bytes", name, limit)
	}
	return b, err
}

func (p *program) sourcesExportCommand() *cobra.Command {
	var at ledgerFlag
	cmd := &cobra.Command{
		Use:   "export [flags]",
		Short: "Print the sources as OPML",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := at.open(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			list, err := s.Sources(cmd.Context(), time.Now())
			if err != nil {
				return err
			}
			var out []feed.Outline
			for _, x := range list {
				if x.Kind == follow.KindFeed { // readers of OPML know no other
					out = append(out, feed.Outline{URL: x.URL, Title: x.Title, Folder: x.Folder})
				} else {
					fmt.Fprintf(p.stderr, "chancery: %s: left out, OPML has no sources of kind %s\n", x.URL, x.Kind)
				}
			}
			return feed.WriteOPML(p.stdout, out)
		},
	}
	at.flags(cmd)
	return cmd
}
