package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"strconv"
	"strings"

	"chancery"
)

// A corpus is the raw text of a treebank file and where its tokens, words and
// sentences lie in it. Paragraphs and documents are set apart by an empty line,
// sentences inside a paragraph by a space unless the treebank says otherwise.
type corpus struct {
	text      string
	docs      []int           // offsets at which documents begin
	ids       []string        // ids of the documents
	tokens    []chancery.Span // surface tokens
	words     []chancery.Span // syntactic words: a multiword token divides its text
	sentences []chancery.Span
	tags      []string // UPOS of each word
}

// readTreebank reads a gzipped CoNLL-U file.
func readTreebank(name string) (*corpus, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r := reader{c: &corpus{}}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if err := r.line(sc.Text()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.c.text = r.b.String()
	return r.c, nil
}

// A reader builds a corpus line by line.
type reader struct {
	c       *corpus
	b       strings.Builder
	newpar  bool
	newdoc  string
	open    bool // inside a sentence
	glued   bool // the last token was not followed by a space
	start   int  // of the sentence
	inWord  int  // words of the current multiword token still to come
	wordEnd int  // end of the current multiword token
	at      int  // where its next word begins
}

func (r *reader) line(s string) error {
	switch {
	case s == "":
		if r.open {
			r.c.sentences = append(r.c.sentences, chancery.Span{Start: r.start, End: r.b.Len()})
		}
		r.open = false
		return nil
	case strings.HasPrefix(s, "# newdoc"):
		_, r.newdoc, _ = strings.Cut(s, "id = ")
		r.newpar = true
		return nil
	case s == "# newpar" || strings.HasPrefix(s, "# newpar id"):
		r.newpar = true
		return nil
	case s[0] == '#':
		return nil
	}
	return r.token(strings.Split(s, "\t"))
}

func (r *reader) token(f []string) error {
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if !strings.Contains(f[0], "-") {
		r.c.tags = append(r.c.tags, f[3])
	}
	if r.inWord > 0 {
		end := r.at + len(f[1])
		if r.inWord--; r.inWord == 0 {
			end = r.wordEnd
		}
		r.c.words = append(r.c.words, chancery.Span{Start: r.at, End: end})
		r.at = end
		return nil
	}
	r.space()
	span := chancery.Span{Start: r.b.Len(), End: r.b.Len() + len(f[1])}
	r.b.WriteString(f[1])
	r.c.tokens = append(r.c.tokens, span)
	r.glued = strings.Contains(f[9], "SpaceAfter=No")
	lo, hi, multi := strings.Cut(f[0], "-")
	if !multi {
		r.c.words = append(r.c.words, span)
		return nil
	}
	a, err1 := strconv.Atoi(lo)
	z, err2 := strconv.Atoi(hi)
	if err1 != nil || err2 != nil || z < a {
		return fmt.Errorf("token id %s", f[0])
	}
	r.inWord, r.at, r.wordEnd = z-a+1, span.Start, span.End
	return nil
}

// space writes what stands between the last token and the one to come.
func (r *reader) space() {
	switch {
	case r.newpar:
		if r.b.Len() > 0 {
			r.b.WriteString("\n\n")
		}
	case r.b.Len() > 0 && !r.glued:
		r.b.WriteByte(' ')
	}
	if r.newdoc != "" {
		r.c.docs = append(r.c.docs, r.b.Len())
		r.c.ids = append(r.c.ids, r.newdoc)
		r.newdoc = ""
	}
	r.newpar = false
	if !r.open {
		r.open, r.start = true, r.b.Len()
	}
}
