// Package train learns the weights of sentence and token ends that package text
// carries. The program does not link it.
package train

import (
	"math"
	"math/rand/v2"

	"chancery"
	"chancery/internal/text"
)

// Gold is text of which the sentences and tokens are known, in order.
type Gold struct {
	Text      string
	Sentences []chancery.Span
	Tokens    []chancery.Span // surface tokens: a contraction is one
	Words     []chancery.Span // tokens as Tokenize makes them
	Tags      []string        // part of speech of each word
}

// Learning says how a Model is to be learnt.
type Learning struct {
	Seed         uint64
	Epochs       int
	Runs         int // perceptrons of which the mean is taken
	SentenceBits int // logarithm of the number of weights
	TokenBits    int
}

// Learn learns a Model from gold text, with the rules of s. The same text and
// settings give the same weights.
func Learn(s *text.Stage, golds []Gold, l Learning) *text.Model {
	words := wordClasses(golds)
	var gaps, ends []example
	taught := s.WithModel(text.NewModel(words, nil, nil))
	for _, g := range golds {
		known := endsOf(g.Words)
		taught.TeachTokens(g.Text, func(end int, feats []uint32) {
			gaps = append(gaps, example{feats, known[end]})
		})
	}
	tokens := perceptron(gaps, l.TokenBits, l)
	taught = s.WithModel(text.NewModel(words, nil, tokens))
	for _, g := range golds {
		known := endsOf(g.Sentences)
		taught.TeachSentences(g.Text, func(end int, feats []uint32) bool {
			ends = append(ends, example{feats, known[end]})
			return known[end]
		})
	}
	return text.NewModel(words, perceptron(ends, l.SentenceBits, l), tokens)
}

// endsOf are the ends of spans.
func endsOf(spans []chancery.Span) map[int]bool {
	out := make(map[int]bool, len(spans))
	for _, x := range spans {
		out[x.End] = true
	}
	return out
}

// rare is how often a word must stand in the text to have a class; rarer words
// are taught as unknown ones.
const rare = 3

// wordClasses gives each word that is not rare the part of speech that it most
// often has.
func wordClasses(golds []Gold) []uint8 {
	counts := make([][]int, 1<<text.WordBits)
	ids := map[string]int{}
	var order []string
	for _, g := range golds {
		for i, t := range g.Tags {
			if _, ok := ids[t]; !ok {
				order = append(order, t)
				ids[t] = len(order)
			}
			h := text.WordBucket(g.Text[g.Words[i].Start:g.Words[i].End])
			if counts[h] == nil {
				counts[h] = make([]int, 32)
			}
			counts[h][ids[t]]++
		}
	}
	out := make([]uint8, len(counts))
	for h, c := range counts {
		best, n := 0, 0
		for id, k := range c {
			n += k
			if k > 0 && k > c[best] {
				best = id
			}
		}
		if n >= rare {
			out[h] = uint8(best)
		}
	}
	return out
}

// An example is a question with its answer.
type example struct {
	feats []uint32
	yes   bool
}

// perceptron learns the weights of the features: the mean of several averaged
// perceptrons (Freund and Schapire 1999; Collins 2002), each with the examples
// in another order, scaled to whole numbers.
func perceptron(xs []example, bits int, l Learning) []int16 {
	total := make([]float64, 1<<bits)
	for run := range l.Runs {
		rng := rand.New(rand.NewPCG(l.Seed, uint64(run)))
		for i, v := range averaged(xs, bits, l.Epochs, rng) {
			total[i] += v
		}
	}
	peak := 1e-9
	for _, v := range total {
		peak = max(peak, math.Abs(v))
	}
	out := make([]int16, len(total))
	for i, v := range total {
		out[i] = int16(math.Round(v / peak * math.MaxInt16))
	}
	return out
}

// margin is the score, in steps of one, that the right answer must have for an
// example to teach nothing.
const margin = 2

// averaged learns one averaged perceptron.
func averaged(xs []example, bits, epochs int, rng *rand.Rand) []float64 {
	n := 1 << bits
	mask := uint32(n - 1)
	w, sum := make([]float64, n), make([]float64, n)
	order := rng.Perm(len(xs))
	step := 0.0
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			step++
			learnFrom(xs[i], w, sum, mask, step)
		}
	}
	for i := range w {
		w[i] -= sum[i] / (step + 1)
	}
	return w
}

// learnFrom moves the weights toward the answer of x, if they do not give it
// with the margin. sum holds what averaging has to take off in the end.
func learnFrom(x example, w, sum []float64, mask uint32, step float64) {
	s, d := 0.0, 1.0
	for _, f := range x.feats {
		s += w[f&mask]
	}
	if !x.yes {
		s, d = -s, -1
	}
	if s > margin {
		return
	}
	for _, f := range x.feats {
		w[f&mask] += d
		sum[f&mask] += d * step
	}
}
