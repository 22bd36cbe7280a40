package event

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// rows are the events of the article, each once, in the order of the text.
func (r *reader) rows() []chancery.Event {
	var out []chancery.Event
	public := r.publicAffairs()
	for i, x := range r.deeds {
		if x != nil && x.obscure && !(public && r.speaksUp(x)) {
			continue
		}
		if x != nil && r.stands(i, x) {
			if e := r.row(x); !unspoken(&e) && !r.takenBack(&e) {
				out = append(out, e)
				if r.bothWays(x) {
					e.Sources, e.Targets = e.Targets, e.Sources
					e.SourceCodes, e.TargetCodes = e.TargetCodes, e.SourceCodes
					out = append(out, e)
				}
			}
		}
		for j := range r.sides[i] {
			out = append(out, r.row(&r.sides[i][j]))
		}
	}
	slices.SortStableFunc(out, func(a, b chancery.Event) int {
		return cmp.Or(cmp.Compare(a.Trigger.Start, b.Trigger.Start), cmp.Compare(a.Trigger.End, b.Trigger.End))
	})
	r.alleged(out)
	out = r.fromAgenda(out)
	if public {
		out = r.fromWords(out)
	}
	out = r.blamed(out)
	r.takenUp(out)
	r.mediators(out)
	r.counterparts(out)
	r.jailers(out)
	r.crowds(out)
	r.athome(out)
	return r.merge(out)
}

// minPublic is how many deeds of known parties make an article public affairs.
const minPublic = 3

// publicAffairs reports whether the article tells of states, officials and bodies
// at all, so that what others do in it matters too.
func (r *reader) publicAffairs() bool {
	n := 0
	for _, x := range r.deeds {
		if x != nil && !x.obscure {
			n++
		}
	}
	return n >= minPublic
}

// bothWays reports whether a deed is done to each other by two, and told in one
// row for each: "accused each other".
func (r *reader) bothWays(x *deed) bool {
	switch x.kind {
	case chancery.Consult, chancery.Agree, chancery.Cooperate:
		return false
	}
	return len(x.a) == 1 && len(x.b) == 1 && slices.ContainsFunc(r.d.Props[x.prop].Args, func(a chancery.Arg) bool { return a.From == chancery.Mutual })
}

// speaksUp reports whether a deed is the word of a person or body by name, which
// in public affairs counts whoever that is.
func (r *reader) speaksUp(x *deed) bool {
	return (verbal(x.kind) || x.kind == chancery.Support) && slices.ContainsFunc(x.a, func(id string) bool {
		a := r.actor(id)
		return a != nil && (a.Kind == chancery.Person || a.Kind == chancery.Organisation)
	})
}

// unspoken reports whether an act of speech was only possible, planned or left
// undone: that nobody agreed or accused is no event.
func unspoken(e *chancery.Event) bool {
	switch e.Type {
	case chancery.Accuse, chancery.Agree, chancery.Request, chancery.Reject:
		return e.Status == chancery.Possible || e.Status == chancery.Negated || e.Status == chancery.Planned
	case chancery.Threaten:
		return e.Status == chancery.Possible || e.Status == chancery.Planned
	}
	return false
}

// takenBack reports whether a row is a threat that its speaker has given up: the
// proposition is the noun for it, negated by the verb.
func (r *reader) takenBack(e *chancery.Event) bool {
	p := &r.d.Props[e.Prop]
	return e.Type == chancery.Threaten && e.Status == chancery.Negated && p.Kind == chancery.NounPred && !p.Neg
}

// stands reports whether a deed is a row of its own, as against the content or
// a part of another.
func (r *reader) stands(i int, x *deed) bool {
	p := &r.d.Props[i]
	if up := r.under[i]; up >= 0 {
		switch y := r.deeds[up]; {
		case y == nil:
		case y.kind == chancery.Request, y.kind == chancery.Threaten && x.kind == chancery.Threaten:
			return false
		case y.kind == chancery.Agree:
			return x.kind == chancery.Consult && x.cameo != "045" && y.rule.Stance != intentStance
		case y.kind == chancery.Reject && p.Status == chancery.Actual:
			return verbal(x.kind) || p.Kind != chancery.NounPred
		}
	}
	if p.Kind == chancery.NounPred {
		return !r.consumed(i, x)
	}
	return true
}

// consumed reports whether an event noun is a part of a verb's event: "lifted
// the sanctions", "the bombing killed five".
func (r *reader) consumed(i int, x *deed) bool {
	for up, n := r.d.Props[i].Up, 0; up >= 0 && n < 3; up, n = r.d.Props[up].Up, n+1 {
		y := r.deeds[up]
		if y == nil {
			continue
		}
		at := r.d.Toks[r.d.Props[i].Head].Span
		direct := slices.ContainsFunc(r.d.Props[up].Args, func(a chancery.Arg) bool {
			return a.Prop == i || a.Prop < 0 && a.Role == chancery.Obj && a.Span.Contains(at) // "a part of its aid"
		})
		if !direct {
			return false
		}
		return y.kind == x.kind || !verbal(y.kind) && y.kind != chancery.Support
	}
	return false
}

func (r *reader) row(x *deed) chancery.Event {
	p := &r.d.Props[x.prop]
	code := r.s.onto.Codes[x.cameo]
	e := chancery.Event{
		Row:  chancery.Row{Sentence: p.Sent, Span: p.Span, Rule: x.rule.Name, Confidence: r.confidence(x)},
		Type: x.kind, Mode: x.rule.Mode, CAMEO: x.cameo, Intensity: code.Goldstein,
		Trigger: r.trigger(p), Sources: x.a, Targets: x.b,
		SourceCodes: r.codes(x.a), TargetCodes: r.codes(x.b),
		Status: r.status(x), Date: r.date(p), Place: r.place(x),
		Attribution: r.attribution(p), Prop: x.prop,
	}
	if e.Mode == "" && code.Type == x.kind {
		e.Mode = code.Mode
	}
	e.Contexts = r.contexts(x, code)
	return e
}

func (r *reader) status(x *deed) chancery.Status {
	p := &r.d.Props[x.prop]
	s := p.Status
	if x.rule.Status != "" && s != chancery.Denied && s != chancery.Negated && (s != chancery.Conditional || x.rule.Stance == firstStance) {
		return x.rule.Status
	}
	if up := r.under[x.prop]; up >= 0 && r.deeds[up] != nil {
		switch y := r.deeds[up]; {
		case y.kind == chancery.Reject && verbal(x.kind) && p.Kind != chancery.VerbPred && s == chancery.Negated:
			return chancery.Actual // the request was made, whatever came of it
		case y.kind == chancery.Threaten && s == chancery.Actual && p.Kind != chancery.NounPred:
			return chancery.Conditional
		}
	}
	if s == chancery.Actual && !verbal(x.kind) {
		if q := r.announced(p, x.prop); q != "" {
			return q
		}
	}
	if s == chancery.Planned && r.fellThrough(p) {
		return chancery.Negated
	}
	if s == chancery.Conditional && slices.ContainsFunc(p.Chain, func(l chancery.Link) bool { return l.Kind == chancery.ContraryLink }) {
		return chancery.Possible // what a writer imagines, no condition of a party's
	}
	return s
}

// announced is the status of the act that a verb only plans, announces or calls
// off, where the rule reads both as one: "the unions plan a strike". It is empty
// where the verb is the act.
func (r *reader) announced(p *chancery.Prop, i int) chancery.Status {
	if p.Kind != chancery.VerbPred {
		return ""
	}
	for k := range p.Args {
		a := &p.Args[k]
		if a.Role != chancery.Obj || a.Prop < 0 {
			continue
		}
		q := &r.d.Props[a.Prop]
		if q.Kind == chancery.NounPred && q.Status == chancery.Planned && slices.ContainsFunc(q.Chain, func(l chancery.Link) bool {
			return l.Prop == i && (l.Kind == chancery.PlanLink || l.Class == "announce")
		}) {
			return q.Status
		}
	}
	return ""
}

// fellThrough reports whether an act was to be a part of another that did not take
// place: "cancelled a trip on which he was to meet …".
func (r *reader) fellThrough(p *chancery.Prop) bool {
	return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool {
		if a.Role != chancery.PrepArg || a.Prop < 0 {
			return false
		}
		q := &r.d.Props[a.Prop]
		return q.Kind == chancery.NounPred && q.Status == chancery.Negated && q.Head < p.Head
	})
}

// trigger is the word that names the act, with its light verb.
func (r *reader) trigger(p *chancery.Prop) chancery.Span {
	span := r.d.Toks[p.Head].Span
	if p.Light >= 0 {
		return span.Cover(r.d.Toks[p.Light].Span)
	}
	for t := p.Head + 1; t < len(r.d.Toks) && t <= p.Head+2; t++ {
		if k := &r.d.Toks[t]; k.Head == p.Head && k.Rel == "compound:prt" {
			return span.Cover(k.Span)
		}
	}
	return span
}

func (r *reader) codes(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		if a := r.actor(id); a != nil && len(a.Codes) > 0 {
			out = append(out, a.Codes[0])
		}
	}
	return out
}

func (r *reader) date(p *chancery.Prop) *chancery.DateSpan {
	if p.When < 0 || p.When >= len(r.d.Mentions) {
		return nil
	}
	m := &r.d.Mentions[p.When]
	if m.Type == chancery.DateType && plainDate(m.Value) {
		return &chancery.DateSpan{From: m.Value, To: m.Value} // the grain of the text
	}
	if m.Dates.From == "" && m.Dates.To == "" {
		return nil
	}
	d := m.Dates
	return &d
}

// plainDate reports whether a TIMEX3 value is a year, a month or a day.
func plainDate(v string) bool {
	if len(v) != 4 && len(v) != 7 && len(v) != 10 {
		return false
	}
	for i := range len(v) {
		if dash := i == 4 || i == 7; dash != (v[i] == '-') || !dash && (v[i] < '0' || v[i] > '9') {
			return false
		}
	}
	return true
}

// place is where an act took place: the place of its own clause, else the only
// one that its sentence names as a location, else, for what is told as news by or
// to somebody of that country, that of the dateline.
func (r *reader) place(x *deed) *string {
	p := &r.d.Props[x.prop]
	if id := r.placeOf(p.Where); id != nil {
		return id
	}
	var only *string
	sent := r.d.Sentences[p.Sent]
	for _, i := range r.mentions(sent.Span) {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.PlaceMention || m.Lo < sent.Lo || m.Lo >= sent.Hi || !r.locates(m) {
			continue
		}
		id := r.placeOf(i)
		if id != nil && only != nil && *id != *only {
			return nil // two places, and the tree does not say which
		}
		only = cmp.Or(only, id)
	}
	if only == nil && p.Status == chancery.Actual && p.When < 0 {
		return r.dateline(x) // what is planned, or told of another time, may be anywhere
	}
	return only
}

// placeOf is the place that a mention names.
func (r *reader) placeOf(mention int) *string {
	if mention < 0 || mention >= len(r.d.Mentions) || len(r.d.Mentions[mention].Refs) == 0 {
		return nil
	}
	id := r.d.Mentions[mention].Refs[0]
	if r.placeCalled(id) == nil {
		return nil
	}
	return &id
}

// locates reports whether a place stands behind a preposition that says where.
func (r *reader) locates(m *chancery.Mention) bool {
	if m.Lo == 0 {
		return false
	}
	switch strings.ToLower(r.d.Toks[m.Lo-1].Form) {
	case "in", "at", "near", "outside", "inside", "across", "around", "throughout":
		return true
	}
	return false
}

// dateline is the place that the article is dated from, where it lies in the
// country of a party.
func (r *reader) dateline(x *deed) *string {
	for _, i := range r.ix.datelines {
		id := r.placeOf(i)
		if id == nil {
			return nil
		}
		land := r.placeCalled(*id).Country
		for _, party := range slices.Concat(x.a, x.b) {
			if land != "" && r.country(party) == land {
				return id
			}
		}
	}
	return nil
}

// stances are what a speaker does by a cue of the class.
var stances = map[string]chancery.Stance{
	"report": chancery.Asserts, "announce": chancery.Asserts, "claim": chancery.Asserts,
	"confirm": chancery.Asserts, "fact": chancery.Asserts, "true": chancery.Asserts,
	"accuse": chancery.Accuses, "blame": chancery.Accuses, "deny": chancery.Denies,
	"false": chancery.Denies, "demand": chancery.Demands, "threaten": chancery.Threatens,
	"promise": chancery.Promises, "agree": chancery.Promises, "offer": chancery.Promises,
	"plan": chancery.Promises, "praise": chancery.Praises, "reject": chancery.Rejects,
	"belief": chancery.Believes, "warn": chancery.Asserts,
}

// attribution is the chain of who says so, outermost first: the cues above the
// proposition and, where none of them names a speaker, the statement that it is
// part of.
func (r *reader) attribution(p *chancery.Prop) []chancery.Attribution {
	out := []chancery.Attribution{}
	said := false
	for _, l := range p.Chain {
		stance, ok := stances[l.Class]
		if !ok || l.Cue < 0 || l.Cue >= len(r.d.Toks) {
			continue
		}
		said = said || len(l.Speakers) > 0
		a := chancery.Attribution{Speakers: []string{}, Cue: r.d.Toks[l.Cue].Span, Stance: stance}
		for _, m := range l.Speakers {
			a.Speakers = append(a.Speakers, r.actors(r.d.Mentions[m].Refs)...)
		}
		out = append(out, a)
	}
	if said {
		return out
	}
	at := r.d.Toks[p.Head].Span
	for _, i := range r.ix.quotes[p.Sent] {
		s := &r.d.Statements[i]
		if len(s.Speakers) > 0 && s.Content.Contains(at) && !s.Cue.Overlaps(at) {
			a := chancery.Attribution{Speakers: r.actors(s.Speakers), Cue: s.Cue, Stance: s.Stance}
			return append([]chancery.Attribution{a}, out...)
		}
	}
	return out
}

// contexts are those of the rule and the code, then those that the words of the
// deed and its parts speak of; at most four.
func (r *reader) contexts(x *deed, code Code) []string {
	out := []string{}
	add := func(list []string) {
		for _, c := range list {
			if len(out) < 4 && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	add(x.rule.Contexts)
	if code.Type == x.kind {
		add(code.Contexts)
	}
	p := &r.d.Props[x.prop]
	s := r.d.Sentences[p.Sent]
	for t := s.Lo; t < s.Hi; t++ {
		list := r.s.about[lower(r.d, t)]
		if list == nil {
			continue
		}
		if t == p.Head || slices.ContainsFunc(p.Args, func(a chancery.Arg) bool {
			return a.Role != chancery.Advcl && a.Span.Contains(r.d.Toks[t].Span)
		}) {
			add(list)
		}
	}
	return out
}

// confidence falls with what is missing and with the length of the chain.
func (r *reader) confidence(x *deed) float32 {
	if x.guess > 0 {
		return float32(x.guess) * guessed
	}
	c := float32(0.9)
	if len(x.a) == 0 || len(x.b) == 0 {
		c -= 0.1
	}
	p := &r.d.Props[x.prop]
	c -= 0.02 * float32(min(len(p.Chain), 5))
	if x.weight < 3 {
		c -= 0.05
	}
	if p.Kind == chancery.NounPred {
		c -= 0.1
	}
	return c
}
