package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"chancery"
)

// maxLine bounds a line, in bytes; CoNLL-U lines are short, and what has no
// line ends is no CoNLL-U.
const maxLine = 1 << 24

// Read yields an article for each "# newdoc" (one where there is none), with
// the annotation that the input has. A fault names its line, and ends the
// reading. Trees are taken as they come, except that a head must lie in its
// sentence.
func Read(r io.Reader) iter.Seq2[*Text, error] {
	return func(yield func(*Text, error) bool) {
		b := newBuilder()
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 0, 1<<16), maxLine)
		for n := 1; in.Scan(); n++ {
			line := strings.TrimSuffix(in.Text(), "\r")
			if n == 1 {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			if strings.HasPrefix(line, "# newdoc") && len(b.t.Toks) == b.lo && len(b.t.Sentences) > 0 {
				if !yield(b.finish(), nil) {
					return
				}
				b = newBuilder()
			}
			if err := b.add(line); err != nil {
				yield(nil, fmt.Errorf("line %d: %w", n, err))
				return
			}
		}
		if err := errors.Join(in.Err(), b.close()); err != nil {
			yield(nil, err)
			return
		}
		if len(b.t.Sentences) > 0 {
			yield(b.finish(), nil)
		}
	}
}

// builder gathers one article.
type builder struct {
	t        *Text
	text     strings.Builder
	id       string
	comments []string
	lo       int    // first token of the sentence in hand
	heads    []int  // of its words, as the column has them
	left     string // what is still to come of the range in hand
}

func newBuilder() *builder { return &builder{t: &Text{Doc: &chancery.Doc{}}} }

func (b *builder) finish() *Text {
	b.t.Text = b.text.String()
	return b.t
}

// add takes one line of input; an empty one ends a sentence.
func (b *builder) add(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return b.close()
	case s[0] == '#':
		b.comment(strings.TrimSpace(s[1:]))
		return nil
	}
	cols := [10]string{}
	n := 0
	for col := range strings.SplitSeq(s, "\t") {
		if n == len(cols) {
			return errors.New("more than ten columns")
		}
		cols[n] = col
		n++
	}
	if n < 2 || cols[1] == "" {
		return errors.New("a word without a form")
	}
	for i := n; i < len(cols); i++ {
		cols[i] = "_"
	}
	id, last, isRange := strings.Cut(cols[0], "-")
	if strings.Contains(id, ".") {
		return nil // an empty node
	}
	next := len(b.t.Toks) - b.lo + 1
	if k, err := strconv.Atoi(id); err != nil || k != next {
		return fmt.Errorf("word number %q, want %d", cols[0], next)
	}
	if isRange {
		k, err := strconv.Atoi(last)
		if err != nil || k < next || k-next > maxRange {
			return fmt.Errorf("word range %q", cols[0])
		}
		return b.addRange(k-next+1, &cols)
	}
	return b.addWord(&cols)
}

// maxRange is how many words a range may hold; no language has so many.
const maxRange = 64

// open is the range that the next word lies in, nil where there is none.
func (b *builder) open() *Range {
	if n := len(b.t.Ranges); n > 0 && b.t.Ranges[n-1].Hi > len(b.t.Toks) {
		return &b.t.Ranges[n-1]
	}
	return nil
}

func (b *builder) addRange(words int, cols *[10]string) error {
	if b.open() != nil {
		return fmt.Errorf("range %s inside another", cols[0])
	}
	b.space()
	lo := len(b.t.Toks)
	b.left = cols[1]
	b.t.Ranges = append(b.t.Ranges, Range{lo, lo + words, cols[1], misc(cols[9], "SpaceAfter") == "No"})
	return nil
}

// space separates the next word from the one before it.
func (b *builder) space() {
	n := len(b.t.Toks)
	if n > b.lo && !b.t.Toks[n-1].Glued {
		b.text.WriteByte(' ')
	}
}

func (b *builder) addWord(cols *[10]string) error {
	head, err := strconv.Atoi(cols[6])
	if cols[6] == "_" {
		head, err = 0, nil
	}
	if err != nil || head < 0 {
		return fmt.Errorf("head %q of %s", cols[6], cols[1])
	}
	t := chancery.Tok{Form: cols[1], Lemma: blank(cols[2]), UPOS: chancery.UPOS(blank(cols[3])), XPOS: blank(cols[4]), Feats: cols[5],
		Rel: chancery.Rel(blank(cols[7])), Name: chancery.Name(misc(cols[9], "NER")), Glued: misc(cols[9], "SpaceAfter") == "No"}
	surface := cols[1]
	if r := b.open(); r != nil {
		last := len(b.t.Toks)+1 == r.Hi
		surface = b.part(cols[1], last)
		t.Glued = !last || r.Glued
	} else {
		b.space()
	}
	t.Start = b.text.Len()
	b.text.WriteString(surface)
	t.End = b.text.Len()
	b.t.Toks = append(b.t.Toks, t)
	b.heads = append(b.heads, head)
	return nil
}

// part cuts off what a word has of the text of the range in hand. Words need
// not be spelt as in the text ("dont" is "do" and "not").
func (b *builder) part(form string, last bool) string {
	n := len(b.left)
	if !last {
		n = 0
		for i := utf8.RuneCountInString(form); i > 0 && n < len(b.left); i-- {
			_, k := utf8.DecodeRuneInString(b.left[n:])
			n += k
		}
	}
	p := b.left[:n]
	b.left = b.left[n:]
	return p
}

func (b *builder) comment(c string) {
	key, value, ok := strings.Cut(c, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch {
	case ok && key == "sent_id":
		b.id = value
	case ok && key == "text": // written anew from the words
	default:
		if ok && key == "newdoc id" && b.t.ID == "" {
			b.t.ID = value
		}
		b.comments = append(b.comments, c)
	}
}

// close ends a sentence.
func (b *builder) close() error {
	n := len(b.t.Toks) - b.lo
	if r := b.open(); r != nil {
		return fmt.Errorf("range %s goes beyond its sentence", r.Form)
	}
	if n == 0 {
		return nil
	}
	for i, h := range b.heads {
		if h > n {
			return fmt.Errorf("word %d of a sentence of %d has head %d", i+1, n, h)
		}
		b.t.Toks[b.lo+i].Head = b.lo + h - 1
		if h == 0 {
			b.t.Toks[b.lo+i].Head = -1
		}
	}
	if b.id == "" {
		b.id = strconv.Itoa(len(b.t.Sentences) + 1)
	}
	span := chancery.Span{Start: b.t.Toks[b.lo].Start, End: b.text.Len()}
	b.t.Sentences = append(b.t.Sentences, chancery.Sentence{Span: span, Lo: b.lo, Hi: b.lo + n})
	b.t.IDs = append(b.t.IDs, b.id)
	b.t.Comments = append(b.t.Comments, b.comments)
	b.text.WriteByte('\n')
	b.id, b.comments, b.heads, b.lo, b.left = "", nil, b.heads[:0], b.lo+n, ""
	return nil
}

// blank reads "_", which stands for nothing. The sign itself is a word too, but
// then its lemma is as good as unknown.
func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// misc is the value of a key of a MISC column, empty where it is not there.
func misc(col, key string) string {
	for part := range strings.SplitSeq(col, "|") {
		if k, v, ok := strings.Cut(part, "="); ok && k == key {
			return v
		}
	}
	return ""
}
