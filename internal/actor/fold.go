package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold splits a name into its words in the form in which they are compared:
// lower case, without accents, apostrophes and dots, at hyphens and spaces, and
// with the usual differences of transliteration removed (Sergei, Sergey).
// Articles of Arabic names ("al", "el") are left out, save where nothing else
// would remain.
func Fold(name string) []string {
	words := strings.FieldsFunc(possessives.Replace(name+" "), splitter)
	out := make([]string, 0, len(words))
	for _, w := range words {
		if f := foldWord(w); f != "" {
			out = append(out, f)
		}
	}
	if kept := dropArticles(out); len(kept) > 0 {
		return kept
	}
	return out
}

// possessives parts the "'s" of a name from its word, as the tokens are.
var possessives = strings.NewReplacer("'s ", " s ", "’s ", " s ")

func splitter(r rune) bool {
	return unicode.IsSpace(r) || r == '-' || r == '‐' || r == '‑' || r == '–' || r == '—' || r == ',' || r == '(' || r == ')'
}

// articles are the parts of Arabic names that some writers leave out.
var articles = map[string]bool{"al": true, "el": true, "ul": true}

func dropArticles(words []string) []string {
	out := words[:0:0]
	for _, w := range words {
		if !articles[w] {
			out = append(out, w)
		}
	}
	return out
}

// foldWord is the compared form of one word.
func foldWord(w string) string {
	return translit(plain(w))
}

// plain is w in lower case without accents and punctuation.
func plain(w string) string {
	if lower, ok := plainASCII(w); ok {
		return lower
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(w)) {
		if s, ok := special[r]; ok {
			b.WriteString(s)
		} else if r := keepLetter(r); r >= 0 && !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainASCII is plain for a word of ASCII; a word in lower case is itself.
func plainASCII(w string) (string, bool) {
	clean := true
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		clean = clean && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}
	if clean {
		return w, true
	}
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		switch c := w[i]; {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '&':
			b = append(b, c)
		}
	}
	return string(b), true
}

func keepLetter(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '&' {
		return r
	}
	return -1
}

// special holds letters that decomposition leaves alone.
var special = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae",
	'œ': "oe", 'ı': "i", 'ə': "a", 'ħ': "h",
}

// translit removes differences of transliteration and doubled letters.
func translit(w string) string {
	if len(w) < 3 {
		return w
	}
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		n, to := sound(w[i:])
		for k := range len(to) {
			if len(b) == 0 || b[len(b)-1] != to[k] {
				b = append(b, to[k])
			}
		}
		i += n
	}
	return string(b)
}

// sound reads the letters at the start of w that stand for one sound: how many
// they are, and how the sound is written here.
func sound(w string) (int, string) {
	next := byte(0)
	if len(w) > 1 {
		next = w[1]
	}
	switch c := w[0]; {
	case c == 's' && strings.HasPrefix(w, "sch"):
		return 3, "sh"
	case c == 't' && strings.HasPrefix(w, "tsch"):
		return 4, "ch"
	case c == 'o' && (next == 'o' || next == 'u'):
		return 2, "u"
	case c == 'e' && next == 'e':
		return 2, "i"
	case c == 'p' && next == 'h':
		return 2, "f"
	case c == 'k' && next == 'h':
		return 2, "h"
	case c == 'g' && next == 'h':
		return 2, "g"
	case c == 'd' && next == 'h':
		return 2, "d"
	case c == 'k' && next == 's':
		return 2, "x"
	case c == 'q':
		return 1, "k"
	case c == 'y' || c == 'j':
		return 1, "i"
	case c == 'w':
		return 1, "v"
	}
	return 1, w[:1]
}
