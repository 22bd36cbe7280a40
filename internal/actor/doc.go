// Package actor finds the persons, states, organisations and groups that an
// article names, and says who each is on the day of the article.
//
//	s, err := actor.New(data.FS)
//	err = s.Find(ctx, d) // d has tokens, trees and names; it gets Mentions and Actors
//	s.Who("the Russian foreign minister", "2022-03-01")[0].Actor.Name // Sergey Lavrov
//
// It knows states with their names, demonyms, capitals and seats of power,
// office holders with the dates of their terms, organisations, armed groups and
// role nouns (data/knowledge), and dictionaries and tables of the operator's own,
// which take precedence. It reads tokens and names first and the tree second, so that
// a wrong parse does little harm. docs/formats/actors.md says what is one actor,
// how ids and codes are made, and in which order a mention is resolved.
//
// # Steps
//
// [Stage.Find] looks up the names of the lexicon (names.go, misspelt.go) and role
// nouns (roles.go), settles names that may mean several things (context.go), finds the
// names of persons and who they are (person.go, identify.go, title.go), reads the
// noun phrases around role nouns (phrase.go, behind.go), and makes an item of
// everything that may be a mention (nominal.go, bodies.go, metonym.go,
// pronoun.go). Items are then resolved in the order of the text (resolve.go); what
// stands inside quotations comes last, when the speakers are known (quote.go).
//
// Whoever acts within a state and names none is of the one that is spoken of
// (home.go); one noun of several states is one actor for each (severally.go). A
// folder of the operator's lies over the tables (folder.go).
//
// Precision comes before recall: what cannot be told is left without refs.
package actor
