package qmat

import "golang.org/x/sys/cpu"

// Kernel names the implementation in use: "vnni", "avx2" or "go".
var kernel = detect()

func detect() string {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI:
		return "vnni"
	case cpu.X86.HasAVX2:
		return "avx2"
	}
	return "go"
}

//go:noescape
func tileAVX2(dst *int32, width int, act *uint8, stride int, w *int8, k4 int)

//go:noescape
func tileVNNI(dst *int32, width int, act *uint8, stride int, w *int8, k4 int)

func tile(dst []int32, width int, act []uint8, stride int, w []int8, k4 int) {
	switch kernel {
	case "vnni":
		tileVNNI(&dst[0], width, &act[0], stride, &w[0], k4)
	case "avx2":
		tileAVX2(&dst[0], width, &act[0], stride, &w[0], k4)
	default:
		tileGo(dst, width, act, stride, w, k4)
	}
}
