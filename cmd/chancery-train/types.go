package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/coder"
	"chancery/data"
	"chancery/internal/learned"
	"chancery/internal/nn"
	"chancery/internal/rules"
)

// An instance is a predicate with what it is.
type instance struct {
	doc   *chancery.Doc
	prop  int
	class string
}

// types learns the type of events of predicates that no rule names, from the
// sentences of the rules alone, and writes the weights and their manifest.
func types(args []string, stdout io.Writer) error {
	fl := flag.NewFlagSet("types", flag.ContinueOnError)
	out := fl.String("out", "", "file for the weights; the manifest goes beside it")
	seed := fl.Uint64("seed", 1, "order of the examples")
	epochs := fl.Int("epochs", 30, "times that every example is seen")
	at := fl.Float64("at", 0.9, "least probability of a proposal")
	if err := parse(fl, args); err != nil {
		return err
	}
	if *out == "" {
		return errUsage
	}
	b, err := fs.ReadFile(data.FS, learned.Vectors)
	if err != nil {
		return err
	}
	words, err := nn.LoadVectors(b)
	if err != nil {
		return err
	}
	all, err := sentences()
	if err != nil {
		return err
	}
	t := trainer{words: words, seed: *seed, epochs: *epochs}
	right, said, events := 0, 0, 0
	for fold := range folds { // predicates of one fold are unknown to the others
		var train, test []instance
		for _, x := range all {
			if foldOf(x) == fold {
				test = append(test, x)
			} else {
				train = append(train, x)
			}
		}
		m := t.learn(train)
		for _, x := range test {
			if x.class != learned.None {
				events++
			}
			if c, p := m.Guess(x.doc, x.prop); c != learned.None && p >= *at {
				said++
				if c == x.class {
					right++
				}
			}
		}
	}
	m := t.learn(all)
	m.At = *at
	return save(m, *out, map[string]any{
		"model": "types.json", "seed": *seed, "epochs": *epochs, "licence": "CC0 1.0, word vectors as english.nn",
		"command":  fmt.Sprintf("chancery-train types -out data/models/types.json -seed %d -epochs %d -at %g", *seed, *epochs, *at),
		"data":     fmt.Sprintf("the sentences of data/rules/event-*.rules: %d predicates", len(all)),
		"unknown":  fmt.Sprintf("predicates held out by their verb, at %g: %d of %d proposals right, %d events there", *at, right, said, events),
		"standard": "a proposal counts as right where the type is that of the rule",
	}, stdout)
}

const folds = 5

func foldOf(x instance) int {
	h := sha256.Sum256([]byte(x.doc.Props[x.prop].Lemma))
	return int(h[0]) % folds
}

// sentences reads those of all rules for events: what a rule reads has its type,
// everything else is no event.
func sentences() ([]instance, error) {
	lex, err := rules.LoadLexicon(data.FS)
	if err != nil {
		return nil, err
	}
	set, err := rules.Load(data.FS, "rules/event-*.rules", lex)
	if err != nil {
		return nil, err
	}
	c, err := coder.New()
	if err != nil {
		return nil, err
	}
	var out []instance
	for _, r := range set.Rules {
		for _, ex := range slices.Concat(r.Yes, r.No) {
			day, err := time.Parse(time.DateOnly, ex.Date)
			if err != nil {
				return nil, err
			}
			d, err := c.Read(context.Background(), chancery.Article{Text: ex.Sentence, Published: chancery.Stamp{Time: day, DayOnly: true}})
			if err != nil {
				return nil, err
			}
			class := map[int]string{}
			for _, e := range d.Events {
				if !strings.HasPrefix(e.Rule, "learned.") {
					class[e.Prop] = string(e.Type)
				}
			}
			for i := range d.Props {
				if d.Props[i].Kind == chancery.VerbPred {
					x := instance{d, i, class[i]}
					if x.class == "" {
						x.class = learned.None
					}
					out = append(out, x)
				}
			}
		}
	}
	return out, nil
}

// A trainer fits a softmax regression by stochastic gradient descent.
type trainer struct {
	words  *nn.Vectors
	seed   uint64
	epochs int
}

const (
	rate  = 0.1
	decay = 1e-4 // of weights, each step
)

func (t trainer) learn(all []instance) *learned.Model {
	seen, classes := map[string]int{}, map[string]bool{}
	for _, x := range all {
		classes[x.class] = true
		for _, f := range learned.Features(x.doc, x.prop) {
			seen[f]++
		}
	}
	var sparse, names []string
	for f, n := range seen {
		if n >= 5 {
			sparse = append(sparse, f)
		}
	}
	for c := range classes {
		names = append(names, c)
	}
	slices.Sort(sparse)
	slices.Sort(names)
	m := learned.New(names, sparse, t.words)
	w := make([][]float64, len(names))
	for c := range w {
		w[c] = make([]float64, m.Size())
	}
	inputs, want := make([][]float64, len(all)), make([]int, len(all))
	for i, x := range all {
		inputs[i] = m.Vector(x.doc, x.prop)
		want[i], _ = slices.BinarySearch(names, x.class)
	}
	rng := rand.New(rand.NewPCG(t.seed, 0))
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	p := make([]float64, len(names))
	for epoch := range t.epochs {
		step := rate / (1 + float64(epoch)/4)
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			update(w, p, inputs[i], want[i], step)
		}
	}
	for _, row := range w {
		ints := make([]int32, len(row))
		for k, v := range row {
			ints[k] = int32(math.Round(v / learned.Step))
		}
		m.Weights = append(m.Weights, ints)
	}
	return m
}

// update takes one step for an input of class want; p is room for probabilities.
func update(w [][]float64, p, x []float64, want int, step float64) {
	top := math.Inf(-1)
	for c := range w {
		p[c] = 0
		for k, v := range x {
			if v != 0 {
				p[c] += v * w[c][k]
			}
		}
		top = max(top, p[c])
	}
	sum := 0.0
	for c := range p {
		p[c] = math.Exp(p[c] - top)
		sum += p[c]
	}
	for c := range w {
		g := p[c] / sum
		if c == want {
			g--
		}
		for k, v := range x {
			if v != 0 {
				w[c][k] -= step * (g*v + decay*w[c][k])
			}
		}
	}
}

// save writes the weights, with a manifest beside them, and prints that.
func save(m *learned.Model, path string, about map[string]any, stdout io.Writer) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	sum := sha256.Sum256(b)
	about["bytes"], about["sha256"] = len(b), hex.EncodeToString(sum[:])
	note, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return err
	}
	note = append(note, '\n')
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(strings.TrimSuffix(path, ".json")+".manifest.json", note, 0o644); err != nil {
		return err
	}
	_, err = stdout.Write(note)
	return err
}
