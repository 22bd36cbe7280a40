package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"chancery"
	"chancery/internal/auth"
	"chancery/internal/store"
)

// A Version is an article as the ledger keeps it.
type Version struct {
	Version int             `json:"version" doc:"Of its page, from 1"`
	Latest  bool            `json:"latest"`
	Added   string          `json:"added" doc:"When it came, RFC 3339"`
	Coder   string          `json:"coder" doc:"Version of rules and model that read it"`
	Story   int64           `json:"story" doc:"Group of reprints that it belongs to"`
	Entry   *chancery.Entry `json:"entry"`
}

// A Source is what is followed, with its health.
type Source struct {
	URL      string    `json:"url"`
	Kind     string    `json:"kind"`
	Title    string    `json:"title,omitempty"`
	Folder   string    `json:"folder,omitempty"`
	Added    time.Time `json:"added"`
	Paused   bool      `json:"paused"`
	Looked   time.Time `json:"looked,omitzero" doc:"Last look"`
	OK       time.Time `json:"ok,omitzero" doc:"Last look without a fault"`
	Next     time.Time `json:"next,omitzero" doc:"When it is looked at again"`
	Faults   int       `json:"faults" doc:"In a row"`
	Fault    string    `json:"fault,omitempty" doc:"Of the last look"`
	Articles int       `json:"articles" doc:"That it has brought"`
	PerDay   float64   `json:"per_day" doc:"Addresses a day, over the last week"`
}

// ledger adds the operations on actors, pairs, articles and sources.
func (a *API) ledger() {
	type actorsIn struct {
		Filter
		Paging
		Kind string `query:"kind" enum:"events,statements,conditions,demands,agenda" doc:"Of rows of this kind only"`
	}
	huma.Register(a.huma, get("/actors", "actors", "Who is named, and how often as who acts, is acted on and speaks", "The busiest first.", "Ledger"), func(ctx context.Context, in *actorsIn) (*list[store.Known], error) {
		kind := in.Kind
		if kind == "" {
			kind = "search"
		}
		ask, err := in.ask(kind)
		if err != nil {
			return nil, a.told(err)
		}
		known, err := a.Store.Actors(ctx, ask.Filter)
		if err != nil {
			return nil, a.told(err)
		}
		return slice(known, &in.Paging)
	})
	type pairIn struct {
		A    string `path:"a" doc:"Id of an actor or code of a country"`
		B    string `path:"b" doc:"Id of an actor or code of a country"`
		From string `query:"from" pattern:"^\\d{4}(-\\d\\d(-\\d\\d)?)?$" doc:"From this day, month or year on"`
		To   string `query:"to" pattern:"^\\d{4}(-\\d\\d(-\\d\\d)?)?$" doc:"Up to this day, month or year"`
	}
	huma.Register(a.huma, get("/pairs/{a}/{b}", "pair", "What two sides did toward each other, week by week", "Only what took place, each happening once. The mean Goldstein score belongs to the codes, not to the events.", "Ledger"), func(ctx context.Context, in *pairIn) (*list[store.Week], error) {
		weeks, err := a.Store.Pair(ctx, in.A, in.B, in.From, in.To)
		return listOf(weeks, len(weeks)+1, nil), a.told(err)
	})
	type articleIn struct {
		ID      string `path:"id" doc:"Id of an article"`
		Version int    `query:"version" minimum:"0" doc:"Of its page; the latest where it is left out"`
	}
	type articleOut struct{ Body Version }
	huma.Register(a.huma, with404(get("/articles/{id}", "article", "One article with its whole ledger entry", "As chancery read --json prints it.", "Ledger")), func(ctx context.Context, in *articleIn) (*articleOut, error) {
		t, e, err := a.Store.Text(ctx, in.ID, in.Version)
		if err == nil && t == nil {
			err = huma.Error404NotFound("no such article")
		}
		if err != nil {
			return nil, a.told(err)
		}
		return &articleOut{Version{t.Version, t.Latest, t.Added, t.Coder, t.Story, e}}, nil
	})
	huma.Register(a.huma, get("/sources", "sources", "What is followed, and how it is", "", "Ledger"), func(ctx context.Context, in *Paging) (*list[Source], error) {
		all, err := a.Store.Sources(ctx, time.Now())
		if err != nil {
			return nil, a.told(err)
		}
		page, err := slice(all, in)
		if err != nil {
			return nil, err
		}
		return mapped(page, func(x store.Source) Source {
			return Source{x.URL, x.Kind, x.Title, x.Folder, x.Added, x.Paused, x.Looked, x.OK, x.Next, x.Faults, x.Fault, x.Kept, x.PerDay}
		}), nil
	})
}

// A NewCorrection is what somebody decides of a row or a happening.
type NewCorrection struct {
	What   string            `json:"what" enum:"accept,reject,edit,merge,split,undo"`
	Target string            `json:"target,omitempty" doc:"Id of a row; for merge, of a happening; for undo it may be left out"`
	Fields map[string]string `json:"fields,omitempty" doc:"For edit: type, status, cameo, from, to"`
	Other  string            `json:"other,omitempty" doc:"For merge: id of the other happening; for undo: number of the correction"`
	Why    string            `json:"why" minLength:"1" maxLength:"2000" doc:"The reason, for the log"`
}

// corrections adds the operations on what people have decided.
func (a *API) corrections() {
	huma.Register(a.huma, get("/corrections", "corrections", "Every correction with who, when and why", "In the order in which they were made.", "Corrections"), func(ctx context.Context, in *Paging) (*list[store.Correction], error) {
		after, err := in.behindNumber()
		if err != nil {
			return nil, err
		}
		var out []store.Correction
		for c, err := range a.Store.Corrections(ctx) {
			if err != nil {
				return nil, a.told(err)
			}
			if c.N > after && len(out) <= in.Limit {
				out = append(out, *c)
			}
		}
		return listOf(out, in.Limit, func(i int) string { return strconv.FormatInt(out[i].N, 10) }), nil
	})
	type in struct{ Body NewCorrection }
	type out struct{ Body store.Correction }
	op := with404(change(http.MethodPost, "/corrections", "correct", "Put a row or a happening right", "Nothing is deleted; the last correction of a thing holds. Who corrects is whose token or session it is.", "Corrections"))
	op.DefaultStatus = http.StatusCreated
	huma.Register(a.huma, op, func(ctx context.Context, in *in) (*out, error) {
		if err := need(ctx, auth.Correct); err != nil {
			return nil, err
		}
		b := &in.Body
		c := &store.Correction{At: time.Now().UTC().Truncate(time.Second), Who: auth.From(ctx).Name, What: b.What, Target: b.Target, Detail: store.Detail{Fields: b.Fields, Other: b.Other}, Why: b.Why}
		if err := a.Store.Correct(ctx, c); err != nil {
			return nil, a.told(err)
		}
		return &out{*c}, nil
	})
}
