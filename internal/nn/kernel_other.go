//go:build !amd64

package nn

var fast = false

func cell(sum []int32, a affine, carry []int32, past, out []uint8, n, gate int) {
	cellGo(sum, a, carry, past, out, n, gate)
}

func squash(dst []uint8, sum []int32, a affine, n int) { squashGo(dst, sum, a, n) }

func dot(a []int16, b []int8) int32 { return dotGo(a, b) }

func addRow(sum []int16, row []int8) { addRowGo(sum, row) }
