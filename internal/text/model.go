package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A Model holds the weights of two averaged perceptrons over hashed features:
// one decides whether a sentence ends, one whether a token ends inside a run
// without white space. docs/formats/boundary.md describes its file.
type Model struct {
	sentence []int16 // lengths are powers of two
	token    []int16
	words    []uint8 // class of a word by the hash of its lower-case form, 0 unknown
}

// modelMagic begins a file of weights; its last byte is the version of the
// format and of the features.
const modelMagic = "CHBD\x01"

// ErrModel says that bytes are no file of boundary weights that this version
// can use.
var ErrModel = errors.New("no boundary model of this version")

// ReadModel reads what WriteTo writes.
func ReadModel(b []byte) (*Model, error) {
	if len(b) < len(modelMagic)+14 || string(b[:len(modelMagic)]) != modelMagic {
		return nil, ErrModel
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, fmt.Errorf("%w: checksum differs", ErrModel)
	}
	m, rest := &Model{}, body[len(modelMagic):]
	for _, t := range []*[]int16{&m.sentence, &m.token} {
		if len(rest) < 1 || rest[0] > 24 || len(rest) < 1+2<<rest[0] {
			return nil, fmt.Errorf("%w: a table is cut off", ErrModel)
		}
		n := 1 << rest[0]
		*t = make([]int16, n)
		for i := range *t {
			(*t)[i] = int16(binary.LittleEndian.Uint16(rest[1+2*i:]))
		}
		rest = rest[1+2*n:]
	}
	if len(rest) < 1 || rest[0] > 24 || len(rest) < 1+1<<rest[0] {
		return nil, fmt.Errorf("%w: a table is cut off", ErrModel)
	}
	m.words, rest = rest[1:1+1<<rest[0]], rest[1+1<<rest[0]:]
	if len(rest) != 0 {
		return nil, fmt.Errorf("%w: %d bytes too many", ErrModel, len(rest))
	}
	return m, nil
}

// WriteTo writes the weights.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	b.WriteString(modelMagic)
	for _, t := range [][]int16{m.sentence, m.token} {
		b.WriteByte(byte(log2(len(t))))
		for _, v := range t {
			b.Write(binary.LittleEndian.AppendUint16(nil, uint16(v)))
		}
	}
	b.WriteByte(byte(log2(len(m.words))))
	b.Write(m.words)
	b.Write(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(b.Bytes())))
	return b.WriteTo(w)
}

func log2(n int) (k int) {
	for 1<<k < n {
		k++
	}
	return k
}

// score is the sum of the weights of the features.
func score(table []int16, feats []uint32) int32 {
	mask := uint32(len(table) - 1)
	var sum int32
	for _, f := range feats {
		sum += int32(table[f&mask])
	}
	return sum
}

// mix makes a feature of the template number and its values.
func mix(template uint32, values ...uint32) uint32 {
	h := template*0x9e3779b1 + 0x85ebca6b
	for _, v := range values {
		h = (h ^ v) * 0x01000193
		h ^= h >> 15
	}
	h *= 0x2c1b3c6d
	return h ^ h>>13
}
