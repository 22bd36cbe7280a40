package qmat

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// product is the definition: the plain sum over inputs.
func product(act []uint8, stride int, w []int8, in, out, n int) []int32 {
	dst := make([]int32, n*out)
	for r := range n {
		for o := range out {
			var s int32
			for i := range in {
				s += int32(act[r*stride+i]) * int32(w[o*in+i])
			}
			dst[r*out+o] = s
		}
	}
	return dst
}

func check(t *testing.T, in, out, n int, fill func() (uint8, int8)) {
	t.Helper()
	w := make([]int8, in*out)
	for i := range w {
		_, w[i] = fill()
	}
	m, err := New(in, out, w)
	if err != nil {
		t.Fatal(err)
	}
	act := make([]uint8, Rows(n)*m.Stride())
	for i := range act {
		act[i], _ = fill()
	}
	want := product(act, m.Stride(), w, in, out, n)
	for _, k := range kernels() {
		kernel = k
		dst := make([]int32, Rows(n)*m.Width())
		m.Mul(dst, act, m.Stride(), n)
		for r := range n {
			if got := dst[r*m.Width() : r*m.Width()+out]; !slices.Equal(got, want[r*out:(r+1)*out]) {
				t.Fatalf("%s, %d by %d, row %d of %d: sums differ from the definition", k, out, in, r, n)
			}
		}
	}
}

// kernels lists what this machine can run, best first; the plain one is last.
func kernels() []string {
	all := []string{"vnni", "avx2", "go"}
	return all[slices.Index(all, best):]
}

var best = kernel

func TestKernelsAgree(t *testing.T) {
	t.Cleanup(func() { kernel = best })
	rng := rand.New(rand.NewPCG(1, 2))
	random := func() (uint8, int8) { return uint8(rng.IntN(128)), int8(rng.IntN(255) - 127) }
	for _, shape := range [][3]int{{1, 1, 1}, {4, 16, 4}, {5, 17, 3}, {224, 1024, 7}, {256, 768, 33}, {256, 51, 2}} {
		check(t, shape[0], shape[1], shape[2], random)
	}
	check(t, 256, 32, 8, func() (uint8, int8) { return 127, 127 })
	check(t, 256, 32, 8, func() (uint8, int8) { return 127, -127 })
}

func FuzzKernelsAgree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 250, 251, 252}, uint8(5), uint8(9), uint8(3))
	f.Fuzz(func(t *testing.T, b []byte, in, out, n uint8) {
		if len(b) == 0 || in == 0 || out == 0 || n == 0 {
			return
		}
		t.Cleanup(func() { kernel = best })
		at := 0
		check(t, int(in), int(out), int(n)%9+1, func() (uint8, int8) {
			at++
			v := int8(b[at%len(b)])
			return b[at*7%len(b)] & 127, max(v, -127)
		})
	})
}

func TestNewRefuses(t *testing.T) {
	if _, err := New(2, 2, []int8{1, 2, 3}); err == nil {
		t.Error("three weights made a matrix of four")
	}
	if _, err := New(1, 1, []int8{-128}); err == nil {
		t.Error("-128 was taken")
	}
}

func BenchmarkMul(b *testing.B) {
	const in, out, n = 256, 768, 256
	m, err := New(in, out, make([]int8, in*out))
	if err != nil {
		b.Fatal(err)
	}
	act := make([]uint8, Rows(n)*m.Stride())
	dst := make([]int32, Rows(n)*m.Width())
	for _, k := range kernels() {
		b.Run(k, func(b *testing.B) {
			b.Cleanup(func() { kernel = best })
			kernel = k
			if k == "go" { // the plain kernel skips zeros
				for i := range act {
					act[i] = uint8(i) & 127
				}
			}
			for b.Loop() {
				m.Mul(dst, act, m.Stride(), n)
			}
			b.ReportMetric(float64(in*out*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
