package when

import (
	"unicode"
	"unicode/utf8"

	"chancery"
)

// A piece is a number, a word or a mark inside a token.
type piece struct {
	tok     int32
	at, end int32 // bytes of the token's Form
	val     int32
	class   class
	digits  uint8 // of a number that is written in digits
	glued   bool  // nothing stands between it and the next piece
	upper   bool  // begins with a capital letter
	short   bool  // abbreviation of a month or weekday
}

// cut makes the pieces of an article. A piece of class brk stands before each
// sentence, save one that a false full stop began ("the 10th. January").
func (s *scan) cut() {
	s.p = s.p[:0]
	for i := range s.d.Sentences {
		sent := &s.d.Sentences[i]
		at := len(s.p)
		s.p = append(s.p, piece{tok: int32(sent.Lo), val: int32(i), class: brk})
		for t := sent.Lo; t < sent.Hi; t++ {
			s.cutToken(t)
		}
		if at >= 2 && len(s.p) > at+1 && s.p[at+1].class == month && s.p[at-1].class == dot && dayNumber(&s.p[at-2]) {
			s.p = append(s.p[:at], s.p[at+1:]...)
		}
	}
	s.p = append(s.p, piece{tok: int32(len(s.d.Toks)), class: brk}, piece{tok: int32(len(s.d.Toks)), class: brk})
}

// dayNumber reports whether a piece can be the day of a month.
func dayNumber(p *piece) bool {
	return (p.class == number && (p.digits == 1 || p.digits == 2) || p.class == ordinal) && p.val >= 1 && p.val <= 31
}

func (s *scan) cutToken(t int) {
	tok := &s.d.Toks[t]
	form := tok.Form
	at := 0
	for at < len(form) {
		s.p = append(s.p, piece{tok: int32(t), at: int32(at)})
		p := &s.p[len(s.p)-1]
		s.read(p, form, at)
		at = int(p.end)
		p.glued = at < len(form) || tok.Glued
	}
}

// read reads one piece of form from at on.
func (s *scan) read(p *piece, form string, at int) {
	c := form[at]
	switch {
	case letter(c):
		s.letters(p, form, at)
		return
	case c >= '0' && c <= '9':
		p.figure(form, at)
		return
	case c < utf8.RuneSelf:
		p.end, p.class = int32(at+1), marks[c]
		for c == '-' && int(p.end) < len(form) && form[p.end] == '-' {
			p.end++
		}
		return
	}
	r, n := utf8.DecodeRuneInString(form[at:])
	p.end = int32(at + n)
	switch r {
	case '–', '—', '‐', '‑', '−':
		p.class = dash
	case '’', '‘':
		p.class = quote
	default:
		if unicode.IsLetter(r) {
			s.letters(p, form, at)
		}
	}
}

var marks = [128]class{'-': dash, '.': dot, ',': comma, ':': colon, '/': slash, '\'': quote, '(': open, '[': open, '~': dash}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// letters reads a word. A word with inner points ("p.m.") and one with a point
// behind ("Oct.") are one piece where the list has them.
func (s *scan) letters(p *piece, form string, at int) {
	end := at
	plain, points := true, false
	for end < len(form) {
		c := form[end]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(form[end:])
			if !unicode.IsLetter(r) {
				break
			}
			plain = false
			end += n
			continue
		}
		if c == '.' && end+1 < len(form) && letter(form[end+1]) {
			points = true
		} else if !letter(c) && !(c == '\'' && end == at+1 && form[at]|0x20 == 'o') {
			break
		}
		end++
	}
	p.end, p.class, p.upper = int32(end), word, form[at] >= 'A' && form[at] <= 'Z'
	if !plain {
		return
	}
	e, ok := s.st.lex.find(form[at:end])
	if !ok && points {
		for end = at; form[end] != '.'; end++ {
		}
		p.end = int32(end)
		e, ok = s.st.lex.find(form[at:end])
	}
	if !ok {
		return
	}
	if (e.short || e.class == ampm) && end+1 == len(form) && form[end] == '.' {
		p.end++
	}
	p.class, p.val, p.short = e.class, e.val, e.short
}

// find looks a word up without regard to case.
func (x *lexicon) find(w string) (entry, bool) {
	n := len(w)
	if n > 16 || x.lens[w[0]|0x20]&(1<<n) == 0 {
		return entry{}, false
	}
	var buf [16]byte
	for i := range n {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	e, ok := x.words[string(buf[:n])]
	return e, ok
}

// figure reads digits, and the ending of "10th" and "1990s".
func (p *piece) figure(form string, at int) {
	p.class = number
	end := at
	for end < len(form) && form[end] >= '0' && form[end] <= '9' {
		if end-at < 8 {
			p.val = p.val*10 + int32(form[end]-'0')
		}
		end++
	}
	p.digits = uint8(min(end-at, 255))
	p.end = int32(end)
	n := end
	for n < len(form) && letter(form[n]) {
		n++
	}
	switch form[end:n] {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		p.class, p.end = ordinal, int32(n)
	case "s":
		if p.digits == 4 || p.digits == 2 {
			p.class, p.end = decades, int32(n)
		}
	}
}

// span is the text of pieces lo to hi-1.
func (s *scan) span(lo, hi int) chancery.Span {
	return chancery.Span{Start: s.start(&s.p[lo]), End: s.finish(&s.p[hi-1])}
}

// start and finish are offsets in Doc.Text. Inside a token they are exact only
// where the token reads as the article wrote it.
func (s *scan) start(p *piece) int {
	t := &s.d.Toks[p.tok]
	if t.Len() == len(t.Form) {
		return t.Start + int(p.at)
	}
	return t.Start
}

func (s *scan) finish(p *piece) int {
	t := &s.d.Toks[p.tok]
	if t.Len() == len(t.Form) {
		return t.Start + int(p.end)
	}
	return t.End
}
