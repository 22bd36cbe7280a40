package place

// A class says what a word around a name tells; a word may have several.
type class uint16

const (
	inWord     class = 1 << iota // prepositions of a location
	withinWord                   // those of them that locate countries too
	toWord                       // prepositions of a direction
	kindWord                     // city, port: "the city of Tripoli", "the capital, Tripoli"
	areaWord                     // region, province
	moveWord                     // verbs and nouns of going
	partWord                     // border, part
	reachWord                    // verbs that a place suffers: shell, capture
	eventWord                    // conference, games: "the Munich Security Conference" is in Munich
)

var classes = map[string]class{"in": inWord, "within": inWord | withinWord, "part": partWord, "reach": reachWord, "event": eventWord, "direction": toWord, "kind": kindWord, "area": areaWord, "move": moveWord}
