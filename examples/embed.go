// Package examples embeds the sample crisis, which chancery serve --demo follows.
package examples

import "embed"

// FS holds the folder crisis.
//
//go:embed crisis/articles.jsonl
var FS embed.FS
