package prop

import "chancery"

// selfsame gives the pronoun that is the subject of what somebody says, and that
// nothing else has resolved, to him who says it: "The rebels said they would
// withdraw".
func (r *reader) selfsame(p *chancery.Prop, t int) {
	h := r.up(t)
	if h < 0 || r.at[h-r.lo] < 0 {
		return
	}
	q := &r.props[r.at[h-r.lo]]
	if !speech(r.s.lex.Class(q.Lemma)) {
		return
	}
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role != chancery.Subj && a.From != "passive" || len(a.Actors)+len(a.IDs) > 0 || !isThird(r.form(a.Tok)) {
			continue
		}
		for _, s := range filter(q.Args, chancery.Subj) {
			a.Actors = append(a.Actors, s.Actors...)
			a.IDs = append(a.IDs, s.IDs...)
		}
		a.From = "context"
	}
}

func isThird(w string) bool {
	switch w {
	case "it", "they", "he", "she", "them", "him", "her":
		return true
	}
	return false
}
