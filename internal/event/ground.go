package event

import (
	"strings"

	"chancery"
)

// ground is the state where a protest or a bombing is, as whom it is toward where
// nobody is named: "tens of thousands rallied in Belgrade", "a bomb went off in
// Kabul".
func (r *reader) ground(x *deed) []string {
	p := &r.d.Props[x.prop]
	if x.kind != chancery.Protest && !(x.kind == chancery.Assault && r.blast(p, x)) {
		return nil
	}
	code := ""
	if p.Where >= 0 && p.Where < len(r.d.Mentions) {
		code = r.placed(p.Where)
	}
	if id := r.stateID(code); code != "" && id != "" {
		return []string{id}
	}
	if a := p.Arg(chancery.Subj); a != nil && x.kind == chancery.Protest {
		return r.owners(a, x) // "thousands of Iraqi Kurds"
	}
	return nil
}

// blast reports whether an attack is a bombing, a shelling or told by its own name.
func (r *reader) blast(p *chancery.Prop, x *deed) bool {
	if strings.HasPrefix(x.cameo, "183") || strings.HasPrefix(x.cameo, "194") || strings.HasPrefix(x.cameo, "195") {
		return true
	}
	a := p.Arg(chancery.Subj)
	return a != nil && r.s.lex.Has("attacknoun", lower(r.d, a.Tok))
}
