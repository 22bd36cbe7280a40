package train_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/text"
	"chancery/internal/train"
)

// gold is a text of sentences, each a line, with the words of a sentence apart.
func gold(lines ...string) train.Gold {
	var g train.Gold
	for _, line := range lines {
		start := len(g.Text)
		for i, w := range strings.Fields(line) {
			if i > 0 && w != "." {
				g.Text += " "
			}
			s := chancery.Span{Start: len(g.Text), End: len(g.Text) + len(w)}
			g.Text += w
			g.Words, g.Tokens, g.Tags = append(g.Words, s), append(g.Tokens, s), append(g.Tags, map[bool]string{true: "PUNCT", false: "X"}[w == "."])
		}
		g.Sentences = append(g.Sentences, chancery.Span{Start: start, End: len(g.Text)})
		g.Text += " "
	}
	return g
}

// The weights depend on the text, the settings and the features, and on nothing
// else: weights that are built in can be made again.
func TestLearn(t *testing.T) {
	s, err := text.NewRules(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	golds := []train.Gold{gold("Gen. Horak met rebels .", "They left at 3 p.m. .", "Talks went on", "Nobody won .", "Mr. Novak said so .")}
	learn := func(seed uint64) string {
		m := train.Learn(s, golds, train.Learning{Seed: seed, Epochs: 3, Runs: 2, SentenceBits: 10, TokenBits: 8})
		var b bytes.Buffer
		if _, err := m.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := text.ReadModel(b.Bytes()); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b.Bytes())
		return hex.EncodeToString(sum[:8])
	}
	const want = "e3a78d39bda77a7c"
	if got := learn(1); got != want {
		t.Errorf("weights %s, want %s", got, want)
	}
	if got := learn(2); got == want {
		t.Error("the seed has no say in the order of examples")
	}
}
