// Package event reads propositions as events: who did what to whom, in PLOVER's
// 16 types with mode and contexts and with a CAMEO code as deep as the text
// supports it.
//
// Rules (data/rules/event-*.rules) say which predicate with which parts is which
// event; tables (data/ontology) say what a code means. Whether a thing happened
// is the proposition's business and is taken over from it. What is left for this
// package is what one proposition alone does not show:
//
//   - An act of speech is coded by what it speaks of: a demand to withdraw is
//     1056, a threat of sanctions 1312 (content.tsv). It stands beside its
//     content, which is an event of its own only where it is a thing that
//     happened, was threatened, denied or refused, or a meeting.
//   - A party that the speech act does not name is the party of its content:
//     "demanded that Sudan return the helicopter" is toward Sudan.
//   - What an attack did to people, and what it was for, is one row with it; what
//     several do to each other has two sides; force that names nobody is toward
//     the protesters nearby, a protest that names nobody toward the state where
//     it is.
//   - Who is not named is taken from what the article tells of the parties, where
//     that leaves little doubt; the row's confidence says so.
//   - Meetings, demands, threats, accusations and refusals that other stages have
//     found, and no rule, are events too.
//   - What a work of fiction tells did not happen.
//   - A second mention of the same deed is the same row.
//   - A row needs an actor. Without one that is known there is no event, which
//     keeps furniture, reviews and how-tos out.
//
// New loads and checks rules and tables; Run adds Doc.Events:
//
//	s, err := event.New(data.FS)
//	…
//	err = s.Run(ctx, doc)
package event
