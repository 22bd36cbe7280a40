package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"chancery/internal/answer"
)

// registers adds the operations on what became of conditions, demands, meetings.
func (a *API) registers() {
	type in struct {
		Filter
		Paging
	}
	for _, r := range []struct{ kind, summary, description string }{
		{"conditions", "Each condition once, with what became of it", "Statuses: open, triggered, carried-out, lapsed, withdrawn."},
		{"demands", "Each demand once, with how it was answered", "Statuses: open, refused, accepted, met."},
		{"agenda", "Each meeting once, with what became of it", "Statuses: planned, moved, postponed, held, cancelled, unreported."},
	} {
		huma.Register(a.huma, get("/register/"+r.kind, "register-"+r.kind, r.summary, r.description, "Registers"), func(ctx context.Context, in *in) (*list[answer.Standing], error) {
			ask, err := in.ask(r.kind)
			if err != nil {
				return nil, a.told(err)
			}
			behind, err := in.behind()
			if err != nil {
				return nil, err
			}
			ask.Filter.Limit = in.Limit + 1
			lines, err := a.Store.RegisterPage(ctx, ask.Filter, behind)
			if err != nil {
				return nil, a.told(err)
			}
			page := listOf(lines, in.Limit, func(i int) string { return lines[i].ID })
			return mapped(page, answer.OfStanding), nil
		})
	}
	huma.Register(a.huma, get("/register/contacts", "contacts", "Calls and meetings that were held, with what each side said of them", "What both sides say, and what only one says.", "Registers"), func(ctx context.Context, in *in) (*list[answer.Contact], error) {
		ask, err := in.ask("agenda")
		if err != nil {
			return nil, a.told(err)
		}
		from, err := in.behindNumber()
		if err != nil {
			return nil, err
		}
		ask.Filter.Limit = int(from) + in.Limit + 1
		held, err := a.Store.Contacts(ctx, ask.Filter)
		if err != nil {
			return nil, a.told(err)
		}
		page, err := slice(held, &in.Paging)
		if err != nil {
			return nil, err
		}
		return mapped(page, answer.OfContact), nil
	})
}

// mapped is a page with each item told.
func mapped[A, B any](l *list[A], tell func(A) B) *list[B] {
	out := &list[B]{}
	out.Body.Items, out.Body.Next = []B{}, l.Body.Next
	for _, x := range l.Body.Items {
		out.Body.Items = append(out.Body.Items, tell(x))
	}
	return out
}
