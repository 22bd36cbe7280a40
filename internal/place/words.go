package place

// A class says what a word around a name tells; a word may have several.
type class uint8

const (
	inWord   class = 1 << iota // prepositions of a location
	toWord                     // prepositions of a direction
	kindWord                   // city, port: "the city of Tripoli", "the capital, Tripoli"
	areaWord                   // region, province
	moveWord                   // verbs and nouns of going
)

var classes = map[string]class{"in": inWord, "direction": toWord, "kind": kindWord, "area": areaWord, "move": moveWord}
