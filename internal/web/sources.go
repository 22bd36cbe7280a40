package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"chancery/internal/store"
)

// outletArticles is over how many of the latest articles outlets are counted.
const outletArticles = 5000

// sourcesPage is what is followed, how it is, and who published what came last.
type sourcesPage struct {
	Followed []sourceLine
	Faults   int
	Outlets  []outletLine
	Recent   []*store.Text
	Counted  int
}

// A sourceLine is a source in words.
type sourceLine struct {
	store.Source
	Name  string
	Href  string // live address, empty where it is no page of the web
	State word
	OKAgo string
	Rate  string
	Due   string
}

// An outletLine is who published, with the list behind the number.
type outletLine struct {
	store.OutletCount
	Href string
}

func (s *site) followed(ctx context.Context) ([]store.Source, error) {
	return cached(s.cache, "sources", func() ([]store.Source, error) {
		return s.Store.Sources(context.WithoutCancel(ctx), s.Now())
	})
}

func (s *site) sources(r *http.Request) (*reply, error) {
	ctx := r.Context()
	all, err := s.followed(ctx)
	if err != nil {
		return nil, err
	}
	p := &sourcesPage{Counted: outletArticles}
	now := s.Now()
	for _, x := range all {
		l := sourceLine{Source: x, Name: x.Title, Href: webURL(x.URL), OKAgo: ago(now, x.OK), Due: until(now, x.Next)}
		if l.Name == "" {
			l.Name = x.URL
		}
		switch {
		case x.Paused:
			l.State, l.Due = word{"paused", "»", "paused", "not looked at"}, ""
		case x.Faults > 0:
			l.State = word{"failing", "!", "failing", "the last look failed"}
			p.Faults++
		case x.Looks == 0:
			l.State = word{"new", "○", "new", "not looked at yet"}
		default:
			l.State = word{"ok", "●", "well", "the last look went well"}
		}
		l.Rate = fmt.Sprintf("%.1f", x.PerDay)
		p.Followed = append(p.Followed, l)
	}
	outlets, err := cached(s.cache, "outlets", func() ([]store.OutletCount, error) {
		return s.Store.Outlets(context.WithoutCancel(ctx), outletArticles)
	})
	if err != nil {
		return nil, err
	}
	for _, o := range outlets {
		p.Outlets = append(p.Outlets, outletLine{o, "/search?outlet=" + url.QueryEscape(o.Outlet)})
	}
	if p.Recent, err = s.Store.Recent(ctx, 20); err != nil {
		return nil, err
	}
	return &reply{page: "sources", title: "Sources", nav: "/sources", data: p}, nil
}

// ago is how long ago a moment was, in words.
func ago(now, at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	d := now.Sub(at)
	if d < time.Minute {
		return "just now"
	}
	return inWords(d) + " ago"
}

// until is how far off a moment is, in words.
func until(now, at time.Time) string {
	switch d := at.Sub(now); {
	case at.IsZero():
		return ""
	case d < time.Minute:
		return "now"
	default:
		return "in " + inWords(d)
	}
}

func inWords(d time.Duration) string {
	switch {
	case d < time.Hour:
		return counted(int(d.Minutes()), "minute")
	case d < 48*time.Hour:
		return counted(int(d.Hours()), "hour")
	}
	return counted(int(d.Hours()/24), "day")
}
