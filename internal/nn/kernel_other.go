//go:build !amd64

package nn

var fast = false

func cell(sum []int32, a affine, carry []int32, past, out []uint8, n, gate int) {
	cellGo(sum, a, carry, past, out, n, gate)
}

func squash(dst []uint8, sum []int32, a affine, n int) { squashGo(dst, sum, a, n) }

func pair(dst []uint8, x, y []float32) { pairGo(dst, x, y) }

func values(dst []float32, sum []int32, a affine) { valuesGo(dst, sum, a) }

func steps(dst []int16, sum []int32, a affine) { stepsGo(dst, sum, a) }

func argmax(sum []int32, a affine, n int) int { return argmaxGo(sum, a, n) }

func scores(dst []int32, a []int16, rows []uint8) { scoresGo(dst, a, rows) }

func addRow(sum []int16, row []int8) { addRowGo(sum, row) }

func hashed(dst []uint8, sum []int16) { hashedGo(dst, sum) }
