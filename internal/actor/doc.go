// Package actor finds the persons, states, organisations and groups that an
// article names, and says who each is on the day of the article.
//
// It knows states with their names, demonyms, capitals and seats of power,
// office holders with the dates of their terms, organisations, armed groups and
// role nouns (data/knowledge), and dictionaries of the operator's own, which
// take precedence. It reads tokens and names first and the tree second, so that
// a wrong parse does little harm.
//
// Precision comes before recall: what cannot be told is left without refs.
package actor
