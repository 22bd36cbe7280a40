package event

import (
	"slices"
	"strings"

	"chancery"
)

// counterparts gives acts that are toward somebody and name nobody the other
// side that they are toward, where the text has only one: the one foreign actor
// of their clause, or else whom the acts just before were between, or else the
// state that the article is about. It costs confidence.
func (r *reader) counterparts(rows []chancery.Event) {
	told := r.faced(rows) // before anything is guessed
	for i := range rows {
		e := &rows[i]
		if len(e.Targets) > 0 || len(e.Sources) == 0 || !addressed(e) {
			continue
		}
		home := r.sides3(e.Sources)
		if e.Type == chancery.Agree && divided(home) && r.mutual(e) {
			e.Sources, e.Targets = e.Sources[:1:1], slices.Clone(e.Sources[1:]) // with one another
			e.SourceCodes, e.TargetCodes = r.codes(e.Sources), r.codes(e.Targets)
			continue
		}
		id := r.joined(rows, i)
		if id == "" {
			id = r.inClause(e, home)
		}
		if divided(home) {
			home = nil // two sides face each other first
		}
		if home != nil && (unreal(e.Status) || r.facesUnknown(e)) {
			home = nil // too little to guess from
		}
		if id == "" && e.Type == chancery.Request {
			id = r.ownState(e)
		}
		if id == "" && len(home) > 0 && (e.Type != chancery.Assault || e.CAMEO == "192") {
			id = r.justBefore(rows, i, home)
		}
		if id == "" && len(home) > 0 && e.Type != chancery.Assault && e.Type != chancery.Support && e.Type != chancery.Accuse {
			id = r.subject(home)
		}
		if id == "" && len(home) > 0 {
			id = r.opponent(told, e, home)
		}
		if id == "" && (e.Type == chancery.Accuse || e.Type == chancery.Threaten) {
			id = r.ownState(e)
		}
		if id != "" {
			e.Targets = []string{id}
			e.TargetCodes = r.codes(e.Targets)
			e.Confidence -= 0.2
		}
	}
}

// ownState is the state of those who stand against its government or ask it for
// what they want: the opposition, rebels, unions, students.
func (r *reader) ownState(e *chancery.Event) string {
	if unreal(e.Status) || e.Type != chancery.Request && r.facesUnknown(e) {
		return "" // what is demanded may be of people
	}
	for _, id := range e.Sources {
		if a := r.actor(id); a != nil && a.Country != "" && faction(a.Codes) != "" {
			return r.stateID(a.Country)
		}
	}
	return ""
}

// joined is whom the act that is joined to a row by "and" is toward: "voiced
// concern and called on Chad to …".
func (r *reader) joined(rows []chancery.Event, i int) string {
	e := &rows[i]
	if e.Type != chancery.Accuse && e.Type != chancery.Request {
		return ""
	}
	head := r.d.Props[e.Prop].Head
	for j := i + 1; j < len(rows) && rows[j].Sentence == e.Sentence; j++ {
		f := &rows[j]
		h := r.d.Props[f.Prop].Head
		if len(f.Targets) != 1 || !slices.Equal(e.Sources, f.Sources) || f.Status != chancery.Actual || !conflict(f.Type) && f.Type != chancery.Request {
			continue
		}
		if k := &r.d.Toks[h]; k.Head == head && k.Rel.Base() == "conj" {
			return f.Targets[0]
		}
	}
	return ""
}

// unreal reports whether an act is only spoken of: then whom it would concern is
// often another than those of whom the text has just told.
func unreal(s chancery.Status) bool {
	return s == chancery.Possible
}

// mutual reports whether consent is of the kind that parties give one another, as
// against an offer or a promise of several.
func (r *reader) mutual(e *chancery.Event) bool {
	p := &r.d.Props[e.Prop]
	return p.Kind == chancery.LightPred || strings.HasPrefix(p.Lemma, "agree") || p.Lemma == "accept" || p.Lemma == "reach"
}

// divided reports whether the sides are more than one.
func divided(sides []string) bool {
	return slices.ContainsFunc(sides, func(s string) bool { return s != sides[0] })
}

// athome gives protests that name nobody the state in which the protesters are,
// as what they ask for they ask of it, and curfews, bans and the like that of
// the soldiers or the minister who order them.
func (r *reader) athome(rows []chancery.Event) {
	for i := range rows {
		e := &rows[i]
		if len(e.Targets) > 0 || e.Type != chancery.Protest && !rulesHome(e) {
			continue
		}
		for _, id := range e.Sources {
			c := r.country(id)
			if state := r.stateID(c); c != "" && state != "" && !slices.Contains(e.Sources, state) {
				e.Targets = []string{state}
				e.TargetCodes = r.codes(e.Targets)
				e.Confidence -= 0.1
				break
			}
		}
	}
}

// rulesHome reports whether an act is one of those in power over their own state.
func rulesHome(e *chancery.Event) bool {
	return e.Type == chancery.Coerce && (strings.HasPrefix(e.CAMEO, "172") || e.CAMEO == "170" && slices.Contains(e.Contexts, "pro_autocracy"))
}

// addressed reports whether an act of that kind is always toward somebody.
func addressed(e *chancery.Event) bool {
	switch e.Type {
	case chancery.Accuse, chancery.Reject, chancery.Request, chancery.Threaten, chancery.Sanction,
		chancery.Agree, chancery.Aid, chancery.Support, chancery.Cooperate, chancery.Assault:
		return true
	case chancery.Retreat:
		return e.Mode != "resign"
	case chancery.Mobilize:
		return e.Mode != "police"
	case chancery.Concede:
		return e.CAMEO == "080" // the others are at home
	}
	return false
}

// side is the state or the international body that an actor belongs to.
func (r *reader) side(id string) string {
	switch a := r.actor(id); {
	case a == nil:
	case a.Country != "":
		return a.Country + faction(a.Codes)
	case len(a.Codes) > 0:
		return sideOf(a.Codes[0], r.s.onto.roles) + faction(a.Codes)
	}
	return ""
}

// faction is the role in a code that sets an actor against the state it is of:
// rebels, the opposition, unions; empty for those who act for it.
func faction(codes []string) string {
	if len(codes) == 0 || len(codes[0]) < 6 {
		return ""
	}
	switch f := codes[0][3:6]; f {
	case "REB", "SEP", "OPP", "INS", "RAD", "UAF", "LAB", "PTY", "CVL", "EDU", "BUS", "MED", "REF", "CRM", "AGR":
		return f
	}
	return ""
}

// sideOf is the part of a code that says whose an actor is: a state, or an
// international kind with the body's own letters. Empty for a mere role.
func sideOf(code string, roles map[string]bool) string {
	if len(code) < 3 || roles[code[:3]] {
		return ""
	}
	switch code[:3] {
	case "IGO", "NGO", "NGM", "MNC", "IMG", "INT":
		return code[:min(6, len(code))]
	}
	return code[:3]
}

func (r *reader) sides3(ids []string) []string {
	var out []string
	for _, id := range ids {
		if s := r.side(id); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// abroad reports whether an actor is of a side that is none of home.
func (r *reader) foreign(id string, home []string) bool {
	s := r.side(id)
	return s != "" && !slices.Contains(home, s)
}

// inClause is the first actor of the only foreign side of the clause.
func (r *reader) inClause(e *chancery.Event, home []string) string {
	id, side := "", ""
	for _, i := range r.mentions(e.Span) {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention || !e.Span.Contains(m.Span) || r.locative(m.Head) || r.elsewhere(m.Head, r.d.Props[e.Prop].Head) || conflict(e.Type) && r.aside(m.Head, r.d.Props[e.Prop].Head) || r.sent(e, m.Head) {
			continue
		}
		for _, x := range m.Refs {
			switch s := r.side(x); {
			case !r.foreign(x, home):
			case side == "":
				id, side = x, s
			case s != side:
				return ""
			}
		}
	}
	return id
}

// sent reports whether a word heads what is given or moved: "sent British troops".
func (r *reader) sent(e *chancery.Event, head int) bool {
	if e.Type != chancery.Mobilize && e.Type != chancery.Aid {
		return false
	}
	return slices.ContainsFunc(r.d.Props[e.Prop].Args, func(a chancery.Arg) bool { return a.Role == chancery.Obj && a.Tok == head })
}

// elsewhere reports whether a word stands in another clause that is joined to the
// predicate: "France pledged money, China sent tents".
func (r *reader) elsewhere(t, head int) bool {
	topic := r.d.Toks[t].Rel.Base() == "nmod"
	for n := 0; t >= 0 && t != head && n < 40; n++ {
		k := &r.d.Toks[t]
		switch b := k.Rel.Base(); b {
		case "conj", "parataxis":
			if k.UPOS == "VERB" || k.UPOS == "AUX" {
				return true
			}
		case "acl", "ccomp", "advcl": // what something else is about: "in a sign that the talks on Ukraine will be hard"
			if topic && k.Head != head {
				return true
			}
		}
		t = k.Head
	}
	return false
}

// aside reports whether a word stands in a relative clause on the way up to the
// predicate: "Chad, which had helped Niger, condemned the attack".
func (r *reader) aside(t, head int) bool {
	for n := 0; t >= 0 && t != head && n < 40; n++ {
		k := &r.d.Toks[t]
		if k.Rel == "acl:relcl" {
			return true
		}
		t = k.Head
	}
	return false
}

// locative reports whether a name says where: "the crisis in Ukraine".
func (r *reader) locative(head int) bool {
	for t := max(0, head-4); t < head; t++ {
		if k := &r.d.Toks[t]; k.Head == head && k.Rel == "case" {
			switch lower(r.d, t) {
			case "in", "near", "at", "inside", "outside", "across":
				return true
			}
		}
	}
	return false
}

// nearRows is how far back the talk between two sides is looked for.
const nearRows = 3

// justBefore is the other side of the last row that has home on one side.
func (r *reader) justBefore(rows []chancery.Event, i int, home []string) string {
	for j, n := i-1, 0; j >= 0 && n < nearRows; j-- {
		e := &rows[j]
		if rows[i].Type == chancery.Assault && rows[i].Sentence != e.Sentence {
			return ""
		}
		if e.Status != chancery.Actual && e.Status != chancery.Planned {
			continue // what was only spoken of is not between them
		}
		if conflict(rows[i].Type) && !conflict(e.Type) && e.Type != chancery.Request {
			continue // one does not blame whom one has just helped or met
		}
		n++
		if id := r.opposite(e, home); id != "" && (r.country(id) != "" || rows[i].Sentence-e.Sentence <= 1) {
			return id
		}
	}
	return ""
}

// most is the key with the greatest count, which must be at least that; empty
// where another has as many.
func most(count map[string]int, least int) string {
	best, next := "", 0
	for s, n := range count {
		switch {
		case best == "" || n > count[best]:
			best, next = s, max(next, count[best])
		default:
			next = max(next, n)
		}
	}
	if best == "" || count[best] < least || count[best] == next {
		return ""
	}
	return best
}

// minOpposed is how many acts between two sides make them face each other.
const minOpposed = 2

// faced counts who faces whom in what kind of act: of each side, the sides that it
// does things to, or that do them to it.
func (r *reader) faced(rows []chancery.Event) map[string][]faceOff {
	told := map[string][]faceOff{}
	add := func(t chancery.EventType, us, them string) {
		a, b := r.side(us), r.side(them)
		if a == "" || b == "" || a == b {
			return
		}
		list := told[a]
		k := slices.IndexFunc(list, func(f faceOff) bool { return f.kind == t && f.side == b })
		if k < 0 {
			list = append(list, faceOff{kind: t, side: b, who: them})
			k = len(list) - 1
		}
		list[k].n++
		told[a] = list
	}
	for i := range rows {
		e := &rows[i]
		if e.Status != chancery.Actual && e.Status != chancery.Planned || len(e.Sources) == 0 || len(e.Targets) == 0 {
			continue
		}
		add(e.Type, e.Sources[0], e.Targets[0])
		add(e.Type, e.Targets[0], e.Sources[0])
	}
	return told
}

// A faceOff is how often a side is told to face another in acts of a type.
type faceOff struct {
	kind      chancery.EventType
	side, who string
	n         int
}

// opponent is whom the article tells most acts of between that side and home,
// where no other is told of as often.
func (r *reader) opponent(told map[string][]faceOff, e *chancery.Event, home []string) string {
	count, first := map[string]int{}, map[string]string{}
	for _, h := range home {
		for _, f := range told[h] {
			if slices.Contains(home, f.side) || !r.akin(e.Type, f.kind) {
				continue
			}
			count[f.side] += f.n
			if first[f.side] == "" {
				first[f.side] = r.stateOf(f.who)
			}
		}
	}
	least := minOpposed
	if e.Type == chancery.Assault {
		least = 1
	}
	return first[most(count, least)]
}

// akin reports whether an act that is told of two sides says whom another act of
// one of them is toward: force those who fight, blame those who quarrel.
func (r *reader) akin(e, f chancery.EventType) bool {
	material := func(t chancery.EventType) bool { return r.s.onto.Types[t].Quad == "material_conflict" }
	switch {
	case e == chancery.Assault:
		return f == chancery.Assault || f == chancery.Mobilize || f == chancery.Coerce || f == chancery.Protest
	case material(e):
		return material(f) || f == chancery.Threaten
	case conflict(e), e == chancery.Request:
		return conflict(f) || f == chancery.Request
	}
	return true
}

// stateOf is the state that an official acts for, anybody else himself.
func (r *reader) stateOf(id string) string {
	a := r.actor(id)
	if a == nil || a.Kind != chancery.Person || a.Country == "" || faction(a.Codes) != "" {
		return id
	}
	if s := r.stateID(a.Country); s != "" {
		return s
	}
	return id
}

// conflict reports whether an act is against somebody.
func conflict(t chancery.EventType) bool {
	switch t {
	case chancery.Accuse, chancery.Threaten, chancery.Reject, chancery.Sanction, chancery.Coerce, chancery.Assault, chancery.Mobilize:
		return true
	}
	return false
}

// opposite is an actor on the side of a row that faces home.
func (r *reader) opposite(e *chancery.Event, home []string) string {
	ours := func(ids []string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(home, r.side(id)) })
	}
	theirs := func(ids []string) string {
		i := slices.IndexFunc(ids, func(id string) bool { return r.foreign(id, home) })
		switch {
		case i < 0:
			return ""
		case strings.HasPrefix(ids[i], "unnamed:") && r.country(ids[i]) != "":
			return r.stateID(r.country(ids[i])) // an envoy stands for the state
		}
		return ids[i]
	}
	switch {
	case ours(e.Sources):
		return theirs(e.Targets)
	case ours(e.Targets):
		return theirs(e.Sources)
	}
	return ""
}

// subject is the state that the article is about: that which it names most, three
// times and more, and twice as often as the next foreign one.
func (r *reader) subject(home []string) string {
	var abroad []sideCount
	for _, c := range r.sidesNamed() {
		if !slices.Contains(home, c.side) {
			abroad = append(abroad, c)
		}
		if len(abroad) == 2 {
			break
		}
	}
	switch {
	case len(abroad) == 0, abroad[0].n < 3:
		return ""
	case len(abroad) == 2 && 2*abroad[0].n < 3*abroad[1].n:
		return ""
	}
	return abroad[0].first
}
