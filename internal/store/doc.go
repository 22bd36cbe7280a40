// Package store keeps the ledger: one SQLite file that holds every article with
// its entry, and what is looked up in it. It is the sole owner of that file.
//
// The entry of an article, compressed, is the only full record. Beside it stand
// the columns that filters ask for, one report for each row of each section, the
// actors of each report, and the sentences with a full-text index. A row that is
// shown is read out of its entry, so that what leaves the ledger has the types of
// the contract and nothing can fall apart.
//
// One process writes at a time; any number read, while it writes too
// (write-ahead log). A batch of articles is one transaction: after a crash each
// article is there whole or not at all. Migrations are only ever appended; a file
// of a newer version is refused untouched.
package store
