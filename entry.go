package chancery

// An Entry is what one article says, in the form in which it leaves the
// program; schema/ledger.schema.json describes it. Spans are in code points of
// Article.Text.
type Entry struct {
	Article    Article     `json:"article"`
	Defects    []Defect    `json:"defects"`
	Sentences  []Sentence  `json:"sentences"`
	Actors     []Actor     `json:"actors"`
	Places     []Place     `json:"places"`
	Mentions   []Mention   `json:"mentions"`
	Events     []Event     `json:"events"`
	Statements []Statement `json:"statements"`
	Conditions []Condition `json:"conditions"`
	Demands    []Demand    `json:"demands"`
	Agenda     []Meeting   `json:"agenda"`
}

// An Article is a text with what is known about where it came from.
type Article struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Source    string `json:"source,omitempty"`
	Title     string `json:"title"`
	Author    string `json:"author,omitempty"`
	Published Stamp  `json:"published"`
	Inferred  bool   `json:"published_inferred,omitempty"` // Published was not given
	Language  string `json:"language"`                     // ISO 639-1
	Text      string `json:"text"`
}

// A Defect is something wrong with the source text.
type Defect struct {
	Kind DefectKind `json:"kind"`
	Span Span       `json:"span"` // null for boilerplate, whose text stands in Note
	Note string     `json:"note"`
}

// DefectKind is a kind of defect.
type DefectKind string

// The kinds of defect.
const (
	Boilerplate        DefectKind = "boilerplate"
	GarbledDate        DefectKind = "garbled-date"
	BrokenSentence     DefectKind = "broken-sentence"
	RepeatedWord       DefectKind = "repeated-word"
	EncodingFault      DefectKind = "encoding"
	MachineTranslation DefectKind = "machine-translation"
)

// An Actor is a person, state, organisation or group that the article names.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	Codes    []string  `json:"codes"`             // CAMEO actor codes valid on the article's date
	Country  string    `json:"country,omitempty"` // ISO 3166 alpha-3
	Office   string    `json:"office,omitempty"`
	Wikidata string    `json:"wikidata,omitempty"`
}

// ActorKind is a kind of actor.
type ActorKind string

// The kinds of actor.
const (
	Person       ActorKind = "person"
	Country      ActorKind = "country"
	Organisation ActorKind = "organisation"
	Group        ActorKind = "group"
)

// A Place is a place that the article names. ID is "geonames:" and the
// GeoNames id, or "region:" and a name for regions that GeoNames does not have.
type Place struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Country string  `json:"country,omitempty"` // ISO 3166 alpha-3
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
}

// Row is what every row of events, statements, conditions, demands and agenda
// has: where the article proves it and which rule read it.
type Row struct {
	ID         string  `json:"id"`       // stable for the same text
	Sentence   int     `json:"sentence"` // index into Entry.Sentences
	Span       Span    `json:"span"`     // the words that prove it
	Rule       string  `json:"rule"`
	Confidence float32 `json:"confidence"`
}

// Status tells whether a thing happened, as the text presents it.
type Status string

// The values of Status.
const (
	Actual      Status = "actual"
	Planned     Status = "planned"
	Conditional Status = "conditional"
	Possible    Status = "possible"
	Negated     Status = "negated"
	Denied      Status = "denied"
)

// DateSpan is a first and a last day, ISO 8601 at the grain of the text
// ("2022-01-10", "2022-01", "2014"); both empty where the text gives none.
type DateSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// An Event says who did what to whom, whether it happened, and who says so.
type Event struct {
	Row
	Type        EventType     `json:"type"`
	Mode        string        `json:"mode"`
	Contexts    []string      `json:"contexts"`
	CAMEO       string        `json:"cameo"`
	Intensity   float32       `json:"intensity"` // Goldstein score of CAMEO
	Trigger     Span          `json:"trigger"`
	Sources     []string      `json:"sources"` // actor ids
	Targets     []string      `json:"targets"`
	SourceCodes []string      `json:"source_codes"`
	TargetCodes []string      `json:"target_codes"`
	Status      Status        `json:"status"`
	Date        *DateSpan     `json:"date"`
	Place       *string       `json:"place"` // place id
	Attribution []Attribution `json:"attribution"`
	Prop        int           `json:"-"` // index into Doc.Props, -1 without one
}

// EventType is one of PLOVER's 16 types.
type EventType string

// The types of event.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// An Attribution is one link of the chain of who says so, outermost first.
type Attribution struct {
	Speakers []string `json:"speakers"`
	Cue      Span     `json:"cue"`
	Stance   Stance   `json:"stance"`
}

// Stance is what a speaker does by saying.
type Stance string

// The stances of a statement.
const (
	Asserts   Stance = "asserts"
	Denies    Stance = "denies"
	Demands   Stance = "demands"
	Threatens Stance = "threatens"
	Promises  Stance = "promises"
	Asks      Stance = "asks"
	Praises   Stance = "praises"
	Accuses   Stance = "accuses"
	Rejects   Stance = "rejects"
	Believes  Stance = "believes"
)

// A Statement says who said what, through whom, in which words. Its span covers
// speaker, cue and content.
type Statement struct {
	Row
	Speakers   []string      `json:"speakers"`
	OnBehalfOf []string      `json:"on_behalf_of"`
	Via        *string       `json:"via"`
	Addressees []string      `json:"addressees"`
	Cue        Span          `json:"cue"`
	Content    Span          `json:"content"`
	Quoted     []Span        `json:"quoted"`
	Form       StatementForm `json:"form"`
	Stance     Stance        `json:"stance"`
}

// StatementForm is how the words are given.
type StatementForm string

// The forms of a statement.
const (
	Direct   StatementForm = "direct"
	Indirect StatementForm = "indirect"
	Mixed    StatementForm = "mixed"
)

// A Condition says: if this, then that, by whom, toward whom.
type Condition struct {
	Row
	Kind        ConditionKind `json:"kind"`
	By          []string      `json:"by"`
	Toward      []string      `json:"toward"`
	Condition   Span          `json:"condition"`
	Consequence Span          `json:"consequence"`
}

// ConditionKind is a kind of condition.
type ConditionKind string

// The kinds of condition.
const (
	Threat       ConditionKind = "threat"
	Promise      ConditionKind = "promise"
	Precondition ConditionKind = "precondition"
	Warning      ConditionKind = "warning"
)

// A Demand says who wants what of whom, or how it was answered.
type Demand struct {
	Row
	By      []string     `json:"by"`
	Of      []string     `json:"of"`
	Content Span         `json:"content"`
	Stance  DemandStance `json:"stance"`
}

// DemandStance is what the party does about the demand.
type DemandStance string

// The stances of a demand.
const (
	DemandMade     DemandStance = "demands"
	DemandRefused  DemandStance = "refuses"
	DemandAccepted DemandStance = "accepts"
)

// A Meeting is a row of the agenda: talks announced or held.
type Meeting struct {
	Row
	Title     string        `json:"title"`
	Format    MeetingFormat `json:"format"`
	Date      *DateSpan     `json:"date"`
	Duration  *int          `json:"duration_minutes"`
	Place     *string       `json:"place"`
	Parties   []string      `json:"parties"`
	Attendees []string      `json:"attendees"`
	Status    MeetingStatus `json:"status"`
}

// MeetingFormat is a kind of meeting.
type MeetingFormat string

// The formats of a meeting.
const (
	TalksFormat      MeetingFormat = "talks"
	CallFormat       MeetingFormat = "call"
	SummitFormat     MeetingFormat = "summit"
	VisitFormat      MeetingFormat = "visit"
	CouncilFormat    MeetingFormat = "council"
	ConferenceFormat MeetingFormat = "conference"
	VoteFormat       MeetingFormat = "vote"
	SigningFormat    MeetingFormat = "signing"
	OtherFormat      MeetingFormat = "other"
)

// MeetingStatus tells what has become of a meeting.
type MeetingStatus string

// The values of MeetingStatus.
const (
	MeetingPlanned   MeetingStatus = "planned"
	MeetingHeld      MeetingStatus = "held"
	MeetingCancelled MeetingStatus = "cancelled"
	MeetingPostponed MeetingStatus = "postponed"
)
