package place

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFold appends the folded words of s to b: small letters without
// accents, apostrophes and points, hyphens as spaces, "saint" as "st". Words
// are one space apart; where b is not empty, the first is too.
func appendFold(b []byte, s string) []byte {
	word := len(b)
	if word > 0 {
		b = append(b, ' ')
		word++
	}
	start := word
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldUnicode(b, s[i:], start)
		case c >= 'A' && c <= 'Z':
			b = append(b, c|0x20)
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b = append(b, c)
		case c == '-' || c == ' ' || c == '/' || c == ',':
			b = space(b, start)
		}
	}
	return trim(b, word)
}

// foldUnicode goes on with the rest of a name that has letters beyond ASCII.
func foldUnicode(b []byte, s string, word int) []byte {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		switch {
		case r < utf8.RuneSelf:
			b = foldRune(b, r, word)
		case unicode.IsLetter(r):
			b = foldLetter(b, r)
		case r == '–' || r == '‑' || r == '‐' || r == '\u00a0':
			b = space(b, word)
		}
	}
	return trim(b, word)
}

func foldRune(b []byte, r rune, word int) []byte {
	switch {
	case r >= 'A' && r <= 'Z':
		return append(b, byte(r)|0x20)
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return append(b, byte(r))
	case r == '-' || r == ' ' || r == '/' || r == ',':
		return space(b, word)
	}
	return b
}

// special are letters that do not fall apart into a letter and its mark.
var special = map[rune]string{'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ı': "i", 'İ': "i", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'ð': "d", 'ə': "a", 'Ə': "a", 'ħ': "h", 'Ħ': "h"}

func foldLetter(b []byte, r rune) []byte {
	if r < latinEnd {
		return append(b, latin()[r]...)
	}
	return decompose(b, r)
}

const latinEnd = 0x250 // behind Latin Extended-B

// latin is what the letters of the Latin blocks fold to.
var latin = sync.OnceValue(func() *[latinEnd]string {
	var t [latinEnd]string
	for r := rune(utf8.RuneSelf); r < latinEnd; r++ {
		t[r] = string(decompose(nil, r))
	}
	return &t
})

// decompose appends the letter without its marks, in small letters.
func decompose(b []byte, r rune) []byte {
	if s, ok := special[r]; ok {
		return append(b, s...)
	}
	if r == 'ʻ' || r == 'ʼ' || r == 'ʿ' || r == 'ʾ' || r == 'ʹ' {
		return b
	}
	var in, out [utf8.UTFMax * 4]byte
	n := utf8.EncodeRune(in[:], r)
	for _, d := range string(norm.NFD.Append(out[:0], in[:n]...)) {
		if d < utf8.RuneSelf {
			b = foldRune(b, d, len(b))
		} else if !unicode.Is(unicode.Mn, d) {
			b = utf8.AppendRune(b, unicode.ToLower(d))
		}
	}
	return b
}

func space(b []byte, word int) []byte {
	if len(b) > word && b[len(b)-1] != ' ' {
		b = append(b, ' ')
	}
	return b
}

// trim takes trailing spaces off, and writes "saint" as "st".
func trim(b []byte, word int) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	if len(b) >= word+5 && string(b[word:word+5]) == "saint" && (len(b) == word+5 || b[word+5] == ' ') {
		b = append(b[:word+2], b[word+5:]...)
		b[word+1] = 't'
	}
	return b
}

// upper reports whether a word begins with a capital letter, behind a prefix
// such as "al-" too.
func upper(s string) bool {
	if s == "" {
		return false
	}
	if c := s[0]; c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z' || len(s) > 3 && s[2] == '-' && (c == 'a' || c == 'e') && s[3] >= 'A' && s[3] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
