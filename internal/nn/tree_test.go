package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bruteForce tries every assignment of heads.
func bruteForce(score []int32, n int) int64 {
	best := int64(math.MinInt64)
	heads := make([]int, n)
	var try func(d int, sum int64)
	try = func(d int, sum int64) {
		if d == n {
			roots := 0
			for _, h := range heads {
				if h == 0 {
					roots++
				}
			}
			if roots == 1 && cycleIn(heads) == nil {
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

func TestMaxTreeIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	exact, cases := 0, 0
	for range 600 {
		n := 1 + rng.IntN(6)
		score := make([]int32, n*(n+1))
		for i := range score {
			score[i] = int32(rng.IntN(2000) - 1000)
		}
		for d := range n {
			score[d*(n+1)+d+1] = math.MinInt32
		}
		heads := maxTree(score, n, make([]int, n))
		roots, sum := 0, int64(0)
		for d, h := range heads {
			if h == 0 {
				roots++
			}
			sum += int64(score[d*(n+1)+h])
		}
		if roots != 1 || cycleIn(heads) != nil {
			t.Fatalf("heads %v of %v are no tree", heads, score)
		}
		cases++
		if sum == bruteForce(score, n) {
			exact++
		}
	}
	// Only the four likeliest roots are tried.
	if exact < cases*97/100 {
		t.Errorf("%d of %d trees are the best", exact, cases)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty":      nil,
		"other file": []byte("not a model at all"),
		"short":      []byte(magic + "\xff\xff\xff\x7f{}"),
		"no tensors": []byte(magic + "\x02\x00\x00\x00{}"),
	} {
		if _, err := Load(b); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(magic + "\x02\x00\x00\x00{}"))
	f.Add([]byte(magic + "\x40\x00\x00\x00" + `{"layers":1,"tensors":[{"name":"static","type":"int8","shape":[1]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) { Load(b) })
}
