// Package story tells what many reports add up to: which articles are reprints
// of one another, which reports are of one happening, and what has become of it.
//
// Nothing here depends on the order in which articles came: every function reads
// a set and gives the same answer for it in any order. Nothing reads the clock.
//
// # Reprints
//
// Articles that share much of their wording within some days are one story told
// again (MinHash, see [Reprints]). Reprints are no independent sources.
//
// # Happenings
//
// Reports of one kind of act by the same states, or bodies, toward the same may
// be one happening ([Happenings]) where they can be of one day and one place and
// their evidence is alike: the content words of their sentences, weighted by how
// rare they are among the reports of that key. Words (a demand, an accusation, a
// threat) must be more alike than deeds of one named day, and reports that name no
// day the more, the further apart they were published. Rows that one article keeps
// apart are never joined, nor are different days or places; so a happening grows
// from its most alike pair of reports, and no chain of likenesses leads from one
// happening to another. A report of a month or a year, as background tells it,
// joins the happening of that time that it is most like.
package story
