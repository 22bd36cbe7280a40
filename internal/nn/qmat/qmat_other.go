//go:build !amd64

package qmat

var kernel = "go"

func tile(dst []int32, width int, act []uint8, stride int, w []int8, k4 int) {
	tileGo(dst, width, act, stride, w, k4)
}
