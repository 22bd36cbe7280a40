// Command parse scores the parser on treebanks.
//
//	go run ./bench/parse -data DIR [-split dev] [-raw]
//
// DIR holds ud/*-SPLIT.conllu.gz and, where there are names, ner/*-SPLIT.tsv.gz.
// Tokens and sentences are taken from the treebank; -raw lets the program find
// them in the text itself. Speed is that of the parser alone, in words a second
// of processor time.
package main

import (
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"chancery/bench/clock"
	"chancery/data"
	"chancery/internal/parse"
	"chancery/internal/parse/conllu"
	"chancery/internal/parse/eval"
)

// sets are the treebanks and their files of names.
var sets = []struct{ name, trees, names string }{
	{"EWT", "en_ewt", "uner_ewt"},
	{"GUM, free part", "en_gumfree", "gumfree"},
}

func main() {
	dir := flag.String("data", os.Getenv("CHANCERY_DATA"), "folder of the treebanks")
	part := flag.String("split", "dev", "dev or test")
	write := flag.String("write", "", "folder to write the parses to")
	raw := flag.Bool("raw", false, "find tokens and sentences in the text")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *dir, *part, *write, *raw); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir, part, write string, raw bool) error {
	p, err := parse.New(data.FS)
	if err != nil {
		return err
	}
	for _, set := range sets {
		gold, err := load(dir, set.trees, set.names, part)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintln(w, set.name, "is not there:", err)
			continue
		}
		if err != nil {
			return err
		}
		sys, err := load(dir, set.trees, set.names, part)
		if err != nil {
			return err
		}
		title := set.name + " " + part + ", gold tokens"
		if raw {
			title = set.name + " " + part + ", raw text"
			if sys, err = split(ctx, sys); err != nil {
				return err
			}
		}
		if err := score(ctx, w, p, title, gold, sys); err != nil {
			return fmt.Errorf("%s: %w", set.name, err)
		}
		if write == "" {
			continue
		}
		if err := save(filepath.Join(write, set.trees+"-"+part+".conllu"), sys); err != nil {
			return err
		}
	}
	return nil
}

// score blanks what sys knows of its words, parses it and compares.
func score(ctx context.Context, w io.Writer, p *parse.Stage, title string, gold, sys []*conllu.Text) error {
	for _, t := range sys {
		for i := range t.Toks {
			k := &t.Toks[i]
			k.Lemma, k.UPOS, k.XPOS, k.Feats, k.Head, k.Rel, k.Name = "", "", "", "", -1, "", ""
		}
	}
	start := clock.Processor()
	for _, t := range sys {
		if err := p.Run(ctx, t.Doc); err != nil {
			return err
		}
	}
	spent := clock.Processor() - start
	r, err := eval.Compare(gold, sys)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s\n", title)
	r.Print(w)
	fmt.Fprintf(w, "%-10s %6.0f\n\n", "words/s", float64(r.Words)/spent.Seconds())
	return nil
}

func load(dir, trees, names, split string) ([]*conllu.Text, error) {
	f, err := open(filepath.Join(dir, "ud", trees+"-"+split+".conllu.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*conllu.Text
	for t, err := range conllu.Read(f) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", trees, err)
		}
		out = append(out, t)
	}
	n, err := open(filepath.Join(dir, "ner", names+"-"+split+".tsv.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	defer n.Close()
	if _, err := eval.AttachNames(out, n); err != nil {
		return nil, fmt.Errorf("%s: %w", names, err)
	}
	return out, nil
}

type zipped struct {
	*gzip.Reader
	file *os.File
}

func (z zipped) Close() error { return errors.Join(z.Reader.Close(), z.file.Close()) }

func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return zipped{z, f}, nil
}

func save(path string, texts []*conllu.Text) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, t := range texts {
		if err := conllu.Write(f, t); err != nil {
			return err
		}
	}
	return f.Close()
}
