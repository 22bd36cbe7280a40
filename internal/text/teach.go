package text

import "slices"

// WordBits is the logarithm of the size of the table of word classes.
const WordBits = 15

// WordBucket is the place of a word in the table of word classes.
func WordBucket(word string) int { return int(lowHash(word) & (1<<WordBits - 1)) }

// NewModel makes a Model of the classes of words, of which there are two to the
// power of WordBits, and the weights of sentence and token ends, whose numbers
// are powers of two. Weights that are nil leave that to the rules.
func NewModel(words []uint8, sentence, token []int16) *Model {
	return &Model{words: words, sentence: sentence, token: token}
}

// WithModel is s with other weights; nil leaves everything to the rules.
func (s *Stage) WithModel(m *Model) *Stage { return &Stage{words: s.words, model: m} }

// TeachTokens asks at each place of a text at which a token may end inside a run
// without white space: end is the offset in bytes, feats are its features.
func (s *Stage) TeachTokens(text string, ask func(end int, feats []uint32)) {
	p := splitter{Stage: s, text: text}
	p.teachGap = func(end int, _ bool, feats []uint32) { ask(end, slices.Clone(feats)) }
	p.teach = func(int, bool, []uint32) bool { return false }
	p.run()
}

// TeachSentences asks at each place of a text at which a sentence may end and
// goes on by the answer.
func (s *Stage) TeachSentences(text string, ask func(end int, feats []uint32) bool) {
	p := splitter{Stage: s, text: text}
	p.teach = func(end int, _ bool, feats []uint32) bool { return ask(end, slices.Clone(feats)) }
	p.run()
}
