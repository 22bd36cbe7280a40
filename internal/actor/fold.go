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
	if ascii(w) {
		return strings.Map(keepLetter, strings.ToLower(w))
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

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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

var spellings = strings.NewReplacer(
	"sch", "sh", "tsch", "ch", "oo", "u", "ou", "u", "ee", "i", "ph", "f",
	"kh", "h", "gh", "g", "dh", "d", "ks", "x", "q", "k", "y", "i", "j", "i", "w", "v",
)

// translit removes differences of transliteration and doubled letters.
func translit(w string) string {
	if len(w) < 3 {
		return w
	}
	w = spellings.Replace(w)
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i > 0 && w[i] == w[i-1] {
			continue
		}
		b = append(b, w[i])
	}
	return string(b)
}

func fields(s string) []string { return strings.Fields(s) }

func lowerASCII(s string) string { return strings.ToLower(s) }
