package event

import (
	"slices"

	"chancery"
)

// captor is the state in which a foreigner is arrested or jailed, where nobody
// is named: "was arrested in Lebanon", "the detention of Americans in China".
func (r *reader) captor(p *chancery.Prop, x *deed) []string {
	code := ""
	if p.Where >= 0 && p.Where < len(r.d.Mentions) {
		code = r.placed(p.Where)
	}
	for k := range p.Args {
		if a := &p.Args[k]; code == "" && a.Role != chancery.Advcl && a.Role != chancery.Comp {
			code = r.landIn(a)
		}
	}
	if code == "" || slices.ContainsFunc(x.b, func(id string) bool { return r.side(id) == code || r.side(id) == "" }) {
		return nil
	}
	if id := r.stateID(code); id != "" {
		return []string{id}
	}
	return nil
}

// placed is the country of the place or the state that a mention names.
func (r *reader) placed(m int) string {
	for _, ref := range r.d.Mentions[m].Refs {
		if c := r.country(ref); c != "" && r.d.Mentions[m].Kind == chancery.ActorMention {
			return c
		}
		if p := r.placeCalled(ref); p != nil {
			return p.Country
		}
	}
	return ""
}

// landIn is the country that a part names behind "in".
func (r *reader) landIn(a *chancery.Arg) string {
	for _, i := range r.mentions(a.Span) {
		m := &r.d.Mentions[i]
		if m.Head < 0 || !a.Span.Contains(m.Span) || !r.locative(m.Head) && !(m.Head == a.Tok && a.Prep == "in") {
			continue
		}
		if c := r.placed(i); c != "" {
			return c
		}
	}
	return ""
}

// takesPlace reports whether what a deed is done to may be the land where it is
// done: a visit, an attack, a deployment.
func takesPlace(x *deed) bool {
	switch x.kind {
	case chancery.Assault, chancery.Mobilize, chancery.Aid, chancery.Retreat:
		return true
	}
	return x.cameo == "042" || x.cameo == "192" || x.cameo == "174"
}

// landOf is the state of a place that is the object or the goal of a deed.
func (r *reader) landOf(p *chancery.Prop, x *deed) string {
	for i := range p.Args {
		a := &p.Args[i]
		goal := a.Role == chancery.Obj || a.Role == chancery.PrepArg && slices.Contains(goals, a.Prep)
		if !goal {
			continue
		}
		if c := r.placeAt(a, p.Sent); c != "" {
			return r.state3(c, x)
		}
	}
	return ""
}

var goals = []string{"against", "at", "from", "in", "into", "near", "of", "on", "to", "toward", "towards", "inside"}

// placeAt is the country of a place that heads a part of a sentence or belongs
// to it.
func (r *reader) placeAt(a *chancery.Arg, sent int) string {
	for _, i := range r.mentions(r.d.Sentences[sent].Span) {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.PlaceMention || len(m.Refs) == 0 || m.Head < 0 {
			continue
		}
		if m.Head != a.Tok && !(a.Span.Contains(m.Span) && r.d.Toks[m.Head].Head == a.Tok) {
			continue
		}
		if p := r.placeCalled(m.Refs[0]); p != nil {
			return p.Country
		}
	}
	return ""
}

// state3 is the actor that the country is; it is added where the article does
// not name it otherwise. A deed of that country's own is not toward it.
func (r *reader) state3(code string, x *deed) string {
	for _, id := range x.a {
		if r.country(id) == code {
			return ""
		}
	}
	return r.stateID(code)
}

// stateID is the actor that the country of a code is, added where the article
// does not name it otherwise; empty where there is no such country.
func (r *reader) stateID(code string) string {
	if id := r.land[code]; id != "" {
		return id
	}
	l, ok := r.s.lands[code]
	if !ok {
		return ""
	}
	id := r.newID(code)
	r.d.Actors = append(r.d.Actors, chancery.Actor{ID: id, Name: l.name, Kind: chancery.Country, Codes: []string{code}, Country: code, Wikidata: l.wikidata})
	r.ix.actors[id] = len(r.d.Actors) - 1
	r.known[id], r.land[code] = true, id
	return id
}

func (r *reader) newID(code string) string {
	id := code
	for r.known[id] {
		id += "-state"
	}
	return id
}

func (r *reader) country(id string) string {
	if a := r.actor(id); a != nil {
		return a.Country
	}
	return ""
}
