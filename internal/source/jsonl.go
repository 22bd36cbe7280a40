package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"chancery"
)

// A record is one line of JSON Lines.
type record struct {
	ID        string          `json:"id"`
	URL       string          `json:"url"`
	Source    string          `json:"source"`
	Title     string          `json:"title"`
	Author    string          `json:"author"`
	Published *chancery.Stamp `json:"published"`
	Language  string          `json:"language"`
	Text      string          `json:"text"`
	HTML      string          `json:"html"`
}

// lines yields one article a line and reports whether to go on.
func (o *Options) lines(ctx context.Context, name string, r *bufio.Reader, yield func(Item) bool) bool {
	for n := 1; ctx.Err() == nil; n++ {
		line, tooLong, err := o.line(r)
		item := Item{Name: lineName(name, n)}
		switch {
		case tooLong:
			item.Err = o.tooLarge()
		case len(bytes.TrimSpace(line)) > 0:
			item = o.record(item, line)
		default:
			if err == nil {
				continue
			}
		}
		if (len(bytes.TrimSpace(line)) > 0 || tooLong) && !yield(item) {
			return false
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(Item{Name: lineName(name, n), Err: err})
		}
	}
	return false
}

// line reads up to the next line feed. It keeps no more of a line than an
// article within the limit can need when each of its bytes is escaped.
func (o *Options) line(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	limit := 6*o.MaxBytes + 64<<10
	for {
		part, err := r.ReadSlice('\n')
		if !tooLong {
			line = append(line, part...)
			if int64(len(line)) > limit {
				tooLong, line = true, nil
			}
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}

func (o *Options) record(item Item, line []byte) Item {
	var rec record
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))))
	if err := dec.Decode(&rec); err != nil {
		item.Err = jsonError(err)
		return item
	}
	if dec.More() {
		item.Err = errors.New("more than one JSON value on the line")
		return item
	}
	if int64(max(len(rec.Text), len(rec.HTML))) > o.MaxBytes {
		item.Err = o.tooLarge()
		return item
	}
	item.Article = chancery.Article{ID: rec.ID, URL: rec.URL, Source: rec.Source, Title: rec.Title, Author: rec.Author, Language: rec.Language}
	if rec.Published != nil {
		item.Article.Published = *rec.Published
	}
	switch {
	case rec.Text != "":
		item.Article.Text, item.Defects, item.Err = Decode([]byte(rec.Text))
	case rec.HTML != "":
		item.HTML = []byte(rec.HTML)
	default:
		item.Err = errors.New(`neither "text" nor "html"`)
	}
	return item
}

// jsonError says what is wrong with a line in one line.
func jsonError(err error) error {
	var typ *json.UnmarshalTypeError
	var syn *json.SyntaxError
	switch {
	case errors.As(err, &typ) && typ.Field != "":
		return fmt.Errorf("field %q is a %s, want a string", typ.Field, typ.Value)
	case errors.As(err, &typ):
		return fmt.Errorf("a JSON %s, want an object", typ.Value)
	case errors.As(err, &syn):
		return fmt.Errorf("not valid JSON at byte %d: %s", syn.Offset, syn)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not valid JSON: the line ends too early")
	}
	return err
}
