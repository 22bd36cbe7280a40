package story

import (
	"cmp"
	"slices"
	"time"
)

// An Article is what is needed to tell reprints.
type Article struct {
	N      int64
	Day    string // of publication, empty where unknown
	Sketch Sketch
	Keys   []uint32 // see Keys
}

// The bounds of a reprint: the least likeness and the most days between.
const (
	reprintLike = 0.25
	reprintDays = 10
)

// Reprint reports whether two articles are the same text told again, in part or
// with changes.
func Reprint(a, b *Article) bool {
	return near(a.Day, b.Day, reprintDays) && a.Sketch.Like(b.Sketch) >= reprintLike
}

// Era is the window of time in which an article lies, -1 where its day is unknown,
// and Eras are those in which its reprints can lie.
func Era(day string) int64 {
	n, ok := number(day)
	if !ok {
		return -1
	}
	return int64(floor(n, windowDays))
}

// Eras are the windows in which the reprints of an article of that day lie.
func Eras(day string) []int64 {
	e := Era(day)
	if e < 0 {
		return []int64{e}
	}
	n, _ := number(day)
	lo, hi := int64(floor(n-reprintDays, windowDays)), int64(floor(n+reprintDays, windowDays))
	out := []int64{}
	for ; lo <= hi; lo++ {
		out = append(out, lo)
	}
	return out
}

// Reprints leads from each article to the group of texts that it belongs to: the
// least number among the articles that are alike, directly or through others. An
// article that is like no other is its own group.
func Reprints(articles []Article) map[int64]int64 {
	u := union{}
	buckets := map[uint32][]int{}
	for i := range articles {
		a := &articles[i]
		u.add(a.N)
		for _, key := range a.Keys {
			for _, j := range buckets[key] {
				if b := &articles[j]; u.find(a.N) != u.find(b.N) && Reprint(a, b) {
					u.join(a.N, b.N)
				}
			}
			buckets[key] = append(buckets[key], i)
		}
	}
	out := make(map[int64]int64, len(articles))
	for _, a := range articles {
		out[a.N] = u.find(a.N)
	}
	return out
}

// near reports whether two days are at most so many days apart; an unknown day is
// near to another unknown one.
func near(a, b string, days int) bool {
	d, ok := between(a, b)
	return ok && max(d, -d) <= days || a == "" && b == ""
}

// between is the number of days from a to b.
func between(a, b string) (int, bool) {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	return int(y.Sub(x).Hours() / 24), errX == nil && errY == nil
}

// A union is a partition of numbers; the least of a set stands for it.
type union map[int64]int64

func (u union) add(n int64) {
	if _, ok := u[n]; !ok {
		u[n] = n
	}
}

func (u union) find(n int64) int64 {
	for u[n] != n {
		u[n] = u[u[n]]
		n = u[n]
	}
	return n
}

func (u union) join(a, b int64) {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
}

// sortBy sorts by a key, then by another.
func sortBy[T any, K, L cmp.Ordered](list []T, key func(*T) (K, L)) {
	slices.SortFunc(list, func(a, b T) int {
		ka, la := key(&a)
		kb, lb := key(&b)
		return cmp.Or(cmp.Compare(ka, kb), cmp.Compare(la, lb))
	})
}
