package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/answer"
	"chancery/internal/config"
	"chancery/internal/notify"
	"chancery/internal/store"
	"chancery/internal/term"
	"chancery/internal/watch"
)

func (p *program) alertsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "alerts",
		Short: "Be told when the ledger has something that you ask for",
		Long: `Alerts are saved filters. While chancery serve runs, each report that is stored is
held against them, and what fits is told once, with the reason and the evidence:
by webhook, by mail, as a feed (/alerts/NAME.atom), a calendar (/alerts/NAME.ics)
and a stream (/api/v1/stream).`,
		Example: `  chancery alerts add threats 'events?type=THREATEN&target=ISL' --webhook https://desk.example/hook --min-sources 2
  chancery alerts add talks 'agenda?actor=ISL' --mail desk@example.org --digest 07:00 --due --zone Atlantic/Reykjavik
  chancery alerts test threats`,
		Args: known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("alerts what? add, list, remove, test, log or dead (see chancery alerts --help)")}
		},
	}
	cmd.AddCommand(p.alertsAdd(), p.alertsList(), p.alertsRemove(), p.alertsTest(), p.alertsLog(), p.alertsDead())
	return cmd
}

func (p *program) alertsAdd() *cobra.Command {
	var a store.Alert
	var hooks, mails []string
	var secret, digest string
	var past bool
	cmd := p.ledgerCommand(&cobra.Command{
		Use:   "add [flags] NAME FILTER",
		Short: "save a filter",
		Long: `Add saves a filter, written as the address of a page has it: a kind of row (events,
statements, conditions, demands, agenda, or search for any), and what is asked of
it under the names of the flags of chancery query: 'demands?source=ISL&from=2031'.`,
		Args: cobra.ExactArgs(2),
	}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		ask, err := answer.Parse(args[1])
		if err != nil {
			return usageError{err}
		}
		if err := answer.Check(&ask.Filter, "filter: "); err != nil {
			return usageError{err}
		}
		a.Name, a.Asks, a.Added = args[0], ask.String(), time.Now()
		for _, to := range hooks {
			a.Terms.Channels = append(a.Terms.Channels, store.Channel{Kind: watch.Webhook, To: to, Secret: secret})
		}
		for _, to := range mails {
			a.Terms.Channels = append(a.Terms.Channels, store.Channel{Kind: watch.Mail, To: to, Digest: digest})
		}
		if err := watch.Check(&a); err != nil {
			return usageError{err}
		}
		if !past {
			if a.Seen, err = s.LastReport(cmd.Context()); err != nil {
				return err
			}
		}
		return named("alert", a.Name, s.AddAlert(cmd.Context(), &a))
	})
	f := cmd.Flags()
	f.StringArrayVar(&hooks, "webhook", nil, "post what is found to this `address` (repeatable)")
	f.StringVar(&secret, "secret-file", "", "a `file` with the key that signs these webhooks (default: notify.secret_file)")
	f.StringArrayVar(&mails, "mail", nil, "mail what is found to this `address` (repeatable)")
	f.StringVar(&digest, "digest", "", "one mail a day at this `time`, such as 07:00, instead of one at once")
	f.IntVar(&a.Terms.Sources, "min-sources", 0, "only what at least so many independent `sources` tell")
	f.BoolVar(&a.Terms.Due, "due", false, "tell too, on its day, when a deadline or a meeting has come")
	f.StringVar(&a.Terms.Quiet, "quiet", "", "`hours` in which nothing is sent, such as 22:00-07:00")
	f.StringVar(&a.Terms.Zone, "zone", "", "time `zone` of --quiet, --digest and of days (default UTC)")
	f.BoolVar(&past, "past", false, "tell what is in the ledger already too")
	return cmd
}

func (p *program) alertsList() *cobra.Command {
	var asJSON bool
	cmd := p.ledgerCommand(&cobra.Command{Use: "list [flags]", Short: "all alerts", Args: cobra.NoArgs}, false, func(cmd *cobra.Command, s *store.Store, _ []string) error {
		alerts, err := s.Alerts(cmd.Context())
		if err != nil {
			return err
		}
		return table(p.stdout, &question{asJSON: asJSON}, []string{"name", "sources", "quiet", "tells", "asks"}, alerts, func(a *store.Alert) []string {
			var tells []string
			for _, c := range a.Terms.Channels {
				to := c.Kind + " " + c.To
				if c.Digest != "" {
					to += " at " + c.Digest
				}
				tells = append(tells, to)
			}
			if a.Terms.Due {
				tells = append(tells, "dues")
			}
			return []string{a.Name, fmt.Sprint(max(1, a.Terms.Sources)), cmp.Or(strings.TrimSpace(a.Terms.Quiet+" "+a.Terms.Zone), "-"), cmp.Or(strings.Join(tells, ", "), "feed"), a.Asks}
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each alert")
	return cmd
}

func (p *program) alertsRemove() *cobra.Command {
	return p.ledgerCommand(&cobra.Command{Use: "remove [flags] NAME", Short: "forget an alert and what it told", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		return named("alert", args[0], s.RemoveAlert(cmd.Context(), args[0]))
	})
}

func (p *program) alertsTest() *cobra.Command {
	var last int
	var send bool
	var conf configFlag
	cmd := p.ledgerCommand(&cobra.Command{
		Use:   "test [flags] NAME",
		Short: "what an alert would have told lately, and whether its messages arrive",
		Args:  cobra.ExactArgs(1),
	}, false, func(cmd *cobra.Command, s *store.Store, args []string) error {
		a, err := s.Alert(cmd.Context(), args[0])
		if err != nil {
			return named("alert", args[0], err)
		}
		if send {
			return p.sendTest(cmd, a, &conf)
		}
		return p.buffered(func(w *bufio.Writer) error {
			n := 0
			for f, err := range watch.Preview(cmd.Context(), s, a, last) {
				if err != nil {
					return err
				}
				n++
				if err := writeFiring(w, f, terminal(p.stdout)); err != nil {
					return err
				}
			}
			_, err := fmt.Fprintln(w, count(n, "row"))
			return err
		})
	})
	cmd.Flags().IntVar(&last, "last", 20, "the last so many `rows`")
	cmd.Flags().BoolVar(&send, "send", false, "send a message through each channel now")
	conf.flags(cmd, nil)
	return cmd
}

// sendTest sends a message through each channel of an alert and says what came of
// it.
func (p *program) sendTest(cmd *cobra.Command, a *store.Alert, from *configFlag) error {
	conf, err := from.load(cmd)
	if err != nil {
		return err
	}
	opts, err := notifyOptions(conf)
	if err != nil {
		return err
	}
	n := notify.New(nil, opts, p.logger())
	if len(a.Terms.Channels) == 0 {
		fmt.Fprintf(p.stdout, "%s tells by feed only\n", a.Name)
	}
	body, err := json.Marshal(watch.Body{Title: "A test of the alert " + a.Name, Rows: []answer.Row{}})
	if err != nil {
		return err
	}
	for _, c := range a.Terms.Channels {
		err := n.Test(cmd.Context(), c, &store.Firing{Alert: a.Name, Kind: "test", Why: "Somebody asked for a test. The alert asks for " + a.Asks + ".", Body: body, At: time.Now()})
		if err != nil {
			p.fail(c.Kind+" "+c.To, err)
			continue
		}
		fmt.Fprintf(p.stdout, "%s %s: delivered\n", c.Kind, c.To)
	}
	return nil
}

// notifyOptions are how messages are sent, as the settings say.
func notifyOptions(conf *config.Config) (o notify.Options, err error) {
	if o.Secret, err = conf.Notify.Secret.Read(); err != nil {
		return o, fmt.Errorf("notify.secret_file: %w", err)
	}
	if o.Allow, err = config.Prefixes(conf.Notify.Allow); err != nil {
		return o, err
	}
	m := conf.Mail
	o.Site, o.Mail = conf.Notify.Site, notify.MailServer{Addr: m.Server, From: m.From, User: m.User, Plain: m.Plain}
	if o.Mail.Password, err = m.Password.Read(); err != nil {
		return o, fmt.Errorf("mail.password_file: %w", err)
	}
	return o, nil
}

// writeFiring prints what an alert told: what, why, and the evidence.
func writeFiring(w io.Writer, f *store.Firing, opts term.Options) error {
	var body watch.Body
	if err := json.Unmarshal(f.Body, &body); err != nil {
		return err
	}
	b := term.Fold("", fmt.Sprintf("%-7s %s", f.Kind, body.Title), opts) + term.Fold("    ", f.Why, opts)
	for _, r := range body.Rows {
		b += term.Fold("    ", fmt.Sprintf("“%s” %s %s", r.Evidence, r.Article.Source, r.Article.Published), opts)
	}
	_, err := io.WriteString(w, b+"\n")
	return err
}

func (p *program) alertsLog() *cobra.Command {
	var last int
	var asJSON bool
	cmd := p.ledgerCommand(&cobra.Command{Use: "log [flags] [NAME]", Short: "what was told, the latest first", Args: cobra.MaximumNArgs(1)}, false, func(cmd *cobra.Command, s *store.Store, args []string) error {
		name := strings.Join(args, "")
		if name != "" {
			if _, err := s.Alert(cmd.Context(), name); err != nil {
				return named("alert", name, err)
			}
		}
		list, err := s.Firings(cmd.Context(), name, 0, true, last)
		if err != nil {
			return err
		}
		return p.buffered(func(w *bufio.Writer) error {
			for i := range list {
				f := &list[i]
				if asJSON {
					err = encode(w, f)
				} else {
					fmt.Fprintf(w, "%s  %s\n", f.At.Format(time.RFC3339), f.Alert)
					err = writeFiring(w, f, terminal(p.stdout))
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	cmd.Flags().IntVar(&last, "last", 20, "the last so many `times`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each")
	return cmd
}

func (p *program) alertsDead() *cobra.Command {
	var asJSON, retry bool
	cmd := p.ledgerCommand(&cobra.Command{
		Use:   "dead [flags] [NUMBER]",
		Short: "messages that were given up, and how to send them once more",
		Args:  cobra.MaximumNArgs(1),
	}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		var n int64
		if len(args) > 0 {
			if _, err := fmt.Sscan(args[0], &n); err != nil || n <= 0 {
				return usageError{fmt.Errorf("number %q: want that of a message", args[0])}
			}
		}
		if retry {
			k, err := s.Revive(cmd.Context(), n, time.Now())
			if err == nil {
				fmt.Fprintf(p.stdout, "%s queued again\n", count(int(k), "message"))
			}
			return err
		}
		dead, err := s.Deliveries(cmd.Context(), store.SendDead, 0, 1000)
		if err != nil {
			return err
		}
		return table(p.stdout, &question{asJSON: asJSON}, []string{"number", "alert", "tries", "given up", "to", "fault"}, dead, func(d *store.Delivery) []string {
			return []string{fmt.Sprint(d.N), d.Firing.Alert, fmt.Sprint(d.Tries), d.Settled.Format(time.RFC3339), d.Channel.Kind + " " + d.Channel.To, strings.Join(strings.Fields(d.Fault), " ")}
		})
	})
	cmd.Flags().BoolVar(&retry, "retry", false, "queue them again, or the one with that number")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each message")
	return cmd
}
