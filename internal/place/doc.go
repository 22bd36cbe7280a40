// Package place finds the places that an article names and says which they
// are: places, divisions and countries by their GeoNames id, regions and seas
// that GeoNames does not have by "region:" and their name.
//
// # What counts
//
// A name counts where it tells where something is: with the tag of a place, or
// behind "in", "near", "at". The name of a person or of a body is no place, a
// capital that acts is an actor (the mentions of kind actor tell), and a
// country is a place only where it is a location ("in Ukraine", not "Ukraine
// refused"). Names are matched as whole tokens, never inside a word.
//
// A mention takes in the word that says what kind of place it is ("the city of
// Tripoli", "the Kherson region"), so that its Head is the word that the tree
// hangs on the verb. The place of a dateline ("MANILA, Oct 30 (Wire)") is the
// mention whose Why is "dateline".
//
// # Which place
//
// Many places share a name. The choice is a sum: what stands beside the name
// ("London, Ontario", "the Lebanese city of Tripoli"), how often the article
// names the country and other places of it, the country of the source, and
// then the rank and the population. One name means one place in an article
// unless the text beside it says otherwise.
//
// # Regions
//
// A region says nothing about whose it is: Place.Country is empty where anyone
// else claims or holds it. The coordinates of countries and divisions are the
// centres of their population.
package place
