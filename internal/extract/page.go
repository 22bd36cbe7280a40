package extract

import (
	"bytes"
	nurl "net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
)

func page(html []byte, url string) (*Result, error) {
	u, _ := nurl.Parse(url)
	a, err := readability.FromReader(bytes.NewReader(html), u)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := a.RenderText(&b); err != nil {
		return nil, err
	}
	return &Result{Title: a.Title(), Text: b.String()}, nil
}
