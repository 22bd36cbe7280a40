// Package data embeds everything that Chancery knows: rules, lexicon,
// ontologies, knowledge and model weights. Each folder's README states what is
// in it, its source, licence and format.
package data

import "embed"

// FS holds the folders rules, lexicon, ontology, knowledge, models, lang and feeds.
//
//go:embed rules lexicon ontology knowledge models lang feeds
var FS embed.FS
