package text

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chancery/internal/rules"
)

// A dotClass says what a full stop after an abbreviation may mean.
type dotClass uint8

const (
	noAbbrev     dotClass = iota
	titleAbbrev           // a name follows: "Sen.", "Jan."
	numberAbbrev          // a number follows, or it is a word: "No. 10"
	plainAbbrev           // may end a sentence: "etc.", "Inc.", "p.m."
)

var dotClasses = map[string]dotClass{"title": titleAbbrev, "number": numberAbbrev, "plain": plainAbbrev}

// wordlists are the lists that the rules stand on, lower case unless told.
type wordlists struct {
	dotted      map[string]dotClass // without the last full stop
	written     map[string]bool     // of dotted, words too when they are written in lower case
	contraction map[string][]int    // lengths of the parts
	contracts   [256]bool           // bytes that contractions begin with
	prefix      map[string]bool     // keeps its hyphen: "anti" in "anti-war"
	opener      map[string]bool     // words that begin sentences far more often than they follow an abbreviation
	domain      map[string]bool     // top-level domains and file name extensions
	emoticon    map[string]bool     // as written
	elision     map[string]bool     // begin with an apostrophe: "'em"
	doubled     map[string]bool     // may stand twice: "had had"
	lowered     map[string]bool     // begin sentences in lower case: names, particles
	answer      map[string]bool     // are whole sentences: "Yes."
	past        map[string]bool     // past forms that are not participles: "took"
	phrases     map[string][]phrase // of machine translation, by their first word
	furniture   furnitureTable
	unit        map[string]bool // written on to their number: "bn", "km"; as written
}

func loadWordlists(lex *rules.Lexicon) (*wordlists, error) {
	w := &wordlists{dotted: map[string]dotClass{}, written: map[string]bool{}, contraction: map[string][]int{}}
	lists := map[string][]string{}
	for _, name := range []string{"dotted", "contraction", "hyphenprefix", "opener", "domain", "emoticon", "elision", "unit",
		"doubled", "lowered", "answer", "pastform", "translationese", "furniture"} {
		words, ok := lex.Words(name)
		if !ok {
			return nil, fmt.Errorf("no lexicon/%s.tsv", name)
		}
		lists[name] = words
	}
	for _, x := range lists["dotted"] {
		c, ok := dotClasses[lex.Row("dotted", x)[1]]
		if !ok {
			return nil, fmt.Errorf("lexicon/dotted.tsv: %s: no such class", x)
		}
		key := strings.TrimSuffix(strings.ToLower(x), ".")
		w.dotted[key] = c
		switch lex.Row("dotted", x)[2] {
		case "any":
		case "written":
			w.written[key] = true
		default:
			return nil, fmt.Errorf("lexicon/dotted.tsv: %s: case is neither any nor written", x)
		}
	}
	for _, x := range lists["contraction"] {
		var lens []int
		n := 0
		for p := range strings.FieldsSeq(lex.Row("contraction", x)[1]) {
			lens = append(lens, len(p))
			n += len(p)
		}
		if n != len(x) || len(lens) < 2 {
			return nil, fmt.Errorf("lexicon/contraction.tsv: parts of %s are not the word", x)
		}
		w.contraction[x] = lens
		w.contracts[x[0]], w.contracts[upper(x[0])] = true, true
	}
	w.prefix = set(lists["hyphenprefix"])
	w.opener = set(lists["opener"])
	w.domain = set(lists["domain"])
	w.emoticon = set(lists["emoticon"])
	w.elision = set(lists["elision"])
	w.unit = set(lists["unit"])
	w.doubled = set(lists["doubled"])
	w.lowered = set(lists["lowered"])
	w.answer = set(lists["answer"])
	w.past = set(lists["pastform"])
	w.phrases = map[string][]phrase{}
	for _, x := range lists["translationese"] {
		key, p, err := readPhrase(lex.Row("translationese", x))
		if err != nil {
			return nil, err
		}
		w.phrases[key] = append(w.phrases[key], p)
	}
	for _, x := range lists["furniture"] {
		if err := w.furniture.add(x, lex.Row("furniture", x)[1]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func upper(b byte) byte {
	if isLower(b) {
		b -= 'a' - 'A'
	}
	return b
}

// set makes a set of words.
func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// folded looks a word up in a map by its lower-case form, without making a new
// string for short ASCII words.
func folded[V any](m map[string]V, word string) (V, bool) {
	var buf [24]byte
	if len(word) > len(buf) {
		var zero V
		return zero, false
	}
	b := buf[:len(word)]
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			v, ok := m[strings.ToLower(word)]
			return v, ok
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b[i] = c
	}
	v, ok := m[string(b)]
	return v, ok
}
