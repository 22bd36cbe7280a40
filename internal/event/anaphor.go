package event

import (
	"slices"

	"chancery"
)

// nearDeed is how many sentences back that may stand which "the move" takes up.
const nearDeed = 2

// takenUp gives blame and praise of what has just been told, and names nobody
// ("condemned the coup", "welcomed it"), him who did it. It costs confidence.
func (r *reader) takenUp(rows []chancery.Event) {
	for i := range rows {
		e := &rows[i]
		if len(e.Targets) > 0 || len(e.Sources) == 0 || e.Status != chancery.Actual || e.Type != chancery.Accuse && e.Type != chancery.Support {
			continue
		}
		noun := r.pointsBack(e)
		if noun == "" {
			continue
		}
		home := r.sides3(e.Sources)
		for j := i - 1; j >= 0 && e.Sentence-rows[j].Sentence <= nearDeed; j-- {
			f := &rows[j]
			if f.Status != chancery.Actual && f.Status != chancery.Planned || !r.couldBe(noun, e, f) {
				continue
			}
			k := slices.IndexFunc(f.Sources, func(id string) bool {
				return !slices.Contains(e.Sources, id) && r.side(id) != "" && (r.foreign(id, home) || r.country(id) == "")
			})
			if k < 0 {
				continue
			}
			e.Targets = []string{f.Sources[k]}
			e.TargetCodes = r.codes(e.Targets)
			e.Confidence -= 0.2
			break
		}
	}
}

// pointsBack is the word of a definite object that takes up what was told, as
// against one that says itself whose deed it is; empty where there is none.
func (r *reader) pointsBack(e *chancery.Event) string {
	p := &r.d.Props[e.Prop]
	a := p.Arg(chancery.Obj)
	if a == nil || a.Tok < 0 || len(r.actors(a.ActorIDs(r.d))) > 0 {
		return ""
	}
	w := lower(r.d, a.Tok)
	if w == "it" || w == "this" || w == "that" {
		return w
	}
	s := r.d.Sentences[p.Sent]
	for t := s.Lo; t < a.Tok; t++ {
		if k := &r.d.Toks[t]; k.Head == a.Tok && k.Rel.Base() == "det" {
			if d := lower(r.d, t); d == "the" || d == "this" || d == "that" || d == "these" {
				return w
			}
		}
	}
	return ""
}

// couldBe reports whether a word may mean the deed of a row: the word itself, a
// noun for any deed, or one for an attack.
func (r *reader) couldBe(noun string, e, f *chancery.Event) bool {
	switch {
	case e.Type == chancery.Accuse && f.Type == chancery.Accuse && f.Status == chancery.Actual:
		return false
	case slices.Contains([]string{"it", "this", "that", "move", "decision", "act", "step", "action", "measure", "announcement", "deed", "incident", "gesture"}, noun):
		return e.Type != chancery.Accuse || f.Type != chancery.Consult
	case r.s.lex.Has("attacknoun", noun), slices.Contains([]string{"coup", "violence", "killing", "crackdown"}, noun):
		return r.s.onto.Types[f.Type].Quad == "material_conflict"
	}
	return r.d.Props[f.Prop].Lemma == noun || r.s.lex.Has("dealnoun", noun) && (f.Type == chancery.Agree || f.CAMEO == "057")
}
