package event

import (
	"slices"

	"chancery"
	"chancery/internal/rules"
)

// speaks is the column of content.tsv that codes a deed by its content. Only
// codes that say nothing of the content yet are open to it.
func speaks(x *deed) (column int, ok bool) {
	switch x.cameo {
	case "02", "020", "022", "023", "025":
		return appeal, true
	case "03", "030", "031", "032", "033", "035":
		return intend, true
	case "10", "100", "101", "102", "105":
		return demand, true
	case "12", "120", "121", "122", "124":
		return reject, true
	case "13", "130", "131", "132", "138":
		return threaten, true
	}
	// What else is said gives parties, not a deeper code.
	return -1, verbal(x.kind) || x.kind == chancery.Support || x.kind == chancery.Concede
}

// content are the places in Prop.Args of what a speech act speaks of.
func (r *reader) content(i int, m *rules.Match) []int {
	if m.Content != nil {
		return m.Content
	}
	p := &r.d.Props[i]
	pick := func(fits func(a *chancery.Arg) bool) (out []int) {
		for k := range p.Args {
			if fits(&p.Args[k]) {
				out = append(out, k)
			}
		}
		return out
	}
	if c := pick(func(a *chancery.Arg) bool { return a.Role == chancery.Comp }); c != nil {
		return c
	}
	if c := pick(func(a *chancery.Arg) bool {
		return a.Role == chancery.Advcl && a.Prop >= 0 && slices.Contains([]string{"to", "of", "from", "for"}, a.Prep)
	}); c != nil {
		return c
	}
	bound := func(a *chancery.Arg) bool { return slices.Contains(m.BTok, a.Tok) || slices.Contains(m.ATok, a.Tok) }
	if c := pick(func(a *chancery.Arg) bool { return a.Role == chancery.Obj && (!bound(a) || a.Prop >= 0) }); c != nil {
		return c
	}
	return pick(func(a *chancery.Arg) bool {
		return a.Role == chancery.PrepArg && !bound(a) && slices.Contains(topics, a.Prep)
	})
}

// topics are the prepositions that lead to what is spoken of.
var topics = []string{"for", "on", "of", "to", "with", "over", "against", "about", "from", "into", "towards", "toward"}

// speak codes a speech act by its content and takes over parties that it does
// not name. It reports false for an intention of nothing that is an event.
func (r *reader) speak(x *deed, column int) bool {
	p := &r.d.Props[x.prop]
	inner, code := r.speaksOf(x)
	if x.rule.Stance == mandStance && !r.mandated(x) {
		return false
	}
	if x.rule.Stance == intentStance {
		if code == "" || inner == nil {
			return false
		}
		if r.s.onto.Types[inner.kind].Quad == "material_conflict" && column == intend {
			if r.d.Props[inner.prop].Neg {
				code = "087"
			} else {
				x.kind, x.cameo, column = chancery.Threaten, "130", threaten
			}
		}
	}
	if inner != nil && column != threaten && column >= 0 && r.d.Props[inner.prop].Neg && r.s.onto.Types[inner.kind].Quad == "material_conflict" {
		code = "087"
	}
	if column >= 0 && code != "" {
		if c := r.s.onto.spoken(column, code); c != "" {
			x.cameo = c
		}
	}
	if len(x.b) == 0 {
		x.b = r.partyOf(x, inner)
	}
	if len(x.b) == 0 && x.kind == chancery.Request {
		x.b = r.asked(x)
	}
	if len(x.b) == 0 {
		x.b = r.named(p, x)
	}
	return true
}

// asked is who is to do what is asked, where that is no event: the subject of
// "that Chad renounce its claim".
func (r *reader) asked(x *deed) []string {
	p := &r.d.Props[x.prop]
	for _, k := range x.parts {
		a := &p.Args[k]
		if a.Role != chancery.Comp || a.Prop < 0 {
			continue
		}
		if ids := r.free(r.d.Props[a.Prop].ActorIDs(r.d, chancery.Subj), x); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// mandated reports whether a clause that is the content of x is to be done: an
// infinitive, a bare verb ("that it withdraw"), must or should.
func (r *reader) mandated(x *deed) bool {
	p := &r.d.Props[x.prop]
	for _, k := range x.parts {
		a := &p.Args[k]
		if a.Role != chancery.Comp || a.Prop < 0 {
			continue
		}
		switch q := &r.d.Props[a.Prop]; {
		case q.Status == chancery.Conditional:
		case slices.ContainsFunc(q.ActorIDs(r.d, chancery.Subj), func(id string) bool { return slices.Contains(x.a, id) }):
			// "It says it must defend itself" asks nothing of others.
		case q.Modal == "must", q.Modal == "should", q.Modal == "ought", q.Modal == "shall":
			return true
		case q.Modal == "" && q.Tense == chancery.NoTense && q.Kind != chancery.NounPred && !q.Passive:
			v := q.Head
			if q.Light >= 0 {
				v = q.Light
			}
			if r.d.Toks[v].XPOS == "VB" {
				return true
			}
		}
	}
	return false
}

// speaksOf is the deed that the content of x is, nil without one, and the code
// of the content, from words where it is no deed.
func (r *reader) speaksOf(x *deed) (*deed, string) {
	p := &r.d.Props[x.prop]
	for _, k := range x.parts {
		if y := r.deedIn(&p.Args[k], x.prop); y != nil {
			return y, y.cameo
		}
	}
	for _, k := range x.parts {
		if code := r.topicIn(p.Args[k].Span, p.Sent); code != "" {
			return nil, code
		}
	}
	return nil, ""
}

// deedIn is the deed that a part is or, where it is none, the first deed inside
// it.
func (r *reader) deedIn(a *chancery.Arg, outer int) *deed {
	if a.Prop >= 0 && a.Prop != outer {
		r.claim(a.Prop, outer)
		if y := r.read(a.Prop); y != nil && !y.obscure {
			return y
		}
	}
	sent := r.d.Props[outer].Sent
	for j := outer + 1; j < len(r.d.Props) && r.d.Props[j].Sent == sent; j++ {
		if h := r.d.Props[j].Head; !a.Span.Contains(r.d.Toks[h].Span) {
			continue
		}
		if r.state[j] == underWay {
			continue
		}
		if q := &r.d.Props[j]; q.UpRel.Base() == "advcl" && q.Tense == chancery.PastTense && q.Status == chancery.Actual {
			continue // "threatened that …, while Turkey warned that …"
		}
		if y := r.read(j); y != nil && !y.obscure && r.hangs(j, outer) {
			r.claim(j, outer)
			return y
		}
	}
	return nil
}

func (r *reader) claim(j, outer int) {
	if r.under[j] < 0 {
		r.under[j] = outer
	}
}

// hangs reports whether j stands below outer.
func (r *reader) hangs(j, outer int) bool {
	for n := 0; j >= 0 && n < 12; n++ {
		if j == outer {
			return true
		}
		j = r.d.Props[j].Up
	}
	return false
}

// topicIn is the code that the words of a span speak of.
func (r *reader) topicIn(span chancery.Span, sent int) string {
	s := r.d.Sentences[sent]
	for t := s.Lo; t < s.Hi; t++ {
		if !span.Contains(r.d.Toks[t].Span) {
			continue
		}
		if code := r.s.topic[lower(r.d, t)]; code != "" {
			return r.deepen(code, t)
		}
	}
	return ""
}

// aidKinds are the words before "aid" that say of what kind it is.
var aidKinds = map[string]string{
	"military": "072", "defence": "072", "defense": "072", "security": "072",
	"economic": "071", "financial": "071", "budget": "071", "budgetary": "071", "development": "071", "monetary": "071",
	"humanitarian": "073", "food": "073", "medical": "073", "emergency": "073", "relief": "073", "disaster": "073",
}

// deepen makes more of the code for aid by the words right before token t.
func (r *reader) deepen(code string, t int) string {
	if code != "070" {
		return code
	}
	for k := t - 1; k >= max(0, t-3); k-- {
		if c := aidKinds[lower(r.d, k)]; c != "" {
			return c
		}
	}
	return code
}

// partyOf is the party that a speech act takes from its content: who is to do
// what is asked, whoever a promise, a refusal or a threat concerns, who did
// what is blamed or praised.
func (r *reader) partyOf(x, inner *deed) []string {
	if inner == nil {
		return nil
	}
	// One promises, refuses and threatens others than one's own; demands are made
	// at home too.
	foreign := x.kind == chancery.Agree || x.kind == chancery.Reject || x.kind == chancery.Threaten
	home := r.sides3(x.a)
	others := func(ids []string) []string {
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
			return slices.Contains(x.a, id) || foreign && slices.Contains(home, r.side(id))
		})
	}
	first, second := inner.b, inner.a
	switch x.kind {
	case chancery.Request, chancery.Accuse, chancery.Support:
		first, second = inner.a, inner.b
	}
	if out := others(first); len(out) > 0 {
		return out
	}
	if x.kind == chancery.Accuse || x.kind == chancery.Request || x.kind == chancery.Support && !within(inner.a, x.a) {
		return nil
	}
	return others(second)
}

// named is the first actor of another country that stands in the content itself,
// outside clauses.
func (r *reader) named(p *chancery.Prop, x *deed) []string {
	abroad := func(ids []string) []string {
		return slices.DeleteFunc(r.free(ids, x), func(id string) bool {
			c := r.country(id)
			return c != "" && slices.ContainsFunc(x.a, func(a string) bool { return r.country(a) == c })
		})
	}
	for _, k := range x.parts {
		a := &p.Args[k]
		if a.Role == chancery.Comp || a.Role == chancery.Advcl {
			continue
		}
		for _, ids := range [][]string{a.ActorIDs(r.d), r.owners(a, x)} {
			if ids = abroad(ids); len(ids) > 0 {
				return ids
			}
		}
		for _, i := range r.mentions(a.Span) {
			m := &r.d.Mentions[i]
			if m.Kind != chancery.ActorMention || !a.Span.Contains(m.Span) {
				continue
			}
			if ids := abroad(m.Refs); len(ids) > 0 {
				return ids
			}
		}
	}
	return nil
}

// free are the known actors of ids that do not act in x.
func (r *reader) free(ids []string, x *deed) []string {
	return slices.DeleteFunc(r.actors(ids), func(id string) bool { return slices.Contains(x.a, id) || r.things[id] })
}

// verbal reports whether a type is an act of speech toward its content.
func verbal(t chancery.EventType) bool {
	switch t {
	case chancery.Agree, chancery.Request, chancery.Reject, chancery.Threaten, chancery.Accuse:
		return true
	}
	return false
}
