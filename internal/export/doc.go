// Package export writes what a ledger holds in the formats that other programs
// read: JSON Lines, comma-separated values, Parquet by month, the shapes of GDELT
// 2.0, ICEWS, POLECAT and Phoenix column for column, and iCalendar.
//
// Exports carry the sentence that proves a row, its offsets and its address, and
// never the text of an article. The four shapes of event data have no column for
// whether a thing happened, so they get only what did: events of status actual.
// Where this project does not know what a column wants, the column is empty;
// docs/formats/export.md lists them.
package export
