package conllu

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"chancery"
)

// Write writes an article in CoNLL-U.
func Write(w io.Writer, t *Text) error {
	out := bufio.NewWriter(w)
	ranges := t.Ranges
	for i, s := range t.Sentences {
		for _, c := range t.Comments[i] {
			out.WriteString("# " + field(c) + "\n")
		}
		out.WriteString("# sent_id = " + field(t.IDs[i]) + "\n# text = " + field(slice(t.Text, s.Span)) + "\n")
		for k := s.Lo; k < s.Hi; k++ {
			for len(ranges) > 0 && ranges[0].Lo < k {
				ranges = ranges[1:]
			}
			if len(ranges) > 0 && ranges[0].Lo == k {
				writeRange(out, ranges[0], s.Lo)
			}
			in := len(ranges) > 0 && ranges[0].Lo <= k && k < ranges[0].Hi
			writeWord(out, t, k, s.Lo, in)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

func writeRange(out *bufio.Writer, r Range, lo int) {
	out.WriteString(strconv.Itoa(r.Lo-lo+1) + "-" + strconv.Itoa(r.Hi-lo) + "\t" + field(r.Form) + strings.Repeat("\t_", 7) + "\t")
	if r.Glued {
		out.WriteString("SpaceAfter=No\n")
	} else {
		out.WriteString("_\n")
	}
}

// writeWord writes a line; where the word is a repaired form, the line keeps
// what the text has and MISC tells the repair.
func writeWord(out *bufio.Writer, t *Text, k, lo int, inRange bool) {
	tok := &t.Toks[k]
	form, misc := tok.Form, ""
	if s := slice(t.Text, tok.Span); s != tok.Form && s != "" && !inRange {
		form, misc = s, "|CorrectForm="+field(tok.Form)
	}
	if tok.Name != "" {
		misc += "|NER=" + string(tok.Name)
	}
	if tok.Glued && !inRange {
		misc += "|SpaceAfter=No"
	}
	head := tok.Head - lo + 1
	if tok.Head < 0 {
		head = 0
	}
	out.WriteString(strconv.Itoa(k - lo + 1))
	for _, col := range [...]string{form, tok.Lemma, string(tok.UPOS), tok.XPOS, tok.Feats, strconv.Itoa(head), string(tok.Rel), "", strings.TrimPrefix(misc, "|")} {
		out.WriteByte('\t')
		if col = field(col); col == "" {
			col = "_"
		}
		out.WriteString(col)
	}
	out.WriteByte('\n')
}

// Word is a word in JSON. Head is the number of the governing word, counted
// from 1, 0 at the root; Span is in code points of the article's text.
type word struct {
	ID    int               `json:"id"`
	Form  string            `json:"form"`
	Span  [2]int            `json:"span"`
	Lemma string            `json:"lemma"`
	UPOS  chancery.UPOS     `json:"upos"`
	XPOS  string            `json:"xpos"`
	Feats map[string]string `json:"feats"`
	Head  int               `json:"head"`
	Rel   chancery.Rel      `json:"deprel"`
	Name  chancery.Name     `json:"ner,omitempty"`
}

// sentence is a line of JSON.
type sentence struct {
	ID    string `json:"sent_id"`
	Text  string `json:"text"`
	Words []word `json:"words"`
}

// WriteJSON writes an article as JSON Lines, an object a sentence.
func WriteJSON(w io.Writer, t *Text) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	at, points := 0, 0
	point := func(b int) int { // code points before byte b
		if b < at {
			at, points = 0, 0
		}
		if b > len(t.Text) {
			b = len(t.Text)
		}
		points += utf8.RuneCountInString(t.Text[at:b])
		at = b
		return points
	}
	for i, s := range t.Sentences {
		line := sentence{ID: t.IDs[i], Text: slice(t.Text, s.Span), Words: make([]word, 0, s.Hi-s.Lo)}
		for k := s.Lo; k < s.Hi; k++ {
			tok := &t.Toks[k]
			head := tok.Head - s.Lo + 1
			if tok.Head < 0 {
				head = 0
			}
			line.Words = append(line.Words, word{k - s.Lo + 1, tok.Form, [2]int{point(tok.Start), point(tok.End)}, tok.Lemma, tok.UPOS, tok.XPOS,
				Feats(tok.Feats), head, tok.Rel, tok.Name})
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Feats reads a FEATS column; "_" is an empty map.
func Feats(col string) map[string]string {
	m := map[string]string{}
	for part := range strings.SplitSeq(col, "|") {
		if k, v, ok := strings.Cut(part, "="); ok {
			m[k] = v
		}
	}
	return m
}
