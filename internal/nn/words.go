package nn

import (
	"unicode"
	"unicode/utf8"
)

// features is how many hashed rows a word adds up.
const features = 11

// speller holds a word in the spellings that its features are read from.
type speller struct {
	form, lower []byte // folded; folded and lower case
	scratch     []byte
}

// spell sets the spellings of a word.
func (s *speller) spell(w string) {
	s.form, s.lower = s.form[:0], s.lower[:0]
	for _, c := range w {
		s.form = appendFolded(s.form, c)
	}
	if len(s.form) == 2 && s.form[0] == '\'' && s.form[1] == '\'' {
		s.form = append(s.form[:0], '"')
	}
	for i := 0; i < len(s.form); {
		if c := s.form[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			s.lower = append(s.lower, c)
			i++
			continue
		}
		c, n := utf8.DecodeRune(s.form[i:])
		s.lower = utf8.AppendRune(s.lower, unicode.ToLower(c))
		i += n
	}
}

// appendFolded replaces typographic signs by those of the treebank.
func appendFolded(b []byte, c rune) []byte {
	switch c {
	case '’', '‘', '`', '´':
		c = '\''
	case '“', '”', '„', '«', '»':
		c = '"'
	case '–', '—', '−':
		c = '-'
	}
	return utf8.AppendRune(b, c)
}

// rows sets the hashed rows of the word; mask is the number of rows less one,
// classes those of the lists of names that the word stands in.
func (s *speller) rows(dst *[features]uint32, classes uint8, mask uint32) {
	l := s.lower
	dst[0] = fnv('w', l)
	for k := range 4 {
		dst[1+k] = fnv('1'+byte(k), tail(l, k+1))
	}
	for k := range 3 {
		dst[5+k] = fnv('a'+byte(k), head(l, k+1))
	}
	s.scratch = shape(s.scratch[:0], s.form)
	dst[8] = fnv('h', s.scratch)
	letter := capital(s.form)
	s.scratch = append(append(s.scratch[:0], letter), tail(l, 2)...)
	dst[9] = fnv('k', s.scratch)
	const hex = "0123456789abcdef"
	s.scratch = append(s.scratch[:0], hex[classes>>4], hex[classes&15], letter)
	dst[10] = fnv('g', s.scratch)
	for i := range dst {
		dst[i] &= mask
	}
}

// fnv hashes a prefix byte and bytes by 32-bit FNV-1a.
func fnv(prefix byte, s []byte) uint32 {
	h := (uint32(2166136261) ^ uint32(prefix)) * 16777619
	for _, c := range s {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// head is the first n characters of s, or s.
func head(s []byte, n int) []byte {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, k := utf8.DecodeRune(s[i:])
		i += k
	}
	return s[:i]
}

// tail is the last n characters of s, or s.
func tail(s []byte, n int) []byte {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, k := utf8.DecodeLastRune(s[:i])
		i -= k
	}
	return s[i:]
}

// capital tells the case of a word: U all capitals, T a capital first, l other.
func capital(w []byte) byte {
	first, size := utf8.DecodeRune(w)
	upper, lower := false, false
	for i := 0; i < len(w); {
		c, n := utf8.DecodeRune(w[i:])
		upper = upper || unicode.IsUpper(c)
		lower = lower || unicode.IsLower(c)
		i += n
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
func shape(dst, w []byte) []byte {
	n := 0
	for i := 0; i < len(w) && n < 10; {
		c, size := utf8.DecodeRune(w[i:])
		i += size
		k := class(c)
		if l := len(dst); l >= 2 && dst[l-1] == k && dst[l-2] == k {
			continue
		}
		dst = append(dst, k)
		n++
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
	}
	switch c {
	case '.', ',', '-', '\'', '"', '/', '@', ':', '$', '%', '&':
		return byte(c)
	}
	return 'o'
}

// staticRow finds the row of a word: as it stands, with its digits as 0, or by
// what follows its last hyphen; 0 is the row of unknown words. scratch is room
// to work in.
func (m *Model) staticRow(lower []byte, scratch *[]byte) int {
	if r := m.look(lower); r != 0 {
		return r
	}
	digits, hyphen := false, -1
	zeros := append((*scratch)[:0], lower...)
	for i, c := range zeros {
		switch {
		case '0' <= c && c <= '9':
			zeros[i], digits = '0', true
		case c == '-':
			hyphen = i
		}
	}
	*scratch = zeros
	if digits {
		if r := m.look(zeros); r != 0 {
			return r
		}
	}
	if hyphen >= 0 {
		return m.look(lower[hyphen+1:])
	}
	return 0
}

// fnv64 is the 64-bit FNV-1a hash, by which the tables of words are addressed:
// its low bits give the slot to begin at, high bits of it stand in the entry.
func fnv64(s []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range s {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// look finds the static row of a word. An entry is 16 bits of the hash above 16
// bits of row number, 0 is a free slot.
func (m *Model) look(s []byte) int {
	h := fnv64(s)
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

// classesOf finds the lists of names that a word stands in. An entry is 24 bits
// of the hash above 8 bits of classes.
func (m *Model) classesOf(s []byte) uint8 {
	h := fnv64(s)
	mask := uint64(len(m.classes) - 1)
	for i, left := h&mask, len(m.classes); left > 0; i, left = (i+1)&mask, left-1 {
		e := m.classes[i]
		if e == 0 {
			return 0
		}
		if e>>8 == uint32(h>>40) {
			return uint8(e)
		}
	}
	return 0
}
