// Command prose reads docs.jsonl with jdkato/prose; it writes CoNLL-U and the
// processor time.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/jdkato/prose/v2"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(work string) error {
	runtime.GOMAXPROCS(1)
	in, err := os.Open(filepath.Join(work, "docs.jsonl"))
	if err != nil {
		return err
	}
	defer in.Close()
	var out strings.Builder
	words, spent := 0, time.Duration(0)
	first, err := prose.NewDocument("Talks went on.", prose.WithExtraction(false))
	if err != nil {
		return err
	}
	model := first.Model // loaded once: a model for each document would take most of the time
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for k := 0; lines.Scan(); k++ {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return err
		}
		fmt.Fprintf(&out, "# newdoc id = %d\n", k)
		start := processor()
		whole, err := prose.NewDocument(d.Text, prose.WithExtraction(false), prose.WithTagging(false), prose.WithTokenization(false), prose.UsingModel(model))
		if err != nil {
			return err
		}
		var docs []*prose.Document
		for _, s := range whole.Sentences() {
			doc, err := prose.NewDocument(s.Text, prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(model))
			if err != nil {
				return err
			}
			docs = append(docs, doc)
		}
		spent += processor() - start
		for _, doc := range docs {
			for i, t := range doc.Tokens() {
				fmt.Fprintf(&out, "%d\t%s\t_\t_\t%s\t_\t0\tdep\t_\t_\n", i+1, t.Text, t.Tag)
				words++
			}
			out.WriteString("\n")
		}
	}
	if err := os.WriteFile(filepath.Join(work, "prose.conllu"), []byte(out.String()), 0o644); err != nil {
		return err
	}
	b, err := json.Marshal(map[string]any{"words": words, "seconds": spent.Seconds()})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(work, "prose.json"), b, 0o644)
}

func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
