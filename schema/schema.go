// Package schema holds the JSON Schema of what Chancery prints for a machine.
package schema

import _ "embed"

// Ledger is the schema of an entry (read --json) and of a page (extract
// --json), in JSON Schema 2020-12.
//
//go:embed ledger.schema.json
var Ledger []byte
