// Command peers scores other programs that read English beside Chancery.
//
//	peers -data DIR -prepare WORK        writes the articles as WORK/docs.jsonl
//	peers -data DIR -score WORK          reads WORK/NAME.conllu and NAME.json, runs Chancery, prints one table
//
// The articles are those of the test part of UD English EWT. Each program reads
// bare text on one core. Tags, lemmas and boundaries are scored with the same
// measure for all; trees are scored for Chancery alone, as the others do not
// follow Universal Dependencies. An article of which a program changed characters
// is not scored for it; the column lost counts them.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/bench/clock"
	"chancery/data"
	"chancery/internal/parse"
	"chancery/internal/parse/conllu"
	"chancery/internal/parse/eval"
	"chancery/internal/text"
)

func main() {
	dir := flag.String("data", os.Getenv("CHANCERY_DATA"), "folder of the treebanks")
	prepare := flag.String("prepare", "", "folder to write the articles to")
	score := flag.String("score", "", "folder with what the programs made of them")
	flag.Parse()
	if err := run(os.Stdout, *dir, *prepare, *score); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, dir, prepare, score string) error {
	gold, err := treebank(filepath.Join(dir, "ud", "en_ewt-test.conllu.gz"))
	if err != nil {
		return err
	}
	switch {
	case prepare != "":
		return write(filepath.Join(prepare, "docs.jsonl"), gold)
	case score != "":
		return table(w, score, gold)
	}
	return errors.New("want -prepare or -score")
}

func treebank(path string) ([]*conllu.Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return read(strings.NewReader(straight.Replace(string(b))))
}

// straight takes out typographic marks, which some of the programs rewrite, so
// that all read the same characters.
var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...")

func read(r io.Reader) ([]*conllu.Text, error) {
	var out []*conllu.Text
	for t, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// article is a line of docs.jsonl.
type article struct {
	Text string `json:"text"`
}

func write(path string, gold []*conllu.Text) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	enc := json.NewEncoder(out)
	for _, t := range gold {
		if err := enc.Encode(article{t.Bare()}); err != nil {
			return err
		}
	}
	return errors.Join(out.Flush(), f.Close())
}

// speed is what a program says of its run: processor seconds without loading.
type speed struct {
	Words   int     `json:"words"`
	Seconds float64 `json:"seconds"`
}

func (s speed) rate() float64 { return float64(s.Words) / s.Seconds }

// result is a row of the table.
type result struct {
	name string
	eval.Scores
	speed
	lost int // articles of which the program changed characters; they are not scored
}

func table(w io.Writer, dir string, gold []*conllu.Text) error {
	own, err := chancerySelf(gold)
	if err != nil {
		return err
	}
	rows := []result{own}
	files, err := filepath.Glob(filepath.Join(dir, "*.conllu"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	for _, path := range files {
		r, err := peer(path, gold)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		rows = append(rows, r)
	}
	fmt.Fprintf(w, "%-22s %8s %8s %8s %8s %8s %8s %9s %8s %5s\n", "EWT test, raw text", "tokens", "sents", "UPOS", "XPOS", "lemma", "LAS", "words/s", "ratio", "lost")
	for i, r := range rows {
		las := "-"
		if i == 0 {
			las = fmt.Sprintf("%.2f", r.LAS.Percent())
		}
		fmt.Fprintf(w, "%-22s %8.2f %8.2f %8s %8s %8s %8s %9.0f %8.2f %5d\n", r.name, r.Tokens.Percent(), r.Sentences.Percent(),
			share(r.UPOS), share(r.XPOS), share(r.Lemma), las, r.rate(), r.rate()/own.rate(), r.lost)
	}
	return nil
}

// share is a score, or a dash where a program does not say.
func share(f eval.F1) string {
	if f.Right*20 < f.Gold {
		return "-"
	}
	return fmt.Sprintf("%.2f", f.Percent())
}

func peer(path string, gold []*conllu.Text) (result, error) {
	r := result{name: strings.TrimSuffix(filepath.Base(path), ".conllu")}
	f, err := os.Open(path)
	if err != nil {
		return r, err
	}
	defer f.Close()
	sys, err := read(f)
	if err != nil {
		return r, err
	}
	gold, sys, r.lost = kept(gold, sys)
	if r.Scores, err = eval.Compare(gold, sys); err != nil {
		return r, err
	}
	b, err := os.ReadFile(strings.TrimSuffix(path, ".conllu") + ".json")
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(b, &r.speed)
}

// kept pairs articles by their number and leaves out those that a program did
// not give back as they were.
func kept(gold, sys []*conllu.Text) (g, s []*conllu.Text, lost int) {
	byID := map[string]*conllu.Text{}
	for _, t := range sys {
		byID[t.ID] = t
	}
	for i, t := range gold {
		read := byID[strconv.Itoa(i)]
		if read == nil {
			lost++
			continue
		}
		if _, err := eval.Compare([]*conllu.Text{t}, []*conllu.Text{read}); err != nil {
			lost++
			continue
		}
		g, s = append(g, t), append(s, read)
	}
	return g, s, lost
}

// chancerySelf reads the articles with the text and parse stages, several times
// so that the time is long enough to be measured.
func chancerySelf(gold []*conllu.Text) (result, error) {
	r := result{name: "chancery"}
	split, err := text.New(data.FS)
	if err != nil {
		return r, err
	}
	tree, err := parse.New(data.FS)
	if err != nil {
		return r, err
	}
	runtime.GOMAXPROCS(1)
	ctx := context.Background()
	const rounds = 5
	var sys []*conllu.Text
	start := clock.Processor()
	for range rounds {
		sys = sys[:0]
		for _, t := range gold {
			d := &chancery.Doc{Article: chancery.Article{Text: t.Bare()}}
			if err := errors.Join(split.Split(ctx, d), tree.Run(ctx, d)); err != nil {
				return r, err
			}
			sys = append(sys, conllu.Of(d))
			r.speed.Words += len(d.Toks)
		}
	}
	r.Seconds = (clock.Processor() - start).Seconds()
	r.Scores, err = eval.Compare(gold, sys)
	return r, err
}
