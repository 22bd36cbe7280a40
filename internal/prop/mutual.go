package prop

import (
	"slices"

	"chancery"
)

// mutual makes "each other", and "the other" where "each" or two are the subject,
// the same actors as the subject: each does it to the rest.
func (r *reader) mutual() {
	for i := range r.props {
		p := &r.props[i]
		if p.Passive {
			continue
		}
		for k := range p.Args {
			a := &p.Args[k]
			if a.Role != chancery.Obj && a.Role != chancery.IObj && a.Role != chancery.PrepArg || len(a.Actors)+len(a.IDs) > 0 || !r.isOther(a.Tok) {
				continue
			}
			if ids := p.ActorIDs(r.d, chancery.Subj); len(ids) > 1 {
				a.IDs, a.From = slices.Clone(ids), chancery.Mutual
			}
		}
	}
}

// isOther reports whether a token heads "each other", "one another" or "the
// other".
func (r *reader) isOther(t int) bool {
	before := ""
	if t > r.lo {
		before = r.form(t - 1)
	}
	switch r.form(t) {
	case "other":
		return before == "each" || before == "the"
	case "another":
		return before == "one"
	case "each", "one":
		return t+1 < r.hi && (r.form(t+1) == "other" || r.form(t+1) == "another") && r.up(t+1) == t
	}
	return false
}
