// Package agenda reads the meetings of an article: talks, calls, summits,
// visits, councils, conferences, votes and signings, held or to come, moved or
// called off.
//
// A meeting is found by its verb (rules of data/rules/meeting.rules) or by its
// noun (lexicon/meeting.tsv, rows of the rule meeting.noun). Date, place, length
// and parties are taken from what hangs on the noun, then from the clause. A
// clause with several dates is several meetings. What the article says of one
// meeting in several places is merged into one row: the same parties, and no
// date or place against it.
package agenda
