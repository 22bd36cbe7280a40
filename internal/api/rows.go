package api

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// rows adds the operations that list rows.
func (a *API) rows() {
	type in struct {
		Filter
		Paging
		Newest bool `query:"newest" doc:"Latest day first"`
	}
	for _, s := range []struct{ kind, summary string }{
		{"events", "Who did what to whom"},
		{"statements", "Who said what"},
		{"conditions", "If this, then that"},
		{"demands", "Who wants what of whom"},
		{"agenda", "Meetings announced and held"},
		{answer.Search, "Rows of every kind whose sentence has these words"},
	} {
		huma.Register(a.huma, get("/"+s.kind, s.kind, s.summary, "By day, then in the order in which they came.", "Rows"), func(ctx context.Context, in *in) (*list[answer.Row], error) {
			ask, err := in.ask(s.kind)
			if err != nil {
				return nil, a.told(err)
			}
			if s.kind == answer.Search && ask.Filter.Words == "" {
				return nil, huma.Error422UnprocessableEntity("q: which words?")
			}
			ask.Filter.Newest = in.Newest
			return a.rowPage(ctx, ask.Filter, &in.Paging)
		})
	}
	type one struct {
		ID string `path:"id" doc:"Id of a row"`
	}
	type out struct{ Body answer.Row }
	huma.Register(a.huma, with404(get("/rows/{id}", "row", "One row", "With its evidence and its article.", "Rows")), func(ctx context.Context, in *one) (*out, error) {
		for x, err := range a.Store.Find(ctx, store.Filter{ID: in.ID, Rejected: true, Old: true, Newest: true, Limit: 1}) {
			if err != nil {
				return nil, a.told(err)
			}
			return &out{answer.Of(x)}, nil
		}
		return nil, huma.Error404NotFound("no such row")
	})
}

func with404(o huma.Operation) huma.Operation {
	o.Errors = append(o.Errors, 404)
	return o
}

// rowPage is a page of the rows that a filter asks for.
func (a *API) rowPage(ctx context.Context, f store.Filter, p *Paging) (*list[answer.Row], error) {
	after, err := p.behindNumber()
	if err != nil {
		return nil, err
	}
	f.After, f.Limit = after, p.Limit+1
	var rows []answer.Row
	var at []int64
	for x, err := range a.Store.Find(ctx, f) {
		if err != nil {
			return nil, a.told(err)
		}
		rows, at = append(rows, answer.Of(x)), append(at, x.N)
	}
	return listOf(rows, p.Limit, func(i int) string { return strconv.FormatInt(at[i], 10) }), nil
}
