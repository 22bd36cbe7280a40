package chancery

// A Prop is a proposition: a predicate of a sentence with its parts, whether it
// is asserted, negated, planned, wished or conditional, and the chain of cues
// and speakers that it hangs on. Events, statements, conditions, demands and
// meetings are readings of propositions.
//
// The parts are normalised: the agent of a passive is its Subj, the thing acted
// on its Obj; the subject of a controlled or relative clause is filled in;
// coordinated parts are one Arg each; the possessor or "by"-phrase of an event
// noun is a part of it ("Russia's invasion of Ukraine": Subj Russia, Obj
// Ukraine).
type Prop struct {
	Head  int    // token that names the act: verb, event noun, predicate adjective
	Light int    // token of the light verb ("hold" in "hold talks"), -1 without one
	Lemma string // lemma of the predicate with its particle: "meet", "call_off", "talks" -> "talk"
	Kind  PredKind
	Sent  int  // index into Doc.Sentences
	Span  Span // the clause around the predicate
	Args  []Arg

	Passive bool
	Tense   Tense
	Neg     bool   // a negation stands on this predicate itself
	Modal   string // lemma of its modal auxiliary, empty without one

	Up    int    // index into Doc.Props of the governing proposition, -1 at the top
	UpRel Rel    // relation to it: ccomp, xcomp, advcl, acl, obj, nmod …
	Chain []Link // what it hangs on, outermost first
	// Status is composed along Chain from the signatures of its cues.
	Status Status
	When   int // index into Doc.Mentions of the time of this clause, -1 without one
	Where  int // index into Doc.Mentions of the place of this clause, -1 without one
}

// PredKind is the kind of word that a predicate is.
type PredKind string

// The kinds of predicate.
const (
	VerbPred  PredKind = "verb"
	NounPred  PredKind = "noun"  // event noun standing alone: "the invasion of Ukraine"
	LightPred PredKind = "light" // light verb and event noun: "hold talks", "impose sanctions"
	AdjPred   PredKind = "adj"   // copular: "is unacceptable", "was willing to"
)

// Tense is when a predicate places itself, seen from the time of writing.
type Tense string

// The tenses.
const (
	PastTense    Tense = "past"
	PresentTense Tense = "present"
	FutureTense  Tense = "future" // will, would (reported), is to, going to
	NoTense      Tense = ""       // infinitives, nouns
)

// An Arg is one part of a proposition.
type Arg struct {
	Role Role
	Prep string // lemma of the preposition where Role is Prep: "with", "in", "according to"
	Tok  int    // head token of the part
	Span Span   // the whole phrase or clause, without preposition or complementiser
	Prop int    // index into Doc.Props where the part is itself a predicate, -1 otherwise
	// Actors are indexes into Doc.Mentions of the actors that the part names;
	// "both leaders" and conjuncts have their own Arg or several refs.
	Actors []int
	// IDs are actors that the part names without a mention of its own: the
	// country of a demonym ("Russian invasion"). See [Arg.ActorIDs].
	IDs []string
	// From says how the part was found: "" by the tree, "passive", "control",
	// "relative", "conj", "poss", "context", [Mutual].
	From string
}

// Mutual marks a part that is "each other": it names the actors of the subject,
// each of whom does it to the rest.
const Mutual = "mutual"

// Role is the part that an argument plays after normalisation.
type Role string

// The roles of an argument.
const (
	Subj    Role = "subj"    // who does it
	Obj     Role = "obj"     // who or what it is done to
	IObj    Role = "iobj"    // to whom: "gave Kyiv tanks", "told reporters"
	PrepArg Role = "prep"    // prepositional part, see Arg.Prep
	Comp    Role = "comp"    // clausal complement: that-clause, infinitive, direct quotation
	Mod     Role = "mod"     // modifier of an event noun: "Russian invasion", "peace talks"
	Advcl   Role = "advcl"   // adverbial clause; Arg.Prep holds its marker: "if", "after"
	Appos   Role = "appos"   // renaming of the predicate noun
	Vocativ Role = "vocativ" // person addressed
)

// A Link is one step of the chain that a proposition hangs on.
type Link struct {
	Kind  LinkKind
	Cue   int    // token of the cue, -1 where a quotation mark alone is the cue
	Lemma string // the cue's lemma with its particle
	Class string // class of the cue in the lexicon: report, deny, threaten, demand, …
	Prop  int    // index into Doc.Props of the cue's proposition, -1 without one
	// Speakers are indexes into Doc.Mentions of whoever says, wants or fears it.
	Speakers []int
}

// LinkKind is what a link does to what stands below it.
type LinkKind string

// The kinds of link.
const (
	NegLink       LinkKind = "negation"
	ModalLink     LinkKind = "modal"
	SayLink       LinkKind = "attribution" // report, claim, announce, accuse …
	DenyLink      LinkKind = "denial"
	WantLink      LinkKind = "attitude"   // want, hope, fear, expect, demand, promise, threaten
	IfLink        LinkKind = "condition"  // stands in the if-clause
	ThenLink      LinkKind = "consequent" // stands in the clause that depends on an if-clause
	AspectLink    LinkKind = "implicative"
	PlanLink      LinkKind = "plan"   // scheduled, due, to be held
	CancelLink    LinkKind = "cancel" // cancelled, called off, postponed
	PurposeLink   LinkKind = "purpose"
	HistoryLink   LinkKind = "history"
	QuestionLink  LinkKind = "question"
	ContraryLink  LinkKind = "counterfactual"
	RelativeLink  LinkKind = "relative" // inside a relative clause: passes status through
	SpeechActLink LinkKind = "speech"   // governed by a speech act that is itself an event
)
