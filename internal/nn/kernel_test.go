package nn

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers hands out what a kernel reads.
type numbers struct{ next func() uint32 }

func (r numbers) ints(n int, bits uint) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(r.next()<<(32-bits)) >> (32 - bits)
	}
	return out
}

func (r numbers) floats(n int, scale float32) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(int32(r.next())) / (1 << 31) * scale
	}
	return out
}

func (r numbers) bytes(n int, most uint32) []uint8 {
	out := make([]uint8, n)
	for i := range out {
		out[i] = uint8(r.next() % (most + 1))
	}
	return out
}

func (r numbers) affine(n int) affine {
	return affine{r.floats(n, 0.01), slices.Concat(r.floats(n/2, 5000), r.floats(n-n/2, 10))}
}

// both runs f with the kernels of the machine and with the plain ones, and
// compares what it returns.
func both[T comparable](t *testing.T, name string, f func() []T) {
	t.Helper()
	defer func(was bool) { fast = was }(fast)
	quick := f()
	fast = false
	if plain := f(); !slices.Equal(quick, plain) {
		t.Fatalf("%s: got %v, plain Go gives %v", name, quick, plain)
	}
}

func compareKernels(t *testing.T, r numbers, n int) {
	sum, a := r.ints(4*n, 22), r.affine(4*n)
	carry, past := r.ints(n, 16), r.bytes(n, 127)
	for _, p := range [][]uint8{nil, past} {
		both(t, "cell", func() []uint8 {
			out, c := make([]uint8, n), slices.Clone(carry)
			cell(sum, a, c, p, out, n, n)
			return binary.LittleEndian.AppendUint32(out, uint32(c[n-1]))
		})
		both(t, "cell carry", func() []int32 {
			c := slices.Clone(carry)
			cell(sum, a, c, p, make([]uint8, n), n, n)
			return c
		})
	}
	both(t, "squash", func() []uint8 {
		out := make([]uint8, n)
		squash(out, sum, a, n)
		return out
	})
	x, y := r.floats(n, 12), r.floats(n, 3)
	both(t, "pair", func() []uint8 {
		out := make([]uint8, n)
		pair(out, x, y)
		return out
	})
	both(t, "values", func() []float32 {
		out := make([]float32, n)
		values(out, sum, a)
		return out
	})
	both(t, "steps", func() []int16 {
		out := make([]int16, n)
		steps(out, sum, a)
		return out
	})
	both(t, "argmax", func() []int { return []int{argmax(sum[:n], affine{a.scale[:n], a.bias[:n]}, n)} })
	few := r.ints(n, 2)
	same := affine{make([]float32, n), make([]float32, n)}
	for i := range n {
		same.scale[i] = 1
	}
	both(t, "argmax of equals", func() []int { return []int{argmax(few, same, n)} })
	wide, rows := make([]int16, n), r.bytes(7*n, 127)
	for i, v := range r.ints(n, 16) {
		wide[i] = int16(max(v, -math.MaxInt16))
	}
	both(t, "scores", func() []int32 {
		out := make([]int32, 7)
		scores(out, wide, rows)
		return out
	})
	row := make([]int8, n)
	for i, v := range r.ints(n, 8) {
		row[i] = int8(v)
	}
	small := make([]int16, n)
	for i, v := range r.ints(n, 10) {
		small[i] = int16(v)
	}
	both(t, "addRow", func() []int16 {
		out := slices.Clone(small)
		addRow(out, row)
		return out
	})
	both(t, "hashed", func() []uint8 {
		out := make([]uint8, n)
		hashed(out, small)
		return out
	})
}

func TestKernelsAgree(t *testing.T) {
	if !fast {
		t.Skip("this machine has the plain kernels alone")
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{1, 7, 8, 16, 24, 32, 96, 128, 160, 161} {
		for range 20 {
			compareKernels(t, numbers{rng.Uint32}, n)
		}
	}
}

func FuzzKernels(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 200, 201, 202, 203}, uint8(32))
	f.Fuzz(func(t *testing.T, b []byte, n uint8) {
		if len(b) < 4 || n == 0 {
			return
		}
		at := 0
		compareKernels(t, numbers{func() uint32 {
			at = (at + 3) % (len(b) - 3)
			return binary.LittleEndian.Uint32(b[at:])
		}}, int(n))
	})
}
