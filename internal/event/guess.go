package event

import (
	"slices"

	"chancery"
	"chancery/internal/learned"
	"chancery/internal/rules"
)

// guessed is the share of its probability that a learned row has as confidence.
const guessed = 0.6

// propose is the deed that the classifier makes of a verb that no rule names,
// between two parties of public affairs; nil where it is not sure.
func (r *reader) propose(i int) *deed {
	p := &r.d.Props[i]
	m := r.s.guess
	if m == nil || p.Kind != chancery.VerbPred || p.Neg || r.s.rules.Names(p.Lemma) || r.s.lex.Class(p.Lemma) != "" || r.invented(i) {
		return nil
	}
	a := r.actors(p.ActorIDs(r.d, chancery.Subj))
	b := r.actors(p.ActorIDs(r.d, chancery.Obj))
	b = slices.DeleteFunc(b, func(id string) bool { return slices.Contains(a, id) })
	if !slices.ContainsFunc(a, r.weighty) || !slices.ContainsFunc(b, r.weighty) {
		return nil
	}
	class, sure := m.Guess(r.d, i)
	if class == learned.None || sure < m.At {
		return nil
	}
	kind := chancery.EventType(class)
	t, ok := r.s.onto.Types[kind]
	if !ok {
		return nil
	}
	return &deed{prop: i, rule: &rules.Rule{Name: "learned." + class, Kind: class}, kind: kind, cameo: t.Default, a: a, b: b, guess: sure}
}
