package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"chancery"
)

// The bounds of a record's header, in bytes and lines. The block of a record may
// be as long as an article and the header of its response.
const (
	maxHeader      = 64 << 10
	maxHeaderLines = 200
)

var errNoPages = errors.New("a web archive without a page in HTML")

// records yields the pages of a web archive (WARC 1.0 and 1.1, ISO 28500): the
// bodies of responses of status 200 in HTML, under the address that they were
// fetched from. Other records are passed over. It reports whether to go on.
func (o *Options) records(ctx context.Context, name string, r *bufio.Reader, yield func(Item) bool) bool {
	pages := 0
	for n := 1; ctx.Err() == nil; n++ {
		head, err := recordHeader(r)
		if err == io.EOF {
			return pages > 0 || yield(Item{Name: name, Err: errNoPages})
		}
		item := Item{Name: lineName(name, n)}
		if err == nil {
			var size int64
			if size, err = strconv.ParseInt(head["content-length"], 10, 64); err != nil || size < 0 {
				err = fmt.Errorf("WARC record with Content-Length %q", head["content-length"])
			} else if page, wanted, fault := o.page(head, io.LimitReader(r, size), size); wanted {
				pages++
				page.Name, page.Err = item.Name, fault
				if !yield(page) {
					return false
				}
			}
		}
		if err != nil { // nothing tells where the next record begins
			item.Err = err
			return yield(item)
		}
		if fault := endOfRecord(r); fault != nil {
			item.Err = fault
			return yield(item)
		}
	}
	return false
}

// recordHeader reads the version line and the fields of a record, with names in
// lower case. It returns io.EOF where there is no further record.
func recordHeader(r *bufio.Reader) (map[string]string, error) {
	out := map[string]string{}
	last := ""
	for size, n := 0, 0; ; n++ {
		raw, err := r.ReadSlice('\n')
		size += len(raw)
		if n == 0 && err == io.EOF && len(bytes.TrimSpace(raw)) == 0 {
			return nil, io.EOF
		}
		if err == bufio.ErrBufferFull || size > maxHeader || n > maxHeaderLines {
			return nil, errors.New("WARC record with a header that is too long")
		}
		if err != nil {
			return nil, cut(err)
		}
		line := strings.TrimRight(string(raw), "\r\n")
		name, value, ok := strings.Cut(line, ":")
		switch {
		case n == 0 && !strings.HasPrefix(line, "WARC/"):
			return nil, errors.New("no WARC record where one should begin")
		case n == 0:
		case line == "":
			return out, nil
		case line[0] == ' ' || line[0] == '\t': // goes on from the line above
			out[last] += " " + strings.TrimSpace(line)
		case ok:
			last = strings.ToLower(strings.TrimSpace(name))
			out[last] = strings.TrimSpace(value)
		}
	}
}

// cut says of an archive that ends in the midst of a record that it does.
func cut(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the WARC archive ends in the midst of a record")
	}
	return err
}

// page reads the block of a record to its end. wanted is false where it is no page
// in HTML.
func (o *Options) page(head map[string]string, block io.Reader, size int64) (item Item, wanted bool, err error) {
	defer func() {
		if _, rest := io.Copy(io.Discard, block); rest != nil {
			err = errors.Join(err, cut(rest))
		}
	}()
	if head["warc-type"] != "response" {
		return item, false, nil
	}
	resp, err := http.ReadResponse(bufio.NewReader(block), nil)
	if err != nil || resp.StatusCode != http.StatusOK || !isHTML(resp.Header.Get("Content-Type")) {
		return item, false, nil
	}
	item.Article = chancery.Article{URL: strings.Trim(head["warc-target-uri"], "<>")}
	if size > o.MaxBytes+maxHeader {
		return item, true, o.tooLarge()
	}
	item.HTML, err = o.body(resp.Body)
	return item, true, err
}

func isHTML(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml":
		return true
	}
	return false
}

// body undoes the compression of a body, told by its first bytes, within the limit
// of one article.
func (o *Options) body(r io.Reader) ([]byte, error) {
	plain, err := decompress(bufio.NewReader(r))
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	raw, err := io.ReadAll(io.LimitReader(plain, o.MaxBytes+1))
	switch {
	case err != nil:
		return nil, cut(err)
	case int64(len(raw)) > o.MaxBytes:
		return nil, o.tooLarge()
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, ErrEmpty
	case binary(raw) != "" || bytes.IndexByte(raw[:min(len(raw), 512)], 0) >= 0:
		return nil, errors.New("a page in a compression that is not read")
	}
	return raw, nil
}

// endOfRecord reads the two empty lines behind a block; an archive may end with
// fewer.
func endOfRecord(r *bufio.Reader) error {
	for range 2 {
		line, err := r.ReadSlice('\n')
		switch {
		case err == io.EOF && len(line) == 0:
			return nil
		case err != nil && err != io.EOF:
			return err
		case len(bytes.TrimSpace(line)) > 0:
			return errors.New("a WARC record that is longer than its Content-Length")
		}
	}
	return nil
}
