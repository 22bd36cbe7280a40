// Package qmat multiplies matrices of small integers: unsigned 7-bit
// activations by signed 8-bit weights, summed in 32 bits. Every implementation
// (AVX-512 VNNI, AVX2, plain Go) gives the same bits, because nothing is
// rounded and nothing can overflow: a pair of products is at most
// 2*127*127 < 1<<15, so that the saturating 16-bit sums of AVX2 never saturate.
package qmat

import "fmt"

const (
	tileRows = 4  // rows of activations that a tile reads
	tileCols = 16 // outputs that a tile makes
	group    = 4  // inputs that are multiplied at a time
)

// A Matrix holds weights in the order in which the kernels read them:
// tile of 16 outputs, group of 4 inputs, output, input.
type Matrix struct {
	In, Out int // logical shape: Out rows of In weights
	k4      int // groups of inputs, padded
	tiles   int // tiles of outputs, padded
	w       []int8
}

// New packs weights given row by row (Out rows of In values, each within
// -127…127).
func New(in, out int, rows []int8) (*Matrix, error) {
	if in <= 0 || out <= 0 || len(rows) != in*out {
		return nil, fmt.Errorf("matrix of %d by %d from %d weights", out, in, len(rows))
	}
	m := &Matrix{In: in, Out: out, k4: (in + group - 1) / group, tiles: (out + tileCols - 1) / tileCols}
	m.w = make([]int8, m.tiles*m.k4*tileCols*group)
	for o := range out {
		for i := range in {
			v := rows[o*in+i]
			if v == -128 {
				return nil, fmt.Errorf("weight -128 in row %d: the kernels want -127 and more", o)
			}
			m.w[m.at(o, i)] = v
		}
	}
	return m, nil
}

func (m *Matrix) at(o, i int) int {
	return ((o/tileCols*m.k4+i/group)*tileCols+o%tileCols)*group + i%group
}

// Stride is the number of bytes that a row of activations takes: In rounded up
// to the group. The bytes beyond In are multiplied by zero.
func (m *Matrix) Stride() int { return m.k4 * group }

// Width is the number of sums that a row of the result takes: Out rounded up to
// the tile.
func (m *Matrix) Width() int { return m.tiles * tileCols }

// Rows rounds a number of rows up to what Mul wants.
func Rows(n int) int { return (n + tileRows - 1) / tileRows * tileRows }

// Mul computes dst = act times the transpose of m for n rows. act has Rows(n)
// rows of stride bytes, each byte at most 127; dst has Rows(n) rows of Width
// sums. stride is at least Stride.
func (m *Matrix) Mul(dst []int32, act []uint8, stride, n int) {
	rows, width := Rows(n), m.Width()
	if n == 0 {
		return
	}
	// The kernels read and write by address: prove the bounds here.
	_ = act[(rows-1)*stride+m.Stride()-1]
	_ = dst[rows*width-1]
	for t := range m.tiles {
		w := m.w[t*m.k4*tileCols*group:]
		for r := 0; r < rows; r += tileRows {
			tile(dst[r*width+t*tileCols:], width, act[r*stride:], stride, w, m.k4)
		}
	}
}

func tileGo(dst []int32, width int, act []uint8, stride int, w []int8, k4 int) {
	for r := range tileRows {
		var sum [tileCols]int32
		a := act[r*stride : r*stride+k4*group]
		for k := range k4 {
			x := a[k*group : k*group+group : k*group+group]
			a0, a1, a2, a3 := int32(x[0]), int32(x[1]), int32(x[2]), int32(x[3])
			if a0|a1|a2|a3 == 0 {
				continue
			}
			v := w[k*tileCols*group : (k+1)*tileCols*group]
			for o := range tileCols {
				u := v[o*group : o*group+group : o*group+group]
				sum[o] += a0*int32(u[0]) + a1*int32(u[1]) + a2*int32(u[2]) + a3*int32(u[3])
			}
		}
		copy(dst[r*width:r*width+tileCols], sum[:])
	}
}
