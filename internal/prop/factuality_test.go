package prop

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// A factual is a sentence with words judged by readers: did it happen?
type factual struct {
	ID, Text string
	Events   []struct {
		Tok   int
		Text  string
		Score float64 // -3 did not … 3 did happen
	}
}

// TestFactuality compares status with the judgement of readers on the trees of
// a treebank. It is a check on sense, not a benchmark: the sentences are from
// blogs, reviews and mail, and the judgements are of single readers.
func TestFactuality(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: nothing to compare with")
	}
	d, at := treebank(t, filepath.Join(dir, "ud", "en_ewt-dev.conllu.gz"))
	if err := stage(t).Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	byTok := map[int]int{}
	for i := range d.Props {
		byTok[d.Props[i].Head] = i
		if l := d.Props[i].Light; l >= 0 {
			byTok[l] = i
		}
	}
	table := map[chancery.Status][3]int{}
	right, all := 0, 0
	for _, s := range readFactual(t, filepath.Join(dir, "statements", "factuality", "uds_ih2_dev.jsonl")) {
		sent, ok := at[s.Text]
		if !ok {
			continue
		}
		lo := d.Sentences[sent].Lo
		for _, e := range s.Events {
			i, ok := byTok[lo+e.Tok]
			if !ok || e.Score > -1 && e.Score < 1 {
				continue
			}
			st := d.Props[i].Status
			yes := e.Score > 0
			row := table[st]
			row[map[bool]int{true: 0, false: 1}[yes]]++
			table[st] = row
			all++
			if yes == (st == chancery.Actual) {
				right++
			} else if out := os.Getenv("CHANCERY_DUMP"); out != "" {
				dumpTo(t, out, fmt.Sprintf("%v %s/%s: %s\n", e.Score, e.Text, st, s.Text))
			}
		}
	}
	t.Logf("happened or not: %d of %d right (%.1f%%)", right, all, 100*float64(right)/float64(all))
	for st, row := range table {
		t.Logf("%-12s happened %4d, did not %4d", st, row[0], row[1])
	}
	if 100*right < 75*all {
		t.Error("fewer than three quarters agree with the readers")
	}
}

func readFactual(t *testing.T, name string) (out []factual) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var s factual
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// treebank reads a treebank, and finds its sentences by their words.
func treebank(t testing.TB, name string) (*chancery.Doc, map[string]int) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	d := conllu(string(b))
	at := map[string]int{}
	for i, s := range d.Sentences {
		var words []string
		for _, k := range d.Toks[s.Lo:s.Hi] {
			words = append(words, k.Form)
		}
		at[strings.Join(words, " ")] = i
	}
	return d, at
}
