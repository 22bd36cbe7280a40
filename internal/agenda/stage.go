package agenda

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// A Stage adds the agenda to an article. It is safe for concurrent use.
type Stage struct {
	lex *rules.Lexicon
	set *rules.Set
}

// New loads the word lists and rules/meeting.rules.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := rules.LoadLexicon(fsys)
	if err != nil {
		return nil, fmt.Errorf("agenda: %w", err)
	}
	for _, list := range []string{"meeting", "cues"} {
		if _, ok := lex.Words(list); !ok {
			return nil, fmt.Errorf("agenda: no lexicon/%s.tsv", list)
		}
	}
	set, err := rules.Load(fsys, "rules/meeting.rules", lex)
	if err != nil {
		return nil, fmt.Errorf("agenda: %w", err)
	}
	return &Stage{lex: lex, set: set}, nil
}

// Rules are the rules of the stage, for those who test or explain them.
func (s *Stage) Rules() *rules.Set { return s.set }

// Run adds the agenda to d, which must have propositions and mentions. It
// replaces the one that is there and stops with the error of ctx when that is
// done.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("agenda: %w", err)
	}
	r := newReader(s, d)
	r.verbs()
	r.nouns()
	r.attach()
	d.Agenda = r.finish()
	d.Have |= chancery.Agenda
	return nil
}

// A meeting on its way.
type meeting struct {
	rule     string
	sure     float32
	tok      int // the noun, or the verb
	verb     int // the verb of its clause, -1 without one
	prop     int // proposition of tok or verb, -1
	sent     int
	format   chancery.MeetingFormat
	status   chancery.MeetingStatus
	open     bool // the clause does not say whether it takes place
	definite bool
	vague    bool     // those who meet are those of the meeting before
	moved    bool     // its clause has another day than the noun, and another place
	there    bool     // where and when the meeting before is
	ids      []string // all who meet
	place    string
	date     chancery.DateSpan
	when     int // mention of the date, -1
	minutes  int
	title    string
	span     chancery.Span
	drop     bool
}

// A reader reads one article.
type reader struct {
	s                  *Stage
	d                  *chancery.Doc
	t                  *chancery.Tree
	sides              chancery.Sides
	kind               map[string]chancery.ActorKind
	bodies             map[string]bool     // international bodies
	named              map[string][]string // organisations by a name of one word
	times              [][]int             // time mentions of each sentence
	spots              [][]int             // place mentions of each sentence
	actors             [][]int             // actor mentions of each sentence
	meetings           []meeting
	paired, led, spoke bool        // whether the next three have been found
	two, leader, own   []string    // the states and the body that the article names most, and in whose voice it speaks
	byTok              map[int]int // meeting by noun or verb
}

func newReader(s *Stage, d *chancery.Doc) *reader {
	r := &reader{s: s, d: d, t: chancery.NewTree(d), sides: chancery.NewSides(d), kind: map[string]chancery.ActorKind{}, byTok: map[int]int{}, bodies: map[string]bool{}, named: map[string][]string{},
		times: make([][]int, len(d.Sentences)), spots: make([][]int, len(d.Sentences)), actors: make([][]int, len(d.Sentences))}
	for i := range d.Actors {
		a := &d.Actors[i]
		r.kind[a.ID] = a.Kind
		r.bodies[a.ID] = a.Kind == chancery.Organisation && len(a.Codes) > 0 && strings.HasPrefix(a.Codes[0], "IGO")
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Head < 0 || m.Head >= len(d.Toks) || r.t.Sent(m.Head) < 0 {
			continue
		}
		sent := r.t.Sent(m.Head)
		switch m.Kind {
		case chancery.TimeMention:
			r.times[sent] = append(r.times[sent], i)
		case chancery.PlaceMention:
			r.spots[sent] = append(r.spots[sent], i)
		case chancery.ActorMention:
			if (m.Hi == m.Lo+1 || m.Hi == m.Lo+2 && strings.EqualFold(d.Toks[m.Lo].Form, "the")) && m.Form == chancery.NameForm && len(m.Refs) == 1 && r.kind[m.Refs[0]] == chancery.Organisation {
				r.named[d.Toks[m.Hi-1].Form] = m.Refs
			}
			r.actors[sent] = append(r.actors[sent], i)
		}
	}
	return r
}

func (r *reader) low(t int) string { return strings.ToLower(r.d.Toks[t].Form) }

func (r *reader) prop(t int) *chancery.Prop {
	if i := r.t.Prop(t); i >= 0 {
		return &r.d.Props[i]
	}
	return nil
}

// actorsAt are the actors that the noun phrase headed by a token names.
func (r *reader) actorsAt(t int) []string {
	if m := r.t.HeadMention(t); m >= 0 {
		return r.d.Mentions[m].Refs
	}
	if m := r.t.Mention(t); m >= 0 {
		return r.d.Mentions[m].Refs
	}
	return nil
}

// body reports whether a noun stands for its own seat or name and no meeting:
// "the Security Council", "the National Assembly".
func (r *reader) body(t int) bool {
	m := r.t.Mention(t)
	return m >= 0 && r.d.Mentions[m].Kind == chancery.ActorMention && r.d.Mentions[m].Hi > t && r.d.Mentions[m].Lo <= t && len(r.d.Mentions[m].Refs) > 0
}
