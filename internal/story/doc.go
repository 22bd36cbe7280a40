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
// Reports of one kind of act by the same states, or bodies, toward the same, on
// the same day are one happening ([Happenings]). A report that names no day
// belongs to the day before or of its publication, the latest that another report
// names. A report of a month or a year, as background tells it, is the happening
// of that time where there is one. Meetings on different days never merge, nor do
// acts at different places.
package story
