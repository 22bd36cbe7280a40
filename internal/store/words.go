package store

import (
	"encoding/binary"
	"slices"

	"chancery"
	"chancery/internal/story"
)

// contents are the content words of the evidence of each row, in the order of
// rows: those of its sentence, without the names of who acts and toward whom,
// which all reports of a happening share, and without times, which are compared
// as such.
func contents(e *chancery.Entry, rows []Row) [][]uint32 {
	text := []rune(e.Article.Text)
	out := make([][]uint32, len(rows))
	for i := range rows {
		r := &rows[i]
		if r.Sentence < 0 || r.Sentence >= len(e.Sentences) {
			continue
		}
		out[i] = story.Words(without(text, e.Sentences[r.Sentence].Span, e.Mentions, func(m *chancery.Mention) bool {
			return m.Kind == chancery.TimeMention && m.Type != chancery.DurationType || m.Kind == chancery.ActorMention && m.Form == chancery.NameForm && party(r, m)
		}))
	}
	return out
}

func party(r *Row, m *chancery.Mention) bool {
	return slices.ContainsFunc(m.Refs, func(id string) bool { return slices.Contains(r.By, id) || slices.Contains(r.Toward, id) })
}

// without is the text of a span with the mentions that drop names blanked out.
func without(text []rune, s chancery.Span, mentions []chancery.Mention, drop func(*chancery.Mention) bool) string {
	s.Start, s.End = max(0, s.Start), min(len(text), s.End)
	if s.Start >= s.End {
		return ""
	}
	out := slices.Clone(text[s.Start:s.End])
	for i := range mentions {
		m := &mentions[i]
		if m.Span.Start < s.Start || m.Span.End > s.End || !drop(m) {
			continue
		}
		for k := m.Span.Start; k < m.Span.End; k++ {
			out[k-s.Start] = ' '
		}
	}
	return string(out)
}

func packWords(words []uint32) []byte {
	b := make([]byte, 0, 4*len(words))
	for _, w := range words {
		b = binary.LittleEndian.AppendUint32(b, w)
	}
	return b
}

func unpackWords(b []byte) []uint32 {
	out := make([]uint32, 0, len(b)/4)
	for ; len(b) >= 4; b = b[4:] {
		out = append(out, binary.LittleEndian.Uint32(b))
	}
	return out
}
