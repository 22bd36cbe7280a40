package store

import (
	"context"
	"slices"
	"strings"

	"chancery"
)

// A Gold is an article with what people have decided of its events, as package
// score reads it.
type Gold struct {
	Name      string             `json:"-"`
	Raw       []byte             `json:"-"`
	Published string             `json:"published"`
	Actors    map[string]goldWho `json:"actors"`
	Events    []goldEvent        `json:"events"`
	Forbidden []goldForbidden    `json:"forbidden_events"`
}

type goldWho struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Codes []string `json:"codes"`
}

type goldEvent struct {
	Type    string    `json:"type"`
	CAMEO   string    `json:"cameo"`
	Mode    *string   `json:"mode"` // not decided on
	Sources []string  `json:"sources"`
	Targets []string  `json:"targets"`
	Status  string    `json:"status"`
	Trigger goldQuote `json:"trigger"`
}

// A goldQuote is a piece of text and which of its occurrences is meant, from 1.
type goldQuote struct {
	Text string `json:"text"`
	Nth  int    `json:"nth"`
}

type goldForbidden struct {
	Types   []string `json:"types"`
	Sources []string `json:"sources"`
	Targets []string `json:"targets"`
	Status  []string `json:"status"`
	Why     string   `json:"why"`
}

// Golds are the articles with an event that was accepted, edited or rejected, by
// id.
func (s *Store) Golds(ctx context.Context) ([]*Gold, error) {
	why := map[string]string{}
	for c, err := range s.Corrections(ctx) {
		if err != nil {
			return nil, err
		}
		why[c.Target] = c.Why
	}
	golds := map[string]*Gold{}
	var out []*Gold
	for x, err := range s.Find(ctx, Filter{Section: Events, Rejected: true}) {
		if err != nil {
			return nil, err
		}
		if x.Correction == "" {
			continue
		}
		g := golds[x.Article.ID]
		if g == nil {
			g = &Gold{Name: fileName(x.Article.ID), Raw: []byte(x.Article.Title + "\n\n" + x.Article.Text + "\n"), Published: told(x),
				Actors: map[string]goldWho{}, Events: []goldEvent{}, Forbidden: []goldForbidden{}}
			golds[x.Article.ID], out = g, append(out, g)
		}
		g.add(x, why[x.ID])
	}
	slices.SortFunc(out, func(a, b *Gold) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func (g *Gold) add(x *Found, why string) {
	ids := func(list []string) []string {
		out := []string{}
		for _, id := range list {
			if a := x.Actor(id); a != nil {
				g.Actors[id] = goldWho{a.Name, string(a.Kind), append([]string{}, a.Codes...)}
				out = append(out, id)
			}
		}
		return out
	}
	e, ok := x.Value.(chancery.Event)
	if !ok {
		return
	}
	if x.Correction == "reject" {
		g.Forbidden = append(g.Forbidden, goldForbidden{[]string{x.Type}, ids(x.By), ids(x.Toward), []string{x.Status}, why})
		return
	}
	g.Events = append(g.Events, goldEvent{x.Type, x.CAMEO, nil, ids(x.By), ids(x.Toward), x.Status, x.quote(e.Trigger)})
}

// quote is the text of a span and which of its occurrences it is.
func (x *Found) quote(s chancery.Span) goldQuote {
	text := []rune(x.Article.Text)
	word := x.text(s)
	return goldQuote{word, 1 + strings.Count(string(text[:min(s.Start, len(text))]), word)}
}

// fileName is an id with nothing in it that a file name must not have.
func fileName(id string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
}
