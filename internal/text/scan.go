package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// A class is what a rune is to the tokenizer.
type class uint8

const (
	other class = iota // symbols and punctuation
	letter
	digit
	space
	mark // combining marks, joiners, soft hyphens: part of the word they stand in
	apos // ' ’ ` and their like
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == ' ' || '\t' <= c && c <= '\r':
			t[c] = space
		case c == '\'' || c == '`':
			t[c] = apos
		}
	}
	return t
}()

// classAt is the class of the rune at text[i:] and its length in bytes. A byte
// that is no UTF-8 is a mark of length one, so that it stays in its word.
func classAt(text string, i int) (class, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError:
		return mark, n
	case r == '’' || r == '‘' || r == 'ʼ' || r == '´':
		return apos, n
	case unicode.IsLetter(r):
		return letter, n
	case unicode.IsDigit(r):
		return digit, n
	case unicode.IsSpace(r):
		return space, n
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return mark, n
	}
	return other, n
}

// A token is a Tok in the making.
type token struct {
	chancery.Span
	Form        string
	Glued, Part bool
}

// A splitter makes the tokens and sentences of one text.
type splitter struct {
	*Stage
	text    string
	toks    []token
	sents   []chancery.Sentence
	repair  bool // make the view of Split rather than of Tokenize
	wrapped bool // lines are broken at a fixed width
	lower   bool // the text writes sentences without capitals
	defects []chancery.Defect
	scene   scene
	// teach, in training, is asked instead of the model: end is the offset at
	// which a sentence may end.
	teach func(end int, rule bool, feats []uint32) bool
	// teachGap is its like for the ends of tokens inside chunks.
	teachGap func(end int, rule bool, feats []uint32)
	flips    []int    // room for reconsider
	gaps     []uint32 // room for gapFeatures
}

// run walks the paragraphs of the text; their ends are always ends of
// sentences.
func (p *splitter) run() {
	for at := 0; at < len(p.text); {
		end := at + lineEnd(p.text[at:], p.wrapped)
		first := len(p.toks)
		p.paragraph(at, end)
		if p.repair {
			p.mend(first)
		}
		p.sentences(first)
		at = end + 1
	}
}

// lineEnd is where the paragraph that s begins with ends: at a line end, or in
// wrapped text at one that an empty line follows.
func lineEnd(s string, wrapped bool) int {
	for at := 0; ; {
		n := strings.IndexByte(s[at:], '\n')
		if n < 0 {
			return len(s)
		}
		at += n
		next, _, more := strings.Cut(s[at+1:min(len(s), at+80)], "\n")
		if !wrapped || more && strings.TrimSpace(next) == "" {
			return at
		}
		at++
	}
}

// paragraph makes the tokens of text[at:end].
func (p *splitter) paragraph(at, end int) {
	for at < end {
		c, n := classAt(p.text, at)
		if c == space {
			at += n
			continue
		}
		lo, plain, ascii := at, true, true
		for at < end {
			c, n := classAt(p.text, at)
			if c == space {
				break
			}
			plain = plain && c == letter
			ascii = ascii && p.text[at] < utf8.RuneSelf
			at += n
		}
		p.chunk(lo, at, plain, ascii)
	}
}

// add makes text[lo:hi] a token that is glued to the next one.
func (p *splitter) add(lo, hi int) {
	p.toks = append(p.toks, token{Span: chancery.Span{Start: lo, End: hi}, Form: p.text[lo:hi], Glued: true})
}

// addPart is add for a part of a word that goes on in the next token.
func (p *splitter) addPart(lo, hi int) {
	p.add(lo, hi)
	p.toks[len(p.toks)-1].Part = true
}

// addWord makes text[lo:hi], which holds letters and apostrophes, one token,
// or the parts of a contraction.
func (p *splitter) addWord(lo, hi int) {
	w := p.text[lo:hi]
	if !p.words.contracts[w[0]] {
		p.add(lo, hi)
		return
	}
	if lens, ok := folded(p.words.contraction, w); ok {
		for i, n := range lens {
			p.add(lo, lo+n)
			p.toks[len(p.toks)-1].Part = i < len(lens)-1
			lo += n
		}
		return
	}
	p.add(lo, hi)
}

// chunk makes the tokens of text[lo:hi], which holds no white space.
func (p *splitter) chunk(lo, hi int, plain, ascii bool) {
	switch {
	case plain:
		p.addWord(lo, hi)
	case !ascii && p.repair && hi-lo < longestGarble && garbled(p.text[lo:hi]) && p.recoded(lo, hi):
	default:
		start := len(p.toks)
		c := chunk{splitter: p, lo: lo, hi: hi, at: strings.IndexByte(p.text[lo:hi], '@')}
		c.run()
		if p.model != nil && p.model.token != nil || p.teachGap != nil {
			p.reconsider(start, lo, hi)
		}
	}
	p.toks[len(p.toks)-1].Glued = false
}

// longestGarble is the length in bytes from which on a chunk is not decoded
// again.
const longestGarble = 4096

// recoded makes the tokens of text[lo:hi] by the repaired reading of it, where
// there is one, and notes the defect.
func (p *splitter) recoded(lo, hi int) bool {
	v, ok := repairEncoding(p.text[lo:hi])
	if !ok {
		p.defect(chancery.EncodingFault, lo, hi, "characters lost")
		return false
	}
	sub := splitter{Stage: p.Stage, text: v.to}
	sub.paragraph(0, len(v.to))
	if len(sub.toks) == 0 {
		return false
	}
	at := lo
	for i, t := range sub.toks {
		t.End = lo + v.from[t.End]
		if i == len(sub.toks)-1 {
			t.End = hi
		}
		t.Start, at = at, t.End
		t.Glued = true
		p.toks = append(p.toks, t)
	}
	p.defect(chancery.EncodingFault, lo, hi, "read as "+v.to)
	return true
}

// defect notes what is wrong with text[lo:hi].
func (p *splitter) defect(kind chancery.DefectKind, lo, hi int, note string) {
	p.defects = append(p.defects, chancery.Defect{Kind: kind, Span: chancery.Span{Start: lo, End: hi}, Note: note})
}
