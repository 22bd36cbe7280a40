package chancery

import "time"

// A Layer is a set of the things that stages have found in a Doc.
type Layer uint32

// The layers, in the order in which stages add them.
const (
	Toks       Layer = 1 << iota // Sentences, Toks, Quotes, Defects
	Trees                        // Tok.UPOS … Tok.Rel
	Names                        // Tok.Name
	Times                        // mentions of kind time
	Mentions                     // mentions of kind actor, Actors
	Places                       // mentions of kind place, Places
	Props                        // propositions with their status
	Statements                   // who said what
	Conditions                   // if this, then that; Demands
	Agenda                       // meetings announced and held
	Events                       // who did what to whom
	Mended                       // trees put right where they could not be
)

// A Doc is one article and all that has been read out of it so far. Text never
// changes; every layer points into it, in bytes.
type Doc struct {
	Article
	Defects    []Defect
	Sentences  []Sentence
	Toks       []Tok
	Quotes     []Quote
	Mentions   []Mention
	Actors     []Actor
	Places     []Place
	Props      []Prop
	Statements []Statement
	Conditions []Condition
	Demands    []Demand
	Agenda     []Meeting
	Events     []Event
	Have       Layer
}

// A Sentence is a run of tokens, Toks[Lo:Hi], and the text that they cover.
type Sentence struct {
	Span Span `json:"span"`
	Lo   int  `json:"-"`
	Hi   int  `json:"-"`
}

// A Tok is one word as the parser reads it. Tokens are flat; a tree is indexes
// into them. Span points into Doc.Text as the article gave it; Form is the word
// after repair ("2O23" may read "2023") and so need not equal the text there.
type Tok struct {
	Span
	Form  string
	Lemma string
	UPOS  UPOS
	XPOS  string // Penn Treebank tag
	Feats string // CoNLL-U FEATS, "_" or empty where there are none
	Head  int    // index into Doc.Toks of the governing token, -1 at a root
	Rel   Rel
	Name  Name // IOB2 tag of the name that the token is in, empty outside
	Glued bool // no space stood between this token and the next (SpaceAfter=No)
	// Part says that this token and the next belong to one written word, as
	// "do" and "n't" do (a multiword token of CoNLL-U); Glued holds as well.
	Part bool
}

// UPOS is a universal part-of-speech tag, such as NOUN.
type UPOS string

// Rel is a universal dependency relation with its subtype, such as nsubj:pass.
type Rel string

// Base is the relation without its subtype.
func (r Rel) Base() Rel {
	for i := range len(r) {
		if r[i] == ':' {
			return r[:i]
		}
	}
	return r
}

// Name is an IOB2 tag of a name: B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG,
// B-MISC, I-MISC, or empty.
type Name string

// A Quote is text between quotation marks. Span excludes the marks, Outer
// includes those that are there. A quotation that runs over several paragraphs
// is one Quote. Scare marks a label of a word or two rather than somebody's
// words.
type Quote struct {
	Span
	Outer  Span
	Scare  bool
	Closed bool // a closing mark was found
}

// A Mention is a place in the text that names an actor, a place or a time.
type Mention struct {
	Span Span
	Kind MentionKind
	Form Form     // actor and place only
	Refs []string // ids of actors or places; several for "both leaders", none where unresolved

	Type  TimeType // time only
	Value string   // time only: TIMEX3 value at the grain of the text
	Dates DateSpan // time only: first and last day that Value covers, where it has any

	Why  string // the line of knowledge, or the step, that resolved it; for explain
	Sure float32
	Head int // token that heads the mention
	Lo   int // tokens Toks[Lo:Hi]
	Hi   int
}

// MentionKind is what a mention names.
type MentionKind string

// The kinds of mention.
const (
	ActorMention MentionKind = "actor"
	PlaceMention MentionKind = "place"
	TimeMention  MentionKind = "time"
)

// Form is how a mention names its referent.
type Form string

// The forms of a mention.
const (
	NameForm    Form = "name"
	NominalForm Form = "nominal"
	PronounForm Form = "pronoun"
	MetonymForm Form = "metonym"
)

// TimeType is a TIMEX3 type.
type TimeType string

// The types of a time mention.
const (
	DateType     TimeType = "DATE"
	ClockType    TimeType = "TIME"
	DurationType TimeType = "DURATION"
	SetType      TimeType = "SET"
)

// A Stamp is a moment that may be known to the day only.
type Stamp struct {
	time.Time
	DayOnly bool
}
