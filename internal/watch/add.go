package watch

import (
	"context"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// Add checks an alert that somebody gives over the network and saves it; it looks
// at what is stored from now on. It cannot name a file of this machine.
func Add(ctx context.Context, s *store.Store, a *store.Alert) error {
	ask, err := answer.Parse(a.Asks)
	if err != nil {
		return err
	}
	a.Asks = ask.String()
	for _, c := range a.Terms.Channels {
		if c.Secret != "" {
			return bad("secret_file: is for the operator to name, with chancery alerts add")
		}
	}
	if a.Terms.Channels == nil {
		a.Terms.Channels = []store.Channel{}
	}
	if err := Check(a); err != nil {
		return err
	}
	if a.Seen, err = s.LastReport(ctx); err != nil {
		return err
	}
	return s.AddAlert(ctx, a)
}
