package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	commentItem = regexp.MustCompile(`(?i)(^|\s)(comment|comment[-_](item|body|entry|content|wrapper|list[-_]item|post)|user[-_]comment|reader[-_]comment|comment[-_]?\d+|c-comment|js-comment)($|\s)`)
	commentList = regexp.MustCompile(`(?i)(^|[\s_-])(comments|comment[-_]?(list|section|thread|area|container|form|respond)|commentlist|respond|disqus[-_]thread|disqus|fb[-_]comments|livefyre|spot-im|viafoura|discussion)($|[\s_-])`)
)

// removeComments takes readers' comments out of a page and returns how many
// there were.
func removeComments(doc *html.Node) int {
	count := 0
	var gone []*html.Node
	var walk func(n *html.Node, within bool)
	walk = func(n *html.Node, within bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c.DataAtom == atom.Body || c.DataAtom == atom.Head || c.DataAtom == atom.Article || c.DataAtom == atom.Main {
				walk(c, within)
				continue
			}
			marks := attr(c, "id") + " " + attr(c, "class")
			item := commentItem.MatchString(marks) || strings.Contains(attr(c, "itemtype"), "schema.org/Comment") || attr(c, "itemprop") == "comment"
			list := commentList.MatchString(marks) && !item
			if item && !inComment(c) && len(plainOf(c)) > 0 {
				count++
			}
			if (item || list) && !within && !holdsArticle(c) {
				gone = append(gone, c)
				walk(c, true)
				continue
			}
			walk(c, within)
		}
	}
	walk(doc, false)
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return count
}

// inComment reports whether a comment is only a part of another that stands
// around it and has no more than this one: the box, the body, the text.
func inComment(n *html.Node) bool {
	p := n.Parent
	return p != nil && p.Type == html.ElementNode && commentItem.MatchString(attr(p, "id")+" "+attr(p, "class"))
}

// holdsArticle guards against a page that wraps everything in a "comment" box.
func holdsArticle(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && (c.DataAtom == atom.Article && !commentItem.MatchString(attr(c, "id")+" "+attr(c, "class")) || c.DataAtom == atom.H1 || c.DataAtom == atom.Main) {
			return true
		}
	}
	return false
}
