package learned

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/nn"
)

// None is the class of what is no event.
const None = "NONE"

// Step is what a weight of the file counts in.
const Step = 1.0 / 1024

// A Model is a classifier. It is read-only and safe for concurrent use.
type Model struct {
	Classes []string          // sorted
	Sparse  []string          // features that are there or not, sorted
	Probe   map[string]string // vectors that it was learnt with, to tell others
	Weights [][]int32         // by class: bias, sparse, then the vectors, in steps of Step
	At      float64           // least probability of a proposal
	words   *nn.Vectors
	index   map[string]int
}

// Files of the model and of the word vectors.
const (
	File    = "models/types.json"
	Vectors = "models/english.nn"
)

// probes are words by whose vectors those of another file are told.
var probes = []string{"attack", "promise", "minister", "tariff"}

// Load reads the classifier; nil without an error where the files hold none, or
// word vectors that it was not learnt with.
func Load(fsys fs.FS) (*Model, error) {
	b, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, nil //nolint:nilerr // an optional part
	}
	var m Model
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	weights, err := fs.ReadFile(fsys, Vectors)
	if err != nil {
		return nil, err
	}
	words, err := nn.LoadVectors(weights)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Vectors, err)
	}
	if !m.Fits(words) {
		return nil, nil
	}
	m.prepare(words)
	for _, w := range m.Weights {
		if len(w) != m.Size() {
			return nil, fmt.Errorf("%s: %d weights, want %d", File, len(w), m.Size())
		}
	}
	if len(m.Weights) != len(m.Classes) || len(m.Classes) == 0 {
		return nil, fmt.Errorf("%s: %d rows of weights for %d classes", File, len(m.Weights), len(m.Classes))
	}
	return &m, nil
}

// New is an empty classifier for the classes and features, which are sorted.
func New(classes, sparse []string, words *nn.Vectors) *Model {
	m := &Model{Classes: classes, Sparse: sparse, Probe: map[string]string{}}
	for _, w := range probes {
		m.Probe[w] = fingerprint(words, w)
	}
	m.prepare(words)
	return m
}

func (m *Model) prepare(words *nn.Vectors) {
	m.words, m.index = words, map[string]int{}
	for i, f := range m.Sparse {
		m.index[f] = i
	}
}

// Fits reports whether word vectors are those that the classifier was learnt with.
func (m *Model) Fits(words *nn.Vectors) bool {
	for _, w := range probes {
		if m.Probe[w] != fingerprint(words, w) {
			return false
		}
	}
	return true
}

func fingerprint(words *nn.Vectors, w string) string { return fmt.Sprint(words.Of(w)) }

// Size is the number of weights of a class.
func (m *Model) Size() int { return 1 + len(m.Sparse) + 3*m.words.Dim() }

// Vector is the input of the model for proposition i of d.
func (m *Model) Vector(d *chancery.Doc, i int) []float64 {
	x := make([]float64, m.Size())
	x[0] = 1
	for _, f := range Features(d, i) {
		if k, ok := m.index[f]; ok {
			x[1+k] = 1
		}
	}
	p := &d.Props[i]
	base, _, _ := strings.Cut(p.Lemma, "_")
	at := 1 + len(m.Sparse)
	for _, w := range []string{base, head(d, p, chancery.Obj), head(d, p, chancery.PrepArg)} {
		if w != "" {
			for k, v := range m.words.Of(w) {
				x[at+k] = float64(v) / 63
			}
		}
		at += m.words.Dim()
	}
	return x
}

// Guess is the likeliest class of proposition i of d and its probability.
func (m *Model) Guess(d *chancery.Doc, i int) (class string, p float64) {
	x := m.Vector(d, i)
	scores := make([]float64, len(m.Classes))
	best := 0
	for c, w := range m.Weights {
		for k, v := range x {
			if v != 0 {
				scores[c] += v * float64(w[k]) * Step
			}
		}
		if scores[c] > scores[best] {
			best = c
		}
	}
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(s - scores[best])
	}
	return m.Classes[best], 1 / sum
}

// Features are what is there of the parts of proposition i, sorted.
func Features(d *chancery.Doc, i int) []string {
	p := &d.Props[i]
	out := []string{"kind=" + string(p.Kind)}
	if p.Passive {
		out = append(out, "passive")
	}
	if _, particle, ok := strings.Cut(p.Lemma, "_"); ok {
		out = append(out, "particle="+particle)
	}
	for k := range p.Args {
		a := &p.Args[k]
		name := string(a.Role)
		if a.Prep != "" {
			name += "=" + strings.ToLower(a.Prep)
		}
		if len(a.ActorIDs(d)) > 0 {
			name += "+actor"
		}
		out = append(out, name)
	}
	for _, l := range p.Chain {
		if l.Class != "" {
			out = append(out, "under="+l.Class)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// head is the lemma of the first part of the role that is no actor, else empty.
func head(d *chancery.Doc, p *chancery.Prop, role chancery.Role) string {
	for k := range p.Args {
		a := &p.Args[k]
		if a.Role != role || a.Tok < 0 || a.Tok >= len(d.Toks) || d.Toks[a.Tok].UPOS != "NOUN" {
			continue
		}
		return strings.ToLower(d.Toks[a.Tok].Lemma)
	}
	return ""
}
