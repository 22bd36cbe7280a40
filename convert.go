package chancery

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"
)

// ArticleID is the id of an article that came without one: a hash of its source
// and text, so that a second delivery is the same article.
func ArticleID(source, text string) string {
	h := sha256.New()
	h.Write([]byte(source))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Entry is what d says, in the form in which it leaves the program: spans in
// code points, rows in the order of the text, and no list that is null. It
// shares no span with d, so d may be used on.
func (d *Doc) Entry() Entry {
	c := converter{at: newRuneIndex(d.Text), codes: firstCodes(d.Actors)}
	e := Entry{
		Article:    d.Article,
		Defects:    each(d.Defects, c.defect),
		Sentences:  each(d.Sentences, c.sentence),
		Actors:     each(d.Actors, c.actor),
		Places:     full(d.Places),
		Mentions:   each(d.Mentions, c.mention),
		Events:     each(d.Events, c.event),
		Statements: each(d.Statements, c.statement),
		Conditions: each(d.Conditions, c.condition),
		Demands:    each(d.Demands, c.demand),
		Agenda:     each(d.Agenda, c.meeting),
	}
	if e.Article.ID == "" {
		e.Article.ID = ArticleID(d.Source, d.Text)
	}
	slices.SortStableFunc(e.Mentions, func(a, b Mention) int { return order(a.Span, b.Span) })
	settle(e.Article.ID, "event", e.Events, func(r *Event) (*Row, string) { return &r.Row, string(r.Type) })
	settle(e.Article.ID, "statement", e.Statements, func(r *Statement) (*Row, string) { return &r.Row, string(r.Stance) })
	settle(e.Article.ID, "condition", e.Conditions, func(r *Condition) (*Row, string) { return &r.Row, string(r.Kind) })
	settle(e.Article.ID, "demand", e.Demands, func(r *Demand) (*Row, string) { return &r.Row, string(r.Stance) })
	settle(e.Article.ID, "meeting", e.Agenda, func(r *Meeting) (*Row, string) { return &r.Row, r.Title })
	return e
}

// settle sorts rows by where the text proves them and gives an id to each that
// has none.
func settle[T any](article, section string, rows []T, of func(*T) (*Row, string)) {
	slices.SortStableFunc(rows, func(a, b T) int {
		ra, ka := of(&a)
		rb, kb := of(&b)
		return cmp.Or(order(ra.Span, rb.Span), cmp.Compare(ka, kb), cmp.Compare(ra.Rule, rb.Rule))
	})
	seen := map[string]int{}
	for i := range rows {
		r, kind := of(&rows[i])
		if r.ID != "" {
			continue
		}
		key := fmt.Sprint(section, "\x00", kind, "\x00", r.Span, "\x00", r.Rule)
		seen[key]++
		r.ID = ArticleID(article, fmt.Sprint(key, "\x00", seen[key]))
	}
}

func order(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func firstCodes(actors []Actor) map[string]string {
	m := make(map[string]string, len(actors))
	for _, a := range actors {
		if len(a.Codes) > 0 {
			m[a.ID] = a.Codes[0]
		}
	}
	return m
}

// each is f over every element of list, never nil.
func each[T any](list []T, f func(T) T) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// full is a copy of list that is never nil.
func full[T any](list []T) []T { return append([]T{}, list...) }

// once is a copy of ids that is never nil and has each id once.
func once(ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

type converter struct {
	at    *runeIndex
	codes map[string]string
}

func (c converter) span(s Span) Span { return c.at.span(s) }

func (c converter) defect(x Defect) Defect {
	x.Span = c.span(x.Span)
	return x
}

func (c converter) sentence(x Sentence) Sentence {
	x.Span = c.span(x.Span)
	return x
}

func (c converter) actor(x Actor) Actor {
	x.Codes = full(x.Codes)
	return x
}

func (c converter) mention(x Mention) Mention {
	x.Span = c.span(x.Span)
	x.Refs = once(x.Refs)
	return x
}

func (c converter) row(x Row) Row {
	x.Span = c.span(x.Span)
	return x
}

func (c converter) event(x Event) Event {
	x.Row = c.row(x.Row)
	x.Trigger = c.span(x.Trigger)
	x.Contexts, x.Sources, x.Targets = full(x.Contexts), once(x.Sources), once(x.Targets)
	x.SourceCodes = c.codesOf(x.Sources, x.SourceCodes)
	x.TargetCodes = c.codesOf(x.Targets, x.TargetCodes)
	x.Attribution = each(x.Attribution, c.attribution)
	return x
}

// codesOf is given, or where nothing was given the first code of each actor.
func (c converter) codesOf(ids, given []string) []string {
	if len(given) > 0 {
		return full(given)
	}
	out := []string{}
	for _, id := range ids {
		if code := c.codes[id]; code != "" {
			out = append(out, code)
		}
	}
	return out
}

func (c converter) attribution(x Attribution) Attribution {
	x.Speakers, x.Cue = once(x.Speakers), c.span(x.Cue)
	return x
}

func (c converter) statement(x Statement) Statement {
	x.Row = c.row(x.Row)
	x.Speakers, x.OnBehalfOf, x.Addressees = once(x.Speakers), once(x.OnBehalfOf), once(x.Addressees)
	x.Cue, x.Content = c.span(x.Cue), c.span(x.Content)
	x.Quoted = each(x.Quoted, c.span)
	return x
}

func (c converter) condition(x Condition) Condition {
	x.Row = c.row(x.Row)
	x.By, x.Toward = once(x.By), once(x.Toward)
	x.Condition, x.Consequence = c.span(x.Condition), c.span(x.Consequence)
	return x
}

func (c converter) demand(x Demand) Demand {
	x.Row = c.row(x.Row)
	x.By, x.Of, x.Content = once(x.By), once(x.Of), c.span(x.Content)
	return x
}

func (c converter) meeting(x Meeting) Meeting {
	x.Row = c.row(x.Row)
	x.Parties, x.Attendees = once(x.Parties), once(x.Attendees)
	return x
}

// A runeIndex turns byte offsets of a text into code point offsets. It holds
// the count at every block of bytes, so that one pass over the text serves any
// number of spans.
type runeIndex struct {
	text   string
	counts []int // code points before byte i*runeBlock; nil where all is ASCII
}

const runeBlock = 256

func newRuneIndex(text string) *runeIndex {
	x := &runeIndex{text: text}
	if utf8.RuneCountInString(text) == len(text) {
		return x
	}
	n := 0
	for i := range len(text) {
		if i%runeBlock == 0 {
			x.counts = append(x.counts, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	x.counts = append(x.counts, n)
	return x
}

// offset is the number of code points that start before byte b; b is brought
// inside the text.
func (x *runeIndex) offset(b int) int {
	b = min(max(b, 0), len(x.text))
	if x.counts == nil {
		return b
	}
	block := b / runeBlock
	n := x.counts[min(block, len(x.counts)-1)]
	for i := block * runeBlock; i < b; i++ {
		if utf8.RuneStart(x.text[i]) {
			n++
		}
	}
	return n
}

func (x *runeIndex) span(s Span) Span {
	if s.None() {
		return s
	}
	return Span{x.offset(s.Start), x.offset(max(s.End, s.Start))}
}
