package event

import (
	"slices"

	"chancery"
)

// tollWords say what an attack did to people; it is the attack that counts.
var tollWords = []string{"kill", "wound", "injure", "maim", "claim", "leave", "die"}

// tolls joins what an attack did to people with the attack, so that both are one
// row: "shelled the town, killing nine", "were killed in clashes between …".
func (r *reader) tolls() {
	r.purposes()
	for i, y := range r.deeds {
		if y == nil || y.kind != chancery.Assault || !slices.Contains(tollWords, r.d.Props[i].Lemma) {
			continue
		}
		p := &r.d.Props[i]
		if up := r.clause(i); up >= 0 && p.Tense == chancery.NoTense && !p.Passive {
			if x := r.deeds[up]; x != nil && x.kind == chancery.Assault && r.d.Props[up].Status == p.Status {
				if r.unnamed(up, x.b) {
					x.b = r.except(y.b, x.a, x.b)
				}
				r.deeds[i] = nil
				continue
			}
			if r.suffered(i, y) {
				r.deeds[i] = nil
				continue
			}
		}
		for k := range p.Args {
			a := &p.Args[k]
			if a.Prop < 0 || a.Role != chancery.Subj && a.Role != chancery.PrepArg && a.Role != chancery.Advcl {
				continue
			}
			if a.Role == chancery.Advcl {
				if r.whenHit(y, a.Prop) {
					r.deeds[i] = nil
					break
				}
				continue
			}
			if x := r.deeds[a.Prop]; x != nil && x.kind == chancery.Assault && r.d.Props[a.Prop].Kind == chancery.NounPred {
				r.causedBy(y, x)
			}
		}
	}
}

// whenHit reports whether a toll is told with the attack in a clause of its own,
// and gives that the dead: "were killed when police opened fire".
func (r *reader) whenHit(y *deed, prop int) bool {
	x := r.deeds[prop]
	if x == nil || x.kind != chancery.Assault || len(y.a) > 0 || r.d.Props[prop].Status != r.d.Props[y.prop].Status {
		return false
	}
	if r.unnamed(prop, x.b) {
		x.b = r.except(y.b, x.a, x.b)
	}
	return true
}

// clause is the proposition that a participle is adverbial to, itself or by the
// participle that it is joined to; -1 without one.
func (r *reader) clause(i int) int {
	for n := 0; i >= 0 && n < 3; n++ {
		p := &r.d.Props[i]
		switch p.UpRel.Base() {
		case "advcl":
			return p.Up
		case "conj":
			i = p.Up
		default:
			return -1
		}
	}
	return -1
}

// suffered reports whether the tree hangs a toll on those who suffer the attack:
// "fired at people who marched on the palace, killing nine".
func (r *reader) suffered(i int, y *deed) bool {
	up := r.clause(i)
	if x := r.deeds[up]; x != nil && x.kind != chancery.Protest {
		return false
	}
	for j := range i {
		z := r.deeds[j]
		if z != nil && z.kind == chancery.Assault && r.d.Props[j].Sent == r.d.Props[i].Sent && len(z.a) > 0 &&
			slices.ContainsFunc(y.a, func(id string) bool { return slices.Contains(z.b, id) }) {
			return true
		}
	}
	return false
}

// purposes joins an attack with what it was for, where that is the same attack
// in other words: "used water cannon to drive back the crowd".
func (r *reader) purposes() {
	for i, y := range r.deeds {
		if y == nil || y.kind != chancery.Assault {
			continue
		}
		p := &r.d.Props[i]
		if p.Up < 0 || p.Tense != chancery.NoTense || p.UpRel.Base() != "advcl" && p.UpRel.Base() != "xcomp" {
			continue
		}
		x := r.deeds[p.Up]
		if x == nil || x.kind != chancery.Assault || !slices.Equal(x.a, y.a) || p.Status != chancery.Planned && p.Status != r.d.Props[p.Up].Status {
			continue
		}
		if r.unnamed(p.Up, x.b) {
			x.b = r.except(y.b, x.a, x.b)
		}
		r.deeds[i] = nil
	}
}

// causedBy gives the toll y the parties of the attack x, as far as it names none
// of its own; the sides of a clash are its parties whoever died.
func (r *reader) causedBy(y, x *deed) {
	switch {
	case len(x.a) > 0 && len(x.b) > 0 && len(y.a) == 0:
		y.a, y.b = slices.Clone(x.a), slices.Clone(x.b)
	case len(y.a) == 0:
		y.a = r.except(x.a, y.b, nil)
	}
	if len(y.b) == 0 {
		y.b = r.except(x.b, y.a, nil)
	}
	if y.cameo == "190" && len(x.cameo) == 3 {
		y.cameo = x.cameo
	}
}

// except is ids without those of others, or instead where nothing is left.
func (r *reader) except(ids, others, instead []string) []string {
	out := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
	if len(out) == 0 {
		return instead
	}
	return out
}

// unnamed reports whether a clause names none of the actors, as where they were
// taken from the place.
func (r *reader) unnamed(prop int, ids []string) bool {
	for _, i := range r.mentions(r.d.Props[prop].Span) {
		m := &r.d.Mentions[i]
		if m.Kind == chancery.ActorMention && r.d.Props[prop].Span.Contains(m.Span) &&
			slices.ContainsFunc(m.Refs, func(id string) bool { return slices.Contains(ids, id) }) {
			return false
		}
	}
	return true
}
