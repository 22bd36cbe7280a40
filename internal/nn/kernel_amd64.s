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

DATA middle<>+0(SB)/4, $0x45000800 // 2048.5
GLOBL middle<>(SB), RODATA|NOPTR, $4
DATA fine<>+0(SB)/4, $0x43800000 // 256.0
GLOBL fine<>(SB), RODATA|NOPTR, $4
DATA most<>+0(SB)/4, $0x46fffe00 // 32767.0
GLOBL most<>(SB), RODATA|NOPTR, $4
DATA least<>+0(SB)/4, $0xc6fffe00 // -32767.0
GLOBL least<>(SB), RODATA|NOPTR, $4
DATA lowest<>+0(SB)/4, $0xff800000 // minus infinity
GLOBL lowest<>(SB), RODATA|NOPTR, $4
DATA eight<>+0(SB)/4, $8
GLOBL eight<>(SB), RODATA|NOPTR, $4
DATA lanes<>+0(SB)/8, $0x0000000100000000
DATA lanes<>+8(SB)/8, $0x0000000300000002
DATA lanes<>+16(SB)/8, $0x0000000500000004
DATA lanes<>+24(SB)/8, $0x0000000700000006
GLOBL lanes<>(SB), RODATA|NOPTR, $32
DATA two<>+0(SB)/2, $2
GLOBL two<>(SB), RODATA|NOPTR, $2
DATA top16<>+0(SB)/2, $63
GLOBL top16<>(SB), RODATA|NOPTR, $2
DATA low16<>+0(SB)/2, $-63
GLOBL low16<>(SB), RODATA|NOPTR, $2
DATA bias16<>+0(SB)/2, $64
GLOBL bias16<>(SB), RODATA|NOPTR, $2

// func pairAVX2(dst *uint8, x, y *float32, n int, table *int32)
TEXT ·pairAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), R12
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), R9
	MOVQ n+24(FP), CX
	MOVQ table+32(FP), AX
	VBROADCASTSS top<>(SB), Y15
	VXORPS Y14, Y14, Y14
	VBROADCASTSS fine<>(SB), Y13
	VBROADCASTSS middle<>(SB), Y12
	XORQ R8, R8
	SHRQ $3, CX

step:
	VMOVUPS (SI)(R8*4), Y8
	VADDPS (R9)(R8*4), Y8, Y8
	VMULPS Y13, Y8, Y8
	VADDPS Y12, Y8, Y8
	VMAXPS Y14, Y8, Y8
	VMINPS Y15, Y8, Y8
	VCVTTPS2DQ Y8, Y8
	VPCMPEQD Y9, Y9, Y9
	VPGATHERDD Y9, (AX)(Y8*4), Y0
	PACK((R12)(R8*1))
	ADDQ $8, R8
	DECQ CX
	JNZ step
	VZEROUPPER
	RET

// func valuesAVX2(dst *float32, sum *int32, scale, bias *float32, n int)
TEXT ·valuesAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ scale+16(FP), R9
	MOVQ bias+24(FP), R10
	MOVQ n+32(FP), CX
	XORQ R8, R8
	SHRQ $3, CX

step:
	VCVTDQ2PS (SI)(R8*4), Y0
	VMULPS (R9)(R8*4), Y0, Y0
	VADDPS (R10)(R8*4), Y0, Y0
	VMOVUPS Y0, (DI)(R8*4)
	ADDQ $8, R8
	DECQ CX
	JNZ step
	VZEROUPPER
	RET

// func stepsAVX2(dst *int16, sum *int32, scale, bias *float32, n int)
TEXT ·stepsAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ scale+16(FP), R9
	MOVQ bias+24(FP), R10
	MOVQ n+32(FP), CX
	VBROADCASTSS fine<>(SB), Y13
	VBROADCASTSS most<>(SB), Y12
	VBROADCASTSS least<>(SB), Y11
	XORQ R8, R8
	SHRQ $3, CX

step:
	VCVTDQ2PS (SI)(R8*4), Y0
	VMULPS (R9)(R8*4), Y0, Y0
	VADDPS (R10)(R8*4), Y0, Y0
	VMULPS Y13, Y0, Y0
	VMAXPS Y11, Y0, Y0
	VMINPS Y12, Y0, Y0
	VCVTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DI)(R8*2)
	ADDQ $8, R8
	DECQ CX
	JNZ step
	VZEROUPPER
	RET

// func argmaxAVX2(sum *int32, scale, bias *float32, n int) int32
//
// Each lane keeps its greatest value and the place of its first. At the end the
// greatest of the lanes wins, and of equals the one that stands first.
TEXT ·argmaxAVX2(SB), NOSPLIT, $0-36
	MOVQ sum+0(FP), SI
	MOVQ scale+8(FP), R9
	MOVQ bias+16(FP), R10
	MOVQ n+24(FP), CX
	VBROADCASTSS lowest<>(SB), Y1 // greatest
	VPXOR Y2, Y2, Y2              // its place
	VMOVDQU lanes<>(SB), Y3
	VPBROADCASTD eight<>(SB), Y4
	XORQ R8, R8
	SHRQ $3, CX

step:
	VCVTDQ2PS (SI)(R8*4), Y0
	VMULPS (R9)(R8*4), Y0, Y0
	VADDPS (R10)(R8*4), Y0, Y0
	VCMPPS $0x1e, Y1, Y0, Y5 // greater, quiet
	VBLENDVPS Y5, Y0, Y1, Y1
	VBLENDVPS Y5, Y3, Y2, Y2
	VPADDD Y4, Y3, Y3
	ADDQ $8, R8
	DECQ CX
	JNZ step

	VEXTRACTF128 $1, Y1, X5
	VMAXPS X5, X1, X0
	VPERMILPS $0x4e, X0, X5
	VMAXPS X5, X0, X0
	VPERMILPS $0xb1, X0, X5
	VMAXPS X5, X0, X0
	VBROADCASTSS X0, Y0
	VCMPPS $0, Y0, Y1, Y5 // lanes that have it
	VPCMPEQD Y6, Y6, Y6
	VPSRLD $1, Y6, Y6
	VBLENDVPS Y5, Y2, Y6, Y2
	VEXTRACTI128 $1, Y2, X5
	VPMINSD X5, X2, X2
	VPSHUFD $0x4e, X2, X5
	VPMINSD X5, X2, X2
	VPSHUFD $0xb1, X2, X5
	VPMINSD X5, X2, X2
	VMOVD X2, AX
	MOVL AX, ret+32(FP)
	VZEROUPPER
	RET

// func scoresAVX2(dst *int32, a *int16, rows *uint8, n, width int)
//
// Four rows at a time.
TEXT ·scoresAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ n+24(FP), CX
	MOVQ width+32(FP), DX
	SHRQ $2, CX

four:
	LEAQ (R8)(DX*1), R9
	LEAQ (R9)(DX*1), R10
	LEAQ (R10)(DX*1), R11
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	XORQ BX, BX

step:
	VMOVDQU (SI)(BX*2), Y4
	VPMOVZXBW (R8)(BX*1), Y5
	VPMOVZXBW (R9)(BX*1), Y6
	VPMOVZXBW (R10)(BX*1), Y7
	VPMOVZXBW (R11)(BX*1), Y8
	VPMADDWD Y4, Y5, Y5
	VPMADDWD Y4, Y6, Y6
	VPMADDWD Y4, Y7, Y7
	VPMADDWD Y4, Y8, Y8
	VPADDD Y5, Y0, Y0
	VPADDD Y6, Y1, Y1
	VPADDD Y7, Y2, Y2
	VPADDD Y8, Y3, Y3
	ADDQ $16, BX
	CMPQ BX, DX
	JLT step

	VPHADDD Y1, Y0, Y0
	VPHADDD Y3, Y2, Y2
	VPHADDD Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $16, DI
	LEAQ (R11)(DX*1), R8
	DECQ CX
	JNZ four
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

// func hashedAVX2(dst *uint8, sum *int16, n int)
TEXT ·hashedAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTW two<>(SB), Y12
	VPBROADCASTW top16<>(SB), Y13
	VPBROADCASTW low16<>(SB), Y14
	VPBROADCASTW bias16<>(SB), Y15
	SHRQ $5, CX

step:
	VPADDW (SI), Y12, Y0
	VPADDW 32(SI), Y12, Y1
	VPSRAW $2, Y0, Y0
	VPSRAW $2, Y1, Y1
	VPMINSW Y13, Y0, Y0
	VPMINSW Y13, Y1, Y1
	VPMAXSW Y14, Y0, Y0
	VPMAXSW Y14, Y1, Y1
	VPADDW Y15, Y0, Y0
	VPADDW Y15, Y1, Y1
	VPACKUSWB Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	DECQ CX
	JNZ step
	VZEROUPPER
	RET
