package event

import (
	"io/fs"
	"slices"
	"strings"

	"chancery"
)

// loadWho reads the nouns that name people and bodies by what they are: "agency",
// "judge". Of a term of several words the last counts.
func (s *Stage) loadWho(fsys fs.FS) error {
	b, err := fs.ReadFile(fsys, "knowledge/roles.tsv")
	if err != nil {
		return err
	}
	header := true
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if header || len(f) < 4 {
			header = false
			continue
		}
		w := strings.Fields(f[0])
		s.who[strings.ToLower(w[len(w)-1])] = true
	}
	return nil
}

// facesUnknown reports whether the clause of a row names a counterpart that the
// article does not tell who it is: "agreed with the agency to …", "threatened a
// judge". Then nobody else is guessed.
func (r *reader) facesUnknown(e *chancery.Event) bool {
	p := &r.d.Props[e.Prop]
	return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool {
		switch a.Role {
		case chancery.Obj, chancery.IObj:
		case chancery.PrepArg:
			if !slices.Contains([]string{"with", "to", "from", "against", "between", "toward", "towards"}, a.Prep) {
				return false
			}
		default:
			return false
		}
		if a.Tok < 0 || a.Prop >= 0 || !r.s.who[lower(r.d, a.Tok)] && r.d.Toks[a.Tok].UPOS != "PROPN" {
			return false
		}
		return len(r.actors(a.ActorIDs(r.d))) == 0 && !r.isPlaceOrTime(&a)
	})
}

// isPlaceOrTime reports whether a part is a place or a time.
func (r *reader) isPlaceOrTime(a *chancery.Arg) bool {
	for _, i := range r.mentions(a.Span) {
		if m := &r.d.Mentions[i]; m.Kind != chancery.ActorMention && m.Span.Contains(r.d.Toks[a.Tok].Span) {
			return true
		}
	}
	return false
}
