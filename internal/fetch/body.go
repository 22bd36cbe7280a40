package fetch

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html/charset"
)

// maxLayers is how many compressions may lie over one another, and maxWindow the
// memory that one may ask for.
const (
	maxLayers = 2
	maxWindow = 8 << 20
)

// read reads a body within limit bytes, unpacked. Where tail is above 0, it is
// what keeps the last bytes only, of a body of any length that comes in time.
func read(resp *http.Response, limit, tail int64) ([]byte, error) {
	if tail > 0 {
		return lastBytes(resp.Body, tail)
	}
	if resp.ContentLength > limit {
		return nil, ErrTooLarge
	}
	var r io.Reader = &limited{resp.Body, limit}
	layers := strings.FieldsFunc(strings.ToLower(resp.Header.Get("Content-Encoding")), func(r rune) bool { return r == ',' || r == ' ' })
	if len(layers) > maxLayers {
		return nil, fmt.Errorf("%d compressions over one another", len(layers))
	}
	for i := len(layers) - 1; i >= 0; i-- {
		u, err := unpack(r, layers[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", layers[i], short(err))
		}
		defer u.Close()
		r = u
	}
	b, err := io.ReadAll(&limited{r, limit})
	if err != nil {
		return nil, short(err)
	}
	return b, nil
}

// short says of a body that ends too early that it does.
func short(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("the answer breaks off")
	}
	return err
}

// limited fails with ErrTooLarge after n bytes.
type limited struct {
	r io.Reader
	n int64
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.n+1 {
		p = p[:l.n+1]
	}
	k, err := l.r.Read(p)
	if l.n -= int64(k); l.n < 0 {
		return 0, ErrTooLarge
	}
	return k, err
}

// lastBytes are the last n bytes that r yields.
func lastBytes(r io.Reader, n int64) ([]byte, error) {
	var kept []byte
	buf := make([]byte, 64<<10)
	for {
		k, err := r.Read(buf)
		kept = append(kept, buf[:k]...)
		if over := int64(len(kept)) - n; over > 0 && (over > n || err != nil) {
			kept = append(kept[:0], kept[over:]...)
		}
		if err == io.EOF {
			return kept, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// unpack undoes one compression.
func unpack(r io.Reader, name string) (io.ReadCloser, error) {
	switch name {
	case "identity":
		return io.NopCloser(r), nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "deflate": // which servers send with and without the header of zlib
		b := bufio.NewReader(r)
		if head, err := b.Peek(2); err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	}
	return nil, errors.New("a compression that is not known")
}

func mediaType(header string) (media, charset string) {
	media, params, err := mime.ParseMediaType(header)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(header), ";")
		media = strings.TrimSpace(media)
	}
	return media, params["charset"]
}

// UTF8 is the body as UTF-8 where it is not and the header names an encoding that
// is known; otherwise it is the body as it is. Who reads it looks for what it says
// of itself.
func (p *Page) UTF8() []byte {
	if utf8.Valid(p.Body) || p.Charset == "" || bytes.HasPrefix(p.Body, []byte{0xff, 0xfe}) || bytes.HasPrefix(p.Body, []byte{0xfe, 0xff}) {
		return p.Body
	}
	enc, name := charset.Lookup(p.Charset)
	if enc == nil || name == "utf-8" {
		return p.Body
	}
	out, err := enc.NewDecoder().Bytes(p.Body)
	if err != nil {
		return p.Body
	}
	return out
}
