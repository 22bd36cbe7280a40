// Package extract finds the article in a web page: its text and what the page
// says about it.
package extract

import (
	"chancery"
)

// A Result is the article of a page.
type Result struct {
	URL, Source, Title, Author, Language string
	Published                            chancery.Stamp
	Inferred                             bool // Published was read out of the text, not out of what the page says of itself
	Text                                 string
	CommentsRemoved                      int // readers' comments left out
	Defects                              []chancery.Defect
}

// Page finds the article in an HTML page that stood at url, which may be empty.
func Page(html []byte, url string) (*Result, error) {
	return page(html, url)
}
