package extract

import (
	"bytes"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a page. No real page comes near them; beyond them tags are left out
// and the words between them are kept, so that a page made to be heavy costs no
// more than a large one.
const (
	maxDepth    = 120
	maxElements = 60_000
	maxAttrs    = 64
	maxAttrLen  = 4 << 10
)

// unclosed are elements that need no end tag, and void ones; they do not count
// for the depth.
var unclosed = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Option: true, atom.Optgroup: true, atom.Tr: true, atom.Td: true,
	atom.Th: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Colgroup: true, atom.Html: true, atom.Head: true, atom.Body: true,
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true, atom.Input: true,
	atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// hidden are elements whose content is never read.
var hidden = map[atom.Atom]bool{atom.Style: true, atom.Svg: true, atom.Math: true, atom.Template: true, atom.Canvas: true, atom.Iframe: true, atom.Object: true}

// shrink copies a page without what is never read, and within the bounds.
func shrink(page []byte) []byte {
	s := shrinker{z: html.NewTokenizer(bytes.NewReader(page))}
	s.out.Grow(len(page) / 2)
	for {
		switch kind := s.z.Next(); kind {
		case html.ErrorToken:
			if s.z.Err() != io.EOF {
				s.out.Write(s.z.Raw())
			}
			return s.out.Bytes()
		case html.TextToken:
			if !s.skipping() {
				s.out.Write(s.z.Raw())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(kind)
		case html.EndTagToken:
			s.end()
		case html.DoctypeToken:
			s.out.Write(s.z.Raw())
		}
	}
}

type shrinker struct {
	z        *html.Tokenizer
	out      bytes.Buffer
	depth    int
	elements int
	dropped  int       // open elements whose tags were left out
	skip     atom.Atom // the hidden element that we are in
	inside   int       // open elements of the same name within it
	script   bool      // in a script that is not read
}

func (s *shrinker) skipping() bool { return s.skip != 0 || s.script }

func (s *shrinker) start(kind html.TokenType) {
	raw := bytes.Clone(s.z.Raw())
	name, more := s.z.TagName()
	a := atom.Lookup(name)
	if s.skip != 0 {
		if a == s.skip && kind == html.StartTagToken {
			s.inside++
		}
		return
	}
	if hidden[a] {
		if kind == html.StartTagToken {
			s.skip, s.inside = a, 1
		}
		return
	}
	if a == atom.Script {
		if s.script = !s.data(more); s.script {
			return
		}
	}
	s.elements++
	switch deep := s.depth >= maxDepth || s.elements > maxElements; {
	case deep && a == atom.Br || deep && a == atom.P:
		s.out.WriteByte('\n')
	case deep && !unclosed[a]:
		s.dropped++
	case deep:
	default:
		if !unclosed[a] {
			s.depth++
		}
		s.tag(raw, name, more)
	}
}

// tag writes a start tag, without attributes where there are too many to be
// meant.
func (s *shrinker) tag(raw, name []byte, more bool) {
	if len(raw) <= maxAttrLen && bytes.Count(raw, []byte("=")) <= maxAttrs || !more {
		s.out.Write(raw)
		return
	}
	s.out.WriteByte('<')
	s.out.Write(name)
	s.out.WriteByte('>')
}

// data reports whether a script holds data about the page.
func (s *shrinker) data(more bool) bool {
	for more {
		var key, value []byte
		key, value, more = s.z.TagAttr()
		if string(key) == "type" && bytes.Contains(bytes.ToLower(value), []byte("ld+json")) {
			return true
		}
	}
	return false
}

func (s *shrinker) end() {
	raw := bytes.Clone(s.z.Raw())
	name, _ := s.z.TagName()
	a := atom.Lookup(name)
	switch {
	case s.skip != 0:
		if a == s.skip {
			if s.inside--; s.inside == 0 {
				s.skip = 0
			}
		}
	case a == atom.Script && s.script:
		s.script = false
	case unclosed[a]:
		if s.elements <= maxElements {
			s.out.Write(raw)
		}
	case s.dropped > 0:
		s.dropped--
	default:
		s.depth = max(0, s.depth-1)
		s.out.Write(raw)
	}
}
