package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind is what a token looks like to the model of sentence ends.
type kind uint8

const (
	kNone     kind = iota // beyond the paragraph
	kLower                // begins in lower case
	kOpener               // capitalised word that often begins a sentence
	kCapital              // other capitalised word
	kCapitals             // all in capitals
	kInitial              // one capital letter, with or without a full stop
	kNumber
	kClock // digits with a colon
	kDate  // digits with strokes
	kStop  // . and its runs
	kMark  // ? ! and their runs
	kPause // , ;
	kColon
	kOpens
	kCloses
	kEither // " and '
	kDash
	kAbbrev // ends in a full stop
	kURL
	kMail
	kFace // emoticon
	kSymbol
)

// A look is what the features need to know of a token.
type look struct {
	low   uint32 // hash of the form in lower case
	shape uint32 // hash of the shape: "Xx", "d:d"
	tail  uint32 // hash of the last three bytes in lower case
	kind  kind
	class uint8 // of the word, as learnt
	verb  bool
}

// lookAt examines the form of a token.
func (w *wordlists) lookAt(f string) look {
	var l look
	l.low, l.tail = lowHash(f), lowHash(f[max(0, len(f)-3):])
	l.shape = shapeHash(f)
	l.kind = w.kindOf(f)
	l.verb = (l.kind == kLower || l.kind == kOpener) && len(f) < 8 && verbal(f)
	return l
}

// lowHash hashes f with ASCII letters in lower case.
func lowHash(f string) uint32 {
	h := uint32(2166136261)
	for i := range len(f) {
		c := f[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// shapeHash hashes f with letters and digits made X, x and d, runs made one,
// and cut after six.
func shapeHash(f string) uint32 {
	h, n, last := uint32(2166136261), 0, byte(0)
	for i := 0; i < len(f) && n < 6; i++ {
		c := f[i]
		switch {
		case c >= utf8.RuneSelf:
			c = 'u'
		case isLower(c):
			c = 'x'
		case isUpper(c):
			c = 'X'
		case isDigit(c):
			c = 'd'
		}
		if c != last {
			h = (h ^ uint32(c)) * 16777619
			n++
		}
		last = c
	}
	return h
}

func (w *wordlists) kindOf(f string) kind {
	c := f[0]
	switch {
	case isLower(c):
		if len(f) > 4 && (strings.HasPrefix(f, "http") || strings.HasPrefix(f, "www.")) {
			return kURL
		}
		if strings.IndexByte(f, '@') > 0 {
			return kMail
		}
		if f[len(f)-1] == '.' {
			return kAbbrev
		}
		return kLower
	case isUpper(c):
		return w.upperKind(f)
	case isDigit(c):
		switch {
		case strings.IndexByte(f, ':') > 0:
			return kClock
		case strings.IndexByte(f, '/') > 0:
			return kDate
		case strings.IndexByte(f, '@') > 0:
			return kMail
		}
		return kNumber
	}
	return w.markKind(f)
}

func (w *wordlists) upperKind(f string) kind {
	last := f[len(f)-1]
	switch {
	case len(f) == 1 && f != "I" && f != "A", len(f) == 2 && last == '.':
		return kInitial
	case last == '.':
		return kAbbrev
	case strings.IndexByte(f, '@') > 0:
		return kMail
	}
	if op, _ := folded(w.opener, f); op {
		return kOpener
	}
	for i := range len(f) {
		if isLower(f[i]) {
			return kCapital
		}
	}
	if len(f) > 1 {
		return kCapitals
	}
	return kOpener // I, A
}

func (w *wordlists) markKind(f string) kind {
	switch f {
	case ".", "..", "...", "....", "…":
		return kStop
	case ",", ";":
		return kPause
	case ":":
		return kColon
	case "(", "[", "{", "“", "‘", "«", "``", "<", "<<":
		return kOpens
	case ")", "]", "}", "”", "’", "»", "''", ">", ">>":
		return kCloses
	case "\"", "'", "`":
		return kEither
	case "-", "--", "–", "—", "---", "•", "*":
		return kDash
	}
	if terminal(f) {
		if strings.ContainsAny(f, "!?") {
			return kMark
		}
		return kStop
	}
	if len(f) > 1 && len(f) <= 4 && w.emoticon[f] {
		return kFace
	}
	if r, _ := utf8.DecodeRuneInString(f); unicode.IsLetter(r) {
		if unicode.IsUpper(r) {
			return kCapital
		}
		return kLower
	}
	return kSymbol
}

// bucket makes a small number of a length.
func bucket(n int) uint32 {
	switch {
	case n < 4:
		return uint32(n)
	case n < 6:
		return 4
	case n < 10:
		return 5
	case n < 16:
		return 6
	case n < 30:
		return 7
	}
	return 8
}

// A scene is the paragraph in which the ends of sentences are looked for, and
// what is known of the sentence that is open.
type scene struct {
	first, lo int // first token of the paragraph and of the sentence
	looks     []look
	stops     int // full stops and other ends in the paragraph
	verb      bool
	depth     int  // open brackets in the sentence
	quotes    int  // straight marks in the sentence
	ended     kind // last token of the sentence before in the paragraph
	done      int  // sentences before in the paragraph
	feats     []uint32
}

// look is the look of token i, blank outside of the paragraph.
func (c *scene) look(i int) look {
	if i < c.first || i-c.first >= len(c.looks) {
		return look{}
	}
	return c.looks[i-c.first]
}

// capitals is the number of capitalised words, at most four, in a row from
// token i on in steps of d.
func (c *scene) capitals(i, d int) (n uint32) {
	for n < 4 {
		switch c.look(i).kind {
		case kCapital, kCapitals, kInitial, kOpener:
			n++
			i += d
		default:
			return n
		}
	}
	return n
}

// features are those of the question whether the sentence ends after token i.
func (c *scene) features(i int, rule, glued bool) []uint32 {
	p2, p1, a, b, n1, n2 := c.look(i-2), c.look(i-1), c.look(i), c.look(i+1), c.look(i+2), c.look(i+3)
	s := c.look(c.lo)
	ka, kb := uint32(a.kind), uint32(b.kind)
	k1, kn := uint32(p1.kind), uint32(n1.kind)
	pair := ka<<8 | kb
	flag := uint32(0)
	if rule {
		flag = 1
	}
	if glued {
		flag |= 2
	}
	soFar, rest := bucket(i-c.lo+1), bucket(c.first+len(c.looks)-i-2)
	verb := uint32(0)
	if c.verb {
		verb = 1
	}
	for j := i + 1; j < i+7; j++ {
		if c.look(j).verb {
			verb |= 2
		}
	}
	t0, t1, u0, u1 := uint32(a.class), uint32(p1.class), uint32(b.class), uint32(n1.class)
	before, after := c.capitals(i, -1), c.capitals(i+1, 1)
	inside := uint32(min(c.depth, 2))<<2 | uint32(c.quotes&1)
	return append(c.feats[:0],
		mix(1, flag),
		mix(2, flag, pair),
		mix(3, a.low),
		mix(4, b.low),
		mix(5, a.low, kb),
		mix(6, b.low, ka),
		mix(7, a.low, b.low),
		mix(8, a.shape, b.shape),
		mix(9, k1, pair),
		mix(10, pair, kn),
		mix(11, k1, pair, kn),
		mix(12, p1.low, pair),
		mix(13, n1.low, pair),
		mix(14, ka, b.low, n1.low),
		mix(15, p1.low, a.low, kb),
		mix(16, soFar, pair),
		mix(17, rest, pair),
		mix(18, s.low, pair),
		mix(19, uint32(s.kind), pair, soFar),
		mix(20, uint32(min(c.stops, 3)), pair),
		mix(21, before, after, pair),
		mix(22, inside, pair),
		mix(23, inside, a.low, kb),
		mix(24, verb, pair, soFar),
		mix(25, a.tail, kb),
		mix(26, b.tail, ka),
		mix(27, p1.shape, a.shape, b.shape),
		mix(28, a.shape, b.shape, n1.shape),
		mix(29, bucket(len(c.looks)), pair),
		mix(30, pair, kn, uint32(n2.kind)),
		mix(31, uint32(p2.kind), k1, pair),
		mix(32, p1.low, b.low),
		mix(33, k1, ka, b.low),
		mix(34, uint32(c.ended), uint32(min(c.done, 3)), pair),
		mix(35, soFar, rest, flag),
		mix(36, verb, before, pair),
		mix(40, t1<<16|t0<<8|u0, pair),
		mix(41, t0<<16|u0<<8|u1, pair),
		mix(42, t1<<24|t0<<16|u0<<8|u1),
		mix(43, t0<<8|u0, ka, soFar),
		mix(44, t0, pair),
		mix(45, u0<<8|u1, pair, uint32(n2.class)),
		mix(46, t0, b.low),
		mix(47, a.low, u0, u1),
		mix(37, uint32(s.kind), uint32(min(c.stops, 3)), pair, flag),
	)
}
