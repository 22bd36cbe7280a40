package story

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"
)

// Time is parted in windows, so that a report that comes changes no happening but
// those of its own window and the two beside it, however many reports a key has.
// No two reports of one happening that stand on different days lie further apart
// than half a window: a group that grows over a boundary lies in the half windows
// beside it.
const (
	windowDays = 16
	halfDays   = windowDays / 2
	coarseAt   = 1 << 20 // windows from here on hold, by year, the reports that only name a month or a year
)

// Window is the window that a report lies in. Only those with neighbouring numbers
// below a million touch; reports that only name a month or a year stand aside.
func (r *Report) Window() int64 {
	w := whenOf(r)
	switch w.grain {
	case unknown:
		return 0
	case coarse:
		year, _ := number(r.First[:4] + "-01-01")
		return coarseAt + int64(year)
	}
	return int64(floor(w.anchor(), windowDays))
}

// UndatedDays are how many days before its publication a report may be about that
// names no day, and PlanWindows how many windows before a day a plan for it may
// have been told.
const (
	UndatedDays = undatedDays
	PlanWindows = (aheadDays+undatedDays)/windowDays + 1
)

// DayWindow is the window in which the reports of a day lie, and DayOf that day;
// days are numbered from 1970-01-01.
func DayWindow(n int) int64 { return int64(floor(n, windowDays)) }

// DayOf is the day of that number.
func DayOf(n int) string { return time.Unix(int64(n)*86400, 0).UTC().Format(time.DateOnly) }

// Coarse reports whether a window is one that stands aside, and touches no other.
func Coarse(window int64) bool { return window >= coarseAt }

// CoarseFrom is the first of the windows that stand aside.
const CoarseFrom = coarseAt

// anchor is the day by which a report lies in a window.
func (w *when) anchor() int {
	if w.grain == exact {
		return w.from
	}
	return w.far
}

func floor(n, by int) int {
	if n < 0 {
		return -((by - 1 - n) / by)
	}
	return n / by
}

// half is which half of its window a report lies in.
func half(r *Report) int {
	w := whenOf(r)
	a := w.anchor()
	return (a - floor(a, windowDays)*windowDays) / halfDays
}

// Parts parts the reports of some windows of one key into those of one happening
// each. Where a window is given without one beside it, the groups of the half of
// it that lies toward that one are not to be relied on, see Settled.
func Parts(windows map[int64][]Report, links []Link) [][]Report {
	numbers := slices.Sorted(maps.Keys(windows))
	groups := map[int64][][]Report{}
	for _, n := range numbers {
		groups[n] = clusters(windows[n], links)
	}
	var out [][]Report
	for _, n := range numbers {
		if next, ok := groups[n+1]; ok && n != 0 && n < coarseAt {
			groups[n], groups[n+1] = across(groups[n], next, links)
		}
		out = append(out, groups[n]...)
	}
	return united(out, links)
}

// clusters parts the reports of one window, see grouper.
func clusters(reports []Report, links []Link) [][]Report {
	reports = slices.Clone(reports)
	sortBy(reports, func(r *Report) (string, string) { return r.Published, r.ID })
	g := newGrouper(reports, links)
	return g.named(g.groups(links))
}

// named are the reports of groups of indexes.
func (g *grouper) named(groups [][]int) (out [][]Report) {
	for _, members := range groups {
		var c []Report
		for _, i := range members {
			c = append(c, g.reports[i])
		}
		out = append(out, c)
	}
	return out
}

// across joins groups of two windows side by side: those of the last half of the
// one with those of the first half of the other.
func across(before, after [][]Report, links []Link) (b, a [][]Report) {
	near := func(groups [][]Report, side int) (in, rest [][]Report) {
		for _, c := range groups {
			if Within(c, side) {
				in = append(in, c)
			} else {
				rest = append(rest, c)
			}
		}
		return in, rest
	}
	last, b := near(before, 1)
	first, a := near(after, 0)
	if len(last) == 0 || len(first) == 0 {
		return before, after
	}
	var reports []Report
	for _, c := range append(last, first...) {
		reports = append(reports, c...)
	}
	sortBy(reports, func(r *Report) (string, string) { return r.Published, r.ID })
	g := newGrouper(reports, links)
	at := map[string]int{}
	for i := range reports {
		at[reports[i].ID] = i
	}
	indexes := func(groups [][]Report) (members [][]int, all []int) {
		for _, c := range groups {
			var m []int
			for _, r := range c {
				m = append(m, at[r.ID])
			}
			members, all = append(members, m), append(all, m...)
		}
		return members, all
	}
	m1, left := indexes(last)
	m2, right := indexes(first)
	var edges []edge
	for _, i := range left {
		for _, j := range right {
			edges = g.edge(edges, i, j)
		}
	}
	return append(b, g.named(g.grow(append(m1, m2...), nil, edges))...), a
}

// Within reports whether all reports lie in that half of their window: 0 the
// first, 1 the last.
func Within(reports []Report, side int) bool {
	return !slices.ContainsFunc(reports, func(r Report) bool { return half(&r) != side })
}

// Settled reports whether a group that Parts gave is to be relied on where the
// windows that were touched were given with those beside them, and whether what
// was touched can have changed it.
func Settled(group []Report, touched map[int64]bool) bool {
	for i := range group {
		switch w := group[i].Window(); {
		case touched[w]:
			return true
		case touched[w+1] && Within(group, 1), touched[w-1] && Within(group, 0):
			return true
		}
	}
	return false
}

// united joins groups of different windows that somebody said are one.
func united(groups [][]Report, links []Link) [][]Report {
	at := map[string]int{}
	for i, c := range groups {
		for _, r := range c {
			at[r.ID] = i
		}
	}
	for _, l := range links {
		i, ok1 := at[l.A]
		j, ok2 := at[l.B]
		if l.Apart || !ok1 || !ok2 || i == j {
			continue
		}
		i, j = min(i, j), max(i, j)
		for _, r := range groups[j] {
			at[r.ID] = i
		}
		groups[i], groups[j] = append(groups[i], groups[j]...), nil
	}
	return slices.DeleteFunc(groups, func(c []Report) bool { return len(c) == 0 })
}

// How alike a report must be to the one that it leans on; words count alike here,
// so that the likeness of two reports never changes.
const (
	leanDeeds = 0.25 // history told again: a deed of a month or a year
	leanWords = 0.40
	leanAhead = 0.15 // a plan without a day
	leanSides = 0.40 // a report that leaves a side out
	leanDay   = 0.10 // a deed of a named day with a side left out
)

// Leaning reports whether a report may lean on another: one that only names a
// month or a year, as history told again does, on that of a day; a plan without a
// day on one with its day; one that leaves a side
// out, or takes one for both, on one that has both. From
// and to are the days that the other may be of.
func Leaning(r *Report) (from, to int, ok bool) {
	w := whenOf(r)
	switch {
	case w.grain == unknown:
		return 0, 0, false
	case w.grain == coarse, w.plan(), r.Halved() && w.grain == exact:
		return w.from, w.to, true
	case r.Halved():
		return w.from, w.to + undatedDays, true
	}
	return 0, 0, false
}

// Base reports whether other reports may lean on a report.
func Base(r *Report) bool {
	w := whenOf(r)
	return w.grain != unknown && w.grain != coarse && !w.plan() && !r.Halved()
}

// plan reports whether a report tells of what lies ahead and names no day.
func (w *when) plan() bool { return w.grain == guessed && w.to > w.far }

// Halved reports whether one side is left out of what has two: it names none, or
// one for both.
func (r *Report) Halved() bool {
	if r.Symmetric || len(r.By)+len(r.Toward) == 0 {
		return false
	}
	return len(r.By) == 0 || len(r.Toward) == 0 || slices.Equal(r.By, r.Toward)
}

// Leans is how much a report leans on another, from 0 to 1; 0 where it does not.
// It follows from the two reports alone. One that names a place leans only on one
// that names the same, as others of its happening may name another.
func Leans(r, on *Report) float64 {
	from, to, ok := Leaning(r)
	if !ok || !Base(on) || r.Article == on.Article || r.Type != on.Type || r.Place != "" && (on.Place == "" || elsewhere(r, on)) || apart(r.Kind, on.Kind) {
		return 0
	}
	if r.Halved() {
		if !fills(r, on) {
			return 0
		}
	} else if !slices.Equal(r.By, on.By) || !slices.Equal(r.Toward, on.Toward) {
		return 0
	}
	w, o := whenOf(r), whenOf(on)
	if o.grain == exact && (o.from > to || o.to < from) || o.grain == guessed && (o.far < from || o.from > to) {
		return 0
	}
	like, least := plain(r.Words, on.Words), leanDeeds
	switch {
	case r.Halved():
		least = leanSides
		if w.grain == exact && o.grain == exact && !words[r.Type] {
			least = leanDay
		}
	case w.plan():
		least = leanAhead
	case words[r.Type]:
		least = leanWords
	}
	if like < least {
		return 0
	}
	return like
}

// fills reports whether a report has the sides that another, which leaves one out,
// tells of: one of them in its place, or both in one place.
func fills(half, full *Report) bool {
	switch {
	case len(half.Toward) == 0 && slices.Equal(half.By, full.By), len(half.By) == 0 && slices.Equal(half.Toward, full.Toward):
		return true
	case slices.Equal(half.By, half.Toward): // the reader found only one side, and took it for both
		return slices.Equal(half.By, full.By) || slices.Equal(half.Toward, full.Toward)
	}
	both := sorted(append(slices.Clone(full.By), full.Toward...))
	return slices.Equal(half.By, both) && len(half.Toward) == 0 || slices.Equal(half.Toward, both) && len(half.By) == 0
}

// Lean is the report that a report leans on, nil where there is none: the one that
// it is most like, the earliest of several.
func Lean(r *Report, among []Report, links []Link) *Report {
	if _, _, ok := Leaning(r); !ok || slices.ContainsFunc(links, func(l Link) bool { return !l.Apart && (l.A == r.ID || l.B == r.ID) }) {
		return nil
	}
	var best *Report
	most := 0.0
	for i := range among {
		on := &among[i]
		if slices.Contains(links, Link{min(r.ID, on.ID), max(r.ID, on.ID), true}) {
			continue
		}
		if x := Leans(r, on); x > most || x > 0 && x == most && cmp.Or(cmp.Compare(on.Published, best.Published), cmp.Compare(on.ID, best.ID)) < 0 {
			best, most = on, x
		}
	}
	return best
}

// plain is the cosine of two sets of words.
func plain(a, b []uint32) float64 {
	shared := 0
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] < b[y]:
			x++
		case a[x] > b[y]:
			y++
		default:
			shared++
			x++
			y++
		}
	}
	if shared == 0 {
		return 0
	}
	return float64(shared) / math.Sqrt(float64(len(a))*float64(len(b)))
}
