// Chancery-train learns the weights that Chancery carries with it, and scores
// them. The program that reads articles never links it.
//
//	chancery-train boundary -data DIR -out data/models/boundary.bin
//	chancery-train types -out data/models/types.json
//	chancery-train score -data DIR
//
// DIR holds treebanks in gzipped CoNLL-U: en_ewt-train.conllu.gz and its like.
// The first learns where sentences and tokens end, from the training parts
// alone, and writes the weights with their manifest; the second prints token,
// word and sentence F1 of the development and test parts.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chancery/data"
	"chancery/internal/text"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// errUsage is a command line that makes no sense.
var errUsage = errors.New("usage: chancery-train boundary -data DIR -out FILE | types -out FILE | score -data DIR")

// run returns the exit status: 0 done, 1 failed, 2 misused.
func run(args []string, stdout, stderr io.Writer) int {
	err := errUsage
	if len(args) > 0 {
		switch args[0] {
		case "boundary":
			err = boundary(args[1:], stdout)
		case "types":
			err = types(args[1:], stdout)
		case "score":
			err = score(args[1:], stdout)
		}
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stderr, errUsage)
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintln(stderr, err)
		return 2
	}
	fmt.Fprintf(stderr, "chancery-train: %v\n", err)
	return 1
}

// parse reads the flags of a command; what it cannot read is misuse.
func parse(fl *flag.FlagSet, args []string) error {
	fl.SetOutput(io.Discard)
	err := fl.Parse(args)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	return err
}

// score prints the figures of every treebank part below -data.
func score(args []string, stdout io.Writer) error {
	fl := flag.NewFlagSet("score", flag.ContinueOnError)
	dir := fl.String("data", "", "folder of the treebanks")
	weights := fl.String("weights", "", "boundary weights to score in place of those built in")
	if err := parse(fl, args); err != nil {
		return err
	}
	if *dir == "" {
		return errUsage
	}
	s, err := text.New(data.FS)
	if err != nil {
		return err
	}
	if *weights != "" {
		b, err := os.ReadFile(*weights)
		if err != nil {
			return err
		}
		m, err := text.ReadModel(b)
		if err != nil {
			return fmt.Errorf("%s: %w", *weights, err)
		}
		s = s.WithModel(m)
	}
	for _, part := range []string{"en_ewt-dev", "en_ewt-test", "en_gumfree-dev", "en_gumfree-test"} {
		c, err := readTreebank(filepath.Join(*dir, part+".conllu.gz"))
		if err != nil {
			return err
		}
		sc, err := segmentation(s, c)
		if err != nil {
			return err
		}
		sc.print(stdout, part)
		if sc, err = segmentation(s, c.curly()); err != nil {
			return err
		}
		sc.print(stdout, part+" curly")
		if news := c.part("GUM_news"); len(news.tokens) > 0 {
			if sc, err = segmentation(s, news); err != nil {
				return err
			}
			sc.print(stdout, part+" news")
		}
	}
	return nil
}
