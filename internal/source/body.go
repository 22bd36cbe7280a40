package source

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"chancery"
)

// Body is the item of an answer of the web: the page or text that stood at url, or
// the reason why it is neither. media is the type that the server gave it, which
// is believed where the bytes do not show another.
func Body(name, url, media string, body []byte) Item {
	it := Item{Name: name, Article: chancery.Article{URL: url}}
	if len(body) == 0 {
		it.Err = ErrEmpty
		return it
	}
	if what := binary(body); what != "" {
		it.Err = fmt.Errorf("%s, not text", what)
		return it
	}
	shown := http.DetectContentType(body)
	switch {
	case isHTML(media), strings.HasPrefix(shown, "text/html"), media == "" && strings.HasPrefix(shown, "text/"):
		it.HTML = body
	case strings.HasPrefix(media, "text/"):
		it.Article.Text, it.Defects, it.Err = Decode(body)
	case strings.HasSuffix(media, "xml") && strings.Contains(strings.ToLower(string(body[:min(len(body), 1024)])), "<html"):
		it.HTML = body
	case media == "":
		it.Err = errors.New("neither a page nor a text")
	default:
		it.Err = fmt.Errorf("of type %s, neither a page nor a text", media)
	}
	return it
}
