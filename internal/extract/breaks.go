package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// splitBreaks makes paragraphs of the parts of a p element between two breaks.
func splitBreaks(doc *html.Node) {
	var paras []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.P {
			paras = append(paras, n)
		}
	}
	for _, p := range paras {
		for p != nil && p.Parent != nil {
			p = splitAt(p)
		}
	}
}

// splitAt moves what stands behind the first double break of p into a paragraph
// of its own behind p, and returns that, or nil where p has no such break.
func splitAt(p *html.Node) *html.Node {
	children := slices.Collect(p.ChildNodes())
	for i, c := range children {
		if !isBreak(c) {
			continue
		}
		j := i + 1
		for j < len(children) && isSpace(children[j]) {
			j++
		}
		if j == len(children) || !isBreak(children[j]) {
			continue
		}
		rest := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P, Attr: p.Attr}
		for k, c := range children[i:] {
			p.RemoveChild(c)
			if k > j-i {
				rest.AppendChild(c)
			}
		}
		p.Parent.InsertBefore(rest, p.NextSibling)
		return rest
	}
	return nil
}

func isBreak(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom == atom.Br }

func isSpace(n *html.Node) bool { return n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" }
