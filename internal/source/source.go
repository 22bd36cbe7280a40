// Package source reads articles out of files, standard input and, where it is told
// how, addresses of the web: plain text, Markdown, HTML, JSON Lines and web
// archives (WARC), each also compressed with gzip or zstd.
//
// What an input is is told by its name and checked against its content, so that
// a picture named .txt is refused and a page piped in without a name is read. A
// compressed input is never read further than the limit of one article, and a
// stream of JSON Lines or an archive is never held as a whole.
package source

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chancery"
)

// DefaultMaxBytes is the limit for one article where Options names none.
const DefaultMaxBytes = 10 << 20

// Options are the limits and the standard input of a Reader.
type Options struct {
	MaxBytes int64     // for one article, uncompressed; DefaultMaxBytes where 0
	Stdin    io.Reader // what "-" stands for

	// Web yields what stands at an address of the web; addresses are no inputs
	// where it is nil.
	Web func(ctx context.Context, addr string) iter.Seq[Item]
}

// A Kind is what an input holds.
type Kind int

// The kinds of input.
const (
	Text Kind = iota
	Markdown
	HTML
	JSONL
	WARC
)

// An Item is one article as it came, or the reason why there is none.
type Item struct {
	Name     string           // the input, with the line for JSON Lines: "news.jsonl:3"
	Article  chancery.Article // what the input says about the article; Text is empty for HTML
	Told     chancery.Article // what a list says that led to it: title and day hold where it gives none itself
	HTML     []byte           // the page, where it is one
	Markdown bool             // Article.Text is Markdown
	Defects  []chancery.Defect
	Err      error
}

// formats leads from the end of a name to what the input holds.
var formats = map[string]Kind{
	".txt": Text, ".text": Text, ".md": Markdown, ".markdown": Markdown,
	".html": HTML, ".htm": HTML, ".xhtml": HTML,
	".warc":  WARC,
	".jsonl": JSONL, ".ndjson": JSONL, ".json": JSONL,
}

// Read yields the articles of the inputs in order. A fault of one input is an
// Item with Err and does not end the sequence. A folder stands for all articles
// below it, sorted; what it passed over is told first, as an Item with Skipped.
func Read(ctx context.Context, inputs []string, opts Options) iter.Seq[Item] {
	opts.MaxBytes = cmp.Or(opts.MaxBytes, DefaultMaxBytes)
	return func(yield func(Item) bool) {
		for _, name := range inputs {
			if ctx.Err() != nil {
				return
			}
			if opts.Web != nil && IsAddress(name) {
				for it := range opts.Web(ctx, name) {
					if !yield(it) {
						return
					}
				}
				continue
			}
			read := func(name string) bool { return ctx.Err() == nil && opts.input(ctx, name, yield) }
			if isFolder(name) {
				if !opts.inFolder(name, read, yield) {
					return
				}
				continue
			}
			if !read(name) {
				return
			}
		}
	}
}

// IsAddress reports whether an input is an address of the web.
func IsAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// Archive reports whether a name is that of an archive: a file of many articles.
func Archive(name string) bool {
	lower := uncompressed(name)
	kind, ok := formats[filepath.Ext(lower)]
	return ok && (kind == WARC || kind == JSONL && filepath.Ext(lower) != ".json")
}

// Open opens an input, "-" for standard input, and undoes its compression.
func Open(name string, opts Options) (io.ReadCloser, error) {
	f, err := opts.open(name)
	if err != nil {
		return nil, err
	}
	plain, err := decompress(bufio.NewReaderSize(f, 64<<10))
	if err != nil {
		f.Close()
		return nil, err
	}
	return both{plain, f}, nil
}

// both is a decompressed input that closes the file below it too.
type both struct {
	io.ReadCloser
	file io.Closer
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.file.Close()) }

// input yields the articles of one input and reports whether to go on.
func (o *Options) input(ctx context.Context, name string, yield func(Item) bool) bool {
	plain, err := Open(name, *o)
	if err != nil {
		return yield(Item{Name: name, Err: err})
	}
	defer plain.Close()
	r := bufio.NewReaderSize(plain, 64<<10)
	head, err := r.Peek(4096)
	if len(head) == 0 {
		if err == io.EOF {
			err = ErrEmpty
		}
		return yield(Item{Name: name, Err: err})
	}
	if what := binary(head); what != "" {
		return yield(Item{Name: name, Err: fmt.Errorf("%s, not text", what)})
	}
	switch kind := kindOf(name, head); kind {
	case JSONL:
		return o.lines(ctx, name, r, yield)
	case WARC:
		return o.records(ctx, name, r, yield)
	default:
		return yield(o.whole(name, kind, r))
	}
}

// ErrEmpty says that an input holds no text.
var ErrEmpty = errors.New("empty")

func (o *Options) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(o.Stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, bare(err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, errors.New("is a directory")
	}
	return f, nil
}

// kindOf tells what an input holds: by its name without the end that names the
// compression, otherwise by how it begins.
func kindOf(name string, head []byte) Kind {
	if kind, ok := formats[filepath.Ext(uncompressed(name))]; ok {
		return kind
	}
	return sniff(head)
}

// uncompressed is a name in lower case without the end that names a compression.
func uncompressed(name string) string {
	lower := strings.ToLower(name)
	for _, end := range []string{".gz", ".zst"} {
		lower = strings.TrimSuffix(lower, end)
	}
	return lower
}

// whole reads an input that is one article.
func (o *Options) whole(name string, kind Kind, r io.Reader) Item {
	raw, err := io.ReadAll(io.LimitReader(r, o.MaxBytes+1))
	switch {
	case err != nil:
		return Item{Name: name, Err: err}
	case int64(len(raw)) > o.MaxBytes:
		return Item{Name: name, Err: o.tooLarge()}
	case kind == HTML:
		return Item{Name: name, HTML: raw}
	}
	text, defects, err := Decode(raw)
	if err != nil {
		return Item{Name: name, Err: err}
	}
	return Item{Name: name, Article: chancery.Article{Text: text}, Markdown: kind == Markdown, Defects: defects}
}

func (o *Options) tooLarge() error {
	return fmt.Errorf("larger than %d bytes, the limit of one article (--max-bytes)", o.MaxBytes)
}

func lineName(name string, n int) string { return name + ":" + strconv.Itoa(n) }
