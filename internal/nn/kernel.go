package nn

import "math"

// The elementwise kernels. Each has one meaning, written in Go here, and on
// machines with AVX2 an assembly form that computes the same bits: integers,
// and floats that are rounded after every operation.

const (
	one  = 1 << 15 // 1 in the fixed point of gates and memories
	grid = 4096    // entries of a table over [-8, 8), in steps of 1/256
)

// Tables over a place found by affine.at: sigmoid and tanh in fixed point, and
// the activation byte of tanh.
var sigmoid, tanh, tanhByte = tables()

func tables() (s, t, l [grid]int32) {
	for i := range grid {
		x := (float64(i) - grid/2) / 256
		s[i] = int32(math.Round(one / (1 + math.Exp(-x))))
		t[i] = int32(math.Round(one * math.Tanh(x)))
		l[i] = int32(math.Round(levels*math.Tanh(x))) + bias
	}
	return
}

// place is the entry of a table for v, which is in steps of 1/256 from -8.
func place(v float32) int {
	if v < 0 {
		return 0
	}
	if v > grid-1 {
		return grid - 1
	}
	return int(v)
}

// affine turns the raw sums of a layer into places of the tables.
type affine struct{ scale, bias []float32 }

// newAffine has room for width outputs, of which those from n on have a value
// that is never the greatest.
func newAffine(width, n int) affine {
	a := affine{make([]float32, width), make([]float32, width)}
	for o := n; o < width; o++ {
		a.bias[o] = -math.MaxFloat32
	}
	return a
}

func (a affine) at(sum int32, o int) int {
	return place(float32(float32(sum)*a.scale[o]) + a.bias[o])
}

// cellGo makes one step of one direction of a recurrent layer for n units.
// sum, and the slices of a, hold the candidate, forget and highway gates gate
// apart from each other and, where past is nil, the value carried past as the
// fourth. carry is the memory, out the activation bytes.
func cellGo(sum []int32, a affine, carry []int32, past, out []uint8, n, gate int) {
	for j := range n {
		z := tanh[a.at(sum[j], j)]
		f := sigmoid[a.at(sum[j+gate], j+gate)]
		r := sigmoid[a.at(sum[j+2*gate], j+2*gate)]
		c := (f*carry[j] + (one-f)*z + one/2) >> 15
		carry[j] = c
		var hi int32
		if past == nil {
			hi = tanh[a.at(sum[j+3*gate], j+3*gate)]
		} else {
			hi = (int32(past[j]) - bias) * 33288 >> 6 // a level in fixed point
		}
		y := (r*c + (one-r)*hi + one/2) >> 15
		out[j] = uint8((y*levels+one/2)>>15 + bias)
	}
}

// squashGo writes the activation bytes of tanh for the sums of one word.
func squashGo(dst []uint8, sum []int32, a affine, n int) {
	for o := range n {
		dst[o] = uint8(tanhByte[a.at(sum[o], o)])
	}
}

// pairGo writes the activation bytes of tanh for the sums of two values.
func pairGo(dst []uint8, x, y []float32) {
	for j := range dst {
		dst[j] = uint8(tanhByte[place(float32((x[j]+y[j])*256)+(grid/2+0.5))])
	}
}

// valuesGo turns raw sums into the numbers that they stand for. The conversion
// keeps compilers from fusing the product with the sum, here and elsewhere.
func valuesGo(dst []float32, sum []int32, a affine) {
	for o := range dst {
		dst[o] = float32(float32(sum[o])*a.scale[o]) + a.bias[o]
	}
}

// stepsGo does the same in steps of 1/256, rounded to the nearest, a half to
// even, and cut to 15 bits and sign.
func stepsGo(dst []int16, sum []int32, a affine) {
	for o := range dst {
		v := float32((float32(float32(sum[o])*a.scale[o]) + a.bias[o]) * 256)
		dst[o] = int16(math.RoundToEven(float64(min(max(v, -math.MaxInt16), math.MaxInt16))))
	}
}

// argmaxGo is the first place of the greatest value of the sums of n outputs.
func argmaxGo(sum []int32, a affine, n int) int {
	best, at := float32(math.Inf(-1)), 0
	for o := range n {
		if v := float32(float32(sum[o])*a.scale[o]) + a.bias[o]; v > best {
			best, at = v, o
		}
	}
	return at
}

// scoresGo sets each of dst to the inner product of a with one of the rows,
// which follow each other and have the length of a.
func scoresGo(dst []int32, a []int16, rows []uint8) {
	for i := range dst {
		var s int32
		for j, x := range a {
			s += int32(x) * int32(rows[i*len(a)+j])
		}
		dst[i] = s
	}
}

// addRowGo adds a row of weights to sum.
func addRowGo(sum []int16, row []int8) {
	for i, v := range row {
		sum[i] += int16(v)
	}
}

// hashedGo writes the activation bytes of sums of hashed rows, which are in
// steps of a quarter.
func hashedGo(dst []uint8, sum []int16) {
	for i, v := range sum {
		dst[i] = uint8(min(max((int(v)+2)>>2, -levels), levels) + bias)
	}
}
