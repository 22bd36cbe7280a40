package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/event"
	"chancery/internal/petrarch"
	"chancery/internal/rules"
)

func (p *program) rulesImportCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "import [flags] DIR|FILE…",
		Short: "Make actors and rules of PETRARCH's dictionaries",
		Long: `Import reads actor and verb dictionaries in the format of PETRARCH and writes into
the folder OUT what can be carried over: actors.tsv, for --actors; rules and
lexicon, for which OUT is given to --rules; and left-out.txt, which lists what
could not be carried over, each with its line and the reason.`,
		Example: `  chancery rules import --out own Phoenix.Countries.actors.txt CAMEO.2.0.txt
  chancery read --actors own/actors.tsv --rules own article.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.buffered(func(w *bufio.Writer) error { return importDictionaries(w, out, args) })
		},
	}
	cmd.Flags().StringVar(&out, "out", "own", "the `folder` to write; it must not be there, or be empty")
	return cmd
}

func importDictionaries(w *bufio.Writer, out string, args []string) error {
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return usageError{fmt.Errorf("--out: %s is not empty", out)}
	}
	files, err := dictionaries(args)
	if err != nil {
		return err
	}
	known, err := knownWords()
	if err != nil {
		return err
	}
	written := map[string]string{}
	var actors []petrarch.Actor
	var left []petrarch.Left
	rulesMade := 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := string(b)
		if !strings.Contains(text, "\n---") && !strings.HasPrefix(text, "---") {
			a, l := petrarch.Actors(name, text)
			actors, left = append(actors, a...), append(left, l...)
			continue
		}
		made, l := petrarch.ReadVerbs(name, text).Files(name, known)
		left = append(left, l...)
		for path, content := range made {
			rulesMade += strings.Count(content, "\nrule ")
			if written[path] != "" {
				return fmt.Errorf("%s: %s is written already by another dictionary; import them apart", name, path)
			}
			written[path] = content
		}
	}
	if len(actors) > 0 {
		written["actors.tsv"] = petrarch.WriteActors(strings.Join(files, ", "), actors)
	}
	if len(left) > 0 {
		var b strings.Builder
		for _, l := range left {
			fmt.Fprintln(&b, l)
		}
		written["left-out.txt"] = b.String()
	}
	if err := writeAll(out, written); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %d lines of actors, %d rules; %d things left out", out, len(actors), rulesMade, len(left))
	if len(left) > 0 {
		fmt.Fprintf(w, ", see %s", filepath.Join(out, "left-out.txt"))
	}
	fmt.Fprintln(w)
	return nil
}

// dictionaries are the files that arguments name, those of a folder by name.
func dictionaries(args []string) ([]string, error) {
	var out []string
	for _, a := range args {
		at, err := os.Stat(a)
		if err != nil {
			return nil, err
		}
		if !at.IsDir() {
			out = append(out, a)
			continue
		}
		found, err := filepath.Glob(filepath.Join(a, "*.txt"))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: no dictionaries, which are files .txt", a)
		}
		out = append(out, found...)
	}
	return out, nil
}

func knownWords() (petrarch.Known, error) {
	onto, err := event.LoadOntology(data.FS)
	if err != nil {
		return petrarch.Known{}, err
	}
	verbs, err := rules.LoadVerbs(data.FS)
	if err != nil {
		return petrarch.Known{}, err
	}
	return petrarch.Known{
		Kind: func(code string) (string, bool) {
			c, ok := onto.Codes[code]
			return string(c.Type), ok
		},
		Verb: func(lemma string) bool { return verbs.Base(lemma) == lemma },
	}, nil
}

// writeAll writes files by their paths inside a folder.
func writeAll(dir string, files map[string]string) error {
	paths := []string{}
	for p := range files {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		to := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := os.WriteFile(to, []byte(files[p]), 0o644); err != nil {
			return err
		}
	}
	return nil
}
