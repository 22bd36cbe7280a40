package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bruteForce is the weight of the best tree of all.
func bruteForce(score []int32, n int) int64 {
	best := int64(math.MinInt64)
	heads := make([]int, n)
	var try func(d int, sum int64)
	try = func(d int, sum int64) {
		if d == n {
			if isTree(heads) {
				best = max(best, sum)
			}
			return
		}
		for h := range n + 1 {
			if h != d+1 {
				heads[d] = h
				try(d+1, sum+int64(score[d*(n+1)+h]))
			}
		}
	}
	try(0, 0)
	return best
}

// isTree tells whether one word hangs from the root and all hang from it.
func isTree(heads []int) bool {
	roots := 0
	for _, h := range heads {
		if h == 0 {
			roots++
		}
		for steps := 0; h != 0; h = heads[h-1] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return roots == 1
}

func weight(score []int32, heads []int) (sum int64) {
	for d, h := range heads {
		sum += int64(score[d*(len(heads)+1)+h])
	}
	return sum
}

func TestTreeIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var a arborescence
	for _, most := range []int{4, 2000} { // many ties, few ties
		for range 1000 {
			n := 1 + rng.IntN(6)
			score := make([]int32, n*(n+1))
			for i := range score {
				score[i] = int32(rng.IntN(most) - most/2)
			}
			heads := make([]int, n)
			a.solve(score, n, heads)
			if !isTree(heads) {
				t.Fatalf("heads %v of %v are no tree", heads, score)
			}
			if got, want := weight(score, heads), bruteForce(score, n); got != want {
				t.Fatalf("tree %v of %v weighs %d, the best %d", heads, score, got, want)
			}
		}
	}
}

// TestTreesOfLongSentences would take hours if time grew with more than the
// square of the length, and fail if weights overflowed.
func TestTreesOfLongSentences(t *testing.T) {
	const n = 800
	score := make([]int32, n*(n+1))
	heads := make([]int, n)
	var a arborescence
	for name, f := range map[string]func(d, h int) int32{
		"equal":    func(_, _ int) int32 { return 7 },
		"next":     func(d, h int) int32 { return int32(-(h - d - 1) * (h - d - 1)) },
		"pairs":    func(d, h int) int32 { return int32((d ^ h) * 1000) },
		"extremes": func(d, h int) int32 { return math.MaxInt32 - int32(d*h%2)*math.MaxInt32 - int32(h%2)*math.MaxInt32 },
	} {
		for d := 1; d <= n; d++ {
			for h := range n + 1 {
				score[(d-1)*(n+1)+h] = f(d, h)
			}
		}
		a.solve(score, n, heads)
		if !isTree(heads) {
			t.Errorf("%s: no tree", name)
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	var a arborescence
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		for (n+1)*(n+2) <= len(b) && n < 40 {
			n++
		}
		if n == 0 {
			return
		}
		score := make([]int32, n*(n+1))
		for i := range score {
			score[i] = int32(int8(b[i])) << 20
		}
		heads := make([]int, n)
		a.solve(score, n, heads)
		if !isTree(heads) {
			t.Fatalf("heads %v of %v are no tree", heads, score)
		}
		if n <= 5 && weight(score, heads) != bruteForce(score, n) {
			t.Fatalf("heads %v of %v are not the best tree", heads, score)
		}
	})
}
