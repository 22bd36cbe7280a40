// Package follow brings the news in: it looks at sources when they are due,
// fetches what they bring, has it read, and keeps it.
//
// Three parts do that, each a Run that goes on until its context ends, with the
// queue between them; they may run in one process or on several machines:
//
//	Follower   looks at sources, fetches pages, puts them on the queue
//	Reader     takes pages, reads them, puts what it read on the queue
//	Keeper     takes readings, puts them into the ledger, acknowledges the pages
//
// What is due stands in the ledger, not in memory: an address is there before it
// is fetched for the first time, so nothing that a source brought is lost with the
// process. A page is kept at first sight and fetched again later; where its text
// has changed the new one is kept beside the old.
//
// A source that brings much is looked at more often, one that brings nothing
// less; one with faults is left alone for longer each time.
package follow

// The kinds of source.
const (
	KindFeed    = "feed"    // RSS, Atom, JSON Feed
	KindSitemap = "sitemap" // sitemap, or index of them
	KindLinks   = "links"   // page that links to articles
	KindPage    = "page"    // page that is itself what is followed
	KindGDELT   = "gdelt"   // GDELT's list of files, of each quarter of an hour
)

// Kinds are all kinds of source.
var Kinds = []string{KindFeed, KindSitemap, KindLinks, KindPage, KindGDELT}
