package web

import (
	"chancery"
	"chancery/internal/answer"
	"chancery/internal/store"
)

// A word is a value that a row can have, as a person reads it: a shape, so that
// nothing hangs on colour, and a word.
type word struct {
	Key   string // as the contract has it
	Shape string
	Word  string
	Long  string // what it means
}

// statusWords are the statuses of all sections and registers.
var statusWords = []word{
	{string(chancery.Actual), "●", "happened", "happened, or is going on, as the text presents it"},
	{string(chancery.Planned), "○", "planned", "announced or scheduled"},
	{string(chancery.Conditional), "◇", "conditional", "only if a condition is met"},
	{string(chancery.Possible), "◌", "possible", "possible, wished or feared"},
	{string(chancery.Negated), "✕", "did not happen", "did not happen, or was ruled out"},
	{string(chancery.Denied), "!", "denied", "denied by those said to have done it"},
	{string(chancery.MeetingHeld), "●", "held", "the meeting took place"},
	{string(chancery.MeetingPostponed), "»", "postponed", "put off"},
	{string(chancery.MeetingCancelled), "✕", "cancelled", "called off"},
	{store.StandsMoved, "»", "moved", "put to another day"},
	{store.StandsUnreported, "…", "unreported", "its day has passed, and nobody has told of it"},
	{store.StandsOpen, "○", "open", "nothing is known of what became of it"},
	{store.StandsTriggered, "▲", "triggered", "what it asks for has happened, or had not by its deadline"},
	{store.StandsCarriedOut, "●", "carried out", "the side that set it did what it said"},
	{store.StandsLapsed, "–", "lapsed", "averted, or long past its deadline"},
	{store.StandsWithdrawn, "↩", "withdrawn", "the side that set it will not do it"},
	{store.StandsRefused, "✕", "refused", "the side that was asked said no"},
	{store.StandsAccepted, "✓", "accepted", "the side that was asked said yes"},
	{store.StandsMet, "●", "met", "the side that was asked did it"},
	{"accept", "✓", "accepted", "a person has looked and found it right"},
	{"reject", "✕", "rejected", "a person has looked and found it wrong"},
	{"edit", "✎", "edited", "a person has put it right"},
	{"merge", "⊕", "merged", "two happenings were made one"},
	{"split", "⊖", "split", "a report was taken out of a happening"},
	{"undo", "↺", "undone", "a decision was taken back"},
}

func statusWord(key string) word {
	for _, w := range statusWords {
		if w.Key == key {
			return w
		}
	}
	return word{key, "·", key, ""}
}

// A verb is what an event type or a stance says that somebody does: "Iceland and
// Norway threaten …".
type verb struct {
	Key       string
	One, Many string
	Alone     string // of one who does it toward nobody, where that reads otherwise
	Long      string
	Friendly  int // 1 cooperation, -1 conflict, 0 neither
	Noun      string
	AloneMany string
}

// eventVerbs are PLOVER's types in the order of the ontology.
var eventVerbs = []verb{
	{Key: string(chancery.Agree), One: "agrees with", Many: "agree with", Alone: "promises or agrees", AloneMany: "agree", Long: "agrees, promises or offers", Friendly: 1, Noun: "Agreement"},
	{Key: string(chancery.Consult), One: "meets", Many: "meet", Alone: "meets or talks", AloneMany: "meet or talk", Long: "meets, calls or negotiates", Friendly: 1, Noun: "Talks"},
	{Key: string(chancery.Support), One: "supports", Many: "support", Long: "supports, recognises or praises", Friendly: 1, Noun: "Support"},
	{Key: string(chancery.Concede), One: "concedes to", Many: "concede to", Alone: "concedes", AloneMany: "concede", Long: "gives in, eases or releases", Friendly: 1, Noun: "Concession"},
	{Key: string(chancery.Cooperate), One: "works with", Many: "work with", Alone: "cooperates", AloneMany: "cooperate", Long: "works together with", Friendly: 1, Noun: "Cooperation"},
	{Key: string(chancery.Aid), One: "aids", Many: "aid", Alone: "gives aid", AloneMany: "give aid", Long: "gives money, arms, shelter or other help", Friendly: 1, Noun: "Aid"},
	{Key: string(chancery.Retreat), One: "yields to", Many: "yield to", Alone: "yields", AloneMany: "yield", Long: "withdraws, ceases fire, resigns", Friendly: 1, Noun: "Retreat"},
	{Key: string(chancery.Request), One: "makes a demand of", Many: "make a demand of", Alone: "makes a demand", AloneMany: "make a demand", Long: "demands or asks", Friendly: -1, Noun: "Demand"},
	{Key: string(chancery.Accuse), One: "accuses", Many: "accuse", Alone: "accuses", Long: "accuses, condemns, charges", Friendly: -1, Noun: "Accusation"},
	{Key: string(chancery.Reject), One: "rejects", Many: "reject", Alone: "refuses", AloneMany: "refuse", Long: "refuses, denies, vetoes", Friendly: -1, Noun: "Refusal"},
	{Key: string(chancery.Threaten), One: "threatens", Many: "threaten", Alone: "makes a threat", AloneMany: "make a threat", Long: "threatens or warns", Friendly: -1, Noun: "Threat"},
	{Key: string(chancery.Protest), One: "protests against", Many: "protest against", Alone: "protests", AloneMany: "protest", Long: "demonstrates, strikes, riots", Friendly: -1, Noun: "Protest"},
	{Key: string(chancery.Sanction), One: "sanctions", Many: "sanction", Alone: "imposes sanctions", AloneMany: "impose sanctions", Long: "sanctions, bans, expels, breaks off", Friendly: -1, Noun: "Sanction"},
	{Key: string(chancery.Mobilize), One: "mobilises against", Many: "mobilise against", Alone: "mobilises", AloneMany: "mobilise", Long: "moves or readies forces", Friendly: -1, Noun: "Mobilisation"},
	{Key: string(chancery.Coerce), One: "coerces", Many: "coerce", Alone: "uses coercion", AloneMany: "use coercion", Long: "seizes, arrests, bans, expels people", Friendly: -1, Noun: "Coercion"},
	{Key: string(chancery.Assault), One: "attacks", Many: "attack", Alone: "uses force", AloneMany: "use force", Long: "attacks, shells, bombs, kills", Friendly: -1, Noun: "Assault"},
}

var stanceVerbs = []verb{
	{Key: string(chancery.Asserts), One: "says", Many: "say"}, {Key: string(chancery.Denies), One: "denies", Many: "deny"},
	{Key: string(chancery.Demands), One: "demands", Many: "demand"}, {Key: string(chancery.Threatens), One: "threatens", Many: "threaten"},
	{Key: string(chancery.Promises), One: "promises", Many: "promise"}, {Key: string(chancery.Asks), One: "asks", Many: "ask"},
	{Key: string(chancery.Praises), One: "praises", Many: "praise"}, {Key: string(chancery.Accuses), One: "accuses", Many: "accuse"},
	{Key: string(chancery.Rejects), One: "rejects", Many: "reject"}, {Key: string(chancery.Believes), One: "believes", Many: "believe"},
}

var demandVerbs = []verb{
	{Key: string(chancery.DemandMade), One: "demands of", Many: "demand of", Alone: "demands", AloneMany: "demand"},
	{Key: string(chancery.DemandRefused), One: "refuses", Many: "refuse"}, {Key: string(chancery.DemandAccepted), One: "accepts the demand of", Many: "accept the demand of", Alone: "accepts a demand", AloneMany: "accept a demand"},
}

func verbOf(list []verb, key string) verb {
	for _, v := range list {
		if v.Key == key {
			return v
		}
	}
	return verb{Key: key, One: key, Many: key}
}

// says is the verb for so many who act, toward somebody or nobody.
func (v verb) says(many, toward bool) string {
	switch {
	case !toward && many && v.AloneMany != "":
		return v.AloneMany
	case !toward && !many && v.Alone != "":
		return v.Alone
	case many:
		return v.Many
	}
	return v.One
}

// typesOf are the types that rows of a section have.
func typesOf(s store.Section) []string { return answer.Types(s) }

// statusesOf are the statuses that a list of a section can be asked for.
func statusesOf(s store.Section) []string {
	if s == 0 {
		return append(answer.Statuses(store.Events), answer.Statuses(store.Agenda)...)
	}
	return answer.Statuses(s)
}
