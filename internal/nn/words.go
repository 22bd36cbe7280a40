package nn

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// features is how many hashed rows a word adds up.
const features = 10

// fnv hashes a prefix byte and a string by 32-bit FNV-1a.
func fnv(prefix byte, s string) uint32 {
	h := (uint32(2166136261) ^ uint32(prefix)) * 16777619
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// fold replaces typographic signs by those of the treebank.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' || s[i] == '\'' {
			s = folder.Replace(s)
			if s == "''" {
				return `"`
			}
			return s
		}
	}
	return s
}

var folder = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "´", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "–", "-", "—", "-", "−", "-")

// rows sets the hashed rows of a word; mask is the number of rows less one.
func wordRows(dst *[features]uint32, w, lower string, mask uint32) {
	dst[0] = fnv('w', lower)
	for k, p := range "1234" {
		dst[1+k] = fnv(byte(p), tail(lower, k+1))
	}
	for k, p := range "abc" {
		dst[5+k] = fnv(byte(p), head(lower, k+1))
	}
	var buf [64]byte
	dst[8] = fnvBytes('h', shape(buf[:0], w))
	dst[9] = fnvBytes('k', append(append(buf[:0], capital(w)), tail(lower, 2)...))
	for i := range dst {
		dst[i] &= mask
	}
}

func fnvBytes(prefix byte, s []byte) uint32 {
	h := (uint32(2166136261) ^ uint32(prefix)) * 16777619
	for _, c := range s {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// head is the first n characters of s, or s.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// tail is the last n characters of s, or s.
func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, k := utf8.DecodeLastRuneInString(s[:i])
		i -= k
	}
	return s[i:]
}

// capital tells the case of a word: U all capitals, T a capital first, l other.
func capital(w string) byte {
	first, size := utf8.DecodeRuneInString(w)
	upper, lower := false, false
	for _, c := range w {
		upper = upper || unicode.IsUpper(c)
		lower = lower || unicode.IsLower(c)
	}
	switch {
	case len(w) > size && upper && !lower:
		return 'U'
	case unicode.IsUpper(first):
		return 'T'
	}
	return 'l'
}

// shape appends the classes of at most ten characters, runs cut to two.
func shape(dst []byte, w string) []byte {
	n := 0
	for _, c := range w {
		k := class(c)
		if l := len(dst); l >= 2 && dst[l-1] == k && dst[l-2] == k {
			continue
		}
		if dst, n = append(dst, k), n+1; n == 10 {
			break
		}
	}
	return dst
}

func class(c rune) byte {
	switch {
	case unicode.IsUpper(c):
		return 'X'
	case unicode.IsLower(c):
		return 'x'
	case unicode.IsDigit(c):
		return 'd'
	case strings.ContainsRune(".,-'\"/@:$%&", c):
		return byte(c)
	}
	return 'o'
}

// staticRow finds the row of a lower-case word: as it stands, with its digits
// as 0, or by what follows its last hyphen; 0 is the row of unknown words.
func (m *Model) staticRow(lower string) int {
	if r := m.look(lower); r != 0 {
		return r
	}
	if strings.ContainsAny(lower, "0123456789") {
		if r := m.look(strings.Map(zero, lower)); r != 0 {
			return r
		}
	}
	if i := strings.LastIndexByte(lower, '-'); i >= 0 {
		return m.look(lower[i+1:])
	}
	return 0
}

func zero(c rune) rune {
	if c >= '0' && c <= '9' {
		return '0'
	}
	return c
}

// look searches the open-addressing table: the slot is given by the low bits of
// the 64-bit FNV-1a hash, an entry holds 16 high bits of it above 16 bits of
// row number.
func (m *Model) look(s string) int {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	mask := uint64(len(m.words) - 1)
	for i, left := h&mask, len(m.words); left > 0; i, left = (i+1)&mask, left-1 {
		e := m.words[i]
		if e == 0 {
			return 0
		}
		if e>>16 == uint32(h>>48) {
			if r := int(e & 0xffff); (r+1)*m.staticDim <= len(m.static) {
				return r
			}
		}
	}
	return 0
}
