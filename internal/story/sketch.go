package story

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

// A Sketch stands for the wording of a text, after Broder, "On the resemblance
// and containment of documents" (1997): for each of so many hash functions the
// least value over the text's shingles of four words. The share of equal places
// in two sketches estimates the Jaccard likeness of their shingles.
type Sketch []uint32

// SketchOf makes the sketch of a text; case, marks and spacing do not count.
func SketchOf(text string) Sketch {
	m := make(Sketch, sketchSize)
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

// Like is the share of equal places, an estimate of how much of their shingles
// two texts share.
func (s Sketch) Like(o Sketch) float64 {
	if len(s) == 0 || len(s) != len(o) {
		return 0
	}
	n := 0
	for i := range s {
		if s[i] == o[i] {
			n++
		}
	}
	return float64(n) / float64(len(s))
}

// Bytes are the places of s, little-endian.
func (s Sketch) Bytes() []byte {
	b := make([]byte, 0, 4*len(s))
	for _, v := range s {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// ParseSketch reads what Bytes gives; anything else is a sketch that is like none.
func ParseSketch(b []byte) Sketch {
	if len(b) != 4*sketchSize {
		return nil
	}
	s := make(Sketch, sketchSize)
	for i := range s {
		s[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return s
}

// Bands are keys of which two sketches of like texts share at least one: a hash
// of each run of places.
func (s Sketch) Bands() []int64 {
	var out []int64
	for at := 0; at+band <= len(s); at += band {
		h := uint64(at)
		for _, v := range s[at : at+band] {
			h = mix(h<<32 ^ uint64(v))
		}
		out = append(out, int64(h))
	}
	return out
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
