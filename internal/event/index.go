package event

import (
	"slices"
	"sort"
	"strings"

	"chancery"
)

// An index finds what an article has by id and by where it stands, so that an
// article of a hundred thousand sentences is not searched from end to end for
// each of its rows.
type index struct {
	actors    map[string]int  // place in Doc.Actors by id
	places    map[string]int  // place in Doc.Places by id
	starts    []int           // places in Doc.Mentions by the start of their spans
	quotes    [][]int         // places in Doc.Statements by sentence that has some of their content
	datelines []int           // places in Doc.Mentions
	said      []sideCount     // nil until somebody asks
	titled    map[string]bool // persons with an office, nil until somebody asks
	facing    map[string]bool // what faces said before
}

func newIndex(d *chancery.Doc) *index {
	x := &index{actors: map[string]int{}, places: map[string]int{}, starts: make([]int, len(d.Mentions)), quotes: make([][]int, len(d.Sentences)), facing: map[string]bool{}}
	for i := range d.Actors {
		if _, ok := x.actors[d.Actors[i].ID]; !ok {
			x.actors[d.Actors[i].ID] = i
		}
	}
	for i := range d.Places {
		if _, ok := x.places[d.Places[i].ID]; !ok {
			x.places[d.Places[i].ID] = i
		}
	}
	for i := range x.starts {
		x.starts[i] = i
		if m := &d.Mentions[i]; m.Kind == chancery.PlaceMention && m.Why == "dateline" {
			x.datelines = append(x.datelines, i)
		}
	}
	slices.SortStableFunc(x.starts, func(a, b int) int { return d.Mentions[a].Span.Start - d.Mentions[b].Span.Start })
	for i := range d.Statements {
		c := d.Statements[i].Content
		first := sort.Search(len(d.Sentences), func(k int) bool { return d.Sentences[k].Span.End > c.Start })
		for k := first; k < len(d.Sentences) && d.Sentences[k].Span.Start < c.End; k++ {
			x.quotes[k] = append(x.quotes[k], i)
		}
	}
	return x
}

// actor is the actor of an id, nil where the article has none.
func (r *reader) actor(id string) *chancery.Actor {
	if i, ok := r.ix.actors[id]; ok {
		return &r.d.Actors[i]
	}
	return nil
}

// placeCalled is the place of an id, nil where the article has none.
func (r *reader) placeCalled(id string) *chancery.Place {
	if i, ok := r.ix.places[id]; ok {
		return &r.d.Places[i]
	}
	return nil
}

// mentions are the places in Doc.Mentions, in that order, of those that start
// in a span or at its end.
func (r *reader) mentions(span chancery.Span) []int {
	s := r.ix.starts
	start := func(i int) int { return r.d.Mentions[s[i]].Span.Start }
	lo := sort.Search(len(s), func(i int) bool { return start(i) >= span.Start })
	hi := lo
	for hi < len(s) && start(hi) <= span.End {
		hi++
	}
	out := slices.Clone(s[lo:hi])
	slices.Sort(out)
	return out
}

// A sideCount says how often the article names actors of states on a side.
type sideCount struct {
	side  string
	n     int
	first string // the state itself, else the first of its actors
}

// sidesNamed counts the sides of the article, the most frequent first.
func (r *reader) sidesNamed() []sideCount {
	if r.ix.said != nil {
		return r.ix.said
	}
	at, out := map[string]int{}, []sideCount{}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention {
			continue
		}
		for _, id := range m.Refs {
			s := r.side(id)
			if s == "" || r.country(id) == "" {
				continue
			}
			k, ok := at[s]
			if !ok {
				k = len(out)
				at[s], out = k, append(out, sideCount{side: s, first: id})
			}
			out[k].n++
			if r.land[s] == id {
				out[k].first = id
			}
		}
	}
	slices.SortFunc(out, func(a, b sideCount) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.side, b.side)
	})
	r.ix.said = out
	return out
}
