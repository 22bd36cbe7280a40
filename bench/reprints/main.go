// Command reprints measures how well reprints are found: it edits articles the way
// that outlets edit what an agency sends them, and asks which edits are told to be
// of which article.
//
//	go run ./bench/reprints -articles DIR/gold.jsonl -edits 500
//
// The articles are lines of JSON with an id and a text; those of the sample crisis
// stand among them as other texts of the same days. An edit keeps the first four
// to nine tenths of the sentences, leaves a sentence in five out, puts the name of
// an agency before the text and another headline over it, or several of these.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"chancery/internal/story"
)

func main() {
	articles := flag.String("articles", "", "a file of articles, a JSON object a line: id, text")
	edits := flag.Int("edits", 500, "how many edits")
	flag.Parse()
	if err := run(*articles, *edits); err != nil {
		fmt.Fprintln(os.Stderr, "reprints:", err)
		os.Exit(1)
	}
}

// A text is an article with the one that it is an edit of.
type text struct {
	of, how, body string
}

func run(file string, edits int) error {
	texts, err := load(file)
	if err != nil {
		return err
	}
	more, err := load(filepath.Join("examples", "crisis", "articles.jsonl"))
	if err != nil {
		return err
	}
	long := len(texts)
	rng := rand.New(rand.NewPCG(31, 32))
	for i := range edits {
		texts = append(texts, edit(rng, texts[i%long]))
	}
	all := append(texts, more...)
	var list []story.Article
	for i, t := range all {
		list = append(list, story.Article{N: int64(i), Day: fmt.Sprintf("2031-03-%02d", 3+i%9), Sketch: story.SketchOf(t.body), Keys: story.Keys(t.body)})
	}
	groups := story.Reprints(list)
	found, missed, wrong := 0, map[string]int{}, 0
	of := map[string]int{}
	for i := long; i < long+edits; i++ {
		of[all[i].how]++
		if groups[int64(i)] == groups[int64((i-long)%long)] {
			found++
		} else {
			missed[all[i].how]++
		}
	}
	pairs, right := 0, 0
	for i := range all {
		for j := range i {
			if groups[int64(i)] == groups[int64(j)] && (i < long+edits || j < long+edits) {
				pairs++
				if all[i].of == all[j].of {
					right++
				} else {
					wrong++
				}
			}
		}
	}
	fmt.Printf("%d edits of %d articles, among %d other texts\n", edits, long, len(more))
	fmt.Printf("recall    %.3f (%d of %d edits are told to be of their article)\n", float64(found)/float64(edits), found, edits)
	fmt.Printf("precision %.3f (%d of %d pairs told to be one are of one article)\n", float64(right)/float64(max(1, pairs)), right, pairs)
	for how, n := range missed {
		fmt.Printf("missed: %d of %d %s\n", n, of[how], how)
	}
	return nil
}

func load(file string) (out []text, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(s.Bytes(), &a); err != nil {
			return nil, err
		}
		if a.ID = file + a.ID; a.Text != "" {
			out = append(out, text{a.ID, "", a.Text})
		}
	}
	return out, s.Err()
}

var ends = regexp.MustCompile(`[.!?]["”’]?\s+`)

// edit is an article as another outlet prints it.
func edit(rng *rand.Rand, t text) text {
	var sentences []string
	at := 0
	for _, m := range ends.FindAllStringIndex(t.body, -1) {
		sentences = append(sentences, t.body[at:m[1]])
		at = m[1]
	}
	sentences = append(sentences, t.body[at:])
	var how []string
	if rng.IntN(2) == 0 {
		share := 0.4 + 0.5*rng.Float64()
		sentences = sentences[:max(1, int(share*float64(len(sentences))))]
		how = append(how, "cut")
	}
	if rng.IntN(2) == 0 {
		var kept []string
		for _, s := range sentences {
			if rng.IntN(5) > 0 {
				kept = append(kept, s)
			}
		}
		if len(kept) > 0 {
			sentences = kept
		}
		how = append(how, "thinned")
	}
	body := strings.Join(sentences, "")
	if rng.IntN(2) == 0 {
		body = "BORDERTOWN, March 4 (Meridian Wire) - " + body
		how = append(how, "prefixed")
	}
	if rng.IntN(2) == 0 || len(how) == 0 {
		body = "What we know of the news of the day so far\n" + body + "\nRead more on our pages and tell your friends."
		how = append(how, "framed")
	}
	return text{t.of, strings.Join(how, "+"), body}
}
