// Package when finds what an article says about time: dates, clock times,
// durations and sets, with their TIMEX3 values (ISO-TimeML, as in the guidelines
// of Saurí et al., 2006) and the days that they cover.
//
// # How
//
// The tokens are cut into pieces (a number, a word, a mark), each piece is
// classed by the list lexicon/time.tsv, and a small hand-written grammar reads
// expressions from the pieces. It does not depend on how the tokenizer cuts
// "10–12 January", "mid-December" or "13.01.".
//
// What an expression leaves open is filled in from the day of publication, the
// tense of the verb that governs it and the date that stands before it:
//
//   - a weekday with a past verb is the latest such day, the day of publication
//     included; with a future or present verb the next;
//   - a date without a year takes the year that fits the tense and lies nearest;
//   - "a day later", "the same week" and "on the 12th" follow the last date.
//
// Without trees the tense is unknown, which reads as past unless a word for the
// future stands near. Without a day of publication values keep what is unknown
// as X: "XXXX-12-30", "XXXX-WXX-2".
//
// # Values
//
// Values keep the grain of the text:
//
//	2022-01-10             a day
//	2022-01, 2022          a month, a year
//	2022-W02, 2022-W02-WE  an ISO week, its weekend
//	2022-Q1, 2022-H1       a quarter, a half
//	2022-SU                a season (SP SU FA WI)
//	199, 19                the 1990s, the 20th century
//	2022-01-10/2022-01-12  a range
//	2022-01-10TMO          a part of a day (MO MI AF EV NI DT)
//	2022-01-10T18:00Z      a clock time, with its zone where the text gives one
//	P3D, PT50M, PXW        durations; X is a number that the text leaves open
//	P1D, XXXX-WXX-1        sets: daily, every Monday
//	PRESENT_REF            now; also PAST_REF and FUTURE_REF
//
// Mention.Dates holds the first and the last day, both as YYYY-MM-DD; for years
// before 1 and for values without days it is empty. A duration that is anchored
// ("the next two weeks") has days too.
//
// A weekday that does not fit its date, and a date that is written in a mixed-up
// way ("the 10th. January"), add a defect of the kind garbled-date; the date is
// trusted, not the weekday.
package when
