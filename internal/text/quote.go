package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// A quoteMark is what a token does as a quotation mark.
type quoteMark uint8

const (
	noMark   quoteMark = iota
	opens              // “ « „ ``
	closes             // ” » ''
	eitherQ            // " and ': its place decides
	wedgeIn            // «
	wedgeOut           // »
)

// markOf tells what kind of mark the token form is, and the family within
// which marks close each other.
func markOf(form string) (m quoteMark, family byte) {
	if form == "" || len(form) > 6 || asciiClass[form[0]&0x7f] == letter && form[0] < utf8.RuneSelf {
		return noMark, 0
	}
	switch form {
	case "“", "„", "‟", "``", "‘‘":
		return opens, '"'
	case "”", "''", "’’":
		return closes, '"'
	case "\"":
		return eitherQ, '"'
	case "«":
		return wedgeIn, '<'
	case "»":
		return wedgeOut, '<'
	case "‹":
		return wedgeIn, '-'
	case "›":
		return wedgeOut, '-'
	case "‘", "‚":
		return opens, '\''
	case "’":
		return closes, '\''
	case "'", "`":
		return eitherQ, '\''
	}
	return noMark, 0
}

// A quoter finds the quotations of a text with a stack of open marks.
type quoter struct {
	text  string
	toks  []chancery.Tok
	out   []chancery.Quote
	open  []openQuote
	carry *openQuote // left open by the paragraph before
}

type openQuote struct {
	tok    int // of the opening mark
	family byte
	form   string
}

// quotes finds the quotations of the tokens, in order of their opening marks.
func quotes(text string, toks []chancery.Tok) []chancery.Quote {
	q := quoter{text: text, toks: toks}
	for lo := 0; lo < len(toks); {
		hi := lo + 1
		for hi < len(toks) && !newline(text, toks[hi-1].End, toks[hi].Start) {
			hi++
		}
		q.paragraph(lo, hi)
		lo = hi
	}
	if q.carry != nil {
		q.close(*q.carry, len(toks), false)
	}
	sortQuotes(q.out)
	return q.out
}

// newline reports whether a line end stands in text[lo:hi], which is white
// space.
func newline(text string, lo, hi int) bool {
	return hi > lo && strings.IndexByte(text[lo:hi], '\n') >= 0
}

// sortQuotes orders quotations by where they begin. They come nearly in order:
// an inner one before the one around it.
func sortQuotes(qs []chancery.Quote) {
	for i := 1; i < len(qs); i++ {
		for j := i; j > 0 && qs[j].Outer.Start < qs[j-1].Outer.Start; j-- {
			qs[j], qs[j-1] = qs[j-1], qs[j]
		}
	}
}

func (q *quoter) paragraph(lo, hi int) {
	q.open = q.open[:0]
	first := lo
	if q.carry != nil {
		if m, f := markOf(q.toks[lo].Form); f == q.carry.family && (m == opens || m == wedgeIn || m == eitherQ) {
			q.open = append(q.open, *q.carry) // the same words go on
			first++
		} else {
			q.close(*q.carry, lo, false)
		}
		q.carry = nil
	}
	for i := first; i < hi; i++ {
		if m, f := markOf(q.toks[i].Form); m != noMark {
			q.mark(i, lo, hi, m, f)
		}
	}
	for k := len(q.open) - 1; k >= 0; k-- {
		o := q.open[k]
		if k == 0 && hi < len(q.toks) && o.family != '\'' {
			if m, f := markOf(q.toks[hi].Form); f == o.family && m != closes && m != wedgeOut {
				q.carry = &o
				continue
			}
		}
		if o.family != '\'' {
			q.close(o, hi, false)
		}
	}
}

// mark handles the quotation mark at token i of the paragraph [lo:hi).
func (q *quoter) mark(i, lo, hi int, m quoteMark, family byte) {
	before := i > lo && q.toks[i-1].Glued && !openBracket(q.toks[i-1].Form)
	after := q.toks[i].Glued && i+1 < hi && !followsClosely(q.toks[i+1].Form)
	at := q.find(family)
	switch m {
	case opens:
		// “ closes what „ or ” opened in other countries' style.
		if at >= 0 && q.toks[i].Form == "“" && (q.open[at].form == "„" || before && !after) {
			q.pop(at, i)
			return
		}
		q.push(i, family)
	case closes:
		switch {
		case at >= 0:
			q.pop(at, i)
		case family == '"' && !before && after:
			q.push(i, family)
		case family == '"' && at < 0:
			q.lost(i, lo)
		}
	case wedgeIn, wedgeOut:
		if at >= 0 && q.open[at].form != q.toks[i].Form {
			q.pop(at, i)
		} else if at < 0 && (m == wedgeIn || !before && after) {
			q.push(i, family)
		}
	case eitherQ:
		q.either(i, lo, hi, family, at, before, after)
	}
}

// either handles a mark that looks the same at both ends.
func (q *quoter) either(i, lo, hi int, family byte, at int, before, after bool) {
	if family == '\'' {
		switch {
		case at >= 0 && before:
			q.pop(at, i)
		case at < 0 && !before && after && q.singleCloses(i, hi):
			q.push(i, family)
		}
		return
	}
	opening := !before && after
	switch {
	case at >= 0 && !(opening && q.even(i, hi)):
		q.pop(at, i)
	case at >= 0: // its own closing mark was lost
		q.pop(at, -i)
		q.push(i, family)
	case before && !after && i > lo && isDigit(q.toks[i-1].Form[0]): // inches
	case before && !after:
		q.lost(i, lo)
	default:
		q.push(i, family)
	}
}

// even reports whether an even number of straight marks stands from token i to
// the end of the paragraph, or near enough.
func (q *quoter) even(i, hi int) bool {
	n := 0
	for hi = min(hi, i+100); i < hi; i++ {
		if q.toks[i].Form == "\"" {
			n++
		}
	}
	return n%2 == 0
}

// singleCloses reports whether a mark that can close the single quotation mark
// at token i follows in the paragraph.
func (q *quoter) singleCloses(i, hi int) bool {
	for j := i + 2; j < min(hi, i+120); j++ {
		if f := q.toks[j].Form; (f == "'" || f == "’") && q.toks[j-1].Glued && !q.toks[j-1].Part {
			return true
		}
	}
	return false
}

// followsClosely reports whether f is punctuation that stands close after a
// word or a closing mark.
func followsClosely(f string) bool {
	switch f {
	case ",", ".", ";", ":", "!", "?", ")", "]", "}", "…", "...", "-", "–", "—", "--", "/":
		return true
	}
	return false
}

func openBracket(f string) bool {
	switch f {
	case "(", "[", "{", "-", "–", "—", "--", "/", ":", "“", "\"", "'", "‘", "«":
		return true
	}
	return false
}

// find is the index of the innermost open mark of a family, -1 where none is
// open.
func (q *quoter) find(family byte) int {
	for k := len(q.open) - 1; k >= 0; k-- {
		if q.open[k].family == family {
			return k
		}
	}
	return -1
}

// maxDepth bounds the marks that are open at a time; deeper ones are ignored.
const maxDepth = 8

func (q *quoter) push(i int, family byte) {
	if len(q.open) < maxDepth {
		q.open = append(q.open, openQuote{i, family, q.toks[i].Form})
	}
}

// pop closes the open mark at index k with the mark at token i; a negative i
// is a token before which the quotation ends without a mark. Marks that were
// opened inside it and not closed are dropped.
func (q *quoter) pop(k, i int) {
	o := q.open[k]
	q.open = q.open[:k]
	if i < 0 {
		q.close(o, -i, false)
	} else {
		q.close(o, i, true)
	}
}

// close adds the quotation that o opened and that ends before token end, with
// the mark there if closed.
func (q *quoter) close(o openQuote, end int, closed bool) {
	if end <= o.tok+1 {
		return
	}
	quote := chancery.Quote{
		Span:   chancery.Span{Start: q.toks[o.tok+1].Start, End: q.toks[end-1].End},
		Closed: closed,
	}
	quote.Outer = chancery.Span{Start: q.toks[o.tok].Start, End: quote.End}
	if closed {
		quote.Outer.End = q.toks[end].End
	}
	quote.Scare = q.scare(o.tok, end, closed)
	q.out = append(q.out, quote)
}

// lost handles a closing mark at token i without an opening one, as machine
// translation leaves them: if a comma or full stop stands at it, the words from
// the beginning of the paragraph or the last mark on are the quotation.
func (q *quoter) lost(i, lo int) {
	after := ""
	if i+1 < len(q.toks) && q.toks[i].Glued {
		after = q.toks[i+1].Form
	}
	if i == lo {
		return
	}
	if before := q.toks[i-1].Form; before != "," && after != "," {
		return
	}
	start := i
	for start > lo && i-start < 60 {
		f := q.toks[start-1].Form
		if m, _ := markOf(f); m != noMark || terminal(f) || f == ":" {
			break
		}
		start--
	}
	if i-start < 4 {
		return
	}
	span := chancery.Span{Start: q.toks[start].Start, End: q.toks[i-1].End}
	q.out = append(q.out, chancery.Quote{
		Span: span, Outer: span.Cover(q.toks[i].Span), Closed: true,
	})
}

// scare reports whether the quotation between tokens open and end is a label
// rather than somebody's words: three words or fewer without a verb, and not an
// answer that is a sentence of its own.
func (q *quoter) scare(open, end int, closed bool) bool {
	words := 0
	for _, t := range q.toks[open+1 : end] {
		r, _ := utf8.DecodeRuneInString(t.Form)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if words++; words > 3 || verbal(t.Form) {
			return false
		}
	}
	if words == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(q.toks[open+1].Form)
	if !unicode.IsUpper(r) {
		return true
	}
	begins := open == 0 || terminal(q.toks[open-1].Form) || newline(q.text, q.toks[open-1].End, q.toks[open].Start)
	last := q.toks[end-1].Form
	if closed && end+1 < len(q.toks) && q.toks[end].Glued {
		last = q.toks[end+1].Form
	}
	return !begins || last != "," && !terminal(last) && !terminal(q.toks[end-1].Form)
}

// verbal reports whether a word shows that there is a clause around it: an
// auxiliary or a pronoun that is a subject.
func verbal(w string) bool {
	switch strings.ToLower(w) {
	case "is", "are", "was", "were", "be", "am", "'s", "’s", "'m", "'re", "’re", "’m", "'ll", "’ll", "'ve", "’ve", "n't", "n’t",
		"has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "shall", "should", "may", "might", "must",
		"i", "we", "he", "she", "they", "you", "it", "let", "go", "stop", "get", "come":
		return true
	}
	return false
}
