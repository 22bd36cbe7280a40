#include "textflag.h"

DATA top<>+0(SB)/4, $0x457ff000 // 4095.0
GLOBL top<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $32768
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA half<>+0(SB)/4, $16384
GLOBL half<>(SB), RODATA|NOPTR, $4
DATA levels<>+0(SB)/4, $63
GLOBL levels<>(SB), RODATA|NOPTR, $4
DATA bias<>+0(SB)/4, $64
GLOBL bias<>(SB), RODATA|NOPTR, $4
DATA fixed<>+0(SB)/4, $33288
GLOBL fixed<>(SB), RODATA|NOPTR, $4

// PLACE turns the eight sums at SI+R13 into places of a table, in Y8.
// Y15 is 4095.0, Y14 is zero.
#define PLACE \
	VCVTDQ2PS (SI)(R13*1), Y8; \
	VMULPS (R9)(R13*1), Y8, Y8; \
	VADDPS (R10)(R13*1), Y8, Y8; \
	VMAXPS Y14, Y8, Y8; \
	VMINPS Y15, Y8, Y8; \
	VCVTTPS2DQ Y8, Y8; \
	VPCMPEQD Y9, Y9, Y9

// PACK stores the eight numbers of Y0 as bytes at (dst).
#define PACK(dst) \
	VEXTRACTI128 $1, Y0, X1; \
	VPACKUSDW X1, X0, X0; \
	VPACKUSWB X0, X0, X0; \
	VMOVQ X0, dst

// func cellAVX2(sum *int32, scale, bias *float32, carry *int32, past, out *uint8, n, gate int, tanh, sigmoid *int32)
TEXT ·cellAVX2(SB), NOSPLIT, $0-80
	MOVQ sum+0(FP), SI
	MOVQ scale+8(FP), R9
	MOVQ bias+16(FP), R10
	MOVQ carry+24(FP), DI
	MOVQ past+32(FP), R11
	MOVQ out+40(FP), R12
	MOVQ n+48(FP), CX
	MOVQ gate+56(FP), DX
	SHLQ $2, DX
	MOVQ tanh+64(FP), AX
	MOVQ sigmoid+72(FP), BX
	VBROADCASTSS top<>(SB), Y15
	VXORPS Y14, Y14, Y14
	VPBROADCASTD one<>(SB), Y13
	VPBROADCASTD half<>(SB), Y12
	XORQ R8, R8 // units done
	SHRQ $3, CX

step:
	LEAQ (R8*4), R13
	PLACE
	VPGATHERDD Y9, (AX)(Y8*4), Y5 // z
	ADDQ DX, R13
	PLACE
	VPGATHERDD Y9, (BX)(Y8*4), Y6 // f
	ADDQ DX, R13
	PLACE
	VPGATHERDD Y9, (BX)(Y8*4), Y7 // r

	TESTQ R11, R11
	JZ fourth
	VPMOVZXBD (R11)(R8*1), Y4
	VPBROADCASTD bias<>(SB), Y3
	VPSUBD Y3, Y4, Y4
	VPBROADCASTD fixed<>(SB), Y3
	VPMULLD Y3, Y4, Y4
	VPSRAD $6, Y4, Y4 // hi
	JMP join

fourth:
	ADDQ DX, R13
	PLACE
	VPGATHERDD Y9, (AX)(Y8*4), Y4 // hi

join:
	VPMULLD (DI)(R8*4), Y6, Y0
	VPSUBD Y6, Y13, Y1
	VPMULLD Y5, Y1, Y1
	VPADDD Y1, Y0, Y0
	VPADDD Y12, Y0, Y0
	VPSRAD $15, Y0, Y0 // c
	VMOVDQU Y0, (DI)(R8*4)
	VPMULLD Y7, Y0, Y0
	VPSUBD Y7, Y13, Y1
	VPMULLD Y4, Y1, Y1
	VPADDD Y1, Y0, Y0
	VPADDD Y12, Y0, Y0
	VPSRAD $15, Y0, Y0 // y
	VPBROADCASTD levels<>(SB), Y3
	VPMULLD Y3, Y0, Y0
	VPADDD Y12, Y0, Y0
	VPSRAD $15, Y0, Y0
	VPBROADCASTD bias<>(SB), Y3
	VPADDD Y3, Y0, Y0
	PACK((R12)(R8*1))
	ADDQ $8, R8
	DECQ CX
	JNZ step
	VZEROUPPER
	RET

// func squashAVX2(dst *uint8, sum *int32, scale, bias *float32, n int, table *int32)
TEXT ·squashAVX2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), R12
	MOVQ sum+8(FP), SI
	MOVQ scale+16(FP), R9
	MOVQ bias+24(FP), R10
	MOVQ n+32(FP), CX
	MOVQ table+40(FP), AX
	VBROADCASTSS top<>(SB), Y15
	VXORPS Y14, Y14, Y14
	XORQ R8, R8
	SHRQ $3, CX

step:
	LEAQ (R8*4), R13
	PLACE
	VPGATHERDD Y9, (AX)(Y8*4), Y0
	PACK((R12)(R8*1))
	ADDQ $8, R8
	DECQ CX
	JNZ step
	VZEROUPPER
	RET

// func dotAVX2(a *int16, b *int8, n int) int32
TEXT ·dotAVX2(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	SHRQ $4, CX
	VPXOR Y0, Y0, Y0

step:
	VPMOVSXBW (DI), Y1
	VPMADDWD (SI), Y1, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $32, SI
	ADDQ $16, DI
	DECQ CX
	JNZ step
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	MOVL AX, ret+24(FP)
	VZEROUPPER
	RET

// func addRowAVX2(sum *int16, row *int8, n int)
TEXT ·addRowAVX2(SB), NOSPLIT, $0-24
	MOVQ sum+0(FP), DI
	MOVQ row+8(FP), SI
	MOVQ n+16(FP), CX
	SHRQ $4, CX

step:
	VPMOVSXBW (SI), Y0
	VPADDW (DI), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, DI
	ADDQ $16, SI
	DECQ CX
	JNZ step
	VZEROUPPER
	RET
