package quote

import (
	"slices"
	"strings"

	"chancery"
)

// nominal is whom a noun stands for that no name was found for: "a spokesman"
// the body that the sentence before is about; "the agency" the one body of the
// article whose name has that word; "the High Representative" the one person
// who holds that office. Nil where there are none or several.
func (r *reader) nominal(t int) []string {
	if u := r.d.Toks[t].UPOS; u != "NOUN" && u != "PROPN" || r.t.Child(t, "nummod") >= 0 {
		return nil
	}
	if r.s.lex.Has("spokesman", r.t.Lemma(t)) {
		if r.t.Child(t, "nmod", "compound", "amod", "appos", "flat") >= 0 {
			return nil // "a US spokesman", whom another name qualifies
		}
		return r.topic(t)
	}
	d := r.t.Child(t, "det")
	if d < 0 || r.low(d) != "the" {
		return nil
	}
	for _, k := range r.t.Kids(t) {
		if b := r.d.Toks[k].Rel.Base(); b == "nmod" || b == "acl" || b == "appos" {
			return nil
		}
	}
	words := r.d.Toks[d+1 : t+1]
	if t == d || len(words) == 0 || len(words) > 4 {
		return nil
	}
	var phrase []string
	for i := range words {
		phrase = append(phrase, strings.ToLower(words[i].Form))
	}
	return r.titled(strings.Join(phrase, " "))
}

// titled is the one actor of the article whose office or name has a phrase: of
// persons the office, of bodies the name.
func (r *reader) titled(phrase string) []string {
	var persons, bodies []string
	has := func(s string) bool { return strings.Contains(" "+strings.ToLower(s)+" ", " "+phrase+" ") }
	for i := range r.d.Actors {
		a := &r.d.Actors[i]
		if a.Kind == chancery.Person && strings.Contains(phrase, " ") && has(a.Office) { // "the minister" is anybody's
			persons = append(persons, a.ID)
		}
	}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != chancery.ActorMention || m.Form != chancery.NameForm || len(m.Refs) != 1 || r.kind[m.Refs[0]] != chancery.Organisation {
			continue
		}
		if id := m.Refs[0]; !slices.Contains(bodies, id) && has(r.d.Text[m.Span.Start:m.Span.End]) {
			bodies = append(bodies, id)
		}
	}
	switch {
	case len(persons) == 1:
		return persons
	case len(persons) == 0 && len(bodies) == 1:
		return bodies
	}
	return nil
}

// topic is the body or state that is the subject of the sentence before.
func (r *reader) topic(t int) []string {
	sent := r.t.Sent(t) - 1
	if sent < 0 {
		return nil
	}
	s := &r.d.Sentences[sent]
	for k := s.Lo; k < s.Hi; k++ {
		if r.d.Toks[k].Rel.Base() != "nsubj" {
			continue
		}
		m := r.t.HeadMention(k)
		if m < 0 {
			continue
		}
		refs := r.d.Mentions[m].Refs
		if len(refs) == 1 && r.kind[refs[0]] != chancery.Person {
			return []string{refs[0]}
		}
		return nil
	}
	return nil
}

func (r *reader) low(t int) string { return strings.ToLower(r.d.Toks[t].Form) }
