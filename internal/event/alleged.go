package event

import (
	"slices"

	"chancery"
)

// nearDenial is how many sentences back a denial that names nothing reaches.
const nearDenial = 2

// alleged makes denied what somebody is said to have done and denies with words
// that do not name it: "accused of arming the rebels, has denied the charge",
// "They deny that."
func (r *reader) alleged(rows []chancery.Event) {
	for i := range rows {
		d := &rows[i]
		if d.Type != chancery.Reject || d.Status != chancery.Actual || !r.bareDenial(d) {
			continue
		}
		home := r.sides3(d.Sources)
		for j := i - 1; j >= 0 && d.Sentence-rows[j].Sentence <= nearDenial; j-- {
			e := &rows[j]
			if e.Status != chancery.Actual || !r.hostile(e) || !r.byUs(e.Sources, d.Sources, home) {
				continue
			}
			e.Status = chancery.Denied
			r.answers(d, e, home)
			break
		}
	}
}

// answers makes a denial that names nobody toward him who says what it denies.
func (r *reader) answers(d, e *chancery.Event, home []string) {
	if len(d.Targets) > 0 {
		return
	}
	for _, a := range e.Attribution {
		for _, id := range a.Speakers {
			if r.foreign(id, home) {
				d.Targets = []string{id}
				d.TargetCodes = r.codes(d.Targets)
				return
			}
		}
	}
}

// bareDenial reports whether a row is a denial whose content is only pointed at.
func (r *reader) bareDenial(e *chancery.Event) bool {
	p := &r.d.Props[e.Prop]
	switch p.Lemma {
	case "deny", "reject", "dismiss", "refute", "dispute":
	default:
		return false
	}
	a := p.Arg(chancery.Obj)
	if a == nil || p.Arg(chancery.Comp) != nil {
		return false
	}
	for j := e.Prop + 1; j < len(r.d.Props) && r.d.Props[j].Sent == p.Sent; j++ {
		if q := &r.d.Props[j]; q.Kind != chancery.NounPred && a.Span.Contains(r.d.Toks[q.Head].Span) {
			return false // "denied reports that it would close"
		}
	}
	w := lower(r.d, a.Tok)
	return r.s.lex.Has("claimnoun", w) || slices.Contains([]string{"it", "that", "this", "them", "these"}, w)
}

// hostile reports whether a row is an act that one may be blamed for.
func (r *reader) hostile(e *chancery.Event) bool {
	return r.s.onto.Types[e.Type].Quad == "material_conflict" || e.Type == chancery.Aid && e.CAMEO == "072"
}

// byUs reports whether the doers of a deed are those who deny it.
func (r *reader) byUs(doers, deniers, home []string) bool {
	return slices.ContainsFunc(doers, func(id string) bool {
		s := r.side(id)
		return slices.Contains(deniers, id) || s != "" && slices.Contains(home, s)
	})
}
