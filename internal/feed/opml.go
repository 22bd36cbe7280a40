package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// An Outline is one feed of a list of feeds.
type Outline struct {
	URL, Title, Folder string
}

// ReadOPML reads a list of feeds (OPML 1.0 or 2.0). Folders within folders are
// joined by "/".
func ReadOPML(text []byte) ([]Outline, error) {
	d := xml.NewDecoder(bytes.NewReader(wellFormed(toUTF8(text, ""))))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var out []Outline
	var path []string // a folder for each outline that is open, empty for feeds
	opml := false
	for len(out) < maxItems {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			opml = opml || strings.EqualFold(t.Name.Local, "opml")
			if !strings.EqualFold(t.Name.Local, "outline") {
				continue
			}
			o := outline(t)
			if o.URL == "" {
				path = append(path, o.Title)
				continue
			}
			o.Folder = strings.Join(slices.DeleteFunc(slices.Clone(path), func(s string) bool { return s == "" }), "/")
			out = append(out, o)
			path = append(path, "")
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(path) > 0 {
				path = path[:len(path)-1]
			}
		}
	}
	if !opml {
		return nil, errors.New("not OPML")
	}
	return out, nil
}

func outline(t xml.StartElement) Outline {
	at := map[string]string{}
	for _, a := range t.Attr {
		at[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	return Outline{URL: at["xmlurl"], Title: cmp.Or(at["title"], at["text"])}
}

type opmlFile struct {
	XMLName xml.Name      `xml:"opml"`
	Version string        `xml:"version,attr"`
	Title   string        `xml:"head>title"`
	Body    []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text string        `xml:"text,attr"`
	Type string        `xml:"type,attr,omitempty"`
	URL  string        `xml:"xmlUrl,attr,omitempty"`
	Sub  []opmlOutline `xml:"outline"`
}

// WriteOPML writes a list of feeds (OPML 2.0), one folder for each that they name.
func WriteOPML(w io.Writer, feeds []Outline) error {
	file := opmlFile{Version: "2.0", Title: "Sources of Chancery"}
	at := map[string]int{}
	for _, f := range feeds {
		o := opmlOutline{Text: cmp.Or(f.Title, f.URL), Type: "rss", URL: f.URL}
		if f.Folder == "" {
			file.Body = append(file.Body, o)
			continue
		}
		i, ok := at[f.Folder]
		if !ok {
			i = len(file.Body)
			at[f.Folder] = i
			file.Body = append(file.Body, opmlOutline{Text: f.Folder})
		}
		file.Body[i].Sub = append(file.Body[i].Sub, o)
	}
	b, err := xml.MarshalIndent(file, "", "\t")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(b)+"\n")
	return err
}
