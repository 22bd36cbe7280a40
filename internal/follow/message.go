package follow

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"chancery"
)

// A Page is one that was fetched, on its way to a Reader.
type Page struct {
	URL       string    `json:"url"`   // as the source has it
	Final     string    `json:"final"` // after redirects
	Seen      time.Time `json:"seen"`  // when a source brought it
	Visit     int       `json:"visit"` // from 1
	Fetched   time.Time `json:"fetched"`
	Title     string    `json:"title,omitempty"`     // as the source has it
	Published string    `json:"published,omitempty"` // as the source has it, RFC 3339
	Type      string    `json:"type,omitempty"`      // media type
	Known     string    `json:"known,omitempty"`     // content of the article as it was kept before
	AnyLang   bool      `json:"any_language,omitempty"`
	Body      []byte    `json:"-"`
}

// A Reading is what a Reader made of a page, on its way to a Keeper.
type Reading struct {
	URL     string          `json:"url"`
	Visit   int             `json:"visit"`
	Fetched time.Time       `json:"fetched"`
	Token   string          `json:"token"`             // acknowledges the page
	Coder   string          `json:"coder,omitempty"`   // version that read it
	Content string          `json:"content,omitempty"` // hash of the article
	Fault   string          `json:"fault,omitempty"`   // why there is no entry
	Entry   *chancery.Entry `json:"entry,omitempty"`   // nil where the article has not changed, too
}

// maxMessage is the most bytes that a message may have, unpacked.
const maxMessage = 256 << 20

var zip = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic(err) // the options are constant
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxMessage), zstd.WithDecoderConcurrency(2))
	if err != nil {
		panic(err)
	}
	return enc, dec
})

// encode writes head as a line of JSON, body behind it, all compressed.
func encode(head any, body []byte) ([]byte, error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(head); err != nil {
		return nil, err
	}
	b.Write(body)
	enc, _ := zip()
	return enc.EncodeAll(b.Bytes(), nil), nil
}

func decode(msg []byte, head any) (body []byte, err error) {
	_, dec := zip()
	plain, err := dec.DecodeAll(msg, nil)
	if err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	line, body, ok := bytes.Cut(plain, []byte("\n"))
	if !ok {
		return nil, errors.New("message: no head")
	}
	if err := json.Unmarshal(line, head); err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	return body, nil
}

// id tells a page from all others, and from itself at another time or of another
// ledger.
func (p *Page) id() string { return fmt.Sprintf("%s %d %d", p.URL, p.Seen.UnixMilli(), p.Visit) }

func (p *Page) encode() ([]byte, error) { return encode(p, p.Body) }

func decodePage(msg []byte) (*Page, error) {
	p := &Page{}
	var err error
	p.Body, err = decode(msg, p)
	return p, err
}

func (r *Reading) encode() ([]byte, error) { return encode(r, nil) }

func decodeReading(msg []byte) (*Reading, error) {
	r := &Reading{}
	_, err := decode(msg, r)
	return r, err
}
