package store

import (
	"encoding/binary"
	"slices"

	"chancery"
	"chancery/internal/story"
)

// senseTables let the words of reports be read anew: words that news uses for one
// another count as one since then, and happenings are found by more.
const senseTables = `
INSERT INTO note SELECT 'renew', '' WHERE EXISTS (SELECT 1 FROM article) ON CONFLICT DO NOTHING;
`

// contents are the content words of the evidence of each row, in the order of
// rows: those of its sentence, without the names of who acts and toward whom,
// which all reports of a happening share, and without times, which are compared
// as such; of a condition those of what follows, of a demand those of what is
// wanted.
func contents(e *chancery.Entry, rows []Row) [][]uint32 {
	text := []rune(e.Article.Text)
	out := make([][]uint32, len(rows))
	for i := range rows {
		r := &rows[i]
		switch v := r.Value.(type) {
		case chancery.Condition:
			out[i] = matter(e, text, v.Consequence)
			continue
		case chancery.Demand:
			out[i] = matter(e, text, v.Content)
			continue
		}
		if r.Sentence < 0 || r.Sentence >= len(e.Sentences) {
			continue
		}
		out[i] = story.Words(without(text, e.Sentences[r.Sentence].Span, e.Mentions, func(m *chancery.Mention) bool {
			return m.Kind == chancery.TimeMention && m.Type != chancery.DurationType || m.Kind == chancery.ActorMention && m.Form == chancery.NameForm && party(r, m)
		}))
	}
	return out
}

// matter are the content words of a span, without times and the names of states,
// which are compared as such.
func matter(e *chancery.Entry, text []rune, s chancery.Span) []uint32 {
	return story.Words(without(text, s, e.Mentions, func(m *chancery.Mention) bool {
		return m.Kind == chancery.TimeMention || m.Kind == chancery.ActorMention && m.Form != chancery.NominalForm && slices.ContainsFunc(e.Actors, func(a chancery.Actor) bool {
			return a.Kind == chancery.Country && slices.Contains(m.Refs, a.ID)
		})
	}))
}

// ifWords are the content words of the if-clause of a condition, and behind them a
// 0 where it asks for something not to be. Others have none.
func ifWords(e *chancery.Entry, r *Row) []uint32 {
	c, ok := r.Value.(chancery.Condition)
	if !ok {
		return nil
	}
	text := []rune(e.Article.Text)
	words := matter(e, text, c.Condition)
	if negative(without(text, c.Condition, nil, nil)) {
		words = append(words, 0)
	}
	return words
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
