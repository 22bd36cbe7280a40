package story

import (
	"encoding/binary"
	"math"
	"slices"
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
// least value over the text's shingles of four words, of which the last 16 bits are
// kept (Li and König, "b-Bit Minwise Hashing", 2010). The share of equal places in
// two sketches estimates the Jaccard likeness of their shingles.
type Sketch []uint16

// SketchOf makes the sketch of a text; case, marks and spacing do not count.
func SketchOf(text string) Sketch {
	var least [sketchSize]uint64
	for i := range least {
		least[i] = math.MaxUint64
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
		for k := range least {
			least[k] = min(least[k], mix(h+uint64(k)*0x9e3779b97f4a7c15))
		}
	}
	m := make(Sketch, sketchSize)
	for i, v := range least {
		m[i] = uint16(v)
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
	b := make([]byte, 0, 2*len(s))
	for _, v := range s {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

// ParseSketch reads what Bytes gives; anything else is a sketch that is like none.
func ParseSketch(b []byte) Sketch {
	if len(b) != 2*sketchSize {
		return nil
	}
	s := make(Sketch, sketchSize)
	for i := range s {
		s[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return s
}

// keyCount is how many keys a text has, and keyShingle how many words each is made
// of.
const (
	keyCount   = 8
	keyShingle = 7
)

// Keys are the least hashes of the runs of seven words of a text: two texts that
// share a third of their wording share at least one in all but one case of twenty
// (a bottom-k sketch, after Broder). Case, marks and spacing do not count.
func Keys(text string) []uint32 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []uint32
	for i := range max(1, len(words)-keyShingle+1) {
		h := uint64(keyShingle)
		for _, w := range words[i:min(i+keyShingle, len(words))] {
			h = mix(h*31 + fnv(w))
		}
		out = append(out, uint32(h>>32))
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), keyCount)]
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
