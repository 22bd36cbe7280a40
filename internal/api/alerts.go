package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"chancery/internal/auth"
	"chancery/internal/store"
	"chancery/internal/watch"
)

// A NewAlert is a filter to be saved.
type NewAlert struct {
	Name  string      `json:"name" doc:"Letters, digits, dots, dashes"`
	Asks  string      `json:"asks" doc:"A filter as the address of a page has it" example:"events?type=THREATEN&target=ISL"`
	Terms store.Terms `json:"terms,omitempty" required:"false" doc:"How and when to tell; by feed only where it is left out"`
}

// alerts adds the operations on saved filters and what they told.
func (a *API) alerts() {
	type none struct{}
	type named struct {
		Name string `path:"name" doc:"Name of an alert"`
	}
	type one struct{ Body *store.Alert }
	huma.Register(a.huma, get("/alerts", "alerts", "All saved filters", "", "Alerts"), func(ctx context.Context, _ *none) (*list[*store.Alert], error) {
		all, err := a.Store.Alerts(ctx)
		return listOf(all, len(all)+1, nil), a.told(err)
	})
	huma.Register(a.huma, with404(get("/alerts/{name}", "alert", "One saved filter", "", "Alerts")), func(ctx context.Context, in *named) (*one, error) {
		x, err := a.Store.Alert(ctx, in.Name)
		return &one{x}, a.told(err)
	})
	type add struct{ Body NewAlert }
	op := change(http.MethodPost, "/alerts", "add-alert", "Save a filter", "From then on what is stored is held against it. Channels are webhook and mail; keys that sign webhooks are named by the operator, in the settings or with chancery alerts add.", "Alerts")
	op.DefaultStatus, op.Errors = http.StatusCreated, append(op.Errors, http.StatusConflict)
	huma.Register(a.huma, op, func(ctx context.Context, in *add) (*one, error) {
		if err := need(ctx, auth.Correct); err != nil {
			return nil, err
		}
		x := &store.Alert{Name: in.Body.Name, Asks: in.Body.Asks, Terms: in.Body.Terms, Added: time.Now()}
		return &one{x}, a.told(watch.Add(ctx, a.Store, x))
	})
	huma.Register(a.huma, with404(change(http.MethodDelete, "/alerts/{name}", "remove-alert", "Forget a filter and what it told", "", "Alerts")), func(ctx context.Context, in *named) (*none, error) {
		if err := need(ctx, auth.Correct); err != nil {
			return nil, err
		}
		return nil, a.told(a.Store.RemoveAlert(ctx, in.Name))
	})
	type firingsIn struct {
		Alert string `query:"alert" doc:"Of this alert only"`
		Paging
	}
	huma.Register(a.huma, get("/firings", "firings", "What was told, with the reason and the evidence", "In the order in which it was found.", "Alerts"), func(ctx context.Context, in *firingsIn) (*list[store.Firing], error) {
		after, err := in.behindNumber()
		if err != nil {
			return nil, err
		}
		found, err := a.Store.Firings(ctx, in.Alert, after, false, in.Limit+1)
		return listOf(found, in.Limit, func(i int) string { return strconv.FormatInt(found[i].N, 10) }), a.told(err)
	})
	type deliveriesIn struct {
		State string `query:"state" enum:"queued,delivered,failed,dead" doc:"In this state only"`
		Paging
	}
	huma.Register(a.huma, get("/deliveries", "deliveries", "Messages and what became of them", "The latest first. Failed ones are tried again; dead ones are not, until chancery alerts dead --retry.", "Alerts"), func(ctx context.Context, in *deliveriesIn) (*list[*store.Delivery], error) {
		before, err := in.behindNumber()
		if err != nil {
			return nil, err
		}
		found, err := a.Store.Deliveries(ctx, in.State, before, in.Limit+1)
		return listOf(found, in.Limit, func(i int) string { return strconv.FormatInt(found[i].N, 10) }), a.told(err)
	})
}
