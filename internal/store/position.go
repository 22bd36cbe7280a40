package store

import (
	"cmp"
	"context"
	"slices"

	"chancery"
	"chancery/internal/story"
)

// A Position is what a side wants, refuses or accepts on one issue, and since when.
type Position struct {
	Issue string `json:"issue"` // the demand, in the words of the first report
	Of    string `json:"of"`    // the other side; empty where it is not named
	Turns []Turn `json:"turns"` // the first, and each that differs from the one before
	Now   string `json:"now"`   // stance of the last
	Told  int    `json:"told"`  // reports
}

// A Turn says since when a side has a stance, and by which report.
type Turn struct {
	Day    string `json:"day"`
	Stance string `json:"stance"` // demands, refuses, accepts
	Report *Found `json:"-"`
}

// likeIssue is how alike two demands or answers are that are of one issue.
const likeIssue = 0.4

// Positions are the positions of an actor or country, by the day of their last
// turn: the demands that it makes, refuses and accepts, those of one issue
// together. Issues are told apart by their words, so one that is told in quite
// other words stands as another.
func (s *Store) Positions(ctx context.Context, who string, f Filter) ([]*Position, error) {
	f.Section, f.By, f.Newest, f.Limit, f.After = Demands, who, false, 0, 0
	var rows []*Found
	for x, err := range s.Find(ctx, f) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, x)
	}
	slices.SortStableFunc(rows, func(a, b *Found) int { return cmp.Or(cmp.Compare(told(a), told(b)), cmp.Compare(a.ID, b.ID)) })
	var out []*Position
	for _, issue := range issues(rows) {
		out = append(out, position(issue))
	}
	slices.SortStableFunc(out, func(a, b *Position) int {
		return cmp.Or(cmp.Compare(a.Turns[len(a.Turns)-1].Day, b.Turns[len(b.Turns)-1].Day), cmp.Compare(a.Issue, b.Issue))
	})
	return out, nil
}

// issues groups rows that are alike, directly or through others, and not toward
// others.
func issues(rows []*Found) [][]*Found {
	words := make([][]uint32, len(rows))
	for i, x := range rows {
		if v, ok := x.Value.(chancery.Demand); ok {
			words[i] = matter(x.Entry, []rune(x.Article.Text), v.Content)
		}
	}
	in := make([]int, len(rows))
	for i := range rows {
		in[i] = i
		for j := range i {
			a, b := rows[i].sides(rows[i].Toward), rows[j].sides(rows[j].Toward)
			if in[i] == in[j] || story.Alike(words[i], words[j]) < likeIssue || len(a) > 0 && len(b) > 0 && !meet(a, b) {
				continue
			}
			from, to := max(in[i], in[j]), min(in[i], in[j])
			for k := range in[:i+1] {
				if in[k] == from {
					in[k] = to
				}
			}
		}
	}
	groups := make([][]*Found, len(rows))
	for i, x := range rows {
		groups[in[i]] = append(groups[in[i]], x)
	}
	return slices.DeleteFunc(groups, func(g []*Found) bool { return len(g) == 0 })
}

func position(rows []*Found) *Position {
	p := &Position{Told: len(rows)}
	for _, x := range rows {
		if v, ok := x.Value.(chancery.Demand); ok && p.Issue == "" {
			p.Issue = x.text(v.Content)
		}
		if p.Of == "" && len(x.Toward) > 0 {
			p.Of = x.Names(x.Toward)
		}
		if p.Now != x.Type {
			p.Now = x.Type
			p.Turns = append(p.Turns, Turn{told(x), x.Type, x})
		}
	}
	return p
}
