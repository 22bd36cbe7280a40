// Package learned proposes a type of event for a predicate that no rule names. It
// is a softmax regression over the word vectors of the predicate, of its object and
// of its first prepositional phrase, and over what parts there are; it was learnt
// by "chancery-train types" from the sentences of the rules alone, and is part of
// data/models with a manifest. What it says is a guess:
// the rows that come of it bear the name "learned.TYPE" and a confidence of their
// own, and below a threshold there are none.
package learned
