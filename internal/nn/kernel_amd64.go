package nn

import "golang.org/x/sys/cpu"

var fast = cpu.X86.HasAVX2

//go:noescape
func cellAVX2(sum *int32, scale, bias *float32, carry *int32, past, out *uint8, n, gate int, tanh, sigmoid *int32)

//go:noescape
func squashAVX2(dst *uint8, sum *int32, scale, bias *float32, n int, table *int32)

//go:noescape
func pairAVX2(dst *uint8, x, y *float32, n int, table *int32)

//go:noescape
func valuesAVX2(dst *float32, sum *int32, scale, bias *float32, n int)

//go:noescape
func stepsAVX2(dst *int16, sum *int32, scale, bias *float32, n int)

//go:noescape
func argmaxAVX2(sum *int32, scale, bias *float32, n int) int32

//go:noescape
func scoresAVX2(dst *int32, a *int16, rows *uint8, n, width int)

//go:noescape
func addRowAVX2(sum *int16, row *int8, n int)

//go:noescape
func hashedAVX2(dst *uint8, sum *int16, n int)

func cell(sum []int32, a affine, carry []int32, past, out []uint8, n, gate int) {
	if !fast || n%8 != 0 || n == 0 {
		cellGo(sum, a, carry, past, out, n, gate)
		return
	}
	gates := 4
	var p *uint8
	if past != nil {
		gates, p = 3, &past[:n][0]
	}
	top := (gates-1)*gate + n - 1
	_, _, _, _, _ = sum[top], a.scale[top], a.bias[top], carry[n-1], out[n-1]
	cellAVX2(&sum[0], &a.scale[0], &a.bias[0], &carry[0], p, &out[0], n, gate, &tanh[0], &sigmoid[0])
}

func squash(dst []uint8, sum []int32, a affine, n int) {
	if !fast || n%8 != 0 || n == 0 {
		squashGo(dst, sum, a, n)
		return
	}
	_, _, _, _ = dst[n-1], sum[n-1], a.scale[n-1], a.bias[n-1]
	squashAVX2(&dst[0], &sum[0], &a.scale[0], &a.bias[0], n, &tanhByte[0])
}

func pair(dst []uint8, x, y []float32) {
	n := len(dst)
	if !fast || n%8 != 0 || n == 0 {
		pairGo(dst, x, y)
		return
	}
	_, _ = x[n-1], y[n-1]
	pairAVX2(&dst[0], &x[0], &y[0], n, &tanhByte[0])
}

func values(dst []float32, sum []int32, a affine) {
	n := len(dst)
	if !fast || n%8 != 0 || n == 0 {
		valuesGo(dst, sum, a)
		return
	}
	_, _, _ = sum[n-1], a.scale[n-1], a.bias[n-1]
	valuesAVX2(&dst[0], &sum[0], &a.scale[0], &a.bias[0], n)
}

func steps(dst []int16, sum []int32, a affine) {
	n := len(dst)
	if !fast || n%8 != 0 || n == 0 {
		stepsGo(dst, sum, a)
		return
	}
	_, _, _ = sum[n-1], a.scale[n-1], a.bias[n-1]
	stepsAVX2(&dst[0], &sum[0], &a.scale[0], &a.bias[0], n)
}

// argmax looks at whole vectors: scale and bias are padded with values that
// never are the greatest.
func argmax(sum []int32, a affine, n int) int {
	full := (n + 7) / 8 * 8
	if !fast || n == 0 || full > len(sum) || full > len(a.scale) {
		return argmaxGo(sum, a, n)
	}
	return int(argmaxAVX2(&sum[0], &a.scale[0], &a.bias[0], full))
}

func scores(dst []int32, a []int16, rows []uint8) {
	n, k := len(dst), len(a)
	if !fast || k%16 != 0 || k == 0 || n == 0 {
		scoresGo(dst, a, rows)
		return
	}
	_ = rows[n*k-1]
	four := n / 4 * 4
	if four > 0 {
		scoresAVX2(&dst[0], &a[0], &rows[0], four, k)
	}
	if four < n {
		scoresGo(dst[four:], a, rows[four*k:])
	}
}

func addRow(sum []int16, row []int8) {
	n := len(row)
	if !fast || n%16 != 0 || n == 0 {
		addRowGo(sum, row)
		return
	}
	_ = sum[n-1]
	addRowAVX2(&sum[0], &row[0], n)
}

func hashed(dst []uint8, sum []int16) {
	n := len(sum)
	if !fast || n%32 != 0 || n == 0 {
		hashedGo(dst, sum)
		return
	}
	_ = dst[n-1]
	hashedAVX2(&dst[0], &sum[0], n)
}
