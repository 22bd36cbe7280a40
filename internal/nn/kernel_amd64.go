package nn

import "golang.org/x/sys/cpu"

var fast = cpu.X86.HasAVX2

//go:noescape
func cellAVX2(sum *int32, scale, bias *float32, carry *int32, past, out *uint8, n, gate int, tanh, sigmoid *int32)

//go:noescape
func squashAVX2(dst *uint8, sum *int32, scale, bias *float32, n int, table *int32)

//go:noescape
func dotAVX2(a *int16, b *int8, n int) int32

//go:noescape
func addRowAVX2(sum *int16, row *int8, n int)

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

func dot(a []int16, b []int8) int32 {
	n := len(a)
	if !fast || n%16 != 0 || n == 0 {
		return dotGo(a, b)
	}
	_ = b[n-1]
	return dotAVX2(&a[0], &b[0], n)
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
