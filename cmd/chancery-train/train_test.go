package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/text"
)

// small is a treebank of two documents: a paragraph of two sentences, one of
// one, and a document of its own.
const small = `# newdoc id = news_one
# newpar id = p1
# text = They don't agree.
1	They	they	PRON	PRP	_	0	root	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	1	aux	_	_
3	n't	not	PART	RB	_	1	advmod	_	_
4	agree	agree	VERB	VB	_	1	dep	_	SpaceAfter=No
5	.	.	PUNCT	.	_	1	punct	_	_

# text = Nobody left.
1	Nobody	nobody	PRON	NN	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newpar id = p2
# text = The end
1	The	the	DET	DT	_	2	det	_	_
2	end	end	NOUN	NN	_	0	root	_	_

# newdoc id = mail_two
# newpar id = p1
# text = Hi Ann
1	Hi	hi	INTJ	UH	_	0	root	_	_
2	Ann	Ann	PROPN	NNP	_	1	vocative	_	_

# text = See you at 5 p.m.
1	See	see	VERB	VB	_	0	root	_	_
2	you	you	PRON	PRP	_	1	obj	_	_
3	at	at	ADP	IN	_	4	case	_	_
4	5	5	NUM	CD	_	1	obl	_	_
5	p.m.	p.m.	NOUN	NN	_	4	nmod	_	_

`

// write puts a treebank in gzip into dir.
func write(t *testing.T, dir, name, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(dir, name+".conllu.gz")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReadTreebank(t *testing.T) {
	c, err := readTreebank(write(t, t.TempDir(), "x", small))
	if err != nil {
		t.Fatal(err)
	}
	const body = "They don't agree. Nobody left.\n\nThe end\n\nHi Ann See you at 5 p.m."
	if c.text != body {
		t.Errorf("text %q, want %q", c.text, body)
	}
	words := func(spans []chancery.Span) (out []string) {
		for _, s := range spans {
			out = append(out, c.text[s.Start:s.End])
		}
		return out
	}
	if got := words(c.sentences); !slices.Equal(got, []string{"They don't agree.", "Nobody left.", "The end", "Hi Ann", "See you at 5 p.m."}) {
		t.Errorf("sentences %q", got)
	}
	if got := words(c.tokens[:4]); !slices.Equal(got, []string{"They", "don't", "agree", "."}) {
		t.Errorf("tokens %q", got)
	}
	if got := words(c.words[:5]); !slices.Equal(got, []string{"They", "do", "n't", "agree", "."}) {
		t.Errorf("words %q", got)
	}
	if p := c.part("mail"); p.text != "Hi Ann See you at 5 p.m." || len(p.sentences) != 2 || len(p.tags) != 7 {
		t.Errorf("part %+v", p)
	}
	if p := c.without("mail"); len(p.sentences) != 3 || p.text[p.sentences[2].Start:p.sentences[2].End] != "The end" {
		t.Errorf("rest %+v", p)
	}
}

func TestCurly(t *testing.T) {
	c := &corpus{text: `"I don't," he said.`, tokens: []chancery.Span{{Start: 0, End: 1}, {Start: 1, End: 2}, {Start: 3, End: 8}, {Start: 8, End: 9}, {Start: 9, End: 10}, {Start: 11, End: 13}}}
	var got []string
	c = c.curly()
	for _, s := range c.tokens {
		got = append(got, c.text[s.Start:s.End])
	}
	if want := []string{"“", "I", "don’t", ",", "”", "he"}; c.text != "“I don’t,” he said." || !slices.Equal(got, want) {
		t.Errorf("got %q: %q, want %q", c.text, got, want)
	}
}

func TestReadTreebankFaults(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ name, body, want string }{
		{"columns", "1\tone\n", "columns"},
		{"range", "2-x\tdon't" + strings.Repeat("\t_", 8) + "\n", "token id"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := readTreebank(write(t, dir, tt.name, tt.body)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := readTreebank(filepath.Join(dir, "none.conllu.gz")); err == nil {
		t.Error("no error for a file that is not there")
	}
}

func TestOverlap(t *testing.T) {
	a := []chancery.Span{{Start: 0, End: 2}, {Start: 3, End: 5}, {Start: 6, End: 9}}
	b := []chancery.Span{{Start: 0, End: 2}, {Start: 3, End: 9}}
	if f := overlap(a, b); f != (f1{1, 3, 2}) || f.value() != 40 {
		t.Errorf("got %+v = %v", f, f.value())
	}
	if f := overlap(nil, nil); f.value() != 0 {
		t.Errorf("nothing scores %v", f.value())
	}
}

// TestBoundaryTwice trains twice on the same text: the weights must be the same
// bytes, fit for use, and the manifest must tell the truth about them.
func TestBoundaryTwice(t *testing.T) {
	dir := t.TempDir()
	for _, part := range []string{"en_ewt-train", "en_gumfree-train", "en_ewt-dev", "en_gumfree-dev"} {
		write(t, dir, part, strings.Repeat(small, 20))
	}
	var files [2][]byte
	for i := range files {
		out := filepath.Join(dir, "weights.bin")
		var stderr bytes.Buffer
		if code := run([]string{"boundary", "-data", dir, "-out", out}, &bytes.Buffer{}, &stderr); code != 0 {
			t.Fatalf("exit status %d: %s", code, stderr.String())
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
		var m manifest
		j, err := os.ReadFile(filepath.Join(dir, "weights.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(j, &m); err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(b); m.Checksum != hex.EncodeToString(sum[:]) || m.Bytes != len(b) || len(m.Data) != 2 || m.Seed != 1 {
			t.Errorf("manifest %+v", m)
		}
		if m.Scores["en_ewt-dev"].Sentences != 100 {
			t.Errorf("it has not learnt its own examples: %+v", m.Scores)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two runs give two models")
	}
}

// TestManifest checks that the weights that are built in are those of their
// manifest, and small.
func TestManifest(t *testing.T) {
	b, err := fs.ReadFile(data.FS, "models/boundary.bin")
	if err != nil {
		t.Fatal(err)
	}
	j, err := fs.ReadFile(data.FS, "models/boundary.json")
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(j, &m); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(b); m.Checksum != hex.EncodeToString(sum[:]) {
		t.Errorf("boundary.bin is not what boundary.json says: %x", sum)
	}
	if len(b) >= 1<<20 {
		t.Errorf("%d bytes", len(b))
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"else"}, {"score"}, {"score", "-x"}, {"boundary", "-data", "x"}, {"boundary", "-data", "x", "-out", "y", "-hold", "z"}} {
		var out, errs bytes.Buffer
		if code := run(args, &out, &errs); code != 2 || out.Len() > 0 || errs.Len() == 0 {
			t.Errorf("%q: exit status %d, output %q, errors %q", args, code, out.String(), errs.String())
		}
	}
	var errs bytes.Buffer
	if code := run([]string{"score", "-data", t.TempDir()}, &bytes.Buffer{}, &errs); code != 1 {
		t.Errorf("no treebank: exit status %d", code)
	}
}

// TestTreebanks holds the development parts of the treebanks to the figures
// below which something has broken.
func TestTreebanks(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: no treebanks to score on")
	}
	s, err := text.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		part                     string
		tokens, words, sentences float64
	}{
		{"en_ewt-dev", 99.5, 99.2, 89.5},
		{"en_gumfree-dev", 99.7, 99.7, 95.5},
	} {
		c, err := readTreebank(filepath.Join(dir, "ud", tt.part+".conllu.gz"))
		if err != nil {
			t.Fatal(err)
		}
		sc, err := segmentation(s, c)
		if err != nil {
			t.Fatal(err)
		}
		if sc.tokens.value() < tt.tokens || sc.words.value() < tt.words || sc.sentences.value() < tt.sentences {
			t.Errorf("%s: tokens %.2f words %.2f sentences %.2f, want at least %v %v %v", tt.part,
				sc.tokens.value(), sc.words.value(), sc.sentences.value(), tt.tokens, tt.words, tt.sentences)
		}
	}
}
