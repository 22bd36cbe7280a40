package score

import (
	"cmp"
	"slices"
)

// A link says that printed row sys may stand for gold row gold, and how well.
type link struct {
	gold, sys int
	weight    float64
}

// pair is a maximum one-to-one matching of gold and printed rows; better links
// are tried first, ties go to the earlier row. It returns the printed row of
// each gold row, -1 for none.
func pair(golds, syss int, links []link) []int {
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.gold, b.gold), cmp.Compare(a.sys, b.sys))
	})
	next := make([][]int, golds)
	for _, l := range links {
		next[l.gold] = append(next[l.gold], l.sys)
	}
	bySys := fill(syss)
	// The best links first, then whatever more can be had by moving them.
	byGold := fill(golds)
	for _, l := range links {
		if byGold[l.gold] < 0 && bySys[l.sys] < 0 {
			byGold[l.gold], bySys[l.sys] = l.sys, l.gold
		}
	}
	for g := range golds {
		if byGold[g] < 0 {
			augment(g, next, bySys, byGold, make([]bool, syss))
		}
	}
	return byGold
}

func augment(g int, next [][]int, bySys, byGold []int, seen []bool) bool {
	for _, s := range next[g] {
		if seen[s] {
			continue
		}
		seen[s] = true
		if bySys[s] < 0 || augment(bySys[s], next, bySys, byGold, seen) {
			bySys[s], byGold[g] = g, s
			return true
		}
	}
	return false
}

func fill(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}
