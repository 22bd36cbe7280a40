package main

import (
	"errors"

	"github.com/spf13/cobra"
)

func (p *program) workCommand() *cobra.Command {
	var at configFlag
	cmd := &cobra.Command{
		Use:   "work --nats URL [flags]",
		Short: "Read pages for a server on another machine",
		Long: `Work takes pages from the queue of chancery serve --nats, reads them, and puts what
it read on the queue. It has no ledger and asks nothing of the web. Any number of
machines may work for one server. It ends when it is interrupted; a page that it
was at goes to another.`,
		Example: "  chancery work --nats nats://queue.example.org:4222",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			conf, err := at.load(cmd)
			if err != nil {
				return err
			}
			if conf.NATS == "" {
				return usageError{errors.New("no --nats: whose pages to read")}
			}
			p.linger(serveGrace)
			log := newLog(p.stderr, conf, p.debug)
			q, err := openQueue(cmd.Context(), conf, "")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, q.Close()) }()
			r, err := p.newReader(conf, q, log)
			if err != nil {
				return err
			}
			log.Info("working", "jobs", conf.Queue.Readers)
			if err := r.Run(cmd.Context()); err != nil {
				return err
			}
			p.stopped = true
			return nil
		},
	}
	cmd.Flags().String("nats", "", "the `address` of the NATS server")
	cmd.Flags().Int("readers", 0, "how many pages to read at once (default: as many as there are processors)")
	at.flags(cmd, map[string]string{"nats": "nats", "readers": "queue.readers"})
	return cmd
}
