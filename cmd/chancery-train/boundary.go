package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chancery/data"
	"chancery/internal/text"
	"chancery/internal/train"
)

// A manifest says where weights come from and how good they are.
type manifest struct {
	Model    string             `json:"model"`
	Format   string             `json:"format"`
	Command  string             `json:"command"`
	Seed     uint64             `json:"seed"`
	Epochs   int                `json:"epochs"`
	Runs     int                `json:"runs"`
	Data     []source           `json:"data"`
	Licence  string             `json:"licence"`
	Scores   map[string]figures `json:"scores"`
	Bytes    int                `json:"bytes"`
	Checksum string             `json:"sha256"`
}

// A source is a file that weights were learnt from.
type source struct {
	Name     string `json:"name"`
	Licence  string `json:"licence"`
	Checksum string `json:"sha256"`
}

// figures are F1 in per cent.
type figures struct {
	Tokens    float64 `json:"tokens"`
	Words     float64 `json:"words"`
	Sentences float64 `json:"sentences"`
}

var trainFiles = []source{
	{Name: "en_ewt-train", Licence: "UD English EWT 2.16, CC BY-SA 4.0"},
	{Name: "en_gumfree-train", Licence: "UD English GUM 2.16, annotation CC BY 4.0, texts CC BY, CC BY-SA and public domain"},
}

// boundary learns the weights of sentence and token ends from the training
// parts below -data, measures them on the development parts and writes them.
func boundary(args []string, stdout io.Writer) error {
	fl := flag.NewFlagSet("boundary", flag.ContinueOnError)
	dir := fl.String("data", "", "folder of the treebanks")
	out := fl.String("out", "", "file for the weights; the manifest goes beside it")
	hold := fl.String("hold", "", "leave out documents whose id begins so, and score them instead of writing weights")
	var l train.Learning
	fl.Uint64Var(&l.Seed, "seed", 1, "seed of the order of examples")
	fl.IntVar(&l.Epochs, "epochs", 5, "rounds over the examples")
	fl.IntVar(&l.Runs, "runs", 8, "perceptrons of which the mean is taken")
	fl.IntVar(&l.SentenceBits, "sentence-bits", 18, "logarithm of the number of weights for sentences")
	fl.IntVar(&l.TokenBits, "token-bits", 16, "logarithm of the number of weights for tokens")
	if err := parse(fl, args); err != nil {
		return err
	}
	if *dir == "" || (*out == "") == (*hold == "") {
		return errUsage
	}
	s, err := text.NewRules(data.FS)
	if err != nil {
		return err
	}
	parts, sources, err := trainingParts(*dir)
	if err != nil {
		return err
	}
	if *hold != "" {
		return heldOut(s, parts, *hold, l, stdout)
	}
	m := manifest{
		Model: filepath.Base(*out), Format: "docs/formats/boundary.md", Seed: l.Seed, Epochs: l.Epochs, Runs: l.Runs,
		Command: fmt.Sprintf("chancery-train boundary -data DIR -out %s -seed %d -epochs %d -runs %d", *out, l.Seed, l.Epochs, l.Runs),
		Data:    sources, Licence: "CC BY-SA 4.0", Scores: map[string]figures{},
	}
	model := learn(s, parts, l)
	if err := m.measure(s.WithModel(model), *dir, stdout); err != nil {
		return err
	}
	return m.write(model, *out)
}

// trainingParts reads the treebanks that weights are learnt from.
func trainingParts(dir string) (parts []*corpus, sources []source, err error) {
	for _, src := range trainFiles {
		name := filepath.Join(dir, src.Name+".conllu.gz")
		c, err := readTreebank(name)
		if err != nil {
			return nil, nil, err
		}
		if src.Checksum, err = checksum(name); err != nil {
			return nil, nil, err
		}
		parts, sources = append(parts, c), append(sources, src)
	}
	return parts, sources, nil
}

func learn(s *text.Stage, parts []*corpus, l train.Learning) *text.Model {
	var golds []train.Gold
	for _, c := range parts {
		golds = append(golds, c.gold())
	}
	return train.Learn(s, golds, l)
}

// heldOut prints the figures of the documents whose id begins with prefix under
// weights learnt from all others.
func heldOut(s *text.Stage, parts []*corpus, prefix string, l train.Learning, stdout io.Writer) error {
	rest := make([]*corpus, len(parts))
	for i, c := range parts {
		rest[i] = c.without(prefix)
	}
	s = s.WithModel(learn(s, rest, l))
	for i, c := range parts {
		held := c.part(prefix)
		if len(held.tokens) == 0 {
			continue
		}
		sc, err := segmentation(s, held)
		if err != nil {
			return err
		}
		sc.print(stdout, trainFiles[i].Name+" held out")
	}
	return nil
}

// measure scores s on the development parts.
func (m *manifest) measure(s *text.Stage, dir string, stdout io.Writer) error {
	for _, part := range []string{"en_ewt-dev", "en_gumfree-dev"} {
		c, err := readTreebank(filepath.Join(dir, part+".conllu.gz"))
		if err != nil {
			return err
		}
		sc, err := segmentation(s, c)
		if err != nil {
			return err
		}
		sc.print(stdout, part)
		m.Scores[part] = figures{round(sc.tokens.value()), round(sc.words.value()), round(sc.sentences.value())}
	}
	return nil
}

// write writes the weights to out and the manifest beside it.
func (m *manifest) write(model *text.Model, out string) error {
	var b bytes.Buffer
	if _, err := model.WriteTo(&b); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	m.Bytes, m.Checksum = b.Len(), hex.EncodeToString(sum[:])
	if err := os.WriteFile(out, b.Bytes(), 0o644); err != nil {
		return err
	}
	j, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(out, filepath.Ext(out))+".json", append(j, '\n'), 0o644)
}

func round(v float64) float64 { return float64(int(v*100+0.5)) / 100 }

// gold is c as text to learn from.
func (c *corpus) gold() train.Gold {
	return train.Gold{Text: c.text, Sentences: c.sentences, Tokens: c.tokens, Words: c.words, Tags: c.tags}
}

// checksum is the SHA-256 of a file, in hexadecimal.
func checksum(name string) (string, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}
