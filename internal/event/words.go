package event

import (
	"slices"
	"strings"

	"chancery"
)

// wordsStance marks rules for verbs of fighting that mean words: they hold where
// both sides are civilians of public life and nothing speaks of arms.
const wordsStance = "words"

// inWords reports whether a fight is one of words: politicians, parties, media
// and companies on both sides, or a politician against a thing that his rivals
// plan or say, with nobody armed and nobody hurt.
func (r *reader) inWords(i int, a, b []string) bool {
	if len(a) == 0 || !r.all(a, r.debater) || !r.all(b, r.debater) {
		return false
	}
	p := &r.d.Props[i]
	if len(b) == 0 && !slices.ContainsFunc(p.Args, func(a chancery.Arg) bool {
		return a.Role == chancery.Obj && r.s.lex.Has("policynoun", lower(r.d, a.Tok))
	}) {
		return false
	}
	s := r.d.Sentences[p.Sent]
	for t := s.Lo; t < s.Hi; t++ {
		if w := lower(r.d, t); r.s.lex.Has("armsnoun", w) || r.s.lex.Has("armed", w) || hurt[w] {
			return false
		}
	}
	return true
}

// hurt are words that tell of bodily harm, or of what does it.
var hurt = map[string]bool{
	"kill": true, "wound": true, "injure": true, "injury": true, "die": true, "dead": true, "death": true, "blood": true, "hospital": true,
	"hospitalise": true, "hospitalize": true, "knife": true, "gun": true, "hammer": true, "stab": true, "shoot": true, "punch": true,
	"beat": true, "physically": true, "acid": true, "axe": true, "fist": true, "bodyguard": true,
}

func (r *reader) all(ids []string, fits func(string) bool) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !fits(id) })
}

// debater reports whether an actor fights with words: a person in public life
// without arms, a party, parliament, the press, a company. States are none, as
// they have armies, nor are crowds.
func (r *reader) debater(id string) bool {
	a := r.actor(id)
	if a == nil || a.Kind != chancery.Person && a.Kind != chancery.Organisation {
		return false
	}
	if a.Kind == chancery.Organisation && len(a.Codes) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.Codes, func(c string) bool {
		for k := 0; k+3 <= len(c); k += 3 {
			if armedRoles[c[k:k+3]] {
				return true
			}
		}
		return a.Kind == chancery.Organisation && strings.HasPrefix(c, "IGO")
	})
}

// armedRoles are the parts of codes of those who fight with arms.
var armedRoles = map[string]bool{
	"MIL": true, "REB": true, "SEP": true, "INS": true, "RAD": true, "UAF": true, "CRM": true, "PRM": true, "COP": true, "SPY": true, "CVL": true,
}
