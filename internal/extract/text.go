package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Footer: true, atom.Aside: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true,
	atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true, atom.Hr: true,
	atom.Figure: true, atom.Figcaption: true, atom.Details: true, atom.Summary: true, atom.Address: true, atom.Form: true, atom.Fieldset: true,
	atom.Body: true, atom.Nav: true, atom.Center: true,
}

// unread are elements that hold no running text of an article.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Nav: true,
	atom.Figure: true, atom.Figcaption: true, atom.Video: true, atom.Audio: true, atom.Input: true, atom.Head: true, atom.Aside: true,
}

// headings are elements that head what follows.
var headings = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Summary: true}

// aside matches the classes of what stands beside the running text.
var aside = regexp.MustCompile(`(?i)(^|[\s_-])(captions?|credits?|wp-caption-text|related|read-?more|also-?(on|read)|newsletter|sign-?up|share|sharing|social|tags?|trending|most-?(read|popular)|recommended|promo|advert(isement)?|breadcrumbs?|copyright)($|[\s_-])`)

// longAside is the length, in bytes, from which on an element is no aside,
// whatever its class says: themes mark the whole body with what it has.
const longAside = 800

// stands reports whether an element stands beside the running text.
func stands(n *html.Node) bool {
	class := attr(n, "class")
	return class != "" && aside.MatchString(class) && len(plainOf(n)) < longAside
}

// plainText is the text below n, one paragraph a line. Paragraphs that are
// nothing but links, and headings with nothing below them, are left out.
func plainText(n *html.Node) string {
	var w textWriter
	w.walk(n, false)
	w.flush()
	for len(w.lines) > 0 && w.lines[len(w.lines)-1].heading {
		w.lines = w.lines[:len(w.lines)-1]
	}
	out := make([]string, len(w.lines))
	for i, l := range w.lines {
		out[i] = l.text
	}
	return strings.Join(out, "\n")
}

type textWriter struct {
	lines  []line
	line   strings.Builder
	linked int // bytes of the line that are in links
	head   bool
}

type line struct {
	text    string
	heading bool
}

func (w *textWriter) walk(n *html.Node, link bool) {
	switch n.Type {
	case html.TextNode:
		w.line.WriteString(n.Data)
		if link {
			w.linked += len(strings.TrimSpace(n.Data))
		}
		return
	case html.ElementNode:
		if unread[n.DataAtom] || stands(n) {
			return
		}
		switch n.DataAtom {
		case atom.Br:
			w.lineBreak(n)
			return
		case atom.Td, atom.Th:
			w.line.WriteByte(' ')
		}
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.flush()
	}
	w.head = w.head || headings[n.DataAtom]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, link || n.DataAtom == atom.A)
	}
	if block {
		w.flush()
	}
}

// lineBreak ends the paragraph where two breaks stand together or a sentence
// is at its end; otherwise it is a space.
func (w *textWriter) lineBreak(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.Type == html.ElementNode && next.DataAtom == atom.Br || endsSentence(w.line.String()) {
		w.flush()
		return
	}
	w.line.WriteByte(' ')
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \t\n\r\u00a0\"'”’)»")
	for _, end := range []string{".", "!", "?", "…", ":"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// flush ends the line that is being written, with white space made single. A
// line of nothing but links that is no sentence leads away from the article.
func (w *textWriter) flush() {
	text := strings.Join(strings.Fields(w.line.String()), " ")
	links := w.linked*10 >= len(text)*8 && !endsSentence(text)
	if text != "" && !links {
		w.lines = append(w.lines, line{text, w.head})
	}
	w.line.Reset()
	w.linked, w.head = 0, false
}
