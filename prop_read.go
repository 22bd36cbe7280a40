package chancery

import "slices"

// ActorIDs are the actors that the part names, in the order of the text,
// each once: those of its mentions, then those of demonyms.
func (a *Arg) ActorIDs(d *Doc) []string {
	var ids []string
	for _, m := range a.Actors {
		if m < 0 || m >= len(d.Mentions) {
			continue
		}
		for _, id := range d.Mentions[m].Refs {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, id := range a.IDs {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// ActorIDs are the actors of all parts with one of the roles, or of all parts
// where none is given, each once.
func (p *Prop) ActorIDs(d *Doc, roles ...Role) []string {
	var ids []string
	for i := range p.Args {
		if len(roles) > 0 && !slices.Contains(roles, p.Args[i].Role) {
			continue
		}
		for _, id := range p.Args[i].ActorIDs(d) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Arg is the first part with the role and, where it is prepositional, one of
// the prepositions; nil where there is none.
func (p *Prop) Arg(role Role, preps ...string) *Arg {
	for i := range p.Args {
		a := &p.Args[i]
		if a.Role == role && (len(preps) == 0 || slices.Contains(preps, a.Prep)) {
			return a
		}
	}
	return nil
}
