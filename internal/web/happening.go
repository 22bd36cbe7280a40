package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"chancery/internal/store"
)

// happeningPage is everything that is told of one act or meeting.
type happeningPage struct {
	card
	History []step
	Groups  []told  // by independent source
	Views   []claim // by what reports say of it, where they differ
	Tolls   []toll  // how many died or were hurt
	Pair    string  // address of the page of the two sides
	Correct bool
}

// A told is one independent source: a report, and those that print the same text.
type told struct {
	First    line
	Reprints []line
	Story    int64
}

// A toll is how many died, or were hurt, and who says so.
type toll struct {
	What    string
	Numbers string // one, or from the least to the most
	Differ  bool
	By      []tollBy
}

type tollBy struct {
	Number int
	Line   *line
}

func tollOf(what string, t *store.Toll, byID map[string]*line) (out toll) {
	out = toll{What: what, Numbers: thousands(t.Low), Differ: t.Low != t.High}
	if out.Differ {
		out.Numbers += " to " + thousands(t.High)
	}
	for _, c := range t.By {
		if l := byID[c.Report]; l != nil {
			out.By = append(out.By, tollBy{c.Number, l})
		}
	}
	return out
}

// A claim is what some reports say became of it.
type claim struct {
	Status word
	Lines  []line
}

func (s *site) happening(r *http.Request) (*reply, error) {
	id := r.PathValue("id")
	found, err := s.Store.HappeningsByID(r.Context(), []string{id}, 0)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, missing("The ledger has no happening with the id %s.", id)
	}
	h := found[0]
	p := &happeningPage{card: cardOf(h), Correct: s.user(r).Correct}
	p.Reports = len(h.Reports)
	byID := map[string]*line{}
	at := map[int64]int{}
	for _, x := range h.Reports {
		l := lineOf(x)
		byID[l.ID] = &l
		if i, ok := at[x.Story]; ok {
			p.Groups[i].Reprints = append(p.Groups[i].Reprints, l)
			continue
		}
		at[x.Story] = len(p.Groups)
		p.Groups = append(p.Groups, told{First: l, Story: x.Story})
	}
	for _, c := range h.History {
		p.History = append(p.History, step{c.Day, statusWord(c.Status), byID[c.Report]})
	}
	p.Views = claims(h)
	if h.Facts != nil {
		for what, t := range map[string]*store.Toll{"killed": h.Facts.Dead, "hurt": h.Facts.Hurt} {
			if t != nil {
				p.Tolls = append(p.Tolls, tollOf(what, t, byID))
			}
		}
		slices.SortFunc(p.Tolls, func(a, b toll) int { return strings.Compare(b.What, a.What) })
	}
	if len(p.By) == 1 && len(p.Toward) == 1 {
		p.Pair = pairHref(p.By[0].ID, p.Toward[0].ID)
	}
	return &reply{page: "happening", title: p.headline(), nav: navOf(h.Section), data: p}, nil
}

func navOf(s store.Section) string { return "/" + s.String() }

// claims are the reports by what they say became of the happening; nil where all
// say the same.
func claims(h *store.Happening) []claim {
	var out []claim
	at := map[string]int{}
	for _, x := range h.Reports {
		i, ok := at[x.Status]
		if !ok {
			i = len(out)
			at[x.Status] = i
			out = append(out, claim{Status: statusWord(x.Status)})
		}
		out[i].Lines = append(out[i].Lines, lineOf(x))
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// rowPage is a row with how it came about.
type rowPage struct {
	line
	Fields   []field
	Before   string // the text around the words that prove it
	Words    string
	After    string
	Explain  string
	NoWhy    string // why there is no explanation
	Log      []decision
	Editable []editField
	Correct  bool
	Similar  []card // other happenings that it may be one with
}

// A field is a part of a row as the contract has it.
type field struct {
	Name  string
	Text  string
	Who   []who
	Quote bool
}

func (s *site) row(r *http.Request) (*reply, error) {
	ctx := r.Context()
	x, err := s.findRow(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := &rowPage{line: lineOf(x), Fields: fieldsOf(x), Correct: s.user(r).Correct}
	p.Before, p.Words, p.After = around(x)
	if p.Explain, err = s.explained(ctx, x); err != nil {
		return nil, err
	}
	switch {
	case s.Explain == nil:
		p.NoWhy = "This server shows what was read, not how."
	case p.Explain == "":
		p.NoWhy = "The rules have changed since the article was read, and do not give this row any more."
	}
	if p.Log, err = s.decisions(ctx, x.ID); err != nil {
		return nil, err
	}
	p.Editable = editable(x)
	if p.Similar, err = s.similar(ctx, x); err != nil {
		return nil, err
	}
	return &reply{page: "row", title: p.headline(), nav: navOf(x.Section), data: p}, nil
}

// findRow is the row with an id, in the latest version of its page that has it.
func (s *site) findRow(ctx context.Context, id string) (*store.Found, error) {
	var last *store.Found
	for x, err := range s.Store.Find(ctx, store.Filter{ID: id, Old: true, Rejected: true}) {
		if err != nil {
			return nil, err
		}
		if last == nil || x.Version > last.Version {
			last = x
		}
	}
	if last == nil {
		return nil, missing("The ledger has no row with the id %s.", id)
	}
	return last, nil
}

// explainTime is how long an explanation may take, explainMost how long the text
// of its article may be, in bytes.
const (
	explainTime = 10 * time.Second
	explainMost = 200 << 10
)

// explained is how a row came about; empty where that cannot be told.
func (s *site) explained(ctx context.Context, x *store.Found) (string, error) {
	if s.Explain == nil || len(x.Article.Text) > explainMost {
		return "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, explainTime)
	defer cancel()
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	a := *x.Article
	var b bytes.Buffer
	n, err := s.Options.Explain(ctx, &b, &a, x.ID)
	if err != nil {
		return "", fmt.Errorf("explanation of %s: %w", x.ID, err)
	}
	if n == 0 {
		return "", nil
	}
	return b.String(), nil
}
