package prop

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chancery"
)

// loadAgents reads the nouns for people and bodies that act for somebody:
// "commander", "delegation". Of a term of several words the last counts.
func loadAgents(fsys fs.FS) (map[string]bool, error) {
	b, err := fs.ReadFile(fsys, "knowledge/roles.tsv")
	if err != nil {
		return nil, fmt.Errorf("prop: %w", err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 4 {
			continue
		}
		acts := f[3] == "state" || f[3] == "body" || f[3] == "office" ||
			f[3] == "person" && slices.Contains([]string{"GOV", "MIL", "COP", "SPY", "LEG"}, f[2])
		if w := strings.Fields(f[0]); acts && len(w) > 0 {
			out[strings.ToLower(w[len(w)-1])] = true
		}
	}
	return out, nil
}

// standsFor are the actors that a part speaks of without naming them: the state
// that a thing belongs to, those for whom somebody acts, the authors of a
// declaration where it says "we".
func (r *reader) standsFor(t int) []string {
	if ids := r.nation(t); ids != nil {
		return ids
	}
	if ids := r.belongs(t); ids != nil {
		return ids
	}
	return r.ours(t)
}

// ours are those who speak where no quotation does: the authors of a declaration
// for its "we", who has the turn of an interview for "I" and "we", and whom he
// answers or asks for "you".
func (r *reader) ours(t int) []string {
	if len(r.ix.voices) == 0 || r.upos(t) != "PRON" {
		return nil
	}
	you := false
	switch r.form(t) {
	case "we", "us", "our", "ourselves", "i", "me", "my", "myself":
	case "you", "your":
		you = true
	default:
		return nil
	}
	at := r.tok(t).Span
	for _, q := range r.d.Quotes {
		if q.Outer.Contains(at) {
			return nil
		}
	}
	for _, v := range r.ix.voices {
		if v.words.Contains(at) {
			if you {
				return slices.Clone(v.other)
			}
			return slices.Clone(v.who)
		}
	}
	return nil
}

// A voice is a part of the article whose "we" is known.
type voice struct {
	words      chancery.Span
	who, other []string
}

// voices are the turns of an interview, or else the whole of a declaration.
func voices(d *chancery.Doc) []voice {
	var out []voice
	for _, u := range chancery.Turns(d.Text) {
		v := voice{words: u.Words}
		for i := range d.Mentions {
			if m := &d.Mentions[i]; m.Kind == chancery.ActorMention && m.Form != chancery.PronounForm && m.Span.Start >= u.Label.Start && m.Span.End == u.Label.End {
				v.who = m.Refs
			}
		}
		if n := len(out); n > 0 {
			out[n-1].other, v.other = v.who, out[n-1].who
		}
		out = append(out, v)
	}
	if ids := chancery.OwnVoice(d); out == nil && len(ids) > 0 {
		return []voice{{words: chancery.Span{End: len(d.Text)}, who: ids}}
	}
	return out
}

// belongs are those for whom people and bodies act of whom nothing else is known:
// "commanders of both armies", "EU foreign ministers". Nobody acts for a person
// but his spokesman.
func (r *reader) belongs(t int) []string {
	if r.upos(t) != "NOUN" || !r.s.agents[r.lemma(t)] && !r.s.agents[r.form(t)] {
		return nil
	}
	for _, k := range r.children(t) {
		switch b := r.rel(k); {
		case b == "nmod:poss", b.Base() == "compound":
		case b.Base() == "nmod":
			if m := r.marker(k, "case"); m != "of" && m != "from" {
				continue
			}
		default:
			continue
		}
		var ids []string
		for _, c := range r.conjuncts(k) {
			for _, m := range r.ix.actors[c] {
				ids = append(ids, r.d.Mentions[m].Refs...)
			}
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return r.ix.persons[id] })
		if len(ids) > 0 {
			slices.Sort(ids)
			return slices.Compact(ids)
		}
	}
	return nil
}

// personsOf are the actors of an article that are persons.
func personsOf(d *chancery.Doc) map[string]bool {
	out := map[string]bool{}
	for i := range d.Actors {
		out[d.Actors[i].ID] = d.Actors[i].Kind == chancery.Person
	}
	return out
}
