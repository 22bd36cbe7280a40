package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// A reader reads one article.
type reader struct {
	s      *Stage
	d      *chancery.Doc
	match  *rules.Matcher
	known  map[string]bool // ids of actors
	byHead map[int][]int   // actor mentions by head token
	land   map[string]string
	ix     *index
	things map[string]bool // actors that are named by their arms only: "the tanks"

	state []uint8  // of each proposition: unseen, under way, done
	deeds []*deed  // of each proposition, nil where it is none
	sides [][]deed // rows beside that of the proposition
	under []int    // proposition whose content it is, -1 without one
}

// A deed is what a rule makes of one proposition.
type deed struct {
	prop   int
	rule   *rules.Rule
	kind   chancery.EventType
	cameo  string
	a, b   []string
	parts  []int // places in Prop.Args of its content
	weight int
	// obscure says that nothing is known of its parties that would make it
	// public affairs.
	obscure bool
	guess   float64 // probability of what was learnt, 0 where a rule says it
}

const (
	unseen = iota
	underWay
	done
)

func newReader(s *Stage, d *chancery.Doc) *reader {
	r := &reader{s: s, d: d, match: s.rules.On(d), known: map[string]bool{}, byHead: map[int][]int{}, land: map[string]string{},
		state: make([]uint8, len(d.Props)), deeds: make([]*deed, len(d.Props)),
		sides: make([][]deed, len(d.Props)), under: make([]int, len(d.Props))}
	r.ix = newIndex(d)
	for _, a := range d.Actors {
		r.known[a.ID] = true
		if a.Kind == chancery.Country && r.land[a.Country] == "" {
			r.land[a.Country] = a.ID
		}
	}
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Kind == chancery.ActorMention {
			r.byHead[m.Head] = append(r.byHead[m.Head], i)
		}
	}
	r.arms()
	for i := range r.under {
		r.under[i] = -1
	}
	return r
}

// arms finds the actors that the article names by weapons and vehicles only; one
// does not speak to them.
func (r *reader) arms() {
	r.things = map[string]bool{}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention || m.Head < 0 {
			continue
		}
		arm := m.Form == chancery.NominalForm && r.s.lex.Has("armsnoun", lower(r.d, m.Head))
		for _, id := range m.Refs {
			if old, ok := r.things[id]; !ok || old {
				r.things[id] = arm || m.Form == chancery.PronounForm && old
			}
		}
	}
}

// armsIn reports whether a proposition names an actor by weapons only: "sent
// battle tanks".
func (r *reader) armsIn(i int, id string) bool {
	p := &r.d.Props[i]
	found := false
	for k := range p.Args {
		a := &p.Args[k]
		if !slices.Contains(a.ActorIDs(r.d), id) {
			continue
		}
		if !r.s.lex.Has("armsnoun", strings.ToLower(r.d.Toks[a.Tok].Lemma)) {
			return false
		}
		found = true
	}
	return found
}

// read is the event that proposition i is, nil where it is none. The content of
// a speech act is read before the act.
func (r *reader) read(i int) *deed {
	if r.state[i] != unseen {
		return r.deeds[i]
	}
	r.state[i] = underWay
	list := r.match.Match(i, kinds...)
	slices.SortStableFunc(list, func(a, b rules.Match) int {
		return first(b.Rule) - first(a.Rule)
	})
	for _, m := range list {
		beside := m.Rule.Stance == besideStance
		if y := r.deeds[i]; y != nil && !y.obscure && !beside {
			continue
		}
		x := r.make(i, m)
		switch {
		case x == nil, x.obscure && (beside || r.deeds[i] != nil):
		case beside:
			r.sides[i] = append(r.sides[i], *x)
		default:
			r.deeds[i] = x
		}
	}
	if r.deeds[i] == nil && len(list) == 0 {
		r.deeds[i] = r.propose(i)
	}
	r.state[i] = done
	return r.deeds[i]
}

// first is 1 for a rule that goes before more specific ones, 2 for an operator's
// own.
func first(r *rules.Rule) int {
	if r.Own {
		return 2
	}
	if r.Stance == firstStance || r.Stance == wordsStance {
		return 1
	}
	return 0
}

// make is the deed that a rule that holds makes of a proposition, nil where
// what the rule cannot see is missing.
func (r *reader) make(i int, m rules.Match) *deed {
	if r.invented(i) {
		return nil
	}
	x := &deed{prop: i, rule: m.Rule, kind: chancery.EventType(m.Rule.Kind), cameo: m.Rule.CAMEO, weight: m.Weight}
	x.a, x.b = r.actors(m.A), r.actors(m.B)
	if m.Rule.Stance == wordsStance && !r.inWords(i, x.a, x.b) {
		return nil
	}
	if verbal(x.kind) || x.kind == chancery.Support || x.kind == chancery.Aid {
		x.b = slices.DeleteFunc(x.b, func(id string) bool { return r.things[id] || r.armsIn(i, id) })
	}
	if x.cameo == "" {
		x.cameo = r.s.onto.Types[x.kind].Default
	}
	if len(x.a)+len(x.b) == 0 {
		if x.b = r.ground(x); len(x.b) == 0 {
			return nil
		}
	}
	if column, ok := speaks(x); ok {
		x.parts = r.content(i, &m)
		if !r.speak(x, column) {
			return nil
		}
	}
	if len(x.b) == 0 {
		x.b = r.inside(x)
	}
	r.settle(x)
	if x.cameo == "0871" && len(x.b) == 0 && r.suffers(i, x) {
		return nil
	}
	x.obscure = !r.matters(x)
	return x
}

// suffers reports whether those who stop fighting are those it is done to: "to
// stop the shelling of its cities".
func (r *reader) suffers(i int, x *deed) bool {
	for k := range r.d.Props[i].Args {
		a := &r.d.Props[i].Args[k]
		if a.Role != chancery.Obj || a.Prop < 0 {
			continue
		}
		for _, id := range r.d.Props[a.Prop].ActorIDs(r.d, chancery.Obj) {
			if slices.Contains(x.a, id) {
				return true
			}
		}
	}
	return false
}

// matters reports whether a deed is public affairs: what is said is so by who
// says it, what is done also by whom it is done to.
func (r *reader) matters(x *deed) bool {
	if x.kind == chancery.Consult && r.all(x.a, r.crowd) {
		return slices.ContainsFunc(x.b, func(id string) bool { return r.weighty(id) && !r.crowd(id) })
	}
	if len(x.a) > 0 && (verbal(x.kind) || x.kind == chancery.Consult || x.kind == chancery.Support) {
		return slices.ContainsFunc(x.a, r.weighty) || x.cameo != "042" && slices.ContainsFunc(x.b, func(id string) bool {
			return r.weighty(id) && !strings.HasPrefix(id, "group:")
		})
	}
	return slices.ContainsFunc(x.a, r.weighty) || slices.ContainsFunc(x.b, r.weighty)
}

// crowd reports whether an actor is people of no office: settlers that arrive are no
// visit.
func (r *reader) crowd(id string) bool {
	a := r.actor(id)
	return a != nil && a.Kind == chancery.Group && (len(a.Codes) == 0 || strings.Contains(a.Codes[0], "CVL") || len(a.Codes[0]) == 3)
}

// weighty reports whether an actor is somebody in public affairs: of a state or
// of a known body. A name that nothing is known of, or "parents", is not enough
// for an event.
func (r *reader) weighty(id string) bool {
	a := r.actor(id)
	return a != nil && (a.Country != "" || r.titled(id) || slices.ContainsFunc(a.Codes, func(c string) bool {
		return len(c) >= 3 && (!r.s.onto.roles[c[:3]] || public[c[:3]])
	}))
}

// titled reports whether the article gives a person an office: "former President
// Nasser Diallo".
func (r *reader) titled(id string) bool {
	if r.ix.titled == nil {
		r.findTitled()
	}
	return r.ix.titled[id]
}

func (r *reader) findTitled() {
	r.ix.titled = map[string]bool{}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention {
			continue
		}
		for t := m.Head; t >= 0 && r.d.Toks[t].Span.Start >= m.Span.Start; t-- {
			if !r.s.lex.Has("officetitle", lower(r.d, t)) {
				continue
			}
			for _, id := range m.Refs {
				r.ix.titled[id] = r.ix.titled[id] || strings.HasPrefix(id, "person:")
			}
		}
	}
}

// public are the roles of those in public affairs whose state is not known.
var public = map[string]bool{"GOV": true, "LEG": true, "JUD": true, "OPP": true, "REB": true, "SEP": true, "PTY": true, "SPY": true}

// actors are the ids that the article knows.
func (r *reader) actors(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !r.known[id] {
			// A demonym names a state by its code.
			if id = r.stateID(id); id == "" {
				continue
			}
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// inside is the party that the object or the goal of a deed belongs to: "vetoed
// a resolution of the Council", "tariffs on Canadian goods".
func (r *reader) inside(x *deed) []string {
	p := &r.d.Props[x.prop]
	for k := range p.Args {
		a := &p.Args[k]
		if a.Role != chancery.Obj && (a.Role != chancery.PrepArg || !slices.Contains(goals, a.Prep)) {
			continue
		}
		if a.Role == chancery.Obj && (x.kind == chancery.Mobilize || x.kind == chancery.Aid) {
			continue // "sent British troops", "gave German tanks"
		}
		if ids := r.owners(a, x); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// owners are the actors that a noun phrase belongs to: those of an event noun,
// possessors, what "of" and the like lead to, demonyms and names before it.
func (r *reader) owners(a *chancery.Arg, x *deed) []string {
	if a.Prop >= 0 && r.d.Props[a.Prop].Kind == chancery.NounPred {
		q := &r.d.Props[a.Prop]
		for _, role := range []chancery.Role{chancery.Subj, chancery.Obj, chancery.PrepArg, chancery.Mod} {
			if ids := r.free(q.ActorIDs(r.d, role), x); len(ids) > 0 {
				return ids
			}
		}
	}
	s := r.d.Sentences[r.d.Props[x.prop].Sent]
	for t := s.Lo; t < s.Hi; t++ {
		if !a.Span.Contains(r.d.Toks[t].Span) || !r.modifies(t, a.Tok) {
			continue
		}
		if t < a.Tok && a.Role == chancery.Obj && (x.kind == chancery.Mobilize || x.cameo == "074") {
			continue // whose troops are sent is not whom they are sent against
		}
		ids := r.free(r.at(t), x)
		if len(ids) == 0 {
			continue
		}
		for k := t + 1; k < s.Hi; k++ {
			if c := &r.d.Toks[k]; c.Head == t && c.Rel.Base() == "conj" {
				ids = append(ids, r.free(r.at(k), x)...)
			}
		}
		return ids
	}
	return nil
}

// modifies reports whether t stands below the noun head within one noun phrase,
// at most two steps down: "tariffs on Australian wine".
func (r *reader) modifies(t, head int) bool {
	for n := 0; n < 2 && t != head; n++ {
		k := &r.d.Toks[t]
		switch k.Rel.Base() {
		case "nmod", "compound", "amod", "det":
		default:
			return false
		}
		if k.Head < 0 {
			return false
		}
		if t = k.Head; t == head {
			return true
		}
	}
	return false
}

// at are the actors that a word names: by a mention, or as a demonym.
func (r *reader) at(t int) []string {
	for _, m := range r.byHead[t] {
		if ids := r.d.Mentions[m].Refs; len(ids) > 0 {
			return ids
		}
	}
	if code := r.s.demonyms[strings.ToLower(r.d.Toks[t].Form)]; code != "" {
		if id := r.stateID(code); id != "" {
			return []string{id}
		}
	}
	return nil
}

// settle gives a deed the parties and the depth that its rule leaves open.
func (r *reader) settle(x *deed) {
	p := &r.d.Props[x.prop]
	if len(x.b) == 0 && takesPlace(x) {
		if id := r.landOf(p, x); id != "" && !slices.Contains(x.a, id) {
			x.b = append(x.b, id)
		}
	}
	switch {
	case x.cameo == "070":
		x.cameo = r.aidOf(p)
	case x.kind == chancery.Protest && len(x.cameo) == 3:
		x.cameo += r.demandOf(p)
	}
	if x.kind == chancery.Consult && len(x.a) == 1 && len(x.b) == 0 {
		x.b = r.beside(p, x)
	}
	if x.kind == chancery.Consult && (x.cameo == "040" || x.cameo == "046") && r.abroad(p, x) {
		x.cameo = "044"
	}
	if x.kind == chancery.Coerce && len(x.a) == 0 && (x.cameo == "173" || x.cameo == "174") {
		x.a = r.captor(p, x)
	}
	x.b = slices.DeleteFunc(x.b, func(id string) bool { return slices.Contains(x.a, id) })
}

// beside are those whom a subject names behind an "and" within the description of
// the first: "the envoy of Chad, Idriss Musa, and his Sudanese counterpart Omar Ali".
func (r *reader) beside(p *chancery.Prop, x *deed) []string {
	for k := range p.Args {
		a := &p.Args[k]
		if a.Role != chancery.Subj {
			continue
		}
		for _, i := range r.mentions(a.Span) {
			m := &r.d.Mentions[i]
			if m.Kind != chancery.ActorMention || m.Head < 0 || !a.Span.Contains(m.Span) || m.Head == a.Tok {
				continue
			}
			for t, n := m.Head, 0; t >= 0 && t != a.Tok && n < 8; t, n = r.d.Toks[t].Head, n+1 {
				if r.d.Toks[t].Rel.Base() != "conj" {
					continue
				}
				if ids := r.free(m.Refs, x); len(ids) > 0 && r.weighty(ids[0]) {
					return ids
				}
			}
		}
	}
	return nil
}

// aidOf is the code of aid by the words before its noun.
func (r *reader) aidOf(p *chancery.Prop) string {
	if p.Kind != chancery.VerbPred {
		return r.deepen("070", p.Head)
	}
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.Obj {
			if c := r.deepen("070", a.Tok); c != "070" {
				return c
			}
		}
	}
	return "070"
}

// demandOf is the fourth digit of a protest: what it is for or against, 1 who
// leads, 2 a policy, 3 rights, 4 institutions; empty where nothing says it.
func (r *reader) demandOf(p *chancery.Prop) string {
	for i := range p.Args {
		a := &p.Args[i]
		switch a.Role {
		case chancery.Advcl, chancery.Comp:
		case chancery.PrepArg:
			if !slices.Contains([]string{"for", "against", "over", "about", "at", "to", "in"}, a.Prep) {
				continue
			}
		default:
			continue
		}
		switch code := r.topicIn(a.Span, p.Sent); code {
		case "0831":
			return "1"
		case "083", "0832":
			return "2"
		case "0833", "0841", "0842":
			return "3"
		case "0834":
			return "4"
		}
	}
	return ""
}

// abroad reports whether the place of a meeting lies in none of the countries
// of its parties, of which there are two and more.
func (r *reader) abroad(p *chancery.Prop, x *deed) bool {
	if p.Where < 0 || len(x.b) == 0 {
		return false
	}
	at := ""
	if id := r.placeOf(p.Where); id != nil {
		at = r.placeCalled(*id).Country
	}
	if at == "" {
		return false
	}
	var lands []string
	for _, id := range slices.Concat(x.a, x.b) {
		c := r.country(id)
		if c == "" || c == at {
			return false
		}
		if !slices.Contains(lands, c) {
			lands = append(lands, c)
		}
	}
	return len(lands) > 1
}

func lower(d *chancery.Doc, tok int) string {
	if l := d.Toks[tok].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return strings.ToLower(d.Toks[tok].Form)
}
