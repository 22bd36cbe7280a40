package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// happenings adds the operations on what reports add up to.
func (a *API) happenings() {
	type in struct {
		Filter
		Paging
		Kind string `query:"kind" enum:"events,agenda" default:"events" doc:"Acts or meetings"`
	}
	huma.Register(a.huma, get("/happenings", "happenings", "What the reports of one event or meeting add up to", "The latest day first. Each with its independent sources, since when each status holds, and all its reports.", "Happenings"), func(ctx context.Context, in *in) (*list[answer.Happening], error) {
		ask, err := in.ask(in.Kind)
		if err != nil {
			return nil, a.told(err)
		}
		behind, err := in.behind()
		if err != nil {
			return nil, err
		}
		ask.Filter.Limit = in.Limit + 1
		found, err := a.Store.HappeningPage(ctx, ask.Filter, behind)
		if err != nil {
			return nil, a.told(err)
		}
		var out []answer.Happening
		for _, h := range found[:min(len(found), in.Limit)] {
			full, err := a.happening(ctx, h.ID)
			if err != nil {
				return nil, a.told(err)
			}
			out = append(out, *full)
		}
		l := listOf(out, in.Limit, nil)
		if len(found) > in.Limit {
			l.Body.Next = cursor(found[in.Limit-1].ID)
		}
		return l, nil
	})
	type one struct {
		ID string `path:"id" doc:"Id of a happening"`
	}
	type out struct{ Body *answer.Happening }
	huma.Register(a.huma, with404(get("/happenings/{id}", "happening", "One happening", "With all its reports.", "Happenings")), func(ctx context.Context, in *one) (*out, error) {
		h, err := a.happening(ctx, in.ID)
		if err != nil {
			return nil, a.told(err)
		}
		return &out{h}, nil
	})
}

// happening is the happening with that id and its reports.
func (a *API) happening(ctx context.Context, id string) (*answer.Happening, error) {
	for h, err := range a.Store.Happenings(ctx, store.Filter{Happening: id, Limit: 1}) {
		if err != nil {
			return nil, err
		}
		out := answer.OfHappening(h)
		return &out, nil
	}
	return nil, huma.Error404NotFound("no such happening")
}
