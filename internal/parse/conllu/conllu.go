// Package conllu reads and writes articles as CoNLL-U, the ten-column format of
// Universal Dependencies (https://universaldependencies.org/format.html), and
// writes them as JSON.
//
// What is read is kept as it was given: sentences and their ids, tokens, and
// the ranges that hold several words ("don't"). Empty nodes, which only
// enhanced graphs need, are left out.
package conllu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// A Text is an article with what CoNLL-U says of it beyond a Doc.
type Text struct {
	*chancery.Doc
	IDs      []string   // of Doc.Sentences
	Comments [][]string // of Doc.Sentences, without # sent_id and # text, without "# "
	Ranges   []Range    // in the order of the tokens, without overlap
}

// A Range is a run of words, Toks[Lo:Hi], that is written as one token.
type Range struct {
	Lo, Hi int
	Form   string
	Glued  bool // no space stood behind it
}

// Of wraps an article that was split from raw text: sentences get ids of their
// own, and a clitic forms one token with the words that it is glued to, as the
// English treebanks have it.
func Of(d *chancery.Doc) *Text {
	t := &Text{Doc: d, IDs: make([]string, len(d.Sentences)), Comments: make([][]string, len(d.Sentences))}
	id := d.ID
	if id == "" {
		id = chancery.ArticleID(d.Source, d.Text)
	}
	for i, s := range d.Sentences {
		t.IDs[i] = id + "-" + number(i+1)
		t.Ranges = append(t.Ranges, clitics(d, s.Lo, s.Hi)...)
	}
	return t
}

func number(n int) string {
	const width = 4
	var b [20]byte
	at := len(b)
	for ; n > 0 || at > len(b)-width; n /= 10 {
		at--
		b[at] = byte('0' + n%10)
	}
	return string(b[at:])
}

// clitics finds the words of a sentence that are written together as one.
func clitics(d *chancery.Doc, lo, hi int) []Range {
	var out []Range
	for i := lo; i+1 < hi; i++ {
		if !joins(d, i) {
			continue
		}
		end := i + 2
		for end < hi && joins(d, end-1) {
			end++
		}
		span := chancery.Span{Start: d.Toks[i].Start, End: d.Toks[end-1].End}
		out = append(out, Range{i, end, field(slice(d.Text, span)), d.Toks[end-1].Glued})
		i = end - 1
	}
	return out
}

// joins tells whether the word after i is part of the same token.
func joins(d *chancery.Doc, i int) bool {
	a, b := d.Toks[i], d.Toks[i+1]
	if !a.Glued || a.End != b.Start || a.Form == "" || b.Form == "" || !wordy(a.Form) {
		return false
	}
	switch f := strings.ToLower(strings.ReplaceAll(b.Form, "’", "'")); f {
	case "n't", "nt", "'s", "'m", "'re", "'ve", "'ll", "'d":
		return true
	case "not":
		return strings.EqualFold(a.Form, "can")
	case "na", "ta":
		return len(a.Form) <= 4
	case "'":
		return b.XPOS == "POS"
	}
	r, _ := utf8.DecodeRuneInString(b.Form)
	last, _ := utf8.DecodeLastRuneInString(a.Form)
	return unicode.IsLetter(last) && unicode.IsLetter(r) // two words that nothing separates: "im", "whats"
}

// wordy tells whether a form may bear a clitic: it ends in a letter, a digit or
// the stop of an abbreviation, and is no mark by itself.
func wordy(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' && n < len(s)
}

// slice is the text of a span, empty where the span does not lie in it.
func slice(text string, s chancery.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// field is s on one line without tabs, as a column wants it.
func field(s string) string {
	if strings.ContainsAny(s, "\t\n\r") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// Surface is the text of word k as it stands in the article, or its form where
// the text is not there.
func (t *Text) Surface(k int) string {
	if s := slice(t.Text, t.Toks[k].Span); s != "" {
		return s
	}
	return t.Toks[k].Form
}

// Bare is the running text of an article: sentences parted by spaces, paragraphs
// by empty lines, as the raw files of the treebanks have it.
func (t *Text) Bare() string {
	var b strings.Builder
	for i, s := range t.Sentences {
		if i > 0 {
			b.WriteString(t.gap(i))
		}
		b.WriteString(slice(t.Text, s.Span))
	}
	return b.String()
}

// gap is what stands before sentence i.
func (t *Text) gap(i int) string {
	for _, c := range t.Comments[i] {
		if strings.HasPrefix(c, "newpar") {
			return "\n\n"
		}
	}
	if last := t.Sentences[i-1]; last.Hi > last.Lo && t.Toks[last.Hi-1].Glued {
		return ""
	}
	return " "
}
