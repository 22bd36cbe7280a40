// Package lang tells which language a text is in, well enough to turn away what
// is not English.
//
// The script decides first; among languages of one script the words that are
// frequent in each decide, as a mixture of a Zipf distribution over those words
// with a small constant for all others, and letters that are typical of one.
// Nothing is learnt from text; the tables in data/lang are lists made by hand.
package lang

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Language is what Identify found.
type Language struct {
	Code string // ISO 639-1, "und" for a language that is not known but is not English
	Name string // in English
	Sure bool   // the text is long and clear enough to act on
}

// An Identifier holds the tables. It is read-only and safe for concurrent use.
type Identifier struct {
	langs   []language
	words   map[string][]weight
	scripts []script
}

type language struct {
	code, name string
	letters    []string
}

// A weight is the log of how much likelier a word is in a language than
// anywhere.
type weight struct {
	lang int
	log  float64
}

type script struct {
	table      *unicode.RangeTable
	code, name string
}

const (
	listed  = 0.45 // share of running words that a language's list covers
	unknown = 1e-4 // probability of a word that a language's list does not have
	letter  = 1.2  // log weight of a letter that is typical of a language
	maxText = 24 << 10
)

// New loads the tables of fsys/lang.
func New(fsys fs.FS) (*Identifier, error) {
	x := &Identifier{words: map[string][]weight{}}
	err := errors.Join(
		rows(fsys, "lang/words.tsv", 4, x.addLanguage),
		rows(fsys, "lang/scripts.tsv", 3, x.addScript))
	if err != nil {
		return nil, err
	}
	return x, nil
}

// rows calls add for each row of a table after its header.
func rows(fsys fs.FS, name string, columns int, add func([]string) error) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", name, n, len(f), columns)
		}
		if n == 1 {
			continue
		}
		if err := add(f); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func (x *Identifier) addLanguage(f []string) error {
	words := strings.Fields(f[3])
	if f[0] == "" || f[1] == "" || len(words) == 0 {
		return errors.New("code, name or words are empty")
	}
	at := len(x.langs)
	x.langs = append(x.langs, language{f[0], f[1], strings.Fields(f[2])})
	sum := 0.0
	for i := range words {
		sum += zipf(i)
	}
	for i, w := range words {
		x.words[w] = append(x.words[w], weight{at, math.Log(1 + listed*zipf(i)/sum/unknown)})
	}
	return nil
}

func zipf(rank int) float64 { return 1 / float64(rank+4) }

func (x *Identifier) addScript(f []string) error {
	table := unicode.Scripts[f[0]]
	if table == nil {
		return fmt.Errorf("unknown script %q", f[0])
	}
	x.scripts = append(x.scripts, script{table, f[1], f[2]})
	return nil
}

// Least sizes of a text that may be called sure, in letters and in words.
const (
	minLetters = 60
	minWords   = 12
	minKinds   = 4  // different words of the language's list
	minScript  = 20 // letters, of a script that English does not use
)

// Identify tells the language of text. A text that is too short or too mixed
// for a decision gets the best guess and is not Sure.
func (x *Identifier) Identify(text string) Language {
	c := x.count(text)
	if s := x.script(c); s != nil {
		return x.foreign(c, s)
	}
	if c.letters == 0 {
		return Language{}
	}
	best := c.best()
	l := x.langs[best]
	found := Language{Code: l.code, Name: l.name}
	english := slices.IndexFunc(x.langs, func(l language) bool { return l.code == "en" })
	if english < 0 || c.letters < minLetters || c.words < minWords {
		return found
	}
	own, en := c.cover(best), c.cover(english)
	switch {
	case best == english:
		found.Sure = own >= 0.15
	case c.kinds[best] >= minKinds && own >= 0.12 && own >= 1.4*en && c.scores[best]-c.scores[english] >= 8:
		found.Sure = true
	case en < 0.06 && c.words >= 40 && c.lower*2 > c.words: // prose, not a list of names
		found = Language{Code: "und", Name: "a language that is not known", Sure: true}
	}
	return found
}

// foreign decides among the languages of a script that English does not use.
func (x *Identifier) foreign(c *counts, s *script) Language {
	sure := c.letters >= minScript
	if best := c.best(); c.cover(best) >= 0.06 {
		return Language{x.langs[best].code, x.langs[best].name, sure}
	}
	return Language{s.code, s.name, sure}
}

// counts is what a text shows.
type counts struct {
	letters int
	words   int
	lower   int       // words that begin with a small letter
	scripts []int     // letters of each script
	scores  []float64 // log likelihood of each language, but for a constant
	hits    []int     // words that each language's list has
	kinds   []int     // the same, each word once
	seen    map[string]bool
}

func (x *Identifier) count(text string) *counts {
	c := &counts{scripts: make([]int, len(x.scripts)), scores: make([]float64, len(x.langs)), hits: make([]int, len(x.langs)),
		kinds: make([]int, len(x.langs)), seen: map[string]bool{}}
	for part := range strings.FieldsFuncSeq(sample(text), outside) {
		if r, _ := utf8.DecodeRuneInString(part); unicode.IsLower(r) {
			c.lower++
		}
		x.word(c, strings.ToLower(part))
	}
	return c
}

// sample is the whole text, or its beginning and a part of its middle.
func sample(text string) string {
	if len(text) <= maxText {
		return text
	}
	mid := len(text) / 2
	return strings.ToValidUTF8(text[:maxText/2]+" "+text[mid:mid+maxText/2], " ")
}

func outside(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '‘' && r != '·' && r != 'ʻ'
}

func (x *Identifier) word(c *counts, w string) {
	w = strings.Trim(strings.ReplaceAll(w, "’", "'"), "'‘")
	if w == "" {
		return
	}
	x.letters(c, w)
	if x.look(c, w) || !strings.Contains(w, "'") {
		return
	}
	for half := range strings.SplitSeq(w, "'") {
		x.look(c, half)
	}
}

func (x *Identifier) look(c *counts, w string) bool {
	if w == "" {
		return false
	}
	c.words++
	ws := x.words[w]
	fresh := ws != nil && !c.seen[w]
	if fresh {
		c.seen[w] = true
	}
	for _, v := range ws {
		c.scores[v.lang] += v.log
		c.hits[v.lang]++
		if fresh {
			c.kinds[v.lang]++
		}
	}
	return ws != nil
}

func (x *Identifier) letters(c *counts, w string) {
	plain := true
	for _, r := range w {
		if !unicode.IsLetter(r) {
			continue
		}
		c.letters++
		if r < 0x80 {
			continue
		}
		plain = false
		for i := range x.scripts {
			if unicode.Is(x.scripts[i].table, r) {
				c.scripts[i]++
				break
			}
		}
	}
	for i := range x.langs {
		for _, l := range x.langs[i].letters {
			if (!plain || len(l) == 2 && l[0] < 0x80) && strings.Contains(w, l) {
				c.scores[i] += letter
			}
		}
	}
}

// script is the foreign script that most letters are of, if there is one.
// Japanese mixes three; where kana is a part, it is Japanese.
func (x *Identifier) script(c *counts) *script {
	total, best := 0, -1
	for i, n := range c.scripts {
		total += n
		if n > 0 && (best < 0 || n > c.scripts[best]) {
			best = i
		}
	}
	if best < 0 || total*2 < c.letters {
		return nil
	}
	for i := range x.scripts {
		if x.scripts[i].code == "ja" && c.scripts[i]*8 > total {
			return &x.scripts[i]
		}
	}
	return &x.scripts[best]
}

func (c *counts) best() int {
	best := 0
	for i := range c.scores {
		if cmp.Compare(c.scores[i], c.scores[best]) > 0 {
			best = i
		}
	}
	return best
}

// cover is the share of the words that the language's list has.
func (c *counts) cover(lang int) float64 {
	if c.words == 0 {
		return 0
	}
	return float64(c.hits[lang]) / float64(c.words)
}
