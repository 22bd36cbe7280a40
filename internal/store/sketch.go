package store

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode"
)

// sketchSize is the number of minima in a sketch, and shingle that of words in a
// shingle.
const (
	sketchSize = 64
	shingle    = 4
)

// A MinHash is the sketch of a text after Broder, "On the resemblance and
// containment of documents" (1997): for each of so many hash functions the least
// value over the text's shingles of four words. The share of equal places in two
// sketches estimates the Jaccard likeness of their shingles.
type MinHash [sketchSize]uint32

// Sketch makes the sketch of a text; case, marks and spacing do not count.
func Sketch(text string) MinHash {
	var m MinHash
	for i := range m {
		m[i] = math.MaxUint32
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = fnv(w)
	}
	for i := range max(1, len(hashes)-shingle+1) {
		h := uint64(shingle)
		for _, w := range hashes[i:min(i+shingle, len(hashes))] {
			h = mix(h*31 + w)
		}
		for k := range m {
			m[k] = min(m[k], uint32(mix(h+uint64(k)*0x9e3779b97f4a7c15)>>32))
		}
	}
	return m
}

// Like estimates how much of their shingles two texts share, from 0 to 1.
func (m *MinHash) Like(o *MinHash) float64 {
	n := 0
	for i := range m {
		if m[i] == o[i] {
			n++
		}
	}
	return float64(n) / sketchSize
}

func (m *MinHash) bytes() []byte {
	b := make([]byte, 0, 4*sketchSize)
	for _, v := range m {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func sketchOf(b []byte) (m MinHash, ok bool) {
	if len(b) != 4*sketchSize {
		return m, false
	}
	for i := range m {
		m[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return m, true
}

func fnv(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
