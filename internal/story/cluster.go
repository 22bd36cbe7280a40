package story

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// What reports must have in common to be of one happening. The likeness that is
// asked for rises with the days between two reports of which one names no day.
const (
	likeWords   = 0.22 // of words: a demand, an accusation, a threat
	likeDeeds   = 0.08 // of deeds and meetings of one named day
	likeGuessed = 0.10 // more, where a day is not named
	likeCoarse  = 0.10 // more, where only a month or a year is named
	likeLate    = 0.03 // more, for each day between
	likeSlack   = 0.06 // how far two groups may on average fall short of it
	likeFew     = 0.14 // less, where few tell of one key and day, and no article of two: deeds need share no words, words a few
	fewTell     = 4    // how many are few
	likeSame    = 0.85 // two rows of one article that tell the same twice
	undatedDays = 7    // how many days before its publication a report without a day may be about
	aheadDays   = 30   // how many days ahead a plan without a day may be for
)

// unlike reports whether two statuses cannot both hold of one act on one day.
func unlike(a, b string) bool { return untrue[a] != untrue[b] }

// untrue are the statuses of what did not happen, or is said not to have.
var untrue = map[string]bool{"negated": true, "denied": true}

// words are the types that are words rather than deeds: the same two may demand,
// refuse and accuse many things in a day.
var words = map[string]bool{"AGREE": true, "SUPPORT": true, "CONCEDE": true, "REQUEST": true, "ACCUSE": true, "REJECT": true, "THREATEN": true}

// A when is the time that a report may be about, in days; far is its publication.
type when struct {
	from, to, far int
	grain         grain
}

type grain int

const (
	unknown grain = iota // neither a day nor a publication
	guessed              // no day named
	coarse               // a month or a year
	exact
)

func number(day string) (int, bool) {
	t, err := time.Parse(time.DateOnly, day)
	return int(t.Unix() / 86400), err == nil
}

func whenOf(r *Report) when {
	pub, known := number(r.Published)
	if r.First == "" {
		if !known {
			return when{}
		}
		w := when{pub - undatedDays, pub, pub, guessed}
		if ahead[r.Status] && !words[r.Type] {
			w.to += aheadDays
		}
		return w
	}
	last := cmp.Or(r.Last, r.First)
	from, ok1 := number((r.First + "-01-01")[:10])
	to, ok2 := lastDay(last)
	if !ok1 || !ok2 || to < from {
		return when{}
	}
	w := when{from, to, pub, coarse}
	if len(r.First) == 10 && len(last) == 10 && to-from <= 1 {
		w.grain = exact
	}
	return w
}

// ahead are the statuses of what may lie ahead.
var ahead = map[string]bool{"planned": true, "postponed": true, "conditional": true, "possible": true}

// lastDay is the number of the last day of a day, a month or a year.
func lastDay(s string) (int, bool) {
	for _, form := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil {
			if form.years+form.months > 0 {
				t = t.AddDate(form.years, form.months, -1)
			}
			return int(t.Unix() / 86400), true
		}
	}
	return 0, false
}

// A grouper parts the reports of one key.
type grouper struct {
	reports []Report
	whens   []when
	squares [][]float64 // squared weight of each word of each report
	norms   []float64   // their sums
	weigher
	apart map[[2]string]bool // pairs of reports that somebody said are of two happenings
	alone map[int]bool       // days of which few tell, and no article of two deeds
}

func newGrouper(reports []Report, links []Link) *grouper {
	g := &grouper{reports: reports, whens: make([]when, len(reports)), squares: make([][]float64, len(reports)), norms: make([]float64, len(reports)),
		weigher: newWeigher(reports), apart: map[[2]string]bool{}, alone: map[int]bool{}}
	for i := range reports {
		g.whens[i] = whenOf(&reports[i])
		for _, w := range reports[i].Words {
			x := square(g.weight(w))
			g.squares[i] = append(g.squares[i], x)
			g.norms[i] += x
		}
	}
	for _, l := range links {
		if l.Apart {
			g.apart[two(l.A, l.B)] = true
		}
	}
	g.findAlone()
	return g
}

// findAlone finds the days of which few tell, and no article of two deeds.
func (g *grouper) findAlone() {
	tell := map[int]int{}
	twice := map[int]bool{}
	seen := map[[2]int64]bool{}
	for i, w := range g.whens {
		if w.grain != exact {
			continue
		}
		at := [2]int64{int64(w.from), g.reports[i].Article}
		twice[w.from] = twice[w.from] || seen[at]
		seen[at] = true
		tell[w.from]++
	}
	for day, n := range tell {
		g.alone[day] = n <= fewTell && !twice[day]
	}
}

// alike is like of two reports, without weighing their words again.
func (g *grouper) alike(i, j int) float64 {
	a, b, shared := g.reports[i].Words, g.reports[j].Words, 0.0
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] < b[y]:
			x++
		case a[x] > b[y]:
			y++
		default:
			shared += g.squares[i][x]
			x++
			y++
		}
	}
	if shared == 0 {
		return 0
	}
	return shared / math.Sqrt(g.norms[i]*g.norms[j])
}

// pair is how alike two reports are and how alike they must be; ok is false where
// they can never be of one happening.
func (g *grouper) pair(i, j int) (like, need float64, ok bool) {
	a, b, wa, wb := &g.reports[i], &g.reports[j], &g.whens[i], &g.whens[j]
	if wa.grain == unknown || wb.grain == unknown || wa.from > wb.to || wb.from > wa.to ||
		elsewhere(a, b) || apart(a.Kind, b.Kind) || len(g.apart) > 0 && g.apart[two(a.ID, b.ID)] {
		return 0, 0, false
	}
	like = g.alike(i, j)
	if a.Article == b.Article {
		return like, likeSame, like >= likeSame && (a.Status == b.Status || wa.grain == exact && *wa == *wb && !unlike(a.Status, b.Status))
	}
	need = likeDeeds
	if words[a.Type] {
		need = likeWords
	}
	switch {
	case wa.grain == exact && wb.grain == exact:
		if wa.from != wb.from || wa.to != wb.to {
			return 0, 0, false
		}
		if g.alone[wa.from] {
			need = max(0, need-likeFew)
		}
	case wa.grain == coarse || wb.grain == coarse:
		need += likeCoarse + likeGuessed
	default:
		need += likeGuessed + likeLate*float64(days(wa, wb))
		if wa.to > wa.far+1 || wb.to > wb.far+1 { // a plan: its day lies ahead
			need = likeDeeds + likeGuessed
		}
	}
	return like, need, true
}

// elsewhere reports whether two reports name places that cannot be one. A country
// may stand for any place in it.
func elsewhere(a, b *Report) bool {
	if a.Place == "" || b.Place == "" || a.Place == b.Place {
		return false
	}
	return a.Land == "" || a.Land != b.Land || !a.Wide && !b.Wide
}

// days are the days between two reports of which at least one names no day.
func days(a, b *when) int {
	x, y := a.far, b.far
	if a.grain == exact {
		x = a.from
	}
	if b.grain == exact {
		y = b.from
	}
	if x > y && b.grain == guessed || y > x && a.grain == guessed {
		return min(max(x-y, y-x), undatedDays)
	}
	return min(max(x-y, y-x), undatedDays) / 2 // told after the day: the usual case
}

// apart reports whether two meetings differ in form: a call is no summit.
func apart(a, b string) bool {
	return a != b && (a == "call" && b != "talks" && b != "" || b == "call" && a != "talks" && a != "")
}

// An edge is a pair of reports that may be of one happening.
type edge struct {
	i, j   int
	excess float64 // of likeness over what is asked for
}

// groups parts the reports: pairs from the most alike down, two groups becoming
// one where no pair of them is impossible and they are alike enough on average.
// The reports come in an order that follows from what they say, so the order of
// arrival does not count.
func (g *grouper) groups(links []Link) [][]int {
	order, alone := make([]int, len(g.reports)), make([][]int, len(g.reports))
	for i := range order {
		order[i], alone[i] = i, []int{i}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.whens[a].from, g.whens[b].from) })
	var edges []edge
	for k, i := range order {
		for _, j := range order[k+1:] {
			if g.whens[j].from > g.whens[i].to {
				break
			}
			edges = g.edge(edges, i, j)
		}
	}
	return g.grow(alone, g.linked(links), edges)
}

// edge adds the pair of two reports, where they may be of one happening.
func (g *grouper) edge(edges []edge, i, j int) []edge {
	if like, need, ok := g.pair(i, j); ok && like >= need {
		edges = append(edges, edge{min(i, j), max(i, j), like - need})
	}
	return edges
}

// grow joins groups along pairs that somebody said are one, then along the most
// alike pairs.
func (g *grouper) grow(members [][]int, linked, edges []edge) [][]int {
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.excess, a.excess), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	in := make([]int, len(g.reports)) // group of each report
	for k, m := range members {
		for _, i := range m {
			in[i] = k
		}
	}
	join := func(a, b int) {
		for _, k := range members[b] {
			in[k] = a
		}
		members[a], members[b] = append(members[a], members[b]...), nil
	}
	for _, e := range linked {
		if a, b := in[e.i], in[e.j]; a != b {
			join(min(a, b), max(a, b))
		}
	}
	for _, e := range edges {
		if a, b := in[e.i], in[e.j]; a != b && g.may(members[a], members[b]) {
			join(min(a, b), max(a, b))
		}
	}
	return slices.DeleteFunc(members, func(m []int) bool { return len(m) == 0 })
}

// may reports whether two groups may become one.
func (g *grouper) may(a, b []int) bool {
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			like, need, ok := g.pair(i, j)
			if !ok {
				return false
			}
			sum += like - need
		}
	}
	return sum/float64(len(a)*len(b)) >= -likeSlack
}

// linked are the pairs that somebody said are of one happening.
func (g *grouper) linked(links []Link) (out []edge) {
	at := map[string]int{}
	for i := range g.reports {
		at[g.reports[i].ID] = i
	}
	for _, l := range links {
		i, ok1 := at[l.A]
		j, ok2 := at[l.B]
		if ok1 && ok2 && !l.Apart {
			out = append(out, edge{i: min(i, j), j: max(i, j)})
		}
	}
	slices.SortFunc(out, func(a, b edge) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	return out
}

func two(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }
