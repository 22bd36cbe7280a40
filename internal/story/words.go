package story

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"chancery/data"
)

// Words are the content words of a text, each once, as hashes of their stems in
// rising order. Function words, words of reporting and single letters are left
// out; case, marks and common endings do not count.
func Words(text string) []uint32 {
	var out []uint32
	split := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for _, w := range strings.FieldsFunc(strings.ToLower(text), split) {
		if (len(w) > 1 || unicode.IsDigit(rune(w[0]))) && !common[w] {
			out = append(out, uint32(mix(fnv(sense(w)))>>32))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// common are words that tell nothing of what a sentence is about: function
// words, words of reporting, days, and the organs that act for a state.
var common = set(`a about after again against all also an and any are as at be because been before being between both but by can
could day did do does during each earlier either else for from further had has have he her him his how if in into is it its
itself just last late later may me might more most must neither next no nor not now of off on once only or other our out over
own per same shall she should since so some still such than that the their them then there these they this those through to
today tomorrow too under until up upon us very was we were what when where whether which while who whom whose why will with
within without would yesterday yet you your
say said says saying tell told tells according add added call called calls announce announced ask asked
monday tuesday wednesday thursday friday saturday sunday week month year
government ministry minister president prime foreign spokesman spokeswoman spokesperson official officials
country countries state side sides`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// synonyms are the stems of words that news uses for one another, by the stem that
// stands for all of them, and of numbers in words, by the number.
var synonyms = sync.OnceValue(func() map[string]string {
	b, err := data.FS.ReadFile("lexicon/synonym.tsv")
	if err != nil {
		panic(err) // it is embedded
	}
	out := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if word, as, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			out[stem(word)] = stem(as)
		}
	}
	return out
})

// sense is the stem that stands for a word and those that mean the same.
func sense(w string) string {
	w = stem(w)
	if as := synonyms()[w]; as != "" {
		return as
	}
	return w
}

// irregular are forms that no ending tells, of verbs that news of states are full of.
var irregular = map[string]string{"withdrew": "withdraw", "withdrawn": "withdraw", "broke": "break", "broken": "break", "sent": "send", "struck": "strike",
	"shot": "shoot", "took": "take", "taken": "take", "gave": "give", "given": "give", "fought": "fight", "sought": "seek", "froze": "freeze", "frozen": "freeze"}

// stem takes common endings off a word, so that release, releases, released and
// releasing are one. It need not give a word; it must only treat the forms of
// one word alike more often than it joins two.
func stem(w string) string {
	if base := irregular[w]; base != "" {
		w = base
	}
	for _, end := range []string{"ing", "al", "ed", "es", "s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && (len(rest) > 3 || end == "s" && len(rest) == 3 && rest[2] != 's') {
			w = rest
			break
		}
	}
	w = strings.TrimSuffix(w, "e")
	if n := len(w); n > 3 && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	return w
}

// A weigher says how much a shared word tells: the rarer it is among the reports
// of a key, the more.
type weigher struct {
	df map[uint32]int
	n  int
}

func newWeigher(reports []Report) weigher {
	w := weigher{map[uint32]int{}, len(reports)}
	for i := range reports {
		for _, x := range reports[i].Words {
			w.df[x]++
		}
	}
	return w
}

// weight is the smoothed inverse frequency of a word, never 0: that all reports
// of a key have a word may only mean that they are of one happening.
func (w weigher) weight(word uint32) float64 {
	return math.Log(1 + float64(w.n+2)/float64(w.df[word]+1))
}

// like is the cosine of the weighted words of two reports: 1 for the same words,
// 0 where none is shared or one has none.
func (w weigher) like(a, b []uint32) float64 {
	var shared, wa, wb float64
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			wa += square(w.weight(a[i]))
			i++
		case i == len(a) || b[j] < a[i]:
			wb += square(w.weight(b[j]))
			j++
		default:
			s := square(w.weight(a[i]))
			shared, wa, wb = shared+s, wa+s, wb+s
			i++
			j++
		}
	}
	if shared == 0 {
		return 0
	}
	return shared / math.Sqrt(wa*wb)
}

func square(x float64) float64 { return x * x }

// A Scale weighs words by how rare they are in a set of texts.
type Scale struct{ w weigher }

// NewScale reads the words of all texts, see Words.
func NewScale(texts [][]uint32) Scale {
	w := weigher{map[uint32]int{}, len(texts)}
	for _, t := range texts {
		for _, x := range t {
			w.df[x]++
		}
	}
	return Scale{w}
}

// Like is how alike two texts are, from 0 to 1.
func (s Scale) Like(a, b []uint32) float64 { return s.w.like(a, b) }

// Alike is the cosine of two sets of words, each counting alike: it follows from
// the two alone.
func Alike(a, b []uint32) float64 { return plain(a, b) }

// Share is how many of the words of a stand in b, from 0 to 1.
func Share(a, b []uint32) float64 {
	n := 0
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)))
}
