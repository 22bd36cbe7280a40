package chancery

// Sides knows which actors of an article stand for which state or body.
type Sides struct{ country map[string]string }

// NewSides reads the actors of d.
func NewSides(d *Doc) Sides {
	s := Sides{make(map[string]string, len(d.Actors))}
	for i := range d.Actors {
		a := &d.Actors[i]
		if apart(a) {
			// Rebels stand with their leaders, not with their state.
			s.country[a.ID] = ""
			if len(a.Codes) > 0 && len(a.Codes[0]) > 6 {
				s.country[a.ID] = a.Codes[0]
			}
			continue
		}
		s.country[a.ID] = a.Country
		switch {
		case a.Country != "":
		case a.Kind == Country:
			s.country[a.ID] = a.ID
		case len(a.Codes) > 0 && len(a.Codes[0]) >= 6 && a.Codes[0][:3] == "IGO":
			s.country[a.ID] = a.Codes[0] // a body and those who act for it
		}
	}
	return s
}

// apart reports whether an actor has a country and does not stand for it:
// rebels, the opposition, civilians, separatists, media.
func apart(a *Actor) bool {
	if a.Kind == Country || len(a.Codes) == 0 {
		return a.Kind == Group
	}
	for _, c := range a.Codes {
		if len(c) < 6 {
			return false
		}
		switch c[3:6] {
		case "OPP", "REB", "CVL", "SEP", "INS", "MED", "NGO", "CRM", "LAB", "REF", "UAF":
		default:
			return false
		}
	}
	return true
}

// Has reports whether id is an actor of the article.
func (s Sides) Has(id string) bool {
	_, ok := s.country[id]
	return ok
}

// Known are those of ids that are actors of the article, in their order.
func (s Sides) Known(ids []string) []string {
	all := true
	for _, id := range ids {
		all = all && s.Has(id)
	}
	if all {
		return ids
	}
	var out []string
	for _, id := range ids {
		if s.Has(id) {
			out = append(out, id)
		}
	}
	return out
}

// Country is the state that an actor is or stands for, or the code of the body;
// empty without one.
func (s Sides) Country(id string) string { return s.country[id] }

// Same reports whether id is one of ids or stands for the same state as one of
// them.
func (s Sides) Same(id string, ids ...string) bool {
	for _, o := range ids {
		if o == id || s.country[o] != "" && s.country[o] == s.country[id] {
			return true
		}
	}
	return false
}
