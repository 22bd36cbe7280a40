package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"chancery/internal/intake"
	"chancery/internal/parse/conllu"
	"chancery/internal/pipeline"
	"chancery/internal/source"
)

func (p *program) parseCommand() *cobra.Command {
	var in input
	var from, to string
	cmd := &cobra.Command{
		Use:   "parse [flags] INPUT...",
		Short: "Print words, lemmas, tags, trees and names of a text",
		Long: `Parse prints what the first stages find in a text: sentences, words, lemmas, tags,
dependency trees and names, as CoNLL-U. With --input conllu it keeps the sentences
and words that it is given.`,
		Example: "  chancery parse article.txt\n  chancery parse --input conllu --output json treebank.conllu.gz",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--input", from, "text", "conllu"); err != nil {
				return err
			}
			if err := oneOf("--output", to, "conllu", "json"); err != nil {
				return err
			}
			r, err := p.reader(&in)
			if err != nil {
				return err
			}
			write := conllu.Write
			if to == "json" {
				write = conllu.WriteJSON
			}
			texts := r.texts
			if from == "conllu" {
				texts = r.trees
			}
			return p.buffered(func(w *bufio.Writer) error {
				return pipeline.Each(cmd.Context(), 0, texts(cmd.Context(), args), r.parse, func(x *parsing) error {
					if x.err != nil {
						p.fail(x.name, x.err)
						return nil
					}
					return write(w, x.text)
				})
			})
		},
	}
	in.sizeFlag(cmd)
	cmd.Flags().StringVar(&from, "input", "text", "what the inputs hold: `text or conllu`")
	cmd.Flags().StringVar(&to, "output", "conllu", "what to print: `conllu or json`")
	return cmd
}

func oneOf(flag, value string, allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return usageError{fmt.Errorf("%s: %q, want %s or %s", flag, value, allowed[0], allowed[1])}
	}
	return nil
}

// A parsing is a text on its way through the parser: raw, or with its words.
type parsing struct {
	name string
	item source.Item  // raw
	text *conllu.Text // with words
	err  error
}

// texts yields the raw texts of the inputs.
func (r *reader) texts(ctx context.Context, inputs []string) iter.Seq[*parsing] {
	return func(yield func(*parsing) bool) {
		for it := range source.Read(ctx, inputs, source.Options{MaxBytes: r.max, Stdin: r.stdin}) {
			if !yield(&parsing{name: it.Name, item: it, err: it.Err}) {
				return
			}
		}
	}
}

// trees yields the articles of CoNLL-U inputs. A fault ends its input, not the
// others.
func (r *reader) trees(ctx context.Context, inputs []string) iter.Seq[*parsing] {
	return func(yield func(*parsing) bool) {
		for _, name := range inputs {
			f, err := source.Open(name, source.Options{Stdin: r.stdin})
			if err != nil {
				if !yield(&parsing{name: name, err: err}) {
					return
				}
				continue
			}
			more := treesOf(name, f, yield)
			f.Close()
			if !more || ctx.Err() != nil {
				return
			}
		}
	}
}

func treesOf(name string, f io.Reader, yield func(*parsing) bool) bool {
	for t, err := range conllu.Read(f) {
		if !yield(&parsing{name: name, text: t, err: err}) {
			return false
		}
	}
	return true
}

// parse adds trees; a web page is extracted first, any other text is taken as
// it stands.
func (r *reader) parse(ctx context.Context, x *parsing) *parsing {
	switch {
	case x.err != nil:
	case x.text != nil:
		x.err = r.ParseToks(ctx, x.text.Doc)
	case x.item.HTML != nil || x.item.Markdown:
		var a *intake.Prepared
		if a, x.err = r.desk.Prepare(x.item, intake.Options{AnyLang: true}); x.err == nil {
			x.item.Article = a.Article
			x.raw(ctx, r)
		}
	default:
		x.raw(ctx, r)
	}
	return x
}

func (x *parsing) raw(ctx context.Context, r *reader) {
	d, err := r.Parse(ctx, x.item.Article)
	if err != nil {
		x.err = err
		return
	}
	x.text = conllu.Of(d)
}
