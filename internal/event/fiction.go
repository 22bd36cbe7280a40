package event

import (
	"slices"

	"chancery"
)

// tellers are verbs by which a work of fiction says what happens in it.
var tellers = []string{"depict", "describe", "dramatise", "dramatize", "follow", "imagine", "portray", "recount", "show", "tell"}

// invented reports whether a proposition is told by a work of fiction: "the
// film, in which Russia invades Alaska", "the novel tells how …".
func (r *reader) invented(i int) bool {
	for n := 0; i >= 0 && n < 4; n++ {
		p := &r.d.Props[i]
		v := p.Head
		if p.Light >= 0 {
			v = p.Light
		}
		if h := r.d.Toks[v].Head; h >= 0 && r.d.Toks[v].Rel.Base() == "acl" && r.s.lex.Has("fiction", lower(r.d, h)) {
			return true
		}
		if a := p.Arg(chancery.Subj); n > 0 && a != nil && slices.Contains(tellers, p.Lemma) && r.s.lex.Has("fiction", lower(r.d, a.Tok)) {
			return true
		}
		for k := range p.Args {
			if a := &p.Args[k]; a.Role == chancery.PrepArg && a.Prep == "in" && r.s.lex.Has("fiction", lower(r.d, a.Tok)) {
				return true
			}
		}
		i = p.Up
	}
	return false
}
