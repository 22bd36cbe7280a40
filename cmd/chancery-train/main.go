// Chancery-train learns the weights that Chancery carries with it, and scores
// them. The program that reads articles never links it.
//
//	chancery-train score -data DIR
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
var errUsage = errors.New("usage: chancery-train score -data DIR")

// run returns the exit status: 0 done, 1 failed, 2 misused.
func run(args []string, stdout, stderr io.Writer) int {
	err := errUsage
	if len(args) > 0 {
		switch args[0] {
		case "score":
			err = score(args[1:], stdout)
		}
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage), errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stderr, err)
		return 2
	}
	fmt.Fprintf(stderr, "chancery-train: %v\n", err)
	return 1
}

// score prints the figures of every treebank part below -data.
func score(args []string, stdout io.Writer) error {
	fl := flag.NewFlagSet("score", flag.ContinueOnError)
	dir := fl.String("data", "", "folder of the treebanks")
	if err := fl.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errUsage
	}
	s, err := text.New(data.FS)
	if err != nil {
		return err
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
	}
	return nil
}
