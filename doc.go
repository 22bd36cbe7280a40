// Package chancery holds the nouns that every part of Chancery shares: an
// article, the layers read out of it, and the ledger entry that they add up to.
//
// # Offsets
//
// A [Span] inside a [Doc] is in bytes of Doc.Text. A Span inside an [Entry],
// which is what leaves the program, is in Unicode code points of
// Entry.Article.Text. [Doc.Entry] converts from one to the other; nothing else
// does.
//
// # Layers
//
// A Doc starts as text. Each stage adds one layer and says so in Doc.Have;
// Text itself never changes. Tokens, mentions and propositions refer to each
// other by index, so a Doc can be copied, compared and written down.
//
// The package uses the standard library only and does not read the clock, the
// network or any file.
package chancery
